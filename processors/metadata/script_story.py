"""Who wrote an article and when, by the data that a page's scripts have beside its headline.

    {"hed": "Eleven holdouts surrender", "byline": [{"fullName": "Noralyn Usman"}], "publishedAt": "2026-11-11T03:25Z"}

Pages that a script draws have both there alone; others tell it a measuring service. The data have other articles too:
so only an object counts that holds the headline.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from processors.metadata.author_names import clean_author_names
from processors.metadata.plain_bylines import is_person
from processors.metadata.timestamps import Timestamp, read_timestamp
from processors.page.script_data import Flight, flight_rows, values_of
from processors.text.characters import comparable_form, count_words

MAX_VALUES = 50_000
"""Values in a script's data that are looked at."""
MAX_SCRIPTS = 200
"""Scripts of a page that are looked at."""
MIN_HEADLINE = 12
"""Letters of a headline by which an article's object is known: a shorter one is a section's name as well."""
MAX_HEADLINE = 300
"""Characters of a text that can be a headline."""
MAX_WORDINGS = 12
"""Wordings of its headline that an article has in an object of these."""
OPENING = 12
"""Characters of the headline that a script must have before its data are read."""


def stories_in_scripts(root: HtmlElement, headlines: Iterable[str]) -> list[dict[str, Any]]:
    """Return the objects among the data of the page's scripts that hold one of the wordings of its headline."""
    wordings = [text for text in headlines if len(comparable_form(text)) >= MIN_HEADLINE]
    forms = {comparable_form(text) for text in wordings}
    openings = {form for text in wordings for form in (text[:OPENING], json.dumps(text)[1 : OPENING + 1])}
    scripts = [script.text or "" for script in islice(root.iter("script"), MAX_SCRIPTS)]
    told = [text for text in scripts if any(opening in text for opening in openings)]
    found = (value for text in told for value in values_of(text))
    stories = [value for data in found for value in _stories(data, forms)]
    if not stories and any("__next_f" in text[:200] for text in told):
        flight = Flight(flight_rows(root))
        rows = [flight.resolved(row) for row in flight.rows.values() if isinstance(row, (list, dict))]
        stories = [value for row in rows for value in _stories(row, forms)]
    return stories


def headline_by_address(root: HtmlElement, url: str) -> str | None:
    """Return the headline of the object among the scripts' data that has the last part of the page's address, or None.

    It is for pages that say their headline nowhere else; `url` may be empty.
    """
    last = _last_part(url)
    if len(last) < MIN_SLUG:
        return None
    scripts = (script.text or "" for script in islice(root.iter("script"), MAX_SCRIPTS))
    for value in (value for text in scripts if last in text for value in values_of(text)):
        for each in _objects(value):
            if any(isinstance(part, str) and _last_part(part) == last for part in each.values()):
                told = (
                    text for key, part in each.items() if _HEADLINE.fullmatch(key) for text in _wordings(part)
                )
                if headline := next((text for text in told if count_words(text) >= MIN_WORDS), None):
                    return headline[:MAX_HEADLINE]
    return None


MIN_SLUG = 8
"""Characters of the last part of an address by which an article's object is known."""
MIN_WORDS = 3
"""Words of a headline that is told there alone."""
_HEADLINE = re.compile(r"(?:article|story|post)?_?(?:headlines?|hed|title)", re.IGNORECASE)


def _last_part(address: str) -> str:
    """Return what an address, a path or a slug ends with, without the ending of a file."""
    path = address.partition("?")[0].partition("#")[0].rstrip("/")
    return re.sub(r"\.\w{2,5}$", "", path[-MAX_HEADLINE:].rpartition("/")[2])


def _wordings(value: object) -> list[str]:
    texts = list(value.values())[:MAX_WORDINGS] if isinstance(value, dict) else [value]
    return [text for text in texts if isinstance(text, str)]


def _stories(data: object, forms: set[str]) -> Iterator[dict[str, Any]]:
    return (each for each in _objects(data) if any(_is_told(value, forms) for value in each.values()))


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """Yield the objects among data, level by level."""
    level, seen = [data], 0
    while level and seen < MAX_VALUES:
        yield from (each for each in level if isinstance(each, dict))
        seen += len(level)
        level = [below for value in level for below in _below(value)]


def _below(value: object) -> Sequence[object]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ()


def _is_told(value: object, forms: set[str]) -> bool:
    """Tell whether a value is a headline, or an object of its wordings."""
    texts = value.values() if isinstance(value, dict) and len(value) <= MAX_WORDINGS else (value,)
    return any(
        isinstance(text, str) and MIN_HEADLINE <= len(text) <= MAX_HEADLINE and comparable_form(text) in forms
        for text in texts
    )


def authors_in_stories(stories: Iterable[dict[str, Any]], taken: set[str]) -> list[str]:
    """Return the persons whom the first object with any names as its authors.

    `taken` are names, as `comparable_form` writes them, that the page has for its site.
    """
    for story in stories:
        told = [text for key, value in story.items() if _AUTHOR.fullmatch(key) for text in _texts(value)]
        names = clean_author_names(told)
        persons = [name for name in names if is_person(name, taken, titled=name.lower() == name.upper())]
        if persons:
            return persons
    return []


def moment_in_stories(stories: Iterable[dict[str, Any]], now: datetime) -> Timestamp | None:
    """Return when the first object that tells it was published, or was made where none tells that; None else."""
    stories = list(stories)
    for keys in (_PUBLISHED, _MADE):
        told = (value for story in stories for key, value in story.items() if keys.fullmatch(key))
        moments = (read_timestamp(text, now, "script") for text in map(_moment, told) if text)
        if moment := next(filter(None, moments), None):
            return moment
    return None


_AUTHOR = re.compile(
    r"(?:article|story|post|page|content)?[_-]?(?:by_?lines?|authors?|writers?|reporters?|journalists?)(?:[_-]?(?:names?|list|display[_-]?name))?",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:(?:article|story|post|page|content|first|original|date|time|initial)[_-]?)*"
    r"(?:published|publish|publication|pub|publishing|posted)(?:[_-]?(?:on|at|date|time|datetime|timestamp|utc|gmt|iso))*|"
    r"display_?date|go_?live_?date|release_?date",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"(?:date|time)[_-]?created|created[_-]?(?:at|on|date|time)?|creation[_-]?date|date", re.IGNORECASE
)
_NAME = re.compile(r"(?:full|display|author|byline|pretty)?[_-]?(?:name|title|byline|text)", re.IGNORECASE)
"""What an author's object calls the name."""


def _texts(value: object, depth: int = 0) -> list[str]:
    """Return the names in an author's value: a text, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [value] if len(value) <= MAX_NAMES else []
    if isinstance(value, list) and depth < MAX_DEPTH:
        return [text for each in value[:20] for text in _texts(each, depth + 1)]
    if isinstance(value, dict) and depth < MAX_DEPTH:
        named = [each for key, each in value.items() if isinstance(each, str) and _NAME.fullmatch(key)]
        return named[:1]
    return []


MAX_NAMES = 200
"""Characters of a text with names."""
MAX_DEPTH = 3
"""Lists and objects within one another that hold names."""


def _moment(value: object) -> str:
    """Return a moment as text: seconds or milliseconds since 1970 as others write them."""
    if isinstance(value, str):
        return value if 8 <= len(value) <= 40 and not value.isdecimal() else ""
    if isinstance(value, bool) or not isinstance(value, int) or not 10**9 <= value < 10**13:
        return ""
    return datetime.fromtimestamp(value / (1000 if value >= 10**11 else 1), UTC).isoformat()
