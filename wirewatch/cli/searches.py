"""Commands on saved searches: list, remove. `search --save NAME` saves one, and `search --saved NAME` asks it."""

from typing import Annotated

import typer

app = typer.Typer(
    help="The saved searches, which feed readers can follow.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("list")
def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="JSON, in a form that stays")] = False,
) -> None:
    """Print the saved searches."""
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.ledger.saved_searches import list_searches
    from wirewatch.project import Project

    with Project(context.obj) as project, project.ledger.read() as tx:
        found = [dict(row._mapping) for row in list_searches(tx)]
    if json:
        print_json(found)
        return
    columns = ("name", "query", "since", "until", "sort", "who", "at")
    print_table(columns, ([one[column] for column in columns] for one in found))


@app.command()
def remove(context: typer.Context, name: str) -> None:
    """Remove a saved search; whoever follows it gets nothing more."""
    from wirewatch.cli.users import whoami
    from wirewatch.ledger import saved_searches
    from wirewatch.ledger.leases import now
    from wirewatch.project import Project

    with Project(context.obj) as project, project.ledger.begin() as tx:
        saved_searches.require_search(tx, name)
        saved_searches.remove_search(tx, name, whoami(), now())
    typer.echo(f"removed {name}")
