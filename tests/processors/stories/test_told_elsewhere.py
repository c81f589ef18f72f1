"""A report whose words another outlet has moved, and one that its agency tells on over night."""

from datetime import timedelta

import pytest

from processors.stories.doubt import doubt_of_copy
from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, Likeness, compare
from processors.stories.same_report import is_proved, is_same_report

LEDE = (
    "A landslide buried nine houses in the village of Harrow Ghyll on Monday and killed at least four people, the "
    "county police said."
)
ROAD = "The slope above the school road gave way after three days of rain, said Inspector Ruth Calloway."
DOGS = "Forty volunteers with dogs dug through mud and slates by the light of tractors."
SCHOOL = "Pupils had left for the holidays, and the caretaker slept elsewhere that night."
MINE = "The hill was hollowed by lead mines until 1911, and engineers have asked for drains since a slide in 2015."
REPORT = "Landslide buries houses in Harrow Ghyll", f"{LEDE}\n{ROAD} {DOGS}\n{SCHOOL}\n{MINE}"
MOVED = (
    "Volunteers dig all night in Harrow Ghyll",
    f"{DOGS} Bakers sent them bread.\n{SCHOOL} {ROAD}\nAt least four people were killed when the landslide buried nine "
    "houses, the county police said.",
)
UPDATED = (
    "Harrow Ghyll landslide toll rises to eleven",
    "Rescuers pulled seven more bodies from the mud on Tuesday, so that the landslide in the village of Harrow Ghyll "
    f"has killed eleven people, the county police said.\nIt buried nine houses. {ROAD} {DOGS}\n{SCHOOL}\n{MINE}",
)


def like(text: tuple[str, str], first: tuple[str, str] = REPORT, hours: float = 5) -> tuple[Likeness, str]:
    """Give what a headline and text have in common with another so many hours earlier, and the doubt."""
    new, report = (make_fingerprint(*each, "en") for each in (text, first))
    known = Known(report.sketch, report.head, None, report.rest)
    likeness = compare(new, known, timedelta(hours=hours))
    return likeness, doubt_of_copy(new, known, likeness)


def test_another_outlet_moves_the_sentences_of_a_report() -> None:
    """Most words of both are the same, wherever they stand; a site that words two events alike proves less."""
    assert is_same_report(like(MOVED)[0])
    likeness = like(MOVED)[0]._replace(told=1.15, head_below=0.6, head_found=0.3, heads=0.1, beginnings=0.0)
    assert is_same_report(likeness)
    assert not is_same_report(likeness, same_site=True)
    for change in (
        {"told": 1.05},
        {"gap": timedelta(hours=21)},
        {"variety": 0.8},
        {"own": 0.2},
        {"of_larger": 0.05},
        {"head_below": 0.35},
        {"differ": "hours"},
    ):
        assert not is_same_report(likeness._replace(**change)), change


def test_a_site_that_has_the_whole_of_its_own_head_updates_it() -> None:
    """Fewer words are enough where the known head stands in the text, below another headline they are a digest's."""
    likeness = like(MOVED)[0]._replace(told=1.0, head_below=0.85, is_retitled=False)
    assert is_same_report(likeness, same_site=True)
    assert not is_same_report(likeness._replace(head_below=0.75), same_site=True)
    assert not is_same_report(likeness._replace(is_retitled=True), same_site=True)


def test_below_sentences_of_its_own_an_outlet_keeps_the_beginning_of_a_report() -> None:
    """Then about half of the words of both are enough."""
    likeness = like(MOVED)[0]._replace(told=0.96, head_below=0.7, head_found=0.75, is_retitled=False)
    assert is_proved(likeness)
    for change in ({"told": 0.9}, {"head_below": 0.6}, {"head_found": 0.65}, {"is_retitled": True}):
        assert not is_proved(likeness._replace(**change)), change


def test_an_agency_tells_a_report_on_over_night() -> None:
    """Another day and toll in the first sentence are an update's until the next morning, and told of all the same."""
    likeness, doubt = like(UPDATED, hours=17)
    assert likeness.differ in ("days", "figures")
    assert is_same_report(likeness)
    assert doubt == f"the {likeness.differ} of their first sentences differ"
    assert not is_same_report(like(UPDATED, hours=24)[0])


@pytest.mark.parametrize("change", [{"told": 1.2}, {"own": 0.4}, {"head_below": 0.4}, {"names_told": 0.75}])
def test_what_has_less_of_last_nights_report_is_none(change: dict[str, float]) -> None:
    """Another town is no update, nor is what shares background."""
    assert not is_same_report(like(UPDATED, hours=17)[0]._replace(**change))


def test_a_form_filled_with_the_next_day_is_no_update() -> None:
    """Its first sentences are the same but for the day."""
    form = (
        "Harbour report",
        f"The bar was rough at noon on {{}} and no ship went out.\n{ROAD} {DOGS}\n{SCHOOL}\n{MINE}",
    )
    one, other = ((form[0], form[1].format(day)) for day in ("Monday", "Tuesday"))
    assert not is_same_report(like(other, one, hours=17)[0])


NEXT_DAY = (
    "Slide toll climbs to eleven",
    f"{LEDE.replace('Monday', 'Monday night').replace('four', 'eleven').replace('said', 'said on Tuesday')}\n{ROAD}"
    f" {DOGS}\n{SCHOOL} Bakers sent bread.\n{MINE}",
)


def test_an_agency_puts_another_toll_into_yesterdays_report() -> None:
    """Under a new headline that is an update, and told of; a form is filled daily under the same, or in other words."""
    likeness = like(NEXT_DAY, hours=26)[0]
    likeness = likeness._replace(differ="days")
    assert likeness.beginnings > 0.6
    assert is_same_report(likeness)
    for change in (
        {"told": 1.45},
        {"verbatim": 0.6},
        {"headlines": 0.6},
        {"heads": 0.55},
        {"beginnings": 0.2},
        {"names_told": 0.75},
        {"gap": timedelta(hours=31)},
        {"differ": "hours"},
    ):
        assert not is_same_report(likeness._replace(**change)), change


def test_names_told_are_those_of_the_known_head() -> None:
    """They count wherever they stand; a head without names has all."""
    assert like(MOVED)[0].names_told == 1.0
    moved = MOVED[0].replace("Harrow Ghyll", "Kettle Dale"), MOVED[1]
    assert like(moved)[0].names_told < 1.0


BEGUN_ANEW = (
    "Mud takes nine houses under the hill",
    f"The dog barked first, and then the lamps went out in Harrow Ghyll.\n{ROAD} {DOGS}\n{SCHOOL}\n{MINE}",
)


def test_a_report_of_which_all_but_the_beginning_is_told_leaves_no_doubt() -> None:
    """With fewer words, or under a headline of its own, it may be other news above the rest of the report."""
    new, report = (make_fingerprint(*each, "en") for each in (BEGUN_ANEW, REPORT))
    known = Known(report.sketch, report.head, None, report.rest)
    likeness = compare(new, known, timedelta(hours=1))._replace(is_retitled=False, is_apart=False)
    neither = "neither tells of what the other begins with"
    assert doubt_of_copy(new, known, likeness._replace(told=1.7)) == ""
    assert doubt_of_copy(new, known, likeness._replace(told=1.6)) == neither
    assert doubt_of_copy(new, known, likeness._replace(told=1.7, is_retitled=True)) == neither


def test_an_update_with_another_toll_leaves_no_doubt() -> None:
    """It has most of the words and the names; a second attack in the same sentences has other names."""
    new, report = (make_fingerprint(*each, "en") for each in (UPDATED, REPORT))
    known = Known(report.sketch, report.head, None, report.rest)
    likeness = compare(new, known, timedelta(hours=4))._replace(
        differ="", beginnings=0.1, head_found=0.3, is_apart=True, of_larger=0.5
    )
    figures = "their first sentences have other figures, and neither's stand in the other"
    assert doubt_of_copy(new, known, likeness._replace(told=1.5, names_told=1.0)) == ""
    assert doubt_of_copy(new, known, likeness._replace(told=1.4, names_told=1.0)) == figures
    assert doubt_of_copy(new, known, likeness._replace(told=1.5, names_told=0.7)) == figures


def test_a_town_and_a_day_do_not_hide_other_news_above_a_report() -> None:
    """The other report begins where several of its runs stand in a row, not at "in Harrow Ghyll on Monday"."""
    own = (
        "A lorry without lights overturned in Harrow Ghyll on Monday evening, crushing its driver and spilling "
        "paraffin across the bridge, firemen said."
    )
    likeness, doubt = like(("Driver crushed under paraffin lorry", f"{own}\n{LEDE} {ROAD}\n{DOGS}"))
    assert is_same_report(likeness)
    assert doubt == "it tells of something else first, and then what the other report begins with"


def test_nearly_all_words_without_the_beginning_leave_no_doubt_of_other_news() -> None:
    """Other news above a report leaves its beginning below; else a desk has begun the same anew."""
    own = (
        "A lorry without lights overturned in Harrow Ghyll on Monday evening, crushing its driver and spilling "
        "paraffin across the bridge, firemen said."
    )
    text = "Driver crushed under paraffin lorry", f"{own}\n{LEDE} {ROAD}\n{DOGS}"
    new, report = (make_fingerprint(*each, "en") for each in (text, REPORT))
    known = Known(report.sketch, report.head, None, report.rest)
    likeness = compare(new, known, timedelta(hours=1))._replace(is_retitled=False, told=1.66, head_found=0.5)
    other = "it tells of something else first, and then what the other report begins with"
    assert doubt_of_copy(new, known, likeness) == other
    assert doubt_of_copy(new, known, likeness._replace(head_found=0.49)) == ""
    assert doubt_of_copy(new, known, likeness._replace(head_found=0.49, told=1.6)) == other


def test_eight_words_under_a_foreign_headline_are_other_news() -> None:
    """A day in the headline is no word of the other's: lists of news have one."""
    own = "Teachers strike over wages; fuel is scarce; a ferry sank off Cape Arden."
    likeness, doubt = like(("Monday's briefs", f"{own}\n{LEDE} {ROAD}\n{DOGS} {SCHOOL}"))
    assert is_same_report(likeness)
    assert doubt == "it tells of something else first, and then what the other report begins with"


def test_other_news_above_a_report_whose_beginning_is_shortened_leaves_a_doubt() -> None:
    """Seven words in a row stand first in the second sentence: the first one is none of the news above."""
    own = "Another slide killed twelve quarrymen at Pike Scar on Monday night and swept a bridge into the Wharfe."
    cut = "The village of Harrow Ghyll counts nine houses buried, four people killed, county police said."
    likeness, doubt = like(
        ("Second slide in a day kills twelve quarrymen", f"{own}\n{cut} {ROAD}\n{DOGS} {SCHOOL}")
    )
    assert is_same_report(likeness)
    assert doubt == "it tells of something else first, and then what the other report begins with"
