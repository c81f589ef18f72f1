"""A flow of articles for tests of rules: batches laid straight into the index and the ledger, at any time of the clock.

flow = ArticleFlow(tmp_path, {"name": "many", "query": "groups:taliban", "when": {"count": 3, "within": "1h"}})
flow.index_batch(FlowArticle(1), FlowArticle(2, story=1, site="two"))  # the second is a copy of the first
flow.advance_clock(hours=1)
flow.match_and_watch()                                                 # as a pass of the pipeline does
flow.alerts()                                                          # the alerts that were made, in order
flow.backtest("many")                                                  # those that the back-test gives
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
import pytest
import yaml
from sample_documents import NOON, sample_document
from sqlalchemy import Connection, insert, select, update

from processors.records import Act, Alert, Statement
from scrapers.records import Source
from wirewatch.inspect.rule_names import rule_named
from wirewatch.ledger import leases
from wirewatch.ledger.schema import batches, events, links
from wirewatch.preview.backtest import backtest
from wirewatch.project import Project
from wirewatch.settings import read_settings
from wirewatch.stages.match import match_batches
from wirewatch.stages.watch import watch_silences


class FlowArticle(NamedTuple):
    """One article: its number, that of the first of its story (its own by default), whose it is, what it names."""

    number: int
    story: int | None = None
    site: str = "one"
    groups: Sequence[str] = ("taliban",)
    seen: timedelta = timedelta(0)
    """How long before its batch it was first seen."""
    revision: int = 1
    added: Sequence[str] = ()
    removed: Sequence[str] = ()
    text: str | None = None
    language: str | None = None
    age: timedelta | None = None
    """How long before its first sight it was published; None where it tells no time."""
    precision: Literal["time", "local", "day"] = "time"
    """How exactly it tells that."""
    event: int | None = None
    """The number of the first article of its event; None for one that was processed before there were events."""
    statements: Sequence[tuple[Act, str] | tuple[Act, str, str]] = ()
    """Act and speaker of each statement, or act, speaker and the group it is about; its sentence says them."""


class ArticleFlow:
    """A project with rules, on a clock of its own that starts at noon."""

    def __init__(
        self, folder: Path, *rules: dict[str, Any], patch: pytest.MonkeyPatch, **environment: str
    ) -> None:
        self.folder = folder
        self.environment = environment
        self.now = NOON
        self.batches = 0
        patch.setattr(leases, "now", lambda: self.now)
        (folder / "config").mkdir(parents=True)
        self.groups = ["taliban", "isis", "haqqani", "pkk"]
        self._write("groups", [{"id": one, "name": one, "aliases": {"any": [one]}} for one in self.groups])
        self._write("feeds", [])
        self.write_rules(*rules)
        self.project = self._open()

    def write_rules(self, *rules: dict[str, Any]) -> None:
        """Write alerts.yaml, and read it with the next `restart`."""
        content = {
            "alerts": [{"to": ["log"], **rule} for rule in rules],
            "channels": {"log": {"url": "log:"}, "chief": {"url": "log:"}},
        }
        (self.folder / "config" / "alerts.yaml").write_text(yaml.safe_dump(content))

    def restart(self, *rules: dict[str, Any]) -> None:
        """Go on in another process, as far as the project can tell, with other rules where some are given."""
        if rules:
            self.write_rules(*rules)
        self.project.__exit__()
        self.project = self._open()

    def advance_clock(self, **span: float) -> None:
        """Let the clock go on."""
        self.now += timedelta(**span)

    def index_batch(self, *pieces: FlowArticle, at: datetime | None = None) -> str:
        """Index a batch of articles, now or at a time, and give its name."""
        self.batches += 1
        name = f"b{self.batches:04}"
        index_batch(self.project, name, pieces, at or self.now)
        return name

    def match_and_watch(self) -> None:
        """Match what is open and look at the clock, as a pass of the pipeline does."""
        match_batches(self.project)
        watch_silences(self.project)

    def alerts(self, rule: str | None = None) -> list[Alert]:
        """Return the alerts that were made, of one rule or of all, in order of the batches."""
        with self.project.ledger.read() as tx:
            rows = tx.execute(select(events.c.alert)).scalars().all()
        alerts = [msgspec.json.decode(alert, type=Alert) for alert in rows]
        return sorted((alert for alert in alerts if rule in (None, alert.rule)), key=_alert_order)

    def backtest(self, rule: str, start: datetime = NOON) -> list[Alert]:
        """Return the alerts that a back-test gives."""
        return sorted(backtest(self.project, rule_named(self.project, rule), start), key=_alert_order)

    def alerted_stories(self, rule: str | None = None) -> list[int]:
        """Return the numbers of the stories that were told of."""
        return [int(alert.story_id or "0", 16) for alert in self.alerts(rule)]

    def _open(self) -> Project:
        environment = {
            "WIREWATCH_CONFIG": str(self.folder / "config"),
            "WIREWATCH_HOME": str(self.folder / "home"),
            **self.environment,
        }
        return Project(read_settings(environment))

    def _write(self, name: str, content: list[dict[str, Any]]) -> None:
        (self.folder / "config" / f"{name}.yaml").write_text(yaml.safe_dump({name: content}))


def index_batch(
    project: Project, name: str, pieces: Sequence[FlowArticle], at: datetime, due_at: datetime | None = None
) -> None:
    """Index a batch of articles at a time, to be matched at once or when it is due."""
    documents = [_document(piece, name, at) for piece in pieces]
    assert not project.writable_store.write(documents)
    with project.ledger.begin() as tx:
        tx.execute(insert(batches).values(id=name, indexed_at=at, size=len(pieces), due_at=due_at or at))
        for document, piece in zip(documents, pieces, strict=True):
            _put_link(tx, _link(document, piece, name, at))


def _statements(piece: FlowArticle, text: str) -> tuple[tuple[Statement, ...], str]:
    """Give the statements of an article, and its text with a sentence for each."""
    found = []
    for act, by, *about in piece.statements:
        sentence = f"In words of its own, {by} does {act} {' '.join(about)}."
        start = len(text) + 1
        text = f"{text} {sentence}"
        found.append(
            Statement(act, by, by.title(), tuple(about), False, "text", start, len(text), False, "en.test")
        )
    return tuple(found), text


def _document(piece: FlowArticle, batch: str, at: datetime) -> dict[str, Any]:
    seen_at = at - piece.seen
    published = (
        {"published_at": seen_at - piece.age, "published_precision": piece.precision} if piece.age else {}
    )
    changed = {"added": piece.added, "removed": piece.removed} if piece.revision > 1 else {}
    plain = piece.text or f"Report {piece.number} names {' and '.join(piece.groups)}."
    statements, text = _statements(piece, plain)
    return sample_document(
        piece.number,
        text,
        statements=statements,
        batch=batch,
        language=piece.language,
        story_id=f"{piece.story or piece.number:064x}",
        event_id=None if piece.event is None else f"{piece.event:064x}",
        indexed_at=at,
        first_seen_at=seen_at,
        groups=tuple(sorted(piece.groups)),
        source=Source(id=piece.site, name=piece.site, domain=f"{piece.site}.example"),
        revision=piece.revision,
        **published,
        **changed,
    )


def _put_link(tx: Connection, link: dict[str, Any]) -> None:
    """Put a link into the ledger, or move it to its new batch."""
    moved = (
        update(links)
        .where(links.c.id == link["id"])
        .values(batch=link["batch"], indexed_at=link["indexed_at"])
    )
    if not tx.execute(moved).rowcount:
        tx.execute(insert(links).values(link))


def _link(document: dict[str, Any], piece: FlowArticle, batch: str, at: datetime) -> dict[str, Any]:
    return {
        "id": document["id"],
        "shard": 0,
        "url": document["url"],
        "canonical_url": document["url"],
        "domain": f"{piece.site}.example",
        "feed_url": "",
        "first_seen_at": at - piece.seen,
        "fate": "indexed",
        "due_at": at,
        "indexed_at": at,
        "batch": batch,
        "story_id": document["story_id"],
        "event_id": document["event_id"],
    }


def _alert_order(alert: Alert) -> tuple[Any, ...]:
    return (alert.happened_at, alert.rule, alert.story_id, alert.named, alert.article_id)


RULE_KINDS: Mapping[str, Any] = {
    "each": "each",
    "count": {"count": 3, "within": "2h"},
    "spike": {"spike": 1.2, "baseline": "3h", "within": "1h", "least": 3},
    "silent": {"silent": "3h"},
    "new": {"new": "groups"},
    "pairs": {"new": ["source.id", "groups"]},
    "outlets": {"outlets": 2},
    "revision": {"revision": "any"},
}
"""One rule of every kind."""


def comparable(alert: Alert) -> dict[str, Any]:
    """Return an alert without what only the live flow can know: whether it was broken."""
    fields: dict[str, Any] = msgspec.to_builtins(alert)
    return {name: value for name, value in fields.items() if name not in ("broken", "sentence")}


def rules_of_kinds(**kinds: Any) -> list[dict[str, Any]]:
    """Return rules of these kinds, or one of every kind, each called after its kind."""
    return [
        {"name": name, "query": "groups:taliban", "when": when}
        for name, when in (kinds or RULE_KINDS).items()
    ]


MakeFlow = Callable[..., ArticleFlow]
"""Makes a flow with one rule, called `rule`, of a kind: what `when` says, a query, and more of the rule."""


def flow_maker(folder: Path, patch: pytest.MonkeyPatch) -> MakeFlow:
    """Return what makes flows in a folder."""

    def make(when: Any, query: str = "groups:taliban", **more: Any) -> ArticleFlow:
        return ArticleFlow(folder, {"name": "rule", "query": query, "when": when, **more}, patch=patch)

    return make


def match_batch(flow: ArticleFlow, *pieces: FlowArticle, **span: float) -> None:
    """Let a batch arrive and be matched, and the clock go on."""
    flow.index_batch(*pieces)
    flow.match_and_watch()
    flow.advance_clock(**(span or {"minutes": 5}))
