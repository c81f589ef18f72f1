"""What speaks against two reports being one, and what only seems to."""

from datetime import timedelta

from processors.stories.differences import are_days_told, what_differs
from processors.stories.head import make_head, word_runs

HOURS = timedelta(hours=3)
SAID = (
    "Raiders killed eleven farmers who were harvesting beans near Mafa, a militia leader said on Friday. They "
    "surrounded the field around noon on Thursday and slit the throats of the men who could not run."
)
SHORT = "Raiders killed eleven farmers near Mafa. They surrounded the field around noon on Thursday."


def test_the_day_on_which_it_was_said_is_no_other_day() -> None:
    """A day that stands in both texts among the same words is that of the happening, within hours of each other."""
    known, new = make_head("", SAID, "en"), make_head("", SHORT, "en")
    runs = word_runs(SHORT, "en")
    assert are_days_told(new, known, runs)
    assert what_differs(new, known, HOURS, runs) == ""
    assert what_differs(new, known, timedelta(days=2), runs) == "days"
    other = SHORT.replace("around noon on", "before dawn, on the same")
    assert what_differs(make_head("", other, "en"), known, HOURS, word_runs(other, "en")) == "days"


def test_the_day_may_stand_behind_the_head_of_a_later_edition() -> None:
    """A toll that has risen pushes the first sentence down: its day is looked for in the whole text."""
    first = (
        "A bomber blew himself up in a crowded tea shop in Hodan district on Saturday evening, police said."
    )
    later = (
        "The toll of the bombing of a crowded tea shop in Hodan has risen to fourteen, the health ministry said on "
        "Sunday, after five of the wounded had died overnight in the two hospitals to which an ambulance service had "
        "brought them. The bomber blew himself up in Hodan district on Saturday evening as customers watched football."
    )
    heads = [make_head("", text, "en") for text in (later, first)]
    assert what_differs(*heads, HOURS, word_runs(later, "en")) == ""
    assert what_differs(*heads, HOURS) == "days"


def test_another_town_in_headline_and_lede_is_another_attack() -> None:
    """One name, in both the headline and the lede among the same words, beside other words too: a form filled anew."""
    form = (
        "Сегодня утром город {} подвергся атаке беспилотника. В результате пострадал один {}, его доставили в "
        "больницу. На месте повреждено {}, сообщил оперативный штаб региона."
    )
    one = make_head(
        "В Шебекине при атаке дрона пострадал житель", form.format("Шебекино", "прохожий", "остекление"), "ru"
    )
    text = form.format("Грайворон", "водитель", "ограждение")
    assert (
        what_differs(make_head("В Грайвороне при атаке дрона пострадал житель", text, "ru"), one, HOURS)
        == "names"
    )
    assert what_differs(make_head("Дрон ранил жительницу приграничья", text, "ru"), one, HOURS) == ""


def test_one_other_word_is_enough_where_headline_and_lede_name_another_town() -> None:
    """One outlet tells of two strikes of a day in one form: both name another town, and another thing that was hit."""
    form = "An Israeli drone strike on a {} in the southern town of {} killed two people on Tuesday, a ministry said."
    title = "Israeli strike kills two on a {} in {}"
    one, other, moved = (
        make_head(title.format(*filled), form.format(*filled), "en")
        for filled in (("motorcycle", "Nabatieh"), ("car", "Maaroub"), ("motorcycle", "Maaroub"))
    )
    assert what_differs(other, one, HOURS) == "names"
    assert what_differs(moved, one, HOURS) == ""


def test_a_form_with_another_name_and_figure_is_the_next_report_after_hours() -> None:
    """Within hours it may be an update; days later the same sentences around both are the next communiqué."""
    form = (
        "Millî Savunma Bakanlığı, Irak'ın kuzeyindeki {} bölgesinde {} PKK'lı teröristin öldüğünü bildirdi."
    )
    gara, metina, more = (
        make_head("", form.format(*filled), "tr") for filled in (("Gara", 4), ("Metina", 3), ("Gara", 5))
    )
    assert what_differs(metina, gara, timedelta(days=2)) == "names"
    assert what_differs(metina, gara, HOURS) == ""
    assert what_differs(more, gara, timedelta(days=2)) == ""


def test_a_later_edition_tells_the_day_elsewhere() -> None:
    """What keeps much of the first head and names its day anywhere is an edition of it, whatever day it names first."""
    kept = "The lead vehicle hit a buried explosive about 20 kilometres north of Sevare{}, and men raked the trucks."
    first = "Nine soldiers died in an ambush in central Mali on Monday, a councillor said. " + kept.format("")
    later = "The army has lost sixteen men, two medics said on Tuesday. " + kept.format(" on Monday night")
    heads = [make_head("", text, "en") for text in (later, first)]
    assert what_differs(*heads, HOURS, word_runs(later, "en")) == ""
    without = later.replace(" on Monday night", "")
    assert what_differs(make_head("", without, "en"), heads[1], HOURS, word_runs(without, "en")) == "days"
    short = "The army has lost sixteen men, two medics said on Tuesday. Trucks burned north of Sevare on Monday night."
    assert what_differs(make_head("", short, "en"), heads[1], HOURS, word_runs(short, "en")) == "days"
