"""Where a text may be cut so that no word is broken: at a blank, else between words, else between characters.

Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without blanks: there a cut stands between any two
characters as readers see them (Unicode's grapheme clusters), but not in a name that is written in other letters.
"""

from itertools import chain

import regex

REACH = 40
"""Characters beyond the wished place in which a blank is looked for: longer words are hardly any."""
LONGEST = 255
"""Letters and digits in a row that are taken for a word: a longer run is none, and is cut between characters."""
AROUND = 64
"""Characters before a place that say whether it stands between two grapheme clusters."""

_CLUSTER = regex.compile(r"\X")
_NO_BLANKS = regex.compile(
    r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{LB=Complex_Context}\p{Extended_Pictographic}"
    r"\u3000-\u303F\uFF01-\uFF60]"
)
_OPENS, _CLOSES = regex.compile(r"[\p{Ps}\p{Pi}]"), regex.compile(r"[\p{Pe}\p{Pf}\p{Po}]")
_IN_WORD = regex.compile(r"[\w'’\u200C\u200D]")


def cut_start(text: str, at: int, most: int, least: int = 0) -> int:
    """Return where a part of a text may begin, near `at`, from `least` to `most` (code points from 0)."""
    at, most = min(at, len(text)), min(most, len(text))
    outward = range(at - 1, max(least, at - LONGEST) - 1, -1)
    return _nearest(text, range(at, most + 1), outward)


def cut_end(text: str, at: int, least: int, most: int | None = None) -> int:
    """Return where a part of a text may end, near `at`, from `least` to `most` (code points from 0, end exclusive).

    Without `most` to the end of the text.
    """
    last = len(text) if most is None else min(most, len(text))
    at, least = min(at, last), min(least, last)
    return _nearest(text, range(at, least - 1, -1), range(at + 1, min(last, at + LONGEST) + 1))


def shorten(text: str, longest: int) -> str:
    """Return a text of at most so many characters (code points), an ellipsis in place of what was cut off."""
    if len(text) <= longest:
        return text
    return text[: cut_end(text, longest - 1, longest // 2, longest - 1)].rstrip() + "…"


def clusters(text: str) -> list[str]:
    """Return the characters of a text as readers see them."""
    found: list[str] = _CLUSTER.findall(text)
    return found


def unbroken_parts(word: str) -> list[str]:
    """Return the parts of what stands between two blanks, between which a line may end.

    That is the word itself, or where a script has no blanks its characters. No line begins with a closing mark or ends
    with an opening one.
    """
    if not _NO_BLANKS.search(word):
        return [word]
    parts: list[str] = []
    for cluster in clusters(word):
        may_break = not parts or _NO_BLANKS.match(cluster) or _NO_BLANKS.match(parts[-1][-1])
        if parts and (not may_break or _CLOSES.match(cluster) or _OPENS.match(parts[-1][-1])):
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


def _nearest(text: str, inward: range, outward: range) -> int:
    """Return the best place to cut: at an open place, inward before outward; then between words, then characters."""
    for place in chain(inward, outward[:REACH]):
        if _is_open(text, place):
            return place
    for fits in (_is_between_words, _is_between_clusters):
        for place in chain(inward, outward):
            if fits(text, place):
                return place
    return inward[-1]


def _is_open(text: str, at: int) -> bool:
    """Tell whether readers see a place as one between words: at a blank, or where a script has none."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    blank = before.isspace() or after.isspace() or _NO_BLANKS.match(before) or _NO_BLANKS.match(after)
    return bool(blank) and _is_between_clusters(text, at)


def _is_between_words(text: str, at: int) -> bool:
    """Tell whether a place stands beside a mark that is no part of a word, such as a slash."""
    in_word = _IN_WORD.match(text[at - 1]) and _IN_WORD.match(text[at])
    return not in_word and _is_between_clusters(text, at)


def _is_between_clusters(text: str, at: int) -> bool:
    start = max(0, at - AROUND)
    return any(start + cluster.end() == at for cluster in _CLUSTER.finditer(text[start : at + 1]))
