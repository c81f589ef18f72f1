"""A sentence's tokens: ranks that are shortened, marks around names, and labels."""

import pytest

from processors.groups.fold import fold_text
from processors.statements.lines import name_in_text, tokens
from tests.processors.statements.test_statements import statements, told


@pytest.mark.parametrize(
    "text",
    [
        '"These accusations are false," Maj.-Gen. Yahya Saree, the Houthi spokesman, said.',
        '"These accusations are false," said Brig. Gen. Yahya Saree of the Houthis.',
    ],
)
def test_the_stop_of_a_rank_ends_no_phrase(text: str) -> None:
    """Who speaks behind a quotation is found though his rank is shortened."""
    assert told(text) == [("deny", "houthis", (), False)]


def test_two_words_in_marks_part_no_verb_from_its_subject() -> None:
    """Who "categorically rejects" a charge does so, and a short quotation that begins a sentence stays one."""
    assert told('Hamas "categorically rejects" the accusation.') == [("deny", "hamas", (), False)]
    assert told("«Месть неизбежна», — предупредил генеральный секретарь «Хезболлы» Наим Касем.", "ru") == [
        ("threaten", "hezbollah", (), False)
    ]


def test_a_name_has_both_of_its_marks() -> None:
    """Who speaks is shown with both marks around a name, also with a blank inside, and with none of others."""
    (one,) = statements("Движение «Талибан» опровергло сообщения о лагерях «Аль-Каиды» в Газни.", "ru")
    assert (one.by, one.by_name) == ("taliban", "Движение «Талибан»")
    text = 'Le groupe « Etat islamique », "lui dit Ali" et «moi» parlent'
    for named, shown in (
        ("groupe « Etat islamique", "groupe « Etat islamique »"),
        ("Etat islamique »", "« Etat islamique »"),
        ("Etat islamique", "Etat islamique"),
        ('Ali" et', 'Ali" et'),
        ("«moi»", "«moi»"),
        ("moi» parlent", "«moi» parlent"),
    ):
        first = text.index(named)
        assert name_in_text(text, (first, first + len(named))) == shown
    assert name_in_text(text, None) == ""


def test_a_bar_parts_a_label_from_a_headline() -> None:
    """What stands before it, WATCH, is no part of who speaks."""
    (one,) = statements("WATCH | Hezbollah vows retaliation against Israel")
    assert (one.act, one.by_name) == ("threaten", "Hezbollah")


@pytest.mark.parametrize(
    "text",
    [
        "Die Straße – “ein Ziel” –  bleibt, so U.N. heute",
        "Abu\u00adja: «Boko Haram» dro\u0301hte",
        "a-b\tc_d e.f.g. h",
        "塔利班 否认  – 了",
    ],
)
def test_each_token_stands_where_it_is_written(text: str) -> None:
    """A token's place is that of its letters in the source, whatever folding made longer or shorter before it."""
    folded = fold_text(text)
    found = tokens(folded, (0, len(folded.text)), ())
    assert [fold_text(text[one.start : one.end]).text for one in found] == [one.text for one in found]
    assert "".join(one.text for one in found) == "".join(folded.text.split())
