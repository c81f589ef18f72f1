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


def is_copy(text: tuple[str, str], hours: float) -> bool:
    """Tell whether a headline and text are a copy of the report that came so many hours earlier."""
    new, known = (make_fingerprint(*each, "en") for each in (text, REPORT))
    likeness = compare(new, Known(known.sketch, known.head, None, known.rest), timedelta(hours=hours))
    assert likeness.differ == ""
    return is_same_report(likeness)


def test_a_day_later_a_text_under_other_news_is_no_copy_of_what_it_quotes() -> None:
    """Within hours an outlet may have put a beginning of its own before the report; a reprint has none."""
    assert not is_copy(FOLLOW_UP, hours=26)
    assert is_copy(FOLLOW_UP, hours=3)
    assert is_copy((REPORT[0], f"{QUOTED} It lifted at last."), hours=26)
