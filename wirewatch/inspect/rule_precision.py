"""What marks say of the rules: how many of the stories that a rule told of were told by error."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from processors.query.query import all_of, any_of, field_equals
from processors.stores.store import Store
from wirewatch.config.alerts import Rule
from wirewatch.ledger.marks import told_stories

ASKED_AT_ONCE = 50
"""Stories of one query, which Elasticsearch takes whatever else the rule asks for."""


def precision_of_rules(tx: Connection, store: Store | None, rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """Give {"rule", "marked", "wrong", "told", "precision"} of each rule that told of a marked story; the worst first.

    `told` counts the stories, or events, that the ledger remembers as sent. `marked` of them have a mark in an article.
    `wrong` are those of which no article matches the rule any more. Without an index, or without the rule, `wrong`
    and `precision` are None. Raises StoreError.
    """
    by_name, found = {rule.name: rule for rule in rules}, []
    for name, own in told_stories(tx, {rule.name for rule in rules if rule.once_per == "event"}).items():
        wrong = _count_wrong(store, by_name[name], own.marked) if store and name in by_name else None
        found.append(
            {
                "rule": name,
                "marked": len(own.marked),
                "wrong": wrong,
                "told": own.told,
                "precision": None if wrong is None else round(1 - wrong / own.told, 3),
            }
        )
    return sorted(found, key=lambda one: (2 if one["precision"] is None else one["precision"], one["rule"]))


def _count_wrong(store: Store, rule: Rule, stories: Sequence[str]) -> int:
    wrong, field = set(stories), "event_id" if rule.once_per == "event" else "story_id"
    for first in range(0, len(stories), ASKED_AT_ONCE):
        chunk = [field_equals(field, story) for story in stories[first : first + ASKED_AT_ONCE]]
        wrong.difference_update(store.facet(all_of(rule.query, any_of(*chunk)), field))
    return len(wrong)
