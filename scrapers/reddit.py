"""Reddit's feeds: an item is a post, and its text ends in who sent it, [link] and [comments].

What a post links to is the news. A post that links to nothing else is its own text.
"""

import html
import re
from collections.abc import Sequence

from w3lib.html import remove_tags

from scrapers.errors import Reject
from scrapers.urls import host_of

_POST = re.compile(r"https?://(?:[a-z]+\.)?reddit\.com/r/[^/]+/comments/", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:&#32;|\s)*submitted by(?:&#32;|\s)*<a [^>]{0,300}>[^<]{0,100}</a>.{0,300}?"
    r"<span>\s*<a href=\"([^\"]{1,2000})\">\[link\]</a>\s*</span>.{0,100}?<a [^>]{0,2000}>\[comments\]</a>\s*</span>",
    re.DOTALL,
)
_HOSTS = ("reddit.com", "redd.it", "redditmedia.com")


def read_post(links: Sequence[str], content: str) -> tuple[tuple[str, ...], str]:
    """Return the links and the text of a feed's item: of a Reddit post what it links to, and its text without the tail.

    What is no such post comes back as it was.
    """
    if not (links and _POST.match(links[0]) and (tail := _TAIL.search(content))):
        return tuple(links), content
    text = content[: tail.start()] + content[tail.end() :]
    text = text if remove_tags(text).strip() else ""
    linked = html.unescape(tail[1])
    return ((linked, *links), text) if _leads_away(linked) else (tuple(links), text)


def _leads_away(link: str) -> bool:
    try:
        host = host_of(link)
    except Reject:
        return False
    return not any(host == own or host.endswith(f".{own}") for own in _HOSTS)
