"""A group's name as the first of a person's two."""

import pytest

from processors.groups.first_of_two import is_first_of_two


def is_one(text: str) -> bool:
    """Read a text whose first word is a group's name."""
    return is_first_of_two(text, 0, text.index(" "))


@pytest.mark.parametrize(
    "text",
    [
        "Hamás Rodríguez ganó la maratón de Cali.",
        "Isis Moreau scored twice as Nantes beat Reims.",
        "Ísis Duarte ganhou a corrida de rua.",
        "Hamas Diallo a remporté le semi-marathon.",
        "Hezbollah Al-Masri, 48, sells dates.",
    ],
)
def test_what_one_person_does(text: str) -> None:
    """A race, a goal, an age."""
    assert is_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hamas Islamists won the 2006 elections.",
        "Hamas Friday won praise from Qatar.",
        "Hezbollah Tuesday scored with the footage.",
        "Hezbollah Bloc won two more.",
        "Hezbollah Shiites won all of them.",
        "Hezbollah Allies won less than before.",
        "Hamas Supporters won at Birzeit.",
        "Hamas Yunis won the vote in 2006.",
        "Hezbollah Sidon won two more seats.",
        "Hamás Palestino nació en 1987.",
        "Hezbollah Libanais a remporté deux sièges.",
        "ISIS Moreau scored twice.",
        "Hamas won the vote.",
    ],
)
def test_who_belongs_to_a_group_and_what_parties_win(text: str) -> None:
    """Its people, the day of the news, seats and votes."""
    assert not is_one(text)
