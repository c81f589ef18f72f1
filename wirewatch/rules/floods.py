"""Floods: of many variants of one text that a source publishes within an hour, a rule tells once, and holds the rest.

What is held is to the rule as if it had never come: it is not counted, and makes no value known. So an article of
another source that is a copy of one still makes the story's alert. Texts that are not alike are no flood, however many.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from processors.stories.variants import MAX_CHARACTERS, crowded, make_form
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Count, Each, New, Spike
from wirewatch.config.times import span_text
from wirewatch.ledger import floods, outbox, rule_state
from wirewatch.ledger.floods import WITHIN, Flood
from wirewatch.ledger.late_judgement import doubt_mark, doubtful_copies
from wirewatch.ledger.rule_state import Batch
from wirewatch.rules.context import RuleContext
from wirewatch.rules.observations import Observation, first_of_each_story

_form = lru_cache(600)(make_form)
"""Many rules find the same articles, of which a batch has 500."""
MAX_NAMED = 5
"""Rules that a step names."""


class Told(NamedTuple):
    """A flood that has begun: the variant that tells of it, and how many there are within the hour."""

    observation: Observation
    number: int
    mark: str = ""
    """Tells a copy in doubt from its story, which may be told of already."""

    def describe(self) -> str:
        """Say in one line what happened."""
        alike = f"{self.number} alike articles of {self.observation.source} within {span_text(WITHIN)}"
        return f"flood: {alike}; no more of them are told"


class Sifted(NamedTuple):
    """What a rule found in a batch: what it goes on with, what tells of floods, and what is held."""

    kept: Sequence[Observation]
    told: Sequence[Told] = ()
    held: Sequence[Observation] = ()


def hold_back(context: RuleContext, rule: Rule, batch: Batch, observations: Sequence[Observation]) -> Sifted:
    """Take the variants out of what a rule found, once a source has published `rule.flood` of them within an hour."""
    if rule.flood is None or not observations:
        return Sifted(observations)
    doubtful = _copies_in_doubt(context, rule, observations)
    news = _news_by_source(context, rule, observations, doubtful)
    if not news:
        return Sifted(observations)
    documents = context.read_documents([one.article for found in news.values() for one in found])
    recent = floods.recent_forms(context.tx, rule.name, news, batch.at)
    current = floods.current_floods(context.tx, rule.name, news, batch.at)
    told: list[Told] = []
    gone: set[tuple[str, str]] = set()
    for source, found in sorted(news.items()):
        texts = {one.article: documents[one.article] for one in found if one.article in documents}
        forms = {
            id_: _form(one["title"], one["text"][:MAX_CHARACTERS], one["language"])
            for id_, one in texts.items()
        }
        before = recent.get(source, [])
        is_crowded = crowded([*before, *forms.values()], rule.flood)
        floods.remember_forms(context.tx, rule.name, source, forms, batch.at)
        ids = {id_ for id_, many in zip(forms, is_crowded[len(before) :], strict=True) if many}
        crowd = [one for one in found if one.article in ids]
        if not crowd:
            continue
        gone |= {(source, one.article if one.article in doubtful else one.story) for one in crowd}
        flood = current.get(source)
        if flood is None:
            first = crowd[0]
            mark = doubt_mark(first.article) if first.article in doubtful else ""
            told.append(Told(first, sum(is_crowded), mark))
            flood = Flood(batch.at, batch.at, crowd[0].article, -1)
        floods.save_flood(
            context.tx,
            rule.name,
            source,
            flood._replace(last_at=max(flood.last_at, batch.at), held=flood.held + len(crowd)),
        )
    begun = {(one.observation.source, one.observation.story) for one in told if not one.mark}
    begun |= {(one.observation.source, one.observation.article) for one in told if one.mark}

    def is_among(one: Observation, which: AbstractSet[tuple[str, str]]) -> bool:
        return not which.isdisjoint({(one.source, one.story), (one.source, one.article)})

    return Sifted(
        [one for one in observations if not is_among(one, gone)],
        told,
        [one for one in observations if is_among(one, gone - begun)],
    )


def held_detail(source: str, rules: Sequence[str]) -> str:
    """Say of an article why these rules, at least one, did not tell of it."""
    more = f" and {len(rules) - MAX_NAMED} more" if len(rules) > MAX_NAMED else ""
    alike = f"one of the alike articles that {source} published within {span_text(WITHIN)}"
    return f"held back as a flood: {alike}, which were told once; rules: {', '.join(rules[:MAX_NAMED])}{more}"


def _copies_in_doubt(
    context: RuleContext, rule: Rule, observations: Sequence[Observation]
) -> AbstractSet[str]:
    """Give the articles that a rule may tell of beside their stories, as copies in doubt."""
    if not isinstance(rule.kind, Each):
        return frozenset()
    first = first_of_each_story(observations)
    new = first.keys() - outbox.announced_stories(context.tx, rule.name, first)
    told = {first[story].article for story in new}
    found = doubtful_copies(context.links, [one.article for one in observations if one.article not in told])
    marks = {doubt_mark(article): article for article in found}
    return found - {marks[mark] for mark in outbox.told_by_mark(context.tx, rule.name, list(marks))}


def _news_by_source(
    context: RuleContext, rule: Rule, observations: Sequence[Observation], doubtful: AbstractSet[str]
) -> Mapping[str, list[Observation]]:
    """Give by source the first article of each story that the rule may tell of, or count, and the copies in doubt."""
    stories = {one.story for one in observations}
    match rule.kind:
        case Each():
            new = stories - outbox.announced_stories(context.tx, rule.name, stories)
        case Count() | Spike():
            new = rule_state.stories_not_hit(context.tx, rule.name, stories)
            new -= outbox.announced_stories(context.tx, rule.name, new)
        case New():
            values = {value for one in observations for value in one.values}
            known = rule_state.known_values(context.tx, rule.name, values)
            new = {one.story for one in observations if not known.issuperset(one.values)}
        case _:
            return {}
    first: dict[tuple[str, str], Observation] = {}
    for one in observations:
        if one.article in doubtful:
            first[one.source, one.article] = one
        elif one.story in new:
            first.setdefault((one.source, one.story), one)
    found: dict[str, list[Observation]] = {}
    for (source, _), one in first.items():
        found.setdefault(source, []).append(one)
    return found
