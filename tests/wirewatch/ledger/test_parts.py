"""Which items of one address are items of their own, at once and over time, whatever their guids are."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from scrapers.records import Entry, Feed, Source
from wirewatch.ledger import leases, names
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.schema import links
from wirewatch.ledger.schema import names as table

SITE = "https://news.example"
OWN = Feed(f"{SITE}/rss", Source("news", "News", "news.example"))
FOREIGN = Feed("https://reader.example/rss", Source("reader", "Reader", "reader.example"))
LIVE = f"{SITE}/live"
TEXTS = [
    "Seven guards of the ministry were hurt at its gate this morning, a doctor in the capital said by telephone.",
    "Gunmen on motorcycles burned the market of a village by the lake, and two hundred families fled to the islands.",
    "Four mortar rounds fell near the runway at dusk; flights were sent to other airports, and nobody was harmed.",
    "The court put off the trial of the former governor until spring, since three of his judges have fallen ill.",
]
TITLES = ["Blast at a gate", "Raid by the lake", "Shells on an airport", "Trial put off"]


def post(number: int, fragment: str = "", guid: str | None = None, page: str = LIVE, **changed: str) -> Entry:
    """Return an item of a page, as the scrapers give it."""
    told = {"title": TITLES[number], "summary": TEXTS[number], **changed}
    return Entry(f"{page}#{fragment}" if fragment else page, guid=guid, fragment=fragment or None, **told)


def show(ledger: Ledger, *entries: Entry, feed: Feed = OWN) -> int:
    """Poll a feed that shows these items; give the number of links that are new."""
    with ledger.begin() as tx:
        return len(names.record_items(tx, feed, entries, leases.now()).new)


def posts(guid: str | None = None, fragment: str = "", numbers: Sequence[int] = (0, 1, 2)) -> list[Entry]:
    """Return posts whose guids and fragments have these forms."""
    return [post(n, fragment.format(n), guid and guid.format(n)) for n in numbers]


@pytest.mark.parametrize(
    ("guid", "fragment"),
    [("id-{}", ""), (None, "post-{}"), (None, ""), ("same", ""), ("id-{}", "post-{}"), ("same", "top-1")],
)
def test_items_are_known_again(ledger: Ledger, guid: str | None, fragment: str) -> None:
    """By guid, fragment or text, in whatever order and company they come again, and beside new ones."""
    assert show(ledger, *posts(guid, fragment)) == 3
    assert show(ledger, *reversed(posts(guid, fragment))) == 0
    assert show(ledger, *posts(guid, fragment, [2])) == 0
    assert show(ledger, *posts(guid, fragment, [3, 1, 0])) == 1
    assert show(ledger, *posts(guid, fragment, [3])) == 0


@pytest.mark.parametrize(
    "changed", [{"title": "Another headline"}, {"summary": TEXTS[1] + " They came back on Friday."}]
)
def test_an_item_that_changes_is_the_same(ledger: Ledger, changed: dict[str, str]) -> None:
    """Among others of its page, an item with another headline or a longer text is the one that it was."""
    for guid, fragment in (("id-{}", ""), (None, "post-{}"), (None, "")):
        page = f"{LIVE}/{guid}{fragment}"
        shown = [post(n, fragment.format(n), guid and guid.format(n), page) for n in range(3)]
        assert show(ledger, *shown) == 3
        now = post(1, fragment.format(1), guid and guid.format(1), page, **changed)
        assert show(ledger, shown[0], now, shown[2]) == 0


def test_guids_that_are_new_at_every_poll_make_no_articles(ledger: Ledger) -> None:
    """Fragment and text tell what such guids do not, for ordinary articles too, and no link's names grow for ever."""
    for number in range(12):
        ordinary = [post(3, "", f"guid-{number}-9", f"{SITE}/a/9"), post(2, "", f"{number}-8", f"{SITE}/a/8")]
        new = show(ledger, *posts(f"{number}-{{}}"), *ordinary)
        assert new == (5 if number == 0 else 0)
    changed = post(1, "", "guid-99-9", f"{SITE}/a/9")
    assert show(ledger, *posts("99-{}"), changed, post(2, "", "99-8", f"{SITE}/a/8")) == 0
    with ledger.read() as tx:
        counted = tx.execute(select(func.count(table.c.id)).group_by(table.c.link_id)).scalars().all()
    assert max(counted) <= 20


def test_guids_that_are_counted_from_the_top_name_nothing(ledger: Ledger) -> None:
    """A feed that numbers its items anew with every poll has its posts known by their texts."""
    assert show(ledger, *(post(n, "", str(place)) for place, n in enumerate((0, 1, 2)))) == 3
    assert show(ledger, *(post(n, "", str(place)) for place, n in enumerate((3, 0, 1)))) == 1
    assert show(ledger, *(post(n, "", str(place)) for place, n in enumerate((3, 2, 0, 1)))) == 0


def test_one_after_another_at_one_address(ledger: Ledger) -> None:
    """With a guid of its own each, another title and another text, one item at a time is an item each time."""
    assert [show(ledger, post(n, "", f"id-{n}")) for n in (0, 1, 2, 1, 0)] == [1, 1, 1, 0, 0]
    assert [show(ledger, post(n, f"post-{n}", f"b-{n}", f"{SITE}/b")) for n in (0, 1, 2, 1, 0)] == [
        1,
        1,
        1,
        0,
        0,
    ]
    assert [show(ledger, post(n, "", None, f"{SITE}/")) for n in (0, 1, 2, 1, 0)] == [1, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (post(0, "", "1"), post(0, "", "2")),
        (post(0, "", "1"), post(0, "", "2", title="Another headline")),
        (post(0, "", "1", summary=""), post(0, "", "2", summary="")),
        (post(0, "xyz=1", f"{SITE}#xyz=1"), post(0, "xyz=2", f"{SITE}#xyz=2")),
    ],
)
def test_one_article_under_another_guid_is_one(ledger: Ledger, before: Entry, now: Entry) -> None:
    """Its text, or its title where the feed tells no text, says that it is the same."""
    assert [show(ledger, before), show(ledger, now), show(ledger, before, now)] == [1, 0, 0]


def test_an_article_without_guid_may_change_wholly(ledger: Ledger) -> None:
    """Where nothing names the item but its address, another title and text are its new wording."""
    assert [show(ledger, post(0)), show(ledger, post(1))] == [1, 0]


def at(day: int, item: Entry) -> Entry:
    """Return an item with a time."""
    return replace(item, published=datetime(2026, 11, day, 8, tzinfo=UTC))


@pytest.mark.parametrize("page", [f"{SITE}/press", f"{SITE}/en/daily.aspx", f"{SITE}/news?lang=en"])
@pytest.mark.parametrize("guid", [None, "the address"])
def test_a_page_that_shows_one_item_at_a_time(ledger: Ledger, page: str, guid: str | None) -> None:
    """At an address that can be no article's, another time and wholly other words are another item."""
    shown = [at(n + 1, post(n, "", guid and page, page)) for n in range(3)]
    assert [show(ledger, shown[n]) for n in (0, 0, 1, 1, 2, 0, 2)] == [1, 0, 1, 0, 1, 0, 0]


def test_statements_under_one_title_are_told_by_their_whole_texts(ledger: Ledger) -> None:
    """A teaser changes with its page, as a ticker's does; a text of some length is another statement."""
    for length, new in ((1, 0), (5, 1)):
        page = f"{SITE}/press/{'x' * length}"
        shown = [
            at(n + 1, post(n, "", page, page, title="Statement", summary=TEXTS[n] * length)) for n in range(3)
        ]
        assert [show(ledger, shown[n]) for n in (0, 1, 1, 2, 2)] == [1, new, 0, new, 0]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (at(1, post(0, "", None, f"{SITE}/a/2026")), at(2, post(1, "", None, f"{SITE}/a/2026"))),
        (
            at(1, post(0, "", None, f"{SITE}/blast-at-gate")),
            at(2, post(1, "", None, f"{SITE}/blast-at-gate")),
        ),
        (at(1, post(0, "", None, f"{SITE}/خبر")), at(2, post(1, "", None, f"{SITE}/خبر"))),
        (at(1, post(0)), at(1, post(1))),
        (at(2, post(0)), at(1, post(1))),
        (at(1, post(0)), at(2, post(0, summary=TEXTS[1]))),
        (at(1, post(0)), at(2, post(1, summary=TEXTS[0] + " More by noon."))),
        (at(1, post(0)), at(2, post(1, summary="Read on"))),
    ],
)
def test_an_article_that_is_written_anew_is_one(ledger: Ledger, before: Entry, now: Entry) -> None:
    """Its own address, its time, its title or its text says that it is the same, whatever else has changed."""
    assert [show(ledger, before), show(ledger, now)] == [1, 0]


def test_another_feed_of_the_page_makes_no_second_article(ledger: Ledger) -> None:
    """Two feeds that each show one item of an address, under guids and titles of their own, show one article."""
    assert show(ledger, post(0, "", "ours")) == 1
    assert show(ledger, post(1, "", "theirs"), feed=FOREIGN) == 0
    assert show(ledger, post(2, "", "theirs-2"), feed=FOREIGN) == 0
    assert show(ledger, post(1, "", "one"), post(2, "", "two"), feed=FOREIGN) == 0


def test_two_feeds_know_a_fragment_alike(ledger: Ledger) -> None:
    """What a stranger and the owner show at one fragment is one item, whoever comes first."""
    for page, feeds in ((f"{SITE}/x", (OWN, FOREIGN)), (f"{SITE}/y", (FOREIGN, OWN))):
        first, second = ([post(n, f"post-{n}", None, page) for n in (0, 1, 2)] for _ in feeds)
        assert show(ledger, *first, feed=feeds[0]) == 3
        assert show(ledger, *reversed(second), feed=feeds[1]) == 0


def test_an_item_without_link_never_stands_for_its_site(ledger: Ledger) -> None:
    """It has a link of its own, also alone, and the site's own page stays free for whoever shows that."""
    entry = Entry(SITE, title=TITLES[0], summary=TEXTS[0], linkless=True)
    assert show(ledger, entry) == 1
    assert show(ledger, entry) == 0
    assert show(ledger, post(1, "", "front", f"{SITE}/")) == 1
    with ledger.read() as tx:
        addresses = tx.execute(select(links.c.canonical_url)).scalars().all()
    assert sorted(address.partition("#")[0] for address in addresses) == [f"{SITE}/", f"{SITE}/"]
    assert sum("#item-" in address for address in addresses) == 1


def test_many_items_of_one_address(ledger: Ledger) -> None:
    """Hundreds at once, that differ in a number each, have a link each, and are known again."""
    entries = [
        Entry(LIVE, title=f"Post {n}", summary=f"No. {n}: {TEXTS[n % 4]}", guid=f"g{n}") for n in range(400)
    ]
    assert show(ledger, *entries[:200]) == 200
    assert show(ledger, *entries) == 200
    assert show(ledger, *entries[100:]) == 0


def test_an_item_is_found_by_every_guid_that_it_was_shown_under(ledger: Ledger) -> None:
    """A feed that shows one article twice at once, under two guids, is answered for both."""
    assert show(ledger, replace(post(0, "", "first"), other_guids=("second",))) == 1
    with ledger.read() as tx:
        found = {names.find_link(tx, guid) for guid in ("first", "second")}
        assert found == set(tx.execute(select(links.c.id)).scalars())


def test_an_item_whose_link_is_none_is_found_by_its_guid(ledger: Ledger) -> None:
    """It is told of as rejected, and its guid leads to the right link once the feed has mended that."""
    broken = Entry("https://[news/a/1", title=TITLES[0], guid="report-99001")
    assert show(ledger, broken) == 1
    with ledger.read() as tx:
        (row,) = tx.execute(select(links)).all()
        assert (row.fate, names.find_link(tx, "report-99001")) == ("rejected", row.id)
    assert show(ledger, post(0, "", "report-99001", f"{SITE}/a/1")) == 1
    with ledger.read() as tx:
        assert names.find_link(tx, "report-99001") != row.id


def test_an_item_may_come_again_under_its_other_guid_alone(ledger: Ledger) -> None:
    """A feed that shows an article in two sections drops it from one of them: it is the article that it was."""
    item = replace(post(0, "", "world-99001", f"{SITE}/a/1"), other_guids=("asia-99001",))
    left = post(0, "", "asia-99001", f"{SITE}/a/1")
    moved = post(0, "", "asia-99001", f"{SITE}/a/1-anew")
    assert [show(ledger, item), show(ledger, left), show(ledger, moved), show(ledger, item)] == [1, 0, 0, 0]


def test_no_article_moves_to_a_front_page(ledger: Ledger) -> None:
    """A feed of headlines that links an article's guid to the front page leaves the article where it is."""
    assert show(ledger, post(0, "", "one", f"{SITE}/a/1")) == 1
    assert show(ledger, post(0, "", "one", f"{SITE}/")) == 0
    with ledger.read() as tx:
        assert tx.execute(select(links.c.url)).scalars().all() == [f"{SITE}/a/1"]
