"""Where in an article each mention stands, and how central each group is to the article.

    title, text, mentions --place--> the same mentions, each with title | quote | lede | body
                          --weigh--> Centrality(score, title, lede, share, spread) for each group
                          --about--> the ids of the groups that the article is about

The score is the weighed mean of four parts from 0 to 1, each of which can be looked up in the article:

    title   4   the headline names the group
    lede    2   the first paragraph does, outside of quotations
    share   2.5 its mentions, those in quotations half, against the most named group's (or against three,
                so that one name in passing is not central only because no other group is named)
    spread  1.5 how many of the text's four quarters name it

An article without a headline is judged by the other three. An article is about a group from a score of 0.45
on. What neither the headline nor the first paragraph names gets at most 0.40, so no amount of background
makes an article be about it; a headline alone gets there where nobody else is named much; a first paragraph
needs some more mentions behind it.

The two seeds show the gap that the threshold lies in. The first is about the Taliban and al-Qaeda (1.00 and
0.95); al-Qaeda's branch, the Haqqani network, the Islamic State and the Islamic Brotherhood have 0.07. The
second, without a headline, is about the Taliban, the Islamic State and al-Qaeda (0.94, 0.87 and 0.77), of whose
absence from Afghanistan its first sentence speaks; the branch ISIS-K, named once as background, has 0.13.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from processors.records import Mention, Place

MIN_ABOUT_SCORE = 0.45
"""The score from which on an article is about a group."""
WEIGHTS = {"title": 4.0, "lede": 2.0, "share": 2.5, "spread": 1.5}
QUOTED_WEIGHT = 0.5
"""What a mention in a quotation counts for: somebody else's word for the matter."""
MIN_MENTIONS_COMPARED = 3
"""Mentions against which a group's are held where no group has more."""
QUARTERS = 4
MAX_LEDE = 600
"""Characters of a first paragraph at most: a longer one is a text without paragraphs."""
MIN_QUOTED_WORDS = 4
"""Words that a quotation has beside the name: with fewer it is a name in quotation marks."""
LETTERS_OF_WORD = 2
"""Of a word in scripts without blanks."""

_CLOSERS = {
    **{'"': '"”', "“": '”"', "”": "”", "„": '“”"', "«": "»", "»": "«»", "「": "」", "『": "』"},
}
_MARKS = re.compile(f"[{''.join(sorted(set(_CLOSERS) | set(''.join(_CLOSERS.values()))))}]")
_NO_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")

Span = tuple[int, int]


class Centrality(Struct, frozen=True):
    """How central one group is to one article: the score, and the parts that it is made of, all from 0 to 1."""

    score: float
    title: float | None
    """None where the article has no headline."""
    lede: float
    share: float
    spread: float


def place_mentions(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of an article with this text, each with the place where it stands.

    A quotation is named before the first paragraph: what somebody says there is not the newsroom's own word.
    """
    marks = list(quotations(text))
    return tuple(replace(mention, place=_place(text, mention, marks)) for mention in mentions)


def measure_centrality(title: str | None, text: str, mentions: Sequence[Mention]) -> dict[str, Centrality]:
    """Return how central each group is that is mentioned, by id in order; mentions without a place get theirs."""
    placed = mentions if all(one.place for one in mentions) else place_mentions(text, mentions)
    counts: dict[str, float] = {}
    for mention in placed:
        counts[mention.group] = counts.get(mention.group, 0) + (
            QUOTED_WEIGHT if mention.place == "quote" else 1
        )
    most = max(counts.values(), default=0)
    return {
        group: _scored(
            1.0 * any(one.place == "title" for one in own) if title else None,
            1.0 * any(one.place == "lede" for one in own),
            counts[group] / max(most, MIN_MENTIONS_COMPARED),
            len({one.start * QUARTERS // len(text) for one in own if one.field == "text"}) / QUARTERS,
        )
        for group in sorted(counts)
        for own in [[one for one in placed if one.group == group]]
    }


def groups_about(weighed: dict[str, Centrality]) -> tuple[str, ...]:
    """Return the ids of the groups that an article is about, sorted."""
    return tuple(sorted(group for group, one in weighed.items() if one.score >= MIN_ABOUT_SCORE))


def quotations(text: str) -> Iterator[Span]:
    """Yield the start and end of what stands between quotation marks, in order, without the marks.

    None goes over the end of a line, but one that is still open there where the next line opens again (as in
    speech of several paragraphs) reaches to it. The apostrophe's form is not taken for a mark.
    """
    at = 0
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_continued = following.lstrip()[:1] in _CLOSERS
        yield from ((at + start, at + end) for start, end in _in_line(line, is_continued=is_continued))
        at += len(line) + 1


def _in_line(line: str, *, is_continued: bool) -> Iterator[Span]:
    start, closers = 0, ""
    for mark in _MARKS.finditer(line):
        if closers and mark[0] in closers:
            yield start, mark.start()
            closers = ""
        elif not closers and _opens(line, mark.start()):
            start, closers = mark.end(), _CLOSERS[mark[0]]
    if closers and is_continued:
        yield start, len(line)


def _opens(line: str, at: int) -> bool:
    """Tell whether a mark outside of quotations opens one: inch signs and stray ends stand behind a word."""
    before = line[at - 1 : at]
    return line[at] in _CLOSERS and (
        line[at] in "“„«「『" or not before.isalnum() or _NO_BLANKS.match(before) is not None
    )


def _place(text: str, mention: Mention, marks: Sequence[Span]) -> Place:
    if mention.field == "title":
        return "title"
    for start, end in marks:
        if start <= mention.start and mention.end <= end:
            beside = text[start : mention.start] + " " + text[mention.end : end]
            if _words(beside) >= MIN_QUOTED_WORDS:
                return "quote"
    first = text.find("\n")
    return "lede" if mention.start < min(first if first >= 0 else MAX_LEDE, MAX_LEDE) else "body"


def _words(text: str) -> float:
    return max(len(text.split()), len(_NO_BLANKS.findall(text)) / LETTERS_OF_WORD)


def _scored(title: float | None, lede: float, share: float, spread: float) -> Centrality:
    parts = {"title": title, "lede": lede, "share": share, "spread": spread}
    there = {name: part for name, part in parts.items() if part is not None}
    score = sum(WEIGHTS[name] * part for name, part in there.items()) / sum(WEIGHTS[name] for name in there)
    return Centrality(round(score, 3), title, lede, round(share, 3), round(spread, 3))
