"""Who wrote an article: names out of JSON-LD, meta elements and bylines, without what stands around them there."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from processors.metadata.around_headline import elements_near, is_in_margin, is_named_among_others
from processors.metadata.author_names import BY, MAX_VALUE, clean_author_names, in_usual_order, is_agency
from processors.metadata.date_words import is_month_name, is_weekday_name
from processors.metadata.plain_bylines import plain_byline
from processors.metadata.signed_below import signed_below
from processors.text.characters import comparable_form, one_line

AUTHOR_METAS = (
    *(
        "author",
        "article:author",
        "byl",
        "dc.creator",
        "dc:creator",
        "dcterms.creator",
        "dcterms:creator",
        "parsely-author",
        "sailthru.author",
    ),
    *(
        "cxenseparse:author",
        "authors",
        "article.author",
        "mediator_author",
        "citation_author",
        "creator",
        "article:author_name",
        "articleauthor",
    ),
)
"""Names of meta elements for the authors, in lower case, the plainest first."""
_MARKED_AUTHOR: Any = etree.XPath('descendant::*/@itemprop[. = "author"]/..')
_NAME_OF_AUTHOR: Any = etree.XPath('descendant::*/@itemprop[. = "author"]/..//*[@itemprop="name"]')
_BYLINES: tuple[Any, ...] = (
    lambda root: _NAME_OF_AUTHOR(root) if _MARKED_AUTHOR(root) else [],
    _MARKED_AUTHOR,
    etree.XPath('descendant::*/@rel[contains(concat(" ", ., " "), " author ")]/..'),
)
"""Where the page's code says that a byline stands, the surest place first. Attributes are asked for, and not elements
for theirs: that takes four times as long."""
_CARDS: tuple[Any, ...] = (
    etree.XPath(
        'descendant::*/@class[contains(., "author") and contains(., "vcard")]/..'
        '//*[contains(concat(" ", @class, " "), " fn ")]'
    ),
)
"""The name in the author's card of hAtom, which many weblogs have below the text."""
_NAMED = re.compile(
    r"author|byline|autor|auteur|writer|reporter|redakteur|journalist|verfasser|avtor|yazar|muhabir|zuozhe|"
    r"nevisande|submitted|firma(?:s|nte)?\b|imza|signature|contributors?\b|created-?by|periodista|muharrir|"
    r"(?:^|\s)(?:by|aut)(?:$|\s)",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|profile|people|staff|contributors?)/", re.IGNORECASE
)
BYLINE_ELEMENTS = 120
"""Elements after the headline, and a third of it before, in which a byline is looked for."""


def find_authors(
    root: HtmlElement,
    node: dict[str, Any],
    people: dict[str, str],
    metas: dict[str, list[str]],
    heading: HtmlElement | None,
    site: str,
    sites: Iterable[str],
    titled: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return the authors that the page names: in JSON-LD, else in meta elements, else in its bylines.

    `people` are the names of the JSON-LD nodes by their @id, `heading` shows the headline. `site` is the outlet's
    name, never an author; `sites` are names that the page has for its site, an author only where nobody else is.
    `titled` is what its title has beside the headline, in the form of `comparable_form`: the site's or a writer's name.
    """
    outlet = {comparable_form(name) for name in sites} | {_bare(name) for name in sites}
    own: tuple[str, ...] = ()
    known = outlet | set(titled)
    writer = node.get("author") or node.get("creator")
    looks: tuple[Callable[[], list[str]], ...] = (
        lambda: _writers(writer, people),
        lambda: _without_editors(_in_metas(metas), root, heading),
        lambda: _labelled(metas),
        lambda: _bylines(root, _BYLINES),
        lambda: _beside(root, heading),
        lambda: _bylines(root, _CARDS),
        lambda: _only_one(root),
        lambda: plain_byline(heading, known),
        lambda: [name for name in _told(writer, people, firms=True) if is_agency(name)],
        lambda: signed_below(root, known),
        lambda: [name for name in _told(writer, people, firms=True) if not known.isdisjoint(_forms(name))],
    )
    for look in looks:
        names = clean_author_names(look(), site)
        named = tuple(_without(name, outlet) for name in names)
        if others := tuple(name for name in named if not _is_outlet(name, outlet, known)):
            return others
        own = own or names
    return own


def _in_metas(metas: dict[str, list[str]]) -> list[str]:
    return [in_usual_order(text) for name in AUTHOR_METAS for text in metas.get(name, ())]


def _without_editors(names: list[str], root: HtmlElement, heading: HtmlElement | None) -> list[str]:
    """Return the names, or nobody where the page says that they edited the article and a byline says who wrote it."""
    for element in elements_near(heading, EDITOR_ELEMENTS, 0) if names else ():
        if (element.text or "")[:1].isalpha() and _EDITED.match(element.text or ""):
            editors = {
                comparable_form(name) for name in clean_author_names([_EDITED.sub("", _words(element))])
            }
            wrote = clean_author_names(_beside(root, heading))
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


def _is_outlet(name: str, outlet: set[str], known: set[str]) -> bool:
    """Tell whether a name is the outlet's. What a title has beside a headline may be a person's, with capitals."""
    return not (known if name.lower() == name.upper() else outlet).isdisjoint(_forms(name))


def _forms(name: str) -> tuple[str, str]:
    return comparable_form(name), _bare(name)


def _bare(name: str) -> str:
    """Return an outlet's name in the form of `comparable_form`, without what some writings of it have more."""
    return comparable_form(_AROUND_OUTLET.sub("", name)) or comparable_form(name)


_AROUND_OUTLET = re.compile(
    r"^the\s+|\s+(?:news|online|staff|newsroom)$|\.(?:com?|org|net)\b.*$", re.IGNORECASE
)
"""What stands around an outlet's name as an author: "CBC News" of CBC, "The Huffington Post" of huffingtonpost.com."""


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


def _without(name: str, outlet: set[str]) -> str:
    """Return a name without the outlet's behind it: "Jane Doe EXAMPLE NEWS"."""
    words = name.split()
    ends = (at for at in range(2, len(words)) if comparable_form(" ".join(words[at:])) in outlet)
    return " ".join(words[: next(ends, len(words))])


def _writers(value: object, people: dict[str, str]) -> list[str]:
    """Return the persons in a JSON-LD author, and the agencies beside them; agencies alone give way to a byline."""
    persons = _told(value, people, firms=False)
    return [
        name for name in _told(value, people, firms=True) if name in persons or (persons and is_agency(name))
    ]


def _told(value: object, people: dict[str, str], depth: int = 0, *, firms: bool) -> list[str]:
    """Return the names in a JSON-LD author: a string, a person, a reference to one, or a list of these.

    Those of organizations are among them where `firms` are asked for.
    """
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict) and depth < 4:
        named = value.get("name") or people.get(str(value.get("@id")))
        is_firm = value.get("@type") == "Organization"
        return [] if is_firm and not firms else _told(named, people, depth + 1, firms=firms)
    if isinstance(value, list) and depth < 4:
        return [name for item in value[:20] for name in _told(item, people, depth + 1, firms=firms)]
    return []


def _bylines(root: HtmlElement, places: Iterable[Any]) -> list[str]:
    """Return the texts of the first marked place that has a name, without the visitors' and the other articles'."""
    for path in places:
        found = [element for element in path(root)[:12] if not is_in_margin(element)]
        kept = [_shown(text) for text in map(_words, found[:4]) if 1 < len(text) < 160]
        if clean_author_names(kept[:2]):
            return kept[:2]
    return []


def _only_one(root: HtmlElement) -> list[str]:
    """Return the one person whom marks and links name as an author, wherever they stand; nobody where they name two."""
    found = {comparable_form(name): name for e in _AUTHORS(root)[:12] for name in _names(e)}
    return list(found.values()) if len(found) == 1 else []


_AUTHORS: Any = etree.XPath(
    'descendant::*/@itemprop[. = "author"]/..//*[@itemprop="name"]|'
    'descendant::a/@rel[contains(concat(" ", ., " "), " author ")]/..|'
    'descendant::a/@href[contains(., "/author/") or contains(., "/authors/")]/..'
)


def _names(element: HtmlElement) -> tuple[str, ...]:
    """Return the people whom an element names, where it says nothing more and is no visitor's."""
    text = _shown(_words(element))
    return (
        clean_author_names([text])
        if 1 < len(text) < 120 and _looks_like_names(text) and not is_named_among_others(element)
        else ()
    )


def _beside(root: HtmlElement, heading: HtmlElement | None) -> list[str]:
    """Return the first text near the headline that is named, linked or begins like a byline, and names somebody."""
    around = elements_near(heading, BYLINE_ELEMENTS, BYLINE_ELEMENTS // 3) or islice(
        root.iter("*"), BYLINE_ELEMENTS
    )
    label = False
    for element in around:
        if element.tag in ("script", "style", "time", "button") or len(element) > 8:
            continue
        named = (
            element.tag == "address"
            or _is_named_as_byline(f"{element.get('class', '')} {element.get('id', '')}")
            or (element.tag == "a" and _LINKED.search(element.get("href", "")))
        )
        text = _but_a_label(element) if label or named or _OPENS.match(element.text or "") else ""
        if named and (several := _of_one_make(element)):
            return several
        if named and len(element) > 1 and (_opens(element) or not _looks_like_names(_shown(text))):
            text = _first_child(element) or text
        if named and len(element) and not _looks_like_names(_shown(text)):
            text = one_line(element.text or "") or text
        if named and (labelled := _BEFORE_COLON.match(text)):
            text = labelled["name"]
        if 1 < len(text) < 120 and not is_in_margin(element, heading) and _looks_like_names(_shown(text)):
            return [_shown(text)]
        if not text and not len(element) and (among := _AMONG.search(element.text or "")):
            text = among["by"]
            if _looks_like_names(_shown(text)) and not is_in_margin(element, heading):
                return [_shown(text)]
        label = (not len(element) and bool(_LABEL.match((element.text or "").strip()))) or (
            label and not text
        )
    return []


_BEFORE_COLON = re.compile(
    r"(?!تصوير|تحرير|صورة|عکس|مترجم|ترجمة)[\u0600-\u06ff]{2,12}(?: [\u0600-\u06ff]{2,12})?\s?:\s*(?P<name>[^:]{3,})$"
)
"""A place before the name in an Arabic or Persian byline, "Saada: ..."; who took pictures or edited is no author."""


@lru_cache(1024)
def _is_named_as_byline(names: str) -> bool:
    """Tell whether an element's class and id name an author: pages repeat few of them."""
    return bool(_NAMED.search(names))


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
    return " " in text and not _UP_TO.search(text) and _looks_like_names(text)


def _first_child(element: HtmlElement) -> str:
    """Return the text of a byline's first child, where it is a name of two words: a role stands behind it."""
    text = next(filter(None, map(_words, element)), "")
    before = (element.text or "").strip()
    is_first = not before or bool(_LABEL.match(before))
    return text if " " in text and is_first and _looks_like_names(_shown(text)) else ""


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


def _shown(text: str) -> str:
    """Return a visible byline up to its first figure (a date, or minutes of reading), without a month before it."""
    before, *cut = _UP_TO.split(text, maxsplit=1)
    words = before.rstrip(" ,.|·•-–—").split()
    if cut and len(words) > 1 and _is_weekday(words[-1].strip(".,،")):
        words.pop()
    while len(words) > 1 and (words[-1].lower() in _BEFORE_A_DATE or is_month_name(words[-1].strip(".,|·•"))):
        words.pop()
    if cut and len(words) == 1 and words[0].lower() in _BEFORE_A_DATE:
        return ""  # "Last updated: January 7" beside a picture that is named after an author
    return " ".join(words)


def _is_weekday(word: str) -> bool:
    return word.lower() in _WEEKDAYS or is_weekday_name(word)


_WEEKDAYS = frozenset(
    ["mo", "di", "mi", "do", "fr", "sa", "so", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
)
_BEFORE_A_DATE = frozenset(
    ["le", "hace", "vor", "il", "el", "last", "den", "em", "há", "at", "op", "am", "on", "เมื่อ", "วันที่"]
)
_UP_TO = re.compile(
    r"\d|\b(?:updated|published|posted|sponsored|last modified|aktualisiert|veröffentlicht|publiziert|"
    r"stand(?=:)|publié|publicado|pubblicato|опубликовано|обновлено|yayınlan\w+|güncelleme|نشر|انتشار|on(?= \w+ \d)|"
    r"am(?= \d))\b",
    re.IGNORECASE,
)
