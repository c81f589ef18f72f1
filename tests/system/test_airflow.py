"""The DAGs under a real scheduler, dag processor and api-server, on a real Elasticsearch and a site on loopback."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from airflow_server import Airflow
from collector import Collector, collecting
from daemon import UnavailableError
from elasticsearch_server import ElasticsearchServer
from empty_index import delete_our_indices
from hostile_server import Hostile, Request, page
from newsroom import RULE, Newsroom, all_links_counted, article_page, article_text, rss_item
from paths import ROOT
from sqlalchemy import select

from wirewatch.ledger.schema import links

pytestmark = pytest.mark.timeout(600)

TOKEN = "t0ken-of-the-desk"  # noqa: S105
HOOK = f"/hook?token={TOKEN}"


@pytest.fixture(scope="module")
def newsroom(
    tmp_path_factory: pytest.TempPathFactory, elasticsearch: ElasticsearchServer
) -> Iterator[Newsroom]:
    """Make a newsroom on an empty Elasticsearch, which Airflow is told of by a connection, as of the channel."""
    delete_our_indices(elasticsearch)
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path_factory.mktemp("newsroom"))
        newsroom.write_alerts({"alerts": [RULE], "channels": {"desk": {"secret_env": "DESK_URL"}}})
        newsroom.write_feeds()
        yield newsroom
    delete_our_indices(elasticsearch)


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    """Run a collector of traces."""
    with collecting() as running:
        yield running


@pytest.fixture(scope="module")
def airflow(
    newsroom: Newsroom,
    elasticsearch: ElasticsearchServer,
    collector: Collector,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Airflow]:
    """Run Airflow with the pool, the connections and the traces that docs/operations.md tells of."""
    traces = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
    try:
        airflow = Airflow(tmp_path_factory.mktemp("airflow"), **newsroom.environment, **traces)
    except UnavailableError as error:
        pytest.skip(str(error))
    with airflow:
        airflow.pool("web", 4)
        airflow.connection("wirewatch_index", host=elasticsearch.url)
        airflow.connection("wirewatch_desk_url", password=newsroom.hook_url(HOOK))
        yield airflow
    assert airflow.processes() == []


def await_(condition: Callable[[], Any], airflow: Airflow, seconds: float = 300) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, airflow.log_tail()
        time.sleep(0.2)


def search(newsroom: Newsroom, elasticsearch: ElasticsearchServer, query: str) -> list[str]:
    """Return the addresses of what a search of the real index finds."""
    newsroom.environment["WIREWATCH_INDEX_URL"] = elasticsearch.url
    try:
        return sorted(hit["url"] for hit in newsroom.run_command("search", query, "--json").json["hits"])
    finally:
        del newsroom.environment["WIREWATCH_INDEX_URL"]


def test_an_unpaused_monitor_finds_indexes_and_alerts(
    newsroom: Newsroom, airflow: Airflow, elasticsearch: ElasticsearchServer
) -> None:
    """A scheduled run ends well; its articles are found in Elasticsearch, its alerts have come to the webhook."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    airflow.unpause("news_monitor")
    run = airflow.wait_for_run("news_monitor")
    assert (run["state"], run["run_type"]) == ("success", "scheduled"), airflow.log_tail()
    assert search(newsroom, elasticsearch, "groups:taliban AND helmand") == [
        newsroom.page_url(1),
        newsroom.page_url(2),
    ]
    assert sorted(post["url"] for post in newsroom.received_posts()) == [
        newsroom.page_url(1),
        newsroom.page_url(2),
    ]
    events = airflow.request("GET", "/assets/events")["asset_events"]
    assert [(event["name"], event["source_task_id"]) for event in events] == [
        ("wirewatch://articles", "alert")
    ]


def test_each_stage_of_a_task_is_traced(airflow: Airflow, collector: Collector) -> None:
    """What the tasks of the first run did is sent before their processes end, with its counts."""
    for stage, outcome in (("poll", "new"), ("fetch", "fetched"), ("index", "indexed"), ("deliver", "sent")):
        told = [
            span["attributes"].get(f"wirewatch.{outcome}", 0) for span in collector.named(f"stage {stage}")
        ]
        assert sum(told) >= 2, [(span["name"], span["attributes"]) for span in collector.spans]


def test_a_killed_task_is_retried_and_holds_up_no_other_shard(
    newsroom: Newsroom, airflow: Airflow, elasticsearch: ElasticsearchServer
) -> None:
    """While one shard's page hangs another's articles are indexed; SIGKILL, a retry, and all are there, once."""
    asked, dead = threading.Event(), threading.Event()

    async def hang(request: Request, writer: asyncio.StreamWriter) -> None:
        asked.set()
        if not dead.is_set():
            await asyncio.Event().wait()
        await page(article_page("Report 3", article_text(3)))(request, writer)

    elsewhere = newsroom.web.url.replace("127.0.0.1", "localhost")
    newsroom.publish("/two.xml", 4, 5)
    newsroom.web.serve("/a/6", article_page("Report 6", article_text(6)))
    newsroom.show_items("/two.xml", rss_item(f"{elsewhere}/a/3"), rss_item(f"{elsewhere}/a/6"))
    newsroom.web.on("/a/3", hang)
    newsroom.write_feeds()
    run = airflow.trigger("news_monitor", shards=16)
    await_(asked.is_set, airflow)
    await_(lambda: all(newsroom.why(newsroom.page_url(n))["fate"] == "indexed" for n in (4, 5)), airflow)
    killed = holder(newsroom, f"{elsewhere}/a/3")
    dead.set()
    os.kill(killed, signal.SIGKILL)
    assert airflow.wait_for_run("news_monitor", run)["state"] == "success", airflow.log_tail()
    tries = {
        (task["task_id"], task["rendered_map_index"]): task["try_number"]
        for task in airflow.tasks("news_monitor", run)
        if task["task_id"] == "shard"
    }
    assert sorted(tries.values()) == [1, 2]
    urls = [newsroom.page_url(n) for n in (1, 2, 4, 5)] + [f"{elsewhere}/a/{n}" for n in (3, 6)]
    assert search(newsroom, elasticsearch, "groups:taliban") == sorted(urls)
    assert sorted(post["url"] for post in newsroom.received_posts()) == sorted(urls)
    assert len({post["header"] for post in newsroom.received_posts()}) == 6
    assert all_links_counted(newsroom.status())


def holder(newsroom: Newsroom, url: str) -> int:
    """Return the process that works on a link."""
    with newsroom.project() as project, project.ledger.read() as tx:
        lease = tx.execute(select(links.c.lease).where(links.c.url == url)).scalar_one()
    pid = int(lease.split("|")[1])
    assert psutil.Process(pid).is_running()
    return pid


def run_with_connections(
    airflow: Airflow, newsroom: Newsroom, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command beside Airflow, told to ask it for the addresses of channels."""
    told = {**airflow.environment, **newsroom.environment, "WIREWATCH_AIRFLOW_CONNECTIONS": "1", **more}
    return subprocess.run(
        [sys.executable, "-m", "wirewatch", *arguments],
        env=told, cwd=airflow.home, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (("alerts", "check"), "1 rule and 1 channel are well formed"),
        (("alerts", "send-test", "desk"), "accepted the test alert"),
        (("status", "--json"), '"waits":null'),
    ],
)
def test_commands_know_channels_whose_address_is_a_connection(
    newsroom: Newsroom, airflow: Airflow, command: tuple[str, ...], wanted: str
) -> None:
    """Where the setting says so a command finds a channel's address in Airflow; nothing of Airflow is printed."""
    ran = run_with_connections(airflow, newsroom, *command)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    assert wanted in ran.stdout
    assert TOKEN not in ran.stdout
    if "--json" in command:
        json.loads(ran.stdout)


def test_commands_name_the_connection_that_is_missing(newsroom: Newsroom, airflow: Airflow) -> None:
    """A channel that has no address anywhere is told with the name of the connection that it may have."""
    airflow.request("DELETE", "/connections/wirewatch_desk_url")
    try:
        ran = run_with_connections(airflow, newsroom, "alerts", "check")
    finally:
        airflow.connection("wirewatch_desk_url", password=newsroom.hook_url(HOOK))
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1), ran.stderr
    assert "add an Airflow connection wirewatch_desk_url" in ran.stderr


def test_commands_tell_when_airflows_database_is_away(
    newsroom: Newsroom, airflow: Airflow, tmp_path: Path
) -> None:
    """A channel is not said to be without address only because Airflow's database does not answer."""
    away = f"sqlite:///{tmp_path}/no-folder/airflow.db"
    ran = run_with_connections(airflow, newsroom, "alerts", "check", AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=away)
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1), ran.stderr
    assert "Airflow's database" in ran.stderr


def test_params_are_held_to_their_schemas(airflow: Airflow) -> None:
    """A run with a param that its schema does not allow is refused before it begins, and says which."""
    for dag, params in (
        ("news_monitor", {"shards": 0}),
        ("news_housekeeping", {"keep_days": -1}),
        ("news_backfill", {"warc": "/a/path"}),
        ("news_reprocess", {"since": 7}),
    ):
        with pytest.raises(OSError, match=rf"answers 400: .*{next(iter(params))}"):
            airflow.trigger(dag, **params)


def test_what_another_try_cannot_mend_is_tried_once(newsroom: Newsroom, airflow: Airflow) -> None:
    """A sitemap that is gone ends its task at the first try, and so does a file that may not be read."""
    airflow.unpause("news_backfill")
    for task, params in (
        ("take_in", {"sitemap": f"{newsroom.web.url}/gone.xml"}),
        ("sources", {"warc": ["/etc/hostname"]}),
    ):
        run = airflow.trigger("news_backfill", **params)
        assert airflow.wait_for_run("news_backfill", run)["state"] == "failed", airflow.log_tail()
        tried = {
            one["task_id"]: (one["state"], one["try_number"]) for one in airflow.tasks("news_backfill", run)
        }
        assert tried[task] == ("failed", 1)


def test_no_secret_is_logged_and_nothing_is_imported_from_here(airflow: Airflow) -> None:
    """Neither the channel's token nor a folder of the tests is in any log or variable of the runs before."""
    assert TOKEN not in airflow.logs()
    assert "PYTHONPATH" not in airflow.environment
    assert airflow.request("GET", "/importErrors")["total_entries"] == 0
    assert not any(json.dumps(str(ROOT / "tests" / "support")) in one for one in airflow.environment.values())
