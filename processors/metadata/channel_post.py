"""A channel's post on Telegram's own pages: its headline is the first line of the text, where that is in bold letters.

The page's code has the channel's name as its title, and its title is that of every such page.
"""

from typing import Any

import regex
from lxml import etree
from lxml.html import HtmlElement

from processors.text.characters import count_words, one_line

SERVICE = "Telegram"
"""What such pages say that their site is."""
MIN_WORDS, MAX_WORDS = 3, 30
"""Words of a headline."""


def headline_of_post(root: HtmlElement) -> str | None:
    """Return the first line of the page's one post, where it is all in bold letters and more text follows, or None."""
    posts = _POSTS(root)
    if len(posts) != 1:
        return None
    first = next((each for each in posts[0] if each.tag not in ("i", "tg-emoji")), None)
    if first is None or first.tag not in ("b", "strong") or _WORD.search(posts[0].text or ""):
        return None
    behind = first.getnext()
    ends = behind is not None and behind.tag == "br" and not (first.tail or "").strip()
    line = _BEFORE.sub("", one_line(first.text_content()[:MAX_LINE]))
    return line if ends and MIN_WORDS <= count_words(line) <= MAX_WORDS else None


MAX_LINE = 400
_WORD = regex.compile(r"[\p{L}\p{N}]")
_BEFORE = regex.compile(r"^[\p{So}\p{Sk}\p{Mn}\p{Cf}\s!‼❗]+")
"""The pictures before a headline."""
_POSTS: Any = etree.XPath('descendant::div/@class[contains(., "js-message_text")]/..')
