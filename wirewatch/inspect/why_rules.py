"""Why an article made the alert of a rule, or none: the clause that failed, its age, its story, or who was told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from processors.query.describe import describe
from processors.query.nodes import And
from processors.query.query import Query, all_of, field_equals
from processors.stores.store import Store
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Each, kind_name
from wirewatch.ledger.mutes import MUTED
from wirewatch.project import Project
from wirewatch.rules.age import is_too_old, too_old_detail
from wirewatch.rules.observations import told_once

MOST_CLAUSES = 50
"""Parts of one query that are asked for one by one."""


def explain_rules(project: Project, link: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Tell for each rule what it made of an article: [{"rule", "outcome", "detail"}], as alerts.yaml has them.

    `link` is what `explain_link` gives. Outcomes: alerted (an alert of this article), copy (the alert of its story or
    event was made by another article), muted (somebody had muted it), other (the query fits, but the rule is of a kind
    that looks at more than one article), waiting (not matched yet), too_old, no_match, disabled, not_indexed. Raises
    Mistake and StoreError.
    """
    documents = project.store.get([link["id"]])
    rules = [(rule, True) for rule in project.alerts.rules] + [
        (rule, False) for rule in project.alerts.disabled
    ]
    if not documents:
        detail = f"the article is not in the index: its fate is {link['fate']}"
        return [_told(rule, "not_indexed", detail) for rule, _ in rules]
    return [_explain(project.store, rule, documents[0], link, enabled=enabled) for rule, enabled in rules]


def _explain(
    store: Store, rule: Rule, document: dict[str, Any], link: Mapping[str, Any], *, enabled: bool
) -> dict[str, Any]:
    if not enabled:
        return _told(rule, "disabled", "the rule says enabled: false")
    inside = field_equals("id", document["id"])
    if failed := list(_failed_clauses(store, rule.query, inside)):
        return _told(rule, "no_match", "not in the article: " + "; ".join(failed))
    if is_too_old(rule, document):
        return _told(rule, "too_old", too_old_detail(document, [rule]))
    once = told_once(rule, document)
    if told := [line for line in link["alerts"] if line["rule"] == rule.name and line["story_id"] == once]:
        if all(line["state"] == MUTED for line in told):
            return _told(rule, "muted", told[0]["detail"])
        if own := [line for line in told if line["article_id"] == document["id"]]:
            return _told(rule, "alerted", _whom(own))
        to = _whom(told)
        what = "story" if once == document["story_id"] or document.get("copy_of") else "event"
        joined = f"; it {link['event_grounds']}" if what == "event" and link["event_grounds"] else ""
        return _told(rule, "copy", f"its {what} was told once, of another article: {to}{joined}")
    if not isinstance(rule.kind, Each):
        return _told(rule, "other", f"the query fits; the rule alerts when: {kind_name(rule.kind)}")
    return _told(
        rule,
        "waiting",
        "the query fits, and no alert was made: not matched yet, older than the rule, or held",
    )


def _whom(told: Sequence[Mapping[str, Any]]) -> str:
    """Say who was told, and what the message said of why it came."""
    said = dict.fromkeys(line["happened"] for line in told if line["happened"])
    return "; ".join([", ".join(f"{line['channel']} ({line['state']})" for line in told), *said])


def _failed_clauses(store: Store, query: Query, inside: Query) -> Iterator[str]:
    """Give those parts of a query, joined by AND, that do not find the article, as they can be read."""
    if store.search(all_of(query, inside), size=0, highlight=False).total:
        return
    parts = query.root.children if isinstance(query.root, And) else ()
    failed = 0
    for part in parts[:MOST_CLAUSES]:
        if not store.search(all_of(Query("part", part), inside), size=0, highlight=False).total:
            failed += 1
            yield describe(part)
    if not failed:
        yield query.text


def _told(rule: Rule, outcome: str, detail: str) -> dict[str, Any]:
    return {"rule": rule.name, "outcome": outcome, "detail": detail}
