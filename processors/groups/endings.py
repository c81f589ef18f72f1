"""Case endings and articles that languages write together with a foreign name: talibanami, Hizbollahin, Hezbollahul.

The languages of the catalogue have their forms written out there. These are the others, whose papers bend such names
by a few regular endings, Turkish without its apostrophe, and Russian for a group's people (хамасовцы). What is found
takes the ending in: there is no mark at which a reader would cut the word.
"""

import re
from functools import cache

from processors.groups.fold import Folded, fold_text

_ENDINGS = {
    "pl": "a u owi em ie owie ów om ami ach",
    "cs": "a u em e ovi ové y ů ech",
    "sk": "a u om e ovi y ov och",
    "sl": "a u om i ov ih em",
    "hr": "a u om em i e ima ov ova ove ovi ovih ovog ovci",
    "fi": "in iin n ia iin an ista sta issa ssa ina illa lla ilta lta ille lle iksi ksi it ien ja jen eja",
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
    "ru": "а у ом е овец овца овцу овцем овце овцы овцев овцам овцами овцах "
    "овский овского овскому овским овском овская овской овскую овское овские овских овскими",
    "uk": "івець івця івцю івцем івцеві івці івців івцям івцями івцях "
    "а у ові ом і и ів ам ами ах івський івська івське івські івських івської івською івську",
    "be": "а у ам е ы аў амі ах",
    "bg": "а ът и ите те та то",
    "sr": "а у ом е и има ов ова ове ови ових a u om e i ima ov ova ove ovi ovih",
    "mk": "от и ите ец ци ците",
    "uz": "ning ni ga da dan lar larning larni larga larda lardan dagi chi chilar",
    "kk": "ның нің дың дің тың тің ға ге қа ке ды ді ты ті ны ні да де та те дан ден тан тен мен бен пен дар дер "
    "тар тер лар лер",
    "ky": "нын нин дын дин тын тин дун дүн га ге ка ке ды ди ты ти ны ни да де та те дан ден тан тен дар лар",
    "tg": "и ро у ҳо ҳои",
    "hy": "ը ի ին ից ով ն ում ներ ները ների",
    "ka": "ი მა მ ს თი თან ის ით ად იც მაც ები ების ებმა ებს",
    "mr": "च्याच च्यांनी ांनी ांच्या ांना ने नी ला ना चा ची चे च्या शी मध्ये वर",
    "so": "na ba uu aa ka ku kii ki ta tu tii ti da du dii di ga gu gii gi",
    "ta": "ின் ுக்கு ுக்கும் ுக்கான ை ையும் ால் ில் ிடம் ுடன் ும் ோடு ினர் ினரின் ினரை கள் களின் களை களுக்கு களால் களிடம் களுடன் களும் "
    "வின் வுக்கு வை வால் விடம் வுடன் வும் வினர் வினரின் யின் யுக்கு யை யால் யிடம் யுடன் யும் யினர் யினரின் க்கு க்கும்",
    "is": "ar inn s a anna um nir arnir",
    "eu": "k ek a ak en ren eko ko i ri ari z ekin rekin",
    "ku": "ê a an ên î yê ya ekî eke",
    "ne": "ले को का की लाई मा सँग बाट ी",
    "gu": "ના ની નું નો ને એ માં થી",
    "pa": "ੀ",
    "te": "ల లు లను లకు కు ను తో పై కి లో",
    "ml": "ന്റെ ിന്റെ ിനെ ിന് നെ ന് ും ുമായി യുടെ യെ ക്ക് യും",
    "kn": "ನ ನ್ನು ಗೆ ಿನ ಿಗೆ ನಿಂದ ಗಳು ಗಳ",
    "si": "ගේ ට ය යේ",
    "om": "n tti dhaan f irraa",
    "el": "ς",
    "bn": "ের কে র রা দের এর ে েরা েও ও ই ওই",
}
_SAME = {"bs": "hr", "nb": "no", "nn": "no"}
"""Languages that bend names as others do."""
_SHORTEST = 4
"""Letters of a name that an ending is joined to: what is shorter takes it behind a hyphen, a colon or an apostrophe."""


_SURNAMES = frozenset(("talibani",))
"""What is a man's name with a dotted i in languages that write the case of the group with another vowel."""
_DOTLESS = frozenset(("az", "tr", "uz"))


def is_bending(language: str | None) -> bool:
    """Tell whether names are looked for with endings in texts of a language."""
    return _SAME.get(language or "", language) in _ENDINGS


def with_ending(folded: Folded, start: int, end: int, language: str) -> int:
    """Return where the word ends that a name at [start:end] of a folded text and an ending make, or `end`.

    `language` is one for which `is_bending` is true.
    """
    plain = folded.text
    if end - start < _SHORTEST:
        return end
    found = _pattern(_SAME.get(language, language)).match(plain, end)
    if found is None or (language in _DOTLESS and _is_surname(folded, start, found.end())):
        return end
    return found.end()


def _is_surname(folded: Folded, start: int, end: int) -> bool:
    if folded.text[start:end] not in _SURNAMES:
        return False
    _, last = folded.span(start, end)
    return folded.source[last - 1] in "iİ"


@cache
def _pattern(language: str) -> re.Pattern[str]:
    endings = sorted({fold_text(one).text for one in _ENDINGS[language].split()}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(endings)})(?![\w\u0900-\u0963\u0980-\u0dff])")
