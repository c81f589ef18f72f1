"""The time of the day that a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.text.hours import (
    MAX_HOURS,
    Hours,
    are_other_hours,
    have_one_clock,
    have_one_minute,
    named_hours,
)

NAMED = [
    ("en", "a police post in Hodan on Tuesday afternoon, police said", "12-18"),
    ("en", "at 7:40 a.m. on Monday", "7:40"),
    ("en", "at about 7 pm, and the road was shut", "19"),
    ("en", "The blast came at 7:40 on Monday morning", "7:40"),
    ("en", "a match that ended 2-1 with 46.12 per cent of the ball", ""),
    ("en", "KABUL, Nov 24, 18:40 (Halden) - A bomb went off at 7:40 a.m.", "7:40"),
    ("ru", "МОСКВА, 18 ноября, 14:20. /Волга-пресс/. Неизвестные обстреляли пост", ""),
    ("en", "Updated: 24 November, 18:40\nA bomb went off in Hodan at 7:40 a.m.", "7:40"),
    ("en", "(18:40) A bomb went off in Hodan", ""),
    ("zh", "更新 18:40\n库利亚坎26日晚间发生枪击", "19-28"),
    ("zh", "24日7时许，一辆大巴侧翻。截至中午12时，伤者已送医", "7 12"),
    ("de", "Der Brand brach gegen 3.20 Uhr aus, am Abend um 19.30 Uhr war er gelöscht", "3:20 19:30"),
    ("en", "The bus fell at 7 am. By noon, at 12 pm, all were in hospital", "12"),
    ("fr", "pris sous le feu à Martissant, vers 19h00", "19"),
    ("fr", "un attentat mercredi après-midi", "12-18"),
    ("fr", "dans le sud-est, mercredi midi", "11-14"),
    ("de", "am Freitagmorgen", "4-12"),
    ("de", "gegen 19.40 Uhr in Köln", "19:40"),
    ("de", "am Sonnabend und am morgigen Tag", ""),
    ("es", "a las 6.15 de la tarde en el barrio Los Mangos", "18:15"),
    ("es", "se reunirán mañana, más tarde", ""),
    ("pt", "na manhã de segunda-feira", "4-12"),
    ("it", "nel pomeriggio di lunedì", "12-18"),
    ("ru", "в ночь на среду неизвестные обстреляли пост", "19-28"),
    ("ru", "взрыв прогремел в 7:40", "7:40"),
    ("ru", "в среду после полудня", "12-18"),
    ("es", "poco después del mediodía del jueves", "12-18"),
    ("ar", "غارة عصر الخميس", "14-18"),
    ("ar", "غارة ظهر الخميس", "11-14"),
    ("ar", "عند الثانية بعد الظهر", "12-18"),
    ("ar", "بعد ظهر اليوم الخميس", "12-18"),
    ("ar", "قبل ظهر الخميس", "4-12"),
    ("ar", "نحو الساعة السابعة صباحاً", "4-12"),
    ("ar", "هذا العصر الذي ظهر فيه", ""),
    ("fa", "ظهر جمعه ساعت ۱۲:۱۷ زرند را لرزاند", "12:17"),
    ("fa", "بامداد جمعه", "0-8"),
    ("fa", "قبل از ظهر جمعه", "4-12"),
    ("ur", "سہ پہر کو دھماکا", "14-18"),
    ("ur", "بعد دوپہر دھماکا", "12-18"),
    ("ps", "د سهار پر مهال", "4-12"),
    ("hi", "सोमवार सुबह", "4-12"),
    ("hi", "सोमवार दोपहर बाद", "12-18"),
    ("hi", "सोमवार दोपहर", "11-14"),
    ("tr", "Esenler'de salı akşamı bir kafeye", "18-24"),
    ("tr", "saat 09.40 itibarıyla avro 53,71", "9:40"),
    ("id", "pada Senin pagi", "4-12"),
    ("zh", "库利亚坎26日晚间发生枪击", "19-28"),
    ("zh", "当地时间7时40分发生爆炸", "7:40"),
    ("zh", "库利亚坎26日上午7时40分发生枪击案,造成两人受伤\n警方正在调查", "7:40"),
    ("ja", "5日午前、首都で爆発", "4-12"),
    ("xx", "on Tuesday afternoon", ""),
    (None, "kl 7:40", "7:40"),
]


@pytest.mark.parametrize(("language", "text", "said"), NAMED)
def test_a_text_names_the_time_of_the_day(language: str | None, text: str, said: str) -> None:
    """Parts of the day and clocks are read as agencies write them; tomorrow, eras, results and prices are none."""
    shown = ["-".join(_clock(each) for each in dict.fromkeys(hour)) for hour in named_hours(text, language)]
    assert " ".join(shown) == said


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}".removesuffix(":00")


@pytest.mark.parametrize(
    ("language", "one", "other", "apart"),
    [
        ("en", "on Tuesday morning", "on Tuesday afternoon", True),
        ("en", "on Tuesday evening", "on Tuesday night", False),
        ("en", "late at night", "before dawn", False),
        ("en", "on Tuesday morning", "on Tuesday", False),
        ("en", "on Tuesday morning", "on Tuesday morning, officials said on Tuesday evening", False),
        ("fr", "vers 6h30", "vers 19h00", True),
        ("fr", "vers 6h30", "vers 7h30", False),
        ("fr", "vers 23h50", "vers 0h20", False),
        ("en", "at 6:15", "at 6:15 p.m.", False),
        ("en", "at 06:15", "at 6:15 p.m.", True),
        ("en", "at 13:15", "at 1:15 a.m.", True),
        ("en", "on Tuesday morning", "around noon on Tuesday", False),
        ("en", "at 12:30 p.m.", "on Tuesday morning", False),
        ("zh", "26日上午", "26日晚间", True),
    ],
)
def test_two_texts_name_other_times(language: str, one: str, other: str, apart: bool) -> None:
    """Morning and afternoon are two times; neighbours, a corrected hour, twelve hours for 24 and silence are not."""
    times = named_hours(one, language), named_hours(other, language)
    assert are_other_hours(*times) is are_other_hours(*reversed(times)) is apart


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("at 6:15 p.m.", "at 18:15 on Monday", True),
        ("at 6:15 p.m.", "at 6:20 p.m.", False),
        ("on Tuesday morning", "on Tuesday morning", False),
    ],
)
def test_two_texts_name_one_clock(one: str, other: str, same: bool) -> None:
    """Only a time by the clock is one that both name: a part of the day is shared by chance."""
    assert have_one_clock(named_hours(one, "en"), named_hours(other, "en")) is same


@given(st.text(), st.sampled_from(["ar", "de", "en", "es", "fa", "zh", None]))
def test_no_text_is_too_odd(text: str, language: str | None) -> None:
    """Whatever is written, a few times of one day come out, and no text names another time than itself."""
    found = named_hours(text, language)
    assert len(found) <= MAX_HOURS
    assert all(0 <= hour.start <= hour.end <= 28 * 60 for hour in found)
    assert not are_other_hours(found, found)


def test_nothing_is_read_far_down() -> None:
    """What stands behind an agency's first sentences tells of other days."""
    assert named_hours("word " * 400 + "on Tuesday morning", "en") == ()
    assert named_hours("on Tuesday morning", "en") == (Hours(240, 720),)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("at 8.43 p.m.", "at 8.43 p.m.", True),
        ("at 8.43 p.m.", "at 8.40 p.m.", True),
        ("at 8.43 p.m.", "at 8.53 p.m.", False),
        ("at 8 p.m.", "at 8 p.m.", False),
        ("at 8.30 p.m.", "at 8.30 p.m.", False),
        ("in the evening", "in the evening", False),
        ("at 8.43 p.m.", "at 8.43 p.m. and again at 6.20 a.m.", False),
        ("no time", "no time", False),
    ],
)
def test_few_events_have_one_minute(one: str, other: str, expected: bool) -> None:
    """A full hour is many an event's, and a text that names another time beside may tell of two."""
    assert have_one_minute(*(named_hours(text, "en") for text in (one, other))) == expected
