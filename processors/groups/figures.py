"""Figures of speech: "a grammar Taliban" and "un talibán de la ortografía" are people who are strict, and no group.

Asked for the aliases alone that the catalogue marks with `figure: true`. A name is a figure of speech where

* a word for a field of taste, manners or learning stands before it (grammar Taliban, Öko-Taliban), or any German
  noun for an action or a quality that is joined to it (Mülltrennungs-Taliban);
* such a word stands behind it with "of" between (Taliban of grammar, талибы от экологии);
* "a" stands before it, and "of" with the name of a thing behind: "a Taliban of discipline", "un talebano della forma",
  but not "un talebano della provincia", which is where he comes from.
"""

import re
from functools import cache, lru_cache

from processors.groups.fold import Folded, fold_text

_FIELDS = """
    gramma* grammar spelling punctuation apostrophe vegan* vegetarian* veggie diet dietary diät* fitness fashion
    wine coffee vinyl cycling lycra parking eco green nanny woke cheese foodie noise recycling
    öko* umwelt* klima* tugend* gender* gesundheits* rechtschreib* nichtraucher* ernährungs* fahrrad*
    klimaat* gezondheids* klimat* språk* ekologi* ekolog* gramer ortograf* gramat*
    грамматич* экологич* веганск*
"""
"""What people are strict about, who are called so, as it stands before the name: all languages together."""
_FIELDS_BEHIND = """
    grammar spelling punctuation recycling gramma* ortho* orto* lengua* langue* língua* lingua* gusto goût gosto dieta*
    écolog* ecolog* environnement* climat* clima* laïcité laicità laicidad* vélo bici* tabac tabaco fumo vin vino vinho
    politesse rechtschreib* ernähr* umwelt* эколог* грамма* орфограф* диет* язык* чистот*
"""
"""The same behind the name and "of"."""
_FIELDS_IN_GENITIVE = (
    "ortografii gramatyki ekologii diety recyklingu języka орфографії граматики грамматики экологии"
)
"""The same directly behind the name, in Slavic languages."""
_THINGS_OF_WAR = """
    provinc* provinz* région* region* zona zone front* frontera frontière frontiera fronteira aldea village* villaggio
    aldeia vill* ciudad città cidade red réseau rete rede grup* groupe* clan* clã famil* tribu* tribo etnia ethnie
    nort* nord sur sud sul est* oest* ouest ovest capital* línea ligne linea linha primera première prima primeira vieja
    vieille vecchi* velha base* cúpula cupola guard* garde polic* polizia mouvance movim* mouvement* ala aile ori*
    alto haut* rang* minor* mayor* etap* vall* montañ* montagn* mission* delega* generac* généra* genera* facc* faction*
    fazione último* derni* ultim* brigad* unidad* unità
"""
"""What a real one is of: where he comes from, and whom he belongs to."""
_REACH = 40
"""Characters to look at on each side."""
_ACTION = re.compile(r"(?:ung|heit|keit|schaft|ion|tat)s \Z")
"""Ends of German nouns for actions and qualities, as first parts of compounds; folded, a hyphen is a blank."""
_OF = re.compile(
    r"\s(?:of|of the|von|der|des|vom|van|van de|van het|от|od|de|del|de la|de los|de las|de l'|du|des|di|della|"
    r"dello|dell'|dei|degli|do|da|dos|das)(?:\s|(?<='))(?P<what>[^\W\d_]+)"
)
_OFS = frozenset(re.findall(r"(?<=[|:])[^\W\d_]+", _OF.pattern))
"""The words that these begin with: most names have none behind them, and are done with."""
_NEXT = re.compile(r" (?P<what>[^\W\d_]+)")
_ONE_OF = re.compile(
    r"\b(?:an?|un|una|une|uno|um|uma)(?: (?:autentico|verdadero|verdadeiro|vero|vrai|veritable|pequeno|petit|piccolo|"
    r"auténtico|especie de|tipo de|sorte de|specie di))? \Z"
)
_ROMANCE_OF = re.compile(
    r"\s(?:of|of the|de la|del|de los|de las|de l'|du|della|dello|dell'|dei|delle|do|da|dos|das)(?:\s|(?<='))"
    r"(?P<what>[^\W\d_]+)"
)


def is_figure(folded: Folded, start: int, end: int) -> bool:
    """Tell whether the name at [start:end] of a folded text is a figure of speech there."""
    plain = folded.text
    before = plain[max(0, start - _REACH) : start]
    if (
        before.endswith("s ")
        and _ACTION.search(before[-8:])
        and folded.source[folded.span(start, end)[0] - 1] == "-"
    ):
        return True
    if before[-1:] == " " and _is_in(before[:-1].rpartition(" ")[2], _FIELDS):
        return True
    following = _NEXT.match(plain, end, end + _REACH)
    if following is None:
        return False
    if _is_in(following["what"], _FIELDS_IN_GENITIVE):
        return True
    behind = _OF.match(plain, end, end + _REACH) if following["what"] in _OFS else None
    if behind is None:
        return False
    if _is_in(behind["what"], _FIELDS_BEHIND):
        return True
    behind = _ROMANCE_OF.match(plain, end, end + _REACH)
    if behind is None or not _ONE_OF.search(before):
        return False
    first, _ = folded.span(*behind.span("what"))
    return folded.source[first].islower() and not _is_in(behind["what"], _THINGS_OF_WAR)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    forms = [
        re.escape(fold_text(word.removesuffix("*")).text) + (r"\w*" if word.endswith("*") else "")
        for word in words.split()
    ]
    return re.compile("|".join(sorted(set(forms), key=len, reverse=True)))


@lru_cache(4096)
def _is_in(word: str, words: str) -> bool:
    return _pattern(words).fullmatch(word) is not None
