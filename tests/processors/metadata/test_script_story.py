"""Author and day out of the data of a page's scripts, beside its headline."""

import json
from datetime import date

import pytest
from page_metadata import NOW, metadata_of

from processors.metadata.read import read_metadata
from processors.page.html import parse_html

TITLE = "Eleven holdouts surrender in Tawi-Tawi"
HEAD = f'<meta property="og:title" content="{TITLE}">'
PADDING = {"id": "c91", "padding": "x" * 120}


def told(story: object, body: str = "", script: str = "<script type=application/json>"):
    return metadata_of(HEAD, f"{body}{script}{json.dumps(story)}</script>")


@pytest.mark.parametrize(
    ("story", "names", "day"),
    [
        ({"hed": TITLE, "byline": [{"fullName": "Noralyn Usman", "role": "reporter"}],
          "publishedAt": "2021-05-03T03:25:00Z", "updatedAt": "2021-05-05T10:00:00Z"},
         ("Noralyn Usman",), date(2021, 5, 3)),
        ({"headlines": {"basic": TITLE}, "authors": [{"name": "Ana Quispe"}, {"name": "Jan Muster"}],
          "created_date": "2021-05-01T00:00:00Z", "display_date": "2021-05-03T08:00:00Z"},
         ("Ana Quispe", "Jan Muster"), date(2021, 5, 3)),
        ({"pageTitle": TITLE, "author": "Ana Quispe", "date_published": 1620000000000},
         ("Ana Quispe",), date(2021, 5, 3)),
    ],
)  # fmt: skip
def test_the_object_with_the_headline_tells_author_and_day(story, names, day):
    """As frameworks and measuring services call them, and the day of publication before any other."""
    found = told({"props": {**PADDING, "story": story}})
    assert found.authors == names
    assert found.published
    assert found.published.day == day


@pytest.mark.parametrize(
    "story",
    [
        {"hed": "Basilan reopens its cinema", "byline": "Noralyn Usman", "publishedAt": "2021-05-03"},
        {"hed": TITLE, "related": [{"byline": "Noralyn Usman", "publishedAt": "2021-05-03"}]},
        {"hed": TITLE, "author": "4411", "updatedAt": "2021-05-03", "section": "Noralyn Usman"},
        {"hed": TITLE, "byline": "staff", "publishedAt": "soon"},
    ],
)
def test_other_objects_tell_nothing(story):
    """Another article's, one below the article's own, and figures that are no name and no day."""
    found = told({**PADDING, "story": story})
    assert (found.authors, found.published, found.visible_date) == ((), None, None)


def test_what_readers_see_is_asked_first():
    """A byline and a day beside the headline leave the scripts unread."""
    story = {**PADDING, "hed": TITLE, "byline": "Noralyn Usman", "publishedAt": "2021-05-03"}
    found = told(story, f"<h1>{TITLE}</h1><p class=byline>By Ana Quispe</p><time datetime=2021-05-01></time>")
    assert found.authors == ("Ana Quispe",)
    assert found.visible_date is None or found.visible_date.day == date(2021, 5, 1)
    assert found.published is None or found.published.day == date(2021, 5, 1)


URL = "https://www.capereview.example/news/isis-macomia-raid"
OTHER = {"slug": "whale-season", "headline": "Whale season ends early", "publishedAt": "2021-05-01"}


@pytest.mark.parametrize("address", ["isis-macomia-raid", "/news/isis-macomia-raid/", URL + ".html?x=1"])
def test_an_address_tells_the_headline_that_stands_in_a_script_alone(address):
    """Where the page's title is its site's name, the object with the page's own address has headline and day."""
    story = {"slug": address, "headline": TITLE, "publishedAt": "2021-05-03T03:25:00Z"}
    found = page_at(URL, {**PADDING, "trending": [OTHER], "story": story})
    assert found.title == TITLE
    assert found.published
    assert found.published.day == date(2021, 5, 3)


def test_other_addresses_tell_no_headline():
    """Another article's address, one of a few letters, and a headline that the page shows."""
    assert page_at(URL, {**PADDING, "trending": [OTHER]}).title == "Cape Review"
    short = {**PADDING, "story": {"slug": "raid", "headline": TITLE}}
    assert page_at("https://www.capereview.example/raid", short).title == "Cape Review"
    story = {**PADDING, "story": {"slug": "isis-macomia-raid", "headline": TITLE}}
    assert page_at(URL, story, "<h1>Talks go on in Doha</h1>").title == "Talks go on in Doha"


def page_at(url: str, data: object, body: str = ""):
    head = "<title>Cape Review</title>"
    script = f"<script type=application/json>{json.dumps(data)}</script>"
    page = parse_html(f"<html><head>{head}</head><body>{body}{script}</body></html>")
    return read_metadata(page, "", NOW, url)


def test_a_script_s_day_after_the_day_of_the_last_change_is_none_of_publication():
    """Measuring services are told on which day the page was asked for; what was changed was published before."""
    found = told(
        {**PADDING, "title": TITLE, "date": "2021-05-09T10:00:00Z"}, "<h1>x</h1><p>Updated: 5 May 2021</p>"
    )
    assert not found.published
    assert found.visible_date
    assert found.visible_date.day == date(2021, 5, 5)
