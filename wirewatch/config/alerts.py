"""config/alerts.yaml: the rules, and the channels that they tell."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, model_validator

from processors.query import Branches, Query, QueryError, parse
from wirewatch.config.source import Document, read_yaml, validate
from wirewatch.config.times import span

KEYS = ("alerts", "channels", "name", "query", "when", "to", "throttle", "url", "secret_env")


class Rule(Struct, frozen=True):
    """One rule: what it looks for, and whom it tells."""

    name: str
    text: str
    """The query as written."""
    query: Query
    to: tuple[str, ...]
    throttle: timedelta | None = None
    line: int = 0
    """Where its query stands in the file."""


class Channel(Struct, frozen=True):
    """One way to tell somebody. `url` is None where its secret is not in the environment."""

    name: str
    url: str | None
    secret_env: str | None = None
    line: int = 0
    """Where it stands in the file."""


class Alerts(Struct, frozen=True):
    """The whole file."""

    rules: tuple[Rule, ...] = ()
    channels: Mapping[str, Channel] = {}


class RuleSpec(BaseModel):
    """One entry of `alerts`."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(pattern=r"^[\w][\w .:-]{0,99}$")
    query: str = Field(min_length=1)
    when: Literal["each"] = "each"
    to: list[str] = Field(min_length=1)
    throttle: str | None = None


class ChannelSpec(BaseModel):
    """One entry of `channels`."""

    model_config = ConfigDict(extra="forbid")
    url: str | None = None
    secret_env: str | None = Field(None, pattern="^[A-Za-z_][A-Za-z0-9_]*$")

    @model_validator(mode="after")
    def _has_one(self) -> "ChannelSpec":
        if not (self.url or self.secret_env):
            raise ValueError(
                "a channel needs `url`, or `secret_env` with the name of the variable that holds it"
            )
        return self


class AlertsFile(BaseModel):
    """The whole file, as written."""

    model_config = ConfigDict(extra="forbid")
    alerts: list[RuleSpec] | None = None
    channels: dict[str, ChannelSpec] | None = None


def read_alerts(
    file: Path, environment: Mapping[str, str] = os.environ, branches: Branches | None = None
) -> Alerts:
    """Read alerts.yaml. Raises Mistake with file and line for the first thing that is wrong.

    A channel's address is the value of its `secret_env` in `environment`; its `url` only where it names none.
    `branches` is asked for the branches of a group where a rule says `groups:id+`.
    """
    document = read_yaml(file)
    if document.data is None:
        return Alerts()
    spec = validate(document, AlertsFile.model_validate, KEYS)
    channels = {
        name: _channel(document, name, channel, environment)
        for name, channel in (spec.channels or {}).items()
    }
    rules = [_rule(document, index, rule, channels, branches) for index, rule in enumerate(spec.alerts or [])]
    for index, rule in enumerate(rules):
        if rule.name in [other.name for other in rules[:index]]:
            raise document.mistake(
                ("alerts", index, "name"), f"a second rule named {rule.name!r}", "rename one"
            )
    return Alerts(tuple(rules), channels)


def _channel(document: Document, name: str, spec: ChannelSpec, environment: Mapping[str, str]) -> Channel:
    url = environment.get(spec.secret_env) or None if spec.secret_env else spec.url
    return Channel(name, url, spec.secret_env, document.line(("channels", name)))


def _rule(
    document: Document,
    index: int,
    spec: RuleSpec,
    channels: Mapping[str, Channel],
    branches: Branches | None,
) -> Rule:
    place: tuple[Any, ...] = ("alerts", index)
    for position, name in enumerate(spec.to):
        if name not in channels:
            known = ", ".join(channels) or "none"
            raise document.mistake(
                (*place, "to", position),
                f"unknown channel {name!r}",
                f"add it under channels: (known: {known})",
            )
    try:
        query = parse(spec.query, branches)
        throttle = span(spec.throttle) if spec.throttle else None
    except QueryError as error:
        raise document.mistake(
            (*place, "query"), f"rule {spec.name!r}: {error.message}", error.mend
        ) from None
    except ValueError as error:
        raise document.mistake((*place, "throttle"), str(error)) from None
    line = document.line((*place, "query"))
    return Rule(spec.name, spec.query, query, tuple(dict.fromkeys(spec.to)), throttle, line)
