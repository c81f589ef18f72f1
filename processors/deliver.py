"""deliver: one alert to one channel, through Apprise; a webhook receives every field of it.

DeliveryError       the channel did not take the alert; try again
└── BadChannel      the channel's address is none that Apprise knows; no retry helps
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any
from urllib.parse import urlsplit

import msgspec

from processors.records import Alert

LOG = "log"
"""Scheme of the channel that needs nobody outside: the alert goes to this program's log."""
WEBHOOKS = ("json", "jsons")
CONNECT_S, READ_S = 10, 20
"""A channel that answers slower counts as down for now."""


class DeliveryError(Exception):
    """The alert was not accepted; the message says what the channel answered."""


class BadChannel(DeliveryError):
    """The channel's address cannot work."""


def check_channel(url: str) -> None:
    """Raise BadChannel where a channel's address is none that Apprise can use."""
    if urlsplit(url).scheme != LOG:
        _service(url)


def deliver(url: str, alert: Alert, key: str) -> None:
    """Send an alert to a channel and return once it was accepted.

    `key` is the idempotency key: the same in every attempt, in the webhook's body as `key` and in its header
    `Idempotency-Key`. What came from the web goes out as plain text. Raises DeliveryError and BadChannel.
    """
    if urlsplit(url).scheme == LOG:
        logging.getLogger("wirewatch.alerts").warning(
            "%s", msgspec.json.encode({**msgspec.to_builtins(alert), "key": key}).decode()
        )
        return
    service = _service(url)
    title = f"{alert.rule}: {alert.title}"
    if urlsplit(url).scheme in WEBHOOKS:
        title = alert.title
        service.headers.setdefault("Idempotency-Key", key)
        service.payload_extras.update(_fields(alert, key))
    with _complaints() as told:
        accepted = service.notify(title=_one_line(title), body=_message(alert), body_format="text")
    if not accepted:
        raise DeliveryError(" ".join(told) or "not accepted")


def _service(url: str) -> Any:
    from apprise import Apprise

    with _complaints() as told:
        service = Apprise.instantiate(url)
    if service is None:
        raise BadChannel(" ".join(told) or "no address that Apprise knows")
    service.socket_connect_timeout, service.socket_read_timeout = CONNECT_S, READ_S
    service.request_rate_per_sec = 0  # the pace is the outbox's, and one instance sends one alert
    return service


def _fields(alert: Alert, key: str) -> dict[str, Any]:
    """Give what a webhook's body carries beside Apprise's own `title`, `message` and `type`."""
    fields: dict[str, Any] = msgspec.to_builtins(alert)
    del fields["title"]
    return {**fields, "key": key}


def _message(alert: Alert) -> str:
    carried = f"{alert.outlets} outlets carry it" if alert.outlets > 1 else "one outlet carries it"
    parts = (
        alert.sentence,
        f"{alert.source}; {carried}; groups: {', '.join(alert.groups) or 'none'}",
        alert.url,
    )
    return "\n\n".join(_one_line(part) for part in parts)


def _one_line(text: str) -> str:
    """Take control characters and line breaks out of what came from the web."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what Apprise logs in this thread meanwhile: its only way to say what went wrong."""
    told: list[str] = []
    thread = get_ident()

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread and record.levelno >= logging.WARNING:
                told.append(record.getMessage().strip())

    handler, logger = Collect(), logging.getLogger("apprise")
    logger.addHandler(handler)
    logger.propagate = False  # it is told in the delivery's state, not on the terminal
    try:
        yield told
    finally:
        logger.removeHandler(handler)
