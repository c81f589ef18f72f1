"""Credits before a paragraph and marks behind it go, and nothing of the paragraph with them."""

import pytest

from processors.newsroom.edges import split_leading_credit, without_trailing_mark


@pytest.mark.parametrize(
    ("credit", "text"),
    [
        ("© AFP", "ISIS-K claimed a bomb attack in Kabul."),
        ("© 2021 AFP/Reuters", "“We were there,” said the elder."),
        ("(AP Photo/Rahmat Gul)", "The Taliban blamed the group for it."),
        ("Photo: Reuters", "The blast happened shortly after noon prayers."),
        ("© Archive Photos/Moviepix/Getty Images", "The psychologists say why we watch sad films."),
        ("Photo by Jane Doe/Getty Images", "U.S. officials said that the road was open."),
        ("Image source: Getty Images.", "The idea that the border opens is new."),
        ("Photo: Jane Doe / AFP", "The blast happened shortly after noon prayers."),
        ("Фото: РИА Новости", "Талибы заявили, что дорога на север открыта."),
        (None, "(AP) The Taliban blamed the group for it."),
        (None, "Photos: Reuters"),
        (None, "© Jane Doe ISIS-K claimed a bomb attack in Kabul."),
        (None, "© Jane Doe ISIS-K told AFP that it had claimed the attack."),
        (None, "Photos by Jane Doe show what Reuters told of the road."),
        (None, "Reuters photographers were there when the road was opened."),
    ],
)
def test_a_credit_before_a_text_goes_alone(credit, text):
    """The credit of a picture goes by the words that are known, and what stands behind it stays whole."""
    assert split_leading_credit(f"{credit} {text}" if credit else text) == (text, credit)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The talks ended. *", "The talks ended."),
        ("“The talks ended.” **", "“The talks ended.”"),
        ("He gave it five * and one *", "He gave it five * and one *"),
        ("Taliban* said so.", "Taliban* said so."),
    ],
)
def test_a_mark_at_the_end_goes(text, left):
    """An asterisk alone after the last sentence goes; one that belongs to a word or a clause stays."""
    assert without_trailing_mark(text)[0] == left
