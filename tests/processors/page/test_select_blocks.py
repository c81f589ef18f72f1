"""Which of a page's blocks are chosen as its article."""

from itertools import count

import pytest

from processors.page.html import parse_html
from processors.page.select_blocks import select_blocks

TEXTS = [
    "They came shortly after midnight and wore uniforms, a caretaker said who hid.",
    "The governor held a group responsible that has claimed nothing so far, and offered a reward.",
    "By the evening nobody had come forward with a demand, and the school was closed.",
]


def test_containers_that_are_made_alike_count_together() -> None:
    """An article in several of them has more words than the one box beside them whose paragraph is the longest."""
    parts = "".join(f'<div class="part">{"<p>" + text + "</p>"}</div>' for text in TEXTS)
    box = f'<div class="note"><p>{" ".join(TEXTS[1:])}</p></div>'
    selection = select_blocks(
        parse_html(f"<html><body><main><h1>Abducted</h1>{parts}{box}</main></body></html>")
    )
    assert selection.home is not None
    assert selection.home.get("class") == "part"


@pytest.mark.parametrize(
    "piece",
    [
        "<ul><li>{}</li><li>{}</li></ul>",
        "<ol><li>{}</li><li>{}</li></ol>",
        "<blockquote><p>{}</p><p>{}</p></blockquote>",
        "<div><p>{}</p><p>{}</p></div>",
        '<ul class="list"><li>{}</li><li>{}</li></ul>',
    ],
)
def test_lists_and_bare_pieces_in_a_text_are_no_container_of_it(piece: str) -> None:
    """Though together they have more words than the text around them has."""
    numbers = count(1)

    def sentence() -> str:
        return (
            f"The council said that road {next(numbers)} to the mill stays closed until its bridge is mended."
        )

    parts = "".join(f"<p>{sentence()}</p>{piece.format(sentence(), sentence())}" for _ in range(6))
    markup = f'<html><body><h1>Roads closed</h1><div class="entry">{parts}</div></body></html>'
    selection = select_blocks(parse_html(markup))
    assert selection.home is not None
    assert selection.home.get("class") == "entry"
