"""Where the names in a visible byline end."""

import pytest

from processors.metadata.byline_ends import shown_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Theresa May", "Theresa May"),
        ("Sokha Um", "Sokha Um"),
        ("Nam Le | 14 Nov 2026", "Nam Le"),
        ("김수정 기자", "김수정 기자"),
        ("প্রকাশ কারাত", "প্রকাশ কারাত"),
    ],
)
def test_a_last_name_that_is_a_word_of_a_date_stays(text, names):
    """Months, prepositions and labels are names as well, where no date follows or a bar parts it from one."""
    assert shown_names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Berg um 12:30", "Anna Berg"),
        ("Jane Doe May 5, 2021", "Jane Doe"),
        ("Jane Doe Thursday, November 9, 2023 7:35AM", "Jane Doe"),
        ("Ruby Tuesday November 9, 2023", "Ruby Tuesday"),
        ("서수정 입력 2026.11.14", "서수정"),
        ("রহিম উদ্দিন প্রকাশিত: ৫ মে", "রহিম উদ্দিন"),
    ],
)
def test_what_begins_a_date_is_no_name(text, names):
    """A preposition, a month or a label right before the figures."""
    assert shown_names(text) == names
