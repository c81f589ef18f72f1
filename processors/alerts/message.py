"""What a channel is sent: a title, a body in some format, and the fields that a webhook carries."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from processors.alerts.escape import Format, one_line, without_mentions
from processors.alerts.template import Template, TemplateError, render_template
from processors.records import Alert

LATE = "late: it was first taken for a copy of another story"
"""What readers are told of an alert that was held back as a copy."""
MAX_LISTED = 50
"""Alerts that a digest shows one by one; of the others it gives the number."""


class Message(Struct, frozen=True):
    """One message. What came from the web calls nobody in `title` and `body`, and is as it was in `fields`.

    It is escaped in `body`, and of one line in `title`.
    """

    title: str
    body: str
    fields: dict[str, Any]
    """What a webhook's body carries; `title` among them."""
    format: Format = "text"
    template_error: str | None = None
    """Why the message is not in the form of its template, where that failed."""
    usual: "Message | None" = None
    """The message without its template, where it has one."""


def alert_message(alert: Alert, template: Template | None = None) -> Message:
    """Give the message of one alert, in the form of a template or as is usual."""
    fields = msgspec.to_builtins(alert)
    usual = Message(_plain(f"{alert.rule}: {alert.title}"), _default_body(alert), fields)
    return _rendered(usual, template, alert, [alert], 0)


def digest_message(
    name: str, alerts: Sequence[Alert], more: int, template: Template | None = None
) -> Message:
    """Give the message of a digest: its alerts, of which there is at least one, and the number of those beyond.

    Its fields are those of an alert, of which `groups` are all that are named and the others the first one's, with
    the number of alerts in the `title`; beside them `alerts` and `more`. `name` tells the digest as an id does a story.
    """
    first, number = alerts[0], len(alerts) + more
    title = f"{number} {'story' if number == 1 else 'stories'}: {first.title}"
    groups = tuple(sorted({group for alert in alerts for group in alert.groups}))
    whole = msgspec.structs.replace(first, title=title, story_id=name, article_id=name, groups=groups)
    listed = [msgspec.to_builtins(alert) for alert in alerts]
    lines = [_plain(_digest_line(alert)) for alert in alerts]
    body = "\n\n".join([*lines, *([f"and {more} more"] if more else [])])
    fields = {**msgspec.to_builtins(whole), "alerts": listed, "more": more}
    usual = Message(_plain(f"{first.rule}: {title}"), body, fields)
    return _rendered(usual, template, whole, alerts, more)


def _rendered(
    usual: Message, template: Template | None, alert: Alert, alerts: Sequence[Alert], more: int
) -> Message:
    """Give a message in its template's form. One that fails in spite of its check costs the form, not the alert."""
    if template is None:
        return usual
    try:
        title, body = render_template(template, alert, alerts, more)
    except TemplateError as error:
        return msgspec.structs.replace(usual, template_error=f"the template failed: {error.message}")
    return Message(title or usual.title, body, usual.fields, template.format, usual=usual)


def _default_body(alert: Alert) -> str:
    carried = f"{alert.outlets} outlets carry it" if alert.outlets > 1 else "one outlet carries it"
    facts = (alert.source, *_published(alert), carried, f"groups: {', '.join(alert.groups) or 'none'}")
    about = "; ".join(facts) if alert.outlets else ""
    late = f"{LATE[0].upper()}{LATE[1:]}." if alert.late else ""
    parts = (alert.happened, late, alert.sentence, about, alert.url)
    return "\n\n".join(_plain(part) for part in parts if part)


def _digest_line(alert: Alert) -> str:
    facts = (alert.source, *_published(alert), f"outlets: {alert.outlets}", *((LATE,) if alert.late else ()))
    return f"{alert.title} ({', '.join(facts)}) {alert.url}"


def _published(alert: Alert) -> tuple[str, ...]:
    """Give the day of publication in words, where it is known: those who are told see what is old."""
    day = alert.published_day or (alert.published_at and alert.published_at.date())
    return (f"published {day}",) if day else ()


def _plain(text: str) -> str:
    return without_mentions(one_line(text))
