"""What the head of a text says: names, figures and days, in several languages, and how much of a text is looked at."""

import pytest

from processors.stories.head import MAX_WORD, MAX_WORDS, kind_of, make_head, pack_head, unpack_head, word_runs
from processors.text.word_lists import DATE, FIGURE, NAME, WEEKDAY


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "Five died near Kabul on Monday, 16 November.", {FIGURE: 1, NAME: 1, WEEKDAY: 1, DATE: 1}),
        ("ar", "قتل خمسة أشخاص يوم الأحد 16 نوفمبر وأحدهم شرطي", {FIGURE: 1, WEEKDAY: 1, DATE: 1}),
        ("fa", "پنج نفر روز سه شنبه کشته شدند", {FIGURE: 1, WEEKDAY: 1}),
        ("zh", "喀布尔周一发生爆炸，造成五人死亡，１６日", {FIGURE: 1, WEEKDAY: 1, DATE: 1}),
    ],
)  # fmt: skip
def test_a_head_tells_its_facts_apart(language: str, text: str, kinds: dict[int, int]) -> None:
    """Figures in digits and words, weekdays, days of a month and names within a sentence are known as such."""
    lede = make_head("", text, language).lede
    found = {kind: sum(kind_of(code) == kind for code in lede) for kind in (FIGURE, NAME, WEEKDAY, DATE)}
    assert {kind: number for kind, number in found.items() if number} == kinds


def test_a_head_comes_back_as_it_was() -> None:
    """Packed and unpacked, it is the same, without a headline or a time of the day too."""
    for title in ("", "Bomb kills five in Kabul"):
        for text in (
            "Five people died.",
            "Five people died on Tuesday evening, at 7:40 pm, or in the night.",
        ):
            head = make_head(title, text, "en")
            assert unpack_head(pack_head(head)) == head
    assert head.hours


def test_no_more_of_a_text_is_cut_into_words_than_is_asked_for() -> None:
    """A word without end, or what stands behind the first thousands of words, costs nothing and changes nothing."""
    most = MAX_WORDS * MAX_WORD
    assert word_runs("a" * most + "b" * most, "en") == word_runs("a" * most, "en")
    known = "one two three four " * MAX_WORDS
    assert word_runs(known + "five six seven", "en") == word_runs(known, "en")
