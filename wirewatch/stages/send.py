"""deliver, a part of it: one message to one channel, and what came of it in words that may be kept."""

from collections.abc import Callable

from processors.alerts.message import Message
from processors.alerts.redact import redact
from processors.alerts.send import BadChannel, DeliveryError, WrongSecret, send_message
from wirewatch.config.channels import Channel
from wirewatch.errors import describe_bug


def send_to_channel(
    channel: Channel,
    message: Message,
    key: str,
    sent: int = 0,
    note_part: Callable[[int], None] | None = None,
) -> None:
    """Send a message, from its part `sent` on, and return once it was accepted; as `send_message` does.

    Raises DeliveryError, whose text holds no secret.
    """
    if channel.url is None or channel.unset:
        raise DeliveryError(f"the variable {channel.unset} is not set")
    try:
        secrets = [one.secret for one in channel.signing if one.secret]
        send_message(channel.url, message, key, sent, note_part, secrets)
    except (BadChannel, WrongSecret) as error:
        named = f"; its address is in {channel.secret_env}" if channel.secret_env else ""
        raise type(error)(f"{error}{named}") from None
    except DeliveryError:
        raise
    except Exception as bug:
        raise DeliveryError(redact(describe_bug(bug), channel.url)) from None
