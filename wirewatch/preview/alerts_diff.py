"""What an edit of the rules would gain and lose: two files, or one rule of each, replayed over what is indexed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from processors.records import Alert
from wirewatch.config.alerts import Rule, read_alerts
from wirewatch.config.yaml_file import refuse_missing
from wirewatch.inspect.rule_names import unknown_rule
from wirewatch.preview.backtest import backtest
from wirewatch.preview.loudness import summarize_alerts
from wirewatch.project import Project
from wirewatch.rules.context import meaning_hash


class RuleChange(NamedTuple):
    """What became of one rule: the alerts that only the new one makes, and those that only the old one made."""

    rule: str
    old: dict[str, Any] | None
    """Number of alerts, how many a day, the loudest sources; None where there was no such rule."""
    new: dict[str, Any] | None
    gained: list[Alert]
    lost: list[Alert]


def diff_rules(project: Project, old: str, new: str, start: datetime) -> Iterator[RuleChange]:
    """Compare the rules of two files by name, or one rule of each where they are given as `FILE:RULE`.

    A rule that is the same in both is left out. Raises Mistake and StoreError.
    """
    olds, news = _read_rules(project, old), _read_rules(project, new)
    pairs = [(olds.get(name), news.get(name)) for name in dict.fromkeys((*olds, *news))]
    if _file_and_rule(old)[1] and _file_and_rule(new)[1]:
        pairs = [(next(iter(olds.values())), next(iter(news.values())))]
    for before, after in pairs:
        if before is None or after is None or meaning_hash(before) != meaning_hash(after):
            yield compare_rules(project, before, after, start)


def compare_rules(project: Project, before: Rule | None, after: Rule | None, start: datetime) -> RuleChange:
    """Give what an edit of a rule gains and loses since a time; one of the two may be None. Raises StoreError."""
    olds, news = (list(backtest(project, rule, start)) if rule else [] for rule in (before, after))
    known, kept = {_identity(alert) for alert in olds}, {_identity(alert) for alert in news}
    name = next(rule.name for rule in (after, before) if rule)
    return RuleChange(
        name,
        summarize_alerts(project, olds, start) if before else None,
        summarize_alerts(project, news, start) if after else None,
        [alert for alert in news if _identity(alert) not in known],
        [alert for alert in olds if _identity(alert) not in kept],
    )


def _identity(alert: Alert) -> tuple[Any, ...]:
    """Give what makes two alerts tell of the same: the story, what is new in it, or when a silence was complete."""
    return (alert.story_id or alert.happened_at, alert.named)


def _read_rules(project: Project, place: str) -> dict[str, Rule]:
    """Read the enabled rules of a file, or the one that is named, enabled or not."""
    file, name = _file_and_rule(place)
    refuse_missing(file, "give the file as it is and its edited copy, or FILE:RULE of each")
    alerts = read_alerts(file, project.environment, project.branches)
    if name is None:
        return {rule.name: rule for rule in alerts.rules}
    for rule in (*alerts.rules, *alerts.disabled):
        if rule.name == name:
            return {name: rule}
    raise unknown_rule(name, [*alerts.rules, *alerts.disabled], file)


def _file_and_rule(place: str) -> tuple[Path, str | None]:
    """Part FILE from RULE, either of which may hold a colon: the longest part that is a file is the file."""
    if Path(place).exists() or ":" not in place:
        return Path(place), None
    parts = place.split(":")
    for number in range(len(parts) - 1, 0, -1):
        file, name = ":".join(parts[:number]), ":".join(parts[number:])
        if Path(file).is_file():
            return Path(file), name
    return Path(":".join(parts[:-1])), parts[-1]
