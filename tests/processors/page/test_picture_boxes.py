"""The words under a picture stand in a box with it that is named after it."""

import pytest

from processors.page.html import parse_html
from processors.page.picture_boxes import holds_caption, is_captioned

IMG = "<img src=/a.jpg>"


def captioned(markup: str) -> bool:
    box = parse_html(f"<html><body>{markup}</body></html>").find("body")[0]
    return is_captioned(box, f"{box.get('class', '')} {box.get('id', '')}")


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=img>{IMG}<p class=cap>Luftbild der Bruchstelle | Bildquelle: Bundesheer</p></div>",
        f"<div class='photo wide'>{IMG}<p>海巡艇徹夜搜尋失聯漁工。</p></div>",
        f"<div class=story__image><a href=/a>{IMG}</a><em>The pier on Monday, after the fire.</em></div>",
        f"<div id=picture>{IMG}<br>Reuters</div>",
    ],
)
def test_a_few_words_under_a_picture_are_its_caption(box: str) -> None:
    """Whatever they end with, where the box is called a picture and holds one."""
    assert captioned(box)


@pytest.mark.parametrize(
    "box",
    [
        "<div class=photo><p>The photo shows nothing of what he had told the court.</p></div>",
        f"<div class=image-text>{IMG}<p>{'The column reached the town on Monday. ' * 8}</p></div>",
        f"<div class=photo>{IMG}<h3>Second stop</h3><p>The market of the town.</p></div>",
        f"<div class=imagery>{IMG}<p>The market of the town.</p></div>",
        f"<div class=row>{IMG}<p>The market of the town.</p></div>",
    ],
)
def test_other_boxes_with_pictures_hold_text(box: str) -> None:
    """Without a picture, with a paragraph or a heading, or under another name."""
    assert not captioned(box)


def test_a_table_at_one_side_with_a_picture_holds_a_caption() -> None:
    """Old pages set pictures so; a table of figures has no picture."""
    root = parse_html(f"<body><table align=right><tr><td>{IMG}<br>The picket</td></tr></table></body>")
    assert holds_caption(next(root.iter("table")))
    assert not holds_caption(
        next(parse_html("<body><table><tr><td>40 %</td></tr></table></body>").iter("table"))
    )
