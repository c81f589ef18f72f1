"""Which line breaks of raw text are blanks."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.wrapped import NARROWEST, WIDEST, unwrapped

PROSE = (
    "Officials said on Monday that fighters of the Islamic State had left the province after two weeks of rain, "
    "and that the roads to the north were open again for lorries. "
) * 3


@pytest.mark.parametrize("width", [NARROWEST, 60, 72, 80, WIDEST])
def test_wrapped_paragraphs_become_lines(width):
    """Paragraphs broken at a width, with empty lines between, are one line each, and no character moves."""
    text = "\n\n".join(textwrap.fill(PROSE, width) for _ in range(3)) + "\n"
    assert unwrapped(text) == "\n\n".join([" ".join(textwrap.wrap(PROSE, width))] * 3) + "\n"
    assert unwrapped(text.replace("\n", "\r\n")).count("\n") == 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line.",
        PROSE + "\n" + PROSE,
        "Islamic\nState\nTaliban",
        "A headline of a few words\n" + textwrap.fill(PROSE, 70),
        "Report on the Islamic\n\nState media said that nothing had happened there.",
    ],
    ids=["empty", "one", "paragraphs", "list", "headline", "apart"],
)
def test_other_breaks_stay(text):
    """Paragraphs of a line each, lists, and a headline upon a paragraph are left as they are."""
    assert unwrapped(text) == text


@given(st.text(alphabet="ab \n\t\r塔", max_size=300))
def test_offsets_stay(text):
    """Nothing but line breaks changes, each into one blank."""
    for before, after in zip(text, unwrapped(text), strict=True):
        assert before == after or (before in "\r\n" and after == " ")
