"""Rules that tell of statements: another group's claim of the same attack is an alert of its own.

A statement is told by its act and its speaker; where the speaker is no group, by the groups that it is about. In one
story that is told once, whatever the number of articles. A group and its branch are one speaker: outlets write both.
Where an article was told of, and has been corrected or read anew, what it says now counts as told.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from processors.query.asked import statements_found
from processors.query.statement_keys import NO_GROUP, UNKNOWN, StatementKey, read_key, statement_key
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Each
from wirewatch.ledger import outbox
from wirewatch.ledger.late_judgement import DOUBT, doubt_mark, doubtful_copies
from wirewatch.rules import wording
from wirewatch.rules.context import AlertDraft, RuleContext
from wirewatch.rules.observations import Observation, new_values, statement_keys

NO_STATEMENT = ""
"""Stands for an article that the query finds without a statement."""


class Told(NamedTuple):
    """What a rule has told of a story."""

    keys: list[StatementKey]
    """The statements of its alerts, in their order."""
    also: list[StatementKey]
    """What the articles of these alerts say now in place of that."""


def draft_statements(
    context: RuleContext, rule: Rule, observations: Sequence[Observation]
) -> list[AlertDraft]:
    """Give an alert for each statement of the articles that was not told of its story before."""
    told = _told_before(context, rule, {one.story for one in observations})
    drafts = []
    for one in observations:
        for value in one.values or (NO_STATEMENT,):
            before, key = told.get(one.story), read_key(value)
            if before and (key is None or _is_told(context, key, (*before.keys, *before.also))):
                continue
            drafts.append(_draft(context, one, value, before.keys if before else ()))
            told.setdefault(one.story, Told([], [])).keys.extend([key] if key else [])
    return drafts


def narrow_document(rule: Rule, document: dict[str, Any], wanted: Sequence[str]) -> dict[str, Any]:
    """Give a document with those statements alone that an alert tells of, where it tells of any."""
    found = statements_found(rule.query, document) if wanted else []
    kept = [
        one
        for one in found
        if (
            statement_key(one) in wanted
            if isinstance(rule.kind, Each)
            else set(wanted) & set(new_values(rule, document | {"statements": [one]}))
        )
    ]
    return document | {"statements": kept} if kept else document


def _draft(context: RuleContext, one: Observation, value: str, before: Sequence[StatementKey]) -> AlertDraft:
    key = read_key(value)
    if key is None or not before:
        return AlertDraft(one.story, one.article, value, statements=(value,) if key else ())
    groups = wording.same_act_groups(key, before)
    said = {
        "named": wording.groups_of(key),
        "number": len(groups),
        "happened": wording.statement_text(context.name_groups, key, groups),
    }
    return AlertDraft(one.story, one.article, value, said, (value,))


def _told_before(context: RuleContext, rule: Rule, stories: Iterable[str]) -> dict[str, Told]:
    """Give by story what the rule has told of it."""
    stories = set(stories)
    doubts = {doubt_mark(story): story for story in doubtful_copies(context.links, stories)}
    # A copy in doubt that has a story of its own by now was told of before.
    in_doubt = sorted(outbox.told_by_mark(context.tx, rule.name, list(doubts)))
    alerted = [
        *outbox.alerted_articles(context.tx, rule.name, stories),
        *((doubts[mark], mark, doubts[mark]) for mark in in_doubt),
    ]
    documents = context.read_documents(sorted({article for _, _, article in alerted})) if alerted else {}
    told: dict[str, Told] = {}
    for (story, article), marks in _by_article(alerted).items():
        one, says = told.setdefault(story, Told([], [])), _keys_of(rule, documents.get(article))
        keys = [key for mark in marks if not mark.startswith(DOUBT) and (key := read_key(mark))]
        # A mark without a key is of a copy in doubt, or of before the rule told of statements.
        one.keys.extend(keys or says)
        gone = [key for key in keys if key not in says]
        others = [key for key in says if key not in keys]
        for act in {key.act for key in gone}:
            instead = [key for key in others if key.act == act]
            one.also.extend(instead[: sum(key.act == act for key in gone)])
    return told


def _by_article(alerted: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], list[str]]:
    marks: dict[tuple[str, str], list[str]] = {}
    for story, mark, article in alerted:
        marks.setdefault((story, article), []).append(mark)
    return marks


def _keys_of(rule: Rule, document: Mapping[str, Any] | None) -> list[StatementKey]:
    values = statement_keys(rule, document) if document else ()
    return [key for value in values if (key := read_key(value))]


def _is_told(context: RuleContext, key: StatementKey, told: Sequence[StatementKey]) -> bool:
    """Tell whether a statement was told: the same act by the same speaker, about no other group.

    That somebody has claimed it is nothing new where it is known who did.
    """
    same = [old for old in told if old.act == key.act and _is_speaker(context, key.by, old.by)]
    about = {group for old in same for group in old.about}
    return bool(same) and all(any(_is_same(context, group, old) for old in about) for group in key.about)


def _is_speaker(context: RuleContext, by: str, old: str) -> bool:
    return by == UNKNOWN or (by in NO_GROUP and old in NO_GROUP) or _is_same(context, by, old)


def _is_same(context: RuleContext, one: str, other: str) -> bool:
    return one == other or context.is_one_group(one, other)
