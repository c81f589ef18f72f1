"""What a rule's `when` may say: the kinds of rules."""

from typing import Literal

from msgspec import Struct

KEYS = ("each",)
WhenSpec = Literal["each"]
"""The value of `when`, as written."""


class Each(Struct, frozen=True):
    """Alert on every story, once."""


Kind = Each


def kind_of(when: WhenSpec) -> Kind:
    """Give the kind that `when` names."""
    return {"each": Each()}[when]
