"""Where in a text a frame can match at all: most sentences tell of nothing, and are not looked at any further.

    text --words--> the patterns of which a word of every part stands in a sentence
         --a group, a voice, or nobody in reach?--> those that may tell --tokens--> those in which a pattern does match
         --> the sentences to read: these, and those before them of which they may speak

What a written word means to the patterns is kept, for texts repeat few words.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from processors.statements.frames import Element, Pattern
from processors.statements.lines import LONGEST, MAX_KNOWN
from processors.statements.match import Lexicon
from processors.statements.meanings import Meanings, Part
from processors.statements.unnamed import Rule, Unnamed
from processors.text.known_words import KnownWords

BEFORE = 2
"""Sentences before one that may tell something which are read, too: it may say "he", or go on with a quotation."""
BEHIND = 6
"""Sentences behind one in which its quotation may end, and be said to be somebody's."""
_VOICE, _STRANGER = 0, 1
"""Stand where others are the `id` of a pattern: the name of a voice; nobody, or a group that is not named."""


class Anchors:
    """The words of a language's frames, and the names of voices, that make a sentence worth reading.

    Only a claim can concern no group that is named (see `sentence.py`): by nobody, by an agent who is left out, or by a
    group that the catalogue does not know.
    """

    def __init__(self, lexicon: Lexicon, voices: Iterable[Sequence[str]]) -> None:
        written: dict[frozenset[Part], set[int]] = defaultdict(set)
        alone, by_strangers = {_VOICE}, set[int]()
        by_id: dict[int, Pattern] = {}
        for frame, patterns, _ in lexicon.triggers:
            for pattern in patterns:
                by_id[id(pattern)] = pattern
                written[_parts_of(pattern, lexicon)].add(id(pattern))
                if frame.act == "claim":
                    (alone if frame.form in ("nobody", "passive") else by_strangers).add(id(pattern))
        for parts in _strangers(lexicon):
            written[parts].add(_STRANGER)
        self._alone, self._by_strangers = frozenset(alone), frozenset(by_strangers)
        self._always = frozenset(written.pop(frozenset(), ()))
        rules = [(max(parts, key=_weight), parts, frozenset(some)) for parts, some in written.items()]
        names = [[_whole(word) for word in name if word[0].isalnum()] for name in voices]
        shared = Counter(part for name in names for part in name)
        for name in names:
            rarest = max(name, key=lambda part: _weight(part) - shared[part] / 10)
            rules.append((rarest, frozenset(name), frozenset((_VOICE,))))
        numbers = {
            part: number for number, part in enumerate({part for _, parts, _ in rules for part in parts})
        }
        firsts = {
            one: None if pattern[0].group else numbers[_words_of(pattern[0], lexicon)]
            for one, pattern in by_id.items()
            if one not in self._always
        }
        self._meanings = Meanings(numbers, lexicon.written.words.get("joined", ()))
        self._rules: dict[int, list[tuple[frozenset[int], frozenset[int]]]] = defaultdict(list)
        """By the number of their rarest part, the parts of patterns, and these."""
        self._rare = _RareMeanings(self._meanings, frozenset(numbers[rarest] for rarest, _, _ in rules))
        of_unnamed: list[Rule] = []
        for rarest, parts, some in rules:
            held, number = frozenset(numbers[part] for part in parts), numbers[rarest]
            self._rules[number].append((held, some))
            if _STRANGER in some:
                of_unnamed.append(Rule(held, number, is_stranger=True))
            for kinds, is_alone in ((self._alone, True), (self._by_strangers, False)):
                if chosen := some & kinds:
                    told = tuple((firsts[one], by_id[one]) for one in chosen if one != _VOICE)
                    of_unnamed.append(Rule(held, number, told, is_alone=is_alone))
        self._unnamed = Unnamed(lexicon, self._meanings, of_unnamed)

    def may_tell(self, plain: str, *, is_named: bool) -> bool:
        """Tell whether a folded text may hold a statement, or a voice's name; `is_named`: it mentions a group."""
        return is_named or bool(self._always) or self._unnamed.may_tell(plain)

    def sentences(
        self,
        plain: Sequence[str],
        spans: Sequence[tuple[int, int]],
        mentions: Sequence[int],
        is_told: Callable[[int, frozenset[int]], bool],
    ) -> dict[int, frozenset[int]]:
        """Return the numbers of the sentences to read, of those that a text has at `spans`; `plain` is each folded.

        Each with the patterns that may match in it, as their `id`: a sentence is also read for what follows it.
        `mentions` are the places in the source at which groups are named; `is_told` tells whether one of some patterns
        does match in a sentence.
        """
        text = _Text(self, plain)
        voiced = [number for number in range(len(spans)) if _VOICE in text.patterns[number]]
        first_voice = voiced[0] if voiced else len(spans) + BEHIND  # from there on a surname is enough
        starts = [start for start, _ in spans]
        names = sorted({bisect_right(starts, at) - 1 for at in mentions}.union(voiced))
        to_read: set[int] = set()
        for number in range(len(spans)):
            patterns = text.patterns[number]
            if not patterns - {_VOICE}:
                continue
            begin, reach = text.begin(number), number + BEHIND
            at = bisect_left(names, begin)
            if (
                (at < len(names) and names[at] <= reach)
                or reach >= first_voice
                or not self._alone.isdisjoint(patterns)
                or (not self._by_strangers.isdisjoint(patterns) and text.is_strange(begin, reach))
            ) and is_told(number, patterns):
                while number >= begin and number not in to_read:
                    to_read.add(number)
                    number -= 1
        return {number: text.patterns[number] for number in to_read.union(voiced)}

    def every(self, plain: Sequence[str]) -> dict[int, frozenset[int]]:
        """Return the same for all folded sentences in which a pattern may match, though no statement may come of it."""
        text = _Text(self, plain)
        return {number: text.patterns[number] for number in range(len(plain)) if text.is_read[number]}

    def patterns(self, plain: str) -> frozenset[int]:
        """Return the patterns of which a word of each part is in a folded text."""
        words = plain.split()
        rarest = set().union(*filter(None, map(self._rare.__getitem__, words)))
        if not rarest:
            return self._always
        there = set().union(*filter(None, map(self._meanings.__getitem__, words)))
        alive = [some for part in rarest for parts, some in self._rules[part] if parts <= there]
        return self._always.union(*alive) if alive else self._always


class _Text:
    """A text's sentences: which patterns can match in each, and which are read in one go."""

    def __init__(self, anchors: Anchors, plain: Sequence[str]) -> None:
        found = [anchors.patterns(sentence) for sentence in plain]
        self.patterns = [some - {_STRANGER} for some in found]
        """The patterns that can match in each sentence."""
        self.is_read = [any(self.patterns[at : at + BEFORE + 1]) for at in range(len(plain))]
        """Whether a pattern can match in a sentence, or in one of the next."""
        self._strange = [number for number, some in enumerate(found) if _STRANGER in some]
        self._begins: dict[int, int] = {}

    def is_strange(self, first: int, last: int) -> bool:
        """Tell whether one of some sentences tells of nobody, or of a group that it does not name."""
        return bisect_left(self._strange, first) < bisect_right(self._strange, last)

    def begin(self, number: int) -> int:
        """Return the first of the sentences that are read up to this one: each has patterns, or stands before such."""
        at = number
        while at not in self._begins and at > 0 and self.is_read[at - 1]:
            at -= 1
        begin = self._begins.get(at, at)
        for passed in range(at, number + 1):
            self._begins[passed] = begin
        return begin


class _RareMeanings(KnownWords[tuple[int, ...]]):
    """Those of a word's meanings without which no pattern is looked at: most words, and most lines, have none."""

    def __init__(self, meanings: Meanings, rarest: frozenset[int]) -> None:
        super().__init__(MAX_KNOWN, LONGEST)
        self._meanings, self._rarest = meanings, rarest

    def find_out(self, written: str) -> tuple[int, ...]:
        return tuple(part for part in self._meanings[written] if part in self._rarest)


def _parts_of(pattern: Pattern, lexicon: Lexicon) -> frozenset[Part]:
    """Return the parts that have to stand where a pattern matches."""
    parts = {
        _words_of(element, lexicon)
        for element in pattern
        if not (element.gap or element.optional or element.group)
    }
    return frozenset(parts)


def _words_of(element: Element, lexicon: Lexicon) -> Part:
    words = {(word, False) for word in (*element.exact, *(phrase[0] for phrase in element.phrases))}
    words |= {(word, True) for word in element.begins}
    for name in element.classes:
        words |= lexicon.first_words(name)
    return frozenset(words)


def _strangers(lexicon: Lexicon) -> Iterator[frozenset[Part]]:
    """Yield what has to stand where nobody speaks, or a band that is not named: see `phrases.Speaker`."""
    for form, is_open in lexicon.phrases("nobody"):
        yield frozenset((*map(_whole, form[:-1]), frozenset(((form[-1], is_open),))))
    if "indefinite" in lexicon.written.words and "collectives" in lexicon.written.words:
        yield frozenset(frozenset(lexicon.first_words(name)) for name in ("indefinite", "collectives"))


def _whole(word: str) -> Part:
    return frozenset(((word, False),))


def _weight(words: Part) -> float:
    """Return how much a part says: by its shortest word, for that is what is found everywhere."""
    return min((len(word) for word, _ in words), default=0) - len(words) / 1_000
