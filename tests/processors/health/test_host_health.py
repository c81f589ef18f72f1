"""Hosts whose pages no longer give their articles are told, and hosts that are as they always were are not."""

from collections.abc import Iterable
from functools import reduce
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.health.host_health import (
    MIN_PAST_PAGES,
    PAST_PAGES,
    RECENT_PAGES,
    HostHealth,
    RecentPage,
    add_page,
    describe_symptoms,
    has_symptom,
)

LIKE = (250, 300, 400, 500, 600, 700, 800)


def page(number: int, words: int, text: int | None = None) -> RecentPage:
    """Make the sight of a page, with a text of its own unless it is another's."""
    chance = Random(number if text is None else -text - 1)  # noqa: S311
    return RecentPage(str(number), words, tuple(sorted(chance.sample(range(2**40), 8))) if words else ())


def after(sights: Iterable[RecentPage], host: HostHealth | None = None) -> HostHealth:
    return reduce(add_page, sights, host or HostHealth())


def well(count: int = 30, words: Iterable[int] = LIKE, first: int = 0) -> list[RecentPage]:
    chance = Random(count + first)  # noqa: S311
    return [page(first + n, chance.choice(list(words))) for n in range(count)]


@pytest.mark.parametrize("words", [0, 30, 60])
def test_a_host_that_suddenly_gives_stubs_is_flagged_and_then_quarantined(words: int) -> None:
    """Four stubs in a row flag it, ten quarantine it, each of them ails, and a page of the old size does not."""
    host = after(well())
    stubs = [page(1000 + n, words) for n in range(RECENT_PAGES)]
    assert after(stubs[:4], host).verdict == "flagged"
    host = after(stubs, host)
    assert (host.verdict, host.symptoms) == ("quarantined", ("thin",))
    assert all(has_symptom(host, one) for one in stubs)
    assert not has_symptom(host, page(1, 450))
    assert "10 of the last 10 pages" in describe_symptoms(host)


def test_a_host_whose_pages_share_one_text_is_quarantined() -> None:
    """The same text under ten addresses, though it is long, is none of theirs; another text on that host is."""
    host = after([page(1000 + n, 500, text=7) for n in range(RECENT_PAGES)], after(well()))
    assert (host.verdict, host.symptoms) == ("quarantined", ("shared",))
    assert has_symptom(host, page(2000, 500, text=7))
    assert not has_symptom(host, page(2001, 500))


def test_a_new_host_that_has_one_text_only_is_quarantined() -> None:
    """Where nothing is known of a host, the same words letter by letter under six addresses are enough."""
    host = after(page(n, 200, text=7) for n in range(5))
    assert host.verdict == "flagged"
    assert after([page(5, 200, text=7)], host).verdict == "quarantined"


def test_a_host_that_is_well_again_is_told_so() -> None:
    """After the site was mended its pages come again, the same or others, and all is as before."""
    ill = after([page(1000 + n, 30) for n in range(RECENT_PAGES)], after(well()))
    assert after([page(1000 + n, 450) for n in range(RECENT_PAGES)], ill).verdict == "ok"
    assert after(well(RECENT_PAGES, first=3000), ill).verdict == "ok"
    half = after(well(4, first=3000), ill)
    assert half.verdict == "quarantined"


def test_what_ails_does_not_become_usual() -> None:
    """However long it lasts, stubs are held against the time before them."""
    host = after([page(1000 + n, 30) for n in range(200)], after(well()))
    assert host.verdict == "quarantined"


def test_a_page_that_comes_again_counts_once() -> None:
    """One article that is processed over and over says nothing of its host."""
    assert after([page(1000, 30, text=7)] * 50, after(well())).verdict == "ok"


SITES = {
    "news in brief": [30, 40, 50],
    "long reads": [2000, 4000],
    "both": [35, 40, 45, 50, 1200, 2000],
    "mostly long": [30, 900, 1100, 800, 1200],
    "galleries that give nothing": [0, 0, 400, 500, 600],
    "one size": [300],
}


@settings(max_examples=40)
@given(st.sampled_from(sorted(SITES)), st.integers(0, 10**6))
def test_a_host_that_is_as_it_always_was_is_left_alone(site: str, seed: int) -> None:
    """However short, long or mixed its pages are, and in whatever order: 400 of them quarantine nobody."""
    chance = Random(seed)  # noqa: S311
    host = HostHealth()
    for number in range(400):
        host = add_page(host, page(seed * 1000 + number, chance.choice(SITES[site])))
        assert host.verdict != "quarantined"


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_reports_by_a_template_and_double_addresses_are_left_alone(seed: int) -> None:
    """A host half of whose pages always shared one form, or came under two addresses, is as it always was."""
    chance = Random(seed)  # noqa: S311
    host = HostHealth()
    for number in range(400):
        host = add_page(
            host, page(seed * 1000 + number, 300, text=7 if chance.random() < 0.5 else number // 2)
        )
    assert host.verdict != "quarantined"


def test_a_wire_story_in_many_outlets_is_one_page_of_each() -> None:
    """The same text on fifty hosts ails none of them."""
    assert {after([*well(), page(1000 + n, 500, text=7)]).verdict for n in range(50)} == {"ok"}


@given(
    st.lists(
        st.builds(page, st.integers(0, 40), st.integers(0, 900), st.none() | st.integers(0, 3)), max_size=120
    )
)
def test_what_is_kept_is_bounded_and_can_be_stored(sights: list[RecentPage]) -> None:
    """Whatever is seen, a host's state stays small, has each link once, and reads back as it was written."""
    host = after(sights)
    assert len(host.recent) <= RECENT_PAGES
    assert len(host.past) <= PAST_PAGES
    assert len({one.link for one in host.recent}) == len(host.recent)
    kept = msgspec.json.encode(host)
    assert len(kept) < 4000
    assert msgspec.json.decode(kept, type=HostHealth) == host
    assert host.verdict == "ok" or len(host.past) >= MIN_PAST_PAGES or "shared" in host.symptoms
