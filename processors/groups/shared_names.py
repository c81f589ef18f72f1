"""Two groups that share a noun: "the Afghan and Pakistani Taliban" names both.

mention "Pakistani Taliban"  ->  a word and "and" before it, or behind "talibans afghans" "et" and a word?
                             ->  that word with the same noun is an alias of another group?
                             ->  a mention of that group: the word alone, since mentions never overlap

A country's bare name is no such word: "Taliban Afghanistan dan Pakistan" are a group and a state.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from processors.groups.aliases import Alias
from processors.groups.disambiguate import VERDICT_COUNTS
from processors.groups.fold import Folded, fold_text
from processors.groups.overlaps import FoundAlias

_AND = "and|as well as|et|und|sowie|y|e|ve|и|или|та|і|or|ou|oder|o|و|او|اور|یا|أو|और|या|dan|en|och|og|ja|i"
_ANDS = frozenset(_AND.split("|"))
_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<word>[^\W\d_](?:[^\W_]|[\u0900-\u0963])+) (?:{_AND}) (?:the |die |der |los |les |gli )?\Z"
)
_BEHIND = re.compile(rf" (?:(?:{_AND}) |و)(?P<word>[^\W\d_][^\W_]+)(?![^\W_])")
_OF_STATES = re.compile(
    r"[ -](?:official|delegation|delegate|negotiat|force|troop|soldier|minister|diplomat|authorit|border|government|"
    r"side|representative|envoy|talk|vertret|unterhändl|regierung|truppen|soldat|delegierte|अधिकारि|حکام|وفد|yetkili|heyet)"
)
"""Behind "Pakistani and Afghan Taliban": those on one side are a state's."""
_SINGLE = re.compile(r"(?<![^\W_])(?:a|an|one) \Z")
_STATES = frozenset(
    fold_text(
        "pakistan afganistan afghanistan yemen iraq irak syria somalia lebanon egypt turkey iran mali india "
        "باكستان پاکستان أفغانستان افغانستان اليمن يمن العراق عراق سوريا سوریه الصومال صومالیہ لبنان مصر إيران ایران"
    ).text.split()
)
_REACH = 40
"""Characters to look at on each side."""

Modifiers = dict[tuple[bool, str], dict[str, Alias]]
"""By whether the noun stands last and the noun: the words that make aliases with it."""


class SharedNames:
    """Finds groups that are named by their word alone, beside another that has the noun, too."""

    def __init__(self, aliases: Mapping[str, Sequence[Alias]]) -> None:
        found: Modifiers = {}
        # Names of one word, and words of one group alone, are left out to save room: nothing is found by them.
        for spelling, entry in aliases.items():
            alias = entry[0]
            if alias.rule is not None or " " not in spelling:
                continue
            first, _, rest = spelling.partition(" ")
            found.setdefault((True, rest), {})[first] = alias
            head, _, last = spelling.rpartition(" ")
            found.setdefault((False, head), {})[last] = alias
        self._modifiers = {
            noun: words for noun, words in found.items() if len({alias.group for alias in words.values()}) > 1
        }

    def complete(self, mentions: list[FoundAlias], folded: Folded) -> list[FoundAlias]:
        """Return the mentions of a field, in order, with those that share another's noun."""
        plain = folded.text
        made = [
            other
            for at, mention in enumerate(mentions)
            if " " in (name := plain[mention.start : mention.end])
            for other in self._others(name, mention, folded)
            if (at == 0 or mentions[at - 1].end <= other.start)
            and (at + 1 == len(mentions) or other.end <= mentions[at + 1].start)
        ]
        return sorted([*mentions, *made], key=lambda one: one.start)

    def _others(self, name: str, mention: FoundAlias, folded: Folded) -> Iterator[FoundAlias]:
        plain = folded.text
        word, _, noun = name.partition(" ")
        words = self._modifiers.get((True, noun))
        if words and word in words and _has_and_before(plain, mention.start):
            found = _BEFORE.search(plain, max(0, mention.start - _REACH), mention.start)
            if (
                found
                and not _SINGLE.search(plain, max(0, found.start("word") - _REACH), found.start("word"))
                and not _OF_STATES.match(plain, mention.end)
            ):
                yield from _sharing(words, found, mention, folded)
        noun, _, word = name.rpartition(" ")
        words = self._modifiers.get((False, noun))
        if words and word in words:
            found = _BEHIND.match(plain, mention.end, mention.end + _REACH)
            if found:
                yield from _sharing(words, found, mention, folded)


def _has_and_before(plain: str, at: int) -> bool:
    """Tell whether one of the two words before a place ends in a word for "and": most names are done with here."""
    words = plain[max(0, at - _REACH) : at].split(" ")[-3:]
    return not _ANDS.isdisjoint(words) or "as well as" in plain[max(0, at - _REACH) : at]


def _sharing(
    words: Mapping[str, Alias], found: re.Match[str], mention: FoundAlias, folded: Folded
) -> Iterator[FoundAlias]:
    """Yield the mention that a word makes with another's noun, if it makes one."""
    alias = words.get(found["word"])
    if alias is None or found["word"] in _STATES or alias.group == mention.alias.group:
        return
    at = found.span("word")
    first, last = folded.span(*at)
    yield FoundAlias(alias, *at, first, last, folded.source[first:last], VERDICT_COUNTS)
