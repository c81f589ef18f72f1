"""The element that holds a headline and a text."""

import pytest

from processors.page.blocks import find_blocks
from processors.page.headline_element import around_headline
from processors.page.html import parse_html

HEAD = "<h1>Market attacked</h1>"
TEXT = "<p>Gunmen attacked a market in the north of the district on Monday, residents said.</p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<main><article><header>{HEAD}</header><div>{TEXT}</div></article></main>", "article"),
        (f"<main><article>{HEAD}<div>{TEXT}</div></article><div>{TEXT}</div></main>", "main"),
        (f"<main>{HEAD}<article>{HEAD}{TEXT}</article></main>", "article"),
        (f"<main>{HEAD}<article><h2>Market</h2>{TEXT}</article></main>", "main"),
        (f"<main><article>{TEXT}{HEAD}{TEXT}</article></main>", None),
        (f"<main><article><h2>Market attacked</h2>{TEXT}</article></main>", None),
        (f"{HEAD}<article>{TEXT}</article>", None),
        (f"<main><article>{HEAD}</article></main>", None),
    ],
)
def test_the_lowest_element_with_the_last_h1_and_all_texts_is_theirs(body: str, expected: str | None) -> None:
    """None is where no h1 stands before the first text, where there is no text, or where it is the whole page."""
    blocks = find_blocks(parse_html(f"<html><body>{body}</body></html>"))
    whole = around_headline(blocks, [block for block in blocks if block.element.tag == "p"])
    assert (whole.tag if whole is not None else None) == expected
