"""Case endings and articles that languages write together with a foreign name: talibanami, Hizbollahin, Hezbollahul.

The languages of the catalogue have their forms written out there. These are the others, whose papers bend such names
by a few regular endings, and Turkish without its apostrophe. What is found takes the ending in: there is no mark at
which a reader would cut the word.
"""

import re
from functools import cache

from processors.groups.fold import fold_text

_ENDINGS = {
    "pl": "a u owi em ie owie ów om ami ach",
    "cs": "a u em e ovi ové y ů ech",
    "sk": "a u om e ovi y ov och",
    "sl": "a u om i ov ih em",
    "hr": "a u om em i e ima ov ova ove ovi ovih ovog ovci",
    "fi": "in n ia iin an ista sta issa ssa ina illa lla ilta lta ille lle iksi ksi it ien ja jen eja",
    "et": "i id iga ile ilt is ist isse ide idele",
    "hu": "t ot et nak nek ban ben ból ből tól től hoz hez ra re ról ről hal nál nél ért os osok ok ja",
    "ro": "ul ului i ii ilor",
    "sq": "i it in u ut un ët ëve",
    "lt": "as o ui ą u e ai ų ams us",
    "lv": "s a am u ā i iem us",
    "az": "ın in un ün ı u ü a ə da də dan dən la lə lar ların lər lərin ın",
    "tr": "a e ın in un ün nın nin dan den tan ten da de ta te la le lı li lu lü ca ce lar ler lara lere ların lerin",
    "sv": "s en ens er erna ernas",
    "no": "s en ens er erne ernes",
    "da": "s en ens er erne ernes",
    "nl": "s",
    "uk": "а у ові ом і и ів ам ами ах івський івська івське івські івських івської івською івську",
    "be": "а у ам е ы аў амі ах",
    "bg": "а ът и ите",
    "sr": "а у ом е и има ов ова ове ови ових a u om e i ima ov ova ove ovi ovih",
    "mk": "от и ите",
    "bn": "ের কে র রা দের এর ে েরা েও ও ই ওই",
}
_SAME = {"bs": "hr", "nb": "no", "nn": "no"}
"""Languages that bend names as others do."""
_SHORTEST = 4
"""Letters of a name that an ending is joined to: what is shorter takes it behind a hyphen, a colon or an apostrophe."""


def is_bending(language: str | None) -> bool:
    """Tell whether names are looked for with endings in texts of a language."""
    return _SAME.get(language or "", language) in _ENDINGS


def with_ending(plain: str, start: int, end: int, language: str) -> int:
    """Return where the word ends that a name at [start:end] of a folded text and an ending make, or `end`.

    `language` is one for which `is_bending` is true.
    """
    if end - start < _SHORTEST:
        return end
    found = _pattern(_SAME.get(language, language)).match(plain, end)
    return found.end() if found else end


@cache
def _pattern(language: str) -> re.Pattern[str]:
    endings = sorted({fold_text(one).text for one in _ENDINGS[language].split()}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(endings)})(?![\w\u0980-\u09ff])")
