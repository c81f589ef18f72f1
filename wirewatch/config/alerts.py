"""config/alerts.yaml: the rules, and the channels that they tell."""

import os
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

from processors.query.nodes import Branches, QueryError
from processors.query.query import Query, parse_query
from wirewatch.config.channels import KEYS as CHANNEL_KEYS
from wirewatch.config.channels import Channel, ChannelSpec, channels_of
from wirewatch.config.hours import CronSpec, cron_of
from wirewatch.config.kinds import Each, Kind, kind_of
from wirewatch.config.templates import TemplateSpec, template_of
from wirewatch.config.times import parse_span
from wirewatch.config.yaml_file import YamlFile, read_yaml, validate

if TYPE_CHECKING:
    from processors.alerts.quiet_hours import Cron
    from processors.alerts.template import Template

RULE_KEYS = ("name", "query", "when", "to", "throttle", "digest", "escalate", "outlets", "enabled", "loud")
KEYS = ("alerts", "channels", *RULE_KEYS, *CHANNEL_KEYS)


class Rule(Struct, frozen=True):
    """One rule: what it looks for, and whom it tells."""

    name: str
    text: str
    """The query as written."""
    query: Query
    to: tuple[str, ...]
    kind: Kind = Each()
    throttle: timedelta | None = None
    line: int = 0
    """Where its query stands in the file."""
    template: "Template | None" = None
    """The form of its messages, on whatever channel; None for the channel's."""
    digest: "Cron | None" = None
    """When its alerts go out, gathered into one message a channel; None for one by one."""
    escalate: "Escalation | None" = None
    loud: bool = False
    """Whether it may alert as often as it likes: `alerts check` refuses the others above a rate."""


class Escalation(Struct, frozen=True):
    """Who else is told, once a story, when so many independent outlets carry it."""

    outlets: int
    to: tuple[str, ...]


class AlertsConfig(Struct, frozen=True):
    """The whole file."""

    rules: tuple[Rule, ...] = ()
    """Those that are enabled."""
    channels: Mapping[str, Channel] = {}
    disabled: tuple[Rule, ...] = ()


class EscalateSpec(BaseModel):
    """What `escalate` says."""

    model_config = ConfigDict(extra="forbid")
    outlets: int = Field(ge=2)
    to: list[str] = Field(min_length=1)


class RuleSpec(BaseModel):
    """One entry of `alerts`."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(pattern=r"^[\w][\w .:-]{0,99}$")
    query: str = Field(min_length=1)
    when: Any = "each"
    to: list[str] = Field(min_length=1)
    throttle: str | None = None
    template: TemplateSpec | str | None = None
    digest: CronSpec | str | None = None
    escalate: EscalateSpec | None = None
    enabled: bool = True
    loud: bool = False


class AlertsFile(BaseModel):
    """The whole file, as written."""

    model_config = ConfigDict(extra="forbid")
    alerts: list[RuleSpec] | None = None
    channels: dict[str, ChannelSpec] | None = None


def read_alerts(
    file: Path, environment: Mapping[str, str] = os.environ, branches: Branches | None = None
) -> AlertsConfig:
    """Read alerts.yaml. Raises Mistake with file and line for the first thing that is wrong.

    A channel's address is the value of its `secret_env` in `environment`; its `url` only where it names none.
    `branches` is asked for the branches of a group where a rule says `groups:id+`.
    """
    document = read_yaml(file)
    if document.data is None:
        return AlertsConfig()
    spec = validate(document, AlertsFile.model_validate, KEYS)
    channels = channels_of(document, spec.channels or {}, environment)
    rules = [_rule(document, index, rule, channels, branches) for index, rule in enumerate(spec.alerts or [])]
    names: set[str] = set()
    for index, rule in enumerate(rules):
        if rule.name in names:
            raise document.mistake(
                ("alerts", index, "name"), f"a second rule named {rule.name!r}", "rename one"
            )
        names.add(rule.name)
    asleep = {rule.name for rule in spec.alerts or [] if not rule.enabled}
    return AlertsConfig(
        tuple(rule for rule in rules if rule.name not in asleep),
        channels,
        tuple(rule for rule in rules if rule.name in asleep),
    )


def _rule(
    document: YamlFile,
    index: int,
    spec: RuleSpec,
    channels: Mapping[str, Channel],
    branches: Branches | None,
) -> Rule:
    place: tuple[Any, ...] = ("alerts", index)
    to = _channel_names(document, (*place, "to"), spec.to, channels)
    try:
        query = parse_query(spec.query, branches)
        throttle = parse_span(spec.throttle) if spec.throttle else None
    except QueryError as error:
        raise document.mistake(
            (*place, "query"), f"rule {spec.name!r}: {error.message}", error.mend
        ) from None
    except ValueError as error:
        raise document.mistake((*place, "throttle"), str(error)) from None
    cron = cron_of(document, (*place, "digest"), spec.digest)
    if cron and throttle:
        raise document.mistake((*place, "throttle"), "a digest has no throttle", "leave out one of the two")
    try:
        kind = kind_of(spec.when)
    except ValueError as error:
        raise document.mistake((*place, "when"), f"rule {spec.name!r}: {error}") from None
    return Rule(
        name=spec.name,
        text=spec.query,
        query=query,
        to=to,
        kind=kind,
        throttle=throttle,
        line=document.line((*place, "query")),
        template=template_of(document, (*place, "template"), spec.template),
        digest=cron,
        escalate=_escalate(document, (*place, "escalate", "to"), spec.escalate, to, channels),
        loud=spec.loud,
    )


def _escalate(
    document: YamlFile,
    place: tuple[Any, ...],
    spec: EscalateSpec | None,
    to: Sequence[str],
    channels: Mapping[str, Channel],
) -> Escalation | None:
    if spec is None:
        return None
    further = _channel_names(document, place, spec.to, channels)
    if known := set(further) & set(to):
        message = f"{min(known)!r} is told of the story from its beginning"
        raise document.mistake(place, message, "name other channels than in the rule's own `to`")
    return Escalation(spec.outlets, further)


def _channel_names(
    document: YamlFile, place: tuple[Any, ...], names: Sequence[str], channels: Mapping[str, Channel]
) -> tuple[str, ...]:
    """Give the channels that are named at a place, each once. Raises Mistake for an unknown one."""
    for position, name in enumerate(names):
        if name not in channels:
            known = ", ".join(channels) or "none"
            mend = f"add it under channels: (known: {known})"
            raise document.mistake((*place, position), f"unknown channel {name!r}", mend)
    return tuple(dict.fromkeys(names))
