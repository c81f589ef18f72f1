"""The lines around a text that the rules keep as something else, and which therefore must come as far as these.

Credits become authors, notes on what was wrong become corrections, and a legal label under a text tells what its
asterisks mean. They mostly stand behind the last paragraph, in an element of their own, as offers and footers do.
"""

from collections.abc import Collection, Sequence

from processors.newsroom.corrections import correction_places
from processors.newsroom.credits import split_credit
from processors.newsroom.legal_labels import DEFAULT_LABELS
from processors.newsroom.page_lines import boilerplate_rule


def places_to_keep(lines: Sequence[str]) -> Collection[int]:
    """Return the places (from 0) of the lines that are credits, corrections or legal labels."""
    found = set(correction_places(list(lines)))
    for place, line in enumerate(lines):
        if _is_credit(line) or (DEFAULT_LABELS.may_stand_in(line) and DEFAULT_LABELS.verdict.search(line)):
            found.add(place)
    return found


def _is_credit(line: str) -> bool:
    rule = boilerplate_rule(line)
    return (rule is not None and rule.name == "agency_credits") or split_credit(line)[1] is not None
