"""The day that a page shows its readers, where its code tells none: beside the headline, or called a date."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement
from msgspec import structs

from processors.metadata.around_headline import (
    DatedText,
    Surroundings,
    is_among_other_articles,
    is_in_card,
    is_in_margin,
    opening_text,
)
from processors.metadata.date_words import find_days, without_weekday
from processors.metadata.rows_of_articles import is_of_row
from processors.metadata.timestamps import (
    DATA_ATTRIBUTES,
    Timestamp,
    moment_in_attributes,
    published_in_code,
    published_in_elements,
    read_timestamp,
    timestamp_of_day,
    unclear_in_code,
)
from processors.text.characters import count_words

CHANGE_WORDS = re.compile(
    r"updated?\b|modified|revised|reviewed|edited|aktualisier|änder|stand\b|mise? à jour|modifié|actuali[sz]a|"
    r"aggiorna|bijgewerkt|обновл|измен|оновл|güncelle|aktualiz|uppdatera|opdater|oppdater|diperbarui|"
    r"تحديث|ب(?:ه ?)?روز ?رسانی|به ?روز|更新|수정",
    re.IGNORECASE,
)
"""Words that stand before the date of a change, in the languages of the sources watched."""
CHARACTERS_BEFORE_DATE = 30
"""Characters before a date in which such a word speaks of it."""
MAX_TEXT, MAX_TAIL = 110, 80
"""Characters of a text, and of one behind an element, in which a date is the page's and not the story's."""
MUCH_OLDER = timedelta(days=30)
"""By how much a day beside the headline is older than a publication that the code dates like the last change."""


def publication_dates(
    root: HtmlElement,
    nodes: list[dict[str, Any]],
    metas: dict[str, list[str]],
    around: Surroundings,
    changed: Timestamp | None,
    now: datetime,
) -> tuple[Timestamp | None, Timestamp | None]:
    """Return when the page says that it was published, and where it says nothing, the day that it shows.

    `nodes` are the JSON-LD nodes of the article and the page, `around` is the headline's, and `changed` the moment of
    the last change. What readers see beside the headline overrules a date of an unclear name, and one that is the last
    change's and much younger.
    A date behind the last change is that of the site's last building, and gives way to any earlier day.
    """
    at, unclear = published_in_code(nodes, metas, now), unclear_in_code(metas, now)
    if at and not (changed and changed.at <= at.at):
        return _in_order_of_page(at, root, around, now), None
    beside = date_near_headline(root, around, now)
    if at:
        marks = (moment_in_attributes(e, now) for e in _said(_times(root, around.heading)) if beside is None)
        beside = next(filter(None, marks), beside)
        least = timedelta(days=1) if changed and _is_behind(at, changed) else MUCH_OLDER
        return (None, beside) if beside and beside.day + least <= at.day else (at, None)
    if unclear and (not beside or beside.day == unclear.day):
        return unclear, None
    marked = None if beside and beside.where == "time" else published_in_elements(root, now)
    seen = marked or beside or visible_date(root, around, now)
    if seen is None and changed:
        return None, structs.replace(changed, where="updated")
    return (seen, None) if seen and seen.where == "time" else (None, seen)


def _in_order_of_page(at: Timestamp, root: HtmlElement, around: Surroundings, now: datetime) -> Timestamp:
    """Return a day in the code, or the one beside the headline where that is the same with day and month exchanged.

    "11/3/2025" in a meta element does not tell which is the month; the time element that readers see does.
    """
    if at.precision != "day" or at.day.day > MONTHS or at.day.day == at.day.month:
        return at
    other = at.day.replace(month=at.day.day, day=at.day.month)
    beside = date_near_headline(root, around, now)
    return beside if beside and beside.day == other else at


MONTHS = 12
"""A number above it is no month."""


def _is_behind(published: Timestamp, changed: Timestamp) -> bool:
    """Tell whether a publication lies behind the last change; of the same day it is only where both tell the time."""
    return changed.day < published.day or (changed.precision != "day" and changed.at < published.at)


def date_near_headline(root: HtmlElement, around: Surroundings, now: datetime) -> Timestamp | None:
    """Return the time or the day of publication that stands beside the headline, or None; no day of a change.

    A day over the headline that is later than a change below it is the day on which the page was asked for.
    """
    heading = around.heading
    behind, above = around.near(before=0), around.near(after=0)
    marked = (each for each in above if not is_in_margin(each, heading))
    found = chain(
        _first_published(behind, now),
        _days(root, behind, now, around, labelled=True),
        _right_above(root, around, now),
        _marked(root, behind, now, around),
        _days(root, above, now, around, labelled=True),
        _marked(root, marked, now, around),
        _days(root, behind, now, around),
    )
    changed: list[date] = []
    for moment in filter(None, found):
        if moment.where != "updated":
            return moment
        changed.append(moment.day)
    over = (moment for moment in _days(root, above, now, around) if moment and moment.where != "updated")
    return next((moment for moment in over if all(moment.day <= day for day in changed)), None)


def _right_above(root: HtmlElement, around: Surroundings, now: datetime) -> Iterator[Timestamp | None]:
    """Yield the day in the element that stands right before the headline and is called a date."""
    before = None if around.heading is None else around.heading.getprevious()
    if before is not None and isinstance(before.tag, str) and _is_date(before) and not is_of_change(before):
        yield moment_in_attributes(before, now)
        yield from _days(root, (before,), now, around)


def _first_published(elements: Iterable[HtmlElement], now: datetime) -> Iterator[Timestamp | None]:
    """Yield the days that stand in or behind elements which say that they are of the first publication.

    Sites that collect what others publish tell it below the day on which they did so themselves.
    """
    for element in elements:
        label = _FIRST.match(element.text or "")
        if label:
            following = element.getnext()
            own = element.text_content()[:MAX_TEXT]
            is_label = not _LETTER.search(own[label.end() :])
            behind = opening_text(following, MAX_TEXT) if is_label and following is not None else ""
            day = next(find_days(f"{own} {behind}"), None)
            yield timestamp_of_day(day[1], now, "byline") if day else None


_FIRST = re.compile(
    r"\s*(?:(?:originally|first) published|zuerst (?:erschienen|veröffentlicht)|erstveröffentlichung|"
    r"première publication|publicado originalmente|fecha de publicación original|publicação original|"
    r"prima pubblicazione|впервые опубликовано)(?!\w)",
    re.IGNORECASE,
)
"""What stands before the day of the first publication."""
_LETTER = re.compile(r"\w")


def _marked(
    root: HtmlElement, elements: Iterable[HtmlElement], now: datetime, around: Surroundings
) -> Iterator[Timestamp | None]:
    """Yield the moments in the attributes of elements that say that they are dates, then the days in those."""
    asked = [(each, _is_date(each)) for each in elements]
    kept = [(each, is_date) for each, is_date in asked if not (is_date and is_in_card(each, around.heading))]
    yield from (
        moment_in_attributes(each, now) for each, is_date in kept if is_date and not is_of_change(each)
    )
    yield from _days(root, (each for each, _ in kept if _DATE.search(each.get("class") or "")), now, around)


def _is_named_for_change(element: HtmlElement) -> bool:
    named = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('property', '')}"
    return bool(_CHANGED.search(named)) and not _PUBLISHED.search(named)


def _is_date(element: HtmlElement) -> bool:
    """Tell whether an element says that it is a date: a time, or one that is so called or has seconds since 1970."""
    if element.tag == "time" or not element.attrib:
        return bool(element.tag == "time")
    if not DATA_ATTRIBUTES.isdisjoint(element.attrib) or (
        element.tag == "abbr" and "title" in element.attrib
    ):
        return True
    named = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return element.tag in _INLINE and bool(_DATE.search(named))


_INLINE = frozenset(["abbr", "span", "div", "p", "small"])


def is_of_change(element: HtmlElement) -> bool:
    """Tell whether a date is that of a change, by the words before it or by its names: `dateModified`, `updated`."""
    return _is_named_for_change(element) or bool(CHANGE_WORDS.search(_before(element)))


def says_change(words: str) -> bool:
    """Tell whether words say that a day beside them is that of a change."""
    return CHANGE_WORDS.search(words) is not None


_CHANGED = re.compile(r"modified|(?:^|[\s_-])(?:last-?)?updated?(?![a-z])|lastmod", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|posted|created", re.IGNORECASE)


def visible_date(root: HtmlElement, around: Surroundings, now: datetime) -> Timestamp | None:
    """Return the day that readers see: beside the headline, else in an article's time element or a date so called.

    A date that says that it is of a change is no publication; where there is no other, it is told with the place
    `updated`, for then the article is no younger.
    """
    heading = around.heading
    named = (e for e in _named(root) if not is_among_other_articles(e, heading))
    found = chain(
        _days(root, around.near(), now, around),
        (read_timestamp(words, now, "time") for words in _far(root, heading)),
        _days(root, named, now, around),
    )
    changed = None
    for moment in filter(None, found):
        if moment.where != "updated" and not (changed and changed.day < moment.day):
            return moment
        changed = changed or moment
    return changed


def _named(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the first elements that are called a date, each with its first child."""
    for element in _NAMED(root)[:24]:
        yield element
        yield from element[:1]


_NAMED: Any = etree.XPath(
    "descendant::*/@class["
    + " or ".join(
        f'contains(., "{name}")' for name in ("date", "Date", "time", "Time", "published", "Published")
    )
    + "]/..|descendant::time"
)

_DATE = re.compile("date|published", re.IGNORECASE)


def _far(root: HtmlElement, heading: HtmlElement | None) -> Iterator[str]:
    """Yield the times away from the headline: those that say that they are of the publication, then an article's."""
    found = _times(root, heading)
    inside = [e for e in found if next(e.iterancestors("article", "main", "header"), None) is not None]
    yield from (e.get("datetime", "") for e in (_said(found) or inside or found[:1])[:3])


def _times(root: HtmlElement, heading: HtmlElement | None) -> list[HtmlElement]:
    return [
        e
        for e in islice(root.iter("time"), MAX_TIMES)
        if e.get("datetime")
        and not is_among_other_articles(e, heading)
        and not is_of_change(e)
        and not is_in_card(e, heading)
    ]


MAX_TIMES = 300
"""Time elements of a page that are looked at; what has more is a list, a chat or an attack."""


def _said(times: list[HtmlElement]) -> list[HtmlElement]:
    """Return the times that the page marks as those of a publication."""
    return [e for e in times if e.get("pubdate") is not None or "publish" in (e.get("class") or "").lower()]


def _days(
    root: HtmlElement,
    elements: Iterable[HtmlElement],
    now: datetime,
    around: Surroundings,
    *,
    labelled: bool = False,
) -> Iterator[Timestamp | None]:
    """Yield the days in elements; where `labelled` is asked, only those before which it says "published"."""
    language = (root.get("lang") or root.get("xml:lang") or _language_of(around.heading)).lower()
    for element, before, words in chain.from_iterable(_dated(each, around) for each in elements):
        if element is None and labelled:
            continue
        of_change = element is not None and _is_named_for_change(element)
        last = -len(before)
        for start, day in find_days(words, month_first=language.startswith("en-us")):
            context = (before + words[:start])[max(0, last + len(before)) :][-CHARACTERS_BEFORE_DATE:]
            last = start
            if _OTHER_STEPS.search(context) or (labelled and not _is_labelled(before, words[:start])):
                continue
            changed = of_change or CHANGE_WORDS.search(context)
            yield timestamp_of_day(day, now, "updated" if changed else "byline")


def _language_of(heading: HtmlElement | None) -> str:
    """Return how days are read where the page tells no language: as in the United States, if its headline may be.

    One in other letters is not, nor one with letters that English has not and none of its small words.
    """
    shown = "" if heading is None else heading.text_content()[:MAX_TEXT]
    if shown.isascii() or (not _NOT_LATIN.search(shown) and not _MARKED_LETTER.search(shown)):
        return "en-us"
    return "en-us" if not _NOT_LATIN.search(shown) and _ENGLISH.search(shown) else ""


_MARKED_LETTER = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ENGLISH = re.compile(r"\b(?:the|of|to|and|for|is|are|on|with|at|by|as|from|after|who)\b", re.IGNORECASE)
_NOT_LATIN = re.compile("[\u0370-\u1cff\u3040-\ud7af]")


def _is_labelled(before: str, opening: str) -> bool:
    """Tell whether "published" stands right before a day, and before that no headline of another article.

    `before` stands before the day's element, and `opening` in it.
    """
    opening = without_weekday(opening)
    context = (before + opening)[-CHARACTERS_BEFORE_DATE:]
    label = _LABELS.search(opening)
    return bool(_LABELS.search(context)) and (
        label is None or count_words(opening[: label.start()]) <= MAX_BEFORE_LABEL
    )


MAX_BEFORE_LABEL = 3
"""Words that may stand before such a label: a number, or an author's name."""
_LABELS = re.compile(
    r"(?<![^\W\d_])(?:(?:published|posted|released?|publication date)(?: on)?|veröffentlicht(?: am)?|"
    r"publi[ée]e?(?: le)?|publicad[oa](?: el| em)?|(?:fecha de )?publicación|(?:data de )?publicação|"
    r"pubblicato(?: il)?|gepubliceerd(?: op)?|опубликован[оа]?|дата публикации|опубліковано|"
    r"yayın(?:lanma)?(?: tarihi)?|eklenme(?: tarihi)?|publicerad|udgivet|julkaistu|opublikowano|"
    r"dipublikasikan)\s*:?\s*\W{0,3}$|(?:تاریخ )?انتشار\s*:?\W{0,3}$|(?:تاريخ )?النشر\s*:?\W{0,3}$|نشر في\s*:?\W{0,3}$|"
    r"(?:发布|發布|公開|掲載)(?:时间|時間|日)?\s*[:：]?\s*$|입력\s*:?\s*$|פורסם(?: ב)?\W{0,3}$",
    re.IGNORECASE,
)
"""What stands right before the day of publication."""
_OTHER_STEPS = re.compile(
    r"(?<![^\W\d_])(?:received|accepted|submitted|eingegangen|eingereicht|angenommen|reçu|accepté|soumis|recibido|aceptado|"
    r"recebido|aceito|ricevuto|accettato|поступила?|получен[ао]?|принят[ао]?|geliş)\b|"
    r"(?<![^\W\d_])kabul(?: tarihi)?\s*:|kabul tarihi|"
    r"(?<![^\W\d_])(?:seit(?: dem)?|since|depuis(?: le)?|desde(?: el| o)?|dal|sinds)\s*:?\s*$|"
    r"(?:fecha|data) de impresi?[óã]n?o?\b|"
    r"(?<![^\W\d_])(?:printed on|imprimé le|gedruckt am|stampato il|yazdırma tarihi|"
    r"(?:printed(?: on)?|impresso(?: em)?|imprimé(?: le)?|gedruckt(?: am)?|stampato(?: il)?|распечатано|"
    r"yazdırma)\s*:)\s*$|"
    r"收稿|接受|录用|受付|受理|접수|تاریخ دریافت|تاریخ پذیرش|دریافت\s?:|پذیرش\s?:|استلام|قبول",
    re.IGNORECASE,
)
"""What stands before the other days of a paper: it was received and accepted before it was published."""


def _dated(element: HtmlElement, around: Surroundings) -> list[DatedText]:
    """Return the short texts in and behind an element that have figures; none in it where it is another's card.

    Days are looked for several times around a headline, in the same elements: each is read once.
    """
    texts = around.dated.get(element)
    if texts is None:
        texts = list(_texts_with_figures(element))
        if any(each is not None for each, _, _ in texts) and is_in_card(element, around.heading):
            texts = [each for each in texts if each[0] is None]
        around.dated[element] = texts = [] if texts and is_of_row(element) else texts
    return texts


def _texts_with_figures(element: HtmlElement) -> Iterator[DatedText]:
    if element.tag in ("script", "style", "body", "html", "head", "title", "noscript"):
        return
    whole = 0 < len(element) < 5
    text = opening_text(element, 10 * MAX_TEXT) if whole else (element.text or "")[: 10 * MAX_TEXT]
    words = " ".join(text.split())
    if len(words) > MAX_TEXT and (line := _DATELINE.match(words)):
        words = line[1]
    if 5 < len(words) <= MAX_TEXT and _FIGURES.search(words):
        yield element, _before(element), words
    tail = (element.tail or "").strip()
    if 5 < len(tail) <= MAX_TAIL and _FIGURES.search(tail):
        yield None, words[-CHARACTERS_BEFORE_DATE:], tail


_DATELINE = re.compile(r"(\D{0,30}\d{1,2}(?:\D{1,14}|[./]\d{1,2}[./])(?:19|20)\d\d)(?:\)|\s?[-–—|]\s)")
"""How the text of a press release or a report begins that has its day in front: "Kabul, (5.5.2021) ..."."""
_FIGURES = re.compile(r"\d\d|[٠-٩۰-۹०-९০-৯๐-๙]{2}|\d\s?[月월]")


def _before(element: HtmlElement) -> str:
    """Return the words that stand right before an element."""
    words, at = " ", element
    while len(words) <= CHARACTERS_BEFORE_DATE and (before := at.getprevious()) is not None:
        words = f"{before.text_content()[-CHARACTERS_BEFORE_DATE:]} {before.tail or ''} {words}"
        at = before
    parent = at.getparent()
    return f"{parent.text or ''} {words}" if parent is not None and at.getprevious() is None else words
