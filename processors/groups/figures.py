"""Figures of speech: "a grammar Taliban" and "un talibán de la ortografía" are people who are strict, and no group.

Asked for the aliases alone that the catalogue marks with `figure: true`. A name is a figure of speech where

* a word for a field of taste, manners or learning stands before it (grammar Taliban, Öko-Taliban), or any German
  noun for an action or a quality that is joined to it (Mülltrennungs-Taliban), but for those of states and wars;
* an English word that can be a verb or a colour, too, stands so, and nothing is named after the group: "the parking
  Taliban are back", but not "green Taliban flags";
* such a word stands behind it with "of" between (Taliban of grammar, талибы от экологии);
* "a" stands before it, and "of" with such a field behind: "a Taliban of discipline", "un talebano della forma", but not
  "un talebano della provincia", which is where he comes from.
"""

import re
from functools import cache, lru_cache

from processors.groups.fold import Folded, fold_text

_FIELDS = """
    gramma* grammar punctuation apostrophe vegan* vegetarian* veggie dietary diät* lycra eco nanny foodie
    öko* umwelt* klima* tugend* gender* gesundheits* rechtschreib* nichtraucher* ernährungs* fahrrad*
    klimaat* gezondheids* klimat* språk* ekologi* ekolog* gramer ortograf* gramat*
    грамматич* экологич* веганск*
"""
"""What people are strict about, who are called so, as it stands before the name: all languages together."""
_FIELDS_OR_NOT = (
    "spelling diet fitness fashion wine coffee vinyl cycling parking green woke cheese noise recycling"
)
"""The same where a verb, a colour or goods may be meant: "parking Taliban vehicles"."""
_GOES_ON = re.compile(
    r"(?: (?:is|are|was|were|has|have|had|will|would|can|could|do|does|did|who|and|or|in|on|of|at|to|again)\b|"
    r"[^\w ]|\s*\Z)"
)
"""What follows a name after which nothing is named."""
_FIELDS_BEHIND = """
    grammar spelling punctuation recycling gramma* ortho* orto* lengua* langue* língua* lingua* gusto goût gosto dieta*
    écolog* ecolog* environnement* climat* clima* laïcité laicità laicidad* vélo bici* tabac tabaco fumo vin vino vinho
    puntual* ponctual* pünktlich* purez* pizza pasta tofu cocina cucina cozinha terroir fromage queso formaggio
    moda etiqueta etichetta etiquette propreté limpieza pulizia limpeza fútbol futbol futebol calcio tennis golf jazz
    virgul* vírgul* virgol* coma comas komma kommas kommasetzung commas acentos accents apostrof*
    apóstrof* politesse rechtschreib* ernähr* umwelt* эколог* грамма* орфограф* диет* язык* чистот*
"""
"""The same behind the name and "of"."""
_FIELDS_IN_GENITIVE = (
    "ortografii gramatyki ekologii diety recyklingu języka орфографії граматики грамматики экологии"
)
"""The same directly behind the name, in Slavic languages."""
_FIELDS_OF_ONE = """
    disciplin* siesta pasta pizza cucina cocina cuisine forma forme form* orden ordine ordre moral* virtud virtude virtu
    puntual* ponctual* limpieza pulizia limpeza propreté fútbol futbol futebol calcio foot moda mode bio tofu café caffè
    purez* purezza pureté estilo stile style corre* etiqueta etichetta étiquette protocol* métod* metod* méthode regla
    reglas regras regole règle* norma* tradic* tradizion* tradition* libre mercado mercato marché euro austeri*
"""
"""The same behind "a" and the name, where others would be where he comes from, or when he lived."""
_REACH = 40
"""Characters to look at on each side."""
_ACTION = re.compile(
    r"(?<!regier)(?<!fuhr)(?<!verhandl)(?<!beweg)(?<!besatz)(?<!sied)ungs \Z|(?<!sicher)(?:heit|keit)s \Z|tats \Z|"
    r"(?<!mann)(?<!bruder)(?<!gefangen)(?<!gemein)(?<!gesell)schafts \Z|"
    r"(?<!opposit)(?<!koalit)(?<!generat)(?<!delegat)(?<!reg)(?<!nat)(?<!relig)(?<!divis)(?<!operat)(?<!un)ions \Z"
)
"""Ends of German nouns for actions and qualities, as first parts of compounds; folded, a hyphen is a blank.

What states and armies have is no such quality: "Regierungs-Taliban" govern."""
_OF = re.compile(
    r"\s(?:of the|of|von|der|des|vom|van de|van het|van|от|од|de la|de los|de las|de l'|del|des|de|du|di|della|"
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
    r"\s(?:of the|of|de la|del|de los|de las|de l'|du|della|dello|dell'|dei|delle|do|da|dos|das)(?:\s|(?<='))"
    r"(?P<what>[^\W\d_]+)"
)


def is_figure(folded: Folded, start: int, end: int) -> bool:
    """Tell whether the name at [start:end] of a folded text is a figure of speech there."""
    plain = folded.text
    before = plain[max(0, start - _REACH) : start]
    if (
        before.endswith("s ")  # as each of the pattern's words does: most others are done with
        and _ACTION.search(before)
        and folded.source[folded.span(start, end)[0] - 1] == "-"
    ):
        return True
    if before[-1:] == " ":
        word = before[:-1].rpartition(" ")[2]
        if (field := _field_before(word)) and (field == "sure" or _GOES_ON.match(plain, end)):
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
    return _is_in(behind["what"], _FIELDS_OF_ONE)


@lru_cache(4096)
def _field_before(word: str) -> str | None:
    """Return whether a word is surely for what people are strict about, or maybe, or None."""
    if _is_in(word, _FIELDS):
        return "sure"
    return "maybe" if _is_in(word, _FIELDS_OR_NOT) else None


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
