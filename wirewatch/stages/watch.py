"""watch: the clock -> alerts of rules that have fallen silent, also when nothing at all arrives."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Silent, Spike
from wirewatch.ledger import leases, rule_state
from wirewatch.ledger.rule_state import CLOCK_ROW, Memory, State
from wirewatch.ledger.schema import batches, links
from wirewatch.project import Project
from wirewatch.rules.context import RuleContext, meaning_hash
from wirewatch.rules.flow_health import flow_check
from wirewatch.rules.silence import check_silence
from wirewatch.rules.spikes import SHORTEST_OUTAGE

KEPT_OUTAGES = timedelta(days=100)
"""How long it is known when nothing ran: longer than any baseline."""


def watch_silences(project: Project) -> Counter[str]:
    """Look at the clock for every rule that waits for a silence; counts `alerts`. Raises Trouble.

    For rules that look for spikes it notes when nobody has looked: then nothing ran.
    """
    rules = [(rule, rule.kind) for rule in project.alerts.rules if isinstance(rule.kind, Silent)]
    counts: Counter[str] = Counter()
    if not rules and not any(isinstance(rule.kind, Spike) for rule in project.alerts.rules):
        return counts
    present = leases.now()
    with project.ledger.begin() as tx:
        rule_state.lock(tx)
        memories, nth = rule_state.load(tx), rule_state.last_nth(tx)
        clock = rule_state.load_clock(tx)
        previous = clock.checked_at
        context = RuleContext(tx, tx, _no_documents, flow_check(project, tx), present)
        upto = _matched_until(tx, present)
        for rule, kind in rules:
            before = memories.get(rule.name)
            if before is None or before.owed_from is None:
                state = _state_of(context, rule, before, nth, previous)
                state, alerts = check_silence(context, rule, kind, state, upto)
                rule_state.save(
                    tx, rule.name, Memory(meaning_hash(rule), nth, replace(state, checked_at=present))
                )
                counts["alerts"] += len(alerts)
        rule_state.save(tx, CLOCK_ROW, Memory(CLOCK_ROW, nth, _look_again(clock, present)))
    return counts


def _look_again(clock: State, present: datetime) -> State:
    """Give what is noted of the clock when it is looked at, with the time in which nobody did, if that was long."""
    known = [outage for outage in clock.outages if outage[1] > present - KEPT_OUTAGES]
    if clock.checked_at is not None and present - clock.checked_at > SHORTEST_OUTAGE:
        known.append((clock.checked_at, present))
    return State(checked_at=present, outages=known)


def _state_of(
    context: RuleContext, rule: Rule, before: Memory | None, nth: int, previous: datetime | None
) -> State:
    """Give what a rule remembers; its silence begins now where it is new, was edited, or was disabled meanwhile."""
    continues = before and before.meaning == meaning_hash(rule) and before.nth == nth
    if before and continues and before.state.checked_at in (None, previous):
        return before.state
    rule_state.forget(context.tx, rule.name)
    return State(since=context.at)


def _matched_until(tx: Connection, present: datetime) -> datetime:
    """Give the time up to which everything that was indexed has been matched: no batch on its way may be earlier."""
    opened = tx.execute(select(func.min(batches.c.indexed_at)).where(batches.c.matched_at.is_(None))).scalar()
    under_way = (links.c.fate == "processed", links.c.lease.is_not(None))
    until = tx.execute(select(func.min(links.c.lease_until)).where(*under_way)).scalar()
    return min(at for at in (present, opened, until and until - leases.LEASE) if at)


def _no_documents(_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    return {}
