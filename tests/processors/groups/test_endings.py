"""Names with the case endings of languages that the catalogue does not write out."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "hamas",
                    "name": "Hamas",
                    "aliases": {
                        "any": ["Hamas", "PKK", "Isis", "Taliban", "Force 17"],
                        "uk": ["Хезболлах"],
                        "bn": ["হামাস", "হেজবোল্লা"],
                        "ta": ["ஹமாஸ்", "ஹெஸ்பொலா"],
                    },
                    "context": {"Isis": {"case": "exact"}},
                }
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Rzecznik Hamasu rozmawiał z Hamasem.", "pl", ["Hamasu", "Hamasem"]),
        ("Hamasin johtaja ja Isisin leirit", "fi", ["Hamasin", "Isisin"]),
        ("isisin", "fi", []),
        ("A Hamasnak küldött", "hu", ["Hamasnak"]),
        ("Liderul Hamasului", "ro", ["Hamasului"]),
        ("Хезболлаховцы и хезболлаховский канал", "ru", ["Хезболлаховцы", "хезболлаховский"]),
        ("Хезболлаху, Хезболлахом", "ru", ["Хезболлаху", "Хезболлахом"]),
        ("Хезболлахов, Хезболлаховед", "ru", []),
        ("про Хезболлаху", "uk", ["Хезболлаху"]),
        ("হামাসের মুখপাত্র", "bn", ["হামাসের"]),
        ("হেজবোল্লার ঘাঁটি", "bn", ["হেজবোল্লার"]),
        ("ஹமாஸின் தலைவர், ஹமாஸுக்கு எதிராக", "ta", ["ஹமாஸின்", "ஹமாஸுக்கு"]),
        ("ஹெஸ்பொலாவின் ஏவுகணைகள், ஹமாஸ்", "ta", ["ஹெஸ்பொலாவின்", "ஹமாஸ்"]),
        ("Hamasta iyo Talibanka", "so", ["Hamasta", "Talibanka"]),
        ("ஹமாஸினம், ஹமாஸா", "ta", []),
        ("Hamasområdet, Hamasens", "nb", ["Hamasens"]),
        ("Talibanar loka skólum", "is", ["Talibanar"]),
        ("Hamasek bi gorpu itzuli ditu; Hamasaldi", "eu", ["Hamasek"]),
        ("Di nav Hamasê de, Hamasistan", "kmr", ["Hamasê"]),
        ("Isisiin liittyi, Isisiini", "fi", ["Isisiin"]),
        ("Hamaslı ve Hamasa", "tr", ["Hamaslı", "Hamasa"]),
        ("Hamasu, PKKu, Hamasowski", "en", []),
        ("PKKu, Hamasowski", "pl", []),
        ("Hamasning vakili", "uz", ["Hamasning"]),
        ("Хезболлахтың өкілі", "kk", ["Хезболлахтың"]),
        ("Talibanın Talibani Talibanİ", "az", ["Talibanın"]),
        ("Talibani Eestis", "et", ["Talibani"]),
        ("Force 17 i Force 17a", "pl", ["Force 17", "Force 17"]),
    ],
)
def test_a_name_is_found_with_a_regular_ending(text: str, language: str, names: list[str]) -> None:
    """The ending belongs to what is found, in texts of its language alone; short names and numbers have none."""
    mentions = TAGGER.tag(text, language)
    assert [mention.text for mention in mentions] == names
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
