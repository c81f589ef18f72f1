"""A digest as a mail shows it: headlines by event with who carries them, and one small chart of when they came."""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from msgspec import Struct

from processors.records import Alert
from processors.text.counted import counted

CHART_NAME = "chart"
WIDTH, HEIGHT = 480, 64
"""Of the chart, in pixels."""
MOST_BARS, GAP = 48, 2
GROUND, BAR, LINE = (255, 255, 255), (37, 99, 235), (208, 213, 221)
STEPS = (timedelta(hours=1), timedelta(hours=3), timedelta(hours=6), timedelta(days=1), timedelta(days=7))
"""What one bar may stand for: the first of which there are no more than MOST_BARS."""
MOST_ALSO = 5
"""Further stories of an event that are named below it."""


class Digest(Struct, frozen=True):
    """What a digest's message was made of."""

    alerts: tuple[Alert, ...]
    more: int
    """Alerts beyond these."""
    body: str
    """The message as text: what has been cut since is no longer the whole digest."""
    events: Mapping[str, str] = {}
    """By article, the event that it tells of."""
    desk_url: str | None = None
    """Where the desk is, without a slash at the end."""


class Entry(NamedTuple):
    """One event: the alert that leads, the rules that tell of it, and further stories of it."""

    lead: Alert
    rules: tuple[str, ...]
    also: list[Alert]
    left: int
    """Further stories that are not named."""


def entries_of(digest: Digest) -> list[Entry]:
    """Give the events of a digest, in the order of the first alert of each; a story that has none stands for itself."""
    by_event: dict[Any, list[Alert]] = {}
    for nth, alert in enumerate(digest.alerts):
        key = digest.events.get(alert.article_id) or alert.story_id or nth
        by_event.setdefault(key, []).append(alert)
    entries = []
    for alerts in by_event.values():
        stories = list({alert.story_id or id(alert): alert for alert in reversed(alerts)}.values())[::-1]
        lead, also = alerts[0], [one for one in stories if one.story_id != alerts[0].story_id]
        rules = tuple(dict.fromkeys(alert.rule for alert in alerts))
        entries.append(Entry(lead, rules, also[:MOST_ALSO], len(also[MOST_ALSO:])))
    return entries


def digest_page(digest: Digest, chart_id: str | None) -> str:
    """Write a digest as HTML that mail programs show: no script, no picture but the chart, no link but the stories'."""
    counts = _counts(digest.alerts)
    page: str = _template().render(
        entries=entries_of(digest),
        more=digest.more,
        chart=chart_id,
        first=min(counts, default=None),
        last=max(counts, default=None),
        several_rules=len({alert.rule for alert in digest.alerts}) > 1,
        desk=digest.desk_url,
    )
    return page


def draw_chart(alerts: Sequence[Alert]) -> bytes | None:
    """Draw when the stories were first seen, as PNG; None where they are too few for a picture."""
    png: Any = import_module("png")  # it has no types
    numbers = list(_counts(alerts).values())
    if len(alerts) < 2 or len(numbers) < 2:
        return None
    width = WIDTH // len(numbers)
    rows = [[GROUND] * WIDTH for _ in range(HEIGHT)]
    for place, number in enumerate(numbers):
        top = HEIGHT - 1 - round((HEIGHT - 2) * number / max(numbers))
        for row in rows[top : HEIGHT - 1]:
            row[place * width : (place + 1) * width - GAP] = [BAR] * (width - GAP)
    rows[-1] = [LINE] * WIDTH
    written = io.BytesIO()
    flat = ([part for pixel in row for part in pixel] for row in rows)
    png.Writer(WIDTH, HEIGHT, greyscale=False).write(written, flat)
    return written.getvalue()


def _counts(alerts: Iterable[Alert]) -> dict[datetime, int]:
    """Give how many stories came in each step of the digest's time, those without any too."""
    times = sorted({alert.story_id or alert.article_id: alert.first_seen_at for alert in alerts}.values())
    if not times:
        return {}
    fits = (step for step in STEPS if (times[-1] - times[0]) / step < MOST_BARS - 1)
    step = next(fits, STEPS[-1])
    epoch = datetime(1970, 1, 5, tzinfo=UTC)
    found = Counter((at - epoch) // step for at in times)
    first, last = min(found), max(found)
    first = max(first, last - WIDTH // (GAP + 2) + 1)  # of years, the last weeks
    return {epoch + number * step: found[number] for number in range(first, last + 1)}


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,  # what comes from the web is text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"counted": counted, "in_address": lambda text: quote(text, safe="")}
    environment.tests["of_the_web"] = lambda url: str(url).startswith(("http://", "https://"))
    return environment.get_template("digest.html")
