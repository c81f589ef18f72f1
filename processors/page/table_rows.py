"""The rows of a page's tables, each on a line of its own: a cell alone says nothing."""

from collections.abc import Sequence
from itertools import groupby

from lxml.html import HtmlElement

from processors.page.blocks import Block

CELLS = ("td", "th")


def lines_of(blocks: Sequence[Block]) -> list[str]:
    """Return the blocks' texts; those of a table's row are one line where its cells hold a few words each.

    A cell with several blocks, with a paragraph or with a link holds more than that.
    """
    found: list[str] = []
    for row, group in groupby(blocks, key=_row):
        held = list(group)
        cells = {_cell(block): block.text for block in held}
        is_row = row is not None and len(cells) == len(held) > 1
        if row is not None and is_row and not any(block.is_paragraph or block.is_links for block in held):
            found.append(_line([cells.get(cell, "") for cell in row.iterchildren(*CELLS)]))
        else:
            found += [block.text for block in held]
    return found


def _row(block: Block) -> HtmlElement | None:
    cell = _cell(block)
    return None if cell is None else cell.getparent()


def _cell(block: Block) -> HtmlElement | None:
    element = block.element
    return element if element.tag in CELLS else next(element.iterancestors(*CELLS), None)


def _line(cells: Sequence[str]) -> str:
    """Return a row as trafilatura writes it: a bar before each cell and one at the end."""
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"
