"""Groups of the catalogue that may be one: one report names a branch, another the group that it is part of.

A branch is written with the groups above it, each behind its own id: isis-k, isis+. As in a query, `isis+` stands for
the group and its branches; two branches are two groups.
"""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

BRANCH = "+"


def with_parents(groups: Collection[str], parents: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Give ids of groups, and behind them those of the groups that they are part of, each once."""
    above = (f"{one}{BRANCH}" for group in groups for one in parents.get(group, ()))
    return tuple(dict.fromkeys((*groups, *above)))


def kin(one: AbstractSet[str], other: AbstractSet[str]) -> frozenset[str]:
    """Give the groups of the first that the second names as well, or a branch of them, or what they are part of."""
    own = {group for group in one if not group.endswith(BRANCH)}
    theirs = {group for group in other if not group.endswith(BRANCH)}
    same = own & theirs | {group for group in own if f"{group}{BRANCH}" in other}
    branches = any(f"{group}{BRANCH}" in one for group in theirs)
    return frozenset(same or (own if branches else ()))
