"""What is left of an article when mentions are marked as wrong."""

from datetime import UTC, datetime

import msgspec
import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger
from processors.groups.unmention import Wrong, take_out, words_beside, wrong_mentions
from processors.records import Article, Statement
from scrapers.records import Source

CATALOGUE = read_catalogue(
    {
        "groups": [
            {"id": "isis", "name": "Islamic State", "aliases": {"any": ["ISIS", "Islamic State"]}},
            {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}},
        ]
    }
)
TEXT = (
    "Guests of the Isis Hotel saw ISIS on the news.\nThe Taliban said Isis Hotel was safe.\n"
    "ISIS denied it; the Taliban said nothing."
)


def article(text: str = TEXT, title: str | None = "Isis Hotel opens", *statements: Statement) -> Article:
    """Return an article, tagged."""
    at = datetime(2026, 11, 28, tzinfo=UTC)
    plain = Article(
        id="a" * 64,
        url="https://x.example/",
        canonical_url="https://x.example/",
        source=Source("x", "X", "x.example"),
        title=title,
        text=text,
        first_seen_at=at,
        fetched_at=at,
        extractor="test",
        statements=statements,
    )
    return Tagger(CATALOGUE).tag_article(plain)


def said(by: str, about: tuple[str, ...], sentence: str, name: str = "it") -> Statement:
    """Return a statement that stands in a sentence of TEXT."""
    start = TEXT.index(sentence)
    return Statement("deny", by, name, about, negated=False, field="text", start=start,
                     end=start + len(sentence), quoted=False, frame="en.test")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("", ["Isis", "Isis", "ISIS", "Isis", "ISIS"]),
        ("Isis", ["Isis"] * 3),
        ("ISIS", ["ISIS"] * 2),
        ("isis", ["Isis", "Isis", "ISIS", "Isis", "ISIS"]),
        ("Isis  Hotel", ["Isis"] * 3),
        ("the isis hotel", ["Isis"]),
        ("Hotel", []),
        ("(Isis", []),
        ("Taliban", []),
    ],
)
def test_a_mark_is_about_the_words_that_it_has(words: str, texts: list[str]) -> None:
    """The name as it is spelled, or a phrase around it; in another letter case only where none is spelled so."""
    assert [one.text for one in wrong_mentions(article(title="Isis opens"), Wrong("isis", words))].count(
        "Isis"
    ) <= 4
    found = [one.text for one in wrong_mentions(article(), Wrong("isis", words))]
    assert sorted(found) == sorted(texts)


def test_groups_follow_from_what_is_left() -> None:
    """A group of which a mention is left stays; one that has none goes, from `about` too, and the text stays."""
    before = article()
    some = take_out(before, [Wrong("isis", "Isis Hotel")])
    assert (some.groups, some.text) == (("isis", "taliban"), TEXT)
    none = take_out(before, [Wrong("isis", "Isis Hotel"), Wrong("isis", "ISIS")])
    assert none.groups == ("taliban",)
    assert set(none.about) <= {"taliban"}
    assert {one.group for one in none.mentions} == {"taliban"}
    assert take_out(before, [Wrong("al-qaeda")]) is before


def test_a_statement_loses_the_group_and_is_gone_without_any() -> None:
    """Its speaker becomes another, what it is about is less, and what concerns no group any more is no statement."""
    denied, told = "ISIS denied it; the Taliban said nothing.", "The Taliban said Isis Hotel was safe."
    before = article(
        TEXT,
        "Hotel opens",
        said("isis", ("taliban",), denied, "ISIS"),
        said("isis", (), denied),
        said("taliban", ("isis",), told),
        said("unknown", ("isis",), told, ""),
    )
    left = take_out(before, [Wrong("isis")]).statements
    assert [(one.by, one.about) for one in left] == [("other", ("taliban",)), ("taliban", ())]
    part = take_out(before, [Wrong("isis", "Isis Hotel")]).statements
    assert [(one.by, one.about) for one in part] == [("isis", ("taliban",)), ("isis", ()), ("taliban", ())]


def test_a_statement_keeps_a_group_that_its_sentence_still_names() -> None:
    """One of two mentions goes, or one elsewhere: whoever spoke has spoken."""
    saw, nothing = "Guests of the Isis Hotel saw ISIS on the news.", "the Taliban said nothing"
    before = article(TEXT, "Isis Hotel opens", said("isis", (), saw), said("isis", ("taliban",), nothing))
    hotel = Wrong("isis", "Isis Hotel")
    assert take_out(before, [hotel]).statements == before.statements
    begun = article("It said so on the news. ISIS denied it.", "Isis Hotel opens")
    spoke = msgspec.structs.replace(said("isis", (), saw), start=0, end=23)
    begun = msgspec.structs.replace(begun, statements=(spoke,))
    assert take_out(begun, [hotel]).statements == (spoke,)


def test_a_statement_by_a_pronoun_goes_with_the_last_mention() -> None:
    """What names the group nowhere else says nothing of it any more; who spoke without a name is unknown."""
    nothing, denied = "the Taliban said nothing", "ISIS denied it; the Taliban said nothing."
    before = article(
        TEXT,
        "Hotel opens",
        said("isis", (), nothing),
        said("taliban", ("isis",), nothing),
        said("isis", ("taliban",), denied, ""),
    )
    left = take_out(before, [Wrong("isis")]).statements
    assert [(one.by, one.about) for one in left] == [("taliban", ()), ("unknown", ("taliban",))]


def test_the_words_beside_a_place_are_whole_ones_of_its_paragraph() -> None:
    """No word is cut, and another paragraph is not beside it."""
    text = "first\n" + "behind " * 20 + "ISIS" + " before" * 20 + "\nlast"
    start = text.index("ISIS")
    before, after = words_beside(text, start, start + 4)
    assert set(before.split()) == {"behind"}
    assert set(after.split()) == {"before"}
    assert words_beside("a ISIS b", 2, 6) == ("a ", " b")
