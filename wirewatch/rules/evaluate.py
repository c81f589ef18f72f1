"""One batch evaluated by one rule: what it finds, together with what it remembers, makes alerts.

Live matching calls `evaluate` in the transaction that marks the batch as matched, on the ledger; the back-test calls it
for one batch after the other, on a ledger of its own in memory. So both give the same alerts.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, assert_never

from msgspec.structs import replace

from processors.alerts.alert import make_alert
from processors.records import Alert
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Count, Each, New, Outlets, Revision, Silent, Spike, kind_name
from wirewatch.config.times import span_text
from wirewatch.ledger import outbox, rule_state
from wirewatch.ledger.catalogue_groups import gained_groups
from wirewatch.ledger.floods import WITHIN
from wirewatch.ledger.late_judgement import doubt_mark, doubtful_copies, late_articles
from wirewatch.ledger.rule_state import Batch, Memory, State
from wirewatch.rules import decisions, silence, spikes, statements, wording
from wirewatch.rules.age import is_too_old
from wirewatch.rules.context import (
    AlertDraft,
    Baseline,
    RuleContext,
    announce,
    meaning_hash,
    needs_memory,
    starts_anew,
)
from wirewatch.rules.floods import Sifted, hold_back
from wirewatch.rules.observations import Observation, first_of_each_story, has_groups, of_an_edit

FLOOD = "flood"
"""The kind of an alert that tells of a flood, whatever the rule's."""


class Evaluation(NamedTuple):
    """What came of a batch: the alerts that are new, and the ids of the articles that are held back as a flood."""

    alerts: list[Alert]
    held: frozenset[str] = frozenset()


def evaluate(
    context: RuleContext,
    rule: Rule,
    before: Memory | None,
    batch: Batch,
    observations: Sequence[Observation],
    baseline: Baseline | None,
) -> Evaluation:
    """Take what a rule's query found in a batch; the alerts that are new are in the outbox."""
    if not needs_memory(rule):
        sifted = hold_back(context, rule, batch, observations)
        _, drafts = _draft_alerts(context, rule, State(), batch, sifted.kept)
        return _announce_sifted(context, rule, batch, sifted, drafts)
    is_new = before is None or starts_anew(rule, before, batch.nth)
    state = (
        _start_state(context, rule, batch, baseline or Baseline())
        if is_new or before is None
        else before.state
    )
    silences: list[Alert] = []
    if isinstance(rule.kind, Silent) and observations:
        state, silences = silence.check_silence(context, rule, rule.kind, state, batch.at)
    sifted = hold_back(context, rule, batch, observations)
    state, drafts = _draft_alerts(context, rule, state, batch, sifted.kept)
    rule_state.save(context.tx, rule.name, Memory(meaning_hash(rule), batch.nth, state))
    evaluation = _announce_sifted(context, rule, batch, sifted, drafts)
    return evaluation._replace(alerts=silences + evaluation.alerts)


def _start_state(context: RuleContext, rule: Rule, batch: Batch, baseline: Baseline) -> State:
    rule_state.forget(context.tx, rule.name)
    rule_state.add_values(context.tx, rule.name, baseline.values)
    rule_state.add_hits(context.tx, rule.name, baseline.hits)
    state = State(since=baseline.since or batch.at, outages=baseline.outages)
    return spikes.add_news(rule.kind, state, baseline.news) if isinstance(rule.kind, Spike) else state


Outcome = tuple[State, list[AlertDraft]]


def _draft_alerts(
    context: RuleContext, rule: Rule, state: State, batch: Batch, observations: Sequence[Observation]
) -> Outcome:
    heard = [one for one in observations if one.feed not in context.muted]
    # What tells of a story is of a source that is heard, where there is one.
    heard_first = [*heard, *(one for one in observations if one.feed in context.muted)]
    match rule.kind:
        case Each():
            return state, _each(context, rule, heard_first)
        case Count() as kind:
            return _count(context, rule, kind, state, batch, heard)
        case Spike() as kind:
            return _spike(context, rule, kind, state, batch, heard)
        case New() as kind:
            return state, _new(context, rule, kind, batch, heard_first)
        case Outlets() as kind:
            return state, _outlets(context, rule, kind, batch, heard_first)
        case Revision() as kind:
            return state, _revision(context, kind, observations)
        case Silent():
            heard_state = (
                replace(
                    state,
                    last_match_at=batch.at,
                    last_article=observations[-1].article,
                    alerted=False,
                    unwatched=None,
                )
                if observations
                else state
            )
            return heard_state, []
        case never:
            assert_never(never)


def _each(context: RuleContext, rule: Rule, observations: Sequence[Observation]) -> list[AlertDraft]:
    if rule.per_statement:
        drafts = statements.draft_statements(context, rule, observations)
        return [*drafts, *_statements_in_doubt(context, rule, observations, {one.article for one in drafts})]
    first = first_of_each_story(observations)
    announced = outbox.announced_stories(context.tx, rule.name, first)
    new = {story: one for story, one in first.items() if story not in announced}
    told = {one.article for one in new.values()}
    copies = [one for one in observations if one.article not in told]
    doubtful = doubtful_copies(context.links, [*new, *(one.article for one in copies)])
    # A copy in doubt that has a story of its own by now was told of before.
    before = outbox.told_by_mark(
        context.tx, rule.name, [doubt_mark(story) for story in doubtful & new.keys()]
    )
    return [
        *(AlertDraft(story, one.article) for story, one in new.items() if doubt_mark(story) not in before),
        *_copies_in_doubt(one for one in copies if one.article in doubtful),
    ]


def _statements_in_doubt(
    context: RuleContext, rule: Rule, observations: Sequence[Observation], told: Collection[str]
) -> list[AlertDraft]:
    """Draft alerts of copies that may be news and say what was told of their story: a group may claim two attacks."""
    first = first_of_each_story(observations)
    before = outbox.alerted_articles(context.tx, rule.name, first)
    known = {story for story, _, _ in before}
    shown = {*told, *(article for _, _, article in before)}
    copies = [
        one
        for one in observations
        if one.article not in shown and (one.story in known or one is not first[one.story])
    ]
    doubtful = doubtful_copies(context.links, [one.article for one in copies])
    values = {one.article: one.values for one in copies}
    return [
        draft._replace(statements=values[draft.article])
        for draft in _copies_in_doubt(one for one in copies if one.article in doubtful)
    ]


def _copies_in_doubt(copies: Iterable[Observation]) -> list[AlertDraft]:
    """Draft alerts of copies that may be news, each once: a join that was wrong keeps no event from anybody."""
    said = {"happened": wording.DOUBTFUL}
    return [AlertDraft(one.story, one.article, doubt_mark(one.article), said) for one in copies]


def _new_stories(
    context: RuleContext, rule: Rule, batch: Batch, observations: Sequence[Observation]
) -> dict[str, Observation]:
    """Give the stories that the rule has neither hit nor told of before, and remember them."""
    first = first_of_each_story(observations)
    new_stories = rule_state.stories_not_hit(context.tx, rule.name, first) - outbox.announced_stories(
        context.tx, rule.name, first
    )
    new_observations = {story: observation for story, observation in first.items() if story in new_stories}
    rule_state.add_hits(context.tx, rule.name, dict.fromkeys(new_observations, (batch.at, batch.nth)))
    return new_observations


def _count(
    context: RuleContext,
    rule: Rule,
    kind: Count,
    state: State,
    batch: Batch,
    observations: Sequence[Observation],
) -> Outcome:
    new_observations = _new_stories(context, rule, batch, observations)
    window, trigger = decisions.count_trigger(kind, state.window, batch.at, list(new_observations))
    state = replace(state, window=window)
    if trigger is None:
        return state, []
    happened = wording.count_text(kind, trigger.stories, rule.once_per)
    said = {"number": trigger.stories, "window": kind.within_text, "happened": happened}
    return state, [AlertDraft(trigger.story, new_observations[trigger.story].article, alert_fields=said)]


def _spike(
    context: RuleContext,
    rule: Rule,
    kind: Spike,
    state: State,
    batch: Batch,
    observations: Sequence[Observation],
) -> Outcome:
    new_observations = _new_stories(context, rule, batch, observations)
    if not new_observations:
        return state, []
    gaps = spikes.outages_until(kind, rule_state.load_clock(context.links), batch.at)
    news = [
        spikes.SpikeNews(story, one.when) for story, one in new_observations.items() if one.when is not None
    ]
    state, trigger, usual = spikes.take_spike(kind, replace(state, outages=gaps), batch.at, news)
    if trigger is None:
        return state, []
    said = {
        "number": trigger.stories,
        "window": kind.within_text,
        "expected": round(usual, 2),
        "happened": wording.spike_text(kind, trigger.stories, usual, rule.once_per),
    }
    return state, [AlertDraft(trigger.story, new_observations[trigger.story].article, alert_fields=said)]


def _new(
    context: RuleContext, rule: Rule, kind: New, batch: Batch, observations: Sequence[Observation]
) -> list[AlertDraft]:
    every = [value for observation in observations for value in observation.values]
    known = rule_state.known_values(context.tx, rule.name, every)
    if has_groups(kind):
        edited = of_an_edit(kind, every, gained_groups(context.links, batch.nth), batch.at) - known
        rule_state.add_values(context.tx, rule.name, edited)
        known |= edited
    new = decisions.new_values_by_story(
        [(observation.story, observation.values) for observation in observations], known
    )
    heard = {value for one in observations if one.feed not in context.muted for value in one.values}
    rule_state.add_values(
        context.tx, rule.name, (value for values in new.values() for value in values if value in heard)
    )
    return [
        AlertDraft(
            story,
            next(
                observation.article
                for observation in observations
                if observation.story == story and set(observation.values) & set(values)
            ),
            hashlib.sha256("\0".join(values).encode()).hexdigest()[:32],
            {
                "named": tuple(values),
                "happened": wording.new_text(context.name_groups, kind.fields, values),
            },
            tuple(values),
        )
        for story, values in new.items()
    ]


def _outlets(
    context: RuleContext, rule: Rule, kind: Outlets, batch: Batch, observations: Sequence[Observation]
) -> list[AlertDraft]:
    first = first_of_each_story(observations)
    rule_state.add_hits(context.tx, rule.name, dict.fromkeys(first, (batch.at, batch.nth)))
    by_event = rule.once_per == "event"
    articles = rule_state.articles_by_story(context.links, batch.id, by_event=by_event)
    hit_stories = rule_state.stories_hit(context.tx, rule.name, articles)
    not_announced = hit_stories - outbox.announced_stories(context.tx, rule.name, hit_stories)
    counts = rule_state.count_outlets(context.links, not_announced, batch, by_event=by_event)
    carriers = _recent_carriers(
        context, rule, [story for story, number in counts.items() if number >= kind.outlets], batch
    )
    drafts = []
    for story, domains in sorted(carriers.items()):
        arrived = [article for article in articles[story] if article in domains]
        number = len(set(domains.values()))
        if arrived and number >= kind.outlets:
            shown = first[story].article if story in first else arrived[0]
            said = {"number": number, "outlets": number, "happened": f"{number} independent outlets carry it"}
            drafts.append(AlertDraft(story, shown, alert_fields=said))
    return drafts


def _recent_carriers(
    context: RuleContext, rule: Rule, stories: Collection[str], batch: Batch
) -> dict[str, dict[str, str]]:
    """Give by story the outlets' domains by article, up to a batch, without what is too old for the rule."""
    found = rule_state.carriers(context.links, stories, batch, by_event=rule.once_per == "event")
    if rule.not_older is None:
        return found
    documents = context.read_documents([article for domains in found.values() for article in domains])
    too_old = {id_ for id_, document in documents.items() if is_too_old(rule, document)}
    return {
        story: {article: domain for article, domain in domains.items() if article not in too_old}
        for story, domains in found.items()
    }


def _revision(context: RuleContext, kind: Revision, observations: Sequence[Observation]) -> list[AlertDraft]:
    changed = [one for one in observations if one.revision > 1 and one.values]
    documents = context.read_documents([one.article for one in changed]) if changed else {}
    return [
        AlertDraft(
            observation.story,
            observation.article,
            f"{observation.article[:40]}:{observation.revision}",
            {
                "named": observation.values,
                "happened": wording.revision_text(
                    context.name_groups, documents[observation.article], kind.revision
                ),
            },
        )
        for observation in changed
        if observation.article in documents
    ]


def _announce_sifted(
    context: RuleContext, rule: Rule, batch: Batch, sifted: Sifted, drafts: Sequence[AlertDraft]
) -> Evaluation:
    """Announce first the floods, then the other alerts of a batch."""
    floods = [
        AlertDraft(
            told.observation.story,
            told.observation.article,
            told.mark,
            alert_fields={
                "kind": FLOOD,
                "number": told.number,
                "window": span_text(WITHIN),
                "happened": told.describe(),
            },
        )
        for told in sifted.told
    ]
    alerts = _announce_drafts(context, rule, batch, [*floods, *drafts])
    return Evaluation(alerts, frozenset(one.article for one in sifted.held))


def _announce_drafts(
    context: RuleContext, rule: Rule, batch: Batch, drafts: Sequence[AlertDraft]
) -> list[Alert]:
    documents = context.read_documents([draft.article for draft in drafts]) if drafts else {}
    with_article = [draft for draft in drafts if draft.article in documents]
    stories, by_event = {draft.story for draft in with_article}, rule.once_per == "event"
    counts = rule_state.count_outlets(context.links, stories, batch, by_event=by_event)
    names = wording.outlet_names(context, stories, batch, by_event=by_event)
    late = late_articles(context.links, [draft.article for draft in with_article])
    alerts = []
    for draft in with_article:
        document = statements.narrow_document(rule, documents[draft.article], draft.statements)
        made = make_alert(rule.name, rule.query, document, counts.get(draft.story, 1))
        alert = replace(
            made,
            story_id=draft.story,
            happened_at=batch.at,
            group_names=context.name_groups(made.groups),
            outlet_names=names.get(draft.story) or (made.source,),
            late=draft.article in late,
            **{"kind": kind_name(rule.kind), **draft.alert_fields},
        )
        if announce(context, rule, alert, batch.id, draft.mark, documents[draft.article]["source"]["id"]):
            alerts.append(alert)
    return alerts
