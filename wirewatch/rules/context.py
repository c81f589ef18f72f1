"""Where a batch is taken, live or in a back-test, and what is handed from one module of this package to the next."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from operator import eq
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection

from processors.alerts.quiet_hours import next_cron_time
from processors.records import Alert
from wirewatch.config.alerts import DEFAULT_NOT_OLDER, Rule
from wirewatch.config.kinds import Each, Revision, Spike
from wirewatch.ledger import outbox
from wirewatch.ledger.rule_state import Memory, State
from wirewatch.rules.spikes import NewsTime

ReadDocuments = Callable[[Sequence[str]], Mapping[str, dict[str, Any]]]
FlowCheck = Callable[[Rule, State, datetime], str | None]


class RuleContext(NamedTuple):
    """The ledger by which rules remember, the one that has the links, and what else is needed of outside."""

    tx: Connection
    links: Connection
    read_documents: ReadDocuments
    """Gives articles by their ids."""
    flow_check: FlowCheck
    """Says why the flow of a rule that fell silent is taken for broken, or None."""
    at: datetime
    """When it is announced."""
    name_groups: Callable[[Sequence[str]], tuple[str, ...]] = tuple
    """Gives groups' names by their ids."""
    bundling: Callable[[Rule], Collection[str]] = lambda _: ()
    """Gives the channels on which a rule's alerts are bundled, and its first ones gathered."""
    muted: Collection[str] = frozenset()
    """The ids of the sources that somebody has muted."""
    is_one_group: Callable[[str, str], bool] = eq
    """Tells whether two ids are of one group, or of a group and a branch of it."""


class AlertDraft(NamedTuple):
    """What makes one alert: the story, the article that shows it, and what the alert says of it."""

    story: str
    article: str
    mark: str = ""
    alert_fields: Mapping[str, Any] = MappingProxyType({})
    statements: tuple[str, ...] = ()
    """What the article's statements are told by, of which the alert shows the sentence; empty for any."""


class Baseline(Struct, frozen=True):
    """What a rule that begins is told of the time before: see wirewatch.rules.baseline."""

    values: frozenset[str] = frozenset()
    hits: dict[str, tuple[datetime, int]] = {}
    news: tuple[NewsTime, ...] = ()
    """When the stories of the hits were news."""
    outages: list[tuple[datetime, datetime]] = []
    since: datetime | None = None


def announce(
    context: RuleContext, rule: Rule, alert: Alert, batch: str, mark: str, source: str | None = None
) -> bool:
    """Put an alert into the outbox, for its rule's next digest where it has one; False where it is there already."""
    next_digest = partial(next_cron_time, rule.digest) if rule.digest else None
    return outbox.announce(
        context.tx, alert, batch, rule.to, context.at, mark, next_digest, context.bundling(rule), source
    )


def meaning_hash(rule: Rule) -> str:
    """Give what a rule's memory hangs on: its query as written, its kind, the age of articles, and what it counts.

    The usual age changes nothing, nor do stories, so that rules go on which are older than these choices.
    """
    age = "" if rule.not_older == DEFAULT_NOT_OLDER else f"\0{rule.not_older!r}"
    unit = "" if rule.once_per == "story" else f"\0{rule.once_per}"
    counted = "\0steps" if isinstance(rule.kind, Spike) else ""  # before, spikes were counted by batches
    return hashlib.sha256(f"{rule.text.strip()}\0{rule.kind!r}{age}{unit}{counted}".encode()).hexdigest()


def needs_memory(rule: Rule) -> bool:
    """Tell whether a rule's kind needs more than the outbox to know what it has told of."""
    return not isinstance(rule.kind, Each | Revision)


def starts_anew(rule: Rule, before: Memory | None, nth: int) -> bool:
    """Tell whether a rule begins with the batch at this place: it is new, was edited, or missed the one before."""
    return needs_memory(rule) and (
        before is None or before.meaning != meaning_hash(rule) or before.nth != nth - 1
    )
