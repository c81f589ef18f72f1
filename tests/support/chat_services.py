"""The services that alerts go to, on one recording server: whatever Apprise asks for on the web arrives there."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import requests
from hostile_server import Answer, Hostile, page

from processors.alerts.http_limits import LimitedAdapter

TOKEN = "a1b2c3d4e5f6a7b8c9d0e1f2"  # noqa: S105
CHANNELS = {
    "slack": f"slack://T1JJ3T3L2/A1BRTD4JD/{TOKEN}/#news",
    "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
    "mattermost": "mmost://chat.example/3ccdd113474722377935511fc85d3dd4",
    "teams": "workflows://teams.example:443/workflow/sig/",
    "telegram": "tgram://123456789:abcdefg_hijklmnop/12315544/",
    "matrix": "matrix://user:pass@matrix.example/#room",
    "ntfy": "ntfy://ntfy.example/topic",
    "google chat": "gchat://space/key/token",
    "zulip": f"zulip://bot@org/{TOKEN}aaaabbbb",
    "webex": "webex://" + "a" * 80,
    "webhook": "json://hooks.example/hook",
}
"""An address of each; where the service is one's own server it has a name of its own."""
LONGEST = {
    "slack": 40_000,
    "discord": 2000,
    "mattermost": 4000,
    "teams": 28_000,
    "telegram": 4096,
    "matrix": 65_000,
    "ntfy": 4096,
    "google chat": 4096,
    "zulip": 10_000,
    "webex": 7439,
}
"""Characters of a message that each takes, as its own documentation says (ntfy, webex: bytes)."""
_ANSWERS = {
    "ok": True,
    "event_id": "$1",
    "room_id": "!r:h",
    "home_server": "h",
    "access_token": "t",
    "user_id": "u",
}


class ChatServices:
    """What was sent to the services."""

    def __init__(self, web: Hostile) -> None:
        self._web = web
        self._known: set[str] = set()

    def meet(self, path: str, *, slack: bool) -> None:
        """Have an address answered as its service answers."""
        if path not in self._known:
            self._known.add(path)
            body = "ok" if slack else json.dumps(_ANSWERS | {"result": {"message_id": 1}})
            self._web.on(path, page(body, "application/json"))

    def refuse(self, path: str, *answers: Answer) -> None:
        """Have an address answered otherwise."""
        self._known.add(path)
        self._web.on(path, *answers)

    def messages(self) -> list[dict[str, Any]]:
        """Give what the requests that carry a message had as their body, in order."""
        return [
            _body(request.body)
            for request in self._web.requests
            if request.body and not re.search("/(login|register|logout|join)", request.path)
        ]


@contextmanager
def chat_services() -> Iterator[ChatServices]:
    """Run the services while this lasts."""
    send = LimitedAdapter.send
    with Hostile() as web:
        services = ChatServices(web)

        def send_there(self: Any, request: requests.PreparedRequest, **options: Any) -> requests.Response:
            asked = urlsplit(str(request.url))
            services.meet(asked.path, slack=asked.hostname == "hooks.slack.com")
            request.url = web.url + asked.path + (f"?{asked.query}" if asked.query else "")
            return send(self, request, **options)

        with patch.object(LimitedAdapter, "send", send_there):
            yield services


def texts(body: Any) -> list[str]:
    """Give every text in what was sent."""
    if isinstance(body, dict):
        return [text for value in body.values() for text in texts(value)]
    if isinstance(body, list):
        return [text for value in body for text in texts(value)]
    return [body] if isinstance(body, str) else []


def main_text(body: dict[str, Any]) -> str:
    """Give the text that a service counts: the longest one of a message."""
    return max(texts(body), key=len)


def _body(sent: bytes) -> dict[str, Any]:
    text = sent.decode()
    answer: dict[str, Any] = json.loads(text) if text.startswith("{") else dict(parse_qs(text))
    return answer
