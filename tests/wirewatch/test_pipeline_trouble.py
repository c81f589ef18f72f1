"""What breaks on the way of an article costs what it must and no more: a disk, a lease, a worker, a bug of ours."""

import errno
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pebble
import pytest
from hostile_server import Hostile
from newsroom import RULE, Newsroom, troubles_of
from sqlalchemy import update

from processors.stores.store import WriteFailure
from scrapers.records import Entry, Feed, Source
from wirewatch import pipeline
from wirewatch.ledger import leases
from wirewatch.ledger.connect import open_ledger
from wirewatch.ledger.links import record_entries as record_links
from wirewatch.ledger.schema import links
from wirewatch.pipeline import run_stages
from wirewatch.stages import deliver, fetch, index, poll, process, send
from wirewatch.stages.index import index_articles
from wirewatch.stages.poll import make_due
from wirewatch.workers.page import make_article
from wirewatch.workers.pool import fork_context


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


def test_a_landing_zone_that_cannot_be_read_costs_no_page(newsroom: Newsroom) -> None:
    """Pages that cannot be read for now stay open and the stage names the trouble; later they are indexed."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch")))
    (landed,) = (newsroom.home / "landing" / "raw").rglob("*.warc.gz")
    moved = landed.rename(landed.with_name("elsewhere"))
    landed.mkdir()
    with newsroom.project() as project:
        (trouble,) = troubles_of(list(run_stages(project, ("process",))))
    assert "landing zone" in trouble
    assert newsroom.status()["open"]["fetched"] == 2
    landed.rmdir()
    moved.rename(landed)
    newsroom.run_pipeline()
    assert newsroom.status()["fates"] == {"indexed": 2, "rejected": {}, "failed": {}}


def test_a_lost_page_is_named_and_stops_no_other(newsroom: Newsroom) -> None:
    """A page whose file is gone from the landing zone fails under that name; the others are indexed."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch")))
    next((newsroom.home / "landing" / "raw").rglob("*.warc.gz")).unlink()
    newsroom.publish("/one.xml", 2)
    newsroom.run_pipeline()
    assert newsroom.status()["fates"] == {"indexed": 1, "rejected": {}, "failed": {"landing_lost": 1}}


def test_a_lost_article_is_made_again(newsroom: Newsroom) -> None:
    """An article whose file is gone before it was indexed is made again from its page, and stops no other."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch", "process")))
    next((newsroom.home / "landing" / "articles").rglob("*.jsonl")).unlink()
    newsroom.publish("/one.xml", 2)
    newsroom.run_pipeline()
    assert newsroom.status()["fates"] == {"indexed": 2, "rejected": {}, "failed": {}}
    assert set(newsroom.page_requests().values()) == {1}


def test_a_damaged_page_file_stops_no_other_and_its_pages_are_fetched_again(newsroom: Newsroom) -> None:
    """Links whose file is cut end as landing_lost, status names the file, and replay has them fetched again."""
    newsroom.publish("/one.xml", 1, 2, 3)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch")))
    landed = next((newsroom.home / "landing" / "raw").rglob("*.warc.gz"))
    whole = landed.read_bytes()
    landed.write_bytes(whole[: len(whole) // 2])
    newsroom.publish("/one.xml", 4)
    newsroom.run_pipeline()
    told = newsroom.status()
    lost = told["fates"]["failed"]["landing_lost"]
    assert told["fates"] == {"indexed": 4 - lost, "rejected": {}, "failed": {"landing_lost": lost}}
    file = landed.relative_to(newsroom.home / "landing").as_posix()
    assert told["lost_files"] == [{"file": file, "links": lost}]
    assert f"the pages of {lost} links, as {file} is damaged" in newsroom.run_command("status").out
    newsroom.run_command("replay")
    newsroom.run_pipeline()
    assert newsroom.status()["fates"] == {"indexed": 4, "rejected": {}, "failed": {}}
    assert newsroom.status()["lost_files"] == []


def test_damaged_articles_are_made_again(newsroom: Newsroom) -> None:
    """Articles of a JSON-lines file that is cut before they were indexed are made again from their pages."""
    newsroom.publish("/one.xml", 1, 2, 3)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch", "process")))
    made = next((newsroom.home / "landing" / "articles").rglob("*.jsonl"))
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    newsroom.run_pipeline()
    assert newsroom.status()["fates"] == {"indexed": 3, "rejected": {}, "failed": {}}
    assert set(newsroom.page_requests().values()) == {1}


def test_a_file_that_cannot_be_read_for_now_holds_up_no_other(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system refuses to read one file of pages and one of articles, those wait and the others are indexed."""
    monkeypatch.setattr(process, "LANDING_PAUSE", timedelta(seconds=0.1))
    monkeypatch.setattr(index, "PAUSE", timedelta(seconds=0.1))
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch", "process")))
        newsroom.publish("/one.xml", 2)
        make_due(project)
        list(run_stages(project, ("poll", "fetch")))
    (made,) = (newsroom.home / "landing" / "articles").rglob("*.jsonl")
    landed = max(
        (newsroom.home / "landing" / "raw").rglob("*.warc.gz"), key=lambda file: file.stat().st_mtime
    )
    moved = [file.rename(file.with_name(f"{file.name}.away")) for file in (made, landed)]
    for file in (made, landed):
        file.mkdir()
    newsroom.publish("/one.xml", 3)
    newsroom.run_pipeline(well=False)
    assert newsroom.status()["fates"]["indexed"] == 1
    assert newsroom.status()["open"] == {"pending": 0, "fetched": 1, "processed": 1, "retry": 0}
    for file, away in zip((made, landed), moved, strict=True):
        file.rmdir()
        away.rename(file)
    newsroom.run_pipeline()
    assert newsroom.status()["fates"] == {"indexed": 3, "rejected": {}, "failed": {}}


def test_a_worker_that_lost_its_lease_leaves_no_trace(newsroom: Newsroom) -> None:
    """A process that is late with a page, after another took it over, changes nothing of what that one found."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with newsroom.project() as late, newsroom.project() as quick:
        list(run_stages(late, ("poll", "fetch")))
        (stale,) = leases.claim(late.ledger, leases.PROCESS, 1)
        with late.ledger.begin() as tx:
            tx.execute(update(links).values(lease_until=leases.now() - timedelta(seconds=1)))
        (fresh,) = leases.claim(quick.ledger, leases.PROCESS, 1)
        kind = process.PageResult
        for project, row, moved in ((late, stale, {}), (quick, fresh, {"processed": 1})):
            answer = project.workers.schedule(make_article, args=[row.raw]).result()
            assert isinstance(answer, kind)
            assert process._commit(project, [(row, answer)]) == moved
    newsroom.run_pipeline()
    (document,) = newsroom.documents()
    assert (document["copy_of"], document["story_id"]) == (None, document["id"])


def test_feeds_with_the_same_links_do_not_lock_each_other_out(postgres_url: str) -> None:
    """Two processes that record the same new links in opposite orders both succeed, and each link is new once."""
    ledger = open_ledger(postgres_url)
    feeds = [Feed(f"https://{name}.example/", Source(name, name, f"{name}.example")) for name in ("a", "b")]
    shown = [Entry(f"https://x.example/{number}") for number in range(1000)]

    def record(feed: Feed, entries: list[Entry]) -> int:
        with ledger.begin() as tx:
            return len(record_links(tx, feed, entries, leases.now()))

    with ThreadPoolExecutor(2) as threads:
        new = list(threads.map(record, feeds, (shown, shown[::-1])))
    ledger.close()
    assert sum(new) == 1000


def test_a_full_disk_gives_the_links_back(newsroom: Newsroom) -> None:
    """Where the landing zone cannot be written, the run names it and the same process can fetch again at once."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    newsroom.home.mkdir()
    (newsroom.home / "landing").write_text("in the way")
    with newsroom.project() as project:
        list(run_stages(project, ("poll",)))
        (trouble,) = troubles_of(list(run_stages(project, ("fetch",))))
        assert "landing" in trouble
        (newsroom.home / "landing").unlink()
        assert sum((done.counts for done in run_stages(project, ("fetch",))), Counter()) == {"fetched": 2}


def test_a_late_writer_hides_no_article_from_the_rules(newsroom: Newsroom) -> None:
    """An article written again under another batch, by a process that lost its lease, is matched all the same."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with newsroom.project() as late, newsroom.project() as quick:
        list(run_stages(late, ("poll", "fetch", "process")))
        write = late.store.write

        def overtaken(documents: list[dict[str, Any]]) -> list[WriteFailure]:
            with late.ledger.begin() as tx:
                tx.execute(update(links).values(lease_until=leases.now() - timedelta(seconds=1)))
            assert index_articles(quick) == {"indexed": 1}
            return write(documents)

        late.store.write = overtaken  # type: ignore[method-assign]
        assert index_articles(late) == {}
        list(run_stages(quick, ("match", "deliver")))
    assert len(newsroom.documents()) == len(newsroom.received_posts()) == 1


def test_a_batch_that_could_not_be_matched_is_matched_later(newsroom: Newsroom) -> None:
    """Where the index fails between writing and matching, the same process matches the batch once it is back."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    folder = newsroom.home / "index"
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch", "process", "index")))
        folder.rename(newsroom.home / "away")
        assert len(troubles_of(list(run_stages(project, ("match", "deliver"))))) == 1
        (newsroom.home / "away").rename(folder)
        list(run_stages(project, ("match", "deliver")))
    assert len(newsroom.received_posts()) == 1


def test_a_bug_of_ours_costs_one_page_or_feed(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody expected ends one page, or one feed's poll, by the name of bug, and no other's."""

    def trip(function: Callable[..., Any], path: str) -> Callable[..., Any]:
        async def tripping(*arguments: Any) -> Any:
            if path in str(arguments):
                raise ZeroDivisionError("by a page")
            return await function(*arguments)

        return tripping

    monkeypatch.setattr(fetch, "fetch_page", trip(fetch.fetch_page, "/a/1"))
    monkeypatch.setattr(poll, "poll_feed", trip(poll.poll_feed, "/two.xml"))
    newsroom.publish("/one.xml", 1, 2)
    newsroom.publish("/two.xml", 3)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    told = newsroom.status()
    assert told["fates"] == {"indexed": 1, "rejected": {}, "failed": {"bug": 1}}
    assert {feed["reason"] for feed in told["feeds"]} == {None, "bug"}
    detail = newsroom.why(newsroom.page_url(1))["detail"]
    assert detail.startswith("ZeroDivisionError: by a page (tripping, line ")


def test_what_the_machine_lacks_meanwhile_costs_no_page_and_no_feed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library's file that cannot be opened for now is no failure of a host: both are asked again."""

    async def find_no_file(*_: Any) -> Any:
        raise OSError(errno.EMFILE, "Too many open files", "/somewhere")

    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with monkeypatch.context() as changed:
        changed.setattr(poll, "poll_feed", find_no_file)
        newsroom.run_pipeline()
    assert newsroom.status()["feeds"][0]["failures"] == 0
    with newsroom.project() as project, monkeypatch.context() as changed:
        make_due(project)
        list(run_stages(project, ("poll",)))
        changed.setattr(fetch, "fetch_page", find_no_file)
        list(run_stages(project, ("fetch",), patience=0))
    assert newsroom.status()["open"]["pending"] == 1
    assert "ulimit -n" in newsroom.why(newsroom.page_url(1))["detail"]


def test_a_channel_whose_code_fails_holds_up_no_other(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception out of one channel's service counts as a failed attempt; the other channel is told once."""

    def tripping(url: str, *arguments: Any) -> None:
        if url.endswith("/night"):
            raise ZeroDivisionError("by a service")
        send_message(url, *arguments)

    send_message = send.send_message
    monkeypatch.setattr(send, "send_message", tripping)
    monkeypatch.setattr(deliver, "TRIES", 1)
    channels = {"desk": {"url": newsroom.hook_url()}, "night": {"url": newsroom.hook_url("/night")}}
    newsroom.write_alerts({"alerts": [{**RULE, "to": ["night", "desk"]}], "channels": channels})
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    assert len(newsroom.received_posts()) == len({post["key"] for post in newsroom.received_posts()}) == 2
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 2, "failed": 2}
    details = {
        line["detail"]
        for line in newsroom.run_command("alerts", "log", "--json").lines
        if line["state"] == "failed"
    }
    assert "ZeroDivisionError: by a service" in details.pop()


def test_workers_that_died_idle_are_replaced(newsroom: Newsroom) -> None:
    """Where the system kills the workers while they have nothing to do, the next pages get new ones."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch")))
        pids = {project.workers.schedule(os.getpid).result() for _ in range(20)}
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        while project.workers.active:
            time.sleep(0.05)
        list(run_stages(project, ("process", "index")))
    assert newsroom.status()["fates"] == {"indexed": 1, "rejected": {}, "failed": {}}


def test_workers_that_cannot_begin_cost_no_page(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every worker dies before it takes a page, the stage names the trouble and the pages stay open."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll", "fetch")))
        with monkeypatch.context() as dying:
            dying.setattr(
                "wirewatch.workers.pool.start_workers",
                lambda *_: pebble.ProcessPool(1, context=fork_context(), initializer=os._exit, initargs=[1]),
            )
            (trouble,) = troubles_of(list(run_stages(project, ("process",))))
        assert "worker processes" in trouble
        assert newsroom.status()["open"]["fetched"] == 1
        list(run_stages(project, ("process", "index")))
    assert newsroom.status()["fates"] == {"indexed": 1, "rejected": {}, "failed": {}}


def test_whatever_finds_no_room_keeps_its_work(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that tells of a full disk as the system does costs its stage a round: what it claimed is free after."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    with newsroom.project() as project:
        list(run_stages(project, ("poll",)))

        def find_no_room(*_: object) -> Iterator[Counter[str]]:
            assert leases.claim(project.ledger, leases.FETCH, 10)
            raise OSError(errno.ENOSPC, "No space left on device", "/somewhere")
            yield Counter()

        with monkeypatch.context() as changed:
            changed.setattr(pipeline, "fetch_parts", find_no_room)
            found = troubles_of(list(run_stages(project, ("fetch",))))
        assert found == ["fetch: /somewhere cannot be written: No space left on device"]
        leases.free_dead_leases(project.ledger)
        assert len(leases.claim(project.ledger, leases.FETCH, 10)) == 1


def test_what_the_machine_lacks_is_no_bug(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many open files, a disk that the system made read-only: the stage tells what helps. A bug is still raised."""
    newsroom.write_feeds()
    with newsroom.project() as project:

        def fail(number: int) -> list[str]:
            def work(*_: object) -> Iterator[Counter[str]]:
                raise OSError(number, os.strerror(number), "/somewhere")
                yield Counter()

            monkeypatch.setattr(pipeline, "fetch_parts", work)
            return troubles_of(list(run_stages(project, ("fetch",))))

        (told,) = fail(errno.EMFILE)
        assert told.startswith("fetch: /somewhere cannot be used: Too many open files; ")
        assert "ulimit -n" in told
        (told,) = fail(errno.EROFS)
        assert "read-only" in told.partition(";")[2]
        with pytest.raises(IsADirectoryError):
            fail(errno.EISDIR)
