"""What is done once a day: old things are dropped and nothing vanishes; dead letters and ailing feeds are told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hostile_server import Hostile, status
from newsroom import Newsroom, all_links_counted
from sqlalchemy import func, select, update

from processors.stores.store import month_start
from scrapers.records import Entry, Feed, Source
from wirewatch import housekeeping
from wirewatch.errors import Mistake, Trouble
from wirewatch.landing import LandingZone
from wirewatch.ledger import known_texts, leases
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.forget import forget_batches, forget_links, months_in_use
from wirewatch.ledger.links import count_fates, record_entries, replay_dead_letters, send_to_reprocess
from wirewatch.ledger.schema import bands, batches, deliveries, feeds, links, sightings, sketches, steps

OLD = timedelta(days=400)
YEAR = timedelta(days=365)
FEED = Feed("https://one.example/rss", Source("one", "One", "one.example"))


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


def make_old(newsroom: Newsroom, *numbers: int) -> None:
    """Have these pages seen, landed and matched 400 days ago, in the ledger, the landing zone and the index."""
    with newsroom.project() as project:
        then = leases.now() - OLD
        urls = [newsroom.page_url(number) for number in numbers]
        with project.ledger.begin() as tx:
            rows = tx.execute(select(links).where(links.c.url.in_(urls))).all()
            for row in rows:
                raw, article = (
                    _move(newsroom.home / "landing", reference, then) for reference in (row.raw, row.article)
                )
                moved = {"first_seen_at": then, "raw": raw, "article": article}
                tx.execute(update(links).where(links.c.id == row.id).values(moved))
            tx.execute(update(batches).values(matched_at=then))
        documents = project.store.get([row.id for row in rows])
        project.store.write(
            [{**document, "first_seen_at": f"{then:%Y-%m-%dT%H:%M:%SZ}"} for document in documents]
        )


def _move(landing: Path, reference: str, then: datetime) -> str:
    """Copy a file of the landing zone into the folder of a day; return the reference into it."""
    name, _, offset = reference.partition("#")
    kind, *_, file = name.split("/")
    moved = f"{kind}/{then:%Y/%m/%d}/{file}"
    (landing / moved).parent.mkdir(parents=True, exist_ok=True)
    (landing / moved).write_bytes((landing / name).read_bytes())
    return f"{moved}#{offset}"


def test_old_articles_go_and_their_fates_stay(newsroom: Newsroom) -> None:
    """Of an old link its page, article, document and history are dropped; its fate is counted, and `why` tells it."""
    newsroom.publish("/one.xml", 1, 2, 3)
    newsroom.show_items("/one.xml", f"<item><link>{newsroom.web.url}/gone</link></item>")
    newsroom.write_feeds()
    newsroom.run_pipeline()
    landing = newsroom.home / "landing"
    landed = set(landing.rglob("*.*"))  # as many files as there were commits
    make_old(newsroom, 1, 2)
    before = newsroom.status()
    with newsroom.project() as project:
        with project.ledger.read() as tx:
            number = len(tx.execute(select(batches)).all())  # one for each commit, on a slow machine more
        told = housekeeping.retain(project, YEAR)
        assert told.counts == {"links": 2, "batches": number, "documents": 2, "months": 2}
        assert housekeeping.retain(project, YEAR).counts == dict.fromkeys(told.counts, 0)
    assert (newsroom.status()["fates"], newsroom.status()["links"]) == (before["fates"], before["links"])
    assert all_links_counted(newsroom.status())
    assert [document["url"] for document in newsroom.documents()] == [newsroom.page_url(3)]
    why = newsroom.why(newsroom.page_url(1))
    assert (why["fate"], [step["outcome"] for step in why["steps"]]) == ("indexed", ["forgotten"])
    assert "first seen before" in why["steps"][0]["detail"]
    assert [step["outcome"] for step in newsroom.why(newsroom.page_url(3))["steps"]][-1] == "indexed"
    assert set(landing.rglob("*.*")) == landed


def test_a_forgotten_link_is_nothing_new(newsroom: Newsroom) -> None:
    """A feed that shows a forgotten article again makes no new one, and neither reprocess nor replay brings it back."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    make_old(newsroom, 1)
    with newsroom.project() as project:
        housekeeping.retain(project, YEAR)
    newsroom.publish("/two.xml", 1)
    newsroom.write_feeds()
    assert "poll new" not in newsroom.run_pipeline()
    newsroom.run_command("reprocess")
    newsroom.run_command("replay")
    assert [document["url"] for document in newsroom.documents()] == [newsroom.page_url(2)]
    assert newsroom.page_requests()["/a/1"] == 1
    assert len(newsroom.received_posts()) == 2


def test_open_work_is_never_dropped(newsroom: Newsroom) -> None:
    """A link that still waits keeps its page, however old it is, and ends as if nothing had been."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    make_old(newsroom, 1, 2)
    with newsroom.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(
                update(links).where(links.c.url == newsroom.page_url(1)).values(fate="fetched", article=None)
            )
        assert housekeeping.retain(project, YEAR).counts == {
            "links": 1, "batches": 1, "documents": 2, "months": 1,
        }  # fmt: skip
    newsroom.run_pipeline()
    assert newsroom.why(newsroom.page_url(1))["fate"] == "indexed"
    assert [document["url"] for document in newsroom.documents()] == [newsroom.page_url(1)]


def test_the_ledger_forgets_in_many_steps(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """On both databases, links of every fate older than a time are forgotten, whatever number goes into one step."""
    monkeypatch.setattr("wirewatch.ledger.forget.AT_ONCE", 3)
    present = leases.now()
    with ledger.begin() as tx:
        for at, name in ((present - OLD, "old"), (present, "new")):
            record_entries(tx, FEED, [Entry(f"https://one.example/{name}/{n}") for n in range(10)], at)
        tx.execute(
            update(links).where(links.c.url.not_like("%/9")).values(fate="indexed", raw="raw/2020/01/x#0")
        )
        tx.execute(update(links).where(links.c.url.like("%/8")).values(fate="rejected", reason="too_short"))
        counted = count_fates(tx)
    assert forget_links(ledger, present - YEAR, present) == 9
    assert forget_links(ledger, present - YEAR, present) == 0
    assert months_in_use(ledger, present) == {"raw/2020/01"}
    with ledger.begin() as tx:
        assert count_fates(tx) == counted
        old = links.c.url.like("%/old/%")
        assert tx.execute(select(func.count()).where(old, links.c.carried.is_not(None))).scalar() == 1
        assert tx.execute(select(func.count()).select_from(sightings)).scalar() == 11
        outcomes = select(steps.c.outcome, func.count()).group_by(steps.c.outcome)
        assert dict(tuple(row) for row in tx.execute(outcomes)) == {"forgotten": 9, "seen": 11}
        assert (replay_dead_letters(tx, "too_short", present), send_to_reprocess(tx, None, present)) == (1, 8)
    assert months_in_use(ledger, present - OLD) == {"raw/2020/01"}
    assert months_in_use(ledger, datetime.fromisoformat("2020-01-01T00:00:00Z")) == set()


def test_only_matched_batches_are_dropped(ledger: Ledger) -> None:
    """An old batch that waits to be matched stays, one that was matched goes."""
    then = leases.now() - OLD
    with ledger.begin() as tx:
        for name, matched in (("open", None), ("old", then), ("new", leases.now())):
            tx.execute(
                batches.insert().values(id=name, indexed_at=then, size=1, due_at=then, matched_at=matched)
            )
    assert forget_batches(ledger, leases.now() - YEAR) == 1
    with ledger.read() as tx:
        assert set(tx.execute(select(batches.c.id)).scalars()) == {"open", "new"}


@pytest.mark.parametrize("root", ["folder", "memory"])
def test_the_landing_zone_drops_months(root: str, tmp_path: Path) -> None:
    """In a folder and in an object store, the months before a time are dropped but for those that are in use."""
    landing = LandingZone(str(tmp_path / "l") if root == "folder" else f"memory://{tmp_path.name}")
    present = datetime.fromisoformat("2026-11-22T00:00:00Z")
    assert landing.forget(present) == 0
    days = ("2025-12-31", "2026-01-01", "2026-10-31", "2026-11-01")
    kept = [landing.write_articles([b"{}"], datetime.fromisoformat(f"{day}T12:00:00Z"))[0] for day in days]
    assert landing.forget(month_start(present), {"articles/2026/01"}) == 2
    there = [(landing.root / reference.partition("#")[0]).exists() for reference in kept]
    assert there == [False, True, False, True]


def test_a_landing_zone_that_refuses_is_named(tmp_path: Path) -> None:
    """What cannot be cleared is Trouble with the landing zone's name, not a traceback."""
    (tmp_path / "raw" / "2020").mkdir(parents=True)
    (tmp_path / "raw" / "2020" / "01").write_text("no folder")
    (tmp_path / "articles").write_text("no folder")
    with pytest.raises(Trouble, match=r"landing zone .* cannot be cleared"):
        LandingZone(str(tmp_path)).forget(leases.now())


def test_a_full_disk_is_not_filled_further(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be written whole leaves nothing behind."""
    landing = LandingZone(str(newsroom.home))
    at = leases.now()
    landing.write_articles([b"{}"], at)
    (day,) = (newsroom.home / "articles").glob("*/*/*")
    before = sorted(day.iterdir())
    monkeypatch.setattr("os.fsync", _full)
    with pytest.raises(Trouble):
        landing.write_articles([b"{}"], at)
    assert sorted(day.iterdir()) == before


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_old_sketches_go_whatever_is_kept(newsroom: Newsroom) -> None:
    """Sketches that are too old to find a copy are dropped with all their bands; younger ones still find theirs."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    with newsroom.project() as project:
        with project.ledger.begin() as tx:
            first = tx.execute(select(func.min(sketches.c.n))).scalar_one()
            aged = leases.now() - known_texts.WINDOW - timedelta(days=1)
            tx.execute(update(sketches).where(sketches.c.n == first).values(seen_at=aged))
        assert housekeeping.tidy(project).counts == {"sketches": 1, "hits": 0}
        with project.ledger.read() as tx:
            assert tx.execute(select(func.count()).where(bands.c.n == first)).scalar() == 0
            assert tx.execute(select(func.count()).select_from(sketches)).scalar() == 1


def test_dead_letters_and_ailing_feeds_are_told(newsroom: Newsroom) -> None:
    """Failed links by reason, failed alerts by channel, broken and stale feeds: each is a line that names it."""
    newsroom.publish("/one.xml", 1)
    newsroom.web.on("/broken.xml", status(503))
    newsroom.add_feed("/broken.xml")
    newsroom.write_feeds()
    newsroom.run_pipeline()
    with newsroom.project() as project:
        assert housekeeping.dead_letters(project) == ({"links": 0, "alerts": 0}, ["no dead letters"])
        assert housekeeping.feed_health(project) == (
            {"broken": 0, "stale": 0, "overflowing": 0},
            ["2 feeds, none broken, stale or overflowing"],
        )
        with project.ledger.begin() as tx:
            tx.execute(update(links).values(fate="failed", reason="server_error"))
            tx.execute(update(deliveries).values(state="failed"))
            tx.execute(update(feeds).where(feeds.c.url.like("%/broken.xml")).values(failures=3))
            aged = leases.now() - timedelta(days=8)
            tx.execute(update(feeds).where(feeds.c.url.like("%/one.xml")).values(new_at=aged))
        dead, ill = housekeeping.dead_letters(project), housekeeping.feed_health(project)
    assert (dead.counts, ill.counts) == (
        {"links": 1, "alerts": 1},
        {"broken": 1, "stale": 1, "overflowing": 0},
    )
    assert f"failed links: 1 by server_error, for example {newsroom.page_url(1)}" in dead.lines
    assert "failed alerts: 1 that never reached the channel desk" in dead.lines
    assert any("broken.xml: 3 failures in a row, the last server_error" in line for line in ill.lines)
    assert any(f"one.xml: nothing new since {aged:%Y-%m-%d}" in line for line in ill.lines)


def test_how_long_is_kept_comes_from_the_option_or_the_environment(newsroom: Newsroom) -> None:
    """`--keep` wins over WIREWATCH_KEEP, 0 and nothing keep for ever, and nonsense is told with the right forms."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    make_old(newsroom, 1)
    assert "everything is kept" in newsroom.run_command("housekeeping").out
    newsroom.environment["WIREWATCH_KEEP"] = "365d"
    assert "everything is kept" in newsroom.run_command("housekeeping", "--keep", "0").out
    assert "90s, 15m, 6h, 7d or 2w" in newsroom.run_command("housekeeping", "--keep", "soon", status=2).err
    told = newsroom.run_command("housekeeping").out
    assert "1 links, 1 batches, 1 documents, 2 months" in told
    assert "no dead letters" in told
    with pytest.raises(Mistake):
        housekeeping.read_keep("for ever")
