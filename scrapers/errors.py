"""What can go wrong on the way to a page, and what it means for the link.

    ScrapeError             has a `reason`: a stable name out of `REASONS`
    |-- Retry               the link stays open and is tried again, not before `after`
    |   `-- NotYet          nothing was asked: the host's turn for us comes `after`, which is no try
    `-- Reject              the link ends here, with the reason as its fate

Anything else that is raised is a bug of ours and is not caught.
"""

from datetime import timedelta
from typing import NamedTuple

MAX_DETAIL = 300


class Reason(NamedTuple):
    """What a name means, and whether the link is tried again."""

    meaning: str
    retried: bool


REASONS: dict[str, Reason] = {
    "bad_encoding": Reason("the body is not what its Content-Encoding says, or we never asked for it", False),
    "bad_redirect": Reason("a redirect without a target, or to one that is not http or https", False),
    "bad_response": Reason("the answer is not HTTP, or its headers are beyond our caps", False),
    "bad_selector": Reason("a site's CSS selector cannot be read", False),
    "bad_url": Reason("the address is not a usable http or https URL", False),
    "bomb": Reason("a small compressed body that grew beyond the cap", False),
    "connection": Reason("refused, reset, or closed without an answer", True),
    "dns": Reason("the host name was not resolved", True),
    "empty": Reason("a success without a body", False),
    "forbidden": Reason("401, 403 or 451", False),
    "gone": Reason("410", False),
    "http_error": Reason("any other status that is neither success nor worth a retry", False),
    "no_link": Reason("the feed gave the item no link, so there is no page to ask for", False),
    "no_links": Reason("a site's selector finds no link: the page was redesigned, most likely", False),
    "no_messages": Reason("a Telegram page that shows no messages: another layout, or nothing public", False),
    "no_secret": Reason(
        "a variable of the environment that the feed's login, cookies or headers name", False
    ),
    "no_text": Reason("a message of pictures alone, or a file without any text", False),
    "not_a_feed": Reason("neither RSS, Atom nor JSON Feed", False),
    "not_found": Reason("404", False),
    "not_html": Reason("a picture, feed or anything else that cannot be an article", False),
    "not_opml": Reason("no OPML outline", False),
    "private_address": Reason("the host is, or resolves to, an address that is not public", False),
    "rate_limited": Reason("429, or the host has asked us by 429 or 503 to be left alone for a time", True),
    "redirect_loop": Reason("a redirect back to an address already visited on this way", False),
    "robots": Reason("robots.txt disallows the address to us", False),
    "robots_unreachable": Reason(
        "robots.txt could not be had, which RFC 9309 reads as disallowed for now", True
    ),
    "server_error": Reason("5xx", True),
    "shortage": Reason("this machine could open no file or connection more: nothing was asked", True),
    "timeout": Reason("connecting or the whole answer took longer than allowed, or 408", True),
    # Certificates expire at night and are mended in the morning: a rejection would lose what was published
    # meanwhile, and a retry costs one handshake. What stays broken ends as a failure with this name.
    "tls": Reason("the TLS handshake failed or the certificate does not hold", True),
    "too_complex": Reason("a feed with more or deeper elements than any real one has", False),
    "too_large": Reason("more bytes than the cap", False),
    "too_many_redirects": Reason("more redirects than the cap", False),
    "truncated": Reason(
        "the body ended before its announced length or before its compressed stream did", True
    ),
    "unasked_304": Reason("304 Not Modified, though the request had no condition", True),
}


class ScrapeError(Exception):
    """A page or feed that could not be had: `reason` is a key of `REASONS`.

    `detail` is for people, and cut to `MAX_DETAIL` characters: parts of it are the server's words.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        detail = detail[:MAX_DETAIL]
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        """Return the reason, and the detail where there is one."""
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


class Retry(ScrapeError):
    """Try again later; `after` is how long the server asked to be left alone, or None."""

    def __init__(self, reason: str, detail: str = "", after: timedelta | None = None) -> None:
        super().__init__(reason, detail)
        self.args = (reason, self.detail, after)
        self.after = after


class NotYet(Retry):
    """Nothing was asked of `host`: it may be asked `after` that time, and then once in `apart`.

    `closed` says that the host wants to be left alone, and not only that others of ours are before us. Where this
    machine is short of something, the reason is `shortage`.
    """

    def __init__(
        self,
        host: str,
        detail: str,
        after: timedelta,
        apart: timedelta,
        *,
        closed: bool = False,
        reason: str = "rate_limited",
    ) -> None:
        super().__init__(reason, detail, after)
        self.host = host
        self.wait = after
        self.apart = apart
        self.closed = closed


class Reject(ScrapeError):
    """Never try again: the same answer would come."""
