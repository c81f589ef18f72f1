"""The pages that an analyst reads: today, a story, a group, a search. Each takes what was asked and gives values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from processors.stores.store import Sort, Step
from scrapers.records import Feed
from wirewatch.errors import Mistake
from wirewatch.inspect.doubts import with_doubts
from wirewatch.inspect.empty_answers import explain_empty
from wirewatch.inspect.mark_counts import precision_of_names
from wirewatch.inspect.search import read_query, read_sort, search_articles, whole_query
from wirewatch.inspect.story import read_story
from wirewatch.inspect.timeline import latest_timeline, read_step
from wirewatch.ledger.marks import list_marks, marks_on
from wirewatch.project import Project
from wirewatch.web.marked import cut_at_mentions, what_changed
from wirewatch.web.said import asked_first, statements_of

FACETS = ("groups", "language", "source.country", "source.id")
"""What a page narrows by."""
COUNTED = {"named with": "groups", "outlets": "source.id", "languages": "language"}
"""What the page of a group counts, by its heading."""
FACET_VALUES = 12
PAGE = 50
"""Stories or articles of one page."""
MOST_CARRIED_OF = 500
"""Newest stories of which those carried most are shown first."""


class Asked(NamedTuple):
    """What a reader asked for, as the address of the page says it."""

    query: str = "*"
    since: str | None = None
    until: str | None = None
    sort: str = "newest"
    size: int = PAGE
    events: bool = False
    """Whether what is one happening stands once, with all its stories."""
    narrowed: tuple[tuple[str, str], ...] = ()
    """Pairs of a field of FACETS and its value."""


def read_asked(parameters: Sequence[tuple[str, str]], *, since: str | None = None) -> Asked:
    """Read the parameters of an address; `since` stands where none is given. Raises Mistake."""
    values = {name: value for name, value in parameters if value.strip()}
    size = values.get("size", str(PAGE))
    if not size.isdecimal() or not 1 <= int(size[:6]) <= 1_000:
        raise Mistake(f"size: {size[:20]!r} is no number of stories", "write one from 1 to 1000")
    return Asked(
        query=values.get("q", "*"),
        since=values.get("since", since),
        until=values.get("until"),
        sort=values.get("sort", "newest"),
        size=int(size),
        events=values.get("show") == "events",
        narrowed=tuple((name, value) for name, value in parameters if name in FACETS and value),
    )


def today(project: Project, asked: Asked) -> dict[str, Any]:
    """Give the stories of a time, each with its outlets, and the facets. Raises Mistake and StoreError."""
    carried = asked.sort == "carried"
    found = _search(
        project,
        asked,
        "newest" if carried else read_sort(asked.sort),
        MOST_CARRIED_OF if carried else asked.size,
    )
    if carried:
        found["hits"] = sorted(found["hits"], key=lambda hit: -len(hit["outlets"]))[: asked.size]
    return found


def search(project: Project, asked: Asked, step: str = "day") -> dict[str, Any]:
    """Give the stories that a query finds, the facets, and its hits over time. Raises Mistake and StoreError."""
    return _search(project, asked, read_sort(asked.sort), asked.size, read_step(step))


def with_asked_statements(project: Project, asked: Asked, found: dict[str, Any]) -> dict[str, Any]:
    """Give what a search found with those statements of each hit first that were asked for.

    Where there are none, `unknown` says what to try. Raises Mistake and StoreError.
    """
    query = read_query(asked.query, project.branches)
    times = (("since", asked.since), ("until", asked.until))
    narrowed = [f"{name} {value}" for name, value in (*times, *asked.narrowed) if value]
    unknown = [] if found["hits"] else explain_empty(project, query, _feeds(project), narrowed)
    return found | {"hits": [asked_first(hit, query) for hit in found["hits"]], "unknown": unknown}


def _feeds(project: Project) -> Sequence[Feed]:
    try:
        return project.feeds
    except Mistake:
        return ()  # an index can be searched without a configuration


def search_timeline(project: Project, asked: Asked, step: Step) -> list[tuple[datetime, int]]:
    """Give what a query finds over time. Raises Mistake and StoreError."""
    whole = whole_query(
        project.store,
        read_query(narrowed_query(asked), project.branches),
        since=asked.since,
        until=asked.until,
    )
    return latest_timeline(project.store, whole, step)


def _search(
    project: Project, asked: Asked, sort: Sort, size: int, step: Step | None = None
) -> dict[str, Any]:
    found = search_articles(
        project.store,
        narrowed_query(asked),
        since=asked.since,
        until=asked.until,
        size=size,
        sort=sort,
        stories=not asked.events,
        events=asked.events,
        facets=FACETS,
        branches=project.branches,
        step=step,
    )
    found["facets"] = {
        field: dict(list(counts.items())[:FACET_VALUES]) for field, counts in found["facets"].items()
    }
    return with_doubts(project.ledger, found, events=asked.events)


def narrowed_query(asked: Asked) -> str:
    """Give the query with what it is narrowed by. Raises Mistake."""
    read_query(asked.query)  # so that its mistake is told in its own words
    quoted = (exactly(name, value) for name, value in asked.narrowed)
    return " AND ".join([f"({asked.query})" if asked.narrowed else asked.query, *quoted])


def exactly(field: str, value: str) -> str:
    """Give the query for what has this value in a field, whatever signs the value is written with."""
    return f'{field}:"{value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'


def story(project: Project, story_id: str) -> dict[str, Any] | None:
    """Give a story with its text cut at mentions and what each copy changed, or None. Raises StoreError, Trouble."""
    found = read_story(project, story_id)
    if found is None:
        return None
    first = found["first"]
    with project.ledger.read() as tx:
        marked = marks_on(tx, [first["id"], *(copy["id"] for copy in found["copies"])])
    return {
        **found,
        "mentions": _mentions([first, *found["copies"]]),
        "statements": statements_of([first, *found["copies"]]),
        "marks": list({(one["group"], one["words"], one["state"]): one for one in reversed(marked)}.values()),
        "title": cut_at_mentions(first["title"] or "", "title", first["mentions"]),
        "paragraphs": cut_at_mentions(first["text"], "text", first["mentions"]),
        "copies": [
            {"document": copy, "changes": what_changed(first["text"], copy["text"], first.get("language"))}
            for copy in found["copies"]
        ],
    }


def _mentions(documents: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, int]]:
    """Give the names by which articles name groups: the group, the words, and how often; the most frequent first."""
    counts = Counter((one["group"], one["text"]) for document in documents for one in document["mentions"])
    return [(group, words, number) for (group, words), number in sorted(counts.items(), key=_most_first)]


def _most_first(pair: tuple[tuple[str, str], int]) -> tuple[int, tuple[str, str]]:
    return -pair[1], pair[0]


def group(project: Project, group_id: str, since: str | None) -> dict[str, Any]:
    """Give where, when and with whom a group is named: counts, timeline, newest stories. Raises Mistake, StoreError."""
    named = next((one for one in project.catalogue.groups if one.id == group_id), None)
    if named is None:
        raise Mistake(f"the catalogue has no group {group_id!r}", "`wirewatch groups list` has the ids")
    found = search_articles(
        project.store,
        "*",
        group=group_id,
        since=since,
        size=20,
        sort="newest",
        stories=True,
        facets=tuple(COUNTED.values()),
        step="day",
    )
    counts = {name: _first(found["facets"][field], leave=group_id) for name, field in COUNTED.items()}
    with project.ledger.read() as tx:
        marked = list_marks(tx, group_id)
    return {
        "group": named,
        "names": precision_of_names(project.store, marked),
        "counts": counts,
        "timeline": found["timeline"],
        "articles": found["articles"],
        "hits": found["hits"],
        "total": found["total"],
    }


def _first(counts: Mapping[str, int], leave: str) -> dict[str, int]:
    return {value: number for value, number in list(counts.items())[: FACET_VALUES + 1] if value != leave}
