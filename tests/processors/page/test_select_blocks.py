"""Which of a page's blocks are chosen as its article."""

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
