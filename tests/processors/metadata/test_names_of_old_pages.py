"""Authors of old pages and of offices: in a card with a link for mail, with a rank, and who is none."""

import pytest
from page_metadata import metadata_of

from processors.metadata.author_names import clean_author_names
from processors.metadata.offices import is_office

TEXT = (
    "The mayor denied that money was paid, and asked the commander of the sector to leave the town at once."
)
LONG = "Old wooden bridge over the river falls and leaves four hundred pupils without any school"


def authors_of(before: str, behind: str = "", title: str = "Former mayor freed") -> tuple[str, ...]:
    return metadata_of("", f"<div>{before}<h1>{title}</h1>{behind}<p>{TEXT}</p><p>{TEXT}</p></div>").authors


@pytest.mark.parametrize(
    "card",
    [
        '<table><tr><td><b>Nermin Tuna</b><br><a href="mailto:n@x.org">write to her</a></td></tr></table>',
        '<div><h4>Nermin Tuna</h4><a href="mailto:n@x.org">n@x.org</a> - <a href=/all>all columns</a></div>',
    ],
)
def test_a_card_with_a_link_for_mail_names_the_author(card):
    """It stands before the headline or right behind it."""
    assert authors_of(card) == ("Nermin Tuna",)
    assert authors_of("", card) == ("Nermin Tuna",)


@pytest.mark.parametrize(
    "card",
    [
        "<div><b>Nermin Tuna</b> <a href=/all>all columns</a></div>",  # who it is, nothing tells
        '<div><b>Press Office</b> <a href="mailto:n@x.org">n@x.org</a></div>',
        '<div><b>Nermin Tuna</b> <a href="mailto:n@x.org">mail</a> +90 555 000 11</div>',  # for the press to ask
        '<div>Ask <b>Nermin Tuna</b> <a href="mailto:n@x.org">by mail</a></div>',
        '<p><b>Nermin Tuna</b> died in the hospital, <a href="mailto:n@x.org">our desk</a> reports.</p>',
        f'<table><tr><td><b>Nermin Tuna</b> <a href="mailto:n@x.org">mail</a><br>{TEXT}</td></tr></table>',
        '<div><b>Nermin Tuna</b><br>Spokeswoman<br><a href="mailto:n@x.org">mail</a></div>',
        '<p><b>For the press:</b></p><p><b>Nermin Tuna</b> <a href="mailto:n@x.org">n@x.org</a></p>',
    ],
)
def test_other_lines_with_a_name_in_bold_name_nobody(card):
    """An office, a telephone's number, other words, or a colon above."""
    assert authors_of(card) == ()


def test_a_card_behind_the_text_names_whom_the_press_may_ask():
    card = '<p><b>Nermin Tuna</b><br><a href="mailto:n@x.org">Press contact</a></p>'
    assert authors_of("", f"<p>{TEXT}</p><p>{TEXT}</p>{card}") == ()


def test_a_long_headline_is_no_paragraph_before_a_byline():
    """A line under it, and then the byline: that is one paragraph between, and not two."""
    line = "<h2>It was thirty years old and had been closed in August by order of the mayor</h2>"
    assert authors_of("", f"{line}<div>Por <span>Jamile Monteiro</span>, tv Lago</div>", LONG) == (
        "Jamile Monteiro",
    )


def test_a_picture_under_the_day_names_no_author():
    """Behind the mark of a right stands who took it."""
    assert authors_of("", "<p>29 August 2025</p><div>Women at the river. © UN/Amal Osman</div>") == ()
    assert authors_of("", "<p>29 August 2025</p><div>Amal Osman</div>") == ("Amal Osman",)


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By Sgt. Kim Ostrow", "Kim Ostrow"),
        ("By Staff Sgt. Kim Ostrow", "Kim Ostrow"),
        ("By Lt. Col. Kim Ostrow", "Kim Ostrow"),
        ("Petty Officer 2nd Class Kim Ostrow", "Kim Ostrow"),
        ("Senior Airman Kim Ostrow", "Kim Ostrow"),
        ("Col Needham", "Col Needham"),  # a name without the stop
        ("Gen Ostrow", "Gen Ostrow"),
        ("صوت النهر / كتب: سالم باوزير", "سالم باوزير"),
        ("صوت النهر | بقلم: سالم باوزير", "سالم باوزير"),
    ],
)
def test_a_rank_or_the_outlet_before_a_name_goes(byline, name):
    """The ranks of those who write for an army; a name may be written as one, without its stop."""
    assert clean_author_names([byline]) == (name,)


@pytest.mark.parametrize("login", ["redaccao", "redacao", "Redaccion", "redaction"])
def test_an_office_that_logs_in_is_nobody(login):
    """Logins have no accents."""
    assert is_office(login)


@pytest.mark.parametrize("name", ["Reda Said", "Acao Lima"])
def test_a_person_is_no_office(name):
    """A part of such a word tells nothing."""
    assert not is_office(name)


def test_who_prepared_a_text_may_stand_beside_its_author():
    """What stands before "prepared by" may be a person as well as an outlet."""
    assert clean_author_names(["سالم باوزير / إعداد: محمد علي"]) == ("سالم باوزير", "محمد علي")
