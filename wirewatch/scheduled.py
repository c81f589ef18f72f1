"""What the DAGs call: the stages of the pipeline as tasks, with the settings that Airflow's connections hold.

Where Airflow has one of these connections it stands in for the environment:

    wirewatch_index      Elasticsearch: host, port, schema (http or https); login and password, or
                         {"api_key": "..."}, and {"ca_cert": "/path"}, in the extra
    wirewatch_<secret>   an alert channel: its whole address, in the password. <secret> is the name that the
                         channel has as `secret_env`, in small letters: wirewatch_desk_url for DESK_URL

Nothing but shards and counts passes between tasks. A stage in trouble raises in its own task, in one line, and
leaves its work for the next run.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from wirewatch.ledger import work
from wirewatch.project import Project
from wirewatch.settings import Settings, read_settings

Stage = Callable[[Project, work.Shard | None], Counter[str]]
Counts = dict[str, int]
LONGEST = timedelta(minutes=20)
"""A task begins no new pass after this time: what is left is the next run's."""


def shards(number: int) -> list[list[int]]:
    """Give the shards of hosts, each as [k, number]."""
    return [[k, number] for k in range(number)]


def poll() -> Counts:
    """Poll the feeds that are due."""
    from wirewatch.stages.poll import poll_feeds

    with opened() as project:
        work.free_the_dead(project.ledger)
        return dict(poll_feeds(project))


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

    with opened() as project:
        return dict(match_batches(project))


def deliver() -> Counts:
    """Send the deliveries that are due."""
    from wirewatch.stages.deliver import deliver_alerts

    with opened() as project:
        return dict(deliver_alerts(project))


@contextmanager
def opened() -> Iterator[Project]:
    """Give the project that the environment names, completed by Airflow's connections."""
    settings = with_index(read_settings(), connection("wirewatch_index"))
    with Project(settings, _Secrets(os.environ)) as project:
        yield project


class _Secrets(dict[str, str]):
    """The environment, in which a variable that is not set is looked for among Airflow's connections."""

    def get(self, name: str, default: Any = None) -> Any:
        """Give a variable's value: of DESK_URL, else the password of the connection `wirewatch_desk_url`."""
        if name not in self and (found := connection(f"wirewatch_{name.lower()}")):
            self[name] = found.password or ""
        return super().get(name, default)


def with_index(settings: Settings, found: Any) -> Settings:
    """Give settings whose index is the one that an Airflow connection names, if there is one."""
    if found is None:
        return settings
    extra: Mapping[str, Any] = found.extra_dejson
    return settings._replace(
        index_url=f"{found.schema or 'https'}://{found.host}:{found.port or 9200}",
        index_api_key=extra.get("api_key"),
        index_user=found.login or None,
        index_password=found.password or None,
        index_ca_cert=extra.get("ca_cert") or settings.index_ca_cert,
    )


def connection(name: str) -> Any:
    """Give an Airflow connection, or None where Airflow has none of that name."""
    from airflow.sdk import Connection
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        return Connection.get(name)
    except AirflowNotFoundException:
        return None


def _drain(stage: Stage, shard: list[int]) -> Counts:
    """Run a stage over its shard until it finds nothing more that is due."""
    total: Counter[str] = Counter()
    end = work.now() + LONGEST
    with opened() as project:
        while work.now() < end and (counts := stage(project, (shard[0], shard[1]))):
            total += counts
    return dict(total)
