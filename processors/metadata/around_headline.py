"""What stands beside the headline, where bylines and dates are: not in comments, lists of other articles or margins."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, islice, takewhile
from typing import TypeAlias

import regex
from lxml.html import HtmlElement

from processors.metadata.byline_labels import without_label
from processors.metadata.date_words import is_month_name, is_weekday_name
from processors.text.characters import comparable_form, count_words, one_line

ELEMENTS_AFTER = 60
"""Elements after the headline in which a date is looked for."""
ELEMENTS_BEFORE = 20
"""The same before it."""


DatedText: TypeAlias = tuple[HtmlElement | None, str, str]
"""The element that a text with figures stands in, None for one that stands behind it, the words before it, and it."""


class Surroundings:
    """What stands around a headline, for as long as the page's tree is not changed.

    Days and authors are looked for there several times: each element is come upon once, and only when it is asked for.
    """

    def __init__(self, heading: HtmlElement | None) -> None:
        self.heading = heading
        self.dated: dict[HtmlElement, list[DatedText]] = {}
        """What was found in an element that may tell a day."""
        self._in_and_after: list[HtmlElement] = []
        self._before: list[HtmlElement] = []
        if heading is None:
            self._rest_after = self._rest_before = iter(())
        else:
            self._rest_after = chain(heading.iterdescendants("*"), _siblings(heading, preceding=False))
            self._rest_before = _siblings(heading, preceding=True)

    def near(self, after: int = ELEMENTS_AFTER, before: int = ELEMENTS_BEFORE) -> list[HtmlElement]:
        """Return the first elements in and after the headline, then those before it; none without a headline.

        What stands among other articles or comments is not there, unless the headline itself stands among them too.
        """
        return [
            *_first(after, self._in_and_after, self._rest_after),
            *_first(before, self._before, self._rest_before),
        ]


def set_apart_line_behind(heading: HtmlElement) -> None:
    """Put a short line that stands bare behind a headline into an element of its own, in place.

    "<h1>...</h1>by Jane Doe, 2 March 2026": days and bylines are looked for in elements, as nearly all pages have them.
    A first sentence that stands so, or a line under the headline, has words in small letters: its day is an event's.
    """
    line, above = heading.tail or "", heading.getparent()
    if above is None or not line.strip() or len(line) > MAX_BARE_LINE or _is_told(line):
        return
    own = heading.makeelement("span")
    own.text, heading.tail = line, None
    heading.addnext(own)


def _is_told(line: str) -> bool:
    """Tell whether a line is a sentence or a part of one: with a stop, or a word of its own in small letters."""
    behind = without_label(one_line(line))
    words = _SMALL.findall(behind) if behind[-1:] not in (*".!?…。؟।",) else [behind]
    return any(not is_month_name(word) and not is_weekday_name(word) for word in words)


_SMALL = regex.compile(r"(?<![\p{L}\p{M}.@_/-])\p{Ll}[\p{L}\p{M}]{3,}(?![\p{L}@_/.-])")
"""A word in small letters that is no particle of a name: "von", "dos", "del"."""
MAX_BARE_LINE = 120
"""Characters of such a line; what is longer is a text."""


def _first(most: int, known: list[HtmlElement], rest: Iterator[HtmlElement]) -> list[HtmlElement]:
    """Return the first of the known elements and the rest; those of the rest are known from then on."""
    known.extend(islice(rest, max(0, most - len(known))))
    return known[:most]


def _siblings(element: HtmlElement, *, preceding: bool) -> Iterator[HtmlElement]:
    """Yield what stands behind or before an element, level by level, but what is among others."""
    for level in (element, *element.iterancestors()):
        for sibling in level.itersiblings(preceding=preceding):
            yield from _without_others(sibling)


def _without_others(element: HtmlElement) -> Iterator[HtmlElement]:
    waiting = [element]
    while waiting:
        at = waiting.pop()
        if not ((names := _names(at)) and _is_of_others(names)):
            yield at
            waiting.extend(at.iterchildren(reversed=True))


def _names(element: HtmlElement) -> str:
    of_class, own = element.get("class"), element.get("id")
    if of_class is None and own is None:  # as half of them
        return ""
    return f"{(of_class or '')[:MAX_NAME]} {(own or '')[:MAX_NAME]}"


MAX_NAME = 1_000
"""Characters of an element's class, and of its id, that are looked through."""
_OTHERS = re.compile(r"\bcomments?\b|related|recommend|popular|trending|newsletter|most-?read", re.IGNORECASE)


@lru_cache(1024)
def _is_of_others(names: str) -> bool:
    """Tell whether an element's names say that it holds comments or other articles: pages repeat few names."""
    return bool(_OTHERS.search(names))


def is_apart_by_name(element: HtmlElement) -> bool:
    """Tell whether an element's own names say that it holds comments or other articles."""
    return _is_among(_names(element))


# Blogger calls the posts themselves a widget, Elementor all that a page has.
_LISTS = (
    r"comment|disqus|related|recommend|sidebar|(?<!elementor-)widget(?! blog\b|_message)|"
    r"elementor-widget-(?:posts|loop|portfolio|archive|recent|author-box)|"
    r"teaser|popular|trending|promo|newsletter|most-?read"
)
_AMONG = re.compile(_LISTS, re.IGNORECASE)
_APART = re.compile(_LISTS + r"|foot(?:er|\b)|(?<!v)card", re.IGNORECASE)


@lru_cache(4096)
def _is_among(names: str) -> bool:
    return bool(_AMONG.search(names))


@lru_cache(4096)
def _is_apart(names: str) -> bool:
    return bool(_APART.search(names))


def is_among_other_articles(element: HtmlElement, heading: HtmlElement | None = None) -> bool:
    """Tell whether an element stands among visitors' comments or other articles.

    What holds the headline too is no such place, whatever it is called.
    """
    return _stands_in(element, heading, ("nav",), _is_among)


def is_named_among_others(element: HtmlElement) -> bool:
    """Tell the same by the names alone: some pages have their byline in a `nav`."""
    return _stands_in(element, None, (), _is_among)


def is_in_card(element: HtmlElement, heading: HtmlElement | None = None, *, is_name: bool = False) -> bool:
    """Tell whether an element holds another article's linked headline, or stands behind it in what shows that.

    Its day is that article's, whatever the element around it is called. Where the element has an author's name
    (`is_name`), a link in it or in bold letters around it is the author's. A heading around an element that is no part
    of a link has no other article's headline: the link beside a day is its author's.
    """
    above_it = list(islice(element.iterancestors(), MAX_LEVELS))
    if not is_name and _is_linked_with_words(element, above_it, heading):
        return True
    around = {element, *above_it} if is_name else set()
    if not any(each.tag == "a" for each in (element, *above_it)):
        around |= set(above_it)
    own = set() if heading is None else {heading, *heading.iterancestors()}
    told = "" if heading is None else comparable_form(heading.text_content()[:500])
    for level, above in enumerate(chain((element,), islice(element.iterancestors(), MAX_LEVELS))):
        if above in own or len(opening_text(above, MAX_CARD + 1)) > MAX_CARD:
            return False
        found: Iterator[HtmlElement] = islice(above.iter("*"), MAX_ELEMENTS)
        if is_name or above is not element:
            found = takewhile(lambda each: each is not element, found)
        before = (each for each in found if each not in around)
        tags = _HEADLINES if level <= 1 else _HEADLINES - _IN_BOLD
        if any(each.tag in tags and is_linked_headline(each, told) for each in before):
            return True
    return False


def _is_linked_with_words(
    element: HtmlElement, above: list[HtmlElement], heading: HtmlElement | None
) -> bool:
    """Tell whether a day stands in a link to another page, beside words enough for a headline; or is all that link."""
    inner = element[0] if len(element) == 1 and not (element.text or "").strip() else element
    link = next((each for each in (inner, element, *above) if each.tag == "a"), None)
    if link is None or (link.get("href") or "#").startswith("#"):
        return False
    if heading is not None and link in (heading, *heading.iterancestors()):
        return False
    if link.get("rel") in ("author", "bookmark") or _OF_AUTHOR.search(link.get("href") or ""):
        return False
    text = opening_text(link, MAX_CARD)
    if heading is not None and comparable_form(heading.text_content()[:MAX_CARD]) in comparable_form(text):
        return False
    if link in (inner, element):
        return count_words(_DAY_AND_HOUR.sub(" ", text)) >= MIN_HEADLINE
    return count_words(text) - count_words(opening_text(element, MAX_CARD)) >= MIN_HEADLINE


_OF_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:e[ns]?)?|auteurs?|profile|people|team|staff|by|writers?)/", re.IGNORECASE
)
"""What the addresses of authors' pages have in them: a day in such a link is that of a byline."""
_DAY_AND_HOUR = re.compile(
    r"(?:[^\W\d_]+[.,]?\s+){0,3}\d[\d./:-]*(?:(?:[\s,.]+[^\W\d_]+){0,3}[\s,.]+\d[\d./:hH-]*)*(?:\s+[^\W\d_]{1,3}\b)*"
)
"""A day and an hour, with up to three words between its figures and before them, and short ones behind it."""
MIN_HEADLINE = 4
"""Words of an article's headline; fewer in bold letters are an author's name."""
MAX_CARD = 800
"""Characters that an article's headline, day and teaser have together."""
MAX_LEVELS = 3
"""Elements around a day in which the headline of another article can stand before it."""
MAX_ELEMENTS = 40
"""Elements of these that are looked at."""
_IN_BOLD = frozenset(["b", "strong"])
"""A link in bold letters farther away is one to read on, within the text."""
_HEADLINES = frozenset(["h2", "h3", "h4", "h5", "h6"]) | _IN_BOLD


def is_linked_headline(element: HtmlElement, told: str) -> bool:
    """Tell whether words of the length of a headline are a link, and not the headline with one to itself.

    `told` is the headline in the form of `comparable_form`.
    """
    text = opening_text(element, MAX_CARD)
    if count_words(text) < MIN_HEADLINE or comparable_form(text) == told:
        return False
    links = chain(islice(element.iterancestors("a"), 1), element.iter("a"))
    return any((link.get("href") or "#")[:1] != "#" for link in links)


def opening_text(element: HtmlElement, most: int) -> str:
    """Return the first `most` characters in an element, which may hold the whole article: no more of it is read."""
    if not len(element):  # as most of those that are asked
        return (element.text or "")[:most]
    texts, length = [], 0
    for text in element.itertext():
        texts.append(text)
        length += len(text)
        if length >= most:
            break
    return "".join(texts)[:most]


def is_in_margin(element: HtmlElement, heading: HtmlElement | None = None) -> bool:
    """Tell whether an element stands there or in the margins, where dates of the article may be but no byline is."""
    return _stands_in(element, heading, ("footer", "aside", "nav"), _is_apart)


def _stands_in(
    element: HtmlElement, heading: HtmlElement | None, tags: tuple[str, ...], is_named: Callable[[str], bool]
) -> bool:
    above = (element, *islice(element.iterancestors(), LEVELS))
    apart = [
        e
        for e in above
        if e.tag not in ("body", "html", "main", "article") and (e.tag in tags or is_named(_names(e)))
    ]
    if not apart or heading is None:
        return bool(apart)
    shared = {heading, *heading.iterancestors()}
    return any(e not in shared for e in apart)


LEVELS = 5
"""Elements around an element whose names are asked where it stands."""
