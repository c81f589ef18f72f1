"""Commands to look and to read: serve, stories, timeline, report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from processors.text.counted import counted
from wirewatch.config.times import FORMS

if TYPE_CHECKING:
    from wirewatch.project import Project

BAR_CELLS = 40
"""Of the longest bar of a timeline."""
DEFAULT_LISTEN = "127.0.0.1:8400"
Json = Annotated[bool, typer.Option("--json", help="One JSON object, in a form that stays")]


def add(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    for command in (serve, stories, timeline, report):
        app.command()(command)


def serve(
    context: typer.Context,
    listen: Annotated[str, typer.Option(help="Address and port; port 0 takes a free one")] = DEFAULT_LISTEN,
) -> None:
    """Serve the desk: today's stories, search, groups, alerts and sources as web pages, and the API."""
    from wirewatch.project import Project

    with Project(context.obj) as project:
        open_desk(project, listen)


def open_desk(project: "Project", listen: str) -> None:
    """Serve the desk of a project until Ctrl-C, and say where it is. Raises Mistake and Trouble."""
    from wirewatch.web.serve import serve_desk

    serve_desk(project, listen, lambda address: typer.echo(f"the desk is at {address} (Ctrl-C ends it)"))


def stories(
    context: typer.Context,
    today: Annotated[bool, typer.Option("--today", help="Since midnight, UTC")] = False,
    group: Annotated[
        str | None, typer.Option(help="Only stories that name this group: its id, or id+ with its branches")
    ] = None,
    since: Annotated[str, typer.Option(help=f"Published (or, undated, first seen) since: {FORMS}")] = "1d",
    events: Annotated[
        bool, typer.Option("--events", help="One line an event, with the outlets of all its stories")
    ] = False,
    size: Annotated[int, typer.Option(min=0, max=10_000, help="Stories, or events, at most")] = 50,
    json: Json = False,
) -> None:
    """Print what is new, story by story, the newest first, each with its outlets."""
    from processors.query.query import EVERYTHING
    from wirewatch.cli.search import refuse_unknown_groups, show_hits
    from wirewatch.cli.show import print_json
    from wirewatch.inspect.doubts import with_doubts
    from wirewatch.inspect.search import search_articles
    from wirewatch.ledger.leases import now
    from wirewatch.project import Project

    with Project(context.obj) as project:
        refuse_unknown_groups(project, EVERYTHING, group)
        found = search_articles(
            project.store,
            "*",
            group=group,
            since=f"{now():%Y-%m-%d}" if today else since,
            size=size,
            stories=not events,
            events=events,
            sort="newest",
            branches=project.branches,
        )
        found = with_doubts(project.ledger, found, events=events)
    if json:
        print_json(found)
    else:
        show_hits(found)


def timeline(
    context: typer.Context,
    group: Annotated[
        str | None, typer.Option(help="Only articles that name this group: its id, or id+")
    ] = None,
    query: Annotated[str, typer.Option(help="In the language of the rules")] = "*",
    by: Annotated[str, typer.Option(help="hour or day")] = "day",
    since: Annotated[
        str | None, typer.Option(help=f"Published (or, undated, first seen) since: {FORMS}")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Published (or, undated, first seen) before")] = None,
    json: Json = False,
) -> None:
    """Print how many articles there are in each hour or day, with those that have none between."""
    from processors.query.query import all_of
    from wirewatch.cli.search import refuse_unknown_groups
    from wirewatch.cli.show import print_json
    from wirewatch.inspect import timeline as counting
    from wirewatch.inspect.search import group_query, read_query, time_query
    from wirewatch.project import Project

    step = counting.read_step(by)
    with Project(context.obj) as project:
        asked = read_query(query, project.branches)
        refuse_unknown_groups(project, asked, group)
        queries = [asked, time_query(since, until)]
        if group:
            queries.append(group_query(group, project.branches))
        counts = counting.timeline(project.store, all_of(*(one for one in queries if one)), step)
    if json:
        print_json({"by": step, "counts": [{"at": at, "articles": number} for at, number in counts]})
    else:
        _show_counts(counts, hours=step == "hour")


def report(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The file to write: .html, .pdf, .csv or .json")
    ],
    query: Annotated[
        str, typer.Argument(help="In the language of the rules; everything where it is left out")
    ] = "*",
    group: Annotated[
        list[str] | None,
        typer.Option(help="Only what names this group: its id, or id+; repeat it for any of several"),
    ] = None,
    since: Annotated[str, typer.Option(help=f"Published (or, undated, first seen) since: {FORMS}")] = "7d",
    until: Annotated[str | None, typer.Option(help="Published (or, undated, first seen) before")] = None,
    size: Annotated[int, typer.Option(min=1, max=1_000, help="Stories, at most")] = 200,
) -> None:
    """Write what was found into one file that needs nothing else: counts, a chart, stories, statements and links."""
    from wirewatch.cli.search import refuse_unknown_groups
    from wirewatch.inspect.search import read_query
    from wirewatch.project import Project
    from wirewatch.web.reading import Asked
    from wirewatch.web.report import write_report

    with Project(context.obj) as project:
        for one in group or [""]:
            refuse_unknown_groups(project, read_query(query, project.branches), one)
        asked = Asked(query=query, since=since, until=until, size=size)
        number = write_report(project, output, asked, group or ())
    typer.echo(f"wrote {output}: {counted(number, 'story', 'stories')}")


def _show_counts(counts: list[tuple[Any, int]], *, hours: bool) -> None:
    from wirewatch.cli.show import console

    out = console()
    most = max((number for _, number in counts), default=1)
    for at, number in counts:
        bar = "#" * -(-number * BAR_CELLS // most)
        out.print(f"{at:%Y-%m-%d %H:00}" if hours else f"{at:%Y-%m-%d}", f"{number:7,}", bar)
    if not counts:
        out.print("no articles")
