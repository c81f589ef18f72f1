"""Credits under a report: who reported and wrote it, and who edited, translated or made pictures of it.

    "(Reporting by James Mackenzie and Orooj Hakimi; Editing by Angus MacSwan)"      Reuters, in a dozen languages
    "Associated Press writers Rahim Faiez in Kabul and Munir Ahmed contributed to this report."
    "Pewarta: Ganet Dirgantara", "Editor: huaxia", "bur-jds/gle", "... he said. (ANI)"

They are no part of the text. Reporters and writers become authors: who searches for an author asks who was there.
Editors, translators and photographers do not, and a desk's initials name nobody.
"""

import regex

from processors.metadata.author_names import clean_author_names
from processors.text.agencies import AGENCY

LAST_PARAGRAPHS = 6
"""Paragraphs at the end in which credits stand inside of a paragraph."""

_WROTE = (
    r"(?:with )?(?:(?:additional|further|extra|original) )?(?:reporting|reportage)(?:,? (?:and|&) (?:additional "
    r")?\w+ing)? by|"
    r"(?:reported|written|writing|words|story)(?:,? (?:and|&) (?:additional )?\w+(?:ing|ed))? by|"
    r"(?:con )?(?:reportes?|reportajes?|información|cobertura)(?: adicional(?:es)?)? (?:de|por)|escrito por|"
    r"(?:reportagem|escrito)(?: adicional)? (?:de|por)|(?:reportage|rédigée?|écrit)(?: (?:de|par|d['’])|(?= \p{Lu}))|"
    r"(?:bericht(?:et)?|berichterstattung|geschrieben|verfasst) (?:von|durch)|a cura di|scritto da|"
    r"تغطية صحفية(?: إضافية)?(?: من)?|(?:و)?كتابة|репортаж|(?:текст )?(?:написал|подготовил)[аи]?"
)
"""What stands before the names of those who reported or wrote."""
_OTHERS = (
    r"(?:(?:copy[- ]?)?edit(?:ing|ed)|compiled|compiling|translat(?:ing|ed|ion)|produced|production|photography|"
    r""
    r"graphics|fact[- ]check(?:ing|ed)|rewriting|refiled|updated|curated)(?:,? (?:and|&) \w+(?:ing|ed))? by|"
    r"(?:editad[oa]|traducid[oa]|edición|traducción|editado en español)(?: en español)? (?:por|de)|"
    r"(?:edição|editado|tradução|traduzido) (?:de|por)|version française(?: (?:de|par)| d['’])?|"
    r"(?:édité|edité|relu|traduit)e? par|édition(?: de)?|tradotto da|in redazione|"
    r"(?:redigiert|bearbeitet|übersetzt) von|bei rückfragen|"
    r"تحرير|إعداد|ترجمة|редактор\w*|перев[её]л[аи]?|отредактировал[аи]?"
)
_WROTE_COLON = (
    r"reporters?|reporter(?:in|innen)|muhabir(?:ler)?|haber|pewarta|penulis|wartawan|журналист|корреспонденты?|"
    r"автор(?:ы)?(?: текста)?|خبرنگار|گزارشگر|المراسل|(?:参与(?:采写)?|參與)?(?:记者|記者)|采写|撰文"
)
"""The same before a colon, on a line of its own."""
_OTHERS_COLON = (
    r"editors?|web editor|editör(?:ler)?|redaktur|penyunting|penerjemah|uploader|redaktion|редактор|перевод|"
    r"المحرر|"
    r"تحرير|دبیر|(?:责任|責任|本文|文字)?(?:编辑|編輯)|责编|校对|翻译"
)
_NAME = r"(?-i:\p{Lu}[\p{L}\p{M}.'’-]*|\p{Lo}[\p{Lo}\p{M}·]*)"
_BYWORDS = rf"(?:{_WROTE}|{_OTHERS})"
_GAVE = (
    r"contribut(?:ed|es) (?:reporting|research|to (?:this|the) (?:report|story|article|dispatch))\b|"
    r"contribuy(?:ó|eron) (?:a|en|con) (?:este|esta)|(?:contribuiu|contribuíram|colaborou|colaboraram) (?:para|com|"
    r"nesta)|"
    r"(?:a|ont) contribué à (?:cet|cette|ce)|(?:hat|haben) zu diesem (?:bericht|artikel|text)"
)

CREDIT_LINES = (
    rf"^\W*{_BYWORDS}\s+(?!.*\b(?:is|are|was|were|has|have|had)\b)(?-i:\p{{Lu}}|\p{{Lo}}|the \w+ ?(?:newsroom|staff|"
    rf"desk|bureau)?\W*$)[^\n]*$",
    rf"^\W*(?:{_WROTE_COLON}|{_OTHERS_COLON})\s*[:：]\s*(?:huaxia|\w+\d*|{_NAME}(?:[\s,/&;、，]+(?:{_NAME}|and|dan|ve|y|"
    rf"и|و)){{0,9}})\W*$",
    rf"\b(?:{_GAVE}).{{0,80}}$",
    r"^\W*(?:(?-i:\p{Lu}[\p{Ll}\p{M}]*)\s?){0,5}\((?:theo|nguồn)\s(?-i:\p{Lu})[^()]{1,60}\)\W*$",
    r"^\W*(?:original-content von\s?:|ots-originalpresseaussendung\b)[^\n]{0,160}$",
)
"""Whole lines that are credits (for the `regex` module, case ignored)."""
CREDIT_NEEDS = (
    *(" by", ":", "：", "contribu", "colabor", "diesem", "report", "información", "cobertura", "escrito"),
    *("rédig", "écrit", "bericht", "geschrieben", "verfasst", "cura di", "tto da", "تغطية", "كتابة"),
    *("репортаж", "написал", "подготовил", "edit", "traducid", "edición", "traducción", "edição"),
    *("tradução", "traduzid", "version française", "édit", "relu", "traduit", "redazione", "redigiert"),
    *("bearbeitet", "übersetzt", "rückfragen", "تحرير", "إعداد", "ترجمة", "редактор", "перевел", "перевёл"),
    "отредактировал",
    "originalpresse",
    *("(theo ", "(nguồn "),
)
"""Of which one stands in every such line, in small letters."""

_TAIL = regex.compile(
    rf"\s*[(\[（]\s*{_BYWORDS}\s*[^()\[\]]*?(?:\([^()]*\)[^()\[\]]*)*[)\]）]\W*$", regex.IGNORECASE
)
_INITIALS = regex.compile(
    r"(?:^|\s)(?:burs?|str|afp)[-/](?:[a-z]{1,5}[-/])*[a-z]{1,5}$|"
    r"^[a-z]{2,4}(?:-[a-z]{2,4}){0,3}/[a-z]{1,4}(?:/[a-z]{1,4})?$|"
    r"^[A-Z]{2,5}(?: [A-Z]{2,5})?\s?//\s?[A-Z]{2,5}\.?$"
)
_MARK = regex.compile(
    rf"\s*(?:(?P<opened>[(\[])\s*(?:(?:{AGENCY}|\p{{Ll}}{{2,4}})\s?/\s?)*|(?:--|[–—])\s?){AGENCY}(?(opened)\s*[)\]])\W*$"
)
_WORDS = regex.compile(
    rf"(?P<wrote>{_WROTE}|(?:{_WROTE_COLON})\s*[:：])|(?:{_OTHERS}|(?:{_OTHERS_COLON})\s*[:：])",
    regex.IGNORECASE,
)
_GIVERS = regex.compile(rf"^(?P<names>.{{3,250}}?)\s+(?:also |all )?(?:{_GAVE})", regex.IGNORECASE)
_OFFICE = regex.compile(
    r"\b(?:(?:l[oa]s? )?(?:periodistas?|corresponsal(?:es)?|les journalistes|os jornalistas)(?: de (?:l['’]|la |the "
    r")?[\p{Lu}]\w+"
    r"(?: Press)?)?|(?:(?:the )?(?:associated press|AP|Reuters|AFP|CNN|[\p{Lu}]\w+)['’]?s? )?(?:\w+ )?"
    r"(?:writers?|journalists?|reporters?|correspondents?|producers?|stringers?))\s+",
    regex.IGNORECASE,
)
_SENTENCE_END = regex.compile(r"(?<=\p{Ll}{3})(?<!\b(?:Prof|Capt|Supt|Insp|Asst))[.]\s+(?=\p{Lu})")
"""Where a sentence ends before who gave something, "Doe reported from Rome. Roe in Oslo ..."; no title is cut so."""
_PLACE = regex.compile(r"\s+(?:in|from|at|en|em|à|au|aus|desde|в|из|في|من)\s+.*$")
_APART = regex.compile(
    r"\s*(?:[,،、，]|\s(?:and|und|y|et|e|и|و|ve|dan|&)\s|(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff]))\s*(?:and\s+)?"
)


def split_credit(paragraph: str) -> tuple[str, str | None]:
    """Return the paragraph without the credit in brackets that it ends with, and that credit or None."""
    has_brackets = "(" in paragraph or "[" in paragraph or "（" in paragraph  # most have none
    tail = _TAIL.search(paragraph) if has_brackets else None
    return (paragraph[: tail.start()], tail[0].strip()) if tail else (paragraph, None)


def split_signature(paragraph: str) -> tuple[str, str | None]:
    """Return an article's last paragraph without a desk's initials or an agency's mark at its end, and these."""
    sign = _INITIALS.search(paragraph) or _MARK.search(paragraph)
    return (paragraph[: sign.start()], sign[0].strip()) if sign else (paragraph, None)


def reporter_names(credit: str) -> tuple[str, ...]:
    """Return the names of those who reported or wrote by a credit, in order; places, desks and editors are none."""
    words = list(_WORDS.finditer(credit))
    ends = [*(word.start() for word in words[1:]), len(credit)][: len(words)]
    spans = [credit[word.end() : end] for word, end in zip(words, ends, strict=True) if word["wrote"]]
    if not words and (givers := _GIVERS.match(credit)):
        spans = [_OFFICE.sub("", _SENTENCE_END.split(givers["names"])[-1])]
    colon = any(word[0].rstrip().endswith((":", "：")) for word in words)
    return clean_author_names(name for span in spans for name in _names(span, alone=colon))


def _names(span: str, *, alone: bool) -> list[str]:
    """Return what may be names in a list of them; single words only where they stand `alone`, not in a sentence."""
    first = regex.split(r"[;()\[\]（）]|\s[-–—]\s|\.(?=\s+\p{Lu}\p{Ll}{2,}|$)(?<!\b\p{Lu}\.)", span)[0]
    parts = [_PLACE.sub("", part).strip() for part in _APART.split(first)]
    return [
        part
        for part in parts
        if part
        and (alone or " " in part or regex.match(r"[\u3400-\u9fff]{2,4}$", part))
        and not regex.fullmatch(AGENCY, part)
    ]
