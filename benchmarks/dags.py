"""What Airflow costs: parse time of each DAG, its own share of a run, and the way of an item from feed to webhook.

    python -m benchmarks.dags [--articles 100] [--waits 1] [--schedule @continuous]

Under a real scheduler, dag processor and api-server (LocalExecutor, SQLite), with sites and a webhook on loopback
and the index in a directory. Measured are runs with nothing to do, with new articles on one host, and with as many on
four hosts, each of which is a shard. Then, as often as `--waits` says, an item appears at a random moment between two
scheduled runs. The machine's load stands beside every figure: one shared with others gives larger ones.
"""

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("scripts", "tests/support")]

import parse_dags  # noqa: E402
import psutil  # noqa: E402
from airflow_server import ROOT, Airflow  # noqa: E402
from hostile_server import Hostile  # noqa: E402
from newsroom import Newsroom, article_page, article_text, rss_item  # noqa: E402

from scrapers.urls import shard_key  # noqa: E402

SHARDS = 4
IDLE_RUNS = 3
STEP = 0.05
LONGEST = 900
"""Seconds that an alert may take: three intervals."""


def parse_seconds(airflow: Airflow) -> dict[str, float]:
    """Give the time that each file takes, Airflow and what it uses of it being loaded."""
    command = [sys.executable, "-P", parse_dags.__file__, str(ROOT / "dags")]
    ran = subprocess.run(command, env=airflow.environment, cwd=airflow.home, capture_output=True, check=True)
    seconds: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])["seconds"]
    return seconds


def task_seconds(airflow: Airflow, run: str) -> dict[str, float]:
    """Give the time that each task of a run spent in our functions, from its log: `shard/map_index=0`."""
    found = {}
    for log in (airflow.home / "logs" / "dag_id=news_monitor" / f"run_id={run}").rglob("*.log"):
        name = str(log.parent).partition("task_id=")[2]
        begun = done = None
        for line in map(json.loads, log.read_text("utf-8").splitlines()):
            if line["event"] == "::endgroup::" and begun is None:
                begun = line["timestamp"]
            if line["event"].startswith("Done. Returned value"):
                done = line["timestamp"]
        if begun and done:
            found[name] = (_time(done) - _time(begun)).total_seconds()
    return found


def critical(tasks: dict[str, float]) -> float:
    """Give the time of the longest way through our functions: before, the slowest shard, and after."""
    shards = {name for name in tasks if name.startswith("shard/")}
    single = sum(seconds for name, seconds in tasks.items() if name not in shards)
    return single + max((tasks[name] for name in shards), default=0.0)


def hosts() -> list[str]:
    """Give addresses of this machine, each of which is another shard."""
    found: dict[int, str] = {}
    for number in range(1, 255):
        address = f"127.0.0.{number}"
        found.setdefault(shard_key(address) % SHARDS, address)
    return sorted(found.values())


def load() -> str:
    """Give how many processes wanted a core over the last minute, and how many cores there are."""
    return f"(load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)"


def show(airflow: Airflow, run: dict[str, Any], what: str) -> None:
    """Print what a run took, how many tasks it was, and what of it was ours."""
    took = (_time(run["end_date"]) - _time(run["queued_at"])).total_seconds()
    ran = [task for task in airflow.tasks("news_monitor", run["dag_run_id"]) if task["pid"]]
    tasks = task_seconds(airflow, run["dag_run_id"])
    ours = critical(tasks)
    shares = f"{took:.1f} s, ours {ours:.1f} s, Airflow {took - ours:.1f} s"
    print(f"{what}: {run['state']}, {len(ran)} tasks, {shares} {load()}", flush=True)
    print("  " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in sorted(tasks.items())), flush=True)


def processor_seconds(airflow: Airflow) -> float:
    """Give the processor time that all of Airflow has used so far, with the tasks that have ended."""
    used = 0.0
    for process in airflow.processes():
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            used += times.user + times.system + times.children_user + times.children_system
    return used


def run_now(airflow: Airflow, what: str) -> None:
    """Run the monitor and print what it took."""
    before = processor_seconds(airflow)
    begun = airflow.trigger("news_monitor", shards=SHARDS)
    run = airflow.wait_for_run("news_monitor", begun, seconds=1800)
    used = processor_seconds(airflow) - before
    show(airflow, run, f"{what}: {used:.1f} s of processor time")


def publish(newsroom: Newsroom, addresses: list[str], numbers: list[int]) -> None:
    """Show new articles in the first feed, by turns on hosts of these addresses."""
    items = []
    for number in numbers:
        newsroom.web.serve(f"/a/{number}", article_page(f"Report {number}", article_text(number)))
        place = newsroom.page_url(number).replace("127.0.0.1", addresses[number % len(addresses)])
        items.append(rss_item(place, f"Report {number}"))
    newsroom.show_items("/feed0.xml", *items)


def appear(airflow: Airflow, newsroom: Newsroom, numbers: Iterator[int]) -> tuple[float, float]:
    """Let an item appear in a feed; give the seconds to its alert at the webhook, and how many of them its run took."""
    number = next(numbers)
    newsroom.publish("/feed0.xml", number)
    begun = time.time()
    while not any(post["url"] == newsroom.page_url(number) for post in newsroom.received_posts()):
        if time.time() > begun + LONGEST:
            raise TimeoutError(f"no alert after {LONGEST} s:\n{airflow.log_tail()}")
        time.sleep(STEP)
    arrived = time.time()
    run = airflow.runs("news_monitor")[-1]
    return arrived - begun, arrived - _time(run["queued_at"]).timestamp()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--waits", type=int, default=1)
    parser.add_argument("--schedule", default="")
    asked = parser.parse_args()
    addresses = hosts()
    with tempfile.TemporaryDirectory() as folder, Hostile(also=addresses) as web:
        newsroom, numbers = Newsroom(web, Path(folder)), iter(range(10**6))
        newsroom.show_items("/feed0.xml")
        newsroom.add_feed("/feed0.xml", every="1s")
        newsroom.write_feeds()
        begun = time.monotonic()
        settings = newsroom.environment | {"WIREWATCH_SCHEDULE": asked.schedule}
        with Airflow(Path(folder) / "airflow", **settings) as airflow:
            print(f"up after {time.monotonic() - begun:.1f} s")
            for name, seconds in parse_seconds(airflow).items():
                print(f"parse {name:22} {seconds:.3f} s")
            airflow.pool("web", SHARDS)
            airflow.unpause("news_monitor")
            airflow.wait_for_run("news_monitor", seconds=600)
            for _ in range(0 if asked.schedule else IDLE_RUNS):
                run_now(airflow, "nothing to do")
            for places in ([], addresses[:1], addresses) if not asked.schedule else ():
                publish(newsroom, places or addresses[:1], [next(numbers) for _ in range(asked.articles)])
                run_now(airflow, f"{asked.articles} articles on {len(places) or 'a first'} host(s)")
            for _ in range(asked.waits):
                time.sleep(random.uniform(0, 300 if not asked.schedule else 60))  # noqa: S311
                whole, of_run = appear(airflow, newsroom, numbers)
                print(
                    f"from an item's appearance to its alert: {whole:.1f} s, {of_run:.1f} s of it in its run {load()}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
