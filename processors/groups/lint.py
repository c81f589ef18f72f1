"""What is doubtful in a catalogue that is valid: its own tests, for `groups lint`.

Levels: `error` finds the wrong group, `warning` may find what is no group, `note` does nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msgspec import Struct

from processors.groups.catalogue import Catalogue, Context, Group, Loc, written_aliases
from processors.groups.disambiguate import primary_language
from processors.groups.fold import fold_text
from processors.groups.overlaps import INSIDE_LONGER, INSIDE_NEVER
from processors.groups.spelling import SCRIPT_FAMILY, spellings
from processors.groups.tag import Candidate, Tagger

Level = Literal["error", "warning", "note"]

MAX_SHORT_ALIAS = 3
"""Letters that an alias of an alphabet has to exceed to go without context: abbreviations of three collide."""

_STOPLISTS = {
    **{"ar": "Arabic", "az": "Azerbaijani", "bn": "Bengali", "de": "German", "el": "Greek", "en": "English"},
    **{"es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hi": "Hindi"},
    **{"id": "Indonesian", "it": "Italian", "kk": "Kazakh", "ko": "Korean", "ku": "Kurdish", "ms": "Malay"},
    **{"nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian"},
    **{"sv": "Swedish", "sw": "Swahili", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu"},
    **{"uz": "Uzbek"},
}


class Finding(Struct, frozen=True):
    """One doubt about one alias (or phrase, or name) of one group; `loc` is its place in the data."""

    level: Level
    group: str
    alias: str
    message: str
    loc: Loc


@dataclass(frozen=True, slots=True)
class _Written:
    loc: Loc
    group: Group
    tag: str
    alias: str
    forms: list[str]

    @property
    def context(self) -> Context | None:
        return self.group.context.get(self.alias)

    def finding(self, level: Level, message: str) -> Finding:
        return Finding(level, self.group.id, self.alias, message, self.loc)


def lint_catalogue(catalogue: Catalogue) -> list[Finding]:
    """Return what is doubtful, in the order of the catalogue: first the aliases, then phrases and names."""
    aliases = [_Written(*entry, spellings(entry[-1])) for entry in written_aliases(catalogue.groups)]
    checks: list[Callable[[list[_Written]], Iterator[Finding]]] = [
        _short,
        _common,
        _colliding,
        _repeated,
    ]
    findings = [finding for check in checks for finding in check(aliases)]
    order = {alias.loc: at for at, alias in enumerate(aliases)}
    tagger = Tagger(catalogue)
    explained = {alias.loc: _explained(alias, tagger) for alias in aliases}
    findings += [*_shadowed(aliases, explained), *_shading(aliases, explained)]
    findings.sort(key=lambda finding: order[finding.loc])
    return [*findings, *_phrases(catalogue, tagger), *_names(catalogue, tagger), *_voices(catalogue)]


def _short(aliases: list[_Written]) -> Iterator[Finding]:
    for alias in aliases:
        letters = _few_letters(alias.forms[0])
        if alias.context is None and letters:
            yield alias.finding(
                "warning" if letters < MAX_SHORT_ALIAS else "note",
                f"has only {letters} letters and no context: write `case: exact` or `near` for it",
            )


def _few_letters(form: str) -> int:
    """Count the letters of a folded name in an alphabet that has too few of them to go without context; else 0."""
    letters = [char for char in form if SCRIPT_FAMILY[char]]
    is_short = letters and len(letters) <= MAX_SHORT_ALIAS and SCRIPT_FAMILY[letters[0]] == "ALPHABET"
    return len(letters) if is_short else 0


def _common(aliases: list[_Written]) -> Iterator[Finding]:
    for alias in aliases:
        tags = _STOPLISTS if alias.tag == "any" else [primary_language(alias.tag)]
        found = [tag for tag in tags if alias.context is None and alias.forms[0] in common_words(tag)]
        if found:
            yield alias.finding(
                "warning", f"is a common word of {', '.join(found)}, and has no context to tell them apart"
            )


@cache
def common_words(tag: str) -> frozenset[str]:
    """Return the language's most frequent words, folded (the word lists of justext, 250 to 5,000 a language)."""
    from justext import get_stoplist  # type: ignore[import-untyped]

    if tag not in _STOPLISTS:
        return frozenset()
    return frozenset(fold_text(word).text for word in get_stoplist(_STOPLISTS[tag]))


def _colliding(aliases: list[_Written]) -> Iterator[Finding]:
    """Yield aliases of which a derived spelling belongs to another group, or would be derived there, too."""
    own = {alias.forms[0]: alias for alias in aliases}
    derived: dict[str, _Written] = {}
    for alias in aliases:
        for form in alias.forms[1:]:
            other = own.get(form) or derived.setdefault(form, alias)
            if other.group.id != alias.group.id and other.forms[0] != alias.forms[0]:
                level: Level = "note" if form in own else "error"
                yield alias.finding(
                    level, f"may be spelled like {other.alias!r} of {other.group.id!r}, and does not count so"
                )
                break


def _repeated(aliases: list[_Written]) -> Iterator[Finding]:
    """Yield aliases that another one of the group finds anyway, by folding or as a derived spelling."""
    order = {alias.loc: at for at, alias in enumerate(aliases)}
    own: defaultdict[tuple[str, str], list[_Written]] = defaultdict(list)
    derived: defaultdict[tuple[str, str], list[_Written]] = defaultdict(list)
    for alias in aliases:
        if alias.context is None:
            own[alias.group.id, alias.forms[0]].append(alias)
            for form in alias.forms[1:]:
                derived[alias.group.id, form].append(alias)
    for alias in aliases:
        if alias.context is None:
            place = alias.group.id, alias.forms[0]
            before = next(
                (one for one in own[place] if one.loc < alias.loc and _serve_same(one, alias)), None
            )
            deriving = next((one for one in derived[place] if _serve_same(one, alias)), None)
            if found := [one for one in (before, deriving) if one]:
                other = min(found, key=lambda one: order[one.loc])
                yield alias.finding("note", f"is the same as {other.alias!r} once spelling is folded")


def _serve_same(other: _Written, alias: _Written) -> bool:
    """Tell whether another alias of the group, which like this one has no context, serves the same texts.

    One name under several languages is no fault: it says what the name is in each.
    """
    return other.loc != alias.loc and (other.tag == alias.tag or "any" in (other.tag, alias.tag))


def _shadowed(aliases: list[_Written], explained: dict[Loc, list[Candidate]]) -> Iterator[Finding]:
    """Yield aliases that do not count even where they stand alone, for another one speaks in their place."""
    repeated = {finding.loc for finding in _repeated(aliases)}
    for alias in aliases:
        found = explained[alias.loc]
        own = [one for one in found if (one.group, one.alias) == (alias.group.id, alias.alias)]
        if any(one.alias == alias.alias for one in found if one not in own):
            continue  # a name of two groups, of which what stands around it decides
        if (
            own and all(one.why not in (INSIDE_NEVER, INSIDE_LONGER) for one in own)
        ) or alias.loc in repeated:
            continue
        other = next((one for one in found if one not in own), None)
        by = (
            f"{other.alias!r} of {other.group!r} is read in its place"
            if other
            else "a phrase of `never` holds it"
        )
        yield alias.finding("warning", f"is never found: {by}, with its conditions and none of this one's")


def _shading(aliases: list[_Written], explained: dict[Loc, list[Candidate]]) -> Iterator[Finding]:
    """Yield for each pair of groups without a relation the first alias of one that holds an alias of the other."""
    held: dict[tuple[str, str], list[tuple[_Written, str]]] = {}
    related = _related(aliases)
    for alias in aliases:
        for one in explained[alias.loc]:
            pair = alias.group.id, one.group
            if one.why == INSIDE_LONGER and alias.group.id != one.group and pair not in related:
                held.setdefault(pair, []).append((alias, one.alias))
    for (_, group), pairs in held.items():
        more = f", and {len(pairs) - 1} more do so" if len(pairs) > 1 else ""
        message = f"holds {pairs[0][1]!r} of {group!r}, which does not count there{more}: is there a relation to write?"
        yield pairs[0][0].finding("note", message)


def _explained(alias: _Written, tagger: Tagger) -> list[Candidate]:
    return tagger.explain(alias.alias, None if alias.tag == "any" else alias.tag)


def _related(aliases: list[_Written]) -> set[tuple[str, str]]:
    """Return the pairs of ids that a relation ties, in both orders."""
    pairs = {
        (group.id, relation.group)
        for group in {alias.group.id: alias.group for alias in aliases}.values()
        for relation in (*((group.part_of,) if group.part_of else ()), *group.affiliate_of, *group.split_from)
    }
    return pairs | {(other, one) for one, other in pairs}


def _phrases(catalogue: Catalogue, tagger: Tagger) -> Iterator[Finding]:
    """Yield phrases of `never` that keep nothing out, and those that keep out what is another group's."""
    certain = {
        (group.id, alias)
        for _, group, _, alias in written_aliases(catalogue.groups)
        if alias not in group.context
    }
    for index, group in enumerate(catalogue.groups):
        for at, phrase in enumerate(group.never):
            loc = ("groups", index, "never", at)
            kept_out = [(one.group, one.alias) for one in tagger.explain(phrase) if one.why == INSIDE_NEVER]
            if not kept_out:
                yield Finding("note", group.id, phrase, "holds no alias, so it keeps nothing out", loc)
            for other, alias in kept_out:
                if other != group.id:
                    level: Level = "warning" if (other, alias) in certain else "note"
                    yield Finding(level, group.id, phrase, f"keeps out {alias!r} of {other!r}, too", loc)
                    break


def _names(catalogue: Catalogue, tagger: Tagger) -> Iterator[Finding]:
    for index, group in enumerate(catalogue.groups):
        found = {mention.group for mention in tagger.tag(group.name)}
        if found - {group.id}:
            message = f"the group's own name is tagged as {', '.join(sorted(found - {group.id}))}"
            yield Finding("error", group.id, group.name, message, ("groups", index, "name"))
        elif not found and group.name not in group.context:
            message = "the group's own name is not found: add it to the aliases"
            yield Finding("note", group.id, group.name, message, ("groups", index, "name"))


def _voices(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield voices that are everybody's words, and those that add nothing: the group's own name, or written twice."""
    mend = "write the spokesman's or the media arm's whole name"
    for index, group in enumerate(catalogue.groups):
        aliases = [alias for several in group.aliases.values() for alias in several]
        known = {fold_text(alias).text.strip(): alias for alias in aliases}
        for at, voice in enumerate(group.voices):
            form, loc = fold_text(voice).text.strip(), ("groups", index, "voices", at)
            if form in known:
                message = f"is the same as {known[form]!r} once spelling is folded"
                yield Finding("note", group.id, voice, message, loc)
            elif letters := _few_letters(form):
                level: Level = "warning" if letters < MAX_SHORT_ALIAS else "note"
                message = f"has only {letters} letters, and speaks wherever it stands: {mend}"
                yield Finding(level, group.id, voice, message, loc)
            elif found := [tag for tag in _STOPLISTS if form in common_words(tag)]:
                message = f"is a common word of {', '.join(found)}, and speaks wherever it stands: {mend}"
                yield Finding("warning", group.id, voice, message, loc)
            known.setdefault(form, voice)
