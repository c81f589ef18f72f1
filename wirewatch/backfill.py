"""History: what WARC files hold and what sitemaps list goes through the same stages as the news.

Nobody is alerted of it: its documents stand under the batch `backfill`, which is never opened for matching.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapers.errors import Reject, ScrapeError
from scrapers.http import Client
from scrapers.login import split_login
from scrapers.records import Entry, Feed, Page, Source
from scrapers.sitemap import walk_sitemap
from scrapers.urls import canonicalize, domain_of, drop_credentials, link_id
from wirewatch.errors import LastingTrouble, Mistake, Trouble
from wirewatch.ledger import leases, links, names
from wirewatch.ledger.links import HISTORY_BATCH
from wirewatch.project import Project
from wirewatch.warc import Damage, read_records
from wirewatch.warc_pages import MAX_BYTES, NoPage, WarcPage, page_of

PAGES_PER_FILE = 50
"""Pages that land in one file and commit together."""
LONGEST_BLOCK = MAX_BYTES + 1024 * 1024
"""Of a record, as much as is read: a page with its headers."""
DAMAGES_TOLD = 5
"""Damaged records of one file of which each gets a line."""
_LOG = logging.getLogger(__name__)


def from_warc(
    project: Project,
    file: Path,
    since: datetime | None,
    until: datetime | None,
    tell: Callable[[str], None] = _LOG.warning,
) -> Counter[str]:
    """Land the pages of a WARC file that were fetched in a time; every record is counted.

    Counts `new` and `known` links, what was skipped by its reason (`skipped_not_html`), and `damaged` records, the
    first of which `tell` gets a line each of. May be run again after a kill: what is known is passed over. Raises
    Mistake when the file cannot be read, or holds no record.
    """
    counts: Counter[str] = Counter()
    damages: list[Damage] = []
    group: list[WarcPage] = []
    for found in _read(file):
        if isinstance(found, Damage):
            damages.append(found)
        elif isinstance(found, NoPage):
            counts[f"skipped_{found}"] += 1
        elif not _is_within(found, since, until):
            counts["skipped_other_time"] += 1
        else:
            group.append(found)
        if len(group) == PAGES_PER_FILE:
            counts += _land(project, file, group)
            group = []
    if group:
        counts += _land(project, file, group)
    if damages and not counts:
        raise Mistake(f"cannot be read as WARC: {damages[0].why}", "give a WARC file", file)
    for damage in damages[:DAMAGES_TOLD]:
        tell(f"{file}: record {damage.number} is damaged and passed over: {damage.why}")
    return counts + Counter(damaged=len(damages))


def from_sitemap(project: Project, url: str, since: datetime | None, until: datetime | None) -> Counter[str]:
    """Record the pages that a sitemap lists as links to fetch; counts `new` and `known`.

    Raises Mistake where its address is none, Trouble where it cannot be had for now, and LastingTrouble where it never
    can: it is gone, or its address is not public.
    """
    try:
        feed = Feed(split_login(url)[0], _source(canonicalize(url)))
    except ScrapeError:
        raise Mistake(f"--sitemap: {url!r} is no web address", "write https://...") from None

    async def gather(web: Client, _: Any) -> list[Entry]:
        return [Entry(place.url) async for place in walk_sitemap(web, url, since, until)]

    try:
        entries = project.web_client.run(gather)
    except Reject as error:
        raise LastingTrouble(f"{url}: {error}") from None
    except ScrapeError as error:
        raise Trouble(f"{url}: {error}") from None
    counts: Counter[str] = Counter()
    for start in range(0, len(entries), 1000):
        group = entries[start : start + 1000]
        with project.ledger.begin() as tx:
            new = names.record_items(tx, feed, group, leases.now(), batch=HISTORY_BATCH).new
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
        id=link_id(address), url=drop_credentials(found.url), canonical_url=address,
        feed=Feed(f"warc:{file.name}", _source(address)),
        first_seen_at=at, fetched_at=found.at or at, status=200, content_type=found.content_type, body=found.body,
    )  # fmt: skip


def _source(url: str) -> Source:
    name = domain_of(url)
    return Source(name, name, name)


def _read(file: Path) -> Iterator[WarcPage | NoPage | Damage]:
    try:
        with file.open("rb") as stream:
            for record in read_records(stream, LONGEST_BLOCK):
                try:
                    yield record if isinstance(record, Damage) else page_of(record)
                except NoPage as reason:
                    yield reason
    except OSError as error:
        raise Mistake(f"cannot be read: {error.strerror or error}", "give a WARC file", file) from None


def _is_within(page: WarcPage, since: datetime | None, until: datetime | None) -> bool:
    at = page.at or leases.now()
    return (since is None or at >= since) and (until is None or at < until)
