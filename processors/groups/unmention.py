"""An article without mentions that somebody has marked as wrong: "Isis" the goddess is not the group.

The text stays as it is. Groups, what the article is about and its statements follow from the mentions that are left.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from processors.groups.centrality import groups_about, measure_centrality
from processors.groups.fold import fold_text
from processors.records import Article, Mention, Statement

BESIDE = 80
"""Characters before and behind a mention of which whole words are kept with a mark."""


class Wrong(Struct, frozen=True):
    """What is not the group: every mention of it, or those by these words."""

    group: str
    words: str = ""
    """A name as it stands in the article, or a longer phrase that holds it; empty for every mention."""


def wrong_mentions(article: Article, wrong: Wrong) -> tuple[Mention, ...]:
    """Return the mentions of an article that a mark is about, in order.

    Those that are spelled as the mark says; where none is, those that differ from it by letter case and the like.
    """
    own = [one for one in article.mentions if one.group == wrong.group]
    words = wrong.words.split()
    if not words or not own:
        return tuple(own)
    texts = {"title": article.title or "", "text": article.text}
    pattern = r"\s+".join(map(re.escape, words))
    for flags in (re.NOFLAG, re.IGNORECASE):
        phrases = {
            field: [one.span() for one in re.finditer(pattern, text, flags)] for field, text in texts.items()
        }
        if found := [one for one in own if _is_within(one, phrases[one.field])]:
            return tuple(found)
    folded = fold_text(wrong.words).text.strip()
    return tuple(one for one in own if fold_text(one.text).text.strip() == folded)


def _is_within(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def take_out(article: Article, marks: Sequence[Wrong]) -> Article:
    """Return the article without what the marks are about."""
    gone = [mention for wrong in marks for mention in wrong_mentions(article, wrong)]
    if not gone:
        return article
    left = tuple(one for one in article.mentions if one not in gone)
    return replace(
        article,
        mentions=left,
        groups=tuple(sorted({one.group for one in left})),
        about=groups_about(measure_centrality(article.title, article.text, left)),
        statements=tuple(_statements(article.statements, gone, left)),
    )


def _statements(
    statements: Sequence[Statement], gone: Sequence[Mention], left: Sequence[Mention]
) -> Iterator[Statement]:
    """Yield the statements without the groups that they lose, and without those that concern no group then."""
    named = {one.group for one in left}
    for statement in statements:
        lost = {one.group for one in gone if _stands_in(one, statement)} - {
            one.group for one in left if _stands_in(one, statement)
        }
        lost |= {one.group for one in gone} - named
        if not lost & {statement.by, *statement.about}:
            yield statement
            continue
        about = tuple(group for group in statement.about if group not in lost)
        is_speaker_lost = statement.by in lost
        if about or not (is_speaker_lost or statement.by in ("other", "unknown")):
            by = ("other" if statement.by_name else "unknown") if is_speaker_lost else statement.by
            yield replace(statement, by=by, about=about)


def _stands_in(mention: Mention, statement: Statement) -> bool:
    return (
        mention.field == statement.field and statement.start <= mention.start and mention.end <= statement.end
    )


def words_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a place in its paragraph, some whole words of each."""
    before = text[max(start - BESIDE, 0) : start].rpartition("\n")[2]
    after = text[end : end + BESIDE].partition("\n")[0]
    if start > BESIDE and len(before) == BESIDE and not text[start - BESIDE - 1].isspace():
        before = before.partition(" ")[2]
    if len(after) == BESIDE and not text[end + BESIDE : end + BESIDE + 1].isspace():
        after = after.rpartition(" ")[0]
    return before, after
