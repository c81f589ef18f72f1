"""Headlines of pages whose title tells only whose page it is and where, and that have no h1 for it."""

import pytest
from page_metadata import NOW, metadata_of

from processors.metadata.read import read_metadata
from processors.page.html import parse_html

TEXT = "<p>Engineers of the two provinces closed three bridges on the northern road after the flood of Monday.</p>"
HEADLINE = "Three bridges closed after the flood"
MENU = '<p><a href="/">Home</a> | <a href="/pr">Press Releases</a> | <a href="/t">Tenders</a></p>'


def title_of(title: str, body: str, url: str = "http://www.example.org/show.asp?id=3") -> str | None:
    tree = parse_html(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
    return read_metadata(tree, "", NOW, url).title


@pytest.mark.parametrize(
    "title",
    [
        "Ministry of Roads | Press Releases",
        "Ministry of Roads - News",
        "Ministry of Roads &gt; Tenders",  # a link of the menu
        "The Lake Post - Honest and daily",
    ],
)
@pytest.mark.parametrize(
    "line",
    [
        f"<font size=5>{HEADLINE}</font>",
        f"<h4>{HEADLINE}</h4>",
        f"<span class=Head>{HEADLINE}</span>",
        f"<table><tr><td align=center><b><u>{HEADLINE}</u></b></td></tr></table>",
        f"<div class=jdl><b>{HEADLINE}</b></div>",
    ],
)
def test_the_line_over_the_text_is_the_headline(title, line):
    """Words of the title stand in the menu, in the text and in the foot: each tells a name or a section."""
    foot = "<p>Ministry of Roads, all rights reserved</p>"
    assert title_of(title, f"{MENU}<div>{line}{TEXT}{TEXT}</div>{foot}") == HEADLINE


@pytest.mark.parametrize(
    ("title", "line", "headline"),
    [
        # The title has the headline, and the line is another.
        (
            "Three bridges closed | Lake Post",
            "<h3>What the engineers say of the road</h3>",
            "Three bridges closed | Lake Post",
        ),
        # A headline behind a colon.
        (
            "Flood: three bridges closed",
            "<h3>What the engineers say of the road</h3>",
            "Flood: three bridges closed",
        ),
        # The title is long enough for a headline, and its words begin the text.
        (
            "Engineers close three northern bridges - Lake Post",
            "<h3>Nobody was hurt by it</h3>",
            "Engineers close three northern bridges",
        ),
        # It stands in plain letters right over the line, and the menu links the section and the first page.
        (
            "Three bridges closed - Tenders - Lake Post",
            "<div>Three bridges closed</div><h3>What the engineers say of the road</h3>",
            "Three bridges closed - Tenders",
        ),
        (
            "Three bridges closed | Press Releases",
            "<table><tr><td>Three bridges closed</td></tr><tr><td><b>Most read of the week</b></td></tr></table>",
            "Three bridges closed | Press Releases",
        ),
        # The paper's name is a link to its first page, which tells of no section.
        (
            "Lake Post | Northern bridges closed",
            "<a href='index.asp'>Lake Post</a><h3>What the people say of the road</h3>",
            "Lake Post | Northern bridges closed",
        ),
        # A bold line that ends like a sentence, or holds a day, or a link, is none.
        ("Lake Post - Local News", "<p><b>Nobody was hurt in it.</b></p>", "Lake Post - Local News"),
        ("Lake Post - Local News", "<p><b>Monday, 2 March 2026 in Lake</b></p>", "Lake Post - Local News"),
        (
            "Lake Post - Local News",
            "<p><b><a href=/2>Nobody was hurt there</a></b></p>",
            "Lake Post - Local News",
        ),
        # Bold words within a paragraph.
        ("Lake Post - Local News", "<p><b>Nobody was hurt there</b> at night</p>", "Lake Post - Local News"),
    ],
)
def test_a_title_that_may_be_the_headline_stays(title, line, headline):
    """It is long, or its words begin the text; and not every line in bold letters is a headline."""
    assert title_of(title, f"{MENU}<div>{line}{TEXT}{TEXT}</div>") == headline


def test_the_marked_heading_under_a_sections_h1_is_the_headline():
    """It has no class, and its property says what it is."""
    body = f"<h1>Newsroom</h1><div><h2 itemprop=headline>{HEADLINE}</h2>{TEXT}{TEXT}</div>"
    assert title_of("Newsroom", body) == HEADLINE


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ('"We were told to wait": a midwife speaks', '"We were told to wait": a midwife speaks'),
        ("“We were told to wait”: a midwife speaks", "“We were told to wait”: a midwife speaks"),
        ("We were told to wait by the midwife", "We were told to wait"),  # no mark behind it
        ('"We were told to wait": so she said.', "We were told to wait"),  # a sentence
    ],
)
def test_a_quotation_that_is_the_title_goes_on_in_the_heading(line, headline):
    """Old systems have the quotation alone in the page's title."""
    assert title_of("We were told to wait", f"<h2>{line}</h2>{TEXT}") == headline


def test_the_day_beside_a_headline_in_a_plain_element_is_found():
    """Nothing calls it a title: its words are the page's title."""
    today = "<div class=date>Sunday 22 November 2026</div>"
    body = (
        f"<div>{today}</div><div><div id=d3>Published: Monday, 2 March 2026</div><div id=d4>{HEADLINE}</div>"
        f"{TEXT}{TEXT}</div><h4>Most read of the week</h4>"
    )
    seen = metadata_of(f"<title>{HEADLINE}</title>", body).visible_date
    assert seen is not None
    assert seen.day.isoformat() == "2026-03-02"


POST = (
    "<div class=tgme_widget_message_owner_name>Lake Brief</div>"
    '<div class="tgme_widget_message_text js-message_text">{}</div>'
)
CHANNEL = '<meta property="og:site_name" content="{}"><meta property="og:title" content="Lake Brief">'


@pytest.mark.parametrize(
    ("post", "title"),
    [
        (f"<b>{HEADLINE}</b><br><br>Nobody was hurt.", HEADLINE),
        (f"❗️<b>❗️ {HEADLINE}</b><br><br>Nobody was hurt.", HEADLINE),
        (f'<b>"{HEADLINE}"</b><br>Nobody was hurt.', f'"{HEADLINE}"'),
        (f"<b>{HEADLINE}</b>, says the mayor.<br>Nobody was hurt.", "Lake Brief"),  # goes on
        (f"Today: <b>{HEADLINE}</b><br>Nobody was hurt.", "Lake Brief"),
        ("<b>Flood</b><br>Nobody was hurt.", "Lake Brief"),  # one word
        (f"<b>{HEADLINE}</b>", "Lake Brief"),  # no text
    ],
)
def test_a_posts_first_line_in_bold_letters_is_its_headline(post, title):
    """On the service's own pages the code has the channel's name as title."""
    assert metadata_of(CHANNEL.format("Telegram"), POST.format(post)).title == title


def test_elsewhere_a_post_is_no_page():
    """A paper that shows a post has a headline of its own; a channel's page with several posts has none."""
    post = POST.format(f"<b>{HEADLINE}</b><br><br>Nobody was hurt.")
    assert metadata_of(CHANNEL.format("Lake Post"), post).title == "Lake Brief"
    assert metadata_of(CHANNEL.format("Telegram"), post + post).title == "Lake Brief"


@pytest.mark.parametrize(
    "others",
    [
        f"<div><div><span>{HEADLINE}</span> <i>27 February 2026</i></div></div>{{}}",  # a column before the article
        f"{{}}<div><p><a href=/x><span>{HEADLINE}</span></a> 27 February 2026</p></div>",  # the most read
    ],
)
def test_a_headline_in_a_list_is_not_where_the_article_begins(others):
    """The page's h1 has other words than its code."""
    own = f"<div><h1>The flood: bridges shut</h1><p>2 March 2026</p>{TEXT}{TEXT}</div>"
    seen = metadata_of(f'<meta property="og:title" content="{HEADLINE}">', others.format(own)).visible_date
    assert seen is not None
    assert seen.day.isoformat() == "2026-03-02"
