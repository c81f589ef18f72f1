"""History: what WARC files hold and what sitemaps list goes through the same stages as the news.

Nobody is alerted of it: its documents stand under the batch `backfill`, which is never opened for matching.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from scrapers.errors import ScrapeError
from scrapers.http import Client
from scrapers.records import Entry, Feed, Page, Source
from scrapers.sitemap import walk_sitemap
from scrapers.urls import canonicalize, domain_of, link_id
from wirewatch.errors import Mistake, Trouble
from wirewatch.ledger import leases, links
from wirewatch.ledger.links import HISTORY_BATCH
from wirewatch.project import Project

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
MAX_BYTES = 10 * 1024 * 1024
"""Of one page, as the fetcher's."""
PAGES_PER_FILE = 50
"""Pages that land in one file and commit together."""


class WarcPage(NamedTuple):
    """One page of a WARC file."""

    url: str
    at: datetime
    status: int
    content_type: str
    body: bytes


def from_warc(project: Project, file: Path, since: datetime | None, until: datetime | None) -> Counter[str]:
    """Land the pages of a WARC file that were fetched in a time; counts `new` and `known` links.

    May be run again after a kill: what is known is passed over. Raises Mistake when the file cannot be read.
    """
    counts: Counter[str] = Counter()
    group: list[WarcPage] = []
    for found in _read_pages(file, since, until):
        group.append(found)
        if len(group) == PAGES_PER_FILE:
            counts += _land(project, file, group)
            group = []
    return counts + _land(project, file, group) if group else counts


def from_sitemap(project: Project, url: str, since: datetime | None, until: datetime | None) -> Counter[str]:
    """Record the pages that a sitemap lists as links to fetch; counts `new` and `known`.

    Raises Mistake where its address is none, and Trouble where it cannot be had.
    """
    try:
        feed = Feed(url, _source(canonicalize(url)))
    except ScrapeError:
        raise Mistake(f"--sitemap: {url!r} is no web address", "write https://...") from None

    async def gather(web: Client, _: Any) -> list[Entry]:
        return [Entry(place.url) async for place in walk_sitemap(web, url, since, until)]

    try:
        entries = project.web_client.run(gather)
    except ScrapeError as error:
        raise Trouble(f"{url}: {error}") from None
    counts: Counter[str] = Counter()
    for start in range(0, len(entries), 1000):
        group = entries[start : start + 1000]
        with project.ledger.begin() as tx:
            new = links.record_entries(tx, feed, group, leases.now(), batch=HISTORY_BATCH)
        counts += Counter(new=len(new), known=len(group) - len(new))
    return counts


def _land(project: Project, file: Path, group: Sequence[WarcPage]) -> Counter[str]:
    at = leases.now()
    pages = [_as_page(found, file, at) for found in group]
    references = project.landing.write_pages(pages, at)
    counts: Counter[str] = Counter()
    with project.ledger.begin() as tx:
        for page, reference in zip(pages, references, strict=True):
            new = links.record_entries(tx, page.feed, [Entry(page.url)], at, batch=HISTORY_BATCH)
            links.mark_landed(tx, new, reference, page.fetched_at, at)
            counts["new" if new else "known"] += 1
    return counts


def _as_page(found: WarcPage, file: Path, at: datetime) -> Page:
    address = canonicalize(found.url)
    return Page(
        id=link_id(address), url=found.url, canonical_url=address, feed=Feed(f"warc:{file.name}", _source(address)),
        first_seen_at=at, fetched_at=found.at, status=found.status, content_type=found.content_type, body=found.body,
    )  # fmt: skip


def _source(url: str) -> Source:
    name = domain_of(url)
    return Source(name, name, name)


def _read_pages(file: Path, since: datetime | None, until: datetime | None) -> Iterator[WarcPage]:
    """Give the successful HTML responses of a file that were fetched in a time."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
                found = _page_of(record)
                if found and (since is None or found.at >= since) and (until is None or found.at < until):
                    yield found
    except OSError as error:
        raise Mistake(f"cannot be read: {error.strerror or error}", "give a WARC file", file) from None


def _page_of(record: Any) -> WarcPage | None:
    """Give the page of a record, or None where it is no page that could be an article."""
    head = record.http_headers
    if head is None or head.status_code != 200 or record.http_content_type not in PAGE_TYPES:
        return None
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    try:
        canonicalize(url)
    except ScrapeError:
        return None
    at = (record.record_date or leases.now()).astimezone(UTC)
    return WarcPage(url, at, head.status_code, head.get("Content-Type", ""), record.reader.read(MAX_BYTES))
