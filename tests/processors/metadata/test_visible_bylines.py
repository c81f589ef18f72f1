"""Bylines that only readers see: labels of many languages, roles and days beside the name, what is no name there."""

import pytest
from page_metadata import metadata_of

from processors.metadata.author_names import clean_author_names
from processors.metadata.date_words import is_weekday_name


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<div>Interview by Jane Doe</div>", ("Jane Doe",)),
        ("<dd>Escrito por <span>Ana Quispe</span></dd>", ("Ana Quispe",)),
        ("<p>Texte : Arsène Bahati — Photos : Sifa Kambale</p>", ("Arsène Bahati",)),
        ("<font>Autor: Abílio Neto</font>", ("Abílio Neto",)),
        ("<div class=meta>كتبت: سارة الحداد &nbsp; تحرير: وسيم عيسى</div>", ("سارة الحداد",)),
        ("<p>إعداد: سارة الحداد</p>", ("سارة الحداد",)),
        ("<div>بقلم: <a>سارة الحداد</a></div>", ("سارة الحداد",)),
        ("<div>خبرنگار: مهسا کریمی</div>", ("مهسا کریمی",)),
        ("<div>گفت‌وگو از مهسا کریمی</div>", ("مهسا کریمی",)),
        ("<div>โดย สมชาย ใจดี | 3 ก.พ. 2569</div>", ("สมชาย ใจดี",)),
        ("<div class=writer>صعدة: عبدالله الحاشدي</div>", ("عبدالله الحاشدي",)),
    ],
)
def test_labels_of_bylines_in_many_languages(byline, names):
    """What stands before the name says that it is an author's; an editor's behind it is none."""
    assert metadata_of("", f"<h1>Talks go on in Doha</h1>{byline}").authors == names


@pytest.mark.parametrize(
    "byline",
    [
        "<address>Jane Doe</address>",
        "<p class=imza>Jane Doe / Doha</p>",
        "<div class=firma>Jane Doe</div>",
        "<div class=by>Jane Doe</div>",
        "<div class=byline>By Jane Doe <span>Foreign correspondent</span></div>",
        "<div class=autoria><b>Jane Doe</b><br>Publicado: 12 feb 2026</div>",
        "<p>Par <b>Jane Doe</b> | Dimanche 2 août 2026</p>",
        "<p>Par Jane Doe, à Ségou</p>",
        "<div class=submitted>Tue, 09/12/2025 - 14:20 — <span class=username>Jane Doe</span></div>",
        "<button class=author-follow>Cancel</button><div class=author>Jane Doe</div>",
    ],
)
def test_makes_of_visible_bylines(byline):
    """Elements for authors, their roles, days and places beside the name, and a button before it are read as such."""
    found = metadata_of("", f"<h1>Talks go on in Doha</h1>{byline}").authors
    assert found[:1] == ("Jane Doe",)
    assert set(found) <= {"Jane Doe", "Doha"}


def test_an_agency_that_writes_itself_small_signs_too():
    """A byline with a small word is none, but where that is an agency's name."""
    body = "<h1>Talks go on in Doha</h1><div class=autor>Von <a>Jane von Doe</a> und %s</div>"
    assert metadata_of("", body % "dpa").authors == ("Jane von Doe", "dpa")
    assert metadata_of("", body % "freunde").authors == ()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("example.de, Frankfurt, Germany", ()),
        ("By TPN Ltd, in News, Portugal, Property", ("TPN Ltd",)),
        ("By Jane Doe with Agencies", ("Jane Doe",)),
        ("Example web desk", ()),
        ("Redacción web", ()),
        ("Jane Doe, en Bogotá", ("Jane Doe",)),
        ("Jane Doe, edited by John Roe", ("Jane Doe",)),
    ],
)
def test_what_is_no_name_in_a_byline(written, names):
    """Towns of an outlet, sections, agencies without a name, desks and editors are no authors."""
    assert clean_author_names([written]) == names


def test_an_author_in_a_meta_element_of_its_own():
    """`articleAuthor` is one of the names for the author."""
    assert metadata_of('<meta name=articleAuthor content="Jane Doe">').authors == ("Jane Doe",)


def test_weekdays_are_known_in_full():
    """Short forms of weekdays are words of other languages: they are not asked for."""
    assert all(map(is_weekday_name, ("Sunday", "dimanche", "Sonntag", "пятница", "Pazartesi")))
    assert not any(map(is_weekday_name, ("Son", "Mar", "Doe")))
