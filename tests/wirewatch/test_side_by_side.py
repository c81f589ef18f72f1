"""Stages side by side: what is slow or broken in one holds up no other, and all stop where they are."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial

import pytest
from hostile_server import never_answer, page
from many_hosts import with_many_hosts
from newsroom import Newsroom, article_page, article_text, rss_item
from sqlalchemy import select

from processors.stores.store import StoreDown, StoreRefused
from wirewatch.errors import LastingTrouble, LedgerTrouble, Mistake, Trouble
from wirewatch.ledger.schema import feeds, links
from wirewatch.pipeline import run_every, run_once, run_stages
from wirewatch.project import Project
from wirewatch.side_by_side import SideBySide, Stage, StagePass


def show(newsroom: Newsroom, feed: str, *pages: str) -> None:
    """Show pages, each as HOST/PATH, in a feed that is on a host of its own."""
    port = newsroom.web.port
    newsroom.show_items(feed, *(rss_item(f"http://{one.replace('/', f':{port}/', 1)}") for one in pages))
    newsroom.add_feed(feed, url=f"http://{feed.strip('/')}:{port}{feed}")


def test_a_good_story_is_told_while_24_links_hang(fresh_newsroom: Newsroom) -> None:
    """Beside a feed whose links never answer another's story goes the whole way; then all stops, nothing lost."""
    web = fresh_newsroom.web
    hanging = [f"hangs.example/h/{number}" for number in range(24)]
    for address in hanging:
        web.on(f"/{address.split('/', 1)[1]}", never_answer)
    web.on("/good", page(article_page("Good", article_text(1))))
    show(fresh_newsroom, "/hangs.example", *hanging)
    show(fresh_newsroom, "/good.example", "good.example/good")
    fresh_newsroom.write_feeds()
    with with_many_hosts(fresh_newsroom.project()) as project, closing(run_once(project)) as passes:
        assert any(done.counts["sent"] for done in passes if done.stage == "deliver")
        passes.close()
        with project.ledger.read() as tx:
            rows = tx.execute(select(links)).all()
    assert len(fresh_newsroom.received_posts()) == 1
    fates = Counter((row.fate, row.tries, row.lease) for row in rows)
    assert fates == {("indexed", 0, None): 1, ("pending", 0, None): 24}
    assert not {thread.name for thread in threading.enumerate()} & {"poll", "fetch", "process", "deliver"}


def test_a_feed_that_hangs_holds_up_no_round(fresh_newsroom: Newsroom) -> None:
    """Round after round polls the feeds that are due, though one has not answered the first round's request."""
    fresh_newsroom.web.on("/hangs.example", never_answer)
    show(fresh_newsroom, "/good.example")
    fresh_newsroom.add_feed("/good.example", every="1s")
    fresh_newsroom.add_feed(
        "/hangs.example", url=f"http://hangs.example:{fresh_newsroom.web.port}/hangs.example"
    )
    fresh_newsroom.write_feeds()
    with with_many_hosts(fresh_newsroom.project()) as project:
        with closing(run_every(project, timedelta(seconds=1))) as passes:
            while len(fresh_newsroom.web.requests_for("/good.example")) < 4:
                assert next(passes).stage == "poll"
        with project.ledger.read() as tx:
            rows = tx.execute(select(feeds).order_by(feeds.c.url)).all()
    assert len(fresh_newsroom.web.requests_for("/hangs.example")) == 1
    assert [(row.failures, row.lease) for row in rows] == [(0, None)] * 2


def test_a_page_whose_turn_is_near_is_waited_for(fresh_newsroom: Newsroom) -> None:
    """A run waits for the pages of a host with a Crawl-delay, and fetches them one by one, while others go on."""
    web = fresh_newsroom.web
    web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 2", "text/plain")
    for number in range(4):
        web.serve(f"/a/{number}", article_page(f"Report {number}", article_text(number)))
    show(fresh_newsroom, "/slow.example", "slow.example/a/0", "slow.example/a/1", "slow.example/a/2")
    show(fresh_newsroom, "/good.example", "good.example/a/3")
    fresh_newsroom.write_feeds()
    with with_many_hosts(fresh_newsroom.project()) as project:
        counts = sum((done.counts for done in run_stages(project, ("poll", "fetch", "process"))), Counter())
    assert (counts["fetched"], counts["processed"]) == (4, 4)
    assert counts["put_back"] >= 2
    assert counts["retry"] == 0


def test_a_run_waits_no_longer_than_its_patience(fresh_newsroom: Newsroom) -> None:
    """Without patience a run leaves a page whose turn is near to the next one, and ends."""
    fresh_newsroom.web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 2", "text/plain")
    for number in range(2):
        fresh_newsroom.web.serve(f"/a/{number}", article_page(f"Report {number}", article_text(number)))
    show(fresh_newsroom, "/slow.example", "slow.example/a/0", "slow.example/a/1")
    fresh_newsroom.write_feeds()
    with with_many_hosts(fresh_newsroom.project()) as project:
        passes = list(run_stages(project, ("poll", "fetch"), patience=0.0))
        counts = sum((done.counts for done in passes), Counter())
        assert (counts["fetched"], counts["put_back"]) == (1, 1)
        assert sum((done.counts for done in run_stages(project, ("fetch",))), Counter())["fetched"] == 1


def test_one_shard_is_run_alone(fresh_newsroom: Newsroom) -> None:
    """Run for one shard of hosts, the stages leave the others' work as it is, and do not wait for it."""
    hosts = [f"h{number}.example" for number in range(12)]
    for host in hosts:
        fresh_newsroom.web.serve(f"/{host}", article_page(host, article_text(1)))
    show(fresh_newsroom, "/feed.example", *(f"{host}/{host}" for host in hosts))
    fresh_newsroom.write_feeds()
    with with_many_hosts(fresh_newsroom.project()) as project:
        list(run_stages(project, ("poll",)))
        list(run_stages(project, ("fetch", "process", "index"), (1, 3)))
        with project.ledger.read() as tx:
            rows = tx.execute(select(links)).all()
    assert {(row.shard % 3 == 1, row.fate) for row in rows} == {(True, "indexed"), (False, "pending")}


def work_of(*passes: list[int] | Exception) -> Stage:
    """Make a stage whose passes give these counts of pieces, or raise; then it has nothing to do."""
    left = list(passes)

    def work() -> Iterator[Counter[str]]:
        for number in left.pop(0) if left and isinstance(left[0], list) else []:
            yield Counter(pieces=number)
        if left and isinstance(left[0], Exception):
            raise left.pop(0)  # type: ignore[misc]

    return Stage(work, lambda: 0)


def test_counts_of_nothing_are_no_work(fresh_newsroom: Newsroom) -> None:
    """A pass that counts no pieces is not told, and has no other stage look again: the run comes to its end."""
    looks: Counter[str] = Counter()

    def look(name: str) -> Iterator[Counter[str]]:
        looks[name] += 1
        yield Counter(pieces=0)

    stages = {name: Stage(partial(look, name), lambda: 0) for name in ("one", "two")}
    with fresh_newsroom.project() as project, SideBySide(project, stages) as running:
        assert list(running.passes()) == []
    assert looks == {"one": 1, "two": 1}


def told(passes: list[StagePass]) -> dict[str, tuple[int, str | None]]:
    """Give by stage the pieces that it did, and the last trouble that it had."""
    answer: dict[str, tuple[int, str | None]] = {}
    for done in passes:
        before, trouble = answer.get(done.stage, (0, None))
        answer[done.stage] = before + done.counts["pieces"], done.trouble or trouble
    return answer


def test_a_stage_in_trouble_rests_until_the_next_round(fresh_newsroom: Newsroom) -> None:
    """It is told, the others do all of their work, and the next round tries it again."""
    stages = {"one": work_of([1], [2]), "two": work_of(Trouble("is down"), [4]), "three": work_of([8])}
    with fresh_newsroom.project() as project, SideBySide(project, stages) as running:
        assert told(list(running.passes())) == {"one": (3, None), "two": (0, "is down"), "three": (8, None)}
        assert running.working == {"one", "three"}
        running.begin_round()
        assert told(list(running.passes())) == {"two": (4, None)}


@pytest.mark.parametrize(
    ("error", "for_good"),
    [
        (Trouble("is down"), False),
        (StoreDown("is down"), False),
        (LastingTrouble("is gone"), True),
        (StoreRefused("no right"), True),
        (Mistake("no such file", "write one"), True),
    ],
)
def test_a_trouble_says_whether_it_may_pass(
    fresh_newsroom: Newsroom, error: Exception, for_good: bool
) -> None:
    """What a person has to mend is marked as such, a mistake too, and stops no other stage."""
    stages = {"one": work_of(error), "two": work_of([1])}
    with fresh_newsroom.project() as project, SideBySide(project, stages) as running:
        passes = {done.stage: done for done in running.passes()}
    assert (passes["one"].trouble, passes["one"].for_good) == (str(error), for_good)
    assert (passes["two"].counts, passes["two"].for_good) == ({"pieces": 1}, False)


def test_what_the_reader_cannot_do_is_its_stages_trouble(fresh_newsroom: Newsroom) -> None:
    """Where workers cannot be started in the thread that reads the passes, the stage that wants them tells it."""

    def fail() -> None:
        raise Mistake("groups.yaml: no such file")

    def work() -> Iterator[Counter[str]]:
        running.in_reader(fail)
        yield Counter(pieces=1)

    stages = {"one": Stage(work, lambda: 0), "two": work_of([2])}
    running = SideBySide(fresh_newsroom.project(), stages)
    with running:
        assert told(list(running.passes())) == {"one": (0, "groups.yaml: no such file"), "two": (2, None)}


def test_a_ledger_that_is_away_is_told_once_a_round(fresh_newsroom: Newsroom) -> None:
    """However many stages find it so, one pass tells of it; in the next round they work."""
    stages = {name: work_of(LedgerTrouble("the ledger failed"), [1]) for name in ("one", "two", "three")}
    with fresh_newsroom.project() as project, SideBySide(project, stages) as running:
        assert told(list(running.passes())) == {"ledger": (0, "the ledger failed")}
        running.begin_round()
        assert told(list(running.passes())) == dict.fromkeys(stages, (1, None))


def test_a_bug_of_a_stage_ends_the_run(fresh_newsroom: Newsroom) -> None:
    """What nobody expected is raised where the passes are read, with its stage's name, and the other stages stop."""
    stages = {"one": work_of(ZeroDivisionError("a bug")), "two": work_of([1])}
    with (
        fresh_newsroom.project() as project,
        pytest.raises(ZeroDivisionError, match="a bug") as raised,
        SideBySide(project, stages) as running,
    ):
        list(running.passes())
    assert not {thread.name for thread in threading.enumerate()} & set(stages)
    assert raised.value.__notes__ == ["in the stage one"]


def test_a_property_of_a_project_is_made_once(fresh_newsroom: Newsroom) -> None:
    """However many threads ask for it at the same moment, they get the same."""
    fresh_newsroom.write_feeds()
    together = threading.Barrier(8)
    got: list[object] = []

    def ask(project: Project) -> None:
        together.wait()
        got.append(project.ledger)

    with fresh_newsroom.project() as project:
        threads = [threading.Thread(target=ask, args=[project]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len({id(one) for one in got}) == 1
