"""A clock that was hours ahead, and was set right: what it has left behind holds up nothing."""

from datetime import timedelta

import pytest
from newsroom import Newsroom
from sqlalchemy import select, update

from wirewatch.ledger import leases
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.schema import feeds, links
from wirewatch.ledger.wrong_clock import correct_times
from wirewatch.pipeline import run_once, run_stages
from wirewatch.stages.poll import make_due


@pytest.mark.parametrize(
    "done_ahead",
    [
        ("poll",),
        ("poll", "fetch"),
        ("poll", "fetch", "process"),
        ("poll", "fetch", "process", "index"),
        ("poll", "fetch", "process", "index", "match"),
    ],
)
def test_what_was_done_under_a_clock_ahead_goes_on_at_once(
    fresh_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, done_ahead: tuple[str, ...]
) -> None:
    """Wherever a page stood when the clock was set right, its alert goes out, and its feed's next page is seen."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.add_feed("/one.xml", every="1h")
    fresh_newsroom.write_feeds()
    with monkeypatch.context() as world, fresh_newsroom.project() as project:
        right = leases.now
        world.setattr(leases, "now", lambda: right() + timedelta(hours=9))
        list(run_stages(project, done_ahead))
    fresh_newsroom.publish("/one.xml", 2)
    with fresh_newsroom.project() as project:
        list(run_once(project, all_feeds=False))
    assert fresh_newsroom.status()["fates"] == {"indexed": 2, "rejected": {}, "failed": {}}
    assert len({post["key"] for post in fresh_newsroom.received_posts()}) == 2


def test_a_link_that_waits_for_years_is_tried_again(fresh_newsroom: Newsroom) -> None:
    """A next try that a clock has put years off is due; one that lies within a day is left as it is."""
    fresh_newsroom.publish("/one.xml", 1, 2)
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        list(run_stages(project, ("poll",)))
        waits = {1: timedelta(hours=20), 2: timedelta(days=4000)}
        with project.ledger.begin() as tx:
            for number, wait in waits.items():
                one = links.c.url == fresh_newsroom.page_url(number)
                tx.execute(update(links).where(one).values(fate="retry", due_at=leases.now() + wait))
        assert correct_times(project.ledger) == 1
        assert [row.url for row in leases.claim(project.ledger, leases.FETCH, 9)] == [
            fresh_newsroom.page_url(2)
        ]


def test_times_that_are_right_stay(ledger: Ledger) -> None:
    """Nothing is written where no time lies ahead, on both databases."""
    at = leases.now()
    with ledger.begin() as tx:
        row = {"url": "https://a.example/", "shard": 1, "active": True, "every_s": 3600, "polled_at": at}
        tx.execute(feeds.insert().values(row | {"due_at": at + timedelta(hours=1)}))
    assert correct_times(ledger) == 0
    with ledger.begin() as tx:
        tx.execute(feeds.update().values(polled_at=at + timedelta(hours=2)))
    assert correct_times(ledger) == 1
    assert correct_times(ledger) == 0


@pytest.mark.parametrize("wrong_by", [timedelta(minutes=30), timedelta(days=1), timedelta(days=400)])
def test_a_round_under_a_clock_ahead_stops_nothing(
    fresh_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, wrong_by: timedelta
) -> None:
    """Feeds and pages that failed in it are asked again in the next round, as their pauses say, and not a day later."""
    fresh_newsroom.publish("/one.xml", 1, 2)
    fresh_newsroom.web.serve("/a/2", "", status=503)
    fresh_newsroom.add_feed("/down.xml")
    fresh_newsroom.web.serve("/down.xml", "", status=503)
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        list(run_stages(project, ("poll",)))
        with monkeypatch.context() as world:
            right = leases.now
            world.setattr(leases, "now", lambda: right() + wrong_by)
            make_due(project)
            list(run_stages(project, ("poll", "fetch"), patience=0.0))
        correct_times(project.ledger)
        soon = leases.now() + timedelta(minutes=16)
        with project.ledger.read() as tx:
            for table in (feeds, links):
                assert max(tx.execute(select(table.c.due_at)).scalars()) < soon
        assert correct_times(project.ledger) == 0
