"""Commands on alerts: check, list, test, diff, send-test, log."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from processors.text.counted import counted
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
    """Check alerts.yaml: its form, every query, how loud it is, every channel's address and secret.

    Each mistake is one line, with file, line and mend; where there is any, the status is 2.
    """
    from wirewatch.preview.alerts_check import check_alerts
    from wirewatch.project import Project

    with Project(context.obj) as project:
        report = check_alerts(project)
    for note in report.unmeasured:
        typer.echo(note, err=True)
    for mistake in report.mistakes:
        typer.echo(f"wirewatch: {mistake}", err=True)
    if report.mistakes:
        raise typer.Exit(2)
    for name, until in report.waiting:
        typer.echo(f"rule {name!r} waits for its baseline until {until:%Y-%m-%d %H:%M} UTC")
    typer.echo(f"{counted(report.rules, 'rule')} and {counted(report.channels, 'channel')} are well formed")


def unknown_groups(project: "Project") -> "list[Mistake]":
    """Give a mistake for each group that a rule names and the catalogue does not: such a rule finds nothing."""
    from wirewatch.preview.alerts_check import unknown_group_mistakes

    return unknown_group_mistakes(project, project.alerts.rules)


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Print the rules of alerts.yaml."""
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.config.kinds import kind_name
    from wirewatch.inspect.rule_names import when_text
    from wirewatch.preview.loudness import waits_until
    from wirewatch.project import Project

    with Project(context.obj) as project:
        alerts = project.alerts
        told = {rule.name: when_text(rule) for rule in (*alerts.rules, *alerts.disabled)}
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
        rule["when"] = told[rule["name"]]
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
    from wirewatch.cli.show import console, print_json, print_text
    from wirewatch.config.yaml_file import attempt
    from wirewatch.inspect.rule_names import rule_named
    from wirewatch.preview.alerts_check import unknown_group_mistakes, unknown_value_mistakes
    from wirewatch.preview.backtest import backtest, read_start
    from wirewatch.preview.loudness import summarize_alerts
    from wirewatch.project import Project

    with Project(context.obj) as project:
        start, wanted = read_start(since), rule_named(project, rule)
        for mistake in unknown_group_mistakes(project, [wanted]):
            raise mistake
        for mistake in attempt([], unknown_value_mistakes, project, [wanted]) or []:
            typer.echo(f"wirewatch: {mistake}", err=True)
        alerts = list(backtest(project, wanted, start))
        summary = summarize_alerts(project, alerts, start)
    if json:
        print_json(alerts)
        return
    out = console()
    for alert in alerts:
        _show_alert(alert)
    print_text(_rate_line(summary), hanging="  ")
    out.print(counted(summary["alerts"], "alert"))


@app.command()
def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="The file as it is, or FILE:RULE")],
    new: Annotated[str, typer.Argument(help="The edited file, or FILE:RULE")],
    since: Since = "30d",
    json: Json = False,
) -> None:
    """Print the alerts that an edit of the rules would have gained and lost; sends nothing."""
    from wirewatch.cli.show import console, print_json, print_text
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
            print_text(f"{name}: {_rate_line(summary) if summary else 'no such rule'}", "  ", "    ")
        for sign, alerts in (("+", change.gained), ("-", change.lost)):
            for alert in alerts[:ALERTS_SHOWN]:
                _show_alert(alert, f"{sign} ")
            if len(alerts) > ALERTS_SHOWN:
                out.print(f"{sign} and {len(alerts) - ALERTS_SHOWN} more (--json has all)")
    if not changes:
        out.print("no rule would alert differently")


def _show_alert(alert: "Alert", sign: str = "") -> None:
    from processors.alerts.message import LATE, said
    from wirewatch.cli.show import print_text, safe_text

    head = f"{safe_text(alert.happened_at)}  {safe_text(alert.source)}  {safe_text(alert.title)}"
    print_text(head, sign, "  ", style="bold")
    if alert.late:
        print_text(LATE, "    ")
    if alert.happened:
        print_text(safe_text(alert.happened), "    ")
    print_text(safe_text(said(alert)).replace("\n", " "), "    ")
    published = f"published {alert.published_day}, " if alert.published_day else ""
    print_text(f"{safe_text(alert.url)}  ({published}outlets: {alert.outlets})", "    ")


def _rate_line(summary: dict[str, Any]) -> str:
    from wirewatch.cli.show import safe_text

    loudest = ", ".join(f"{safe_text(source)} {number}" for source, number in summary["loudest"].items())
    return f"{summary['a_day']} alerts a day" + (f"; loudest: {loudest}" if loudest else "")


@app.command("send-test")
def send_test(context: typer.Context, channel: str) -> None:
    """Send one alert, marked as a test, to a channel, and say whether it was accepted."""
    from wirewatch.cli.progress import alerts_printed
    from wirewatch.cli.show import console
    from wirewatch.preview.try_channel import try_channel
    from wirewatch.project import Project

    with Project(context.obj) as project, alerts_printed(console()):
        typer.echo(try_channel(project, channel))


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
