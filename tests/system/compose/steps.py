"""What is tried, in order: each step says in one sentence what it holds, and raises where that is not so."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stack import Stack
from waiting import wait_for

ALERT_WITHIN = 420
"""Seconds: a run of every stage on a busy machine of two cores."""
ONE_SHOT = {"certificates", "cluster", "dashboards"}
DESK = {"wirewatch_desk_url": {"conn_type": "generic", "password": "json://newsroom:8000/hook"}}


class Step(NamedTuple):
    """One thing that is held. Where a `vital` one fails, the rest is not tried."""

    title: str
    hold: Callable[[], None]
    vital: bool = False


def steps(stack: Stack) -> Iterator[Step]:
    """Give every step: both profiles on the same volumes, the change between them, and back."""
    stack.choose("small")
    yield Step("the Dockerfile is built", lambda: _build(stack), vital=True)
    yield Step("small: `up --wait` ends with status 0", lambda: up(stack), vital=True)
    yield from _profile(stack, "small", "airflow-scheduler", 10)
    stack.choose("full")
    yield Step("small to full: `up --wait` ends with status 0", lambda: up(stack), vital=True)
    yield from _profile(stack, "full", "airflow-worker", 30)
    yield Step("a snapshot is restored", lambda: restore_snapshot(stack))
    yield Step("full to small: no worker is left", lambda: back_to_small(stack))


def _profile(stack: Stack, profile: str, runner: str, first: int) -> Iterator[Step]:
    def step(title: str, hold: Callable[[], None]) -> Step:
        return Step(f"{profile}: {title}", hold)

    yield step(
        "every service is healthy or has ended well, and one schedules", lambda: all_well(stack, profile)
    )
    yield step("commands know the channel whose address is a connection", lambda: channel_known(stack))
    yield step("what .env sets reaches tasks and commands", lambda: settings_reach(stack, runner))
    yield step("stories come to an alert at the webhook, once each", lambda: alert(stack, first, first + 3))
    yield step(
        f"{runner} is killed within a task: nothing lost or doubled", lambda: kill(stack, runner, first + 4)
    )
    yield step("Elasticsearch is restarted: the next stories come", lambda: restart(stack, first + 10))


def _build(stack: Stack) -> None:
    stack.compose("build")


def up(stack: Stack) -> None:
    """Bring everything up as the documents say."""
    stack.compose("up", "--detach", "--wait", "--remove-orphans")


def all_well(stack: Stack, profile: str) -> None:
    """Hold the state of each container, and that no other scheduler or worker is there."""
    found = stack.containers()
    for name, container in found.items():
        if name in ONE_SHOT:
            assert (container["State"], container["ExitCode"]) == ("exited", 0), (name, container)
        else:
            assert (container["State"], container["Health"]) == ("running", "healthy"), (name, container)
    assert set(found) > ONE_SHOT
    assert [name for name in found if "scheduler" in name] == ["airflow-scheduler"]
    assert ("airflow-worker" in found) == (profile == "full")


def channel_known(stack: Stack) -> None:
    """Give the channel its address in Airflow's store, and let three commands use it."""
    stack.inside(
        "airflow-scheduler", "sh", "-c",
        f"echo '{json.dumps(DESK)}' > /tmp/desk.json && airflow connections import --overwrite /tmp/desk.json",
    )  # fmt: skip
    assert "well formed" in stack.wirewatch("alerts", "check")
    before = len(stack.ask_site("/alerts"))
    assert "accepted" in stack.wirewatch("alerts", "send-test", "desk")
    assert len(stack.ask_site("/alerts")) == before + 1
    [channel] = json.loads(stack.wirewatch("status", "--json"))["channels"]
    assert channel["waits"] is None, channel


def settings_reach(stack: Stack, runner: str) -> None:
    """Look for one setting where tasks run, and let a command act by it."""
    assert stack.inside(runner, "printenv", "WIREWATCH_KEEP").strip() == "400d"
    stack.wirewatch("housekeeping")


def alert(stack: Stack, first: int, end: int) -> None:
    """Publish stories, start a run, and wait for one alert of each."""
    stack.tell_site(f"/publish/{first}/{end}")
    stack.trigger()
    come(stack, first, end)


def come(stack: Stack, first: int, end: int, seconds: float = ALERT_WITHIN) -> None:
    """Wait for one alert of each story, and hold that no story was told of twice, and that all are indexed."""
    wanted = set(range(first, end))
    wait_for(f"alerts of {first} to {end - 1}", lambda: wanted <= set(stack.alerts()), seconds, every=2)
    assert max(Counter(stack.alerts()).values()) == 1, stack.alerts()
    for number in wanted:
        fate = json.loads(stack.wirewatch("why", f"http://newsroom:8000/a/{number}", "--json"))
        assert "indexed" in json.dumps(fate), fate


def kill(stack: Stack, runner: str, first: int) -> None:
    """Kill what runs the tasks with SIGKILL while a page is waited for; start it again."""
    stack.tell_site("/hold")
    stack.tell_site(f"/publish/{first}/{first + 4}")
    stack.trigger()
    wait_for("a page that is asked for", lambda: stack.ask_site("/held"), ALERT_WITHIN, every=0.5)
    stack.compose("kill", "--signal", "KILL", runner)
    stack.tell_site("/release")
    up(stack)
    come(stack, first, first + 4, 2 * ALERT_WITHIN)


def restart(stack: Stack, first: int) -> None:
    """Restart Elasticsearch while a run begins."""
    stack.tell_site(f"/publish/{first}/{first + 3}")
    stack.trigger()
    stack.compose("restart", "elasticsearch")
    come(stack, first, first + 3, 2 * ALERT_WITHIN)


def restore_snapshot(stack: Stack) -> None:
    """Take a snapshot, delete the index, and restore it, by the words of docs/operations.md."""
    before = stack.elasticsearch("GET", "wirewatch-articles/_count")["count"]
    assert before > 0
    stack.inside("airflow-scheduler", "airflow", "dags", "pause", "news_monitor")
    settings = {"type": "fs", "settings": {"location": "/usr/share/elasticsearch/snapshots"}}
    assert stack.elasticsearch("PUT", "_snapshot/backup", settings) == {"acknowledged": True}
    which = {"indices": "wirewatch-articles-*", "include_global_state": False}
    made = stack.elasticsearch("PUT", "_snapshot/backup/one?wait_for_completion=true", which)
    assert made["snapshot"]["state"] == "SUCCESS", made
    for index in stack.elasticsearch("GET", "_alias/wirewatch-articles"):
        assert stack.elasticsearch("DELETE", index) == {"acknowledged": True}
    restored = stack.elasticsearch(
        "POST", "_snapshot/backup/one/_restore?wait_for_completion=true", {"indices": "wirewatch-articles-*"}
    )
    assert restored["snapshot"]["shards"]["failed"] == 0, restored
    stack.elasticsearch("POST", "wirewatch-articles/_refresh")
    assert stack.elasticsearch("GET", "wirewatch-articles/_count")["count"] == before
    assert json.loads(stack.wirewatch("search", "groups:taliban", "--json").splitlines()[0])
    stack.inside("airflow-scheduler", "airflow", "dags", "unpause", "news_monitor")


def back_to_small(stack: Stack) -> None:
    """Remove the workers as `make env` says when the profile changes, and bring the rest up again."""
    stack.compose("--profile", "full", "rm", "--stop", "--force", "airflow-worker", "valkey")
    stack.choose("small")
    up(stack)
    all_well(stack, "small")
    assert "valkey" not in stack.containers()
