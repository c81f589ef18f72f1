"""Commands on the index: search, export."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wirewatch.config.times import FORMS

if TYPE_CHECKING:
    from processors.query.query import Query
    from scrapers.records import Feed
    from wirewatch.ledger.saved_searches import SavedSearch
    from wirewatch.project import Project

Since = Annotated[str | None, typer.Option(help=f"Published (or, undated, first seen) since: {FORMS}")]
Until = Annotated[str | None, typer.Option(help="Published (or, undated, first seen) before: the same forms")]

FACET_VALUES_SHOWN = 20
"""Values of a facet that a terminal shows."""
OUTLETS_SHOWN = 8
"""Outlets of a story that a terminal names."""
DOUBTS_SHOWN = 3
"""Copies in doubt of a story whose addresses a terminal shows."""


def add(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    app.command()(search)
    app.command()(export)


def search(
    context: typer.Context,
    query: Annotated[
        str,
        typer.Argument(help="In the language of the rules: 'groups:isis-k AND kabul'", show_default=False),
    ] = "",
    group: Annotated[
        str | None, typer.Option(help="Only articles that name this group: its id, or id+ with its branches")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Only this outlet: its id, domain or name")] = None,
    since: Since = None,
    until: Until = None,
    size: Annotated[int, typer.Option(min=0, max=10_000, help="Articles, stories or events at most")] = 10,
    stories: Annotated[bool, typer.Option("--stories", help="One line a story, with its outlets")] = False,
    events: Annotated[
        bool, typer.Option("--events", help="One line an event, with the outlets of all its stories")
    ] = False,
    sort: Annotated[str, typer.Option(help="relevance, newest or oldest")] = "relevance",
    facet: Annotated[
        list[str] | None, typer.Option(help="Count the values of a field, such as groups; may be repeated")
    ] = None,
    save: Annotated[
        str | None, typer.Option(help="Keep this search under a name, by which feed readers can follow it")
    ] = None,
    saved: Annotated[str | None, typer.Option(help="Ask the saved search of this name, not a query")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object, in a form that stays")] = False,
) -> None:
    """Search what is indexed."""
    from processors.query.values import exact_values
    from wirewatch.cli.show import print_json
    from wirewatch.errors import Mistake
    from wirewatch.inspect.doubts import with_doubts
    from wirewatch.inspect.search import read_query, read_sort, search_articles
    from wirewatch.inspect.unknown_values import FIELDS
    from wirewatch.project import Project

    if not query.strip() and saved is None:
        raise Mistake("there is no query", "write one: wirewatch search 'groups:isis-k AND kabul'")
    with Project(context.obj) as project:
        if saved is not None:
            if query or save is not None:
                raise Mistake("--saved is a query itself", "leave out the query and --save")
            kept = _saved_search(project, saved)
            query, events = kept.query, events or kept.events
            since, until = since or kept.since, until or kept.until
            sort = sort if sort != "relevance" else kept.sort
        asked = read_query(query, project.branches)
        refuse_unknown_groups(project, asked, group)
        feeds = _feeds_of(project) if source or exact_values(asked, FIELDS) else []
        found = search_articles(
            project.store,
            query,
            group=group,
            source=source,
            since=since,
            until=until,
            size=size,
            stories=stories,
            events=events,
            sort=read_sort(sort),
            facets=facet or (),
            branches=project.branches,
            feeds=feeds,
        )
        if stories or events:
            found = with_doubts(project.ledger, found, events=events)
        given = {"--group": group, "--source": source, "--since": since, "--until": until}
        _tell_what_finds_nothing(project, asked, feeds, given, is_empty=not found["total"])
        if save is not None:
            if source:
                raise Mistake("--save keeps no --source", "write source.id:... into the query")
            narrowed = f"({query}) AND groups:{group}" if group else query
            _save_search(project, save, narrowed, since, until, sort, events=events)
    if json:
        print_json(found)
    else:
        show_hits(found)


def _tell_what_finds_nothing(
    project: "Project",
    query: "Query",
    feeds: "list[Feed]",
    given: "dict[str, str | None]",
    *,
    is_empty: bool,
) -> None:
    """Say on standard error what no article can have, and where nothing is found at all, what to try."""
    from scrapers.urls import hide_credentials
    from wirewatch.inspect.empty_answers import explain_empty
    from wirewatch.inspect.old_articles import lacking_statements
    from wirewatch.inspect.unknown_values import unknown_values

    if is_empty:
        narrowed = [f"{name} {value}" for name, value in given.items() if value]
        told = explain_empty(project, query, feeds, narrowed)
    else:
        lacking = lacking_statements(query, project.store)
        told = [*unknown_values(query, feeds, project.store), *([lacking] if lacking else [])]
    for unknown in told:
        typer.echo(hide_credentials(f"wirewatch: {unknown.message}; {unknown.mend}"), err=True)


def _saved_search(project: "Project", name: str) -> "SavedSearch":
    from wirewatch.ledger.saved_searches import require_search

    with project.ledger.read() as tx:
        return require_search(tx, name)


def _save_search(
    project: "Project",
    name: str,
    query: str,
    since: str | None,
    until: str | None,
    sort: str,
    *,
    events: bool,
) -> None:
    from wirewatch.cli.users import whoami
    from wirewatch.ledger.leases import now
    from wirewatch.ledger.saved_searches import SavedSearch, read_name, save_search

    search = SavedSearch(read_name(name), query, since, until, sort, events)
    with project.ledger.begin() as tx:
        save_search(tx, search, whoami(), now())


def refuse_unknown_groups(project: "Project", query: "Query", group: str | None) -> None:
    """Raise Mistake for a group that is not in the catalogue: nothing is found by it."""
    from processors.query.values import named_groups
    from wirewatch.errors import Mistake
    from wirewatch.inspect.unknown_values import unknown_group, unknown_groups

    if not group and not named_groups(query):
        return
    try:
        catalogue = project.catalogue
    except Mistake:
        return  # an index can be searched without a configuration
    unknown = unknown_groups(query, catalogue)
    known = {entry.id for entry in catalogue.groups}
    if group and not group.endswith("+") and group not in known:
        unknown.append(unknown_group(group, known))
    for one in unknown:
        raise Mistake(one.message, one.mend)


def _feeds_of(project: "Project") -> "list[Feed]":
    from wirewatch.errors import Mistake

    try:
        return project.feeds
    except Mistake:
        return []  # an index can be searched without a configuration


def show_hits(found: dict[str, Any]) -> None:
    """Print what a search found."""
    from rich.text import Text

    from wirewatch.cli.show import console, safe_text

    out = console()
    if found.get("total_at_least"):
        out.print(f"{found['total']:,} found at least: no more stories or events are counted")
    else:
        out.print(f"{found['total']} found")
    for field, counts in found.get("facets", {}).items():
        out.print()
        out.print(Text(field, style="bold"))
        for value, count in list(counts.items())[:FACET_VALUES_SHOWN]:
            out.print(f"  {count:8,}  {safe_text(value)}")
        if len(counts) > FACET_VALUES_SHOWN:
            out.print(
                Text(
                    f"            and {len(counts) - FACET_VALUES_SHOWN:,} more (--json has all)", style="dim"
                )
            )
    for hit in found["hits"]:
        out.print()
        _show_hit(hit)
    if found.get("cut"):
        out.print()
        out.print("more are behind the first 10,000 articles: narrow the search, such as by --since")


def _show_hit(hit: dict[str, Any]) -> None:
    from rich.text import Text

    from processors.text.sentences import first_sentence
    from wirewatch.cli.show import print_text, safe_text
    from wirewatch.inspect.search import highlight_parts

    when = (hit["published_at"] or f"seen {hit['first_seen_at']}").partition("T")[0]
    print_text(safe_text(hit["title"] or first_sentence(hit["text"])), style="bold")
    print_text(f"{when}  {safe_text(hit['source']['name'])}  {safe_text(hit['url'])}", style="dim")
    if "outlets" in hit:
        outlets = safe_text(", ".join(hit["outlets"][:OUTLETS_SHOWN]))
        print_text(f"outlets: {len(hit['outlets'])} ({outlets})", hanging="  ", style="dim")
    if doubts := hit.get("may_be_news"):
        addresses = " ".join(safe_text(one["url"]) for one in doubts[:DOUBTS_SHOWN])
        more = f" and {len(doubts) - DOUBTS_SHOWN} more" if len(doubts) > DOUBTS_SHOWN else ""
        print_text(f"and {len(doubts)} that may be news: {addresses}{more}", hanging="  ")
    if hit["groups"]:
        print_text("groups: " + ", ".join(_by_centrality(hit)), hanging="  ", style="dim")
    for snippet in hit["highlight"].get("text", [])[:2]:
        line = Text()
        for part, is_hit in highlight_parts(snippet):
            line.append(safe_text(part).replace("\n", " "), style="bold red" if is_hit else "")
        print_text(line, "  ")


def _by_centrality(hit: dict[str, Any]) -> list[str]:
    """Give the groups of a hit, the most central first, each with its score."""
    scores = {group: hit["centrality"][group]["score"] for group in hit["groups"]}
    return [f"{group} {scores[group]:.2f}" for group in sorted(scores, key=lambda group: -scores[group])]


def export(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(help="In the language of the rules; everything where it is left out")
    ] = "*",
    group: Annotated[
        str | None, typer.Option(help="Only articles that name this group: its id, or id+ with its branches")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Only this outlet: its id, domain or name")] = None,
    since: Since = None,
    until: Until = None,
    format: Annotated[str, typer.Option(help="jsonl, json, csv or excel")] = "jsonl",  # noqa: A002 - the option's name
) -> None:
    """Print the indexed articles that a query finds, as JSON or CSV, the first seen first."""
    from wirewatch.cli.show import print_json_lines, print_json_list
    from wirewatch.errors import Mistake
    from wirewatch.inspect.search import read_query, whole_query
    from wirewatch.project import Project

    if format not in ("jsonl", "json", "csv", "excel"):
        raise Mistake(f"--format: {format!r} is none", "write excel, json, jsonl or csv")
    with Project(context.obj) as project:
        asked = read_query(query, project.branches)
        refuse_unknown_groups(project, asked, group)
        whole = whole_query(
            project.store,
            asked,
            group=group,
            source=source,
            since=since,
            until=until,
            branches=project.branches,
            feeds=_feeds_of(project) if source else (),
        )
        documents = project.store.scan(whole)
        if format == "jsonl":
            print_json_lines(documents)
        elif format == "json":
            print_json_list(documents)
        else:
            if format == "excel":
                sys.stdout.write("\ufeff")
            _print_csv(documents)


def _print_csv(documents: Iterable[dict[str, Any]]) -> None:
    import csv

    from wirewatch.inspect.search import CSV_COLUMNS, csv_row

    writer = csv.writer(sys.stdout)
    writer.writerow(CSV_COLUMNS)
    writer.writerows(csv_row(document) for document in documents)
