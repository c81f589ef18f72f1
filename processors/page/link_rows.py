"""Lines that are a label with a colon and links behind it: they lead elsewhere as a whole."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from processors.text.characters import comparable_form, count_words


def is_label_of_links(element: HtmlElement, text: str, links: str) -> bool:
    """Tell whether the text of a run is a label, a colon and links alone behind it, up to its end.

    "Conozca más: así operan los drones", "Read this in: English Urdu Tamil". A short label stands before one headline
    in a line that is set apart, a longer one before several links in a box of their own; a sentence that ends with its
    source has more words or a full stop. A day is no label, and neither is a place where other such lines have others:
    they are the items of a chronicle, or of a digest. `links` is what of the text is in links.
    """
    label, colon, behind = text.partition(":")
    if not colon or len(behind) < len(links) or _STOP.search(text):
        return False
    if comparable_form(behind) != comparable_form(links):
        return False
    words = count_words(label)
    if words <= MAX_LABEL and count_words(links) >= MIN_HEADLINE and not _FIGURE.search(label):
        return (
            _is_set_apart(element)
            and not any(map(_is_like, (element.getprevious(), element.getnext())))
            and not any(_has_other_label(each, label) for each in _beside(element))
        )
    if element.tag in _OF_TEXT or len(label.split()) > MAX_LONG_LABEL or not _is_own_box(element, text):
        return False
    inside = [link.text_content() for link in element.iter("a")]
    return len(inside) >= MIN_LINKS and max(map(count_words, inside)) <= MAX_NAME


def _is_set_apart(element: HtmlElement) -> bool:
    """Tell whether all of a line is in bold or slanted letters, as no "He wrote: ..." of a text is."""
    return (
        len(element) == 1
        and element[0].tag in ("b", "strong", "em", "i")
        and not f"{element.text or ''}{element[0].tail or ''}".strip()
    )


def _is_like(beside: HtmlElement | None) -> bool:
    """Tell whether what stands beside such a line may be one as well: then both are the items of a digest."""
    if beside is None or not isinstance(beside.tag, str):
        return False
    linked = next((text for link in beside.iter("a") if (text := link.text_content())), None)
    return linked is not None and ":" in beside.text_content().partition(linked)[0]


def _beside(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands beside an element, near ones of each side."""
    for preceding in (True, False):
        yield from islice(element.itersiblings(element.tag, preceding=preceding), MAX_BESIDE)


def _has_other_label(beside: HtmlElement, label: str) -> bool:
    """Tell whether a line is set apart as well, with a link behind another label: "Mali: ...", "Niger: ..."."""
    if not _is_set_apart(beside) or next(beside.iter("a"), None) is None:
        return False
    other, colon, _ = beside.text_content().partition(":")
    return (
        bool(colon) and count_words(other) <= MAX_LABEL and comparable_form(other) != comparable_form(label)
    )


def _is_own_box(element: HtmlElement, text: str) -> bool:
    """Tell whether an element holds a run alone and none beside it is made so, as the paragraphs of many a text are."""
    if "".join(text.split()) != "".join(element.text_content().split()):
        return False
    return all(each.get("class") != element.get("class") for each in _beside(element))


_FIGURE = re.compile(r"\d")
_STOP = re.compile(r"[.!?…。！？؟۔।](?:[\"'»”’)\]」]*$|\s)")
"""The end of a sentence, within a text or at its end."""
MAX_LABEL, MIN_HEADLINE = 3, 5
"""Words of a label before one link, and of the headline that this is."""
MAX_LONG_LABEL, MIN_LINKS, MAX_NAME = 8, 4, 2
"""Words, by blanks, of a label before a row of links, how many these are, and the words of each: languages, tags."""
MAX_BESIDE = 40
"""Elements beside such a line, on each side, that are looked at."""
_OF_TEXT = frozenset(["p", "li", "td", "dd", "blockquote"])
"""Elements in which such a row may be a sentence without its stop: "Shots were heard in: Gao, Kidal, Mopti, Ségou"."""
