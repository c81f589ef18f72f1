"""What users of the DAGs get wrong: a run fails where it is about, in one line with the mend; the next run does all."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from daemon import free_port
from dag_runner import DagRun, DagRunner
from elasticsearch_server import ElasticsearchServer
from hostile_server import Hostile
from newsroom import RULE, Newsroom, all_links_counted
from sqlalchemy import delete, update

from wirewatch.ledger import leases
from wirewatch.ledger.schema import channels, deliveries, feeds, links


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


def make_due(newsroom: Newsroom) -> None:
    """Let nothing wait: what would be retried in some seconds is due now."""
    with newsroom.project() as project, project.ledger.begin() as tx:
        for table in (feeds, links, deliveries):
            tx.execute(update(table).values(due_at=leases.now()))
        tx.execute(delete(channels))


def failed(ran: DagRun) -> set[str]:
    """Return the tasks that failed, beside the one that makes the run fail; mapped ones under one name."""
    names = {name.partition("[")[0] for name in ran.failed_tasks()}
    assert "fail_the_run" in names
    return names - {"fail_the_run"}


@pytest.mark.parametrize(
    ("name", "task", "stages"),
    [
        ("feeds.yaml", "poll", ""),
        ("groups.yaml", "shard", "process: "),
        ("alerts.yaml", "alert", "match, watch: "),
    ],
)
def test_a_missing_configuration_is_told(
    runner: DagRunner, newsroom: Newsroom, name: str, task: str, stages: str
) -> None:
    """The run fails in the task that reads the file, names the stages and the mend, and the next run does the rest."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    (newsroom.config / name).rename(newsroom.home.with_name("away"))
    ran = runner.run("news_monitor", newsroom.environment)
    assert failed(ran) == {task}
    assert (
        ran.failure_line(task)
        == f"{stages}{newsroom.config / name}: no such file; `wirewatch init` writes a commented one"
    )
    newsroom.home.with_name("away").rename(newsroom.config / name)
    assert runner.run("news_monitor", newsroom.environment).state == "success"
    assert len(newsroom.received_posts()) == len(newsroom.documents()) == 1


def test_a_machine_that_is_cut_off_is_told(runner: DagRunner, newsroom: Newsroom) -> None:
    """Where none of several hosts is reached poll fails; one that is, or a single broken feed, is well enough."""
    nowhere = [{"url": f"http://{name}.invalid/rss.xml"} for name in ("one", "two", "three")]
    newsroom.write_yaml("feeds.yaml", {"feeds": nowhere})
    ran = runner.run("news_monitor", newsroom.environment)
    assert failed(ran) == {"poll"}
    assert ran.failure_line("poll") == (
        "none of 3 feeds could be reached; see whether this machine is cut off from the web; they are asked again by "
        "themselves"
    )
    newsroom.publish("/one.xml", 1)
    newsroom.write_yaml("feeds.yaml", {"feeds": [*nowhere[:2], *newsroom.feeds.values()]})
    make_due(newsroom)
    again = runner.run("news_monitor", newsroom.environment)
    assert (again.state, again.results["poll"]["failed"], len(newsroom.received_posts())) == ("success", 2, 1)
    newsroom.write_yaml("feeds.yaml", {"feeds": nowhere[:1]})
    make_due(newsroom)
    assert runner.run("news_monitor", newsroom.environment).state == "success"


def test_a_channel_without_a_connection_is_told(runner: DagRunner, newsroom: Newsroom) -> None:
    """An alert waits for a channel that has no address: deliver names the connection, and sends when it is there."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    newsroom.write_alerts({"alerts": [RULE], "channels": {"desk": {"secret_env": "DESK_URL"}}})
    ran = runner.run("news_monitor", newsroom.environment)
    assert failed(ran) == {"alert"}
    assert ran.failure_line("alert") == (
        "deliver: alerts wait for the channel 'desk', which has no address; add an Airflow connection "
        "wirewatch_desk_url with the address as its password"
    )
    make_due(newsroom)
    secret = newsroom.hook_url("/hook?token=s3cr3t-t0ken")
    newsroom.web.serve("/hook", "", status=204)
    desk = {"AIRFLOW_CONN_WIREWATCH_DESK_URL": json.dumps({"conn_type": "generic", "password": secret})}
    ran = runner.run(
        "news_monitor", newsroom.environment | desk | {"DESK_URL": "json://127.0.0.1:9/never-asked"}
    )
    assert (ran.state, len(newsroom.received_posts())) == ("success", 1)
    assert "s3cr3t-t0ken" not in ran.log


def test_an_index_that_cannot_be_reached_is_told(runner: DagRunner, newsroom: Newsroom) -> None:
    """With a cluster that does not answer index fails, one that lacks a host too, and the next run indexes all.

    What was done before it is kept, so that the shard's other stages have done their work.
    """
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    nobody = {"conn_type": "http", "host": "127.0.0.1", "port": free_port(), "schema": "http"}
    ran = runner.run("news_monitor", newsroom.environment | index_connection(nobody))
    assert failed(ran) == {"shard"}
    assert ran.failure_line("shard").startswith("index: Elasticsearch cannot be reached")
    assert newsroom.status()["open"]["processed"] == 2
    ran = runner.run("news_housekeeping", newsroom.environment | index_connection({"conn_type": "http"}))
    assert ran.failure_line("retain") == (
        "the connection wirewatch_index has no host; give it host, port and schema (http or https) of Elasticsearch"
    )
    make_due(newsroom)
    assert runner.run("news_monitor", newsroom.environment).state == "success"
    assert (
        len(newsroom.received_posts()),
        len(newsroom.documents()),
        all_links_counted(newsroom.status()),
    ) == (2, 2, True)


def test_a_wrong_key_is_told_and_never_logged(
    runner: DagRunner, newsroom: Newsroom, swept_elasticsearch: ElasticsearchServer, certificates: Path
) -> None:
    """A cluster refuses the key of the connection: index says so; with the right user all is indexed, over TLS."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    trust = {"ca_cert": str(certificates / "ca.pem")}
    cluster = {
        "conn_type": "generic",
        "host": "127.0.0.1",
        "port": swept_elasticsearch.port,
        "schema": "https",
    }
    wrong = cluster | {"extra": json.dumps(trust | {"api_key": "d3Jvbmc6a2V5"})}
    ran = runner.run("news_monitor", newsroom.environment | index_connection(wrong))
    assert failed(ran) == {"shard"}
    assert ran.failure_line("shard").startswith("index: ")
    assert "check the API key, or the user and password" in ran.failure_line("shard")
    login = f"{swept_elasticsearch.user}:{swept_elasticsearch.password}"
    right = f"https://{login}@127.0.0.1:{swept_elasticsearch.port}/?{urlencode(trust)}"
    make_due(newsroom)
    again = runner.run("news_monitor", newsroom.environment | {"AIRFLOW_CONN_WIREWATCH_INDEX": right})
    assert (again.state, len(newsroom.received_posts())) == ("success", 2)
    for secret in ("d3Jvbmc6a2V5", str(swept_elasticsearch.password)):
        assert secret not in ran.log + again.log


def index_connection(parts: dict[str, Any]) -> dict[str, str]:
    """Return the variable that makes Airflow's connection to the index."""
    return {"AIRFLOW_CONN_WIREWATCH_INDEX": json.dumps(parts)}


def test_a_full_landing_zone_is_told(runner: DagRunner, newsroom: Newsroom) -> None:
    """Where no page can be written fetch fails and the links stay; when there is room the next run fetches all."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    landing = newsroom.home / "landing"
    newsroom.home.mkdir()
    with ExitStack() as later:
        words = _fill(landing, later)
        ran = runner.run("news_monitor", newsroom.environment)
    assert failed(ran) == {"shard"}
    assert ran.failure_line("shard") == f"fetch: the landing zone {landing} cannot be written: {words}"
    assert newsroom.status()["open"]["pending"] == 2
    assert runner.run("news_monitor", newsroom.environment).state == "success"
    assert len(newsroom.documents()) == len(newsroom.received_posts()) == 2


def _fill(landing: Path, later: ExitStack) -> str:
    """Put a full disk where the landing zone is to be or, where that needs more rights than ours, a file."""
    landing.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", landing], check=False, capture_output=True
    )
    if mount.returncode == 0:
        (landing / "filling").write_bytes(bytes(4096))
        later.callback(subprocess.run, ["umount", landing], check=True)
        return os.strerror(28)
    landing.rmdir()
    landing.write_text("")
    later.callback(landing.unlink)
    return os.strerror(20)
