"""Whether two texts are the same report, by what is particular to them.

Agencies paste the same background under reports of different events, and outlets cut, lengthen and reword one report.
So what two texts share is no proof: their heads have to say the same, or the head of one has to stand in the other,
which then is most of it. Days, names and figures in the heads are evidence against: a template filled anew.

    shared text, without background | heads | days, names, figures   ->   same report, or not, and why
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from processors.stories.differences import (
    DIFFERENT_DAYS,
    SAME_NEWS,
    SAME_WEEK,
    are_days_told,
    are_other_numbers,
    is_filled_anew,
    what_differs,
)
from processors.stories.fingerprint import Fingerprint
from processors.stories.head import KIND_BITS, RUN, Head, head_runs, kind_of, split_run
from processors.stories.sketch import Sketch, complete_up_to
from processors.stories.slots import begin_otherwise
from processors.text.word_lists import NAME, WORD

MIN_SHARED = 3
"""Hashes that two texts share without background, below which only their heads can make them one."""
MIN_ALIKE_FLASH = 0.6
"""Share of the smaller head's telling words that does."""
MIN_REWORDED_HEADS, MIN_REWORDED = 0.75, 8
"""Share and number of telling words of two heads that make them one report in other words, within SAME_NEWS: in
tests/data/stories no other two reports have both and so few runs of words in common."""
MIN_TOLD, MIN_TOLD_HEADS, MAX_TOLD = 0.6, 0.35, 160
"""The same for a text of at most so many words that begins with a sentence of its own: the share of the known head's
telling words that stand in it, and of the smaller head's in both heads. A digest has that in common with its items as
well, but no word of its headline."""
MIN_TOLD_IN_PART, MIN_TOLD_AND_HEADS, MIN_TOLD_AND_HEADS_FREELY = 0.5, 0.94, 1.15
"""The share told where some runs of words are left as well, and the least sum of both shares then; and where but one
or two are left. In tests/data/stories no two reports with one or two runs have so much told. With more runs, those that
no other rule joins have .89 at most."""
MIN_TOLD_RETITLED, MIN_RETITLED_HEADS = 0.7, 0.6
"""The same under a headline of its own: in tests/data/stories no digest has so much of an item in other words."""
MAX_FLASH = 80
"""Words up to which a copy in other words may have none of its runs of words from the other report."""
MIN_ALIKE_BEGINNING = 0.3
"""Share of a head's runs of words from which on heads prove by themselves that texts are related: a flash reworded."""
MIN_ALIKE_HEADS = 0.45
"""Share of the smaller head's telling words from which on two heads say the same. Of copies, one in fifty has less than
.48; of other reports of the same subject, under the same background, nine in ten have less than .2."""
MIN_ALIKE_HEADS_SAME_SITE = 0.6
"""The same within one site, whose articles are more alike."""
MIN_HEAD_FOUND = 0.8
"""Share of a text's beginning that stands in another, from which on the other has the whole of it."""
MIN_SHARE_OF_LARGER = 0.4
"""And this share of the larger text has to be shared then: else it is a digest, which is no copy of its items."""
MIN_LONG_COPY = 0.5
"""Share of the smaller text that is a copy by itself, whatever the heads say, where it is LONG_COPY words or more."""
MIN_LONG_COPY_SAME_SITE = 0.75
"""The same within one site, whose articles share its own boilerplate."""
MIN_LONG_SHARE_OF_LARGER = 0.25
"""Share of the larger text below which even a long text is an item of a digest."""
LONG_COPY = 220
"""Words that nobody pastes under a report as its background: that has three to eight sentences."""
MIN_OWN_SHARE = 0.1
"""Share of the smaller text, or of what is shared, background aside, below which only background was shared."""
DIFFERENT_HEADS = 0.25
"""Share of telling words below which two heads tell of different things: what their texts share is background."""
MIN_LATE_COPY = 0.7
"""Share of the smaller text from which on a report is the same after a week, as a reprint is."""
SAME_DAYS = timedelta(days=2)
MIN_AFTER_DAYS = 1.0
"""Sum of the shares of heads and texts that reports further apart than SAME_DAYS need, as a second attack's recall the
first."""
MIN_BEGUN_ANEW, MIN_BEGUN_ANEW_OF_LARGER, MIN_BEGUN_ANEW_HEADS = 0.4, 0.3, 0.3
"""Shares of the smaller and larger text and of the heads from which on a text that begins otherwise is a copy, where
nothing speaks against it. Without background, they alone join no two events in tests/data/stories that were apart."""
MIN_OWN_BEGUN_ANEW = 0.5
"""What has to be no background of what such texts share."""
MIN_BULK = 0.6
"""Share of both texts from which on, with heads that are related, an outlet has begun a report in its own words."""
MIN_HALF = 0.5
"""Share of both texts from which on the mean may have MIN_BULK, with heads that are alike, within hours."""
MIN_UPDATED_AT_ALL = 0.3
"""Share of the smaller text below which another figure and another word, among the same words, are no update's."""
MIN_UPDATED, MIN_UPDATED_HEADS = 0.5, 1.35
"""Share of both texts, and sum of the heads' share and of one's found in the other, from which on another toll by
another source is an update. Of two attacks that an agency tells of in the same words the sum is 1.28 at most."""
MIN_RELATED_HEADS = 0.2
MIN_RETITLED, MIN_RETITLED_OF_LARGER = 0.5, 0.2
"""Shares of the smaller and of the larger text below both of which no copy is left under a headline without a word of
the other's head: it is a digest, which begins with another's first sentence and goes on with other news."""
MIN_NEWS, MAX_KNOWN_NEWS = 4, 0.25
"""Telling words of a lede behind what both have, from which on they are a sentence; and the share of them that the
other text may have, if it does not tell of it."""


class Known(NamedTuple):
    """What is remembered of a text that came before."""

    sketch: Sketch
    head: Head
    published_at: datetime | None = None


class Likeness(NamedTuple):
    """What two texts have in common, shares from 0 to 1."""

    shared: int
    """Hashes that both have, without background."""
    words: int
    """About how many words these stand for."""
    of_smaller: float
    """Of the smaller text, without background."""
    of_larger: float
    """Of the larger, with background."""
    heads: float
    """Of the telling words of the smaller head."""
    beginnings: float
    """Of the runs of words in the smaller head."""
    head_found: float
    """Of one text's beginning in the other."""
    gap: timedelta = timedelta(0)
    """Between the times at which they were published, or came."""
    differ: str = ""
    """What tells that they are different reports: days, names or figures."""
    own: float = 1.0
    """What is no background of what both have."""
    is_retitled: bool = False
    """Whether the headline of one has no word of the other's head."""
    telling: int = 0
    """Telling words that both heads have."""
    head_told: float = 0.0
    """Of the known head's telling words, anywhere in the new text, where that is short."""
    is_apart: bool = False
    """Whether two heads begin with other figures, or longer texts have but words of their heads in common."""
    are_days_told: bool = False
    """Whether the heads begin with other days, and one stands in both among the same words."""
    part_ways: bool = False
    """Whether behind what both ledes say each goes on with what the other does not tell."""

    @property
    def has_new_beginning(self) -> bool:
        """Whether the beginning of one has nothing of the other's."""
        return self.beginnings < MIN_ALIKE_BEGINNING

    def describe(self) -> str:
        """Say in a few words what was shared."""
        return f"{self.of_smaller:.0%} of the text and {self.heads:.0%} of the head's words are shared"


def compare(
    new: Fingerprint, known: Known, gap: timedelta, background: AbstractSet[int] = frozenset()
) -> Likeness:
    """Compare a text that has just come with one that came before, `gap` earlier.

    Where both say when they were published, that counts: a first poll brings the news of a week at once.
    """
    if new.published_at and known.published_at:
        gap = new.published_at - known.published_at
    ours, theirs, end, alone = _beside_background(new, known, gap)
    own, both = len((ours & theirs) - background), len(ours & theirs)
    smaller = min(len(ours - background), len(theirs - background))
    is_new_template = own < MIN_UPDATED_AT_ALL * smaller and not alone.differ
    return alone._replace(
        shared=own,
        words=round(own * 2**40 / end),
        of_smaller=own / max(1, smaller),
        differ="words" if is_new_template and is_filled_anew(new.head, known.head) else alone.differ,
        own=own / max(1, both),
        is_apart=alone.is_apart or (not own and len(new.runs) > MAX_FLASH),
    )


@lru_cache(64)
def _beside_background(
    new: Fingerprint, known: Known, gap: timedelta
) -> tuple[frozenset[int], frozenset[int], int, Likeness]:
    """Give the hashes of two texts that can be compared, where these end, and what no background changes.

    Texts are compared twice, once to learn what is background: this is most of the work.
    """
    end = min(complete_up_to(new.sketch), complete_up_to(known.sketch))
    ours, theirs = (frozenset(value for value in side if value <= end) for side in (new.sketch, known.sketch))
    runs, known_runs = head_runs(new.head), head_runs(known.head)
    telling, known_telling = new.head.telling(), known.head.telling()
    alone = Likeness(
        shared=0,
        words=0,
        of_smaller=0.0,
        of_larger=len(ours & theirs) / max(1, len(ours), len(theirs)),
        heads=_overlap(telling, known_telling),
        beginnings=_overlap(set(runs), set(known_runs)),
        head_found=max(_share_in(known_runs, new.runs), _beginning_found(new, known)),
        gap=abs(gap),
        differ=what_differs(new.head, known.head, gap, new.runs)
        or ("figures" if abs(gap) > SAME_NEWS and are_other_numbers(ours, theirs) else ""),
        is_retitled=_is_foreign(new.head, known.head) or _is_foreign(known.head, new.head),
        telling=len(telling & known_telling),
        head_told=_head_told(new, known),
        is_apart=begin_otherwise(new.head, known.head),
        are_days_told=are_days_told(new.head, known.head, new.runs),
        part_ways=_part_ways(new, known),
    )
    return ours, theirs, end, alone


def is_same_report(likeness: Likeness, *, same_site: bool = False) -> bool:
    """Tell whether two texts are one report, as it travels between outlets or is updated."""
    if likeness.shared and likeness.of_smaller == likeness.of_larger == 1.0:
        return True
    if _is_reworded(likeness):
        return True
    if not likeness.of_larger or (likeness.gap > SAME_WEEK and likeness.of_smaller < MIN_LATE_COPY):
        return False
    if _has_the_text(likeness, MIN_LONG_COPY_SAME_SITE if same_site else MIN_LONG_COPY):
        return True
    if _is_digest(likeness):
        return False
    if likeness.differ and (likeness.differ in DIFFERENT_DAYS or not likeness.has_new_beginning):
        return likeness.differ == "words" and _is_update(likeness)
    if _is_in_bulk(likeness):
        return True
    if _is_begun_anew(likeness) and not (same_site and likeness.words >= LONG_COPY):
        return True
    if likeness.are_days_told:
        return _is_told_on_another_day(likeness)
    return not likeness.differ and _have_one_head(
        likeness, MIN_ALIKE_HEADS_SAME_SITE if same_site else MIN_ALIKE_HEADS
    )


def _is_told_on_another_day(likeness: Likeness) -> bool:
    """Tell whether a report is one that names another day first: nearly all of one head and most of one text."""
    is_one_head = likeness.heads + likeness.head_found >= MIN_UPDATED_HEADS
    return is_one_head and likeness.of_smaller >= MIN_UPDATED and not (likeness.differ or likeness.is_apart)


def _is_update(likeness: Likeness) -> bool:
    """Tell whether a text is another of the same hours with another toll and source: their heads and texts are one."""
    is_one_text = min(likeness.of_smaller, likeness.of_larger) >= MIN_UPDATED
    is_one_head = likeness.heads + likeness.head_found >= MIN_UPDATED_HEADS
    return is_one_text and is_one_head and likeness.gap <= SAME_NEWS


def _is_reworded(likeness: Likeness) -> bool:
    """Tell whether an outlet has written a report anew, sentence by sentence: names, figures and words are the same."""
    is_alike = likeness.heads >= MIN_REWORDED_HEADS and likeness.telling >= MIN_REWORDED
    least = (MIN_TOLD_RETITLED, MIN_RETITLED_HEADS) if likeness.is_retitled else (MIN_TOLD, MIN_TOLD_HEADS)
    is_told = likeness.head_told >= least[0] and likeness.heads >= least[1]
    is_told = is_told or _is_told_in_part(likeness)
    # Else it is another agency's, on one background.
    is_own = likeness.own >= MIN_OWN_SHARE or not likeness.of_larger
    is_one_day = not (likeness.differ or likeness.is_apart) and likeness.gap <= SAME_NEWS
    return (is_alike or (is_told and is_own)) and likeness.has_new_beginning and is_one_day


def _is_told_in_part(likeness: Likeness) -> bool:
    """Tell whether a short text tells what another does, and has still some runs of its words."""
    if not likeness.shared or likeness.is_retitled or likeness.head_told < MIN_TOLD_IN_PART:
        return False
    least = MIN_TOLD_AND_HEADS if likeness.shared >= MIN_SHARED else MIN_TOLD_AND_HEADS_FREELY
    return likeness.heads >= MIN_TOLD_HEADS and likeness.head_told + likeness.heads >= least


def _has_the_text(likeness: Likeness, least: float) -> bool:
    """Tell whether one text has so much of the other that its beginning does not matter."""
    is_found = likeness.head_found >= MIN_HEAD_FOUND and likeness.of_larger >= MIN_SHARE_OF_LARGER
    if is_found and likeness.own >= MIN_OWN_SHARE:
        is_follow_up = likeness.differ in DIFFERENT_DAYS and likeness.gap > SAME_NEWS
        return not is_follow_up and (likeness.has_new_beginning or not likeness.differ)
    is_long = likeness.words >= LONG_COPY and likeness.of_larger >= MIN_LONG_SHARE_OF_LARGER
    return likeness.has_new_beginning and is_long and likeness.of_smaller >= least


def _is_in_bulk(likeness: Likeness) -> bool:
    """Tell whether most of two texts is the same, under heads that are related; or half, under heads that are alike."""
    least = min(likeness.of_smaller, likeness.of_larger)
    if least >= MIN_BULK and likeness.heads >= MIN_RELATED_HEADS:
        return True
    is_half = least >= MIN_HALF and likeness.of_smaller + likeness.of_larger >= 2 * MIN_BULK
    return is_half and likeness.heads >= MIN_ALIKE_HEADS and not likeness.differ and likeness.gap <= SAME_NEWS


def _is_begun_anew(likeness: Likeness) -> bool:
    """Tell whether an outlet has put a beginning of its own before a report, within hours."""
    is_text = likeness.of_smaller >= MIN_BEGUN_ANEW and likeness.of_larger >= MIN_BEGUN_ANEW_OF_LARGER
    is_own = likeness.own >= MIN_OWN_BEGUN_ANEW and likeness.heads >= MIN_BEGUN_ANEW_HEADS
    is_one_day = not likeness.differ and likeness.gap <= SAME_NEWS
    return likeness.has_new_beginning and is_text and is_own and is_one_day


def _is_digest(likeness: Likeness) -> bool:
    """Tell whether one text may only tell of the other's news among others, under a headline of its own."""
    has_little = (
        not likeness.has_new_beginning
        and likeness.of_smaller < MIN_RETITLED
        and likeness.of_larger < MIN_RETITLED_OF_LARGER
    )
    goes_on = likeness.part_ways and not likeness.has_new_beginning
    return likeness.is_retitled and (has_little or goes_on)


def _have_one_head(likeness: Likeness, least: float) -> bool:
    """Tell whether two heads say the same, above texts that share more than background."""
    if likeness.shared < MIN_SHARED and not _is_reworded_flash(likeness):
        return False
    if likeness.of_smaller < MIN_OWN_SHARE and likeness.has_new_beginning:
        return False
    if likeness.gap > SAME_DAYS and likeness.heads + likeness.of_smaller < MIN_AFTER_DAYS:
        return False
    return likeness.heads >= least


def _is_reworded_flash(likeness: Likeness) -> bool:
    """Tell whether two texts of few words, no five of which stand together in both, still say the same."""
    return likeness.beginnings >= MIN_ALIKE_BEGINNING and likeness.heads >= MIN_ALIKE_FLASH


def heads_differ(one: Head, other: Head) -> bool:
    """Tell whether two heads tell of different things."""
    return share_of_heads(one, other) < DIFFERENT_HEADS


def share_of_heads(one: Head, other: Head) -> float:
    """Give the share (0 to 1) of the smaller head's telling words that the larger has."""
    return _overlap(one.telling(), other.telling())


def share_beside(one: Sketch, other: Sketch, third: Sketch) -> float:
    """Give the share (0 to 1) of the smaller of two texts that stands in the larger and not in a third text."""
    end = min(complete_up_to(each) for each in (one, other, third))
    ours, theirs = ({value for value in side if value <= end} for side in (one, other))
    return len((ours & theirs) - set(third)) / max(1, min(len(ours), len(theirs)))


def _beginning_found(new: Fingerprint, known: Known) -> float:
    """Give the share of the new text's beginning that stands in the known one, as far as its sketch tells."""
    end = complete_up_to(known.sketch)
    asked = [value for value in new.beginning if value <= end]
    return _share_in(asked, set(known.sketch)) if len(asked) >= 4 else 0.0


def _head_told(new: Fingerprint, known: Known) -> float:
    """Give the share of the known head's telling words that a short text has."""
    telling = known.head.telling()
    if len(new.runs) > MAX_TOLD or len(telling) < MIN_REWORDED:
        return 0.0
    return len(telling & words_of_runs(new.runs)) / len(telling)


def _part_ways(new: Fingerprint, known: Known) -> bool:
    """Tell whether two ledes have a run of words in common, behind which each goes on with other news."""
    runs = head_runs(known.head)
    if new.runs.isdisjoint(runs):
        return False
    theirs = {code >> KIND_BITS for code in known.head.lede}
    rest = _behind(known.head.lede, runs, new.runs)
    our_rest = _behind(new.head.lede, head_runs(new.head), set(runs))
    return _is_news(our_rest, theirs) and _is_news(rest, words_of_runs(new.runs))


def _behind(lede: tuple[int, ...], runs: Sequence[int], other: AbstractSet[int]) -> set[int]:
    """Give the telling words of a lede behind the last run that stands in the other text as well."""
    last = max((at + RUN for at, run in enumerate(runs) if run in other), default=0)
    return {code >> KIND_BITS for code in lede[last:] if kind_of(code) >= WORD}


def _is_news(words: AbstractSet[int], held: AbstractSet[int]) -> bool:
    """Tell whether these are some words, and the other text has hardly any of them."""
    return len(words) >= MIN_NEWS and len(words & held) <= MAX_KNOWN_NEWS * len(words)


@lru_cache(64)
def words_of_runs(runs: frozenset[int]) -> frozenset[int]:
    """Give the words of which runs are made."""
    return frozenset(word for run in runs for word in split_run(run))


def _is_foreign(one: Head, other: Head) -> bool:
    """Tell whether a headline has words, and none of them stands in another head. Numbers stand everywhere."""
    words = {code >> KIND_BITS for code in one.title if kind_of(code) in (WORD, NAME)}
    return bool(words and other.title) and words.isdisjoint(other.telling())


def _overlap(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """Give the share of the smaller set that is in the larger."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _share_in(asked: Sequence[int], held: AbstractSet[int]) -> float:
    return sum(value in held for value in asked) / len(asked) if asked else 0.0
