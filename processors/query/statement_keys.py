"""What tells one statement of a story from another: its act and its speaker, and whom it is about.

claim:isis-k              ISIS-K claims
claim-not:unknown         no group has claimed
blame:other>bla+ttp       somebody who is no group of the catalogue blames the BLA and the TTP
"""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

UNKNOWN = "unknown"
NO_GROUP = ("other", UNKNOWN)
"""Speakers that are no group: such a statement is told by whom it is about."""
LONGEST_KEY = 64
"""Characters of a key, which is the mark of an alert too; groups beyond that are left out."""
LONGEST_ID = 30
"""Characters of a group's id in a key; of a longer one the beginning and a hash."""


class StatementKey(NamedTuple):
    """A key in its parts."""

    act: str
    """With `-not` behind it where the article says that it was not done."""
    by: str
    about: tuple[str, ...] = ()
    """Empty where a group speaks."""


def statement_key(statement: Mapping[str, Any]) -> str:
    """Give the key of a stored statement, of at most LONGEST_KEY characters."""
    by = _short(str(statement["by"]))
    key = f"{statement['act']}{'-not' if statement['negated'] else ''}:{by}"
    between = ">"
    for group in statement["about"] if by in NO_GROUP else ():
        if len(key) + 1 + len(_short(group)) > LONGEST_KEY:
            break
        key, between = f"{key}{between}{_short(group)}", "+"
    return key


def read_key(key: str) -> StatementKey | None:
    """Give the parts of a key; None for the mark of an alert that is about no statement."""
    act, colon, rest = key.partition(":")
    by, _, about = rest.partition(">")
    return StatementKey(act, by, tuple(about.split("+")) if about else ()) if colon else None


def _short(group: str) -> str:
    if len(group) <= LONGEST_ID:
        return group
    return f"{group[: LONGEST_ID - 17]}~{hashlib.sha256(group.encode()).hexdigest()[:16]}"
