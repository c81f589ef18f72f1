"""Whether a text that names no group can hold a statement: few can, and of the others no sentence is cut.

words --> patterns of which each part is in the text --> in one line, near each other --> does one match there?
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product

from msgspec import Struct

from processors.statements.frames import Element, Pattern
from processors.statements.lines import (
    BRACKETS,
    CLOSERS,
    LONGEST,
    MAX_KNOWN,
    Token,
    plain_tokens,
    without_brackets,
)
from processors.statements.match import Lexicon
from processors.statements.meanings import Meaning, Meanings
from processors.text.fold_characters import PARAGRAPH_BREAK

_BRACKET = re.compile(r"\([\w ,'\"/%&+-]{0,38}\)|\[[\w ,'\"/%&+-]{0,38}\]")
"""Brackets that are surely in one sentence, in which they are passed over."""
_CLOSING = frozenset(CLOSERS.values())
MOST_BRACKETS = 6
"""Brackets of a line that are read in every way: a line with more is left to those who know its sentences."""


class Rule(Struct, frozen=True):
    """What has to stand in a sentence, as numbers of parts, and what may match there."""

    parts: frozenset[int]
    rarest: int
    patterns: tuple[tuple[int | None, Pattern], ...] = ()
    """Each with the part that it begins with; None: with a group's name or what may stand for one."""
    is_stranger: bool = False
    """Whether it is not what is told, but nobody who tells it, or a band that is not named."""
    is_alone: bool = False
    """Whether it tells something though no stranger stands in the text; without patterns, it is a voice's name."""


class Unnamed:
    """The rules of a language by which texts without a group's name are read."""

    def __init__(self, lexicon: Lexicon, meanings: Meanings, rules: Iterable[Rule]) -> None:
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
            for _, pattern in rule.patterns
        }

    def may_tell(self, plain: str) -> bool:
        """Tell whether a folded text may hold a statement, or a voice's name."""
        lines = plain.split(PARAGRAPH_BREAK)
        words = [line.split() for line in lines]
        meanings = self._meanings.among(set(chain.from_iterable(words)))
        there = set().union(*meanings.values())
        alive = [
            rule
            for part in there.intersection(self._rules)
            for rule in self._rules[part]
            if rule.parts <= there
        ]
        is_strange = any(rule.is_stranger for rule in alive)
        alive = [rule for rule in alive if rule.is_alone or (is_strange and not rule.is_stranger)]
        if not alive:
            return False
        keys = _key_words(alive, meanings, Counter(chain.from_iterable(words)))
        return any(
            not keys.isdisjoint(here) and self._is_told(line, here, alive, meanings)
            for line, here in zip(lines, words, strict=True)
        )

    def _is_told(
        self, line: str, words: Sequence[str], alive: Sequence[Rule], known: Mapping[str, Meaning]
    ) -> bool:
        """Tell whether one of some rules holds in a line, cut into its words, as far as its sentences are not known.

        `known` are the meanings of these words, and of others.
        """
        meanings = {word: known[word] for word in known.keys() & set(words)}
        there = set().union(*meanings.values())
        whole = [rule for rule in alive if rule.parts <= there]
        if not whole:
            return False
        if any(not rule.patterns for rule in whole):
            return True
        if not BRACKETS.isdisjoint(line):
            bare = _BRACKET.sub(" ", line)
            if not BRACKETS.isdisjoint(bare):
                return self._is_told_in_some_reading(plain_tokens(bare), whole)
            cut = bare.split()
            return self._is_told(bare, cut, whole, self._meanings.among(set(cut)))
        found = {at: meanings[word] for at, word in enumerate(words) if word in meanings}
        near: dict[tuple[int, int], set[int]] = defaultdict(set)
        for rule in whole:
            for first, pattern in rule.patterns:
                for span in _spans(rule.parts, first, found, self._reach[id(pattern)]):
                    near[span].add(id(pattern))
        return any(
            self._matches(plain_tokens(" ".join(words[begin:end])), patterns)
            for (begin, end), patterns in near.items()
        )

    def _matches(self, line: list[Token], patterns: Collection[int]) -> bool:
        return self._lexicon.matches_any(self._lexicon.split(line), frozenset(patterns))

    def _is_told_in_some_reading(self, line: list[Token], rules: Iterable[Rule]) -> bool:
        """Tell the same of a line with brackets, of which it is not known whether they stand in one sentence.

        Those that do are passed over. A sentence may also begin behind one, or end before one is closed.
        """
        patterns = {id(pattern) for rule in rules for _, pattern in rule.patterns}
        begins = [at + 1 for at, token in enumerate(line) if token.text in CLOSERS]
        ends = [at for at, token in enumerate(line) if token.text in _CLOSING]
        if len(begins) > MOST_BRACKETS or len(ends) > MOST_BRACKETS:
            return True
        readings = product((0, *begins), (*ends, len(line)))
        return any(self._matches(without_brackets(line[begin:end]), patterns) for begin, end in readings)

    def _longest(self, element: Element) -> int:
        """Return how many tokens an element of a pattern covers at most."""
        forms = [form for name in element.classes for form, _ in self._lexicon.phrases(name)]
        return element.gap or max(map(len, (*element.phrases, *forms)), default=1)


def _key_words(
    rules: Iterable[Rule], meanings: Mapping[str, Meaning], counts: Mapping[str, int]
) -> frozenset[str]:
    """Return the words of each rule's part that is rarest in a text: in a line without one of them, no rule holds."""
    words: dict[int, list[str]] = defaultdict(list)
    often: dict[int, int] = defaultdict(int)
    for word, meaning in meanings.items():
        for part in meaning:
            words[part].append(word)
            often[part] += counts[word]
    rarest = {min(rule.parts, key=often.__getitem__) for rule in rules}
    return frozenset(chain.from_iterable(map(words.__getitem__, rarest)))


def _spans(
    parts: frozenset[int], first: int | None, found: Mapping[int, Meaning], reach: int
) -> Iterator[tuple[int, int]]:
    """Yield where words of all parts follow each other among so many, from one that means the `first` part on.

    `found` is in order. Where it is not known what comes first, what is yielded reaches as far before a word as behind.
    """
    begins = [at for at, meaning in found.items() if first in meaning or first is None]
    for begin in begins:
        here = set().union(*[found[at] for at in range(begin, begin + reach) if at in found])
        if parts <= here:
            yield begin if first is not None else max(0, begin - reach), begin + reach


class _Needed:
    """The meanings of words, as far as these rules need them: most words have none."""

    def __init__(self, meanings: Meanings, needed: frozenset[int]) -> None:
        self._all, self._needed = meanings, needed
        self._known: tuple[set[str], dict[str, Meaning]] = set(), {}
        """The words that were met, and the meanings of those that have any; threads share them."""

    def among(self, words: set[str]) -> dict[str, Meaning]:
        """Return what those of some words mean that mean anything; words met before take no step of their own."""
        if len(self._known[0]) > MAX_KNOWN:
            self._known = set(), {}
        met, telling = self._known
        long: dict[str, Meaning] = {}
        new = words - met
        for word in self._all.telling(new):
            if found := tuple([part for part in self._all[word] if part in self._needed]):
                (telling if len(word) <= LONGEST else long)[word] = found
        met.update([word for word in new if len(word) <= LONGEST])
        return {word: telling[word] for word in telling.keys() & words} | long
