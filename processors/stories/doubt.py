"""Why an article that was taken for a copy may tell of something else after all: its alert is sent all the same.

A join that is wrong keeps an event from everybody, and one that is lost tells of an event twice. So whether two texts
are one report is decided by all that they share, and whether an alert may be kept back is asked once more, of the
first sentences alone: there a report says what is new. Of copies in tests/data/stories about one in 50 is doubted.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from processors.stories.differences import SAME_NEWS, are_apart
from processors.stories.fingerprint import Fingerprint
from processors.stories.head import KIND_BITS, Head, head_runs, kind_of
from processors.stories.likeness import MIN_RELATED_HEADS, NAMED_WORDS, Known, Likeness, runs_not_found
from processors.stories.same_report import (
    MIN_BULK,
    has_but_signs,
    is_but_risen,
    is_proved_in_place,
)
from processors.stories.slots import kept, places, replaced
from processors.text.hours import have_one_minute
from processors.text.word_lists import DATE, FIGURE, NAME, WEEKDAY, WORD

FIRST_WORDS = 15
"""Words of a lede that say what happened: its first sentence, or most of it, behind a dateline."""
MIN_LIKE_HEADLINES, MIN_OTHER_NAMES, MOST_OTHER_NAMES, MAX_LIKE_HEADS = 1 / 3, 0.3, 3, 0.66
"""Share of the longer headline, share of the names in each of two first sentences, and their number, a town's and a
district's, and share of the smaller head from which on two heads say the same. Two copies in 2,000 are in doubt by
these, and one in six raids more that are told of under headlines that name but a state. Where nouns have capitals, a
report in other words has more such names."""
MIN_BEGINNING_TOLD = 0.5
"""Share of these and of the headline's telling words that the other report has, from which on it tells of the same:
the three copies in tests/data/stories that are none have at most .44, of the true ones 1 in 100 has less than that."""

MIN_HEAD_FOUND = 0.5
"""Share of one text's beginning in the other below which other figures in their first sentences are no update's alone:
two attacks by one group, told over one background of three sentences, had .29. Of the copies in tests/data/stories that
begin with other figures 7 in 13 have less; two reports of one event by one agency look the same."""
MIN_WHOLE = 0.9
"""Share of the smaller text from which on an outlet put its own beginning above the whole of it: a copy in
tests/data/stories whose first sentences have other names has .97, a second attack that recalls the first .87."""
MIN_ONE_FORM = 0.5
"""Share of the runs of two first sentences from which on they have one form."""
MIN_PLACES = 2
"""Places at which two ledes have other words, from which on one form is filled anew: where an outlet but corrects the
part of the day, or a name, it is one."""
MAX_OVERLAP = 60
"""Minutes that two parts of a day may have in common and be two."""
MIN_PASTED = 0.3
"""Share of the larger text, word by word, from which on what both have can be background that is pasted below."""

MIN_OWN_WORDS, MIN_FOREIGN_WORDS, MAX_OWN_TOLD, MIN_FOUND_BELOW, MIN_BEGINNING_WHOLE = 10, 8, 0.4, 0.4, 0.8
"""Telling words that a text sets before what the other begins with, from which on they can be other news, and the same
under a headline without a word of the other's; the share of these and its headline's that the other's head may have
then; the share of one beginning that stands in the other text; and the same where it is left whole."""
MIN_RUNS_IN_ROW = 5
"""Runs of words of the other's head in a row, seven words, with which that begins: a town and a day, or the name of a
group, stand in other news too."""
MIN_RUNS_OF_NEWS = 9
"""Runs of words of a text's beginning that the other has nowhere, from which on it is no sentence from further down:
what is pulled to the front loses the four runs over each of its edges."""
MIN_ALL_TOLD = 1.65
"""Sum of the shares of two texts' telling words from which on an outlet has but begun anew, under a headline that tells
of the same: other news above a report less its first sentence has 1.6 at most."""
MIN_TOLD_OF_UPDATE, MIN_NAMES_OF_UPDATE = 1.45, 0.8
"""The same, and the share of the known head's names, from which on other figures are an update's: a second attack that
an agency told in the words of the first has 1.35, and not its names."""
MIN_TOLD_WITH_FIGURES = 1.4
"""The same where nothing but words in other places proves a copy, and both begin with figures of their own."""
MIN_ONE_HEAD, MIN_ONE_HEADLINE = 0.85, 0.6
"""Share of the smaller head's telling words from which on another figure and another word are an update's; and of the
smaller headline's from which on both are one form. Of 2,000 copies in tests/data/stories one is in doubt by these."""
MIN_OF_NEW = 0.5
"""Share of a text that is another's below which its own beginning, with another headline and other figures, may be
other news: what an outlet puts above a report is seldom so far from it."""
MAX_TOLD_OF_SEVERAL = 1.35
"""Sum of the shares of two texts' words below which one tells of several things, under a headline without a word of
the other's, and the other of one of them. No such copy in tests/data/stories has less than 1.5."""


def doubt_of_copy(new: Fingerprint, known: Known, likeness: Likeness, *, same_site: bool = False) -> str:
    """Say why a text that was taken for a copy of another may be news, in a few words; "" where it surely is none."""
    if likeness.shared and likeness.of_smaller == likeness.of_larger == 1.0:
        return ""
    if has_but_signs(likeness, same_site=same_site):
        return "many small signs make it likely a copy, and nothing proves it"
    if is_but_risen(likeness, same_site=same_site):
        return "it says that a toll has risen, and not that it is this report's"
    has_few = likeness.told < MIN_TOLD_WITH_FIGURES and _have_own_figures(new, known)
    if has_few and not is_proved_in_place(likeness, same_site=same_site):
        return "they share words in other places, and each begins with a figure that the other has not"
    if _is_one_of_several(likeness):
        return "all of it stands in a text that tells of other things too, under another headline"
    return _doubt_of_beginnings(new, known, likeness)


def _doubt_of_beginnings(new: Fingerprint, known: Known, likeness: Likeness) -> str:
    """Say why two beginnings may tell of two things; "" where they tell of one."""
    if likeness.differ and not _is_told_later(new, known, likeness):
        return f"the {likeness.differ} of their first sentences differ"
    heads = new.head, known.head
    is_told = max(_told(new.head, known.head.telling()), _told(known.head, new.words)) >= MIN_BEGINNING_TOLD
    if not is_told and (likeness.told < MIN_ALL_TOLD or likeness.is_retitled):
        return "neither tells of what the other begins with"
    if named := _names_another(new, known, likeness):
        return named
    is_one_head = likeness.heads >= MIN_ONE_HEAD
    if not is_one_head and _is_filled_with_another_figure(new, known):
        return "headline and sentences are the same around another figure and another word"
    is_whole = likeness.has_new_beginning and likeness.of_smaller >= MIN_WHOLE
    if not is_whole and are_apart(*(set(head.of_kind(NAME)) for head in heads)):
        is_form = not likeness.has_new_beginning
        return (
            "the same sentences stand around other names"
            if is_form
            else "the names of their first sentences differ"
        )
    ledes = new.head.lede, known.head.lede
    is_one_form = likeness.beginnings >= MIN_ONE_FORM
    is_filled_anew = replaced(*ledes, WORD) and places(*ledes) >= MIN_PLACES
    if is_one_form and is_filled_anew and _name_other_parts(new.head, known.head):
        return "the same sentences stand around another part of the day and another word"
    is_update = likeness.told >= MIN_TOLD_OF_UPDATE and likeness.names_told >= MIN_NAMES_OF_UPDATE
    is_new = likeness.has_new_beginning and likeness.head_found < MIN_HEAD_FOUND and not is_update
    if is_new and likeness.is_apart and likeness.of_larger >= MIN_PASTED:
        return "their first sentences have other figures, and neither's stand in the other"
    is_beside = likeness.is_retitled and likeness.is_apart and likeness.of_new < MIN_OF_NEW
    if likeness.has_new_beginning and is_beside and likeness.heads < MIN_RELATED_HEADS:
        return "it tells of something else first, and less than half of it is the other report's"
    is_begun_anew = likeness.told >= MIN_ALL_TOLD and likeness.head_found < MIN_HEAD_FOUND
    if (
        likeness.head_found >= MIN_FOUND_BELOW
        and not is_begun_anew
        and _begins_with_other_news(new, known, is_whole=likeness.head_found >= MIN_BEGINNING_WHOLE)
    ):
        return "it tells of something else first, and then what the other report begins with"
    return ""


def _is_told_later(new: Fingerprint, known: Known, likeness: Likeness) -> bool:
    """Tell whether the later text begins with the day of its news, and tells of what happened at the same minute."""
    is_day = likeness.differ in ("days", "dates") and likeness.gap <= SAME_NEWS
    return is_day and have_one_minute(new.head.hours, known.head.hours)


def _is_one_of_several(likeness: Likeness) -> bool:
    """Tell whether a known text, such as a morning's briefing or a page of all news, has a new one as half of it."""
    is_half = likeness.of_new >= MIN_WHOLE and likeness.of_larger < MIN_BULK
    is_known = likeness.words_told > 0  # else the known text is one of before words were remembered
    return likeness.is_retitled and is_half and is_known and likeness.told < MAX_TOLD_OF_SEVERAL


def _names_another(new: Fingerprint, known: Known, likeness: Likeness) -> str:
    """Say where two texts name two towns, men or groups, "" where they may name one."""
    if form := _filled_with_another_name(new.head, known.head):
        return form
    # Without capitals names look like other words, which an outlet that writes a report anew replaces.
    is_reworded = likeness.has_new_beginning and not new.head.of_kind(NAME)
    is_named = _subject(new.head) <= known.head.telling() or _subject(known.head) <= new.words
    if not (is_reworded or is_named):
        return "headline and first sentences of each name what the other has nowhere"
    is_more_than_spelt = (
        places(new.head.lede, known.head.lede) >= MIN_PLACES and likeness.heads < MAX_LIKE_HEADS
    )
    is_one_form = _have_like_headlines(new.head.title, known.head.title) and is_more_than_spelt
    if is_one_form and _name_others(new, known):
        return "under like headlines the first sentences of each name what the other has nowhere"
    return ""


def _have_like_headlines(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether a third of the longer of two headlines stands in the other, in one order, as in a form.

    With other words, or the same in another order, an outlet says it in its own way.
    """
    return kept(tuple(one), tuple(other)) >= MIN_LIKE_HEADLINES * max(1, len(one), len(other))


def _name_others(new: Fingerprint, known: Known) -> bool:
    """Tell whether a third of the names in the first sentences of each of two texts stands nowhere in the other."""
    for head, held in ((new.head, known.head.telling()), (known.head, new.words)):
        names = _telling([code for code in head.lede[:NAMED_WORDS] if kind_of(code) == NAME])
        if not max(1, MIN_OTHER_NAMES * len(names)) <= len(names - held) <= MOST_OTHER_NAMES:
            return False
    return True


def _subject(head: Head) -> frozenset[int]:
    """Give the hashes of what a headline and the first words below it name: a town, a man, a group.

    Of a script without capitals any word may be a name, so there it has to stand in the first sentence.
    """
    kind, words = (NAME, NAMED_WORDS) if head.of_kind(NAME) else (WORD, FIRST_WORDS)
    return _telling([code for code in head.lede[:words] if kind_of(code) == kind]) & _telling(head.title)


def _begins_with_other_news(new: Fingerprint, known: Known, *, is_whole: bool) -> bool:
    """Tell whether a text says before the other's first words what the other's head does not, as news is said.

    These words may be few and stand in other news, or be reworded: so both places are tried. What stands further down
    in the other text was but pulled to the front.
    """
    if runs_not_found(new, known) < MIN_RUNS_OF_NEWS:
        return False
    title, lede = new.head.title, new.head.lede
    runs = frozenset(head_runs(known.head))
    found = [run in runs for run in head_runs(new.head)]
    rows = [at for at, is_found in enumerate(found) if is_found and all(found[at : at + MIN_RUNS_IN_ROW])]
    ends = {found.index(True) if True in found else len(lede), *rows[:1]}
    return any(_is_other_news(title, lede[:end], known.head, is_whole=is_whole) for end in ends)


def _is_other_news(title: Sequence[int], own: Sequence[int], known: Head, *, is_whole: bool) -> bool:
    """Tell whether a headline and first words tell of what another head does not.

    News names its day. Where the other's beginning `is_whole` below, a headline without a word of it says the same,
    days and numbers aside, which stand everywhere.
    """
    said, headline = _telling(own), _telling(title)
    told = (said | headline) & known.telling()
    named = _telling([code for code in title if kind_of(code) in (WORD, NAME)])
    is_foreign = bool(headline) and named.isdisjoint(told)
    if len(said) < (MIN_FOREIGN_WORDS if is_foreign else MIN_OWN_WORDS):
        return False
    if len(told) >= MAX_OWN_TOLD * len(said | headline):
        return False
    return (is_foreign and is_whole) or any(kind_of(code) in (WEEKDAY, DATE) for code in own)


def _filled_with_another_name(one: Head, other: Head) -> str:
    """Say what stands around another name: the same sentences, with another figure or under a headline with another."""
    names = replaced(one.lede, other.lede, NAME)
    if names and replaced(one.lede, other.lede, FIGURE):
        return "the same sentences stand around another name and another figure"
    if names and names == places(one.lede, other.lede) and replaced(one.title, other.title, NAME):
        return "headline and sentences are the same around another name"
    return ""


def _is_filled_with_another_figure(new: Fingerprint, known: Known) -> bool:
    """Tell whether two headlines are one form around other figures, above sentences around other words.

    So court reports and raids of one day are written. An update has its words from the report, or tells the old toll.
    """
    head, their = new.head, known.head
    shared = set(head.title).intersection(their.title)
    if len(shared) < MIN_ONE_HEADLINE * min(len(head.title), len(their.title)):
        return False
    if not replaced(head.title, their.title, FIGURE) or new.words.issuperset(their.of_kind(FIGURE)):
        return False
    return any(replaced(head.lede, their.lede, kind) for kind in (WORD, NAME))


def _have_own_figures(new: Fingerprint, known: Known) -> bool:
    """Tell whether each of two beginnings has a figure that stands nowhere in what is known of the other."""
    is_new = not known.head.telling().issuperset(new.head.of_kind(FIGURE))
    return is_new and not new.words.issuperset(known.head.of_kind(FIGURE))


def _name_other_parts(one: Head, other: Head) -> bool:
    """Tell whether two texts name other parts of the day, which hardly meet: noon and morning, dawn and morning not."""
    parts, their_parts = ([hour for hour in head.hours if hour.end > hour.start] for head in (one, other))
    if not (parts and their_parts):
        return False
    return all(
        min(ours.end, theirs.end) - max(ours.start, theirs.start) <= MAX_OVERLAP
        for ours, theirs in product(parts, their_parts)
    )


def _told(head: Head, held: AbstractSet[int]) -> float:
    """Give the share of the telling words with which a report begins that another has."""
    telling = _telling((*head.title, *head.lede[:FIRST_WORDS]))
    return len(telling & held) / len(telling) if telling else 1.0


def _telling(codes: Sequence[int]) -> frozenset[int]:
    """Give the hashes of those words that tell what happened."""
    return frozenset(code >> KIND_BITS for code in codes if kind_of(code) >= WORD)
