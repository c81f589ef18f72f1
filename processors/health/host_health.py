"""Whether the pages of a host still give their articles, or have begun to give stubs, or all the same text.

Nothing here knows what a good page is: each host is held against itself. So many of its last pages are thin, or share
one text: how probable is that, if it is no more likely than it was before? A site of news in brief is brief all
the time, one that mixes long reads and briefs has both in its past, and a wire story that many hosts carry is
one page of each.
"""

from collections.abc import Sequence
from itertools import chain
from math import comb
from statistics import median
from typing import Literal

from msgspec import Struct, structs

from processors.stories.sketch import Sketch

RECENT_PAGES = 10
"""Pages that are judged together: half a day of a small newsroom, half an hour of an agency."""
PAST_PAGES = 60
"""Pages before them that they are held against."""
MIN_PAST_PAGES = 10
"""Pages of the past from which on it says something."""
THIN_SHARE = 0.25
"""Share of the usual (median) words below which a page is thin."""
HASHES_KEPT = 8
"""Hashes of a page's text that are kept; two pages share one text where MIN_EQUAL_HASHES of them agree."""
MIN_EQUAL_HASHES = 7
FLAG_CHANCE, QUARANTINE_CHANCE = 1e-3, 1e-7
"""Likelihoods below which a host is flagged, and quarantined."""
MIN_FLAGGED_PAGES, MIN_QUARANTINED_PAGES = 4, 6
"""Pages that a host is flagged for at least, and quarantined for; of the latter MIN_QUARANTINED_SHARE of the last."""
MIN_QUARANTINED_SHARE = 0.7

Verdict = Literal["ok", "flagged", "quarantined"]
Symptom = Literal["thin", "shared"]


class RecentPage(Struct, frozen=True, array_like=True):
    """What is remembered of one page: its link, the words of its text (0 where none was found), marks of the text."""

    link: str
    words: int
    hashes: tuple[int, ...] = ()


class PastPage(Struct, frozen=True, array_like=True):
    """What is remembered of an older page: its words, and whether it shared its text with another."""

    words: int
    shared: bool


class HostHealth(Struct, frozen=True, omit_defaults=True):
    """What is known of a host, and what follows from it."""

    past: tuple[PastPage, ...] = ()
    recent: tuple[RecentPage, ...] = ()
    verdict: Verdict = "ok"
    symptoms: tuple[Symptom, ...] = ()


def text_hashes(sketch: Sketch) -> tuple[int, ...]:
    """Return the marks of a text, from its sketch (which is sorted)."""
    return tuple(sketch[:HASHES_KEPT])


def add_page(host: HostHealth, page: RecentPage) -> HostHealth:
    """Return what is known of a host after one more page; a page that comes again counts once."""
    recent = (*(one for one in host.recent if one.link != page.link), page)
    past = host.past
    if len(recent) > RECENT_PAGES:
        if host.verdict == "ok" or not has_symptom(
            host, recent[0]
        ):  # the past is what the host is like when it is well
            past = (*past, PastPage(recent[0].words, _company(recent[0], recent) > 1))[-PAST_PAGES:]
        recent = recent[1:]
    return _judged(structs.replace(host, past=past, recent=recent))


def has_symptom(host: HostHealth, page: RecentPage) -> bool:
    """Tell whether a page shows what the host is flagged or quarantined for."""
    thin = "thin" in host.symptoms and page.words < _floor(host)
    return thin or (
        "shared" in host.symptoms
        and _alike(page, max(host.recent, key=lambda one: _company(one, host.recent)))
    )


def describe_symptoms(host: HostHealth) -> str:
    """Say what ails a host, for people; nothing where it is well."""
    floor = _floor(host)
    thin = sum(one.words < floor for one in host.recent)
    descriptions = {
        "thin": f"{thin} of the last {len(host.recent)} pages have less than {floor:.0f} words",
        "shared": f"{_largest(host.recent)} of the last {len(host.recent)} pages share one text",
    }
    return "; ".join(descriptions[symptom] for symptom in host.symptoms)


def _judged(host: HostHealth) -> HostHealth:
    levels = {"thin": _thin(host), "shared": _shared(host)}
    symptoms = tuple(name for name, level in levels.items() if level != "ok")
    worst = max(levels.values(), key=("ok", "flagged", "quarantined").index)
    if worst == "flagged" and host.verdict == "quarantined":
        worst = "quarantined"  # until its pages are well again, not until the first of them is
    return structs.replace(host, verdict=worst, symptoms=symptoms)


def _thin(host: HostHealth) -> Verdict:
    if len(host.past) < MIN_PAST_PAGES:
        return "ok"
    floor = _floor(host)
    before = sum(one.words < floor for one in host.past)
    return _level(sum(one.words < floor for one in host.recent), host, before)


def _shared(host: HostHealth) -> Verdict:
    """Judge by the past, or where there is little of it by the letter: one text under so many addresses is no text."""
    if len(host.past) >= MIN_PAST_PAGES:
        return _level(_largest(host.recent), host, sum(one.shared for one in host.past))
    same = max(
        (
            sum(bool(one.hashes) and one.hashes == other.hashes for other in host.recent)
            for one in host.recent
        ),
        default=0,
    )
    if same < max(MIN_FLAGGED_PAGES, MIN_QUARANTINED_SHARE * len(host.recent)):
        return "ok"
    return "quarantined" if same >= MIN_QUARANTINED_PAGES else "flagged"


def _level(number: int, host: HostHealth, before: int) -> Verdict:
    """Judge so many of the last pages, where `before` of the past ones were so too."""
    if number < MIN_FLAGGED_PAGES:
        return "ok"
    total, usual = len(host.recent), (before + 1) / (len(host.past) + 2)
    chance = sum(comb(total, n) * usual**n * (1 - usual) ** (total - n) for n in range(number, total + 1))
    if number >= max(MIN_QUARANTINED_PAGES, MIN_QUARANTINED_SHARE * total) and chance < QUARANTINE_CHANCE:
        return "quarantined"
    return "flagged" if chance < FLAG_CHANCE else "ok"


def _floor(host: HostHealth) -> float:
    """Return the words below which a page of this host is thin; 0 where too little is known of it."""
    return THIN_SHARE * median(one.words for one in host.past) if len(host.past) >= MIN_PAST_PAGES else 0.0


def _alike(one: RecentPage, other: RecentPage) -> bool:
    if min(len(one.hashes), len(other.hashes)) < HASHES_KEPT:
        return bool(one.hashes) and one.hashes == other.hashes
    return len({*one.hashes} & {*other.hashes}) >= MIN_EQUAL_HASHES


def _company(page: RecentPage, among: Sequence[RecentPage]) -> int:
    return sum(_alike(page, other) for other in among)


def _largest(recent: Sequence[RecentPage]) -> int:
    """Return how many pages share one text, at most; 0 where no two do."""
    marks = list(chain.from_iterable(page.hashes for page in recent))
    if len(set(marks)) == len(marks):
        return 0  # as of most hosts: no two pages have so much as one mark in common
    most = max((_company(one, recent) for one in recent), default=0)
    return most if most > 1 else 0
