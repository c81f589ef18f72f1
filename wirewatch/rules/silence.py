"""Silence: when nothing that a rule looks for has come for its span, and whether that is quiet or broken."""

from datetime import datetime, timedelta

from msgspec.structs import replace
from sqlalchemy import select

from processors.records import Alert
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Silent
from wirewatch.ledger.rule_state import State
from wirewatch.ledger.schema import links
from wirewatch.rules import decisions
from wirewatch.rules.context import RuleContext, announce


def check_silence(
    context: RuleContext, rule: Rule, kind: Silent, state: State, at: datetime
) -> tuple[State, list[Alert]]:
    """Tell of a silence that is complete at a time, once; give what the rule remembers afterwards, and the alert."""
    state = _note_unwatched(state, context.at)
    last_match = state.last_match_at or state.since
    complete = (
        decisions.silence_complete_at(kind.silent, last_match, state.alerted, at) if last_match else None
    )
    if last_match is None or complete is None:
        return state, []
    alert = _silence_alert(
        context, rule, kind, state, last_match, complete, context.flow_check(rule, state, at)
    )
    new = announce(context, rule, alert, "", last_match.isoformat())
    return replace(state, alerted=True), [alert] if new else []


def _note_unwatched(state: State, present: datetime) -> State:
    """Remember the longest time in which nobody looked: the flow may have gone on."""
    longest = state.unwatched[1] - state.unwatched[0] if state.unwatched else timedelta(0)
    if state.checked_at and present - state.checked_at > longest:
        return replace(state, unwatched=(state.checked_at, present))
    return state


def _silence_alert(
    context: RuleContext,
    rule: Rule,
    kind: Silent,
    state: State,
    last_match: datetime,
    complete: datetime,
    broken: str | None,
) -> Alert:
    """Make the alert, which has no article: its url and source are those of the one that matched last."""
    last = context.links.execute(
        select(links.c.url, links.c.domain).where(links.c.id == state.last_article)
    ).one_or_none()
    since = f"{'Nothing' if state.last_match_at else 'Nothing ever'} matched since {last_match:%Y-%m-%d %H:%M} UTC"
    verdict = f"the flow is broken rather than quiet: {broken}" if broken else "the flow itself seems well"
    silent = f"silent for {kind.silent_text}"
    return Alert(
        rule=rule.name,
        story_id="",
        article_id=state.last_article or "",
        title=f"{rule.name} is {silent}",
        url=last.url if last else "",
        source=last.domain if last else "",
        groups=(),
        sentence=f"{since}; {verdict}.",
        outlets=0,
        published_at=None,
        first_seen_at=complete,
        kind="silent",
        happened=silent,
        happened_at=complete,
        number=0,
        window=kind.silent_text,
        broken=broken,
    )
