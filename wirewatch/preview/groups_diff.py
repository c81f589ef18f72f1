"""What an edit of the catalogue would change in what is indexed, before it goes live; and what an alias would hit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from processors.groups.catalogue import Catalogue
from processors.groups.diff import compare_catalogues
from processors.groups.tag import Tagger
from processors.query.nodes import QueryError
from processors.query.query import any_of, field_equals
from processors.stores.store import Store, StoreError
from wirewatch.inspect.search import time_query
from wirewatch.project import Project

COUNTS = ("gained", "lost", "articles_gained", "articles_lost")


class DiffSummary:
    """The counts of a comparison, filled while its changes are read."""

    def __init__(self) -> None:
        self.articles = 0
        self.changed = 0
        self.groups: dict[str, Counter[str]] = {}

    def count(self, group: str, what: str) -> None:
        """Count one more for a group."""
        self.groups.setdefault(group, Counter())[what] += 1

    def rows(self) -> dict[str, dict[str, int]]:
        """Give by group, in order: mentions gained and lost, and articles that would begin or cease to name it."""
        return {
            group: {what: counts[what] for what in COUNTS} for group, counts in sorted(self.groups.items())
        }


def diff_mentions(
    old: Catalogue, new: Catalogue, documents: Iterable[dict[str, Any]], summary: DiffSummary
) -> Iterator[dict[str, Any]]:
    """Give each mention that one of the two catalogues finds and the other does not, document by document.

    Each is {"change", "group", "text", "field", "start", "end", "sentence", "id", "url", "title"}. Where both
    catalogues are the same nothing is read.
    """
    if old.version == new.version:
        return
    taggers = Tagger(old), Tagger(new)
    for document in documents:
        changes = compare_catalogues(document, *taggers)
        summary.articles += 1
        summary.changed += bool(changes.mentions)
        for group in changes.gained:
            summary.count(group, "articles_gained")
        for group in changes.lost:
            summary.count(group, "articles_lost")
        for mention in changes.mentions:
            summary.count(mention.group, mention.change)
            yield {**asdict(mention), **{key: document[key] for key in ("id", "url", "title")}}


def documents_since(store: Store, since: str) -> Iterator[dict[str, Any]]:
    """Give the documents of a time, as `search --since` takes it. Raises Mistake and StoreError."""
    return store.scan(time_query(since, None))


def existing_index(project: Project) -> Store | None:
    """Give the index where there is one that answers; none is made for the asking."""
    kind, _, place = project.settings.index_url.partition(":")
    try:
        if kind == "tantivy" and not Path(place).exists():
            return None
        project.store.health()
    except StoreError:
        return None
    return project.store


def count_articles_with(store: Store, alias: str) -> int | None:
    """Count the articles that have an alias's words side by side; None where it has none that can be asked for.

    The words are taken as written, in any letter case: neither conditions nor spelling variants are looked at.
    """
    try:
        query = any_of(field_equals("title", alias), field_equals("text", alias))
    except QueryError:
        return None
    return store.search(query, size=0, highlight=False).total
