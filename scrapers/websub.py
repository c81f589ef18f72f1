"""WebSub (W3C, 2018): which hub tells of a feed's news, how it is asked to, and whether what comes is its word.

feed's answer  ->  Hub  ->  ask(subscribe)  ...  the hub verifies  ...  it sends the feed, signed
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from scrapers.errors import Reject
from scrapers.http import Client
from scrapers.records import Hub as Hub
from scrapers.urls import canonicalize

LEASE = timedelta(days=10)
"""What is asked for, and taken to be granted where a hub does not say; hubs usually grant from 5 to 15 days."""
LEASES = timedelta(minutes=5), timedelta(days=30)
"""The shortest and longest that are believed."""
LONGEST_LINK = 2_000
"""Characters of a hub's or topic's address."""
_METHODS = {
    "sha1": hashlib.sha1,
    "sha256": hashlib.sha256,
    "sha384": hashlib.sha384,
    "sha512": hashlib.sha512,
}
_HEADER_LENGTH = 8_000


def find_hub(headers: Mapping[str, str], links: Iterable[Mapping[str, Any]], url: str) -> Hub | None:
    """Give the hub that a feed announces, in its Link header (which goes first) or by its own links; None for none.

    `links` have `rel` and `href`, `url` is where the feed was had. Without rel=self that address is the topic.
    """
    told = [{"rel": link.get("rel"), "href": link.get("url")} for link in _header_links(headers)]
    found: dict[str, str] = {}
    for link in (*told, *links):
        rels, href = str(link.get("rel") or "").lower().split(), str(link.get("href") or "").strip()
        for rel in {"hub", "self"}.intersection(rels):
            if href and (address := _address(url, href)):
                found.setdefault(rel, address)
    return Hub(found["hub"], found.get("self", url)) if "hub" in found else None


async def ask(client: Client, hub: Hub, callback: str, secret: str, *, subscribe: bool) -> None:
    """Ask a hub for its word on a topic, or for no more of it. Raises ScrapeError where it does not take the request.

    That it takes it is no subscription yet: it has to ask back at `callback` first.
    """
    form = {
        "hub.mode": "subscribe" if subscribe else "unsubscribe",
        "hub.topic": hub.topic,
        "hub.callback": callback,
        "hub.secret": secret,
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
    }
    await client.post(hub.url, form)


def is_signed(body: bytes, header: str, secret: str) -> bool:
    """Tell whether `header` (X-Hub-Signature: `sha256=...`) is the signature of a body under our secret."""
    name, _, told = header.strip().partition("=")
    method = _METHODS.get(name.lower())
    if method is None or not told.isascii():
        return False
    return hmac.compare_digest(hmac.new(secret.encode(), body, method).hexdigest(), told.lower())


def granted_lease(text: str | None) -> timedelta:
    """Give the lease that a hub grants by its `hub.lease_seconds`, within what is believed."""
    seconds = int(text) if text and text.isdecimal() and len(text) < 12 else int(LEASE.total_seconds())
    shortest, longest = LEASES
    return min(max(timedelta(seconds=seconds), shortest), longest)


def _header_links(headers: Mapping[str, str]) -> list[dict[str, str]]:
    from requests.utils import parse_header_links  # loads a web client that nothing else needs

    header = headers.get("link", "")
    return parse_header_links(header) if 0 < len(header) <= _HEADER_LENGTH else []


def _address(base: str, link: str) -> str | None:
    """Give a link as it is written, made absolute: hubs compare topics letter by letter."""
    try:
        address = urljoin(base, link)
        canonicalize(address)
    except (Reject, ValueError):
        return None
    return address if len(address) <= LONGEST_LINK else None
