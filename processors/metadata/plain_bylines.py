"""A byline that nothing marks: a name alone beside a day, between the headline and the text.

    3 abril, 2026 | Marisela Pirela
    Rita Abou Chaaya, correspondante à Tyr   Publié le mercredi 6 mai 2026
    AFP - 11/06/2026

Most pages mark who wrote them, by a label, a class or in their code; this is for those that do not. A day must stand in
the same line or in the next one: it says that the line tells of the article. Sections and towns stand there too, so a
name is two to four words with capitals that are neither. A single name, or one in letters without capitals, counts
only where a title stands before it or a news agency has it.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import regex
from lxml.html import HtmlElement

from processors.events.places import is_town
from processors.metadata.around_headline import is_apart_by_name, is_linked_headline
from processors.metadata.author_names import begins_with_office, clean_author_names, is_agency
from processors.metadata.date_words import find_day, is_month_name, is_weekday_name
from processors.metadata.known_names import begins_with_first_name
from processors.text.characters import comparable_form, one_line

MAX_LINES = 8
"""Lines after the headline in which such a byline is looked for."""
MAX_LINE = 120
"""Characters of a line that can be one; where a longer one stands, the text has begun."""
MAX_AUTHORS = 3
"""Lines of one name each, one below the other."""
_CUT = "\x1f"
"""Stands in a line where an element begins or ends."""


def plain_byline(heading: HtmlElement | None, taken: set[str]) -> list[str]:
    """Return the authors in the lines behind the headline, where a day stands beside them; none where nobody does.

    `taken` are names, as `comparable_form` writes them, that the page has for its site.
    """
    if heading is None:
        return []
    lines = list(islice(_lines(heading), MAX_LINES))
    dated = [_is_dated(line) for line in lines]
    if not any(dated):
        return []
    named = [[] if "©" in line else _names(line, taken) for line in lines]  # that is who took a picture
    for at, names in enumerate(named):
        end = next(
            (n for n in range(at, min(at + MAX_AUTHORS, len(lines))) if not named[n]), at + MAX_AUTHORS
        )
        if names and (dated[at] or (at and dated[at - 1])):
            return names
        if names and end + 1 < len(lines) and not dated[end] and _is_office(lines[end]):
            end += 1
        if names and end < len(lines) and dated[end]:
            return [name for each in named[at:end] for name in each]
    return []


def _is_office(line: str) -> bool:
    """Tell whether a line says what somebody is: it goes on in small letters, or begins with an office."""
    text = one_line(line.replace(_CUT, " "))
    return len(text) <= MAX_OFFICE and (text[:1].islower() or begins_with_office(text))


MAX_OFFICE = 80
"""Characters of the line between a name and the day that tells the person's office."""


def _lines(heading: HtmlElement) -> Iterator[str]:
    """Yield the short lines between the headline and the text; a subheading between them may be long."""
    level: Any = heading
    told = comparable_form(heading.text_content()[:500])
    for _ in range(_LEVELS):
        for sibling in level.itersiblings():
            for tag, line in _lines_of(sibling, told):
                if tag == _CARD:
                    return
                plain = one_line(line.replace(_CUT, " "))
                if tag in _SUBHEADINGS or not plain:
                    continue
                if len(plain) > MAX_LINE or _SENTENCE.search(plain):
                    if level is heading and sibling is heading.getnext() and _is_standfirst(sibling):
                        break
                    return
                yield line
        level = level.getparent()
        if level is None or level.tag == "body":
            return


def _is_standfirst(element: HtmlElement) -> bool:
    """Tell whether a paragraph right behind the headline is no first one of the text: none stands behind it."""
    behind = element.getnext()
    return element.tag == "p" and behind is not None and behind.tag not in ("p", "br")


_LEVELS = 4
"""The headline, and elements around it, behind which lines are read."""
_SUBHEADINGS = ("h2", "h3", "h4")
_SENTENCE = re.compile(r"(?:\s\S+){6}[.!?…»”\"]$|[。！？]")


_CARD = "card"
"""Stands for the tag of another article's linked headline, behind which its byline stands."""


def _lines_of(element: HtmlElement, told: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the tag and text of each block in an element, with a mark where an element within it begins or ends.

    `told` is the headline in the form of `comparable_form`.
    """
    if not isinstance(element.tag, str) or element.tag in _SKIPPED or is_apart_by_name(element):
        return
    if depth > MAX_DEPTH:
        return
    if element.tag in _SUBHEADINGS and is_linked_headline(element, told):
        yield _CARD, ""
        return
    line = element.text or ""
    for child in element:
        if child.tag in _INLINE and not len(child):
            line += f"{_CUT}{child.text or ''}{_CUT}"
        elif child.tag == "br":
            yield element.tag, line
            line = ""
        else:
            yield element.tag, line
            line = ""
            yield from _lines_of(child, told, depth + 1)
        line += child.tail or ""
        if len(line) > 4 * MAX_LINE:
            break
    yield element.tag, line


MAX_DEPTH = 12
"""Elements within each other behind the headline in which a line is looked for."""
_INLINE = frozenset(["a", "abbr", "b", "em", "i", "small", "span", "strong", "td", "time", "font"])
_SKIPPED = frozenset(
    [
        *("script", "style", "noscript", "nav", "aside", "footer", "form", "button"),
        *("figure", "figcaption", "select", "iframe", "svg", "template"),
    ]
)


def _names(line: str, taken: set[str]) -> list[str]:
    """Return the names that a line begins with, but for days and what labels them, or none."""
    pieces = (one_line(piece).strip(" ,.:") for piece in _PIECES.split(_LIST.sub(", ", line)))
    told = [text for text in pieces if text and not _is_of_date(text)]
    if not told or len(told) > MAX_PIECES:
        return []
    place, told = _place(told)
    source = _SOURCE.match(told[0])
    agency = told[0][source.end() :] if source else told[0]
    if is_agency(agency):
        return [agency]
    return [] if source else _persons(told[0], taken, place)


def _place(told: list[str]) -> tuple[bool, list[str]]:
    """Tell whether the first piece is the place from where somebody reports, and return the pieces behind it."""
    town, colon, rest = told[0].partition(":")
    if colon and rest.strip() and is_town(town.strip()):
        return True, [rest.strip(), *told[1:]]
    if len(told) > 1 and (is_town(told[0]) or (" " not in told[0] and is_agency(told[1]))):
        return True, told[1:]
    return False, told


MAX_PIECES = 3
"""Of a line with more, but for days, the first is no author: it is a row of topics."""


def _persons(text: str, taken: set[str], place: bool) -> list[str]:
    """Return the names that a text is, where nothing else stands in it but their titles and offices.

    `place` says that a town stands before it: then letters without capitals may be a name as well, and so they may
    where a first name is among them.
    """
    names = clean_author_names([text])
    titled = place or bool(_TITLES.match(text))
    if not titled and not text.isascii() and not _CASED.search(text):
        titled = all(begins_with_first_name(name.split()) for name in names)
    return list(names) if names and all(is_person(name, taken, titled) for name in names) else []


def is_person(written: str, taken: set[str], titled: bool) -> bool:
    """Tell whether words are a person's name: two to four with capitals that are no section's, town's or site's.

    `taken` are the site's names; `titled` says that a title or a place before it lets a name be without capitals.
    """
    name = _TITLES.sub("", written)
    words = name.split()
    shaped = bool(_PERSON.fullmatch(name)) or (titled and 2 <= len(words) <= 4 and not _CASED.search(name))
    if not shaped or comparable_form(name) in taken or is_town(name):
        return False
    if all(is_month_name(word) or is_weekday_name(word) for word in words):
        return False
    return SECTION_WORDS.isdisjoint(map(str.lower, words)) and words[-1].lower() not in _ORGANIZATIONS


_TITLES = re.compile(
    r"(?:(?:Dr|Prof|Mag|Ing|Amb|Doç|Assoc|Av|Hon|Rev|Lic|д-р)\.\s*|(?:ดร|ผศ|รศ|ศ)\.\s*|(?:دکتر|الدكتورة?|د\.|أ\.د\.|ڈاکٹر)\s+)+",
    re.IGNORECASE,
)


def _is_of_date(text: str) -> bool:
    """Tell whether a piece of a line is a day, an hour or their label."""
    if len(text) > MAX_DAY:
        return False
    return bool(_DATED.search(text)) or all(is_weekday_name(word) for word in text.split())


MAX_DAY = 50
"""Characters of a piece of a line that is a day."""


def _is_dated(line: str) -> bool:
    """Tell whether a line tells a day, or how long ago it was."""
    plain = one_line(line.replace(_CUT, " "))
    return (
        len(plain) <= MAX_LINE
        and bool(_FIGURE.search(plain))
        and (find_day(plain) is not None or bool(_AGO.search(plain)))
    )


_PIECES = re.compile(rf"{_CUT}|\s*\xa0\s+|\s+\xa0|\s+[|·•@–—-]\s+|\s*/\s+|[|·•]")
_LIST = re.compile(rf"\s*{_CUT}\s*(?:,|&|and|et|und|y|e|и|ve)\s*{_CUT}\s*")
"""What joins two names that are an element each."""
_SOURCE = re.compile(
    r"(?:kaynak|source|fuente|fonte|quelle|bron|sumber|источник|джерело|źródło|منبع|المصدر|来源|來源)\s*[:：]\s*",
    re.IGNORECASE,
)
"""Stands before the agency that a report is from."""
_DATED = re.compile(
    r"\d|^(?:publi\w+|posted|updated|date|datum|fecha|data|опубликовано|дата|tarih|نشر|انتشار|التاريخ|تاریخ)\W*$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d+ \w+ ago\b|\b(?:hace|vor|il y a|há) \d+\b|\b\d+ \w+ (?:önce|назад|fa|geleden|atrás)\b|"
    r"قبل \d+|\d+ \w+ (?:پیش|قبل)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_CASED = regex.compile(r"[\p{Lu}\p{Ll}]")
_GIVEN = r"\p{Lu}[\p{Ll}\p{M}]*(?:['’-]\p{Lu}?[\p{Ll}\p{M}]+)*"
_WORD = rf"(?:(?:d|D|O|o|l)['’])?(?:{_GIVEN}|Mc{_GIVEN}|\p{{Lu}}\.)"
_LINK = r"(?:de|da|do|dos|di|del|della|van|von|der|den|la|le|el|al|bin|ibn|ten|ter|du|des)"
_PERSON = regex.compile(rf"{_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD}){{1,3}}")
"""Two to four words with a capital and small letters behind it, also of one letter and a stop."""
_SECTIONS = """
    news world live breaking staff report reports story stories press release update updates analysis opinion
    middle east west north south central united states nations kingdom africa asia europe america politics
    business sports culture video photos photo audio read more share print email comments comment latest top full
    coverage special the and our your this with about home page newsletter subscribe sign security
    el los las noticias mundo nacional internacional política economía actualidad última hora sociedad redacción
    actualité actualités monde afrique politique économie société
    nachrichten politik welt ausland inland wirtschaft gesellschaft meinung kultur
    mondo esteri cronaca politica economia
    новости мир политика экономика общество россия главная происшествия
    haber haberler dünya gündem siyaset ekonomi güncel son dakika
    notícias política economia sociedade
    jihar
    في من إلى عن أن هيئة التحرير قسم شبكة
    از در به که گروه سرویس تحریریه
    کی کے کا میں نے ویب ڈیسک تازہ صورتحال
    """
SECTION_WORDS = frozenset(_SECTIONS.split())
"""Words of sections and buttons, which stand in such lines as well.

Of scripts without capitals there are prepositions too: a name has none, and the verb of a sentence stands before them.
"""
_ORGANIZATION_WORDS = """
    university college institute foundation council ministry network publishing books films film house witness watch
    magazine online digital translate commons admin author authors moderator minister force
    universidad instituto fundación editorial equipo université institut fondation universität stiftung verlag
    università fondazione universidade fundação üniversitesi vakfı bakanlığı merkezi kullanıcı
    университет институт фонд министерство редакция redaksi redaktion rédaction redazione redação redacção redactie
    """
"""Words that end an organization's or an office's name and no person's."""
_ORGANIZATIONS = frozenset(_ORGANIZATION_WORDS.split())
