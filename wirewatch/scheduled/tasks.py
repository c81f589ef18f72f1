"""What the DAGs call: the stages of the pipeline as tasks, on the project that the environment names.

Airflow's connections complete the environment: see wirewatch.connections. Nothing but shards, the names of
files and counts passes between tasks. A task in trouble fails in one line, and what it leaves undone is the next run's.
"""

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from processors.stores.store import StoreError, StoreRefused
from processors.text.counted import counted
from wirewatch.connections import (
    INDEX_CONNECTION,
    Secrets,
    channel_connection_name,
    find_connection,
    with_index,
)
from wirewatch.errors import LastingTrouble, Mistake, Trouble, WirewatchError
from wirewatch.ledger import feed_states, leases, links, outbox, rereads
from wirewatch.ledger.wrong_clock import correct_times
from wirewatch.project import Project
from wirewatch.scheduled.import_folder import find_import
from wirewatch.settings import read_settings
from wirewatch.tracing import flush, traced

if TYPE_CHECKING:
    from wirewatch.housekeeping import Report

_LOG = logging.getLogger("wirewatch")
Counts = dict[str, int]
SHARD_STAGES = ("fetch", "process", "index")
ALERT_STAGES = ("match", "watch", "deliver")
LONGEST_TASK_S = 300.0
"""A task begins no new work after this time, lest one slow shard hold up the alerts of all: the rest is the next
run's."""
BRIEF_TASK_S = 60.0
"""So long where the next run follows at once."""
PATIENCE_S = 15.0
"""After this time a shard waits for nothing that comes due soon, such as a page's second try or a slow host's next."""
LONGEST_REST_S = 60.0
"""Between two runs that follow each other without a pause, when there is no work."""


def poll(*, wait: bool = False) -> Counts:
    """Poll the feeds that are due. Fails where not one of several could be reached.

    With `wait` it begins when there is work for any stage, or after LONGEST_REST_S: for runs without a pause between.
    """
    from wirewatch.pipeline import wait_for_work
    from wirewatch.stages.poll import poll_feeds

    with open_project() as project:
        if wait:
            wait_for_work(project, LONGEST_REST_S)
        begun = leases.now()
        counts = dict(traced("poll", lambda: poll_feeds(project)))
        with project.ledger.read() as tx:
            unreached = feed_states.count_unreached(tx, begun)
        if unreached:
            raise Mistake(
                f"none of {counted(unreached, 'feed')} could be reached",
                "see whether this machine is cut off from the web; they are asked again by themselves",
            )
    return counts


def shards(number: int) -> list[list[int]]:
    """Give those of `number` shards of hosts that have work now, each as [k, number]."""
    with open_project() as project, project.ledger.read() as tx:
        return [[k, number] for k in links.shards_with_work(tx, number, leases.now())]


def shard(hosts: list[int], *, brief: bool = False) -> Counts:
    """Fetch, process and index what is due in a shard, side by side; counts as `stage outcome`.

    A `brief` one leaves more to the next run: where runs follow each other without a pause.
    """
    seconds, patience = (BRIEF_TASK_S, 0.0) if brief else (LONGEST_TASK_S, PATIENCE_S)
    with open_project() as project:
        return _run(project, SHARD_STAGES, (hosts[0], hosts[1]), seconds=seconds, patience=patience)


def alert() -> Counts:
    """Match what was indexed, look at the clock, and send alerts; counts as `stage outcome`.

    Fails where some wait for a channel that has no address.
    """
    with open_project() as project:
        return _run(project, ALERT_STAGES, seconds=LONGEST_TASK_S, patience=0.0, check=_check_addresses)


def watch() -> Counts:
    """Look at the clock for the rules that wait for a silence."""
    from wirewatch.stages.watch import watch_silences

    with open_project() as project:
        return dict(traced("watch", lambda: watch_silences(project)))


def deliver() -> Counts:
    """Send the deliveries that are due. Fails where some wait for a channel that has no address."""
    from wirewatch.stages.deliver import deliver_alerts

    with open_project() as project:
        counts = dict(traced("deliver", lambda: deliver_alerts(project)))
        _check_addresses(project)
    return counts


def sources(
    warc: Sequence[str] | None, sitemap: str | None, since: str | None, until: str | None
) -> list[list[str]]:
    """Give what a backfill reads, each as [kind, place]. Fails where a param cannot be right, before any work."""
    with _one_line_failures():
        if bool(warc) == bool(sitemap):
            raise Mistake("a backfill takes either `warc`, a list of files, or `sitemap`, an address")
        _time_of_param(since, "since"), _time_of_param(until, "until")
        folder = read_settings().import_folder
        for place in warc or ():
            find_import(folder, place)
    return [["warc", place] for place in warc or ()] or [["sitemap", str(sitemap)]]


def backfill(source: list[str], since: str | None, until: str | None) -> Counts:
    """Take in one WARC file or sitemap: from then on its pages are links like any other, but alert nobody."""
    from wirewatch.backfill import from_sitemap, from_warc

    kind, place = source
    with open_project() as project:
        times = _time_of_param(since, "since"), _time_of_param(until, "until")
        if kind == "warc":
            return dict(from_warc(project, find_import(project.settings.import_folder, place), *times))
        return dict(from_sitemap(project, place, *times))


def reprocess(since: str | None) -> Counts:
    """Send what the landing zone holds, first seen since a time, through process and index again."""
    with open_project() as project:
        _ = project.catalogue, project.alerts  # what is wrong in them is told before anything is marked
        with project.ledger.begin() as tx:
            return {"pages": links.send_to_reprocess(tx, _time_of_param(since, "since"), leases.now())}


def retain(days: int | None) -> Counts:
    """Drop what is older than so many days, 0 for never; None as WIREWATCH_KEEP says."""
    from wirewatch import housekeeping

    with open_project() as project:
        text = project.settings.keep if days is None else f"{days}d"
        return _log_report(housekeeping.retain(project, housekeeping.read_keep(text)))


def report(part: str) -> Counts:
    """Do one of the other parts of wirewatch.housekeeping by its name, and log what it has to tell."""
    from wirewatch import housekeeping

    with open_project() as project:
        return _log_report(getattr(housekeeping, part)(project))


def work_off(*stages: str) -> Counts:
    """Run some stages over all shards until nothing is left to do now; counts as `stage outcome`.

    What rules for new values find in the index afterwards is no news to them.
    """
    from wirewatch.rules.relearn import relearn_values

    def tell_of_held(project: Project) -> None:
        relearn_values(project)
        with project.ledger.read() as tx:
            for line in rereads.report_held(tx):
                _LOG.warning("%s", line)

    with open_project() as project:
        return _run(project, stages, check=tell_of_held)


@contextmanager
def open_project() -> Iterator[Project]:
    """Give the project that the environment names, completed by Airflow's connections."""
    with _one_line_failures():
        settings = with_index(read_settings(), find_connection(INDEX_CONNECTION))
        with Project(settings, Secrets(os.environ)) as project:
            leases.free_dead_leases(project.ledger)  # a retried task finds what the killed one held
            correct_times(project.ledger)
            try:
                yield project
            finally:
                flush()  # the process of a task ends without ado


@contextmanager
def _one_line_failures() -> Iterator[None]:
    """Fail the task in one line: for good where a person has to mend something, else so that Airflow retries it."""
    from airflow.sdk.exceptions import AirflowException, AirflowFailException

    try:
        yield
    except (Mistake, LastingTrouble, StoreRefused) as error:
        raise AirflowFailException(str(error)) from None
    except (WirewatchError, StoreError) as error:
        raise AirflowException(str(error)) from None


def _run(
    project: Project,
    stages: Sequence[str],
    shard: leases.Shard | None = None,
    *,
    seconds: float | None = None,
    patience: float | None = None,
    check: Callable[[Project], None] = lambda _: None,
) -> Counts:
    """Run stages side by side, and `check` at last; counts as `stage outcome`.

    A stage in trouble stops no other. Then all troubles are raised in one line that names their stages: as a Mistake
    where each of them needs a person, else as a Trouble, so that Airflow tries once more.
    """
    from wirewatch.pipeline import run_stages
    from wirewatch.side_by_side import LEDGER_STAGE

    total: Counter[str] = Counter()
    troubles: dict[str, list[str]] = {}
    may_pass = False
    with closing(run_stages(project, stages, shard, seconds, patience)) as passes:
        for done in passes:
            total.update({f"{done.stage} {outcome}": number for outcome, number in done.counts.items()})
            if done.counts:
                _LOG.info("%s: %s in %.1f s", done.stage, dict(done.counts), done.seconds)
            if done.trouble:
                troubles.setdefault(done.trouble, []).append(done.stage)
                may_pass = may_pass or not done.for_good
    try:
        check(project)
    except WirewatchError as error:
        troubles.setdefault(str(error), []).append(stages[-1])
        may_pass = may_pass or not isinstance(error, Mistake)
    if troubles:
        told = (
            words if names == [LEDGER_STAGE] else f"{', '.join(dict.fromkeys(names))}: {words}"
            for words, names in troubles.items()
        )
        raise (Trouble if may_pass else Mistake)("; ".join(told))
    return dict(total)


def _check_addresses(project: Project) -> None:
    """Raise a Mistake where alerts wait for a channel that has no address, or no secret to sign with."""
    with project.ledger.read() as tx:
        waiting = outbox.waiting_channels(tx)
    for name in waiting:
        channel = project.alerts.channels.get(name)
        if channel and channel.unset:
            wanted = channel_connection_name(channel.unset)
            what = "address" if channel.url is None else "secret to sign with"
            raise Mistake(
                f"alerts wait for the channel {name!r}, which has no {what}",
                f"add an Airflow connection {wanted} with the {what} as its password",
            )


def _log_report(report: "Report") -> Counts:
    for line in report.lines:
        _LOG.warning("%s", line)
    return report.counts


def _time_of_param(text: str | None, name: str) -> datetime | None:
    from wirewatch.config.times import parse_time

    try:
        return parse_time(text, leases.now()) if text else None
    except ValueError as error:
        raise Mistake(f"{name}: {error}") from None
