"""Commands on the index: search, export."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wirewatch.config.times import FORMS

if TYPE_CHECKING:
    from wirewatch.project import Project

Since = Annotated[str | None, typer.Option(help=f"Published (or, undated, first seen) since: {FORMS}")]
Until = Annotated[str | None, typer.Option(help="Published (or, undated, first seen) before: the same forms")]

FACET_VALUES_SHOWN = 20
"""Values of a facet that a terminal shows."""


def add(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    app.command()(search)
    app.command()(export)


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="In the language of the rules: 'groups:isis-k AND kabul'")],
    group: Annotated[
        str | None, typer.Option(help="Only articles that name this group: its id, or id+ with its branches")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Only this outlet: its id or domain")] = None,
    since: Since = None,
    until: Until = None,
    size: Annotated[int, typer.Option(min=0, max=10_000, help="Articles, or stories, at most")] = 10,
    stories: Annotated[bool, typer.Option("--stories", help="One line a story, with its outlets")] = False,
    sort: Annotated[str, typer.Option(help="relevance, newest or oldest")] = "relevance",
    facet: Annotated[
        list[str] | None, typer.Option(help="Count the values of a field, such as groups; may be repeated")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object, in a form that stays")] = False,
) -> None:
    """Search what is indexed."""
    from wirewatch.cli.show import print_json
    from wirewatch.inspect.search import read_sort, search_articles
    from wirewatch.project import Project

    with Project(context.obj) as project:
        found = search_articles(
            project.store,
            query,
            group=group,
            source=source,
            since=since,
            until=until,
            size=size,
            stories=stories,
            sort=read_sort(sort),
            facets=facet or (),
            branches=project.branches,
        )
        if not found["total"]:
            _tell_unknown_groups(project, query, group)
    if json:
        print_json(found)
    else:
        _show_hits(found)


def _tell_unknown_groups(project: "Project", query: str, group: str | None) -> None:
    """Say which of the groups asked for are not in the catalogue, where that may be why nothing was found."""
    from difflib import get_close_matches

    from processors.alerts.alert import named_groups
    from wirewatch.errors import Mistake
    from wirewatch.inspect.search import read_query

    asked = named_groups(read_query(query, project.branches)) | (
        {group.removesuffix("+")} if group else set()
    )
    try:
        known = {entry.id for entry in project.catalogue.groups}
    except Mistake:
        return  # an index can be searched without a configuration
    for group_id in sorted(asked - known):
        alike = get_close_matches(group_id, known, n=1)
        mend = f"did you mean {alike[0]!r}?" if alike else "`wirewatch groups list` shows them"
        typer.echo(f"wirewatch: groups.yaml has no group {group_id!r}; {mend}", err=True)


def _show_hits(found: dict[str, Any]) -> None:
    from rich.text import Text

    from processors.text.sentences import first_sentence
    from wirewatch.cli.show import console, safe_text
    from wirewatch.inspect.search import highlight_parts

    out = console()
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
        when = (hit["published_at"] or f"seen {hit['first_seen_at']}").partition("T")[0]
        title = hit["title"] or first_sentence(hit["text"])
        out.print()
        out.print(Text(safe_text(title), style="bold"))
        out.print(Text(f"{when}  {safe_text(hit['source']['name'])}  {safe_text(hit['url'])}", style="dim"))
        if "outlets" in hit:
            out.print(
                Text(
                    f"outlets: {len(hit['outlets'])} ({safe_text(', '.join(hit['outlets'][:8]))})",
                    style="dim",
                )
            )
        if hit["groups"]:
            out.print(Text("groups: " + ", ".join(_by_centrality(hit)), style="dim"))
        for snippet in hit["highlight"].get("text", [])[:2]:
            line = Text("  ")
            for part, is_hit in highlight_parts(snippet):
                line.append(safe_text(part).replace("\n", " "), style="bold red" if is_hit else "")
            out.print(line)


def _by_centrality(hit: dict[str, Any]) -> list[str]:
    """Give the groups of a hit, the most central first, each with its score."""
    scores = {group: hit["centrality"][group]["score"] for group in hit["groups"]}
    return [f"{group} {scores[group]:.2f}" for group in sorted(scores, key=lambda group: -scores[group])]


def export(
    context: typer.Context,
    since: Since = None,
    format: Annotated[str, typer.Option(help="jsonl or csv")] = "jsonl",  # noqa: A002 - the option's name
) -> None:
    """Print every indexed article, as JSON lines or CSV."""
    from wirewatch.cli.show import print_json_lines
    from wirewatch.errors import Mistake
    from wirewatch.inspect.search import time_query
    from wirewatch.project import Project

    if format not in ("jsonl", "csv"):
        raise Mistake(f"--format: {format!r} is none", "write jsonl or csv")
    with Project(context.obj) as project:
        documents = project.store.scan(time_query(since, None))
        if format == "jsonl":
            print_json_lines(documents)
        else:
            _print_csv(documents)


def _print_csv(documents: Iterable[dict[str, Any]]) -> None:
    import csv

    from wirewatch.inspect.search import CSV_COLUMNS, csv_row

    writer = csv.writer(sys.stdout)
    writer.writerow(CSV_COLUMNS)
    writer.writerows(csv_row(document) for document in documents)
