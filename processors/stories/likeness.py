"""What two texts have in common: text without background, the words of their heads and of all, and what differs.

Agencies paste the same background under reports of different events, and outlets cut, lengthen and reword one report.
`same_report` judges by it whether two texts are one report.
"""

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from processors.stories.differences import (
    OTHER_EVENTS,
    SAME_NEWS,
    are_days_told,
    are_other_numbers,
    is_filled_anew,
    what_differs,
)
from processors.stories.fingerprint import Fingerprint
from processors.stories.forms import is_one_form
from processors.stories.head import KIND_BITS, RUN, Head, head_runs, kind_of
from processors.stories.rest import UNKNOWN, Rest, number_found
from processors.stories.sketch import Sketch, complete_up_to
from processors.stories.slots import begin_otherwise, replaced
from processors.stories.tolls import has_risen
from processors.text.word_lists import FIGURE, NAME, WORD

MIN_REWORDED = 8
"""Telling words that two heads have, or that a head has, below which they are no proof."""
MAX_TOLD = 160
"""Words of a text up to which another's head is looked for in it word by word."""
MAX_FLASH = 80
"""Words up to which a copy in other words may have none of its runs of words from the other report."""
MIN_ALIKE_BEGINNING = 0.3
"""Share of a head's runs of words from which on heads prove by themselves that texts are related: a flash reworded."""
DIFFERENT_HEADS = 0.25
"""Share of telling words below which two heads tell of different things: what their texts share is background."""
MIN_UPDATED_AT_ALL = 0.3
"""Share of the smaller text below which another figure and another word, among the same words, are no update's."""
MIN_RELATED_HEADS = 0.2
NAMED_WORDS = 25
"""Words of a lede among which it names where and who. Of 2,900 copies in tests/data/stories six name something there
and in the headline that the other text has nowhere, each of both; of second events in one form most do."""
MIN_REPRINTED, MIN_WORDS_REPRINTED = 0.85, 50
"""Share of the smaller text, and words, that the larger has, from which on another name in headline and lede is a
paper's own town or spelling, on another day too. Forms of other days in tests/data/stories have .74 at most."""
MIN_SAMPLE, UNSEEN = 10, 1
"""Runs of words of a beginning, known of the other text, from which on they tell how many of all of them it has; and
those that are counted as missing where it has them all, of a text of which next to nothing is known."""
MIN_NEWS, MAX_KNOWN_NEWS = 4, 0.25
"""Telling words of a lede behind what both have, from which on they are a sentence; and the share of them that the
other text may have, if it does not tell of it."""


class Known(NamedTuple):
    """What is remembered of a text that came before."""

    sketch: Sketch
    head: Head
    published_at: datetime | None = None
    rest: Rest = Rest()


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
    verbatim: float = 0.0
    """Of the smaller text, with background."""
    words_told: float = 0.0
    """About how many telling words both texts have."""
    told: float = 0.0
    """The sum of the shares that these are of each text's telling words."""
    is_digest: bool = False
    """Whether one of the texts is a digest by its form, and the other is none."""
    head_below: float = 0.0
    """Of the known head's telling words, anywhere in the new text, whatever its length."""
    of_new: float = 0.0
    """Of the new text, without background."""
    variety: float = 1.0
    """Of the new text's telling words, those that do not repeat another."""
    names_told: float = 1.0
    """Of the known head's names, anywhere in the new text; all where it has none."""
    figures: int = 0
    """Figures that both heads have."""
    is_one_hour: bool = False
    """Whether both texts begin with one time of the day."""
    renamed: int = 0
    """Places of the ledes at which the same words stand around other names."""
    headlines: float = 0.0
    """Of the telling words of the smaller headline."""
    is_risen: bool = False
    """Whether the new text says that a toll has risen, and the known one begins with a smaller one."""

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
        of_new=own / max(1, len(ours - background)),
        differ="words" if is_new_template and is_filled_anew(new.head, known.head) else alone.differ,
        own=own / max(1, both),
        # Longer texts in other words have some runs left: without, they are of one subject, in its own few words.
        told=alone.told if own > 1 or len(new.runs) <= MAX_TOLD else 0.0,
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
    ours, theirs = (frozenset(side[: bisect_right(side, end)]) for side in (new.sketch, known.sketch))
    verbatim = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    words_told, told = _words_told(new, known)
    runs, known_runs = head_runs(new.head), head_runs(known.head)
    telling, known_telling = new.head.telling(), known.head.telling()
    is_related = _overlap(telling, known_telling) >= MIN_RELATED_HEADS  # else nobody asks, and it is dear
    alone = Likeness(
        shared=0,
        words=0,
        of_smaller=0.0,
        of_larger=len(ours & theirs) / max(1, len(ours), len(theirs)),
        heads=_overlap(telling, known_telling),
        beginnings=_overlap(set(runs), set(known_runs)),
        head_found=max(_share_in(known_runs, new.runs), _beginning_found(new, known)),
        gap=abs(gap),
        differ=_what_differs(new, known, gap, verbatim, round(len(ours & theirs) * 2**40 / end))
        or ("figures" if abs(gap) > SAME_NEWS and are_other_numbers(ours, theirs) else ""),
        is_retitled=_is_foreign(new.head, known.head) or _is_foreign(known.head, new.head),
        telling=len(telling & known_telling),
        head_told=_head_told(new, known),
        head_below=_head_below(new, known),
        is_apart=begin_otherwise(new.head, known.head),
        are_days_told=are_days_told(new.head, known.head, new.runs),
        part_ways=_part_ways(new, known),
        verbatim=verbatim,
        words_told=words_told,
        told=told,
        is_digest=new.head.is_digest != known.head.is_digest,
        variety=new.variety,
        names_told=_names_told(new, known.head),
        figures=len(set(new.head.of_kind(FIGURE)).intersection(known.head.of_kind(FIGURE))),
        is_one_hour=not set(new.head.hours).isdisjoint(known.head.hours),
        headlines=_overlap(set(new.head.title), set(known.head.title)),
        is_risen=new.tells_rise and _is_risen(new, known),
        renamed=replaced(new.head.lede, known.head.lede, NAME) if is_related else 0,
    )
    return ours, theirs, end, alone


def _is_risen(new: Fingerprint, known: Known) -> bool:
    """Tell whether a toll is higher than a known one, of one place; which of two is the earlier, both have to say."""
    are_dated = bool(new.published_at and known.published_at)
    return are_dated and has_risen(known.head, new.head) and _names_one_place(new, known.head)


def _names_one_place(new: Fingerprint, known: Head) -> bool:
    """Tell whether one of two texts names first but what the other has, as an update does that tells a toll first."""
    kind = NAME if new.head.of_kind(NAME) else WORD  # without capitals any word may be a town
    ours, theirs = (_named_first(head, kind) for head in (new.head, known))
    return theirs <= new.words or (kind == NAME and ours <= known.telling())


def _named_first(head: Head, kind: int) -> set[int]:
    """Give the hashes of the names in a text's first sentence; of other words, those of its headline as well."""
    found = {code >> KIND_BITS for code in head.lede[:NAMED_WORDS] if kind_of(code) == kind}
    return found if kind == NAME else found.intersection(code >> KIND_BITS for code in head.title)


def _what_differs(new: Fingerprint, known: Known, gap: timedelta, verbatim: float, words: int) -> str:
    """Name what tells two heads apart: the facts that they name, or that they are one form around other words.

    `verbatim` is the share of the smaller text that the larger has as it stands, and `words` about how many these are.
    """
    found = what_differs(new.head, known.head, gap, new.runs, new.words)
    is_other = found in OTHER_EVENTS
    is_reprint = verbatim >= MIN_REPRINTED and words >= MIN_WORDS_REPRINTED
    is_later = abs(gap) > SAME_NEWS and not is_reprint
    is_form = not is_other and is_one_form(
        new.head, known.head, new.words, is_later=is_later, shared=verbatim
    )
    return "form" if is_form else found


def _words_told(new: Fingerprint, known: Known) -> tuple[float, float]:
    """Give about how many telling words both texts have, and the sum of the shares that these are of each text's.

    Of a text whose rest is not remembered neither is known: then they prove nothing, for or against.
    """
    if known.rest == UNKNOWN:
        return 0.0, TOLD_IF_UNKNOWN
    words = len(known.head.telling() & new.words) + number_found(known.rest, new.words)
    sizes = len(known.head.telling()) + known.rest.number, len(new.words)
    return words, sum(words / max(1, size) for size in sizes)


TOLD_IF_UNKNOWN = 0.95
"""More than a digest tells of a report, and less than a report in other words does."""


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


def runs_not_found(new: Fingerprint, known: Known) -> float:
    """Estimate how many runs of words of the new text's beginning stand nowhere in the known one, rather too many.

    The fewer of them the known text's sketch can tell of, the more of what it cannot may be missing.
    """
    end = complete_up_to(known.sketch)
    asked = {value for value in new.beginning if value <= end}
    if len(asked) < MIN_SAMPLE:
        return len(new.beginning)
    unknown = 1 - len(asked) / len(new.beginning)
    return (len(asked.difference(known.sketch)) + UNSEEN * unknown) / len(asked) * len(new.beginning)


def _beginning_found(new: Fingerprint, known: Known) -> float:
    """Give the share of the new text's beginning that stands in the known one, as far as its sketch tells."""
    end = complete_up_to(known.sketch)
    asked = [value for value in new.beginning if value <= end]
    return _share_in(asked, set(known.sketch)) if len(asked) >= 4 else 0.0


def _head_told(new: Fingerprint, known: Known) -> float:
    """Give the share of the known head's telling words that a short text has."""
    return _head_below(new, known) if len(new.runs) <= MAX_TOLD else 0.0


def _head_below(new: Fingerprint, known: Known) -> float:
    """Give the share of the known head's telling words that a text has."""
    telling = known.head.telling()
    return len(telling & new.words) / len(telling) if len(telling) >= MIN_REWORDED else 0.0


def _names_told(new: Fingerprint, known: Head) -> float:
    """Give the share of a known head's names that a text has."""
    names = known.of_kind(NAME)
    return sum(name in new.words for name in names) / len(names) if names else 1.0


def _part_ways(new: Fingerprint, known: Known) -> bool:
    """Tell whether two ledes have a run of words in common, behind which each goes on with other news."""
    runs = head_runs(known.head)
    if new.runs.isdisjoint(runs):
        return False
    theirs = {code >> KIND_BITS for code in known.head.lede}
    rest = _behind(known.head.lede, runs, new.runs)
    our_rest = _behind(new.head.lede, head_runs(new.head), set(runs))
    return _is_news(our_rest, theirs) and _is_news(rest, new.words)


def _behind(lede: tuple[int, ...], runs: Sequence[int], other: AbstractSet[int]) -> set[int]:
    """Give the telling words of a lede behind the last run that stands in the other text as well."""
    last = max((at + RUN for at, run in enumerate(runs) if run in other), default=0)
    return {code >> KIND_BITS for code in lede[last:] if kind_of(code) >= WORD}


def _is_news(words: AbstractSet[int], held: AbstractSet[int]) -> bool:
    """Tell whether these are some words, and the other text has hardly any of them."""
    return len(words) >= MIN_NEWS and len(words & held) <= MAX_KNOWN_NEWS * len(words)


def _is_foreign(one: Head, other: Head) -> bool:
    """Tell whether a headline has words, and none of them stands in another head. Numbers stand everywhere."""
    words = {code >> KIND_BITS for code in one.title if kind_of(code) in (WORD, NAME)}
    return bool(words and other.title) and words.isdisjoint(other.telling())


def _overlap(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """Give the share of the smaller set that is in the larger."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _share_in(asked: Sequence[int], held: AbstractSet[int]) -> float:
    return sum(value in held for value in asked) / len(asked) if asked else 0.0
