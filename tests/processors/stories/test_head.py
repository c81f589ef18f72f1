"""What the head of a text says: names, figures and days, in several languages, and how much of a text is looked at."""

import pytest

from processors.stories.head import (
    LEDE_WORDS,
    MAX_WORD,
    MAX_WORDS,
    first_codes,
    head_runs,
    kind_of,
    make_head,
    make_head_of,
    pack_head,
    text_words,
    unpack_head,
)
from processors.text.word_lists import DATE, FIGURE, NAME, WEEKDAY, WORD


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "Five died near Kabul on Monday, 16 November.", {FIGURE: 1, NAME: 1, WEEKDAY: 1, DATE: 1}),
        ("ar", "قتل خمسة أشخاص يوم الأحد 16 نوفمبر وأحدهم شرطي", {FIGURE: 1, WEEKDAY: 1, DATE: 1}),
        ("fa", "پنج نفر روز سه شنبه کشته شدند", {FIGURE: 1, WEEKDAY: 1}),
        ("zh", "喀布尔周一发生爆炸，造成五人死亡，１６日", {FIGURE: 1, WEEKDAY: 1, DATE: 1}),
    ],
)  # fmt: skip
def test_a_head_tells_its_facts_apart(language: str, text: str, kinds: dict[int, int]) -> None:
    """Figures in digits and words, weekdays, days of a month and names within a sentence are known as such."""
    lede = make_head("", text, language).lede
    found = {kind: sum(kind_of(code) == kind for code in lede) for kind in (FIGURE, NAME, WEEKDAY, DATE)}
    assert {kind: number for kind, number in found.items() if number} == kinds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ABUJA, Nov 24 (Delmas) - four men were killed near Gusau", 1),
        ("Cúcuta (Colombia), 23 nov (ASur).- Un policía murió en Tibú", 1),
        ("МОСКВА, 24 ноя — Интервест. Взрыв произошёл в Дербенте", 2),
        ("Gunmen from Niger killed four men near Gusau", 2),
        ("Gunmen in a Toyota fired an AK-47 near Gusau", 3),
        ("Boko Haram – armed with rifles – attacked Kukawa", 2),
        ("Bamako – Des hommes ont attaqué le camp de Kidal", 2),
        ("Al Shabaab – which took the town by force – left Afgoye", 2),
        ("Gunmen killed four men in a market and a school of the district near Gusau - and left", 1),
    ],
)
def test_a_datelines_names_are_none_of_the_reports(text: str, names: int) -> None:
    """Where a report was written, and by which agency, tells nothing of what happened; a hyphen is no dash."""
    lede = make_head("", text, "ru" if text[0] == "М" else "en").lede
    assert sum(kind_of(code) == NAME for code in lede) == names


def test_a_head_comes_back_as_it_was() -> None:
    """Packed and unpacked, it is the same, without a headline or a time of the day too."""
    for title in ("", "Bomb kills five in Kabul"):
        for text in (
            "Five people died.",
            "Five people died on Tuesday evening, at 7:40 pm, or in the night.",
        ):
            head = make_head(title, text, "en")
            assert unpack_head(pack_head(head)) == head
    assert head.hours


def test_no_more_of_a_text_is_cut_into_words_than_is_asked_for() -> None:
    """A word without end, or what stands behind the first thousands of words, costs nothing and changes nothing."""
    most = MAX_WORDS * MAX_WORD
    assert text_words("a" * most + "b" * most, "en") == text_words("a" * most, "en")
    known = "one two three four " * MAX_WORDS
    assert text_words(known + "five six seven", "en") == text_words(known, "en")


@pytest.mark.parametrize(
    ("language", "measure", "count"),
    [
        ("en", "Rebels struck a ship 42 nautical miles off Hodeidah", "Rebels struck 42 ships off Hodeidah"),
        ("en", "The vessel carried 61,000 tonnes of wheat", "The vessel carried 61,000 refugees"),
        ("es", "El sismo ocurrió a 35 kilómetros de Morelia", "El sismo dejó 35 heridos en Morelia"),
        ("ru", "Взрыв прогремел в 12 километрах от города", "Взрыв убил 12 солдат у города"),
        ("ar", "وقع الانفجار على بعد 40 كيلومترا من المدينة", "قتل الانفجار 40 جنديا في المدينة"),
        ("de", "Die Flut stieg auf 7 Meter", "Die Flut tötete 7 Bauern"),
    ],
)
def test_a_measure_is_no_figure(language: str, measure: str, count: str) -> None:
    """What has a unit behind it each outlet tells in its readers' units; what is counted is a fact."""
    assert not make_head("", measure, language).of_kind(FIGURE)
    assert len(make_head("", count, language).of_kind(FIGURE)) == 1


def test_a_measure_at_a_heads_end_has_its_unit_behind_it() -> None:
    """The unit of a head's last word stands in what follows the head."""
    words = "Here are as many words as a head has, one after another, and at its end stands one. " * 4
    text = " ".join(words.split()[: LEDE_WORDS - 1])
    last = [kind_of(make_head("", f"{text} 400 {what} away", "en").lede[-1]) for what in ("miles", "men")]
    assert last == [WORD, FIGURE]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "GUNMEN SEIZED A FERRY on Lake Kivu. " * 5
            + "The port captain said that Patrice Mbeki fled. " * 9,
        ),
        ("zh", "卡拉奇25日电，一支车队当天上午在港口城市遭袭击，造成2名警察和1名司机死亡。" * 5),
    ],
)
def test_a_head_is_the_same_where_more_words_are_known(language: str, text: str) -> None:
    """What is in capitals within a head is told by the head alone, and characters without a code take no place."""
    first = first_codes(text, language, 2 * LEDE_WORDS)
    assert make_head_of("Ferry", text, language, first) == make_head("Ferry", text, language)


def test_a_persian_weekday_is_one_word_in_the_whole_text_as_in_the_head() -> None:
    """A day that Persian writes as two words is one in both, so that the runs around it are found."""
    text = "کارگروه اضطرار اعلام کرد تمامی مدارس باوی و حمیدیه سه\u200cشنبه سوم آذر غیرحضوری است"
    assert text_words(text, "fa").runs.issuperset(head_runs(make_head("", text, "fa")))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LANDI KOTAL: Pakistan and Afghanistan agreed", 1),
        ("PESHAWAR: Police in Swabi held a man", 1),
        ("Landi Kotal: the crossing to Jalalabad reopens", 2),
        ("The road: Kabul and Herat agreed", 1),
    ],
)
def test_a_town_in_capitals_before_a_colon_is_a_dateline(text: str, names: int) -> None:
    """Papers of South Asia write it so; in small letters what stands before a colon may be what the text is about."""
    assert len(make_head("", text, "en").of_kind(NAME)) == names
