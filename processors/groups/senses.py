"""One sense of a name in an article: where "ISIS" is a school once, it is no group a sentence further.

    "Open day all'ISIS Fermi ... L'ISIS cerca un supplente."    the words of a school stand near the first alone
    "... le libretas por un ELN; con el ELN ..."                an article for one of many stands before the first

All places stay where one is near words of armed groups, or where the article names the group by another name.
"""

import re
from collections.abc import Sequence
from functools import cache

from processors.groups.disambiguate import (
    NEAR_VETO,
    ONE_OF_MANY,
    OTHER_KIND,
    OTHER_SENSE,
    VERDICT_COUNTS,
    VERDICT_WAITS,
    FieldText,
    is_armed_near,
    is_proved_near,
)
from processors.groups.overlaps import FoundAlias
from processors.groups.spelling import begins_word

_ONE = {
    "en": ("a ", "an "),
    "fr": ("un ", "une "),
    "es": ("un ", "una "),
    "pt": ("um ", "uma "),
    "it": ("un ", "uno ", "una ", "un'"),
    "de": ("ein ", "eine ", "einen ", "einem ", "einer ", "eines "),
    "nl": ("een ",),
}
"""By language: articles for one of many. Acronyms of groups have none, or an adjective or noun behind them."""
_THEN = {
    "en": "to",
    "fr": "a|pour",
    "es": "para",
    "pt": "para",
    "it": "per",
    "de": "fur|zu",
    "nl": "voor",
}
"""By language: what may follow, beside a mark or the end: "un ELN debilitado" and "an IS or AQ cell" are groups."""
_LONGEST = 8
"""Characters of a word behind."""
_ELSEWHERE = frozenset((NEAR_VETO, OTHER_KIND, ONE_OF_MANY))


def is_one_of_many(scene: FieldText, start: int, end: int) -> bool:
    """Tell whether an article for one of many stands before an abbreviation, and no noun behind it."""
    plain, articles = scene.folded.text, _ONE.get(scene.language or "", ())
    if not articles or not plain.endswith(articles, 0, start):
        return False
    starts = [start - len(article) for article in articles if plain.endswith(article, 0, start)]
    is_article = any(begins_word(plain, at) for at in starts)
    return is_article and _then(scene.language or "").match(plain, end, end + _LONGEST) is not None


def settle_senses(fields: Sequence[Sequence[FoundAlias]], scenes: Sequence[FieldText]) -> None:
    """Let each alias of an article mean one thing, where one of its places shows that it may be another.

    Places that are in doubt alone count where others of the group do.
    """
    doubted = [f for found in fields for f in found if f.why in _ELSEWHERE and _shows(f)]
    if not doubted:
        return
    shown = {_key(f): f.why for f in doubted} | {_key(f): f.why for f in doubted if f.why == ONE_OF_MANY}
    everywhere = [f for found in fields for f in found]
    named = {f.alias.group for f in everywhere if f.why == VERDICT_COUNTS and _key(f) not in shown}
    for found, scene in zip(fields, scenes, strict=True):
        for f in found:
            if (
                f.why == VERDICT_COUNTS
                and f.alias.group not in named
                and _is_proved(f, scene, shown[_key(f)])
            ):
                named.add(f.alias.group)
    for f in everywhere:
        if f.alias.group in named:
            f.why = VERDICT_COUNTS if f.why == OTHER_KIND else f.why
        elif f.why in (VERDICT_COUNTS, VERDICT_WAITS) and _key(f) in shown:
            f.why = OTHER_SENSE


def _shows(found: FoundAlias) -> bool:
    """Tell whether a place shows what an alias means elsewhere: that of a name which counts alone is only out there."""
    rule = found.alias.rule
    return found.why != NEAR_VETO or (rule is not None and bool(rule.is_conditional or rule.also))


def _is_proved(found: FoundAlias, scene: FieldText, why: str) -> bool:
    """Tell whether words around a place prove the group; against one of many only those of armed groups do."""
    is_proved = is_armed_near if why == ONE_OF_MANY else is_proved_near
    return found.alias.rule is not None and is_proved(found.alias.rule, scene, (found.start, found.end))


def _key(found: FoundAlias) -> tuple[str | None, str]:
    return found.alias.group, found.alias.written


@cache
def _then(language: str) -> re.Pattern[str]:
    return re.compile(rf" ?(?:[.,;:!?]|\Z)| (?:{_THEN[language]}) ")
