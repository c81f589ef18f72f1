"""What chaos has cost: judged from what was published, and from what index, channel and ledger have at last.

All here are functions of values: what happened is gathered by chaos.py. Times are seconds of one monotonic clock.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

PROMISE_S = 60.0
"""From a good page's publication to its alert, while nothing that it needs is away."""
MARGIN_S = 2.0
"""A message may have been under way so long before a disturbance was noted."""


class Post(NamedTuple):
    """A message that the channel took."""

    at: float
    key: str
    story: str


class Evidence(NamedTuple):
    """What was done, and what came of it."""

    published: Mapping[str, float]
    """Good pages: their ids, and when each could be had first."""
    shown: int
    """Links that feeds showed, good or not."""
    documents: Sequence[str]
    """The ids of what is in the index, with all repetitions."""
    posts: Sequence[Post]
    fates: Mapping[str, str]
    """The fate of each good page by its id."""
    counted: int
    """Links that the ledger has, under whatever fate."""
    outages: Sequence[tuple[float, float]]
    """When something was away without which no alert can come."""
    disturbances: Sequence[float]
    """When a process that may have been sending was killed or lost its ledger."""
    endings: Sequence[str] = ()
    """What runs said that ended though nobody ended them."""


class Verdict(NamedTuple):
    """What was lost, doubled or late: nothing of it is allowed."""

    lost: list[str]
    doubled: list[str]
    late: list[str]
    ended: list[str]
    slowest_s: float
    """From publication to alert, outages not counted, of the slowest good page."""
    repeats: int
    """Messages sent again under the same key after a disturbance, which is allowed."""

    @property
    def is_sound(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.doubled or self.late or self.ended)


def judge(evidence: Evidence) -> Verdict:
    """Hold the evidence against the promises."""
    delays = alert_delays(evidence.published, evidence.posts, evidence.outages)
    doubled, repeats = find_doubles(evidence.documents, evidence.posts, evidence.disturbances)
    late = [f"{page}: alert after {delay:.0f} s" for page, delay in delays.items() if delay > PROMISE_S]
    return Verdict(
        find_losses(evidence),
        doubled,
        late,
        list(evidence.endings),
        max(delays.values(), default=0.0),
        repeats,
    )


def find_losses(evidence: Evidence) -> list[str]:
    """Name the good pages without document, alert or good fate, and tell of links that the ledger does not know."""
    has, told = set(evidence.documents), {post.story for post in evidence.posts}
    losses = []
    for page in evidence.published:
        lacks = [] if page in has else ["document"]
        lacks += [] if page in told else ["alert"]
        lacks += [] if evidence.fates.get(page) == "indexed" else [f"fate (it is {evidence.fates.get(page)})"]
        losses += [f"{page}: no {', no '.join(lacks)}"] if lacks else []
    if evidence.counted != evidence.shown:
        losses.append(f"{evidence.shown} links were shown, and the ledger has {evidence.counted}")
    return losses


def find_doubles(
    documents: Sequence[str], posts: Sequence[Post], disturbances: Sequence[float]
) -> tuple[list[str], int]:
    """Name what stands twice in the index or was told twice; give also the number of repeats that are allowed.

    A message may come again under its key where between the two a process was killed that may have been sending.
    """
    doubled = [f"{page}: {number} documents" for page, number in Counter(documents).items() if number > 1]
    keys, times = defaultdict(set), defaultdict(list)
    for post in posts:
        keys[post.story].add(post.key)
        times[post.key].append(post.at)
    doubled += [f"{story}: alerts under {len(own)} keys" for story, own in keys.items() if len(own) > 1]
    repeats = 0
    for key, sent in times.items():
        sent.sort()
        for before, after in pairwise(sent):
            if any(before - MARGIN_S <= at <= after for at in disturbances):
                repeats += 1
            else:
                doubled.append(f"{key}: sent again after {after - before:.1f} s without a reason")
    return doubled, repeats


def alert_delays(
    published: Mapping[str, float], posts: Sequence[Post], outages: Sequence[tuple[float, float]]
) -> dict[str, float]:
    """Give for each page that was told of how long its first alert took, without the time of outages."""
    first: dict[str, float] = {}
    for post in posts:
        first[post.story] = min(post.at, first.get(post.story, post.at))
    return {
        page: first[page] - at - covered(outages, at, first[page])
        for page, at in published.items()
        if page in first
    }


def covered(spans: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """Give how much of the time from start to end lies in at least one of the spans."""
    total, reached = 0.0, start
    for begin, stop in sorted(spans):
        begin, stop = max(begin, reached), min(stop, end)
        if stop > begin:
            total, reached = total + stop - begin, stop
    return total
