"""Signs that two texts are one report: no one of them proves it, and many make it likely."""

from datetime import timedelta
from typing import Any

import pytest
from paths import DATA

from benchmarks.sameness import read_items
from benchmarks.signs import fit, pairs_of
from processors.stories.doubt import doubt_of_copy
from processors.stories.fingerprint import Fingerprint, make_fingerprint
from processors.stories.likeness import Known, Likeness, compare
from processors.stories.same_report import grounds_of_join, is_proved, is_same_report
from processors.stories.signs import LIKELY, SIGNS, SURE, can_tell, likelihood

MANY = Likeness(
    shared=3,
    words=5,
    of_smaller=0.05,
    of_larger=0.04,
    heads=0.4,
    beginnings=0.1,
    head_found=0.1,
    own=0.4,
    head_below=0.45,
    words_told=30,
    told=0.9,
    figures=1,
)
REPORT = (
    "Ferry Marigold runs aground off Port Selwyn with sixty aboard",
    "PORT SELWYN (Halden) - A ferry with sixty passengers ran aground on a sandbank off Port Selwyn on Monday evening "
    "after its rudder failed in a gale, the coast guard said. Two tugs and a lifeboat from Brannoch brought everybody "
    "ashore before midnight, and a stoker was treated for burns.\nThe wind had reached force nine, said Captain Iris "
    "Holm, who has sailed the Marigold for eleven years. The Maritime Bureau told the owner, Trident Lines, to keep "
    "four other ships in harbour until their steering had been inspected.\nThe Marigold was built at Gdynia in 1987 "
    "and carries cars and livestock between the islands twice weekly. Her sister Primrose burnt out in dry dock last "
    "spring. Parliament wants to debate subsidies for newer vessels on Thursday; unions have asked for larger crews "
    "since March.",
)
ANEW = (
    "Blankets and tea for those of the Marigold",
    "Mothers carried children down the slipway of Brannoch in blankets, and fishermen handed out tea. Tugs and a "
    "lifeboat took off the sixty passengers before midnight, and a doctor saw to a stoker with burns. Fishermen had "
    "heard the horn at nine. The ferry struck a sandbank near Port Selwyn, its rudder broken by the gale, the coast "
    "guard said. Captain Iris Holm, who sailed the Marigold for years, spoke of a force of nine. The Maritime Bureau "
    "wants the steering of the other ships of Trident Lines inspected.",
)


def test_many_signs_make_a_copy_and_each_that_is_missing_makes_it_less_likely() -> None:
    """What is likely enough is a copy, though no rule proves it."""
    assert not is_proved(MANY)
    assert LIKELY <= likelihood(MANY) < SURE
    assert is_same_report(MANY)
    less: list[dict[str, Any]] = [
        {"head_below": 0.1},
        {"told": 0.6},
        {"differ": "names", "head_below": 0.4},
        {"renamed": 1},
    ]
    for change in less:
        assert not is_same_report(MANY._replace(**change)), change
    assert not is_same_report(MANY, same_site=True)
    assert likelihood(MANY._replace(is_one_hour=True, head_below=0.6)) > SURE
    assert likelihood(MANY._replace(figures=0)) < likelihood(MANY)
    assert likelihood(MANY._replace(is_one_hour=True)) > likelihood(MANY)


@pytest.mark.parametrize(
    "change",
    [
        {"gap": timedelta(hours=17)},
        {"differ": "days"},
        {"heads": 0.19},
        {"words_told": 19},
        {"variety": 0.8},
        {"is_digest": True},
        {"is_retitled": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_signs_count_nothing_where_texts_are_of_another_kind(change: dict[str, Any]) -> None:
    """A day later, of other days, under strange heads, in a form or in a digest many signs mean nothing."""
    most = MANY._replace(head_below=0.7, is_one_hour=True)
    assert is_same_report(most)
    assert not is_same_report(most._replace(**change))


def test_words_of_background_are_no_signs() -> None:
    """Where most of what stands in both as it is is background, its words are those that both have."""
    pasted = MANY._replace(head_below=0.7, own=0.06, of_smaller=0.04, verbatim=0.33)
    assert not is_same_report(pasted)
    assert is_same_report(
        pasted._replace(of_smaller=0.37)
    )  # what is left beside the background is much of it
    assert is_same_report(pasted._replace(own=0.4))
    assert is_same_report(pasted._replace(verbatim=0.02))


def test_an_explainer_that_begins_with_background_has_no_signs() -> None:
    """Under a foreign headline a text has to tell some of what the report begins with."""
    retitled = MANY._replace(is_one_hour=True, is_retitled=True, told=1.3)
    assert is_same_report(retitled._replace(head_below=0.6))
    assert can_tell(retitled._replace(head_below=0.36))
    assert not can_tell(retitled._replace(head_below=0.3))


def like(text: tuple[str, str]) -> tuple[Fingerprint, Known, Likeness]:
    """Give a headline and text, the report of three hours before, and what they have in common."""
    new, report = (make_fingerprint(*each, "en") for each in (text, REPORT))
    known = Known(report.sketch, report.head, None, report.rest)
    return new, known, compare(new, known, timedelta(hours=3))


def test_a_report_written_anew_is_a_copy_and_its_grounds_name_the_signs() -> None:
    """Sentences, order and headline are another desk's, and what they tell is the same."""
    likeness = like(ANEW)[2]
    assert not is_proved(likeness)
    assert is_same_report(likeness)
    assert "of both texts' words" in grounds_of_join(likeness)
    assert "of the text" in grounds_of_join(like(REPORT)[2])


def test_what_signs_make_no_more_than_likely_is_told_in_doubt() -> None:
    """Proof, and signs beyond SURE, leave none of this doubt."""
    new, known, _ = like(ANEW)
    assert "small signs" in doubt_of_copy(new, known, MANY)
    assert "small signs" not in doubt_of_copy(new, known, MANY._replace(is_one_hour=True, head_below=0.6))
    assert "small signs" not in doubt_of_copy(new, known, MANY._replace(of_smaller=1.0, of_larger=1.0))


def test_fitted_anew_on_some_sets_each_sign_speaks_for_what_it_speaks_for_here() -> None:
    """The table comes from all sets; a few hundred articles give weights of the same directions."""
    names = ("eleven", "fifteen", "sixteen")
    fitted = fit([list(pairs_of(read_items(DATA / "stories" / f"{name}.jsonl.gz"))) for name in names])
    for (name, sign), weight in zip(SIGNS.items(), fitted, strict=False):
        assert abs(weight) < 0.5 or (weight > 0) == (sign.weight > 0), name
