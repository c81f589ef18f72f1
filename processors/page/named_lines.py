"""What the classes of a page's lines say of them: notes below a text, and who and when above it."""

import regex
from lxml.html import HtmlElement

from processors.page.blocks import Block
from processors.page.pieces import make
from processors.page.small_boxes import made


def last_notes(own: list[tuple[int, Block]]) -> list[tuple[int, Block]]:
    """Return the last lines that are short, of a class which no other one has, and named so: notes below.

    Beside a class that others have too, all of its own name must say so: `par with-note` has a note at its foot. Among
    them may stand lines that say nothing whole.
    """
    found: list[tuple[int, Block]] = []
    for left in range(len(own), max(0, len(own) - MAX_LAST), -1):
        *before, (place, block) = own[:left]
        others = [other for _, other in before if made(other) != made(block)]
        if len(others) >= MIN_PARAGRAPHS and _is_note(block, others):
            found.insert(0, (place, block))
        elif block.worth > 0:
            break
    return found


MAX_LAST = 5
"""Notes below a text at most."""


def _is_note(block: Block, others: list[Block]) -> bool:
    names = set(make(block.element)[0].split())
    own = names.difference(*(make(other.element)[0].split() for other in others))
    if block.words > MAX_NOTE or not own:
        return False
    is_named = (_NOTES.fullmatch(name) is not None for name in _NAME.findall(" ".join(own)))
    return any(is_named) if own == names else all(is_named)


MIN_PARAGRAPHS = 2
"""Paragraphs that are left of a text without its notes."""
MAX_NOTE = 30
"""Words of such a note: on the pages of four public sets six last paragraphs were so, all of them notes."""
_NAME = regex.compile(r"\p{Lu}?\p{Ll}+")
_NOTES = regex.compile(
    r"(?:notes?|notiz|notas?|noot|fn|about|bio|biography|author|autor|auteur|autore|profile|src|sources?|quellen?|fuentes?|"
    r"font[ei]|methods?|methodology|methodik|metodo|metodologia|attribution|badge|banner|copyright|credits?|disclaimer|"
    r"imprint|hint|hinweis|fine|fineprint|disc|tip|tipbox|transparen[zc]\w*|follow|channel|whatsapp|telegram|pub|"
    r"publicit[eé]|werbung|legal|licen[cs]e|paywall|policy|promo|notice|standards|thanks|funding|support|donate|"
    r"subscri(?:be|ption)|"
    r"contact|originator|uyar[iı]|avvis[oi]|aviso)",
    regex.IGNORECASE,
)
"""How classes name notes. Others may say how a text is set, or be made up by a program: `has-drop-cap`, `dcr-9xyz`."""


def is_named_about(element: HtmlElement) -> bool:
    """Tell whether a container is named as one that holds what is said of an outlet or an author."""
    return any(_ABOUT.fullmatch(name) for name in _NAME.findall(make(element)[0]))


_ABOUT = regex.compile(
    r"about|bio|biography|authors?|autor|auteur|autore|profile|contact|imprint|copyright|disclaimer|support|donate|"
    r"feedback|hint|hinweis",
    regex.IGNORECASE,
)
"""How containers are named that hold what is said of an outlet or an author; a paid part of a text may stand in others,
`paywall` and `subscription`."""


def is_named_beside(block: Block, *, is_sentence: bool = False) -> bool:
    """Tell whether a line is named as what stands beside a text, and as nothing else; a sentence is no day."""
    names = _NAME.findall(make(block.element)[0])
    return any(map((_OF_WORDS if is_sentence else _BESIDE).fullmatch, names)) and all(
        map(_BESIDE_OR_WHOLE.fullmatch, names)
    )


def is_below_picture(block: Block) -> bool:
    """Tell whether a line stands right behind a picture."""
    before = block.element.getprevious()
    return before is not None and before.tag in _PICTURES


_PICTURES = frozenset(["img", "picture", "amp-img", "amp-video", "video", "amp-carousel"])


_OF_WORDS = regex.compile(
    r"by|byline|author|autor|auteur|autore|cap|caption|credits?|leyenda|legende|didascalia|legenda|"
    r"(?:foto|bild)?(?:bijschrift|unterschrift)|pie(?:de)?foto",
    regex.IGNORECASE,
)
"""Of these the lines that may be a whole sentence: a line named as a day that says something is a text."""
_BESIDE = regex.compile(
    rf"{_OF_WORDS.pattern}|date|datum|fecha|fech|data|dt|time|published|updated", regex.IGNORECASE
)
_BESIDE_OR_WHOLE = regex.compile(
    rf"{_BESIDE.pattern}|article|post|entry|story|news|image|photo|foto|picture|img|media|meta|info|line|name|text",
    regex.IGNORECASE,
)
"""How lines are named that tell who wrote a text and when, and what a picture shows."""
