"""Every mention of every group in a text.

    text --fold--> folded --automaton--> candidates --whole, spelled, never, context?--> the longest

A candidate is a place that reads like an alias. It becomes a mention if it is a whole word, if no phrase
of `never` holds it, if its conditions are met, and if no longer mention overlaps it. A candidate that
fails any of these does not shadow the shorter ones within it; only phrases of `never` do.
"""

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from processors.groups.catalogue import Catalogue, letter_case, written_aliases
from processors.groups.centrality import about, place, weigh
from processors.groups.disambiguate import (
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
from processors.groups.fold import BREAK, Folded, fold
from processors.groups.spelling import (
    DASHES,
    FAMILY,
    edges,
    has_particle,
    has_suffix,
    is_joined,
    is_whole,
    needs_hyphen,
    spellings,
)
from processors.records import Article, Mention

PART_OF_WORD = "a part of a longer word"
OTHERWISE_SPELLED = "joined by a dash or a blank that makes it something else"
NEVER = "inside of a phrase of `never`"
IN_LONGER = "inside of a longer name"

_PENDING = "not looked at yet"
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
        self._edges = [edges(spelling[0], spelling[-1]) for spelling in aliases]
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
        scenes = (
            msgspec.structs.replace(first, after=then.folded.text),
            msgspec.structs.replace(then, before=first.folded.text),
        )
        in_title, in_text = _settle([self._judge(scene) for scene in scenes])
        return _as_mentions(in_title, "title") + _as_mentions(in_text, "text")

    def explain(self, text: str, language: str | None = None) -> list[Candidate]:
        """Return every candidate in `text`, in order, with the reason for which it counted or did not."""
        scene = self._scene(text, language)
        found = self._judge(scene, fully=True)
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

    def _judge(self, scene: Scene, *, fully: bool = False) -> list[_Found]:
        """Return the candidates that are whole words, each with the verdict on it alone.

        One that a longer mention holds in any event is left without a verdict on its place, unless `fully`.
        """
        found: list[_Found] = []
        never: list[_Found] = []
        pending: list[_Found] = []
        source, span, language = scene.folded.source, scene.folded.span, scene.language
        for entry, start, end in self._whole(scene.folded.text):
            first, last = span(start, end)
            text = source[first:last]
            read = self._read if last - first <= _LONG else self._read_form
            alias, why = read(entry, text, language)
            if source[last : last + 1] in _DASHES and has_suffix(source, last, text, alias.written):
                why = OTHERWISE_SPELLED
            if alias.group is None:
                never.append(_Found(alias, start, end, first, last, text, why or COUNTS))
            else:
                found.append(f := _Found(alias, start, end, first, last, text, why or COUNTS))
                if why is None and alias.rule:
                    f.why = _PENDING
                    pending.append(f)
        if never:
            _silence(found, never)
        if not fully and pending:
            _shade(found)
        for f in pending:
            if f.why is _PENDING and (rule := f.alias.rule):
                f.why = judge_place(rule, scene, (f.start, f.end), (f.first, f.last))
        return found

    def _whole(self, plain: str) -> Iterator[tuple[int, int, int]]:
        """Yield what reads like a spelling and is a whole word, in the order of the ends."""
        family, all_edges = FAMILY, self._edges
        beyond = plain + BREAK  # one step before the start and one after the end are this one
        for match in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            entry, start, end = match
            edge = all_edges[entry]
            if family[beyond[end]] in edge.after:
                continue
            if family[beyond[start - 1]] in edge.before and not has_particle(plain, start, edge):
                continue
            yield match

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


def _shade(found: list[_Found]) -> None:
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
            _shade_cluster(found[at : last + 1], start, found[last].end)


def _shade_cluster(cluster: list[_Found], start: int, end: int) -> None:
    for whole in cluster:
        if whole.start == start and whole.end == end and whole.why == COUNTS:
            for f in cluster:
                if f.why is _PENDING:
                    f.why = IN_LONGER


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
    """Return the alias that speaks for a place where several are spelled alike (see `processors.groups.catalogue`)."""
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
