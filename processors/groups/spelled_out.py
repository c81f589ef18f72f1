"""What an abbreviation is short for, where the text itself says so and it is no group.

    Farmers near the Yuma Proving Ground ... A YPG spokesperson     words with a capital whose first letters are its own
    the biologics licence application (BLA)                         a bracket, in any letter case
    the Tanker Lorry Proprietors' union, known as TLP               words and a link
    David Albright's ISIS, the Washington institute which ...       an explanation as what no group is
    o sistema antigo, de sigla ISIS                                 see told_otherwise.py

An article that names the group by another name means the group. So do words that are those of the group's names.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from processors.groups.catalogue import Catalogue, Context, Group
from processors.groups.disambiguate import (
    OTHER_SENSE,
    VERDICT_COUNTS,
    VERDICT_WAITS,
    ContextRule,
    FieldText,
    is_armed_near,
    is_proved_near,
    make_context_rule,
)
from processors.groups.fold import fold_text
from processors.groups.overlaps import FoundAlias
from processors.groups.told_otherwise import is_told_otherwise

_SHORTEST, _LONGEST = 2, 6
"""Letters of an abbreviation; one of two is no chance only beside a bracket."""
_REACH = 300
"""Characters to look at on each side of a place."""
_PLACES = 3
"""Places of an abbreviation to look at: the first tells what it is short for."""
_STEM = 4
"""Letters by which words are compared: Kurdistan, Kurdische."""
_GENERIC = """
    army arme fron forc forz nati demo libe part peop unit defe orga grou stat unio free brig alli inte move movi
    revo resi mili poli
"""
"""Beginnings of words of many names, half of which a name may share with a group's."""
_LINK_BEFORE = re.compile(
    r",? (?:(?:also |better |commonly |simply |locally )?known as|abbreviated(?: as| to)?|or|ou|oder|kurz|"
    r"connue? sous le sigle|conocid[oa] como|conhecid[oa] como|not[oa] come) (?:the |la |le |l['’]|die |der )?"
    r"[\"“«„]?\Z"
)
_LINK_BEHIND = re.compile(
    r"[\"”»]?, (?:(?:or|ou|oder|o|i\.e\.|short for|yani|yaitu|acronimo di|acronyme de|sigla de|sigle de|kurz für|"
    r"skrót od) )?(?:the |la |le |l['’]|el |il |o |a |die |der |das |de |het )?"
)
_LINK = 60
"""Characters of what joins an abbreviation to what it is short for."""
_TAIL = re.compile(r"(?:['’]s?)?(?: [^\W\d_A-ZÀ-Þ][\w'’]*){0,2}")
"""What may stand behind the words: "the Tanker Lorry Proprietors' union"."""
_SMALL = (
    r"(?:(?:of|the|for|and|&|in|on|de|du|des|la|le|les|et|y|e|del|da|do|dos|di|della|fur|für|der|die|und|van|voor|en|og|och|"
    r"i|dan|ve) |[dlDL]['’]){0,2}"
)
_WITH_ARTICLE = re.compile(
    r"(?<!\w)(?:(?:the|an?|la|le|les|der|die|das|dem|den|des|el|del|il|lo|della|os?|a|do|da|het|de) |l['’])\Z",
    re.IGNORECASE,
)
"""Before words with capitals that may be spelled out: persons, towns, and words in a row have no article."""
_ACCENTED = {
    "A": "ÀÁÂÄÅĀ",
    "C": "ÇČĆ",
    "E": "ÉÈÊË",
    "I": "İÍÎ",
    "O": "ÖÓÔØ",
    "S": "ŞŠŚ",
    "U": "ÜÚÛ",
    "Z": "ŽŻŹ",
}
_HEADS = """
    institute think_tank think-tank university college proving_ground publication standard journal magazine software
    manufacturer retailer solvent enzyme protein telescope satellite reactor laboratory lab law_firm
    consultancy bank insurer hospital museum festival airline start-up startup
    neutron_source
    institut université laboratoire revue fabricant entreprise cabinet éditeur banque norme logiciel solvant musée
    hôpital
    Institut Denkfabrik Universität Hochschule Hersteller Unternehmen Verlag Zeitschrift Norm Lösungsmittel Labor Museum
    instituto universidad empresa fabricante revista laboratorio banco norma disolvente colegio museo hospital
    istituto università azienda rivista banca solvente museo universidade laboratório solvente museu
    instituut universiteit bedrijf fabrikant tijdschrift norm denktank ziekenhuis
"""
"""What an abbreviation is explained as, and no armed group is; a low line stands for a blank."""
_ARTICLE = "a|an|the|un|une|le|la|ein|eine|der|die|das|el|una|il|o|um|uma|een|de|het"
_IS = ",| is| est| ist| es| è| é"
_THEN = (
    r"(?=[.,;:)»”\n]|\Z| \d| (?:in|at|near|based|that|which|who|where|en|à|qui|dont|que|die|das|der|aus|che|im|em)\b|"
    r" (?:of|de|di|da|du|von|van) [^\Wa-z]\w+[,.;)])"
)
"""Behind an explanation: a mark, a place, a clause. Of what goes on otherwise it is the subject, or a figure of speech:
"ISIS, the museum notes, blew it up", "the PKK is the bank of"."""
_NOT_BETWEEN = (
    "that|who|which|whose|has|have|had|is|was|in|of|at|on|for|to|by|from|with|and|or|but|said|que|qui|dont|die|der|"
    "che|terror\\w*|militan\\w*|jihad\\w*|islamist\\w*|armed"
)
_SAYS = re.compile(
    r"\b(?:said|says|told|reported|reports|announced|dit|annoncé|indiqué|teilte|sagte|dijo|informó|anunció|detto|riferito|disse|"
    r"informou|meldde|zei|claim\w*|not(?:es|ed)|add(?:s|ed)|expla\w+|recall\w*|believe\w*|think\w*|warn\w*|writes|wrote|found|"
    r"finds|reckon\w*|argue\w*|estimat\w*|confirm\w*)\b"
)
"""Whoever says something tells of the group: "killed two of the PKK, a hospital in Erbil said"."""
_BEFORE = re.compile(
    r"(?:(?:\A|[.!?:\n»”(]\s?)(?:The |L['’]|Die |Das |Der |El |La |Il |O )?|['’]s | at )\Z", re.IGNORECASE
)
"""Before an abbreviation that is explained: a sentence's head, whose it is, or where."""


def rule_out_spelled_out(
    fields: Sequence[Sequence[FoundAlias]], scenes: Sequence[FieldText], catalogue: Catalogue
) -> None:
    """Rule out abbreviations that the article spells out as something else than the group."""
    capitals = [f for found in fields for f in found if f.text.isupper() and f.why in _STANDING]
    short = {(f.alias.group, f.text) for f in capitals if _is_short(f.text)} if capitals else None
    if not short:
        return
    long = {
        f.alias.group for found in fields for f in found if f.why == VERDICT_COUNTS and not f.text.isupper()
    }
    for group, text in short:
        if group not in long:
            _settle(group, text, list(zip(fields, scenes, strict=True)), catalogue)


def _settle(
    group: str | None,
    text: str,
    fields: Sequence[tuple[Sequence[FoundAlias], FieldText]],
    catalogue: Catalogue,
) -> None:
    """Rule out all places of an abbreviation if one of the first is told to be short for something else."""
    places = [
        (f, scene)
        for found, scene in fields
        for f in found
        if f.alias.group == group and f.text == text and f.why in _STANDING
    ]
    if any(_is_other(scene, f, catalogue) for f, scene in places[:_PLACES]):
        for f, _ in places:
            f.why = OTHER_SENSE


_STANDING = frozenset((VERDICT_COUNTS, VERDICT_WAITS))


def _is_short(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and text.isalpha()


def _is_other(scene: FieldText, f: FoundAlias, catalogue: Catalogue) -> bool:
    """Tell whether the text around a place spells an abbreviation out, or explains it, as what is no group."""
    source, first, last = scene.folded.source, f.first, f.last
    if _is_explained(source, first, last):
        return True
    if is_told_otherwise(source, first, last) and not is_armed_near(
        f.alias.rule or _no_rule(), scene, (f.start, f.end)
    ):
        return True
    told = [*_in_brackets(source, first, last, f.text), *_linked(source, first, last, f.text)]
    if len(f.text) > _SHORTEST and not told and not (f.alias.rule and f.alias.rule.is_conditional):
        around = _patterns(f.text)[0].finditer(source, max(0, first - _REACH), last + _REACH)
        told = [
            found[0]
            for found in around
            if _WITH_ARTICLE.search(source, max(0, found.start() - 5), found.start())
        ]
        if told and is_proved_near(f.alias.rule or _no_rule(), scene, (f.start, f.end)):
            return False
    if not told:
        return False
    group = next((one for one in catalogue.groups if one.id == f.alias.group), None)
    return group is not None and any(not _are_of(words, group) for words in told)


def _is_explained(source: str, first: int, last: int) -> bool:
    if source[last : last + 1] not in (",", " "):
        return False
    found = _explanation().match(source, last, last + _REACH)
    if found is None or not _BEFORE.search(source, max(0, first - 8), first):
        return False
    clause = source[found.end() : found.end() + _REACH].partition(".")[0].partition(",")[0]
    return _SAYS.search(clause) is None


def _in_brackets(source: str, first: int, last: int, text: str) -> Iterator[str]:
    """Yield words with an abbreviation's letters for their first ones that stand before it or in brackets behind."""
    anyhow = _patterns(text)[1]
    if source[first - 1 : first] == "(":
        before = source[max(0, first - _REACH) : first - 1].rstrip()
        yield from (found[0] for found in anyhow.finditer(before) if found.end() == len(before))
    if source[last : last + 2] == " (" and (found := anyhow.match(source, last + 2)):
        yield found[0]


def _linked(source: str, first: int, last: int, text: str) -> Iterator[str]:
    """Yield words with capitals and an abbreviation's letters that "known as" or a comma joins to it."""
    if len(text) <= _SHORTEST:
        return
    words = _patterns(text)[0]
    if link := _LINK_BEFORE.search(source, max(0, first - _LINK), first):
        found = list(words.finditer(source, max(0, link.start() - _REACH), link.start()))
        yield from (one[0] for one in found[-1:] if _TAIL.fullmatch(source, one.end(), link.start()))
    if (link := _LINK_BEHIND.match(source, last)) and (told := words.match(source, link.end())):
        yield told[0]


def _are_of(words: str, group: Group) -> bool:
    """Tell whether words are a spelling of a group's name: one that none else has, or half of them, is in its names."""
    own = _stems((group.name, *(alias for written in group.aliases.values() for alias in written)))
    told = [word for word in fold_text(words).text.replace("-", " ").split() if len(word) >= _STEM]
    shared = [word[:_STEM] for word in told if word[:_STEM] in own]
    return 2 * len(shared) >= len(told) or not set(_GENERIC.split()).issuperset(shared)


@cache
def _no_rule() -> ContextRule:
    """Return the rule of an alias without conditions, near which words of armed groups prove the group."""
    return make_context_rule(Context(), "", "")


@lru_cache(16)
def _stems(names: tuple[str, ...]) -> frozenset[str]:
    """Return the beginnings of all words of a group's names."""
    return frozenset(
        word[:_STEM] for name in names for word in fold_text(name).text.replace("-", " ").split()
    )


@lru_cache(256)
def _patterns(text: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds words whose first letters an abbreviation has: with capitals, and in any letter case."""
    firsts = [letter + _ACCENTED.get(letter, "") for letter in text]
    rest = r"[^\W\d_]{2,}"
    capital, any_case = (
        rf"(?:[ -]|['’]s? )\s?{_SMALL}".join(f"[{first}]{rest}" for first in letters) + r"(?!\w)"
        for letters in (firsts, [first + first.lower() for first in firsts])
    )
    return re.compile(capital), re.compile(any_case)


@cache
def _explanation() -> re.Pattern[str]:
    heads = "|".join(sorted({re.escape(word.replace("_", " ")) for word in _HEADS.split()}))
    words = rf"(?:(?!(?:{_NOT_BETWEEN}) )[\w’'.&-]+ ){{0,3}}?"
    return re.compile(rf"(?:{_IS}) (?:(?:{_ARTICLE}) |l['’]){words}(?:{heads})(?![\w-]){_THEN}")
