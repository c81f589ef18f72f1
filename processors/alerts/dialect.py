"""What each service makes of a message: how it has to be written there, and how long it may be.

Some services read Markdown in what Apprise gives them as plain text. A headline of `[here](https://...)` or of
`||hidden||` would act there, so they get Markdown that shows it as it stands.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import msgspec

from processors.alerts.escape import text_as
from processors.alerts.fit import LONGEST_NUMBER
from processors.alerts.message import Message
from processors.text.cut import shorten

OWN_PROGRAMS = ("json", "jsons", "xml", "xmls", "form", "forms")
"""Schemes of the user's own programs: they take any length, and the text as it is."""
OWN_LOGS = ("log", "terminal")
"""Schemes of this program's own log: each alert is a line."""
READ_MARKDOWN = (
    *("discord", "mmost", "mmosts", "rocket", "rockets", "zulip", "gchat", "workflow", "workflows"),
    *("wxteams", "webex", "guilded", "revolt", "nctalk", "nctalks"),
)
"""Schemes whose services read Markdown in everything."""
OWN_TITLES = ("zulip", "gchat")
"""Of them, those that show a title well: as the topic, or bold."""
SHOWN_IN_BODY = ("matrix", "matrixs")
"""Schemes that write a title of plain text as `# title`, which is shown so."""
LINE_BREAKS = {"workflow": "\n\n", "workflows": "\n\n", "wxteams": "  \n", "webex": "  \n"}
"""By scheme, what ends a line where a service joins the lines of a paragraph."""
READ_HTML = ("tgram",)
"""Schemes whose text Apprise makes HTML of, and drops from it what looks like a tag."""
MAX_BYTES = {"ntfy": 4096, "ntfys": 4096, "matrix": 16_000, "matrixs": 16_000}
"""By scheme, bytes of a body where a service counts these. ntfy makes a file of more (its `message-size-limit`).

Matrix takes events of 65,536 bytes, in which the body stands up to three times, with quotes and letters escaped.
"""
JOINED_TITLE = 250
"""Characters of a title that becomes a part of the body."""
_ONE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def can_be_signed(url: str) -> bool:
    """Tell whether a channel's address is that of a webhook, which can be signed."""
    return urlsplit(url).scheme in OWN_PROGRAMS


def is_read_by_people(url: str) -> bool:
    """Tell whether people read what a channel's address gets, and no program: they want one message, not twenty."""
    return urlsplit(url).scheme not in (*OWN_PROGRAMS, *OWN_LOGS)


def in_dialect(service: Any, scheme: str, message: Message) -> Message:
    """Give a message as it has to be written for a service, so that nothing in it acts."""
    form, body = message.format, message.body
    if scheme in SHOWN_IN_BODY and form == "text" and message.title:
        return msgspec.structs.replace(message, title="", body=f"{message.title}\n\n{body}")
    if scheme in READ_MARKDOWN and form == "text":
        form, body = "markdown", text_as(body, "markdown")
        body = _ONE_BREAK.sub(LINE_BREAKS.get(scheme, "\n"), body)
    elif scheme in READ_MARKDOWN and form == "html":
        from apprise.conversion import format as apprise_format

        convert: Any = apprise_format.convert_between  # it has no types
        form, body = "markdown", convert("html", "markdown", body)
    elif scheme in READ_HTML and form == "text":
        form, body = "html", text_as(body, "html")
    is_read = scheme in READ_MARKDOWN and scheme != "zulip"
    title = text_as(message.title, form) if is_read or service.title_maxlen <= 0 else message.title
    if is_read and scheme not in OWN_TITLES and title and not getattr(service, "template", None):
        # Apprise's own titles look like the text below, or are cut at the window's edge, or fill it
        title, body = "", f"**{title}**\n\n{body}"
    return msgspec.structs.replace(message, title=title, body=body, format=form)


def fits_service(service: Any, scheme: str) -> Callable[[Message], bool]:
    """Give what tells whether a message is short enough for a service, as Apprise will write it there."""
    if scheme in OWN_PROGRAMS:
        return lambda _: True

    longest = service.body_maxlen  # Matrix gives another one while Apprise prepares a message

    def fits(message: Message) -> bool:
        if _units(message.body) > longest:
            return False
        written = in_dialect(service, scheme, message)
        text = {"body": written.body, "title": written.title, "body_format": written.format}
        for call in list(service._build_send_calls(**text)):
            title = call["title"] if service.overflow_amalgamate_title else ""
            length = _units(call["body"]) + (_units(title) + 2 if title else 0)
            if length > longest or len(call["body"].encode()) > MAX_BYTES.get(scheme, length * 4):
                return False
        return True

    return fits


def with_short_title(service: Any, scheme: str, message: Message) -> Message:
    """Give a message with a title that its service takes, also with the number of a part behind it.

    A title that is cut, such as the topic of Zulip, stands whole above the body too.
    """
    title = _short_title(service, scheme, message.title)
    if title == message.title or service.title_maxlen <= 0 or len(title) >= JOINED_TITLE // 2:
        return msgspec.structs.replace(message, title=title)
    whole = text_as(shorten(message.title, JOINED_TITLE), message.format)
    whole = f"<p>{whole}</p>" if message.format == "html" else f"{whole}\n\n"
    return msgspec.structs.replace(message, title=title, body=whole + message.body)


def _short_title(service: Any, scheme: str, title: str) -> str:
    if scheme in OWN_PROGRAMS:
        return title
    most = service.title_maxlen if service.title_maxlen > 0 else min(JOINED_TITLE, service.body_maxlen // 4)
    return shorten(title, most - len(LONGEST_NUMBER))


def allow_no_mentions(service: Any) -> None:
    """Have Discord call nobody but whom the channel's own address names (`ping=`)."""
    post = service._send
    named = service.ping_payload(" ".join(service.ping or ())).get("allow_mentions", {})
    allowed = {
        "parse": ["everyone"] if named.get("parse") else [],
        "users": named.get("users", []),
        "roles": named.get("roles", []),
    }

    def post_quietly(payload: dict[str, Any], **options: Any) -> Any:
        return post({**payload, "allowed_mentions": allowed}, **options)

    service._send = post_quietly


def _units(text: str) -> int:
    """Count as most services do: in units of UTF-16, of which a sign outside of its first plane has two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
