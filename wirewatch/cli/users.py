"""Commands on the people of the desk: users add, list, remove, password; audit."""

import getpass
import os
import sys
from typing import Annotated

import typer

from wirewatch.cli.calls import Commands
from wirewatch.config.times import FORMS

Json = Annotated[bool, typer.Option("--json", help="One JSON object, in a form that stays")]
Name = Annotated[str, typer.Argument(help="The user's name")]
PASSWORD = "WIREWATCH_USER_PASSWORD"  # noqa: S105 - the name of the variable

app = typer.Typer(help="Who may log in to the desk.", no_args_is_help=True, rich_markup_mode=None)


def add_commands(program: typer.Typer) -> None:
    """Add the commands to the program's."""
    program.add_typer(app, name="users", cls=Commands)
    program.command()(audit)


def whoami() -> str:
    """Give who is at this terminal, as changes are signed with."""
    try:
        return f"{getpass.getuser()} (terminal)"
    except (KeyError, OSError):  # a container may run as a number that has no name
        return "terminal"


@app.command()
def add(
    context: typer.Context,
    name: Name,
    role: Annotated[
        str,
        typer.Option(
            help="reader reads; analyst also marks and saves; admin also edits rules and sees changes"
        ),
    ] = "reader",
) -> None:
    """Add a user. The password is asked for, or read from standard input or WIREWATCH_USER_PASSWORD."""
    from wirewatch.ledger import users
    from wirewatch.ledger.leases import now
    from wirewatch.passwords import hash_password
    from wirewatch.project import Project

    who, right = users.read_name(name), users.read_role(role)
    kept = hash_password(_read_password())
    with Project(context.obj) as project, project.ledger.begin() as tx:
        users.add_user(tx, who, kept, right, whoami(), now())
    typer.echo(f"added {who} ({right})")


@app.command("list")
def list_users(context: typer.Context, json: Json = False) -> None:
    """Print the users with their roles."""
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.ledger import users
    from wirewatch.project import Project

    with Project(context.obj) as project, project.ledger.read() as tx:
        rows = users.all_users(tx)
    if json:
        print_json({"users": [row._asdict() for row in rows]})
    else:
        print_table(
            ("name", "role", "since"), [(row.name, row.role, f"{row.since:%Y-%m-%d}") for row in rows]
        )


@app.command()
def remove(context: typer.Context, name: Name) -> None:
    """Remove a user, who is logged out at once. What the user marked and changed stays, stars and notes go."""
    from wirewatch.ledger import users
    from wirewatch.ledger.leases import now
    from wirewatch.project import Project

    with Project(context.obj) as project, project.ledger.begin() as tx:
        users.remove_user(tx, who := users.read_name(name), whoami(), now())
        left = users.count_users(tx)
    typer.echo(f"removed {who}" + ("" if left else "; no user is left"))


@app.command()
def password(context: typer.Context, name: Name) -> None:
    """Give a user another password, asked for as `add` does. The user is logged out everywhere."""
    from wirewatch.errors import Mistake
    from wirewatch.ledger import users
    from wirewatch.ledger.leases import now
    from wirewatch.passwords import hash_password
    from wirewatch.project import Project

    who = users.read_name(name)
    with Project(context.obj) as project:
        with project.ledger.read() as tx:
            if users.find_user(tx, who) is None:
                raise Mistake(f"there is no user {who!r}", "`wirewatch users list` has their names")
        kept = hash_password(_read_password())
        with project.ledger.begin() as tx:
            users.change_password(tx, who, kept, whoami(), now())
    typer.echo(f"{who} has another password")


def audit(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help=f"Changes since: {FORMS}")] = None,
    size: Annotated[int, typer.Option(min=1, max=100_000, help="Changes, at most")] = 100,
    json: Json = False,
) -> None:
    """Print who changed what, and when: the latest first."""
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.config.times import parse_time
    from wirewatch.errors import Mistake
    from wirewatch.ledger.audit import latest_changes
    from wirewatch.ledger.leases import now
    from wirewatch.project import Project

    try:
        moment = parse_time(since, now()) if since else None
    except ValueError as error:
        raise Mistake(f"--since: {error}") from None
    with Project(context.obj) as project, project.ledger.read() as tx:
        rows = latest_changes(tx, size, moment)
    if json:
        print_json({"changes": [row._asdict() for row in rows]})
    else:
        print_table(
            ("at", "who", "what", "to what", "detail"),
            [(f"{row.at:%Y-%m-%d %H:%M:%SZ}", row.who, row.what, row.subject, row.detail) for row in rows],
        )


def _read_password() -> str:
    """Read a password from where it is: the environment, a prompt on a terminal, or a line of standard input."""
    from wirewatch.errors import Mistake
    from wirewatch.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD

    if not (found := os.environ.get(PASSWORD, "")):
        on_terminal = sys.stdin.isatty()
        found = (
            typer.prompt("Password", hide_input=True, confirmation_prompt=True)
            if on_terminal
            else sys.stdin.readline().rstrip("\r\n")
        )
    if not SHORTEST_PASSWORD <= len(found) <= LONGEST_PASSWORD:
        mend = f"take some words: at the prompt, as a line of standard input, or in {PASSWORD}"
        raise Mistake(f"no password of {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters was given", mend)
    return str(found)
