"""What lines are named as: days and bylines above a text go, a sentence of it stays."""

import pytest

from processors.clean import clean_html

TEXT = "".join(
    f"<p>Soldiers entered village {n} on Monday and left it on Tuesday, the mayor said.</p>" for n in range(5)
)
LEAD = "Soldiers entered five villages on Monday and left them again on Tuesday."


def text_below(line: str) -> str:
    markup = (
        f"<html><body><main><h1>Villages entered</h1>{line}<div class='c'>{TEXT}</div></main></body></html>"
    )
    return clean_html(markup, "https://example.org/villages").text


@pytest.mark.parametrize("name", ["article-data", "post-time"])
def test_a_sentence_above_the_text_is_no_day_whatever_it_is_named(name: str) -> None:
    """In Portuguese and Italian a day is `data`, and so is much else; what is not a sentence goes."""
    assert LEAD in text_below(f"<p class='{name}'>{LEAD}</p>")
    assert "Monday night" not in text_below(f"<p class='{name}'>Monday night</p>")


def test_a_sentence_named_as_a_picture_s_words_goes() -> None:
    """Captions are whole sentences."""
    assert LEAD not in text_below(f"<p class='photo-cap'>{LEAD}</p>")
    assert LEAD not in text_below(f"<p class='fotobijschrift'>{LEAD}</p>")
    assert LEAD not in text_below(f"<p class='piedefoto'>{LEAD}</p>")


def test_words_named_as_a_pictures_right_behind_one_go_among_the_paragraphs() -> None:
    """Elsewhere among them a line so named may be a sentence of the text."""
    head, tail = TEXT[: len(TEXT) // 5 * 2], TEXT[len(TEXT) // 5 * 2 :]
    caption = "<p class='cap'>The square on a wet Tuesday. Pic: Courier archive</p>"
    above = f"<p class=lead>{LEAD}</p>"
    assert "wet Tuesday" not in text_below(f"{above}<amp-img src=1.jpg></amp-img>{caption}")
    assert "wet Tuesday" not in text_below(f"{above}<img src=1.jpg>{caption}")
    among = f"<h1>Villages entered</h1>{head}<p class='cap'>{LEAD}</p>{tail}"
    assert LEAD in clean_html(f"<html><body><main>{among}</main></body></html>", "https://example.org/v").text
