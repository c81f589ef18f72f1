"""Send one message to one channel of alerts.yaml, and say what came of it in words that may be kept."""

import uuid
from collections.abc import Callable

from processors.alerts.message import Message, alert_message
from processors.alerts.redact import redact
from processors.alerts.send import BadChannel, DeliveryError, WrongSecret, send_message
from processors.records import Alert
from wirewatch.config.channels import Channel
from wirewatch.connections import mend_secret
from wirewatch.errors import Mistake, Trouble, describe_bug
from wirewatch.ledger import channel_queues, leases
from wirewatch.project import Project


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


def what_of(channel: Channel) -> str:
    """Give what the variable holds that a channel lacks."""
    return "the channel's address" if channel.url is None else "the secret that its receiver knows"


def send_test(project: Project, name: str) -> str:
    """Send a test alert on a channel's own way; give what to tell of it. A channel that takes it is closed no longer.

    Raises Mistake for a channel that is unknown or has no address, and Trouble where it was refused.
    """
    channel = project.alerts.channels.get(name)
    file = project.settings.config / "alerts.yaml"
    if channel is None:
        known = ", ".join(project.alerts.channels)
        mend = f"known: {known}" if known else "the file has no channels: write one under `channels:`"
        raise Mistake(f"no channel {name!r}", mend, file)
    if channel.unset:
        message = f"channel {name!r}: the variable {channel.unset} is not set"
        raise Mistake(
            message, mend_secret(channel.unset, project.settings, what_of(channel)), file, channel.line
        )
    try:
        send_to_channel(
            channel, alert_message(example_alert(name), channel.template), f"test-{uuid.uuid4().hex}"
        )
    except BadChannel as error:
        raise Mistake(
            f"channel {name!r}: {error}", "see the list of Apprise's addresses", file, channel.line
        ) from None
    except DeliveryError as error:
        raise Trouble(f"channel {name!r} did not accept the test alert: {error}") from None
    with project.ledger.begin() as tx:
        channel_queues.note_success(
            tx, name, channel_queues.channel_health(tx).get(name, channel_queues.HEALTHY), leases.now()
        )
    return f"channel {name!r} accepted the test alert"


def example_alert(channel: str) -> Alert:
    """Make an alert that nobody can take for news."""
    return Alert(
        rule="test",
        story_id="test",
        article_id="test",
        title=f"TEST: this is no news but a test of the channel {channel}",
        url="https://example.org/test",
        source="Wirewatch",
        groups=("test",),
        sentence="If you can read this sentence, alerts reach you.",
        outlets=1,
        published_at=leases.now(),
        first_seen_at=leases.now(),
    )
