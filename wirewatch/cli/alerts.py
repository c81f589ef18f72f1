"""Commands on alerts: check, list, test, diff, send-test, log."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wirewatch.config.times import FORMS

if TYPE_CHECKING:
    from processors.records import Alert
    from wirewatch.errors import Mistake
    from wirewatch.project import Project

app = typer.Typer(
    help="The rules, and what they have told whom.", no_args_is_help=True, rich_markup_mode=None
)
Since = Annotated[str, typer.Option(help=f"Replay what was indexed since: {FORMS}")]
ALERTS_SHOWN = 20
"""Alerts of a rule that `diff` shows of those gained, and of those lost."""
Json = Annotated[bool, typer.Option("--json", help="JSON, in a form that stays")]


@app.command()
def check(context: typer.Context) -> None:
    """Check alerts.yaml: its form, every query, how loud it is, every channel's address and secret."""
    from processors.alerts.send import BadChannel, check_channel
    from wirewatch.errors import Mistake
    from wirewatch.project import Project

    project = Project(context.obj)
    file = context.obj.config / "alerts.yaml"
    for mistake in unknown_groups(project):
        raise mistake
    for channel in project.alerts.channels.values():
        if channel.url is None:
            message = f"channel {channel.name!r}: the variable {channel.secret_env} is not set"
            raise Mistake(message, "export it with the channel's address", file, channel.line)
        try:
            check_channel(channel.url)
        except BadChannel as error:
            message = f"channel {channel.name!r}: {error}"
            raise Mistake(message, "see the list of Apprise's addresses", file, channel.line) from None
    with project:
        _check_against_index(project)
    typer.echo(
        f"{len(project.alerts.rules)} rules and {len(project.alerts.channels)} channels are well formed"
    )


def _check_against_index(project: "Project") -> None:
    """Refuse what is too loud by what is indexed, and tell which rules wait; or tell why neither could be known."""
    from processors.stores.store import StoreError
    from wirewatch.errors import Mistake, WirewatchError
    from wirewatch.preview.loudness import loud_rules, waits_until

    try:
        loud = loud_rules(project)
        waiting = [(rule.name, waits_until(project, rule)) for rule in project.alerts.rules]
    except Mistake:
        raise
    except (StoreError, WirewatchError) as error:
        typer.echo(f"how loud the rules are could not be measured: {error}", err=True)
        return
    for mistake in loud:
        raise mistake
    for name, until in waiting:
        if until:
            typer.echo(f"rule {name!r} waits for its baseline until {until:%Y-%m-%d %H:%M} UTC")


def unknown_groups(project: "Project") -> "Iterator[Mistake]":
    """Give a mistake for each group that a rule names and the catalogue does not: such a rule finds nothing."""
    from processors.alerts.alert import named_groups
    from wirewatch.errors import Mistake

    known = {group.id for group in project.catalogue.groups}
    file = project.settings.config / "alerts.yaml"
    for rule in project.alerts.rules:
        for group in sorted(named_groups(rule.query) - known):
            message = f"rule {rule.name!r}: groups.yaml has no group {group!r}"
            yield Mistake(message, "`wirewatch groups list` shows them", file, rule.line)


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Print the rules of alerts.yaml."""
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.config.kinds import kind_name
    from wirewatch.preview.loudness import waits_until
    from wirewatch.project import Project

    with Project(context.obj) as project:
        alerts = project.alerts
        rules: list[dict[str, Any]] = [
            {
                "name": rule.name,
                "query": rule.text,
                "to": list(rule.to),
                "when": kind_name(rule.kind),
                "enabled": rule not in alerts.disabled,
                "waits_until": waits_until(project, rule),
            }
            for rule in (*alerts.rules, *alerts.disabled)
        ]
    if json:
        print_json(rules)
        return
    for rule in rules:
        if until := rule["waits_until"]:
            rule["when"] += f", from {until:%Y-%m-%d %H:%M}"
        rule["when"] += "" if rule["enabled"] else " (disabled)"
    print_table(
        ("name", "when", "to", "query"),
        ((rule["name"], rule["when"], ", ".join(rule["to"]), rule["query"]) for rule in rules),
    )


@app.command()
def test(context: typer.Context, rule: str, since: Since = "30d", json: Json = False) -> None:
    """Print what a rule would have sent about what is indexed; sends nothing."""
    from wirewatch.cli.show import console, print_json
    from wirewatch.preview.backtest import backtest, read_start, rule_named
    from wirewatch.preview.loudness import summarize_alerts
    from wirewatch.project import Project

    with Project(context.obj) as project:
        start = read_start(since)
        alerts = list(backtest(project, rule_named(project, rule), start))
    if json:
        print_json(alerts)
        return
    out = console()
    for alert in alerts:
        for line in _alert_lines(alert):
            out.print(line)
    summary = summarize_alerts(alerts, start)
    out.print(f"{_rate_line(summary)}\n{summary['alerts']} alerts")


@app.command()
def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="The file as it is, or FILE:RULE")],
    new: Annotated[str, typer.Argument(help="The edited file, or FILE:RULE")],
    since: Since = "30d",
    json: Json = False,
) -> None:
    """Print the alerts that an edit of the rules would have gained and lost; sends nothing."""
    from wirewatch.cli.show import console, print_json
    from wirewatch.preview.alerts_diff import diff_rules as compare
    from wirewatch.preview.backtest import read_start
    from wirewatch.project import Project

    with Project(context.obj) as project:
        changes = list(compare(project, old, new, read_start(since)))
    if json:
        print_json([change._asdict() for change in changes])
        return
    out = console()
    for change in changes:
        out.print(f"{change.rule}: {len(change.gained)} gained, {len(change.lost)} lost")
        for name, summary in (("old", change.old), ("new", change.new)):
            out.print(f"  {name}: {_rate_line(summary) if summary else 'no such rule'}")
        for sign, alerts in (("+", change.gained), ("-", change.lost)):
            for alert in alerts[:ALERTS_SHOWN]:
                out.print(f"{sign} " + "\n".join(_alert_lines(alert)))
            if len(alerts) > ALERTS_SHOWN:
                out.print(f"{sign} and {len(alerts) - ALERTS_SHOWN} more (--json has all)")
    if not changes:
        out.print("no rule would alert differently")


def _alert_lines(alert: "Alert") -> "Iterator[str]":
    from wirewatch.cli.show import safe_text

    yield f"{safe_text(alert.happened_at)}  {safe_text(alert.source)}  {safe_text(alert.title)}"
    if alert.happened:
        yield f"    {safe_text(alert.happened)}"
    yield f"    {safe_text(alert.sentence)}"
    yield f"    {safe_text(alert.url)}  (outlets: {alert.outlets})"


def _rate_line(summary: dict[str, Any]) -> str:
    from wirewatch.cli.show import safe_text

    loudest = ", ".join(f"{safe_text(source)} {number}" for source, number in summary["loudest"].items())
    return f"{summary['a_day']} alerts a day" + (f"; loudest: {loudest}" if loudest else "")


@app.command("send-test")
def send_test(context: typer.Context, channel: str) -> None:
    """Send one alert, marked as a test, to a channel, and say whether it was accepted."""
    from wirewatch.cli.progress import alerts_printed
    from wirewatch.cli.show import console
    from wirewatch.inspect.send_test import send_test
    from wirewatch.project import Project

    with Project(context.obj) as project, alerts_printed(console()):
        typer.echo(send_test(project, channel))


@app.command()
def log(context: typer.Context, json: Json = False) -> None:
    """Print every delivery: rule, story, channel, state, attempts, key, time."""
    from wirewatch.cli.show import print_json_lines, print_table
    from wirewatch.inspect.why import delivery_log_line
    from wirewatch.ledger import outbox
    from wirewatch.project import Project

    with Project(context.obj) as project, project.ledger.read() as tx:
        lines: list[dict[str, Any]] = [delivery_log_line(row) for row in outbox.delivery_log(tx)]
    if json:
        print_json_lines(lines)
        return
    columns = ("announced_at", "rule", "channel", "state", "attempts", "sent_at", "title", "detail")
    print_table(columns, ([line[column] for column in columns] for line in lines))
