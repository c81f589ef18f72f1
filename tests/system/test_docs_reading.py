"""How documents are read by their tests: what counts as a lie, and what as the same in another run."""

from pathlib import Path

import pytest
from doc_blocks import Command, as_block, as_shown, commands, is_shown, read_blocks
from doc_text import anchors, links, sentences

DOCUMENT = """\
# Of a *thing* (really)

One sentence. `code` begins another, with [a link](there.md#x).

| Cells | are no sentences |
| --- | --- |
| [one](two.md) | |

```console
$ first \\
> and on
it says
$ second
```

```sh not-run: for a reason
third
```
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "document.md"
    file.write_text(DOCUMENT)
    return file


def test_blocks_are_found_with_their_commands(document: Path) -> None:
    """A block is told with its language, its reason and its line; a command with what is shown of it."""
    console, sh = read_blocks(document)
    assert (console.language, console.reason, console.line, sh.reason) == ("console", "", 10, "for a reason")
    assert commands(console) == [Command("first \\\nand on", "it says"), Command("second", "")]
    assert DOCUMENT[console.start :].startswith(console.text)


def test_what_is_read_is_written_back_the_same(document: Path) -> None:
    """A block whose output did not change is written as it stood."""
    block = read_blocks(document)[0]
    assert as_block([(one, one.shown or "") for one in commands(block)]) == block.text


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("2 found", "2 found"),
        ("poll  0.05 s  2 new", "poll      12.41 s   2 new"),
        ("at 2026-11-27 18:30:06Z", "at 2027-01-02 03:04:05Z"),
        ("http://127.0.0.1:4000/feed", "http://127.0.0.1:50123/feed"),
        ("first\n...\nlast", "first\na\nb\nlast"),
        ("...", ""),
    ],
)
def test_what_changes_by_itself_is_no_lie(shown: str, printed: str) -> None:
    """Times, ports, spans of time and what stands for three dots may differ."""
    assert is_shown(shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("2 found", "3 found"),
        ("", "an error"),
        ("2 found", "2 found\nan error"),
        ("first\n...\nlast", "first\na\nother"),
        ("rejected: not_found", "rejected: robots"),
        ("in 0 articles", "in 10 articles"),
    ],
)
def test_a_lie_is_noticed(shown: str, printed: str) -> None:
    """Another word or number, a line more and an output that is shown as none are no match."""
    assert not is_shown(shown, printed)


def test_output_is_cut_where_it_was_cut() -> None:
    """What is written anew has as many lines before and behind the three dots as before."""
    assert as_shown("a\n...\nz", "b\nc\nd\ny") == "b\n...\ny"
    assert as_shown("a\n...", "b\nc") == "b\n..."
    assert as_shown("a", "b\nc") == "b\nc"
    with pytest.raises(ValueError, match="more than once"):
        as_shown("a\n...\nb\n...\nc", "d")


def test_sentences_links_and_anchors(document: Path) -> None:
    """Code is one word, a table has no sentences and still has links, and a heading's name is that of GitHub."""
    assert [(one.text, one.words) for one in sentences(document)] == [
        ("Of a thing (really)", 4),
        ("One sentence.", 2),
        ("`code` begins another, with a link.", 6),
    ]
    assert links(document) == ["there.md#x", "two.md"]
    assert anchors(document) == {"of-a-thing-really"}
