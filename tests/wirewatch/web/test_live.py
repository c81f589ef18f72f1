"""What an open page is told of: how many articles have come since it was opened, and nothing else."""

import asyncio

import pytest
from newsroom import Newsroom

from wirewatch.project import Project
from wirewatch.web import live
from wirewatch.web.live import Pulse, news


def test_an_open_page_is_told_how_many_articles_have_come(
    fresh_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there before the page counts for nothing; two that come are told as two, once."""
    monkeypatch.setattr(live, "LOOK_EVERY_S", 0.01)
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    with fresh_newsroom.project() as project:
        told = asyncio.run(_watch(fresh_newsroom, project))
    assert told == ["retry: 5000\n\n", "event: stories\ndata: 2\n\n"]


async def _watch(newsroom: Newsroom, project: Project) -> list[str]:
    events = news(Pulse(lambda: project.ledger))
    first = await anext(events)
    newsroom.publish("/one.xml", 2, 3)
    await asyncio.to_thread(newsroom.run_pipeline)
    second = await asyncio.wait_for(anext(events), 60)
    await events.aclose()  # type: ignore[attr-defined]
    return [first, second]


def test_many_open_pages_ask_the_ledger_once(fresh_newsroom: Newsroom) -> None:
    """The number is asked for once in three seconds, however many pages are open."""
    asked = 0

    with fresh_newsroom.project() as project:

        def ledger() -> object:
            nonlocal asked
            asked += 1
            return project.ledger

        pulse = Pulse(ledger)  # type: ignore[arg-type]
        assert [pulse.count() for _ in range(200)] == [0] * 200
    assert asked == 1
