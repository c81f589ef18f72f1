"""The server that hubs talk to: what it promises, what it believes, and what it takes."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
import requests
from aiohttp import web as aiohttp_web
from filled_outbox import Clock
from hostile_server import Hostile, status
from newsroom import RSS, Newsroom, rss_item
from waiting import wait_for

from wirewatch.errors import LedgerTrouble
from wirewatch.hub import A_MINUTE, MAX_BYTES, Callback
from wirewatch.ledger import subscriptions
from wirewatch.project import Project
from wirewatch.stages.poll import poll_feeds
from wirewatch.stages.websub import ask_hubs

FEED = "/one.xml"


class Hub:
    """A newsroom whose feed has a hub, our server before it, and the hub's part played by the test."""

    def __init__(self, newsroom: Newsroom, project: Project, clock: Clock, address: str) -> None:
        self.newsroom, self.project, self.clock, self.address = newsroom, project, clock, address

    def ask(self) -> dict[str, str]:
        """Have us ask the hub, and give what its last request said."""
        ask_hubs(self.project, self.address)
        posts = self.newsroom.web.posts_to("/hub")
        return {name: value for name, (value,) in parse_qs(posts[-1].body.decode()).items()}

    def ask_back(self, asked: dict[str, str], **other: str) -> requests.Response:
        """Verify what was asked, but for what is `other`."""
        query = {
            "hub.mode": asked["hub.mode"],
            "hub.topic": asked["hub.topic"],
            "hub.challenge": "echo-1",
            "hub.lease_seconds": "86400",
            **{f"hub.{name}": value for name, value in other.items()},
        }
        return requests.get(asked["hub.callback"], query, timeout=30)

    def subscribe(self) -> dict[str, str]:
        """Poll, ask and verify."""
        poll_feeds(self.project)
        asked = self.ask()
        assert self.ask_back(asked).text == "echo-1"
        return asked

    def send(
        self, asked: dict[str, str], *numbers: int, method: str = "sha256", **more: Any
    ) -> requests.Response:
        """Send a feed of these items, signed."""
        items = "".join(rss_item(self.newsroom.page_url(number), f"Report {number}") for number in numbers)
        body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()
        return send(asked, more.get("body", body), method, more.get("secret"))

    def feed(self) -> dict[str, Any]:
        """Give what status tells of the feed."""
        (feed,) = self.newsroom.status()["feeds"]
        return feed  # type: ignore[no-any-return]

    def wait(self) -> timedelta:
        """Give the time until the feed is polled."""
        return datetime.fromisoformat(self.feed()["due_at"]) - self.clock()


def send(
    asked: dict[str, str], body: bytes, method: str = "sha256", secret: str | None = None
) -> requests.Response:
    digest = hmac.new((secret or asked["hub.secret"]).encode(), body, getattr(hashlib, method)).hexdigest()
    headers = {"X-Hub-Signature": f"{method}={digest}", "Content-Type": RSS}
    return requests.post(asked["hub.callback"], body, headers=headers, timeout=30)


@pytest.fixture
def hub(tmp_path: Path, clock: Clock) -> Iterator[Hub]:
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        web.on("/hub", status(202))
        link = f'<x:link xmlns:x="http://www.w3.org/2005/Atom" rel="hub" href="{web.url}/hub"/>'
        newsroom.show_items(FEED, link, rss_item(newsroom.page_url(1), "Report 1"))
        newsroom.write_feeds()
        with newsroom.project() as project, serving(project) as address:
            yield Hub(newsroom, project, clock, address)


class serving:  # noqa: N801
    """Our server, on a loop in a thread."""

    def __init__(self, project: Project) -> None:
        self.project, self.ready = project, Event()

    def __enter__(self) -> str:
        self.thread = Thread(target=lambda: asyncio.run(self._main()))
        self.thread.start()
        assert self.ready.wait(30)
        return self.address

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join()

    async def _main(self) -> None:
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        runner = aiohttp_web.AppRunner(Callback(self.project).app())
        await runner.setup()
        await aiohttp_web.TCPSite(runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self.ready.set()
        await self.stop.wait()
        await runner.cleanup()


def test_what_a_hub_sends_goes_the_way_of_a_poll(hub: Hub) -> None:
    """After a subscription that the hub verified, its items are links like a poll's, and the feed is polled rarely."""
    asked = hub.subscribe()
    assert (asked["hub.mode"], asked["hub.topic"]) == ("subscribe", hub.newsroom.web.url + FEED)
    assert hub.wait() < timedelta(minutes=31)
    assert [hub.send(asked, 2, 1, method=method).status_code for method in ("sha1", "sha256")] == [202, 202]
    told = hub.feed()
    assert (told["links"], told["hub"]["state"], told["hub"]["pings"]) == (2, "verified", 2)
    assert hub.newsroom.why(hub.newsroom.page_url(2))["seen_in"] == [hub.newsroom.web.url + FEED]
    hub.clock.advance(minutes=31)
    poll_feeds(hub.project)
    assert hub.wait() >= timedelta(minutes=59)


def test_a_hub_that_is_outrun_by_a_poll_is_not_relied_upon(hub: Hub) -> None:
    """Where a poll finds what the hub had not told, the feed is polled as ever until the hub tells again."""
    asked = hub.subscribe()
    hub.send(asked, 2)
    hub.clock.advance(minutes=31)
    hub.newsroom.show_items(FEED, *(rss_item(hub.newsroom.page_url(number), "Report") for number in (2, 3)))
    poll_feeds(hub.project)
    assert hub.wait() < timedelta(minutes=31)


def test_a_hub_that_comes_too_late_is_not_relied_upon(hub: Hub) -> None:
    """What a poll had found before keeps no word, however often the hub sends it; the feed is polled."""
    asked = hub.subscribe()
    hub.send(asked, 2)
    told_at = hub.feed()["hub"]["pinged_at"]
    hub.clock.advance(minutes=31)
    hub.newsroom.show_items(FEED, *(rss_item(hub.newsroom.page_url(number), "Report") for number in (2, 3)))
    poll_feeds(hub.project)
    hub.clock.advance(minutes=6)
    hub.send(asked, 2, 3)
    told = hub.feed()["hub"]
    assert (told["pings"], told["pinged_at"]) == (2, told_at)
    assert hub.wait() <= timedelta(0)
    poll_feeds(hub.project)
    assert hub.wait() < timedelta(minutes=31)
    hub.send(asked, 4)
    poll_feeds(hub.project)
    assert hub.feed()["hub"]["pinged_at"] != told_at


def test_a_hub_that_never_verifies_changes_nothing(hub: Hub) -> None:
    """It is asked again after an hour, then two; the feed is polled as ever, and nothing that it sends is recorded."""
    poll_feeds(hub.project)
    hub.ask()
    hub.clock.advance(minutes=59)
    hub.ask()
    assert len(hub.newsroom.web.posts_to("/hub")) == 1
    hub.clock.advance(minutes=2)
    hub.ask()
    hub.clock.advance(minutes=100)
    hub.ask()
    assert len(hub.newsroom.web.posts_to("/hub")) == 2
    assert hub.feed()["hub"]["state"] == "asked"
    poll_feeds(hub.project)
    assert hub.wait() < timedelta(minutes=31)


@pytest.mark.parametrize(
    "other",
    [
        {"topic": "https://other.example/"},
        {"mode": "unsubscribe"},
        {"mode": ""},
        {"challenge": ""},
        {"challenge": "x" * 5000},
    ],
)
def test_what_was_not_asked_for_is_not_verified(hub: Hub, other: dict[str, str]) -> None:
    """Another topic, another mode, and a challenge that is none or too long are answered 404."""
    poll_feeds(hub.project)
    asked = hub.ask()
    assert hub.ask_back(asked, **other).status_code == 404
    assert hub.feed()["hub"]["state"] == "asked"


def test_an_unknown_callback_is_gone(hub: Hub) -> None:
    """Nobody learns of callbacks by guessing, and a hub of long ago is told to send no more."""
    for token in ("x" * 32, "short", "%00" * 32, "../" * 5):
        answer = requests.post(f"{hub.address}/{token}", b"x", timeout=30)
        assert answer.status_code in (404, 410)
        assert requests.get(f"{hub.address}/{token}", timeout=30).status_code == 404


def test_who_watches_over_the_server_is_told_that_it_runs(hub: Hub) -> None:
    """`/healthz` is no callback: it says ok, and the same path below another is one that nobody knows."""
    answers = [requests.get(f"{hub.address}{path}", timeout=30) for path in ("/healthz", "/news/healthz")]
    assert [(answer.status_code, answer.text[:3]) for answer in answers] == [(200, "ok\n"), (404, "404")]


def test_a_wrong_signature_changes_nothing(hub: Hub) -> None:
    """What is signed with another secret, or not at all, is counted as refused and not read."""
    asked = hub.subscribe()
    hub.send(asked, 2, secret="another")  # noqa: S106
    requests.post(asked["hub.callback"], b"<rss/>", timeout=30)
    told = hub.feed()
    assert (told["links"], told["hub"]["pings"], told["hub"]["refused"]) == (1, 0, 2)


@pytest.mark.parametrize("body", [b"", b"ping", b"<rss version='2.0'><channel></channel></rss>"])
def test_a_hub_that_only_rings_has_the_feed_polled(hub: Hub, body: bytes) -> None:
    """A message without entries has the feed polled at once, and no more often than every five minutes."""
    asked = hub.subscribe()
    hub.send(asked, body=body)
    assert hub.wait() > timedelta(0)
    hub.clock.advance(minutes=6)
    hub.send(asked, body=body)
    assert hub.wait() <= timedelta(0)


def test_a_flood_costs_little_and_loses_nothing(hub: Hub) -> None:
    """Of 150 messages within a minute sixty are read; the others are refused, and the feed is polled."""
    asked = hub.subscribe()
    hub.clock.advance(minutes=6)
    answers = [hub.send(asked, number).status_code for number in range(150)]
    assert answers.count(429) >= 1
    assert answers.count(202) <= 2 * A_MINUTE  # a minute may end meanwhile
    assert hub.wait() <= timedelta(0)


def test_while_the_ledger_is_away_hubs_are_asked_to_come_again(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a question nor a message is answered as if it were known or unknown: 503, and nothing on the screen."""
    token = "t" * 32

    def away(*_: object) -> None:
        raise LedgerTrouble("the ledger is away")

    monkeypatch.setattr(subscriptions, "of_token", away)
    for answer in (
        requests.get(f"{hub.address}/{token}", timeout=30),
        send({"hub.callback": f"{hub.address}/{token}", "hub.secret": "s"}, b"x"),
    ):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


def test_a_body_above_the_cap_is_refused(hub: Hub) -> None:
    """Of eleven megabytes nothing is read, whatever its signature."""
    asked = hub.subscribe()
    assert send(asked, b"x" * (MAX_BYTES + 1)).status_code == 413
    assert hub.feed()["hub"]["pings"] == 0


def test_a_lease_is_renewed_before_it_ends(hub: Hub) -> None:
    """A promise of a day is asked for again after some nineteen hours, under the same callback."""
    asked = hub.subscribe()
    hub.clock.advance(hours=19)
    hub.ask()
    assert len(hub.newsroom.web.posts_to("/hub")) == 1
    hub.clock.advance(minutes=30)
    again = hub.ask()
    assert again["hub.callback"] == asked["hub.callback"]
    assert len(hub.newsroom.web.posts_to("/hub")) == 2
    assert hub.ask_back(again).status_code == 200


def test_a_feed_that_leaves_is_unsubscribed(hub: Hub) -> None:
    """Its hub is told so; when it has asked back nothing is left, and it may not be subscribed by asking."""
    hub.subscribe()
    hub.newsroom.feeds.clear()
    hub.newsroom.write_feeds()
    hub.project.reread()
    asked = hub.ask()
    assert asked["hub.mode"] == "unsubscribe"
    assert hub.ask_back(asked, mode="subscribe").status_code == 404
    assert hub.send(asked, 2).status_code == 410
    assert hub.ask_back(asked).status_code == 200
    with hub.project.ledger.read() as tx:
        assert subscriptions.by_feed(tx) == {}


def test_a_hub_that_does_not_answer_is_let_go(hub: Hub) -> None:
    """A hub that is down when its feed leaves is told three times, and then forgotten."""
    hub.subscribe()
    hub.newsroom.web.on("/hub", status(500))
    hub.newsroom.feeds.clear()
    hub.newsroom.write_feeds()
    hub.project.reread()
    for _ in range(6):
        hub.ask()
        hub.clock.advance(days=2)
    assert len(hub.newsroom.web.posts_to("/hub")) == 1 + subscriptions.MOST_LEAVING_TRIES
    with hub.project.ledger.read() as tx:
        assert subscriptions.by_feed(tx) == {}


def test_a_hub_that_denies_is_told(hub: Hub) -> None:
    """`status --json` has its reason, the feed is polled as ever, and the hub is asked again after a day."""
    poll_feeds(hub.project)
    asked = hub.ask()
    hub.ask_back(asked, mode="denied", reason="not <welcome>")
    assert (hub.feed()["hub"]["state"], hub.feed()["hub"]["detail"]) == ("denied", "denied: not <welcome>")
    assert hub.ask_back(asked).status_code == 404
    hub.clock.advance(hours=25)
    hub.ask()
    assert len(hub.newsroom.web.posts_to("/hub")) == 2


def test_a_hub_that_refuses_the_request_is_told(hub: Hub) -> None:
    """What it answered stands in `status --json`."""
    hub.newsroom.web.on("/hub", status(403))
    poll_feeds(hub.project)
    hub.ask()
    assert hub.feed()["hub"]["detail"] == "forbidden: status 403"


def unset(newsroom: Newsroom) -> None:
    newsroom.environment.pop("WIREWATCH_HUB_URL", None)


def no_address(newsroom: Newsroom) -> None:
    newsroom.environment["WIREWATCH_HUB_URL"] = "news.example"


@pytest.mark.parametrize(
    ("listen", "make", "told"),
    [
        ("127.0.0.1:0", unset, "WIREWATCH_HUB_URL is not set"),
        ("127.0.0.1:0", no_address, "WIREWATCH_HUB_URL: 'news.example' is no web address"),
        ("127.0.0.1", unset, "--listen: '127.0.0.1' is no address and port"),
        ("127.0.0.1:99999", unset, "is no address and port"),
    ],
)
def test_without_a_usable_address_there_is_no_server(
    fresh_newsroom: Newsroom, listen: str, make: Callable[[Newsroom], None], told: str
) -> None:
    """One line says so, with status 2; feeds are polled as ever."""
    fresh_newsroom.publish(FEED, 1)
    fresh_newsroom.write_feeds()
    make(fresh_newsroom)
    ended = fresh_newsroom.run_command("hub", "--listen", listen, status=2)
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1


def test_the_command_asks_and_stops(fresh_newsroom: Newsroom) -> None:
    """`wirewatch hub` says where it listens, asks the hubs, and ends well when it is told to."""
    web = fresh_newsroom.web
    web.on("/hub", status(202))
    link = f'<x:link xmlns:x="http://www.w3.org/2005/Atom" rel="hub" href="{web.url}/hub"/>'
    fresh_newsroom.show_items(FEED, link, rss_item(fresh_newsroom.page_url(1), "Report 1"))
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        poll_feeds(project)
    fresh_newsroom.environment["WIREWATCH_HUB_URL"] = "https://me.example/hub/"
    process = fresh_newsroom.start_command("hub", "--listen", "127.0.0.1:0")
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"listening on http://127.0.0.1:")
        wait_for("the hub is asked", lambda: web.posts_to("/hub"), 60)
    finally:
        process.terminate()
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"https%3A%2F%2Fme.example%2Fhub%2F" in web.posts_to("/hub")[0].body
