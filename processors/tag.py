"""Every mention of every group in a text.

    text --fold--> folded --automaton--> candidates --whole, spelled, never, context?--> the longest

A candidate is a place that reads like an alias. It becomes a mention if it is a whole word, if no phrase
of `never` holds it, if its conditions are met, and if no longer mention overlaps it. A candidate that
fails any of these does not shadow the shorter ones within it; only phrases of `never` do.
"""

from bisect import bisect, bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from processors.catalogue import Catalogue, letter_case, written_aliases
from processors.centrality import about, place, weigh
from processors.context import (
    COUNTS,
    NO_WORD_NEAR,
    OTHER_LANGUAGE,
    WAITS,
    Rule,
    Scene,
    Vocabulary,
    judge_form,
    judge_place,
    primary,
    read_rule,
)
from processors.fold import Folded, fold
from processors.records import Article, Mention
from processors.spelling import DASHES, has_suffix, is_joined, is_whole, needs_hyphen, spellings

PART_OF_WORD = "a part of a longer word"
OTHERWISE_SPELLED = "joined by a dash or a blank that makes it something else"
NEVER = "inside of a phrase of `never`"
IN_LONGER = "inside of a longer name"

_DASHES = frozenset(DASHES)
_LONG = 300
"""Characters of a form that is worth remembering; a longer one is stretched by blanks or marks on purpose."""
_FORMS = 8192
"""Forms of names to remember: four for each alias of a large catalogue."""

FieldName = Literal["title", "text"]


class Candidate(msgspec.Struct, frozen=True):
    """A place that reads like an alias, and why it counted (`counts`) or did not."""

    group: str
    alias: str
    text: str
    start: int
    end: int
    counted: bool
    why: str


@dataclass(frozen=True, slots=True)
class _Alias:
    """An alias, or with `group` None a phrase of `never`."""

    group: str | None
    written: str
    letters: tuple[bool, ...]
    language: str
    rule: Rule | None
    hyphen: bool


class _Found(msgspec.Struct, gc=False):
    """A candidate: [start:end] of the folded text, [first:last] of the source, and the verdict so far."""

    alias: _Alias
    start: int
    end: int
    first: int
    last: int
    text: str
    why: str


class Tagger:
    """Finds the mentions of a catalogue's groups. Cheap to keep, safe to share between threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        aliases = _read_aliases(catalogue)
        self._entries = list(aliases.values())
        rules = [alias.rule for entry in self._entries for alias in entry if alias.rule]
        self._vocabulary = Vocabulary(rules)
        # A DFA takes 28 MB for 4,000 spellings where an NFA takes 3, and two thirds of its time.
        self._automaton = AhoCorasick(list(aliases), implementation=Implementation.DFA)
        # What a form of a name is taken for depends on nothing else, and texts repeat few forms.
        self._read = lru_cache(_FORMS)(self._read_form)

    def tag(self, text: str, language: str | None = None, field: FieldName = "text") -> list[Mention]:
        """Return the mentions in `text`, in order and without overlap; any Unicode text will do.

        `language` is a BCP 47 tag or None; it matters to ambiguous aliases alone.
        """
        return _as_mentions(_settle([self._judge(self._scene(text, language))])[0], field)

    def tag_article(self, article: Article) -> Article:
        """Return the article with its mentions and their places, its groups, which of them it is about, and
        the catalogue's version.
        """
        mentions = place(article.text, self.tag_fields(article.title, article.text, article.language))
        return msgspec.structs.replace(
            article,
            mentions=mentions,
            groups=tuple(sorted({mention.group for mention in mentions})),
            about=about(weigh(article.title, article.text, mentions)),
            catalogue_version=self.catalogue.version,
        )

    def tag_fields(self, title: str | None, text: str, language: str | None) -> list[Mention]:
        """Return the mentions in a headline and its text, which are each other's context; the title's first."""
        first, then = self._scene(title or "", language), self._scene(text, language)
        scenes = (replace(first, after=then.folded.text), replace(then, before=first.folded.text))
        in_title, in_text = _settle([self._judge(scene) for scene in scenes])
        return _as_mentions(in_title, "title") + _as_mentions(in_text, "text")

    def explain(self, text: str, language: str | None = None) -> list[Candidate]:
        """Return every candidate in `text`, in order, with the reason for which it counted or did not."""
        scene = self._scene(text, language)
        found = self._judge(scene)
        kept = set(map(id, _settle([found])[0]))
        for f in found:
            if f.why == COUNTS and id(f) not in kept:
                f.why = IN_LONGER
        return [
            Candidate(f.alias.group, f.alias.written, f.text, f.first, f.last, f.why == COUNTS, f.why)
            for f in sorted(found + self._partial(scene.folded), key=lambda f: (f.start, f.end))
            if f.alias.group is not None
        ]

    def _scene(self, text: str, language: str | None) -> Scene:
        return Scene(fold(text), language and primary(language), self._vocabulary)

    def _judge(self, scene: Scene) -> list[_Found]:
        """Return the candidates that are whole words, each with the verdict on it alone."""
        folded, language = scene.folded, scene.language
        plain, source = folded.text, folded.source
        found: list[_Found] = []
        never: list[_Found] = []
        for entry, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            if not is_whole(plain, start, end):
                continue
            first, last = folded.span(start, end)
            text = source[first:last]
            read = self._read if last - first <= _LONG else self._read_form
            alias, why = read(entry, text, language)
            if source[last : last + 1] in _DASHES and has_suffix(source, last, text, alias.written):
                why = OTHERWISE_SPELLED
            f = _Found(alias, start, end, first, last, text, why or COUNTS)
            (never if alias.group is None else found).append(f)
            if why is None:
                f.why = _judge_place(f, scene)
        if never:
            _silence(found, never)
        return found

    def _read_form(self, entry: int, text: str, language: str | None) -> tuple[_Alias, str | None]:
        """Return the alias that `text` is read as, and a verdict where the form alone gives one."""
        alias = _speaker(self._entries[entry], text, language)
        if not is_joined(text, hyphen=alias.hyphen):
            return alias, OTHERWISE_SPELLED
        if alias.rule is None:
            return alias, COUNTS
        why = judge_form(alias.rule, text, language)
        if why != COUNTS and language and alias.language not in ("any", language):
            why = OTHER_LANGUAGE
        return alias, why

    def _partial(self, folded: Folded) -> list[_Found]:
        places = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        return [
            _Found(self._entries[entry][0], start, end, *span, folded.source[slice(*span)], PART_OF_WORD)
            for entry, start, end in places
            if not is_whole(folded.text, start, end)
            for span in [folded.span(start, end)]
        ]


def _judge_place(found: _Found, scene: Scene) -> str:
    rule = found.alias.rule
    return judge_place(rule, scene, (found.start, found.end), (found.first, found.last)) if rule else COUNTS


def _silence(found: list[_Found], never: list[_Found]) -> None:
    """Rule out what a phrase of `never` holds. Both lists are in the order of their ends."""
    ends = [phrase.end for phrase in never if phrase.why == COUNTS]
    reach = [phrase.start for phrase in never if phrase.why == COUNTS]
    for at in reversed(range(len(reach) - 1)):
        reach[at] = min(reach[at], reach[at + 1])
    for f in found:
        place = bisect_left(ends, f.end)
        if place < len(ends) and reach[place] <= f.start:
            f.why = NEVER


def _read_aliases(catalogue: Catalogue) -> dict[str, list[_Alias]]:
    """Return each spelling with the aliases that it may stand for.

    A spelling of an alias's own goes before one derived from another alias, and one that is derived from two
    groups' aliases stands for neither.
    """
    own: dict[str, list[_Alias]] = {}
    derived: dict[str, list[_Alias]] = {}
    for _, group, tag, written in written_aliases(catalogue.groups):
        context = group.context.get(written)
        rule = read_rule(context, group.id, written) if context else None
        _enter(own, derived, _make(group.id, written, tag, rule))
    for group in catalogue.groups:
        for phrase in group.never:
            _enter(own, derived, _make(None, phrase, "any", None))
    shared = [form for form, aliases in derived.items() if len({a.group for a in aliases} - {None}) > 1]
    for form in shared:
        del derived[form]
    return derived | own


def _make(group: str | None, written: str, tag: str, rule: Rule | None) -> _Alias:
    return _Alias(group, written, letter_case(written), primary(tag), rule, needs_hyphen(written))


def _enter(own: dict[str, list[_Alias]], derived: dict[str, list[_Alias]], alias: _Alias) -> None:
    first, *others = spellings(alias.written)
    own.setdefault(first, []).append(alias)
    for spelling in others:
        derived.setdefault(spelling, []).append(alias)


def _speaker(aliases: Sequence[_Alias], found: str, language: str | None) -> _Alias:
    """Return the alias that speaks for a place where several are spelled alike (see `processors.catalogue`)."""
    if len(aliases) == 1:
        return aliases[0]
    letters = letter_case(found)
    return max(
        aliases,
        key=lambda alias: (
            alias.group is not None,
            alias.letters == letters,
            alias.rule is None or alias.rule.letters is None,
            alias.language == language,
            alias.rule is not None,
            alias.written,
        ),
    )


def _settle(fields: list[list[_Found]]) -> list[list[_Found]]:
    """Return the mentions of each field: what waits is decided by what counts, then the longest wins."""
    waiting = [f for candidates in fields for f in candidates if f.why == WAITS]
    if waiting:
        certain = {f.alias.group for candidates in fields for f in _longest(candidates)}
        for f in waiting:
            f.why = COUNTS if f.alias.rule and certain & f.alias.rule.groups else NO_WORD_NEAR
    return [_longest(candidates) for candidates in fields]


def _longest(candidates: list[_Found]) -> list[_Found]:
    """Return those that count and overlap no longer one, in order; of two as long, the left one."""
    kept: list[_Found] = []
    counting = [f for f in candidates if f.why == COUNTS]
    for f in counting:  # in the order of their ends
        while kept and f.start <= kept[-1].start:
            kept.pop()
        if not kept or kept[-1].end <= f.start:
            kept.append(f)
        elif kept[-1].end < f.end:
            return _longest_of(counting)  # two that overlap in part; all others lie one within the other
    return kept


def _longest_of(counting: list[_Found]) -> list[_Found]:
    starts: list[int] = []
    kept: list[_Found] = []
    for f in sorted(counting, key=lambda f: (f.start - f.end, f.start)):
        place = bisect(starts, f.start)
        clear_left = not place or kept[place - 1].end <= f.start
        if clear_left and (place == len(kept) or f.end <= starts[place]):
            starts.insert(place, f.start)
            kept.insert(place, f)
    return kept


def _as_mentions(found: list[_Found], field: FieldName) -> list[Mention]:
    return [Mention(f.alias.group, f.text, field, f.first, f.last) for f in found if f.alias.group]
