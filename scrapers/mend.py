"""Addresses as editors, templates and copying hands leave them, and what they were meant to be.

Only what no server ever meant is mended. An address that might be right stays as it is: it may be another article.
"""

import re
from urllib.parse import urlsplit

# Zero-width space, word joiner, byte order mark, soft hyphen, and the brackets of writing direction: they come with
# what is copied. Not the zero-width joiner and non-joiner, with which Persian, Urdu and Indian addresses are written.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
_MARKS = "\u200e\u200f\u061c"
"""Marks of direction: typed within Arabic headlines and so in addresses, but never their first or last letter."""

_BLANK = r"(?:\s|[\u200c\u200d]|%20|%09|%0[AD]|%C2%A0|%C2%AD|%E2%80%8[B-F]|%E2%81%A0|%EF%BB%BF)"
_BEFORE_SCHEME = re.compile(rf"{_BLANK}+(?=https?:)", re.IGNORECASE)
_JOINED_TO_BASE = re.compile(rf"https?://[^/?#]+/{_BLANK}+(?=https?://)", re.IGNORECASE)
_DOUBLED = re.compile(r"https?:/*(?=https?:?//)", re.IGNORECASE)
_HOST = r"(?:[^\s/?#@:.]+\.)+(?:xn--[a-z0-9-]+|[^\s/?#@:.\d]{2,})(?=[/?#:]|$)"
_SLASHES = re.compile(rf"(https?)(?::/?|:///+|//+)(?={_HOST})", re.IGNORECASE)
_SCHEMELESS = re.compile(rf"(?={_HOST})([^/?#:]+)", re.IGNORECASE)


def mend(url: str, base: str | None = None) -> str:
    """Return `url` without what crept into it: blanks and invisible characters, a doubled scheme, missing slashes.

    With `base`, the address that relative links start from, a host without its scheme is seen too: `www.` and the
    base's own host can be no folder there. Mending twice changes nothing; whether it is an address now is not tested.
    """
    before = None
    while url != before:
        before = url
        if not url.isascii():  # over other text, `translate` is slow
            url = url.translate(_INVISIBLE)
        url = url.strip().strip(_MARKS)
        for crept_in in (_BEFORE_SCHEME, _JOINED_TO_BASE, _DOUBLED):
            if found := crept_in.match(url):
                url = url[found.end() :]
        if found := _SLASHES.match(url):
            url = f"{found[1]}://{url[found.end() :]}"
    return f"{urlsplit(base).scheme}://{url}" if base and _names_host(url, base) else url


def _names_host(url: str, base: str) -> bool:
    found = _SCHEMELESS.match(url)
    if not found:
        return False
    host = found[1].lower()
    own = (urlsplit(base).hostname or "").removeprefix("www.")
    return host.removeprefix("www.") == own or (host.startswith("www.") and host.count(".") > 1)
