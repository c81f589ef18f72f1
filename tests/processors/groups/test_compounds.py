"""Names within longer words: hashtags and handles, German compounds, words that a line's end breaks."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "taliban",
                    "name": "Taliban",
                    "aliases": {"any": ["Taliban", "داعش خراسان", "塔利班", "タリバン"]},
                },
                {
                    "id": "is",
                    "name": "IS",
                    "aliases": {"any": ["ISIS", "IS", "伊斯兰国", "イスラム国"]},
                    "context": {"IS": {"case": "exact"}},
                },
                {"id": "boko-haram", "name": "Boko Haram", "aliases": {"any": ["Boko Haram"]}},
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("#TalibanAttack #StopTalibanNow @BokoHaramNews", "en", ["Taliban", "Taliban", "BokoHaram"]),
        ("#ISIS2015 and #ISISAttack", "en", ["ISIS", "ISIS"]),
        ("#Boko_Haram #داعش_خراسان", "en", ["Boko_Haram", "داعش_خراسان"]),
        ("#TALIBANattack and #TALIBANATTACK", "en", ["TALIBAN"]),
        ("#talibanattack is one word, #Talibanize another", "en", []),
        ("TalibanAttack is no tag, mail@x.ISISfoo", "en", []),
        ("Talibankämpfer, Talibanführern, Talibanvertreterinnen", "de", ["Taliban"] * 3),
        ("Talibanfahnen, Talibanmann", "de", ["Taliban"] * 2),
        ("Talibankämpfer in an English text", "en", []),
        ("Talibanregering en Talibanstrijders", "nl", ["Taliban"] * 2),
        ("De Talibanbewindvoerder, een Talibanmonument", "nl", ["Taliban"] * 2),
        ("Talibanbotschafter, Talibandiplomaten, Talibanunterhändler", "de", ["Taliban"] * 3),
        ("Talibanregeringen, Talibanområdet", "sv", ["Taliban"]),
        ("Talibantaistelijoita, Talibanjohtajan", "fi", ["Taliban"] * 2),
        ("Talibanvõitlejad, Talibanjuht", "et", ["Taliban"] * 2),
        ("Talibanharcosok, Talibankormány, Talibanváros", "hu", ["Taliban"] * 2),
        ("Talibanade, ISISgruppe", "de", []),
        ("the Tali-\nban and Boko Ha-\r\nram", "en", ["Tali-\nban", "Boko Ha-\r\nram"]),
        ("the Tali-\n\nban", "en", []),
        ("据报道，塔利\n班否认，伊斯兰\r\n国也否认。", "zh", ["塔利\n班", "伊斯兰\r\n国"]),
        ("イスラム\n国とタリ\nバン", "ja", ["イスラム\n国", "タリ\nバン"]),
        ("他叫塔利\n\n班级。塔利\n\u3000班级", "zh", []),
        ("the IS-3 tank, the IS-2", "en", []),
        ("タリバンメンバー、反タリバン、アフガンタリバンは", "ja", ["タリバン"] * 3),
        ("イスラエル・タリバン、タリバンファイター、タリバンイラン会談", "ja", ["タリバン"] * 3),
        ("タリバンハッカーニ派、タリバンスタイル、アメリカタリバン和平", "ja", ["タリバン"] * 3),
        ("タリバンーズ、タリバンァ、アタリバン", "ja", []),
    ],
)
def test_a_name_is_found_where_a_reader_cuts_it(text: str, language: str, names: list[str]) -> None:
    """What is found stands in the text as it is, at the offsets that are given."""
    mentions = TAGGER.tag(text, language)
    assert [mention.text for mention in mentions] == names
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
