"""Items that share one address: which link each of them is, before its other names are looked at.

    an item by itself at its address      -> the address's link, as ever
    several at once, or one after another -> one has the address's link; each other has one of its own, whose canonical
                                             address carries what tells it apart (/live#post-17, /live#item-3f2a...)
    an item without a link                -> a link of its own at its feed's site

An item is known again by its guid, where this feed's guids are stable, else by its fragment, its text, or its title
above a like text. On a page such as /press, another time and wholly other words tell of another item. Another's feed
tells items apart by their fragments alone: its words do not count there.
All is decided by what names say (`wirewatch.ledger.names`), and what is to be remembered is written there.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace
from sqlalchemy import Connection, Row, or_, select

from scrapers.errors import Reject
from scrapers.identity import Telling, is_same_item, tellings
from scrapers.parts import (
    HALF,
    Told,
    is_front_page,
    item_address,
    likeness,
    names_no_article,
    page_address,
    repeats_address,
    tells_of_another,
    tells_the_same,
    text_of,
    told_of,
    words_key,
)
from scrapers.provenance import owns
from scrapers.records import Entry, Feed
from scrapers.revisit import entry_fingerprint
from scrapers.urls import canonicalize, link_id
from wirewatch.ledger.name_rows import guid_name, name_row, words_name
from wirewatch.ledger.schema import links, names, sightings
from wirewatch.ledger.tokens import EVERYBODY

NOTHING = Told("", "")


class Apart(NamedTuple):
    """The items of a poll, told apart."""

    entries: list[Entry]
    """In their order, each with its `part`."""
    known: frozenset[str]
    """Names of items that are written already."""
    guids_last: bool
    """Whether this feed's guids name items for longer than a poll, as far as can be seen."""
    told: list[Told]
    """What is remembered of each item's words."""


class _Item(NamedTuple):
    entry: Entry
    page: str
    """Canonical address of its page."""
    own: bool
    """Whether the feed's word counts there."""
    guid: str | None
    """The name that its guid is; None where it has none, or one that it shares."""
    telling: Telling
    told: Told

    @property
    def names(self) -> dict[str, str]:
        """By what they are made of, the names by which it is known again on its page, beside its guid."""
        made = {}
        if self.entry.fragment:
            made["fragment"] = link_id(f"{self.page}#{self.entry.fragment}")
        if self.own and (text := text_of(self.entry)):
            made["text"] = words_name("text", self.page, text)
            if self.told.title:
                made["title"] = words_name("title", self.page, self.told.title)
        return made


class _Memory(NamedTuple):
    """What the ledger knows of the pages of a poll."""

    links: dict[str, Row[Any]]
    names: dict[str, Row[Any]]
    of_link: dict[str, list[Row[Any]]]
    """By link, what this source told of it: under its guids, and under its titles."""
    fingerprints: dict[str, str]
    """By link, what this feed told of it last."""
    with_parts: frozenset[str]
    """Ids of the addresses that have items with links of their own."""

    def link_of(self, id_: str) -> str | None:
        """Give the link that an address or a name leads to."""
        row = self.names.get(id_)
        if id_ in self.links and (row is None or row.scope != EVERYBODY):
            return id_
        return row.link_id if row else None


def tell_apart(tx: Connection, feed: Feed, entries: Sequence[Entry]) -> Apart:
    """Tell which items of a feed share an address with others, and what each is known by there."""
    told = tellings(entries)
    items = {place: item for place, entry in enumerate(entries) if (item := _item(feed, entry, told))}
    words = [items[place].told if place in items else NOTHING for place in range(len(entries))]
    pages: dict[str, list[int]] = defaultdict(list)
    for place, item in items.items():
        pages[item.page].append(place)
    guids = _read_guids(tx, feed.source.id, items.values())
    shared = {
        page
        for page, places in pages.items()
        if len(places) > 1 or any(_is_by_nature(items[place]) for place in places)
    }
    asked = {
        page
        for page, places in pages.items()
        if page in shared or any(_may_be_another(items[place], guids) for place in places)
    }
    here = [item for item in items.values() if item.page in asked]
    memory = _read_memory(tx, feed, here, shared) if here else None
    if memory is None:
        return Apart(list(entries), frozenset(), True, words)
    lasting = _guids_last(here, guids, memory, shared)
    found = list(entries)
    for page in asked:
        group = {place: items[place] for place in pages[page]}
        is_shared = page in shared or link_id(page) in memory.with_parts
        for place, part in _Page(page, guids, memory, lasting, is_shared).parts(group).items():
            found[place] = replace(entries[place], part=part)
    return Apart(found, frozenset(memory.names), lasting, words)


def item_names(
    feed: Feed, apart: Apart, home: Mapping[str, str], scopes: Mapping[str, str], at: datetime
) -> list[dict[str, Any]]:
    """Give the rows of the names by which items that share an address are known again, and that are not there yet.

    `home` is by the ids of the items' own addresses, `scopes` by the hosts of their pages.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    told = tellings(apart.entries)
    sharing = [
        item
        for entry in apart.entries
        if (item := _item(feed, entry, told)) and (entry.part is not None or _is_fleeting(item))
    ]
    fragments = Counter((item.page, item.entry.fragment) for item in sharing)
    for item in sharing:
        entry = item.entry
        id_ = link_id(item_address(entry))
        link = home.get(id_, id_)
        for kind, name in item.names.items():
            if (
                name in apart.known
                or name == link
                or (entry.part is None and kind != "title")
                or (kind == "fragment" and fragments[item.page, entry.fragment] > 1)
            ):
                continue
            host = urlsplit(item.page).hostname or ""
            scope = scopes[host] if kind == "fragment" else feed.source.id
            row = name_row(name, scope, link, at)
            if kind == "title":
                row |= {
                    "title": item.told.title,
                    "sketch": item.told.sketch,
                    "published": item.telling.published,
                }
            rows[name, scope] = row
    return [rows[key] for key in sorted(rows)]


class _Page:
    """The items of one page, each of which is the link that it was, the page's own, or a new one."""

    def __init__(
        self, page: str, guids: Mapping[str, Row[Any]], memory: _Memory, lasting: bool, is_shared: bool
    ):
        self._page, self._guids, self._memory = page, guids, memory
        self._lasting, self._is_shared = lasting, is_shared
        self._home = memory.link_of(link_id(page))
        """The link of the page's own address, where there is one."""

    def parts(self, group: Mapping[int, _Item]) -> dict[int, str | None]:
        """Give by their places what tells the items apart."""
        parts: dict[int, str | None] = {}
        rest = []
        fragments = Counter(item.entry.fragment for item in group.values())
        for place, item in group.items():
            if not item.own and not item.entry.fragment:
                parts[place] = None
                continue
            known = self._known(item, alike=fragments[item.entry.fragment] > 1)
            part = self._part_of(known) if known else None
            if known and (part is not None or known == self._home):
                parts[place] = part
            else:
                rest.append(place)
        if not self._is_shared:
            return parts | {place: self._part_by_itself(group[place]) for place in rest}
        taken = any(not part for part in parts.values())
        overview = len(group) > 1 and fragments[None] == 1
        for place in sorted(rest, key=lambda place: bool(group[place].entry.fragment)):
            item = group[place]
            if not taken and self._is_pages_own(item, overview=overview):
                parts[place], taken = "", True
            else:
                parts[place] = self._new_part(item, fragments)
        return parts

    def _part_of(self, link: str) -> str | None:
        """Give what tells a link of this page apart; None where it is another page's."""
        if link == self._home:
            return "" if self._is_shared else None
        row = self._memory.links.get(link)
        if row is None or page_address(row.canonical_url) != self._page:
            return None
        return str(row.canonical_url[len(self._page) + 1 :])

    def _known(self, item: _Item, *, alike: bool) -> str | None:
        """Give the link that an item is known to be; `alike` tells that others of the poll have its fragment."""
        by_guid = self._guids.get(item.guid or "")
        if by_guid and page_address(by_guid.address) == self._page and self._is_same(item, by_guid):
            return str(by_guid.link_id)
        made = item.names
        link = self._memory.link_of(made["fragment"]) if "fragment" in made and not alike else None
        if link and not self._is_another(item, link):
            return link
        if "text" in made and (link := self._memory.link_of(made["text"])):
            return link
        row = self._memory.names.get(made.get("title", ""))
        if row and likeness(row.sketch or "", item.told.sketch) >= HALF:
            return str(row.link_id)
        if self._home and self._memory.fingerprints.get(self._home) == entry_fingerprint(item.entry):
            return self._home
        return None

    def _is_same(self, item: _Item, row: Row[Any]) -> bool:
        before = Telling(row.title, row.published)
        return (
            (not self._is_shared and row.link_id == self._home)
            or is_same_item(item.entry.guid or "", before, item.telling)
            or likeness(row.sketch or "", item.told.sketch) >= HALF
        )

    def _is_another(self, item: _Item, link: str) -> bool:
        """Tell whether an item is none that this source told of under a link: another guid, and other words.

        Where nothing but its address names it, its time has to be another too, and nothing of its words the same.
        """
        if _is_fleeting(item):
            of_link = self._memory.of_link.get(link, ())
            now = item.telling.published
            return bool(of_link) and all(
                now and row.published and now > row.published and tells_of_another(item.entry, _told(row))
                for row in of_link
            )
        rows = [row for row in self._memory.of_link.get(link, ()) if row.address is not None]
        return bool(
            self._lasting
            and item.guid
            and rows
            and all(row.id != item.guid and not tells_the_same(item.told, _told(row)) for row in rows)
        )

    def _part_by_itself(self, item: _Item) -> str | None:
        """Give what tells an item apart that is the only one at an address which had one item so far."""
        if item.own and self._home and self._is_another(item, self._home):
            return self._new_part(item, Counter())
        return None

    def _is_pages_own(self, item: _Item, *, overview: bool) -> bool:
        """Tell whether an item that is not known again is the page's own: the first of all, or the one told anew.

        `overview` tells that all items of the page but one have fragments.
        """
        if item.entry.linkless:
            return False
        if self._home is None:
            return True
        if rows := self._memory.of_link.get(self._home):
            return not (self._lasting and item.guid) and any(
                tells_the_same(item.told, _told(row)) for row in rows
            )
        # Another source showed it, or it was shown before anything of items was remembered.
        row = self._memory.links.get(self._home)
        then = row.url.partition("#")[2] if row else ""
        return then == (item.entry.fragment or "") and bool(then or overview)

    def _new_part(self, item: _Item, fragments: Counter[str | None]) -> str:
        fragment = item.entry.fragment
        if fragment and fragments[fragment] < 2 and not self._memory.link_of(item.names["fragment"]):
            return fragment
        return words_key(item.entry) or fragment or ""


def _item(feed: Feed, entry: Entry, told: Mapping[str, Telling]) -> _Item | None:
    try:
        page = canonicalize(entry.url)
    except Reject:
        return None
    telling = told.get(entry.guid or "")
    guid = guid_name(entry.guid) if entry.guid and telling else None
    if guid and names_no_article(page) and repeats_address(entry.guid or "", page):
        guid = None
    own = owns(feed, page)
    return _Item(entry, page, own, guid, telling or Telling(None, entry.published), told_of(entry))


def _is_fleeting(item: _Item) -> bool:
    """Tell whether nothing names an item but its words and its time: its page shows one after another."""
    return item.own and not item.guid and not item.entry.fragment and names_no_article(item.page)


def _is_by_nature(item: _Item) -> bool:
    """Tell whether an item has no page that could be its own."""
    return item.entry.linkless or (item.own and bool(item.told.sketch) and is_front_page(item.page))


def _may_be_another(item: _Item, guids: Mapping[str, Row[Any]]) -> bool:
    """Tell whether an item that is alone at its address may be none that was there before."""
    if item.entry.fragment:
        return True
    return item.own and (item.guid not in guids if item.guid else bool(item.told.sketch))


def _guids_last(
    items: Iterable[_Item], guids: Mapping[str, Row[Any]], memory: _Memory, shared: Collection[str]
) -> bool:
    """Tell whether more items kept their guids since they were told of last than came again under new ones."""
    kept = new = 0
    for item in items:
        if item.guid in guids:
            kept += 1
        elif item.guid and (link := _told_before(item, memory, alone=item.page not in shared)):
            rows = [row for row in memory.of_link.get(link, ()) if row.address is not None]
            new += any(tells_the_same(item.told, _told(row)) for row in rows)
    return new <= kept


def _told_before(item: _Item, memory: _Memory, *, alone: bool) -> str | None:
    """Give the link that an item seems to be by anything but its guid."""
    made = item.names
    own = link_id(item.page) if alone else None
    for name in (made.get("text"), made.get("fragment"), made.get("title"), own):
        if name and (link := memory.link_of(name)):
            return link
    return None


def _told(row: Row[Any]) -> Told:
    return Told((row.title or "").casefold(), row.sketch or "")


def _read_guids(tx: Connection, source: str, items: Iterable[_Item]) -> dict[str, Row[Any]]:
    asked = {item.guid for item in items if item.guid}
    query = select(names).where(names.c.id.in_(asked), names.c.scope == source, names.c.address.is_not(None))
    return {row.id: row for row in tx.execute(query)} if asked else {}


def _read_memory(
    tx: Connection, feed: Feed, items: Sequence[_Item], shared: Collection[str]
) -> _Memory | None:
    """Read what is known of the pages of items; None where nothing is, and none of the pages is `shared`."""
    bare = {link_id(item.page) for item in items}
    asked = bare | {name for item in items for name in item.names.values()}
    scopes = (EVERYBODY, feed.source.id)
    query = select(names).where(names.c.id.in_(asked), names.c.scope.in_(scopes))
    known = {row.id: row for row in sorted(tx.execute(query), key=lambda row: row.scope, reverse=True)}
    homes = {row.link_id for row in known.values()}
    columns = (links.c.id, links.c.canonical_url, links.c.url)
    there = {row.id: row for row in tx.execute(select(*columns).where(links.c.id.in_(asked | homes)))}
    if not there and not shared:
        return None
    told = select(names).where(
        names.c.link_id.in_(set(there)),
        names.c.scope == feed.source.id,
        or_(names.c.address.is_not(None), names.c.title.is_not(None)),
    )
    of_link: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in tx.execute(told):
        of_link[row.link_id].append(row)
    seen = select(sightings.c.link_id, sightings.c.fingerprint).where(
        sightings.c.link_id.in_(set(there)), sightings.c.feed_url == feed.url
    )
    fingerprints = {row.link_id: row.fingerprint for row in tx.execute(seen)}
    parts = select(links.c.page).where(
        links.c.page.in_(bare), links.c.reason.is_distinct_from("same_article")
    )
    return _Memory(
        there, known, dict(of_link), fingerprints, frozenset(tx.execute(parts.distinct()).scalars())
    )
