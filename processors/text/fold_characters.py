"""One spelling for each character that is written in many ways: letter case, accents, Arabic letters, digits.

Of names in texts (`processors.groups.fold`) and of words that are searched (`processors.text.folding`).
"""

from unicodedata import category, decimal, name, normalize

BLANK, PARAGRAPH_BREAK, APOSTROPHE, QUOTE = " ", "\n", "'", '"'
REPLACEMENT = "\ufffd"
_SPECIAL: dict[str, str] = {
    **dict.fromkeys("\n\r\x85\u2029", PARAGRAPH_BREAK),
    **dict.fromkeys("\u2028\u2212\u2043\uff0d", BLANK),
    **dict.fromkeys("'`´‘’‛′‵ʹʻʼʽʾʿˈˊˋ՚׳＇", APOSTROPHE),
    **dict.fromkeys('"“”„‟″״＂', QUOTE),
    **dict(zip("ıłøđðħŧſςþæœ", ["i", "l", "o", "d", "d", "h", "t", "s", "σ", "th", "ae", "oe"], strict=True)),
    **dict.fromkeys("ٱ", "ا"),
    **dict.fromkeys("ىیېۍےۓ", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةەہھۀۂۃ", "ه"),
    **dict.fromkeys("ګ", "گ"),
    **dict.fromkeys("\u0640", ""),
    **dict.fromkeys("ँ", "ं"),
}
_MARKED_SCRIPTS = ("COMBINING", "ARABIC", "HEBREW", "CYRILLIC", "VARIATION SELECTOR")
_KANA_VOICING = "\u3099\u309a"


def fold_character(char: str) -> str:
    """Return what one character becomes: none, one or two characters."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    match category(char):
        case "Zs" | "Pd" | "Cc":
            return BLANK
        case "Cf":
            return ""
        case "Cs":
            return REPLACEMENT
        case "Nd":
            return str(decimal(char))
        case "Cn" | "Co" | "No":
            return char
        case "Mn" | "Mc" | "Me":
            return "" if _is_dropped(char) else char
    return _fold_letter(char)


def _fold_letter(char: str) -> str:
    bare = [part for part in normalize("NFKD", char) if not _is_dropped(part)]
    folded = "".join(_SPECIAL.get(c, c) for part in bare for c in _SPECIAL.get(part, part).casefold())
    return folded if len(folded) <= 2 else char


def _is_dropped(char: str) -> bool:
    if not category(char).startswith("M") or char in _KANA_VOICING:
        return False
    called = name(char, "")
    return called.startswith(_MARKED_SCRIPTS) or called.endswith("SIGN NUKTA")
