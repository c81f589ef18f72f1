"""A near happening is another event, and the same one told in two languages is one: by towns, countries and figures."""

from datetime import UTC, datetime, timedelta

import pytest

from processors.events.decide import choose_across, judge
from processors.events.event import Event, begin_event, words_of
from processors.events.likeness import Likeness, compare
from processors.events.words import EventText, make_event_text

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
COSINES = (0.3, 0.3, 0.3, 0.3, 0.3)


def read(title: str, text: str, language: str = "en") -> EventText:
    """Return what tells of an article's event."""
    return make_event_text(title, text, language, AT)


def event_of(text: EventText) -> Event:
    """Return the event that an article begins."""
    return begin_event(text, words_of(text), AT)


ROME = read(
    "Knife attack in Rome wounds three", "A man with a knife wounded three tourists in Rome on Tuesday."
)
MILAN = read(
    "Policeman stabbed in Milan", "A man stabbed a policeman in Milan, a day after an attack in Rome."
)


def like(text: EventText, event: EventText) -> Likeness:
    """Return what an article and an event have in common, their words somewhat."""
    return compare(text, AT + timedelta(hours=3), event_of(event), COSINES)


def test_the_town_of_a_headline_is_where_it_happened() -> None:
    """A town further down is that of the attack before, unless the headline names none."""
    assert like(MILAN, ROME).places < 0
    assert like(MILAN._replace(title_places=frozenset()), ROME).places > 0
    assert judge(like(MILAN, ROME)).score < judge(like(MILAN, ROME)._replace(places=1)).score


def test_the_headline_of_a_long_article_names_whoever_it_will() -> None:
    """There the towns of the beginning count together."""
    long = MILAN._replace(words=MILAN.words | dict.fromkeys(range(100), 1.0))
    assert like(long, ROME).places > 0


def test_a_short_report_of_another_country_is_less_like() -> None:
    """Where each names one; of what several countries do, each report names others."""
    libya = read("Clashes kill five", "Fighting broke out between groups in Libya on Tuesday.")
    lebanon = read("Clashes kill five", "Fighting broke out between families in Lebanon on Tuesday.")
    found = like(libya, lebanon)
    assert found.abroad
    assert judge(found).score < judge(found._replace(abroad=False)).score
    assert not like(libya._replace(countries=frozenset({"LY", "TR"})), lebanon).abroad


def across(text: EventText, event: EventText, hours: float = 2) -> bool:
    """Tell whether an article joins an event in another language."""
    return choose_across(text, AT + timedelta(hours=hours), [("it", event_of(event))]) is not None


BUS = read(
    "Bus crash in Assiut kills 12", "Twelve people died and 28 were hurt in Egypt's Assiut on Tuesday."
)
IN_ARABIC = read(
    "مصرع 12 في تصادم حافلة في أسيوط", "لقي 12 شخصا مصرعهم وأصيب 28 في محافظة أسيوط، الثلاثاء.", "ar"
)


def test_reports_of_no_violence_meet_by_town_day_and_figures() -> None:
    """No act of theirs has a name; another act speaks against."""
    assert not BUS.acts & IN_ARABIC.acts
    assert across(IN_ARABIC, BUS)
    assert not across(IN_ARABIC._replace(figures=frozenset(), title_figures=frozenset()), BUS)
    assert not across(IN_ARABIC._replace(acts=frozenset({"trial"})), BUS._replace(acts=frozenset({"strike"})))


def test_where_no_day_is_named_two_figures_and_hours_tell() -> None:
    """One figure may be an age, and two days later may be another happening."""
    undated = IN_ARABIC._replace(days=frozenset())
    assert across(undated, BUS)
    assert not across(undated, BUS, hours=50)
    assert not across(undated._replace(figures=frozenset([*undated.figures][:1])), BUS)


@pytest.mark.parametrize(("act", "joins"), [("explosion", True), ("strike", False)])
def test_a_headline_s_toll_tells_of_what_seldom_comes_twice_a_day(act: str, *, joins: bool) -> None:
    """A bombing with the same small toll is one; of strikes in a war a town has several."""
    acts = frozenset({act})
    small = read("Four killed in Kabul", "Four died in Kabul on Tuesday.")._replace(acts=acts)
    other = read("Kaboul: quatre morts", "Quatre personnes sont mortes mardi à Kaboul.", "fr")._replace(
        acts=acts
    )
    assert across(other, small) is joins


def test_towns_of_one_name_in_two_countries_are_two_in_two_languages() -> None:
    """Tripoli is in Libya and in Lebanon."""
    libya = read("Clashes in Tripoli kill 16", "Fighting killed 16 in Libya's Tripoli on Tuesday.")
    lebanon = read("طرابلس: 16 قتيلا في اشتباكات", "قتل 16 في اشتباكات في طرابلس في لبنان الثلاثاء.", "ar")
    assert libya.places & lebanon.places
    assert not across(lebanon, libya)
    assert across(lebanon._replace(countries=frozenset({"LY"})), libya)


QUAKE = read(
    "Quake in Van hurts 14",
    "An earthquake hit Turkey's Van province on Tuesday and hurt 14 people, AFAD said.",
)
PATROL = read(
    "Two soldiers killed in Van",
    "Gunmen shot two soldiers dead in Turkey's Van province on Tuesday, police said.",
)


def test_an_attack_is_no_part_of_a_disaster_in_its_town() -> None:
    """Nor the other way round; a later toll of the disaster is, and fighting for which figures are the same."""
    assert judge(like(PATROL, QUAKE)).grounds == "a disaster, and violence"
    assert judge(like(QUAKE, PATROL)).grounds == "a disaster, and violence"
    assert judge(like(PATROL._replace(figures=QUAKE.figures), QUAKE)).score > 0
    assert judge(like(PATROL._replace(acts=frozenset({"disaster", "fire"})), QUAKE)).score > 0


def test_whoever_names_no_act_tells_of_no_disaster() -> None:
    """Of an attack, a follow-up may name none."""
    crash = read("Van crash: driver dies", "A driver died when his van hit a lorry near Preston.")
    assert not crash.acts
    assert like(crash, QUAKE).acts < 0
    assert like(crash, PATROL).acts == 0


def test_attacks_in_two_districts_of_a_city_are_two() -> None:
    """Where their figures are others, and hours lie between."""
    one = read("Man stabbed in London", "A man of 19 was stabbed to death in Croydon in London on Tuesday.")
    other = read(
        "Two stabbed in London", "Two people were stabbed in Tottenham in London on Tuesday evening."
    )
    assert like(other, one).places > 0
    assert judge(like(other, one)).grounds == "other figures, and another district"
    assert judge(like(other, one)._replace(gap=0.01)).score > 0
    assert judge(like(other._replace(places=one.places), one)).score > 0
    assert judge(like(other._replace(figures=one.figures), one)).score > 0
