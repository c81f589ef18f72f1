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

from processors.page.adverts import adverts
from processors.page.align import is_named_standfirst
from processors.page.blocks import ENDS_LIKE_A_SENTENCE, MIN_PARAGRAPH, Block
from processors.page.headline_element import HEADINGS, around_headline
from processors.page.homes import Homes
from processors.page.named_lines import (
    MAX_NOTE,
    is_below_picture,
    is_named_about,
    is_named_beside,
    last_notes,
)
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
    found = _found(lines, selection)
    placed = [one for one in found if one is not None]
    homes = Homes(selection.homes)
    at_home = [one for one in placed if homes.hold(one[1])]
    notes = last_notes(at_home)
    own = [one for one in at_home if one[1].worth > 0 and one not in notes]
    if not own:
        return lines
    article = _article_of(own, placed, homes, selection)
    behind = [one for one in placed if article.is_behind(*one)]
    last = {place for place, _ in behind}
    away = [one for one in placed if one[1].worth > 0 and one[0] not in last and not homes.are_around(one[1])]
    words = sum(block.words for _, block in own)
    if words < max(MIN_OWN, MIN_SHARE_AT_HOME * (words + sum(block.words for _, block in away))):
        return lines
    gone = _gone_behind(article, own, placed, behind, away) | {id(block) for _, block in notes}
    ids = {id(block) for _, block in placed}
    gone |= adverts(selection, own, homes, ids if len(placed) == len(found) else None)
    gone |= small_boxes(selection, homes) & ids
    strange = {
        place for place, one in enumerate(found) if one and (id(one[1]) in gone or article.is_strange(*one))
    }
    strange |= _parted(lines, found, gone, selection)
    left_out = strange.difference(keep(lines, sorted(strange)) if strange else ())
    return [line for place, line in enumerate(lines) if place not in left_out]


_Placed = tuple[int, Block]
"""A block and its place (from 0) among those of the page."""


def _found(lines: Sequence[str], selection: BlockSelection) -> list[_Placed | None]:
    """Return for each line its block. One in noise is no line's, where another of the same words is shown."""
    shown: dict[str, _Placed] = {}
    for place, block in sorted(enumerate(selection.blocks), key=lambda one: one[1].noise):
        if block.form:
            shown.setdefault(block.form, (place, block))
    return [shown.get(comparable_form(line)) for line in lines]


def _article_of(
    own: Sequence[_Placed], placed: Sequence[_Placed], homes: Homes, selection: BlockSelection
) -> "_Article":
    """Return what is known of an article by its own paragraphs and all blocks that were found."""
    first, last, at_home = own[0][0], own[-1][0], {place for place, _ in own}
    return _Article(
        first=first,
        last=last,
        makes=frozenset(made(block) for _, block in own),
        homes=homes,
        whole=around_headline(selection.blocks, [block for _, block in own]),
        kinds=Counter(
            _kind(block) for place, block in placed if place not in at_home and block.words >= MIN_ITEM
        ),
        levels=frozenset(block.element.tag for place, block in placed if first < place < last) & HEADINGS,
        said=_all_around(block.element for _, block in placed if block.is_paragraph),
    )


def _all_around(elements: Iterable[HtmlElement]) -> frozenset[HtmlElement]:
    """Return all elements in which one of these stands; what is around a known one is known."""
    found = set[HtmlElement]()
    for element in elements:
        for above in element.iterancestors():
            if above in found:
                break
            found.add(above)
    return frozenset(found)


def _gone_behind(
    article: "_Article",
    own: Sequence[_Placed],
    placed: Sequence[_Placed],
    behind: list[_Placed],
    away: Sequence[_Placed],
) -> set[int]:
    """Return which blocks (by `id`) behind an article are not its own.

    `away` are the other paragraphs outside of its containers. Those behind that are made and stand like one of these
    before are its own.
    """
    words = sum(block.words for _, block in own)
    text = sum(block.words for place, block in placed if article.first <= place <= article.last)
    left = {id(block) for block in article.left_of(behind, max(words, text))}
    described = {_place(block) for place, block in away if place < article.last} - {()}
    left |= {
        id(block)
        for _, block in behind
        if block.worth > 0 and made(block) in article.makes and _place(block) in described
    }
    return {id(block) for _, block in behind} - left


def _parted(
    lines: Sequence[str], found: Sequence[_Placed | None], gone: Collection[int], selection: BlockSelection
) -> set[int]:
    """Return the places of lines that are no whole block, and stand in blocks alone that are gone or noise."""
    unfound = [place for place, one in enumerate(found) if one is None][:MAX_TRIED]
    if not unfound:
        return set()
    is_part = _parts_of([block for block in selection.blocks if id(block) in gone or block.noise], selection)
    return {place for place in unfound if is_part(lines[place])}


def _parts_of(gone: Sequence[Block], selection: BlockSelection) -> Callable[[str], bool]:
    """Return what tells of a line whether it stands in those blocks alone: another reader parts them at each break."""
    away = {id(block) for block in gone}
    theirs = "\n".join(block.form for block in gone)
    others = "\n".join(block.form for block in selection.blocks if id(block) not in away)

    def is_part(line: str) -> bool:
        form = comparable_form(line)
        return len(form) >= MIN_PART and form in theirs and form not in others

    return is_part


MAX_TRIED = 100
"""Lines of which that is asked: each is looked for in all of the page."""
MIN_PART = 8
"""Letters of a line that is known by them to be a part of a block."""


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
        says_something = _says_something(block.text)
        is_note = block.words <= MAX_NOTE and (place < self.first or is_below_picture(block))
        if is_note and is_named_beside(block, is_sentence=says_something):
            return True
        if says_something:
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
        is_short = block.words < MIN_PARAGRAPH
        return is_bare or (is_short and (is_named_beside(block) if is_own else self._is_alone_in_box(block)))

    def _is_alone_in_box(self, block: Block) -> bool:
        """Tell whether an open line of a few words stands in a box of a class of its own, in which nothing is said."""
        above = block.element.getparent()
        return above is not None and above not in self.said and any(make(above))

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
        if above is not None and is_named_about(above):
            return False
        return self.whole is not None or self.homes.are_beside(block)


MIN_SECTION = 40
"""Words of paragraphs behind, under a heading like those among the paragraphs, from which on they are a section."""
MAX_NOTES, MAX_SHARE_BEHIND = 25, 0.25
"""Words of what stands behind a text, and their share of the text's, up to which it is notes, offers, footers."""
MAX_HEADED = 120
"""Words under a heading of their own up to which they are a box, or the first comments: more are a part of a text."""
MAX_SHARE_OUTSIDE = 1.5
"""Share of a text's words up to which what stands behind is the page's, under a heading of its own (then no more than
`MAX_HEADED`) or outside of the element of headline and text: where all of it is more, the text goes on there."""
