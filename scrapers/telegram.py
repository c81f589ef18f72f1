"""The page of a public Telegram channel (https://t.me/s/NAME) -> its messages, read like a feed's entries.

The page shows about twenty messages, the oldest first. `?before=NUMBER` shows those before one.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.charset import decode
from scrapers.errors import Reject
from scrapers.items import DraftEntry, ParsedFeed, check_entries, clean_line
from scrapers.sites import parse_page

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_POST = re.compile(r"([A-Za-z]\w{2,31})/(\d{1,18})")
"""How a message names itself: its channel and its number."""
MOST_OF_EMPTY = 40
"""Characters that stand where messages would, such as `No posts found`."""
_OTHER_LAYOUT = "the channel's messages are built in another way than is known"
_MESSAGE = ".tgme_widget_message[data-post]"
_TEXTS = (
    ".js-message_text, .tgme_widget_message_text:not(.js-message_reply_text), .tgme_widget_message_poll_question,"
    " .tgme_widget_message_document_title"
)
"""Where a message's own words stand. What it replies to, and previews of links, are others' words."""


def parse_channel(body: bytes, content_type: str, url: str, now: datetime | None = None) -> ParsedFeed:
    """Read the messages of a channel's page, the newest first; none has a headline.

    `content_type` is the header as sent, `url` the page's address, `now` (aware, default the clock) what dates are held
    against. Service messages (`pinned a message`) are none. Of those without words only the link is told.

    Raises Reject: `empty`, or `no_messages` where the page is no channel's, or is built in another way.
    """
    text = decode(body, content_type)
    if not text.strip():
        raise Reject("empty")
    soup = parse_page(text)
    messages = soup.select(_MESSAGE)
    shown = [message for message in messages if "service_message" not in (message.get("class") or ())]
    drafts = [draft for message in reversed(shown) for draft in _drafts(message)]
    if len(drafts) < len(shown) or (drafts and not any(draft.content or draft.dates for draft in drafts)):
        raise Reject("no_messages", _OTHER_LAYOUT)
    if not messages and (why := _why_none(soup)):
        raise Reject("no_messages", why)
    found = check_entries(drafts, url, now or datetime.now(UTC))
    title = soup.select_one(".tgme_channel_info_header_title, .tgme_header_title")
    return ParsedFeed(
        entries=found.entries,
        skipped=found.skipped,
        unusable=found.unusable,
        title=clean_line(title.get_text()) or None if title else None,
        older=_older(messages, url),
    )


def _why_none(soup: "BeautifulSoup") -> str | None:
    """Say why a page shows no message, or None where it is that of a channel without any."""
    if history := soup.select_one(".tgme_channel_history"):
        is_bare = len(history.get_text(" ", strip=True)) <= MOST_OF_EMPTY
        return None if is_bare else _OTHER_LAYOUT
    if soup.select_one(".tgme_page"):
        return (
            "Telegram shows no messages of it to the public: a private channel, a group, a person, or nobody"
        )
    return "the page is none of a Telegram channel"


def _drafts(message: "Tag") -> Iterator[DraftEntry]:
    """Yield the message, unless it names itself in another way than is known."""
    named = _POST.fullmatch(str(message.get("data-post")))
    if named is None:
        return
    texts = [found.decode_contents() for found in message.select(_TEXTS) if not _is_inside_text(found)]
    origin = message.select_one(".tgme_widget_message_forwarded_from_name")
    author = message.select_one(".tgme_widget_message_from_author")
    time = message.select_one(".tgme_widget_message_date time[datetime]")
    yield DraftEntry(
        links=(f"https://t.me/{named[0]}",),
        content="<br><br>".join(dict.fromkeys(text for text in texts if text.strip())),
        authors=tuple(clean_line(found.get_text()) for found in (origin, author) if found),
        dates=(str(time["datetime"]),) if time else (),
        guid=f"https://t.me/{named[0]}",
    )


def _is_inside_text(element: "Tag") -> bool:
    """Tell whether an element stands in another one that is taken, as Telegram nests a text in a text."""
    inside = (".tgme_widget_message_reply", ".tgme_widget_message_link_preview")
    return any(element.find_parent(class_=name[1:]) for name in inside) or any(
        "js-message_text" in (parent.get("class") or ()) for parent in element.parents
    )


def _older(messages: list["Tag"], url: str) -> str | None:
    """Return the address of the page with the messages before these, or None where these are the first ones."""
    posts = (_POST.fullmatch(str(message.get("data-post"))) for message in messages)
    first = min((int(post[2]) for post in posts if post), default=0)
    parts = urlsplit(url)
    return parts._replace(query=f"before={first}", fragment="").geturl() if first > 1 else None
