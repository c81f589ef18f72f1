"""What an article's container holds beside its text is told with its reason and its place, none of it silently lost."""

from datetime import UTC, datetime

import pytest

from processors.clean import clean_html
from processors.page.html import parse_html
from processors.page.left_out import MAX_LEFT_OUT, REASONS

NOW = datetime(2026, 5, 6, tzinfo=UTC)
FIRST = "The ministers agreed on Tuesday to open two crossings along the border, a spokesman said."
SECOND = "Traders on both sides had waited since March, when the gates were closed after a week of shelling."
THIRD = "Customs officers are to work in three shifts, and trucks with medicine will be let through first."
MORE = "".join(f"<p>{THIRD.replace('three', str(number))}</p>" for number in range(9))


def _taken(between, after=""):
    page = f"<article><p>{FIRST}</p>{between}<p>{SECOND}</p>{MORE}{after}</article>"
    article = clean_html(page, "https://example.org/a", now=NOW)
    assert article.text.startswith(f"{FIRST}\n{SECOND}\n")
    return {(one.rule, one.text, one.paragraph) for one in article.taken if one.rule in REASONS}


@pytest.mark.parametrize(
    ("markup", "rule", "words"),
    [
        ('<p><a href="/x">Minister of trade resigns over grain deal</a></p>', "links", None),
        (
            '<div class="related"><p>Court hears the ship case</p></div>',
            "page_part",
            "Court hears the ship case",
        ),
        ('<ul><li><a href="/x">Rain floods the old town again</a></li></ul>', "links", None),
        ('<table><tr><td><a href="/l">Prices of bread rise again</a></td></tr></table>', "links", None),
        ('<p class="sr-only">A picture of a gate</p>', "unseen", "A picture of a gate"),
        ('<p style="display:none">Ein Tor</p>', "unseen", "Ein Tor"),
        ("<p><s>Boko Haram</s></p>", "unseen", "Boko Haram"),
        ('<div class="share"><a href="#">شارك على فيسبوك</a></div>', "page_part", "شارك على فيسبوك"),
    ],
)
def test_what_is_left_out_between_paragraphs_is_told_with_its_place(markup, rule, words):
    """A link, a box, a hidden and a struck word after the first paragraph stand in `taken`, each with its reason."""
    words = words or " ".join(parse_html(markup).text_content().split())
    assert (rule, words, 1) in _taken(markup)


def test_what_stands_before_the_first_paragraph_has_the_number_nought():
    """Words of the container that come before all text are told with paragraph 0."""
    page = f'<article><p><a href="/t">Politics and the world</a></p><p>{FIRST}</p><p>{SECOND}</p>{MORE}</article>'
    article = clean_html(page, "https://example.org/a", now=NOW)
    assert ("links", "Politics and the world", 0) in {(t.rule, t.text, t.paragraph) for t in article.taken}


def test_what_stands_outside_the_container_is_not_told():
    """The menu and the footer of the page are no words of the article's container."""
    page = (
        '<nav><a href="/w">World and politics</a></nav>'
        f"<article><p>{FIRST}</p><p>{SECOND}</p>{MORE}</article><footer><p>Example Media Ltd</p></footer>"
    )
    taken = " ".join(one.text for one in clean_html(page, "https://example.org/a", now=NOW).taken)
    assert "World" not in taken
    assert "Ltd" not in taken


def test_no_more_is_told_than_a_reader_can_use():
    """A container with thousands of links tells the first ones and stays small."""
    links = "".join(f'<p><a href="/{n}">Story number {n} of the day</a></p>' for n in range(2 * MAX_LEFT_OUT))
    assert len(_taken(links)) == MAX_LEFT_OUT
