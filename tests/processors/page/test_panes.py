"""Panes that a click on their heading shows."""

import pytest
from lxml.html import HtmlElement

from processors.clean import clean_html
from processors.page import panes
from processors.page.html import parse_html

FIRST = "The militia was founded out of the horsemen who fought in the west in those years."
SECOND = "It is accused of killings in the town, which its men deny and call a quarrel."
LEDE = "Two armies have been dividing the country for three years, and one of them was once the guard of the other."


def text_of(inside: str, around: str = "article") -> str:
    body = f"<{around}><h1>Who they are</h1><p>{LEDE}</p><p>{LEDE[:-1]} again.</p>{inside}</{around}>"
    return clean_html(f"<html><body>{body}</body></html>", "https://example.org/a").text


def test_panes_under_headings_are_read() -> None:
    """Several of one make, each in a section of its own or all in one."""
    own = "".join(
        f'<div class="a"><h3>Part {n}</h3><div hidden><p>{text}</p></div></div>'
        for n, text in enumerate((FIRST, SECOND))
    )
    one = "".join(
        f"<h3>Part {n}</h3><div hidden><p>{text}</p></div>" for n, text in enumerate((FIRST, SECOND))
    )
    assert FIRST in text_of(own)
    assert SECOND in text_of(one)


def test_one_hidden_element_is_no_pane_and_none_is_outside_of_a_text() -> None:
    """A window that a script opens has a heading before it, too; and menus have panes."""
    panes = "".join(
        f"<h3>Part {n}</h3><div hidden><p>{text}</p></div>" for n, text in enumerate((FIRST, SECOND))
    )
    assert FIRST not in text_of(f"<h3>Part</h3><div hidden><p>{FIRST}</p></div>")
    assert FIRST not in text_of(panes, around="div")


def test_another_pane_is_looked_for_near_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may have thousands of hidden elements side by side, each under a heading."""
    looked = list[HtmlElement]()
    is_like = panes._is_like

    def counted(one: HtmlElement, other: HtmlElement) -> bool:
        looked.append(one)
        return is_like(one, other)

    monkeypatch.setattr(panes, "_is_like", counted)
    alone = "".join(f"<h3>h</h3><div class=a{n} hidden><p>x</p></div>" for n in range(200))
    root = parse_html(
        f"<body><article><section>{alone}</section>{'<section></section>' * 200}</article></body>"
    )
    assert not panes.is_pane(root.find_class("a100")[0])
    assert len(looked) <= 4 * panes.MAX_BESIDE
    looked.clear()
    section = f"<section><h3>h</h3><div class=a hidden>x</div>{'<p>x</p>' * 100}</section>"
    others = f"<section>{'<p>x</p>' * 100}</section>" * 100
    root = parse_html(f"<body><article>{others}{section}{others}</article></body>")
    assert not panes.is_pane(root.find_class("a")[0])
    assert len(looked) <= 2 * panes.MAX_BESIDE * (panes.MAX_WITHIN + 2)
    looked.clear()
    alike = "<h3>h</h3><div hidden><p>x</p></div>" * 1000
    assert all(map(panes.is_pane, parse_html(f"<body><article>{alike}</article></body>").iter("div")))
    assert len(looked) <= 3 * 1000


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<h3>h</h3><div id=x></div><h3>h</h3><div></div>", True),
        ("<i>a</i><div id=x></div><h3>h</h3><div></div>", False),
        ("<h3>h</h3><div id=x></div><i>a</i><div></div>", False),
        ("<h3>h</h3><div id=x></div><h3>h</h3><p>a</p>", False),
        ("<h3>h</h3><div id=x></div><h3>h</h3><div class=b></div>", False),
        ("<section><h3>h</h3><div id=x></div></section><section><h3>h</h3><div></div></section>", True),
        ("<section><h3>h</h3><div id=x></div></section><section><h3>h</h3><p>a</p></section>", False),
        ("<section><h3>h</h3><div id=x></div></section><section><div></div><div></div></section>", False),
        ("<section><h3>h</h3><div id=x></div></section><aside><h3>h</h3><div></div></aside>", False),
    ],
)
def test_a_pane_has_another_of_its_make_under_a_heading(inside: str, expected: bool) -> None:
    """Beside it, or in a section made as its own; a paragraph, another class or no heading makes none."""
    root = parse_html(f"<body><article>{inside}</article></body>")
    assert panes.is_pane(root.get_element_by_id("x")) is expected
