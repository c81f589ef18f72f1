"""What a desk reads in the tests of the commands: four stories of two outlets, and three groups."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from newsroom import Newsroom, article_page, article_text, rss_item

OLD_DATE = datetime(2021, 5, 5, 12, tzinfo=UTC)
GROUPS: list[dict[str, Any]] = [
    {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"], "ru": ["Талибан"]}},
    {"id": "haqqani-network", "name": "Haqqani network", "aliases": {"any": ["Haqqani network"]}},
]
GROUPS_WITH_BRANCH = [GROUPS[0], {**GROUPS[1], "part_of": "taliban"}]
HAQQANI_TEXT = article_text(3).replace("the Taliban had left", "the Haqqani network had left")


def publish_four_stories(newsroom: Newsroom) -> None:
    """Have four stories of two outlets shown, one of them at both, one of them old."""
    for number in (1, 2):
        newsroom.web.serve(f"/a/{number}", article_page(f"Report {number}", article_text(number)))
    newsroom.web.serve("/a/3", article_page("=Report 3", HAQQANI_TEXT))
    newsroom.web.serve("/a/4", article_page("Report 4", article_text(4).replace("the Taliban", "rebels")))
    newsroom.web.serve("/a/copy", article_page("Report 1 elsewhere", article_text(1)))
    now = datetime.now(UTC) - timedelta(hours=1)
    dates = {1: now, 2: OLD_DATE, 3: now - timedelta(days=10)}
    newsroom.show_items(
        "/one.xml", *(dated_item(newsroom.page_url(number), at) for number, at in dates.items())
    )
    newsroom.show_items(
        "/two.xml", rss_item(newsroom.page_url(4)), dated_item(f"{newsroom.web.url}/a/copy", now)
    )
    newsroom.write_feeds()


def dated_item(url: str, at: datetime) -> str:
    """Return an item with its date of publication."""
    return rss_item(url, more=f"<pubDate>{format_datetime(at)}</pubDate>")


def last_path_parts(hits: list[dict[str, Any]]) -> list[str]:
    """Return the last parts of the addresses that were found, in order."""
    return sorted(hit["url"].rpartition("/")[2] for hit in hits)
