"""Names of several words that a hashtag runs together: #BalochLiberationArmy, #LashkareTaiba, #bokoharam.

Each run of a hashtag's words, which capitals begin, is looked for among the spellings without their blanks.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from processors.groups.fold import Folded, fold_text
from processors.text.fold_characters import BLANK

_TAG = re.compile(r"[#@＃＠](\w{6,80})")
_WORD = re.compile(r"[^\W\d_a-zа-яё]+(?=[A-ZА-ЯЁ][a-zа-яё])|[^\W\d_][^\W\d_A-ZА-ЯЁ]*|[^\W\d_]+|\d+|_+")
"""A word of a hashtag: capitals before another word, or a letter and the small ones behind it."""
_MOST = 8
"""Words of a name at most."""
_SHORTEST = 6
"""Letters of a name that is run together: shorter ones are other words."""

Place = tuple[int, int, int]
"""Which spelling, and where in the folded text it begins and ends."""


class Hashtags:
    """Finds spellings of several words in hashtags. They are kept as numbers, of which thousands take little room."""

    def __init__(self, spellings: Iterable[str]) -> None:
        joined = {
            hash(one.replace(BLANK, "")): entry
            for entry, one in enumerate(spellings)
            if BLANK in one and len(one) > _SHORTEST
        }
        self._known = np.array(sorted(joined), dtype=np.int64)
        self._entries = np.array([joined[key] for key in sorted(joined)], dtype=np.int32)

    def find(self, folded: Folded) -> Iterator[Place]:
        """Yield the longest names in each hashtag and handle of a text, in order."""
        for tag in _TAG.finditer(folded.source):
            words = [word.span() for word in _WORD.finditer(folded.source, *tag.span(1))]
            forms = [_form(folded.source[slice(*word)]) for word in words]
            at = 0
            while at < len(words):
                entry, count = self._longest(forms[at : at + _MOST])
                if entry is not None:
                    start, end = folded.places([words[at][0], words[at + count - 1][1]])
                    yield entry, start, end
                at += count

    def _longest(self, forms: list[str]) -> tuple[int | None, int]:
        """Return the longest name that begins with the first of some words, and how many it has, or None and one."""
        for count in range(len(forms), 0, -1):
            entry = self._entry("".join(forms[:count]))
            if entry is not None:
                return entry, count
        return None, 1

    def _entry(self, joined: str) -> int | None:
        if len(joined) < _SHORTEST or BLANK in joined:
            return None
        key = hash(joined)
        at = int(np.searchsorted(self._known, key))
        return int(self._entries[at]) if at < len(self._known) and self._known[at] == key else None


def _form(word: str) -> str:
    """Return a word as it is in a spelling."""
    return word.lower() if word.isascii() else fold_text(word).text
