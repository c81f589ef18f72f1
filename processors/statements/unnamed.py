"""Whether a text that names no group can hold a statement: few can, and of the others no sentence is cut.

words --> patterns of which each part is in the text --> in one line, near each other --> does one match there?
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from processors.statements.frames import Element, Pattern
from processors.statements.lines import BRACKETS, plain_tokens
from processors.statements.match import LONGEST, MAX_KNOWN, Lexicon
from processors.text.fold_characters import PARAGRAPH_BREAK

Meaning = tuple[int, ...]
"""The numbers of the parts of patterns of which a word is one."""


_BRACKET = re.compile(r"\([\w ,'\"/%&+-]{0,38}\)|\[[\w ,'\"/%&+-]{0,38}\]")
"""Brackets that are surely in one sentence, in which they are passed over."""


class Rule(Struct, frozen=True):
    """What has to stand in a sentence, as numbers of parts, and what may match there."""

    parts: frozenset[int]
    rarest: int
    patterns: tuple[Pattern, ...] = ()
    is_stranger: bool = False
    """Whether it is not what is told, but nobody who tells it, or a band that is not named."""
    is_alone: bool = False
    """Whether it tells something though no stranger stands in the text; without patterns, it is a voice's name."""


class Unnamed:
    """The rules of a language by which texts without a group's name are read."""

    def __init__(self, lexicon: Lexicon, meanings: Mapping[str, Meaning], rules: Iterable[Rule]) -> None:
        self._lexicon = lexicon
        self._rules: dict[int, list[Rule]] = defaultdict(list)
        for rule in rules:
            self._rules[rule.rarest].append(rule)
        needed = frozenset(part for some in self._rules.values() for rule in some for part in rule.parts)
        self._meanings = _Needed(meanings, needed)
        self._reach = {
            id(pattern): sum(map(self._longest, pattern))
            for some in self._rules.values()
            for rule in some
            for pattern in rule.patterns
        }

    def may_tell(self, plain: str) -> bool:
        """Tell whether a folded text may hold a statement, or a voice's name."""
        there = set().union(*map(self._meanings.__getitem__, set(plain.split())))
        alive = [
            rule
            for part in there.intersection(self._rules)
            for rule in self._rules[part]
            if rule.parts <= there
        ]
        is_strange = any(rule.is_stranger for rule in alive)
        alive = [rule for rule in alive if rule.is_alone or (is_strange and not rule.is_stranger)]
        return bool(alive) and any(self._is_told(line, alive) for line in plain.split(PARAGRAPH_BREAK))

    def _is_told(self, line: str, alive: Sequence[Rule]) -> bool:
        """Tell whether one of some rules holds in a line, as far as its sentences are not known."""
        found = {at: meaning for at, word in enumerate(line.split()) if (meaning := self._meanings[word])}
        there = set().union(*found.values())
        whole = [rule for rule in alive if rule.parts <= there]
        if not whole:
            return False
        if any(not rule.patterns for rule in whole):
            return True
        if not BRACKETS.isdisjoint(line):
            bare = _BRACKET.sub(" ", line)
            return not BRACKETS.isdisjoint(bare) or self._is_told(bare, whole)
        near = frozenset(
            id(pattern)
            for rule in whole
            for pattern in rule.patterns
            if _are_near(rule.parts, found, self._reach[id(pattern)])
        )
        return bool(near) and self._lexicon.matches_any(self._lexicon.split(plain_tokens(line)), near)

    def _longest(self, element: Element) -> int:
        """Return how many tokens an element of a pattern covers at most."""
        forms = [form for name in element.classes for form, _ in self._lexicon.phrases(name)]
        return element.gap or max(map(len, (*element.phrases, *forms)), default=1)


def _are_near(parts: frozenset[int], found: Mapping[int, Meaning], reach: int) -> bool:
    """Tell whether words of all parts stand among so many that follow each other; `found` is in order."""
    places = [(at, meaning) for at, meaning in found.items() if not parts.isdisjoint(meaning)]
    for number, (first, _) in enumerate(places):
        here = set[int]()
        for at, meaning in islice(places, number, None):
            if at - first >= reach:
                break
            here.update(meaning)
        if parts <= here:
            return True
    return False


class _Needed(dict[str, Meaning]):
    """The meanings of words, as far as these rules need them: most words have none."""

    def __init__(self, meanings: Mapping[str, Meaning], needed: frozenset[int]) -> None:
        super().__init__()
        self._all, self._needed = meanings, needed

    def __missing__(self, word: str) -> Meaning:
        found = tuple([part for part in self._all[word] if part in self._needed])
        if len(self) > MAX_KNOWN:
            self.clear()
        if len(word) <= LONGEST:
            self[word] = found
        return found
