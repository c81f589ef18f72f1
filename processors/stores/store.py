"""One interface over both indexes: tantivy in a directory, or Elasticsearch.

    StoreError              the root, one line for people
    |-- StoreDown           try again later: unreachable, overloaded, or its lock is held too long
    `-- StoreRefused        a person has to mend something: a wrong key, a mapping that conflicts

Both stores hold the documents of `processors.stores.document`, find the same ones by the same query, and keep what
they were given under its `id`: writing it again replaces it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal, Protocol, get_args

from msgspec import Struct

from processors.query.query import Query

ALIAS = "wirewatch-articles"
"""The name that Elasticsearch's indexes are read by."""

MAX_SIZE = 10_000
"""Most documents of one search, which is Elasticsearch's own cap; `scan` has none."""

Sort = Literal["relevance", "newest", "oldest"]
MAX_FACET_VALUES = 10_000
"""Most values that a facet counts: what has more of them, such as addresses, is counted in part."""
Step = Literal["hour", "day"]
"""What `count_by_time` counts by, in UTC."""
STEP_MS: Mapping[Step, int] = {"hour": 3_600_000, "day": 86_400_000}
NO_STEPS: Mapping[str, Step] = MappingProxyType({})
Analyzers = Literal["auto", "language", "standard"]
ANALYZERS: tuple[Analyzers, ...] = get_args(Analyzers)


class StoreError(Exception):
    """The index could not do what it was asked."""


class StoreDown(StoreError):
    """Not now: the same call may succeed later."""


class StoreRefused(StoreError):
    """Not before a person has mended something; the message says what."""


class WriteFailure(Struct, frozen=True):
    """One document that was not written, while others were."""

    id: str
    reason: str
    """One word for counting, such as the type of the server's error."""
    detail: str
    state: StoreError | None = None
    """What keeps the store from taking any document there, such as a block: it says nothing of this one."""

    @property
    def retry(self) -> bool:
        """Whether the same document may be accepted later."""
        return self.state is not None


class Hit(Struct, frozen=True):
    """One document that a search found, with its score (0 where sorted otherwise) and its snippets by field."""

    document: dict[str, Any]
    score: float
    highlight: dict[str, list[str]]


class Results(Struct, frozen=True):
    """What a search found in all, and the first of them."""

    total: int
    hits: list[Hit]


class Counts(Struct, frozen=True):
    """What was counted of the documents that a query finds, by the fields that were asked for."""

    values: dict[str, dict[str, int]]
    """Of a keyword field: how many have each value, as `Store.facet` gives them."""
    having: dict[str, int]
    """How many have one value in a field that has one at most."""
    steps: dict[str, dict[datetime, int]]
    """Of a date: how many have it in each hour or day, as `Store.count_by_time` gives them."""


class Store(Protocol):
    """What both indexes do. Every method raises StoreError."""

    def prepare(self, project: str = "") -> None:
        """Create what is missing; may run at any time, in several processes at once.

        Who means to write gives the name of its project, which the index carries from now on: one that has none is
        taken over. Raises StoreRefused where it carries another's.
        """

    def write(self, documents: Sequence[dict[str, Any]]) -> list[WriteFailure]:
        """Write documents, replacing those with the same id; on return all but the failed are found."""

    def search(
        self, query: Query, *, size: int = 10, sort: Sort = "relevance", highlight: bool = True
    ) -> Results:
        """Return the first `size` documents (10,000 at most): best, newest or oldest (by `published_at`) first.

        What is equally good goes newest first, what has one time by its id; what has no time comes last.
        """

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Return how many of the documents that a query finds have each value of a keyword field.

        The most frequent comes first, equal ones by value.
        """

    def count(
        self,
        query: Query,
        *,
        values: Sequence[str] = (),
        having: Sequence[str] = (),
        steps: Mapping[str, Step] = NO_STEPS,
    ) -> Counts:
        """Count several things at once, which costs little more than one of them."""

    def count_by_time(self, query: Query, field: str, step: Step) -> dict[datetime, int]:
        """Return how many of the documents that a query finds have their date `field` in each hour or day (UTC).

        The earliest comes first; hours and days without any are left out.
        """

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Return for every query's name the ids of the batch's documents that it finds, in order."""

    def get(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return the documents with these ids, in their order; what is not there is left out."""

    def scan(self, query: Query | None = None) -> Iterator[dict[str, Any]]:
        """Yield every document that the query finds, first seen first, as they all stood at the start."""

    def forget(self, before: datetime) -> int:
        """Drop the documents first seen before the month of `before`, which both stores do; return their number."""

    def renew(self, project: str = "") -> str:
        """Begin with an empty index, whatever the old one is like; return in words where that is.

        Raises StoreRefused, and touches nothing, where the old one carries the name of another project.
        """

    def health(self) -> dict[str, Any]:
        """Return `kind` (tantivy or elasticsearch), `documents` (their number) and `status` (green, yellow,
        red).
        """

    def close(self) -> None:
        """Let go of files and connections."""


NEW_INDEX_MEND = "run `wirewatch reprocess --new-index`, which fills a new one from the landing zone"
"""Of an index that is damaged, or that this version cannot go on with."""


def refuse_other_project(where: str, owner: str, project: str) -> None:
    """Raise StoreRefused where an index carries the name of another project; either name may be empty."""
    if owner and project and owner != project:
        raise StoreRefused(
            f"{where} is of the project {owner!r}, and this one is {project!r}: name another folder or "
            "server with WIREWATCH_INDEX_URL, or, if the two are one project, set "
            f"WIREWATCH_PROJECT={owner} for one command"
        )


def sort_by_count(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of a facet in order: the most frequent first, equal ones by value."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def values_of(buckets: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the counts of the buckets of a facet, in order; of objects, those of the documents around them."""
    return sort_by_count({one["key"]: one.get("documents", one)["doc_count"] for one in buckets})


def steps_of(buckets: Sequence[Mapping[str, Any]]) -> dict[datetime, int]:
    """Return the counts of a histogram over milliseconds since 1970, the earliest first."""
    counts = {datetime.fromtimestamp(one["key"] / 1000, UTC): int(one["doc_count"]) for one in buckets}
    return {at: counts[at] for at in sorted(counts) if counts[at]}


def month_start(at: datetime) -> datetime:
    """Return the start of the month of an aware time, in UTC: what is kept or dropped together."""
    return at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
