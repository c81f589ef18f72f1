"""Small boxes among an article's paragraphs, and what is made like one and belongs to the text."""

import pytest

from processors.clean import clean_html

TEXT = tuple(
    f"On day {day} of the talks the ministers agreed on another point of the treaty, a spokesman said."
    for day in ("one", "two", "three", "four", "five", "six")
)


def lines(among: str, above: str = "") -> list[str]:
    first, *others = (f"<p>{text}</p>" for text in TEXT)
    body = f"{above}<h1>Ministers agree</h1>{first}{among}{''.join(others)}"
    markup = f"<html><head><title>Ministers agree</title></head><body><div>{body}</div></body></html>"
    return clean_html(markup, "https://example.org/talks").text.split("\n")


def test_boxes_of_one_make_here_and_there_are_a_series() -> None:
    """A text that tells of one thing after the other has a card for each; two are too few for that."""
    cards = [
        f'<div class="c{n}"><div class="name"><h5>The {n} treaty</h5></div><p>The {n} one was signed at sea.</p></div>'
        for n in ("old", "new", "third")
    ]
    assert "The new one was signed at sea." in lines("<p>And so on it goes, year after year.</p>".join(cards))
    assert lines(cards[0]) == list(TEXT)
    assert lines("".join(cards)) == list(TEXT)


def test_an_offer_that_comes_three_times_is_no_series() -> None:
    """It says the same each time."""
    offers = [
        f'<div class="o{n}"><h5>Our letter</h5><div>All of it, each {n}.</div></div>'
        for n in ("day", "hour", "year")
    ]
    assert "All of it" not in " ".join(lines("<p>And so on it goes, year after year.</p>".join(offers)))


def test_a_label_above_the_headline_is_no_level_of_the_text() -> None:
    """A box under a heading of the same level is none of the text; nor is one in an element of the page's own."""
    box = "<section><h4>How to reach us</h4><p>Seen a fault? Do write to us.</p></section>"
    box = f"<amp-accordion>{box}</amp-accordion>"
    assert lines(box, above="<h4>Treaty</h4>") == list(TEXT)


@pytest.mark.parametrize("heading", ["<h4>The first week</h4>", "<h4>What it means</h4><p>It is a lot.</p>"])
def test_a_box_of_the_text_s_own_level_stays(heading: str) -> None:
    """Headings below the headline, in the container of the paragraphs, are the text's own."""
    box = "<section><h4>The second week</h4><p>Nobody said a word of it.</p></section>"
    assert "Nobody said a word of it." in lines(f"{heading}<p>They met at noon, and left at night.</p>{box}")
