"""deliver, its first part: what waits for one channel together goes out as one message."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from wirewatch.config.alerts import Rule
from wirewatch.config.channels import Channel
from wirewatch.ledger import bundles, leases
from wirewatch.project import Project


def bundle_waiting(project: Project, rules: Mapping[str, Rule], channel: Channel) -> None:
    """Make bundles of what may be sent to a channel now, as far as the channel or the rules want them."""
    if not channel.bundle and not any(rule.bundle for rule in rules.values()):
        return
    at = leases.now()
    with project.ledger.read() as tx:
        rows = bundles.waiting_alerts(tx, channel.name, at)
    alerts = project.alerts
    chosen = choose_bundles(rows, lambda row: alerts.bundle_from(rules.get(row.rule), channel))
    for bundle in _by_template(chosen, rules):
        with project.ledger.begin() as tx:
            bundles.join_bundle(tx, bundle, at)


def choose_bundles(rows: Sequence[Row[Any]], number_of: Callable[[Row[Any]], int]) -> list[list[Row[Any]]]:
    """Give which deliveries become one message each; those that stay by themselves are left out.

    Several rules on one story are one message. Where so many stories wait as a rule or channel says, all are one.
    """
    by_story: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if number_of(row):
            by_story[row.story_id or row.key].append(row)
    many = [row for row in rows if 0 < number_of(row) <= len(by_story)]
    if len(many) > 1:
        return [many]
    return [several for several in by_story.values() if len(several) > 1]


def _by_template(chosen: Sequence[list[Row[Any]]], rules: Mapping[str, Rule]) -> list[list[Row[Any]]]:
    """Part bundles so that a rule with a form of its own is in none with others."""
    parted: list[list[Row[Any]]] = []
    for bundle in chosen:
        own: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in bundle:
            rule = rules.get(row.rule)
            own[row.rule if rule and rule.template else ""].append(row)
        parted += [rows for rows in own.values() if len(rows) > 1]
    return parted
