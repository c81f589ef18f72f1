"""Headings by their place: an h1 in the trail of sections is no headline, and one over the text is."""

import pytest
from page_metadata import NOW

from processors.metadata.read import read_metadata
from processors.page.html import parse_html

TEXT = "<p>The ministers agreed on Tuesday to open two crossings along the border by the end of the year.</p>"
SEEN = "Ministers open two crossings before the winter"
TRAIL = "<nav><ol><li><a href=/p>Politics</a></li><li><h1>Border: what was agreed</h1></li></ol></nav>"


def _title(body, og, title="Border: what was agreed"):
    head = f'<title>{title}</title><meta property="og:title" content="{og}">'
    root = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    return read_metadata(root, "", NOW, "https://www.example.net/a").title


@pytest.mark.parametrize(
    "body",
    [
        TRAIL + f"<article><header><h2>{SEEN}</h2></header>{TEXT}</article>",
        "<div class=breadcrumbs><a href=/>Home</a><h1>Border: what was agreed</h1></div>"
        f"<article><h2>{SEEN}</h2>{TEXT}</article>",
        "<div><ul><li><h1 data-breadcrumb-headline>Border: what was agreed</h1></li></ul></div>"
        f"<article><h2><span>Talks</span> <span>{SEEN}</span></h2>{TEXT}</article>",
        "<ws-scroller class=Breadbar><h1>Border: what was agreed</h1></ws-scroller>"
        f"<nav><h2>What else is new today</h2></nav><article><h2>{SEEN}</h2>{TEXT}</article>",
    ],
)
def test_the_headline_stands_under_the_trail_of_sections(body):
    """Where the h1 is the last step of the trail, the h2 that the code has too is the headline, without its kicker."""
    assert _title(body, SEEN) == SEEN


def test_a_kicker_in_the_code_keeps_its_colon():
    """The code's wording of a headline with its kicker is taken, for the page shows the kicker on a line of its own."""
    body = TRAIL + f"<article><h2><span>Talks</span> <span>{SEEN}</span></h2>{TEXT}</article>"
    assert _title(body, f"Talks: {SEEN}") == f"Talks: {SEEN}"


@pytest.mark.parametrize(
    ("body", "og"),
    [
        (TRAIL + f"<article><h2>What to know about the border</h2>{TEXT}</article>", SEEN),
        (TRAIL + f"<article>{TEXT}<h2>{SEEN}</h2></article>", SEEN),
        (f"<article><h1>Border: what was agreed</h1><h2>{SEEN}</h2>{TEXT}</article>", SEEN),
        (
            TRAIL + f"<article><h2>Außenpolitik international</h2>{TEXT}</article>",
            "Außenpolitik international",
        ),
        (
            TRAIL
            + f"<article><h2>{SEEN}</h2>{TEXT}</article><article><h1>Rain floods the town</h1>{TEXT}</article>",
            SEEN,
        ),
    ],
)
def test_the_h1_stays_the_headline(body, og):
    """An h2 that the code has not, one behind a paragraph, of two words, or beside another h1 or under one is none."""
    assert _title(body, og) == "Border: what was agreed"


def test_of_two_wordings_the_one_that_an_element_shows_is_without_the_kicker():
    """A kicker in the h1 goes where an element of it shows what one of the code's wordings says."""
    body = f"<article><h1> <span>Talks</span> <span>{SEEN}</span></h1>{TEXT}</article>"
    head = f'<title>Talks: {SEEN}</title><meta property="og:title" content="{SEEN}">'
    head += (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Talks: {SEEN}"}}</script>'
    )
    root = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert read_metadata(root, "", NOW, "https://www.example.net/a").title == SEEN


@pytest.mark.parametrize(
    "body",
    [
        f"<article><header><p>Border</p><h1>{SEEN}</h1></header>{TEXT}</article>",
        f"<main><h1>{SEEN}</h1><p>By Jane Doe</p>{TEXT}</main><h1><a href=/p>More from the border region</a></h1>",
        f"<div class=post-body><h1>{SEEN}</h1><div>{TEXT}</div></div>",
        f"<article><aside>{TEXT}</aside><h1>{SEEN}</h1>{TEXT}</article>",
    ],
)
def test_an_h1_over_the_text_is_the_headline_though_nothing_says_it(body):
    """Outlets word <title> and og:title for others; readers see the h1 that stands over the first paragraph."""
    assert _title(body, "Trade resumes soon, officials say", "Trade resumes soon, officials say") == SEEN


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{TEXT}<h1>A message from our founder to you</h1>{TEXT}</article>",
        f"<article><h1>World news</h1>{TEXT}</article>",
        f"<article><h1><a href=/p>More from the border region</a></h1>{TEXT}</article>",
        f"<article><a href=/p><h1>More from the border region</h1></a>{TEXT}</article>",
        f"<article><aside><h1>More from the border region</h1></aside>{TEXT}</article>",
        f"<article><h1>More from the border region</h1><h2>Rain</h2>{TEXT}</article>",
        f"<main><h1>Rain floods the old town</h1>{TEXT}<h1>Snow falls on the hills</h1>{TEXT}</main>",
        f"<div><h1>Marketing made to meet your goals</h1>{TEXT}</div>",
    ],
)
def test_an_h1_elsewhere_that_nothing_says_is_none(body):
    """One below the text, a section, a link, an aside, one of two, one over a heading, or in no article: none is."""
    told = "Trade resumes soon, officials say"
    assert _title(body, told, told) == told


@pytest.mark.parametrize(
    "heading",
    [
        f"<span class=article-kicker>Talks</span><span class=visually-hidden>: </span><span>{SEEN}</span>",
        f"<small>Border</small> {SEEN}",
        f"<span class=topline>Border</span>{SEEN}",
    ],
)
def test_a_kicker_that_is_so_called_is_no_part_of_the_headline(heading):
    """What an element over the headline says goes with it, and the colon behind."""
    body = f"<article><h1>{heading}</h1>{TEXT}</article>"
    assert _title(body, "Two crossings open", f"Talks: {SEEN}") == SEEN


def test_a_heading_s_first_words_in_an_element_are_no_kicker():
    """What stands in an element that has no such name, or behind words, belongs to the headline."""
    for heading in (f"<span>Doha:</span> {SEEN}", f"{SEEN} <small>and what follows</small>"):
        body = f"<article><h1>{heading}</h1>{TEXT}</article>"
        assert _title(body, "Two crossings open").startswith(("Doha", SEEN + " and"))


def test_a_kicker_stays_where_the_code_tells_the_headline_with_it():
    """The outlet itself counts such a kicker to the headline."""
    body = f"<article><h1><span class=topline>Border</span> {SEEN}</h1>{TEXT}</article>"
    assert _title(body, f"Border: {SEEN}").startswith("Border")
