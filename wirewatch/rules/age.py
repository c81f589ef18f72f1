"""Old news: what was published too long before it was first seen makes no alert, and uses none up.

An article that is too old for a rule is to that rule as if it had never come: it is not counted, it ends no silence, it
carries no story and makes no value known. So a copy of it that is new still makes the story's alert.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from wirewatch.config.alerts import Rule
from wirewatch.config.times import span_text

DOUBT = {"local": timedelta(hours=12), "day": timedelta(hours=36)}
"""How much later than the stored time it may have been, by `published_precision`, in the zone that is furthest behind
UTC, by twelve hours: a time without a zone is stored as UTC, a day as its midnight in UTC."""
MAX_NAMED = 5
"""Rules that a step names."""


def published_before(document: Mapping[str, Any]) -> timedelta | None:
    """Give how long before its first sight an article was published; None where it tells no time.

    It is negative where the article is dated ahead.
    """
    published = document.get("published_at")
    return _moment(document["first_seen_at"]) - _moment(published) if published else None


def is_too_old(rule: Rule, document: Mapping[str, Any]) -> bool:
    """Tell whether an article is certainly too old for a rule. One without a date is new."""
    age = published_before(document) if rule.not_older is not None else None
    if age is None or rule.not_older is None:
        return False
    return age - DOUBT.get(document.get("published_precision") or "", timedelta(0)) > rule.not_older


def recent(rule: Rule, documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give those of the articles that are not too old for a rule."""
    return [document for document in documents if not is_too_old(rule, document)]


def too_old_detail(document: Mapping[str, Any], rules: Sequence[Rule]) -> str:
    """Say of an article for which rules it was too old, at least one, and how old it was."""
    named = [f"{rule.name} (not_older: {span_text(rule.not_older)})" for rule in rules if rule.not_older]
    more = f" and {len(named) - MAX_NAMED} more" if len(named) > MAX_NAMED else ""
    age = published_before(document) or timedelta(0)
    length = f"{age.days} days" if age >= timedelta(days=2) else f"{age // timedelta(hours=1)} hours"
    day = document.get("published_day") or _moment(document["published_at"]).date()
    listed = ", ".join(named[:MAX_NAMED])
    return f"too old for an alert: published {day}, {length} before it was first seen; rules: {listed}{more}"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
