"""Headers of articles, and buttons at the end of elements."""

from processors.clean import clean_html

LEAD = "Gunmen have abducted at least 31 boys from a school in the state, and parents accuse the police."
TEXTS = [
    "They came shortly after midnight and wore uniforms, a caretaker said who hid in a hen house.",
    "The governor held a group responsible that has claimed nothing so far, and offered a reward.",
]


def text_of(markup: str) -> str:
    return clean_html(f"<html><body>{markup}</body></html>", "https://example.org/a").text


def article(button: str = "") -> str:
    header = f"<header><h2>Gunmen abduct pupils</h2><div class='vorspann'>{LEAD}</div>{button}</header>"
    return f"<article>{header}<div>{''.join(f'<p>{text}</p>' for text in TEXTS)}</div></article>"


def test_the_standfirst_in_the_header_of_the_only_article_is_read() -> None:
    """Where the page has no h1; of several articles such headers are those of teasers."""
    assert LEAD in text_of(article())


def test_a_button_behind_all_else_in_an_element_is_no_text() -> None:
    """One that unfolds what is behind it, or stands alone in its element, is left to others."""
    assert "Remember this" not in text_of(article("<button>Remember this</button>"))
    asked = "".join(
        f"<div><button>Who are they {n}?</button></div><div><p>{text}</p></div>"
        for n, text in enumerate(TEXTS)
    )
    assert "Who are they 1?" in text_of(f"<article><h1>Questions</h1><p>{LEAD}</p>{asked}</article>")
