"""Every mention of every group in a text.

    text --fold--> folded --automaton--> candidates --whole, spelled, never, context?--> the longest

A candidate is a place that reads like an alias. It becomes a mention if it is a whole word, if no phrase
of `never` holds it, if its conditions are met, and if no longer mention overlaps it. A candidate that
fails any of these does not shadow the shorter ones within it; only phrases of `never` do.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from processors.catalogue import Catalogue, letter_case, written_aliases
from processors.context import (
    COUNTS,
    NO_WORD_NEAR,
    OTHER_LANGUAGE,
    WAITS,
    Rule,
    Scene,
    judge,
    primary,
    read_rule,
)
from processors.fold import Folded, fold
from processors.records import Article, Mention
from processors.spelling import is_spelled, is_whole, needs_hyphen, spellings

PART_OF_WORD = "a part of a longer word"
OTHERWISE_SPELLED = "joined by a dash or a blank that makes it something else"
NEVER = "inside of a phrase of `never`"
IN_LONGER = "inside of a longer name"

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


@dataclass(slots=True)
class _Found:
    alias: _Alias
    at: tuple[int, int]
    span: tuple[int, int]
    why: str


class Tagger:
    """Finds the mentions of a catalogue's groups. Cheap to keep, safe to share between threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._aliases = _read_aliases(catalogue)
        self._entries = list(self._aliases.values())
        self._automaton = AhoCorasick(list(self._aliases), implementation=Implementation.DFA)

    def tag(self, text: str, language: str | None = None, field: FieldName = "text") -> list[Mention]:
        """Return the mentions in `text`, in order and without overlap; any Unicode text will do.

        `language` is a BCP 47 tag or None; it matters to ambiguous aliases alone.
        """
        scene = Scene(fold(text), language and primary(language))
        return _as_mentions(_settle([(scene, self._judge(scene))])[0], text, field)

    def tag_article(self, article: Article) -> Article:
        """Return the article with its mentions (title first), its groups and the catalogue's version."""
        language = article.language and primary(article.language)
        texts: dict[FieldName, str] = {"title": article.title or "", "text": article.text}
        scenes = [Scene(fold(text), language) for text in texts.values()]
        settled = _settle([(scene, self._judge(scene)) for scene in scenes])
        mentions = [
            mention
            for (field, text), found in zip(texts.items(), settled, strict=True)
            for mention in _as_mentions(found, text, field)
        ]
        return msgspec.structs.replace(
            article,
            mentions=tuple(mentions),
            groups=tuple(sorted({mention.group for mention in mentions})),
            catalogue_version=self.catalogue.version,
        )

    def explain(self, text: str, language: str | None = None) -> list[Candidate]:
        """Return every candidate in `text`, in order, with the reason for which it counted or did not."""
        scene = Scene(fold(text), language and primary(language))
        found = self._judge(scene)
        _settle([(scene, found)])
        found += self._partial(scene.folded)
        return [
            Candidate(f.alias.group, f.alias.written, text[slice(*f.span)], *f.span, f.why == COUNTS, f.why)
            for f in sorted(found, key=lambda f: f.at)
            if f.alias.group is not None
        ]

    def _judge(self, scene: Scene) -> list[_Found]:
        """Return the candidates that are whole words, each with the verdict on it alone."""
        folded = scene.folded
        plain = folded.text
        found = []
        for entry, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            if is_whole(plain, start, end):
                span = folded.span(start, end)
                alias = _speaker(self._entries[entry], folded.source[slice(*span)], scene.language)
                found.append(_Found(alias, (start, end), span, _verdict(alias, scene, (start, end), span)))
        never = [f.at for f in found if f.alias.group is None and f.why == COUNTS]
        for f in found if never else ():
            if f.alias.group is not None and any(s <= f.at[0] and f.at[1] <= e for s, e in never):
                f.why = NEVER
        return found

    def _partial(self, folded: Folded) -> list[_Found]:
        places = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        return [
            _Found(self._entries[entry][0], (start, end), folded.span(start, end), PART_OF_WORD)
            for entry, start, end in places
            if not is_whole(folded.text, start, end)
        ]


def _read_aliases(catalogue: Catalogue) -> dict[str, list[_Alias]]:
    """Return each spelling with the aliases that it may stand for.

    A spelling of an alias's own goes before one derived from another alias.
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
    return derived | own


def _make(group: str | None, written: str, tag: str, rule: Rule | None) -> _Alias:
    return _Alias(group, written, letter_case(written), primary(tag), rule, needs_hyphen(written))


def _enter(own: dict[str, list[_Alias]], derived: dict[str, list[_Alias]], alias: _Alias) -> None:
    first, *others = spellings(alias.written)
    own.setdefault(first, []).append(alias)
    for spelling in others:
        derived.setdefault(spelling, []).append(alias)


def _speaker(aliases: Sequence[_Alias], found: str, language: str | None) -> _Alias:
    """Return the alias that speaks for a place where several are spelled alike."""
    if len(aliases) == 1:
        return aliases[0]
    letters = letter_case(found)
    return max(
        aliases,
        key=lambda a: (a.group is not None, a.letters == letters, a.language == language, a.rule is not None),
    )


def _verdict(alias: _Alias, scene: Scene, at: tuple[int, int], span: tuple[int, int]) -> str:
    if not is_spelled(scene.folded.source, *span, hyphen=alias.hyphen):
        return OTHERWISE_SPELLED
    if alias.rule is None:
        return COUNTS
    if scene.language and alias.language not in ("any", scene.language):
        return OTHER_LANGUAGE
    return judge(alias.rule, scene, at, span)


def _settle(fields: Iterable[tuple[Scene, list[_Found]]]) -> list[list[_Found]]:
    """Return the mentions of each field: what waits is decided by what counts, then the longest wins."""
    found = [candidates for _, candidates in fields]
    waiting = [f for candidates in found for f in candidates if f.why == WAITS]
    if waiting:
        certain = {f.alias.group for candidates in found for f in _longest(candidates)}
        for f in waiting:
            f.why = COUNTS if f.alias.rule and certain & f.alias.rule.groups else NO_WORD_NEAR
    settled = [_longest(candidates) for candidates in found]
    for candidates, mentions in zip(found, settled, strict=True):
        kept = set(map(id, mentions))
        for f in candidates:
            if f.why == COUNTS and id(f) not in kept:
                f.why = IN_LONGER
    return settled


def _longest(candidates: list[_Found]) -> list[_Found]:
    """Return those that count and overlap no longer one, in order; of two as long, the left one."""
    counting = [f for f in candidates if f.why == COUNTS and f.alias.group is not None]
    starts: list[int] = []
    kept: list[_Found] = []
    for f in sorted(counting, key=lambda f: (f.at[0] - f.at[1], f.at[0])):
        place = bisect(starts, f.at[0])
        clear_left = not place or kept[place - 1].at[1] <= f.at[0]
        if clear_left and (place == len(kept) or f.at[1] <= starts[place]):
            starts.insert(place, f.at[0])
            kept.insert(place, f)
    return kept


def _as_mentions(found: list[_Found], text: str, field: FieldName) -> list[Mention]:
    return [
        Mention(f.alias.group, text[f.span[0] : f.span[1]], field, *f.span) for f in found if f.alias.group
    ]
