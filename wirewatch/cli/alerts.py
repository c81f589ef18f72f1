"""Commands on alerts: check, list, test, send-test, log."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from wirewatch.errors import Mistake
    from wirewatch.project import Project

app = typer.Typer(
    help="The rules, and what they have told whom.", no_args_is_help=True, rich_markup_mode=None
)
Json = Annotated[bool, typer.Option("--json", help="JSON, in a form that stays")]


@app.command()
def check(context: typer.Context) -> None:
    """Check alerts.yaml: its form, every query, every channel's address and secret."""
    from processors.deliver import BadChannel, check_channel
    from wirewatch.errors import Mistake
    from wirewatch.project import Project

    project = Project(context.obj)
    file = context.obj.config / "alerts.yaml"
    for mistake in unknown_groups(project):
        raise mistake
    for channel in project.alerts.channels.values():
        if channel.url is None:
            told = f"channel {channel.name!r}: the variable {channel.secret_env} is not set"
            raise Mistake(told, "export it with the channel's address", file, channel.line)
        try:
            check_channel(channel.url)
        except BadChannel as error:
            told = f"channel {channel.name!r}: {error}"
            raise Mistake(told, "see the list of Apprise's addresses", file, channel.line) from None
    typer.echo(
        f"{len(project.alerts.rules)} rules and {len(project.alerts.channels)} channels are well formed"
    )


def unknown_groups(project: "Project") -> "Iterator[Mistake]":
    """Give a mistake for each group that a rule names and the catalogue does not: such a rule finds nothing."""
    from processors.alert import named_groups
    from wirewatch.errors import Mistake

    known = {group.id for group in project.catalogue.groups}
    file = project.settings.config / "alerts.yaml"
    for rule in project.alerts.rules:
        for group in sorted(named_groups(rule.query) - known):
            told = f"rule {rule.name!r}: groups.yaml has no group {group!r}"
            yield Mistake(told, "`wirewatch groups list` shows them", file, rule.line)


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Print the rules of alerts.yaml."""
    from wirewatch.cli.show import as_json, as_table
    from wirewatch.project import Project

    rules = [
        {"name": rule.name, "query": rule.text, "to": list(rule.to)}
        for rule in Project(context.obj).alerts.rules
    ]
    if json:
        as_json(rules)
    else:
        as_table(
            ("name", "to", "query"), ((rule["name"], ", ".join(rule["to"]), rule["query"]) for rule in rules)
        )


@app.command()
def test(
    context: typer.Context,
    rule: str,
    since: Annotated[str, typer.Option(help="Replay what was indexed since: 30d, 2026-11-01")] = "30d",
    json: Json = False,
) -> None:
    """Print what a rule would have sent about what is indexed; sends nothing."""
    from wirewatch.backtest import backtest, named, start_of
    from wirewatch.cli.show import as_json, console, plain
    from wirewatch.project import Project

    with Project(context.obj) as project:
        alerts = list(backtest(project, named(project, rule), start_of(since)))
    if json:
        as_json(alerts)
        return
    out = console()
    for alert in alerts:
        out.print(f"{plain(alert.first_seen_at)}  {plain(alert.source)}  {plain(alert.title)}")
        out.print(f"    {plain(alert.sentence)}\n    {plain(alert.url)}  (outlets: {alert.outlets})")
    out.print(f"{len(alerts)} alerts")


@app.command("send-test")
def send_test(context: typer.Context, channel: str) -> None:
    """Send one alert, marked as a test, to a channel, and say whether it was accepted."""
    from wirewatch.project import Project
    from wirewatch.sending import send_test

    with Project(context.obj) as project:
        typer.echo(send_test(project, channel))


@app.command()
def log(context: typer.Context, json: Json = False) -> None:
    """Print every delivery: rule, story, channel, state, attempts, key, time."""
    from wirewatch.cli.show import as_json_lines, as_table
    from wirewatch.ledger import outbox
    from wirewatch.project import Project
    from wirewatch.why import as_log

    with Project(context.obj) as project, project.ledger.read() as tx:
        lines: list[dict[str, Any]] = [as_log(row) for row in outbox.log(tx)]
    if json:
        as_json_lines(lines)
        return
    columns = ("announced_at", "rule", "channel", "state", "attempts", "sent_at", "title", "detail")
    as_table(columns, ([line[column] for column in columns] for line in lines))
