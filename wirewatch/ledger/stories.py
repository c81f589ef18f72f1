"""Stories: one report as it travels between outlets has one story id, found among the fingerprints of the last month.

A text joins the story of one that is the same report by what is particular to both (processors.stories.likeness):

    texts that share bands | without background, which texts with other heads have | no digest | the same report

A story's id is that of its first article. An article leaves its story only when it turns out that background alone had
brought it there (`mistaken_copies`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import combinations, takewhile
from typing import NamedTuple, Self

from sqlalchemy import Connection, bindparam, distinct, func, select, text

from processors.stories.differences import OTHER_EVENTS
from processors.stories.doubt import doubt_of_copy
from processors.stories.fingerprint import Fingerprint
from processors.stories.head import Head, head_runs
from processors.stories.likeness import MIN_RELATED_HEADS, Likeness, compare, heads_differ, share_of_heads
from processors.stories.same_report import (
    MIN_BEGUN_ANEW_HEADS,
    MIN_SHARED,
    grounds_of_join,
    is_same_report,
)
from wirewatch.ledger.known_texts import Bands, FoundAt, KnownText, remember
from wirewatch.ledger.late_judgement import give_own_stories, mistaken_copies
from wirewatch.ledger.schema import links, steps

MIN_ITEM_FOUND = 0.75
"""Share of a known text's first sentence that stands in a new one, from which on it may be an item of a digest."""
FIRST_RUNS = 12
"""Runs of words that are taken for a first sentence, which begins in the first third of a head: behind a dateline."""
MIN_COPY_OF_DIGEST = 0.45
"""Share of a digest that a known text has to hold, to be that digest."""
MIN_CLEAN_COPY = 0.5
"""Share of the first text's head that a copy has to have, so that others may join the story by it: no chain of copies
leads further."""

# Made once: to build such a statement takes SQLAlchemy longer than the database needs to answer it.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('wirewatch-stories'))")
_LINKS = select(links.c.id, links.c.story_id, links.c.copy_of, links.c.domain).where(
    links.c.id.in_(bindparam("ids", expanding=True))
)


class StoryPlace(NamedTuple):
    """Where an article stands among the stories: `copy_of` is None for the first of its story."""

    story_id: str
    copy_of: str | None
    grounds: str = ""
    """Why it was taken for a copy, in a few words."""
    event_id: str | None = None
    """The event of what it is a copy of, where that is known."""
    doubt: str = ""
    """Why it may be news though it was taken for a copy: rules tell of it, too."""


class Joining:
    """The texts of one pass as they join their stories, in the transaction that commits their articles.

        with Joining(tx, {link_id: fingerprint, ...}, write_links) as joining:
            place = joining.place(link_id, fingerprint, at)      # then its link is given this place

    Stories are found by one pass at a time over all processes, so that two copies which arrive together meet. What
    the texts lead to is read at once for all of them, and what came of them is written at once at the end, since each
    statement under the lock keeps the others waiting.
    """

    def __init__(
        self,
        tx: Connection,
        texts: Mapping[str, Fingerprint],
        write_links: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the lock, and read what the texts by their links' ids ask for.

        `write_links` writes the places that were given so far: it is called before links leave their stories.
        """
        self._tx, self._write_links = tx, write_links
        if tx.dialect.name == "postgresql":
            tx.execute(_LOCK)
        self._links = {row.id: row for row in tx.execute(_LINKS, {"ids": sorted(texts)})}
        self._bands = Bands(tx, list(texts.values()))

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what is to be found of the texts."""
        if kind is None:
            self._bands.write()

    def place(self, link_id: str, text_: Fingerprint, at: datetime, *, revised: bool = False) -> StoryPlace:
        """Give a link its place among the stories, the same again for a link that has one.

        With `revised`, the fingerprint is of a newer text of it, which is remembered beside the older: copies of
        either are still to come.
        """
        tx = self._tx
        row = self._links[link_id]
        place = StoryPlace(row.story_id, row.copy_of) if row.story_id else None
        if not text_.sketch or (place and not revised):
            return place or StoryPlace(link_id, None)
        found = self._bands.known_texts(text_, at)
        known = [other for other in found if _may_be_one(text_, other)]
        copied = _texts_copied(self._bands, text_, row.domain, at, known)
        place = place or _place_by(link_id, text_, row.domain, copied)
        found_at = FoundAt(link_id, place.story_id, place.copy_of, row.domain)
        copies = [] if place.doubt else [other for other, _ in copied]
        remember(tx, self._bands, found_at, text_, at, copies)
        joined = {other.story_id for other, _ in copied}
        others = [other for other in known if other.story_id not in joined]
        if mistaken := mistaken_copies(self._bands, text_, others):
            self._write_links()
            self._bands.write()
            give_own_stories(tx, mistaken, at)
            self._bands.forget_known()
        return place


def _place_by(
    link_id: str, text_: Fingerprint, domain: str, copied: Sequence[tuple[KnownText, Likeness]]
) -> StoryPlace:
    """Give the place beside the likest of those that it surely copies, or else beside the likest of all, in doubt."""
    if not copied:
        return StoryPlace(link_id, None)
    doubts = (_doubt_of(text_, domain, pair, copied) for pair in copied)
    found = list(takewhile(bool, doubts))
    at, doubt = (0, found[0]) if len(found) == len(copied) else (len(found), "")
    first, likeness = copied[at]
    grounds = grounds_of_join(likeness, same_site=first.domain == domain)
    return StoryPlace(first.story_id, first.link_id, grounds, first.event_id, doubt)


def _doubt_of(
    text_: Fingerprint,
    domain: str,
    pair: tuple[KnownText, Likeness],
    copied: Sequence[tuple[KnownText, Likeness]],
) -> str:
    """Say why a text may be none of a known one's story, or "" where it surely is.

    A copy that was cut to the background of a report has nothing to set against the next report under that background:
    the first text is asked, too. Such a copy has the beginning of neither, and its own stands further down in this one.
    """
    other, _ = pair
    begun = head_runs(other.known.head)
    is_below = bool(other.copy_of) and not text_.runs.isdisjoint(begun[:1])
    first = (
        one
        for one in copied
        if is_below and one[0].story_id == other.story_id and not one[0].copy_of
        if set(begun).isdisjoint(head_runs(text_.head)[:1] + head_runs(one[0].known.head)[:1])
    )
    doubts = (
        doubt_of_copy(text_, known.known, likeness, same_site=known.domain == domain)
        for known, likeness in (pair, *first)
    )
    return next(filter(None, doubts), "")


def place_in_story(
    tx: Connection, link_id: str, text_: Fingerprint, at: datetime, *, revised: bool = False
) -> StoryPlace:
    """Give one link its place among the stories, as `Joining.place` does."""
    with Joining(tx, {link_id: text_}) as joining:
        return joining.place(link_id, text_, at, revised=revised)


def count_outlets(
    tx: Connection, story_id: str, then: datetime | None = None, *, by_event: bool = False
) -> int:
    """Count the independent outlets of a story, or event, or those of then: the distinct domains of their owners."""
    which = links.c.event_id if by_event else links.c.story_id
    count = select(func.count(distinct(links.c.domain))).where(which == story_id)
    if then:
        joined = (steps.c.stage == "process", steps.c.outcome == "processed", steps.c.at <= then)
        count = count.join(steps, steps.c.link_id == links.c.id).where(*joined)
    return int(tx.execute(count).scalar_one())


def _may_be_one(text_: Fingerprint, other: KnownText) -> bool:
    """Tell whether two texts share more than a set phrase, or else have related heads: others need not be compared."""
    shared = len(set(text_.sketch).intersection(other.known.sketch))
    return shared >= MIN_SHARED or share_of_heads(text_.head, other.known.head) >= MIN_BEGUN_ANEW_HEADS


def _texts_copied(
    bands: Bands, text_: Fingerprint, domain: str, at: datetime, known: Sequence[KnownText]
) -> list[tuple[KnownText, Likeness]]:
    """Choose those that are the same report as this text: first the likest, of several the first."""
    background = _background(text_, known, domain, at)
    items = [other for other in known if _first_sentence_found(text_, other.known.head) >= MIN_ITEM_FOUND]
    found = []
    for other in known:
        likeness = compare(text_, other.known, at - other.seen_at, background.get(other.n, frozenset()))
        if not is_same_report(likeness, same_site=other.domain == domain):
            continue
        if likeness.of_larger < MIN_COPY_OF_DIGEST and _is_digest(other, items):
            continue
        found.append((other, likeness))
    firsts = bands.first_texts([other for other, _ in found], known)
    return sorted(
        (
            (other, likeness)
            for other, likeness in found
            if _may_lead(other, firsts.get(other.story_id), text_, at)
        ),
        key=lambda pair: (-pair[1].heads - pair[1].of_smaller, pair[0].n),
    )


def _background(
    text_: Fingerprint, known: Sequence[KnownText], domain: str, at: datetime
) -> Mapping[int, set[int]]:
    """Give for each known text what the new one shares with others of them that are other reports.

    A text with an unrelated head may be the same report under a new beginning. Where the third has one as well, what
    they share is background.
    """
    ours = set(text_.sketch)
    unrelated = [other for other in known if heads_differ(text_.head, other.known.head)]
    shared = {other.n: ours.intersection(other.known.sketch) for other in unrelated}
    is_other = {
        other.n: not is_same_report(
            compare(text_, other.known, at - other.seen_at), same_site=other.domain == domain
        )
        for other in unrelated
    }
    background: dict[int, set[int]] = {}
    for one in known:
        found = background[one.n] = set()
        for other in unrelated:
            if other.n != one.n and (is_other[other.n] or _are_strangers(one, other, text_)):
                found |= shared[other.n]
    return background


def _are_strangers(one: KnownText, other: KnownText, text_: Fingerprint) -> bool:
    """Tell whether two known texts and a new one have heads that are not even related, each with each."""
    heads = (one.known.head, other.known.head, text_.head)
    return all(share_of_heads(*pair) < MIN_RELATED_HEADS for pair in combinations(heads, 2))


def _first_sentence_found(text_: Fingerprint, head: Head) -> float:
    """Give the share of another text's first sentence that stands in this one."""
    runs = [run in text_.runs for run in head_runs(head)]
    starts = range(max(1, min(len(runs) // 3, len(runs) - FIRST_RUNS + 1)))
    return max(sum(runs[at : at + FIRST_RUNS]) for at in starts) / max(1, min(FIRST_RUNS, len(runs)))


def _is_digest(likest: KnownText, items: Sequence[KnownText]) -> bool:
    """Tell whether a text holds the head of another story beside the one that it may be a copy of."""
    return any(
        other.story_id != likest.story_id and heads_differ(other.known.head, likest.known.head)
        for other in items
    )


def _may_lead(other: KnownText, first: KnownText | None, text_: Fingerprint, at: datetime) -> bool:
    """Tell whether a text may join a story by one of its copies: the copy, or the text itself, is like the first."""
    if not other.copy_of or first is None or not first.known.head.lede:
        return True
    to_first = compare(text_, first.known, at - first.seen_at)
    if to_first.differ in OTHER_EVENTS:
        return False
    runs, of_first = set(head_runs(other.known.head)), head_runs(first.known.head)
    has_its_head = bool(of_first) and sum(run in runs for run in of_first) / len(of_first) >= MIN_CLEAN_COPY
    return has_its_head or is_same_report(to_first)
