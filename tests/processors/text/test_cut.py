"""Where a text may be cut: at a blank, else between words, else between characters as readers see them."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from processors.text.cut import cut_end, cut_start, shorten

LONG = "https://news.example/world/2026/11/01/" + "a-very-long-address-" * 5 + "of-kabul.html"


@pytest.mark.parametrize(
    ("text", "at", "most", "expected"),
    [
        ("one two three", 4, 9, "two three"),
        ("one two three", 5, 9, "three"),
        ("one twothree", 6, 9, "twothree"),  # no blank up to the hit: the word is taken whole
        ("one two", 0, 3, "one two"),
        ("在阿富汗喀布尔发生爆炸", 3, 8, "汗喀布尔发生爆炸"),
        ("据Reuters报道", 3, 8, "报道"),  # a name in other letters stays whole
        ("ยินดีต้อนรับ", 5, 9, "ต้อนรับ"),  # the mark above goes with its letter
        ("می‌خواهم کابل", 4, 7, "می‌خواهم کابل"),  # a joiner does not end a word
        ("והכוחות נכנסו", 3, 4, "והכוחות נכנסו"),
    ],
)
def test_a_part_begins_between_words(text: str, at: int, most: int, expected: str) -> None:
    """The beginning is drawn to the next blank up to the hit, else outward, and never into a character."""
    assert text[cut_start(text, at, most) :].strip() == expected


@pytest.mark.parametrize(
    ("text", "at", "least", "expected"),
    [
        ("one two three", 8, 3, "one two"),
        ("one two three", 10, 3, "one two"),
        ("one twothree four", 7, 5, "one twothree"),
        ("one two", 99, 3, "one two"),
        ("在阿富汗喀布尔发生爆炸", 5, 1, "在阿富汗喀"),
        ("据Reuters报道", 5, 1, "据"),
        ("قال المتحدث باسم طالبان", 9, 2, "قال"),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 9, 0, "👩‍👩‍👧‍👦"),
    ],
)
def test_a_part_ends_between_words(text: str, at: int, least: int, expected: str) -> None:
    """The end is drawn back to a blank behind the hit, else outward, and never into a character."""
    assert text[: cut_end(text, at, least)].strip() == expected


@pytest.mark.parametrize("text", ["x" * 2000, "é" * 2000, LONG * 20, "爆" * 2000, "คำ" * 1000])
def test_a_text_without_a_blank_is_still_cut_short(text: str) -> None:
    """What has no place to cut at is cut all the same, within the length that was asked for."""
    assert 240 <= len(shorten(text, 500)) <= 500
    assert shorten(text, 5000) == text


def test_places_beyond_the_text_are_its_end() -> None:
    """What is asked for behind the last character stands there: an offset may be of an older text."""
    assert (cut_start("one two", 90, 99), cut_end("one two", 90, 80)) == (7, 7)


LETTERS = st.text(st.sampled_from("abö' .-中国日ไทยمك\u0301\u200d👩👧-"), max_size=60)


@given(LETTERS, st.data())
def test_no_cut_breaks_a_character(text: str, data: st.DataObject) -> None:
    """Wherever a cut is asked for, it stands within its bounds and between two grapheme clusters."""
    places = {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}
    at = data.draw(st.integers(0, len(text)))
    low = data.draw(st.sampled_from(sorted(place for place in places if place <= at)))
    high = data.draw(st.sampled_from(sorted(place for place in places if place >= at)))
    assert cut_start(text, at, high, low) in {place for place in places if low <= place <= high}
    assert cut_end(text, at, low, high) in {place for place in places if low <= place <= high}
