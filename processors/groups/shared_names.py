"""Two groups that share a noun: "the Afghan and Pakistani Taliban" names both.

mention "Pakistani Taliban"  ->  a word and "and" before it, or behind "talibans afghans" "et" and a word?
                             ->  that word with the same noun is an alias of another group?
                             ->  a mention of that group: the word alone, since mentions never overlap

A country's bare name is no such word: "Taliban Afghanistan dan Pakistan" are a group and a state.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from processors.groups.aliases import Alias
from processors.groups.disambiguate import VERDICT_COUNTS
from processors.groups.fold import Folded, fold_text
from processors.groups.overlaps import FoundAlias

_AND = (
    "and|as well as|et|und|sowie|y|e|ve|и|или|та|і|or|ou|oder|o|و|او|اور|یا|أو|और|या|dan|en|och|og|ja|i|"
    "wie|wie auch|comme|ainsi que|asi como|assim como|bem como|cosi come|come|как и|як і|jak i|"
    "nor|but also|but not|not|noch|als auch|als|ni|né|nem|ani|oraz|a|eller|"
    "ne|ne de|veya|ile|ни|але не|а не|نه|ولا|لا|نہ|न|tai|eikä"
)
_ANDS = frozenset(word for words in _AND.split("|") for word in (words.split()[0], words.split()[-1]))
_LONGEST_AND = 12
"""Characters of a word for "and", and of what parts it from the name."""
_THE = "the |die |der |de |den |dem |los |las |les |gli |i |os |di |dei |degli |des |aux |con |to |with |from |for "
_BEFORE = re.compile(rf"(?<![^\W_])(?P<word>[^\W\d_](?:[^\W_]|[\u0900-\u0963])+),? (?:{_AND}) (?:{_THE})?\Z")
_THE_OF_NOUNS = "los |las |gli |i |os |di |dei |degli |con "
"""Behind these a word may name a people, whose name has no capital there: "entre los talibanes y los pakistaníes"."""
_NEITHER = "ni|ne|nem|tampoco|neppure|sia|como"
"""Words that set two of a kind side by side: no people is meant behind one."""
_BEHIND = re.compile(
    rf",? (?:(?:{_NEITHER}) (?:{_THE})?|(?:{_AND}) (?:(?P<noun>{_THE_OF_NOUNS})|{_THE})?|و|ولا )"
    r"(?P<word>[^\W\d_][^\W_]+)(?![^\W_])"
)
_HEAD = re.compile(r"(?:\A|[.:;!?»\n\"] ?)(?P<first>(?:los|las|gli|i|os) )\Z")
"""What stands before the subject of a sentence: "Los talibanes paquistaníes y los afganos comparten refugio"."""
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

_REMEMBERED = 8192
"""Names to remember the words of."""

Words = tuple[Mapping[str, Alias], Mapping[str, Alias]]
"""Words with which the noun of a name makes aliases: before it, and behind it."""
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

        self._of_name = lru_cache(_REMEMBERED)(self._read_name)

    def complete(self, mentions: list[FoundAlias], folded: Folded) -> list[FoundAlias]:
        """Return the mentions of a field, in order, with those that share another's noun."""
        plain, of_name = folded.text, self._of_name
        made = [
            other
            for at, mention in enumerate(mentions)
            if (words := of_name(plain[mention.start : mention.end])) is not None
            for other in _others(words, mention, folded)
            if (at == 0 or mentions[at - 1].end <= other.start)
            and (at + 1 == len(mentions) or other.end <= mentions[at + 1].start)
        ]
        return sorted([*mentions, *made], key=lambda one: one.start) if made else mentions

    def _read_name(self, name: str) -> Words | None:
        """Return the words that may stand in place of a name's first, and of its last, or None without any."""
        word, _, noun = name.partition(" ")
        first = self._modifiers.get((True, noun), {})
        noun, _, last_word = name.rpartition(" ")
        last = self._modifiers.get((False, noun), {})
        found = (first if word in first else {}, last if last_word in last else {})
        return found if any(found) else None


def _others(words: Words, mention: FoundAlias, folded: Folded) -> Iterator[FoundAlias]:
    plain, (first, last) = folded.text, words
    if first and _has_and_before(plain, mention.start):
        found = _BEFORE.search(plain, max(0, mention.start - _REACH), mention.start)
        if (
            found
            and not _SINGLE.search(plain, max(0, found.start("word") - _REACH), found.start("word"))
            and not _OF_STATES.match(plain, mention.end)
        ):
            yield from _sharing(first, found, mention, folded)
    if last and _has_and_behind(plain, mention.end):
        found = _BEHIND.match(plain, mention.end, mention.end + _REACH)
        if found and _is_written_alike(folded, mention, found) and not _is_people(folded, mention, found):
            yield from _sharing(last, found, mention, folded)


def _has_and_before(plain: str, at: int) -> bool:
    """Tell whether one of the two words before a place ends in a word for "and": most names are done with here."""
    return not _ANDS.isdisjoint(plain[max(0, at - _REACH) : at].rsplit(" ", 3)[1:])


def _has_and_behind(plain: str, at: int) -> bool:
    """Tell whether a word for "and" stands behind a place, which may be a letter of the next one in Arabic."""
    at += 2 if plain.startswith(",", at) else 1
    return plain[at : at + _LONGEST_AND].partition(" ")[0] in _ANDS or plain.startswith("و", at)


def _is_written_alike(folded: Folded, mention: FoundAlias, found: re.Match[str]) -> bool:
    """Tell whether two words begin with a capital both, or neither: "afghans et Pakistanais" are no two adjectives."""
    own = mention.text.split()[-1][:1]
    first, _ = folded.span(*found.span("word"))
    return own.isupper() == folded.source[first].isupper()


def _is_people(folded: Folded, mention: FoundAlias, found: re.Match[str]) -> bool:
    """Tell whether an article makes a people of a word in Spanish, Italian or Portuguese.

    It does so anywhere but behind the subject of a sentence, where either may be meant.
    """
    if not found["noun"]:
        return False
    head = _HEAD.search(folded.text, max(0, mention.start - _REACH), mention.start)
    return head is None or not folded.source[folded.span(*head.span("first"))[0]].isupper()


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
