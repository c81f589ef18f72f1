"""Rules as people name them."""

from collections.abc import Sequence
from pathlib import Path

from wirewatch.config.alerts import DEFAULT_NOT_OLDER, Rule
from wirewatch.config.kinds import kind_name
from wirewatch.config.times import span_text
from wirewatch.errors import Mistake, UnknownName
from wirewatch.inspect.unknown_values import most_similar
from wirewatch.project import Project


def known_rules(project: Project) -> tuple[Rule, ...]:
    """Give the rules of alerts.yaml, enabled or not; none where the file cannot be read."""
    try:
        return (*project.alerts.rules, *project.alerts.disabled)
    except Mistake:
        return ()


def when_text(rule: Rule) -> str:
    """Say when a rule tells: its kind, and what else decides on that, in the file's own words where it is not usual."""
    age = "any" if rule.not_older is None else span_text(rule.not_older)
    more = {
        "once_per: event": rule.once_per == "event",
        "mark: statement": rule.per_statement,
        f"not_older: {age}": rule.not_older != DEFAULT_NOT_OLDER,
        "digest": rule.digest is not None,
    }
    return ", ".join((kind_name(rule.kind), *(words for words, holds in more.items() if holds)))


def rule_named(project: Project, name: str) -> Rule:
    """Give a rule of alerts.yaml, enabled or not. Raises UnknownName where it has none of that name."""
    rules = (*project.alerts.rules, *project.alerts.disabled)
    rule = next((rule for rule in rules if rule.name == name), None)
    if rule is None:
        raise unknown_rule(name, rules, project.settings.config / "alerts.yaml")
    return rule


def unknown_rule(name: str, rules: Sequence[Rule], file: Path) -> UnknownName:
    """Give the mistake that a file has no rule of a name, with the name that is most like it, or all that there are."""
    near = most_similar(name, [rule.name for rule in rules])
    known = ", ".join(rule.name for rule in rules)
    mend = f"did you mean {near!r}?" if near else f"known: {known}"
    return UnknownName(
        f"no rule {name[:200]!r}", mend if rules else "the file has no rules: write one under `alerts:`", file
    )
