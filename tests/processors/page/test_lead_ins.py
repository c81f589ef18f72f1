"""What stands in an element of its own before a paragraph's first word is taken, and the paragraph stays."""

import pytest

from processors.page.blocks import block_texts
from processors.page.html import parse_html, strip_code

TEXT = "The ministry said on Tuesday that the road to the north of the town was open again."


def text_of(paragraph: str) -> str:
    root = parse_html(f"<html><body>{paragraph}<p>{TEXT} It named no day.</p></body></html>")
    strip_code(root)
    return "\n".join(block_texts(root)[:-1])


@pytest.mark.parametrize(
    "lead_in",
    [
        "<em>© AFP</em> ",
        "<small>Foto: dpa/Jan Muster</small><br>",
        "<small>Crédit photo : Jean Exemple / AFP</small><br>",
        "<b>AFP/File</b><br>",
        "<span class=source>AFP via Getty Images</span> ",
        "<em>This article was first published on 24 November.</em><br>",
        "<span class='foto-credito'>AFP</span>",
        "<span>الصورة: أ ف ب</span> ",
        "<strong>عکس: ایرنا</strong> ",
        "<span>图片来源：视觉中国</span><br>",
        "<span class=cap>写真：共同通信</span>",
        "<i>Fotoğraf: Anadolu Ajansı</i> ",
        "<span class=by>By Jane Doe | Reuters</span> ",
        "<em>Von Erika Muster</em> – ",
        "<b>By Jane Doe</b>: ",
        "<span>Publié le 25/11/2026 à 18:40</span> ",
        "<span class=label>EXCLUSIVE</span> ",
        "<strong>Listen to this article</strong> ",
    ],
)
def test_a_credit_a_byline_a_day_or_a_label_goes(lead_in: str) -> None:
    """Whatever element it is in, and whether a break, a mark or a blank stands behind it."""
    assert text_of(f"<p>{lead_in}{TEXT}</p>") == TEXT


@pytest.mark.parametrize(
    "paragraph",
    [
        f"<p><em>Photo by Reuters</em> shows that {TEXT.lower()}</p>",
        f"<p><b>KABUL (AFP)</b> - {TEXT}</p>",
        f"<p><b>This article was found</b> {TEXT}</p>",
        f"<p><b>By Tuesday</b> {TEXT.lower()}</p>",
        f"<p><strong>Image of a town</strong> {TEXT}</p>",
        f"<p><b>The Taliban</b> {TEXT}</p>",
        f"<p>In Kabul <b>By Jane Doe</b> {TEXT}</p>",
        "<p><b>Photo: the square</b> on Tuesday</p>",
    ],
)
def test_words_of_the_text_stay(paragraph: str) -> None:
    """A sentence may begin with such words, a dateline is read elsewhere, and a short line is no paragraph."""
    plain = " ".join("".join(parse_html(paragraph).itertext()).split())
    assert text_of(paragraph) == plain


def test_a_caption_s_credit_is_known_behind_a_break() -> None:
    """Between the picture and its words a break may stand, and the credit at their end."""
    caption = "<em>The road in spring. Photograph: Jane Doe</em>"
    assert text_of(f"<p><img src=a.jpg><br>{caption}<br>{TEXT}</p>") == TEXT
    assert text_of(f"<div><img src=a.jpg><br>{caption}</div>").startswith("The road")  # read with its picture
    assert text_of(f"<p><img src=a.jpg><br><em>The road in spring.</em> {TEXT}</p>").startswith("The road")
