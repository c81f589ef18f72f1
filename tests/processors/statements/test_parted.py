"""Quotations that are parted by who says them, and those of two speakers."""

import pytest

from tests.processors.statements.test_statements import statements, told


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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ar",
            'قال متحدث باسم حماس "نطالب بوقف الحرب"، فيما قال وزير إسرائيلي، "سنواصل الهجوم".',
            [("demand", "hamas", (), False)],
        ),
        ("fa", "طالبان گفت «ما صلح می‌خواهیم»، اما ارتش پاکستان گفت، «حمله خواهیم کرد».", []),
        (
            "en",
            'Hamas said "we want a truce", and the Israeli army said, "we will strike Gaza again."',
            [("demand", "hamas", (), False)],
        ),
        (
            "en",
            '"We want a truce," a Hamas spokesman said, and a minister said, "we will strike Gaza again."',
            [("demand", "hamas", (), False)],
        ),
        ("fa", "طالبان گفت «ما صلح می‌خواهیم»، ارتش پاکستان گفت، «حمله خواهیم کرد».", []),
        (
            "en",
            '"We want a truce," Hamas said, and a minister, "we will strike Gaza again."',
            [("demand", "hamas", (), False)],
        ),
        (
            "en",
            '"We want a truce," Hamas said, a minister said, "we will strike Gaza again."',
            [("demand", "hamas", (), False)],
        ),
    ],
)
def test_each_of_two_speakers_keeps_his_own_quotation(
    language: str, text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """Where the sentence begins otherwise, or two say something, no quotation is made one with the next."""
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"We reject the claim that," a Taliban spokesman said, "al-Qaeda has camps in Helmand."',
            [("deny", "taliban", ("al-qaeda",), False)],
        ),
        (
            '"These reports," a Hezbollah spokesman said, "are false," and a minister accused Hamas of the attack.',
            [("deny", "hezbollah", (), False), ("blame", "other", ("hamas",), False)],
        ),
        (
            '"These reports," a Hezbollah spokesman said on Monday, "are false',
            [("deny", "hezbollah", (), False)],
        ),
        (
            '"We deny these reports," a Hezbollah spokesman said, "',
            [("deny", "hezbollah", (), False)],
        ),
        ('"These reports," a Hezbollah spokesman said of what he called "are false."', []),
    ],
)
def test_what_goes_on_is_the_rest_of_a_quotation(
    text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """It may begin with a group's name, never be closed, or be lost; behind it all is the narrator's again."""
    assert told(text) == expected


def test_a_speaker_may_be_told_of_at_length_between_the_parts() -> None:
    """BETWEEN words and marks may stand there."""
    text = (
        '"These reports," a Hezbollah spokesman said on Monday at a burial in the town of Nabatieh, '
        '60 km south of the capital, "are false."'
    )
    assert told(text) == [("deny", "hezbollah", (), False)]
