"""The text that a page carries without showing it, for pages on which next to nothing else is found.

Pages that a script fills in the reader's browser bring their text in JSON-LD, in data for that script, in a template
or, for readers without scripts, in `noscript`.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement

from processors.errors import Reject
from processors.page.extract import extract_paragraphs
from processors.page.html import has_markup, html_to_text, parse_html
from processors.page.jsonld import read_nodes
from processors.page.script_data import Flight, flight_rows, values_of
from processors.text.characters import comparable_form, count_words

MIN_WORDS = 50
"""Words from which such a text is an article: notices to switch scripts on have up to 40."""
MAX_VALUES = 100_000
"""Values in such data that are looked at."""
MAX_TEXTS = 2_000
"""Paragraphs that are taken out of such data."""
MIN_PARAGRAPH = 8
"""Words from which a text among data is a paragraph and not a caption or a name."""


def find_embedded_text(
    markup: str, json_ld_text: str | None, headlines: Sequence[str]
) -> tuple[list[str], str]:
    """Return the paragraphs that the page carries without showing them, and where; ([], "") where there are none.

    `json_ld_text` is the text in the page's JSON-LD; `headlines` are its headline's wordings, by one of which the
    article is known among a script's data.
    """
    root = parse_html(markup)
    for found, name in (
        (_lines(json_ld_text or ""), "json-ld"),
        (_live_updates(root), "json-ld"),
        (_in_data(root, {comparable_form(text) for text in headlines} - {""}), "data of a script"),
        (_in_templates(root), "template"),
    ):
        least = MIN_BESIDE if name == "data of a script" else MIN_WORDS
        if count_words("\n".join(found)) >= least:
            return found, name
    return [], ""


def _lines(text: str) -> list[str]:
    """Return the paragraphs of a text or of markup."""
    try:
        return [line for line in html_to_text(text).split("\n") if line.strip()]
    except Reject:
        return []


def _in_templates(root: HtmlElement) -> list[str]:
    """Return the article in the template, or what stands for readers without scripts, that has the most words."""
    found = [_article(source) for source in _templates(root)]
    return max(found, key=lambda lines: count_words("\n".join(lines)), default=[])


def _templates(root: HtmlElement) -> Iterator[str]:
    for element in root.iter("noscript", "template"):
        inside = (etree.tostring(child, encoding="unicode", method="html") for child in element)
        yield (element.text or "") + "".join(inside)
    for script in root.iter("script"):
        if re.search(r"template|html", script.get("type") or ""):
            yield script.text or ""


def _article(source: str) -> list[str]:
    if count_words(source) < MIN_WORDS or not has_markup(source):
        return []
    try:
        return extract_paragraphs(parse_html(f"<html><body>{source}</body></html>"))[0]
    except Reject:
        return []


def _in_data(root: HtmlElement, headlines: set[str]) -> list[str]:
    """Return the longest text that stands beside the page's headline in a script's data."""
    flight = Flight(flight_rows(root))
    rows = list(flight.rows.values())
    values = [value for script in root.iter("script") for value in values_of(script.text or "")]
    values += [flight.resolved(row) for row in rows if isinstance(row, (list, dict))]
    found = [_beside(value, headlines) for value in values]
    found += [_article(flight.drawn(row)) for row in rows if isinstance(row, list)]
    best = max(found, key=lambda lines: count_words("\n".join(lines)), default=[])
    return best if count_words("\n".join(best)) >= MIN_BESIDE else _named_body(values)


def _named_body(values: list[object]) -> list[str]:
    """Return the only text among data that is called an article's body; nothing where there are several."""
    found: dict[str, list[str]] = {}
    for data in values:
        for value in _values(data):
            for key, text in value.items() if isinstance(value, dict) else ():
                if isinstance(text, str) and _BODY_KEY.fullmatch(key) and count_words(text) >= MIN_WORDS:
                    found.setdefault(comparable_form(text[:2_000]), _lines(text))
    return next(iter(found.values())) if len(found) == 1 else []


_NO_TEXT = re.compile(
    r"newsletter|related|interstitial|promo|advert|^ads?$|image|video|gallery", re.IGNORECASE
)
"""What the parts of an article in such data say that they are, where they are none of its text."""
_BODY_KEY = re.compile(
    r"(?:article|story|post|page|full)?_?(?:content|body|text)_?(?:html|text)?|html_?(?:content|body|"
    r"text)|articleHtml|rendered",
    re.IGNORECASE,
)
"""How data of the large frameworks call an article's text: contentHtml, body_html, articleBody, htmlBody."""


def _live_updates(root: HtmlElement) -> list[str]:
    """Return the updates of a live blog in the page's JSON-LD, each with its headline, in their order."""
    lines: list[str] = []
    for node in read_nodes(root):
        updates = node.get("liveBlogUpdate")
        for update in (updates if isinstance(updates, list) else [updates])[:MAX_TEXTS]:
            if isinstance(update, dict):
                texts = [update.get(key) for key in ("headline", "articleBody")]
                lines += [line for text in texts if isinstance(text, str) for line in _lines(text)]
    return list(dict.fromkeys(lines))


def _beside(data: object, headlines: set[str]) -> list[str]:
    """Return the paragraphs of the richest value beside a headline; of several headlines the innermost counts."""
    best: list[str] = []
    for value in _values(data):
        parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        if not any(_is_headline(part, headlines) for part in parts):
            continue
        found = [_paragraphs(part) for part in parts]
        longest = max(found, key=lambda lines: count_words("\n".join(lines)))
        if count_words("\n".join(longest)) >= MIN_BESIDE:
            best = longest
    return best


def _is_headline(part: object, headlines: set[str]) -> bool:
    """Tell whether a value is a headline, or an object of headlines: {"headlines": {"basic": "..."}}."""
    texts = part.values() if isinstance(part, dict) and len(part) <= MAX_WORDINGS else (part,)
    return any(isinstance(text, str) and comparable_form(text[:500]) in headlines for text in texts)


MAX_WORDINGS = 12
"""Wordings of its headline that an article has in such an object."""
MIN_BESIDE = 25
"""Words of a text beside its headline: what an article has at least."""


def _values(data: object) -> Iterator[object]:
    """Yield every value in data, level by level, in order."""
    level, seen = [data], 0
    while level and seen < MAX_VALUES:
        yield from level
        seen += len(level)
        level = [below for value in level for below in _below(value)]


def _below(value: object) -> Sequence[object]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ()


def _paragraphs(data: object) -> list[str]:
    """Return the paragraphs in a value: of a text, of markup, or of many texts below it, in their order."""
    found: list[str] = []
    waiting = [data]
    while waiting and len(found) < MAX_TEXTS:
        value = waiting.pop()
        if isinstance(value, str) and count_words(value[:1_000]) >= MIN_PARAGRAPH:
            found += _lines(value)
        if not (isinstance(value, dict) and _NO_TEXT.search(str(value.get("type", ""))[:100])):
            waiting.extend(reversed(_below(value)))
    return list(dict.fromkeys(found))
