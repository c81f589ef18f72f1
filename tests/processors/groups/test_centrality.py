"""Where mentions stand, what the parts of the score are, and which groups the two seeds are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paths import ROOT
from ruamel.yaml import YAML

from processors.clean import clean_html
from processors.groups.centrality import (
    MAX_LEDE,
    MIN_ABOUT_SCORE,
    WEIGHTS,
    Centrality,
    groups_about,
    measure_centrality,
    place_mentions,
    quotations,
)
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger
from processors.records import Article, Mention

TAGGER = Tagger(read_catalogue(YAML(typ="safe").load(ROOT / "config" / "groups.yaml")))


def seed(number: int) -> Article:
    """Return a seed as the pipeline makes it."""
    file = sorted((ROOT / "seeds").glob("*.txt"))[number]
    return TAGGER.tag_article(clean_html(file.read_bytes(), "https://example.org/1", "text/plain"))


def mentions(text: str, *names: str, title: str = "") -> list[Mention]:
    """Return a mention at each place of each name, of the group named so."""
    return [
        Mention(name, name, field, at, at + len(name))
        for field, value in (("title", title), ("text", text))
        for at in range(len(value))
        for name in names
        if value.startswith(name, at)
    ]


def places(text: str, name: str = "ISIS") -> list[str | None]:
    """Return the places of a name in a text."""
    return [mention.place for mention in place_mentions(text, mentions(text, name))]


def test_the_first_seed_is_about_two_groups():
    """The agency's article is about the Taliban and al-Qaeda, and not about the four that it names on the way."""
    article = seed(0)
    assert article.about == ("al-qaeda", "taliban")
    scores = measure_centrality(article.title, article.text, article.mentions)
    assert scores["taliban"] == Centrality(1.0, 1.0, 1.0, 1.0, 1.0)
    assert scores["al-qaeda"].score > 0.9
    others = {"aqis", "haqqani-network", "isis", "islamic-brotherhood"}
    assert set(scores) - set(article.about) == others
    assert all(scores[group].score < 0.1 for group in others)


def test_the_second_seed_is_about_three_groups():
    """The newspaper's article, without a headline, is about the three groups of its first sentence, not ISIS-K."""
    article = seed(1)
    assert article.about == ("al-qaeda", "isis", "taliban")
    scores = measure_centrality(article.title, article.text, article.mentions)
    assert all(scores[group].title is None for group in scores)
    assert min(scores[group].score for group in article.about) > 0.75
    assert scores["isis-k"].score < 0.15


def test_the_mentions_of_the_seeds_stand_where_they_stand():
    """Headline, first paragraph, reported speech and the rest are told apart in both articles."""
    first, second = seed(0), seed(1)
    assert [m.place for m in first.mentions if m.group == "haqqani-network"] == ["quote", "quote"]
    assert [m.place for m in first.mentions if m.group == "islamic-brotherhood"] == ["body"]
    assert [m.place for m in first.mentions if m.field == "title"] == ["title", "title"]
    assert [m.place for m in first.mentions if m.place == "lede"] == ["lede"] * 3
    assert [m.place for m in second.mentions if m.group == "isis"][-3:] == ["body", "quote", "quote"]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "ISIS fled.\nISIS came.": ["lede", "body"],
        'He said: "We have seen no ISIS here."': ["quote"],
        "He said: “We have seen no ISIS here.”": ["quote"],
        "Er sagte: „Wir haben ISIS nie gesehen.“ ISIS schwieg.": ["quote", "lede"],
        "Он сказал: «Мы не видели здесь ISIS никогда».": ["quote"],
        "« Nous n'avons jamais vu ISIS ici », dit-il.": ["quote"],
        "他说:“我们在这里从来没有见过ISIS的人。”": ["quote"],
        "彼は「ここではISISを見たことがない」と言った。": ["quote"],
        "The so-called «ISIS» fled.": ["lede"],
        'The group "ISIS in Syria" fled.': ["lede"],
        'He said: "We have seen none of them. ISIS fled.': ["lede"],
        '"We have seen no ISIS here.\n"And no ISIS there at all," he said. ISIS fled.': [
            "quote",
            "quote",
            "body",
        ],
        'A 6" pipe of the ISIS fighters and a 7" pipe burst.': ["lede"],
        "x" * MAX_LEDE + " ISIS": ["body"],
    }.items(),
    ids=str,
)
def test_where_a_mention_stands(text: str, expected: list[str]) -> None:
    """Quotation marks of any language count, names between them do not, nor what is never closed."""
    assert places(text) == expected


@given(st.lists(st.sampled_from([*'"“”„«»「」\n a4塔', "word "]), max_size=60).map("".join))
def test_quotations_are_of_one_line(text: str) -> None:
    """In any heap of marks quotations come in order, apart from each other, each within a line."""
    at = 0
    for start, end in quotations(text):
        assert at <= start <= end <= len(text)
        assert "\n" not in text[start:end]
        at = end


def test_each_part_says_what_it_says() -> None:
    """Title and lede are whether, share is against the most named or three, spread is in quarters of the text."""
    text = "Rain fell on B.\n" + "A " * 8 + "\n" + "rain " * 3
    text += '\nHe said: "There is no B in all of this valley."'
    weighed = measure_centrality("A flood", text, mentions(text, "A", "B", title="A flood"))
    assert list(weighed) == ["A", "B"]
    assert (weighed["A"].title, weighed["A"].lede, weighed["A"].share) == (1.0, 0.0, 1.0)
    assert (weighed["B"].title, weighed["B"].lede) == (0.0, 1.0)
    assert weighed["B"].share == round(1.5 / 9, 3)
    assert (weighed["A"].spread, weighed["B"].spread) == (0.5, 0.5)
    parts = {"title": 1.0, "lede": 0.0, "share": 1.0, "spread": 0.5}
    wanted = sum(WEIGHTS[name] * part for name, part in parts.items()) / sum(WEIGHTS.values())
    assert weighed["A"].score == round(wanted, 3)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("A falls", "Rain fell.\nNothing else.", ("A",)),
        ("A and B fall", "A fell.\nB fell.", ("A", "B")),
        ("Rain falls", "A fell.\nNothing else happened here.", ()),
        ("Rain falls", "A fell.\nAnd A rose.\nThen A fell again.", ("A",)),
        ("Rain falls", "Rain fell.\nA, A, A, A.\nA, A, A.\nA and A.", ()),
        (None, "A fell.\nNothing else happened.", ("A",)),
        (None, "Rain fell.\nNothing else happened to A.", ()),
        ("B falls", "B, B, B, B fell.\nB, B, B, B, B rose.\nB met A.", ("B",)),
    ],
)
def test_what_an_article_is_about(title: str | None, text: str, expected: tuple[str, ...]) -> None:
    """A headline is enough, a first paragraph with more behind it, background never."""
    assert (
        groups_about(measure_centrality(title, text, mentions(text, "A", "B", title=title or ""))) == expected
    )


@given(st.text(alphabet="AB\n r.", max_size=200), st.text(alphabet="r ", min_size=1, max_size=5))
def test_scores_are_scores(text: str, title: str) -> None:
    """All are from 0 to 1, and what neither the headline nor the first paragraph names is no subject."""
    found = mentions(text, "A", "B")
    for group, one in measure_centrality(title, text, found).items():
        assert 0 <= one.score <= 1
        assert 0 < one.share <= 1
        assert 0 < one.spread <= 1
        if group not in text.split("\n")[0]:
            assert one.score < MIN_ABOUT_SCORE
    assert measure_centrality(title, text, place_mentions(text, found)) == measure_centrality(
        title, text, found
    )


def test_an_article_without_mentions_is_about_nothing() -> None:
    """Neither an empty text nor one without names has scores; a name in the title alone has."""
    assert measure_centrality(None, "", []) == measure_centrality("Rain", "Rain", []) == {}
    assert groups_about(measure_centrality("A", "", [Mention("A", "A", "title", 0, 1)])) == ("A",)
