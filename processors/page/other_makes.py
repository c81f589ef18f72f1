"""Lines around and among an article's paragraphs that are made otherwise than these, and say nothing whole.

An article's paragraphs stand in one container and are made alike: all `p`, all `div` of one class. A line of another
make that does not end like a sentence offers, counts or names something: "Share", "Photos: Jane Doe", "3 minutes". Of
886 pages of four public sets whose article has such a container, a fifth of the bare lines among the paragraphs were
the article's, and a quarter of those behind it; the rule knows no words, and so no language.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

import regex
from lxml.html import HtmlElement

from processors.page.adverts import is_advert
from processors.page.align import HEADINGS, is_named_standfirst
from processors.page.blocks import ENDS_LIKE_A_SENTENCE, MIN_PARAGRAPH, Block
from processors.page.headline_element import around_headline
from processors.page.homes import Homes
from processors.page.pieces import make
from processors.page.select_blocks import BlockSelection
from processors.page.small_boxes import made, small_boxes
from processors.text.characters import comparable_form

MIN_SHARE_AT_HOME = 0.6
"""Share of the words found in paragraphs of the article's containers, from which on these are what it is made of."""
MIN_OWN = 40
"""Words of such paragraphs: fewer are an introduction, or a page that has no text."""
MAX_LINE = 300
"""Characters of a line; what is longer is a text, whatever it ends with."""
_BARE = frozenset(["div", "span", "section", "article", "main", "center", "aside", "address", "body"])
"""Elements that say nothing of what stands in them."""
_LINES = _BARE | {"p", "small", "h1"}


Keep = Callable[[Sequence[str], Iterable[int]], Collection[int]]
"""Tells of lines, and of the places asked about, those that others need: they stay whatever they are made like."""


def drop_other_makes(lines: list[str], selection: BlockSelection, keep: Keep) -> list[str]:
    """Return the lines without bare ones among the paragraphs, open ones before them, and what stands behind."""
    shown: dict[str, tuple[int, Block]] = {}
    for place, block in sorted(enumerate(selection.blocks), key=lambda one: one[1].noise):
        if block.form:
            shown.setdefault(block.form, (place, block))  # one in noise is no line's, where another is shown
    found = [shown.get(comparable_form(line)) for line in lines]
    homes = Homes(selection.homes)
    own = [one for one in found if one and one[1].worth > 0 and homes.hold(one[1])]
    notes = _last_notes(own)
    own = own[: len(own) - len(notes)]
    if not own:
        return lines
    at_home = {place for place, _ in own}
    kinds = Counter(
        _kind(one[1]) for one in found if one and one[0] not in at_home and one[1].words >= MIN_ITEM
    )
    article = _Article(
        own[0][0],
        own[-1][0],
        frozenset(made(block) for _, block in own),
        homes,
        around_headline(selection.blocks, [block for _, block in own]),
        kinds,
        frozenset(one[1].element.tag for one in found if one and own[0][0] < one[0] < own[-1][0]) & HEADINGS,
        frozenset(
            each for one in found if one and one[1].is_paragraph for each in one[1].element.iterancestors()
        ),
    )
    words = sum(block.words for _, block in own)
    text = sum(one[1].words for one in found if one and own[0][0] <= one[0] <= own[-1][0])
    behind = [one for one in found if one and article.is_behind(*one)]
    last = {place for place, _ in behind}
    away = [one for one in found if one and one[1].worth > 0 and one[0] not in last]
    others = sum(block.words for _, block in away if not homes.are_around(block))
    if words < max(MIN_OWN, MIN_SHARE_AT_HOME * (words + others)):
        return lines
    gone = {id(block) for _, block in behind} - {
        id(block) for block in article.left_of(behind, max(words, text))
    }
    described = {_place(b) for place, b in away if place < own[-1][0] and not homes.are_around(b)} - {()}
    gone -= {
        id(block)
        for _, block in behind
        if block.worth > 0 and made(block) in article.makes and _place(block) in described
    }
    gone |= {id(block) for _, block in notes}
    gone |= _adverts(found, own)
    boxes = small_boxes(selection, homes)
    gone |= {id(one[1]) for one in found if one and id(one[1]) in boxes}
    strange = [
        place for place, one in enumerate(found) if one and (id(one[1]) in gone or article.is_strange(*one))
    ]
    left_out = set(strange).difference(keep(lines, strange) if strange else ())
    return [line for place, line in enumerate(lines) if place not in left_out]


def _adverts(found: Iterable[tuple[int, Block] | None], own: Sequence[tuple[int, Block]]) -> set[int]:
    """Return the blocks (by `id`) behind the first paragraph that are advertisements, made as most paragraphs are not.

    A heading, a point or a cell that begins so tells of one.
    """
    usual = Counter(made(block) for _, block in own).most_common(1)[0][0]
    first = next(place for place, block in own if made(block) == usual)
    behind = (one[1] for one in found if one and one[0] > first and made(one[1]) != usual)
    return {id(block) for block in behind if block.element.tag not in _PARTS and is_advert(block)}


_PARTS = HEADINGS | {"li", "dt", "dd", "blockquote"}


def _last_notes(own: list[tuple[int, Block]]) -> list[tuple[int, Block]]:
    """Return the last paragraphs that are short, of a class which no other one has, and named so: notes below.

    Beside a class that others have too, all of its own name must say so: `par with-note` has a note at its foot.
    """
    found: list[tuple[int, Block]] = []
    while len(own) > MIN_PARAGRAPHS and _is_note(own[-1][1], [block for _, block in own[:-1]]):
        found.insert(0, own[-1])
        own = own[:-1]
    return found


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
    r"imprint|hint|hinweis|follow|channel|whatsapp|telegram|pub|publicit[eé]|werbung|legal|licen[cs]e|paywall|policy|promo|notice|standards|thanks|funding|support|donate|subscri(?:be|ption)|"
    r"contact)",
    regex.IGNORECASE,
)
"""How classes name notes. Others may say how a text is set, or be made up by a program: `has-drop-cap`, `dcr-9xyz`."""


def _says_something(text: str) -> bool:
    """Tell whether a line ends like a sentence, or one ends within it, or it is somebody's words."""
    return text.startswith(_QUOTES) or bool(ENDS_LIKE_A_SENTENCE.search(text) or _ENDED.search(text))


_QUOTES = ('"', "“", "«", "„", "「", "‘")
_ENDED = regex.compile(r"(?:\w+\W+){3}\w{3,}[.!?؟۔।][\"'»”’)]*\s+\w+(?:\W+\w+){2}")


def _kind(block: Block) -> tuple[str, ...]:
    above = block.element.getparent()
    return (*made(block), *(make(above) if above is not None else ()))


def _place(block: Block) -> tuple[str, ...]:
    """Return how a block and the two elements above it are made, or nothing where no class tells it."""
    above = list(islice(block.element.iterancestors(), LEVELS))
    near = [part for each in above for part in (each.tag, *make(each))]
    return (*made(block), *near) if all(any(make(each)) for each in above) else ()


LEVELS = 2
"""Elements above a block that are made alike where it stands in the same kind of box."""
MIN_ITEM = 3
"""Words of a line that can be an item of a series: "1 / 4" and "21.40 GMT" are none."""
MIN_OPEN = 6
"""Words of a line among the paragraphs, in their container, from which on it may be one without a full stop.

Thai has none, and in Arabic, Persian and Urdu many paragraphs end without. What is of a class has `MIN_PARAGRAPH`."""
MIN_SERIES, MIN_SUBHEADINGS = 4, 2
"""Lines of one make from which on they are the items of a series, and say something together: prices, figures;
among the paragraphs, subheadings."""


_COMMENT = regex.compile(
    r"\P{Nd}{1,40}\p{Nd}{1,4}([./-])\p{Nd}{1,2}\1\p{Nd}{2,4}(?:\W{1,3}\p{Nd}\p{Nd}?[:.]\p{Nd}{2})?\s?:"
)
"""A name, a day and a colon: how a reader's comment begins."""


def _is_named_subheading(block: Block) -> bool:
    element = block.element
    return element.get("role") == "heading" or bool(_SUBHEADING.search(element.get("class") or ""))


_SUBHEADING = regex.compile(
    r"(?:^|[\s_-])(?:cross-?head(?:ing|er)?|sub-?head(?:ing|er|line)?|sub-?title|inter-?titles?|inter-?titres?|"
    r"sous-?titre|zwischen-?(?:titel|(?:ue|ü)?berschrift)|ladillo|(?:sub|inter|entre)-?t[ií]tulo|sotto-?titolo|"
    r"titoletto|tussen-?kop(?:je)?|mellan-?(?:rubrik|titel)|mellem-?rubrik|mellom-?tittel|v[aä]li-?otsikko|"
    r"[sś]r[oó]d-?tytu[lł]|mezi-?titulek|pod-?zagolovok|ara-?ba[sş]l[iı]k|alt-?ba[sş]l[iı]k)(?:$|[\s_-])",
    regex.IGNORECASE,
)
"""How a line between the parts of a text is named, in the languages of newsrooms."""


class _Article(NamedTuple):
    """Where an article's paragraphs begin and end on the page, of what makes they are, and where they stand."""

    first: int
    last: int
    makes: frozenset[tuple[str, ...]]
    homes: Homes
    whole: HtmlElement | None
    """The element that holds headline and text, where that is not all of the page."""
    kinds: Counter[tuple[str, ...]]
    """How many lines of a few words there are of each kind."""
    levels: frozenset[str]
    """The tags of the headings among the paragraphs."""
    said: frozenset[HtmlElement]
    """The elements in which a paragraph stands."""

    def is_strange(self, place: int, block: Block) -> bool:
        """Tell whether a block, at a place of the page, is a line of another make that says nothing whole."""
        if block.element.tag not in _LINES or block.told or len(block.text) > MAX_LINE:
            return False
        if _says_something(block.text):
            return False
        among = self.first < place < self.last
        if among and (_is_named_subheading(block) or self._is_open_paragraph(block)):
            return False
        if self.kinds[_kind(block)] >= (MIN_SUBHEADINGS if among else MIN_SERIES):
            return False
        if place < self.first and (block.words >= MIN_PARAGRAPH or is_named_standfirst(block)):
            return False
        is_own = self.homes.hold(block)
        if made(block) in self.makes:
            return False
        is_bare = block.element.tag in _BARE or not (is_own or among)
        return is_bare or (_is_named_beside(block) if is_own else self._is_alone_in_box(block))

    def _is_alone_in_box(self, block: Block) -> bool:
        """Tell whether an open line of a few words stands in a box of a class of its own, in which nothing is said."""
        above = block.element.getparent()
        if block.words >= MIN_PARAGRAPH or above is None or above in self.said:
            return False
        return any(make(above))

    def _is_open_paragraph(self, block: Block) -> bool:
        is_named = any(make(block.element))
        return self.homes.hold(block) and block.words >= (MIN_PARAGRAPH if is_named else MIN_OPEN)

    def is_behind(self, place: int, block: Block) -> bool:
        """Tell whether a block stands behind the article's paragraphs, and in nothing that is made like their home."""
        return place > self.last and not self.homes.are_around(block)

    def left_of(self, behind: list[tuple[int, Block]], words: int) -> list[Block]:
        """Return of what stands behind an article of so many words those blocks that may be its own.

        Those are its own that stand with headline and text in one element, but where they have few words, or some more
        under a heading. Of these too the paragraphs stay that are made like the article's. Where all that stands behind
        has many more words than the article (`MAX_SHARE_OUTSIDE`), the text may go on outside of that element.
        """
        inside = self.whole
        left = [block for _, block in behind if inside is None or inside in block.element.iterancestors()]
        if sum(block.words for _, block in behind) > MAX_SHARE_OUTSIDE * words:
            left = [block for _, block in behind]
        size = sum(block.words for block in left)
        head = next((block for block in left if block.element.tag in HEADINGS or block.is_paragraph), None)
        level = head.element.tag if head is not None and head.element.tag in HEADINGS else None
        if level in self.levels and sum(block.words for block in left if block.worth > 0) >= MIN_SECTION:
            return left
        if size <= max(MAX_NOTES, MAX_SHARE_BEHIND * words) or (
            level and size <= min(MAX_HEADED, MAX_SHARE_OUTSIDE * words)
        ):
            return self._own_of(left)
        return left

    def _own_of(self, behind: list[Block]) -> list[Block]:
        """Return the paragraphs of the article's makes, with the headings above them: a text in several containers.

        One in a container is as long as a paragraph; what is made like it there may be shorter.

        Readers' comments are none: their names stand bare in the container of their words, or before a day.
        """
        bare = {block.element for block in behind}
        homes = {block.element.getparent() for block in behind if self._is_own(block)} - bare
        near = [block for block in behind if block.element.getparent() in homes and not block.linked]
        kept = [block for block in near if block.element.tag in HEADINGS or self._is_made_so(block)]
        while kept and kept[-1].element.tag in HEADINGS:
            kept.pop()
        return kept

    def _is_made_so(self, block: Block) -> bool:
        is_whole = bool(ENDS_LIKE_A_SENTENCE.search(block.text)) and not _COMMENT.match(block.text)
        return is_whole and not block.linked and made(block) in self.makes

    def _is_own(self, block: Block) -> bool:
        if block.worth <= 0 or block.words < MIN_PARAGRAPH or not self._is_made_so(block):
            return False
        above = block.element.getparent()
        if above is not None and any(_ABOUT.fullmatch(name) for name in _NAME.findall(make(above)[0])):
            return False
        return self.whole is not None or self.homes.are_beside(block)


_ABOUT = regex.compile(
    r"about|bio|biography|authors?|autor|auteur|autore|profile|contact|imprint|copyright|disclaimer|support|donate|"
    r"feedback|hint|hinweis",
    regex.IGNORECASE,
)
"""How containers are named that hold what is said of an outlet or an author; a paid part of a text may stand in others,
`paywall` and `subscription`."""


def _is_named_beside(block: Block) -> bool:
    """Tell whether an open line of a few words is named as what stands beside a text, and as nothing else."""
    names = _NAME.findall(make(block.element)[0])
    return (
        block.words < MIN_PARAGRAPH
        and any(map(_BESIDE.fullmatch, names))
        and all(map(_BESIDE_OR_WHOLE.fullmatch, names))
    )


_BESIDE = regex.compile(
    r"by|byline|author|autor|auteur|autore|date|datum|fecha|fech|data|dt|time|cap|caption|credits?|leyenda|legende|"
    r"didascalia|legenda|published|updated",
    regex.IGNORECASE,
)
_BESIDE_OR_WHOLE = regex.compile(
    rf"{_BESIDE.pattern}|article|post|entry|story|news|image|photo|foto|picture|img|media|meta|info|line|name|text",
    regex.IGNORECASE,
)
"""How lines are named that tell who wrote a text and when, and what a picture shows."""


MIN_SECTION = 40
"""Words of paragraphs behind, under a heading like those among the paragraphs, from which on they are a section."""
MAX_NOTES, MAX_SHARE_BEHIND = 25, 0.25
"""Words of what stands behind a text, and their share of the text's, up to which it is notes, offers, footers."""
MAX_HEADED = 120
"""Words under a heading of their own up to which they are a box, or the first comments: more are a part of a text."""
MAX_SHARE_OUTSIDE = 1.5
"""Share of a text's words up to which what stands behind is the page's, under a heading of its own (then no more than
`MAX_HEADED`) or outside of the element of headline and text: where all of it is more, the text goes on there."""
