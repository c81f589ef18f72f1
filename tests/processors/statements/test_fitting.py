"""Which frames fit who speaks and whom it concerns, and when two statements of a sentence are one."""

from typing import Any

import pytest

from processors.records import Statement
from processors.statements.fitting import as_claim, mismatch, same
from processors.statements.frames import Frame
from processors.statements.phrases import OTHER, UNKNOWN, Speaker

SPEAKER = "another kind of speaker"
NOBODY = "concerns no group of the catalogue"
HAMAS = Speaker(("hamas",), 0, 1)
ARMY = Speaker((OTHER,), 0, 2)
BAND = Speaker((OTHER,), 0, 3, is_band=True)
SOMEBODY = Speaker((UNKNOWN,), 0, 0)
BOTH = Speaker(("hamas", "hezbollah"), 0, 3)
ISIS = {"isis"}


def frame(act: str, form: str = "active", **rest: Any) -> Frame:
    return Frame.model_validate({"name": "one", "act": act, "form": form, "match": ["words"], **rest})


@pytest.mark.parametrize(
    ("one", "speaker", "about", "why"),
    [
        (frame("threaten", needs="group"), HAMAS, set(), ""),
        (frame("threaten", needs="group"), ARMY, ISIS, SPEAKER),
        (frame("threaten", needs="group"), BAND, ISIS, ""),
        (frame("blame", needs="other"), HAMAS, ISIS, SPEAKER),
        (frame("blame", needs="other"), ARMY, ISIS, ""),
        (frame("blame", "content", needs="other"), HAMAS, ISIS, ""),
        (frame("blame", "content", needs="other"), HAMAS, set(), SPEAKER),
        (frame("deny", "content", needs="other"), HAMAS, ISIS, SPEAKER),
        (frame("deny"), HAMAS, None, "concerns whom it does not name"),
        (frame("claim"), HAMAS, set(), ""),
        (frame("claim"), BAND, set(), ""),
        (frame("claim"), ARMY, set(), "no group of the catalogue speaks"),
        (frame("link"), HAMAS, set(), NOBODY),
        (frame("link"), HAMAS, ISIS, ""),
        (frame("link"), BOTH, set(), ""),
        (frame("designate"), HAMAS, set(), NOBODY),
        (frame("deny"), HAMAS, set(), ""),
        (frame("deny"), ARMY, set(), NOBODY),
        (frame("deny"), SOMEBODY, set(), NOBODY),
    ],
)
def test_a_frame_fits_its_speaker_and_whom_it_concerns(
    one: Frame, speaker: Speaker, about: set[str] | None, why: str
) -> None:
    """What somebody else says has to concern a group; only a group claims; it blames others by what it tells alone."""
    assert mismatch(one, speaker, about) == why


def test_a_deed_that_a_group_tells_of_itself_needs_a_group() -> None:
    """The frame of a blame becomes one of a claim, which concerns nobody else."""
    claim = as_claim(frame("blame", "content", needs="other"))
    assert (claim.act, claim.about, claim.needs) == ("claim", "none", "group")


def statement(about: tuple[str, ...], act: str = "deny", by: str = "hamas") -> Statement:
    return Statement(act, by, "", about, False, "text", 0, 9, False, "en.one")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        (statement(("isis",)), statement(("isis",)), True),
        (statement(()), statement(("isis",)), True),
        (statement(("isis",)), statement(()), True),
        (statement(("isis",)), statement(("hezbollah",)), False),
        (statement(("isis",)), statement(("isis",), act="claim"), False),
        (statement(("isis",)), statement(("isis",), by="taliban"), False),
    ],
)
def test_two_statements_are_one_where_they_concern_the_same(
    one: Statement, other: Statement, are_same: bool
) -> None:
    """One that names nobody is the same as one that does, by the same speaker in the same act."""
    assert same(one, other) is are_same
