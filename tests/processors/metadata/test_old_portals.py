"""Headline, day and author of hand-made and old portals, whose lists of links stand before the article."""

import pytest
from page_metadata import metadata_of

from processors.metadata.date_words import find_day

TEXT = "Some two hundred miners have sat on the railway since five in the morning and demand three months of wages."
LINKS = "".join(f"<a href='n{n}.htm'>Another report of the week with six words</a><br>" for n in range(5))


def test_a_list_of_links_in_a_paragraph_is_no_text_before_the_headline() -> None:
    """The headline is the line over the text, and not what the title says of the site."""
    body = f"<p>{LINKS}</p><font size=5><b>Miners block the northern railway</b></font><p>26.01.26</p><p>{TEXT}</p>"
    told = metadata_of("<title>Miners' Union :: The voice of labour</title>", body)
    assert told.title == "Miners block the northern railway"


def test_a_paragraph_with_a_link_is_text() -> None:
    """What stands behind it is a subheading."""
    body = (
        f"<p>{TEXT} <a href='/x'>Read more</a></p><font size=5>What the union demands now</font><p>{TEXT}</p>"
    )
    told = metadata_of("<title>Miners block the railway</title>", body)
    assert told.title == "Miners block the railway"


def test_a_sites_name_behind_the_headline_without_a_bar_goes() -> None:
    """The title begins with the line over the text."""
    body = f"<div class=title>Minister meets his colleague in the capital</div><p>{TEXT}</p>"
    told = metadata_of(
        "<title>Minister meets his colleague in the capital  National News Agency</title>", body
    )
    assert told.title == "Minister meets his colleague in the capital"


def test_the_section_before_an_arabic_headline_goes() -> None:
    """Agencies write one word and a stroke."""
    line = "عام / وزير الداخلية يلتقي نظيره العراقي"
    body = f"<div class=title>{line}</div><p>{TEXT}</p>"
    assert (
        metadata_of(f"<title>{line}  وكالة الأنباء</title>", body).title
        == "وزير الداخلية يلتقي نظيره العراقي"
    )


def test_a_heading_of_a_board_is_no_headline_where_the_title_has_another() -> None:
    """Boards of Korea name the parts of their pages in headings."""
    body = f"<article><h2>군청, 계절근로자 320명 배정 확정</h2><section><h2>본문</h2><p>{TEXT}</p></section></article>"
    told = metadata_of("<title>군청, 계절근로자 320명 배정 확정 > 보도자료 | 영서군청</title>", body)
    assert told.title == "군청, 계절근로자 320명 배정 확정"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الأربعاء 1447/8/23 هـ الموافق 2026/02/11 م", "2026-02-11"),
        ("۱۴۰۴/۱۲/۱۲", "2026-03-03"),
        ("작성일 26-01-22 09:30", "2026-01-22"),
        ("등록일 : 26.01.22", "2026-01-22"),
    ],
)
def test_days_of_offices_are_read(text: str, day: str) -> None:
    """A lunar year is none of Persia's, and boards of Korea write the year first."""
    assert str(find_day(text)) == day


def test_three_pairs_of_figures_alone_are_no_day() -> None:
    """Without a label they may be a number."""
    assert find_day("26-01-22") is None


@pytest.mark.parametrize("office", ["внешт. корр.", "соб. корр.", "Miners Weekly"])
def test_an_office_or_the_outlet_behind_a_signature(office: str) -> None:
    """Short forms of Russian offices, and the outlet's own name."""
    signed = f"<p align=right><i>В. Кочетков, {office}</i></p>"
    body = f"<h1>Miners block the northern railway</h1><p>{TEXT}</p><p>{TEXT}</p>{signed}"
    told = metadata_of(
        "<title>Miners block the northern railway</title><meta property='og:site_name' content='Miners Weekly'>",
        body,
    )
    assert told.authors == ("В. Кочетков",)


def test_the_place_before_an_arabic_headline_stays() -> None:
    """Only the name of a section goes."""
    line = "غزة / مقتل عشرة في غارة على مدرسة"
    head = f"<title>{line} وكالة الأنباء</title>"
    assert metadata_of(head, f"<div class=title>{line}</div><p>{TEXT}</p>").title.startswith("غزة / ")


def test_a_line_with_which_a_barred_title_begins_is_the_sites() -> None:
    """The headline stands behind the bar."""
    head = "<title>Latest news from the north > Mayor denies all payment</title>"
    body = f"<div class=title>Latest news from the north</div><p><b>Mayor denies all payment</b></p><p>{TEXT}</p>"
    assert metadata_of(head, body).title != "Latest news from the north"


def test_a_headline_of_more_words_than_a_board_has_gives_way_to_no_section() -> None:
    """Though the title words it in another way and names the section."""
    body = f"<article><h2>Mayor says he never paid a cent</h2><p>{TEXT}</p></article><h2>Local News</h2>"
    told = metadata_of("<title>Local News | Mayor denies all payment</title>", body)
    assert told.title == "Mayor says he never paid a cent"
