"""Who wrote an article: names out of JSON-LD, meta elements and bylines, without what stands around them there."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from processors.metadata.around_headline import (
    Surroundings,
    is_in_card,
    is_in_margin,
    is_named_among_others,
    opening_text,
)
from processors.metadata.author_marks import author_marks
from processors.metadata.author_names import MAX_VALUE, clean_author_names, is_agency
from processors.metadata.authors_in_code import authors_in_metas, names_in_code, persons_in_code
from processors.metadata.byline_ends import UP_TO, shown_names
from processors.metadata.byline_labels import BY
from processors.metadata.byline_parts import (
    AUTHOR_LINK,
    agency_before_place,
    are_author_links,
    but_places,
    inmost,
    name_behind_icon,
    name_behind_outlet,
    name_for_tags,
    name_in_box,
    names_of,
)
from processors.metadata.chinese_datelines import reporters_in_dateline
from processors.metadata.columnists import columnist_in_title
from processors.metadata.labelled_bylines import labelled_byline
from processors.metadata.names_at_ends import name_over_mail, named_over_office, signed_in_brackets
from processors.metadata.outlet_names import MIN_SITE, bare_form, is_outlet, name_forms, without_outlet
from processors.metadata.plain_bylines import is_person, plain_byline
from processors.metadata.script_story import authors_in_stories
from processors.metadata.signed_below import signed_below
from processors.text.characters import comparable_form, one_line

_NAMED = re.compile(
    r"author|byline|media_meta_text|autor|auteur|writer|reporter|redakteur|journalist|verfasser|avtor|yazar|muhabir|zuozhe|"
    r"nevisande|submitted|firma(?:s|nte)?\b|imza|signature|contributors?\b|created-?by|periodista|muharrir|"
    r"(?:^|\s)(?:by|aut)(?:$|\s)",
    re.IGNORECASE,
)
_NAMED_ASCII = re.compile(
    _NAMED.pattern.replace(r"(?:^|\s)(?:by|aut)(?:$|\s)", r"by(?<!\Sby)(?!\S)|aut(?<!\Saut)(?!\S)")
)
"""The same for small letters of ASCII alone: where every choice begins with a letter and case counts, `re` skips to
the first such letter, and a look takes a seventh of the time."""
BYLINE_ELEMENTS = 120
"""Elements after the headline, and a third of it before, in which a byline is looked for."""


def find_authors(
    root: HtmlElement,
    node: dict[str, Any],
    people: dict[str, str],
    metas: dict[str, list[str]],
    around: Surroundings,
    site: str,
    sites: Iterable[str],
    titled: Iterable[str] = (),
    stories: Callable[[], list[dict[str, Any]]] = list,
    url: str = "",
) -> tuple[str, ...]:
    """Return the authors that the page names: in JSON-LD, else in meta elements, else in its bylines.

    `people` are the names of the JSON-LD nodes by their @id, `around` is the headline's. `site` is the outlet's
    name, never an author; `sites` are names that the page has for its site, an author only where nobody else is.
    `titled` is what its title has beside the headline, in the form of `comparable_form`: the site's or a writer's name.
    `stories` gives the objects with the headline among the data of the page's scripts: they are asked for last.
    `url` is the page's address, or empty.
    """
    outlet = {comparable_form(name) for name in sites} | {bare_form(name) for name in sites}
    own: tuple[str, ...] = ()
    known = outlet | set(titled)
    outlet |= {
        form for form in titled if len(form) >= MIN_SITE and any(site.startswith(form) for site in outlet)
    }
    heading, host = around.heading, url.split("/", 3)[2] if url.count("/") > 1 else ""
    marks = cache(lambda: author_marks(root))
    writer = node.get("author") or node.get("creator")
    looks: tuple[Callable[[], list[str]], ...] = (
        lambda: _with_more_shown(persons_in_code(writer, people), around),
        lambda: _with_more_shown(_without_editors(authors_in_metas(metas), root, around), around),
        lambda: _labelled(metas),
        lambda: _bylines(marks().names, marks().authors, marks().links),
        lambda: _beside(root, around),
        lambda: name_behind_icon(around),
        lambda: _bylines(marks().cards),
        lambda: _only_one(marks().every),
        lambda: labelled_byline(root, heading, known),
        lambda: plain_byline(heading, known),
        lambda: named_over_office(root, heading, known) or name_over_mail(around, known),
        lambda: [name for name in names_in_code(writer, people, firms=True) if is_agency(name)],
        lambda: authors_in_stories(stories(), known),
        lambda: columnist_in_title(root, url, outlet),
        lambda: reporters_in_dateline(root, heading),
        lambda: signed_below(root, known) or signed_in_brackets(root, heading),
        lambda: name_in_box(marks().every) or name_for_tags(root),
        lambda: [
            name
            for name in names_in_code(writer, people, firms=True)
            if not known.isdisjoint(name_forms(name))
        ],
    )
    for look in looks:
        told = look()
        names = clean_author_names(told, site)
        names = tuple(dict.fromkeys([*names, *(name for name in told if names and is_agency(name))]))
        named = tuple(without_outlet(name, outlet) for name in names)
        persons = [name for name in named if not is_outlet(name, outlet, known, host)]
        if others := but_places(persons, heading):
            return others
        own = own or names
    return own


def _with_more_shown(names: list[str], around: Surroundings) -> list[str]:
    """Return the one author whom the page's code names, and with that one those whom a byline names besides.

    The byline is an element near the headline that holds no more than names of persons, joined by "and", or each a link
    to its author: behind a comma or a bar alone stands what the one belongs to, "Jane Doe, Foreign Policy".
    """
    told = clean_author_names(names)
    if len(told) != 1:
        return names
    if " " not in told[0]:
        return _shown_for_login(told[0], around) or names
    for element in around.near(MORE_ELEMENTS, 0):
        whole = opening_text(element, MAX_BYLINE + 1)
        text = shown_names(one_line(whole)) if len(whole) <= MAX_BYLINE else ""
        if (
            told[0] in text
            and not _MORE_FROM.match(whole)
            and (_JOINED.search(text) or are_author_links(element))
        ):
            shown = clean_author_names([text])
            if any(name.endswith(told[0]) for name in shown) and len(shown) > 1 and _looks_like_names(text):
                return list(shown) if all(is_person(name, set(), titled=False) for name in shown) else names
    return names


def _shown_for_login(login: str, around: Surroundings) -> list[str]:
    """Return the person whom the link to an author below the headline names, where the code has a login: "KatieS"."""
    if not _LOGIN.fullmatch(login):
        return []
    links = (each for each in around.near(MORE_ELEMENTS, 0) if AUTHOR_LINK.search(each.get("href", "")))
    shown = next((text for link in links if (text := shown_names(_words(link)))), "")
    is_named = _is_one_name(shown) and is_person(shown, set(), titled=False)
    return list(clean_author_names([shown])) if is_named else []


_LOGIN = re.compile(r"[A-Z][a-z]+[A-Z][a-z]{0,2}|\w*\d\w*|[A-Za-z]+[._-][A-Za-z]+")
"""What logs somebody in: a capital behind a name, figures, a stop."""


_JOINED = re.compile(r"\s(?:and|und|et|y|e|и|ve|og|och|en|i|&)\s|\sو", re.IGNORECASE)
_MORE_FROM = re.compile(
    r"\s*(?:(?:read |see )?more|other (?:posts|stories|articles)|mehr|weitere|plus|d['’]autres|más|mais|altri|"
    r"ещ[её]|другие) (?:\S+ ){0,2}?(?:from|by|von|aus|de|da|di|от)\s",
    re.IGNORECASE,
)
"""What begins a heading over an author's other articles and his outlet's."""
MORE_ELEMENTS = 30
"""Elements after the headline in which a byline can name more authors than the page's code."""
MAX_BYLINE = 120
"""Characters of such a byline."""


def _without_editors(names: list[str], root: HtmlElement, around: Surroundings) -> list[str]:
    """Return the names, or nobody where the page says that they edited the article and a byline says who wrote it."""
    for element in around.near(EDITOR_ELEMENTS, 0) if names else ():
        if (element.text or "")[:1].isalpha() and _EDITED.match(element.text or ""):
            editors = {
                comparable_form(name) for name in clean_author_names([_EDITED.sub("", _words(element))])
            }
            wrote = clean_author_names(_beside(root, around))
            if editors.issuperset(map(comparable_form, clean_author_names(names))) and wrote:
                return []
    return names


EDITOR_ELEMENTS = 15
"""Elements after the headline in which the page can name the editor."""
_EDITED = re.compile(
    r"(?:(?:edited|editing) by|editor\s*:|edita(?:do|da) por|edición\s*:|edição\s*:|édité par|édition\s*:|"
    r"redaktion\s*:|bearbeitet von|redigiert von|редактор\s*:|editör\s*:|تحرير\s*:|ویراستار\s*:|دبیر\s*:|编辑\s*[:：])",
    re.IGNORECASE,
)


def _labelled(metas: dict[str, list[str]]) -> list[str]:
    """Return the author in the card for messengers, where its label says that it is one: "Written by"."""
    label, data = (metas.get(f"twitter:{what}1", [""])[0] for what in ("label", "data"))
    return [data] if _LABEL.search(label) else []


_LABEL = re.compile(
    r"^(?:(?:written |words |story |posted )?by|authors?|(?:verfasst |geschrieben )?von|aut(?:or|eur|"
    r"ore)(?:in|a|es)?|"
    r"(?:écrit )?par|(?:escrito )?por|scritto da|автор|yazar|بقلم|إعداد|كتبت?|تحقيق|نویسنده|خبرنگار)\s*:?$",
    re.IGNORECASE,
)
"""What stands alone before an author's name."""


def _bylines(*places: list[HtmlElement]) -> list[str]:
    """Return the texts of the first marked place that has a name, without the visitors' and the other articles'."""
    for place in places:
        found = [element for element in place[:12] if not is_in_margin(element)]
        kept = [shown_names(text) for text in map(_words, found[:4]) if 1 < len(text) < 160]
        if clean_author_names(kept[:2]):
            return kept[:2]
    return []


def _only_one(marked: list[HtmlElement]) -> list[str]:
    """Return the one person whom marks and links name as an author, wherever they stand; nobody where they name two."""
    found = {comparable_form(name): name for e in marked[:12] for name in _names(e)}
    return list(found.values()) if len(found) == 1 else []


def _names(element: HtmlElement) -> tuple[str, ...]:
    """Return the people whom an element names, where it says nothing more and is no visitor's."""
    text = shown_names(_words(element))
    return (
        clean_author_names([text])
        if 1 < len(text) < 120 and _looks_like_names(text) and not is_named_among_others(element)
        else ()
    )


def _beside(root: HtmlElement, around: Surroundings) -> list[str]:
    """Return the first text near the headline that is named, linked or begins like a byline, and names somebody."""
    heading = around.heading
    near = around.near(BYLINE_ELEMENTS, BYLINE_ELEMENTS // 3)
    label = False
    for element in near or islice(root.iter("*"), BYLINE_ELEMENTS):
        if element.tag in ("script", "style", "time", "button") or len(element) > 8:
            continue
        named = (
            element.tag == "address"
            or _is_named_as_byline(names_of(element))
            or (element.tag == "a" and AUTHOR_LINK.search(element.get("href", "")))
        )
        text = _but_a_label(element) if label or named or _OPENS.match(element.text or "") else ""
        if named and (several := _of_one_make(element)):
            return several
        if named:
            element = inmost(element)
            text = _name_in(element, text)
        text = (agency_before_place(element) or text) if named else text
        if named and (labelled := _BEFORE_COLON.match(text)):
            text = labelled["name"]
        if 1 < len(text) < 120 and _is_byline(element, text, heading):
            return [shown_names(text), *_agencies_beside(element)]
        if not text and not len(element) and (among := _AMONG.search(element.text or "")):
            text = among["by"]
            if _is_byline(element, text, heading):
                return [shown_names(text)]
        label = (not len(element) and bool(_LABEL.match((element.text or "").strip()))) or (
            label and not text
        )
    return []


def _agencies_beside(element: HtmlElement) -> list[str]:
    """Return the agencies that are items of the list in which a name is one."""
    item = next(islice(element.iterancestors("li"), 1), None)
    items = [] if item is None else islice(item.itersiblings("li"), MAX_ITEMS)
    return [text for text in map(_words, items) if is_agency(text)]


MAX_ITEMS = 6
"""Items behind a name in a list among which an agency is looked for."""


def _is_byline(element: HtmlElement, text: str, heading: HtmlElement | None) -> bool:
    """Tell whether an element's text is names, and stands neither in a margin nor under another article's headline."""
    is_names = _looks_like_names(shown_names(text))
    return is_names and not is_in_margin(element, heading) and not is_in_card(element, heading, is_name=True)


_BEFORE_COLON = re.compile(
    r"(?!تصوير|تحرير|صورة|عکس|مترجم|ترجمة)[\u0600-\u06ff]{2,12}(?: [\u0600-\u06ff]{2,12})?\s?:\s*(?P<name>[^:]{3,})$"
)
"""A place before the name in an Arabic or Persian byline, "Saada: ..."; who took pictures or edited is no author."""


@lru_cache(1024)
def _is_named_as_byline(names: str) -> bool:
    """Tell whether an element's class and id name an author: pages repeat few of them."""
    return bool(
        _NAMED_ASCII.search(names.lower()) if names.isascii() else _NAMED.search(names)
    ) and not _OF_PICTURES.search(names)


_OF_PICTURES = re.compile(
    r"(?:photo|foto|image|picture|img)[_-]{1,2}(?:author|autor|credit|byline)", re.IGNORECASE
)
"""What names who took a picture: `photo__author`."""


_AMONG = re.compile(
    r"^.{0,120}\d.{0,40}\s[|·•–—]\s(?P<by>(?:by|von|par|por|di|door|автор|yazan)\b:?\s+[^\d|·•–—]{3,60})$",
    re.IGNORECASE,
)
"""A byline behind the days in a line of these: "First published: 29 January 2026, 14:05 | By Jane Doe"."""


def _of_one_make(element: HtmlElement) -> list[str]:
    """Return the names in an element and in those beside it of the same tag and class, where each is one's name."""
    make = (element.tag, element.get("class"))
    alike = [each for each in element.itersiblings() if make[1] and (each.tag, each.get("class")) == make]
    texts = [_words(each) for each in (element, *alike[:8])] if alike else []
    return texts if texts and all(_is_one_name(text) for text in texts) else []


def _is_one_name(text: str) -> bool:
    return " " in text and not UP_TO.search(text) and _looks_like_names(text)


def _name_in(element: HtmlElement, text: str) -> str:
    """Return of a byline its first child's text, or its own before that, where all of its text is more than names."""
    if len(element) and (linked := name_behind_outlet(element, shown_names(text))):
        return linked
    if (text_of_day := _DAY_AND_NAME.fullmatch(_ON_BEHALF.sub("", text))) and _is_one_name(
        text_of_day["name"]
    ):
        return text_of_day["name"]
    is_dated = len(element) > 0 and _DAY_BEFORE.fullmatch((element.text or "").strip()) is not None
    if (is_dated or len(element) > 1) and (_opens(element) or not _looks_like_names(shown_names(text))):
        text = _first_child(element) or text
    if len(element) and not is_dated and not _looks_like_names(shown_names(text)):
        text = one_line(element.text or "") or text
    return text


def _first_child(element: HtmlElement) -> str:
    """Return the text of a byline's first child, where it is a name of two words: a role stands behind it."""
    text = next(filter(None, map(_words, element)), "")
    before = (element.text or "").strip()
    is_first = not before or bool(_LABEL.match(before) or _DAY_BEFORE.fullmatch(before))
    return text if " " in text and is_first and _looks_like_names(shown_names(text)) else ""


_DAY_AND_NAME = re.compile(r"(?=.{0,20}\d).{6,20}\b(?:19|20)\d\d\s[—–|·•-]\s(?P<name>[^\d|·•]{4,60})")
"""A day and a name behind it: "Dec. 19, 2025 · Jane Doe"."""
_ON_BEHALF = re.compile(r"\s+on behalf of\b.*$")
_DAY_BEFORE = re.compile(r".{0,30}\d.{0,25}\s[—–|·•-]")
"""The day before a name, and a mark between them: "Tue, 09/12/2025 - 14:20 — "."""


def _opens(element: HtmlElement) -> bool:
    """Tell whether the first child is a byline by itself, of a block: the next tells of the outlet, or of the day."""
    return element[0].tag in ("div", "p") and bool(BY.match(_words(element[0])))


_OPENS = re.compile(
    r"^\s*(?:(?i:(?:(?:written|words|story|text|reported|submitted) )?by|von|por|par|di|door|автор|بقلم)"
    r"(?:\s*:?\s+[^\W\d_a-zа-я]|\s*$)|بقلم\s*:|(?i:interview by|escrito por|redactado por)\s|"
    r"(?:作者|記者|记者|نویسنده|تحریر|كتبت?|إعداد|تقرير|گزارشگر(?:ان)?|خبرنگار(?:ان)?|Texte|Texto|Testo|Autore?|Автор)\s*[:：]|"
    r"โดย\s*:?\s*\S|گفت(?:\u200c?و)?گو از\s)"
)


def _words(element: HtmlElement) -> str:
    if element.tag == "meta":
        return one_line((element.get("content") or element.get("value") or "")[:MAX_VALUE])
    return one_line(" ".join(element.itertext())[:MAX_VALUE])


def _but_a_label(element: HtmlElement) -> str:
    """Return an element's words; nothing where they are no more than the label before a name."""
    text = _words(element)
    return "" if _LABEL.match(text) else text


def _looks_like_names(text: str) -> bool:
    """Tell whether a visible text is names and nothing more: every word of them but particles begins with a capital."""
    names = clean_author_names([text])
    words = [word for name in names for word in name.split()]
    small = [word for word in words if word[0].islower() and word not in _PARTICLES | _SMALL_AGENCIES]
    return bool(names) and not small and len(words) <= 6 * len(names) and len(names) <= 6


_PARTICLES = frozenset(
    ["de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ten"]
)


_SMALL_AGENCIES = frozenset(["dpa", "epd", "afp", "apa", "kna", "awp", "sda", "dts"])
"""Agencies that write themselves small, beside a name or alone."""
