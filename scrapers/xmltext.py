"""The text of a document that should be XML, made safe and legal before any parser sees it."""

import re
from html.entities import html5

# Everything that may stand before the first element. The document type goes with it, so that no entity
# is ever declared; a later one is no XML. Possessive, for linear time on what does not match.
_PROLOG = re.compile(
    r"""(?:
        \s++
      | <\?.*?\?>
      | <!--.*?-->
      | <!DOCTYPE
        (?: [^\[\]<>"']++ | "[^"]*+" | '[^']*+' )*+
        (?: \[ (?: [^\]<"']++ | "[^"]*+" | '[^']*+' | <!--.*?--> | <\?.*?\?> | <(?!!--|\?) )*+ \] \s*+ )?+
        >
    )*+""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)

# XML 1.0 forbids some characters outright, and content systems write them all the same: one, or a reference
# to one, makes a whole document illegible.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
_HALVES = re.compile("[\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]++)|([0-9]++));", re.IGNORECASE)

_AMPERSAND = re.compile(r"&(?:#\w++;|(\w++);)?")
_DECLARED = ("amp", "lt", "gt", "quot", "apos")


def without_prolog(text: str) -> str:
    """Return `text` from its first element on, so without document type: no entity is declared any more.

    What follows is for the parser to judge; a document type further down is no XML.
    """
    prolog = _PROLOG.match(text)
    return text[prolog.end() :] if prolog else text


def drop_illegal(text: str) -> str:
    """Return `text` without the characters, and the references to characters, that XML forbids."""
    text = _FORBIDDEN.sub("", _REFERENCE.sub(_reference, text))
    if not _HALVES.search(text):
        return text
    # Two references to halves of an emoji, as some content systems write it, are one character again.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _reference(match: re.Match[str]) -> str:
    digits = (match[1] or match[2]).lstrip("0")[:8] or "0"
    number = int(digits, 16 if match[1] else 10)
    if number > 0x10FFFF:
        return "\ufffd"
    return chr(number) if _FORBIDDEN.match(chr(number)) or 0xD800 <= number < 0xE000 else match[0]


def repair_entities(text: str) -> str:
    """Return `text` with HTML's entities written out and bare ampersands escaped, XML's most common accidents.

    CDATA sections are not told apart: what they hold is HTML, which means the same afterwards.
    """
    return _AMPERSAND.sub(_ampersand, text)


def _ampersand(match: re.Match[str]) -> str:
    name = match[1]
    if name in _DECLARED or match[0].startswith("&#"):
        return match[0]
    return html5.get(f"{name};") or f"&amp;{match[0][1:]}"
