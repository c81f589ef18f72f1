"""Words become the same stems whether a machine has the stemmers in C or not."""

import importlib.metadata
import random
import sys

import pytest
from justext import get_stoplist, get_stoplists

from processors.text import stems
from processors.text.tokens import terms

SNOWBALL = sorted({form.snowball for form in stems.STEM_RULES.values() if form.snowball})


def words() -> list[str]:
    """Return words of many languages, and as many that are beginnings and ends of two of them."""
    known = sorted(
        {word.lower() for language in get_stoplists() for word in sorted(get_stoplist(language))[:60]}
    )
    draw = random.Random(5)  # noqa: S311
    pairs = [(draw.choice(known), draw.choice(known)) for _ in known[:700]]
    joined = [
        one[: draw.randrange(len(one) + 1)] + other[draw.randrange(len(other)) :] for one, other in pairs
    ]
    return (
        draw.sample(known, 700) + joined + ["eýe", "aßen", "één’s", "coördinaties", "a\0s", "egged", "bauern"]
    )


@pytest.mark.parametrize("name", SNOWBALL)
def test_both_stemmers_agree(name: str) -> None:
    """The stemmer in C gives what the one in Python gives, for words of its own language and of all others."""
    quick, slow = stems._compiled(name), stems._interpreted(name)
    if quick is None:
        pytest.skip("no stemmers in C on this machine")
    assert [(word, quick(word)) for word in words()] == [(word, slow(word)) for word in words()]


@pytest.mark.parametrize("edition", ["3.0.0", "2.0.1"])
def test_an_edition_with_other_algorithms_is_passed_over(
    edition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyStemmer of another edition, which somebody may have installed, changes no stem."""
    monkeypatch.setattr(stems, "version", lambda _: edition)
    assert stems._compiled("English") is None
    assert stems._snowball("English")("running") == "run"


def test_a_machine_without_the_stemmers_in_c_has_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyStemmer is not installed, or cannot be loaded, stems come from the stemmers in Python."""
    monkeypatch.setattr(stems, "version", lambda _: "2.2.0.3")
    monkeypatch.setitem(sys.modules, "Stemmer", None)
    assert stems._snowball("German")("systeme") == stems._interpreted("German")("systeme")

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(stems, "version", missing)
    assert stems._snowball("Russian")("террористы") == "террорист"


@pytest.mark.parametrize("language", sorted(stems.STEM_RULES))
def test_no_language_cuts_anything_off_a_word_of_plain_letters(language: str) -> None:
    """Words of ASCII letters and digits go to the stemmer as they are: rules cut only at marks and other letters."""
    known = stems._Known(stems.STEM_RULES[language])
    plain = [word for word in words() if word.isascii() and word.isalnum()]
    assert [word for word in plain for cut, becomes in known.cuts if cut.sub(becomes, word) != word] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The fighters' claims,\n denied: (ISIS-K) said.  Running"),
        ("fr", "L\u2019attaque d'hier \u00ab revendiqu\u00e9e \u00bb 1 200"),
        ("ar", "\u0627\u0644\u0645\u0642\u0627\u062a\u0644\u0648\u0646 \u0641\u064a"),
        ("ko", "\ud0c8\ub808\ubc18\uc740 " + "\uce74\ubd88\uc5d0\uc11c" * 20),
        ("en", " -- "),
    ],
)
def test_a_line_of_stems_has_those_of_all_words(language: str, text: str) -> None:
    """A text's stems as one line are those of its words one by one, in order, each with what goes in front."""
    expected = [f"x:{stem}" for stem in stems.stems_of(language, terms(text))]
    for _ in range(2):  # the second time they are remembered
        assert stems.stem_line(language, text, "x:").split() == expected


def test_no_more_lines_of_stems_are_remembered_than_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered is let go when it is too much, or too long for a word, and the stems stay as they are."""
    monkeypatch.setattr(stems, "MAX_LINES_REMEMBERED", 3)
    text = " ".join(["one two three four fives sixes", "x" * 40])
    assert stems.stem_line("en", text, "y:").split()[-3:] == ["y:five", "y:six", "y:" + "x" * 40]
    assert len(stems._lines("en", "y:")) <= 3
