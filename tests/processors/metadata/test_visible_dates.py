"""The day that readers see is found beside the headline, told apart from a change's."""

from datetime import UTC, date, datetime

import pytest
from page_metadata import metadata_of

from processors.metadata.around_headline import opening_text
from processors.metadata.read import read_metadata
from processors.page.html import parse_html

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
H1 = "<h1>Talks go on in Doha</h1>"


TITLE = '<meta property="og:title" content="Talks go on in Doha">'


def read(body: str, head: str = TITLE):
    return read_metadata(
        parse_html(f"<html><head>{head}</head><body>{body}</body></html>"), "Example News", NOW
    )


@pytest.mark.parametrize(
    "body",
    [
        H1 + "<div><h5>Datum: </h5>05.05.2021</div>",
        H1 + "<p>Jane Doe, Kabul</p><p>5 May 2021</p>",  # "kabul" is a step of a paper in Turkish
        H1 + "<div>प्रकाशित: 5 मई 2021, 10:05</div>",
        H1 + "<div>Ayacucho, May. 5 (2021)</div>",
        H1 + "<div>Fecha de impresión: 20/11/2026 08:36</div><div>5.5.2021</div>",
        H1 + "<a href=/a/frank>Gunter Frank</a> / 05.05.2021 / 06:15 / <a>0</a>",
        "<div class=teaser-meta>05.05.2021</div>" + H1,
        "<h1>Talks go on in Doha<br><small>05.05.2021</small></h1>",
        H1
        + "<div class=ArticleHeaderComment_publishDate><span>Mittwoch,</span> <span>5. Mai 2021</span></div>",
        H1 + "<p class=date>Written: 2021-05-05 15:03:30 Updated: 2021-05-07 15:30:46</p>",
        H1 + "<p>Updated May 7, 2021</p><p>Published May 5, 2021</p>",
        "<div class='widget Blog'>"
        + H1
        + "<p>Talks.</p>" * 70
        + "<div class=date-header>5 May 2021</div></div>",
        "<div class=itemPostDate>am 05.05.2021 22:30</div><p>Text.</p>" + "<p>Talks.</p>" * 70 + H1,
        "<div>Example</div><h3>Talks go on in Doha</h3><div>05.05.2021</div>",
        "<p class=date-article>MAY 5, 2021</p>" + H1 + "<p><b>When</b>: 16-19 March 2022</p>",
        H1 + f"<p>Pressemitteilung vom 5. Mai 2021 | Berlin - {'Die Gespräche gehen weiter. ' * 9}</p>",
        H1 + f"<p>Karlsruhe, (05.05.2021). {'Die Gespräche gehen weiter. ' * 9}</p>",
        H1 + "<ul class=related-posts><li>3 May 2021</li></ul><p>5 May 2021</p>",
    ],
)
def test_the_day_beside_the_headline(body):
    """It stands in labels, behind links, before and in the headline; not in a change or in a list of other articles."""
    shown = read(body).visible_date
    assert (shown.day, shown.where) == (date(2021, 5, 5), "byline")


@pytest.mark.parametrize(
    "body",
    [
        "<dl><dt>Posted</dt><dd><time datetime=2021-05-06>6 May 2021</time></dd>"
        "<dt>Originally published</dt><dd><time datetime=2021-05-05>5 May 2021</time></dd></dl>",
        "<p class=date>6 May 2021</p><p>First published on 5 May 2021</p>",
    ],
)
def test_the_day_of_the_first_publication_comes_before_that_of_the_site_s_own(body: str):
    """Where the page tells both below its headline; where it was published first is no day."""
    assert read(H1 + body).visible_date.day == date(2021, 5, 5)
    elsewhere = H1 + "<p class=date>6 May 2021</p><p>First published in The Example, a weekly</p>"
    assert read(elsewhere).visible_date.day == date(2021, 5, 6)
    told = (
        H1
        + "<p class=date>6 May 2021</p><p>Originally published by Reuters</p><p>On 17 March 2011 they met.</p>"
    )
    assert read(told).visible_date.day == date(2021, 5, 6)


def test_a_page_that_tells_its_last_change_alone_is_no_younger():
    """The day of the change is taken as one; a day on the page comes before it."""
    changed = '<meta property="article:modified_time" content="2021-05-07T10:00:00Z">'
    shown = read(H1, TITLE + changed).visible_date
    assert (shown.day, shown.where) == (date(2021, 5, 7), "updated")
    assert read(H1 + "<p>5 May 2021</p>", TITLE + changed).visible_date.day == date(2021, 5, 5)


def test_a_time_beside_the_headline_comes_before_others():
    """Of several times, the one beside the headline is the article's; those of comments and other articles are not."""
    other = "<article class=related><time datetime=2019-09-22 pubdate>22 Sept</time></article>"
    own = "<p>Le <time datetime=2021-05-05T13:49:45Z>5 mai</time></p>"
    said = read(other + H1 + own + "<ol><li class=comment><time datetime=2021-05-06>6</time></ol>")
    assert (said.published.day, said.published.where) == (date(2021, 5, 5), "time")


@pytest.mark.parametrize(
    "words",
    ["Last Updated: 2021-05-05", "Updated on <b>May 5, 2021</b>", "Letzte Aktualisierung: 05.05.2021",
     "Обновлено 05.05.2021", "<i>Last Updated</i> <i>on</i> <i>May 5, 2021</i>",
     "Updated <time datetime=2021-05-05T00:00:35-05:00>May 5, 2021</time>"],
)  # fmt: skip
def test_a_change_is_no_publication(words):
    """Where the only day is that of a change, its place says so, and nothing was published then by the code."""
    said = read(f"{H1}<p>{words}</p>")
    assert said.published is None
    assert (said.visible_date.day, said.visible_date.where) == (date(2021, 5, 5), "updated")


def test_the_code_comes_before_what_is_shown():
    """A day that stands beside the headline does not overrule the moment that the code tells: it may be an event's."""
    moment = '<meta property="article:published_time" content="2022-05-05T10:00:00Z">'
    assert read(H1 + "<div>August 25, 2021</div>", moment).published.day == date(2022, 5, 5)


@pytest.mark.parametrize("name", ["date", "DC.date", "dcterms.created"])
def test_a_date_of_an_unclear_name_yields_to_the_one_that_readers_see(name):
    """Such a date is often the last change's; it counts where nothing is shown, or the same day, then with its time."""
    meta = f'<meta name="{name}" content="2021-05-09T14:32:06+02:00">'
    assert read(H1 + "<time datetime=2021-05-05T08:00Z>5 May</time>", meta).published.day == date(2021, 5, 5)
    guessed = read(H1 + "<p>5 May 2021</p>", meta)
    assert (guessed.published, guessed.visible_date.day) == (None, date(2021, 5, 5))
    for seen in ("", "<p>9 May 2021</p>", "<p>Updated 10 May 2021</p>"):
        assert read(H1 + seen, meta).published.at == datetime(2021, 5, 9, 12, 32, 6, tzinfo=UTC)


def test_a_publication_dated_like_the_last_change_yields_to_a_much_older_day_beside_the_headline():
    """Programs that know of one moment only write it twice; then a day of last month says more."""
    node = '{"@type": "NewsArticle", "datePublished": "%s", "dateModified": "%s"}'
    code = f'<script type="application/ld+json">{node}</script>'
    twice = code % ("2021-06-04T10:00:00Z", "2021-06-04T10:00:00Z")
    said = read(H1 + "<p>5 May 2021</p>", twice)
    assert (said.published, said.visible_date.day) == (None, date(2021, 5, 5))
    assert read(H1 + "<p>6 May 2021</p>", twice).published.day == date(2021, 6, 4)
    assert read(H1, twice).published.day == date(2021, 6, 4)
    later = code % ("2021-06-04T10:00:00Z", "2021-06-04T10:00:01Z")
    assert read(H1 + "<p>5 May 2021</p>", later).published.day == date(2021, 6, 4)


@pytest.mark.parametrize(
    ("published", "changed", "shown", "day"),
    [
        ("2026-11-20T09:00:00Z", "2026-11-19T09:00:00Z", "Published November 16, 2026", date(2026, 11, 16)),
        ("2026-11-20T09:00:13Z", "2026-11-20T09:00:00Z", "November 16, 2026", date(2026, 11, 16)),
        ("2026-11-20T09:00:00Z", "2026-11-20", "November 16, 2026", date(2026, 11, 20)),
        ("2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z", "November 16, 2026", date(2026, 11, 20)),
        ("2026-11-20T09:00:00Z", "2026-11-19T09:00:00Z", "November 20, 2026", date(2026, 11, 20)),
    ],
)
def test_a_publication_behind_the_last_change_is_of_the_site_s_building(published, changed, shown, day):
    """Nothing changes before it is published: such a date yields to any earlier day that readers see."""
    head = f'<meta property="article:published_time" content="{published}">'
    head += f'<meta property="article:modified_time" content="{changed}">'
    found = metadata_of(head, f"<h1>Talks go on in Doha</h1><div>{shown}</div>")
    assert (found.published or found.visible_date).day == day


def test_a_time_marked_as_that_of_the_publication_is_asked_far_from_the_headline():
    """A publication dated like the last change yields to a much older time below the text that is marked `pubdate`."""
    head = '<meta property="article:published_time" content="2026-11-20T09:00:00Z">'
    head += '<meta property="article:modified_time" content="2026-11-20T09:00:00Z">'
    text = "<div>" * 70 + "</div>" * 70
    for mark, day in (("pubdate", date(2026, 5, 5)), ("", date(2026, 11, 20))):
        found = metadata_of(
            head,
            f"<h1>Talks go on in Doha</h1>{text}<p>Published <time {mark} datetime=2026-05-05>5 May</time></p>",
        )
        assert (found.published or found.visible_date).day == day


@pytest.mark.parametrize(
    ("written", "shown", "day"),
    [
        ("2026-02-24T04:13:00Z", "February 23, 2026", date(2026, 2, 23)),
        ("2026-02-23T15:00:00Z", "2026年2月24日", date(2026, 2, 24)),
        ("2026-02-24T04:13:00+01:00", "February 23, 2026", date(2026, 2, 24)),
        ("2026-02-24T14:13:00Z", "February 23, 2026", date(2026, 2, 24)),
    ],
)
def test_a_time_in_utc_has_the_day_that_it_shows(written, shown, day):
    """The outlet's own day is what readers see, where it is the moment's day in some zone."""
    time = f"<time datetime={written}>{shown}</time>"
    found = metadata_of("", f"<h1>Talks go on in Doha</h1><div>{time}</div>")
    assert (found.published or found.visible_date).day == day


def test_a_page_tells_its_day_where_no_article_does():
    """JSON-LD of the page itself, and meta elements of any name for the publication, tell it too."""
    page = '{"@graph": [{"@type": "WebPage", "datePublished": "2021-05-05T17:47:39+00:00"}]}'
    assert read(H1, f'<script type="application/ld+json">{page}</script>').published.day == date(2021, 5, 5)
    assert read(H1, '<meta name="w-published-date" content="2021-05-05T06:03Z">').published.where == "meta"
    marked = '<span property="schema:dateCreated" content="2021-05-05T12:45:46+00:00"></span>'
    assert read(H1 + marked).published.day == date(2021, 5, 5)
    assert read(H1, '<meta name="cdc:last_reviewed" content="2021-05-05">').published is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021-05-05T22:06:08:684Z", date(2021, 5, 5)),
        ("2021-05-05T4:10:00", date(2021, 5, 5)),
        ("July 17, 2025", date(2025, 7, 17)),
        ("11/01/2023 12:43", date(2023, 1, 11)),
        ("03/12/2026 12:43", date(2026, 3, 12)),
        ("2021-13-05T22:06:08:684Z", None),
    ],
)
def test_a_day_whose_time_cannot_be_read(words, day):
    """The day stands where its time is no time; the moment lies on it, and not on one that is yet to come."""
    found = read(H1, f'<meta name="published" content="{words}">').published
    assert (found and found.day) == day
    assert found is None or found.at.date() == day


def test_a_page_of_nothing_but_depth():
    """Elements nested deep beside the headline are walked without recursion."""
    assert read(H1 + "<div>" * 1_500 + "5 May 2021").visible_date.day == date(2021, 5, 5)


@pytest.mark.parametrize(
    "others",
    [
        "<ol><li class=comment><time datetime=2021-05-06>6 May 2021</time></ol>",
        "<div class=related><span class=date>6 May 2021</span></div>",
        "<nav><time datetime=2021-05-06>6 May 2021</time></nav>",
    ],
)
def test_a_day_far_below_is_the_articles_only_where_no_others_stand(others):
    """Behind a long text a day that is called one counts, but not a comment's or another article's."""
    text = H1 + "<p>Talks.</p>" * 70
    assert read(text + others).visible_date is None
    assert read(text + "<div class=date>5 May 2021</div>" + others).visible_date.day == date(2021, 5, 5)


@pytest.mark.parametrize(
    "body",
    [
        "<time itemprop=dateModified datetime=2026-05-04T10:00:00Z>May 4, 2026</time>"
        "<time itemprop=datePublished datetime=2026-05-01T08:00:00Z>May 1, 2026</time>",
        "<time class=updated datetime=2026-05-04T10:00:00+00:00>May 4</time>"
        "<time class='entry-date published' datetime=2026-05-01T10:00:00+00:00>May 1</time>",
        "<abbr class=published title=2026-05-01T09:15:00+02:00>last week</abbr>",
        "<span class=date data-timestamp=1777629600>last week</span>",
        "<span class=posted-on data-timestamp=1777629600000>last week</span>",
        "<time title='1 Mayıs 2026 Cuma 14:05'>bir hafta önce</time>",
        "<time datetime=2569-05-01T14:05>1 พ.ค. 2569</time>",
    ],
)
def test_the_moment_in_an_element_s_attributes(body):
    """It is found in `datetime`, `title` and seconds since 1970, and what is called modified or updated is not it."""
    published = read(H1 + body + "<p>Talks.</p>").published
    assert (published.day, published.where) == (date(2026, 5, 1), "time")


@pytest.mark.parametrize(
    "body",
    [
        "<div>Received: 3 January 2026 / Accepted: 20 March 2026 / Published: 1 May 2026</div>",
        "<ul><li>Received 3 January 2026</li><li>Accepted 20 March 2026</li><li>Published 1 May 2026</li></ul>",
        "<div>更新：2026年5月4日 10:00　公開：2026年5月1日 08:00</div>",
        "<div>Aktualisiert am 4. Mai 2026, 10:00 Uhr · Veröffentlicht am 1. Mai 2026</div>",
    ],
)
def test_the_day_among_others_of_the_same_paper(body):
    """Days on which a paper was received and accepted, and those of a change before it, are not its publication."""
    assert read(H1 + body + "<p>Talks.</p>").visible_date.day == date(2026, 5, 1)


def test_a_video_tells_the_day_of_a_page_that_has_its_name():
    """`uploadDate` of a video named like the headline is the page's day; that of another video is not."""
    script = '<script type="application/ld+json">{"@type":"VideoObject","name":"%s","uploadDate":"2026-05-01"}</script>'
    assert read(H1, TITLE + script % "Talks go on in Doha").published.day == date(2026, 5, 1)
    assert read(H1, TITLE + script % "A goal in the last minute").published is None


def test_a_marked_day_of_publication_is_surer_than_a_day_without_a_mark():
    """What is marked `datePublished` counts before a day that merely stands beside the headline."""
    marked = '<dl><dt>Day<dd itemprop=datePublished content="2026-05-01">May 2026</dl>'
    assert read(H1 + "<p>Print 17 June 2026</p>" + marked).visible_date is None
    assert read(H1 + "<p>Print 17 June 2026</p>" + marked).published.day == date(2026, 5, 1)


@pytest.mark.parametrize(
    "body",
    [
        H1 + "<div>Jane Doe · <span data-time=1620194701>5 May 06:05</span></div>",
        H1 + "<div><span>ANF</span> <abbr title=2021-05-05T06:05:00Z>2 days ago</abbr></div>",
        H1 + "<p class=fecha>Mayo 5 de 2021</p>",
        H1
        + "<table><tr><td>آخرین بروزرسانی: 1400/02/17 08:00</td><td>انتشار: 1400/02/15 11:20</td></tr></table>",
        "<aside><div><a href=/b>Rain</a> <time datetime=2021-05-09>9 May</time></div></aside>"
        + H1
        + "<p>5 May 2021 / Jane Doe</p>",
        "<div class=date-article>May 5, 2021</div>" + H1 + "<b>The report of 9 May 2021</b>",
        "<h2>Debate</h2><div itemprop=headline>Talks go on in Doha</div><div>Doha, 5 May 2021</div>",
    ],
)
def test_days_of_many_makes_beside_the_headline(body):
    """Seconds in data, an abbreviation's title, the order of words, and the place of a date tell which day it is."""
    said = read(body)
    assert (said.published or said.visible_date).day == date(2021, 5, 5)


def test_no_more_of_an_article_is_read_than_may_tell_its_day():
    """The beginning of a place that holds the whole text is enough: a page has many such, one around the other."""

    class Place:
        def __len__(self):
            return 3

        def itertext(self):
            yield from ("Kabul, ", "5 May 2021", " - ")
            pytest.fail("more was read")

    assert opening_text(Place(), 15) == "Kabul, 5 May 20"


def test_a_day_in_words_tells_which_number_is_the_month():
    """A page without a language writes both: the figures alone would be read as in the United States."""
    body = "<h1>Talks go on in Doha</h1><p>By Jane Doe, 02/05/2026 (2 May 2026)</p>"
    assert metadata_of("", body).visible_date.day.isoformat() == "2026-05-02"


def test_the_day_over_the_page_is_no_publication_where_a_change_is_older():
    """The head of the page shows the day on which it was asked for."""
    said = read(f"<div>Saturday, 21 November 2026</div>{H1}<div>Stand: 05.04.2021</div><p>Talks.</p>")
    assert said.visible_date
    assert said.visible_date.day == date(2021, 4, 5)


@pytest.mark.parametrize(
    ("today", "line"),
    [
        ("Sunday, 22 November 2026", "No 918 | Published: 5 May 2021"),
        ("Sonntag, 22.11.2026", "Veröffentlicht am 05.05.2021"),
        ("یکشنبه ۱ آذر ۱۴۰۵", "کد خبر: ۹۱۸ | تاریخ انتشار: ۱۵ اردیبهشت ۱۴۰۰ - ۱۶:۳۰"),
        ("22.11.2026", "Yayınlanma: 05.05.2021"),
    ],
)
def test_a_day_over_the_headline_that_says_published_is_surer_than_todays(today, line):
    """Pages have the day on which they are asked for at their top, in an element that is called a date."""
    found = read(f"<div class=date_bar>{today}</div><div class=nav2>{line}</div>{H1}<p>Talks go on.</p>")
    assert found.visible_date
    assert found.visible_date.day == date(2021, 5, 5)


def test_a_day_that_says_nothing_over_the_headline_stays():
    """A label in the midst of a line of words makes no day one of publication."""
    body = f"<div class=date>5 May 2021</div><div>Published in print since 1 May 2020</div>{H1}<p>Talks.</p>"
    found = read(body)
    assert found.visible_date
    assert found.visible_date.day == date(2021, 5, 5)


@pytest.mark.parametrize(
    "line",
    [
        "Erschienen in der gedruckten Ausgabe vom 5. Mai 2021",
        "Édition imprimée du 5 mai 2021",
        "From the printed edition of May 5, 2021",
        "Publicado no jornal impresso em 5 de maio de 2021",
        "Reprinted May 5, 2021",
    ],
)
def test_the_day_of_a_printed_issue_is_one_of_publication(line):
    """Only a label alone, as "Printed on:", tells when somebody printed the page."""
    found = read(f"{H1}<p>{line}</p><p>Talks go on.</p>")
    assert found.visible_date
    assert found.visible_date.day == date(2021, 5, 5)
    assert read(f"{H1}<p>Printed on: May 5, 2021</p><p>Talks go on.</p>").visible_date is None
