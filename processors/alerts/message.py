"""What a channel is sent: a title, a body in some format, and the fields that a webhook carries."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from processors.alerts.escape import Format, one_line, without_mentions
from processors.alerts.template import Template, TemplateError, render_template
from processors.records import Alert

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
    escalated = " (escalated)" if alert.escalated else ""
    usual = Message(_plain(f"{alert.rule}{escalated}: {alert.title}"), _default_body(alert), fields)
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
    whole = msgspec.structs.replace(
        first,
        title=title,
        story_id=name,
        article_id=name,
        groups=groups,
        group_names=_names_of(alerts, groups),
    )
    listed = [msgspec.to_builtins(alert) for alert in alerts]
    body = "\n\n".join([*map(_digest_entry, alerts), *([f"and {more} more"] if more else [])])
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
    facts = (alert.source, *_published(alert), _carried(alert), _groups(alert))
    about = "; ".join(facts) if alert.outlets else ""
    parts = (alert.escalated, alert.happened, alert.sentence, about, alert.url)
    return "\n\n".join(_plain(part) for part in parts if part)


def _digest_entry(alert: Alert) -> str:
    """Give an alert as lines of a digest: what it is, what happened, the sentence, and last where it leads."""
    facts = (alert.source, *_published(alert), f"outlets: {alert.outlets}")
    about = (*([_carried(alert)] if alert.outlets > 1 else []), *([_groups(alert)] if alert.groups else []))
    head = f"{alert.title} ({', '.join(facts)})"
    parts = (head, alert.escalated, alert.happened, alert.sentence, "; ".join(about), alert.url)
    return "\n".join(_plain(part) for part in parts if part)


def _carried(alert: Alert) -> str:
    if alert.outlets <= 1:
        return "one outlet carries it"
    names, others = ", ".join(alert.outlet_names), alert.outlets - len(alert.outlet_names)
    named = f": {names}{f' and {others} more' if others > 0 else ''}" if names else ""
    return f"{alert.outlets} outlets carry it{named}"


def _groups(alert: Alert) -> str:
    return f"groups: {', '.join(alert.group_names or alert.groups) or 'none'}"


def _names_of(alerts: Sequence[Alert], groups: Sequence[str]) -> tuple[str, ...]:
    """Give the names of groups as the alerts have them."""
    names = {
        group: name for alert in alerts for group, name in zip(alert.groups, alert.group_names, strict=False)
    }
    return tuple(names.get(group, group) for group in groups)


def _published(alert: Alert) -> tuple[str, ...]:
    """Give the day of publication in words, where it is known: those who are told see what is old."""
    day = alert.published_day or (alert.published_at and alert.published_at.date())
    return (f"published {day}",) if day else ()


def _plain(text: str) -> str:
    return without_mentions(one_line(text))
