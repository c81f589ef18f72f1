"""Everything that is wrong with alerts.yaml, told at once: its form, its rules and channels, and how loud they are."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from processors.alerts.send import BadChannel, check_channel
from processors.query.values import exact_values
from processors.stores.store import StoreError
from wirewatch.config.alerts import Rule, RuleQuery, examine_alerts
from wirewatch.config.channels import Channel
from wirewatch.config.yaml_file import attempt
from wirewatch.connections import mend_secret
from wirewatch.errors import Mistake, WirewatchError
from wirewatch.inspect.unknown_values import FIELDS, Unknown, unknown_groups, unknown_values
from wirewatch.preview.loudness import loud_rules, waits_until
from wirewatch.preview.try_channel import what_of
from wirewatch.project import Project


class AlertsReport(NamedTuple):
    """What `alerts check` found."""

    rules: int
    """Rules that are enabled and right by themselves."""
    channels: int
    mistakes: list[Mistake]
    """All that is wrong, by line."""
    unmeasured: list[str]
    """What could not be looked at, and why."""
    waiting: list[tuple[str, datetime]]
    """Rules whose baseline is too short, and until when."""


def check_alerts(project: Project) -> AlertsReport:
    """Look at alerts.yaml as a whole. Raises Mistake where there is no file, or no YAML in it."""
    file = project.settings.config / "alerts.yaml"
    alerts, mistakes, queries = examine_alerts(file, project.environment, project.branches)
    mistakes += unknown_group_mistakes(project, queries, mistakes)
    mistakes += [
        mistake for channel in alerts.channels.values() if (mistake := _channel_mistake(project, channel))
    ]
    unmeasured: list[str] = []
    waiting = []
    try:
        mistakes += _known_or_unmeasured(project, queries, unmeasured)
        mistakes += loud_rules(project, alerts.rules)
        waiting = [(rule.name, until) for rule in alerts.rules if (until := waits_until(project, rule))]
    except (StoreError, WirewatchError) as error:
        unmeasured.append(f"how loud the rules are could not be measured: {error}")
    mistakes.sort(key=lambda mistake: (mistake.file != file, mistake.line or 0))
    once = {str(mistake): mistake for mistake in mistakes}
    return AlertsReport(len(alerts.rules), len(alerts.channels), list(once.values()), unmeasured, waiting)


def unknown_group_mistakes(
    project: Project, rules: Iterable[Rule | RuleQuery], mistakes: list[Mistake] | None = None
) -> list[Mistake]:
    """Give a mistake for each group that a rule names and the catalogue does not: such a rule finds nothing.

    What is wrong with the catalogue itself is added to `mistakes`, or raised where there are none to add it to.
    """
    catalogue = project.catalogue if mistakes is None else attempt(mistakes, lambda: project.catalogue)
    if catalogue is None:
        return []
    return [_in_rule(project, rule, one) for rule in rules for one in unknown_groups(rule.query, catalogue)]


def unknown_value_mistakes(project: Project, rules: Iterable[Rule | RuleQuery]) -> list[Mistake]:
    """Give a mistake for each outlet, country and language that a rule asks for and neither a feed nor an article has.

    Raises Mistake where feeds.yaml is wrong, and StoreError.
    """
    asking = [rule for rule in rules if exact_values(rule.query, FIELDS)]
    return [
        _in_rule(project, rule, one)
        for rule in asking
        for one in unknown_values(rule.query, project.feeds, project.store)
    ]


def _known_or_unmeasured(
    project: Project, rules: Iterable[Rule | RuleQuery], unmeasured: list[str]
) -> list[Mistake]:
    try:
        return unknown_value_mistakes(project, rules)
    except Mistake as mistake:
        unmeasured.append(f"whether the sources of the rules are known could not be seen: {mistake}")
        return []


def _in_rule(project: Project, rule: Rule | RuleQuery, unknown: Unknown) -> Mistake:
    file = project.settings.config / "alerts.yaml"
    return Mistake(f"rule {rule.name!r}: {unknown.message}", unknown.mend, file, rule.line)


def _channel_mistake(project: Project, channel: Channel) -> Mistake | None:
    if channel.url is None or channel.unset:
        wrong = f"the variable {channel.unset} is not set"
        mend = mend_secret(channel.unset or "", project.settings, what_of(channel))
    else:
        try:
            check_channel(channel.url)
        except BadChannel as error:
            wrong, mend = str(error), error.mend
        else:
            return None
    file = project.settings.config / "alerts.yaml"
    return Mistake(f"channel {channel.name!r}: {wrong}", mend, file, channel.line)
