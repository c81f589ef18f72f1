"""WARC files as crawlers write them."""

from pathlib import Path

from newsroom import article_page, article_text

from scrapers.records import Feed, Page, Source
from wirewatch.landing import LandingZone
from wirewatch.ledger import leases


def write_warc(folder: Path, number: int) -> Path:
    """Write a WARC file of so many articles, of a picture and of a page that is gone."""
    at = leases.now()
    feed = Feed("https://old.example/", Source("old", "Old", "old.example"))
    bodies = [
        (200, "text/html; charset=utf-8", article_page(f"Title {n}", article_text(n)).encode())
        for n in range(number)
    ]
    bodies += [(200, "image/png", b"\x89PNG"), (404, "text/html", b"<p>Not found</p>")]
    pages = [
        Page(
            id=str(n), url=f"https://old.example/{n}", canonical_url=f"https://old.example/{n}", feed=feed,
            first_seen_at=at, fetched_at=at, status=status, content_type=kind, body=body,
        )
        for n, (status, kind, body) in enumerate(bodies)
    ]  # fmt: skip
    name = LandingZone(str(folder)).write_pages(pages, at)[0].partition("#")[0]
    return folder / name
