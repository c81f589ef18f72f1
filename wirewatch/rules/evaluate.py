"""One batch taken by one rule: what it finds, together with what it remembers, makes alerts.

Live matching calls `take` in the transaction that marks the batch as matched, on the ledger; the back-test calls it
for one batch after the other, on a ledger of its own in memory. So both give the same alerts.
"""

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, assert_never

from msgspec.structs import replace

from processors.alerts.alert import make_alert
from processors.records import Alert
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Count, Each, New, Outlets, Revision, Silent, Spike, name_of
from wirewatch.ledger import outbox, rule_state
from wirewatch.ledger.rule_state import Batch, Memory, State
from wirewatch.rules import decisions, silence
from wirewatch.rules.context import Learnt, Scene, announce, begins, meaning, remembers
from wirewatch.rules.observations import Sight, firsts


class Happening(NamedTuple):
    """What makes one alert: the story, the article that shows it, and what the alert says of it."""

    story: str
    article: str
    mark: str = ""
    said: Mapping[str, Any] = MappingProxyType({})


def take(
    scene: Scene,
    rule: Rule,
    before: Memory | None,
    batch: Batch,
    seen: Sequence[Sight],
    learnt: Learnt | None,
) -> list[Alert]:
    """Take what a rule's query found in a batch; give the alerts that are new, which are in the outbox."""
    if not remembers(rule):
        return _announce(scene, rule, batch, _happened(scene, rule, State(), batch, seen)[1])
    begun = before is None or begins(rule, before, batch.nth)
    state = _begin(scene, rule, batch, learnt or Learnt()) if begun or before is None else before.state
    told: list[Alert] = []
    if isinstance(rule.kind, Silent) and seen:
        state, told = silence.look(scene, rule, rule.kind, state, batch.at)
    state, happened = _happened(scene, rule, state, batch, seen)
    rule_state.save(scene.tx, rule.name, Memory(meaning(rule), batch.nth, state))
    return told + _announce(scene, rule, batch, happened)


def _begin(scene: Scene, rule: Rule, batch: Batch, learnt: Learnt) -> State:
    rule_state.forget(scene.tx, rule.name)
    rule_state.add_values(scene.tx, rule.name, learnt.values)
    rule_state.add_hits(scene.tx, rule.name, learnt.hits)
    return State(since=learnt.since or batch.at)


Outcome = tuple[State, list[Happening]]


def _happened(scene: Scene, rule: Rule, state: State, batch: Batch, seen: Sequence[Sight]) -> Outcome:
    match rule.kind:
        case Each():
            return state, _each(scene, rule, seen)
        case Count() as kind:
            return _count(scene, rule, kind, state, batch, seen)
        case Spike() as kind:
            return _spike(scene, rule, kind, state, batch, seen)
        case New() as kind:
            return state, _new(scene, rule, kind, seen)
        case Outlets() as kind:
            return state, _outlets(scene, rule, kind, batch, seen)
        case Revision():
            return state, _revision(seen)
        case Silent():
            heard = (
                replace(state, heard=batch.at, last=seen[-1].article, told=False, blind=None)
                if seen
                else state
            )
            return heard, []
        case never:
            assert_never(never)


def _each(scene: Scene, rule: Rule, seen: Sequence[Sight]) -> list[Happening]:
    first = firsts(seen)
    told = outbox.announced(scene.tx, rule.name, first)
    return [Happening(story, one.article) for story, one in first.items() if story not in told]


def _fresh(scene: Scene, rule: Rule, batch: Batch, seen: Sequence[Sight]) -> dict[str, Sight]:
    """Give the stories that the rule has neither hit nor told of before, and remember them."""
    first = firsts(seen)
    new = rule_state.new_to(scene.tx, rule.name, first) - outbox.announced(scene.tx, rule.name, first)
    fresh = {story: one for story, one in first.items() if story in new}
    rule_state.add_hits(scene.tx, rule.name, dict.fromkeys(fresh, (batch.at, batch.nth)))
    return fresh


def _count(
    scene: Scene, rule: Rule, kind: Count, state: State, batch: Batch, seen: Sequence[Sight]
) -> Outcome:
    fresh = _fresh(scene, rule, batch, seen)
    window, tips = decisions.count(kind, state.window, batch.at, list(fresh))
    said = {"window": kind.within_text}
    return replace(state, window=window), [
        Happening(
            tip.story,
            fresh[tip.story].article,
            said=said
            | {"number": tip.stories, "happened": f"{tip.stories} stories within {kind.within_text}"},
        )
        for tip in tips
    ]


def _spike(
    scene: Scene, rule: Rule, kind: Spike, state: State, batch: Batch, seen: Sequence[Sight]
) -> Outcome:
    start = batch.at - kind.within
    current = rule_state.hits_between(scene.tx, rule.name, start, batch.at)
    fresh = _fresh(scene, rule, batch, seen)
    if not fresh or state.since is None or state.since > start - kind.baseline:
        return state, []
    whole = rule_state.hits_between(scene.tx, rule.name, start - kind.baseline, start)
    same_hours = [
        rule_state.hits_between(
            scene.tx, rule.name, start - k * decisions.WEEK, batch.at - k * decisions.WEEK
        )
        for k in range(1, decisions.weeks(kind) + 1)
    ]
    usual = decisions.expected(kind, whole, same_hours)
    high, tips = decisions.spike(kind, state.high, current, usual, list(fresh))
    said = {"window": kind.within_text, "expected": round(usual, 2)}
    return replace(state, high=high), [
        Happening(
            tip.story,
            fresh[tip.story].article,
            said=said
            | {
                "number": tip.stories,
                "happened": f"{tip.stories} stories within {kind.within_text}, where {usual:.1f} are usual",
            },
        )
        for tip in tips
    ]


def _new(scene: Scene, rule: Rule, kind: New, seen: Sequence[Sight]) -> list[Happening]:
    every = [value for one in seen for value in one.values]
    known = rule_state.values_known(scene.tx, rule.name, every)
    new = decisions.first_seen([(one.story, one.values) for one in seen], known)
    rule_state.add_values(scene.tx, rule.name, (value for values in new.values() for value in values))
    what = " and ".join(kind.fields)
    return [
        Happening(
            story,
            next(one.article for one in seen if one.story == story and set(one.values) & set(values)),
            hashlib.sha256("\0".join(values).encode()).hexdigest()[:32],
            {"named": tuple(values), "happened": f"never seen before in {what}: {', '.join(values)}"},
        )
        for story, values in new.items()
    ]


def _outlets(scene: Scene, rule: Rule, kind: Outlets, batch: Batch, seen: Sequence[Sight]) -> list[Happening]:
    first = firsts(seen)
    rule_state.add_hits(scene.tx, rule.name, dict.fromkeys(first, (batch.at, batch.nth)))
    articles = rule_state.articles_of(scene.links, batch.id)
    mine = rule_state.hit_by(scene.tx, rule.name, articles)
    waiting = mine - outbox.announced(scene.tx, rule.name, mine)
    counts = rule_state.outlets(scene.links, waiting, batch)
    return [
        Happening(
            story,
            first[story].article if story in first else articles[story][0],
            said={"number": number, "happened": f"{number} independent outlets carry it"},
        )
        for story, number in sorted(counts.items())
        if number >= kind.outlets
    ]


def _revision(seen: Sequence[Sight]) -> list[Happening]:
    return [
        Happening(
            one.story,
            one.article,
            f"{one.article[:40]}:{one.revision}",
            {
                "named": one.values,
                "happened": f"revision {one.revision} changed the groups {', '.join(one.values)}",
            },
        )
        for one in seen
        if one.revision > 1 and one.values
    ]


def _announce(scene: Scene, rule: Rule, batch: Batch, happened: Sequence[Happening]) -> list[Alert]:
    documents = scene.documents([one.article for one in happened]) if happened else {}
    there = [one for one in happened if one.article in documents]
    counts = rule_state.outlets(scene.links, {one.story for one in there}, batch)
    alerts = []
    for one in there:
        alert = replace(
            make_alert(rule.name, rule.query, documents[one.article], counts.get(one.story, 1)),
            story_id=one.story,
            kind=name_of(rule.kind),
            happened_at=batch.at,
            **one.said,
        )
        if announce(scene, rule, alert, batch.id, one.mark):
            alerts.append(alert)
    return alerts
