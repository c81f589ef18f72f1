"""A text of the next day that quotes a whole report below its own news."""

from datetime import timedelta

from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, compare
from processors.stories.same_report import is_same_report

QUOTED = (
    "Two soldiers died and four were wounded when a drone fell on a camp at La Angalia, the army said.\n"
    "The dead are Yeison Ardila and Brayan Picon, aged 19 and 20, who did their service in a battalion of infantry.\n"
    '"No other gang flies such machines there," said a general.\n'
    "A helicopter had to wait for fifty minutes in the fog."
)
REPORT = "Drone kills two soldiers in Tibu", QUOTED
FOLLOW_UP = (
    "He had eight days left",
    "Luis sells coffee at the bus station of Ocana and learnt from a group of neighbours that his boy was dead. "
    "Nobody of the unit had called, he told us, holding the papers. The ombudsman of the town had asked for nets "
    f"in October, in a letter that nobody answered, and the mothers travel tonight.\n{QUOTED}",
)


LONG = (
    f"{QUOTED}\nThe camp had been built in the spring beside a bridge that the river had carried away twice.\n"
    "Eleven like machines were shot down over the valley in October, by a count of the ministry of defence.\n"
    "The president will travel to the province on Thursday, and meet the mayors of five towns."
)


def is_copy(text: tuple[str, str], hours: float, report: tuple[str, str] = REPORT) -> bool:
    """Tell whether a headline and text are a copy of the report that came so many hours earlier."""
    new, known = (make_fingerprint(*each, "en") for each in (text, report))
    likeness = compare(new, Known(known.sketch, known.head, None, known.rest), timedelta(hours=hours))
    assert likeness.differ == ""
    return is_same_report(likeness)


def test_a_day_later_a_text_under_other_news_is_no_copy_of_what_it_quotes() -> None:
    """Within hours an outlet may have put a beginning of its own before the report; a reprint has none."""
    assert not is_copy(FOLLOW_UP, hours=26)
    assert is_copy(FOLLOW_UP, hours=3)
    assert is_copy((REPORT[0], f"{QUOTED} It lifted at last."), hours=26)


def test_the_next_morning_a_report_below_a_paragraph_of_an_outlet_is_a_copy() -> None:
    """Most of the text is the report: an outlet wrote one paragraph of its own, under its own headline."""
    own = (
        "Families wait this morning before the gate of a hospital, where lists are read aloud every hour by a nurse; "
        "schools stay shut, bakers bring bread, and an old trader from the port counts candles for tonight."
    )
    assert is_copy(("Families wait for lists", f"{own}\n{LONG}"), hours=20, report=(REPORT[0], LONG))
