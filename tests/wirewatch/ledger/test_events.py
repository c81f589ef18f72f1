"""Events in the ledger: who shares one, what is remembered of it and for how long."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from paths import DATA
from sqlalchemy import func, insert, select, update

from benchmarks.events import bcubed, merged_events, place
from benchmarks.sameness import link, name, read_items
from processors.events.event import add_to_event, begin_event, words_of
from processors.events.words import make_event_text
from wirewatch.ledger import known_events
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.events import EventPlace, Events
from wirewatch.ledger.schema import event_words, links
from wirewatch.ledger.schema import known_events as table
from wirewatch.ledger.stories import StoryPlace

AT = datetime(2026, 11, 16, 12, tzinfo=UTC)
BLAST = (
    "Bomb at Kabul bakery kills four",
    "A bomb hidden in a flour sack exploded outside a bakery in Kabul on Monday, killing four people. The baker, Naser "
    "Popal, had opened his shop in the Karte Char quarter an hour before.",
)
FLOOD = (
    "Ferry sinks off Samar",
    "A ferry with ninety passengers sank on Sunday in high waves off the island of Samar; the coast guard found six.",
)


def come(
    ledger: Ledger,
    n: int,
    report: tuple[str, str],
    at: datetime = AT,
    copy_of: int | None = None,
    groups: Sequence[str] = (),
) -> EventPlace:
    """Let an article arrive, and give its event."""
    story = StoryPlace(name(n if copy_of is None else copy_of), None if copy_of is None else name(copy_of))
    with ledger.begin() as tx:
        tx.execute(insert(links), link(n, {"url": f"https://a.example/{n}", "domain": "a.example"}, at))
        with Events(tx, {name(n): make_event_text(*report, "en", at, groups)}, at) as events:
            found = events.place(name(n), story)
        tx.execute(update(links).where(links.c.id == name(n)).values(event_id=found.event_id))
    return found


def test_an_event_has_the_id_of_its_first_article(ledger: Ledger) -> None:
    """A second report joins it and says why, another happening begins its own, and a copy has its story's event."""
    assert come(ledger, 1, BLAST) == (name(1), "")
    second = come(ledger, 2, (BLAST[0] + ", police say", BLAST[1] + " Neighbours had seen nobody."))
    assert second.event_id == name(1)
    assert "fit to" in second.grounds
    assert come(ledger, 3, FLOOD).event_id == name(3)
    assert come(ledger, 4, FLOOD, copy_of=2).event_id == name(1)


def test_what_is_remembered_of_an_event_tells_towns_of_one_name_apart(ledger: Ledger) -> None:
    """The countries of an event are kept with it."""
    clash = "Fighting between rival armed groups in {} killed six people on Monday, the health ministry said."
    libyan, lebanese = (
        ("Six dead in Tripoli", clash.format(f"the {one} city of Tripoli")) for one in ("Libyan", "Lebanese")
    )
    assert come(ledger, 1, libyan).event_id == name(1)
    assert come(ledger, 2, lebanese).event_id == name(2)
    assert come(ledger, 3, (f"{libyan[0]}, ministry says", libyan[1])).event_id == name(1)


def test_articles_of_one_pass_meet(ledger: Ledger) -> None:
    """What comes together is one event where it would be one after the other, in one order."""
    texts = {name(n): make_event_text(*one, "en", AT) for n, one in enumerate((BLAST, FLOOD, BLAST, FLOOD))}
    with ledger.begin() as tx:
        with Events(tx, texts, AT) as events:
            found = [events.place(id_, StoryPlace(id_, None)).event_id for id_ in texts]
        assert found == [name(0), name(1), name(0), name(1)]
        assert tx.execute(select(func.count()).select_from(table)).scalar_one() == 2


def test_the_words_of_a_copy_lead_to_its_event(ledger: Ledger) -> None:
    """A copy that was lengthened brings a follow-up that has only its new words; not where it names a group."""
    more = "The Karwan theatre company lost its director Zalmai Araghi, whose premiere of Nine Carpets was cancelled."
    follow = ("Nine Carpets: Karwan theatre mourns Zalmai Araghi", f"{more} Araghi had rehearsed for a year.")
    for first, groups, told in ((1, [], 1), (11, ["isis-k"], 13)):
        at = AT + timedelta(days=first)
        come(ledger, first, BLAST, at, groups=groups)
        come(ledger, first + 1, (BLAST[0], f"{BLAST[1]} {more}"), at, copy_of=first, groups=groups)
        assert come(ledger, first + 2, follow, at, groups=groups).event_id == name(told)
        with ledger.begin() as tx:
            known_events.forget_events(tx, at + timedelta(days=1))


def test_the_toll_of_a_copy_leads_other_languages_to_its_event(ledger: Ledger) -> None:
    """A French report with the new toll is of the event that a copy has told it of; without the copy it is not."""
    english = (
        "Bomber kills 12 at Mosul market",
        "A bomber blew himself up at a market in Mosul on Sunday, killing 12 people, police said on Monday.",
    )
    risen = ("Death toll in Mosul market bombing rises to 15", english[1].replace("12", "15"))
    french = make_event_text(
        "Irak : 15 morts dans une explosion à Mossoul",
        "L'explosion de dimanche sur un marché de Mossoul, en Irak, a fait 15 morts, selon les hôpitaux.",
        "fr", AT, ["isis"],
    )  # fmt: skip
    for first, copied in ((1, False), (11, True)):
        come(ledger, first, english, groups=["isis"])
        if copied:
            come(ledger, first + 1, risen, copy_of=first, groups=["isis"])
        with ledger.begin() as tx, Events(tx, {name(first + 2): french}, AT) as events:
            found = events.place(name(first + 2), StoryPlace(name(first + 2), None))
        assert found.event_id == name(first if copied else first + 2)
        with ledger.begin() as tx:
            known_events.forget_events(tx, AT + timedelta(days=1))


def test_a_link_keeps_its_event_and_no_event_joins_another(ledger: Ledger) -> None:
    """What has an event keeps it, whatever it says later, and a text of both events moves neither."""
    come(ledger, 1, BLAST)
    come(ledger, 2, FLOOD)
    come(ledger, 3, (f"{BLAST[0]}; {FLOOD[0]}", f"{BLAST[1]} {FLOOD[1]}"))
    with ledger.begin() as tx:
        with Events(tx, {name(1): make_event_text(*FLOOD, "en", AT)}, AT) as events:
            again = events.place(name(1), StoryPlace(name(1), None))
        assert again == (name(1), "")
        assert dict(tx.execute(select(links.c.id, links.c.event_id)).all()[:2]) == {  # type: ignore[arg-type]
            name(1): name(1), name(2): name(2),
        }  # fmt: skip


def test_an_event_is_over_after_a_month(ledger: Ledger) -> None:
    """What comes later than the window begins an event of its own, and what is forgotten leaves no word behind."""
    come(ledger, 1, BLAST)
    late = AT + known_events.WINDOW + timedelta(hours=1)
    assert come(ledger, 2, BLAST, late).event_id == name(2)
    with ledger.begin() as tx:
        assert known_events.forget_events(tx, late - known_events.WINDOW) == 1
        assert tx.execute(select(func.count()).select_from(table)).scalar_one() == 1
        assert tx.execute(select(func.count(func.distinct(event_words.c.n)))).scalar_one() == 1
        assert known_events.forget_events(tx, late - known_events.WINDOW) == 0


def test_a_transaction_that_dies_leaves_nothing(ledger: Ledger) -> None:
    """Killed before its commit, an article has no event, and its words are not counted."""
    with pytest.raises(RuntimeError):
        _place_and_die(ledger)
    with ledger.begin() as tx:
        assert known_events.read_rarity(tx, "en").articles == 0
        assert tx.execute(select(func.count()).select_from(table)).scalar_one() == 0


def _place_and_die(ledger: Ledger) -> None:
    with ledger.begin() as tx:
        with Events(tx, {name(1): make_event_text(*BLAST, "en", AT)}, AT) as events:
            events.place(name(1), StoryPlace(name(1), None))
        raise RuntimeError


def test_an_article_without_words_is_an_event_of_its_own(ledger: Ledger) -> None:
    """Nothing tells to which event it belongs, and nothing is found by it."""
    assert come(ledger, 1, ("", "")) == (name(1), "")
    assert come(ledger, 2, ("", "")) == (name(2), "")


def test_an_event_is_unpacked_as_it_was_packed(ledger: Ledger) -> None:
    """What is remembered of an event comes back, two articles' words summed."""
    text = make_event_text(*BLAST, "en", AT, ["isis-k"])
    event = add_to_event(begin_event(text, words_of(text), AT), text, words_of(text), AT + timedelta(hours=1))
    with ledger.begin() as tx:
        known = known_events.KnownEvents(tx, [], AT)
        known.remember("e", event, [3, -5])
        known.write()
        again, led = known_events.KnownEvents(tx, [[3]], AT).likely([3])[0][2::2]
    assert led == (3, -5)
    assert again._replace(words=event.words) == event
    assert all((one == other).all() for one, other in zip(again.words, event.words, strict=True))
    assert event.words.body.max() >= 2


def test_articles_written_to_be_mistaken_find_their_events() -> None:
    """Most articles of a set stand with those of their event alone."""
    items = read_items(DATA / "stories" / "four.jsonl.gz")[:150]
    found = place(items, with_stories=False)
    score = bcubed([item["event"] for item in items], found)
    assert score.f1 >= 0.9, score
    assert len(merged_events(items, found)) <= 0.1 * len({item["event"] for item in items})
