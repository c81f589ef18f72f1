"""Plain text: its paragraphs, its headline, what it says twice, its first sentence, its language."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.newsroom.plain_text import split_headline, split_paragraphs
from processors.newsroom.repeats import repeated_ledes, repeated_paragraphs, repeated_titles
from processors.text.characters import comparable_form, count_words, normalize_text
from processors.text.language import detect_language
from processors.text.sentences import first_sentence

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SENTENCE = "Taliban spokesperson Zabihullah Mujahid said on Tuesday that no foreign fighters were left in the country."


def test_lines_are_paragraphs():
    """Each line is a paragraph, blank lines or not."""
    assert split_paragraphs(f"{SENTENCE}\n\n{SENTENCE}\n{SENTENCE}") == [SENTENCE] * 3


def test_wrapped_lines_are_joined():
    """Text wrapped to a width is joined again, block by block."""
    block = (
        "Taliban spokesperson Zabihullah Mujahid said on Tuesday\n"
        "that no foreign fighters were left in the country,\n"
        "and he denied it all."
    )
    assert split_paragraphs(f"{block}\n\n{block}") == [block.replace("\n", " ")] * 2


@pytest.mark.parametrize(
    ("paragraphs", "title"),
    [
        (["Talks go on in Kabul", SENTENCE], "Talks go on in Kabul"),
        (["Talks go on. In Kabul.", "Talks Go On. In Kabul.", SENTENCE], "Talks go on. In Kabul."),
        ([SENTENCE, SENTENCE.replace("Tuesday", "Monday")], None),
        (['"We will go on," he said.', SENTENCE], None),
        (["Talks go on"], None),
        (["He said:", SENTENCE], None),
        (["Talks go on", "in Kabul"], None),
        ([], None),
    ],
)
def test_headline(paragraphs, title):
    """A headline is repeated, or it ends like no sentence above something that does."""
    assert split_headline(paragraphs) == (title, paragraphs[1:] if title else paragraphs)


def test_repeated_headline_goes():
    """Paragraphs near the top that only repeat the headline go; later ones stay."""
    lines = ["TALKS GO ON!", SENTENCE, "a", "b", "c", "Talks go on"]
    assert repeated_titles("Talks go on", lines) == [0]
    assert repeated_titles(None, lines) == []


def test_repeated_lede_goes():
    """A standfirst that the lede after the dateline begins with goes, and the lede stays."""
    dated = f"KABUL, May 5 (Reuters) - {SENTENCE} More was to come."
    assert repeated_ledes([SENTENCE[:-1], dated, "Last."], NOW) == [0]
    assert repeated_ledes([SENTENCE, "Taliban", "Other"], NOW) == []
    lede = "尼日利亚北部一个集市遭袭七人死亡。"
    assert repeated_ledes([lede, f"新华社北京11月24日电 {lede}警方说两人被捕。"], NOW) == [0]
    assert repeated_ledes([f"KABUL (AP) - {SENTENCE}", f"{SENTENCE} It named no day."], NOW) == [0]


def test_a_heading_that_the_text_begins_with_stays():
    """It is short and no sentence; a short lede ends as one."""
    told = "'Before, he rowed', his mother remembers, and was asleep at his desk by noon on most days."
    assert repeated_ledes(["'Before, he rowed'", told, "Last."], NOW) == []
    assert repeated_ledes(
        ["Nine people were killed.", "Nine people were killed. It rained.", "Last."], NOW
    ) == [0]


def test_copies_go_and_refrains_stay():
    """A long paragraph stands once; a short one may come again."""
    assert repeated_paragraphs([SENTENCE, "No.", SENTENCE, "No."]) == [2]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Gen. Smith met U.S. Sen. Doe. They talked.", "Gen. Smith met U.S. Sen. Doe."),
        ("He said: “No.” Then he left.", "He said: “No.”"),
        ("塔利班否认。他说。", "塔利班否认。"),
        ("Он приехал в 2021 г. Потом уехал. Конец.", "Он приехал в 2021 г. Потом уехал."),
        ("No end in this line\nNext.", "No end in this line"),
        ("It cost 3.5 million. Then more.", "It cost 3.5 million."),
    ],
)
def test_first_sentence(text, sentence):
    """The first sentence ends where a sentence ends, not at an abbreviation or a number."""
    assert first_sentence(text) == sentence


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SENTENCE, "en"),
        ("Министр заявил во вторник, что переговоры в столице продолжатся на следующей неделе.", "ru"),
        ("قالت وزارة الخارجية يوم الثلاثاء إن المحادثات ستستمر في العاصمة الأسبوع المقبل.", "ar"),
        ("部长星期二表示，首都的谈判将于下周继续进行，各方代表已经抵达喀布尔。", "zh"),
        ("Le ministre a déclaré mardi que les négociations se poursuivraient dans la capitale.", "fr"),
    ],
)
def test_language_is_that_of_the_text(text, language):
    """The language is found in the text, whatever was declared."""
    assert detect_language(text, "xx") == language


def test_too_little_text_has_the_declared_language():
    """Too few letters leave the declaration, as its primary tag."""
    assert (detect_language("No.", "pt-BR"), detect_language("No.")) == ("pt", None)


def test_words_are_counted_in_every_script():
    """Scripts without blanks count characters as parts of words."""
    assert count_words("one two-three 4") == 4
    assert count_words("部长星期二表示谈判继续") == 5
    assert count_words("한국 정부는 말했다") == 3


def test_tidy_keeps_what_spells():
    """Controls, marks of direction and soft hyphens go; the joiners that Persian spells with stay."""
    assert normalize_text("a\x00b\u200f\u00adc\u00a0 d\r\ne\u2028f") == "abc d\ne\nf"
    assert normalize_text("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text(max_size=200))
def test_tidy_is_settled_and_encodable(text):
    """Tidying twice changes nothing more, and what comes out can be written as UTF-8."""
    once = normalize_text(text)
    assert normalize_text(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


@given(st.text(max_size=60))
def test_same_form_ignores_case_and_blanks(text):
    """Case that folds, blanks and punctuation make no difference to the form."""
    assert comparable_form(f"  {text} -- ") == comparable_form(text)
