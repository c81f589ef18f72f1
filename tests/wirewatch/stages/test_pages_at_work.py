"""Pages at work: each is bounded in processor time and by the clock, and costs itself alone."""

import errno
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from pathlib import Path
from typing import Any

import pebble
import pytest
from hostile_server import Hostile
from newsroom import Newsroom
from sqlalchemy import update

from wirewatch.errors import Trouble
from wirewatch.ledger import leases
from wirewatch.ledger.schema import links
from wirewatch.pipeline import run_stages
from wirewatch.stages import pages_at_work
from wirewatch.stages.process import process_parts
from wirewatch.workers import limits
from wirewatch.workers.page import PageResult, make_article


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


@pytest.fixture
def behave(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], object]]:
    """Have the pages of these addresses do something in their worker before they are made; their limits are short."""
    by_url: dict[str, Callable[[], object]] = {}
    schedule = limits.schedule

    def schedule_badly(workers: Any, work: Any, arguments: Any, clock_s: float) -> Any:
        for number, behaviour in by_url.items():
            if arguments[0] == number:
                return schedule(workers, _first, [behaviour, *arguments], clock_s)
        with monkeypatch.context() as good:  # these have time, however busy or slow the machine is
            good.setattr(limits, "PROCESSOR_S", 600.0)
            return schedule(workers, work, arguments, 600.0)

    monkeypatch.setattr(limits, "schedule", schedule_badly)
    monkeypatch.setattr(limits, "CLOCK_S", 2.0)
    monkeypatch.setattr(limits, "PROCESSOR_S", 0.5)
    return by_url


def _first(behaviour: Callable[[], object], *arguments: Any) -> PageResult:
    behaviour()
    return make_article(*arguments)


def burn() -> None:
    """Take the processor for ever."""
    while True:
        pass


def wait_for_ever() -> None:
    """Take no processor, for ever."""
    time.sleep(3600)


def nap() -> None:
    """Take a second."""
    time.sleep(1)


def die() -> None:
    """End the worker."""
    os._exit(3)


def stop() -> None:
    """Stop the worker, as a debugger or a frozen container does: it hears nothing but SIGKILL."""
    os.kill(os.getpid(), signal.SIGSTOP)


def publish_landed(newsroom: Newsroom, *numbers: int) -> dict[int, str]:
    """Publish pages and have them fetched; give where each has landed."""
    newsroom.publish("/one.xml", *numbers)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch")))
        with project.ledger.read() as tx:
            landed = {row.url: row.raw for row in tx.execute(links.select())}
    return {number: landed[newsroom.page_url(number)] for number in numbers}


def test_what_burns_the_processor_or_kills_its_worker_fails_at_once(
    newsroom: Newsroom, behave: dict[str, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a page fails by its name, though it has all the time of the clock, and the pages beside it are made."""
    monkeypatch.setattr(limits, "CLOCK_S", 600.0)
    landed = publish_landed(newsroom, 1, 2, 3)
    behave |= {landed[1]: burn, landed[2]: die}
    with newsroom.project() as project:
        counts = sum(process_parts(project), Counter[str]())
    assert counts == {"processed": 1, "failed": 2}
    assert newsroom.status()["fates"]["failed"] == {"timeout": 1, "crashed": 1}
    assert "processor time" in newsroom.why(newsroom.page_url(1))["detail"]


def break_pool(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Have the pool take so many pages and say of each that all its workers are gone, before it takes any other."""
    schedule, broken = limits.schedule, iter(range(times))

    def schedule_late(*arguments: Any) -> Any:
        if next(broken, None) is None:
            return schedule(*arguments)
        future = pebble.ProcessFuture()
        future.set_exception(BrokenProcessPool("All workers expired"))
        return future

    monkeypatch.setattr(limits, "schedule", schedule_late)


def test_pages_that_no_worker_took_are_given_out_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all workers are gone once, as after a page that killed its worker at once, the pages are made."""
    publish_landed(newsroom, 1, 2)
    break_pool(monkeypatch, 2)
    with newsroom.project() as project:
        assert sum(process_parts(project), Counter[str]()) == {"processed": 2}


def test_workers_that_die_again_and_again_end_the_pass_and_lose_no_page(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no worker ever takes a page, the pass says so, and the pages wait for the next one."""
    publish_landed(newsroom, 1)
    with monkeypatch.context() as dying, newsroom.project() as project:
        break_pool(dying, 1_000)
        with pytest.raises(Trouble, match="die before they take a page"):
            list(process_parts(project))
    with newsroom.project() as project:
        assert sum(process_parts(project), Counter[str]()) == {"processed": 1}


def test_what_only_waits_is_put_off_and_stops_no_other(
    newsroom: Newsroom, behave: dict[str, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is late by the clock goes back for a while, also where its worker is stopped and hears nothing."""
    monkeypatch.setattr(limits, "PROCESSOR_S", 600.0)
    monkeypatch.setattr(limits, "GRACE_S", 0.5)
    landed = publish_landed(newsroom, 1, 2, 3)
    behave |= {landed[1]: wait_for_ever, landed[2]: stop}
    with newsroom.project() as project:
        counts = sum(process_parts(project), Counter[str]())
    assert counts == {"processed": 1, "put_off": 2}
    assert newsroom.status()["open"]["fetched"] == 2
    assert "once more" in newsroom.why(newsroom.page_url(1))["steps"][-1]["detail"]
    with newsroom.project() as project:
        assert leases.claim(project.ledger, leases.PROCESS, 9) == []  # they wait for a quiet moment


def make_due_again(newsroom: Newsroom) -> None:
    """Let the time pass until a page that was late is tried again."""
    with newsroom.project() as project, project.ledger.begin() as tx:
        tx.execute(update(links).where(links.c.fate == "fetched").values(due_at=leases.now()))


def test_a_late_page_is_made_in_a_quiet_moment_or_fails_by_its_name(
    newsroom: Newsroom, behave: dict[str, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second try has more time: what a busy machine made late is made, and what hangs fails by the clock."""
    landed = publish_landed(newsroom, 1, 2)
    behave |= {landed[1]: wait_for_ever, landed[2]: wait_for_ever}
    with newsroom.project() as project:
        assert sum(process_parts(project), Counter[str]()) == {"put_off": 2}
    del behave[landed[1]]
    make_due_again(newsroom)
    monkeypatch.setattr(limits, "QUIET_CLOCK_S", 2.0)
    with newsroom.project() as project:
        assert sum(process_parts(project), Counter[str]()) == {"processed": 1, "failed": 1}
    link = newsroom.why(newsroom.page_url(2))
    assert (link["fate"], link["reason"]) == ("failed", "timeout")
    assert "by the clock" in link["detail"]


def test_what_was_late_begins_when_no_other_waits_and_alone(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of pages that are due, those that were late come last, one at a time; after an hour they wait for nobody."""
    landed = publish_landed(newsroom, 1, 2, 3, 4)
    late = {landed[1], landed[2]}
    begun: list[tuple[set[str], str]] = []
    schedule = limits.schedule

    def note(workers: Any, work: Any, arguments: Any, clock_s: float) -> Any:
        at_work = {row.raw for row in pages._at_work.values()}
        begun.append((at_work, arguments[0]))
        assert (clock_s == limits.QUIET_CLOCK_S) == (arguments[0] in late)
        return schedule(workers, work, arguments, clock_s)

    monkeypatch.setattr(limits, "schedule", note)
    for due, first in ((timedelta(0), set(landed.values()) - late), (timedelta(hours=2), late)):
        with newsroom.project() as project:
            with project.ledger.begin() as tx:
                tx.execute(
                    update(links).where(links.c.raw.in_(late)).values(tries=1, due_at=leases.now() - due)
                )
            pages = pages_at_work.PagesAtWork(project, None)
            while not pages.idle or not begun:
                assert all(made.result for made in pages.results(1.0))
            pages.close()
            with project.ledger.begin() as tx:
                tx.execute(update(links).values(lease=None, lease_until=None))
        assert {raw for _, raw in begun[:2]} == first
        if not due:
            assert not any(at_work & late for at_work, raw in begun if raw in late)
        begun.clear()


def test_a_host_whose_pages_are_all_slow_holds_up_no_other_host(
    newsroom: Newsroom, behave: dict[str, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of another host that is due after many which take a second each is made before most of them."""
    monkeypatch.setattr(pages_at_work, "LONGEST_WAIT_S", 0.5)
    monkeypatch.setattr(limits, "CLOCK_S", 600.0)
    *slow, good = (landed := publish_landed(newsroom, *range(1, 22)))
    behave |= dict.fromkeys((landed[number] for number in slow), nap)
    begun: list[str] = []
    schedule = limits.schedule

    def note(workers: Any, work: Any, arguments: Any, clock_s: float) -> Any:
        begun.append(arguments[0])
        return schedule(workers, work, arguments, clock_s)

    monkeypatch.setattr(limits, "schedule", note)
    with newsroom.project() as project:
        with project.ledger.begin() as tx:
            another_host = {"shard": 7, "due_at": leases.now() + timedelta(seconds=0.2)}
            tx.execute(update(links).where(links.c.raw == landed[good]).values(another_host))
        for counts in process_parts(project):
            if counts["processed"]:
                break
    assert len(set(begun)) <= len(slow) * 3 // 4


def test_what_came_is_kept_while_a_page_hangs(
    newsroom: Newsroom, behave: dict[str, Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is made is committed though another one of its pass hangs, and the stop of the stages ends that."""
    landed = publish_landed(newsroom, 1, 2)
    monkeypatch.setattr(limits, "CLOCK_S", 600.0)
    behave[landed[1]] = wait_for_ever
    with newsroom.project() as project:
        parts = process_parts(project)
        assert next(parts) == {"processed": 1}
        assert newsroom.status()["open"] == {"pending": 0, "fetched": 1, "processed": 1, "retry": 0}
        project.stopping.set()
        assert list(parts) == []
        project.stopping.clear()
    with newsroom.project() as project:
        assert len(leases.claim(project.ledger, leases.PROCESS, 9)) == 1


def test_what_could_not_be_committed_is_given_back(newsroom: Newsroom) -> None:
    """Where articles cannot land, as on a full disk, the same process has their pages again as soon as they can."""
    publish_landed(newsroom, 1, 2)
    articles = newsroom.home / "landing" / "articles"
    articles.write_text("in the way")
    with newsroom.project() as project:
        with pytest.raises(Trouble, match="cannot be written"):
            list(process_parts(project))
        articles.unlink()
        assert sum(process_parts(project), Counter[str]()) == {"processed": 2}


def find_no_room() -> None:
    """Meet a full disk, as a library does that wants a file for a while."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/of-a-library")  # noqa: S108


def test_a_worker_that_finds_no_room_costs_no_page(
    newsroom: Newsroom, behave: dict[str, Callable[[], object]]
) -> None:
    """What this machine lacks is no fault of the page: it stays to be processed, and the run tells of it."""
    landed = publish_landed(newsroom, 1)
    behave[landed[1]] = find_no_room
    with newsroom.project() as project:
        with pytest.raises(Trouble, match="of-a-library cannot be written: No space left"):
            list(process_parts(project))
        behave.clear()
        assert sum(process_parts(project), Counter[str]()) == {"processed": 1}
