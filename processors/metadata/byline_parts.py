"""What bylines are made of: names of their elements, links and icons, and the places that stand behind names."""

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from processors.metadata.around_headline import Surroundings, is_in_margin
from processors.metadata.author_names import MAX_VALUE, clean_author_names, is_agency
from processors.metadata.byline_ends import shown_names
from processors.metadata.byline_labels import BY
from processors.metadata.plain_bylines import is_person
from processors.text.characters import one_line

AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|profile|people|staff|contributors?|writers?|journalists?|columnists?|reporters?)/",
    re.IGNORECASE,
)
"""Addresses of the pages of those who write."""
_NAMES = ("class", "id", "data-component", "data-testid")
"""Attributes that name an element; pages whose classes a program makes up name it in the last two."""


def names_of(element: HtmlElement) -> str:
    """Return what an element is named."""
    return " ".join([element.get(name, "") for name in _NAMES])


def inmost(element: HtmlElement) -> HtmlElement:
    """Return the element within those that hold nothing but the next."""
    while (
        len(element) == 1 and element[0].tag in _BOXES and not (element.text or element[0].tail or "").strip()
    ):
        element = element[0]
    return element


_BOXES = ("div", "span", "p")


def are_author_links(element: HtmlElement) -> bool:
    """Tell whether all that an element holds are links to authors, with marks between them, and a day behind them.

    What is called a byline can have links that lead nowhere, or all into one folder of the site; each is a person's
    name then.
    """
    if len(element) < 2 or any(link.tag != "a" for link in element):
        return False
    between = [element.text or "", *(link.tail or "" for link in element[:-1])]
    if any(character.isalpha() for character in "".join(between)):
        return False
    last = element[-1].tail or ""
    if any(character.isalpha() for character in last) and not _DAY_BEHIND.fullmatch(last):
        return False
    if all(AUTHOR_LINK.search(link.get("href", "")) for link in element):
        return True
    addresses = [link.get("href", "").rstrip("/") for link in element]
    folders = {_FOLDER.sub("", address) for address in addresses}
    return (
        len(folders) == 1
        and (not any(addresses) or all(map(_FOLDER.search, addresses)))
        and bool(_BYLINE.search(names_of(element)))
        and all(is_person(one_line(link.text_content()[:MAX_NAME]), set(), titled=False) for link in element)
    )


def name_behind_outlet(element: HtmlElement, text: str) -> str:
    """Return the name that links to its author in a byline, where the outlet's before it would be a part of the name.

    "Morning Post <a href=/author/doe>Jane Doe</a>": without the link, the four words are one name.
    """
    link = next((each for each in element.iter("a") if AUTHOR_LINK.search(each.get("href", ""))), None)
    name = "" if link is None else one_line(link.text_content()[:MAX_NAME])
    before = text.partition(name)[0].strip() if " " in name else ""
    return name if before and f"{before} {name}" in clean_author_names([text]) else ""


_FOLDER = re.compile(r"(?<=/[^/.])[^/.]*/[^/]+$")
"""The end of an address in a folder of the site: of "/fellows/doe", but of no section at its root, "/world"."""
_BYLINE = re.compile(r"author|byline|autor|auteur", re.IGNORECASE)
_DAY_BEHIND = re.compile(r"\s*[—–|·•-]\s*(?=.{0,20}\d)[\w\s.,:/]{6,30}")


def agency_before_place(element: HtmlElement) -> str:
    """Return the agency that is a byline's first element, where one word is the next: from where it reports."""
    first, second = (
        (shown_names(one_line(each.text_content()[:MAX_NAME])) for each in element[:2])
        if len(element) > 1
        else ("", "")
    )
    return first if is_agency(first) and second.isalpha() and not second.islower() else ""


def but_places(names: list[str], heading: HtmlElement | None) -> tuple[str, ...]:
    """Return the names without a word that the headline has too, beside a name of two: from where they report."""
    if len(names) < 2 or " " not in names[0] or heading is None:
        return tuple(names)
    told = set(_WORD.findall(heading.text_content()[:MAX_VALUE]))
    return tuple(name for name in names if name not in told)


_WORD = re.compile(r"\w+")


def name_behind_icon(around: Surroundings) -> list[str]:
    """Return the person whose name stands alone behind the picture of one, below the headline and beside a day."""
    for element in around.near(ELEMENTS, 0):
        if element.tag not in ("i", "svg", "span") or len(element.get("class", "")) > MAX_CLASS:
            continue
        above = element.getparent()
        if not _is_icon(element.get("class", "")) or above is None or element.text_content().strip():
            continue
        name = one_line(above.text_content()[:MAX_NAME])
        is_alone = is_person(name, set(), titled=True) and _has_figure_beside(above)
        if not is_alone:  # in a line of such pictures: a name, a day, the number of readers
            name = _without_label(one_line((element.tail or "")[:MAX_NAME]))
            behind = element.getnext()
            is_listed = behind is not None and behind.tag == element.tag and _DIGIT.search(behind.tail or "")
            is_alone = bool(is_listed) and is_person(_in_small_letters(name), set(), titled=True)
        if is_alone and not is_in_margin(above, around.heading):
            return [name]
    return []


def _without_label(name: str) -> str:
    """Return a name without the "by" before it; in Swahili that is told by the large letters of the name behind it."""
    return _NA.sub("", BY.sub("", name))


_NA = re.compile(r"^Na (?=\w+ \w+$)")
"""Swahili for "by"; before a single word it is a family's name in Korea."""
_DIGIT = re.compile(r"\d")


def _in_small_letters(name: str) -> str:
    """Return a name that is all in large letters with one at the beginning of each word."""
    return name.title() if name.isupper() else name


ELEMENTS = 40
"""Elements after the headline in which such a picture is looked for."""
MAX_CLASS, MAX_NAME = 80, 60
"""Characters of a picture's class, and of a name."""


@lru_cache(1024)
def _is_icon(names: str) -> bool:
    return bool(_ICON.search(names))


_ICON = re.compile(r"(?:^|[\s_-])(?:user|users|person|author|pen|pencil|feather)(?:-\w+)?(?:$|\s)")


def _has_figure_beside(element: HtmlElement) -> bool:
    """Tell whether a day or an hour may stand beside an element."""
    near = [element.getprevious(), element.getnext()]
    return any(
        character.isdigit()
        for each in near
        if each is not None
        for character in each.text_content()[:MAX_NAME]
    )


def name_in_box(marked: list[HtmlElement]) -> list[str]:
    """Return the one name that boxes on the author have, as two plugins for WordPress make them; nobody of several.

    `marked` is every element that is marked as an author's name (see `AuthorMarks.every`).
    """
    boxes = [each for each in marked if any(name in each.get("class", "") for name in _BOX_NAMES)]
    names = {one_line(each.text_content()[:MAX_NAME]) for each in boxes[:MAX_BOXES]}
    return list(names) if len(names) == 1 else []


_BOX_NAMES = ("author-box__name", "saboxplugin-authorname")
MAX_BOXES = 6
"""Such boxes that are looked at."""


def name_for_tags(root: HtmlElement) -> list[str]:
    """Return the author whom a page of WordPress tells the measuring service of Google, in a script of its head."""
    scripts = (script.text or "" for script in islice(root.iter("script"), MAX_SCRIPTS))
    found = next((match for text in scripts if (match := _FOR_TAGS.search(text[:MAX_SCRIPT]))), None)
    return [found[1]] if found else []


_FOR_TAGS = re.compile(r'"pagePostAuthor":"([^"\\]{2,60})"')
MAX_SCRIPTS, MAX_SCRIPT = 100, 20_000
"""Scripts that are looked at, and their characters."""
