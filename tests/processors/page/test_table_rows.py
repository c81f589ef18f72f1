"""The cells of a table's row are one line."""

import pytest

from processors.page.blocks import find_blocks
from processors.page.html import parse_html
from processors.page.table_rows import lines_of

LONG = "The column reached the town on Monday after a march of four days through the hills. " * 3


def lines(markup: str) -> list[str]:
    return lines_of(find_blocks(parse_html(f"<body>{markup}</body>")))


def test_cells_of_a_few_words_stand_on_one_line() -> None:
    """With a bar around each, in the order of the row; an empty cell keeps its place."""
    table = "<table><tr><th>Town<th>Dead<th>Hurt</tr><tr><td>Kaya<td>4<td>9</tr><tr><td>Djibo<td><td>2</tr></table>"
    assert lines(f"<p>Toll by town.</p>{table}") == [
        "Toll by town.",
        "| Town | Dead | Hurt |",
        "| Kaya | 4 | 9 |",
        "| Djibo | | 2 |",
    ]


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        ("<td>Kaya</td>", ["Kaya"]),
        ("<td><p>Kaya</p><p>Centre</p></td><td>4</td>", ["Kaya", "Centre", "4"]),
        (f"<td>{LONG}</td><td>4</td>", [LONG.strip(), "4"]),
        ("<td><a href=/kaya>Kaya</a></td><td>4</td>", ["Kaya", "4"]),
    ],
)
def test_other_cells_keep_lines_of_their_own(cells: str, texts: list[str]) -> None:
    """One alone, one with two texts, one with a paragraph, and one that is a link."""
    assert lines(f"<table><tr>{cells}</tr></table>") == texts
