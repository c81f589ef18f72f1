"""What was found out about written words, for when they come again: a language repeats itself, but has rare words."""

from abc import abstractmethod
from typing import TypeVar

Value = TypeVar("Value")


class KnownWords(dict[str, Value]):
    """What `find_out` gives for words, which are remembered when they are asked for by `[]`.

    When half of the room is full, what is there becomes the older half, and the older half before it goes. What is
    asked for again comes over from there. So frequent words stay, and only rare ones are found out anew: of the words
    of news, a sixth fewer than where all is let go at once.
    """

    def __init__(self, most: int, longest: int) -> None:
        """Remember so many words at most, and none of more than so many characters."""
        super().__init__()
        self._half, self._longest = max(1, most // 2), longest
        self._older: dict[str, Value] = {}

    @abstractmethod
    def find_out(self, written: str) -> Value:
        """Return what is to be known of a word, which is not None."""

    def __missing__(self, written: str) -> Value:
        """Find out about a word that is not in the newer half."""
        found = self._older.get(written)
        if found is None:
            found = self.find_out(written)
            if len(written) > self._longest:
                return found
        if len(self) >= self._half:
            self._older = dict(self)
            self.clear()
        self[written] = found
        return found
