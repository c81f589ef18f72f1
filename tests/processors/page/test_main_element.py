"""The text stands in the page's `main`, though what stands outside of it is longer."""

from processors.clean import clean_html

TEXT = "The mayor said on Tuesday that the road to the port would be closed for ten days, and that buses would run."
MORE = "Two companies had asked for it since May, he told the council, and one of them will pay for the work."
LEGAL = (
    "No part of this page is meant to replace the advice of a lawyer, and no rights follow from it at all. "
)


def text_of(main: str, outside: str) -> str:
    page = f"<html><body><header>Example</header>{main}<div class=legal>{outside}</div></body></html>"
    return clean_html(page, "https://example.org/a").text


def test_what_a_site_answers_for_is_no_text_where_main_has_one() -> None:
    """Longer paragraphs stand outside, and the text in a box whose name says nothing good of it."""
    main = f"<main><h1>Road closed</h1><div class=item-caption><p>{TEXT}</p><p>{MORE}</p></div></main>"
    assert text_of(main, f"<p>{LEGAL * 4}</p><p>{LEGAL * 5}</p>").endswith(f"{TEXT}\n{MORE}")


def test_an_article_outside_of_main_is_one() -> None:
    """Where `main` has the headline alone, or the text outside is long."""
    assert LEGAL.strip() in text_of("<main><h1>Road closed</h1></main>", f"<p>{LEGAL * 4}</p><p>{MORE}</p>")
    main = f"<main><h1>Road closed</h1><div class=item-caption><p>{TEXT}</p><p>{MORE}</p></div></main>"
    assert MORE in text_of("<main><h1>Road closed</h1><p>In short.</p></main>", f"<p>{TEXT}</p><p>{MORE}</p>")
    assert LEGAL.strip() in text_of(main, f"<p>{LEGAL * 10}</p>" * 3)
