"""Cut a message into parts that a service takes: between alerts, and only what is too long by itself within.

A part's title says which it is. What is cut within keeps its address, which leads to the rest.
"""

import re
from collections.abc import Callable
from itertools import chain

import msgspec

from processors.alerts.message import Message
from processors.text.cut import shorten

Fits = Callable[[Message], bool]
_LINK_AT_END = re.compile(r"\s+\S*https?://\S+$")
LONGEST_NUMBER = " (99/99)"
"""What a part's title has behind it, at its longest."""


def split_message(message: Message, fits: Fits) -> list[Message]:
    """Give a message whole where it fits, else its parts, of which each does.

    A single alert stays one message: its longest paragraph is shortened. HTML has no place where it may be cut, so
    the usual message goes in the place of a template's that is too long.
    """
    if fits(message):
        return [message]
    if message.format == "html" and message.usual:
        error = f"the template writes more than the service takes ({len(message.body)} characters)"
        return [
            msgspec.structs.replace(part, template_error=error) for part in split_message(message.usual, fits)
        ]
    is_digest = "alerts" in message.fields
    if not (is_digest or message.usual):
        return [_with_body(message, _one_alert(message, fits))]
    numbered = msgspec.structs.replace(message, title=message.title + LONGEST_NUMBER)
    bodies = _packed(message.body, lambda body: fits(_with_body(numbered, body)))
    if not bodies:
        return [message]  # nothing of it fits: the service itself says so
    if len(bodies) == 1:
        return [_with_body(message, bodies[0])]
    return [
        msgspec.structs.replace(message, title=f"{message.title} ({number}/{len(bodies)})", body=body)
        for number, body in enumerate(bodies, 1)
    ]


def shortened(message: Message, longest: int) -> Message:
    """Give a message whose body, and each text among its fields but an address, has so many characters at most."""
    fields = {
        name: shorten(value, longest) if isinstance(value, str) and "url" not in name else value
        for name, value in message.fields.items()
    }
    if message.format == "html":
        return msgspec.structs.replace(message.usual or message, fields=fields)
    body = _one_alert(message, lambda part: len(part.body) <= longest)
    return msgspec.structs.replace(message, body=body, fields=fields)


def _one_alert(message: Message, fits: Fits) -> str:
    """Give the body of one alert with its longest paragraphs shortened; its last, the address, as long as it can be."""
    paragraphs = message.body.split("\n\n")
    order = sorted(range(len(paragraphs) - 1), key=lambda at: -len(paragraphs[at]))
    for at in chain(order, [len(paragraphs) - 1]):

        def body(text: str, at: int = at) -> str:
            return "\n\n".join([*paragraphs[:at], text, *paragraphs[at + 1 :]])

        shown = _shortened(paragraphs[at], lambda text: fits(_with_body(message, body(text))))
        paragraphs[at] = shown
        if fits(_with_body(message, body(shown))):
            break
    return "\n\n".join(part for part in paragraphs if part)


def _packed(body: str, fits: Callable[[str], bool]) -> list[str]:
    """Give as few bodies as hold all paragraphs in their order; one that is too long falls into its lines."""
    pieces: list[tuple[str, str]] = []
    for paragraph in body.split("\n\n"):
        lines = [paragraph] if fits(paragraph) else paragraph.split("\n")
        pieces += [
            ("\n" if number else "\n\n", line if fits(line) else _shortened(line, fits))
            for number, line in enumerate(lines)
        ]
    bodies: list[str] = []
    for between, text in pieces:
        if bodies and fits(bodies[-1] + between + text):
            bodies[-1] += between + text
        elif text.strip():
            bodies.append(text)
    return bodies


def _shortened(text: str, fits: Callable[[str], bool]) -> str:
    """Give as much of a text as fits, with the address at its end; without that where it is too long by itself."""
    if fits(text):
        return text
    link = _LINK_AT_END.search(text)
    for end in ([link[0]] if link else []) + [""]:
        start = text[: len(text) - len(end)]
        low, high = 0, len(start)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if fits(_cut(start, middle) + end) else (low, middle - 1)
        if low:
            return _cut(start, low) + end
    return ""


def _cut(text: str, longest: int) -> str:
    cut = shorten(text, longest)
    if cut == text:
        return cut
    kept = cut.removesuffix("…")
    bare = kept.rstrip("\\")
    return bare + "\\" * ((len(kept) - len(bare)) // 2 * 2) + "…"  # half an escape would escape the ellipsis


def _with_body(message: Message, body: str) -> Message:
    return msgspec.structs.replace(message, body=body)
