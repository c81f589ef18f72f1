"""Prefixes that are written together with a name, which keeps its capital: exFARC, proHamas, проХАМАСовский."""

from processors.groups.fold import Folded

_PREFIXES = ("pro", "ex", "anti", "neo", "filo", "про", "экс", "анти", "нео", "екс")
"""What Romance and Slavic languages join to a name, folded. With a hyphen the name is a word by itself."""
PREFIX_ENDS = frozenset(prefix[-1] for prefix in _PREFIXES)
"""Their last letters: most places within words are done with by the letter before."""
_LONGEST = 5
"""Letters of a prefix, and what stands before it."""


def is_prefixed(folded: Folded, start: int) -> bool:
    """Tell whether what stands before a name at `start` of a folded text, without a blank, is such a prefix."""
    if not folded.text.endswith(_PREFIXES, 0, start):
        return False
    source, (first, _) = folded.source, folded.span(start, start + 1)
    if not source[first].isupper() or not source[first - 1].islower():
        return False
    begin = first
    while begin and first - begin <= _LONGEST and source[begin - 1].isalnum():
        begin -= 1
    return source[begin:first].lower() in _PREFIXES
