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


LINES = [
    f"The council said that road {number} to the mill stays closed until its bridge is mended."
    for number in range(6)
]


def test_questions_that_a_button_opens_count_together() -> None:
    """Each answer stands in an element of its own without a class, below the first lines of the article."""
    answers = "".join(
        f"<details><summary>Why {at}?</summary><p>{line}</p></details>" for at, line in enumerate(LINES[2:])
    )
    selection = select_blocks(
        parse_html(f"<html><body><main><p>{LINES[0]}</p><p>{LINES[1]}</p>{answers}</main></body></html>")
    )
    assert selection.home is not None
    assert selection.home.tag == "details"


def test_a_list_that_has_most_of_the_text_holds_it() -> None:
    """An interview's answers in one list have more words than the line above them, whose container they stand in."""
    answers = "".join(f"<dt>Why {at}?</dt><dd>{line}</dd>" for at, line in enumerate(LINES[1:]))
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES[1:])
    for held in (
        f"<blockquote>{paragraphs}</blockquote>",
        f"<dl>{answers}</dl>",
    ):
        selection = select_blocks(
            parse_html(f"<html><body><article><p>{LINES[0]}</p>{held}</article></body></html>")
        )
        assert selection.home is not None
        assert selection.home.tag in ("blockquote", "dl")


def test_a_short_quotation_and_a_last_point_in_a_paragraph_of_their_own_end_a_text() -> None:
    """They stand in the article's container, and so are chosen though nothing follows them."""
    texts = "".join(f"<p>{text}</p>" for text in TEXTS)
    for last in ("<blockquote><p>Nobody came.</p></blockquote>", "<ul><li><p>Two schools</p></li></ul>"):
        root = parse_html(f"<html><body><main><h1>Abducted</h1>{texts}{last}</main></body></html>")
        assert select_blocks(root).chosen[-1].text in ("Nobody came.", "Two schools")


def test_a_list_that_ends_a_text_in_a_second_container_of_its_make_is_chosen() -> None:
    """Squarespace begins a container behind each picture; a list in another container is none of the text."""
    first = f'<div class="html">{"".join(f"<p>{text}</p>" for text in TEXTS)}</div>'
    points = "<ul><li><p>Two schools</p></li><li><p>One mill</p></li></ul>"
    for name, last in (("html", "One mill"), ("foot", TEXTS[0])):
        second = f"<div class={name}><p>{TEXTS[0]}</p>{points}</div>"
        boxes = f"<div class=sqs><div>{first}</div><div>{second}</div></div>"
        root = parse_html(f"<html><body><main><h1>Abducted</h1>{boxes}</main></body></html>")
        assert select_blocks(root).chosen[-1].text == last


@pytest.mark.parametrize("last", ["God knows best.", "That is all for tonight."])
def test_a_short_last_line_below_a_long_list_is_the_text_s(last: str) -> None:
    """The list has more words than the paragraphs around it, and is no container of the text all the same."""
    points = "".join(f"<li>{text}</li>" for text in TEXTS)
    body = f"<div class='post-body'><div>{TEXTS[0]}</div><ul>{points}</ul><div>{last}</div></div>"
    selection = select_blocks(parse_html(f"<html><body><h1>Abducted</h1>{body}<p>Log in.</p></body></html>"))
    assert selection.chosen[-1].text == last


def test_a_list_without_paragraphs_beside_it_is_a_container() -> None:
    """All of the text stands in it: what is below is the page's."""
    points = "".join(f"<li>{text}</li>" for text in TEXTS)
    markup = f"<html><body><h1>Abducted</h1><div><ul>{points}</ul><div>Share it</div></div></body></html>"
    selection = select_blocks(parse_html(markup))
    assert selection.home is not None
    assert selection.home.tag == "ul"


def _live(last: str) -> str:
    entries = "".join(
        f'<div class="entry"><time>1{hour}:20</time><p>{text}</p></div>' for hour, text in enumerate(TEXTS)
    )
    return f"<html><body><h1>Abducted</h1><main>{entries}{last}</main></body></html>"


@pytest.mark.parametrize(
    ("last", "is_text"),
    [
        ('<div class="entry"><time>06:10</time><p>Shots heard in Gao</p></div>', True),
        ('<div class="entry"><p>Share this with friends</p></div>', False),
        ('<div class="more"><time>06:10</time><p>Older entries</p></div>', False),
        ('<div class="entry"><time>06:10</time><p><a href=/x>Shots heard in Gao</a></p></div>', False),
    ],
)
def test_a_short_last_entry_is_text_where_it_has_its_own_hour(last: str, is_text: bool) -> None:
    """It is made like the entries before; a box of their class without an hour may be the page's."""
    words = " ".join(parse_html(last).itertext("p", "a")).strip()
    assert any(block.text in words for block in select_blocks(parse_html(_live(last))).chosen) == is_text
