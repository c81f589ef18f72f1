"""Texts and moments that stories could stumble over: repetition, nothing but background, two at once, a lost memory."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import column, create_engine, delete, insert, select, table, update

from processors.stories.fingerprint import HEAD_BANDS, SKETCH_BANDS, make_fingerprint
from processors.stories.head import pack_head
from processors.stories.pairs import PAIRS
from processors.stories.sketch import pack_sketch
from wirewatch.ledger import known_texts, leases, stories
from wirewatch.ledger.connect import MIGRATIONS, Ledger, open_ledger
from wirewatch.ledger.schema import UtcDateTime, bands, links, sketches

AT = leases.now()


def words(count: int, first: int = 0) -> str:
    """Return so many different words."""
    return " ".join(f"w{'abcdefghij'[n % 10]}{n:x}z" for n in range(first, first + count))


def come(ledger: Ledger, name: str, body: str, at: datetime = AT, site: str = "") -> tuple[str, str | None]:
    """Let an article arrive, from a site of its own unless one is named, and give its story and what it copies."""
    place = place_of(ledger, name, "", body, at, site)
    return place.story_id, place.copy_of


def place_of(
    ledger: Ledger,
    name: str,
    title: str,
    body: str,
    at: datetime = AT,
    site: str = "",
    published: datetime | None = None,
) -> stories.StoryPlace:
    """Let an article with a headline arrive, and give its place."""
    url = f"https://{site or name}.example/{name}"
    with ledger.begin() as tx:
        tx.execute(
            insert(links).values(
                id=name, shard=0, url=url, canonical_url=url, domain=f"{site or name}.example", feed_url=url,
                first_seen_at=at, due_at=at, fate="indexed", batch="b",
            )
        )  # fmt: skip
        place = stories.place_in_story(tx, name, make_fingerprint(title, body, "en", published), at)
        mine = update(links).where(links.c.id == name)
        tx.execute(mine.values(story_id=place.story_id, copy_of=place.copy_of))
    return place


def test_one_sources_variants_of_one_report_are_one_story(ledger: Ledger) -> None:
    """Other words at its end, a part left out or a sentence before it make no story, so no alert, of a report."""
    report = words(160)
    assert come(ledger, "first", report, site="spam") == ("first", None)
    for n in range(60):
        cut = " ".join(report.split()[: 160 - n])
        assert come(ledger, f"v{n}", f"{cut} {words(12, 1000 * n + 1000)}", site="spam")[0] == "first"
    assert come(ledger, "led", words(12, 90_000) + ". " + report, site="spam")[0] == "first"


def test_one_sentence_repeated_is_that_sentence(ledger: Ledger) -> None:
    """However often it stands there, it is one report; another sentence is another, and so is a report that has it."""
    sentence, other = words(12) + ". ", words(12, 500) + ". "
    assert come(ledger, "hundred", sentence * 100) == ("hundred", None)
    assert come(ledger, "twenty", sentence * 20)[0] == "hundred"
    assert come(ledger, "other", other * 100) == ("other", None)
    assert come(ledger, "report", words(150, 1000) + " " + sentence) == ("report", None)
    assert come(ledger, "both", words(60, 2000) + " " + sentence * 50) == ("both", None)


def test_nothing_but_background_is_no_attack(ledger: Ledger) -> None:
    """A text without a word of its own joins none of the reports above that background, and none of them joins it."""
    background = words(150)
    for n in range(2):
        assert come(ledger, f"a{n}", words(60, 1000 * n + 1000) + " " + background)[1] is None
    assert come(ledger, "bare", background) == ("bare", None)
    assert come(ledger, "again", background) == ("bare", "bare")
    for n in range(2, 4):
        assert come(ledger, f"a{n}", words(60, 1000 * n + 1000) + " " + background) == (f"a{n}", None)


BRANCH = (
    "Islamic State Khorasan Province has carried out dozens of attacks across Afghanistan since the Taliban returned "
    "to power in August 2021. The group regards the Taliban as apostates and the Shiite minority as heretics. United "
    "Nations monitors estimate that it has between four and six thousand fighters. It was founded in 2015 by former "
    "commanders of the Pakistani Taliban. Its leader, Sanaullah Ghafari, has a price of ten million dollars on his "
    "head. The Taliban deny that the group controls any territory and say that they have destroyed most of its cells."
)


def test_a_text_of_background_leads_no_report_into_anothers_story(ledger: Ledger) -> None:
    """Under one background each of three short reports is told, though a text between has that background alone."""
    reports = (
        ("a", "Imam shot in Herat", "Gunmen shot dead an imam in Herat on Sunday.\n"),
        ("b", "Teachers hurt in Mazar", "A bomb wounded six teachers in Mazar-i-Sharif on Sunday.\n"),
        ("bare", "What is Islamic State Khorasan?", ""),
        ("c", "Judge killed in Kunduz", "A judge was stabbed to death in Kunduz on Sunday.\n"),
    )
    for hours, (name, title, lede) in enumerate(reports):
        at = AT + timedelta(hours=hours)
        place = place_of(ledger, name, title, lede + BRANCH, at, published=at)
        assert name == "bare" or place.copy_of is None or place.doubt


def test_two_processes_that_join_at_once_meet(ledger: Ledger) -> None:
    """Of twenty reports that come to both at the same time, in other orders, each is one story with one beginning."""
    other = open_ledger(ledger.engine.url)
    texts = [words(120, 1000 * n) for n in range(20)]
    with ThreadPoolExecutor() as pool:
        one = pool.submit(lambda: [come(ledger, f"a{n}", texts[n]) for n in range(20)])
        two = pool.submit(lambda: [come(other, f"b{n}", texts[n]) for n in reversed(range(20))])
        found = {f"a{n}": place for n, place in enumerate(one.result())}
        found |= {f"b{n}": place for n, place in zip(reversed(range(20)), two.result(), strict=True)}
    other.close()
    for n in range(20):
        assert {found[f"a{n}"][1], found[f"b{n}"][1]} in ({None, f"a{n}"}, {None, f"b{n}"})
        assert found[f"a{n}"][0] == found[f"b{n}"][0]


def test_a_memory_that_goes_in_the_middle_changes_no_story(ledger: Ledger) -> None:
    """When the first text is forgotten, its copies lead to its story; when all are, the report is news again."""
    days, report = timedelta(days=1), words(200)
    come(ledger, "first", report, AT - 40 * days)
    assert come(ledger, "longer", report + " " + words(150, 1000), AT - 39 * days) == ("first", "first")
    with ledger.begin() as tx:
        tx.execute(update(sketches).where(sketches.c.link_id == "longer").values(seen_at=AT))
        assert known_texts.forget_sketches(tx, AT - known_texts.WINDOW, limit=1) == 1
    assert come(ledger, "end", words(150, 1000)) == ("first", "longer")
    with ledger.begin() as tx:
        known_texts.forget_sketches(tx, AT + days)
    assert come(ledger, "late", report) == ("late", None)


def test_a_copy_whose_first_text_is_forgotten_is_judged_again(ledger: Ledger) -> None:
    """Where nobody remembers a story's first text, its copy is held against the one that it joined by."""
    background = words(400)
    place = [come(ledger, f"a{n}", words(80, 1000 * n + 1000) + " " + background) for n in range(2)]
    assert place == [("a0", None), ("a0", "a0")]
    with ledger.begin() as tx:
        tx.execute(delete(sketches).where(sketches.c.link_id == "a0"))
    assert come(ledger, "a2", words(80, 3000) + " " + background) == ("a0", "a1")
    assert come(ledger, "a3", words(80, 4000) + " " + background) == ("a3", None)
    with ledger.read() as tx:
        assert tx.execute(select(links.c.story_id).where(links.c.id == "a2")).scalar() == "a2"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_an_earlier_version_remembered_is_found(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A ledger whose texts were packed otherwise finds their copies after its update, and forgets them in time."""
    url = f"sqlite:///{tmp_path}/l.db" if database == "sqlite" else request.getfixturevalue("postgres_url")
    report, config, engine = make_fingerprint("", words(200), "en", AT), Config(), create_engine(url)
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0013")
        row = dict.fromkeys(("id", "url", "canonical_url", "domain", "feed_url", "story_id"), "first")
        row |= {"shard": 0, "fate": "indexed"} | dict.fromkeys(("first_seen_at", "due_at"), AT)
        tx.execute(insert(links).values(row))
        times = [column("seen_at", UtcDateTime()), column("published_at", UtcDateTime())]
        old = table("sketches", *map(column, ("n", "link_id", "sketch", "head", "beginning")), *times)
        packed = {"sketch": pack_sketch(report.sketch), "head": pack_head(report.head)}
        packed |= {"beginning": pack_sketch(report.beginning[:HEAD_BANDS])}
        tx.execute(insert(old).values(n=7, link_id="first", seen_at=AT, published_at=AT, **packed))
        led = {*report.beginning[:HEAD_BANDS], *report.sketch[:SKETCH_BANDS], *report.pairs[:PAIRS]}
        tx.execute(insert(bands), [{"band": value, "n": 7} for value in led])
    engine.dispose()
    ledger = open_ledger(url)
    with ledger.read() as tx:
        seen = tx.execute(select(sketches.c.n, sketches.c.seen_at, sketches.c.published_at)).one()
    assert seen == (7, AT.replace(microsecond=0), AT.replace(microsecond=0))
    assert come(ledger, "copy", words(160)) == ("first", "first")
    assert come(ledger, "other", words(200, 5000)) == ("other", None)
    with ledger.begin() as tx:
        known_texts.forget_sketches(tx, AT + timedelta(days=1))
        assert [tx.execute(select(one)).all() for one in (sketches, bands)] == [[], []]
    ledger.close()
