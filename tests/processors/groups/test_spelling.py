import pytest

from processors.groups.fold import fold_text
from processors.groups.spelling import (
    has_suffix,
    is_brand_of,
    is_joined,
    is_surname_of,
    is_whole,
    needs_hyphen,
    spellings,
)


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("al-Qa'ida", ["al qa'ida", "alqa'ida", "al qaida", "alqaida"]),
        ("Boko Haram", ["boko haram", "bokoharam"]),
        ("Abu Sayyaf", ["abu sayyaf"]),
        ("Jaish al-Adl", ["jaish al adl", "jaish aladl"]),
        ("PKK", ["pkk", "p.k.k", "p.k.k."]),
        ("Pkk", ["pkk"]),
        ("القاعدة", ["القاعده", "للقاعده"]),
        ("طالبان", ["طالبان"]),
        ("塔利班", ["塔利班"]),
    ],
)
def test_spellings_of_an_alias(written, forms):
    """An alias has its own spelling first and then those that are derived from it, and no other."""
    assert spellings(written) == forms


def test_a_cyrillic_name_in_a_is_bent_and_no_other() -> None:
    """Its cases are spellings of it; a genitive or a name in another vowel or script has none."""
    assert {"нусры", "нусре", "нусру", "нусрои"} <= set(spellings("Нусра"))
    assert spellings("Хути") == ["хути"]
    assert spellings("Вагнера") == ["вагнера"]
    assert "талибы пакистану" not in spellings("талибы Пакистана")
    assert spellings("Nusra") == ["nusra"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("the isis.", "isis", True),
        ("isis", "isis", True),
        ("crisis", "isis", False),
        ("isist", "isis", False),
        ("isis3", "isis", False),
        ("在isis的", "isis", True),
        ("isis는", "isis", True),
        ("ذاisis", "isis", True),
        ("وبالداعش", "داعش", True),
        ("قداعش", "داعش", False),
        ("داعشي", "داعش", False),
        ("وكشهطالبان", "طالبان", False),
        ("तालिबान", "तालिबा", False),
        ("तालिबानी", "तालिबान", False),
        ("阿塔利班人", "塔利班", True),
        ("反タリバンの", "タリバン", True),
        ("タリバンズ", "タリバン", False),
        ("タリバンー", "タリバン", False),
        ("탈레반은", "탈레반", True),
        ("반탈레반", "탈레반", False),
    ],
)
def test_whole_words(text, word, expected):
    """A word is whole by the rule of its own script, whatever script stands beside it."""
    start = text.index(word)
    assert is_whole(text, start, start + len(word)) is expected


@pytest.mark.parametrize(
    ("alias", "found", "expected"),
    [
        ("IS-K", "IS-K", True),
        ("IS-K", "is K", False),
        ("ISIS-K", "ISIS K", True),
        ("al-Qaeda", "al Qaeda", True),
        ("al-Qaeda", "al- Qaeda", True),
        ("at-Takfir", "at Takfir", False),
        ("Islamic State Khorasan", "Islamic State – Khorasan", True),
        ("ISIS-K", "ISIS – K", False),
        ("IS Sinai", "IS—Sinai", False),
        ("Abu Sayyaf", "Abu--Sayyaf", True),
        ("आईएस-के", "आईएस-के", True),
        ("आईएस-के", "आईएस के", False),
        ("Taliban", "Taliban", True),
    ],
)
def test_hyphens_and_dashes_in_a_name(alias, found, expected):
    """A hyphen may be a blank and a dash may stand between, but not where that makes other words of it."""
    assert fold_text(alias).text == fold_text(found).text or fold_text(found).text.replace(
        " ", ""
    ) == fold_text(alias).text.replace(" ", "")
    assert is_joined(found, hyphen=needs_hyphen(alias)) is expected


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("ISIS-X", "ISIS", True),
        ("ISIS‑SP said", "ISIS", True),
        ("ISIS-PKK", "ISIS", False),
        ("ISIS-US", "ISIS", False),
        ("ISIS-led", "ISIS", False),
        ("ISIS-X2", "ISIS", False),
        ("Taliban-X", "Taliban", False),
        ("ISIS", "ISIS", False),
    ],
)
def test_suffixes_of_abbreviations(text, found, expected):
    """One or two capitals behind an abbreviation's hyphen name something else."""
    assert has_suffix(text, len(found), found, found) is expected


@pytest.mark.parametrize(
    ("written", "case"),
    [("игиловец", "игиловцами"), ("вагнерівець", "вагнерівцю"), ("хизбутчик", "хизбутчикам")],
)
def test_cases_of_members(written, case):
    """One alias stands for a member in all cases."""
    assert case in spellings(written)


@pytest.mark.parametrize(
    ("written", "found", "expected"),
    [
        ("ISWAP", "iSwap", True),
        ("Isis", "iSis", True),
        ("ISWAP", "iSWAP", False),
        ("ISWAP", "ISWAP", False),
        ("ISWAP", "Iswap", False),
        ("mBeki", "mBeki", False),
    ],
)
def test_a_brand_begins_with_a_small_letter(written, found, expected):
    """Such is iSwap, where no name of the catalogue is written so."""
    assert is_brand_of(written, found) is expected


@pytest.mark.parametrize(
    ("written", "found", "expected"),
    [
        ("Talibanı", "Talibani", True),
        ("Talibanı", "Talibanî", True),
        ("Talibanı", "Talibanı", False),
        ("Talibanı", "TALIBANI", False),
        ("Talibani", "Talibani", False),
        ("Talibanları", "Talibanlari", True),
    ],
)
def test_a_dotted_i_makes_a_surname_of_a_turkish_form(written, found, expected):
    """Celal Talibani is a man, whom folding makes the accusative of Taliban."""
    assert is_surname_of(written, found) is expected
