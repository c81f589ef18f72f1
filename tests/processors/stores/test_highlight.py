"""Where a query's words stand in a document, the snippets around them, and what counts as near."""

import itertools
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_documents import QUERIES, random_documents, sample_document

from processors.query.nodes import QueryError
from processors.query.phrases import find_phrase
from processors.query.places import hit_spans
from processors.query.query import parse_query
from processors.query.words import is_within_edits
from processors.records import Mention
from processors.stores.highlight import SNIPPET_CHARACTERS, make_snippets

TEXT = "Taliban fighters attacked Kabul. The al-Qaeda attack near Kabul killed 20, said the Taliban."


def marked(query: str, **fields: object) -> list[str]:
    """Return the words of TEXT that a query marks."""
    document = sample_document(1, TEXT, **fields)
    return [TEXT[start:end] for start, end in hit_spans(parse_query(query), document).get("text", [])]


@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "TALIBAN": ["Taliban", "Taliban"],
        "al-qaeda": ["al-Qaeda"],
        '"attack near kabul"': ["attack near Kabul"],
        '"attack kabul"~1': ["attack", "Kabul"],
        '"qaeda kabul attack"~3': ["Qaeda", "attack", "Kabul"],
        "attack*": ["attacked", "attack"],
        "k?bul": ["Kabul", "Kabul"],
        "atack~1": ["attack"],
        "kabul NOT taliban": ["Kabul", "Kabul"],
        "kabul OR killed^3": ["Kabul", "Kabul", "killed"],
        "title:taliban": [],
        "text:(taliban AND kabul)": ["Taliban", "Kabul", "Kabul", "Taliban"],
        "revision:1": [],
        "*": [],
    }.items(),
)
def test_marks_what_was_asked_for(query: str, expected: list[str]) -> None:
    """Words, phrases, wildcards and near words are marked where they stand; what is excluded is not."""
    assert marked(query) == expected


def test_a_group_is_marked_where_it_is_mentioned() -> None:
    """A rule that asks for a group by its id shows the words that named it."""
    mentions = (Mention("al-qaeda", "al-Qaeda", "text", 37, 45), Mention("taliban", "Taliban", "text", 0, 7))
    groups = ("al-qaeda", "taliban")
    assert marked("groups:al-qaeda", mentions=mentions, groups=groups) == ["al-Qaeda"]
    assert marked("mentions.group:taliban", mentions=mentions, groups=groups) == ["Taliban"]
    assert marked("groups:*", mentions=mentions, groups=groups) == ["Taliban", "al-Qaeda"]
    assert marked("groups:al-*", mentions=mentions, groups=groups) == ["al-Qaeda"]
    assert marked("mentions:(group:taliban AND field:title)", mentions=mentions, groups=groups) == []
    assert marked("mentions:(group:taliban AND field:text)", mentions=mentions, groups=groups) == ["Taliban"]


def test_snippets_are_short_and_whole() -> None:
    """A long text gives at most three snippets of about 150 characters, cut between words, the hit inside."""
    text = " ".join(f"word{number}" if number % 60 else "Kabul" for number in range(1, 500))
    found = make_snippets(parse_query("kabul"), sample_document(1, text))["text"]
    assert len(found) == 3
    for snippet in found:
        plain = snippet.replace("<em>", "").replace("</em>", "")
        assert "<em>Kabul</em>" in snippet
        assert len(plain) <= SNIPPET_CHARACTERS
        assert f" {plain} " in f" {text} "


def test_snippets_are_safe_html() -> None:
    """Everything but the marks is escaped, in the title, which comes whole, and in the text."""
    document = sample_document(1, "a <b>Kabul</b> & co", title="<script>Kabul</script> " + "long " * 60)
    told = make_snippets(parse_query("kabul"), document)
    assert told["text"] == ["a &lt;b&gt;<em>Kabul</em>&lt;/b&gt; &amp; co"]
    assert told["title"][0].startswith("&lt;script&gt;<em>Kabul</em>&lt;/script&gt; long")
    assert len(told["title"][0]) > 300


SHELF = random_documents(seed=3, count=40, batch="all")


@given(text=QUERIES, document=st.sampled_from(SHELF))
def test_snippets_are_parts_of_the_document(text: str, document: dict[str, str]) -> None:
    """Whatever the query, a snippet without its marks is a piece of the field that it is of."""
    try:
        query = parse_query(text)
    except QueryError:
        return
    for field, several in make_snippets(query, document | {"mentions": []}).items():
        for snippet in several:
            assert "<em>" in snippet
            assert unescape(snippet.replace("<em>", "").replace("</em>", "")) in document[field]


def test_a_statement_beyond_the_end_of_its_field_marks_nothing() -> None:
    """A headline that was cut since it was read comes without a snippet, not whole and unmarked."""
    said = {
        "act": "deny",
        "by": "isis",
        "about": [],
        "negated": False,
        "field": "title",
        "start": 3,
        "end": 30,
    }
    document = {"title": "attacks", "text": "", "mentions": [], "statements": [said | {"by_name": ""}]}
    assert make_snippets(parse_query("denies:isis"), document) == {}


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=4),
    st.lists(st.sampled_from("abcx"), max_size=7),
    st.integers(0, 6),
)
def test_nearness_is_what_its_rule_says(phrase: list[str], words: list[str], slop: int) -> None:
    """A phrase is found just where its rule holds, tried against all ways to give each word a place of its own."""
    standing = [[place for place, word in enumerate(words) if word == one] for one in phrase]
    ways = [way for way in itertools.product(*standing) if len(set(way)) == len(way)]
    moves = [[place - number for number, place in enumerate(way)] for way in ways]
    expected = any(max(each) - min(each) <= slop for each in moves)
    found = list(find_phrase(phrase, words, slop))
    assert bool(found) == expected
    assert all(way in ways for way in found)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("taliban", "taliban", 0),
        ("taliban", "talban", 1),
        ("taliban", "tailban", 1),
        ("taliban", "talibans", 1),
        ("taliban", "atliabn", 2),
        ("kabul", "kabil", 1),
        ("ab", "ba", 1),
        ("abc", "xyz", 3),
    ],
)
def test_edits_are_counted(one: str, other: str, distance: int) -> None:
    """An insertion, deletion, replacement or swap of neighbours is one edit."""
    assert is_within_edits(one, other, distance)
    assert distance == 0 or not is_within_edits(one, other, distance - 1)


BROKEN = {
    "an address before the hit": "See https://news.example/"
    + "a-very-long-address-" * 12
    + "kabul today. " * 9,
    "an address behind the hit": "Kabul/" + "a-very-long-address-" * 12 + " " + "and more " * 30,
    "a long word": "x" * 60 + " kabul " + "y" * 300 + " end",
    "no blank at all": "kabul-" * 200,
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_no_snippet_breaks_a_word(text: str) -> None:
    """Where a snippet begins and ends, no letter or digit stands on both sides, however long the words are."""
    for snippet in make_snippets(parse_query("kabul"), sample_document(1, text))["text"]:
        plain = snippet.replace("<em>", "").replace("</em>", "")
        at = text.index(plain)
        around = text[at - 1 : at + 1] if at else "", text[at + len(plain) - 1 : at + len(plain) + 1]
        assert not any(len(pair) == 2 and pair.isalnum() for pair in around), snippet


def test_a_snippet_of_chinese_is_as_long_as_others() -> None:
    """Text without blanks is cut between any two characters, but not in a foreign name."""
    text = "据报道阿富汗发生爆炸造成多人死亡" * 10 + "Reuters报道塔利班发言人Mujahid" + "否认与此有关" * 30
    (snippet,) = make_snippets(parse_query("塔利班"), sample_document(1, text))["text"]
    plain = snippet.replace("<em>", "").replace("</em>", "")
    assert "Reuters报道<em>塔利班</em>发言人Mujahid" in snippet
    assert SNIPPET_CHARACTERS - 20 <= len(plain) <= SNIPPET_CHARACTERS + 20


def test_a_hit_at_the_edge_of_a_snippet_is_whole_in_the_next() -> None:
    """A phrase that the first snippet ends in stands whole in the second, and is marked there."""
    text = "alpha" + " word" * 28 + " beta gamma" + " word" * 40
    first, second = make_snippets(parse_query('alpha OR "beta gamma"'), sample_document(1, text))["text"]
    assert "<em>alpha</em>" in first
    assert "<em>beta gamma</em>" in second
