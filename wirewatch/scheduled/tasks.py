"""What the DAGs call: the stages of the pipeline as tasks, on the project that the environment names.

Airflow's connections complete the environment: see wirewatch.connections. Nothing but shards, the names of
files and counts passes between tasks. A task in trouble fails in one line, and what it leaves undone is the next run's.
"""

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from processors.stores.store import StoreError, StoreRefused
from wirewatch.connections import (
    INDEX_CONNECTION,
    Secrets,
    channel_connection_name,
    find_connection,
    with_index,
)
from wirewatch.errors import Mistake, Trouble, WirewatchError
from wirewatch.ledger import feed_states, leases, links, outbox, rereads
from wirewatch.ledger.wrong_clock import correct_times
from wirewatch.project import Project
from wirewatch.settings import read_settings

if TYPE_CHECKING:
    from wirewatch.housekeeping import Report

Stage = Callable[[Project, leases.Shard | None], Counter[str]]
Counts = dict[str, int]
LONGEST_TASK = timedelta(minutes=5)
"""A task begins no new pass after this time, lest one slow shard hold up the alerts of all: the rest is the next
run's."""


def poll() -> Counts:
    """Poll the feeds that are due. Fails where not one of several could be reached."""
    from wirewatch.stages.poll import poll_feeds

    begun = leases.now()
    with open_project() as project:
        counts = dict(poll_feeds(project))
        with project.ledger.read() as tx:
            unreached = feed_states.count_unreached(tx, begun)
        if unreached:
            raise Mistake(
                f"none of {unreached} feeds could be reached",
                "see whether this machine is cut off from the web; they are asked again by themselves",
            )
    return counts


def shards(number: int) -> list[list[int]]:
    """Give those of `number` shards of hosts that have work now, each as [k, number]."""
    with open_project() as project, project.ledger.read() as tx:
        return [[k, number] for k in links.shards_with_work(tx, number, leases.now())]


def fetch(shard: list[int]) -> Counts:
    """Fetch what is due in a shard."""
    from wirewatch.stages.fetch import fetch_pages

    return _drain(fetch_pages, shard)


def process(shard: list[int]) -> Counts:
    """Process what has landed of a shard."""
    from wirewatch.stages.process import process_pages

    return _drain(process_pages, shard)


def index(shard: list[int]) -> Counts:
    """Index what is processed of a shard."""
    from wirewatch.stages.index import index_articles

    return _drain(index_articles, shard)


def match() -> Counts:
    """Match the open batches of all shards."""
    from wirewatch.stages.match import match_batches

    with open_project() as project:
        return dict(match_batches(project))


def watch() -> Counts:
    """Look at the clock for the rules that wait for a silence."""
    from wirewatch.stages.watch import watch_silences

    with open_project() as project:
        return dict(watch_silences(project))


def deliver() -> Counts:
    """Send the deliveries that are due. Fails where some wait for a channel that has no address."""
    from wirewatch.stages.deliver import deliver_alerts

    with open_project() as project:
        counts = dict(deliver_alerts(project))
        with project.ledger.read() as tx:
            waiting = outbox.waiting_channels(tx)
        for name in waiting:
            channel = project.alerts.channels.get(name)
            if channel and channel.secret_env and not channel.url:
                wanted = channel_connection_name(channel.secret_env)
                raise Mistake(
                    f"alerts wait for the channel {name!r}, which has no address",
                    f"add an Airflow connection {wanted} with the address as its password",
                )
    return counts


def sources(warc: Sequence[str] | None, sitemap: str | None) -> list[list[str]]:
    """Give what a backfill reads, each as [kind, place]. Raises where it is given both kinds, or none."""
    with _one_line_failures():
        if bool(warc) == bool(sitemap):
            raise Mistake("a backfill takes either `warc`, a list of paths, or `sitemap`, an address")
    return [["warc", file] for file in warc or ()] or [["sitemap", str(sitemap)]]


def backfill(source: list[str], since: str | None, until: str | None) -> Counts:
    """Take in one WARC file or sitemap: from then on its pages are links like any other, but alert nobody."""
    from pathlib import Path

    from wirewatch.backfill import from_sitemap, from_warc

    kind, place = source
    with open_project() as project:
        times = _time_of_param(since, "since"), _time_of_param(until, "until")
        if kind == "warc":
            return dict(from_warc(project, Path(place), *times))
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
    """Run some stages over all shards until nothing is left to do now; counts as `stage outcome`."""
    from wirewatch.pipeline import run_stages

    total: Counter[str] = Counter()
    with open_project() as project:
        troubles = []
        for stage_pass in run_stages(project, stages):
            total.update({f"{stage_pass.stage} {name}": number for name, number in stage_pass.counts.items()})
            troubles += [f"{stage_pass.stage}: {stage_pass.trouble}"] if stage_pass.trouble else []
        with project.ledger.read() as tx:
            for line in rereads.report_held(tx):
                logging.getLogger("wirewatch").warning("%s", line)
        if troubles:
            raise Trouble("; ".join(troubles))
    return dict(total)


@contextmanager
def open_project() -> Iterator[Project]:
    """Give the project that the environment names, completed by Airflow's connections."""
    with _one_line_failures():
        settings = with_index(read_settings(), find_connection(INDEX_CONNECTION))
        with Project(settings, Secrets(os.environ)) as project:
            leases.free_dead_leases(project.ledger)  # a retried task finds what the killed one held
            correct_times(project.ledger)
            yield project


@contextmanager
def _one_line_failures() -> Iterator[None]:
    """Fail the task in one line: for good where a person has to mend something, else so that Airflow retries it."""
    from airflow.sdk.exceptions import AirflowException, AirflowFailException

    try:
        yield
    except (Mistake, StoreRefused) as error:
        raise AirflowFailException(str(error)) from None
    except (WirewatchError, StoreError) as error:
        raise AirflowException(str(error)) from None


def _drain(stage: Stage, shard: list[int]) -> Counts:
    """Run a stage over its shard until it finds nothing more that is due."""
    total: Counter[str] = Counter()
    end = leases.now() + LONGEST_TASK
    with open_project() as project:
        while leases.now() < end and (counts := stage(project, (shard[0], shard[1]))):
            total += counts
    return dict(total)


def _log_report(report: "Report") -> Counts:
    for line in report.lines:
        logging.getLogger("wirewatch").warning("%s", line)
    return report.counts


def _time_of_param(text: str | None, name: str) -> datetime | None:
    from wirewatch.config.times import parse_time

    try:
        return parse_time(text, leases.now()) if text else None
    except ValueError as error:
        raise Mistake(f"{name}: {error}") from None
