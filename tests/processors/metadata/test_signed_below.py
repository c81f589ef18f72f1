"""Signatures: the author named in the last line of the text, where nothing above names one."""

import pytest
from page_metadata import metadata_of

from processors.metadata.signed_below import signed_below
from processors.page.html import parse_html

TEXT = (
    "The mayor denied that money was paid, and asked the commander of the sector to leave the town at once."
)


def authors_of(body: str) -> tuple[str, ...]:
    return metadata_of("", f"<div><h1>Former mayor freed</h1>{body}</div>").authors


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ('<p align="right"><b>Kum Divine</b></p>', ("Kum Divine",)),
        ("<p><i>Jean-Bosco Lemba, à Bunia</i></p>", ("Jean-Bosco Lemba",)),
        ("<p>" + TEXT + "<br><br><i>Jean-Bosco Lemba, à Bunia</i></p>", ("Jean-Bosco Lemba",)),
        ("<p>Ferhat Yıldırım/YÜKSEKOVA, (DHA)</p>", ("Ferhat Yıldırım", "DHA")),
        ('<p align="right"><b>A. Ouattara</b><br>leSahelien24.net</p>', ("A. Ouattara",)),
        (f'<p>A. Ouattara</p><div id="forum"><p>{TEXT}</p></div>', ("A. Ouattara",)),
        ('<p align="right">А. Токтогулов</p><p><a href="/2">Next: bakers</a></p>', ("А. Токтогулов",)),
        ("<p>Kum Divine, AFP</p>", ("Kum Divine", "AFP")),
        ("<p><b>Aliou Diarra, correspondant à Konna</b></p><p>Source : Le Delta</p>", ("Aliou Diarra",)),
        ("<p>Ana Ruiz, corresponsal en San Juan</p>", ("Ana Ruiz",)),
        ("<p>Kum Divine, envoyé spécial</p>", ("Kum Divine",)),
        (f"<p>Short.<br>{TEXT}<br><i>Kum Divine</i></p>", ("Kum Divine",)),
        (f"<p>Kum Divine</p><script>{TEXT}</script><aside><p>{TEXT}</p></aside>", ("Kum Divine",)),
    ],
)
def test_the_last_line_names_the_author(end, names):
    """With the place and the agency behind the name, which are no part of it."""
    assert authors_of(f"<p>{TEXT}</p>{end}") == names


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{TEXT}</p><p>Kum Divine<br>Mayor of the town</p>",  # an office
        f"<p>{TEXT}</p><p>Foreign Affairs</p><p>{TEXT}</p>",  # a subheading: text follows
        f"<p>{TEXT}</p><ul><li><p>Kum Divine</p></li></ul>",  # in a list
        f"<p>{TEXT}</p><p>Bamenda</p>",  # a town
        f"<p>{TEXT}</p><p>Kum Divine, mayor of the town</p>",  # more than a name
        f"<p>{TEXT}</p><p>Kum Divine, correspondent who was freed on Monday</p>",
        "<p>Short line.</p><p>Kum Divine</p>",  # no paragraph above
        f"<p>{TEXT[:-1]}:</p><p>Kum Divine</p>",  # the sentence goes on
        f"<blockquote><p>{TEXT}</p><p>Kum Divine</p></blockquote>",  # who is quoted
        f"<p>{TEXT}</p><p><a href=/tag/kum>Kum Divine</a></p>",  # a topic
        f"<div class=quote><p>{TEXT}</p><p>Kum Divine</p></div><p>{TEXT}</p><p>{TEXT}</p>",  # within the text
        f"<div id=disqus><p>{TEXT}</p><p>Kum Divine</p></div>",  # who comments
        f"<p>{TEXT}<br>\u201cWe will fight on.\u201d<br><i>Kum Divine</i></p><p>{TEXT}</p>",  # who said it
        f"<p>{TEXT}</p><p>Kum Divine/AFP</p>",  # who took a picture
        f"<p>{TEXT}<br><i>Kum Divine</i> is 61.</p>",  # a name in a sentence
        f"<p>{TEXT}</p><p>Kum</p>",  # one word
        f"<p>{TEXT} Mr Divine agreed, he said.</p><p>Kum Divine</p>",  # of whom the text tells
    ],
)
def test_other_short_lines_name_nobody(body):
    """A subheading, an item, a town, a line that says more, one under no paragraph, and who is quoted."""
    assert authors_of(body) == ()


def test_a_byline_above_is_surer_than_a_line_below():
    """Nobody looks below where the page marks its author."""
    assert authors_of(f"<p class=byline>By Ana Quispe</p><p>{TEXT}</p><p>Kum Divine</p>") == ("Ana Quispe",)


def test_a_vietnamese_signature_tells_whose_reports_it_is_made_of():
    """They stand in brackets behind the name, in the column of the headline, however that is called."""
    text = "<p>Chưa có nhóm nào nhận trách nhiệm về vụ tấn công vào đồn cảnh sát ở thành phố.</p>"
    signed = "<p style='text-align:right'><strong>Huyền Lê</strong> (Theo <em>AFP, Guardian</em>)</p>"
    for column in ("sidebar-1", "main"):
        root = parse_html(
            f"<body><div class={column}><h1>Đánh bom ở Quetta</h1><div>{text}{signed}</div></div></body>"
        )
        assert signed_below(root, set()) == ["Huyền Lê"]
    aside = f"<body><h1>Đánh bom</h1><div class=sidebar><div>{text}{signed}</div></div></body>"
    assert signed_below(parse_html(aside), set()) == []
