"""A report that a local paper prints in part, below sentences of its own."""

from datetime import timedelta

import pytest

from processors.stories.doubt import doubt_of_copy
from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, Likeness, compare
from processors.stories.same_report import is_same_report

LEDE = "A ferry with sixty passengers ran aground on a sandbank off Port Selwyn on Monday evening, coast guards said."
RESCUE = (
    "Two tugs and a lifeboat brought everybody ashore before midnight, and a stoker was treated for burns."
)
WIND = "The wind had reached nine on the scale when the rudder failed, said Captain Iris Holm."
BACKGROUND = (
    "The Maritime Bureau has told the owner, Trident Lines, to keep its four other ships in harbour until their "
    "steering has been looked at. A ship of the same make lost its rudder near Cape Arden in the spring of last year."
)
REPORT = (
    "Ferry runs aground off Port Selwyn",
    f"{LEDE} {RESCUE}\n{WIND}\n{BACKGROUND}",
)
OWN = (
    "Nobody at the fish market slept much. Marta Quill, who fries eels beside the slipway, boiled tea for children "
    "wrapped in curtains from the parish hall, and the baker opened his oven four hours early."
)
HEADLINE = "Tea and curtains for the shipwrecked"
CUT = "A ferry with sixty passengers ran aground on a sandbank on Monday evening."
OWNER = "The Maritime Bureau has told the owner, Trident Lines, to keep its four other ships in harbour."
LOCAL = HEADLINE, f"{OWN}\n{CUT} {RESCUE}\n{WIND} {OWNER}"


def like(text: tuple[str, str], hours: float = 14) -> tuple[Likeness, str]:
    """Give what a headline and text have in common with the report so many hours earlier, and the doubt."""
    new, report = (make_fingerprint(*each, "en") for each in (text, REPORT))
    known = Known(report.sketch, report.head, None, report.rest)
    likeness = compare(new, known, timedelta(hours=hours))
    return likeness, doubt_of_copy(new, known, likeness)


def test_a_local_paper_sets_its_own_sentences_above_the_beginning_of_a_report() -> None:
    """By the next morning that is a copy; later such a text recalls the report."""
    assert is_same_report(like(LOCAL)[0])
    assert is_same_report(like(LOCAL, hours=19)[0])
    assert not is_same_report(like(LOCAL, hours=21)[0])


@pytest.mark.parametrize(
    "below",
    [LEDE, BACKGROUND, f"A ferry had run aground off Port Selwyn on Monday evening. {RESCUE}"],
    ids=["its first sentence", "its background", "its first sentence in other words"],
)
def test_a_text_that_recalls_a_part_of_a_report_is_none(below: str) -> None:
    """The next accident recalls the last one in a sentence, or shares its background."""
    other = (
        "A tanker struck the mole of Fort Brannoch on Tuesday and spilled oil over three beaches, the harbour master "
        "said. Volunteers with shovels and buckets went down to the bay at dawn, and schools lent them their buses. "
        "Fishermen may not put out before the weekend."
    )
    assert not is_same_report(like(("Oil on three beaches", f"{other}\n{below}"))[0])


def test_a_beginning_with_figures_of_its_own_leaves_a_doubt() -> None:
    """Where the report's part is less than half, what stands above it may be the news."""
    assert like(LOCAL)[1] == ""
    lede = "On Monday evening a ferry with sixty passengers ran aground on a sandbank off Port Selwyn."
    likeness, doubt = like((HEADLINE, f"{OWN}\n{lede} {RESCUE}\n{WIND}"))
    assert is_same_report(likeness)
    assert doubt == "it tells of something else first, and less than half of it is the other report's"


@pytest.mark.parametrize("below", [f"{LEDE} {RESCUE}", REPORT[1]], ids=["its beginning", "the whole of it"])
@pytest.mark.parametrize(
    ("headline", "own"),
    [
        (
            "Ferry pier burns down in Cape Arden",
            "A ferry pier in Cape Arden burned down on Monday night and two night watchmen died in the flames, the "
            "fire brigade said. The cause was not known.",
        ),
        (
            "Watchmen die in pier blaze",
            "The wooden pier of Cape Arden burned down during the night and two night watchmen died in the flames, the "
            "fire brigade said. The cause was not known.",
        ),
    ],
    ids=["that names its day", "under a headline of its own"],
)
def test_other_news_above_the_beginning_of_a_report_leaves_a_doubt(
    headline: str, own: str, below: str
) -> None:
    """An agency pastes the last accident below the next one: neither may be silent."""
    likeness, doubt = like((headline, f"{own}\n{below}"), hours=4)
    assert doubt or not is_same_report(likeness)


def test_what_is_pasted_whole_below_other_news_is_a_copy_in_doubt() -> None:
    """What an outlet saw by itself, with no day and words of the report above it, leaves none."""
    fire = (
        "A ferry pier in Cape Arden burned down on Monday night and two watchmen died in the flames, the fire brigade "
        "of the town said. The cause of the blaze was not known."
    )
    likeness, doubt = like(("Ferry pier burns down", f"{fire}\n{REPORT[1]}"), hours=4)
    assert is_same_report(likeness)
    assert doubt == "it tells of something else first, and then what the other report begins with"
    assert like(("Tea for those on the ferry", f"{OWN}\n{REPORT[1]}"), hours=4)[1] == ""
