"""A columnist's name stands in the page's title and in its address, behind the part for authors."""

import pytest

from processors.metadata.columnists import columnist_in_title
from processors.page.html import parse_html

URL = "https://www.example.org/yazarlar/nermin-tuna/limanin-iki-yakasi-2211"


def named(title: str, url: str) -> list[str]:
    root = parse_html(f"<html><head><title>{title}</title></head><body></body></html>")
    return columnist_in_title(root, url, {"kıyıgazetesi"})


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        ("Limanın iki yakası - Nermin Tuna | Kıyı Gazetesi", URL, "Nermin Tuna"),
        (
            "Álvaro Sarvisé | La ruta",
            "https://example.org/opinion/alvaro-sarvise/la-ruta.html",
            "Álvaro Sarvisé",
        ),
    ],
)
def test_a_part_of_the_title_that_the_address_spells_is_the_author(title: str, url: str, name: str) -> None:
    """Without its accents, as addresses are."""
    assert named(title, url) == [name]


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Talks go on - Emmanuel Macron | Example", "https://example.org/people/emmanuel-macron/talks"),
        ("Limanın iki yakası | Kıyı Gazetesi", URL),
        ("Limanın iki yakası - Nermin Tuna", "https://example.org/yazarlar/limanin-iki-yakasi"),
        ("Social Shopping - Example", "https://example.org/blog/social-shopping/"),
        ("Two ports - Middle East", "https://example.org/columns/middle-east/two-ports"),
        ("Two ports | Local Councils", "https://example.org/authorities/local-councils/two-ports"),
        ("Two ports | Human Rights", "https://example.org/opinion/human-rights/two-ports"),
        ("Two ports | Boko Haram | Example", "https://example.org/blog/boko-haram/two-ports"),
        ("Two ports | Amérique Latine", "https://example.org/voices/amerique-latine/two-ports"),
        (
            "Limanın iki yakası | Kıyı Gazetesi",
            "https://example.org/yazarlar/kiyi-gazetesi/limanin-iki-yakasi",
        ),
    ],
)
def test_whom_a_page_is_about_and_its_section_are_no_authors(title: str, url: str) -> None:
    """The address is none of an author's, does not spell the name, or spells a section."""
    assert named(title, url) == []


def test_a_page_without_a_title_names_no_columnist() -> None:
    """Its address alone may be a topic's."""
    assert columnist_in_title(parse_html("<body><p>Two ports.</p></body>"), URL, set()) == []
