"""The paragraphs of an article while rules take away from them, with what was taken and where it stood."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from processors.records import Taken


class Paragraph(NamedTuple):
    """One paragraph, and its number in the body as it was found, from 1."""

    number: int
    text: str


class Body(Struct, frozen=True):
    """What is left of the paragraphs, and what was taken."""

    paragraphs: tuple[Paragraph, ...] = ()
    taken: tuple[Taken, ...] = ()

    @property
    def texts(self) -> list[str]:
        """The paragraphs that are left."""
        return [paragraph.text for paragraph in self.paragraphs]


def number_paragraphs(texts: Iterable[str]) -> Body:
    """Return a body of these paragraphs, of which nothing was taken yet."""
    return Body(tuple(Paragraph(number, text) for number, text in enumerate(texts, 1) if text))


def remove_paragraphs(body: Body, rules: Mapping[int, str]) -> Body:
    """Return the body without the paragraphs at some places (from 0); `rules` names for each the rule that takes it."""
    gone = [
        Taken(rules[place], body.paragraphs[place].text, "text", body.paragraphs[place].number)
        for place in sorted(rules)
    ]
    left = tuple(paragraph for place, paragraph in enumerate(body.paragraphs) if place not in rules)
    return Body(left, (*body.taken, *gone))


def replace_texts(body: Body, texts: Sequence[str], taken: Iterable[tuple[int, str, str]]) -> Body:
    """Return the body with other texts of its paragraphs, in their places; those that have become empty go.

    `taken` tells what went: place (from 0), rule, and the words as they stood.
    """
    gone = tuple(Taken(rule, words, "text", body.paragraphs[place].number) for place, rule, words in taken)
    pairs = zip(body.paragraphs, texts, strict=True)
    left = tuple(Paragraph(old.number, text) for old, text in pairs if text)
    return Body(left, body.taken + gone)
