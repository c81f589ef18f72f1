"""The DAGs, each parsed as Airflow does it and run by `dag.test()`."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import parse_dags
import pytest
from airflow_server import ROOT, airflow_environment
from daemon import UnavailableError
from dag_runner import DagRunner
from hostile_server import Hostile
from msgspec.structs import replace
from newsroom import RULE, Newsroom, article_page, article_text, rss_item
from sqlalchemy import update
from waiting import wait_for
from warc_file import write_warc

from wirewatch.ledger import leases, rule_state
from wirewatch.ledger.schema import links
from wirewatch.stages.fetch import fetch_pages
from wirewatch.stages.poll import poll_feeds

DAGS = ROOT / "dags"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("airflow")


@pytest.fixture(scope="module")
def parse(folder: Path) -> Callable[..., dict[str, Any]]:
    """Return what parses a folder of DAGs, elsewhere and without `tests` on the path."""
    try:
        environment = airflow_environment(folder)
    except UnavailableError as error:
        pytest.skip(str(error))

    def run(dags: Path, **more: str) -> dict[str, Any]:
        command = [sys.executable, "-P", parse_dags.__file__, str(dags)]
        ran = subprocess.run(
            command, cwd=folder, env=environment | more, capture_output=True, text=True, check=True
        )
        told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
        return told

    return run


@pytest.fixture(scope="module")
def parsed(parse: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return parse(DAGS)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


# What they are


def test_every_dag_is_imported_without_error_warning_or_input_and_output(parsed: dict[str, Any]) -> None:
    """Every file makes its one DAG with warnings as errors, and again where files and sockets are refused."""
    assert parsed["errors"] == {}
    assert sorted(parsed["dags"]) == sorted(file.stem for file in DAGS.glob("*.py"))


def test_every_dag_is_parsed_in_less_than_a_second(parsed: dict[str, Any]) -> None:
    """Parsing takes under a second of processor time for each file, of which the slowest needs some hundredths."""
    assert sorted(parsed["seconds"]) == sorted(file.name for file in DAGS.glob("*.py"))
    assert max(parsed["seconds"].values()) < 1


def test_parsing_loads_nothing_of_ours(parsed: dict[str, Any]) -> None:
    """Of our packages only what imports nothing is loaded before a task runs."""
    ours = {
        name
        for name in parsed["modules"]
        if name.partition(".")[0] in ("wirewatch", "scrapers", "processors")
    }
    assert ours == {"wirewatch", "wirewatch.scheduled", "wirewatch.scheduled.dagkit"}


@pytest.mark.parametrize(
    "line",
    [
        "open('/etc/hostname').close()",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import os; os.listdir('/etc')",
        "import subprocess; subprocess.run(['true'])",
        "from airflow.decorators import task",
    ],
)
def test_the_proof_would_see_it(parse: Callable[..., dict[str, Any]], tmp_path: Path, line: str) -> None:
    """A DAG that opens a file or a socket, lists a folder, starts a process, or uses an old name is an error."""
    (tmp_path / "bad.py").write_text(f"from airflow.sdk import dag\n{line}\n")
    assert list(parse(tmp_path)["errors"]) == [str(tmp_path / "bad.py")]


def test_every_dag_is_thin_and_says_what_it_is(parsed: dict[str, Any]) -> None:
    """Under 80 lines, documented, tagged, owned, one run at a time, a schema for each param, a line for a failure."""
    for name, dag in parsed["dags"].items():
        assert len((DAGS / f"{name}.py").read_text().splitlines()) < 80
        assert dag["doc"].startswith("### ")
        assert (dag["tags"], dag["owner"], dag["runs"]) == (["wirewatch"], "wirewatch", 1)
        assert all(param["schema"]["type"] and param["description"] for param in dag["params"].values())
        for task in dag["tasks"].values():
            assert task["callbacks"] == ["log_failure", "log_retry"]
            assert task["label"] is not None


def test_the_monitor_is_wired_as_it_says(parsed: dict[str, Any]) -> None:
    """Only what asks the web takes a slot of the pool; alert emits the asset; the watcher stands after every task."""
    tasks = parsed["dags"]["news_monitor"]["tasks"]
    assert {name for name, task in tasks.items() if task["pool"] == "web"} == {"poll", "shard"}
    assert {name: task["outlets"] for name, task in tasks.items() if task["outlets"]} == {
        "alert": ["wirewatch://articles"]
    }
    assert tasks["fail_the_run"]["rule"] == "one_failed"
    assert set(tasks["fail_the_run"]["upstream"]) == set(tasks) - {"fail_the_run"}


def test_a_setting_has_another_schedule(parse: Callable[..., dict[str, Any]], parsed: dict[str, Any]) -> None:
    """The monitor runs every five minutes, or as WIREWATCH_SCHEDULE says, which is no other DAG's; empty is not set."""
    always = parse(DAGS, WIREWATCH_SCHEDULE="@continuous")
    assert always["errors"] == parse(DAGS, WIREWATCH_SCHEDULE="")["errors"] == {}
    schedules = [{name: dag["schedule"] for name, dag in one["dags"].items()} for one in (parsed, always)]
    assert (schedules[0]["news_monitor"], schedules[1]["news_monitor"]) == ("0:05:00", "@continuous")
    assert schedules[0] | {"news_monitor": "@continuous"} == schedules[1]


# What they do


def test_a_silence_is_told_of_by_the_clock(runner: DagRunner, newsroom: Newsroom) -> None:
    """`news_alerts` tells of a rule that has fallen silent, once, while nothing arrives and no monitor runs."""
    quiet = {"name": "quiet", "query": "taliban", "when": {"silent": "1h"}, "to": ["desk"]}
    newsroom.write_alerts({"alerts": [quiet], "channels": {"desk": {"url": newsroom.hook_url()}}})
    newsroom.write_feeds()
    assert runner.run("news_alerts", newsroom.environment).state == "success"
    assert newsroom.received_posts() == []
    with newsroom.project() as project, project.ledger.begin() as tx:
        for name, one in rule_state.load(tx).items():
            earlier = leases.now() - timedelta(hours=2)
            state = replace(one.state, since=earlier) if name else one.state
            rule_state.save(tx, name, one._replace(state=state))
    for _ in "12":
        assert runner.run("news_alerts", newsroom.environment).state == "success"
    (post,) = newsroom.received_posts()
    assert (post["kind"], post["title"], post["url"]) == ("silent", "quiet is silent for 1h", "")
    assert post["broken"] == "none of its feeds was read since"


def test_the_seeds_go_the_whole_way(runner: DagRunner, newsroom: Newsroom) -> None:
    """The two seed articles are found, tagged by the shipped catalogue and announced by one run of the monitor."""
    for seed in SEEDS:
        newsroom.web.serve(f"/{seed.name}", seed.read_bytes(), "text/plain; charset=utf-8")
    newsroom.show_items("/seeds.xml", *(rss_item(f"{newsroom.web.url}/{seed.name}") for seed in SEEDS))
    newsroom.write_feeds()
    desk = {"url": newsroom.hook_url()}
    newsroom.write_alerts({"alerts": [RULE | {"not_older": "any"}], "channels": {"desk": desk}})
    (newsroom.config / "groups.yaml").write_bytes((ROOT / "config" / "groups.yaml").read_bytes())
    ran = runner.run("news_monitor", newsroom.environment)
    assert (ran.state, len(newsroom.documents())) == ("success", 2)
    alerted = dict(ran.results["alert"])
    # Stages run side by side: how many batches two pages make depends on when each of them was read.
    assert alerted.pop("match matched") in (1, 2)
    assert alerted == {"match alerts": 2, "deliver sent": 2}
    assert all("taliban" in post["groups"] for post in newsroom.received_posts())


def test_a_shard_with_work_is_one_task(runner: DagRunner, newsroom: Newsroom) -> None:
    """Each shard with work gets one named task, a run without work is three; shards and counts alone pass on."""
    newsroom.publish("/one.xml", 1, 2)
    elsewhere = newsroom.web.url.replace("127.0.0.1", "localhost")
    newsroom.show_items("/one.xml", rss_item(f"{elsewhere}/a/1"))
    newsroom.write_feeds()
    first, second = (runner.run("news_monitor", newsroom.environment, shards=16) for _ in "12")
    assert set(first.labels.values()) == {f"shard {k + 1} of 16" for k, _ in first.results["shards"]}
    assert len(first.results["shards"]) == 2
    for outcome in ("fetch fetched", "process processed", "index indexed"):
        assert sum(first.results[f"shard[{n}]"][outcome] for n in (0, 1)) == 3
    assert (second.state, second.labels, second.results["shards"]) == ("success", {}, [])
    assert {name for name, state in second.tasks.items() if state == "success"} == {"poll", "shards", "alert"}
    assert {state for name, state in second.tasks.items() if name not in ("poll", "shards", "alert")} == {
        "skipped"
    }
    for result in (*first.results.values(), *second.results.values()):
        assert isinstance(result, list) or all(isinstance(number, int) for number in result.values())


def test_a_failed_shard_holds_back_no_others_alerts(runner: DagRunner, newsroom: Newsroom) -> None:
    """While one shard cannot read its pages the others' alerts are sent and the run fails; the next does the rest."""
    newsroom.publish("/one.xml", 1, 2)
    elsewhere = newsroom.web.url.replace("127.0.0.1", "localhost") + "/a/3"
    newsroom.web.serve("/a/3", article_page("Report 3", article_text(3)))
    newsroom.show_items("/one.xml", rss_item(elsewhere))
    newsroom.write_feeds()
    with newsroom.project() as project:
        poll_feeds(project)
        for k in range(16):
            fetch_pages(project, (k, 16))
    (page,) = [
        file
        for file in (newsroom.home / "landing").rglob("*.gz")
        if newsroom.why(elsewhere)["id"] in _ids(newsroom, file)
    ]
    page.rename(page.with_suffix(".away"))
    page.mkdir()
    ran = runner.run("news_monitor", newsroom.environment, shards=16)
    failed = {name for name in ran.failed_tasks() if name.startswith("shard[")}
    assert (ran.state, len(failed), ran.failed_tasks() - failed) == ("failed", 1, {"fail_the_run"})
    assert ran.failure_line("shard").startswith("process: the landing zone ")
    assert sorted(post["url"] for post in newsroom.received_posts()) == [
        newsroom.page_url(1),
        newsroom.page_url(2),
    ]
    page.rmdir()
    page.with_suffix(".away").rename(page)
    with newsroom.project() as project:
        wait_for("the page's next try", lambda: leases.count_due(project.ledger, leases.PROCESS), 30)
    assert runner.run("news_monitor", newsroom.environment, shards=16).state == "success"
    assert [post["url"] for post in newsroom.received_posts()][2:] == [elsewhere]


def _ids(newsroom: Newsroom, file: Path) -> set[str]:
    """Return the ids of the links whose page is in a file of the landing zone."""
    with newsroom.project() as project, project.ledger.read() as tx:
        rows = tx.execute(links.select().where(links.c.raw.like(f"%{file.name}#%"))).all()
    return {row.id for row in rows}


def test_housekeeping_drops_and_reports(runner: DagRunner, newsroom: Newsroom) -> None:
    """The four parts run by themselves, with the days of the run or of the environment, and log what they found."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    with newsroom.project() as project, project.ledger.begin() as tx:
        tx.execute(update(links).values(fate="failed", reason="server_error"))
    ran = runner.run("news_housekeeping", newsroom.environment)
    assert ran.results["dead_letters"] == {"links": 1, "alerts": 0}
    assert "failed links: 1 by server_error" in ran.log
    assert "everything is kept" in ran.log
    kept = runner.run("news_housekeeping", newsroom.environment, keep_days=1)
    assert kept.results["retain"] == {"links": 0, "batches": 0, "documents": 0, "months": 0}
    wrong = runner.run("news_housekeeping", {**newsroom.environment, "WIREWATCH_KEEP": "soon"})
    assert (wrong.failed_tasks(), wrong.failure_line("retain")) == (
        {"retain"}, "how long to keep: 'soon' is no span of time; write 90s, 15m, 6h, 7d or 2w",
    )  # fmt: skip


def test_history_is_taken_in_and_alerts_nobody(runner: DagRunner, newsroom: Newsroom) -> None:
    """Of two WARC files one is missing: the other's articles are indexed, the run fails; a sitemap's pages follow.

    What came from a file says so: whatever address it claims, its documents name the file.
    """
    newsroom.write_feeds()
    folder = newsroom.home / "old"
    newsroom.environment["WIREWATCH_IMPORT"] = str(folder)
    file = write_warc(folder, 3)
    ran = runner.run("news_backfill", newsroom.environment, warc=[str(file), "x.warc.gz"])
    assert ran.failed_tasks() == {"take_in[1]", "fail_the_run"}
    assert (
        ran.failure_line("take_in")
        == f"{folder}/x.warc.gz: cannot be read: No such file or directory; give a WARC file"
    )
    assert ran.labels == {"take_in[0]": str(file), "take_in[1]": "x.warc.gz"}
    marks = {(document["batch"], document["feed_url"]) for document in newsroom.documents()}
    assert marks == {("backfill", f"warc:{file.name}")}
    assert newsroom.run_command("search", "batch:backfill", "--json").json["total"] == 3
    newsroom.web.serve("/s/9", article_page("Title 9", article_text(9)))
    newsroom.web.serve(
        "/map.xml", f"<urlset><url><loc>{newsroom.web.url}/s/9</loc></url></urlset>", "application/xml"
    )
    mapped = runner.run("news_backfill", newsroom.environment, sitemap=f"{newsroom.web.url}/map.xml")
    assert (mapped.state, mapped.results["work_off"]["index indexed"]) == ("success", 1)
    assert len(newsroom.documents()) == 4
    assert runner.run("news_monitor", newsroom.environment).state == "success"
    assert newsroom.received_posts() == []


@pytest.mark.parametrize(
    ("params", "failed", "line"),
    [
        ({}, "sources", "a backfill takes either `warc`, a list of files, or `sitemap`, an address"),
        (
            {"sitemap": "http://127.0.0.1/", "since": "soon"}, "sources",
            "since: 'soon' is no time; write 3h, 7d, today, yesterday, 2026-11-01 or 2026-11-01T06:30:00+04:30",
        ),
        (
            {"warc": ["/etc/hostname"]}, "sources",
            "warc: this installation takes no files; set WIREWATCH_IMPORT to the folder that has them, wherever tasks "
            "run",
        ),
    ],
)  # fmt: skip
def test_a_wrong_param_is_told(
    runner: DagRunner, newsroom: Newsroom, params: dict[str, Any], failed: str, line: str
) -> None:
    """A backfill without a source, with a time that is none, or with a file unasked fails in one line at once."""
    newsroom.write_feeds()
    ran = runner.run("news_backfill", newsroom.environment, **params)
    assert (ran.failure_line(failed), ran.tasks["work_off"]) == (line, "upstream_failed")


def test_a_private_address_is_refused_for_good(runner: DagRunner, newsroom: Newsroom) -> None:
    """A sitemap on this machine's own network is asked for nothing, and the task is not tried again."""
    newsroom.write_feeds()
    address = newsroom.web.serve("/map.xml", "<urlset/>", "application/xml")
    closed = newsroom.environment | {"WIREWATCH_ALLOW_PRIVATE_NETWORKS": ""}
    ran = runner.run("news_backfill", closed, sitemap=address)
    assert ran.failure_line("take_in") == f"{address}: private_address: 127.0.0.1 is no public address"
    assert ("AirflowFailException" in ran.log, newsroom.web.requests) == (True, [])


def test_files_outside_of_the_import_folder_are_refused(runner: DagRunner, newsroom: Newsroom) -> None:
    """One file elsewhere, and the run takes in nothing: it is told before the others are read."""
    newsroom.write_feeds()
    folder = newsroom.home / "import"
    inside, outside = write_warc(folder, 1), write_warc(newsroom.home / "other", 2)
    known = newsroom.environment | {"WIREWATCH_IMPORT": str(folder)}
    ran = runner.run("news_backfill", known, warc=[str(inside.relative_to(folder)), str(outside)])
    assert ran.failed_tasks() == {"sources", "fail_the_run"}
    assert (newsroom.status()["fates"]["indexed"], sum(newsroom.status()["open"].values())) == (0, 0)
    assert ran.failure_line("sources") == (
        f"warc: {str(outside)!r} is outside of the import folder; name files in {folder}, which is WIREWATCH_IMPORT"
    )


def test_a_new_catalogue_tags_again(runner: DagRunner, newsroom: Newsroom) -> None:
    """After the catalogue has gained a group, reprocess finds it in what was indexed, and alerts nobody."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    newsroom.write_groups([{"id": "helmand", "name": "Helmand", "aliases": {"any": ["Helmand"]}}])
    newsroom.write_alerts(
        {
            "alerts": [RULE, {**RULE, "name": "h", "query": "groups:helmand"}],
            "channels": {"desk": {"url": newsroom.hook_url()}},
        }
    )
    ran = runner.run("news_reprocess", newsroom.environment, since="1d")
    assert (ran.state, ran.results["mark"]) == ("success", {"pages": 2})
    assert [document["groups"] for document in newsroom.documents()] == [["helmand"]] * 2
    assert len(newsroom.received_posts()) == 2
