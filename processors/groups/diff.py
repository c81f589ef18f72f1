"""What another catalogue would change in an article: the mentions gained and lost."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from msgspec import Struct

from processors.groups.tag import Tagger
from processors.records import Mention
from processors.text.sentences import sentence_spans


class MentionChange(Struct, frozen=True):
    """One mention that only one of two catalogues finds, and the sentence that it stands in."""

    change: Literal["gained", "lost"]
    group: str
    text: str
    field: str
    start: int
    end: int
    sentence: str


class ArticleChanges(Struct, frozen=True):
    """What changes in one article: mentions, and the groups that it names at all."""

    mentions: tuple[MentionChange, ...]
    gained: tuple[str, ...]
    """Ids of the groups that it would begin to name."""
    lost: tuple[str, ...]
    """Ids of those that it would no longer name."""


def compare_catalogues(document: dict[str, Any], old: Tagger, new: Tagger) -> ArticleChanges:
    """Return what changes in a stored document (its title, text and language are read) from `old` to `new`.

    A mention that only grows or shrinks, and stays of the same group, is no change.
    """
    title, text, language = document["title"], document["text"], document["language"]
    before, after = (tagger.tag_fields(title, text, language) for tagger in (old, new))
    named, to_name = ({mention.group for mention in found} for found in (before, after))
    changes = [*_only_in(after, before, "gained", document), *_only_in(before, after, "lost", document)]
    changes.sort(key=lambda one: (one.field != "title", one.start, one.change))
    return ArticleChanges(tuple(changes), tuple(sorted(to_name - named)), tuple(sorted(named - to_name)))


def _only_in(
    these: Sequence[Mention],
    those: Sequence[Mention],
    change: Literal["gained", "lost"],
    document: dict[str, Any],
) -> Iterator[MentionChange]:
    alike = {(other.group, other.field, other.start) for other in those}
    for one in these:
        if (one.group, one.field, one.start) not in alike and not any(
            _is_same(one, other) for other in those
        ):
            sentence = _sentence(document[one.field], one.start, document["language"])
            yield MentionChange(change, one.group, one.text, one.field, one.start, one.end, sentence)


def _is_same(one: Mention, other: Mention) -> bool:
    same = one.group == other.group and one.field == other.field
    return same and one.start < other.end and other.start < one.end


def _sentence(text: str, at: int, language: str | None) -> str:
    return next((text[start:end] for start, end in sentence_spans(text, language) if start <= at < end), text)
