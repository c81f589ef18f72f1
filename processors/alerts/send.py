"""One message to one channel, through Apprise; a webhook receives every field of its alert.

DeliveryError       the channel did not take the alert; try again
├── BadChannel      the channel's address is none that Apprise knows; no retry helps
├── TooLong         the message is too long for the channel, shortened too; no retry helps this one
└── WrongSecret     the channel says that it does not know us; a person has to mend the address

What is told of a channel never has a secret part of its address in it. Redirects are not followed: a channel that
answers with one has not accepted, and cannot lead us to an address of its choice.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from threading import get_ident
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from processors.alerts.dialect import (
    OWN_PROGRAMS,
    allow_no_mentions,
    fits_service,
    in_dialect,
    with_short_title,
)
from processors.alerts.escape import one_line
from processors.alerts.fit import shortened, split_message
from processors.alerts.mail import LoginRefused, MailRefused, is_mail, send_mail
from processors.alerts.message import Message
from processors.alerts.redact import redact
from processors.alerts.schemes import LIST_MEND, mend_address
from processors.alerts.sign import signed_headers

if TYPE_CHECKING:
    from processors.alerts.http_limits import Answer, HeadersOf

LOGGERS = {"log": "wirewatch.alerts", "terminal": "wirewatch.alerts.terminal"}
"""By scheme, the loggers of the channels that need nobody outside. An alert is a line of JSON in this program's log.

The second one's records have the Message as `alert`: a command on a terminal prints that for its reader instead.
"""
SENDER = "Wirewatch"
"""Who sends, where a channel's address names nobody."""
WEBHOOKS = ("json", "jsons")
CONNECT_S, READ_S, TOTAL_S = 10, 20, 30
"""A channel that answers slower counts as down for now: to connect, for the next piece, and in all."""
MAX_ANSWER_BYTES = 200_000
"""Of an answer no more is read. What Apprise's services look for in one stands in its first lines."""
MAX_ANSWER_SHOWN = 200
"""Characters of a channel's answer that are kept."""
WRONG_SECRET_STATUSES = (401, 403, 404, 410)
"""What a server answers to a token, or an address, that it does not know."""


REVOKED = ("token_revoked", "token_expired", "invalid_auth", "invalid_token", "account_inactive")
"""How services say the same in an answer of another status."""
TOO_LONG_STATUS = 413
SHORTENINGS, SHORTEST = 4, 60
"""A message that is too long is halved so often, but not to fewer characters."""
WAIT_STATUSES = (429, 503)


class DeliveryError(Exception):
    """The message was not accepted; the text says what the channel answered.

    `after` is how long the channel asks us to wait, with all that we have for it.
    """

    after: timedelta | None = None


class BadChannel(DeliveryError):
    """The channel's address cannot work; `mend` says what to write."""

    def __init__(self, message: str, mend: str = LIST_MEND):
        self.mend = mend
        super().__init__(message)


class TooLong(DeliveryError):
    """The channel takes no message of this length."""


class WrongSecret(DeliveryError):
    """The channel refuses the token, password or path in its address."""


def check_channel(url: str) -> None:
    """Raise BadChannel where a channel's address is none that Apprise can use."""
    if urlsplit(url).scheme not in LOGGERS:
        _service(url)


def send_message(
    url: str,
    message: Message,
    key: str,
    sent: int = 0,
    note_part: Callable[[int], None] | None = None,
    secrets: Sequence[bytes] = (),
) -> None:
    """Send a message to a channel and return once it was accepted.

    What is longer than the service takes goes in parts. The first `sent` of them were accepted in an earlier try, and
    `note_part` is told how many are, after each but the last. `key` is the idempotency key: the same in every attempt,
    in a webhook's body as `key`, and in the header `Idempotency-Key` of webhooks and mails. With each of `secrets` a
    webhook is signed (see processors.alerts.sign). Raises DeliveryError and its kinds.
    """
    if own := LOGGERS.get(urlsplit(url).scheme):
        line = msgspec.json.encode({**message.fields, "key": key}).decode()
        logging.getLogger(own).warning("%s", line, extra={"alert": message})
        return
    parts = message_parts(url, message)
    first = min(sent, len(parts) - 1)  # an edit in between may have made them fewer
    for number, part in enumerate(parts[first:], first + 1):
        _send_shortened(url, part, key, number, secrets)
        if note_part and number < len(parts):
            note_part(number)


def message_parts(url: str, message: Message) -> list[Message]:
    """Give a message as the parts in which a channel's service takes it, the whole one where that is short enough."""
    scheme, service = urlsplit(url).scheme, _service(url)
    return split_message(with_short_title(service, scheme, message), fits_service(service, scheme))


def _send_shortened(url: str, message: Message, key: str, number: int, secrets: Sequence[bytes]) -> None:
    """Send one part, and shorter ones where the channel says that it is too long."""
    for halved in range(SHORTENINGS + 1):
        length = len(message.body) >> halved
        if halved and length < SHORTEST:
            break
        try:
            return _send_part(url, shortened(message, length) if halved else message, key, number, secrets)
        except TooLong as error:
            refused = error
    raise refused


def _send_part(url: str, message: Message, key: str, number: int, secrets: Sequence[bytes]) -> None:
    scheme, service = urlsplit(url).scheme, _service(url)
    message = in_dialect(service, scheme, message)
    title = message.title
    if is_mail(service, scheme):
        _send_mail(service, url, message, key, number)
        return
    if scheme in OWN_PROGRAMS:
        service.headers.setdefault("Idempotency-Key", key)
    if scheme in WEBHOOKS:
        fields = {**message.fields, "key": key}
        title = one_line(fields.pop("title"))
        service.payload_extras.update(fields)  # beside Apprise's own `title`, `message` and `type`
    with _complaints() as complaints, _limited(_signer(key, secrets) if secrets else None) as answer:
        accepted = _notify(service, url, title=title, body=message.body, body_format=message.format)
    if not accepted:
        error = _kind_of(answer)(redact(_refusal(complaints, answer), url))
        error.after = answer.after if answer.status in WAIT_STATUSES else None
        raise error


def _kind_of(answer: "Answer") -> type[DeliveryError]:
    if answer.status in WRONG_SECRET_STATUSES or any(sign in answer.text for sign in REVOKED):
        return WrongSecret
    return TooLong if answer.status == TOO_LONG_STATUS else DeliveryError


def _send_mail(service: Any, url: str, message: Message, key: str, number: int) -> None:
    try:
        send_mail(service, message, key, number)
    except LoginRefused as error:
        raise WrongSecret(redact(str(error), url)) from None
    except MailRefused as error:
        raise DeliveryError(redact(str(error), url)) from None
    except Exception as bug:  # such as an address that mail does not know
        raise DeliveryError(redact(f"{type(bug).__name__}: {bug}", url)) from None


def _notify(service: Any, url: str, **message: str) -> bool:
    try:
        return bool(service.notify(**message))
    except Exception as bug:  # of a service's code
        raise DeliveryError(redact(f"{type(bug).__name__}: {bug}", url)) from None


def _refusal(complaints: Sequence[str], answer: "Answer") -> str:
    """Say why a channel did not accept: what Apprise says of it, and what it answered itself."""
    parts = [one_line(" ".join(complaints)) or "not accepted"]
    if answer.timed_out:
        parts.append(f"no answer within {TOTAL_S} s")
    elif 300 <= (answer.status or 0) < 400:
        parts.append("it redirects, which is not followed")
    elif own := one_line(answer.text):
        parts.append(
            f"it answers: {own if len(own) <= MAX_ANSWER_SHOWN else own[: MAX_ANSWER_SHOWN - 1] + '…'}"
        )
    return "; ".join(parts)


def _signer(key: str, secrets: Sequence[bytes]) -> "HeadersOf":
    return lambda body: signed_headers(key, int(time.time()), body, secrets)


def _limited(headers_of: "HeadersOf | None") -> "AbstractContextManager[Answer]":
    from processors.alerts.http_limits import limit_requests

    return limit_requests(TOTAL_S, MAX_ANSWER_BYTES, headers_of)


def _service(url: str) -> Any:
    from apprise import Apprise, AppriseAsset

    # What a service shows of the sender. A picture would be fetched from a server that is not ours.
    asset = AppriseAsset(app_id=SENDER, app_desc=SENDER, image_url_mask="", image_url_logo="")
    with _complaints() as complaints:
        service = Apprise.instantiate(url, asset=asset)
    if service is None:
        told = " ".join(complaints) or "no address that Apprise knows"
        raise BadChannel(redact(told, url), mend_address(url, LOGGERS))
    service.socket_connect_timeout, service.socket_read_timeout = CONNECT_S, READ_S
    service.request_rate_per_sec = 0  # the pace is the outbox's, and one instance sends one alert
    service.redirects = False
    if urlsplit(url).scheme == "discord":
        allow_no_mentions(service)
    return service


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what Apprise logs in this thread meanwhile: its only way to say what went wrong."""
    complaints: list[str] = []
    thread = get_ident()

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread and record.levelno >= logging.WARNING:
                complaints.append(record.getMessage().strip())

    handler, logger = Collect(), logging.getLogger("apprise")
    logger.addHandler(handler)
    logger.propagate = False  # it is told in the delivery's state, not on the terminal
    try:
        yield complaints
    finally:
        logger.removeHandler(handler)
