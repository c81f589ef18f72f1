"""What Airflow costs: parse time of each DAG, its own share of a run, and the way of an item from feed to webhook.

    python -m benchmarks.dags [--feeds 200] [--articles 10] [--waits 1]

Under a real scheduler, dag processor and api-server (LocalExecutor, SQLite), with a site and a webhook on loopback
and the index in a directory. The first run takes in everything, the second finds nothing to do; then, as often as
`--waits` says, an item appears at a random moment between two scheduled runs. The machine's load stands beside every
figure: one shared with others gives larger ones.
"""

import argparse
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
from airflow_server import ROOT, Airflow  # noqa: E402
from hostile_server import Hostile  # noqa: E402
from newsroom import Newsroom  # noqa: E402

STEP = 0.05
LONGEST = 900
"""Seconds that an alert may take: three intervals."""


def parse_seconds(airflow: Airflow) -> dict[str, float]:
    """Give the time that each file takes, Airflow and what it uses of it being loaded."""
    command = [sys.executable, "-P", parse_dags.__file__, str(ROOT / "dags")]
    ran = subprocess.run(command, env=airflow.environment, cwd=airflow.home, capture_output=True, check=True)
    seconds: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])["seconds"]
    return seconds


def stage_seconds(airflow: Airflow, run: str) -> dict[str, float]:
    """Give the time that each task of a run spent in our functions, from its log: `shard.fetch/map_index=0`."""
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


def critical(stages: dict[str, float]) -> float:
    """Give the time of the longest way through our functions: before, the slowest shard, and after."""
    single = sum(seconds for name, seconds in stages.items() if not name.startswith("shard."))
    shards: dict[str, float] = {}
    for name, seconds in stages.items():
        if name.startswith("shard."):
            shard = name.partition("map_index=")[2]
            shards[shard] = shards.get(shard, 0.0) + seconds
    return single + max(shards.values(), default=0.0)


def load() -> str:
    """Give how many processes wanted a core over the last minute, and how many cores there are."""
    return f"(load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)"


def show(airflow: Airflow, run: dict[str, Any], what: str) -> None:
    """Print what a run took, and what of it was ours."""
    took = (_time(run["end_date"]) - _time(run["queued_at"])).total_seconds()
    stages = stage_seconds(airflow, run["dag_run_id"])
    ours = critical(stages)
    print(
        f"{what}: {run['state']}, {took:.1f} s, our stages {ours:.1f} s, Airflow {took - ours:.1f} s {load()}",
        flush=True,
    )
    print("  " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in sorted(stages.items())))


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
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--waits", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Hostile() as web:
        newsroom, numbers = Newsroom(web, Path(folder)), iter(range(10**6))
        for feed in range(asked.feeds):
            newsroom.publish(f"/feed{feed}.xml", *(next(numbers) for _ in range(asked.articles)))
            newsroom.add_feed(f"/feed{feed}.xml", every="5m")
        newsroom.write_feeds()
        begun = time.monotonic()
        with Airflow(Path(folder) / "airflow", **newsroom.environment) as airflow:
            print(f"up after {time.monotonic() - begun:.1f} s")
            for name, seconds in parse_seconds(airflow).items():
                print(f"parse {name:22} {seconds:.3f} s")
            airflow.pool("web", 4)
            airflow.unpause("news_monitor")
            show(
                airflow,
                airflow.wait_for_run("news_monitor", seconds=1800),
                f"{asked.feeds} feeds of {asked.articles}",
            )
            show(
                airflow,
                airflow.wait_for_run("news_monitor", airflow.trigger("news_monitor")),
                "nothing to do",
            )
            for _ in range(asked.waits):
                time.sleep(random.uniform(0, 300))  # noqa: S311
                whole, of_run = appear(airflow, newsroom, numbers)
                print(
                    f"from an item's appearance to its alert: {whole:.1f} s, {of_run:.1f} s of it in its run {load()}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
