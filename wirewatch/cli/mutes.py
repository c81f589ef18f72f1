"""Commands on what tells nobody for a time: mute, unmute."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from processors.text.counted import counted

if TYPE_CHECKING:
    from wirewatch.ledger.mutes import Kind
    from wirewatch.project import Project

Json = Annotated[bool, typer.Option("--json", help="One JSON object, in a form that stays")]
What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]", help="A source: its id, domain or name. Or a kind and a name: rule NAME"
    ),
]
Story = Annotated[str | None, typer.Option(help="A story: its id, or the address of one of its articles")]
Rule = Annotated[str | None, typer.Option(help="A rule of alerts.yaml")]


def add(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    app.command()(mute)
    app.command()(unmute)


def mute(
    context: typer.Context,
    what: What = None,
    story: Story = None,
    rule: Rule = None,
    for_: Annotated[str | None, typer.Option("--for", metavar="SPAN", help="6h, 7d, 2w")] = None,
    list_: Annotated[bool, typer.Option("--list", help="What is muted now, and until when")] = False,
    all_: Annotated[bool, typer.Option("--all", help="With --list: what has ended, too")] = False,
    json: Json = False,
) -> None:
    """Send no alerts of a source, a story or a rule for a time. Each has the state `muted`, which `why` tells."""
    from wirewatch.cli.show import print_json
    from wirewatch.cli.users import whoami
    from wirewatch.errors import Mistake
    from wirewatch.ledger import mutes
    from wirewatch.ledger.leases import now
    from wirewatch.project import Project

    with Project(context.obj) as project:
        if list_:
            if what or story or rule or for_:
                raise Mistake("--list stands alone", "write `wirewatch mute --list`")
            _list(project, ended=all_, json=json)
            return
        if for_ is None:
            raise Mistake("mute needs to know for how long", "write such as --for 7d")
        until, (kind, name) = mutes.read_until(for_, now()), _meant(project, what or (), story, rule)
        with project.ledger.begin() as tx:
            stopped = mutes.add_mute(tx, kind, name, whoami(), now(), until)
    if json:
        print_json({"kind": kind, "name": name, "until": until, "stopped": stopped})
        return
    alerts = f"; {counted(stopped, 'alert')} that waited: not sent" if stopped else ""
    typer.echo(f"muted the {kind} {name} until {until:%Y-%m-%d %H:%M} UTC{alerts}")


def unmute(
    context: typer.Context, what: What = None, story: Story = None, rule: Rule = None, json: Json = False
) -> None:
    """Send alerts again of what is muted. What was muted until now is not sent later."""
    from wirewatch.cli.show import print_json
    from wirewatch.cli.users import whoami
    from wirewatch.errors import Mistake
    from wirewatch.ledger import mutes
    from wirewatch.ledger.leases import now
    from wirewatch.project import Project

    with Project(context.obj) as project:
        kind, name = _meant(project, what or (), story, rule, known=True)
        with project.ledger.begin() as tx:
            if not mutes.end_mute(tx, kind, name, whoami(), now()):
                raise Mistake(f"the {kind} {name} is not muted", "`wirewatch mute --list` has what is")
    if json:
        print_json({"kind": kind, "name": name})
    else:
        typer.echo(f"the {kind} {name} is not muted any more")


def _meant(
    project: "Project", what: Sequence[str], story: str | None, rule: str | None, *, known: bool = False
) -> "tuple[Kind, str]":
    """Give what is meant; with `known` something that is muted though it is gone from the configuration, too."""
    from wirewatch.errors import Mistake
    from wirewatch.inspect.mute_names import meant_name
    from wirewatch.ledger.leases import now
    from wirewatch.ledger.mutes import KINDS, active_mutes

    named: list[tuple[Kind, str]] = []
    if len(what) == 2 and (kind := next((one for one in KINDS if one == what[0]), None)):
        named.append((kind, what[1]))
    elif len(what) == 1 and what[0] in KINDS and not (story or rule):
        mend = f"write `{what[0]} NAME`; a source that is called so: `source {what[0]}`"
        raise Mistake(f"{what[0]!r} is a kind of what can be muted, and no name stands behind it", mend)
    else:
        named += [("source", one) for one in what]
    named += [("story", story)] if story else []
    named += [("rule", rule)] if rule else []
    if len(named) != 1:
        raise Mistake(
            "give one source, --story ID or --rule NAME", "such as `wirewatch mute example --for 7d`"
        )
    ((kind, name),) = named
    if known:
        with project.ledger.read() as tx:
            if any((row.kind, row.name) == (kind, name) for row in active_mutes(tx, now())):
                return kind, name
    return kind, meant_name(project, kind, name)


def _list(project: "Project", *, ended: bool, json: bool) -> None:
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.inspect.mute_names import with_titles
    from wirewatch.ledger.leases import now
    from wirewatch.ledger.mutes import list_mutes

    with project.ledger.read() as tx:
        found = list_mutes(tx, now(), ended=ended)
    found = with_titles(project, found)
    if json:
        print_json({"mutes": found})
        return
    title = ("title",) if any(one["title"] for one in found) else ()
    columns = ("kind", "name", *title, "until", "who", "at", *(("ended_at", "ended_by") if ended else ()))
    print_table(columns, ([one[column] for column in columns] for one in found))
