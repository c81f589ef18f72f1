"""Datelines come off, with what they say, and sentences stay whole."""

from datetime import UTC, date, datetime

import pytest

from processors.newsroom.dateline import split_dateline
from processors.records import Dateline

NOW = datetime(2021, 5, 20, tzinfo=UTC)
MAY_5 = date(2021, 5, 5)

FOUND = [
    (
        "KABUL (UrduPoint News / Sputnik - 05th May, 2021) Taliban said",
        Dateline("KABUL", "UrduPoint News / Sputnik", MAY_5),
        "Taliban said",
    ),
    (
        "ISLAMABAD, (UrduPoint / Pakistan Point News - 5th May, 2021 ) The",
        Dateline("ISLAMABAD", "UrduPoint / Pakistan Point News", MAY_5),
        "The",
    ),
    ("KABUL, May 5 (Reuters) - The Taliban said", Dateline("KABUL", "Reuters", MAY_5), "The Taliban said"),
    (
        "KABUL, Afghanistan (AP) — The Taliban said",
        Dateline("KABUL, Afghanistan", "AP", None),
        "The Taliban said",
    ),
    ("KABUL, May 5 (Xinhua) -- The Taliban said", Dateline("KABUL", "Xinhua", MAY_5), "The Taliban said"),
    ("Kabul (AFP) – The Taliban said", Dateline("Kabul", "AFP", None), "The Taliban said"),
    ("Kabul (dpa) - Die Taliban", Dateline("Kabul", "dpa", None), "Die Taliban"),
    ("Kabul, 5 may (EFE).- Los talibanes", Dateline("Kabul", "EFE", MAY_5), "Los talibanes"),
    ("SEOUL, May 5 (Yonhap) -- South Korea", Dateline("SEOUL", "Yonhap", MAY_5), "South Korea"),
    ("ANKARA (AA) - Turkey", Dateline("ANKARA", "AA", None), "Turkey"),
    ("TEHRAN, May 5 (IRNA) – Iran", Dateline("TEHRAN", "IRNA", MAY_5), "Iran"),
    ("Tehran, May 5, IRNA – Iran", Dateline("Tehran", "IRNA", MAY_5), "Iran"),
    ("KABUL (Pajhwok): The Taliban", Dateline("KABUL", "Pajhwok", None), "The Taliban"),
    ("NEW YORK (Reuters) - Stocks", Dateline("NEW YORK", "Reuters", None), "Stocks"),
    ("WASHINGTON/KABUL (Reuters) - Officials", Dateline("WASHINGTON/KABUL", "Reuters", None), "Officials"),
    ("КАБУЛ, 5 мая. /ТАСС/. Талибы", Dateline("КАБУЛ", "ТАСС", MAY_5), "Талибы"),
    ("МОСКВА, 5 мая — РИА Новости. Талибы", Dateline("МОСКВА", "РИА Новости", MAY_5), "Талибы"),
    ("КАБУЛ, 5 мая - Sputnik. Талибы", Dateline("КАБУЛ", "Sputnik", MAY_5), "Талибы"),
    ("كابول - رويترز: قالت طالبان", Dateline("كابول", "رويترز", None), "قالت طالبان"),
    ("كابول (رويترز) - قالت طالبان", Dateline("كابول", "رويترز", None), "قالت طالبان"),
    ("(ANSA) - ROMA, 05 MAG - Il governo", Dateline("ROMA", "ANSA", MAY_5), "Il governo"),
    ("新华社喀布尔5月5日电 塔利班", Dateline("喀布尔", "新华社", MAY_5), "塔利班"),
    ("【カブール共同】タリバン", Dateline("カブール", "共同", None), "タリバン"),
    ("(카불=연합뉴스) 홍길동 기자 = 탈레반", Dateline("카불", "연합뉴스", None), "탈레반"),
    ("KABUL, May 5 — The Taliban", Dateline("KABUL", None, MAY_5), "The Taliban"),
    ("KABUL — The Taliban", Dateline("KABUL", None, None), "The Taliban"),
    ("GAZA — The strip", Dateline("GAZA", None, None), "The strip"),
]

ORDINARY = [
    "NATO — The alliance said on Tuesday",
    "ISIS — The group said on Tuesday",
    "TALIBAN — The movement said",
    "BREAKING — The minister resigned",
    "BOKO HARAM — The sect",
    "The Taliban (Reuters was told) said on Tuesday",
    "In Kabul, the Taliban - once ousted - said",
    "Al-Qaeda — long a rival — said so",
    "Days after the ISIS terrorist group claimed responsibility",
    "Mr Smith (CNN's man) said",
    "President Ghani, May 5 was told, said",
    "Талибан — движение, которое захватило",
    "قالت طالبان - وهي حركة - إنها",
    "KABUL",
    "",
]


@pytest.mark.parametrize(("paragraph", "dateline", "rest"), FOUND)
def test_dateline_comes_off(paragraph, dateline, rest):
    """Each agency's form is taken off whole and read: place, agency, day."""
    assert split_dateline(paragraph, NOW) == (dateline, rest)


@pytest.mark.parametrize("paragraph", ORDINARY)
def test_sentence_stays(paragraph):
    """What may be the start of a sentence stays, names of groups in capitals first of all."""
    assert split_dateline(paragraph, NOW) == (None, paragraph)


def test_day_without_a_year_is_the_last_one():
    """A day that names no year is in the past of the fetch: December read in January was last year."""
    dateline, _ = split_dateline("KABUL, Dec 30 (Reuters) - The Taliban", datetime(2022, 1, 2, tzinfo=UTC))
    assert dateline is not None
    assert dateline.date == date(2021, 12, 30)
