"""The words under a picture stand in a box with it that is named after it."""

import pytest

from processors.page.blocks import says_noise
from processors.page.html import parse_html
from processors.page.picture_boxes import is_captioned, is_captioned_table

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
        f"<div class='photo context-photo'>{IMG}<p>Smoke over the market.</p></div>",
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
        f"<div class=image>{IMG}<p>{'The column reached the town on Monday. ' * 8}</p></div>",
        f"<div class=photo>{IMG}<h3>Second stop</h3><p>The market of the town.</p></div>",
        f"<div class=imagery>{IMG}<p>The market of the town.</p></div>",
        f"<div class=row>{IMG}<p>The market of the town.</p></div>",
        f"<div class='wp-block-media-text text-image'>{IMG}<p>The market of the town.</p></div>",
        f"<div class='paragraph--type--image-text'>{IMG}<p>The market of the town.</p></div>",
        f"<div class='quote with-photo'>{IMG}<p>“We shall find them,” the governor said.</p></div>",
        f"<div class='timeline-item image'>{IMG}<p>12:05 The bomb goes off.</p></div>",
        f"<p class=with-photo>{IMG}Witnesses told of a cart near the gate.</p>",
    ],
)
def test_other_boxes_with_pictures_hold_text(box: str) -> None:
    """Without a picture, with a paragraph or a heading, or under another name."""
    assert not captioned(box)


def is_caption_table(rows: str) -> bool:
    root = parse_html(f"<body><table align=right>{rows}</table></body>")
    return is_captioned_table(next(root.iter("table")))


def test_a_table_at_one_side_with_a_picture_holds_a_caption() -> None:
    """Old pages set pictures so; a table of figures has no picture."""
    assert is_caption_table(f"<tr><td>{IMG}<br>The picket</td></tr>")
    assert is_caption_table(f"<tr><td>{IMG}</td><td>&nbsp;</td></tr><tr><td>The picket</td></tr>")
    assert not is_caption_table("<tr><td>40 %</td></tr>")


def test_a_table_anywhere_with_one_picture_and_a_few_words_holds_a_caption() -> None:
    """Portals of China set pictures so; with more words or pictures it may be the text, or the page."""
    rows = f"<tr><td>{IMG}<p>工作人员正在清理石阶表面淤泥</p></td></tr>"
    root = parse_html(f"<body><table class=pci_c>{rows}</table></body>")
    assert says_noise(next(root.iter("table")))
    for other in (
        f"<tr><td>{IMG}<p>{'The column reached the town. ' * 6}</p></td></tr>",
        rows * 2,
        "<tr><td>40 %</td></tr>",
    ):
        root = parse_html(f"<body><table class=pci_c>{other}</table></body>")
        assert not says_noise(next(root.iter("table")))


def test_a_cell_with_a_picture_and_the_smallest_letters_holds_a_caption() -> None:
    """Old pages set captions so; larger letters, or words beside the small ones, are the text."""
    small = "<font size=1>La cassa lignea dopo la pulitura</font>"
    cells = [
        f"{IMG}{small}",
        f"{IMG}<font size=2>Domenica sera.</font>",
        f"{IMG}{small} Domenica sera.",
        small,
    ]
    roots = [parse_html(f"<body><table><tr><td>{cell}</td></tr></table></body>") for cell in cells]
    assert [says_noise(next(root.iter("td"))) for root in roots] == [True, False, False, False]


def test_a_table_with_text_beside_its_picture_holds_text() -> None:
    """The picture is a mark before it, or keeps it away from the margin."""
    assert not is_caption_table(f"<tr><td>{IMG}</td><td>The ministry counted 212 attacks.</td></tr>")
