"""The rules that every kind of feed shares: which link counts, what a title may hold, how much is kept."""

import html
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from urllib.parse import urljoin, urlsplit

from msgspec import Struct
from msgspec.structs import replace
from w3lib.html import remove_tags

from scrapers.errors import Reject
from scrapers.fragments import item_fragment
from scrapers.identity import is_same_site, short_guid
from scrapers.mend import mend
from scrapers.newest import keep_newest
from scrapers.parts import ShownItem, are_two_items, is_front_page, text_of
from scrapers.pubdate import first_credible_date, first_told_date
from scrapers.records import Entry, Source
from scrapers.urls import MAX_RAW, canonicalize, domain_of, host_of, plain_address
from scrapers.wrappers import is_aggregator, unwrap

MAX_ITEMS = 1_000
"""Items of one feed that are read: its newest, see `scrapers.newest`."""

MAX_TITLE = 1_000
"""Characters of a title; also of a byline and of what is said of a skipped item."""

MAX_CONTENT = 1_000_000
"""Characters of a content or summary: several times the longest article that newsrooms publish."""

MAX_LINKS = 10
"""Links of one item that are tried."""

MAX_COMPARED = 200
"""Items of one address that another is compared with, the latest first: a thousand without guids would take 5 s."""

MIN_TEXT = 100
"""Characters of a text, blanks aside, from which on an item whose link cannot be used is taken by its text."""

MAX_GUIDS = 10
"""Further guids of one item that are kept."""

MAX_AUTHORS = 20

_MAX_OUTLET = 200

# Room for tags and indentation, below the 4,300 digits at which Python refuses to read a number.
_MAX_MARKUP = 4 * MAX_TITLE

# XML 1.0 forbids these characters, as do the columns of PostgreSQL (NUL) and UTF-8 (surrogates). Not `str.translate`:
# over text that is not ASCII it takes twenty times as long.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
_CONTROL = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


# Within a link it means nothing, nor does the indentation of the next line: a template has folded the address.
_LINE_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*|\t+")


class DraftEntry(Struct, frozen=True):
    """An item as its feed wrote it, before any rule."""

    links: tuple[str, ...] = ()
    """In order of preference, relative or absolute."""
    title: str = ""
    """Text, not HTML."""
    summary: str = ""
    content: str = ""
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    """In order of preference."""
    updated: str = ""
    language: str = ""
    guid: str = ""
    outlet: tuple[str, str] = ("", "")
    """Name and address of the outlet whose item it is."""


class ParsedFeed(Struct, frozen=True):
    """One reading of one feed (or of a page that is scraped for links)."""

    entries: tuple[Entry, ...]
    """Each item once; those of one address together, where the first of them stands in the feed."""
    skipped: tuple[str, ...] = ()
    """One line for each item that has no usable link, or nothing at all; one for all that are too many."""
    further: int = 0
    """Skipped items beyond one for each line."""
    unusable: tuple[Entry, ...] = ()
    """The items whose link is none that can be followed, with that link: they are told of as well. And those without
    link and text that have an id."""
    title: str | None = None
    language: str | None = None
    """Primary tag, lower-case."""
    ttl: timedelta | None = None
    """How long the feed asks to be left alone."""
    site: str | None = None
    """Address of the site that the feed belongs to."""
    links: tuple[tuple[str, str], ...] = ()
    """Its hubs and its own address, as relation (hub, self) and address."""
    older: str | None = None
    """Address of the page with the entries before these, where the feed has such pages."""
    whole: bool = True
    """False where the feed was cut off: it has more entries than these, so its validators say nothing."""


class CheckedEntries(Struct, frozen=True):
    """The items of a feed: see `ParsedFeed`."""

    entries: tuple[Entry, ...]
    skipped: tuple[str, ...]
    further: int
    unusable: tuple[Entry, ...]


def check_entries(
    drafts: Iterable[DraftEntry], base: str, now: datetime, site: str | None = None, unseen: int = 0
) -> CheckedEntries:
    """Return the usable items, each once, and what is told of those that are none.

    Items without any link, but with a text, have the address `site`. `base` is the address of the feed, for relative
    links; `now` (aware) is what dates are held against; `unseen` is how many more items the feed has than `drafts`.
    """
    kept = keep_newest(drafts, MAX_ITEMS, now, lambda draft: draft.dates)
    left = kept.left + unseen
    found: dict[str, list[ShownItem]] = {}
    skipped = [kept.tell()] if left else []
    unusable: dict[str, Entry] = {}
    for number, draft in kept.items:
        try:
            url, key = first_usable_link(draft.links, base)
            entry = _entry(url, draft, now)
        except Reject as error:
            entry, problem = _without_usable_link(draft, error, site or _root(base), now)
            key = f"no link: {entry.url}"
            if problem:
                skipped.append(
                    clean_line(f"item {number} ({clean_line(draft.title) or 'no title'}): {problem}")
                )
                if not entry.linkless or entry.guid:
                    unusable.setdefault((entry.linkless and entry.guid) or entry.url, entry)
                continue
        _add(found.setdefault(key, []), ShownItem(entry))
    return CheckedEntries(
        tuple(item.entry for items in found.values() for item in items),
        tuple(skipped),
        max(0, left - 1),
        tuple(unusable.values()),
    )


def _without_usable_link(
    draft: DraftEntry, error: Reject, site: str, now: datetime
) -> tuple[Entry, Reject | None]:
    """Return an item at the link that cannot be used, or at its feed's site where it has none, and what is wrong.

    Where the feed carries its text, an item is worth no less with such a link than without one.
    """
    entry = replace(_entry(site, draft, now), linkless=True, fragment=None)
    text = text_of(entry)
    # No shorter than it has to be to stay unusable: what a long address begins with may be another page's.
    shown = (" ".join(storable(link[: 2 * MAX_RAW]).split())[: MAX_RAW + 1] for link in draft.links)
    if len(text) < MIN_TEXT and (link := next(filter(None, shown), None)):
        return _entry(link, draft, now), error
    if any(character.isalnum() for character in text):
        return entry, None
    return entry, error if entry.guid or entry.title else Reject("bad_url", "no link, no text and no id")


def _add(known: list[ShownItem], item: ShownItem) -> None:
    """Add an item to those of its address, unless it is one of them, shown again."""
    for place in range(len(known) - 1, max(-1, len(known) - 1 - MAX_COMPARED), -1):
        other = known[place]
        if not are_two_items(other, item):
            # A page links its articles twice: from the picture, and from the headline.
            kept, gone = (other, item) if other.entry.title else (item, other)
            known[place] = _with_guids_of(kept, gone)
            return
    known.append(item)


def _with_guids_of(kept: ShownItem, gone: ShownItem) -> ShownItem:
    """Return an item with the guids under which it was shown once more: by these too it can be asked for."""
    entry, again = kept.entry, gone.entry
    guids = dict.fromkeys(filter(None, (*entry.other_guids, again.guid, *again.other_guids)))
    others = tuple(guid for guid in guids if guid != entry.guid)[:MAX_GUIDS]
    return kept if others == entry.other_guids else ShownItem(replace(entry, other_guids=others))


def _root(url: str) -> str:
    return without_credentials(urljoin(url, "/"))


def first_usable_link(links: Iterable[str], base: str) -> tuple[str, str]:
    """Return the first usable link, absolute, and its canonical form. Raises Reject (`bad_url`) for none.

    A site's front page is no article's address: another page of the same site, such as a guid names, goes before it.
    """
    problem = Reject("bad_url", "no link")
    front: tuple[str, str] | None = None
    base = without_credentials(base)
    for written in islice(links, MAX_LINKS):
        try:
            link = _LINE_BREAK.sub("", written.strip())
            key = canonicalize(link, base)
            found = without_credentials(plain_address(link, base)), key
        except Reject as error:
            problem = error
            continue
        if front is None and not is_front_page(key):
            return found
        if front and is_same_site(front[1], key) and not is_front_page(key):
            return found
        front = front or found
    if front:
        return front
    raise problem


def without_credentials(url: str) -> str:
    """Return `url` without user and password, which relative links would otherwise carry into the index."""
    if "@" not in url:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def html_to_line(markup: str) -> str:
    """Return the text of a short piece of HTML: no tags, entities unescaped once, one line."""
    return clean_line(html.unescape(remove_tags(markup[:_MAX_MARKUP])))


def clean_line(text: str) -> str:
    """Return `text` in one line of at most `MAX_TITLE` characters, without what cannot be stored."""
    return " ".join(storable(text[:_MAX_MARKUP]).split())[:MAX_TITLE].rstrip()


def storable(text: str) -> str:
    """Return `text` without control characters and lone surrogates; tabs and line ends stay."""
    try:
        # Nearly all texts hold nothing of it, which their bytes tell ten times as fast.
        data = text.encode()
    except UnicodeEncodeError:
        return _UNSTORABLE.sub("", text)
    is_clean = len(data.translate(None, _CONTROL)) == len(data) and not any(
        sign in data for sign in _NO_CHARACTERS
    )
    return text if is_clean else _UNSTORABLE.sub("", text)


def primary_language(tag: str | None) -> str | None:
    """Return the primary subtag of a language tag (`en` of `en_US`), or None where it is none."""
    primary = (tag or "").strip().replace("_", "-").partition("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() and len(primary) in (2, 3) else None


def _entry(url: str, draft: DraftEntry, now: datetime) -> Entry:
    content, summary = _body(draft.content), _body(draft.summary)
    published = first_told_date(draft.dates, now)
    return Entry(
        url=url,
        title=clean_line(draft.title) or None,
        summary=None if summary == content else summary,
        content=content,
        authors=tuple(dict.fromkeys(filter(None, map(_byline, draft.authors))))[:MAX_AUTHORS],
        published=published.at if published else None,
        precision=published.precision if published else "time",
        updated=first_credible_date([draft.updated], now),
        language=primary_language(draft.language),
        guid=short_guid(storable(draft.guid)),
        outlet=_outlet(url, draft),
        fragment=item_fragment(url),
    )


def _outlet(url: str, draft: DraftEntry) -> Source | None:
    """Return whose article an item is, or None where it is to be taken for the feed's own.

    A feed may name any outlet, and hand its own text out under that name. So the outlet's own address has to stand in
    the item; or an aggregator's, which hides the outlet's. What an aggregator wraps is the outlet's in any case.
    """
    name, site = draft.outlet
    try:
        named = domain_of(plain_address(site)) if site else ""
        if named and (named == domain_of(url) or is_aggregator(host_of(url))):
            return Source(id=named, name=clean_line(name)[:_MAX_OUTLET] or named, domain=named)
        wrapped = any(unwrap(mend(link)) for link in dict.fromkeys(draft.links[:MAX_LINKS]))
        own = domain_of(url) if wrapped else ""
    except Reject:
        return None
    return Source(id=own, name=own, domain=own) if wrapped else None


def _body(text: str) -> str | None:
    return storable(text[:MAX_CONTENT]).strip() or None


def _byline(author: str) -> str:
    words = (word for word in html_to_line(author).split() if "@" not in word)
    return " ".join(words).strip("()<>,; ")
