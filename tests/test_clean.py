"""Cleaning as a whole: a page or a feed's text in, one untagged article or a named rejection out."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from processors.clean import clean, clean_html, lede
from processors.errors import Reject
from processors.records import Dateline
from scrapers.records import Entry, Feed, Page, Source

SEEDS = Path(__file__).parent.parent / "seeds"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = Source(id="example", name="Example News", domain="example.org", country="GB")
TEXT = " ".join(["The ministry said on Tuesday that talks would go on in the capital."] * 4)


def page(
    body: str | bytes = b"",
    *,
    full_text="auto",
    selector=None,
    entry=None,
    missing=None,
    content_type="text/html",
):
    return Page(
        id="0" * 64,
        url="https://example.org/a",
        canonical_url="https://example.org/a",
        feed=Feed(url="https://example.org/feed", source=SOURCE, full_text=full_text, text=selector),
        first_seen_at=NOW,
        fetched_at=NOW,
        entry=entry,
        body=body.encode() if isinstance(body, str) else body,
        missing=missing,
        content_type=content_type,
    )


def seed(name: str) -> Page:
    return page((SEEDS / name).read_bytes(), content_type="text/plain; charset=utf-8")


def test_first_seed():
    """The first seed loses its repeats, labels and dateline, and keeps each of them where it belongs."""
    article = clean(seed("000_40ced3961ee9481a.txt"))
    assert article.title == "Taliban Deny Reports Of Possible Ties With Al-Qaeda - Spokesperson"
    assert article.dateline == Dateline("KABUL", "UrduPoint News / Sputnik", date(2021, 5, 5))
    assert article.published_at == datetime(2021, 5, 5, tzinfo=UTC)
    assert article.published_from == "dateline"
    assert article.labels == ("(a terrorist group, banned in Russia)", "terrorist group, banned in Russia")
    assert article.text.startswith(
        "Taliban spokesperson Zabihullah Mujahid told Sputnik that the Islamic Emirate of Afghanistan"
    )
    assert article.text.count("told Sputnik that the Islamic Emirate") == 1
    assert "any al-Qaeda militants in its ranks." in article.text
    assert (
        "the Haqqani network [Taliban affiliate], Al-Qaida and ISIS [Islamic State] members" in article.text
    )
    assert "banned in Russia" not in article.text
    assert len(article.text.split("\n")) == 9
    assert article.language == "en"
    assert article.source == SOURCE


def test_second_seed():
    """The second seed has no headline: its first sentence is the start of the text and stands in for one."""
    raw = (SEEDS / "002_426c6dc9f0327b79.txt").read_text(encoding="utf-8")
    article = clean(seed("002_426c6dc9f0327b79.txt"))
    assert article.title is None
    assert article.text == raw.strip()
    assert article.dateline is None
    assert article.published_at is None
    assert lede(article) == raw.split("\n")[0]


def test_missing_page_falls_back_to_the_feed():
    """A page that could not be had becomes an article of what the feed carried, and says so."""
    entry = Entry(url="https://example.org/a", title="Talks go on", content=f"<p>{TEXT}</p>", published=NOW)
    article = clean(page(missing="robots", entry=entry))
    assert (article.text, article.text_from, article.title) == (TEXT, "feed", "Talks go on")
    assert (article.published_at, article.published_from) == (NOW, "feed")


def test_missing_page_without_feed_text_keeps_its_reason():
    """Where there is neither page nor text, the reason for which there is no page is the rejection's."""
    with pytest.raises(Reject) as caught:
        clean(page(missing="gone", entry=Entry(url="https://example.org/a", summary="Short.")))
    assert caught.value.reason == "gone"


def test_clean_html_names_the_source_by_host():
    """Markup given by hand gets its outlet from the address, since there is no feed to tell."""
    article = clean_html(
        f"<html><title>Talks</title><p>{TEXT}</p></html>", "https://www.example.net/x", now=NOW
    )
    assert article.source.domain == "example.net"
    assert article.text == TEXT
