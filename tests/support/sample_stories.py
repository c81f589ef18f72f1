"""What a desk reads in the tests of the commands: four stories of two outlets, and three groups."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from newsroom import Newsroom, html, item, story

OLD = datetime(2021, 5, 5, 12, tzinfo=UTC)
GROUPS: list[dict[str, Any]] = [
    {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"], "ru": ["Талибан"]}},
    {"id": "haqqani-network", "name": "Haqqani network", "aliases": {"any": ["Haqqani network"]}},
]
FAMILY = [GROUPS[0], {**GROUPS[1], "part_of": "taliban"}]
HAQQANI = story(3).replace("the Taliban had left", "the Haqqani network had left")


def fill(room: Newsroom) -> None:
    """Have four stories of two outlets shown, one of them at both, one of them old."""
    for number in (1, 2):
        room.web.serve(f"/a/{number}", html(f"Report {number}", story(number)))
    room.web.serve("/a/3", html("=Report 3", HAQQANI))
    room.web.serve("/a/4", html("Report 4", story(4).replace("the Taliban", "rebels")))
    room.web.serve("/a/copy", html("Report 1 elsewhere", story(1)))
    now = datetime.now(UTC) - timedelta(hours=1)
    dates = {1: now, 2: OLD, 3: now - timedelta(days=10)}
    room.show("/one.xml", *(dated(room.url(number), at) for number, at in dates.items()))
    room.show("/two.xml", item(room.url(4)), dated(f"{room.web.url}/a/copy", now))
    room.configure()


def dated(url: str, at: datetime) -> str:
    """Return an item with its date of publication."""
    return item(url, more=f"<pubDate>{format_datetime(at)}</pubDate>")


def names(hits: list[dict[str, Any]]) -> list[str]:
    """Return the last parts of the addresses that were found, in order."""
    return sorted(hit["url"].rpartition("/")[2] for hit in hits)
