"""config/alerts.yaml: the rules, and the channels that they tell."""

import os
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

from processors.query.nodes import Branches, QueryError
from processors.query.query import Query, parse_query
from wirewatch.config.bundles import NO_BUNDLE, bundle_of
from wirewatch.config.channels import Channel, channels_of
from wirewatch.config.hours import CronSpec, cron_of
from wirewatch.config.kinds import Each, Kind, kind_of
from wirewatch.config.per_statement import is_per_statement
from wirewatch.config.templates import TemplateSpec, template_of
from wirewatch.config.times import parse_span, span_text
from wirewatch.config.yaml_file import YamlFile, attempt, read_yaml, valid_parts, validate_part
from wirewatch.errors import Mistake

if TYPE_CHECKING:
    from processors.alerts.quiet_hours import Cron
    from processors.alerts.template import Template

OncePer = Literal["story", "event"]
Section = TypeVar("Section", list[Any], dict[str, Any])
NO_CHANNEL = ""
ANY_AGE = "any"
"""What `not_older` says where a rule takes articles of any age."""
DEFAULT_NOT_OLDER = timedelta(days=7)
SHORTEST_NOT_OLDER = timedelta(hours=1)
"""Shorter ones would take for old what a feed was only slow to show."""
DEFAULT_FLOOD = 10
SMALLEST_FLOOD = 3
"""Two alike articles within an hour are nothing that anybody makes in numbers."""
NO_FLOOD = "any"
"""What `flood` says where a rule tells of alike articles one by one, however many they are."""


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
    not_older: timedelta | None = DEFAULT_NOT_OLDER
    """How long before its first sight an article may have been published; None for any time."""
    flood: int | None = DEFAULT_FLOOD
    """Alike articles of one source within an hour from which on it tells of them once; None for each by itself."""
    once_per: OncePer = "story"
    """What it tells of once, and counts: a story, or an event with all its stories."""
    per_statement: bool = False
    """Whether it tells of a story, or an event, again where another group makes such a statement."""
    loud: bool = False
    """Whether it may alert as often as it likes: `alerts check` refuses the others above a rate."""
    bundle: int | None = None
    """How many alerts that wait together are one message, on every channel of it; None for what the channel says."""


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

    def bundle_from(self, rule: Rule | None, channel: Channel) -> int:
        """Give the number of a rule's alerts from which on they are one message on a channel; 0 for never.

        A rule with a throttle goes by that.
        """
        if rule and rule.throttle:
            return NO_BUNDLE
        return channel.bundle if rule is None or rule.bundle is None else rule.bundle

    def bundling_channels(self, rule: Rule) -> list[str]:
        """Give the channels on which a rule's alerts are bundled."""
        known = (self.channels[name] for name in rule.to if name in self.channels)
        return [channel.name for channel in known if self.bundle_from(rule, channel)]


class RuleQuery(NamedTuple):
    """The query of a rule, whatever else is wrong with it."""

    name: str
    query: Query
    line: int


class ExaminedAlerts(NamedTuple):
    """The file, looked at as a whole."""

    alerts: AlertsConfig
    """What is right."""
    mistakes: list[Mistake]
    """What is wrong, by line; what is wrong with groups.yaml comes last."""
    queries: list[RuleQuery]
    """Of the rules that are enabled, also those that are wrong in another way."""


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
    not_older: Any = span_text(DEFAULT_NOT_OLDER)
    flood: Any = DEFAULT_FLOOD
    once_per: Literal["story", "event", "statement"] = "story"
    mark: Literal["statement"] | None = None
    enabled: bool = True
    loud: bool = False
    bundle: Any = None


LEAST_RULE = {"name": "_", "query": "*", "to": [NO_CHANNEL]}
"""What stands in for what is wrong in a rule, while the rest of it is looked at."""


class AlertsFile(BaseModel):
    """The whole file: its rules and channels are looked at one by one."""

    model_config = ConfigDict(extra="forbid")
    alerts: list[Any] | None = None
    channels: dict[str, Any] | None = None


def read_alerts(
    file: Path, environment: Mapping[str, str] = os.environ, branches: Branches | None = None
) -> AlertsConfig:
    """Read alerts.yaml. Raises Mistake with file and line for the first thing that is wrong.

    A channel's address is the value of its `secret_env` in `environment`; its `url` only where it names none.
    `branches` is asked for the branches of a group where a rule says `groups:id+`.
    """
    examined = examine_alerts(file, environment, branches)
    if examined.mistakes:
        raise examined.mistakes[0]
    return examined.alerts


def examine_alerts(
    file: Path, environment: Mapping[str, str] = os.environ, branches: Branches | None = None
) -> ExaminedAlerts:
    """Read alerts.yaml as `read_alerts` does; give what of it is right, and all that is wrong.

    Raises Mistake where there is no file, or no YAML in it.
    """
    yaml_file = read_yaml(file)
    mistakes: list[Mistake] = []
    if yaml_file.data is None:
        return ExaminedAlerts(AlertsConfig(), [], [])
    validate_part(yaml_file, (), yaml_file.data, AlertsFile, mistakes)
    written_rules, written_channels = (
        _section(yaml_file, "alerts", list),
        _section(yaml_file, "channels", dict),
    )
    names = [str(name) for name in written_channels]
    channels = channels_of(yaml_file, written_channels, environment, mistakes)
    rules: list[Rule] = []
    disabled: list[Rule] = []
    queries: list[RuleQuery] = []
    taken: set[str] = set()
    for index, data in enumerate(written_rules):
        place = ("alerts", index)
        spec = validate_part(yaml_file, place, data, RuleSpec, mistakes)
        looked_at = spec or valid_parts(RuleSpec, LEAST_RULE, data)
        if looked_at is None:
            continue
        query = attempt(mistakes, _query, yaml_file, place, looked_at, branches)
        if query and looked_at.enabled:
            queries.append(RuleQuery(looked_at.name, query, yaml_file.line((*place, "query"))))
        rule = _rule(yaml_file, place, looked_at, query, names, mistakes)
        if spec is None:
            continue
        if spec.name in taken:
            mistakes.append(
                yaml_file.mistake((*place, "name"), f"a second rule named {spec.name!r}", "rename one")
            )
        taken.add(spec.name)
        if rule:
            (rules if spec.enabled else disabled).append(rule)
    mistakes.sort(key=lambda mistake: (mistake.file != file, mistake.line or 0))
    once = {str(mistake): mistake for mistake in mistakes}  # what is wrong with groups.yaml, each rule meets
    return ExaminedAlerts(AlertsConfig(tuple(rules), channels, tuple(disabled)), list(once.values()), queries)


def _section(yaml_file: YamlFile, key: str, kind: type[Section]) -> Section:
    """Give what stands under a key of the file; empty where it is missing, or of another kind."""
    found = yaml_file.data.get(key) if isinstance(yaml_file.data, dict) else None
    return found if isinstance(found, kind) else kind()


def _rule(
    yaml_file: YamlFile,
    place: tuple[Any, ...],
    spec: RuleSpec,
    query: Query | None,
    channels: Sequence[str],
    mistakes: list[Mistake],
) -> Rule | None:
    """Give a rule; None where anything is wrong with it, all of which is added to `mistakes`."""
    before = len(mistakes)
    to = _channel_names(yaml_file, (*place, "to"), spec.to, channels, mistakes)
    throttle = attempt(mistakes, _throttle, yaml_file, place, spec)
    cron = attempt(mistakes, cron_of, yaml_file, (*place, "digest"), spec.digest)
    if cron and throttle:
        mistakes.append(
            yaml_file.mistake((*place, "throttle"), "a digest has no throttle", "leave out one of the two")
        )
    kind = attempt(mistakes, _kind, yaml_file, place, spec)
    template = attempt(mistakes, template_of, yaml_file, (*place, "template"), spec.template)
    not_older = attempt(mistakes, _not_older, yaml_file, (*place, "not_older"), spec.not_older)
    bundle = attempt(mistakes, bundle_of, yaml_file, (*place, "bundle"), spec.bundle)
    flood = attempt(mistakes, _flood, yaml_file, (*place, "flood"), spec.flood)
    escalate = _escalate(yaml_file, (*place, "escalate", "to"), spec.escalate, to, channels, mistakes)
    per_statement = bool(
        attempt(
            mistakes, is_per_statement, yaml_file, place, spec.name, spec.once_per, spec.mark, kind, query
        )
    )
    if query is None or kind is None or len(mistakes) > before:
        return None
    return Rule(
        name=spec.name,
        text=spec.query,
        query=query,
        to=to,
        kind=kind,
        throttle=throttle,
        line=yaml_file.line((*place, "query")),
        template=template,
        digest=cron,
        escalate=escalate,
        not_older=not_older,
        flood=flood,
        once_per="story" if spec.once_per == "statement" else spec.once_per,
        per_statement=per_statement,
        loud=spec.loud,
        bundle=bundle,
    )


def _query(yaml_file: YamlFile, place: tuple[Any, ...], spec: RuleSpec, branches: Branches | None) -> Query:
    try:
        return parse_query(spec.query, branches)
    except QueryError as error:
        message = f"rule {spec.name!r}: {error.message}"
        raise yaml_file.mistake((*place, "query"), message, error.mend) from None


def _throttle(yaml_file: YamlFile, place: tuple[Any, ...], spec: RuleSpec) -> timedelta | None:
    try:
        return parse_span(spec.throttle) if spec.throttle else None
    except ValueError as error:
        raise yaml_file.mistake((*place, "throttle"), str(error)) from None


def _not_older(yaml_file: YamlFile, place: tuple[Any, ...], written: Any) -> timedelta | None:
    """Give the span; None for articles of any age."""
    if written == ANY_AGE:
        return None
    try:
        span = parse_span(written) if isinstance(written, str) else None
    except ValueError:
        span = None
    mend = f"write a span such as 7d or 12h, or `{ANY_AGE}` for articles of any age"
    if span is None:
        raise yaml_file.mistake(place, f"not_older: {written!r} is no span of time", mend)
    if span < SHORTEST_NOT_OLDER:
        raise yaml_file.mistake(
            place, f"not_older: {written!r} is too short", f"write {span_text(SHORTEST_NOT_OLDER)} or more"
        )
    return span


def _flood(yaml_file: YamlFile, place: tuple[Any, ...], written: Any) -> int | None:
    """Give the number; None for any."""
    if written == NO_FLOOD:
        return None
    if type(written) is int and written >= SMALLEST_FLOOD:
        return written
    mend = f"write a number from {SMALLEST_FLOOD} on, or `{NO_FLOOD}` to be told of each alike article"
    raise yaml_file.mistake(place, f"flood: {written!r} is no number of alike articles", mend)


def _kind(yaml_file: YamlFile, place: tuple[Any, ...], spec: RuleSpec) -> Kind:
    try:
        return kind_of(spec.when)
    except ValueError as error:
        raise yaml_file.mistake((*place, "when"), f"rule {spec.name!r}: {error}") from None


def _escalate(
    yaml_file: YamlFile,
    place: tuple[Any, ...],
    spec: EscalateSpec | None,
    to: Sequence[str],
    channels: Sequence[str],
    mistakes: list[Mistake],
) -> Escalation | None:
    if spec is None:
        return None
    further = _channel_names(yaml_file, place, spec.to, channels, mistakes)
    if known := set(further) & set(to):
        message = f"{min(known)!r} is told of the story from its beginning"
        mistakes.append(yaml_file.mistake(place, message, "name other channels than in the rule's own `to`"))
    return Escalation(spec.outlets, further)


def _channel_names(
    yaml_file: YamlFile,
    place: tuple[Any, ...],
    names: Sequence[str],
    channels: Sequence[str],
    mistakes: list[Mistake],
) -> tuple[str, ...]:
    """Give the channels that are named at a place, each once; unknown ones are added to `mistakes`."""
    for position, name in enumerate(names):
        if name not in channels and name is not NO_CHANNEL:
            mend = f"add it under channels: (known: {', '.join(channels) or 'none'})"
            mistakes.append(yaml_file.mistake((*place, position), f"unknown channel {name!r}", mend))
    return tuple(dict.fromkeys(names))
