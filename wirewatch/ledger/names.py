"""Names by which a link is known beside its own address: its guid in a feed, and other addresses of it.

    feed's item -> it shares its address with others            -> see `wirewatch.ledger.parts`
                -> its address is a link's, or a name of one    -> that link
                -> its guid is a name, and time or title agree  -> that name's link, which has moved
                -> its address without tokens is a name         -> that name's link
                -> else                                         -> a new link

A source's word on its own domain holds for everybody; on others' it holds for its own items alone (`scope`), or a feed
could hide another outlet's articles. Which parameters are tokens is learnt host by host, under the same scopes. All
this is written in the transaction that records the items, so a poll that is killed leaves nothing half learnt.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, bindparam, select, update

from scrapers.errors import Reject
from scrapers.identity import (
    Change,
    Telling,
    is_same_item,
    is_same_site,
    learn_tokens,
    merges_any,
    tellings,
    without_parameters,
)
from scrapers.parts import is_front_page, item_address, page_address
from scrapers.provenance import owns
from scrapers.records import Entry, Feed
from scrapers.urls import (
    domain_of,
    hide_credentials,
    host_of,
    link_id,
    plain_address,
    shard_key,
)
from wirewatch.ledger.links import add_steps, record_entries, unusable_address
from wirewatch.ledger.name_rows import guid_name, insert_names, name_row
from wirewatch.ledger.parts import Apart, item_names, tell_apart
from wirewatch.ledger.schema import links, names
from wirewatch.ledger.tokens import EVERYBODY, NONE, Names, judge_parameters, read_tokens

_UPDATE_GUID = (
    update(names)
    .where(names.c.id == bindparam("guid"), names.c.scope == bindparam("by"))
    .values(
        {name: bindparam(f"new_{name}") for name in ("link_id", "address", "title", "published", "sketch")}
    )
)


class Recorded(NamedTuple):
    """What became of a feed's items."""

    new: list[str]
    """Ids of the links that are new."""
    entries: dict[str, Entry]
    """The items with a usable address, by the ids of their links; of several of one link, the first."""


class _Item(NamedTuple):
    id: str
    """Of the link that it would be by its own address."""
    address: str
    """Canonical."""
    host: str
    entry: Entry
    guid: str | None
    """The name that its guid is; None where it has none, or one that it shares."""
    telling: Telling
    sketch: str | None
    """Of its text."""


class _Recognised(NamedTuple):
    home: dict[str, str]
    """By the id of an item's own address, the id of the link that it was found to be."""
    moved: list[_Item]
    """The items that were found by their guids, under another address."""
    names: dict[str, Row[Any]]
    """What is known of those names that were asked for."""
    bare: dict[str, str]
    """By the id of an item's own address, that address without tokens."""
    verdicts: dict[str, dict[str, bool]]
    """By host, which parameters this poll showed to be tokens, and which to be none."""
    judged: Mapping[str, Names]
    """By host, of which parameters there was a verdict before."""


def record_items(
    tx: Connection, feed: Feed, entries: Sequence[Entry], at: datetime, batch: str | None = None
) -> Recorded:
    """Record what a feed showed, as `links.record_entries` does, each item under the link that it is by any name."""
    apart = tell_apart(tx, feed, entries)
    entries = apart.entries
    items = _items(apart)
    scopes = {host: _scope(feed, host) for host in {item.host for item in items}}
    found = _recognise(tx, feed.source.id, scopes, items)
    new = record_entries(tx, feed, entries, at, batch, home=found.home)
    added = _remember(tx, feed.source.id, scopes, items, found, at)
    insert_names(tx, [*item_names(feed, apart, found.home, scopes, at), *_unusable_names(feed, entries, at)])
    for item in found.moved:
        # Another's feed moves nothing, and no article has moved to a front page.
        if owns(feed, item.address) and not is_front_page(page_address(item.address)):
            _move(tx, item, found.home[item.id])
    add_steps(
        tx,
        (
            (
                found.home[item.id],
                "poll",
                "moved",
                f"to {hide_credentials(item.entry.url)}, by its guid in {hide_credentials(feed.url)}",
            )
            for item in found.moved
            if item.id in added
        ),
        at,
    )
    return Recorded(new, {found.home.get(item.id, item.id): item.entry for item in reversed(items)})


def find_link(tx: Connection, asked: str) -> str | None:
    """Give the id of the link that is known by an address (canonical) or by a guid, whoever says so."""
    query = select(names.c.link_id).where(names.c.id.in_((link_id(asked), guid_name(asked))))
    return tx.execute(query.order_by(names.c.scope, names.c.id).limit(1)).scalar_one_or_none()


def _items(apart: Apart) -> list[_Item]:
    told = tellings(apart.entries)
    items = []
    for entry, words in zip(apart.entries, apart.told, strict=True):
        try:
            address = item_address(entry)
        except Reject:
            continue
        telling = told.get(entry.guid or "")
        # Of items that share an address, a guid that is another at each poll would be all that is remembered.
        counts = telling is not None and (apart.guids_last or entry.part is None)
        guid = guid_name(entry.guid) if entry.guid and counts else None
        host = urlsplit(address).hostname or ""
        items.append(
            _Item(
                link_id(address),
                address,
                host,
                entry,
                guid,
                telling or Telling(None, None),
                words.sketch or None,
            )
        )
    return items


def _unusable_names(feed: Feed, entries: Iterable[Entry], at: datetime) -> list[dict[str, Any]]:
    """Give the rows of guids whose items have a link that cannot be used, by which these are asked for as well."""
    rows = {}
    for entry in entries:
        try:
            item_address(entry)
        except Reject:
            if entry.guid:
                name = guid_name(entry.guid)
                rows[name] = name_row(name, feed.source.id, link_id(unusable_address(entry)), at)
    return [rows[name] for name in sorted(rows)]


def _scope(feed: Feed, host: str) -> str:
    return EVERYBODY if domain_of(f"http://{host}/") == feed.source.domain else feed.source.id


def _recognise(tx: Connection, source: str, scopes: Mapping[str, str], items: Sequence[_Item]) -> _Recognised:
    """Find out which links the items are, and what is to be learnt of their hosts; writes nothing."""
    known = read_tokens(tx, source, scopes)
    shown = {host: [item.address for item in items if item.guid and item.host == host] for host in scopes}
    refuted = {host: found for host, found in known.applied.items() if merges_any(shown[host], found)}
    applied = {host: found for host, found in known.applied.items() if host not in refuted}
    bare = _bare(items, applied)
    asked = {item.id for item in items} | {link_id(address) for address in bare.values()}
    told = _read_names(tx, source, asked | {item.guid for item in items if item.guid})
    there = tx.execute(select(links.c.id).where(links.c.id.in_(asked))).scalars()
    by_address = {id_: id_ for id_ in there}
    by_address |= {
        id_: row.link_id
        for id_, row in told.items()
        if id_ in asked and (id_ not in by_address or row.scope == EVERYBODY)
    }
    same = {
        item.id: told[item.guid] for item in items if item.guid in told and _is_same(item, told[item.guid])
    }
    home, by_token = {}, []
    for item in items:
        if item.id in by_address:
            home[item.id] = by_address[item.id]
        elif item.id in same:
            home[item.id] = same[item.id].link_id
        elif link_id(bare[item.id]) in by_address:
            home[item.id] = by_address[link_id(bare[item.id])]
            by_token.append(item)
    for item in _strangers(tx, source, home, by_token):
        del home[item.id]
        refuted[item.host] = applied.get(item.host, NONE)
    learnt = _learn(items, same, shown, known.judged)
    now = {host: applied.get(host, NONE) | learnt.get(host, NONE) for host in scopes if host not in refuted}
    verdicts = {host: dict.fromkeys(found, True) for host, found in learnt.items()}
    verdicts |= {host: dict.fromkeys(found, False) for host, found in refuted.items()}
    moved = [
        item
        for item in items
        if item.id in same and item.id not in by_address and same[item.id].address != bare[item.id]
    ]
    return _Recognised(home, moved, told, _bare(items, now), verdicts, known.judged)


def _learn(
    items: Iterable[_Item],
    same: Mapping[str, Row[Any]],
    shown: Mapping[str, Sequence[str]],
    judged: Mapping[str, Names],
) -> dict[str, Names]:
    """Give by host the parameters that change while items stay the same, and of which there is no verdict yet."""
    changes: dict[str, list[Change]] = defaultdict(list)
    for item in items:
        if item.id in same and same[item.id].address != item.address:
            changes[item.host].append(Change(same[item.id].address, item.address))
    found = {host: learn_tokens(of, shown[host]) - judged.get(host, NONE) for host, of in changes.items()}
    return {host: names_ for host, names_ in found.items() if names_}


def _is_same(item: _Item, before: Row[Any]) -> bool:
    """Tell whether an item is what its guid stood for before, on the same site.

    Of a guid that was shown beside an item's own nothing is known but the link.
    """
    if before.address is None:
        return False
    then = Telling(before.title, before.published)
    return is_same_site(before.address, item.address) and is_same_item(
        item.entry.guid or "", then, item.telling
    )


def _bare(items: Iterable[_Item], known: Mapping[str, frozenset[str]]) -> dict[str, str]:
    return {item.id: without_parameters(item.address, known.get(item.host, frozenset())) for item in items}


def _strangers(
    tx: Connection, source: str, home: Mapping[str, str], by_token: Sequence[_Item]
) -> list[_Item]:
    """Give those items that are only by their address without tokens a link that has another guid in this source."""
    asked = [item for item in by_token if item.guid]
    if not asked:
        return []
    query = select(names.c.link_id, names.c.id).where(
        names.c.link_id.in_({home[item.id] for item in asked}),
        names.c.scope == source,
        names.c.address.is_not(None),
    )
    guids = defaultdict(set)
    for link, guid in tx.execute(query):
        guids[link].add(guid)
    return [item for item in asked if guids[home[item.id]] and item.guid not in guids[home[item.id]]]


def _read_names(tx: Connection, source: str, asked: Iterable[str]) -> dict[str, Row[Any]]:
    """Read what is known of some names; the word of the domain's own source goes before this source's."""
    query = select(names).where(names.c.id.in_(list(asked)), names.c.scope.in_((EVERYBODY, source)))
    return {row.id: row for row in sorted(tx.execute(query), key=lambda row: row.scope, reverse=True)}


def _remember(
    tx: Connection,
    source: str,
    scopes: Mapping[str, str],
    items: Sequence[_Item],
    found: _Recognised,
    at: datetime,
) -> set[str]:
    """Write what was learnt of hosts, and the names that are new or lead elsewhere now; give those that are new."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    changed = []
    for item in items:
        home, bare = found.home.get(item.id, item.id), found.bare[item.id]
        other = link_id(bare)
        if other != home and other not in found.names:
            rows[other, scopes[item.host]] = name_row(other, scopes[item.host], home, at)
        for guid in map(guid_name, item.entry.other_guids):
            rows.setdefault((guid, source), name_row(guid, source, home, at))
        if item.guid:
            told = {"link_id": home, "address": bare, **item.telling._asdict(), "sketch": item.sketch}
            before = found.names.get(item.guid)
            if before is None:
                rows[item.guid, source] = {"id": item.guid, "scope": source, "at": at, **told}
            elif any(getattr(before, name) != value for name, value in told.items()):
                values = {f"new_{name}": value for name, value in told.items()}
                changed.append({"guid": item.guid, "by": source, **values})
    for host, verdicts in sorted(found.verdicts.items()):
        judge_parameters(tx, host, scopes[host], verdicts, found.judged.get(host, NONE), at)
    added = insert_names(tx, [rows[key] for key in sorted(rows)])
    if changed:
        tx.execute(_UPDATE_GUID, sorted(changed, key=lambda row: row["guid"]))
    return set(added)


def _move(tx: Connection, item: _Item, home: str) -> None:
    """Have a link asked for at the address that its feed shows now."""
    url = plain_address(item.entry.url)[:4096]
    tx.execute(update(links).where(links.c.id == home).values(url=url, shard=shard_key(host_of(url))))
