"""Legal labels leave the sentences and nothing else changes."""

from re import _parser

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from processors.newsroom.legal_labels import DEFAULT_LABELS, LabelPatterns, remove_labels

TAKEN = [
    ("any al-Qaeda (a terrorist group, banned in Russia) militants", "any al-Qaeda militants"),
    ("ISIS [Islamic State, terrorist group, banned in Russia] members", "ISIS [Islamic State] members"),
    ("ISIS (terrorist organization banned in Russia), said", "ISIS, said"),
    ("the Taliban (banned in Russia).", "the Taliban."),
    ("the Taliban(banned in Russia)and", "the Taliban and"),
    ("the Taliban (the movement is banned in Russia) and", "the Taliban and"),
    ("the Taliban, banned in Russia, said so", "the Taliban said so"),
    ("with the Taliban, a terrorist group banned in Russia.", "with the Taliban."),
    ("al-Qaeda, a terrorist organization, banned in Russia, said", "al-Qaeda said"),
    ("of ISIS (outlawed in Russia and many other countries) in", "of ISIS in"),
    ("of ISIS (designated terrorist and banned in Russia) in", "of ISIS in"),
    ("ИГИЛ (организация, запрещённая в РФ) заявила", "ИГИЛ заявила"),
    ("ИГИЛ (запрещена в России), заявила", "ИГИЛ, заявила"),
    ("«Талибан» (признан террористической организацией и запрещён в РФ) занял", "«Талибан» занял"),
    ("«Талибан» (запрещенная в РФ террористическая организация) занял", "«Талибан» занял"),
    (
        "«Исламское государство» (ИГ, террористическая организация, запрещена в РФ) взяло",
        "«Исламское государство» (ИГ) взяло",
    ),
    ("движения «Талибан», запрещённого в России, сообщил", "движения «Талибан» сообщил"),
    ("ИГ [террористическая группировка, запрещена в РФ] напала", "ИГ напала"),
    ("تنظيم داعش (المحظور في روسيا) أعلن", "تنظيم داعش أعلن"),
    ("Al-Qaeda (terrorist organization, banned in Russia)-linked men", "Al-Qaeda-linked men"),
    ("«Талибан» (находится под санкциями ООН за террористическую деятельность) занял", "«Талибан» занял"),
    ("Иванов (признан в РФ иностранным агентом) сказал", "Иванов сказал"),
    ("ISIS (*banned in Russia) said", "ISIS said"),
    ("el EI (grupo terrorista prohibido en Rusia) dijo", "el EI dijo"),
]

LEFT = [
    "the Haqqani network [Taliban affiliate], said",
    "The group was banned in Russia in 2003 after a ruling.",
    "a terrorist group (in Helmand) that nobody named",
    "They met in Moscow (Russia), the minister said.",
    "the Taliban, a terrorist group in Afghanistan, said",
    "Организация (создана в 1994 году) заявила о выходе.",
]


@pytest.mark.parametrize(("text", "rest"), TAKEN)
def test_label_goes(text, rest):
    """Each known form of a label goes, and leaves neither double blanks nor glued words behind."""
    cleaned, labels = remove_labels(text)
    assert cleaned == rest
    assert len(labels) == 1


@pytest.mark.parametrize("text", LEFT)
def test_ordinary_text_stays(text):
    """Brackets and clauses that are no legal label stay as they were."""
    assert remove_labels(text) == (text, ())


def test_labels_as_they_stood():
    """Labels are kept as they stood, each once, in order."""
    text = "A (banned in Russia) met B (terrorist group, banned in Russia) and A (banned in Russia)."
    assert remove_labels(text) == (
        "A met B and A.",
        ("(banned in Russia)", "(terrorist group, banned in Russia)"),
    )


def test_footnote_goes_with_its_asterisks():
    """A footnote that carries the label goes as a line, and so do the asterisks that point to it."""
    text = "ИГИЛ* взяла город.\n* террористическая организация, запрещена в России"
    cleaned, labels = remove_labels(text)
    assert cleaned.strip() == "ИГИЛ взяла город."
    assert labels == ("* террористическая организация, запрещена в России",)


def test_other_labels_can_be_handed_in():
    """The list is a value: another one takes out other labels and leaves the default's."""
    other = LabelPatterns(verdicts=(r"listed by the council",), kinds=(r"an? armed group",))
    assert (
        remove_labels("X (an armed group, listed by the council) and Y (banned in Russia)", other)[0]
        == "X and Y (banned in Russia)"
    )


@given(st.text(alphabet="ab ,.()[]\n*", max_size=80))
def test_text_without_labels_is_untouched(text):
    """Text without any label comes back as it was, whatever brackets and commas it has."""
    assert remove_labels(text, DEFAULT_LABELS) == (text, ())


def shortest(pattern):
    """Give the texts that a parsed pattern matches, each choice in it once and without what may be left out."""
    texts = {""}
    for kind, value in pattern:
        name = str(kind)
        if name == "LITERAL":
            more = {chr(value)}
        elif name == "IN":
            more = {chr(each) if str(one) == "LITERAL" else _OF_CLASS[str(each)] for one, each in value}
        elif name == "BRANCH":
            more = {text for part in value[1] for text in shortest(part)}
        elif name == "MAX_REPEAT":
            more = shortest(value[2]) if value[0] else {""}
        else:
            assert name == "SUBPATTERN", name
            more = shortest(value[3])
        texts = {before + text for before in texts for text in more}
    return texts


_OF_CLASS = {"CATEGORY_SPACE": " ", "CATEGORY_WORD": "x"}


@pytest.mark.parametrize("verdict", DEFAULT_LABELS.verdicts)
def test_every_label_holds_one_of_the_signs(verdict):
    """A text without any sign is not looked through, so every label that a verdict matches holds one."""
    for label in shortest(_parser.parse(verdict)):
        assert regex.fullmatch(verdict, label, regex.IGNORECASE)
        assert DEFAULT_LABELS.may_stand_in(label), label
        assert DEFAULT_LABELS.may_stand_in(label.upper()), label


def test_text_without_a_sign_is_not_looked_through():
    """What has none of the signs stays as it is, also where the patterns would match it."""
    other = LabelPatterns(verdicts=(r"listed by the council",), kinds=(), signs=("mandated",))
    assert remove_labels("X (listed by the council)", other)[0] == "X (listed by the council)"


@pytest.mark.parametrize("label", ["RUSYA’DA YASAKLI", "PROHİBİDO EN RUSIA", "banned in Ruſsia"])
def test_signs_are_found_in_every_case(label):
    """The dotted capital of Turkish and the long s count as the plain letters, as in the patterns."""
    assert remove_labels(f"ISIS ({label}) said")[0] == "ISIS said"
