"""Pairs of a head's words, which lead from a report to its copy in other words."""

from datetime import UTC, datetime, timedelta

from processors.stories.fingerprint import Fingerprint, band_of
from processors.stories.head import Head, first_codes, make_head
from processors.stories.pairs import ASKED_PAIRS, ASKED_WORDS, PAIRS, asked_pairs, head_pairs

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


def asked(head: Head, at: datetime | None) -> tuple[int, ...]:
    """Give the pairs by which a text of this head looks for others."""
    return asked_pairs((*head.title, *head.lede), at)


def test_a_copy_in_other_words_has_a_pair_in_common() -> None:
    """Names and figures are the same whatever stands around them, on one day; on the next all pairs are others."""
    kept = head_pairs(FIRST, AT)
    assert len(kept) == PAIRS
    assert set(kept) & set(asked(REWORDED, AT + timedelta(hours=9)))
    assert set(kept).isdisjoint(head_pairs(FIRST, AT + timedelta(days=1)))


def test_what_is_published_early_looks_for_the_day_before() -> None:
    """A report that travels over midnight has the pairs of two days; in the evening nothing is of the day before."""
    kept = set(head_pairs(FIRST, AT))
    assert kept & set(asked(REWORDED, AT + timedelta(days=1)))
    late = asked(REWORDED, AT + timedelta(days=1, hours=12))
    assert kept.isdisjoint(late)
    assert len(late) == ASKED_PAIRS


def test_a_report_asks_by_more_words_than_its_heads() -> None:
    """What one outlet tells first another tells later: pairs are looked for in twice as many words, and no further."""
    first = make_head("", "Militants of Ansarul Kabir freed the engineer Tobias Brandt in Djibo.", "en")
    behind = "The ministry in the capital was told of it in the night, officials said. " * 4
    late = f"{behind} Militants of Ansarul Kabir freed the engineer Tobias Brandt in Djibo."
    kept = set(head_pairs(first, AT))
    assert kept.isdisjoint(asked(make_head("", late, "en"), AT))
    assert kept & set(asked_pairs(first_codes(late, "en", ASKED_WORDS), AT))
    assert kept.isdisjoint(asked_pairs(first_codes(behind * 2 + late, "en", ASKED_WORDS), AT))


def test_where_a_script_has_no_capitals_any_two_words_are_a_pair() -> None:
    """One outlet writes two figures and the other none: a rule on figures would leave them no pair in common."""
    one = make_head("", "قتل 3 جنود و 2 من المسعفين بانفجار لغم قرب معبر القائم الحدودي", "ar")
    other = make_head("", "انفجار لغم قرب معبر القائم الحدودي يودي بحياة جنود ومسعفين", "ar")
    assert set(head_pairs(one, AT)) & set(asked(other, AT))
    assert set(head_pairs(other, AT)) & set(asked(one, AT))


def test_what_leads_to_a_text_is_not_all_by_which_it_asks() -> None:
    """A text is found by the pairs that are kept of it, and asks by the others."""
    known, copy = Fingerprint(pairs=(1, 2)), Fingerprint(pairs=(3, 4), asked_pairs=(2, 3, 4, 5))
    assert known.bands == (band_of(1), band_of(2))
    assert set(known.bands) & set(copy.asked_bands)
    assert set(known.bands).isdisjoint(copy.bands)


def test_a_report_without_a_day_has_no_pairs() -> None:
    """Else the reports of a month would lead to each other; a head of one word has none either."""
    assert head_pairs(FIRST, None) == asked(FIRST, None) == ()
    assert head_pairs(Head(lede=FIRST.lede[:1]), AT) == ()
