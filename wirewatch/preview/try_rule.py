"""What would become of a rule that somebody is writing: what is wrong with it, and what it would have sent."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from wirewatch.config.alerts import Rule, examine_alerts
from wirewatch.config.edit_rules import FIELDS, text_with_rule
from wirewatch.config.yaml_file import read_yaml
from wirewatch.errors import Mistake
from wirewatch.interrupt import temporary_folder
from wirewatch.ledger import leases
from wirewatch.preview.alerts_check import unknown_group_mistakes, unknown_value_mistakes
from wirewatch.preview.alerts_diff import RuleChange, compare_rules
from wirewatch.preview.loudness import alerts_a_day, loud_rules, measured_span
from wirewatch.project import Project

MOST_REPLAYED = 20_000
"""Articles that a query may find for its rule to be replayed while somebody waits; of more, alerts are estimated."""


class Trial(NamedTuple):
    """What a rule would do. With mistakes it cannot be saved."""

    mistakes: list[tuple[str, Mistake]]
    """Each with the field that it is about, empty for what is about none of them."""
    notes: list[Mistake]
    """What looks wrong and may be meant: an outlet that no feed has."""
    change: RuleChange | None
    """What the edit would have gained and lost; None where it cannot be told."""
    estimate: float | None
    """Alerts a day, of a rule that finds too much to be replayed."""


def try_rule(project: Project, fields: Mapping[str, Any], seen: str, name: str, span: timedelta) -> Trial:
    """Try what somebody has written in a form: `name` is the rule that is edited, empty for a new one.

    Raises Conflict and StoreError.
    """
    file = project.settings.config / "alerts.yaml"
    rule, mistakes = _read(project, text_with_rule(file, fields, seen), fields["name"])
    if rule is None or mistakes:
        return Trial(mistakes, [], None, None)
    mistakes += [("query", one) for one in unknown_group_mistakes(project, [rule])]
    if fields["enabled"] and not mistakes:
        mistakes += [("loud", one) for one in loud_rules(project, [rule])]
    start = leases.now() - span
    try:
        notes = unknown_value_mistakes(project, [rule])
    except Mistake:
        notes = []  # what is wrong in feeds.yaml is told on the page of sources
    if _found(project, rule) > MOST_REPLAYED:
        since, days = measured_span(project, start)
        return Trial(mistakes, notes, None, alerts_a_day(project, rule, since, days))
    return Trial(mistakes, notes, compare_rules(project, _as_it_is(project, name), rule, start), None)


def try_removal(project: Project, name: str, span: timedelta) -> Trial:
    """Try what the removal of a rule loses. Raises Mistake and StoreError."""
    rule, start = _as_it_is(project, name), leases.now() - span
    if rule is None:
        return Trial([], [], None, None)
    if _found(project, rule) > MOST_REPLAYED:
        since, days = measured_span(project, start)
        return Trial([], [], None, alerts_a_day(project, rule, since, days))
    return Trial([], [], compare_rules(project, rule, None, start), None)


def _found(project: Project, rule: Rule) -> int:
    return project.store.search(rule.query, size=0, highlight=False).total


def _as_it_is(project: Project, name: str) -> Rule | None:
    """Give the rule of the file that alerts, or None: one that is disabled has made no alert."""
    return next((rule for rule in project.alerts.rules if rule.name == name), None) if name else None


def _read(project: Project, text: str, name: str) -> tuple[Rule | None, list[tuple[str, Mistake]]]:
    """Read a rule of a text of alerts.yaml, and all that is wrong in it, each with the field where it stands."""
    with temporary_folder() as folder:
        file = folder / "alerts.yaml"
        file.touch(0o600)
        file.write_bytes(text.encode())
        examined = examine_alerts(file, project.environment, project.branches)
        written = read_yaml(file)
    entries = written.data.get("alerts") or []
    index = next(
        (nth for nth, one in enumerate(entries) if isinstance(one, dict) and one.get("name") == name), 0
    )
    lines = {written.line(("alerts", index, field)): field for field in FIELDS if field in entries[index]}
    mistakes = []
    for one in examined.mistakes:
        is_here = one.file == file
        known = lines.get(one.line or 0, "") if is_here else ""
        place = (
            (None, None)
            if known
            else (project.settings.config / "alerts.yaml" if is_here else one.file, one.line)
        )
        mistakes.append((known, Mistake(one.message, one.mend, *place)))
    rules = (*examined.alerts.rules, *examined.alerts.disabled)
    return next((rule for rule in rules if rule.name == name), None), mistakes
