"""Subjects that do not stand beside their verb: before a relative clause, before another verb, at a clause's head."""

from functools import cache
from pathlib import Path

import pytest

from processors.groups.tag import Tagger
from processors.statements.match import Lexicon
from processors.statements.read import StatementReader
from processors.statements.states import states
from wirewatch.config.groups import read_groups
from wirewatch.config.statements import read_all_frames

ROOT = Path(__file__).parents[3]


@cache
def tools() -> tuple[Tagger, StatementReader]:
    """Return a tagger and a reader of what ships."""
    catalogue = read_groups(ROOT / "config" / "groups.yaml")
    return Tagger(catalogue), StatementReader(catalogue, read_all_frames(ROOT / "config"))


def told(text: str, language: str) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Return the act, speaker, groups concerned and negation of each statement."""
    tagger, reader = tools()
    found = reader.read(None, text, language, tagger.tag_fields(None, text, language))
    return [(one.act, one.by, one.about, one.negated) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Hezbollah, which has denied any role in it, left.", ("deny", "hezbollah", (), False)),
        ("fr", "Le Hamas, qui dément toute implication, se tait.", ("deny", "hamas", (), False)),
        ("de", "Die Hisbollah, die jede Beteiligung bestreitet, geht.", ("deny", "hezbollah", (), False)),
        (
            "ru",
            "Талибы, которые отрицают присутствие «Аль-Каиды», ушли.",
            ("deny", "taliban", ("al-qaeda",), False),
        ),
        ("ru", "«Хезболла», отрицающая причастность к убийству, ушла.", ("deny", "hezbollah", (), False)),
        ("fa", "حزب‌الله که هرگونه دخالت را رد کرده، رفت.", ("deny", "hezbollah", (), False)),
        ("tr", "Suikastta rolü olduğunu reddeden Hizbullah çekildi.", ("deny", "hezbollah", (), False)),
        ("tr", "IŞİD'in üstlendiği saldırıda dokuz kişi öldü.", ("claim", "isis", (), False)),
        (
            "en",
            "The army, which accuses Boko Haram of it, left.",
            ("blame", "other", ("boko-haram",), False),
        ),
    ],
)
def test_a_relative_clause_tells_of_the_name_before_it(
    language: str, text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """Who stands before which, qui, die or a participle has done what the clause says."""
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Al-Shabaab stormed the hotel and, hours later, threatened more attacks."),
        ("es", "Al Shabab tomó el hotel y amenazó con atacar el puerto."),
        ("de", "Die Al-Shabaab stürmte ein Hotel und drohte mit weiteren Angriffen."),
        ("it", "Al-Shabaab ha preso un hotel e minacciato di colpire il porto."),
        ("tr", "Eş-Şebab bir oteli bastı ve limana saldırmakla tehdit etti."),
        ("zh", "索马里青年党占领一家酒店，并威胁袭击港口。"),
    ],
)
def test_verbs_that_and_joins_share_their_subject(language: str, text: str) -> None:
    """The group at a clause's head is the subject of its second verb, too."""
    assert ("threaten", "al-shabaab", (), False) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hamas hostages in Gaza wrote letters and demanded medicine."),
        ("en", "Hamas freed two men, Israel freed ninety and threatened more raids."),
        ("fr", "Le journaliste, otage du Hamas, qui dément être parti, vit à Lyon."),
        ("ru", "Журналист, бежавший от талибов, отрицающий кражу, живёт в Берлине."),
        ("ar", "فتح حزب الله الطريق وهدد العمدة بالغرامات."),
        ("ur", "طالبان نے سڑک کھول دی اور میئر نے جرمانے کی دھمکی دی۔"),
        ("fa", "طالبان جاده را باز کردند و شهردار تهدید به جریمه کرد."),
        ("tr", "Taliban yolu açtı ve belediye başkanı ceza kesmekle tehdit etti."),
        ("de", "Ein Opfer der Hisbollah, das den Tag nie vergaß, bestreitet den Vorwurf der Untreue."),
        ("en", "Should Hezbollah claim the rocket, the monitors would meet."),
    ],
)
def test_a_name_that_is_near_is_no_subject_for_that(language: str, text: str) -> None:
    """Captives, objects, and what has a subject of its own say nothing for the group that is named beside them."""
    assert told(text, language) == []


def test_a_clause_whose_verb_stands_last_begins_with_its_subject() -> None:
    """German: behind an auxiliary, and behind dass, whatever stands between."""
    expected = [("deny", "taliban", ("al-qaeda",), False)]
    assert told("Die Taliban haben am Montag in Kabul jede Hilfe für Al-Kaida bestritten.", "de") == expected
    assert told("Es hieß, dass die Hamas die Vorwürfe zurückgewiesen habe.", "de") == [
        ("deny", "hamas", (), False)
    ]


def test_a_promise_not_to_do_something_is_a_promise() -> None:
    """In languages whose verb stands last the negation of the deed stands before the verb of promising."""
    assert told("طالبان نے القاعدہ کو پناہ نہ دینے کا وعدہ کیا۔", "ur") == [
        ("pledge", "taliban", ("al-qaeda",), False)
    ]


def test_a_denial_that_its_office_issues_is_the_groups_own() -> None:
    """Whose denial it is, is told by the subject of the sentence where the noun itself names nobody."""
    text = "In a denial issued by its media office, Hamas called the report fabricated."
    assert told(text, "en") == [("deny", "hamas", (), False)]


def test_every_state_is_somebody_else_in_every_language() -> None:
    """States are named by CLDR, and their names are words of the class of others."""
    assert {"Paraguay", "Niger"} <= set(states("en"))
    assert "Ouganda" in states("fr")
    assert states("xx") == ()
    french = next(one for one in read_all_frames(ROOT / "config") if one.language == "fr")
    assert "others" in Lexicon(french).begins("ouganda")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The Taliban not only denied the raid.", ("deny", "taliban", (), False)),
        ("fr", "Le Hamas non seulement dément le rapport.", ("deny", "hamas", (), False)),
        (
            "ar",
            "قال تقرير أممي إن طالبان والقاعدة لا تزالان على صلة وثيقة.",
            ("link", "other", ("al-qaeda", "taliban"), False),
        ),
    ],
)
def test_not_only_and_the_like_negate_nothing(
    language: str, text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """A word of negation that is part of not only, or of still, leaves the statement as it is."""
    assert told(text, language) == [expected]


def test_what_left_a_group_is_somebody_else_who_swears_an_oath() -> None:
    """A splinter of a group that swears allegiance is none of the catalogue's, whoever it left."""
    for left in ("Ansaru", "Boko Haram"):
        text = f"A splinter of {left} led by one Abu Nasir swore allegiance to JNIM."
        assert told(text, "en") == [("pledge", "other", ("jnim",), False)]


def test_a_name_with_a_case_behind_a_group_makes_no_person_of_both() -> None:
    """Turkish marks whom the Houthis threaten; Hamas Yılmaz has no such mark, and is a person."""
    assert told("Husiler Riyad'ı tehdit etti.", "tr") == [("threaten", "houthis", (), False)]
    assert told("Hamas Yılmaz suçlamayı reddetti.", "tr") == []


def test_what_the_first_of_two_verbs_may_do_makes_the_second_no_possibility() -> None:
    """In a clause that listened to a report and denied it, the word to belongs to the first verb."""
    text = "The Taliban listened to a report on camps in Kunar and denied that there were any."
    assert told(text, "en") == [("deny", "taliban", (), False)]
    assert told("The Taliban read a report on camps in Kunar and may deny it.", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Taliban deny report, blame ISIS-K for raid",
            [("deny", "taliban", (), False), ("blame", "taliban", ("isis-k",), False)],
        ),
        (
            "en",
            "Israel strikes Beirut, blames Hezbollah for rockets",
            [("blame", "other", ("hezbollah",), False)],
        ),
        (
            "de",
            "Hamas weist Vorwürfe zurück, droht mit Abbruch der Gespräche",
            [("deny", "hamas", (), False), ("threaten", "hamas", (), False)],
        ),
        (
            "en",
            "The navy, which hunts pirates, blames Hezbollah.",
            [("blame", "other", ("hezbollah",), False)],
        ),
        ("en", "Houthis seize ship, says Israel", []),
    ],
)
def test_a_comma_joins_the_verbs_of_a_headline(
    language: str, text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """In a line without a stop who does the first thing does the second; what concerns the one does not the other."""
    assert told(text, language) == expected


def test_turkish_ise_parts_two_subjects() -> None:
    """Who stands before ise, as for, is the subject behind it, and not who began the sentence."""
    text = "İsrail köyü vurdu, Hamas sözcüsü Fevzi Berhum ise suçlamayı reddetti."
    assert told(text, "tr") == [("deny", "hamas", (), False)]


def test_a_relative_clause_tells_of_a_minister_who_is_named_behind_his_office() -> None:
    """Who had blamed them is he whose name stands before the pronoun, by the office before his name."""
    text = "Hezbolá respondió al ministro de Defensa, Germán Rovira, quien había culpado a esa milicia."
    assert told(text, "es") == [("blame", "other", ("hezbollah",), False)]


def test_an_apposition_may_name_whose_rulers_the_subject_is() -> None:
    """Kabul's new rulers, the Taliban, are the Taliban; people from a place are not the group named behind them."""
    assert told("Kabul's new rulers, the Taliban, denied the report.", "en") == [
        ("deny", "taliban", (), False)
    ]
    assert told("Rivals of the rulers, the Taliban, denied the report.", "en") == []


def test_an_armed_strike_is_no_armed_band() -> None:
    """What ELN announced, an armed strike, does not warn anybody: ELN does."""
    text = "Colombia's ELN announced an armed strike in Chocó from Monday and warned that cars would be set alight."
    assert told(text, "en") == [("threaten", "eln", (), False)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Für den Anschlag hat der IS die Verantwortung reklamiert.", ("claim", "isis", (), False)),
        ("de", "Die Hamas lässt erklären, sie habe damit nichts zu tun.", ("deny", "hamas", (), False)),
        ("tr", "Hamas, esir takası için ateşkes şartı koştu.", ("demand", "hamas", (), False)),
    ],
)
def test_a_subject_is_found_between_auxiliary_and_object_and_before_a_comma(
    language: str, text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """Behind its auxiliary, by a verb of saying of two words, and before a comma behind which captives are told of."""
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "أكدت طالبان أنها لن تسمح لأحد باستخدام أراضيها.", ("pledge", "taliban", (), False)),
        ("ru", "«Хезболла» заявила о своей непричастности к обстрелу.", ("deny", "hezbollah", (), False)),
        (
            "es",
            "Washington señaló a Kataib Hezbolá por el ataque.",
            ("blame", "other", ("kataib-hezbollah",), False),
        ),
        (
            "de",
            "Bagdad sieht Kataib Hisbollah als Drahtzieher.",
            ("blame", "other", ("kataib-hezbollah",), False),
        ),
        ("fr", "Le JNIM se félicite d'avoir détruit deux blindés.", ("claim", "jnim", (), False)),
        ("fa", "پلیس به داعش مظنون است.", ("blame", "other", ("isis",), False)),
        ("tr", "Polis IŞİD'den şüpheleniyor.", ("blame", "other", ("isis",), False)),
    ],
)
def test_turns_of_phrase_of_other_languages(
    language: str, text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """What nobody may do is a pledge, having no part a denial, and whom one sees as the author is blamed."""
    assert told(text, language) == [expected]
