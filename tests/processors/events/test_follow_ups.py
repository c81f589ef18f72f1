"""What comes behind an attack is of its event: a claim, a funeral; so are reports in other languages."""

from datetime import UTC, datetime, timedelta

import pytest

from processors.events.acts import follows_up
from processors.events.decide import AGAINST, AGAINST_BRIEF, MIN_SCORE, choose_across, judge
from processors.events.event import begin_event, words_of
from processors.events.likeness import Likeness
from processors.events.words import EventText, make_event_text

AT = datetime(2026, 11, 16, 12, tzinfo=UTC)
KABUL = 1138958
FORM = Likeness(0.5, 0.5, 0.5, 0.5, 0.5, places=1, days=0, figures=0, acts=1, groups=0, gap=0.1)
LATER = 1.0
CLAIM = FORM._replace(
    watched=True, days=-1, names_later_day=True, gap=LATER, words=0.4, runs=0.05, follows_up=True
)
"""The claim of an attack, on the next day and of that day, in words of its own."""


@pytest.mark.parametrize(
    ("changed", "is_of_it"),
    [
        ({}, True),
        ({"groups": 1, "tolls": 1}, True),
        ({"follows_up": False}, False),
        ({"groups": -1}, False),
        ({"places": 0}, False),
        ({"tolls": -1}, False),
        ({"elsewhere": True}, False),
        ({"gap": 3.0}, False),
    ],
)
def test_a_claim_is_of_the_attack_though_its_day_is_another(
    changed: dict[str, float], *, is_of_it: bool
) -> None:
    """Of the same town, and no other group or toll, within two days: else it is that of the next attack."""
    assert (judge(CLAIM._replace(**changed)).score >= MIN_SCORE) == is_of_it


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Taliban claim responsibility for Kabul bombing"), ("en", "Mourners bury victims of mosque attack"),
        ("fr", "Le Jnim revendique l'attaque de Djibo"), ("fr", "Mali: obsèques des soldats tués à Kayes"),
        ("es", "El ELN se atribuye el ataque"), ("es", "Con honores despiden a los soldados"),
        ("de", "IS bekennt sich zu Anschlag in Kabul"), ("de", "Opfer des Anschlags beigesetzt"),
        ("pt", "Estado Islâmico reivindica ataque"), ("id", "OPM mengaku bertanggung jawab atas penembakan"),
        ("ru", "ИГ взяло ответственность за взрыв"), ("ru", "В Хасавюрте простились с погибшим"),
        ("uk", "У Харкові оголошено траур"), ("tr", "PKK, Ankara'daki saldırıyı üstlendi"),
        ("ar", "داعش يتبنى تفجير دمشق"), ("ar", "تشييع ضحايا تفجير الكنيسة"),
        ("fa", "داعش مسئولیت حمله کرمان را بر عهده گرفت"), ("fa", "تشییع قربانیان حمله"),
        ("en", "Hundreds attend funeral of soldiers killed in Bannu"), ("fr", "Inhumation des victimes de Djibo"),
        ("en", "Islamic State claims deadly Kabul mosque attack"), ("it", "I funerali delle vittime di Bari"),
        ("en", "Candlelight vigil for Kano victims"), ("pt", "Macomia de luto"), ("de", "Gedenken an die Opfer"),
    ],
)  # fmt: skip
def test_a_headline_says_that_it_is_of_a_claim_or_a_funeral(language: str, title: str) -> None:
    """In the languages of acts.json that have words for it."""
    assert follows_up(title, language)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Bomb kills five in Kabul"), ("en", "Government claims victory in vote"), ("en", "Bury FC win again"),
        ("en", "Drone strike kills 40 at funeral"), ("fr", "Attaque d'un convoi près de Kayes"),
        ("es", "Violento combate en Arauca"), ("de", "Anschlag in Kabul"), ("tr", "Ankara'da saldırı"),
        ("ru", "Взрыв в Кабуле"), ("uk", "Вибух у Києві"), ("ar", "انفجار في دمشق"), ("ar", "شيعة العراق"),
        ("ar", "قصف على عزاء قرب الأبيض"), ("fa", "انفجار در کرمان"), ("id", "Ledakan di Jakarta"), ("xx", "funeral"),
        ("en", "Gunmen kill five vigilantes in Zamfara"), ("en", "Army claims 20 killed in raid on Kidal"),
        ("en", "Bomb claims nine lives in Kabul attack"), ("en", "Bomb hits funeral for victims of market attack"),
        ("en", "Ten mourners killed in Quetta"), ("en", "Bomber blows himself up among mourners"),
        ("fr", "Une attaque inhumaine à Djibo"), ("fr", "Un attentat vise des funérailles à Quetta"),
        ("es", "Atentado en el funeral de un policía"), ("pt", "Homem que lutou na Síria preso"),
        ("pt", "Ataque em funeral de polícia mata seis"), ("it", "Attentato al funerale di un poliziotto"),
        ("de", "Anschlag auf Trauerfeier in Quetta"), ("de", "Anschlag auf Gedenkstätte in Jerusalem"),
        ("ru", "Взрыв на похоронах в Кветте"), ("uk", "Вибух на похороні"), ("tr", "Cenaze törenine saldırı"),
        ("ar", "غارة تستهدف تشييع قيادي في صور"), ("fa", "حمله به مراسم تشییع در کابل"),
    ],
)  # fmt: skip
def test_other_headlines_say_nothing_of_it(language: str, title: str) -> None:
    """An attack on a funeral is one."""
    assert not follows_up(title, language)


def test_a_short_report_of_another_town_is_of_another_event() -> None:
    """By chance few words are the same; a long report has words enough to tell."""
    alike = FORM._replace(words=0.2, heads=0.2, body=0.2, lede=0.2, title=0.2, runs=0.0, places=-1)
    assert judge(alike).score >= MIN_SCORE > judge(alike._replace(brief=True)).score
    assert AGAINST_BRIEF["places"] < AGAINST["places"]
    later = alike._replace(places=1, days=-1, title_figures=-1, gap=LATER)
    assert judge(later).score >= MIN_SCORE > judge(later._replace(brief=True)).score


@pytest.mark.parametrize(
    ("language", "text", "days", "figures"),
    [
        ("ru", "Утром 14 ноября 2026 года погибли 3 человека", 1, 1),
        ("uk", "Вранці 14 листопада загинули люди", 1, 0),
        ("es", "El 14 de noviembre de 2026 murieron 3 soldados", 1, 1),
        ("es", "El 14 de noviembre de 2020 murieron 3 soldados", 0, 1),
        ("de", "Am 14. November starben 3 Menschen", 1, 1),
        ("ar", "قتل 3 جنود يوم 14 نوفمبر", 1, 1),
        ("fr", "Le 7 octobre 2023, le Hamas", 0, 0),
        ("fr", "KABOUL, 14 novembre (AFP) - Une bombe", 0, 0),
        ("en", "The bill of Nov. 14 says", 0, 0),
        ("en", "It may kill 3", 0, 1),
    ],
)
def test_a_day_of_the_month_is_a_day_and_no_toll(language: str, text: str, days: int, figures: int) -> None:
    """Of the days before the publication: not of another year, of a dateline, or in English, which names weekdays."""
    made = make_event_text("", text, language, AT)
    assert (len(made.days), len(made.figures)) == (days, figures)
    assert made.days <= {datetime(2026, 11, 14, tzinfo=UTC).toordinal()}


def test_days_are_looked_for_at_the_first_day_of_the_calendar() -> None:
    """Some publishers give it where they know no time."""
    first = datetime(1, 1, 1, tzinfo=UTC)
    assert not make_event_text("", "14 ноября погибли", "ru", first).days
    assert make_event_text("", "1 января погибли", "ru", first).days == {1}


def told(language: str, *, day: int = 5, toll: str = "", groups: tuple[str, ...] = ("isis",)) -> EventText:
    """Give a text of a bombing in a town."""
    made = make_event_text("", f"x {toll}", language, AT)
    return made._replace(
        places=frozenset({KABUL}),
        acts=frozenset({"explosion"}),
        days=frozenset({day}),
        groups=frozenset(groups),
    )


def across(text: EventText, known: EventText) -> int | None:
    """Give 0 where a text is of the event that another begins, in another language."""
    found = choose_across(text, AT, [(0, begin_event(known, words_of(known), AT))])
    return None if found is None else found[0]


def test_two_languages_agree_by_group_and_day_where_neither_tells_a_toll() -> None:
    """A toll on one side alone may be that of another attack of the day."""
    assert across(told("fr"), told("en")) == 0
    assert across(told("fr"), told("en", toll="12")) is None
    assert across(told("fr"), told("en", day=6)) is None


def test_two_languages_agree_without_a_group_by_a_toll_that_is_no_chance() -> None:
    """One above nine, or two of them; a small one is told of many attacks of a day, and a year is none.

    Two groups are two events.
    """
    none = told("fr", toll="12", groups=())
    assert across(none, told("en", toll="12", groups=())) == 0
    assert across(none, told("en", toll="12")) == 0
    assert across(told("fr", toll="3", groups=()), told("en", toll="3", groups=())) is None
    assert across(told("fr", toll="3 5", groups=()), told("en", toll="3 5", groups=())) == 0
    assert across(told("fr", toll="3 2022", groups=()), told("en", toll="3 2022", groups=())) is None
    assert across(told("fr", toll="12", groups=("ttp",)), told("en", toll="12")) is None
    assert across(none, told("en", toll="12", groups=(), day=6)) is None
    undated = none._replace(days=frozenset(), published_at=AT + timedelta(hours=1))
    assert across(undated, told("en", toll="12", groups=())) is None
