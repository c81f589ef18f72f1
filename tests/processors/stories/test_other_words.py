"""A copy in other words: the heads say the same, and neither is about something else."""

from datetime import timedelta

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


def test_a_report_told_in_part_keeps_some_of_its_runs() -> None:
    """Half of a head told in a short text is a copy where runs of words are left; the fewer, the more is asked."""
    ours = Likeness(4, 6, 0.05, 0.04, 0.5, 0.1, 0.1, telling=10, head_told=0.55)
    assert is_same_report(ours)
    assert not is_same_report(ours._replace(shared=1))
    assert is_same_report(ours._replace(shared=1, heads=0.62))
    assert not is_same_report(ours._replace(shared=0, heads=0.62))
    assert not is_same_report(ours._replace(is_retitled=True))
    assert not is_same_report(ours._replace(heads=0.36))


def test_a_beginning_of_its_own_before_a_report() -> None:
    """Much of two texts is one report under another beginning, where the heads are related and nothing differs."""
    ours = Likeness(37, 97, 0.45, 0.38, 0.36, 0.0, 0.3)
    assert is_same_report(ours)
    assert is_same_report(ours, same_site=True)
    assert not is_same_report(ours._replace(words=300), same_site=True)
    for change in (
        {"heads": 0.2},
        {"differ": "days"},
        {"gap": timedelta(days=1)},
        {"own": 0.2},
        {"of_larger": 0.2},
    ):
        assert not is_same_report(ours._replace(**change)), change


def test_half_of_both_texts_under_heads_that_are_alike() -> None:
    """The next edition of an agency keeps half of each text at least, and more of one."""
    ours = Likeness(57, 136, 0.66, 0.58, 0.46, 0.4, 0.4)
    assert is_same_report(ours, same_site=True)
    assert not is_same_report(ours._replace(of_smaller=0.6), same_site=True)
    assert not is_same_report(ours._replace(heads=0.4), same_site=True)


def test_another_day_first_asks_for_nearly_all_of_one_head() -> None:
    """Where heads begin with other days, and one stands in both, words of their heads alone are not enough."""
    ours = Likeness(25, 25, 0.69, 0.33, 0.87, 0.59, 0.69, are_days_told=True)
    assert is_same_report(ours)
    weak = ours._replace(of_smaller=0.43, heads=0.62, head_found=0.5)
    assert not is_same_report(weak)
    assert is_same_report(weak._replace(are_days_told=False))


def test_a_report_of_another_day_that_ends_with_the_whole_first_one_is_a_follow_up() -> None:
    """Within hours a first sentence of another day may be the outlet's own; a day later it is what is new."""
    ours = Likeness(49, 80, 0.98, 0.51, 0.25, 0.0, 0.97, gap=timedelta(days=2), differ="days")
    assert not is_same_report(ours)
    assert is_same_report(ours._replace(gap=timedelta(hours=9)))
    assert is_same_report(ours._replace(differ=""))
    assert is_same_report(ours._replace(differ="figures"))
