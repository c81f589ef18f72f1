"""Whether a frame fits who speaks and whom it concerns, and whether two statements say the same."""

from collections.abc import Sequence

from processors.records import Statement
from processors.statements.frames import Frame
from processors.statements.phrases import OTHER, Speaker

_NEEDS_ABOUT = frozenset(("link", "designate"))


def as_claim(frame: Frame) -> Frame:
    """Return the frame of a deed that others would blame a group for, as that group tells of it."""
    return frame.model_copy(update={"act": "claim", "about": "none", "needs": "group"})


def same(one: Statement, other: Statement) -> bool:
    """Tell whether two statements of a sentence are one: the act, the speaker, and whom they concern."""
    return (one.act, one.by) == (other.act, other.by) and (
        one.about == other.about or not one.about or not other.about
    )


def fuller(one: Statement | None, others: Sequence[Statement]) -> Statement | None:
    """Return a statement, or what says the same and tells whom it concerns: "A lie," he said, denying ties with ..."""
    if one is None or one.about:
        return one
    return next((other for other in others if same(one, other) and other.negated == one.negated), one)


def unmeant(frame: Frame, speaker: Speaker, *, negated: bool) -> str:
    """Tell whether a state warns a group not to do something, which is no threat; empty where it is none of that."""
    warned = frame.act == "threaten" and OTHER in speaker.by and negated and not frame.negated
    return "warned not to" if warned else ""


def mismatch(frame: Frame, speaker: Speaker, about: set[str] | None) -> str:
    """Tell why a frame does not fit who speaks and whom it is about; empty where it does."""
    is_other = OTHER in speaker.by and not speaker.is_band
    blames = frame.act == "blame" and frame.form == "content"  # a group may say so of another, too
    if (frame.needs == "group" and is_other) or (
        frame.needs == "other" and speaker.group and not (blames and about)
    ):
        return "another kind of speaker"
    if about is None:
        return "concerns whom it does not name"
    if frame.act == "claim":
        return "no group of the catalogue speaks" if is_other else ""
    if not about and len(speaker.by) == 1 and (frame.act in _NEEDS_ABOUT or not speaker.group):
        return "concerns no group of the catalogue"
    return ""
