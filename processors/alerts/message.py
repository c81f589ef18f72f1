"""What a channel is sent: a title, a body in some format, and the fields that a webhook carries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from processors.alerts.digest import Digest
from processors.alerts.escape import Format, one_line, without_mentions
from processors.alerts.template import Template, TemplateError, render_template
from processors.records import Alert

LATE = "late: it was first taken for a copy of another story"
"""What readers are told of an alert that was held back as a copy."""
MAX_LISTED = 500
"""Alerts that a digest shows one by one; of the others it gives the number."""
MAX_WHOLE = 20
"""Stories that it shows with all that an alert says; the others in a line."""
MAX_RULES = 3
"""Rules that a title names."""


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
    digest: Digest | None = None
    """What a digest without a template was made of, for a mail to show it in its own way."""


def alert_message(alert: Alert, template: Template | None = None) -> Message:
    """Give the message of one alert, in the form of a template or as is usual."""
    fields = msgspec.to_builtins(alert)
    escalated = " (escalated)" if alert.escalated else ""
    usual = Message(_plain(f"{alert.rule}{escalated}: {alert.title}"), _default_body(alert), fields)
    return _rendered(usual, template, alert, [alert], 0)


def digest_message(
    name: str,
    alerts: Sequence[Alert],
    more: int,
    template: Template | None = None,
    keys: Sequence[str] = (),
    *,
    is_first: bool = False,
    events: Mapping[str, str] | None = None,
    desk_url: str | None = None,
) -> Message:
    """Give the message of a digest or bundle: its alerts, at least one, and the number of those beyond.

    Its fields are those of an alert, of which `groups` are all that are named and the others the first one's, with
    the number of stories in the `title`; beside them `rules`, `alerts`, each with its `key`, and `more`. `name` tells
    the digest as an id does a story. `events` tells by article which event it is of, and `desk_url` where the desk is:
    a mail shows both. Several rules on one story are one entry, which names them. `is_first` tells that
    these are the first alerts of rules that are new.
    """
    first, stories = alerts[0], _by_story(alerts)
    number, rules = len(stories) + more, tuple(dict.fromkeys(alert.rule for alert in alerts))
    is_one = number == 1 and (len(rules) > 1 or is_first)
    title = f"{number} {'story' if number == 1 else 'stories'}: {first.title}"
    groups = tuple(sorted({group for alert in alerts for group in alert.groups}))
    whole = msgspec.structs.replace(
        first,
        title=first.title if is_one else title,
        story_id=name,
        article_id=name,
        groups=groups,
        group_names=_names_of(alerts, groups),
    )
    if is_one:
        named = [_plain(f"rules: {', '.join(rules)}")] if len(rules) > 1 else []
        body = "\n\n".join((*named, _default_body(first)))
    else:
        entries = [
            _digest_entry(story, name_rules=len(rules) > 1)
            if nth < MAX_WHOLE
            else _plain(_digest_line(story[0]))
            for nth, story in enumerate(stories)
        ]
        body = "\n\n".join([*entries, *([f"and {more} more"] if more else [])])
    if is_first:
        new = f"the rule {rules[0]} is new" if len(rules) == 1 else f"these rules are new: {', '.join(rules)}"
        body = f"{_plain(f'First alerts: {new}')}\n\n{body}"
    listed = [msgspec.to_builtins(alert) for alert in alerts]
    listed = [alert | {"key": key} for alert, key in zip(listed, keys, strict=True)] if keys else listed
    fields = {**msgspec.to_builtins(whole), "rules": list(rules), "is_first": is_first}
    fields |= {"alerts": listed, "more": more}
    digest = None if is_one else Digest(tuple(alerts), more, body, events or {}, desk_url)
    usual = Message(_plain(f"{_rule_names(rules)}: {whole.title}"), body, fields, digest=digest)
    return _rendered(usual, template, whole, alerts, more)


def _by_story(alerts: Sequence[Alert]) -> list[list[Alert]]:
    """Give what several rules say of one story together, in the order of the first ones.

    What one rule says of a story a second time is another entry, and so is what has no story.
    """
    entries: dict[Any, list[Alert]] = {}
    told: Counter[tuple[str, str]] = Counter()
    for nth, alert in enumerate(alerts):
        again = told[alert.rule, alert.story_id]
        told[alert.rule, alert.story_id] += 1
        entries.setdefault((alert.story_id, again) if alert.story_id else nth, []).append(alert)
    return list(entries.values())


def _rule_names(rules: Sequence[str]) -> str:
    more = len(rules) - MAX_RULES
    return ", ".join(rules[:MAX_RULES]) + (
        f" and {more} more {'rule' if more == 1 else 'rules'}" if more > 0 else ""
    )


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
    late = f"{LATE[0].upper()}{LATE[1:]}." if alert.late else ""
    parts = (alert.escalated, alert.happened, late, said(alert), about, alert.url)
    return "\n\n".join(_plain(part) for part in parts if part)


def said(alert: Alert) -> str:
    """Give the sentence, with whose statement it is where a rule asks for statements."""
    return f"{alert.sentence} ({alert.speaker})" if alert.speaker else alert.sentence


def _digest_entry(story: Sequence[Alert], *, name_rules: bool) -> str:
    """Give a story as lines of a digest: what it is, what happened, the sentence, and last where it leads."""
    alert = story[0]
    about = [
        *([f"rules: {', '.join(one.rule for one in story)}"] if name_rules else []),
        *([_carried(alert)] if alert.outlets > 1 else []),
        *([_groups(alert)] if alert.groups else []),
    ]
    happened = dict.fromkeys(told for one in story for told in (one.escalated, one.happened))
    parts = (_digest_head(alert), *happened, said(alert), "; ".join(about), alert.url)
    return "\n".join(_plain(part) for part in parts if part)


def _digest_line(alert: Alert) -> str:
    return f"{_digest_head(alert)} {alert.url}"


def _digest_head(alert: Alert) -> str:
    facts = (alert.source, *_published(alert), f"outlets: {alert.outlets}", *((LATE,) if alert.late else ()))
    return f"{alert.title} ({', '.join(fact for fact in facts if fact)})"


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
