"""Which number a word is, which words are weekdays, and which tell nothing."""

import json
from pathlib import Path

import pytest
import regex

from processors.text import word_lists
from processors.text.word_lists import COMMON, FIGURE, WEEKDAY, WORD, Forms


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [
        ("ar", "أربعة", "4"),
        ("ar", "ثلاثة", "3"),
        ("ar", "أربعون", "40"),
        ("ur", "چار", "4"),
        ("en", "forty", "40"),
    ],
)
def test_a_number_in_letters_is_the_same_as_in_digits(language: str, word: str, number: str) -> None:
    """A word that is a number by itself is that one, though its stem may be another number's as well."""
    forms = Forms.of(language)
    assert forms[word] == forms[number] == (number, FIGURE)


@pytest.mark.parametrize(
    ("language", "weekday", "other"),
    [("pt", "segunda", "segundo"), ("ru", "среду", "среди"), ("ar", "الجمعة", "الجمعية")],
)
def test_a_word_that_has_a_weekdays_stem_alone_is_none(language: str, weekday: str, other: str) -> None:
    """According to, among and the General Assembly are said on any day."""
    forms = Forms.of(language)
    assert forms[weekday][1] == WEEKDAY
    assert forms[other][1] != WEEKDAY


@pytest.mark.parametrize(
    ("language", "common", "telling"),
    [
        (
            "ru",
            "который также сообщил заявили после если",
            "Москва война армия убит ранен море город народ нападение",
        ),
        ("uk", "який також повідомили заявив після якщо", "Київ війна армія вбивства військові місто напад"),
        ("tr", "ve için olarak söyledi bildirildi sonra", "Ankara Diyarbakır askerler saldırı çatışma yol"),
        ("ar", "الذي التي وقال وأضاف بعد منذ", "بغداد دمشق سوريا الجيش الحرب هجوم انقلب زيارة"),
        ("pl", "który także powiedział poinformowała oraz przez", "atak armia miasto wojna brygada kościół"),
    ],
)
def test_words_of_news_tell_something_and_those_of_every_text_do_not(
    language: str, common: str, telling: str
) -> None:
    """Towns, armies and the dead are frequent words as well, and say what happened."""
    forms = Forms.of(language)
    assert {word: forms[word.lower()][1] for word in common.split()} == dict.fromkeys(common.split(), COMMON)
    assert {word: forms[word.lower()][1] for word in telling.split()} == dict.fromkeys(telling.split(), WORD)


def test_the_lists_that_are_shipped_have_words_of_their_own_script_alone() -> None:
    """No marks of punctuation, no two words in one, and no Latin letter in Cyrillic."""
    scripts = {"ar": "Arabic", "pl": "Latin", "ru": "Cyrillic", "tr": "Latin", "uk": "Cyrillic"}
    lists = json.loads(Path(word_lists.__file__).with_name("common_words.json").read_text("utf-8"))
    assert lists.keys() == scripts.keys()
    for language, words in lists.items():
        wrong = [
            word for word in words.split() if not regex.fullmatch(rf"[\p{{{scripts[language]}}}'’]+", word)
        ]
        assert not wrong
        assert len(set(words.split())) == len(words.split()) > 400
