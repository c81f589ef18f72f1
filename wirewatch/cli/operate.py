"""Commands on the ledger: why, status, replay, reprocess, backfill, housekeeping."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from processors.text.counted import counted
from wirewatch.config.times import FORMS

if TYPE_CHECKING:
    from collections import Counter
    from datetime import datetime

ITEMS_SHOWN = 20
"""Other items of an address that a terminal shows."""
Json = Annotated[bool, typer.Option("--json", help="One JSON object, in a form that stays")]


def add(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    for command in (why, status, replay, reprocess, backfill, housekeeping):
        app.command()(command)


def why(
    context: typer.Context,
    url: str,
    rules: Annotated[bool, typer.Option("--rules", help="And for each rule why it alerted, or not")] = False,
    json: Json = False,
) -> None:
    """Tell what became of one link: every step, its time and its reason."""
    from wirewatch.cli.show import print_json
    from wirewatch.inspect.why import explain_link
    from wirewatch.inspect.why_rules import explain_rules
    from wirewatch.project import Project

    with Project(context.obj) as project:
        link = explain_link(project.ledger, url)
        if rules:
            link["rules"] = explain_rules(project, link)
    if json:
        print_json(link)
    else:
        _show_link(link)


def _show_link(link: dict[str, Any]) -> None:
    """Show on a terminal what became of a link: its state, then its steps, other items, alerts and rules."""
    from wirewatch.cli.show import console, print_table, print_text, print_value, safe_text

    out = console()
    if link["unknown_part"]:
        print_text(
            f"no feed has shown #{safe_text(link['unknown_part'])} there; below stands the first item, then the others"
        )
    for name in (
        "url",
        "canonical_url",
        "id",
        "fate",
        "reason",
        "detail",
        "due_at",
        "story_id",
        "copy_of",
        "event_id",
        "event_grounds",
        "revision",
    ):
        if link[name]:
            print_value(name, link[name])
    for feed in link["seen_in"]:
        print_value("seen in", feed)
    out.print()
    print_table(("at", "stage", "outcome", "detail"), (step.values() for step in link["steps"]))
    if link["items"]:
        out.print()
        print_table(("canonical_url", "fate", "reason"), _item_lines(link["items"]))
    if link["alerts"]:
        out.print()
        late = ("late",) if any(alert["late"] for alert in link["alerts"]) else ()
        muted = ("detail",) if any(alert["state"] == "muted" for alert in link["alerts"]) else ()
        shown = {alert["article_id"] for alert in link["alerts"]}
        of = ("of",) if shown != {link["id"]} else ()
        happened = ("happened",) if any(alert["happened"] for alert in link["alerts"]) else ()
        columns = ("rule", "channel", "state", "attempts", "sent_at", *of, *late, *muted, *happened)
        rows = (
            {
                **alert,
                "late": "late" if alert["late"] else None,
                "of": "this article" if alert["article_id"] == link["id"] else "another",
            }
            for alert in link["alerts"]
        )
        print_table(columns, ([alert[column] for column in columns] for alert in rows))
    if link.get("rules") is not None:
        out.print()
        print_table(("rule", "outcome", "detail"), (line.values() for line in link["rules"]))


def _item_lines(items: list[dict[str, Any]]) -> list[list[Any]]:
    """Give the other items of an address, as many as a terminal shows."""
    lines = [[item[name] for name in ("canonical_url", "fate", "reason")] for item in items[:ITEMS_SHOWN]]
    left = len(items) - ITEMS_SHOWN
    return [*lines, [f"and {left} more; --json has them", "", ""]] if left > 0 else lines


def status(context: typer.Context, json: Json = False) -> None:
    """Tell how everything stands: links by fate, open work, feeds, index, alerts."""
    from wirewatch.cli.show import print_json
    from wirewatch.cli.show_status import show_status
    from wirewatch.inspect.status import project_status
    from wirewatch.project import Project

    with Project(context.obj) as project:
        state = project_status(project)
    if json:
        print_json(state)
    else:
        show_status(state)


def backfill(
    context: typer.Context,
    warc: Annotated[
        list[Path] | None, typer.Option(help="A WARC file; may be repeated, and followed by more")
    ] = None,
    more: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="More WARC files")] = None,
    sitemap: Annotated[
        str | None, typer.Option(help="The address of a site's sitemap or sitemap index")
    ] = None,
    since: Annotated[str | None, typer.Option(help=f"Fetched, or changed, since: {FORMS}")] = None,
    until: Annotated[str | None, typer.Option(help="Fetched, or changed, before: the same forms")] = None,
) -> None:
    """Send history through the same stages, from WARC files or a site's sitemap. It alerts nobody."""
    from wirewatch.backfill import from_sitemap, from_warc
    from wirewatch.cli.start import work_off
    from wirewatch.errors import Mistake
    from wirewatch.project import Project

    files = [*(warc or []), *(more or [])]
    if bool(files) == bool(sitemap):
        raise Mistake("backfill takes either --warc FILE... or --sitemap URL", "give one of the two")
    start, end = _time_of_option(since, "--since"), _time_of_option(until, "--until")
    with Project(context.obj) as project:
        project.check()
        damaged = 0
        for file in files:
            counts = from_warc(project, file, start, end, partial(typer.echo, err=True))
            typer.echo(f"{file}: {_counts_line(counts)}", err=True)
            damaged += counts["damaged"]
        if sitemap:
            typer.echo(f"{sitemap}: {_counts_line(from_sitemap(project, sitemap, start, end))}", err=True)
        failed = work_off(project, ("fetch", "process", "index"))
    if failed or damaged:
        raise typer.Exit(1)


def housekeeping(
    context: typer.Context,
    keep: Annotated[
        str | None,
        typer.Option(help="How long articles and pages are kept: 365d; 0 for ever [WIREWATCH_KEEP]"),
    ] = None,
) -> None:
    """Drop what is older than is kept, by whole months, and tell of dead letters and ailing feeds. Once a day."""
    from wirewatch.housekeeping import dead_letters, feed_health, host_health, read_keep, retain, tidy
    from wirewatch.project import Project

    span = read_keep(keep or context.obj.keep)
    with Project(context.obj) as project:
        reports = (part(project) for part in (tidy, dead_letters, feed_health, host_health))
        for report in (retain(project, span), *reports):
            for line in report.lines:
                typer.echo(line)


def _counts_line(counts: "Counter[str]") -> str:
    """Tell what was taken first, then what was not: 60 new, 1 skipped_not_html."""
    told = sorted(counts.items(), key=lambda pair: (pair[0] not in ("new", "known"), pair[0]))
    return ", ".join(f"{number} {name}" for name, number in told) or "nothing"


def _time_of_option(text: str | None, option: str) -> "datetime | None":
    from wirewatch.config.times import parse_time
    from wirewatch.errors import Mistake
    from wirewatch.ledger.leases import now

    try:
        return parse_time(text, now()) if text is not None else None
    except ValueError as error:
        raise Mistake(f"{option}: {error}") from None


def replay(
    context: typer.Context,
    reason: Annotated[str | None, typer.Option(help="What failed or was rejected for this reason")] = None,
    as_they_are: Annotated[
        bool,
        typer.Option("--as-they-are", help="With --reason quarantined: these pages are usual from now on"),
    ] = False,
    channel: Annotated[
        str | None, typer.Option(help="With --to: a channel whose alerts another is to have")
    ] = None,
    to: Annotated[str | None, typer.Option(help="With --channel: the other, of alerts.yaml")] = None,
) -> None:
    """Bring dead letters back to be tried again: links that failed, and deliveries."""
    from wirewatch.errors import Mistake
    from wirewatch.ledger import hosts, leases, links, outbox, rereads
    from wirewatch.project import Project

    if as_they_are and reason != "quarantined":
        raise Mistake("--as-they-are goes with --reason quarantined")
    if channel or to:
        _give_alerts(context, channel, to)
        return
    with Project(context.obj) as project, project.ledger.begin() as tx:
        if as_they_are:
            hosts.forget_quarantined(tx)
            rereads.accept_held(tx, leases.now())
        elif reason == "quarantined":
            rereads.forget_verdicts(tx)
        number = links.replay_dead_letters(tx, reason, leases.now())
        if reason and not number:
            _refuse_unknown(reason, links.count_fates(tx))
        sent = 0 if reason else outbox.replay_failed(tx, leases.now())
    again = f"{counted(number, 'link')} and {counted(sent, 'delivery', 'deliveries')}"
    typer.echo(f"{again} are to be tried again by the next run")


def _give_alerts(context: typer.Context, channel: str | None, to: str | None) -> None:
    """Have another channel get the alerts that wait for one which was renamed, or have failed there."""
    from wirewatch.errors import Mistake
    from wirewatch.ledger import leases, outbox
    from wirewatch.project import Project

    if not (channel and to):
        raise Mistake("--channel and --to go together", "name the old channel, and the one of alerts.yaml")
    with Project(context.obj) as project:
        if to not in project.alerts.channels:
            known = ", ".join(project.alerts.channels) or "none"
            raise Mistake(f"alerts.yaml has no channel {to!r}", f"there are: {known}")
        with project.ledger.begin() as tx:
            number = outbox.give_to_channel(tx, channel, to, leases.now())
    typer.echo(
        f"{counted(number, 'alert')} of {channel} {'goes' if number == 1 else 'go'} to {to} by the next run"
    )


def _refuse_unknown(reason: str, fates: "dict[str, dict[str, int]]") -> None:
    """Refuse a reason that is none: one that can be, and that nothing failed for now, is no mistake."""
    from processors import errors as of_processing
    from scrapers import errors as of_scraping
    from wirewatch.errors import Mistake

    if reason not in {*of_scraping.REASONS, *of_processing.REASONS, "bug", "crashed", "landing_lost"}:
        there = sorted({known for fate in ("failed", "rejected") for known in fates.get(fate, {})})
        raise Mistake(f"no link has failed for {reason!r}", f"there are: {', '.join(there) or 'none'}")


def reprocess(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help=f"First seen since: {FORMS}")] = None,
    new_index: Annotated[
        bool, typer.Option(help="Into an empty index: a directory is moved away, indices are deleted")
    ] = False,
) -> None:
    """Send the pages of the landing zone through process and index again, without asking the web.

    For a new catalogue, a better extractor, or an index that this version cannot go on with. It alerts nobody of what
    was indexed before. Where too many pages of a host lose their text, these stay as they were, and the status is 1.
    """
    from wirewatch.cli.start import work_off
    from wirewatch.errors import Mistake
    from wirewatch.ledger import leases, links, rereads
    from wirewatch.project import Project
    from wirewatch.rules.relearn import relearn_values

    if new_index and since:
        raise Mistake("--new-index takes all that has landed", "leave out --since")
    at, start = leases.now(), _time_of_option(since, "--since")
    with Project(context.obj) as project:
        project.check()
        if new_index:
            typer.echo(project.unprepared_store.renew(project.name), err=True)
        with project.ledger.begin() as tx:
            before = links.count_on_the_way(tx)
            number = links.send_to_reprocess(tx, start, at)
        already = f"; {before} more on the way already" if before else ""
        typer.echo(f"{counted(number, 'page')} to process{already}", err=True)
        failed = work_off(project, ("process", "index", "match", "deliver"))
        relearn_values(project)
        with project.ledger.read() as tx:
            held = rereads.report_held(tx)
    for line in held:
        typer.echo(f"wirewatch: {line}", err=True)
    if failed or held:
        raise typer.Exit(1)
