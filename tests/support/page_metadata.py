"""What is read of a small page, at NOW: its markup in, its metadata out."""

from datetime import UTC, datetime

from processors.metadata.read import Metadata, read_metadata
from processors.page.html import parse_html

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def metadata_of(head: str, body: str = "") -> Metadata:
    """Return the metadata of a page of Example News, from what stands in its head and its body."""
    tree = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    return read_metadata(tree, "Example News", NOW)
