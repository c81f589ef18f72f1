"""Pairs of a head's words, which lead from a report to its copy in other words."""

from datetime import UTC, datetime, timedelta

from processors.stories.fingerprint import Fingerprint, band_of
from processors.stories.head import Head, make_head
from processors.stories.pairs import ASKED_PAIRS, PAIRS, head_pairs, pairs_of_days

AT = datetime(2026, 11, 16, 6, tzinfo=UTC)
FIRST = make_head(
    "Three killed in Guayaquil barber shop",
    "Three people were murdered on Tuesday night in a barber shop of Nueva Prosperina in Guayaquil, police said. The "
    "hitmen came in a stolen taxi and shot the barber and two clients, according to colonel Édison Villacís.",
    "en",
)
REWORDED = make_head(
    "Massacre at the barber's",
    "Hitmen in a stolen taxi have killed a barber and two of his clients in Nueva Prosperina, Guayaquil. It was on "
    "Tuesday night, colonel Édison Villacís of the police confirmed; three people were murdered.",
    "en",
)


def test_a_copy_in_other_words_has_a_pair_in_common() -> None:
    """Names and figures are the same whatever stands around them, on one day; on the next all pairs are others."""
    kept = head_pairs(FIRST, AT)[:PAIRS]
    assert len(kept) == PAIRS
    assert set(kept) & set(head_pairs(REWORDED, AT + timedelta(hours=9)))
    assert set(kept).isdisjoint(head_pairs(FIRST, AT + timedelta(days=1)))


def test_what_is_published_early_looks_for_the_day_before() -> None:
    """A report that travels over midnight has the pairs of two days; in the evening nothing is of the day before."""
    own, earlier = pairs_of_days(REWORDED, AT + timedelta(days=1))
    assert own == head_pairs(REWORDED, AT + timedelta(days=1))
    assert set(head_pairs(FIRST, AT)[:PAIRS]) & set(earlier)
    assert pairs_of_days(REWORDED, AT + timedelta(hours=12))[1] == ()
    known, copy = (Fingerprint(pairs=one, earlier_pairs=two) for one, two in ((earlier, ()), (own, earlier)))
    assert set(known.bands) & set(copy.asked_bands)
    assert set(known.bands).isdisjoint(copy.bands)


def test_a_report_asks_by_more_pairs_than_lead_to_it() -> None:
    """A copy under a first sentence of its own has other pairs among its smallest: it asks further on."""
    known, copy = (
        Fingerprint((), (), Head(), frozenset(), AT, pairs)
        for pairs in (tuple(range(16)), tuple(range(6, 22)))
    )
    assert known.bands == tuple(map(band_of, range(PAIRS)))
    assert len(copy.asked_bands) == ASKED_PAIRS
    assert set(known.asked_bands) & set(copy.bands)
    assert set(known.bands).isdisjoint(copy.bands)


def test_a_report_without_a_day_has_no_pairs() -> None:
    """Else the reports of a month would lead to each other; a head of one word has none either."""
    assert head_pairs(FIRST, None) == ()
    assert head_pairs(Head(lede=FIRST.lede[:1]), AT) == ()
