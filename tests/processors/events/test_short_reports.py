"""What parts short reports of two attacks, and what does not part reports of one."""

from datetime import UTC, datetime

import pytest

from processors.events.acts import tells_new_toll
from processors.events.decide import (
    FIRST_HOURS,
    MIN_COPIED_RUNS,
    MIN_COPY,
    MIN_SCORE,
    MIN_SENTENCES,
    MIN_SHARED_RUNS,
    QUOTED,
    judge,
)
from processors.events.event import begin_event, words_of
from processors.events.likeness import Likeness, compare
from processors.events.words import make_event_text

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
SHORT = Likeness(
    0.4,
    0.5,
    0.5,
    0.5,
    0.5,
    places=1,
    days=0,
    figures=0,
    acts=1,
    groups=0,
    gap=0.1,
    runs=0.05,
    brief=True,
    attacks=True,
)
"""A short report of an attack in the town of another, in words of its own."""
SENTENCES = SHORT._replace(is_no_copy=True, runs=MIN_SENTENCES, shared_runs=MIN_SHARED_RUNS)
LATER = SHORT._replace(gap=2.0, days=-1)


@pytest.mark.parametrize(
    ("likeness", "is_one"),
    [
        (SHORT, True),
        (SENTENCES, False),
        (SENTENCES._replace(brief=False), True),
        (SENTENCES._replace(brief=False, watched=True), False),
        (SENTENCES._replace(is_no_copy=False), True),
        (SENTENCES._replace(runs=MIN_SENTENCES - 0.01), True),
        (SENTENCES._replace(shared_runs=MIN_SHARED_RUNS - 1), True),
        (SENTENCES._replace(heads=MIN_COPY), True),
        (SENTENCES._replace(runs=MIN_COPIED_RUNS), True),
        (SENTENCES._replace(runs=MIN_COPIED_RUNS, figures=-1), False),
        (SENTENCES._replace(figures=1), True),
        (SENTENCES._replace(figures=1, gap=QUOTED + 0.01), False),
        (SENTENCES._replace(figures=1, places=0), False),
        (SENTENCES._replace(figures=1, acts=-1), False),
        (LATER, False),
        (LATER._replace(figures=1), True),
        (LATER._replace(days=1), True),
        (LATER._replace(places=0), True),
        (LATER._replace(attacks=False), True),
        (LATER._replace(brief=False), True),
        (LATER._replace(gap=1.0), True),
        (SHORT._replace(figures=-1, acts=-1), False),
        (SHORT._replace(figures=-1, acts=-1, gap=FIRST_HOURS), True),
        (SHORT._replace(figures=-1), True),
        (SHORT._replace(acts=-1), True),
        (SHORT._replace(figures=-1, acts=-1, attacks=False), True),
    ],
)
def test_what_a_short_report_lacks_parts_it(likeness: Likeness, *, is_one: bool) -> None:
    """Sentences of another without being its copy; the same town days later; other figures and another act."""
    verdict = judge(likeness)
    assert (verdict.score >= MIN_SCORE) == is_one, verdict


def test_sentences_are_counted_and_violence_is_seen_on_both_sides() -> None:
    """A form filled twice has runs of words in common; a court's report beside an attack is no second attack."""
    raid, form, court = (
        make_event_text(title, text, "en", AT)
        for title, text in (
            (
                "Raid kills two",
                "Gunmen on motorbikes opened fire on a bus near the market of Jos on Tuesday.",
            ),
            (
                "Raid kills six",
                "Gunmen on motorbikes opened fire on a bus near the market of Kano on Tuesday.",
            ),
            ("Judge on budget", "A judge in Kano read from the budget of the state on Tuesday."),
        )
    )
    event = begin_event(raid, words_of(raid), AT)
    found = compare(form._replace(is_no_copy=True), AT, event, (0.5,) * 5)
    assert (found.attacks, found.is_no_copy) == (True, True)
    assert found.shared_runs == len(raid.runs & form.runs) >= MIN_SHARED_RUNS
    assert not compare(court, AT, event, (0.5,) * 5).attacks


@pytest.mark.parametrize(
    ("language", "title", "is_new"),
    [
        ("en", "Death toll in Kabul blast rises to seven", True),
        ("en", "Seven killed in Kabul blast", False),
        ("en", "Road toll is paid by lorries", False),
        ("fr", "Kaboul: le bilan de l'attentat s'alourdit à sept morts", True),
        ("fr", "Bilan de l'année au parlement", False),
        ("es", "Suben a siete los muertos por el atentado en Kabul", True),
        ("es", "Siete muertos en un atentado en Kabul", False),
        ("de", "Zahl der Toten nach Anschlag in Kabul steigt auf sieben", True),
        ("de", "Sieben Tote bei Anschlag in Kabul", False),
        ("ru", "Число погибших при взрыве в Кабуле выросло до семи", True),
        ("ru", "При взрыве в Кабуле погибли семь человек", False),
        ("uk", "Кількість загиблих у Кабулі зросла до семи", True),
        ("tr", "Kabil'deki patlamada ölü sayısı 7'ye yükseldi", True),
        ("tr", "Kabil'de patlama: 7 ölü", False),
        ("ar", "ارتفاع حصيلة تفجير كابول إلى سبعة قتلى", True),
        ("ar", "مقتل سبعة في تفجير في كابول", False),
        ("fa", "شمار کشته‌شدگان انفجار کابل به هفت نفر رسید", True),
        ("fa", "انفجار در کابل هفت کشته بر جا گذاشت", False),
        ("zh", "喀布尔爆炸死亡人数升至七人", True),
        ("zh", "喀布尔爆炸致七人死亡", False),
        ("xx", "Death toll rises to seven", False),
    ],
)
def test_a_headline_says_that_there_are_more_dead(language: str, title: str, *, is_new: bool) -> None:
    """In the words of each language; a headline that only has a toll says nothing of the kind."""
    assert tells_new_toll(title, language) == is_new


@pytest.mark.parametrize(
    ("title", "told"), [("Toll of Kabul blast rises to 7", 0), ("Kabul blast kills 7", -1)]
)
def test_a_toll_that_has_risen_speaks_against_no_event(title: str, told: int) -> None:
    """Its figures are other ones, since it says so."""
    first = make_event_text("Kabul blast kills 5", "A blast killed 5 in Kabul.", "en", AT)
    later = make_event_text(title, "So said a doctor on Tuesday.", "en", AT)
    found = compare(later, AT, begin_event(first, words_of(first), AT), (0.5,) * 5)
    assert (found.figures, found.title_figures) == (told, told)
