"""Put what came from the web into a message of some format so that it can only be read as text."""

import html
import re
from typing import Literal

Format = Literal["text", "markdown", "html"]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~&])|^(\d+)(?=[.)])")
"""What CommonMark and its usual dialects take for a sign, and a number that would begin a list."""
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_IN_ADDRESS = {sign: f"%{ord(sign):02X}" for sign in "\\`*_{}[]<>()!|~"}
"""In an address a backslash would become a part of it: the percent form means the same there (RFC 3986)."""


def one_line(text: str) -> str:
    """Take control characters, line breaks and marks of direction out, and join runs of spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def escape(text: str, form: Format) -> str:
    """Give a text of one line that shows as it is in a message of this format, and has no effect there."""
    line = one_line(text)
    if form == "html":
        return html.escape(line)
    if form == "text":
        return line
    if _ADDRESS.fullmatch(line):
        return "".join(_IN_ADDRESS.get(sign, sign) for sign in line)
    return _MARKDOWN.sub(lambda met: f"\\{met[1]}" if met[1] else f"{met[2]}\\", line)
