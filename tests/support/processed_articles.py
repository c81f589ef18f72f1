"""A project whose articles are processed already: what comes of them by index and match, on a store of the test's.

with ProcessedArticles(tmp_path, store) as room:
    room.add_articles(1, 2)                # as `process` leaves them
    room.run_stages()                      # index, match; returns what was in trouble
    room.alerted()                         # the numbers of the articles that the rule told of
"""

import secrets
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml
from elasticsearch import Elasticsearch
from sample_documents import NOON, sample_article
from sqlalchemy import insert, select

from processors.stores.elasticsearch.index import Elastic
from processors.stores.store import Store
from wirewatch.ledger import leases
from wirewatch.ledger.schema import events, links
from wirewatch.pipeline import run_stages
from wirewatch.project import Project
from wirewatch.settings import read_settings

FILES: dict[str, Any] = {
    "feeds": {"feeds": []},
    "groups": {"groups": [{"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}}]},
    "alerts": {
        "alerts": [{"name": "taliban", "query": "groups:taliban", "to": ["log"]}],
        "channels": {"log": {"url": "log:"}},
    },
}


class ProcessedArticles:
    """The project, with one rule, and a store of the test's."""

    def __init__(self, folder: Path, store: Store | None = None) -> None:
        self.environment = {
            "WIREWATCH_CONFIG": str(folder / "config"),
            "WIREWATCH_HOME": str(folder / "home"),
        }
        (folder / "config").mkdir(parents=True)
        for name, content in FILES.items():
            (folder / "config" / f"{name}.yaml").write_text(yaml.safe_dump(content))
        self.store = store
        self.restart()

    def restart(self) -> None:
        """Go on as another process does."""
        self.project = Project(read_settings(self.environment))
        if self.store:
            self.project.__dict__["unprepared_store"] = self.project.__dict__["store"] = self.store

    def __enter__(self) -> "ProcessedArticles":
        return self

    def __exit__(self, *_: object) -> None:
        self.project.__exit__()

    def add_articles(self, *numbers: int, first_seen_at: datetime = NOON) -> None:
        """Have these articles processed: each is a story of its own, and names the Taliban."""
        articles = [
            sample_article(number, "The Taliban deny it.", groups=("taliban",), first_seen_at=first_seen_at)
            for number in numbers
        ]
        at = leases.now()
        references = self.project.landing.write_articles(map(msgspec.json.encode, articles), at)
        with self.project.ledger.begin() as tx:
            for article, reference in zip(articles, references, strict=True):
                row = {"id": article.id, "url": article.url, "canonical_url": article.url, "shard": 0}
                row |= {"domain": "news.example", "feed_url": "", "first_seen_at": first_seen_at}
                row |= {"fate": "processed", "due_at": at, "article": reference, "story_id": article.id}
                tx.execute(insert(links).values(row))

    def run_stages(self, *stages: str) -> list[str]:
        """Run stages until nothing is left to do now; return their troubles."""
        return [done.trouble for done in self.passes(*stages) if done.trouble]

    def passes(self, *stages: str) -> list[Any]:
        """Run stages; return their passes."""
        return list(run_stages(self.project, stages or ("index", "match")))

    def make_due(self) -> None:
        """Have the time pass that a pause lasts."""
        with self.project.ledger.begin() as tx:
            tx.execute(links.update().where(links.c.fate == "processed").values(due_at=leases.now()))

    def fates(self) -> Counter[str]:
        """Count the articles by fate."""
        with self.project.ledger.read() as tx:
            return Counter(tx.execute(select(links.c.fate)).scalars())

    def alerted(self) -> list[int]:
        """Return the numbers of the articles that the rule told of, each as often as it did."""
        with self.project.ledger.read() as tx:
            return sorted(int(story, 16) for story in tx.execute(select(events.c.story_id)).scalars())


def open_elastic(url: str) -> Iterator[Elastic]:
    """Open an empty store of our own on a shared server, and leave nothing of it."""
    store = Elastic(url, alias=f"test-{secrets.token_hex(6)}", analyzers="standard")
    yield store
    with Elasticsearch(url) as client:
        for index in client.indices.get(index=f"{store.alias}*", expand_wildcards="all"):
            client.indices.delete(index=index)
        client.options(ignore_status=404).indices.delete_index_template(name=store.alias)
