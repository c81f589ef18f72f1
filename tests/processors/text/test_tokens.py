"""Tokens: what Elasticsearch's `standard` analyzer makes of a text, asked of a real one."""

from typing import Any

import pytest
from elasticsearch import Elasticsearch
from hypothesis import given
from hypothesis import strategies as st

from processors.text import tokens as tokens_module
from processors.text.tokens import MAX_TOKEN, first_terms, lower, terms, tokens

# Without the joiner and the keycap's mark: of emoji made with them, some that nobody writes are cut otherwise.
SCRIPTS = list(
    "aZ 1.,:;'’\"_-—/@éßİΣσжЙ٣०אב״カター゙ひ塔利ไทยက한국\n#*\u00ad\u0301\u064b\u200c\u0640\U00020000★👍"
)
"""Letters, digits and marks that the rules tell apart, of the scripts that the news is written in."""


@pytest.fixture(scope="module")
def client(elasticsearch_url: str) -> Any:
    with Elasticsearch(elasticsearch_url) as client:
        yield client


def told(client: Elasticsearch, text: str) -> list[tuple[str, int, int]]:
    """Return what the server's analyzer makes of a text, its offsets turned from UTF-16 units to code points."""
    units = [0]
    for character in text:
        units.append(units[-1] + 1 + (character > "\uffff"))
    points = {unit: point for point, unit in enumerate(units)}
    answer = client.indices.analyze(analyzer="standard", text=text)["tokens"]
    return [(one["token"], points[one["start_offset"]], points[one["end_offset"]]) for one in answer]


def ours(text: str) -> list[tuple[str, int, int]]:
    """Return what we make of it."""
    return [(token.text, token.start, token.end) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "Al-Qaeda’s men": "al qaeda’s men",
        "U.S. 3.5 1,000.50 a.1 v2": "u.s 3.5 1,000.50 a 1 v2",
        "foo_bar o'neil c++ #tag @name": "foo_bar o'neil c tag name",
        "塔利班 カブール ひら": "塔 利 班 カブール ひ ら",
        "صرّح طالبان": "صرّح طالبان",
        "İSTANBUL ΟΔΥΣΣΕΥΣ STRASSE": "istanbul οδυσσευσ strasse",
        "👍🏽 🇬🇧 x": "👍🏽 🇬🇧 x",
        "— … « » ©": "©",
        "": "",
    }.items(),
)
def test_cuts_words(text: str, expected: str) -> None:
    """Words of every script come out whole, lower-cased and without punctuation."""
    assert list(terms(text)) == expected.split()


def test_every_character_as_elasticsearch_reads_it(client: Elasticsearch) -> None:
    """Each code point by itself is a token of the same kind, or none, for us and for the server."""
    points = [point for point in range(0x20, 0x110000) if not 0xD800 <= point <= 0xDFFF]
    # Whole planes stand unassigned: one in a hundred of what lies beyond the second will do.
    points = [point for point in points if point < 0x34000 or point % 100 == 0]
    for first in range(0, len(points), 5000):
        text = "\n".join(map(chr, points[first : first + 5000]))
        assert ours(text) == told(client, text)
        assert list(terms(text)) == [word for word, _, _ in ours(text)]


@given(parts=st.lists(st.text(alphabet=SCRIPTS, max_size=12), max_size=40))
def test_any_text_as_elasticsearch_reads_it(client: Elasticsearch, parts: list[str]) -> None:
    """Any mixture of scripts, marks and digits is cut into the same tokens at the same places."""
    text = "\n".join(parts)
    assert ours(text) == told(client, text)
    assert list(terms(text)) == [word for word, _, _ in ours(text)]


@pytest.mark.parametrize("character", ["a", "é", "ไ", "\U00010410", "a\u0301"])
@pytest.mark.parametrize("length", [MAX_TOKEN - 1, MAX_TOKEN, MAX_TOKEN + 1, 3 * MAX_TOKEN])
def test_long_tokens_are_cut_as_elasticsearch_cuts_them(
    client: Elasticsearch, character: str, length: int
) -> None:
    """What is over 255 UTF-16 units goes on as another token, cut at the same place."""
    for text in (character * length, character * length + "'b", "b" * (length - 1) + "." + character):
        assert ours(text) == told(client, text)


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    """Offsets are in order, inside the text, and the token is the text there in lower case."""
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text == lower(text[token.start : token.end])
        end = token.end
    assert terms(text) == tuple(token.text for token in tokens(text))


@pytest.mark.parametrize(
    "text",
    [
        "“Taliban’s” U.S.-led ( 1,200 ) e.g. 3,5 #tag a_b it's: o'clock 'quoted' end.",
        "ŉaif İstanbul ΣΊΣΥΦΟΣ straße 中文,テスト ภาษาไทย עִבְרִית\u200d قال: «نعم»",
        "10\u202f000 km\u00a0/h a\u3000b \ud800x 👍🏽 é" + "y" * 300 + " end",
    ],
)
def test_what_is_remembered_of_a_piece_is_what_the_rules_say(text: str) -> None:
    """Tokens come out as the rules for the whole text cut them, with their places, the first time and again."""
    cut = list(tokens_module._cut(text))
    assert list(tokens(text)) == cut
    assert list(tokens(text)) == cut


@given(st.text(alphabet=list("aZ19 .,:;'’‘_-—…“”«»/@#*&%+é"), max_size=24))
def test_the_rules_for_ascii_cut_what_the_rules_for_all_cut(text: str) -> None:
    """What is in ASCII, but for the marks of print, is cut by rules of its own to the same words."""
    chosen = tokens_module._quickest(text)
    assert (chosen is tokens_module._WORD) == ("é" in text)
    assert [one.span() for one in chosen.finditer(text)] == [
        one.span() for one in tokens_module._WORD.finditer(text)
    ]


def test_the_first_terms_are_those_of_the_whole_text() -> None:
    """So many words at most are those with which all of a text's words begin, over marks without a word."""
    text = "— “Al-Qaeda’s” men … 塔利班 U.S."
    assert first_terms(text, 4) == list(terms(text))[:4]
    assert first_terms(text, 99) == list(terms(text))


def test_a_text_is_cut_into_its_first_terms_once() -> None:
    """Who asks for more or fewer words of a text than another just did gets them from what is cut already."""
    text = "one two three, " * 50
    first_terms(text, 2)
    before = tokens_module._first_terms.cache_info().hits
    assert first_terms(text, 4) == ["one", "two", "three", "one"]
    assert tokens_module._first_terms.cache_info().hits == before + 1
