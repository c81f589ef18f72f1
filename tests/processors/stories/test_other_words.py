"""A copy in other words: the heads say the same, and neither is about something else."""

from processors.stories.head import make_head
from processors.stories.likeness import Likeness, is_same_report
from processors.stories.slots import begin_otherwise


def test_words_in_common_alone_make_no_copy() -> None:
    """Longer texts whose heads have the same words, and no run of them, are two reports; so are two other tolls."""
    ours = Likeness(1, 2, 0.02, 0.02, 0.8, 0.0, 0.0, telling=12)
    assert is_same_report(ours)
    assert not is_same_report(ours._replace(is_apart=True))
    nine, four = (make_head("", f"{toll} farmers were killed near Gwoza.", "en") for toll in ("Nine", "Four"))
    assert begin_otherwise(nine, four)
    assert not begin_otherwise(nine, make_head("", "Five gunmen killed nine farmers near Gwoza.", "en"))
