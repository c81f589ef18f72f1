"""A day that belongs to another article or to a card on the page is not the article's."""

from datetime import UTC, date, datetime

import pytest

from processors.metadata import visible_dates
from processors.metadata.read import read_metadata
from processors.page.html import parse_html

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
H1 = "<h1>Talks go on in Doha</h1>"
TITLE = '<meta property="og:title" content="Talks go on in Doha">'


def read(body: str, head: str = TITLE):
    return read_metadata(
        parse_html(f"<html><head>{head}</head><body>{body}</body></html>"), "Example News", NOW
    )


CARD = (
    "<section class=more><div><a href=/ports><h4>Dock workers return after a stoppage</h4></a>"
    '<p>The union said its members had voted.</p><time datetime="2026-11-20">20 Nov 2026</time></div></section>'
)


@pytest.mark.parametrize(
    "stamp",
    [
        "<div>Tue 24 Nov 2021 17.42 GMT <span>Last modified on Thu 26 Nov 2021</span></div>",
        '<time class="entry-date updated" datetime="2021-11-24T11:20:33+00:00">November 24, 2021</time>',
    ],
)
def test_the_day_behind_another_articles_linked_headline_is_that_articles(stamp):
    """Also where it stands in an element for times, and the article's own day is in words or told as a change."""
    said = read(f"{H1}{stamp}<p>Talks.</p>{CARD}")
    assert said.visible_date
    assert said.visible_date.day == date(2021, 11, 24)


def test_a_linked_headline_of_the_article_itself_makes_no_card():
    """Weblogs link their own headline; its day stands behind it."""
    said = read(
        "<div><h2><a href=/talks>Talks go on in Doha</a></h2><span class=date>24 Nov 2021</span><p>Talks.</p></div>"
    )
    assert said.visible_date
    assert said.visible_date.day == date(2021, 11, 24)


@pytest.mark.parametrize(
    "body",
    [
        f"{H1}<p><strong><a href=/o>ALSO READ: Rebels take two more towns</a></strong></p>"
        "<p>First Published: May 5, 2021</p>",
        "<h1 hidden>Doha</h1><div><h2><a href=/talks>Talks go on in Doha</a></h2>"
        "<time datetime=2021-05-05>5 May</time></div>",
    ],
)
def test_links_to_read_on_and_to_itself_make_no_card(body):
    """A link in bold letters in the box before, and the headline that is linked to its own page."""
    said = read(body)
    assert (said.visible_date or said.published).day == date(2021, 5, 5)


def test_cards_are_looked_for_in_no_more_of_a_page_than_a_card_has(monkeypatch):
    """Of a box that holds the whole page only its beginning is read, and of its times only the first ones are asked."""
    asked = []
    monkeypatch.setattr(visible_dates, "is_in_card", lambda element, _: asked.append(element) or False)
    times = "<p>xyz <time datetime=bad>d</time></p>" * (visible_dates.MAX_TIMES + 50)
    read(f"{H1}{'<p>x</p>' * 150}<div>{times}</div>")
    assert len(set(asked)) <= visible_dates.MAX_TIMES


def test_a_channels_post_is_no_widget_of_others():
    """Mirrors of Telegram call each post a widget's message; its day stands below its text."""
    post = "<div class=tgme_widget_message><div>Talks go on.</div><div class=tgme_widget_message_footer>"
    post += "<time datetime=2021-05-05T17:46:09Z>17:46</time></div></div>"
    found = read(f"<main>{post}</main>", "<title>Channel</title>")
    assert found.published or found.visible_date
    assert (found.published or found.visible_date).day == date(2021, 5, 5)


@pytest.mark.parametrize(
    "card",
    [
        "<div><b>Other brigade leaves town for good</b><br>Published: 1 May 2021</div>",
        "<div class=ticker><a href=/x>Other brigade leaves town for good</a> Published: 1 May 2021</div>",
    ],
)
def test_a_label_behind_another_articles_headline_makes_no_day_of_this_one(card):
    """Over the headline other articles stand as well, each with its label."""
    found = read(f"{card}{H1}<div>5 May 2021</div><p>Talks go on.</p>")
    assert found.visible_date
    assert found.visible_date.day == date(2021, 5, 5)


def test_the_day_right_above_the_headline_comes_before_those_of_a_list_below_the_text():
    """Their links are no headings. A change, and what is not called a date, are passed by."""
    others = "<div class=list><p><span class=news-date>23.11.2021</span><a href=/1><b>Cotton falls</b></a></p></div>"
    own = f"<div class=detail>{{}}{H1}<div>Talks.</div></div>{others}"
    shown = read(own.format("<span class=news-date>24.11.2021 12:15</span>")).visible_date
    assert shown.day == date(2021, 11, 24)
    assert read(own.format("<i class=tag>24.11.2021</i>")).visible_date.day == date(2021, 11, 23)


def test_a_day_that_is_called_the_publication_s_comes_before_that_right_above_the_headline():
    """There sites have today's, too."""
    today = "<div class=date>24.11.2021</div>"
    told = read(f"{today}{H1}<p class=date>Published 12 April 2021</p><p>Talks go on.</p>").visible_date
    assert told.day == date(2021, 4, 12)


def test_a_page_in_arabic_that_tells_no_language_has_the_day_first():
    """As all but the United States have; a page in Latin letters is read as theirs."""
    heading = "<h1>إصابة أحد عشر شخصا في هجوم</h1><div class=newsdate>02/03/2021</div>"
    assert read(heading, "").visible_date.day == date(2021, 3, 2)
    assert read(f"{H1}<div class=newsdate>02/03/2021</div>").visible_date.day == date(2021, 2, 3)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Mar, 09/12/2025 - 14:20", date(2025, 12, 9)),
        ("Tue, 09/12/2025 - 14:20", date(2025, 12, 9)),
        ("Fri, 09/12/2025 - 14:20", date(2025, 9, 12)),
        ("Sat 09/12/2025", date(2025, 9, 12)),
        ("On 09/12/2025", date(2025, 9, 12)),
    ],
)
def test_the_weekday_tells_which_number_is_the_month(stamp, day):
    """As Drupal writes it; one that fits neither reading tells nothing."""
    said = read(f"{H1}<div class=submitted>{stamp}</div><p>Talks.</p>")
    assert said.visible_date
    assert said.visible_date.day == day


def test_the_language_of_a_page_in_xhtml_tells_which_number_is_the_month():
    """It stands in an attribute of another name."""
    page = '<html xml:lang="es"><body><h1>Piden frenar contrabando</h1><div class=date>09/12/2025</div></body></html>'
    said = read_metadata(parse_html(page), "Example News", NOW)
    assert said.visible_date
    assert said.visible_date.day == date(2025, 12, 9)


def test_a_day_stands_beside_a_headline_that_is_no_heading():
    """It is called a title and is the page's; a heading farther down is another one."""
    body = (
        "<div class=location><span class=title>News</span></div><div><div class=title>县卫健局启动体检</div>"
        "<div class=xx><span>发布时间:2026-01-19 17:05</span></div><p>体检正式开始。</p></div><h3>Contact</h3>"
    )
    said = read(body, "<title>县卫健局启动体检 – 清水县人民政府</title>")
    assert said.visible_date
    assert said.visible_date.day == date(2026, 1, 19)


def test_a_link_to_the_author_in_a_heading_around_the_day_makes_no_card():
    """As a theme of WordPress writes it; a linked headline that has its day in it is another article's."""
    stamp = "<time datetime=2026-11-20>20 Nov 2026</time>"
    head = f"<h1>Talks <h4>By <a href=/a>Example Team of Doha</a> on {stamp}</h4></h1>"
    said = read(f"{head}<h1>Talks go on in Doha</h1><p>Talks.</p>")
    assert said.visible_date or said.published
    said = read(
        f"{H1}<p>Talks.</p><section><h4><a href=/b>Dock workers return after {stamp}</a></h4></section>"
    )
    assert (said.visible_date, said.published) == (None, None)


def test_the_day_since_which_visitors_are_counted_is_no_day_of_publication():
    """Old pages tell it at their foot; the day over the headline is theirs."""
    said = read(
        "<font size=1>Hinterrade, Mittwoch, 8. April 2026</font><p><span class=tit>Talks go on in Doha</span></p>"
        "<p>Talks.</p><div>Besucher Nr. 0118342 seit dem 1.1.2001</div>"
    )
    assert said.visible_date
    assert said.visible_date.day == date(2026, 4, 8)


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("2025-11-03T08:15:00Z", date(2025, 11, 3)),
        ("2025-03-11", date(2025, 3, 11)),
        ("2025-10-07", date(2025, 3, 11)),
    ],
)
def test_a_day_in_figures_in_the_code_is_read_as_the_one_beside_the_headline(shown, day):
    """One with day and month exchanged tells which is which; another day tells nothing."""
    head = f'{TITLE}<meta name="DC.date.issued" content="11/3/2025">'
    said = read(f"{H1}<p><time datetime={shown}></time></p><p>Talks.</p>", head)
    assert said.published
    assert said.published.day == day
