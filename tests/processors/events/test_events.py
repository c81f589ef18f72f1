"""What tells of an article's event, and which articles belong together."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from processors.events.acts import find_acts
from processors.events.decide import MIN_SCORE, choose, choose_across, judge
from processors.events.event import Event, begin_event, words_of
from processors.events.likeness import Likeness, compare, make_vector, measure
from processors.events.places import find_places
from processors.events.rarity import PLACES, Rarity, unpack_rarity
from processors.events.words import EventText, make_event_text
from processors.text.tokens import tokens

AT = datetime(2026, 11, 16, 12, tzinfo=UTC)
KABUL, MAZAR = 1138958, 1133616
BLAST = (
    "Bomb at Kabul bakery kills four",
    "A bomb hidden in a flour sack exploded outside a bakery in Kabul on Monday, killing four people. ISIS-K said that "
    "it had planted the device. The baker, Naser Popal, had opened his shop in the Karte Char quarter an hour before.",
)
SECOND = (
    "Baker of Karte Char buries his brother after Monday's bomb",
    "The bakery in the Karte Char quarter of Kabul where a bomb hidden in a flour sack killed four people on Monday "
    "was still closed when Naser Popal buried his brother. ISIS-K had claimed the attack.",
)
ELSEWHERE = (
    "Bomb at Mazar market kills six",
    "A bomb hidden in a cart exploded at a fruit market in Mazar-i-Sharif on Tuesday, killing six people. ISIS-K said "
    "that it had planted the device.",
)
IN_GERMAN = (
    "Vier Tote bei Bombenanschlag auf Bäckerei in Kabul",
    "Eine Bombe ist am Montag vor einer Bäckerei in Kabul explodiert und hat vier Menschen getötet, teilte die Polizei "
    "mit. Die Terrorgruppe ISIS-K bekannte sich.",
)


def read(report: tuple[str, str], language: str = "en", at: datetime = AT) -> EventText:
    """Read a report on ISIS-K."""
    return make_event_text(*report, language, at, ["isis-k"])


def event_of(text: EventText) -> Event:
    """Return the event that an article begins."""
    return begin_event(text, words_of(text), text.published_at or AT)


def joins(text: EventText, *known: EventText) -> int | None:
    """Return which of the known events an article joins within its language."""
    rarity = Rarity()
    for one in (*known, text):
        rarity.count(words_of(one).codes)
    events = [(n, event_of(one)) for n, one in enumerate(known)]
    cosines = measure(make_vector(words_of(text), rarity), [event for _, event in events], rarity)
    found = choose(text, text.published_at or AT, events, cosines)
    return found[0] if found else None


@pytest.mark.parametrize(
    "text",
    [
        "KABUL (AFP) - Blast", "Взрыв в Кабуле", "喀布尔发生爆炸", "انفجار بكابل", "انفجار در کابل",
        "Kabil'de patlama", "Une explosion à Kaboul", "काबुल में धमाका",
    ],
)  # fmt: skip
def test_a_town_is_the_same_in_each_language(text: str) -> None:
    """A town's name leads to one number, in whatever script and case it is written."""
    assert KABUL in find_places(text, list(tokens(text)))


def test_common_words_are_no_towns() -> None:
    """Words that are also towns do not count where they are written as words are."""
    text = "The most of them were reading in bath and split"
    assert not find_places(text, list(tokens(text)))
    assert find_places("In Mazar-i-Sharif", list(tokens("In Mazar-i-Sharif"))) == {MAZAR}


@pytest.mark.parametrize("text", ["In Mali", "Сирия", "ISIS Khorasan", "DEAŞ Horasan", "En Colombia"])
def test_countries_and_branches_of_groups_are_no_towns(text: str) -> None:
    """A town that has the name of a country, or of a group's branch, is never meant."""
    assert not find_places(text, list(tokens(text)))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A bombing", "en"),
        ("взорвалась бомба", "ru"),
        ("وانفجرت عبوة", "ar"),
        ("发生爆炸", "zh"),
        ("Explosion", "fr"),
    ],
)
def test_an_act_is_the_same_in_each_language(text: str, language: str) -> None:
    """What happened has one name, and a language without words has none."""
    assert "explosion" in find_acts(text, language)
    assert not find_acts(text, "xx")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("on Monday", "en"),
        ("am Montag", "de"),
        ("в понедельник", "ru"),
        ("星期一", "zh"),
        ("周一", "zh"),
        ("16日", "zh"),
    ],
)
def test_a_weekday_is_a_day(text: str, language: str) -> None:
    """A weekday means the last one up to the publication, and the next where it is that already further east."""
    assert make_event_text("", text, language, AT).days == {AT.toordinal()}
    assert make_event_text("", text, language, AT + timedelta(days=3)).days == {AT.toordinal()}


def test_a_follow_up_is_of_the_event_and_another_attack_is_not() -> None:
    """Another report of one attack joins it, a report of one elsewhere under the same claim does not."""
    assert joins(read(SECOND, at=AT + timedelta(days=1)), read(ELSEWHERE), read(BLAST)) == 1
    assert joins(read(ELSEWHERE, at=AT + timedelta(days=1)), read(BLAST)) is None


def test_a_template_filled_anew_is_another_event() -> None:
    """The next day's rate has the same words with another day and other figures."""
    form = (
        "The central bank set the dollar at {} afghanis on {}, Da Afghanistan Bank said in its daily notice."
    )
    days = [
        make_event_text("Dollar rate", form.format(rate, day), "en", AT + timedelta(days=n))
        for n, (rate, day) in enumerate([("66.41", "Monday"), ("66.85", "Tuesday")])
    ]
    assert joins(days[1], days[0]) is None
    assert joins(days[0], days[0]) == 0


def test_the_next_attack_in_a_town_is_another_event() -> None:
    """The same words of a group tell of another attack days later, and of the same one on its day."""
    later = AT + timedelta(days=3)
    assert joins(read(BLAST, at=later), read(BLAST)) is None
    assert joins(read(BLAST), read(BLAST)) == 0


def test_another_toll_in_a_later_headline_speaks_against() -> None:
    """Where a group is named, or in a template, a later headline with another number is of another event."""
    same = Likeness(0.3, 0.3, 0.3, 0.3, 0.3, 1, 1, 1, 1, 1, gap=1.0, watched=True, title_figures=1)
    assert judge(same).score >= MIN_SCORE > judge(same._replace(title_figures=-1)).score
    early = same._replace(gap=0.1)
    assert judge(early._replace(title_figures=-1)) == judge(early)
    unwatched = same._replace(watched=False)
    assert judge(unwatched._replace(title_figures=-1)) == judge(unwatched)


def test_a_template_of_a_later_day_is_another_event() -> None:
    """A notice that also names the day before, for comparison, is not that day's."""
    form = "The central bank set the dollar at 66 afghanis on {}, up from Monday, Da Afghanistan Bank said in a notice."
    days = [
        make_event_text("Dollar rate", form.format(day), "en", AT + timedelta(days=n))
        for n, day in enumerate(["Monday", "Tuesday"])
    ]
    assert joins(days[1], days[0]) is None


def test_who_writes_his_own_sentences_fills_no_template() -> None:
    """Other figures a day later are another event in the same sentences, and a follow-up in others."""
    follow_up = Likeness(0.5, 0.3, 0.3, 0.3, 0.3, 0, 0, -1, 1, 0, gap=1.0, runs=0.05)
    assert judge(follow_up).score >= MIN_SCORE
    assert judge(follow_up._replace(runs=0.3)).score == 0
    assert judge(follow_up._replace(places=1)).score == 0
    assert judge(follow_up._replace(watched=True)).score == 0


def test_a_template_keeps_its_runs_of_words() -> None:
    """The next filling shares most of its runs of words, a follow-up few, and where nobody knows it may be one."""
    form = "The central bank set the dollar at {} afghanis, Da Afghanistan Bank said in its notice of the day to banks."
    days = [make_event_text("Dollar rate", form.format(rate), "en", AT) for rate in ("66.41", "66.85")]
    assert runs_shared(days[0], event_of(days[1])) > 0.5
    other = event_of(read(SECOND))
    assert runs_shared(read(ELSEWHERE), other) < 0.12
    assert runs_shared(read(ELSEWHERE), other._replace(runs=frozenset())) == 1


def test_a_headline_is_held_against_the_beginning_of_the_first_report() -> None:
    """Words of a later headline that stand in the first report's beginning count; without words nothing does."""
    later = read(("Bakery in Karte Char bombed: flour sack exploded outside", "Unrelated words follow."))
    first, other = event_of(read(BLAST)), event_of(read(ELSEWHERE))
    assert like(later, first).title > like(later, other).title > 0
    assert like(later._replace(title=frozenset()), first).title == 0


def runs_shared(text: EventText, event: Event) -> float:
    """Return the share of runs of words that an article and an event have in common."""
    return like(text, event).runs


def like(text: EventText, event: Event) -> Likeness:
    """Return what an article has in common with an event."""
    vector = make_vector(words_of(text), Rarity(), text.title)
    (cosines,) = measure(vector, [event], Rarity()).tolist()
    return compare(text, AT, event, cosines)


def test_languages_meet_only_where_all_agrees() -> None:
    """A German report joins the English event by place, figure, group, act and day, and not where one is another."""
    german = read(IN_GERMAN, "de")
    assert (german.places, german.figures & read(BLAST).figures) != (frozenset(), frozenset())
    found = choose_across(german, AT, [("blast", event_of(read(BLAST)))])
    assert found is not None
    assert found[0] == "blast"
    for other in (
        german._replace(places=frozenset({MAZAR})), german._replace(groups=frozenset()),
        german._replace(acts=frozenset({"trial"})), german._replace(days=frozenset({1})),
        german._replace(figures=frozenset()),
    ):  # fmt: skip
        assert choose_across(other, AT, [("blast", event_of(read(BLAST)))]) is None


def test_of_two_events_that_agree_neither_is_chosen() -> None:
    """Two attacks in one town on one day in another language: nobody can tell which is meant."""
    known = [(n, event_of(read(BLAST))) for n in range(2)]
    assert choose_across(read(IN_GERMAN, "de"), AT, known) is None


def test_rarity_halves_and_survives_packing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old counts fade, a word in each article tells nothing, and what is packed is the same again."""
    monkeypatch.setattr("processors.events.rarity.MOST_ARTICLES", 400)
    rarity = Rarity()
    common, rare = words_of(read(BLAST)).codes[:1], words_of(read(BLAST)).codes[1:2]
    for _ in range(399):
        rarity.count(common)
    assert rarity.of(common)[0] < rarity.of(rare)[0] / 10
    rarity.count(common)
    assert rarity.articles == 200
    again = unpack_rarity(rarity.articles, rarity.pack())
    assert (again.counts == rarity.counts).all()
    assert len(again.counts) == PLACES


def test_an_article_counts_once_for_two_words_of_one_place() -> None:
    """Words that share a place in the table of counts are counted as one in an article that has both."""
    rarity = Rarity()
    rarity.count(np.array([7, 7 + PLACES, 9], dtype=np.uint32))
    assert (rarity.counts[7], rarity.counts[9], rarity.counts.sum()) == (1, 1, 2)


@pytest.mark.parametrize(
    ("text", "language", "figure"),
    [
        ("Twenty-three soldiers died", "en", "23"),
        ("Twenty three soldiers died", "en", "23"),
        ("Dix-sept soldats tués", "fr", "17"),
        ("Vingt-trois soldats tués", "fr", "23"),
        ("Treinta y cinco soldados muertos", "es", "35"),
        ("Trinta e cinco soldados mortos", "pt", "35"),
        ("Двадцать три солдата погибли", "ru", "23"),
        ("Yirmi üç asker öldü", "tr", "23"),
        ("بیست و سه سرباز کشته شدند", "fa", "23"),
    ],
)
def test_a_number_of_two_words_is_one_figure(text: str, language: str, figure: str) -> None:
    """It is the same as in digits, so that reports in two languages agree on it."""
    in_digits = make_event_text(f"{figure} soldiers", "", "en").figures
    assert make_event_text(text, "", language).figures == in_digits


@pytest.mark.parametrize(
    "text", ["Twenty, three of them boys", "Twenty and three", "20 3", "Ten three", "Five-seven"]
)
def test_two_numbers_beside_each_other_are_two(text: str) -> None:
    """A comma, digits, or what is no ten and no one keep numbers apart."""
    assert len(make_event_text(text, "", "en").figures) == 2
