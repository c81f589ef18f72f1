"""Teasers of other articles behind a text."""

from processors.clean import clean_html

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
