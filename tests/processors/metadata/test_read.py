"""What a page says of itself is found in its best place, cleaned, and told with that place."""

from datetime import UTC, datetime

import pytest
from page_metadata import metadata_of

from processors.metadata.read import MAX_METAS, own_address

DAY = datetime(2021, 5, 5, tzinfo=UTC)
BROKEN = '<script type="application/ld+json">{broken</script>'


def test_json_ld_comes_first():
    """JSON-LD, in a graph too, wins over meta elements, for headline and moment alike."""
    said = metadata_of(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "A &amp; B meet",'
        ' "datePublished": "2021-05-05T08:30:00+04:30", "author": {"name": "Jane Doe"}}]}</script>'
        '<meta property="og:title" content="Other"><meta name="pubdate" content="2020-01-01">'
    )
    assert said.title == "A & B meet"
    assert (said.published.at, said.published.where) == (datetime(2021, 5, 5, 4, tzinfo=UTC), "json-ld")
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
    said = metadata_of(head, body)
    assert (said.published.at, said.published.where) == (DAY, where)


def test_title_falls_back_from_place_to_place():
    """og:title, then the first h1, then <title> without the site's name make the title."""
    title = "<title>Talks go on | Example News</title>"
    assert metadata_of(title).title == "Talks go on"
    assert metadata_of(title, "<h1>Talks  go\non today</h1>").title == "Talks go on today"
    assert metadata_of(title + '<meta property="og:title" content="Talks">', "<h1>x</h1>").title == "Talks"
    assert metadata_of("<title>Example News</title>").title is None


@pytest.mark.parametrize(
    ("told", "accepted"),
    [
        ("https://example.org/news/talks", "https://example.org/news/talks"),
        ("/news/talks", "https://www.example.org/news/talks"),
        ("https://m.example.org/news/talks", "https://m.example.org/news/talks"),
        ("https://example.org/", None),
        ("https://example.org/news", None),
        ("https://other.example/news/talks", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_an_address_that_can_be_the_same_article(told, accepted):
    """A page's canonical address is believed where it can be the article's, never a front page's or another site's."""
    if told is None:
        assert own_address("", told) is None
    else:
        assert own_address("https://www.example.org/news/talks?utm_source=x", told) == accepted


def test_section_paywall_and_change():
    """Section, paywall and the moment of the last change are read; nothing said is not the same as no."""
    said = metadata_of(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "articleSection": ["World"],'
        ' "isAccessibleForFree": "False", "dateModified": "2021-05-06T10:00:00Z"}</script>'
    )
    assert (said.section, said.paywalled) == ("World", True)
    assert said.modified.at == datetime(2021, 5, 6, 10, tzinfo=UTC)
    assert metadata_of('<meta property="article:content_tier" content="free">').paywalled is False
    assert (metadata_of("").paywalled, metadata_of("").section, metadata_of("").modified) == (
        None,
        None,
        None,
    )


def test_no_more_metas_are_read_than_a_page_has() -> None:
    """What stands after a thousand meta elements is an attack's, and costs nothing."""
    title = '<meta property="og:title" content="Talks go on in Doha">'
    assert metadata_of("<meta>" * (MAX_METAS - 1) + title).title == "Talks go on in Doha"
    assert metadata_of("<meta>" * MAX_METAS + title).title is None


def test_meta_elements_with_their_words_in_value():
    """Some pages write `value` for `content` in their meta elements; where both stand, `content` counts."""
    said = metadata_of(
        '<meta name="og:title" value="Talks go on in Doha"><meta name="author" value="Jane Doe" content="John Roe">'
    )
    assert said.title == "Talks go on in Doha"
    assert said.authors == ("John Roe",)


def test_the_headline_that_chinese_offices_tell_for_machines() -> None:
    """Their titles have the column's name before it."""
    head = (
        '<meta name="ArticleTitle" content="省应急管理厅部署春节前烟花爆竹安全检查">'
        "<title>工作动态 省应急管理厅部署春节前烟花爆竹安全检查</title>"
    )
    assert (
        metadata_of(head, "<p>会议指出，各地要保持高压态势。</p>").title
        == "省应急管理厅部署春节前烟花爆竹安全检查"
    )
