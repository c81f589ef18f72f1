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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Officials blamed Hamas for the bomb. The group denied any hand in it."),
        ("fr", "Le ministre accuse le Hamas. Le mouvement a nié toute implication."),
        ("es", "La policía culpó a Hamás. La organización negó toda implicación."),
        ("ar", "اتهم الجيش حماس بإطلاق القذيفة. ونفت الحركة ذلك."),
    ],
)
def test_the_group_is_the_only_one_that_the_sentence_before_names(language: str, text: str) -> None:
    """The group, le mouvement, الحركة: of whom somebody has just said something."""
    assert ("deny", "hamas", (), False) in told(text, language)


def test_the_group_behind_two_names_is_nobody() -> None:
    """Where the sentence before names two groups, the group is neither for sure."""
    behind = told("Officials blamed Hamas and Hezbollah. The group denied any hand in it.")
    assert [one[0] for one in behind] == ["blame"]


def test_a_source_ends_at_its_sure_word() -> None:
    """German: behind according to, the verb follows the source at once and is no part of it."""
    text = "Laut einem Bericht der UN arbeitet die Al-Shabaab beim Schmuggel eng mit den Huthi zusammen."
    assert told(text, "de") == [("link", "other", ("al-shabaab", "houthis"), False)]


def test_a_leader_of_a_group_with_a_joined_particle_speaks_for_it() -> None:
    """Arabic: the secretary general of Hezbollah threatens, though its name is written with a preposition."""
    assert told("هدد الأمين العام لحزب الله بقصف حيفا.", "ar") == [("threaten", "hezbollah", (), False)]


def test_a_pronoun_behind_said_is_who_said_it() -> None:
    """What the White House says that it does, it does, whichever group was named in the sentence before."""
    text = "Hamas met mediators. The White House said it held Hezbollah responsible for the attack."
    assert told(text) == [("blame", "other", ("hezbollah",), False)]


def test_a_group_blames_another_in_its_own_words() -> None:
    """Who was behind a deed may be told by a group, too, where it is another one."""
    assert told("Hezbollah said Islamic State was behind the bombing.") == [
        ("blame", "hezbollah", ("isis",), False)
    ]


def test_what_a_speaker_said_ends_where_somebody_else_is_quoted() -> None:
    """Behind a word such as while, the quotation is of him who stands before it, by whatever verb."""
    text = '"We want a truce," Hamas said, while Israel\'s army retorted, "we will strike Gaza again."'
    assert told(text) == [("demand", "hamas", (), False)]
