"""The prose of a document as its reader meets it: sentences, links and anchors, without code, tables and comments."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_END = re.compile(r"(?<=[.!?])[\"”)]*\s+(?=[\"“(]?(?:`|[^\s\Wa-z_]))")
"""A sentence ends before a blank that a capital, a digit or code follows."""
_ABBREVIATIONS = re.compile(r"\b(e\.g|i\.e|etc|vs|No|St)\.")


class Sentence(NamedTuple):
    """A sentence and the line on which its paragraph begins."""

    text: str
    line: int

    @property
    def words(self) -> int:
        """Return how many words it has: a piece of inline code is one, punctuation alone is none."""
        return sum(1 for word in self.text.split() if re.search(r"\w", word))


def sentences(file: Path) -> list[Sentence]:
    """Return the sentences of the paragraphs, lists and headings of a Markdown file."""
    return [
        Sentence(text, line)
        for paragraph, line in _paragraphs(_tokens(file))
        for text in _END.split(_ABBREVIATIONS.sub(r"\1", paragraph))
    ]


def links(file: Path) -> list[str]:
    """Return what the links and pictures of a Markdown file lead to, tables included."""
    found = []
    for token in _tokens(file):
        for child in token.children or []:
            to = child.attrGet("href") or child.attrGet("src")
            if to:
                found.append(str(to))
    return found


def anchors(file: Path) -> set[str]:
    """Return the names that headings can be linked by, as GitHub makes them."""
    tokens = _tokens(file)
    heads = [tokens[number + 1] for number, one in enumerate(tokens) if one.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", _text(head).lower()).replace(" ", "-") for head in heads}


def opening(file: Path) -> str:
    """Return the first paragraph after the title."""
    return next(text for text, line in _paragraphs(_tokens(file)) if line > 1)


def _tokens(file: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(file.read_text("utf-8"))


def _paragraphs(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    table = 0
    for token in tokens:
        table += {"table_open": 1, "table_close": -1}.get(token.type, 0)
        if token.type == "inline" and not table and token.map:
            yield _text(token), token.map[0] + 1


def _text(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type == "code_inline":
            parts.append("`" + re.sub(r"\s+", "_", child.content) + "`")
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "text":
            parts.append(child.content)
    return "".join(parts)
