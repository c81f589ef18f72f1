"""The hours of config/alerts.yaml: when a channel is quiet, and when a rule's digest goes out."""

import re
from datetime import UTC, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from processors.alerts.quiet_hours import DAYS, Cron, QuietHours, next_cron_time
from wirewatch.config.yaml_file import YamlFile


class QuietSpec(BaseModel):
    """What `quiet` says."""

    model_config = ConfigDict(extra="forbid")
    start: str = Field(alias="from")
    to: str
    zone: str = "UTC"
    days: list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] | None = Field(None, min_length=1)


class CronSpec(BaseModel):
    """What `digest` says, where it is no plain cron line."""

    model_config = ConfigDict(extra="forbid")
    cron: str
    zone: str = "UTC"


def quiet_of(yaml_file: YamlFile, place: tuple[Any, ...], spec: QuietSpec | None) -> QuietHours | None:
    """Give the quiet hours that stand at a place. Raises Mistake."""
    if spec is None:
        return None
    try:
        part = "from"
        start = _clock(spec.start)
        part = "to"
        end = _clock(spec.to)
        part = "zone"
        zone = _zone(spec.zone)
    except ValueError as error:
        raise yaml_file.mistake((*place, part), str(error)) from None
    days = frozenset(DAYS.index(day) for day in spec.days or DAYS)
    if start == end and len(days) == len(DAYS):
        raise yaml_file.mistake(
            place, "a channel that is always quiet tells nobody", "leave some hours, or days"
        )
    return QuietHours(start, end, zone, days)


def cron_of(yaml_file: YamlFile, place: tuple[Any, ...], spec: CronSpec | str | None) -> Cron | None:
    """Give the cron line that stands at a place. Raises Mistake."""
    if spec is None:
        return None
    if isinstance(spec, str):
        spec = CronSpec(cron=spec)
    try:
        cron = Cron(spec.cron, _zone(spec.zone))
        next_cron_time(cron, datetime.now(UTC))
    except ValueError as error:
        raise yaml_file.mistake(place, str(error)) from None
    return cron


def _clock(text: str) -> time:
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text):
        raise ValueError(f'{text!r} is no time of day; write "22:00"')
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{text!r} is no time zone; write Europe/Berlin or UTC") from None
