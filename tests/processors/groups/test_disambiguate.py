import pytest

from processors.groups.catalogue import Context
from processors.groups.disambiguate import (
    NEAR_VETO,
    NO_WORD_NEAR,
    OTHER_CASE,
    SHOUTING,
    VERDICT_COUNTS,
    VERDICT_WAITS,
    ContextVocabulary,
    FieldText,
    make_context_rule,
    primary_language,
    verdict_on_context,
    verdict_on_form,
)
from processors.groups.fold import fold_text


def verdict(text: str, alias: str, language: str | None = None, **written: object) -> str:
    """Return the verdict on the one place of `text` that stands between brackets."""
    start, end = text.index("["), text.index("]") - 1
    text = text.replace("[", "").replace("]", "")
    rule = make_context_rule(Context(**written), "a", alias)
    scene = FieldText(fold_text(text), language, ContextVocabulary([rule]))
    at = len(fold_text(text[:start] + "x").text) - 1
    span = at, at + len(fold_text(text[start:end]).text)
    return verdict_on_form(rule, text[start:end], language) or verdict_on_context(
        rule, scene, span, (start, end)
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[x] in Syria", ["Syria"]),
        ("Syria's [x]", ["syria"]),
        ("jihadists of [x]", ["jihad*"]),
        ("(terrorism) a b [x]", ["terror*"]),
        ("a «syria» [x]", ["Syria"]),
        ("Syria-backed [x]", ["Syria"]),
        ("Osama bin-Laden, [x]", ["bin Laden"]),
        ("[x] of Sana’a", ["Sana'a"]),
        ("قال بالإرهاب [x]", ["إرهاب"]),
        ("والتنظيم [x]", ["تنظيم*"]),
        ("ולטרור [x]", ["טרור"]),
        ("काबुल में [x]", ["काबुल"]),
        ("काबुली [x]", ["काबुल*"]),
        ("在阿富汗的[x]武装", ["阿富汗"]),
    ],
)
def test_a_word_near_counts(text, words):
    """A word of `near` is found beside its particles, endings, punctuation and in scripts without blanks."""
    assert verdict(text, "x", near=words) == VERDICT_COUNTS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[x] in Syrian", ["Syria"]),
        ("antijihad [x]", ["jihad*"]),
        ("काबुली [x]", ["काबुल"]),
        ("Osama bin. Laden [x]", ["bin Laden"]),
        ("[Syria]", ["Syria"]),
        ("阿富汗" + "的" * 30 + "[x]", ["阿富汗"]),
    ],
)
def test_another_word_does_not(text, words):
    """A longer word, a phrase that is cut by a full stop and the mention itself are not the word of `near`."""
    assert verdict(text, "x", near=words) == VERDICT_WAITS
    assert verdict(text, "x", near=words, article=[]) == NO_WORD_NEAR


@pytest.mark.parametrize(("between", "expected"), [(2, VERDICT_COUNTS), (3, VERDICT_WAITS)])
def test_the_distance_is_counted_in_words(between, expected):
    """A word `within` three words has at most two between, on either side."""
    gap = " and" * between
    assert verdict(f"[x]{gap} Syria", "x", near=["Syria"], within=3) == expected
    assert verdict(f"Syria{gap} [x]", "x", near=["Syria"], within=3) == expected


def test_a_veto_is_stronger():
    """A word of `not_near` rules out, even beside a word of `near`; without either there is nothing to ask."""
    assert verdict("[x] Syria goddess", "x", near=["Syria"], not_near=["goddess"]) == NEAR_VETO
    assert verdict("[x] here", "x", not_near=["goddess"]) == VERDICT_COUNTS
    assert verdict("[x] here", "x", article=["b"]) == VERDICT_WAITS


@pytest.mark.parametrize(
    ("text", "alias", "expected"),
    [
        ("the [IS] here", "IS", VERDICT_COUNTS),
        ("it [is] here", "IS", OTHER_CASE),
        ("IT [IS] HERE", "IS", SHOUTING),
        ("THE [TIP] OF IT", "TIP", SHOUTING),
        ("L'[EIGS] REVENDIQUE", "EIGS", VERDICT_COUNTS),
        ("ENFIN, [HTS] RECULE", "HTS", VERDICT_COUNTS),
        ("ОБЛАСТЬ: [ХТШ] ОТСТУПАЕТ", "ХТШ", VERDICT_COUNTS),
        ("[IS]", "IS", VERDICT_COUNTS),
        ("[Islamic State] here", "Islamic State", VERDICT_COUNTS),
        ("[Islamic state] here", "Islamic State", OTHER_CASE),
        ("[ISLAMIC STATE] HERE", "Islamic State", VERDICT_COUNTS),
        ("[BASE] here", "Base", OTHER_CASE),
        ("[SHABAAB] STORM HOTEL", "Shabaab", VERDICT_COUNTS),
        ("[shabaab] storm", "Shabaab", OTHER_CASE),
    ],
)
def test_letter_case(text, alias, expected):
    """`case: exact` asks for the alias's capitals, and where all are capitals for something that says so.

    An abbreviation without a vowel, or of four letters, is no word there.
    """
    assert verdict(text, alias, case="exact") == expected


def test_languages_of_ambiguity():
    """In a text of a language that `languages` leaves out, no condition is asked for; unknown ones are asked."""
    written = {"near": ["Syria"], "languages": ["ar"]}
    assert verdict("[x]", "x", "fa", **written) == VERDICT_COUNTS
    assert verdict("[x]", "x", "ar", **written) == VERDICT_WAITS
    assert verdict("[x]", "x", None, **written) == VERDICT_WAITS


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("L'[Isis] avanza", "it", VERDICT_COUNTS),
        ("Ucciso il leader di [Isis].", "it", VERDICT_COUNTS),
        ("la guerra all’[Isis].", "it-IT", VERDICT_COUNTS),
        ("i docenti dell'[Isis] Europa", "it", VERDICT_WAITS),
        ("sul pedal'[Isis] avanza", "it", VERDICT_WAITS),
        ("[Isis] Dupont ha vinto", "it", VERDICT_WAITS),
        ("il fiume [Isis] scorre", "it", VERDICT_WAITS),
        ("l'[Isis] dei Tolomei, dea", "it", NEAR_VETO),
        ("all'[Isis] «Malignani» di Udine", "it", VERDICT_WAITS),
        ('dell\'[Isis] "Da Vinci"', "it", VERDICT_WAITS),
        ("all'[Isis] «nessuna rivendicazione»", "it", VERDICT_COUNTS),
        ("L'[Isis] «Ha perso tutto»", "it", VERDICT_COUNTS),
        ("L'[Isis] coule ici", "fr", VERDICT_WAITS),
        ("L'[Isis] avanza", None, VERDICT_WAITS),
    ],
)
def test_a_word_directly_before_is_enough_in_its_language(text, language, expected):
    """An article that is written together with a name shows the group, where no longer name and no veto follows."""
    written = {"near": ["Syria"], "behind": {"it": ["l'", "all'", "dell'", "leader di"]}, "not_near": ["dea"]}
    primary = language and language.split("-")[0]
    assert verdict(text, "Isis", primary, **written) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[TTP] के आतंकियों ने हमला किया", VERDICT_COUNTS),
        ("Боевики [TTP] напали", VERDICT_COUNTS),
        ("极端组织[TTP]称", VERDICT_COUNTS),
        ("[TTP] के मरीज", VERDICT_WAITS),
    ],
)
def test_words_of_armed_groups_in_other_scripts_stand_for_those_of_near(text, expected):
    """A Latin abbreviation in such a text needs no word of its catalogue's language, but one of violence."""
    assert verdict(text, "TTP", near=["Pakistan"]) == expected
    assert verdict(text, "Ttp", near=["Pakistan"]) == VERDICT_WAITS


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Il [Hts] in Siria", "it", VERDICT_COUNTS),
        ("Il [hts] in Siria", "it", OTHER_CASE),
        ("The [Hts] in Siria", "en", OTHER_CASE),
        ("Il [Hts] in vendita", "it", VERDICT_WAITS),
    ],
)
def test_romance_papers_write_abbreviations_with_one_capital(text, language, expected):
    """Where the words near speak for it, Hts is HTS in their languages."""
    assert verdict(text, "HTS", language, case="exact", near=["Siria"]) == expected


def test_an_abbreviation_without_words_near_keeps_its_capitals():
    """Without further conditions the letter case is all that tells Etim, a surname, from ETIM."""
    assert verdict("[Etim] canta", "ETIM", "it", case="exact") == OTHER_CASE


def test_the_words_that_aliases_share_are_made_ready_once():
    """A catalogue has hundreds of aliases with the same words near, and each worker reads it as it starts."""
    one, other = (make_context_rule(Context(near=["militants"]), "a", alias) for alias in ("Ansar", "Ansaru"))
    assert one.near is other.near


def test_sister_languages_read_the_same_names():
    """An alias of Indonesian counts in Malay, one of Bokmål in Norwegian by either code, one of Persian in Dari."""
    assert [primary_language(tag) for tag in ("ms-MY", "no", "nn", "prs-AF", "pt-BR")] == [
        "id",
        "nb",
        "nb",
        "fa",
        "pt",
    ]
