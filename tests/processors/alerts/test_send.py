"""One channel, from the test alert that a user sends to what a hostile server does to it."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_server import (
    Answer,
    Flood,
    Hostile,
    byte_by_byte,
    close_connection,
    delayed,
    never_answer,
    page,
    redirect,
    status,
)
from hypothesis import given
from hypothesis import strategies as st
from newsroom import RULE, Newsroom

from processors.alerts import send as channels
from processors.alerts.message import alert_message
from processors.alerts.redact import redact
from processors.alerts.send import BadChannel, DeliveryError, WrongSecret, send_message
from wirewatch.preview.try_channel import example_alert

MESSAGE = alert_message(example_alert("desk"))
SECRET = "xoxb-8123-sesame"  # noqa: S105


@pytest.fixture
def web() -> Iterator[Hostile]:
    """Run a server that misbehaves."""
    with Hostile() as running:
        yield running


@pytest.fixture
def newsroom(web: Hostile, tmp_path: Path) -> Newsroom:
    """Make a newsroom with a channel whose address is in DESK_URL."""
    newsroom = Newsroom(web, tmp_path)
    newsroom.write_alerts({"alerts": [RULE], "channels": {"desk": {"secret_env": "DESK_URL"}}})
    newsroom.environment["DESK_URL"] = newsroom.hook_url(f"/hook/{SECRET}")
    web.serve(f"/hook/{SECRET}", "", status=204)
    newsroom.write_feeds()
    return newsroom


def hook(web: Hostile, *answers: Answer) -> str:
    """Return the address of a webhook that answers so."""
    web.on("/hook", *answers)
    return f"json://127.0.0.1:{web.port}/hook"


# send-test


def test_a_test_alert_arrives_and_is_told_in_one_line(newsroom: Newsroom) -> None:
    """`alerts send-test` posts one alert that says it is a test, prints one line, and leaves the outbox empty."""
    told = newsroom.run_command("alerts", "send-test", "desk")
    assert told.out == "channel 'desk' accepted the test alert\n"
    (post,) = newsroom.received_posts(f"/hook/{SECRET}")
    assert post["title"].startswith("TEST")
    assert post["key"] == post["header"] != ""
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 0, "failed": 0}


def test_a_refused_test_alert_tells_the_channels_answer_and_the_secrets_name(newsroom: Newsroom) -> None:
    """Status 1, the channel's own words and the variable's name in one line, without any part of the secret."""
    newsroom.web.on(f"/hook/{SECRET}", page(f"no such token {SECRET}", status=403))
    told = newsroom.run_command("alerts", "send-test", "desk", status=1)
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "403" in told.err
    assert "no such token ***" in told.err
    assert "DESK_URL" in told.err
    assert SECRET not in told.err


def test_a_test_alert_for_a_channel_that_cannot_be_is_a_mistake(newsroom: Newsroom) -> None:
    """An unknown channel, an unset variable and an address that is none end with status 2 and are named."""
    assert "known: desk" in newsroom.run_command("alerts", "send-test", "dusk", status=2).err
    newsroom.environment["DESK_URL"] = f"slakc://{SECRET}"
    told = newsroom.run_command("alerts", "send-test", "desk", status=2).err
    assert "alerts.yaml:7: channel 'desk'" in told
    assert "DESK_URL" in told
    assert SECRET not in told
    del newsroom.environment["DESK_URL"]
    assert "DESK_URL is not set" in newsroom.run_command("alerts", "send-test", "desk", status=2).err


# What a channel does to us


def test_an_endless_answer_is_cut_off_and_counts_by_its_status(web: Hostile) -> None:
    """Of hundreds of megabytes next to nothing is read; the alert was accepted or refused by the status alone."""
    flood = Flood(300_000_000)
    send_message(hook(web, flood), MESSAGE, "key")
    assert flood.sent < flood.size


@pytest.mark.parametrize("head", [True, False])
def test_a_channel_that_drips_is_left_when_its_time_is_up(
    web: Hostile, monkeypatch: pytest.MonkeyPatch, head: bool
) -> None:
    """A server that sends a byte now and then holds nobody: cut off in the head it refused, in the body it accepted."""
    monkeypatch.setattr(channels, "TOTAL_S", 0.5)
    url = hook(web, byte_by_byte(b"H" * 100_000, head=head))
    if head:
        send_message(url, MESSAGE, "key")
    else:
        with pytest.raises(DeliveryError, match=r"no answer within 0\.5 s"):
            send_message(url, MESSAGE, "key")


def test_a_silent_channel_is_left_when_its_time_is_up(web: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never answers ends the attempt as a failed one."""
    monkeypatch.setattr(channels, "TOTAL_S", 0.5)
    with pytest.raises(DeliveryError, match="no answer"):
        send_message(hook(web, never_answer), MESSAGE, "key")


def test_a_redirect_is_not_followed(web: Hostile) -> None:
    """A channel that redirects, to a private address for instance, did not accept, and nothing is asked there."""
    web.serve("/inside", "", status=200)
    with pytest.raises(DeliveryError, match="redirects"):
        send_message(hook(web, redirect(f"{web.url}/inside", 307)), MESSAGE, "key")
    assert not web.requests_for("/inside")


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_an_answer_that_does_not_know_us_is_told_as_a_wrong_secret(web: Hostile, code: int) -> None:
    """What servers answer to a wrong token or path is told apart from what may pass by itself."""
    with pytest.raises(WrongSecret, match=str(code)):
        send_message(hook(web, status(code)), MESSAGE, "key")
    with pytest.raises(DeliveryError) as told:
        send_message(hook(web, status(503)), MESSAGE, "key")
    assert not isinstance(told.value, WrongSecret)


def test_a_channel_that_hangs_up_did_not_accept(web: Hostile) -> None:
    """A connection that is closed without an answer is a failed attempt, told in one line."""
    with pytest.raises(DeliveryError) as told:
        send_message(hook(web, close_connection), MESSAGE, "key")
    assert "\n" not in str(told.value)


def test_the_channels_limits_bind_nobody_else(web: Hostile) -> None:
    """Outside of a delivery `requests` reads an answer whole and follows redirects, also while one is under way."""
    import requests

    import processors.alerts.http_limits  # noqa: F401 - it is what is held here

    web.on("/to", redirect("/large"))
    web.serve("/large", "x" * 1_000_000)
    assert len(requests.get(f"{web.url}/to", timeout=20).content) == 1_000_000


def test_many_at_once_keep_their_answers_apart(web: Hostile) -> None:
    """Deliveries in threads side by side are each told their own channel's answer."""
    for code in (400, 402, 409, 418):
        web.on(f"/{code}", delayed(page(f"own words {code}", status=code), 0.05))

    async def told(code: int) -> str:
        with pytest.raises(DeliveryError) as error:
            await asyncio.to_thread(send_message, f"json://127.0.0.1:{web.port}/{code}", MESSAGE, "key")
        return str(error.value)

    async def ask() -> list[str]:
        return await asyncio.gather(*(told(code) for code in (400, 402, 409, 418)))

    answers = asyncio.run(ask())
    assert [
        f"own words {code}" in answer for code, answer in zip((400, 402, 409, 418), answers, strict=True)
    ] == [True] * 4


def test_an_address_that_is_none_is_told_without_it(caplog: pytest.LogCaptureFixture) -> None:
    """What Apprise says of a malformed address holds no part of it, in the error and in the log."""
    with caplog.at_level(logging.DEBUG), pytest.raises(BadChannel) as told:
        channels.check_channel(f"mailtos://user:{SECRET}@")
    assert SECRET not in str(told.value)
    assert SECRET not in caplog.text


@given(st.text("abcXYZ019-_", min_size=4), st.sampled_from(["slack", "json", "mailtos", "tgram", "x"]))
def test_no_part_that_may_be_a_secret_is_told(secret: str, scheme: str) -> None:
    """A password, a path and a query value are taken out of every text, as they stand and percent-encoded."""
    for url in (
        f"{scheme}://user:{secret}@example.org/a",
        f"{scheme}://example.org/{secret}/b",
        f"{scheme}://example.org/b?token={secret}",
        f"{scheme}://[broken/{secret}",
    ):
        assert secret not in redact(f"refused {secret} at {url}", url).replace("***", "")


def test_a_servers_name_is_told() -> None:
    """The host of a webhook is no secret, and the one thing that a person needs to know."""
    told = redact("no route to hooks.example.org", f"json://hooks.example.org/{SECRET}")
    assert told == "no route to hooks.example.org"
