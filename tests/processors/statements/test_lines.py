"""A sentence's tokens: ranks that are shortened, and quotations that are parted by who says them."""

import pytest

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


@pytest.mark.parametrize(
    ("language", "text", "act", "group"),
    [
        ("en", '"These reports," a Hezbollah spokesman said on Monday, "are false."', "deny", "hezbollah"),
        (
            "en",
            '"The mine," said the al-Shabaab spokesman Ali Dhere, "was laid by our men."',
            "claim",
            "al-shabaab",
        ),
        ("de", "„Diese Berichte“, sagte ein Sprecher der Hisbollah, „sind falsch.“", "deny", "hezbollah"),
        (
            "fr",
            "« Ces accusations », a déclaré un porte-parole du Hezbollah, « sont fausses. »",
            "deny",
            "hezbollah",
        ),
        ("es", "«Estas acusaciones», dijo un portavoz de Hezbolá, «son falsas».", "deny", "hezbollah"),
    ],
)
def test_a_quotation_parted_by_who_says_it_is_read_as_one(
    language: str, text: str, act: str, group: str
) -> None:
    """What begins before the speaker's name and goes on behind it, in a small letter, is one content of his."""
    assert told(text, language) == [(act, group, (), False)]
    (one,) = statements(text, language)
    assert (one.start, one.end) == (0, len(text))


def test_two_speakers_of_two_quotations_are_not_made_one() -> None:
    """A quotation that begins in a capital is another one, and may be somebody else's."""
    text = '"The reports," a Hezbollah spokesman said, "Are false" was how the paper put it.'
    assert told(text) == []


def test_two_words_in_marks_part_no_verb_from_its_subject() -> None:
    """Who "categorically rejects" a charge does so, and a short quotation that begins a sentence stays one."""
    assert told('Hamas "categorically rejects" the accusation.') == [("deny", "hamas", (), False)]
    assert told("«Месть неизбежна», — предупредил генеральный секретарь «Хезболлы» Наим Касем.", "ru") == [
        ("threaten", "hezbollah", (), False)
    ]


def test_a_bar_parts_a_label_from_a_headline() -> None:
    """What stands before it, WATCH, is no part of who speaks."""
    (one,) = statements("WATCH | Hezbollah vows retaliation against Israel")
    assert (one.act, one.by_name) == ("threaten", "Hezbollah")
