"""What a link is known by beside its address: guids, other addresses, and addresses without tokens."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from scrapers.records import Entry, Feed, Source
from wirewatch.ledger import leases, name_rows, names
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.schema import links, steps, tokens
from wirewatch.ledger.schema import names as table

SITE = "https://news.example"
OWN = Feed(f"{SITE}/rss", Source("news", "News", "news.example"))
OWN_TOO = Feed(f"{SITE}/world.rss", Source("news", "News", "news.example"))
FOREIGN = Feed("https://reader.example/rss", Source("reader", "Reader", "reader.example"))
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def item(address: str, guid: str | None = None, title: str = "", minute: int | None = None) -> Entry:
    """Return an item of a feed; `minute` is that of its publication."""
    published = None if minute is None else NOON + timedelta(minutes=minute)
    return Entry(
        SITE + address if address.startswith("/") else address,
        title=title or None,
        guid=guid,
        published=published,
    )


def show(ledger: Ledger, entries: Sequence[Entry], feed: Feed = OWN) -> list[str]:
    """Poll a feed that shows these items; give the addresses of the links that are new."""
    with ledger.begin() as tx:
        new = names.record_items(tx, feed, entries, leases.now()).new
    known = dict(column(ledger, links.c.id, links.c.canonical_url))
    return sorted(known[id_].removeprefix(SITE) for id_ in new)


def column(ledger: Ledger, *columns: Any) -> list[Any]:
    with ledger.read() as tx:
        return [tuple(row) for row in tx.execute(select(*columns))]


def poll(number: int, parameter: str = "rand", guids: bool = True) -> list[Entry]:
    """Return four items as a poll shows them whose server adds a token to each address."""
    return [
        item(f"/a/{n}?id={n}&{parameter}={number}{n}", f"story-{n}" if guids else None, f"Report {n}", n)
        for n in range(4)
    ]


def test_a_token_makes_no_new_links(ledger: Ledger) -> None:
    """Items that keep their guids under addresses that change with every poll are the links that they were."""
    assert len(show(ledger, poll(1))) == 4
    for number in range(2, 30):
        assert show(ledger, poll(number)) == []
    assert column(ledger, tokens.c.host, tokens.c.name, tokens.c.is_token) == [("news.example", "rand", True)]
    assert column(ledger, func.count(links.c.id)) == [(4,)]


def test_a_token_that_was_learnt_counts_for_items_without_guid(ledger: Ledger) -> None:
    """Another feed of the same site, without guids, shows the same articles under still other tokens."""
    show(ledger, poll(1))
    show(ledger, poll(2))
    assert show(ledger, poll(3, guids=False), OWN_TOO) == []
    assert show(ledger, [item("/a/9?id=9&rand=77")], OWN_TOO) == ["/a/9?id=9&rand=77"]
    assert show(ledger, [item("/a/9?id=9&rand=78")], OWN_TOO) == []


@pytest.mark.parametrize("guids", [True, False])
def test_what_was_learnt_merges_no_articles(ledger: Ledger, guids: bool) -> None:
    """A token that turns out to name articles, of two items shown together or one after the other, is none."""

    def lead(number: int) -> Entry:
        return item(f"/lead?v={number}", f"lead-{number}", f"Lead {number}", 30 + number)

    show(ledger, poll(1, "v"))
    show(ledger, poll(2, "v"))
    assert column(ledger, tokens.c.name) == [("v",)]
    shown = [lead(1), lead(2)]
    new = show(ledger, shown) if guids else show(ledger, shown[:1]) + show(ledger, shown[1:])
    assert new == ["/lead?v=1", "/lead?v=2"]
    assert column(ledger, tokens.c.name, tokens.c.is_token) == [("v", False)]
    show(ledger, poll(3, "v"))
    assert column(ledger, tokens.c.is_token) == [(False,)]


def test_two_changes_teach_nothing(ledger: Ledger) -> None:
    """A parameter that changed in two items may be the items' own: it is not taken for a token."""
    show(ledger, poll(1)[:2])
    assert show(ledger, poll(2)[:2]) == []
    assert column(ledger, tokens.c.name) == []


def test_a_stranger_teaches_nothing_of_anothers_site(ledger: Ledger) -> None:
    """What a feed says of addresses that are not its own holds for its own items, and hides nobody's article."""
    show(ledger, poll(1, "id2"), FOREIGN)
    show(ledger, poll(2, "id2"), FOREIGN)
    show(ledger, [item("/x", "x", "Report", 1)], FOREIGN)
    show(ledger, [item("/y", "x", "Report", 1)], FOREIGN)
    assert show(ledger, poll(3, "id2", guids=False)) == [f"/a/{n}?id={n}&id2=3{n}" for n in range(4)]
    assert show(ledger, [item("/y")]) == ["/y"]


SLUGS = [
    (
        "the feed tells the same time",
        item("/kabul-blast", "7", "Blast in Kabul", 5),
        item("/eight-die", "7", "Eight die", 5),
    ),
    (
        "it tells the same title",
        item("/kabul-blast", "7", "Blast in Kabul"),
        item("/2026/kabul", "7", "Blast in Kabul"),
    ),
    (
        "title and time changed a little, and the guid is none that is counted",
        item("/kabul-blast-kills-3", "post-104577", "Blast in Kabul kills 3", 5),
        item("/kabul-blast-kills-9", "post-104577", "Blast in Kabul kills 9, dozens are hurt", 65),
    ),
    (
        "the host lost its www",
        item("/a", "7", "Blast", 5),
        item("http://www.news.example/b", "7", "Blast", 5),
    ),
]


@pytest.mark.parametrize(("before", "after"), [pair[1:] for pair in SLUGS], ids=[pair[0] for pair in SLUGS])
def test_an_address_that_changes_with_the_headline_is_the_same_link(
    ledger: Ledger, before: Entry, after: Entry
) -> None:
    """It keeps its id, is asked for at the new address from now on, is found by either, and the step says so."""
    show(ledger, [before])
    assert show(ledger, [after]) == []
    assert column(ledger, links.c.canonical_url, links.c.url) == [(before.url, after.url)]
    assert show(ledger, [Entry(after.url)], OWN_TOO) == []
    (told,) = [
        detail for outcome, detail in column(ledger, steps.c.outcome, steps.c.detail) if outcome == "moved"
    ]
    assert after.url in told
    with ledger.read() as tx:
        assert {names.find_link(tx, after.url), names.find_link(tx, before.guid or "")} == set(
            tx.execute(select(links.c.id)).scalars()
        )


OTHERS = [
    ("another time", item("/a", "1", "Attack in Kunduz", 5), item("/b", "1", "Floods in Herat", 65)),
    (
        "alike titles under a guid that counts",
        item("/a", "1", "Attack in Kunduz"),
        item("/b", "1", "Attack in Kunar"),
    ),
    ("nothing else is told", item("/a", "post-104577"), item("/b", "post-104577")),
    ("another site", item("/a", "7", "Attack", 5), item("https://other.example/a", "7", "Attack", 5)),
    ("another guid", item("/a", "7", "Attack", 5), item("/b", "8", "Attack", 5)),
]


@pytest.mark.parametrize(("before", "after"), [pair[1:] for pair in OTHERS], ids=[pair[0] for pair in OTHERS])
def test_a_guid_alone_merges_nothing(ledger: Ledger, before: Entry, after: Entry) -> None:
    """Feeds that number their items anew at each poll, or call all of them the same, lose none."""
    assert len(show(ledger, [before])) == 1
    assert len(show(ledger, [after])) == 1


def test_a_guid_of_several_items_is_none(ledger: Ledger) -> None:
    """Where all guids are the same, or all times are, only the addresses count."""
    for number in range(3):
        same = [item(f"/{number}/{n}", "item", "Daily figures", number) for n in range(3)]
        assert len(show(ledger, same)) == 3
    for number in range(3):
        same = [item(f"/times/{number}/{n}", str(n), f"{number} {n}", 50) for n in range(3)]
        assert len(show(ledger, same)) == 3


def test_guids_that_are_new_at_every_poll_fill_nothing(ledger: Ledger) -> None:
    """A link has so many names and no more, whatever a feed tells."""
    for number in range(3 * name_rows.MAX_NAMES):
        show(ledger, [item("/a", f"guid-{number}", "A"), item(f"/{number}/b", "b", "B", 1)])
    assert column(ledger, func.count(links.c.id)) == [(2,)]
    assert column(ledger, func.count(table.c.id)) == [(2 * name_rows.MAX_NAMES,)]


def test_the_same_items_again_write_nothing(ledger: Ledger) -> None:
    """A poll that shows what the last one did changes no name."""
    for _ in range(2):
        show(ledger, poll(1))
        before = column(ledger, table)
    show(ledger, poll(1))
    assert column(ledger, table) == before


def test_a_poll_that_dies_leaves_nothing_half_learnt(ledger: Ledger) -> None:
    """What a poll finds out is there with its links, or not at all; done again, it comes out the same."""
    show(ledger, poll(1))
    before = column(ledger, table)
    with pytest.raises(KeyboardInterrupt):
        _die_after(ledger, [*poll(2), item("/new", "new", "New", 50)])
    assert (column(ledger, table), column(ledger, tokens)) == (before, [])
    assert show(ledger, [*poll(2), item("/new", "new", "New", 50)]) == ["/new"]
    assert column(ledger, tokens.c.name) == [("rand",)]


def _die_after(ledger: Ledger, entries: Sequence[Entry]) -> None:
    with ledger.begin() as tx:
        names.record_items(tx, OWN, entries, leases.now())
        raise KeyboardInterrupt
