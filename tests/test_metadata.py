"""What a page says of itself is found in its best place, cleaned, and told with that place."""

from datetime import UTC, datetime

import pytest

from processors.dates import parse_moment
from processors.html import parse
from processors.metadata import author_names, moment_in_url, read_metadata, without_site

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = datetime(2021, 5, 5, tzinfo=UTC)
BROKEN = '<script type="application/ld+json">{broken</script>'


def read(head: str, body: str = ""):
    return read_metadata(parse(f"<html><head>{head}</head><body>{body}</body></html>"), "Example News", NOW)


def test_json_ld_comes_first():
    """JSON-LD, in a graph too, wins over meta elements, for headline and moment alike."""
    said = read(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "A &amp; B meet",'
        ' "datePublished": "2021-05-05T08:30:00+04:30", "author": {"name": "Jane Doe"}}]}</script>'
        '<meta property="og:title" content="Other"><meta name="pubdate" content="2020-01-01">'
    )
    assert said.title == "A & B meet"
    assert (said.published_at, said.published_from) == (datetime(2021, 5, 5, 4, tzinfo=UTC), "json-ld")
    assert said.authors == ("Jane Doe",)
    assert said.headlines == ("A & B meet", "Other")


@pytest.mark.parametrize(
    ("head", "body", "where"),
    [
        ('<meta property="article:published_time" content="2021-05-05">', "", "meta"),
        ("", '<article><time datetime="2021-05-05">5 May</time></article>', "time"),
        (BROKEN + '<meta name="date" content="Wed, 05 May 2021 00:00:00 GMT">', "", "meta"),
        ('<meta name="date" content="never"><meta name="dc.date" content="5 May 2021">', "", "meta"),
        ('<meta name="date" content="2099-01-01">', '<time datetime="2021-05-05T00:00Z">', "time"),
    ],
)
def test_moment_and_its_place(head, body, where):
    """The moment is found in the next best place when the better ones are absent, broken or impossible."""
    said = read(head, body)
    assert (said.published_at, said.published_from) == (DAY, where)


def test_title_falls_back_from_place_to_place():
    """og:title, then the first h1, then <title> without the site's name make the title."""
    title = "<title>Talks go on | Example News</title>"
    assert read(title).title == "Talks go on"
    assert read(title, "<h1>Talks  go\non today</h1>").title == "Talks go on today"
    assert read(title + '<meta property="og:title" content="Talks">', "<h1>x</h1>").title == "Talks"
    assert read("<title>Example News</title>").title is None


def test_only_the_site_is_taken_off_a_title():
    """A last part that is not the site's name belongs to the headline."""
    names = {"examplenews"}
    headline = "Taliban Deny Reports Of Possible Ties With Al-Qaeda - Spokesperson"
    assert without_site(headline, names) == headline
    assert without_site(f"{headline} - Example News", names) == headline
    assert without_site("Example News: Talks go on", names) == "Talks go on"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["By Jane Doe"], ("Jane Doe",)),
        (["By Jane Doe and John Roe, Senior Correspondent"], ("Jane Doe", "John Roe")),
        (["Jane Doe", "JANE DOE", "https://example.org/jane", "jane@example.org"], ("Jane Doe",)),
        (["Автор: Иван Петров"], ("Иван Петров",)),
        (["Example News", "admin"], ()),
        (["Von Anna Schmidt"], ("Anna Schmidt",)),
        (["Ludwig von Mises"], ("Ludwig von Mises",)),
    ],
)
def test_authors_are_people(written, names):
    """Bylines lose "By", job titles, addresses and the outlet; each name stands once."""
    assert author_names(written, "Example News") == names


def test_moment_in_an_address():
    """A day in the address counts as midnight UTC; other numbers are no day."""
    assert moment_in_url("https://example.org/2021/05/05/talks", NOW) == DAY
    assert moment_in_url("https://example.org/news/20210505/x", NOW) == DAY
    assert moment_in_url("https://example.org/story/20219934", NOW) is None


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "12", "1970-01-01", "2099-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "x" * 500],
)
def test_impossible_moments_are_none(words):
    """Words that name no moment, the epoch and the future are no publication."""
    assert parse_moment(words, NOW) is None
