"""Which candidates become mentions, when several overlap or one waits for another.

What a phrase of `never` holds is out. What waits for a mention elsewhere in the article is decided by what counts, and
so is what is named in one breath with a mention: "the PKK and IS". Then the longest wins. A candidate that does not
count does not shadow the shorter ones within it; only phrases of `never` do.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from processors.groups.aliases import Alias
from processors.groups.disambiguate import NO_WORD_NEAR, VERDICT_COUNTS, VERDICT_WAITS

INSIDE_NEVER = "inside of a phrase of `never`"
INSIDE_LONGER = "inside of a longer name"
PENDING = "not looked at yet"

_IN_ONE_BREATH = re.compile(
    r" ?[,/،、]? ?(?:(?:and|or|nor|und|oder|noch|et|ou|ni|y|e|o|ve|veya|ile|и|или|ни|та|і|або|و|او|اور|یا|أو|और|या|"
    r"dan|atau|en|of|och|og|eller|ja|tai|i|oraz|lub|a|na|da|és|și|și|και)"
    r"(?: |(?<=و))(?:the |l'|el |la |les |die |der )?)?"
)
"""What may stand between the names of two groups that are told of together."""
_LONGEST_BREATH = 12
"""Characters of that."""


class FoundAlias(msgspec.Struct, gc=False):
    """A candidate: [start:end] of the folded text, [first:last] of the source, and the verdict so far."""

    alias: Alias
    start: int
    end: int
    first: int
    last: int
    text: str
    why: str


def rule_out_never(found: list[FoundAlias], never: list[FoundAlias]) -> None:
    """Rule out what a phrase of `never` holds. Both lists are in the order of their ends."""
    ends = [phrase.end for phrase in never if phrase.why == VERDICT_COUNTS]
    reach = [phrase.start for phrase in never if phrase.why == VERDICT_COUNTS]
    for at in reversed(range(len(reach) - 1)):
        reach[at] = min(reach[at], reach[at + 1])
    for f in found:
        place = bisect_left(ends, f.end)
        if place < len(ends) and reach[place] <= f.start:
            f.why = INSIDE_NEVER


def rule_out_covered(found: list[FoundAlias]) -> None:
    """Tell of candidates whether one that counts covers them and all that overlaps: no context can change that.

    Between two places that no candidate goes over, the rest of the article decides only which of those within
    count, and the longest wins. `found` is in the order of the ends.
    """
    at = len(found)
    while at:
        last = at = at - 1
        start = found[last].start
        while at and found[at - 1].end > start:
            at -= 1
            start = min(start, found[at].start)
        if last > at:
            _rule_out_within(found[at : last + 1], start, found[last].end)


def _rule_out_within(cluster: list[FoundAlias], start: int, end: int) -> None:
    for whole in cluster:
        if whole.start == start and whole.end == end and whole.why == VERDICT_COUNTS:
            for f in cluster:
                if f.why is PENDING:
                    f.why = INSIDE_LONGER


def choose_mentions(fields: list[list[FoundAlias]], texts: Sequence[str]) -> list[list[FoundAlias]]:
    """Return the mentions of each field: what waits is decided by what counts, then the longest wins.

    `texts` are the folded texts of the fields.
    """
    waiting = [f for candidates in fields for f in candidates if f.why == VERDICT_WAITS]
    if waiting:
        sure = [_longest(candidates) for candidates in fields]
        certain = {f.alias.group for mentions in sure for f in mentions}
        joined = {id(f) for each in zip(fields, sure, texts, strict=True) for f in _in_one_breath(*each)}
        for f in waiting:
            counts = (f.alias.rule and certain & f.alias.rule.groups) or id(f) in joined
            f.why = VERDICT_COUNTS if counts else NO_WORD_NEAR
    return [_longest(candidates) for candidates in fields]


def _in_one_breath(candidates: list[FoundAlias], sure: list[FoundAlias], text: str) -> list[FoundAlias]:
    """Return those that wait and stand beside a sure mention of another group, with "and" or a mark between.

    Two that wait are company for each other: "the TTP and the BLA".
    """
    starts = [f.start for f in sure]
    waiting = [f for f in candidates if f.why == VERDICT_WAITS]
    found = []
    for f in waiting:
        at = bisect(starts, f.start)
        if _are_joined(sure[at - 1 : at], [f], text) or _are_joined([f], sure[at : at + 1], text):
            found.append(f)
    for left, right in pairwise(waiting):
        if _are_joined([left], [right], text):
            found += [left, right]
    return found


def _are_joined(left: list[FoundAlias], right: list[FoundAlias], text: str) -> bool:
    if not left or not right or left[0].alias.group == right[0].alias.group:
        return False
    from_, to = left[0].end, right[0].start
    return 0 < to - from_ <= _LONGEST_BREATH and _says_and(text[from_:to])


def _says_and(between: str) -> bool:
    return between.strip() != "" and _IN_ONE_BREATH.fullmatch(between) is not None


def _longest(candidates: list[FoundAlias]) -> list[FoundAlias]:
    """Return those that count and overlap no longer one, in order; of two as long, the left one."""
    kept: list[FoundAlias] = []
    counting = [f for f in candidates if f.why == VERDICT_COUNTS]
    for f in counting:  # in the order of their ends
        while kept and f.start <= kept[-1].start:
            kept.pop()
        if not kept or kept[-1].end <= f.start:
            kept.append(f)
        elif kept[-1].end < f.end:
            return _longest_of(counting)  # two that overlap in part; all others lie one within the other
    return kept


def _longest_of(counting: list[FoundAlias]) -> list[FoundAlias]:
    starts: list[int] = []
    kept: list[FoundAlias] = []
    for f in sorted(counting, key=lambda f: (f.start - f.end, f.start)):
        place = bisect(starts, f.start)
        clear_left = not place or kept[place - 1].end <= f.start
        if clear_left and (place == len(kept) or f.end <= starts[place]):
            starts.insert(place, f.start)
            kept.insert(place, f)
    return kept
