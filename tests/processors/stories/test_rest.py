"""What is remembered of a text's words behind its head."""

from datetime import timedelta
from random import Random

from processors.stories.fingerprint import make_fingerprint
from processors.stories.head import make_head, pack_head
from processors.stories.likeness import Known, compare
from processors.stories.rest import SAMPLE, UNKNOWN, Rest, make_rest, number_found, pack_rest, unpack_rest
from processors.stories.same_report import (
    MIN_TOLD_OF_RETITLED,
    MIN_TOLD_THROUGHOUT,
    MIN_WORDS_TOLD,
    is_same_report,
)

WORDS = frozenset(range(1000, 2_000_000, 20_000))


def test_a_rest_comes_back_as_it_was() -> None:
    """Packed before a head it is the same, and so is the head; a head of an earlier version has none before it."""
    head = pack_head(make_head("Bomb kills five in Kabul", "Five people died on Tuesday evening.", "en"))
    for words in (frozenset(), WORDS):
        rest = make_rest(words, frozenset())
        assert unpack_rest(pack_rest(rest) + head) == (rest, head)
    assert unpack_rest(head) == (UNKNOWN, head)
    assert unpack_rest(b"") == (UNKNOWN, b"")


def test_the_words_found_are_estimated_by_a_sample() -> None:
    """All of them, none, and about as many as another text has; the words of the head are not counted."""
    rest = make_rest(WORDS, frozenset())
    assert len(rest.some) == SAMPLE < rest.number == len(WORDS)
    assert number_found(rest, WORDS) == len(WORDS)
    assert number_found(rest, frozenset(range(3))) == 0.0
    assert number_found(rest, frozenset(sorted(WORDS)[::2])) == len(WORDS) / 2
    assert make_rest(WORDS, WORDS) == Rest()
    assert make_rest(frozenset(range(900)), frozenset()).number == 255


def test_a_rest_that_is_not_known_proves_nothing() -> None:
    """Of a row of an earlier version neither most words are told nor too few: it is judged by what it has."""
    text = "Gunmen killed twelve farmers near Djibo on Tuesday, the governor said. " + " ".join(
        f"Elder Ousmane{n} buried neighbours" for n in range(30)
    )
    one = make_fingerprint("Twelve farmers killed near Djibo", text, "en")
    known = Known(one.sketch, one.head, None, UNKNOWN)
    likeness = compare(one, known, timedelta(hours=1))
    assert likeness.words_told == 0
    assert MIN_TOLD_OF_RETITLED <= likeness.told < MIN_TOLD_THROUGHOUT


def test_texts_of_one_subjects_few_words_are_not_one_report() -> None:
    """Two longer texts of the same words, of which no run of five is the same, are two: a rewritten report has some."""
    texts = (" ".join(Random(seed).choices([f"word{n}" for n in range(60)], k=210)) for seed in (1, 2))  # noqa: S311
    one, other = (make_fingerprint(f"Report {n}", text, "en") for n, text in enumerate(texts))
    likeness = compare(one, Known(other.sketch, other.head, None, other.rest), timedelta(minutes=1))
    assert likeness.words_told >= MIN_WORDS_TOLD
    assert not is_same_report(likeness)
