"""One sense of a name in an article: where "ISIS" is a school once, it is no group a sentence further.

    "Open day all'ISIS Fermi ... L'ISIS cerca un supplente."    the words of a school stand near the first alone
    "... le libretas por un ELN; con el ELN ..."                an article for one of many stands before the first

All places stay where one is near words of armed groups, or where the article names the group by another name.
"""

import re
from collections.abc import Sequence
from functools import cache

from processors.groups.catalogue import Catalogue
from processors.groups.disambiguate import (
    NEAR_VETO,
    ONE_OF_MANY,
    OTHER_KIND,
    OTHER_SENSE,
    VERDICT_COUNTS,
    VERDICT_WAITS,
    ContextRule,
    FieldText,
    is_armed_near,
    is_proved_near,
)
from processors.groups.overlaps import FoundAlias
from processors.groups.spelled_out import rule_out_spelled_out
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
_SHORT = 2
_LONGEST = 8
"""Characters of a word behind."""
_MEASURE = re.compile(r"\d[.,]\d{1,2} \Z")
_NUMBER = re.compile(
    r" \d{1,3}(?![\d.,]*\d)(?! (?:ans|annee|year|jahr|anni|anos|jaar|ar|lat|let|rok|vuo|tahun|yil|mois|month|monat|mes|"
    r"maand|manad|maned|jour|day|tag|dia|giorn|dag|semaine|week|woche|semana|settiman|veck|uke|uge|hour|heure|stund|"
    r"hora|fois|times|mal|vece|volte|vezes|keer|men|homm|mann|hombre|uomin|homens|milli?[oa]|km|kilo|\d{3}\b)|%)"
)
"""A number behind an abbreviation of two letters, as in "der IS 3 von Lexus"; no span of time and no count of men,
which are told of a group."""
_ELSEWHERE = frozenset((NEAR_VETO, OTHER_KIND, ONE_OF_MANY))


def is_one_of_many(scene: FieldText, start: int, end: int) -> bool:
    """Tell whether an article for one of many stands before an abbreviation, and no noun behind it.

    So does a number with a fraction, of which it is the unit: "8.3 YPG" are yards per game. A number behind two
    letters is a model's.
    """
    plain, articles = scene.folded.text, _ONE.get(scene.language or "", ())
    if plain[start - 2 : start - 1].isdigit() and _MEASURE.search(plain, max(0, start - _LONGEST), start):
        return True
    if end - start == _SHORT and _NUMBER.match(plain, end):
        return True
    if not articles or not plain.endswith(articles, 0, start):
        return False
    starts = [start - len(article) for article in articles if plain.endswith(article, 0, start)]
    is_article = any(begins_word(plain, at) for at in starts)
    return is_article and _then(scene.language or "").match(plain, end, end + _LONGEST) is not None


def is_nearer(rule: ContextRule, than: ContextRule, scene: FieldText, at: tuple[int, int]) -> bool | None:
    """Tell whether a word of `near` stands nearer to a place than all of `not_near`, where two groups have the name.

    "From the Shabaab in Somalia to those who burn villages in Cabo Delgado." None where no word of each stands there.
    """
    around = scene.vocabulary.look_around(scene, *at, rule.within)
    if than.is_conditional and not than.near.are_in(around):
        return None
    if not (rule.near.are_in(around) and rule.not_near.are_in(around)):
        return None
    for within in range(1, rule.within):
        around = scene.vocabulary.look_around(scene, *at, within)
        is_near = rule.near.are_in(around)
        if is_near or rule.not_near.are_in(around):
            return is_near
    return False


def settle_senses(
    fields: Sequence[Sequence[FoundAlias]], scenes: Sequence[FieldText], catalogue: Catalogue
) -> None:
    """Let each alias of an article mean one thing, where one of its places shows that it may be another.

    Places that are in doubt alone count where others of the group do.
    """
    rule_out_spelled_out(fields, scenes, catalogue)
    doubted = [f for found in fields for f in found if f.why in _ELSEWHERE]
    if not doubted:
        return
    why = {_key(f): f.why for f in doubted} | {_key(f): f.why for f in doubted if f.why == ONE_OF_MANY}
    named = {
        f.alias.group
        for found, scene in zip(fields, scenes, strict=True)
        for f in found
        if f.why == VERDICT_COUNTS and (_key(f) not in why or _is_proved(f, scene, why[_key(f)]))
    }
    shown = {_key(f) for f in doubted if f.why == ONE_OF_MANY or not _is_wide(f)}
    for f in (f for found in fields for f in found):
        if f.alias.group in named:
            f.why = VERDICT_COUNTS if f.why == OTHER_KIND else f.why
        elif f.why in (VERDICT_COUNTS, VERDICT_WAITS) and _key(f) in shown:
            f.why = OTHER_SENSE


def _is_wide(found: FoundAlias) -> bool:
    """Tell whether a place says nothing of others: it was ruled out by words that stand in many reports.

    Such are the vetoes on a name that counts alone, and the words of clubs.
    """
    rule = found.alias.rule
    return rule is not None and not rule.is_conditional and (rule.is_club or not rule.has_also)


def _is_proved(found: FoundAlias, scene: FieldText, why: str) -> bool:
    """Tell whether words around a place prove the group; against one of many only those of armed groups do."""
    is_proved = is_armed_near if why == ONE_OF_MANY else is_proved_near
    return found.alias.rule is not None and is_proved(found.alias.rule, scene, (found.start, found.end))


def _key(found: FoundAlias) -> tuple[str | None, str]:
    return found.alias.group, found.alias.written


@cache
def _then(language: str) -> re.Pattern[str]:
    return re.compile(rf" ?(?:[.,;:!?]|\Z)| (?:{_THEN[language]}) ")
