"""Addresses that stand around another: search engines', social networks' and feed proxies' click counters.

What is inside is the article; the wrapper is new for every reader, search or day. Nothing is fetched: a wrapper whose
inside only its server knows stays as it is, and so does a translation or an archive, which is another page.
"""

import base64
import binascii
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit


class _Wrapper(NamedTuple):
    """Where a wrapper stands, and how its inside is read."""

    host: re.Pattern[str]
    path: re.Pattern[str]
    inside: Callable[[SplitResult, re.Match[str]], str]


def unwrap(url: str) -> str | None:
    """Return the address that stands inside of an aggregator's, as it was written, or None where none is to be read.

    One wrapper is taken off: what is inside may be another. The result is shorter than `url`, and begins with
    `http://` or `https://`.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    for wrapper in _wrappers_of(host):
        if path := wrapper.path.fullmatch(parts.path):
            inside = wrapper.inside(parts, path)
            return inside if _WHOLE.match(inside) and len(inside) < len(url) else None
    return None


def is_aggregator(host: str) -> bool:
    """Tell whether a host, lower-case, is one whose addresses stand for other outlets' articles."""
    return bool(_wrappers_of(host))


@lru_cache(maxsize=10_000)
def _wrappers_of(host: str) -> tuple[_Wrapper, ...]:
    if not _ANY_HOST.fullmatch(host):  # nearly all: asked once, and not once for each
        return ()
    return tuple(wrapper for wrapper in _WRAPPERS if wrapper.host.fullmatch(host))


_WHOLE = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def _parameter(*names: str) -> Callable[[SplitResult, re.Match[str]], str]:
    """Return what reads the first of these parameters that holds a whole address."""

    def read(parts: SplitResult, _path: re.Match[str]) -> str:
        values = dict(reversed(parse_qsl(parts.query, errors="replace", max_num_fields=_MAX_PARAMETERS)))
        found = (values[name].strip() for name in names if name in values)
        return next((value for value in found if _WHOLE.match(value)), "")

    def read_or_nothing(parts: SplitResult, path: re.Match[str]) -> str:
        try:
            return read(parts, path)
        except ValueError:  # more parameters than any address has
            return ""

    return read_or_nothing


_MAX_PARAMETERS = 100


def _rest_of_path(parts: SplitResult, path: re.Match[str]) -> str:
    """Return the address that stands in the path without its scheme; `s/` before it means https."""
    query = f"?{parts.query}" if parts.query else ""
    return f"{'https' if path['secure'] else 'http'}://{path['rest']}{query}"


def _encoded_in_path(parts: SplitResult, path: re.Match[str]) -> str:
    return unquote(path["rest"]) + (f"?{parts.query}" if parts.query else "")


def _google_news(_parts: SplitResult, path: re.Match[str]) -> str:
    """Read the older articles of Google News: base64 of a message whose fourth field is the address.

    In the newer ones that field is a token (`AU_yqL...`), which only Google can read.
    """
    message = _decoded(path["rest"])
    if not message.startswith(_NEWS_HEAD):
        return ""
    length, at, shift = 0, len(_NEWS_HEAD), 0
    for byte in message[at : at + 3]:
        at += 1
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    return message[at : at + length].decode("utf-8", "replace")


_NEWS_HEAD = b'\x08\x13"'


def _bing_token(parts: SplitResult, _path: re.Match[str]) -> str:
    """Read Bing's `u`: `a1`, and base64 of the address."""
    values = dict(parse_qsl(parts.query, errors="replace"))
    token = values.get("u", "")
    return _decoded(token[2:]).decode("utf-8", "replace") if token.startswith("a1") else ""


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def _wrapper(host: str, path: str, inside: Callable[[SplitResult, re.Match[str]], str]) -> _Wrapper:
    return _Wrapper(re.compile(host), re.compile(path), inside)


_GOOGLE = r"(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})"

_WRAPPERS = (
    # Google Alerts, Search and News
    _wrapper(_GOOGLE, r"/url", _parameter("url", "q")),
    _wrapper(_GOOGLE, r"/amp/(?P<secure>s/)?(?P<rest>.+)", _rest_of_path),
    _wrapper(r"news\.url\.google\.com", r"/url", _parameter("url", "q")),
    _wrapper(
        r"news\.google\.com",
        r"(?:/__i)?(?:/rss)?(?:/rd)?/(?:articles|read)/(?P<rest>[\w-]+={0,2})",
        _google_news,
    ),
    _wrapper(r"[a-z0-9-]+\.cdn\.ampproject\.org", r"/[a-z]/(?P<secure>s/)?(?P<rest>.+)", _rest_of_path),
    # Other search engines
    _wrapper(r"(?:www\.)?bing\.com", r"/news/apiclick\.aspx", _parameter("url")),
    _wrapper(r"(?:www\.)?bing\.com", r"/ck/a", _bing_token),
    _wrapper(r"(?:www\.)?bing\.com", r"/amp/(?P<secure>s/)?(?P<rest>.+)", _rest_of_path),
    _wrapper(r"r\.search\.yahoo\.com", r".*/RU=(?P<rest>[^/]+)/.*", _encoded_in_path),
    _wrapper(r"(?:[a-z]+\.)?rd\.yahoo\.com", r".*/\*(?P<rest>https?(?::|%3[Aa]).+)", _encoded_in_path),
    _wrapper(r"duckduckgo\.com", r"/l/", _parameter("uddg")),
    # Social networks and mail
    _wrapper(r"lm?\.facebook\.com", r"/l\.php", _parameter("u")),
    _wrapper(r"(?:www\.)?facebook\.com", r"/(?:l\.php|flx/warn/)", _parameter("u")),
    _wrapper(r"l\.(?:instagram|threads)\.com|l\.threads\.net", r"/", _parameter("u")),
    _wrapper(r"out\.reddit\.com", r"/.*", _parameter("url")),
    _wrapper(r"(?:www\.)?youtube\.com", r"/redirect", _parameter("q")),
    _wrapper(r"(?:www\.)?linkedin\.com", r"/(?:redir/redirect|safety/go)", _parameter("url")),
    _wrapper(r"(?:m\.|www\.)?vk\.com", r"/away(?:\.php)?", _parameter("to")),
    _wrapper(r"t\.umblr\.com", r"/redirect", _parameter("z")),
    _wrapper(r"[a-z0-9]+\.safelinks\.protection\.outlook\.com", r"/.*", _parameter("url")),
    # Readers and feed proxies
    _wrapper(r"(?:www\.)?getpocket\.com", r"/redirect", _parameter("url")),
    _wrapper(r"(?:www\.)?flipboard\.com", r"/redirect", _parameter("url")),
    _wrapper(r"ftr\.fivefilters\.(?:org|net)", r"/makefulltextfeed\.php", _parameter("url")),
)
_ANY_HOST = re.compile("|".join(f"(?:{wrapper.host.pattern})" for wrapper in _WRAPPERS))
