"""Text and tables in the width of a terminal: what is broken, where, and what never is."""

import pytest
from rich.cells import cell_len

from wirewatch.cli.layout import paragraph, records, table, without_empty, wrap

URL = "https://news.example/world/2026/11/01/a-very-long-address-that-no-narrow-terminal-can-hold.html"
CHINESE = "据路透社报道，阿富汗首都喀布尔星期一发生爆炸，造成多人死亡。塔利班发言人否认与此有关。"
ARABIC = "قالت حركة طالبان يوم الاثنين إن قواتها سيطرت على مقر الحاكم في ولاية هلمند بعد معارك استمرت أياما"
ENGLISH = "The Taliban rejected on Monday what the governor of Helmand had said about the talks in Doha"
NAME = "al-qaeda-in-helmand-and-kandahar-and-every-other-province-of-the-south"


@pytest.mark.parametrize("width", [12, 20, 40, 80])
@pytest.mark.parametrize("text", [CHINESE, ARABIC, ENGLISH])
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    """Every line fits in cells, whatever the script, and the lines together are the text."""
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if " " in text:
        assert [word for line in lines for word in line.split()] == text.split()


def test_lines_are_full() -> None:
    """A script without blanks fills its lines: none is shorter than the width by more than a mark and a character."""
    lines = paragraph(CHINESE, 20)
    assert all(cell_len(line) >= 16 for line in lines[:-1])
    assert not any(line[0] in "，。" for line in lines)


def test_an_address_is_never_broken() -> None:
    """An address that no line can hold stands on a line of its own, to be opened and copied."""
    assert paragraph(f"see {URL} for more", 40) == ["see", URL, "for more"]


def test_a_long_name_is_broken_at_its_joints() -> None:
    """A name that no line can hold is broken behind a hyphen; one without any where the line ends."""
    lines = paragraph(NAME, 30)
    assert "".join(lines) == NAME
    assert all(line.endswith("-") for line in lines[:-1])
    assert paragraph("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


COLUMNS = ("rule", "state", "title")


def test_a_table_that_fits_is_a_table() -> None:
    """Columns stand as wide as their widest cell, Chinese counted double, two blanks between them."""
    assert table(COLUMNS, [("a", "sent", "塔利班"), ("bcd", "failed", "x")], 80) == [
        "rule  state   title",
        "a     sent    塔利班",
        "bcd   failed  x",
    ]
    assert table(("name", "x"), [("塔利班", "1"), ("a", "2")], 80) == ["name    x", "塔利班  1", "a       2"]


def test_a_long_sentence_goes_on_below_in_its_column() -> None:
    """Where only sentences are too wide, they are put in several lines, and no word of any column is broken."""
    lines = table(COLUMNS, [("taliban", "sent", ENGLISH)], 60)
    assert lines is not None
    assert all(cell_len(line) <= 60 for line in lines)
    assert lines[1].startswith("taliban  sent   The Taliban")
    assert " ".join(line[16:].strip() for line in lines[1:]) == ENGLISH


@pytest.mark.parametrize(("row", "width"), [((NAME, "sent", ENGLISH), 80), (("taliban", "sent", URL), 80)])
def test_what_would_break_a_word_is_no_table(row: tuple[str, ...], width: int) -> None:
    """Where a word of a column does not fit beside the others, there is no table."""
    assert table(COLUMNS, [row], width) is None


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("title", [CHINESE, ARABIC, ENGLISH])
def test_records_name_every_value(title: str, width: int) -> None:
    """Below its first value a row has the others with their columns' names, in lines that fit, and no empty ones."""
    columns = ("at", "rule", "channel", "sent_at", "title", "url")
    (lines,) = records(columns, [("2026-11-01 10:00:00Z", "taliban", "desk", "", title, URL)], width)
    assert lines[:2] == ["2026-11-01 10:00:00Z", "  rule: taliban  channel: desk"]
    assert "sent_at" not in "".join(lines)
    assert all(cell_len(line) <= width for line in lines if URL not in line)
    assert sum(URL in line for line in lines) == 1
    assert title.replace(" ", "") in "".join(lines).replace(" ", "")


def test_the_heading_may_be_any_column() -> None:
    """A row that begins with a word that many rows share has another value above the others."""
    assert records(("health", "error", "url"), [("failed", "not found", URL)], 40, "url") == [
        [URL, "  health: failed  error: not found"]
    ]


def test_an_address_stands_behind_its_name() -> None:
    """Behind the name of its column an address or an id goes on where the terminal breaks it."""
    (lines,) = records(("name", "url", "id"), [("One", URL, "a1" * 32)], 40)
    assert lines == ["One", f"  url: {URL}", "  id: " + "a1" * 32]


def test_the_first_line_has_its_own_indent() -> None:
    """What stands before the first line takes no room from the others, and the other way round."""
    assert paragraph("aaaa bbbb cccc", 9, "", "    ") == ["aaaa bbbb", "    cccc"]
    assert paragraph("aaaa bbbb cccc", 9, "    ", "") == ["    aaaa", "bbbb cccc"]


def test_empty_columns_can_be_left_out() -> None:
    """A column without any value is left out; one with a single value stays."""
    assert without_empty(COLUMNS, [("a", "", "x"), ("b", "", "")]) == (
        ["rule", "title"],
        [["a", "x"], ["b", ""]],
    )


def test_a_row_of_nothing_is_no_line() -> None:
    """Neither no rows nor an empty one is an error."""
    assert records(COLUMNS, [("", "", "")], 40) == [[]]
    assert table(COLUMNS, [], 40) == ["rule  state  title"]
