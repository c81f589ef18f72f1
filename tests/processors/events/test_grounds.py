"""What is said of why an article joined an event, or began one."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from processors.events.decide import choose, choose_across, likest
from processors.events.event import Event, begin_event, words_of
from processors.events.grounds import say_common, say_other, say_towns
from processors.events.likeness import Array, make_vector, measure
from processors.events.places import name_places
from processors.events.rarity import Rarity
from processors.events.words import EventText, make_event_text
from processors.text.tokens import tokens

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def read(title: str, text: str, language: str = "en", groups: Sequence[str] = ()) -> EventText:
    """Give what tells of an article's event."""
    return make_event_text(title, text, language, AT, groups)


def event_of(text: EventText) -> Event:
    """Give the event that an article begins."""
    return begin_event(text, words_of(text), AT)


BLAST = read("Blast in Kunduz kills 5", "A bomb killed 5 people in Kunduz on Tuesday.", groups=["isis-k"])
RISEN = read("Toll of Kunduz blast is 7", "The bomb in Kunduz on Tuesday killed 7 people.", groups=["isis-k"])
RAID = read("Raid in Herat kills 5", "Gunmen killed 5 people in Herat on Monday.", groups=["taliban"])


def test_what_two_reports_have_in_common_is_said_in_plain_words() -> None:
    """Town, day, group, act, and the figures of headlines: those of before, and those of now."""
    said = say_common(RISEN, event_of(BLAST))
    assert said.startswith("same town (Kunduz), same day (2026-11-24), same group (isis-k), same act (")
    assert said.endswith("; figures of headlines 5, then 7")
    assert say_common(BLAST, event_of(BLAST)).endswith("; same figure (5)")
    assert say_other(RISEN, event_of(BLAST)) == ""


def test_what_two_reports_name_each_another_is_said() -> None:
    """Another town, day and group, those of the article first."""
    assert say_other(RAID, event_of(BLAST)) == (
        "other town (Herat, there Kunduz), other day (2026-11-23, there 2026-11-24), "
        "other group (taliban, there isis-k)"
    )


def test_a_country_is_said_where_no_town_is_the_same_and_nothing_of_what_is_not_named() -> None:
    """A report without a town has the country; one that names nothing has nothing to say."""
    somewhere = read("Bomb kills many in Afghanistan", "Officials in Afghanistan said so.")
    other = read("Afghan officials on bomb", "They were told in Herat, in Afghanistan.")
    assert "same country (AF)" in say_common(somewhere, event_of(other))
    nothing = read("A quiet day", "Nothing came to pass.")
    assert (say_common(nothing, event_of(nothing)), say_other(nothing, event_of(BLAST))) == ("", "")


def test_the_towns_of_an_article_are_named_as_it_writes_them() -> None:
    """In their order, without what is joined to them; and none where it names none."""
    assert say_towns(read("Kunduz and Herat mourn", "They did.")) == "Herat or Kunduz"
    assert say_towns(read("A quiet day", "Nothing came to pass.")) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("В Кундузе взорвалась бомба", "Кундузе"),
        ("Ankara'da saldırı", "Ankara"),
        ("L'attaque d'Alger", "Alger"),
        ("هجوم بكابول", "كابول"),
        ("喀布尔发生爆炸", "喀布尔"),
        ("Bombe in Mazar-i-Sharif", "Mazar-i-Sharif"),
        ("A blast in New\n\x00\u202eYork", "New York"),
        ("A blast in New\ud800York", "New York"),
    ],
)
def test_a_town_is_named_as_it_is_written(text: str, name: str) -> None:
    """In any script, without prefixes and endings that are joined to it."""
    assert list(name_places(text, list(tokens(text))).values()) == [name]


def test_the_chosen_event_says_why_and_the_likest_says_why_not() -> None:
    """What is the same comes before how the words fit; where it is not chosen, what is other and what is asked."""
    rarity = Rarity()
    for one in (BLAST, RISEN, RAID):
        rarity.count(words_of(one).codes)
    known = [("blast", event_of(BLAST))]

    def cosines(text: EventText, known: Sequence[tuple[str, Event]] = known) -> Array:
        vector = make_vector(words_of(text), rarity, text.title)
        return measure(vector, [event for _, event in known], rarity)

    found = choose(RISEN, AT, known, cosines(RISEN))
    assert found is not None
    assert found[0] == "blast"
    assert found[1].startswith("same town (Kunduz), ")
    assert "; its words fit to " in found[1]
    later = AT + timedelta(days=1)
    assert choose(RAID, later, known, cosines(RAID)) is None
    beside = likest(RAID, later, known, cosines(RAID))
    assert beside is not None
    assert beside[0] == "blast"
    assert beside[1].startswith("other town (Herat, there Kunduz), other day (")
    assert likest(RAID, later, [], cosines(RAID, [])) is None


def test_an_event_is_named_beside_an_article_only_where_it_is_near() -> None:
    """A few words in common are no reason to look at it; its town is, though another event's words are liker."""
    rarity = Rarity()
    mayor = read("Mayor opens library in Kunduz", "The mayor and many readers sang in the new library.")
    port = read("Port of Bergen counts ships", "A pilot saw ninety ships, and a whale.")
    strike = read(
        "Tram drivers strike in Bergen", "Tracks were empty, unions asked for higher pay, and a mayor walked."
    )
    for one in (mayor, port, strike):
        rarity.count(words_of(one).codes)

    def beside(*reports: EventText) -> str | None:
        known = [(report.town_names[0][1], event_of(report)) for report in reports]
        cosines = measure(
            make_vector(words_of(strike), rarity, strike.title), [one for _, one in known], rarity
        )
        assert choose(strike, AT, known, cosines) is None
        found = likest(strike, AT, known, cosines)
        return found[0] if found else None

    assert beside(mayor) is None
    assert beside(mayor, port) == "Bergen"


def test_a_report_in_another_language_names_that_language() -> None:
    """Place, group and day are said as of reports in one language."""
    german = read(
        "Fünf Tote bei Anschlag in Kundus",
        "Eine Bombe tötete am Dienstag in Kundus fünf Menschen.",
        "de",
        ["isis-k"],
    )
    german = german._replace(places=BLAST.places)
    found = choose_across(german, AT, [("blast", event_of(BLAST))])
    assert found is not None
    assert "same group (isis-k)" in found[1]
    assert found[1].endswith("a report in another language (en): place, groups, act and day agree")
