"""The fate of one link, with every step's time and reason."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, or_, select

from scrapers.errors import ScrapeError
from scrapers.fragments import item_fragment
from scrapers.identity import short_guid
from scrapers.items import storable
from scrapers.urls import canonicalize, domain_of, hide_credentials, link_id
from wirewatch.errors import Mistake, UnknownLink
from wirewatch.ledger import names, outbox
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.schema import feeds, links, sightings, steps


def explain_link(ledger: Ledger, url: str) -> dict[str, Any]:
    """Tell what became of a link: by any form of its address that a feed has shown, by its guid there, or by its id.

    Raises UnknownLink where no feed ever showed it, and Mistake where nothing is asked for.
    """
    if not url.strip():
        raise Mistake(
            "there is no link", "write one as a feed has it: wirewatch why https://example.org/news/1"
        )
    asked = url.encode("utf-8", "replace").decode()  # the shell hands on bytes that are no UTF-8
    with ledger.read() as tx:
        link = find_link(tx, asked)
        if link is None:
            raise UnknownLink(asked, _tell_unread(tx, asked))
        sighting_rows = tx.execute(
            select(sightings).where(sightings.c.link_id == link.id).order_by(sightings.c.seen_at)
        ).all()
        step_rows = tx.execute(select(steps).where(steps.c.link_id == link.id).order_by(steps.c.seq)).all()
        unknown_part = _unknown_part(tx, link, asked)
        others = _others_of_page(tx, link, asked, unknown_part)
        told_as = {link.story_id, link.event_id} - {None}
        delivery_rows = outbox.delivery_log(tx, *told_as) if told_as else []
        *details, event_grounds = _with_addresses(
            tx, [*(row.detail for row in step_rows), link.event_grounds]
        )
    return {
        "url": link.url,
        "canonical_url": link.canonical_url,
        "id": link.id,
        "fate": link.fate,
        "reason": link.reason,
        "detail": link.detail,
        "tries": link.tries,
        "due_at": link.due_at if link.fate in ("pending", "retry") else link.recheck_at,
        "story_id": link.story_id,
        "copy_of": link.copy_of,
        "event_id": link.event_id,
        "event_grounds": event_grounds,
        "revision": link.revision,
        "unknown_part": unknown_part,
        "items": [{name: getattr(row, name) for name in ITEM_COLUMNS} for row in others],
        "seen_in": [row.feed_url for row in sighting_rows],
        "steps": [
            {"at": row.at, "stage": row.stage, "outcome": row.outcome, "detail": detail}
            for row, detail in zip(step_rows, details, strict=True)
        ],
        "alerts": [delivery_log_line(row) for row in delivery_rows],
    }


def _tell_unread(tx: Connection, asked: str) -> str:
    """Say which feed of the link's site has more items than are read, where one has: the link may be among them."""
    try:
        site = domain_of(canonicalize(asked))
    except ScrapeError:
        return ""
    columns = feeds.c.url, feeds.c.skipped, feeds.c.detail
    query = select(*columns).where(feeds.c.skipped > 0, feeds.c.detail.endswith("are not read"))
    for row in tx.execute(query.order_by(feeds.c.skipped.desc(), feeds.c.url)):
        if domain_of(row.url) == site:
            return f"{hide_credentials(row.url)} has {row.skipped:,} items that are not read: {row.detail}"
    return ""


ITEM_COLUMNS = ("url", "canonical_url", "id", "fate", "reason")
MAX_ITEMS = 1_000
"""Items of one address that are told of: as many as are read of a feed."""


def read_event_grounds(tx: Connection, id_: str) -> str | None:
    """Say why an article joined its event, or began one; None where that is not kept."""
    query = select(links.c.event_grounds).where(links.c.id == id_)
    return _with_addresses(tx, [tx.execute(query).scalar_one_or_none()])[0]


_ID = re.compile(r"\b[0-9a-f]{64}\b")


def _with_addresses(tx: Connection, details: Sequence[str | None]) -> list[str | None]:
    """Give the details of steps with the address of each article in the place of its id, by which nobody knows it."""
    ids = sorted({id_ for detail in details for id_ in _ID.findall(detail or "")})
    rows = tx.execute(select(links.c.id, links.c.url).where(links.c.id.in_(ids))).all() if ids else []
    addresses = {row.id: row.url for row in rows}
    return [detail and _ID.sub(lambda id_: addresses.get(id_[0], id_[0]), detail) for detail in details]


def _unknown_part(tx: Connection, link: Row[Any], asked: str) -> str | None:
    """Give the fragment that was asked for where no item has it, and the link is another item of the address."""
    part, own = item_fragment(asked), item_fragment(link.url)
    return part if part and own and part != own and _find_part(tx, asked) is None else None


def _others_of_page(
    tx: Connection, link: Row[Any], asked: str, unknown_part: str | None
) -> Sequence[Row[Any]]:
    """Give the other items of the address that was asked for, the latest first; none where one of them was named."""
    pages = {link_id(address) for address in _addresses(asked)}
    columns = [links.c[name] for name in ITEM_COLUMNS]
    if item_fragment(asked) and not unknown_part and (link.page or item_fragment(link.url)):
        return []
    query = select(*columns).where(links.c.page.in_(pages), links.c.id != link.id)
    return tx.execute(query.order_by(links.c.first_seen_at.desc(), links.c.id).limit(MAX_ITEMS)).all()


def delivery_log_line(row: Row[Any]) -> dict[str, Any]:
    """Give one delivery as `alerts log` tells it; `late` where its article was first taken for a copy.

    `article_id` is the article that it shows, and `happened` what the message says of why it came.
    """
    alert = msgspec.json.decode(row.alert)
    return {
        "rule": row.rule,
        "story_id": row.story_id,
        "channel": row.channel,
        "state": row.state,
        "attempts": row.attempts,
        "key": row.key,
        "sent_at": row.sent_at,
        "announced_at": row.at,
        "detail": row.detail,
        "title": alert["title"],
        "late": alert.get("late", False),
        "article_id": alert.get("article_id", ""),
        "happened": alert.get("happened", ""),
        "digest": row.digest,
        "stands_for": row.stands_for,
        "fell_back_at": row.fell_back_at,
    }


def find_link(tx: Connection, url: str) -> Row[Any] | None:
    """Give the link that an address, in any form that a feed has shown, a guid or an id belongs to; None for none."""
    if link := _find_part(tx, url):
        return link
    for address in _addresses(url):
        if link := _link_at(tx, link_id(address)):
            return link
    guid = short_guid(storable(url)) or url
    for address in (*_addresses(url), guid):
        if known := names.find_link(tx, address):
            return _link_at(tx, known)
    shown = select(sightings.c.link_id).where(sightings.c.url == url)
    query = select(links).where(or_(links.c.url == url, links.c.id.in_(shown))).limit(1)
    if found := tx.execute(query).one_or_none():
        return found
    pages = [link_id(address) for address in _addresses(url)]
    of_page = select(links).where(links.c.page.in_(pages)).order_by(links.c.first_seen_at, links.c.id)
    return tx.execute(of_page.limit(1)).one_or_none() or _link_at(tx, url.strip())


def _find_part(tx: Connection, url: str) -> Row[Any] | None:
    """Give the link that an address with its fragment belongs to; None for none."""
    # By what a feed may have written, or as `why` itself gives it (canonical_url).
    own = {item_fragment(url), url.partition("#")[2]} - {None, ""}
    for address in (f"{address}#{part}" for address in _addresses(url) for part in sorted(map(str, own))):
        if link := _link_at(tx, link_id(address)) or (
            (known := names.find_link(tx, address)) and _link_at(tx, known)
        ):
            return link
    return None


def _link_at(tx: Connection, id_: str) -> Row[Any] | None:
    return tx.execute(select(links).where(links.c.id == id_)).one_or_none()


def _addresses(url: str) -> Iterator[str]:
    """Give what a link may be recorded under: as asked, then by the scheme that browsers hide or have changed."""
    scheme, _, rest = url.strip().rpartition("://")
    for form in (url, *(f"{other}://{rest}" for other in ("https", "http") if other != scheme.lower())):
        try:
            yield canonicalize(form)
        except ScrapeError:
            yield form
