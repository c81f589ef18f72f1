"""What is remembered of a text's words behind its head."""

from processors.stories.head import make_head, pack_head
from processors.stories.rest import SAMPLE, Rest, make_rest, number_found, pack_rest, unpack_rest

WORDS = frozenset(range(1000, 2_000_000, 20_000))


def test_a_rest_comes_back_as_it_was() -> None:
    """Packed before a head it is the same, and so is the head; a head of an earlier version has none before it."""
    head = pack_head(make_head("Bomb kills five in Kabul", "Five people died on Tuesday evening.", "en"))
    for words in (frozenset(), WORDS):
        rest = make_rest(words, frozenset())
        assert unpack_rest(pack_rest(rest) + head) == (rest, head)
    assert unpack_rest(head) == (Rest(), head)
    assert unpack_rest(b"") == (Rest(), b"")


def test_the_words_found_are_estimated_by_a_sample() -> None:
    """All of them, none, and about as many as another text has; the words of the head are not counted."""
    rest = make_rest(WORDS, frozenset())
    assert len(rest.some) == SAMPLE < rest.number == len(WORDS)
    assert number_found(rest, WORDS) == len(WORDS)
    assert number_found(rest, frozenset(range(3))) == 0.0
    assert number_found(rest, frozenset(sorted(WORDS)[::2])) == len(WORDS) / 2
    assert make_rest(WORDS, WORDS) == Rest()
    assert make_rest(frozenset(range(900)), frozenset()).number == 255
