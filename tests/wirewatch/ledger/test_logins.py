"""Older ledgers have users and passwords in their addresses: opening them takes these out, everywhere."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Table, Text, func, insert, select, text, update

from scrapers.records import Entry, Feed, Source
from wirewatch.ledger import feed_states, leases, links
from wirewatch.ledger.connect import VERSION_TABLE, Ledger, open_ledger
from wirewatch.ledger.schema import deliveries, events, feeds, metadata, sightings, steps
from wirewatch.ledger.schema import links as table

SECRET = "pa%2Fss@w0rd"  # noqa: S105
BARE = "https://news.example/feed.xml"
OLD = f"https://user%40x:{SECRET}@news.example/feed.xml"
FEED = Feed(BARE, Source("news", "News", "news.example"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/l.db"
    found: str = request.getfixturevalue("postgres_url")
    return found


def fill(ledger: Ledger, *more: str) -> None:
    """Record two articles as an earlier version did, which took an address for the feed as it stood."""
    at = leases.now()
    with ledger.begin() as tx:
        feed_states.sync_feeds(tx, [FEED], at)
        entries = [Entry(f"https://news.example/{n}", content="by me@news.example " * 9) for n in range(600)]
        ids = links.record_entries(tx, FEED, entries, at)
        tx.execute(update(feeds).values(url=OLD, moved_to=OLD, state=f'[null,{{"etag":"{OLD}"}}]'))
        tx.execute(update(sightings).values(feed_url=OLD))
        tx.execute(
            update(table).values(
                feed_url=OLD, detail=f"cannot reach {OLD}", carried=func.replace(table.c.carried, BARE, OLD)
            )
        )
        tx.execute(update(steps).values(detail=f"in {OLD}"))
        alert = {"rule": "r", "story_id": "s", "at": at, "batch": "b", "alert": f'{{"feed_url":"{OLD}"}}'}
        tx.execute(insert(events).values(alert))
        for other in more:
            tx.execute(
                insert(feeds).values(
                    url=other, shard=1, active=True, every_s=60, due_at=at, seen=7, polled_at=at
                )
            )
            tx.execute(
                insert(sightings).values(
                    link_id=ids[0], feed_url=other, url="https://news.example/0", seen_at=at
                )
            )
        tx.execute(
            insert(deliveries).values(
                key="k", rule="r", story_id="s", channel="c", state="failed", due_at=at, detail=f"at {OLD}"
            )
        )


LATER = {
    "feeds": ("habits", "gaps", "unfilled", "unfilled_at"),
    "links": ("page", "event_id", "validators", "event_grounds"),
    "deliveries": ("carried",),
    "events": ("source",),
    "channels": ("final", "after_s"),
    "sketches": ("head", "beginning", "published_at", "link_hash"),
}
"""Columns that migrations after 0009 add."""


EVENTS = ("known_events", "event_words", "word_counts")
"""Tables of events."""
DESK = ("users", "sessions", "visits", "audit", "saved_searches", "marks", "mutes", "readings")
"""Tables of the desk."""
COUNTS = ("step_counts", "step_mark")
"""Totals of steps, which the migration that makes them counts."""


def make_old(ledger: Ledger) -> None:
    """Take away what the migrations after 0009 make, so that opening the ledger again runs them all."""
    with ledger.begin() as tx:
        others = ("names", "tokens", "catalogue_groups", "variants", "floods", "subscriptions")
        for later in (*others, *EVENTS, *DESK, *COUNTS):
            metadata.tables[later].drop(tx)
        for later in ("sketches_link", "links_page", "links_event", "links_fate"):
            tx.execute(text(f"DROP INDEX {later}"))
        for table_name, columns in LATER.items():
            for later in columns:
                tx.execute(text(f"ALTER TABLE {table_name} DROP COLUMN {later}"))
        version = Table(VERSION_TABLE, MetaData(), Column("version_num", Text))
        tx.execute(update(version).values(version_num="0009"))


def everything(ledger: Ledger) -> dict[str, list[Any]]:
    with ledger.read() as tx:
        return {
            name: [tuple(row) for row in tx.execute(select(one))] for name, one in metadata.tables.items()
        }


def test_an_older_ledger_loses_its_logins(url: str, tmp_path: Path) -> None:
    """No column and no byte of the file has them; every link, sighting and step is there, and nothing is due anew."""
    old = open_ledger(url)
    fill(old)
    before = {name: len(rows) for name, rows in everything(old).items()}
    with old.read() as tx:
        due = tx.execute(select(feeds.c.due_at)).scalar_one()
    make_old(old)
    old.close()
    new = open_ledger(url)
    found = everything(new)
    assert all(len(rows) == before[name] for name, rows in found.items() if name not in COUNTS)
    assert SECRET not in str(found)
    assert "user%40x" not in str(found)
    with new.begin() as tx:
        assert tx.execute(select(feeds.c.url, feeds.c.due_at)).all() == [(BARE, due)]
        assert set(tx.execute(select(table.c.feed_url)).scalars()) == {BARE}
        assert set(tx.execute(select(sightings.c.feed_url)).scalars()) == {BARE}
        carried = links.FeedEntry(FEED, Entry("https://news.example/0", content="by me@news.example " * 9))
        assert links.encode_feed_entry(carried.feed, carried.entry) in set(
            tx.execute(select(table.c.carried)).scalars()
        )
    new.close()
    for file in tmp_path.iterdir():
        assert SECRET.encode() not in file.read_bytes(), file


@pytest.mark.parametrize("other", [BARE, f"https://second:word@{BARE.removeprefix('https://')}"])
def test_feeds_that_become_one_are_one(url: str, other: str) -> None:
    """Of two rows that differ in their logins alone the one that was polled last stays; so of two sightings one."""
    old = open_ledger(url)
    fill(old, other)
    make_old(old)
    old.close()
    new = open_ledger(url)
    with new.read() as tx:
        assert tx.execute(select(feeds.c.url, feeds.c.seen)).all() == [(BARE, 7)]
        assert tx.execute(select(func.count()).select_from(sightings)).scalar() == 600
        assert set(tx.execute(select(sightings.c.feed_url)).scalars()) == {BARE}
    new.close()
