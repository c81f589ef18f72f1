"""Put what came from the web into a message of some format so that it can only be read as text."""

import html
import re
from typing import Literal

Format = Literal["text", "markdown", "html"]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~]|&(?=#?\w+;))|^(\d+)(?=[.)])")
"""What CommonMark and its usual dialects take for a sign, and a number that would begin a list.

An & is one where it begins an entity: elsewhere some chats would show the backslash before it.
"""
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_ADDRESS_BETWEEN_BLANKS = re.compile(rf"((?<!\S){_ADDRESS.pattern}(?!\S))")
_MENTION = re.compile(r"(?<!\w)@(?=[\w*&!])|<(?=[!@#]|/?at\b|users/)", re.IGNORECASE)
"""What calls people: @everyone and @name, Zulip's @**all**, Slack's <!channel>, Discord's <@1>, Teams' <at>."""
_NO_WIDTH = "\u200b"
"""Stands in a mention and is not seen, as bots of chats are used to have it."""
_IN_ADDRESS = {sign: f"%{ord(sign):02X}" for sign in "\\`*_{}[]<>()!|~"}
"""In an address a backslash would become a part of it: the percent form means the same there (RFC 3986)."""


def one_line(text: str) -> str:
    """Take control characters, line breaks and marks of direction out, and join runs of spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def without_mentions(text: str) -> str:
    """Give a text that reads the same and calls nobody, whatever chat it comes to. Addresses of mail stay."""
    return _MENTION.sub(lambda met: met[0] + _NO_WIDTH, text)


def text_as(text: str, form: Format) -> str:
    """Give plain text of any number of lines in a format, where it shows as it is and its addresses stay whole."""
    if form != "markdown":
        return _written(text, form)
    return "\n".join(
        "".join(_marked(part) for part in _ADDRESS_BETWEEN_BLANKS.split(line)) for line in text.split("\n")
    )


def escape(text: str, form: Format) -> str:
    """Give a text of one line that shows as it is in a message of this format, and has no effect there."""
    return _written(one_line(text), form)


def escape_value(text: str, form: Format) -> str:
    """Give what `escape` gives, so that it also calls nobody."""
    return _written(without_mentions(one_line(text)), form)


def _written(line: str, form: Format) -> str:
    if form == "html":
        return html.escape(line)
    return line if form == "text" else _marked(line)


def _marked(line: str) -> str:
    if _ADDRESS.fullmatch(line):
        return "".join(_IN_ADDRESS.get(sign, sign) for sign in line)
    return _MARKDOWN.sub(lambda met: f"\\{met[1]}" if met[1] else f"{met[2]}\\", line)
