"""What rules remember, as the ledger keeps it."""

from datetime import UTC, datetime

import msgspec

from wirewatch.ledger.rule_state import State

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_the_state_of_a_rule_keeps_the_names_under_which_it_was_stored() -> None:
    """A ledger that an older version wrote is read, and an older version reads what this one writes."""
    stored = {"heard": AT, "last": "a", "told": True, "looked": AT, "blind": (AT, AT)}
    state = State(last_match_at=AT, last_article="a", alerted=True, checked_at=AT, unwatched=(AT, AT))
    assert msgspec.json.encode(state) == msgspec.json.encode(stored)
    assert msgspec.json.decode(msgspec.json.encode(stored), type=State) == state
