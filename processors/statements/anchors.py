"""Where in a text a frame can match at all: most sentences tell of nothing, and are not looked at any further.

    text --rarest words of the patterns--> sentences --words of every part--> patterns that can match there
         --a name in reach?--> the sentences to read, with those before them of which they may speak

A frame's pattern matches only where a word of each of its parts stands in the sentence, and its statement concerns a
group that is named there or was the subject before. Automata find the words; the rarest first, which most texts lack.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from processors.groups.fold import Folded
from processors.statements.frames import Element, Pattern
from processors.statements.match import Lexicon
from processors.text.fold_characters import PARAGRAPH_BREAK

BEFORE = 2
"""Sentences before one that may tell something which are read, too: it may say "he", or go on with a quotation."""
BEHIND = 6
"""Sentences behind one in which its quotation may end, and be said to be somebody's."""
Word = tuple[str, bool]
"""A folded word, and whether it is only the beginning of one."""
Part = frozenset[Word]
"""A part of a pattern: one of these words has to stand there."""
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
        for frame, patterns, _ in lexicon.triggers:
            for pattern in patterns:
                written[_parts_of(pattern, lexicon)].add(id(pattern))
                if frame.act == "claim":
                    (alone if frame.form in ("nobody", "passive") else by_strangers).add(id(pattern))
        for parts in _strangers(lexicon):
            written[parts].add(_STRANGER)
        self._alone, self._by_strangers = frozenset(alone), frozenset(by_strangers)
        self._always = frozenset(written.pop(frozenset(), ()))
        self._rules: dict[Part, list[tuple[frozenset[Part], frozenset[int]]]] = defaultdict(list)
        for parts, some in written.items():
            self._rules[max(parts, key=_weight)].append((parts, frozenset(some)))
        names = [[_whole(word) for word in name if word[0].isalnum()] for name in voices]
        shared = Counter(part for name in names for part in name)
        for name in names:
            rarest = max(name, key=lambda part: _weight(part) - shared[part] / 10)
            self._rules[rarest].append((frozenset(name), frozenset((_VOICE,))))
        is_spaced = "joined" not in lexicon.written.words and lexicon.language not in ("zh", "ja", "th")
        every = {part for rules in self._rules.values() for parts, _ in rules for part in parts}
        self._words = _Finder(every, is_spaced=is_spaced)
        self._rarest = _Finder(self._rarest_of(None), is_spaced=is_spaced)
        self._rarest_nameless = _Finder(
            self._rarest_of(self._alone | self._by_strangers), is_spaced=is_spaced
        )
        self._rarest_strange = _Finder(self._rarest_of(frozenset((_STRANGER,))), is_spaced=is_spaced)

    def _rarest_of(self, patterns: frozenset[int] | None) -> list[Part]:
        """Return the parts by which some patterns are looked for; those of all but strangers for None."""
        return [
            part
            for part, rules in self._rules.items()
            if any(some - {_STRANGER} if patterns is None else some & patterns for _, some in rules)
        ]

    def may_tell(self, plain: str, *, is_named: bool) -> bool:
        """Tell whether a folded text may hold a statement, or a voice's name; `is_named`: it mentions a group."""
        if is_named or self._always:
            return True
        found = self._in_lines(plain, self._rarest_nameless)
        if not found.isdisjoint(self._alone):
            return True
        return not found.isdisjoint(self._by_strangers) and _STRANGER in self._in_lines(
            plain, self._rarest_strange
        )

    def _in_lines(self, plain: str, finder: "_Finder") -> set[int]:
        """Return the patterns that can match in any line with one of some words."""
        found: set[int] = set()
        done = 0
        for at in finder.places(plain):
            if at >= done:
                line = plain.rfind(PARAGRAPH_BREAK, 0, at) + 1
                done = plain.find(PARAGRAPH_BREAK, at) + 1 or len(plain) + 1
                found |= self.patterns(plain[line:done])
        return found

    def sentences(
        self, folded: Folded, spans: Sequence[tuple[int, int]], mentions: Sequence[int] | None
    ) -> dict[int, frozenset[int]]:
        """Return the numbers of the sentences to read, of those that a text has at `spans`.

        Each with the patterns that may match in it, as their `id`: a sentence is also read for what follows it.
        `mentions` are the places in the source at which groups are named. Without them all are read that hold any
        pattern, though nothing that fits comes of some.
        """
        text = _Text(self, folded, spans)
        if mentions is None:
            return {number: text.patterns(number) for number in range(len(spans)) if text.is_read(number)}
        named = {bisect_right(text.source_starts, at) - 1 for at in mentions}
        found = text.holding(self._rarest if named else self._rarest_nameless)
        if not named and any(_VOICE in text.patterns(number) for number in found):
            found = text.holding(self._rarest)
        voiced = [number for number in found if _VOICE in text.patterns(number)]
        first_voice = voiced[0] if voiced else len(spans) + BEHIND  # from there on a surname is enough
        names = sorted(named.union(voiced))
        to_read: set[int] = set()
        for number in range(len(spans)) if self._always else found:
            patterns = text.patterns(number)
            if not patterns - {_VOICE}:
                continue
            begin, reach = text.begin(number), number + BEHIND
            at = bisect_left(names, begin)
            if (
                (at < len(names) and names[at] <= reach)
                or reach >= first_voice
                or not self._alone.isdisjoint(patterns)
                or (not self._by_strangers.isdisjoint(patterns) and text.is_strange(begin, reach))
            ):
                while number >= begin and number not in to_read:
                    to_read.add(number)
                    number -= 1
        return {number: text.patterns(number) for number in to_read.union(voiced)}

    def patterns(self, plain: str) -> frozenset[int]:
        """Return the patterns of which a word of each part is in a folded text."""
        there = self._words.parts(plain)
        alive = [some for part in there for parts, some in self._rules.get(part, ()) if parts <= there]
        return self._always.union(*alive) if alive else self._always


class _Text:
    """A text's sentences: which patterns can match in each, and which are read in one go."""

    def __init__(self, anchors: Anchors, folded: Folded, spans: Sequence[tuple[int, int]]) -> None:
        self.plain = folded.text
        self.source_starts = [start for start, _ in spans]
        self.starts = folded.places(self.source_starts)
        self.ends = folded.places([end for _, end in spans])
        self._anchors = anchors
        self._found: dict[int, frozenset[int]] = {}
        self._begins: dict[int, int] = {}

    def holding(self, finder: "_Finder") -> list[int]:
        """Return the numbers of the sentences that hold one of some words."""
        return sorted({max(bisect_right(self.starts, at) - 1, 0) for at in finder.places(self.plain)})

    def patterns(self, number: int) -> frozenset[int]:
        """Return the patterns that can match in a sentence."""
        return self._in(number) - {_STRANGER}

    def is_strange(self, first: int, last: int) -> bool:
        """Tell whether one of some sentences tells of nobody, or of a group that it does not name."""
        return any(_STRANGER in self._in(number) for number in range(first, min(last + 1, len(self.starts))))

    def _in(self, number: int) -> frozenset[int]:
        found = self._found.get(number)
        if found is None:
            before = max(self.starts[number] - 1, 0)  # a letter, where a name goes over the end of a line
            found = self._found[number] = self._anchors.patterns(self.plain[before : self.ends[number]])
        return found

    def begin(self, number: int) -> int:
        """Return the first of the sentences that are read up to this one: each has patterns, or stands before such."""
        at = number
        while at not in self._begins and at > 0 and self.is_read(at - 1):
            at -= 1
        begin = self._begins.get(at, at)
        for passed in range(at, number + 1):
            self._begins[passed] = begin
        return begin

    def is_read(self, number: int) -> bool:
        """Tell whether a pattern can match in a sentence, or in one of the next."""
        last = min(number + BEFORE, len(self.starts) - 1)
        return any(self.patterns(at) for at in range(number, last + 1))


class _Finder:
    """Finds words in folded texts."""

    def __init__(self, parts: Iterable[Part], *, is_spaced: bool) -> None:
        self._parts: dict[Word, list[Part]] = defaultdict(list)
        for part in parts:
            for word in part:
                self._parts[word].append(part)
        self._words = list(self._parts)
        self._automaton = AhoCorasick([word for word, _ in self._words])
        self._is_spaced = is_spaced

    def places(self, plain: str) -> list[int]:
        """Return where the words begin, in order."""
        return sorted(start for _, start in self._found(plain))

    def parts(self, plain: str) -> set[Part]:
        """Return the parts of patterns of which a word stands in the text."""
        return {part for word in {word for word, _ in self._found(plain)} for part in self._parts[word]}

    def _found(self, plain: str) -> list[tuple[Word, int]]:
        words, is_spaced = self._words, self._is_spaced
        return [
            (word, start)
            for entry, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True)
            for word in [words[entry]]
            if not is_spaced
            or (
                not (start and plain[start - 1].isalnum()) and (word[1] or not plain[end : end + 1].isalnum())
            )
        ]


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
