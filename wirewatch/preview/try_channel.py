"""Send one test alert to one channel of alerts.yaml, to see whether it arrives."""

import uuid

from processors.alerts.message import alert_message
from processors.alerts.send import BadChannel, DeliveryError
from processors.records import Alert
from wirewatch.config.channels import Channel
from wirewatch.connections import mend_secret
from wirewatch.errors import Mistake, Trouble
from wirewatch.ledger import channel_queues, leases
from wirewatch.project import Project
from wirewatch.stages.send import send_to_channel


def what_of(channel: Channel) -> str:
    """Give what the variable holds that a channel lacks."""
    return "the channel's address" if channel.url is None else "the secret that its receiver knows"


def try_channel(project: Project, name: str) -> str:
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
        raise Mistake(f"channel {name!r}: {error}", error.mend, file, channel.line) from None
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
