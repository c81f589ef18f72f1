"""Persons whose names look like an office, a preposition before a day or an outlet, and verbs that are no label."""

import pytest
from page_metadata import metadata_of

from processors.metadata.author_names import clean_author_names
from processors.metadata.byline_ends import shown_names
from processors.metadata.outlet_names import without_outlet

TEXT = "<p>The mayor denied that money was paid, and asked the commander of the sector to leave at once.</p>"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Tim Le", "Tim Le"),
        ("Ban Do", "Ban Do"),
        ("Tim", "Tim"),
        ("By Fakhar Zaman 12 November 2026", "Fakhar Zaman"),
        ("By Khaled El Amin 12 November 2026", "Khaled El Amin"),
        ("By Jean de la Rue on November 12, 2026", "Jean de la Rue"),
        ("By Quang La 12 November 2026", "Quang La"),
        ("By Tran Van Le Minh 12/11/2026", "Tran Van Le Minh"),
        ("संवाददाता राहुल शर्मा", "राहुल शर्मा"),
        ("Mwandishi Juma Ali", "Juma Ali"),
        ("Dodał: Jan Kowalski", "Jan Kowalski"),
    ],
)
def test_a_name_stays_whole(line: str, name: str) -> None:
    """A title before it goes alone, and a day behind it takes none of its words."""
    assert clean_author_names([shown_names(line)]) == (name,)


@pytest.mark.parametrize(
    "office", ["The Team", "Mwandishi Wetu", "Mwandishi wa Habari", "संवाददाता, नई दिल्ली"]
)
def test_a_title_without_a_name_is_nobody(office: str) -> None:
    """The joining words of an office's name make none without the others, and a place is no name."""
    assert clean_author_names([office]) == ()


def test_an_outlet_of_one_word_stays_before_a_name() -> None:
    """It may be a person's first."""
    assert without_outlet("Nova Peris Smith", {"nova"}) == "Nova Peris Smith"


@pytest.mark.parametrize(
    "quotation",
    [
        "– Nie odejdziemy – dodał Jan Kowalski.",
        "— Мы не уйдём, — добавил Иван Петров.",
        "„Neodejdeme“ – přidal Jan Novák",
        "– Nećemo otići – napisao Jovan Petrović",
        "добавил Иван Петров",
    ],
)
def test_who_added_something_is_no_author(quotation: str) -> None:
    """In a text such a verb tells who speaks."""
    body = f"<article><h1>Former mayor freed</h1>{TEXT}<p>{quotation}</p>{TEXT}{TEXT}</article>"
    assert metadata_of("<title>Former mayor freed</title>", body).authors == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Objavio: Jovan Petrović", "Jovan Petrović"),
        ("Dodał Jan Kowalski, 12.11.2026", "Jan Kowalski"),
        ("Γράφει ο Νίκος Παππάς", "Νίκος Παππάς"),
        ("방준혁 기자 | 2026.11.12", "방준혁"),
        ("선우정 기자 입력 2026.11.12", "선우정"),
    ],
)
def test_who_is_named_under_the_headline_is_the_author(line: str, name: str) -> None:
    """With a colon or a day behind such a verb, and behind families' names of Korea that are rarer."""
    body = f"<article><h1>Former mayor freed</h1><div>{line}</div>{TEXT}{TEXT}</article>"
    assert metadata_of("", body).authors == (name,)
