"""Which line breaks of raw text are blanks."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.newsroom.unwrap import MAX_WIDTH, MIN_WIDTH, unwrap

PROSE = (
    "Officials said on Monday that fighters of the Islamic State had left the province after two weeks of rain, "
    "and that the roads to the north were open again for lorries. "
) * 3


@pytest.mark.parametrize("width", [MIN_WIDTH, 60, 72, 80, MAX_WIDTH])
def test_wrapped_paragraphs_become_lines(width):
    """Paragraphs broken at a width, with empty lines between, are one line each, and no character moves."""
    text = "\n\n".join(textwrap.fill(PROSE, width) for _ in range(3)) + "\n"
    assert unwrap(text) == "\n\n".join([" ".join(textwrap.wrap(PROSE, width))] * 3) + "\n"
    assert unwrap(text.replace("\n", "\r\n")).count("\n") == 5


def test_lines_need_not_be_filled_to_the_end():
    """A break by hand, a few letters before the width, is one; that of a last, short line is none."""
    text = "Nobody in the valley had seen the Islamic\nState since the last days of the winter, said\nhe.\nThen rain."
    assert unwrap(text).split("\n") == [text[:91].replace("\n", " "), "Then rain."]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line.",
        PROSE + "\n" + PROSE,
        "Islamic\nState\nTaliban",
        "Report on the Islamic\n\nState media said that nothing had happened there.",
    ],
    ids=["empty", "one", "paragraphs", "list", "apart"],
)
def test_other_breaks_stay(text):
    """Paragraphs of a line each, lists, and what stands apart are left as they are."""
    assert unwrap(text) == text


def test_a_headline_upon_a_paragraph_stays_apart():
    """The break behind a short line stays, those of the wrapped paragraph below go."""
    text = "A report on the Islamic\n" + textwrap.fill(PROSE, 70)
    assert unwrap(text).count("\n") == 1
    assert unwrap(text).startswith("A report on the Islamic\n")


@given(st.text(alphabet="ab \n\t\r塔", max_size=300))
def test_offsets_stay(text):
    """Nothing but line breaks changes, each into one blank."""
    for before, after in zip(text, unwrap(text), strict=True):
        assert before == after or (before in "\r\n" and after == " ")
