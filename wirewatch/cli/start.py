"""Commands to begin and to run: init, demo, run."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from processors.text.counted import counted
from wirewatch.cli.desk import DEFAULT_LISTEN, open_desk

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from wirewatch.cli.run_log import RunLog
    from wirewatch.pipeline import StagePass
    from wirewatch.project import Project


def add(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    for command in (demo, run, init, hub):
        app.command()(command)


def demo(
    serve: Annotated[bool, typer.Option("--serve", help="Then open the desk on them, until Ctrl-C")] = False,
    listen: Annotated[
        str, typer.Option(help="Where --serve listens; port 0 takes a free one")
    ] = DEFAULT_LISTEN,
) -> None:
    """Run the whole pipeline on two real articles, served on loopback, and show what it makes of them."""
    from wirewatch.workers.pool import fork_context

    fork_context()  # what the workers need loads beside what this process needs
    from wirewatch.demo import show_demo

    show_demo((lambda project: open_desk(project, listen)) if serve else None)


def init(
    context: typer.Context,
    full: Annotated[
        bool,
        typer.Option("--full", help="All feeds that we know, and every kind of rule and channel to copy"),
    ] = False,
) -> None:
    """Write a small commented configuration for a new project; never over files that are there.

    It has three feeds, the catalogue of groups, and one rule, whose alerts are printed on the terminal.
    """
    from wirewatch.cli.show import as_command
    from wirewatch.config.init import write_config

    for written in write_config(context.obj.config, full=full):
        typer.echo(f"wrote {written}")
    typer.echo("\nnext:")
    for words in (("run", "--once"), ("search", "groups:taliban"), ("feeds", "add", "khaama.com")):
        typer.echo(f"  {as_command(context.obj, *words)}")


def run(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="Poll every feed now, do all that is open, and end")
    ] = False,
    every: Annotated[str | None, typer.Option(help="Do what is due, again and again: 5m, 1h")] = None,
) -> None:
    """Run the pipeline without Airflow: once, or again and again."""
    from wirewatch.errors import Mistake
    from wirewatch.project import Project

    if once == (every is not None):
        raise Mistake("run takes either --once or --every", "for example: wirewatch run --every 5m")
    interval = None if every is None else _read_interval(every)
    with Project(context.obj) as project:
        project.check()
        from wirewatch.cli.alerts import unknown_groups
        from wirewatch.cli.run_log import RunLog
        from wirewatch.ledger.leases import now
        from wirewatch.pipeline import STAGES, run_every, run_once

        lines = RunLog(endless=bool(interval))
        for mistake in unknown_groups(project):
            lines.tell(f"wirewatch: {mistake}")
        passes = run_every(project, interval) if interval else run_once(project)
        if not project.feeds:
            lines.tell("wirewatch: no feeds yet; add one with `wirewatch feeds add SITE`")
        polls: Counter[str] = Counter()
        started = now()
        with closing(passes):  # so that the stages have stopped before what they use is closed
            failed = _show_passes(project, _counting_polls(passes, polls), STAGES, lines)
        if sys.stdout.isatty():
            _show_summary(project, started)
        if polls["failed"] and not polls["polled"]:
            message = f"wirewatch: poll: none of the {counted(len(project.feeds), 'feed')} could be polled"
            lines.tell(f"{message}; `wirewatch status` tells why: is there a network?{_of_proxy(os.environ)}")
            failed = True
    lines.close()
    if failed:
        raise typer.Exit(1)


def _read_interval(text: str) -> "timedelta":
    """Read the time from round to round. Raises Mistake."""
    from wirewatch.config.times import parse_span
    from wirewatch.errors import Mistake

    try:
        interval = parse_span(text)
    except ValueError as error:
        raise Mistake(f"--every: {error}") from None
    if not interval:
        raise Mistake(f"--every: {text!r} is no time at all", "write 5m")
    return interval


def _of_proxy(environment: Mapping[str, str]) -> str:
    """Say that a proxy is passed by, where one is set: behind it, sites look as if they were away."""
    named = [
        name for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY") if environment.get(name)
    ]
    return f" sites are asked without the proxy of {named[0]}" if named else ""


def hub(
    context: typer.Context,
    listen: Annotated[
        str, typer.Option("--listen", metavar="HOST:PORT", help="Where to listen [127.0.0.1:8410]")
    ] = "127.0.0.1:8410",
) -> None:
    """Take news that hubs send by themselves (WebSub), at the public address that WIREWATCH_HUB_URL names."""
    from wirewatch.hub import serve_hub
    from wirewatch.project import Project

    def started(address: str) -> None:
        typer.echo(f"listening on {address}")
        sys.stdout.flush()

    with Project(context.obj) as project:
        serve_hub(project, listen, started)


def _show_summary(project: "Project", started: "datetime") -> None:
    from wirewatch.cli.show import console
    from wirewatch.cli.summary import summary_lines
    from wirewatch.inspect.summary import summarize

    out = console()
    out.print()
    for line in summary_lines(summarize(project, started), project.settings):
        out.print(line)


def work_off(project: "Project", stages: Sequence[str]) -> bool:
    """Run some of the stages until nothing is left to do now; tell whether any was in trouble."""
    from wirewatch.cli.run_log import RunLog
    from wirewatch.ledger import leases
    from wirewatch.pipeline import run_stages

    leases.free_dead_leases(project.ledger)
    with closing(run_stages(project, stages)) as passes:
        failed = _show_passes(project, passes, stages, lines := RunLog(endless=False))
    lines.close()
    return failed


def _counting_polls(passes: "Iterator[StagePass]", polls: Counter[str]) -> "Iterator[StagePass]":
    """Give passes on, adding up what became of the feeds."""
    for stage_pass in passes:
        if stage_pass.stage == "poll":
            polls.update(stage_pass.counts)
        yield stage_pass


def _show_passes(
    project: "Project", passes: "Iterator[StagePass]", stages: Sequence[str], lines: "RunLog"
) -> bool:
    if sys.stdout.isatty():
        return _show_lines(project, passes, stages, lines)
    return _log_lines(passes, lines)


def _log_lines(passes: "Iterator[StagePass]", lines: "RunLog") -> bool:
    """Print one JSON line a pass, as it ends; tell whether any was in trouble."""
    from wirewatch.ledger.leases import now

    failed = False
    for stage_pass in passes:
        line = {
            "at": now(),
            "stage": stage_pass.stage,
            "seconds": round(stage_pass.seconds, 3),
            **stage_pass.counts,
        }
        lines.log(line | {"trouble": stage_pass.trouble} if stage_pass.trouble else line)
        failed = _report_trouble(stage_pass, lines) or failed
    return failed


def _show_lines(
    project: "Project", passes: "Iterator[StagePass]", stages: Sequence[str], lines: "RunLog"
) -> bool:
    """Show one line a stage that counts up; tell whether any was in trouble."""
    from wirewatch.cli.progress import stage_lines

    failed = False
    with stage_lines(stages) as shown:
        project.progress = shown
        for stage_pass in passes:
            shown.add_result(stage_pass.stage, stage_pass.counts, stage_pass.trouble)
            failed = _report_trouble(stage_pass, lines) or failed
    return failed


def _report_trouble(stage_pass: "StagePass", lines: "RunLog") -> bool:
    if stage_pass.trouble:
        lines.tell(f"wirewatch: {stage_pass.stage}: {stage_pass.trouble}")
    return bool(stage_pass.trouble)
