"""Teasers of other articles behind a text."""

import pytest

from processors.clean import clean_html
from processors.page.extract import drop_noise_lines
from processors.page.html import parse_html
from processors.page.select_blocks import select_blocks

LEDE = "Gunmen on motorcycles attacked a market in the north of the district on Monday, residents said."
SECOND = "The army said that it had sent two companies to the area, and that the road was closed for now."
THIRD = "A nurse at the only clinic there counted eleven wounded people, among them a boy of six years."


def teaser(
    number: int,
    words: str = "The union said that its members had voted by a wide margin to accept what was offered.",
) -> str:
    link = f'<a href="/n{number}"><b>Dock workers return after stoppage {number}</b></a>'
    return f"{link}<p>{words}</p>"


def text_of(body: str) -> list[str]:
    return clean_html(f"<html><body>{body}</body></html>", "https://example.org/a").text.split("\n")


def test_paragraphs_behind_headlines_that_are_links_are_teasers_of_other_articles() -> None:
    """Together they have more words than a short report, and all the same the report is the article."""
    teasers = f"<section>{teaser(1)}{teaser(2)}{teaser(3)}</section>"
    body = f"<h1>Market attacked</h1><div>{LEDE}<br><br>{SECOND}</div>{teasers}"
    assert text_of(body) == [LEDE, SECOND]


def test_a_text_with_a_link_before_each_paragraph_keeps_them() -> None:
    """They stand where its first paragraph stands, before which there is no link."""
    texts = "".join(
        f'<p><a href="/x{n}">What else was said that day {n}</a></p><p>{text}</p>'
        for n, text in enumerate((SECOND, THIRD))
    )
    assert len(text_of(f"<h1>Market attacked</h1><div><p>{LEDE}</p>{texts}</div>")) == 3


def test_items_with_a_link_each_stay_where_the_text_goes_on_behind_them() -> None:
    """A list in the middle of a text is the text's own."""
    items = "".join(
        f'<li><p><a href="/b{n}">The large book of drawing {n}</a></p><p>{text}</p></li>'
        for n, text in enumerate((SECOND, THIRD))
    )
    lines = text_of(
        f"<h1>Books</h1><div><p>{LEDE}</p><ol>{items}</ol><p>These are the books that we have read this year.</p></div>"
    )
    assert SECOND in lines


OTHER_HOST = "https://www.un.org/"


@pytest.mark.parametrize(("make", "number"), [("section", 2), ("div class=item", 3)])
@pytest.mark.parametrize("to", [OTHER_HOST, "/places/"])
def test_sections_within_the_element_of_the_text_are_the_text_s_own(make: str, number: int, to: str) -> None:
    """Each stands under a link to what it is about: reports, places, books."""
    texts = "".join(f"<p>{text}</p>" for text in (LEDE, SECOND, THIRD))
    own = [
        "The first report names eleven officers and says where each of them served in those years.",
        "The second report counts the villages that were burned, and gives the day for most of them.",
        "The third report asks the council to send the whole matter to a court outside the country.",
    ][:number]
    sections = "".join(
        f"<{make}><h2><a href='{to}{n}'>The report number {n} of the states</a></h2><p>{text}</p></{make.split()[0]}>"
        for n, text in enumerate(own)
    )
    lines = text_of(f"<h1>Market attacked</h1><div class=story>{texts}{sections}</div>")
    assert [line for line in lines if line in own] == own


def test_teasers_behind_a_text_that_no_element_holds_are_no_part_of_it() -> None:
    """The whole page is not the text's own element."""
    texts = "".join(f"<p>{text}</p>" for text in (LEDE, SECOND, THIRD))
    teasers = f"<section>{teaser(1)}{teaser(2)}</section>"
    assert text_of(f"<h1>Market attacked</h1>{texts}{teasers}") == [LEDE, SECOND, THIRD]


def test_a_teaser_that_repeats_a_paragraph_leaves_it_in_its_place() -> None:
    """An article stands in its own list of the latest with its first paragraph under its headline."""
    texts = "".join(f"<p>{text}</p>" for text in (LEDE, SECOND, THIRD))
    latest = "".join(
        f"<li><h3><a href='/n{n}'>Market attacked in the district {n}</a></h3><p>{text}</p></li>"
        for n, text in enumerate(
            (
                LEDE,
                "The union said that its members had voted by a wide margin to accept what was offered.",
                "The minister said that the bridge over the river would be open again before the rains.",
            )
        )
    )
    markup = (
        f"<html><body><h1>Market attacked</h1><div class=story>{texts}</div><ul>{latest}</ul></body></html>"
    )
    selection = select_blocks(parse_html(markup))
    assert any(block.elsewhere and block.text == LEDE for block in selection.blocks)
    assert drop_noise_lines([LEDE, SECOND, THIRD], selection) == [LEDE, SECOND, THIRD]
    assert text_of(markup) == [LEDE, SECOND, THIRD]
