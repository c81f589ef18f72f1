"""Days that a page tells without a year: how long ago it was, and a day with its hour; and days of other pages."""

from datetime import UTC, date, datetime

import pytest

from processors.metadata.around_headline import Surroundings
from processors.metadata.date_words import find_day
from processors.metadata.days_ago import day_without_year
from processors.metadata.headline import find_heading
from processors.metadata.read import read_metadata
from processors.page.html import parse_html

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
H1 = "<h1>Talks go on in Doha</h1>"


def day_of(body: str, language: str = "en") -> date | None:
    root = parse_html(f'<html lang="{language}"><body>{H1}{body}</body></html>')
    found = day_without_year(root, Surroundings(find_heading(root, "Talks go on in Doha")), NOW)
    return found.day if found else None


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("منذ ٣ أيام", "ar", 25),
        ("Il y a 2 jours", "fr", 26),
        ("vor 2 Tagen", "de-DE", 26),
        ("hace 3 horas", "es", 28),
        ("3 days ago", "en", 25),
        ("2 дня назад", "ru", 26),
        ("3 gün önce", "tr", 25),
        ("3天前", "zh-CN", 25),
        ("3일 전", "ko", 25),
        ("3 दिन पहले", "hi", 25),
        ("۳ روز پیش", "fa", 25),
        ("25 ноября, 14:05", "ru", 25),
        ("Nov 25, 14:05", "en", 25),
        ("Published: 25 Nov, 14:05 EST", "en", 25),
        ("Date: 25 November 14:05 IST", "en", 25),
        ("Pubblicato il 25 novembre, 14:05", "it", 25),
        ("Rabu, 25 November 14:05 WIB", "id", 25),
        ("donderdag 26 november, 14:02", "nl", 26),
    ],
)
def test_a_day_without_a_year_is_told_beside_the_headline(text: str, language: str, day: int) -> None:
    """By its age, or by the nearest year where an hour stands behind it."""
    assert day_of(f"<div class=time>{text}</div>", language) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("<div>25 марта, 14:05</div>", "ru"),  # of which year?
        ("<div>25 ноября</div>", "ru"),  # a feast, a meeting
        ("<div>Updated 2 hours ago</div>", "en"),
        ("<div>3 months ago</div>", "en"),  # on which day?
        ("<div>3年前</div>", "zh"),
        ("<div>Vigil: 28 November, 10:00</div>", "en"),
        ("<div>Kick-off Nov 27, 20:45</div>", "en"),
        ("<div>Abuja 28 November, 12:00 31°C</div>", "en"),
        ("<div>The war began 3 years ago, and a fifth of the houses are still empty today</div>", "en"),
        ("<div class=related><span>2 hours ago</span></div>", "en"),
        (
            "<div><a href=/b/other><span>Rain floods the old town</span> <span>2 hours ago</span></a></div>",
            "en",
        ),
        ("<div>3 days ago</div>", ""),  # a page of no language
        ("<div>Ch 3 ago</div>", "xx"),
    ],
)
def test_no_other_day_is_told(body: str, language: str) -> None:
    """Of a change, of another article, or of what the text tells."""
    assert day_of(body, language) is None


def test_it_is_asked_where_the_page_tells_no_day() -> None:
    """A day with its year goes before it."""
    body = f"{H1}<div>2 days ago</div>"
    read = [
        read_metadata(parse_html(f'<html lang="en"><body>{body}{more}</body></html>'), "", NOW)
        for more in ("", "<p class=date>20 November 2026</p>")
    ]
    assert [each.visible_date.day.day for each in read if each.visible_date] == [26, 20]


def test_the_day_in_a_link_to_another_article_is_its_own() -> None:
    """A link that holds a headline beside a day; one that holds a day alone leads to that day."""
    link = "<a href=/b/other><span class=date>27.02.2026</span><span>How the railway wants to save money</span></a>"
    of_day = "<a href=/archive/2026-03-11><span class=date>11.03.2026</span></a>"
    for box, day in ((link, None), (of_day, date(2026, 3, 11))):
        read = read_metadata(parse_html(f'<html lang="de"><body>{H1}<div>{box}</div></body></html>'), "", NOW)
        assert (read.visible_date and read.visible_date.day) == day


@pytest.mark.parametrize(
    "box",
    [
        "<a href=/2026/03/11/>Published on Wednesday, 11 March 2026 at 14:05 GMT</a>",
        "<a href=/news/1 rel=bookmark><time>Posted on Wednesday, March 11, 2026 at 2:05 pm WAT</time></a>",
        "<a href=/2026/03/11/>Publicado el miércoles, 11 de marzo de 2026 a las 14:05</a>",
        "<a href=/author/x><span>By Jane Doe, Africa correspondent of the paper</span> <time>11 March 2026</time></a>",
        "<p><a href=/author/x>By Jane Doe and John Roe, Kano, 11 March 2026</a></p>",
        "<a href=/news/1><span class=d>11 March 2026</span><span>Talks go on in Doha</span></a>",
    ],
)
def test_the_day_in_a_link_of_the_pages_own_stays(box: str) -> None:
    """In full words, in its author's link, or beside its own headline."""
    read = read_metadata(parse_html(f'<html lang="en"><body>{H1}<div>{box}</div></body></html>'), "", NOW)
    assert read.visible_date
    assert read.visible_date.day == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026. március 25. 10:12", date(2026, 3, 25)),
        ("2026. márc. 25. 10:12", date(2026, 3, 25)),
        ("He left in 2026. March 25 was the day.", None),
    ],
)
def test_a_day_as_hungary_writes_it(text: str, day: date | None) -> None:
    """The year first, and the month in small letters."""
    assert find_day(text) == day
