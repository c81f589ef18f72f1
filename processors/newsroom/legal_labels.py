"""Legal labels that some countries' law puts into sentences: "(a terrorist group, banned in Russia)".

They repeat with every name, are no part of what the article says, and would be matched as if they were.
`LabelPatterns` is a value: hand in another one to take out others.
"""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import NamedTuple

import regex
from msgspec import Struct

_BEYOND_WORDS = r"(?![\w])"
_DOT = "\u0307"
"""What is left over an i that was a Turkish capital; patterns take that for any other i."""


class LabelPatterns(Struct, frozen=True, dict=True):
    """Patterns (of the `regex` module, case ignored) that tell a label's parts.

    `verdicts` are what makes a label ("banned in Russia"); `kinds` what may stand beside a verdict as part of the
    same label ("terrorist group") but is ordinary text without one. `signs` are letters, small ones, of which every
    verdict holds some: a text without any is not looked through. Where none are told, every text is.
    """

    verdicts: tuple[str, ...]
    kinds: tuple[str, ...]
    signs: tuple[str, ...] = ()

    def may_stand_in(self, text: str) -> bool:
        """Tell whether a text may hold a label, in little of the time that it takes to look for one."""
        if not self.signs:
            return True
        small = text.lower() if text.isascii() else text.casefold().replace(_DOT, "")
        return any(sign in small for sign in self.signs)

    @cached_property
    def verdict(self) -> "regex.Pattern[str]":
        """Matches one whole part that makes a label, a kind before or after the verdict included."""
        kind, verdict = _either(self.kinds), _either(self.verdicts)
        return regex.compile(
            rf"(?:{kind}[,\s]+)?{verdict}(?:\s+{kind})?(?:\s*{verdict})?{_BEYOND_WORDS}", regex.IGNORECASE
        )

    @cached_property
    def kind(self) -> "regex.Pattern[str]":
        """Matches one whole part that goes with a verdict."""
        return regex.compile(_either(self.kinds), regex.IGNORECASE)

    @cached_property
    def apposition(self) -> "regex.Pattern[str]":
        """Matches a label after a comma, with the comma that closes it."""
        return regex.compile(
            rf"\s*[,،]\s*(?P<label>{self.verdict.pattern})(?:\s*(?P<close>[,،])|(?=\s*(?:[.;:!?…)»”\"]|$)))",
            regex.IGNORECASE,
        )


def _either(patterns: tuple[str, ...]) -> str:
    return "(?:" + "|".join(patterns) + ")"


_STATE_EN = (
    r"(?:(?:the\s+)?(?:territory\s+of\s+)?(?:the\s+)?(?:Russia(?:n\s+Federation)?|RF|Belarus|Kazakhstan|"
    r"Kyrgyzstan|Tajikistan|Uzbekistan)"
    r"(?:\s+(?:and|as\s+well\s+as)\s+(?:(?:many|several|some|a\s+number\s+of)\s+)?other\s+(?:countries|"
    r"states|nations))?)"
)
_STATE_RU = (
    r"(?:(?:территории\s+)?(?:РФ|России|Российской\s+Федерации|Казахстане?|Республики\s+Казахстан|Беларуси|"
    r"Кыргызстане?|Киргизии|Таджикистане?|Узбекистане?)"
    r"(?:\s+и\s+(?:ряде|многих|некоторых)\s+(?:других\s+)?(?:стран|государств\w*|странах))?)"
)
_BANNED_RU = r"(?:запрещ[её]н\w*|заблокирован\w*|признан\w*|внес[её]н\w*)"
_KIND_RU = (
    r"(?:(?:международн\w+\s+)?(?:террористическ\w+|экстремистск\w+|исламистск\w+|нежелательн\w+|"
    r"радикальн\w+)"
    r"(?:\s+и\s+(?:террористическ\w+|экстремистск\w+))?"
    r"(?:\s+(?:организаци\w+|группировк\w+|движени\w+|структур\w+|объединени\w+|сообществ\w+|групп\w+))?"
    r"|(?:организаци\w+|группировк\w+|движени\w+|структур\w+|объединени\w+|групп\w+|"
    r"деятельность(?:\s+(?:организации|группировки))?))"
)

DEFAULT_LABELS = LabelPatterns(
    verdicts=(
        rf"(?:(?:which|that)\s+(?:is|are|was|were)\s+|(?:is|are)\s+)?(?:also\s+)?(?:banned|outlawed|"
        rf"prohibited|forbidden|proscribed)"
        rf"(?:\s+as\s+(?:a\s+|an\s+)?(?:terrorist|extremist)(?:\s+(?:group|organi[sz]ation))?)?\s+(?:in|"
        rf"on|by)\s+{_STATE_EN}",
        rf"(?:designated|recogni[sz]ed|listed|considered)(?:\s+as)?\s+(?:a\s+|an\s+)?(?:terrorist|"
        rf"extremist)(?:\s+(?:group|organi[sz]ation|movement))?"
        rf"(?:\s+and\s+(?:banned|outlawed|prohibited))?\s+(?:in|by)\s+{_STATE_EN}",
        rf"(?:котор\w+\s+)?{_BANNED_RU}(?:\s+(?:в|на)\s+{_STATE_RU})?(?:\s+(?:судом|как))?"
        rf"(?:\s+{_KIND_RU})?(?:\s+и\s+{_BANNED_RU})?(?:\s+(?:в|на)\s+{_STATE_RU})",
        rf"(?:котор\w+\s+)?{_BANNED_RU}\s+(?:в|на)\s+{_STATE_RU}(?:\s+{_KIND_RU})?(?:\s+и\s+{_BANNED_RU})?",
        r"(?:котор\w+\s+|движение\s+)?наход\w+\s+под\s+санкциями\s+ООН(?:\s+за\s+террористическ\w+\s+деятельность)?",
        r"(?:which\s+is\s+)?under\s+(?:the\s+)?UN\s+sanctions\s+for\s+terroris\w+(?:\s+activit\w+)?",
        r"(?:(?:признан\w*|внес[её]н\w*)\s+(?:(?:в|на\s+территории)\s+(?:РФ|России)\s+)?(?:в\s+реестр\s+)?)?"
        r"(?:иностранн\w+\s+агент\w*|иноагент\w*)(?:\s+(?:в|на\s+территории)\s+(?:РФ|России))?",
        r"заборонен\w*\s+(?:в|на\s+території)\s+(?:РФ|Росії)",
        r"prohibid[oa]s?\s+en\s+(?:Rusia|la\s+Federación\s+Rusa)(?:\s+y\s+(?:en\s+)?otros\s+países)?",
        r"(?:interdite?s?|proscrite?s?)\s+en\s+(?:Russie|Fédération\s+de\s+Russie)",
        r"in\s+Russland\s+verboten\w*(?:\s+Terror\w+)?",
        r"(?:ال)?محظور(?:ة)?\s+في\s+روسيا(?:\s+(?:الاتحادية|وعدد\s+من\s+(?:الدول|البلدان)(?:\s+الأخرى)?))?",
        r"Rusya['’]?da\s+yasakl[ıi]",
    ),
    kinds=(
        r"(?:an?\s+|the\s+)?(?:(?:international|Islamist|designated)\s+)?(?:terrorist|terror|extremist|"
        r"militant|jihadist|undesirable)"
        r"(?:\s+(?:group|organi[sz]ation|movement|network|entity)s?)?",
        r"(?:an?\s+|the\s+)?(?:group|organi[sz]ation|movement)",
        _KIND_RU,
        r"(?:una?\s+)?(?:organización|grupo)\s+terrorista",
        r"(?:une?\s+)?(?:organisation|groupe)\s+terroriste",
        r"Terror(?:gruppe|organisation|miliz)",
        r"(?:ال)?(?:تنظيم|منظمة|جماعة|حركة)?\s*(?:ال)?إرهابي(?:ة)?",
        r"ter[öo]r\s+örgütü",
    ),
    signs=(
        *(
            "banned",
            "outlawed",
            "prohibited",
            "forbidden",
            "proscribed",
            "terrorist",
            "extremist",
            "sanctions",
        ),
        *("запрещ", "заблокирован", "признан", "внес", "санкциями", "агент", "заборонен"),
        *("prohibid", "interdit", "proscrit", "verboten", "محظور", "rusya"),
    ),
)
"""The "banned in Russia" family in the languages of the agencies that have to write it."""

_BRACKET = regex.compile(
    r"(?P<before>\s*)(?P<open>[(\[（])(?P<inside>[^()\[\]（）]{3,250})[)\]）](?P<after>\s*)"
)
_PART = regex.compile(r"\s*(?:[,;،؛]|\s[-–—]\s)\s*")
_FOOTNOTE = regex.compile(r"^\s*\*+\s*[–—-]?\s*(?P<inside>[^\n]{3,300}?)\s*\.?$")


class Label(NamedTuple):
    """One label that was found: the place of its paragraph (from 0), the rule's name, and the words as they stood."""

    place: int
    rule: str
    text: str


def remove_labels(text: str, labels: LabelPatterns = DEFAULT_LABELS) -> tuple[str, tuple[str, ...]]:
    """Return `text` without its labels, and the labels as they stood, distinct, in order."""
    paragraphs, found = split_labels(text.split("\n"), labels)
    return "\n".join(paragraphs), tuple(dict.fromkeys(label.text for label in found))


def split_labels(
    paragraphs: Sequence[str], labels: LabelPatterns = DEFAULT_LABELS
) -> tuple[list[str], list[Label]]:
    """Return the paragraphs without their labels, each in its place, and the labels found.

    Inside brackets only the label's parts go: "[Islamic State, terrorist group, banned in Russia]" leaves "[Islamic
    State]". A footnote ("* banned in Russia") goes as a paragraph, with the asterisks in the text that point to it.
    """
    if not labels.may_stand_in("\n".join(paragraphs)):
        return list(paragraphs), []
    texts, found = _footnotes(paragraphs, labels)
    for place, paragraph in enumerate(texts):
        if not labels.may_stand_in(paragraph):
            continue
        text = paragraph
        bracketed: list[str] = []
        set_off: list[str] = []
        if "(" in text or "[" in text or "（" in text:  # most paragraphs have none
            text = _BRACKET.sub(partial(_bracket, labels=labels, found=bracketed), text)
        if "," in text or "،" in text:
            text = labels.apposition.sub(partial(_apposition, found=set_off), text)
        texts[place] = text
        found += [Label(place, "label_in_brackets", words) for words in bracketed]
        found += [Label(place, "label_after_comma", words) for words in set_off]
    return texts, found


def _bracket(match: "regex.Match[str]", labels: LabelPatterns, found: list[str]) -> str:
    whole = match[0].strip()
    inside = match["inside"].strip(" *")
    if labels.verdict.fullmatch(inside):
        found.append(whole)
        return _seam(match)
    kept, gone = _sorted_parts(inside, labels)
    if not gone:
        return match[0]
    if not kept:
        found.append(whole)
        return _seam(match)
    found.append(", ".join(gone))
    return f"{match['before']}{match['open']}{', '.join(kept)}{whole[-1]}{match['after']}"


def _sorted_parts(inside: str, labels: LabelPatterns) -> tuple[list[str], list[str]]:
    """Return the parts between commas that stay, and those that are the label, if there is one."""
    parts = _PART.split(inside)
    if not any(labels.verdict.fullmatch(part) for part in parts):
        return parts, []
    is_label = [bool(labels.verdict.fullmatch(part) or labels.kind.fullmatch(part)) for part in parts]
    pairs = list(zip(parts, is_label, strict=True))
    return [part for part, label in pairs if not label], [part for part, label in pairs if label]


def _seam(match: "regex.Match[str]") -> str:
    """Return what joins the two sides of a bracket that is gone: nothing before punctuation, else one blank."""
    blank = match["before"] or match["after"]
    following = match.string[match.end() : match.end() + 1]
    preceding = match.string[: match.start()][-1:]
    if following == "" or preceding == "" or following in ",.;:!?…)]»”،؛。，":
        return ""
    if following in "-–" and not match["after"]:
        return ""
    return " " if blank or (following.isalnum() and preceding.isalnum()) else ""


def _apposition(match: "regex.Match[str]", found: list[str]) -> str:
    """Return what stands for the label: a comma only where the name that follows would else run on."""
    found.append(match["label"])
    following = match.string[match.end() :].lstrip()[:1]
    return match["close"] if match["close"] and following.isupper() else ""


def _footnotes(paragraphs: Sequence[str], labels: LabelPatterns) -> tuple[list[str], list[Label]]:
    texts, found = list(paragraphs), []
    for place, text in enumerate(texts):
        note = _FOOTNOTE.match(text)
        if note and labels.verdict.search(note["inside"]):
            found.append(Label(place, "label_footnote", text.strip()))
            texts[place] = ""
    return [_ASTERISKS.sub("", text) for text in texts] if found else texts, found


_ASTERISKS = regex.compile(r"(?<=[\w»\"”])\*+(?!\w)")
