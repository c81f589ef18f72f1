"""What is remembered of words: frequent ones stay, and no more than have room."""

from processors.text.known_words import KnownWords


class Shouted(KnownWords[str]):
    """Remembers words in capitals, and which were asked for anew."""

    def __init__(self, most: int) -> None:
        super().__init__(most, longest=6)
        self.asked: list[str] = []

    def find_out(self, written: str) -> str:
        """Return a word in capitals."""
        self.asked.append(written)
        return written.upper()


def test_a_frequent_word_stays_while_rare_ones_go() -> None:
    """What comes again within half of the room is never found out anew."""
    known = Shouted(6)
    for number in range(20):
        assert known["the"] == "THE"
        assert known[f"rare{number}"] == f"RARE{number}"
    assert known.asked.count("the") == 1
    assert known["rare0"] == "RARE0"
    assert known.asked.count("rare0") == 2


def test_no_more_words_are_remembered_than_have_room() -> None:
    """Both halves together have no more; an empty room holds one."""
    known = Shouted(6)
    for number in range(20):
        _ = known[f"{number}"]
        assert len(known) + len(known._older) <= 6
    one = Shouted(0)
    assert [one["a"], one["b"], one["a"]] == ["A", "B", "A"]


def test_a_long_word_is_not_remembered() -> None:
    """It is found out each time."""
    known = Shouted(6)
    assert known["x" * 7] == known["x" * 7] == "X" * 7
    assert known.asked == ["x" * 7] * 2
    assert not known
