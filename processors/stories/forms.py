"""Whether two texts are one form that was filled anew: what a ministry, a court or the police say of each event.

    "Four khwarij killed in Tank District" | "Nine khwarij killed in North Waziristan District"

One word stands in the place of another in both headlines, and again in the first sentences, and neither stands anywhere
in the other text. Another figure, or another word, stands there besides: else an outlet may have mended a name, which
it does within hours, or in a reprint (see `likeness`). What is told daily in one form, such as the agenda of a
parliament, names other matters, and no town.
"""

from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from processors.stories.head import KIND_BITS, Head, first_codes, hash_of, head_runs, kind_of
from processors.stories.slots import changes, replaced
from processors.text.word_lists import FIGURE, NAME, WORD

MIN_HEADLINE_KEPT, MIN_LEDE_KEPT = 0.3, 0.5
"""Share of the longer headline's words, and of the runs of words of the smaller head, that one form leaves as they are.
Of 2,900 copies in tests/data/stories none has both, and a name in the place of another in headline and lede."""
MIN_DAILY_HEADLINE_KEPT, MIN_DAILY_LEDE_KEPT, MIN_DAILY_PLACES = 0.5, 0.4, 2
"""The same of what is told daily, and the places of the lede with other matters. Of 200 copies in tests/data/stories
that came later than SAME_NEWS none has all three."""
MAX_DAILY_SHARED = 0.5
"""Share of the smaller text from which on it is an update: "kidnapped", and the next day "freed". Agendas have .4."""
MIN_NAMES = 2
"""Names from which on a head's script has capitals: an aircraft's Latin letter may stand in any."""
_ARTICLES = frozenset(
    hash_of(word)
    for word in ("ein", "eine", "einem", "einen", "einer", "eines", "der", "die", "das", "dem", "den")
)
"""What stands before German nouns, which have capitals, and hardly before a town."""

_BEFORE_TOWNS, _BEHIND_TOWNS = {"ar": "في", "fa": "در", "ps": "په"}, {"hi": "में", "ur": "میں"}
"""What says "in" in scripts without capitals, where another word may be what came of it: "arrested", "released"."""
TOWN_WORDS = 2
"""Words beside it that may be a town: "in Diyala", "in the province of Diyala"."""


class Filling(NamedTuple):
    """What stands in one place of two texts: of each the words that the other has nowhere."""

    ours: frozenset[int]
    theirs: frozenset[int]


def is_one_form(
    one: Head,
    other: Head,
    words: AbstractSet[int] = frozenset(),
    *,
    is_later: bool = False,
    shared: float = 0.0,
) -> bool:
    """Tell whether two heads are one form that was filled anew. `words` are all of the one text that tell something.

    Of one that is published later, by more than some hours, a town's name is not mended any more. `shared` is the
    share (0 to 1) of the smaller text that the other has: of what an update leaves it is most.
    """
    if one.title == other.title or not _is_kept(one.title, other.title, MIN_HEADLINE_KEPT):
        return False
    runs, their_runs = set(head_runs(one)), set(head_runs(other))
    kept = len(runs & their_runs) / max(1, min(len(runs), len(their_runs)))
    if kept < (MIN_DAILY_LEDE_KEPT if is_later else MIN_LEDE_KEPT):
        return False
    ours, theirs = words | one.telling(), other.telling()
    named = [Filling(a - theirs, b - ours) for a, b in _fillings(one.title, other.title)]
    places, their_places = _may_be_places(one), _may_be_places(other)
    told = [Filling(a - theirs, b - ours) for a, b in _fillings(one.lede, other.lede)]
    if kept >= MIN_LEDE_KEPT and any(places & a and their_places & b for a, b in named):
        if replaced(one.title, other.title, FIGURE) or replaced(one.lede, other.lede, FIGURE):
            return True
        known = frozenset().union(*(a for a, _ in named))
        if any(a - known and b for a, b in told):
            return True
        towns, their_towns = places & _towns(one), their_places & _towns(other)
        if is_later and any(towns & a and their_towns & b for a, b in named):
            return True
    if not (is_later and shared < MAX_DAILY_SHARED and any(a and b for a, b in named)):
        return False
    are_named = any(places & a for a, _ in told) and any(their_places & b for _, b in told)
    is_filled = sum(bool(a and b) for a, b in told) >= MIN_DAILY_PLACES
    return are_named and is_filled and _is_kept(one.title, other.title, MIN_DAILY_HEADLINE_KEPT)


def _is_kept(title: tuple[int, ...], other: tuple[int, ...], least: float) -> bool:
    """Tell whether so much of two headlines is the same, and the rest stands in the place of the other's."""
    if not set(title).intersection(other):
        return False
    parts = changes(title, other)
    if any(what in ("insert", "delete") for what, *_ in parts):
        return False
    kept = sum(end - start for what, start, end, _, _ in parts if what == "equal")
    return kept >= least * max(len(title), len(other))


def _fillings(one: tuple[int, ...], other: tuple[int, ...]) -> list[Filling]:
    """Give the words in each place at which two rows of words differ."""
    return [
        Filling(_names(one[i:j]), _names(other[k:n]))
        for what, i, j, k, n in changes(one, other)
        if what == "replace"
    ]


def _names(codes: tuple[int, ...]) -> frozenset[int]:
    """Give the hashes of names and of words that may be some."""
    return frozenset(code >> KIND_BITS for code in codes if kind_of(code) in (WORD, NAME))


def _towns(head: Head) -> frozenset[int]:
    """Give the hashes of a lede's words, of one without capitals those that have "in" beside them."""
    lede = [code >> KIND_BITS for code in head.lede]
    if _has_names(head):
        return frozenset(lede)
    before_towns, behind_towns = _hashes_of_in()
    behind = (lede[at + 1 : at + 1 + TOWN_WORDS] for at, word in enumerate(lede) if word in before_towns)
    before = (lede[max(0, at - TOWN_WORDS) : at] for at, word in enumerate(lede) if word in behind_towns)
    return frozenset(chain(*behind, *before))


@cache
def _hashes_of_in() -> tuple[frozenset[int], frozenset[int]]:
    """Give the hashes of what says "in" before a town, and of what does behind it."""
    before, behind = (
        frozenset(first_codes(word, language, 1)[0] >> KIND_BITS for language, word in words.items())
        for words in (_BEFORE_TOWNS, _BEHIND_TOWNS)
    )
    return before, behind


def _has_names(head: Head) -> bool:
    """Tell whether a head is of a script that has capitals."""
    return len(set(head.of_kind(NAME))) >= MIN_NAMES


def _may_be_places(head: Head) -> frozenset[int]:
    """Give the hashes of a text's names, or of all its words where a script has no capitals, that may be a town's.

    What is counted, or has an article, is none, nor what is written small in a headline that writes names large: an
    outlet that says it otherwise has another word there, and no other town.
    """
    kinds = (NAME,) if _has_names(head) else (WORD, NAME)
    no_places = {
        code >> KIND_BITS
        for before, code in pairwise(head.lede)
        if kind_of(before) == FIGURE or before >> KIND_BITS in _ARTICLES
    }
    if NAME in map(kind_of, head.title):
        no_places.update(code >> KIND_BITS for code in head.title[1:] if kind_of(code) == WORD)
    return frozenset(code >> KIND_BITS for code in head.lede if kind_of(code) in kinds) - no_places
