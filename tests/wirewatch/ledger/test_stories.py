"""Stories: who shares one, on both databases, and what the ledger keeps for it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given, settings
from hypothesis import strategies as st
from paths import SEEDS
from sqlalchemy import create_engine, delete, func, insert, select, text, update

from processors.stories.fingerprint import make_fingerprint
from processors.stories.sketch import make_sketch
from wirewatch.ledger import known_texts, leases, stories
from wirewatch.ledger.connect import MIGRATIONS, Ledger, open_ledger
from wirewatch.ledger.known_texts import TEXTS_PER_BAND
from wirewatch.ledger.late_judgement import OWN_STORY, late_articles
from wirewatch.ledger.links import add_steps
from wirewatch.ledger.schema import bands, links, sketches, steps

WIRE, OTHER = (path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
AT = leases.now()
PUBLISHED = datetime(2026, 11, 22, 12, tzinfo=UTC)


def words(count: int, first: int = 0) -> str:
    """Return so many different words."""
    return " ".join(f"w{'abcdefghij'[n % 10]}{n:x}z" for n in range(first, first + count))


def come(
    ledger: Ledger,
    name: str,
    body: str,
    at: datetime = AT,
    site: str = "",
    published_at: datetime | None = None,
) -> tuple[str, str | None]:
    """Let an article arrive, from a site of its own unless one is named, and give its place."""
    url = f"https://{site or name}.example/{name}"
    with ledger.begin() as tx:
        tx.execute(
            insert(links).values(
                id=name, shard=0, url=url, canonical_url=url, domain=f"{site or name}.example", feed_url=url,
                first_seen_at=at, due_at=at, fate="fetched",
            )
        )  # fmt: skip
        place = stories.place_in_story(tx, name, make_fingerprint("", body, "en", published_at), at)
        mine = update(links).where(links.c.id == name)
        tx.execute(mine.values(story_id=place.story_id, copy_of=place.copy_of))
    return place.story_id, place.copy_of


def count(ledger: Ledger) -> tuple[int, int]:
    """Return the number of sketches and of bands that are kept."""
    with ledger.read() as tx:
        return tuple(tx.execute(select(func.count()).select_from(t)).scalar_one() for t in (sketches, bands))


def test_a_copy_in_other_words_joins_by_what_its_heads_say(ledger: Ledger) -> None:
    """Hardly a run of words is left, and half of the heads' words are others: the two are compared all the same."""
    first = (
        "GUSAU - Bandits on Sunday morning abducted 31 worshippers from a mosque in Yan Tumaki village of Zamfara "
        "State, residents have said. A resident, Malam Sani Dauran, told the Lantern by phone that the gunmen came "
        "during the dawn prayer and marched the victims, among them the imam, into the forest."
    )
    reworded = (
        "Kidnappers have struck again. Gunmen ringed a mosque in north-west Nigeria at dawn on Sunday and led 31 "
        "worshippers, with the imam, into "
        "the forest, according to people who live at Yan Tumaki in Zamfara. They fired in the air, said one of them, "
        "Malam Sani Dauran. The bandits, whom a resident had seen by a well, want a ransom."
    )
    assert come(ledger, "first", first, published_at=PUBLISHED) == ("first", None)
    assert come(ledger, "reworded", reworded, published_at=PUBLISHED) == ("first", "first")


def test_copies_share_the_story_of_the_first(ledger: Ledger) -> None:
    """Cut, lengthened and whole copies join the first article, and another report does not."""
    assert come(ledger, "first", WIRE) == ("first", None)
    assert come(ledger, "cut", WIRE[: len(WIRE) * 6 // 10]) == ("first", "first")
    assert come(ledger, "longer", OTHER[: len(WIRE) // 2] + "\n" + WIRE) == ("first", "first")
    assert come(ledger, "whole", WIRE) == ("first", "first")
    assert come(ledger, "other", OTHER) == ("other", None)


def test_copies_of_a_revision_join_the_story(ledger: Ledger) -> None:
    """A revised article stays where it is, and copies of its newer text, as of its older one, join its story."""
    assert come(ledger, "first", WIRE) == ("first", None)
    before = count(ledger)
    with ledger.begin() as tx:
        assert stories.place_in_story(tx, "first", make_fingerprint("", WIRE, "en"), AT)[:2] == (
            "first",
            None,
        )
        assert stories.place_in_story(tx, "first", make_fingerprint("", WIRE, "en"), AT, revised=True)[
            :2
        ] == ("first", None)
    assert count(ledger) == before
    with ledger.begin() as tx:
        assert stories.place_in_story(tx, "first", make_fingerprint("", OTHER, "en"), AT, revised=True)[
            :2
        ] == ("first", None)
    assert come(ledger, "newer", OTHER[: len(OTHER) * 7 // 10]) == ("first", "first")
    assert come(ledger, "older", WIRE[: len(WIRE) * 7 // 10]) == ("first", "first")


def test_a_story_that_began_with_a_cut_copy_keeps_its_id(ledger: Ledger) -> None:
    """The whole report, when it comes later, joins the story that has been told of; so does what only it leads to."""
    assert come(ledger, "cut", WIRE[: len(WIRE) // 2])[0] == "cut"
    assert come(ledger, "whole", WIRE) == ("cut", "cut")
    assert come(ledger, "end", WIRE[len(WIRE) // 2 :]) == ("cut", "whole")


def test_an_article_never_changes_its_story(ledger: Ledger) -> None:
    """A report that joins two earlier ones moves neither of them, and a link that comes again has its place already."""
    come(ledger, "one", WIRE[: len(WIRE) // 2])
    come(ledger, "two", WIRE[len(WIRE) // 2 :])
    come(ledger, "whole", WIRE)
    with ledger.begin() as tx:
        assert stories.place_in_story(tx, "one", make_fingerprint("", OTHER, "en"), AT)[:2] == ("one", None)
        assert stories.place_in_story(tx, "two", make_fingerprint("", WIRE, "en"), AT)[:2] == ("two", None)


@settings(max_examples=20)
@given(
    st.integers(40, 400), st.floats(0.5, 1), st.integers(0, 300), st.sampled_from(["one", "two"]),
)  # fmt: skip
def test_the_order_of_arrival_does_not_matter(size: int, kept: float, added: int, site: str) -> None:
    """Two texts share a story, or do not, whichever of them comes first."""
    pair = [words(size), words(int(size * kept)) + " " + words(added, first=1000)]
    shared = set()
    for texts in (pair, pair[::-1]):
        ledger = open_ledger("sqlite://")
        come(ledger, "one", texts[0], site="one")
        shared.add(come(ledger, "two", texts[1], site=site)[1] is not None)
        ledger.close()
    assert len(shared) == 1


def test_what_one_site_repeats_joins_nothing(ledger: Ledger) -> None:
    """Articles of one site, more than half of each the same paragraphs, stay apart; its own copy in full does not."""
    notice = words(150)
    for n in range(12):
        assert come(ledger, f"a{n}", words(120, 1000 * n + 1000) + " " + notice, site="one")[1] is None
    assert come(ledger, "again", words(120, 6000) + " " + notice, site="one")[1] == "a5"


def test_boilerplate_of_many_sites_is_learnt(ledger: Ledger) -> None:
    """Once four stories have a paragraph, an article that shares no more than it with them joins none."""
    notice = words(100)
    for n in range(4):
        come(ledger, f"a{n}", words(150, 1000 * n + 1000) + " " + notice)
    assert come(ledger, "short", words(60, 9000) + " " + notice)[1] is None


def test_eight_attacks_under_one_background_are_eight_stories(ledger: Ledger) -> None:
    """Reports that share five sentences of background, longer than what is their own, stay apart from the first on."""
    background = words(150)
    for n in range(8):
        own = words(60, 1000 * n + 1000)
        assert come(ledger, f"a{n}", own + " " + background) == (f"a{n}", None)
        assert come(ledger, f"b{n}", own + " " + words(100, 20))[0] == f"a{n}"


def test_what_long_background_joined_is_judged_again(ledger: Ledger) -> None:
    """The third report under a background as long as a report shows that the second is none of the first's copies."""
    background = words(400)
    place = [come(ledger, f"a{n}", words(80, 1000 * n + 1000) + " " + background) for n in range(2)]
    assert place[1] == ("a0", "a0")
    with ledger.begin() as tx:
        tx.execute(update(links).values(fate="indexed", batch="b"))
    assert come(ledger, "a2", words(80, 3000) + " " + background) == ("a2", None)
    with ledger.read() as tx:
        rows = {row.id: row for row in tx.execute(select(links))}
        told = tx.execute(select(steps.c.link_id).where(steps.c.outcome == "own_story")).scalars().all()
    assert {id_: (row.story_id, row.copy_of) for id_, row in rows.items()} == {
        "a0": ("a0", None), "a1": ("a1", None), "a2": ("a2", None),
    }  # fmt: skip
    assert (rows["a0"].fate, rows["a0"].batch) == ("indexed", "b")
    assert (rows["a1"].fate, rows["a1"].batch) == ("processed", None)
    assert told == ["a1"]


def test_a_report_that_hundreds_carry_stays_one_story(ledger: Ledger) -> None:
    """Many copies do not make a report common: the last is found as the first was, and they cost no room."""
    come(ledger, "first", WIRE)
    before = count(ledger)
    for n in range(5 * TEXTS_PER_BAND):
        assert come(ledger, f"c{n}", WIRE + f" Reporting by desk {n}.")[0] == "first"
    kept, led = count(ledger)
    assert kept <= before[0] + 2 * TEXTS_PER_BAND
    assert led <= before[1] + 2 * TEXTS_PER_BAND


def test_a_set_phrase_leads_to_few(ledger: Ledger) -> None:
    """What unrelated articles share leads to COMMON of them at most, so that finding costs no more as they grow."""
    for n in range(3 * TEXTS_PER_BAND):
        come(ledger, f"a{n}", words(60, 1000 * n + 1000) + " " + words(20))
    with ledger.read() as tx:
        held = tx.execute(select(func.count(bands.c.n)).group_by(bands.c.band)).scalars().all()
    assert TEXTS_PER_BAND in held
    assert max(held) == TEXTS_PER_BAND


def test_a_copy_keeps_a_report_alive(ledger: Ledger) -> None:
    """The month counts from the last copy; after a month without one the same text begins a new story."""
    days = timedelta(days=1)
    come(ledger, "first", WIRE)
    assert come(ledger, "second", WIRE, AT + 20 * days)[1] == "first"
    assert come(ledger, "third", WIRE, AT + 40 * days)[1] == "first"
    assert come(ledger, "late", WIRE, AT + 75 * days)[1] is None


def test_what_is_forgotten_leaves_nothing(ledger: Ledger) -> None:
    """Old sketches go with their bands, at most so many at a time, and newer ones stay to be found."""
    for n in range(3):
        come(ledger, f"old{n}", words(80, 1000 * n), AT - timedelta(days=40 - n))
    come(ledger, "new", WIRE)
    with ledger.begin() as tx:
        before = AT - known_texts.WINDOW
        assert [known_texts.forget_sketches(tx, before, limit=2) for _ in range(3)] == [2, 1, 0]
    assert count(ledger) == (1, len(make_fingerprint("", WIRE, "en").bands))
    assert come(ledger, "copy", WIRE)[1] == "new"


def test_what_an_earlier_version_remembered_leaves_nothing(ledger: Ledger) -> None:
    """Its heads had no rest before them, and figures led to them as names do: the bands are those that it wrote."""
    head = bytes.fromhex(
        "0364078daa85ec52290764078daa85ecc061b952290728b609b51dec184c76b3cb33003597aa5f0f003beffa77bc28b609d42adc221e58"
        "1a525544534fba4e8a8a906c58bc2b84f3203a85c798f507e0677abcd51ad2a86928b60968453cc2c0953a19adf054a8001c3968453c38"
        "9611a049acf8576aa8db4a"
    )
    written = (279194213, -102758505, -1915673286, -461859042, -1726755745)
    come(ledger, "old", words(80), AT - timedelta(days=40))
    with ledger.begin() as tx:
        n = tx.execute(select(sketches.c.n)).scalar_one()
        tx.execute(update(sketches).values(head=head, published_at=datetime(2026, 11, 16, 6, tzinfo=UTC)))
        tx.execute(insert(bands), [{"band": band, "n": n} for band in written])
        assert known_texts.forget_sketches(tx, AT - known_texts.WINDOW) == 1
    assert count(ledger) == (0, 0)


def test_a_digest_is_forgotten_whole(ledger: Ledger) -> None:
    """Its head has one bit more, behind a rest: the bands that lead to it are still told by what is remembered."""
    body = "\n".join(f"{place} - {words(40, 40 * n)}" for n, place in enumerate(("Mali", "Niger", "Benin")))
    text_ = make_fingerprint("", body, "en", AT)
    assert text_.head.is_digest
    assert come(ledger, "digest", body, published_at=AT) == ("digest", None)
    assert count(ledger) == (1, len(text_.bands))
    with ledger.begin() as tx:
        assert known_texts.forget_sketches(tx, AT + timedelta(days=1)) == 1
    assert count(ledger) == (0, 0)


@pytest.mark.parametrize("body", ["", "Too few words", "!?"])
def test_texts_without_a_shingle_stand_alone(ledger: Ledger, body: str) -> None:
    """What cannot be compared is a story of its own, each time, and takes no room."""
    assert come(ledger, "one", body) == ("one", None)
    assert come(ledger, "two", body) == ("two", None)
    assert count(ledger) == (0, 0)


def test_short_texts_join_when_they_are_the_same(ledger: Ledger) -> None:
    """A flash of one sentence is found again by all of its words."""
    flash = "Shells hit a village in the south, nine are dead"
    come(ledger, "one", flash)
    assert come(ledger, "two", flash.upper() + "!")[1] == "one"
    assert come(ledger, "three", "Shells hit a village in the north, two are hurt")[1] is None


def test_outlets_are_owners_and_not_articles(ledger: Ledger) -> None:
    """A story that one owner carries three times and another once has two outlets."""
    for n in range(3):
        come(ledger, f"a{n}", WIRE, site="one")
    come(ledger, "b", WIRE, site="two")
    with ledger.read() as tx:
        assert stories.count_outlets(tx, "a0") == 2


def test_a_lost_link_of_a_story_is_no_matter(ledger: Ledger) -> None:
    """A story is known by its articles: a copy of a copy has it when the first sketch is gone."""
    come(ledger, "first", WIRE)
    come(ledger, "longer", WIRE + " " + words(150))
    with ledger.begin() as tx:
        n = tx.execute(select(sketches.c.n).where(sketches.c.link_id == "first")).scalar_one()
        tx.execute(delete(bands).where(bands.c.n == n))
        tx.execute(delete(sketches).where(sketches.c.n == n))
    assert come(ledger, "end", WIRE[len(WIRE) // 2 :] + " " + words(150)) == ("first", "longer")


def test_sketches_of_the_first_make_are_forgotten(tmp_path: Path) -> None:
    """A ledger of the first version keeps its links, and finds no copies by sketches that cannot be compared."""
    url = f"sqlite:///{tmp_path}/ledger.db"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    old = create_engine(url)
    with old.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0001")
        row = {"id": "old", "shard": 0, "fate": "indexed", "domain": "d", "story_id": "old"}
        row |= dict.fromkeys(("url", "canonical_url", "feed_url"), "u") | {"first_seen_at": AT, "due_at": AT}
        tx.execute(insert(links).values(row))
        tx.execute(
            text("INSERT INTO sketches (link_id, seen_at, sketch) VALUES ('old', '2026-01-01', x'00')")
        )
        tx.execute(insert(bands), [{"band": band, "n": 1} for band in make_sketch(WIRE)])
    old.dispose()
    ledger = open_ledger(url)
    assert count(ledger) == (0, 0)
    assert come(ledger, "new", WIRE) == ("new", None)
    with ledger.read() as tx:
        assert tx.execute(select(links.c.id).order_by(links.c.id)).scalars().all() == ["new", "old"]
    ledger.close()


def test_what_a_revision_says_later_is_not_late(ledger: Ledger) -> None:
    """An article that left a story is told late until it is revised; one that never left one is told in time."""
    for name in ("late", "revised", "other"):
        come(ledger, name, words(40))
    with ledger.begin() as tx:
        add_steps(tx, [(name, "process", OWN_STORY, "no copy") for name in ("late", "revised")], AT)
        add_steps(tx, [("late", "index", "indexed", None), ("late", "process", "processed", None)], AT)
        add_steps(tx, [("revised", "process", "processed", "revision 2; names isis")], AT)
        assert late_articles(tx, ["late", "revised", "other"]) == {"late"}
