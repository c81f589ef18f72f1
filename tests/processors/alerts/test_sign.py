"""Webhooks are signed, so that a receiver can tell that we sent them, and when."""

import base64
import hashlib
import hmac
import time
from pathlib import Path

import pytest
from doc_blocks import read_blocks
from filled_outbox import announce_stories, run_delivery, stop_clock
from hostile_server import Hostile, Request, status
from newsroom import RULE, Newsroom
from paths import ROOT

from processors.alerts.sign import PREFIX, read_secret, signed_headers

OLD, NEW = "an-old-secret-of-32-letters-here", PREFIX + base64.b64encode(b"new bytes " * 4).decode()


def receiver_of_the_docs() -> type:
    """Return the receiver that docs/alerts.md shows, as its reader would run it."""
    (block,) = [one for one in read_blocks(ROOT / "docs/alerts.md") if "hmac" in one.text]
    values: dict[str, type] = {}
    exec(block.text, values)  # noqa: S102
    return values["Receiver"]


def takes(secret: str, headers: dict[str, str], body: bytes, at: float) -> bool:
    """Return whether the receiver of the docs takes a request at a time."""
    secret_bytes = read_secret(secret)
    return bool(receiver_of_the_docs()(secret_bytes).takes(headers, body, at))


def signed_room(tmp_path: Path, web: Hostile, sign_env: object, url: str | None = None) -> Newsroom:
    """Return a newsroom whose channel is signed with what `sign_env` names."""
    room = Newsroom(web, tmp_path, OLD_SECRET=OLD, NEW_SECRET=NEW)
    desk = {"url": url or room.hook_url(), "sign_env": sign_env}
    room.write_alerts({"alerts": [RULE], "channels": {"desk": desk}})
    room.write_feeds()
    return room


def headers_of(request: Request) -> dict[str, str]:
    """Return the headers of a request as a receiver reads them."""
    return {name.title(): value for name, value in request.headers.items()}


def test_a_test_alert_is_signed_with_each_secret(tmp_path: Path) -> None:
    """While a secret is changed, who knows the old one and who knows the new one can verify what was received."""
    with Hostile() as web:
        signed_room(tmp_path, web, ["NEW_SECRET", "OLD_SECRET"]).run_command("alerts", "send-test", "desk")
        (post,) = web.posts_to("/hook")
    at = time.time()
    for secret in (OLD, NEW):
        assert takes(secret, headers_of(post), post.body, at)
    assert not takes("another-secret-nobody-has-told", headers_of(post), post.body, at)
    assert post.headers["webhook-id"] == post.headers["idempotency-key"]


def test_an_alert_is_signed_at_each_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried again keeps its id; its time and signature are those of the try."""
    clock = stop_clock(monkeypatch)
    monkeypatch.setenv("OLD_SECRET", OLD)
    with Hostile() as web:
        room = signed_room(tmp_path, web, "OLD_SECRET")
        web.on("/hook", status(500), status(204))
        announce_stories(room, "bridge")
        run_delivery(room)
        clock.advance(hours=1)
        run_delivery(room)
        first, second = web.posts_to("/hook")
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert all(takes(OLD, headers_of(post), post.body, time.time()) for post in (first, second))


def test_a_receiver_refuses_what_was_changed_is_old_or_came_before() -> None:
    """The receiver of the docs takes neither another body, nor another time, nor what it has taken already."""
    body, secret = b'{"title": "Kabul"}', read_secret(OLD)
    headers = dict(signed_headers("key-1", 1_800_000_000, body, [secret]))
    assert takes(OLD, headers, body, 1_800_000_100)
    assert not takes(OLD, headers, body + b" ", 1_800_000_100)
    assert not takes(OLD, {**headers, "Webhook-Timestamp": "1800000001"}, body, 1_800_000_100)
    for late in (301, -301):
        assert not takes(OLD, headers, body, 1_800_000_000 + late)
    assert not takes(OLD, {}, body, 1_800_000_100)
    assert not takes(OLD, {**headers, "Webhook-Timestamp": "soon"}, body, 1_800_000_100)
    receiver = receiver_of_the_docs()(secret)
    assert [receiver.takes(headers, body, 1_800_000_100) for _ in range(2)] == [True, False]


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The test vector of Standard Webhooks, computed by hand: id, time and body with a dot between."""
    signed = hmac.new(b"x" * 24, b"msg_1.1614265330.{}", hashlib.sha256).digest()
    headers = signed_headers("msg_1", 1614265330, b"{}", [b"x" * 24])
    assert headers["Webhook-Signature"] == f"v1,{base64.b64encode(signed).decode()}"


@pytest.mark.parametrize(
    ("sign_env", "secret", "url", "told"),
    [
        ("GONE", "", None, "the variable GONE is not set; export it with the secret"),
        ("SHORT", "sesame", None, "SHORT: the secret has fewer than 16 bytes"),
        ("WRONG", "whsec_*sesame-sesame-sesame*", None, "WRONG: what stands after whsec_ is no base64"),
        ("OLD_SECRET", OLD, "log:", "'desk' is no webhook, and nothing else can be signed"),
        ("sesame, opened", "", None, "write the name of a variable, such as HOOK_SECRET, or a list of two"),
    ],
)
def test_a_secret_that_cannot_sign_is_told_and_nothing_is_sent(
    tmp_path: Path, sign_env: str, secret: str, url: str | None, told: str
) -> None:
    """A channel that should be signed sends nothing unsigned; no message shows the secret."""
    with Hostile() as web:
        room = signed_room(tmp_path, web, sign_env, url)
        room.environment[sign_env] = secret
        for command in (("alerts", "check"), ("alerts", "send-test", "desk")):
            error = room.run_command(*command, status=2).err
            assert told in error
            assert "alerts.yaml:" in error
            assert "sesame" not in error
        assert web.posts_to("/hook") == []
