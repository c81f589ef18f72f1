"""The pages of whoever runs it: alerts and why none came, sources, one link's whole way."""

from typing import Any

from processors.stores.store import StoreError
from wirewatch.errors import Mistake, UnknownLink
from wirewatch.inspect.rule_names import when_text
from wirewatch.inspect.rule_precision import precision_of_rules
from wirewatch.inspect.status import project_status
from wirewatch.inspect.why import delivery_log_line, explain_link
from wirewatch.inspect.why_rules import explain_rules
from wirewatch.ledger import outbox
from wirewatch.project import Project

SHOWN_DELIVERIES = 100
FEEDS_A_PAGE = 100
"""Each is about a kilobyte with its forms, and a page is to stay below 150."""
WELL = ("ok", "new", "unpolled")
"""Health of a feed of which nothing has to be told first."""


def alerts(project: Project) -> dict[str, Any]:
    """Give the rules, each with what it told last and how often it was right, and the latest deliveries.

    Raises Mistake and Trouble.
    """
    config = project.alerts
    rules = (*config.rules, *config.disabled)
    with project.ledger.read() as tx:
        log = [delivery_log_line(row) for row in outbox.latest_deliveries(tx, SHOWN_DELIVERIES)]
        last = {rule.name: row.at for rule in rules for row in outbox.latest_deliveries(tx, 1, rule.name)}
        try:
            right = {one["rule"]: one for one in precision_of_rules(tx, project.store, rules)}
        except StoreError:  # the rules and the log are shown all the same
            right = {}
    return {
        "rules": [
            {
                "name": rule.name,
                "query": rule.text,
                "when": when_text(rule),
                "to": rule.to,
                "enabled": rule not in config.disabled,
                "last": last.get(rule.name),
                "right": right.get(rule.name),
            }
            for rule in rules
        ],
        "log": log,
    }


def sources(project: Project) -> dict[str, Any]:
    """Give what `status` tells. Raises Mistake and Trouble; an index that is away is told."""
    return project_status(project)


def feeds_of_page(feeds: list[dict[str, Any]], number: int, part: str) -> tuple[list[dict[str, Any]], int]:
    """Give the feeds of one page (from 1), the ailing ones before all others, and how many pages there are.

    Only those are counted that have `part` in their title or address, in capitals or not.
    """
    part = part.casefold()
    found = [feed for feed in feeds if part in f"{feed['title'] or ''} {feed['url']}".casefold()]
    found.sort(key=lambda feed: feed["health"] in WELL)
    start = (number - 1) * FEEDS_A_PAGE
    return found[start : start + FEEDS_A_PAGE], -(-len(found) // FEEDS_A_PAGE)


def sources_of_feeds(project: Project) -> dict[str, str]:
    """Give the ids of the sources of feeds.yaml, by the addresses of their feeds; none where the file is wrong."""
    try:
        return {feed.url: feed.source.id for feed in project.feeds}
    except Mistake:
        return {}


def why(project: Project, link: str) -> dict[str, Any] | None:
    """Give the whole way of a link, with what each rule made of it, or None where no feed has shown it.

    What the rules made of it is None where alerts.yaml cannot be read. Raises StoreError and Trouble.
    """
    try:
        explained = explain_link(project.ledger, link)
    except UnknownLink:
        return None
    return {**explained, "rules": explain_rules(project, explained)}
