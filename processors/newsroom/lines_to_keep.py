"""The lines around a text that the rules keep as something else, and which therefore must come as far as these.

Credits become authors, notes on what was wrong become corrections, and a legal label under a text tells what its
asterisks mean. They mostly stand behind the last paragraph, in an element of their own, as offers and footers do.
"""

from collections.abc import Collection, Iterable, Sequence

from processors.newsroom.corrections import is_correction_at
from processors.newsroom.credits import split_credit
from processors.newsroom.legal_labels import DEFAULT_LABELS
from processors.newsroom.page_lines import boilerplate_rule


def places_to_keep(lines: Sequence[str], asked: Iterable[int]) -> Collection[int]:
    """Return those of the places (from 0) asked about whose lines are credits, corrections or legal labels."""
    return {
        place
        for place in asked
        if is_correction_at(place, lines) or _is_credit(lines[place]) or _is_label(lines[place])
    }


def _is_label(line: str) -> bool:
    return DEFAULT_LABELS.may_stand_in(line) and DEFAULT_LABELS.verdict.search(line) is not None


def _is_credit(line: str) -> bool:
    rule = boilerplate_rule(line)
    return (rule is not None and rule.name == "agency_credits") or split_credit(line)[1] is not None
