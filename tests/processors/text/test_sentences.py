"""Where a sentence ends, in the languages of the catalogue and others: no ordinal, title, month or hour ends one."""

import pytest
from paths import ROOT

from processors.text.sentences import first_sentence, sentence_spans

CASES = [
    tuple(line.split("\t"))
    for line in (ROOT / "tests/data/first_sentences.tsv").read_text("utf-8").splitlines()
]
"""A language, a first sentence, and what follows it."""


@pytest.mark.parametrize(
    ("language", "first", "rest"), CASES, ids=[f"{one[0]} {one[1][:30]}" for one in CASES]
)
def test_the_first_sentence_is_whole_and_alone(language: str, first: str, rest: str) -> None:
    """It is neither cut behind a word that is shortened nor goes on over its end."""
    blank = "" if language in ("zh", "ja") else " "
    assert first_sentence(f"{first}{blank}{rest}", language or None) == first


def test_a_language_that_has_a_full_stop_of_its_own_may_use_another() -> None:
    """In a line without the danda the Latin full stop ends a sentence, as some sites write it."""
    assert first_sentence("काबुल में धमाका हुआ. पुलिस ने पुष्टि की.", "hi") == "काबुल में धमाका हुआ."
    text = "डॉ. अहमद मारे गए। पुलिस ने कहा।\nपुलिस चुप है. कोई नहीं बोला."
    assert [text[start:end] for start, end in sentence_spans(text, "hi")] == [
        "डॉ. अहमद मारे गए।", "पुलिस ने कहा।", "पुलिस चुप है.", "कोई नहीं बोला."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["Dr. " * 20_000, "7. " * 20_000, "“Yes.” — " * 10_000, "a.m. EST " * 10_000]
)
def test_a_line_of_nothing_but_shortened_words_is_read(line: str) -> None:
    """The time grows with the length of the line, so that the test's own limit is never met."""
    assert line.startswith(first_sentence(line, "de"))
