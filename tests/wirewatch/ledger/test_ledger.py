"""The ledger: its schema, links and their histories, stories, the outbox, the health of feeds."""

import gc
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, Table, Text, func, insert, select, update
from sqlalchemy.pool import QueuePool

from processors.records import Alert
from processors.stories.fingerprint import make_fingerprint
from scrapers.records import Entry, Feed, Source
from wirewatch.errors import Mistake, Trouble
from wirewatch.ledger import feed_states, known_texts, leases, links, outbox, stories
from wirewatch.ledger.connect import HEAD, MIGRATIONS, VERSION_TABLE, Ledger, open_ledger
from wirewatch.ledger.schema import feeds, metadata, sightings, steps
from wirewatch.ledger.schema import links as table

FEED = Feed("https://one.example/rss", Source("one", "One", "one.example"))
OTHER = Feed("https://two.example/rss", Source("two", "Two", "two.example"))
TEXT = (
    "The ministry said on Tuesday that its forces had driven the fighters out of two districts in the south of the "
    "province, after a week in which both sides claimed to hold the road to the border. Residents reached by "
    "telephone said that shops had opened again, and that the school was still closed. A spokesman for the fighters "
    "denied that they had left, and called the report an invention of the government in the capital. "
)


def show(ledger: Ledger, feed: Feed, *urls: str) -> int:
    with ledger.begin() as tx:
        return len(links.record_entries(tx, feed, [Entry(url) for url in urls], leases.now()))


def ids(ledger: Ledger) -> list[str]:
    with ledger.read() as tx:
        return list(tx.execute(select(table.c.id).order_by(table.c.canonical_url)).scalars())


def alert(story: str, rule: str = "rule") -> Alert:
    return Alert(
        rule=rule, story_id=story, article_id=story, title="t", url="u", source="s", groups=("g",), sentence="x",
        outlets=1, published_at=None, first_seen_at=leases.now(),
    )  # fmt: skip


def test_the_migrations_make_the_tables_of_the_schema(ledger: Ledger) -> None:
    """A ledger made by the migrations differs in nothing from the tables that the code uses."""
    with ledger.read() as tx:
        context = MigrationContext.configure(tx, opts={"version_table": VERSION_TABLE, "compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    """The revision that code looks for is the last one of the folder."""
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_opening_a_ledger_again_keeps_what_is_in_it(tmp_path: Path) -> None:
    """A second opening migrates nothing and loses nothing."""
    for expected in (1, 0):
        ledger = open_ledger(f"sqlite:///{tmp_path}/l.db")
        assert show(ledger, FEED, "https://one.example/a") == expected
        ledger.close()


def test_a_ledger_that_is_forgotten_closes_its_connections(tmp_path: Path) -> None:
    """A ledger that nobody closes leaves no open connection behind, of which Python 3.13 and later warn."""
    ledger = open_ledger(f"sqlite:///{tmp_path}/l.db")
    pool = ledger.engine.pool
    assert isinstance(pool, QueuePool)
    assert pool.checkedin() == 1
    del ledger
    gc.collect()
    assert pool.checkedin() == 0


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    """Code that is older than the ledger's tables does not touch them, and says so in one line."""
    url = f"sqlite:///{tmp_path}/ledger.db"
    with (opened := open_ledger(url)).begin() as tx:
        tx.execute(
            update(Table(VERSION_TABLE, MetaData(), Column("version_num", Text))).values(version_num="9999")
        )
    opened.close()
    with pytest.raises(Mistake, match=f"is of a newer Wirewatch .9999, not {HEAD}.; update this one"):
        open_ledger(url)


def test_a_bad_address_of_the_ledger_is_the_users_mistake() -> None:
    """What is no database's address is told as such, with the mend."""
    with pytest.raises(Mistake, match=r"STATE_URL.*sqlite:///"):
        open_ledger("nonsense")


def test_a_driver_that_is_not_installed_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The address is right then, and its password is not shown."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(
        Mistake, match=r"driver of postgresql\+psycopg is not installed.*--extra postgres"
    ) as told:
        open_ledger("postgresql+psycopg://me:hidden@db.example/wirewatch")
    assert "hidden" not in str(told.value)


def test_an_unreachable_ledger_is_trouble_without_its_password() -> None:
    """A database that does not answer is named, and its password is not."""
    with pytest.raises(Trouble, match=r"127\.0\.0\.1") as told:
        open_ledger("postgresql://wirewatch:secret-word@127.0.0.1:1/none")
    assert "secret-word" not in str(told.value)


def test_a_full_disk_is_told_with_its_mend(tmp_path: Path) -> None:
    """SQLite tells of a file that may not grow as of a full disk; the ledger is as it was, and goes on with room."""
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.db")
    urls = [f"https://one.example/{number}" for number in range(2_000)]
    with ledger.begin() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count=1")  # as many as there are
    with pytest.raises(Trouble, match="disk is full; make room there"):
        show(ledger, FEED, *urls)
    assert ids(ledger) == []
    with ledger.begin() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert show(ledger, FEED, *urls[:3]) == 3
    ledger.close()


def test_tracking_parameters_make_no_second_link(ledger: Ledger) -> None:
    """One article in two feeds, under different tracking parameters, is one link with two sightings."""
    assert show(ledger, FEED, "https://one.example/a?utm_source=rss", "https://one.example/b") == 2
    assert show(ledger, OTHER, "https://one.example/a?fbclid=x") == 0
    assert show(ledger, OTHER, "https://one.example/a?fbclid=y") == 0
    with ledger.read() as tx:
        seen = tx.execute(select(sightings.c.link_id, func.count()).group_by(sightings.c.link_id)).all()
        assert sorted(count for _, count in seen) == [1, 2]
        assert links.count_fates(tx) == {"pending": {"": 2}}


def test_an_address_that_is_none_has_a_fate(ledger: Ledger) -> None:
    """A link that cannot be fetched at all is recorded as rejected, with its reason, and told in its history."""
    assert show(ledger, FEED, "ftp://one.example/file", "javascript:void(0)") == 2
    with ledger.read() as tx:
        assert links.count_fates(tx) == {"rejected": {"bad_url": 2}}
        assert set(tx.execute(select(steps.c.outcome)).scalars()) == {"bad_url"}
    assert leases.claim(ledger, leases.FETCH, 9) == []


def test_a_thousand_entries_are_recorded_in_one_transaction(ledger: Ledger) -> None:
    """A feed of many entries, more than one statement takes, loses none."""
    assert show(ledger, FEED, *(f"https://one.example/{n}" for n in range(1000))) == 1000


def test_each_step_is_told_with_its_time_and_reason(ledger: Ledger) -> None:
    """What a stage commits stands in the link's history, and a lost lease adds nothing to it."""
    show(ledger, FEED, "https://one.example/a")
    row = leases.claim(ledger, leases.FETCH, 1)[0]
    with ledger.begin() as tx:
        assert links.advance(
            tx, leases.FETCH, row, "fetch", "rejected", leases.now(), reason="gone", detail="410"
        )
        assert not links.advance(tx, leases.FETCH, row, "fetch", "fetched", leases.now())
    with ledger.read() as tx:
        told = tx.execute(select(steps.c.stage, steps.c.outcome, steps.c.detail).order_by(steps.c.seq)).all()
    assert told[1:] == [("fetch", "rejected", "gone: 410")]


def test_replay_brings_back_what_failed_and_only_that(ledger: Ledger) -> None:
    """Dead letters are pending again, with their tries forgotten; what was rejected comes by its reason only."""
    show(ledger, FEED, "https://one.example/a", "https://one.example/b", "https://one.example/c")
    for row, fate, reason in zip(
        leases.claim(ledger, leases.FETCH, 3),
        ("failed", "rejected", "indexed"),
        ("timeout", "robots", None),
        strict=True,
    ):
        with ledger.begin() as tx:
            links.advance(tx, leases.FETCH, row, "fetch", fate, leases.now(), reason=reason, tries=7)
    with ledger.begin() as tx:
        assert links.replay_dead_letters(tx, None, leases.now()) == 1
        assert links.replay_dead_letters(tx, "robots", leases.now()) == 1
        assert links.count_fates(tx) == {"pending": {"": 2}, "indexed": {"": 1}}
        assert set(tx.execute(select(table.c.tries).where(table.c.fate == "pending")).scalars()) == {0}


def test_replay_does_not_fetch_again_what_has_landed(ledger: Ledger) -> None:
    """A page that landed and failed in processing is processed again, from where it lies."""
    show(ledger, FEED, "https://one.example/a")
    with ledger.begin() as tx:
        tx.execute(update(table).values(fate="failed", raw="raw/x#0", carried=None))
        links.replay_dead_letters(tx, None, leases.now())
        assert links.count_fates(tx) == {"fetched": {"": 1}}


def test_copies_share_a_story_and_count_outlets_by_domain(ledger: Ledger) -> None:
    """The same text at another outlet joins the first one's story; an unrelated one begins its own."""
    show(ledger, FEED, "https://one.example/a", "https://one.example/c")
    show(ledger, OTHER, "https://two.example/b")
    first, unrelated, copy = ids(ledger)
    texts = {
        first: TEXT * 2,
        copy: "Report. " + TEXT.replace("said", "told"),
        unrelated: "Rain is expected in the north over the whole weekend, " * 9,
    }
    at = leases.now()
    with ledger.begin() as tx:
        for id_ in (first, copy, unrelated):
            place = stories.place_in_story(tx, id_, make_fingerprint("", texts[id_], "en"), at)
            tx.execute(
                update(table).where(table.c.id == id_).values(story_id=place.story_id, copy_of=place.copy_of)
            )
            assert place[:2] == ((first, first) if id_ == copy else (id_, None))
        assert stories.count_outlets(tx, first) == 2
        assert stories.place_in_story(
            tx, copy, make_fingerprint("", "something else entirely " * 20, "en"), at
        )[:2] == (
            first,
            first,
        )


def test_a_text_that_comes_back_after_a_month_is_news(ledger: Ledger) -> None:
    """Copies are looked for among the last 30 days only, and older sketches are dropped when asked."""
    show(ledger, FEED, "https://one.example/a", "https://one.example/b", "https://one.example/c")
    a, b, c = ids(ledger)
    at = leases.now()
    with ledger.begin() as tx:
        stories.place_in_story(tx, a, make_fingerprint("", TEXT, "en"), at - timedelta(days=31))
        assert stories.place_in_story(tx, b, make_fingerprint("", TEXT, "en"), at).copy_of is None
        assert known_texts.forget_sketches(tx, at - timedelta(days=30)) == 1
        assert stories.place_in_story(tx, c, make_fingerprint("", TEXT, "en"), at).copy_of == b


def test_a_rule_tells_of_a_story_once(ledger: Ledger) -> None:
    """A second event of one (rule, story) is refused and makes no deliveries; another rule's or story's is not."""
    at = leases.now()
    with ledger.begin() as tx:
        assert outbox.announce(tx, alert("s1"), "b1", ["desk", "mail"], at)
        assert not outbox.announce(tx, alert("s1"), "b2", ["desk", "mail"], at)
        assert outbox.announce(tx, alert("s2"), "b2", ["desk"], at)
        assert outbox.announce(tx, alert("s1", "other"), "b2", ["desk"], at)
        assert outbox.count_states(tx) == {"pending": 4, "sent": 0, "failed": 0}
        assert [row.channel for row in outbox.delivery_log(tx, "s1") if row.rule == "rule"] == [
            "desk",
            "mail",
        ]
        assert outbox.alert_of(tx, "rule", "s2").story_id == "s2"


def test_a_deliverys_key_is_its_own_and_stays() -> None:
    """The idempotency key depends on rule, story and channel, and on nothing else."""
    assert outbox.delivery_key("r", "s", "c") == outbox.delivery_key("r", "s", "c")
    assert (
        len(
            {
                outbox.delivery_key(*names)
                for names in (("r", "s", "c"), ("rs", "", "c"), ("r", "sc", ""), ("", "r", "sc"))
            }
        )
        == 4
    )


def test_failed_deliveries_come_back_by_replay(ledger: Ledger) -> None:
    """A delivery that was given up is pending again after replay."""
    with ledger.begin() as tx:
        outbox.announce(tx, alert("s"), "b", ["desk"], leases.now())
    row = leases.claim(ledger, leases.DELIVER, 1)[0]
    with ledger.begin() as tx:
        leases.settle(tx, leases.DELIVER, row, state="failed", attempts=9)
        assert outbox.replay_failed(tx, leases.now()) == 1
    assert leases.claim(ledger, leases.DELIVER, 1)[0].attempts == 0


def test_a_feed_that_left_the_configuration_is_polled_no_more(ledger: Ledger) -> None:
    """Feeds follow the configuration: new ones are due at once, absent ones rest, and come back as they were."""
    with ledger.begin() as tx:
        feed_states.sync_feeds(tx, [FEED, OTHER], leases.now())
    assert len(leases.claim(ledger, leases.FEEDS, 9)) == 2
    with ledger.begin() as tx:
        tx.execute(update(feeds).values(lease=None, seen=5))
        feed_states.sync_feeds(tx, [OTHER], leases.now())
        assert [row.url for row in feed_states.active_feeds(tx)] == [OTHER.url]
        feed_states.sync_feeds(tx, [FEED, OTHER], leases.now())
        assert [row.seen for row in feed_states.active_feeds(tx)] == [5, 5]


@pytest.mark.parametrize(
    ("polled", "failures", "new", "told"),
    [
        (None, 0, None, "new"),
        (0, 0, 0, "ok"),
        (0, 1, 0, "ailing"),
        (0, 3, 0, "broken"),
        (0, 0, 8, "stale"),
    ],
)
def test_a_feeds_health_is_one_word(
    tmp_path: Path, polled: int | None, failures: int, new: int | None, told: str
) -> None:
    """Each state of a feed has its word."""
    ledger = open_ledger(f"sqlite:///{tmp_path}/l.db")
    at = leases.now()
    with ledger.begin() as tx:
        feed_states.sync_feeds(tx, [FEED], at)
        if polled is not None:
            values = {
                "polled_at": at,
                "ok_at": at,
                "new_at": at - timedelta(days=new or 0),
                "failures": failures,
            }
            tx.execute(update(feeds).values(values))
        assert feed_states.feed_verdict(feed_states.active_feeds(tx)[0], at) == told
    ledger.close()


def test_sqlite_gives_times_back_in_utc(tmp_path: Path) -> None:
    """A time goes in and comes out aware, also where the database knows no zones; a naive one is refused."""
    ledger = open_ledger(f"sqlite:///{tmp_path}/l.db")
    show(ledger, FEED, "https://one.example/a")
    with ledger.read() as tx:
        seen = tx.execute(select(table.c.first_seen_at)).scalar_one()
    assert seen.utcoffset() == timedelta()
    with pytest.raises(Exception, match="naive"), ledger.begin() as tx:
        tx.execute(
            insert(feeds).values(url="x", shard=0, active=True, every_s=1, due_at=seen.replace(tzinfo=None))
        )
    ledger.close()
