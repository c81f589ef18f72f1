"""Whether the pages of a host still give their articles, or have begun to give stubs, or all the same text.

Nothing here knows what a good page is: each host is held against itself. So many of its last pages are thin, or share
one text: how probable is that, if it is no more likely than it was before? A site of news in brief is brief all
the time, one that mixes long reads and briefs has both in its past, and a wire story that many hosts carry is
one page of each.
"""

from collections.abc import Sequence
from math import comb
from statistics import median
from typing import Literal

from msgspec import Struct, structs

from processors.stories.sketch import Sketch

RECENT = 10
"""Pages that are judged together: half a day of a small newsroom, half an hour of an agency."""
PAST = 60
"""Pages before them that they are held against."""
KNOWN = 10
"""Pages of the past from which on it says something."""
THIN = 0.25
"""Share of the usual (median) words below which a page is thin."""
MARKS = 8
"""Hashes of a page's text that are kept; two pages share one text where ALIKE of them agree."""
ALIKE = 7
FLAG, CONDEMN = 1e-3, 1e-7
"""Likelihoods below which a host is flagged, and quarantined."""
FEW, MANY = 4, 6
"""Pages that a host is flagged for at least, and quarantined for; of the latter MOST of the last."""
MOST = 0.7

Verdict = Literal["ok", "flagged", "quarantined"]
Symptom = Literal["thin", "shared"]


class Sight(Struct, frozen=True, array_like=True):
    """What is remembered of one page: its link, the words of its text (0 where none was found), marks of the text."""

    link: str
    words: int
    marks: tuple[int, ...] = ()


class Past(Struct, frozen=True, array_like=True):
    """What is remembered of an older page: its words, and whether it shared its text with another."""

    words: int
    shared: bool


class Host(Struct, frozen=True, omit_defaults=True):
    """What is known of a host, and what follows from it."""

    past: tuple[Past, ...] = ()
    recent: tuple[Sight, ...] = ()
    verdict: Verdict = "ok"
    symptoms: tuple[Symptom, ...] = ()


def marks_of(sketch: Sketch) -> tuple[int, ...]:
    """Return the marks of a text, from its sketch (which is sorted)."""
    return tuple(sketch[:MARKS])


def observe(host: Host, sight: Sight) -> Host:
    """Return what is known of a host after one more page; a page that comes again counts once."""
    recent = (*(one for one in host.recent if one.link != sight.link), sight)
    past = host.past
    if len(recent) > RECENT:
        if host.verdict == "ok" or not ails(
            host, recent[0]
        ):  # the past is what the host is like when it is well
            past = (*past, Past(recent[0].words, _company(recent[0], recent) > 1))[-PAST:]
        recent = recent[1:]
    return _judged(structs.replace(host, past=past, recent=recent))


def ails(host: Host, sight: Sight) -> bool:
    """Tell whether a page shows what the host is flagged or quarantined for."""
    thin = "thin" in host.symptoms and sight.words < _floor(host)
    return thin or (
        "shared" in host.symptoms
        and _alike(sight, max(host.recent, key=lambda one: _company(one, host.recent)))
    )


def tell(host: Host) -> str:
    """Say what ails a host, for people; nothing where it is well."""
    thin = sum(one.words < _floor(host) for one in host.recent)
    told = {
        "thin": f"{thin} of the last {len(host.recent)} pages have less than {_floor(host):.0f} words",
        "shared": f"{_largest(host.recent)} of the last {len(host.recent)} pages share one text",
    }
    return "; ".join(told[symptom] for symptom in host.symptoms)


def _judged(host: Host) -> Host:
    levels = {"thin": _thin(host), "shared": _shared(host)}
    symptoms = tuple(name for name, level in levels.items() if level != "ok")
    worst = max(levels.values(), key=("ok", "flagged", "quarantined").index)
    if worst == "flagged" and host.verdict == "quarantined":
        worst = "quarantined"  # until its pages are well again, not until the first of them is
    return structs.replace(host, verdict=worst, symptoms=symptoms)


def _thin(host: Host) -> Verdict:
    if len(host.past) < KNOWN:
        return "ok"
    before = sum(one.words < _floor(host) for one in host.past)
    return _level(sum(one.words < _floor(host) for one in host.recent), host, before)


def _shared(host: Host) -> Verdict:
    """Judge by the past, or where there is little of it by the letter: one text under so many addresses is no text."""
    if len(host.past) >= KNOWN:
        return _level(_largest(host.recent), host, sum(one.shared for one in host.past))
    same = max(
        (sum(bool(one.marks) and one.marks == other.marks for other in host.recent) for one in host.recent),
        default=0,
    )
    if same < max(FEW, MOST * len(host.recent)):
        return "ok"
    return "quarantined" if same >= MANY else "flagged"


def _level(number: int, host: Host, before: int) -> Verdict:
    """Judge so many of the last pages, where `before` of the past ones were so too."""
    total, usual = len(host.recent), (before + 1) / (len(host.past) + 2)
    chance = sum(comb(total, n) * usual**n * (1 - usual) ** (total - n) for n in range(number, total + 1))
    if number >= max(MANY, MOST * total) and chance < CONDEMN:
        return "quarantined"
    return "flagged" if number >= FEW and chance < FLAG else "ok"


def _floor(host: Host) -> float:
    """Return the words below which a page of this host is thin; 0 where too little is known of it."""
    return THIN * median(one.words for one in host.past) if len(host.past) >= KNOWN else 0.0


def _alike(one: Sight, other: Sight) -> bool:
    if min(len(one.marks), len(other.marks)) < MARKS:
        return bool(one.marks) and one.marks == other.marks
    return len({*one.marks} & {*other.marks}) >= ALIKE


def _company(sight: Sight, among: Sequence[Sight]) -> int:
    return sum(_alike(sight, other) for other in among)


def _largest(recent: Sequence[Sight]) -> int:
    """Return how many pages share one text, at most; 0 where no two do."""
    most = max((_company(one, recent) for one in recent), default=0)
    return most if most > 1 else 0
