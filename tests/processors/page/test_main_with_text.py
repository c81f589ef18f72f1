"""The page's `main` is read where all that the blocks choose stands outside of it."""

import pytest
from lxml import etree

from processors.page.blocks import find_blocks
from processors.page.html import parse_html
from processors.page.main_element import leave_only, main_with_text
from processors.page.select_blocks import BlockSelection

TEXT = "The ferry to the island stopped on Monday after its crew found water in the engine room. " * 3
NOTICE = "Please log in to read comments of other readers and to write your own under this film. " * 2
MAIN = f"<main><h1>Ferry stops</h1><p>{TEXT}</p></main>"


def main_of(markup: str, *, outside: str = NOTICE) -> str | None:
    """Return the tag of the element that is told, where the blocks with the words `outside` were chosen."""
    root = parse_html(f"<body>{markup}</body>")
    blocks = find_blocks(root)
    chosen = [block for block in blocks if block.text.strip() == outside.strip()]
    found = main_with_text(root, BlockSelection(blocks, chosen, frozenset(), None))
    return None if found is None else found.tag


def test_a_notice_outside_of_main_is_not_the_text() -> None:
    """`main` has a headline and a paragraph; what was chosen stands below it."""
    assert main_of(f"{MAIN}<footer><p>{NOTICE}</p></footer>") == "main"


@pytest.mark.parametrize(
    ("markup", "outside"),
    [
        (f"{MAIN}<p>{NOTICE * 20}</p>", NOTICE * 20),
        (f"{MAIN}{MAIN}<p>{NOTICE}</p>", NOTICE),
        (f"<h1>Ferry stops</h1><main><p>{TEXT}</p></main><p>{NOTICE}</p>", NOTICE),
        (f"<main><h1>Ferry stops</h1><p>{TEXT}</p><p>{NOTICE}</p></main>", NOTICE),
        (f"<main><h1>Ferry stops</h1><p>By Ada Lind</p></main><p>{NOTICE}</p>", NOTICE),
        (f"<main><h1>Ferry stops</h1><p><a href=/a>{TEXT}</a></p></main><p>{NOTICE}</p>", NOTICE),
        (f"<h1>Ferry stops</h1><p>{NOTICE}</p>", NOTICE),
    ],
)
def test_main_is_no_better_where_it_has_no_text_of_its_own(markup: str, outside: str) -> None:
    """The text outside is long, there are two, it has no headline, holds what was chosen, or only links."""
    assert main_of(markup, outside=outside) is None


def test_only_an_element_and_the_head_are_left() -> None:
    """Words before and behind it go too."""
    root = parse_html(
        f"<html><head><title>Ferry</title></head><body>a<div>b<main>{TEXT}</main>c</div>d</body></html>"
    )
    leave_only(next(root.iter("main")))
    assert etree.tostring(root.find("body"), encoding=str) == f"<body><div><main>{TEXT}</main></div></body>"
    assert root.findtext("head/title") == "Ferry"
