"""Variants: texts that were made of one template or one text, filled or worded anew each time.

Most variants of one text are its copies, and one story. A template that is filled with other names and figures is none,
rightly: each may be a report of its own. Only their number within a short time tells that somebody makes them.

Two texts are variants where the same words stand in the same order in their heads, and again in what follows. So what
an outlet puts before all of its articles makes none, nor does the background behind them. Or nearly all is the same.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from processors.stories.head import LEDE_WORDS, kind_of, make_head
from processors.stories.sketch import Sketch, complete_up_to, make_sketch
from processors.text.tokens import tokens
from processors.text.word_lists import WORD

MIN_SAME_ORDER = 0.45
"""Share of the longer part's words that stand in the shorter one in the same order. Of reports of different events in
nine languages, under one background too, one in a hundred pairs has more than .22; of templates filled anew, all."""
MIN_SAME_TEXT = 0.75
"""Share of the larger text that two have in common, whatever their heads say. Reports of different events have .67 at
most, under one background."""
MIN_WORDS = 6
"""Words of a part below which it proves nothing: a flash of few words is soon like another."""
FIRST_HASHES = 8
"""Of two texts that have MIN_SAME_TEXT in common, one pair in 65,000 shares none of so many smallest hashes."""
MAX_CHARACTERS = 20_000
"""Characters of a text that are looked at."""
REACH = 100
"""Texts before and behind one among which its variants are looked for."""


class Form(NamedTuple):
    """What is compared of a text. Words are hashes, without names, figures, dates and the words of every text."""

    head: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    """Of what follows the head, in its length."""
    sketch: Sketch = ()


def make_form(title: str | None, text: str, language: str | None) -> Form:
    """Give the form of an article in a language (ISO 639-1)."""
    text = text[:MAX_CHARACTERS]
    end = max((token.end for token in islice(tokens(text), LEDE_WORDS)), default=0)
    head, after = make_head(title or "", text, language), make_head("", text[end:], language)
    return Form(_words(head.title + head.lede), _words(after.lede), make_sketch(text))


def are_variants(one: Form, other: Form) -> bool:
    """Tell whether two texts were made of one."""
    is_short = min(len(one.after), len(other.after)) < MIN_WORDS
    if _have_one_order(one.head, other.head) and (is_short or _have_one_order(one.after, other.after)):
        return True
    return _share_of_text(one.sketch, other.sketch) >= MIN_SAME_TEXT


def crowded(forms: Sequence[Form], number: int) -> list[bool]:
    """Tell of each of several texts, in the order in which they came, whether it is one of so many variants."""
    found = [1] * len(forms)
    for at, form in enumerate(forms):
        for other in range(at + 1, min(at + 1 + REACH, len(forms))):
            if min(found[at], found[other]) < number and are_variants(form, forms[other]):
                found[at] += 1
                found[other] += 1
    return [count >= number for count in found]


def _words(codes: Sequence[int]) -> tuple[int, ...]:
    return tuple(code for code in codes if kind_of(code) == WORD)


def _have_one_order(one: Sequence[int], other: Sequence[int]) -> bool:
    least = MIN_SAME_ORDER * max(len(one), len(other))
    if min(len(one), len(other)) < MIN_WORDS or len(set(one) & set(other)) < least / 2:
        return False  # the cheap question first: a word may stand in a text twice
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= least


def _share_of_text(one: Sketch, other: Sketch) -> float:
    if set(one[:FIRST_HASHES]).isdisjoint(other[:FIRST_HASHES]):
        return 0.0
    end = min(complete_up_to(one), complete_up_to(other))
    ours, theirs = ({value for value in side if value <= end} for side in (one, other))
    return len(ours & theirs) / max(1, len(ours), len(theirs))
