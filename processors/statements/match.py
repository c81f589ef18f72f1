"""Where patterns and classes of words match in a line of tokens. Every step is bounded, so nothing explodes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from processors.statements.frames import Element, Frame, FrameFile, Pattern, read_pattern
from processors.statements.lines import GROUP, LONGEST, MARK, MAX_KNOWN, VOICE, WORD, Token, words
from processors.statements.states import states
from processors.text.known_words import KnownWords

Forms = dict[str, list[tuple[str, ...]]]
_GROUP_KEY = "<group>"
"""Stands for the name of any group where others are a word."""
_HARD = frozenset(".;:!?\n")


class _Forms(Struct, frozen=True, gc=False):
    """The phrases of a class that begin with a word."""

    longer: Sequence[tuple[str, ...]]
    """Those of several words, the longest first."""
    is_alone: bool
    """Whether the word is one by itself."""
    opened: Sequence[tuple[str, ...]]
    """Those whose last word is only the beginning of one."""


DENYING = ("not", "nobody")
"""Classes whose words deny nothing where one of `compounds` begins: 无人机 is a drone, and 无人 nobody."""


class Lexicon:
    """A file of frames, made ready: classes as sets, patterns by the words that they begin with."""

    def __init__(self, written: FrameFile) -> None:
        self.written = written
        self.language = written.language
        self._exact: dict[str, Forms] = {}
        self._stems: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self._begun = _Begun(self)
        self._began: dict[str, Sequence[tuple[int, Frame, Pattern]]] = {}
        known = {**written.words, "others": (*written.words.get("others", ()), *states(written.language))}
        known["states"] = (*written.words.get("states", ()), *states(written.language))
        for name, phrases in known.items():
            exact: Forms = {}
            stems: Forms = {}
            for phrase in phrases:
                form = tuple(words(phrase.removesuffix("*")))
                if form:
                    (stems if phrase.endswith("*") else exact).setdefault(form[0], []).append(form)
            for forms in exact.values():
                forms.sort(key=len, reverse=True)
            self._exact[name], self._stems[name] = exact, stems
        classes = frozenset(written.words)
        self.triggers: list[tuple[Frame, tuple[Pattern, ...], tuple[Pattern, ...]]] = [
            (
                frame,
                tuple(read_pattern(one, classes) for one in frame.match),
                tuple(read_pattern(one, classes) for one in frame.unless),
            )
            for frame in written.frames
        ]

    @cached_property
    def _unless(self) -> dict[str, tuple[Pattern, ...]]:
        """Return by a frame's name the patterns that refuse it."""
        return {frame.name: refused for frame, _, refused in self.triggers}

    @cached_property
    def _vocabulary(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return the words that patterns and classes know, and the beginnings of words."""
        elements = [
            element for _, patterns, _ in self.triggers for pattern in patterns for element in pattern
        ]
        exact = {
            word
            for element in elements
            for word in (*element.exact, *(phrase[0] for phrase in element.phrases))
        }
        exact |= {form[0] for forms in self._exact.values() for some in forms.values() for form in some}
        stems = {stem for element in elements for stem in element.begins}
        stems |= {stem for stems in self._stems.values() for stem in stems}
        return frozenset(exact), tuple(stems)

    def split(self, line: list[Token]) -> list[Token]:
        """Return the tokens with particles cut off that a language writes together with a word (class `joined`)."""
        letters = set(self.written.words.get("joined", ()))
        if not letters:
            return line
        exact, stems = self._vocabulary
        cut: list[Token] = []
        for token in line:
            text = token.text
            rest = text[1:]
            if (
                token.kind == WORD
                and text[0] in letters
                and len(rest) > 1
                and text not in exact
                and (rest in exact or rest.startswith(stems))
            ):
                cut.append(Token(text[0], token.start, token.start + 1))
                cut.append(Token(rest, token.start + 1, token.end))
            else:
                cut.append(token)
        return cut

    @cached_property
    def _classes(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Return the classes by the first words of their phrases, and by what begins that of an open one."""
        whole, opened = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for by_word, classes in ((whole, self._exact), (opened, self._stems)):
            for name, first_words in classes.items():
                for word in first_words:
                    by_word[word].append(name)
        return whole, opened

    def begins(self, text: str) -> "Mapping[str, _Forms]":
        """Return the classes of which some phrase may begin with a word, each with what has to follow."""
        return self._begun[text]

    def read_begun(self, text: str) -> "dict[str, _Forms]":
        """Find what `begins` returns, for a word that it has not met."""
        whole, opened = self._classes
        starts = [text[:n] for n in range(1, len(text) + 1)]
        names = {*whole.get(text, ()), *(name for start in starts for name in opened.get(start, ()))}
        return {name: self._forms(name, text, starts) for name in names}

    def _forms(self, name: str, text: str, starts: Sequence[str]) -> "_Forms":
        exact, stems = self._exact[name].get(text, ()), self._stems[name]
        alone = any(len(form) == 1 for form in exact) or any(
            len(form) == 1 for start in starts for form in stems.get(start, ())
        )
        return _Forms([form for form in exact if len(form) > 1], alone, stems.get(text, ()))

    def length(self, name: str, line: Sequence[Token], at: int) -> int:
        """Return how many tokens from `at` on are a phrase of the class: 0 for none, the longest where several."""
        if at < 0 or at >= len(line) or line[at].kind in (GROUP, VOICE):
            return 0
        forms = self._begun[line[at].text].get(name)
        if forms is None:
            return 0
        if name in DENYING and self.length("compounds", line, at):
            return 0
        if forms.longer:
            then = line[at + 1].text if at + 1 < len(line) else ""
            for form in forms.longer:
                if form[1] == then and tuple([one.text for one in line[at : at + len(form)]]) == form:
                    return len(form)
        if forms.is_alone:
            return 1
        for form in forms.opened:
            got = [one.text for one in line[at : at + len(form)]]
            if len(got) == len(form) and got[:-1] == list(form[:-1]) and got[-1].startswith(form[-1]):
                return len(form)
        return 0

    def first_words(self, name: str) -> set[tuple[str, bool]]:
        """Return the first words of a class's phrases, and whether each is only the beginning of one."""
        whole = {(word, False) for word in self._exact[name]}
        open_ = {(form[0], len(form) == 1) for forms in self._stems[name].values() for form in forms}
        return whole | open_

    def phrases(self, name: str) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the phrases of a class, and whether the last word of each is only the beginning of one."""
        for kinds, is_open in ((self._exact, False), (self._stems, True)):
            for forms in kinds.get(name, {}).values():
                yield from ((form, is_open) for form in forms)

    def has(self, name: str, line: Sequence[Token], start: int, end: int) -> bool:
        """Tell whether a phrase of the class begins among the tokens from `start` to before `end`."""
        return any(self.length(name, line, at) for at in range(max(start, 0), min(end, len(line))))

    def matches(self, pattern: Pattern, line: Sequence[Token], at: int) -> list[int]:
        """Return the ends of the pattern's matches that begin at `at`, the nearest first."""
        first = pattern[0]
        if not (first.classes or first.phrases or first.group) and at < len(line):
            text = line[at].text  # most do not even begin here, and first parts are neither gaps nor optional
            if text not in first.exact and not (first.begins and text.startswith(first.begins)):
                return []
        places = {at}
        for element in pattern:
            if element.gap:
                places = {
                    n
                    for place in places
                    for n in range(place, place + 1 + self._free(line, place, element.gap))
                }
                continue
            ahead = {place + n for place in places for n in self._one(element, line, place)}
            places = ahead | places if element.optional else ahead
            if not places:
                return []
        return sorted(places)

    def _free(self, line: Sequence[Token], at: int, most: int) -> int:
        for n in range(most):
            if at + n >= len(line) or (line[at + n].kind == MARK and line[at + n].text in _HARD):
                return n
        return most

    def _one(self, element: Element, line: Sequence[Token], at: int) -> Iterator[int]:
        if at >= len(line):
            return
        token = line[at]
        if token.kind in (GROUP, VOICE):
            if element.group and token.kind == GROUP:
                yield 1
            return
        if token.text in element.exact or (element.begins and token.text.startswith(element.begins)):
            yield 1
            return
        for phrase in element.phrases:
            if tuple(one.text for one in line[at : at + len(phrase)]) == phrase:
                yield len(phrase)
        for name in element.classes:
            if n := self.length(name, line, at):
                yield n

    @cached_property
    def _starts(
        self,
    ) -> tuple[dict[str, list[tuple[Frame, Pattern]]], dict[str, list[tuple[str, Frame, Pattern]]]]:
        """Return the patterns by a whole word that they begin with, and those by the first two letters of one."""
        exact: dict[str, list[tuple[Frame, Pattern]]] = {}
        begins: dict[str, list[tuple[str, Frame, Pattern]]] = {}
        for frame, patterns, _ in self.triggers:
            for pattern in patterns:
                first = pattern[0]
                named = [form for name in first.classes for form in self._exact[name]]
                for word in {
                    *first.exact,
                    *named,
                    *(phrase[0] for phrase in first.phrases),
                    *((_GROUP_KEY,) if first.group else ()),
                }:
                    exact.setdefault(word, []).append((frame, pattern))
                for stem in {*first.begins, *(stem for name in first.classes for stem in self._stems[name])}:
                    begins.setdefault(stem[:2], []).append((stem, frame, pattern))
        return exact, begins

    def _beginning(self, word: str) -> Sequence[tuple[int, Frame, Pattern]]:
        """Return the patterns that a word may begin, with their `id`."""
        exact, by_two = self._starts
        open_ = [
            (frame, pattern)
            for stem, frame, pattern in (by_two.get(word[:2], ()) if word != _GROUP_KEY else ())
            if word.startswith(stem)
        ]
        if len(self._began) > MAX_KNOWN:
            self._began.clear()
        every = (*exact.get(word, ()), *open_)
        known = self._began[word] = [(id(pattern), frame, pattern) for frame, pattern in every]
        return known

    def matches_any(self, line: Sequence[Token], alive: frozenset[int]) -> bool:
        """Tell whether one of some patterns (their `id`) matches somewhere, refused or not."""
        return any(self._matching(line, alive))

    def _matching(self, line: Sequence[Token], alive: frozenset[int]) -> Iterator[tuple[int, int, Frame]]:
        began = self._began
        for at, token in enumerate(line):
            kind = token.kind
            if kind == VOICE:
                continue
            word = _GROUP_KEY if kind == GROUP else token.text
            begun = began.get(word)
            for number, frame, pattern in self._beginning(word) if begun is None else begun:
                if number in alive and (ends := self.matches(pattern, line, at)):
                    yield at, ends[0], frame

    def found(self, line: Sequence[Token], alive: frozenset[int]) -> list[tuple[int, int, Frame]]:
        """Return where frames match (first token, behind the last, frame), in order, longer ones first.

        `alive` are the patterns that may match at all, as their `id`.
        """
        every = list(self._matching(line, alive))
        if not every:
            return []
        every = [one for one in every if not self._refused(self._unless[one[2].name], line, one[0], one[1])]
        longest: dict[tuple[int, str], tuple[int, int, Frame]] = {}
        for one in every:
            key_of = one[0], one[2].name
            if key_of not in longest or one[1] > longest[key_of][1]:
                longest[key_of] = one
        return sorted(longest.values(), key=lambda one: (one[0], -one[1]))

    def _refused(self, patterns: Sequence[Pattern], line: Sequence[Token], start: int, end: int) -> bool:
        places = range(max(0, start - 6), end)
        there = [one.text for one in line[places.start : end]]
        return any(
            self.matches(pattern, line, at)
            for pattern in patterns
            if not (_is_plain(pattern[0]) and pattern[0].exact.isdisjoint(there))
            for at in places
        )


def _is_plain(element: Element) -> bool:
    """Tell whether an element is nothing but one of some words."""
    return not (element.classes or element.phrases or element.group or element.begins)


class _Begun(KnownWords[dict[str, _Forms]]):
    """What `begins` returns, by the word: a text repeats few."""

    def __init__(self, lexicon: "Lexicon") -> None:
        super().__init__(MAX_KNOWN, LONGEST)
        self._lexicon = lexicon

    def find_out(self, written: str) -> dict[str, _Forms]:
        return self._lexicon.read_begun(written)
