"""Whose an address is, and whose word counts for it.

A feed may show any address, with any text and any outlet's name. Its word counts for addresses of its own source. For
another's address the page there speaks, and the feed that is its owner's.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urljoin

from msgspec.structs import replace

from scrapers.errors import Reject
from scrapers.records import Entry, Feed, Page, Source
from scrapers.urls import domain_of, host_of
from scrapers.wrappers import is_aggregator

Outlets = Mapping[str, Source]
"""By their domains, the sources that the configuration names: see `outlets_of`."""


def owns(feed: Feed, url: str) -> bool:
    """Tell whether an address stands on a domain of a feed's source, or on the feed's own site.

    A domain holds its subdomains. The feed's own site is the registrable domain of its address, unless the source says
    that a subdomain of it is all that it has. What is no web address is nobody's.
    """
    try:
        host = host_of(url)
    except Reject:
        return False
    own = _own_domains(feed.url, (feed.source.domain, *feed.domains))
    return any(_is_under(host, domain) for domain in own)


def outlets_of(feeds: Iterable[Feed]) -> Outlets:
    """Return the sources of feeds by the domains that the configuration gives them."""
    return {_plain(domain): feed.source for feed in feeds for domain in (feed.source.domain, *feed.domains)}


def outlet_of(url: str, outlets: Outlets) -> Source:
    """Return whose an address is: the source that has its domain, or else one that is called after the domain.

    Raises Reject (`bad_url`).
    """
    labels = host_of(url).split(".")
    names = (".".join(labels[at:]) for at in range(len(labels)))
    if known := next((outlets[name] for name in names if name in outlets), None):
        return known
    domain = domain_of(url)
    return Source(id=domain, name=domain, domain=domain)


def name_outlet(entry: Entry, feed: Feed, outlets: Outlets) -> Entry:
    """Return an item of a feed with the outlet whose it is; one of the feed's own source has none.

    The address tells. An aggregator's own feed may name the outlet behind an address that tells none, and may give the
    name of an outlet that the configuration does not know.
    """
    if entry.linkless and not owns(feed, entry.url):
        entry = replace(entry, url=urljoin(feed.url, "/"))  # it has no address but that of its feed
    told = entry.outlet if _is_aggregators(feed.url) else None
    if told and _is_aggregators(entry.url):
        return entry
    if owns(feed, entry.url):
        return replace(entry, outlet=None)
    try:
        found = outlet_of(entry.url, outlets)
    except Reject:
        return replace(entry, outlet=None)  # it is told of, and never read
    return replace(entry, outlet=told if told and told.domain == found.id else found)


def believed(feed: Feed, entry: Entry) -> Entry:
    """Return what counts of a feed's item: all of its own source's, and of another's only where it is."""
    if entry.outlet is None and owns(feed, entry.url):
        return entry
    kept = ("url", "guid", "outlet", "fragment", "part", "linkless")
    return Entry(**{name: getattr(entry, name) for name in kept})


def name_end(page: Page, outlets: Outlets) -> Page:
    """Return a page with whose address redirects ended at, where its feed does not own it."""
    if page.missing or not page.final_url or owns(page.feed, page.final_url):
        return replace(page, found_by=None)
    try:
        return replace(page, found_by=outlet_of(page.final_url, outlets))
    except Reject:
        return page


def attribute(page: Page, teller: Feed) -> Page:
    """Return a page with what counts of its item, with whose article it is, and whose it is where it was found.

    `page.feed` is the feed whose link it is now. `teller` is the one that told of the item.
    """
    ended = None if page.missing else page.final_url
    entry = page.entry
    if entry and ended and owns(teller, ended) and not owns(teller, page.canonical_url):
        entry = replace(entry, outlet=None)  # a feed proxy's address led to its own article
    elif entry:
        entry = believed(teller, replace(entry, url=page.canonical_url))
    if teller.url != page.feed.url and owns(page.feed, page.canonical_url):
        entry = replace(entry, outlet=None) if entry else None
    elif (entry is None or entry.outlet is None) and not any(
        owns(page.feed, url) for url in (page.canonical_url, ended) if url
    ):
        entry = replace(entry or Entry(page.url), outlet=outlet_of(page.canonical_url, {}))
    page = replace(page, entry=entry)
    page = page if page.found_by and not owns(page.feed, ended or "") else name_end(page, {})
    same = page.found_by is None or page.found_by.domain == page.source.domain
    return replace(page, found_by=None) if same else page


def _is_aggregators(url: str) -> bool:
    try:
        return is_aggregator(host_of(url))
    except Reject:
        return False


@lru_cache(maxsize=1024)
def _own_domains(feed_url: str, domains: tuple[str, ...]) -> frozenset[str]:
    own = frozenset(_plain(domain) for domain in domains if domain)
    try:
        host, site = host_of(feed_url), domain_of(feed_url)
    except Reject:  # a file of an archive
        return own
    return own | ({_plain(host)} if any(_is_under(domain, site) for domain in own) else {_plain(host), site})


def _is_under(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _plain(domain: str) -> str:
    """Return a domain as hosts are written, without `www.`; one that is none stays as it is."""
    try:
        return host_of(f"http://{domain}/").removeprefix("www.")
    except Reject:
        return domain.lower()
