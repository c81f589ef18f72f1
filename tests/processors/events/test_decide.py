"""What makes an article another event than one whose words it has, and by how much each thing speaks against."""

from datetime import UTC, datetime, timedelta

import pytest

from processors.events.decide import (
    AGAINST,
    AGAINST_WATCHED,
    MIN_SCORE,
    OTHER_FIGURES,
    OTHER_TOLL,
    WATCHED,
    choose,
    choose_across,
    judge,
)
from processors.events.event import begin_event, words_of
from processors.events.likeness import Likeness, make_vector, measure
from processors.events.rarity import Rarity
from processors.events.words import EventText, make_event_text

AT = datetime(2026, 11, 16, 12, tzinfo=UTC)
KABUL, MAZAR = 1138958, 1133616
FORM = Likeness(0.5, 0.5, 0.5, 0.5, 0.5, places=1, days=0, figures=0, acts=1, groups=0, gap=0.1)
"""A report in the words of another, of the same town and an hour or two later."""
OWN = FORM._replace(places=0, runs=0.05)
"""A report in sentences of its own that names no town."""
LATER = 1.0
WATCHED_FORM = FORM._replace(watched=True, groups=1)


@pytest.mark.parametrize(
    ("likeness", "grounds"),
    [
        (FORM, "its words fit"),
        (FORM._replace(figures=-1), "its words fit"),
        (FORM._replace(figures=-1, gap=LATER), "the same words of another day or town"),
        (FORM._replace(days=-1), "the same words of another day or town"),
        (FORM._replace(places=-1), "its words fit"),
        (FORM._replace(places=-1, figures=-1), "the same words of another day or town"),
        (OWN._replace(days=-1), "its words fit"),
        (FORM._replace(names_later_day=True, gap=LATER), "the same words of a later day"),
        (FORM._replace(names_later_day=True), "its words fit"),
        (FORM._replace(names_later_day=True, gap=LATER, words=0.3), "its words fit"),
        (OWN._replace(names_later_day=True, gap=LATER), "its words fit"),
        (WATCHED_FORM._replace(gap=2.0), "the same words days later"),
        (WATCHED_FORM._replace(gap=LATER), "its words fit"),
        (WATCHED_FORM._replace(gap=2.0, words=0.38), "its words fit"),
        (FORM._replace(gap=2.0), "its words fit"),
    ],
)
def test_the_same_words_may_be_a_form_that_is_filled_anew(likeness: Likeness, grounds: str) -> None:
    """Another day, other figures later or in another town, a later day, or days later of a group: another event."""
    verdict = judge(likeness)
    assert verdict.grounds.startswith(grounds)
    assert (verdict.score >= MIN_SCORE) == (grounds == "its words fit")


@pytest.mark.parametrize(
    ("likeness", "changes", "left"),
    [
        (FORM, {"acts": -1}, AGAINST["acts"]),
        (FORM, {"places": -1}, AGAINST["places"]),
        (FORM, {"groups": -1}, 1.0),
        (FORM, {"watched": True}, WATCHED),
        (WATCHED_FORM, {"acts": -1}, AGAINST_WATCHED["acts"]),
        (WATCHED_FORM, {"groups": -1}, AGAINST_WATCHED["groups"]),
        (FORM._replace(gap=LATER), {"title_figures": -1}, OTHER_TOLL),
        (OWN._replace(gap=LATER), {"title_figures": -1}, 1.0),
        (OWN._replace(gap=LATER, watched=True, words=0.38), {"figures": -1}, OTHER_FIGURES),
        (OWN._replace(watched=True, words=0.38), {"figures": -1}, 1.0),
    ],
)
def test_each_thing_that_differs_leaves_its_share_of_the_score(
    likeness: Likeness, changes: dict[str, int], left: float
) -> None:
    """Other acts and towns count, more so where a group is named; other figures only later."""
    assert judge(likeness._replace(**changes)).score / judge(likeness).score == pytest.approx(left)


def test_a_verdict_names_what_differs() -> None:
    """Why an article belongs to an event says also what speaks against it, and nothing where nothing does."""
    assert judge(FORM).grounds == "its words fit to 66%"
    assert judge(FORM._replace(places=-1, acts=-1)).grounds.endswith("%, though other places and acts")


BLAST = make_event_text(
    "Bomb at Kabul bakery kills four",
    "A bomb hidden in a flour sack exploded outside a bakery in Kabul on Monday, killing four people.",
    "en",
    AT,
    ["isis-k"],
)
FOLLOW_UP = make_event_text(
    "Kabul bakery reopens after the bomb",
    "The bakery in Kabul where a bomb hidden in a flour sack killed four people on Monday sold bread again.",
    "en",
    AT,
    ["isis-k"],
)


def chosen(text: EventText, *known: EventText) -> int | None:
    """Return which of the known events is chosen for an article of their language."""
    rarity = Rarity()
    for one in (*known, text):
        rarity.count(words_of(one).codes)
    events = [(n, begin_event(one, words_of(one), AT)) for n, one in enumerate(known)]
    cosines = measure(make_vector(words_of(text), rarity), [event for _, event in events], rarity)
    found = choose(text, AT, events, cosines)
    return found[0] if found else None


def test_the_likest_event_is_chosen_and_of_equal_ones_the_first() -> None:
    """Where no event is known, none is; the order of those that are known tells only between equal ones."""
    assert chosen(BLAST) is None
    assert (chosen(BLAST, FOLLOW_UP, BLAST), chosen(BLAST, BLAST, FOLLOW_UP)) == (1, 0)
    assert chosen(BLAST, BLAST, BLAST) == 0


def across(text: EventText, *known: EventText, at: datetime = AT) -> int | None:
    """Return which of the known events is chosen for an article in another language."""
    events = [(n, begin_event(one, words_of(one), AT)) for n, one in enumerate(known)]
    found = choose_across(text, at, events)
    return found[0] if found else None


IN_GERMAN = make_event_text(
    "Vier Tote bei Bombenanschlag auf Bäckerei in Kabul",
    "Eine Bombe ist am Montag vor einer Bäckerei in Kabul explodiert und hat vier Menschen getötet.",
    "de",
    AT,
    ["isis-k"],
)


def test_the_event_that_agrees_in_more_is_chosen_across_languages() -> None:
    """Of two events of one town and day, one more figure in common tells which is meant."""
    fewer = BLAST._replace(figures=frozenset({4}))
    text, more = (one._replace(figures=frozenset({4, 30})) for one in (IN_GERMAN, BLAST))
    assert across(text, fewer, more) == 1
    assert across(text, more, fewer) == 0


def test_two_towns_in_common_need_no_figure() -> None:
    """One town may be that of the dateline; of two, one is where it happened."""
    towns = frozenset({KABUL, MAZAR})
    text, event = (one._replace(places=towns, figures=frozenset()) for one in (IN_GERMAN, BLAST))
    assert across(text, event) == 0
    assert across(text._replace(places=frozenset({KABUL})), event) is None


def test_a_report_that_names_no_day_is_of_the_event_of_its_hours() -> None:
    """Where one of both tells no day, they are of one event within thirty hours of each other."""
    undated = IN_GERMAN._replace(days=frozenset())
    event = BLAST._replace(days=frozenset())
    for pair in ((undated, BLAST), (IN_GERMAN, event), (undated, event)):
        assert across(*pair) == 0
        assert across(*pair, at=AT + timedelta(days=2)) is None
    assert across(IN_GERMAN, BLAST, at=AT + timedelta(days=2)) == 0
