"""Abbreviations that a text introduces itself, in a bracket beside a group's name.

    "Kata'ib Hezbollah (KH) ... KH denied it"    the initials of that name: KH is a mention at every place
    「ジェマ・イスラミア」（JI）                    those of a name that the group has in all languages

Names of other languages and agencies are left out: the Muslim Brotherhood (UK) is in Britain, the Houthis (AA) a photo.
Only what has capitals has initials. Where the letters are a word in small letters, too, only the bracket counts.
What a text explains as something else is ruled out in spelled_out.py.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from processors.groups.aliases import Alias
from processors.groups.catalogue import Catalogue
from processors.groups.disambiguate import VERDICT_COUNTS, FieldText
from processors.groups.fold import fold_text
from processors.groups.overlaps import FoundAlias
from processors.groups.spelling import is_whole

_OPEN, _CLOSE = "'\"«„“‘「『", "'\"»”“’」』"
_SHORT = r"(?P<short>[^\W\d_]{2,6})"
_BEHIND = re.compile(
    rf"[{_CLOSE}]{{0,2}} ?\((?:(?:or|ou|oder|o|или|the|le|la|les|die|el) )?[{_OPEN}]?{_SHORT}[{_CLOSE}]?[),;/]"
)
"""Behind a name: an abbreviation in a bracket, alone or before something else."""
_BEFORE = re.compile(rf"(?<![^\W_]){_SHORT}[{_CLOSE}]? ?\([{_OPEN}]?\Z")
"""Before a name in a bracket: an abbreviation."""
_WORDS = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"(?<![^\W_])[^\W\d_]'")
"""The article of "l'islam", which has no initial."""
_AGENCIES = frozenset(("AA", "AFP", "AP", "APA", "ATS", "DPA", "EFE", "EPA", "PA", "TT", "UPI"))
"""News agencies, which stand behind what their pictures and reports show."""
_SMALL = 3
"""Letters of words that an abbreviation may leave out: of, al, ul, wal, les. "Abu" is none of these in ASG."""

_SEVERAL = 2
"""Words of a name that has initials."""

Fields = list[list[FoundAlias]]


class Introduced:
    """Knows the initials of each group's names of all languages; they are read when a text asks for them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._groups = {group.id: group for group in catalogue.groups}
        self._initials = cache(self._read_initials)

    def complete(self, fields: Fields, scenes: Sequence[FieldText]) -> Fields:
        """Return the mentions of each field, in order, with what the article introduces as a group's abbreviation."""
        shorts = {
            short: f.alias
            for f, scene in _beside_brackets(fields, scenes)
            for short in self._shorts(f, scene)
        }
        if not shorts:
            return fields
        spoken = {short for short in shorts for scene in scenes if _is_spoken(short, scene.folded.source)}
        return [
            sorted([*mentions, *_found(mentions, scene, shorts, spoken)], key=lambda f: f.start)
            for mentions, scene in zip(fields, scenes, strict=True)
        ]

    def _shorts(self, f: FoundAlias, scene: FieldText) -> Iterator[str]:
        """Yield abbreviations in a bracket beside a mention: initials of it, or of names of all languages."""
        plain, span = scene.folded.text, scene.folded.span
        for match in (_BEHIND.match(plain, f.end), _BEFORE.search(plain, max(0, f.start - 12), f.start)):
            if (
                match
                and f.alias.group
                and match["short"] in self._initials(f.alias.group) | _initials(f.text)
            ):
                first, last = span(*match.span("short"))
                if _is_short(short := scene.folded.source[first:last]):
                    yield short

    def _read_initials(self, group: str) -> frozenset[str]:
        """Return the initials of a group's name and of its names of all languages."""
        names = (self._groups[group].name, *self._groups[group].aliases.get("any", ()))
        return frozenset[str]().union(*map(_initials, names))


def _beside_brackets(fields: Fields, scenes: Sequence[FieldText]) -> list[tuple[FoundAlias, FieldText]]:
    """Return what a bracket begins directly before or behind, of most texts nothing."""
    return [
        (f, scene)
        for found, scene in zip(fields, scenes, strict=True)
        if found and "(" in (plain := scene.folded.text)
        for f in found
        if "(" in plain[f.end : f.end + 4] or "(" in plain[f.start - 2 : f.start]
    ]


def _is_short(text: str) -> bool:
    """Tell whether a word is written as an abbreviation: KH, JuA, ASG."""
    is_written_so = text[:1].isupper() and text.isalpha() and sum(map(str.isupper, text)) > 1
    return is_written_so and text not in _AGENCIES


def _words(plain: str) -> list[str]:
    """Return the words of a folded text, without articles that are joined to them."""
    return _WORDS.findall(_ELIDED.sub("", plain).replace("'", ""))


def _initials(name: str) -> set[str]:
    """Return the first letters of all words of a name that has several, and those without the small ones."""
    words = _words(fold_text(name).text)
    if len(words) < _SEVERAL:
        return set()
    kept = [word for at, word in enumerate(words) if at == 0 or len(word) > _SMALL]
    return {"".join(word[0] for word in chosen) for chosen in (words, kept)}


def _is_spoken(short: str, source: str) -> bool:
    """Tell whether the letters of an abbreviation stand in a text in small letters, as a word."""
    return any(is_whole(source, *at) for at in _places(short.lower(), source))


def _places(short: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(short)
    while at >= 0:
        yield at, at + len(short)
        at = text.find(short, at + len(short))


def _found(
    mentions: Sequence[FoundAlias], scene: FieldText, shorts: Mapping[str, Alias], spoken: set[str]
) -> Iterator[FoundAlias]:
    """Yield each place of an abbreviation that no mention has; of one that is a word, too, those in brackets."""
    plain, source = scene.folded.text, scene.folded.source
    for short, alias in shorts.items():
        if short not in source:
            continue
        for start, end in _places(fold_text(short).text, plain):
            first, last = scene.folded.span(start, end)
            if (
                source[first:last] == short
                and is_whole(plain, start, end)
                and (short not in spoken or "(" in plain[max(0, start - 2) : start])
                and not any(f.start < end and start < f.end for f in mentions)
            ):
                yield FoundAlias(alias, start, end, first, last, short, VERDICT_COUNTS)
