import string
from datetime import UTC, datetime, timedelta

import pytest
from addresses import URLS
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import Reject
from scrapers.identity import (
    MAX_GUID,
    MIN_ITEMS,
    Change,
    Telling,
    changed_parameters,
    is_same_item,
    is_same_site,
    learn_tokens,
    merges_any,
    short_guid,
    tellings,
    without_parameters,
)
from scrapers.records import Entry
from scrapers.urls import canonicalize

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
A = "https://example.org/a"

NAMES = st.sampled_from(["id", "sid", "rand", "_", "page"])
QUERIES = st.lists(st.tuples(NAMES, st.text(string.digits + "ab", min_size=1, max_size=3)), max_size=4)
ADDRESSES = st.builds(
    lambda path, query: canonicalize(f"https://example.org/{path}?" + "&".join(map("=".join, query))),
    st.sampled_from("abc"),
    QUERIES,
)


@pytest.mark.parametrize(
    ("guid", "before", "now", "same"),
    [
        ("1", Telling("Blast", NOON), Telling("Eight die", NOON), True),
        ("1", Telling("Blast", NOON), Telling("Blast", LATER), False),
        ("1", Telling("Blast", None), Telling("Blast", None), True),
        ("1", Telling("Blast", None), Telling("Blast", NOON), True),
        ("1", Telling(None, None), Telling(None, None), False),
        ("post-12345", Telling("Blast in Kabul kills 2", NOON), Telling("Kabul blast kills 9", LATER), True),
        ("post-12345", Telling("Blast in Kabul", NOON), Telling("Floods in Herat", LATER), False),
        (
            "https://e.org/?p=7",
            Telling("Blast in Kabul", NOON),
            Telling("Blast in Kabul today", LATER),
            False,
        ),
        ("post-12345", Telling("!?", None), Telling("...", None), False),
        ("20261127-1", Telling("Blast in Kabul", NOON), Telling("Blast in Kabul today", LATER), False),
    ],
)
def test_an_item_is_the_same_where_guid_and_telling_agree(
    guid: str, before: Telling, now: Telling, same: bool
) -> None:
    """The same time or title proves it; a title that is only alike does under a guid that nobody counts up."""
    assert is_same_item(guid, before, now) is same


def test_guids_and_times_that_several_items_share_tell_nothing() -> None:
    """Only what belongs to one item alone is told of it."""
    entries = [
        Entry(A, "One", guid="1", published=NOON),
        Entry(A, "Two", guid="2", published=LATER),
        Entry(A, "Three", guid="3", published=LATER),
        Entry(A, "Four", guid="4"),
        Entry(A, "Five", guid="4"),
        Entry(A, "Six"),
    ]
    assert tellings(entries) == {
        "1": Telling("One", NOON),
        "2": Telling("Two", None),
        "3": Telling("Three", None),
    }


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("?id=1&sid=2", "?id=1&sid=3", {"sid"}),
        ("?id=1", "?id=1&sid=3", {"sid"}),
        ("", "?sid=3", {"sid"}),
        ("?a=1&a=2", "?a=1&a=3", {"a"}),
        ("?20210505", "?20210506", {"20210505", "20210506"}),
        ("/b?sid=1", "/c?sid=2", set()),
        ("?id=1", "?id=1", set()),
    ],
)
def test_parameters_that_changed(one: str, other: str, names: set[str]) -> None:
    """Only where nothing but parameters differs do these count."""
    assert changed_parameters(Change(A + one, A + other)) == names


def test_one_site() -> None:
    """Forms of a host for telephones and without www are one site, other hosts and ports are not."""
    assert is_same_site("https://www.example.org/a", "http://m.example.org/b")
    assert not is_same_site("https://example.org/a", "https://example.com/a")
    assert not is_same_site("https://example.org/a", "https://example.org:8443/a")
    assert not is_same_site("https://one.example.org/a", "https://two.example.org/a")


@given(st.lists(st.tuples(ADDRESSES, ADDRESSES), max_size=8), st.lists(ADDRESSES, max_size=8))
def test_what_is_learnt_merges_nothing_that_was_shown(
    pairs: list[tuple[str, str]], others: list[str]
) -> None:
    """Without the tokens that a poll teaches, its items' addresses stay as many as they were."""
    shown = sorted({now for _, now in pairs} | set(others))
    found = learn_tokens([Change(*pair) for pair in pairs], shown)
    assert not merges_any(shown, found)
    assert all(
        sum(name in changed_parameters(Change(*pair)) for pair in pairs) >= MIN_ITEMS for name in found
    )


@given(URLS, st.frozensets(NAMES | st.sampled_from(["p", "utm_source"])))
def test_an_address_without_parameters_is_canonical(url: str, names: frozenset[str]) -> None:
    """What is left can be an address by itself, and taking the parameters away again changes nothing."""
    try:
        address = canonicalize(url)
    except Reject:
        return
    bare = without_parameters(address, names)
    assert canonicalize(bare) == bare == without_parameters(bare, names)


@given(st.text(max_size=600) | st.integers(1, 50).map(lambda times: "megabyte " * 20_000 * times))
def test_a_guid_is_short_and_stays_different(guid: str) -> None:
    """A guid of any length is kept in bounds; two long ones that differ at their ends stay two."""
    kept = short_guid(guid)
    assert kept is None or len(kept) <= MAX_GUID
    if len(guid) > MAX_GUID and kept:
        assert short_guid(guid + "x") != kept
