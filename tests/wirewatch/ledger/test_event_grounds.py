"""Why an article joined its event, or began one, as the ledger says it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import insert, select, update

from benchmarks.sameness import link, name
from processors.events.words import make_event_text
from wirewatch.inspect.why import explain_link, read_event_grounds
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.events import Events
from wirewatch.ledger.schema import links
from wirewatch.ledger.stories import StoryPlace

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
BLAST = (
    "Blast at Kunduz bakery kills 5",
    "A bomb hidden in a flour sack killed 5 people at a bakery in Kunduz on Tuesday.",
)
RISEN = (
    "Toll of Kunduz bakery blast rises to 7",
    "The bomb in a flour sack at a bakery in Kunduz on Tuesday killed 7, a doctor said.",
)
FLOOD = (
    "Ferry sinks in a storm",
    "A ferry with ninety passengers sank in high waves off an island; the coast guard found six.",
)


def grounds_of(
    ledger: Ledger, n: int, report: tuple[str, str], copy_of: int | None = None, groups: Sequence[str] = ()
) -> str | None:
    """Let an article arrive, and say on what grounds it has its event."""
    story = StoryPlace(name(n if copy_of is None else copy_of), None if copy_of is None else name(copy_of))
    with ledger.begin() as tx:
        tx.execute(insert(links), link(n, {"url": f"https://a.example/{n}", "domain": "a.example"}, AT))
        with Events(tx, {name(n): make_event_text(*report, "en", AT, groups)}, AT) as events:
            place = events.place(name(n), story)
            grounds = events.grounds_of(name(n))
        values = {"event_id": place.event_id, "event_grounds": grounds}
        tx.execute(update(links).where(links.c.id == name(n)).values(**values))
    return grounds


def test_an_article_says_what_it_shares_with_its_event(ledger: Ledger) -> None:
    """The event is named by its first article, of which `why` gives the address."""
    grounds_of(ledger, 1, BLAST)
    assert (grounds_of(ledger, 2, RISEN) or "").startswith(
        f"joined the event of {name(1)}: same town (Kunduz), same day (2026-11-24), same act ("
    )
    told = explain_link(ledger, "https://a.example/2")
    assert told["event_grounds"].startswith("joined the event of https://a.example/1: same town (Kunduz)")
    assert "; figures of headlines 5, then 7; its words fit to " in told["event_grounds"]
    assert grounds_of(ledger, 3, RISEN, copy_of=2) == f"joined the event of {name(1)}: a copy of its story"
    with ledger.read() as tx:
        assert read_event_grounds(tx, name(2)) == told["event_grounds"]
        assert read_event_grounds(tx, name(99)) is None


def test_the_first_of_an_event_says_that_nobody_tells_of_its_town_or_what_the_likest_lacks(
    ledger: Ledger,
) -> None:
    """No other report names Kunduz; then one does, which has other words; and a text without words has nothing."""
    own = "an event of its own: "
    assert grounds_of(ledger, 1, BLAST) == f"{own}no other report of these days names Kunduz"
    assert (
        grounds_of(ledger, 2, FLOOD)
        == f"{own}no report of the last month shares the words that tell most of it"
    )
    library = (
        "Readers queue as mayor opens library",
        "A library with novels, maps and a reading room for students opened after years of work in Kunduz, and the "
        "mayor praised masons, donors and a retired teacher who had collected shelves, lamps and chairs for it.",
    )
    assert (grounds_of(ledger, 3, library) or "").startswith(
        f"{own}the likest is that of {name(1)}, but not like enough: its words fit to "
    )
    raid = ("Raiders shot at a mill in Herat", "They came on Monday to rob it of flour, and hit no people.")
    told = grounds_of(ledger, 5, raid)
    assert told == f"{own}no other report of these days names Herat; no event of the last month is near it"
    assert grounds_of(ledger, 4, ("", "")) == f"{own}it has no words that tell anything"


def test_an_article_that_has_its_event_keeps_what_was_said(ledger: Ledger) -> None:
    """A revision is placed again, and nothing new is said."""
    grounds_of(ledger, 1, BLAST)
    with ledger.begin() as tx, Events(tx, {name(1): make_event_text(*BLAST, "en", AT)}, AT) as events:
        assert events.place(name(1), StoryPlace(name(1), None)).event_id == name(1)
        assert events.grounds_of(name(1)) is None
        kept = tx.execute(select(links.c.event_grounds)).scalar_one()
    assert kept == "an event of its own: no other report of these days names Kunduz"


def test_a_digest_is_of_no_event_and_no_report_is_of_it(ledger: Ledger) -> None:
    """A report that it tells of does not join it, nor does it join one."""
    with ledger.begin() as tx:
        texts = {name(n): make_event_text(*BLAST, "en", AT, is_digest=n in (1, 3)) for n in (1, 2, 3)}
        with Events(tx, texts, AT) as events:
            found = [events.place(id_, StoryPlace(id_, None)).event_id for id_ in texts]
            assert events.grounds_of(name(1)) == "an event of its own: it is a digest, which tells of several"
    assert found == [name(1), name(2), name(3)]


def test_sentences_of_a_report_that_was_compared_and_is_no_copy_are_those_of_a_form(ledger: Ledger) -> None:
    """Not compared, it may be a copy that nobody looked for."""
    form = "Gunmen on motorbikes opened fire on a bus near the market of Kunduz on Tuesday, and {} of them were {}."
    first = ("Raid on bus", form.format("seven", "hurt by glass"))
    second = ("Two raids", form.format("none", "found, said the mayor of a village beside the road"))
    for was_compared, wanted in ((True, name(2)), (False, name(1))):
        with ledger.begin() as tx:
            texts = {name(n): make_event_text(*one, "en", AT) for n, one in ((1, first), (2, second))}
            with Events(tx, texts, AT) as events:
                found = [
                    events.place(id_, StoryPlace(id_, None), was_compared=was_compared).event_id
                    for id_ in texts
                ]
            assert found == [name(1), wanted]
            tx.rollback()
