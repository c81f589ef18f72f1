"""Headlines on pages whose first heading is the site's: a logo, with the menu's headings before the article's own."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from processors.metadata.date_words import find_day, is_month_name, is_weekday_name
from processors.text.characters import comparable_form, count_words, one_line

MAX_LINKS = 60
"""Links of a page among which those to its front page are looked for: they stand at the top."""
MAX_SITE_WORDS = 6
"""Words of a site's name in such a link."""
MAX_HEADINGS = 40
"""Headings that are looked at."""
MAX_LOGO_WORDS = 5
"""Words of a heading that can be a site's name."""
MIN_PARAGRAPH = 12
"""Words of a paragraph under an article's headline."""
_TITLED = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|story|news|single)?[_-]?(?:title|headline)(?:$|[\s_-])", re.IGNORECASE
)
_ARTICLES = re.compile(
    r"(?:^|[\s_-])(?:post|article|story|entry|single|news-?(?:item|detail|body))", re.IGNORECASE
)
_MARGINS = frozenset(["nav", "header", "footer", "aside"])
_MARGIN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|sidebar|footer|related|widget|popular|most-?read|trending|teasers?)(?:$|[\s_-])",
    re.IGNORECASE,
)


def names_in_home_links(root: HtmlElement, url: str) -> list[str]:
    """Return what links to the page's own front page say, by their words or their picture: the site's name."""
    found: list[str] = []
    for link in islice(root.iter("a"), MAX_LINKS):
        if _leads_home(link.get("href") or "", url):
            picture = next(link.iter("img"), None)
            text = one_line(link.text_content()[:200]) or one_line(
                (picture is not None and picture.get("alt")) or ""
            )
            if text and count_words(text) <= MAX_SITE_WORDS:
                found.append(text)
    return list(dict.fromkeys(found))


def is_link_home(element: HtmlElement, url: str) -> bool:
    """Tell whether all that an element says is a link to the page's own front page: the site's name, and its motto."""
    link = next(element.iter("a"), None)
    said = one_line(element.text_content()[:500])
    return (
        link is not None
        and _leads_home(link.get("href") or "", url)
        and bool(said)
        and one_line(link.text_content()[:500]) == said
    )


def _leads_home(href: str, url: str) -> bool:
    if href.strip() == "/":
        return True
    if "//" not in href or href.count("/") > 3:  # most links: they need not be read
        return False
    try:
        there, here = urlsplit(href.strip()), urlsplit(url)
    except ValueError:
        return False
    return bool(there.netloc) and there.netloc == here.netloc and there.path in ("", "/") and not there.query


def heading_of_article(root: HtmlElement) -> str | None:
    """Return the lesser heading under which the article stands, where the page's h1 is its logo; None where it is not.

    Such an h1 is short, stands outside of any article, and leads home or stands in another part of the page.
    """
    heads = list(islice(root.iter("h1"), 3))
    if any(not _is_logo(head) for head in heads):
        return None
    for element in islice(root.iter("h2", "h3"), MAX_HEADINGS):
        if is_in_margin_of_page(element) or is_linked_elsewhere(element) or is_day(element):
            continue
        if (_is_titled(element) or _article_around(element) is not None) and heads_text(element):
            return one_line(element.text_content()[:500]) or None
    return None


def is_day(element: HtmlElement) -> bool:
    """Tell whether a heading says a day and nothing more, as those over the posts of a diary do."""
    text = element.text_content()[:MAX_DAY]
    if len(text) == MAX_DAY or not _FIGURE.search(text):
        return False
    words = (word.lower() for word in _WORDS.findall(text))
    is_of_day = all(len(word) <= 2 or is_month_name(word) or is_weekday_name(word) for word in words)
    return is_of_day and find_day(text) is not None


MAX_DAY = 60
"""Characters of a heading that says a day."""
_FIGURE = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _is_logo(head: HtmlElement) -> bool:
    """Tell whether an h1 is the site's name: short, over no text, and a link home, a picture, or with a menu behind."""
    in_article = _article_around(head) is not None or next(head.iterancestors("main"), None) is not None
    if count_words(head.text_content()[:500]) > MAX_LOGO_WORDS or in_article or heads_text(head):
        return False
    above = head.getparent()
    named = f"{head.get('class', '')} {head.get('id', '')} {'' if above is None else above.get('class', '')}"
    is_home = any((link.get("href") or "").strip() == "/" for link in head.iter("a"))
    has_menu = any(
        each.tag == "nav" or _MARGIN_NAMES.search(each.get("class") or "")
        for each in islice(head.itersiblings(), 3)
    )
    in_header = next(head.iterancestors("header"), None) is not None
    picture = not head.text_content().strip()
    return bool(is_home or has_menu or in_header or picture or _LOGO.search(named))


_LOGO = re.compile(r"logo|brand|site-?(?:title|name)|masthead", re.IGNORECASE)


def _article_around(element: HtmlElement) -> HtmlElement | None:
    for above in islice(element.iterancestors(), 3):
        if above.tag == "article" or (
            above.tag in ("div", "section") and _ARTICLES.search(above.get("class") or "")
        ):
            return above
    return None


def _is_titled(element: HtmlElement) -> bool:
    return element.get("itemprop") == "headline" or bool(_TITLED.search(element.get("class") or ""))


def is_in_margin_of_page(element: HtmlElement) -> bool:
    """Tell whether an element stands in the head, the foot or a side of the page; a headline can stand in the head."""
    margins = _MARGINS - {"header"} if _is_titled(element) else _MARGINS
    above = element.iterancestors()
    return any(each.tag in margins or _MARGIN_NAMES.search(each.get("class") or "") for each in above)


def is_linked_elsewhere(element: HtmlElement) -> bool:
    """Tell whether a heading holds a link to another page: it is another article's, or a section's."""
    return any((link.get("href") or "#").startswith(("http", "/")) for link in element.iter("a"))


def heads_text(element: HtmlElement) -> bool:
    """Tell whether a paragraph stands behind a heading, before any other heading that is not below it."""
    return bool(paragraph_under(element))


def paragraph_under(element: HtmlElement) -> str:
    """Return how the first paragraph behind a heading begins, before any other heading that is not below it, or ""."""
    levels = ("h1", "h2") if element.tag == "h2" else ("h1", "h2", "h3")
    for behind in islice(_behind(element), 12):
        if next(behind.iter(*levels), None) is not None:
            return ""
        text: str = behind.text_content()[:1_000]
        if count_words(text) >= MIN_PARAGRAPH and comparable_form(text[:100]):
            return text
    return ""


def _behind(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands behind a heading, and behind what holds nothing but the heading."""
    yield from element.itersiblings()
    above = element.getparent()
    if above is not None and above.tag in ("header", "div", "hgroup") and len(above) <= 4:
        yield from above.itersiblings()
