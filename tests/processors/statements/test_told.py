"""Who is said to have said what: across quotations, behind a comma, and by a spokesman who is only its own."""

import pytest

from tests.processors.statements.test_statements import told


def test_a_second_quotation_is_by_who_spoke_the_first() -> None:
    """What is quoted from the next sentence's first word on is by the same speaker."""
    text = '"No tent was hurt," a Taliban spokesman said. "We assure all embassies of their safety."'
    assert told(text) == [("pledge", "taliban", (), False)]
    other = (
        '"No tent was hurt," a Taliban spokesman said. The mayor had shouted "we reject all these claims".'
    )
    assert told(other) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas has no ties to Islamic State, its spokesman said.", ("deny", "hamas", ("isis",), False)),
        ("Ghazi Hamad of Hamas scoffed at the suggestion.", ("deny", "hamas", (), False)),
        ("The Houthis will strike ships, their spokesman said.", ("threaten", "houthis", (), False)),
        ("Police said on Sunday Hamas fired first, and the army said Hamas fired twice.", None),
        ("According to police, the Taliban killed four men.", ("blame", "other", ("taliban",), False)),
    ],
)
def test_who_speaks_is_read_from_its_and_of(
    text: str, expected: tuple[str, str, tuple[str, ...], bool] | None
) -> None:
    """Its spokesman is the group's at the sentence's head; a person of a group speaks for it; the army does not."""
    assert told(text) == ([expected] if expected else [("blame", "other", ("hamas",), False)])


def test_a_deed_that_a_group_tells_of_itself_is_a_claim() -> None:
    """What others would blame it for it claims, where its own word stands for it."""
    assert told("Ansar Dine carried out the raid, the group said.") == [("claim", "ansar-dine", (), False)]


@pytest.mark.parametrize(
    "text",
    [
        "Ankara was quick to blame the PKK.",
        "Ankara, in a letter sent to the council, blamed the PKK.",
        "Ankara closed two roads and blamed the PKK.",
    ],
)
def test_what_stands_between_a_subject_and_its_verb_makes_it_no_doubt(text: str) -> None:
    """Was quick to, an adverbial between commas, and another verb of somebody else leave the statement sure."""
    assert told(text) == [("blame", "other", ("pkk",), False)]


def test_a_private_person_may_deny_and_say_nothing_else() -> None:
    """Two men deny ties; what they demand is no statement of somebody that counts."""
    assert told("The two men denied any link to Islamic State.") == [("deny", "other", ("isis",), False)]
    assert told("The two men demanded that Hamas pay.") == []
