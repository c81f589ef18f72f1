"""Which rules a batch can meet: never too few, on both stores, whatever the query."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_documents import (
    QUERIES,
    STORE_KINDS,
    WORDS,
    open_empty_store,
    random_documents,
    read_query,
    sample_document,
)

from processors.query.nodes import QueryError
from processors.query.query import Query, parse_query
from processors.stores.candidates import RuleIndex
from processors.stores.store import Store
from processors.stores.vocabulary import Vocabulary, WordList, document_numbers

FEW = 30
"""Rules that are fewer than the documents of a batch here: both stores are asked of them as they are."""
LANGUAGES = ["en", "de", "fr", "ru", "ar", "fa", "tr", "hi", "zh", "ja", "ko", "id", "it", "ckb"]
FORMS = {
    "en": "attacks attacked attacking Taliban's ties the of studies",
    "de": "Angriffe Angriffen Häuser Hauses die und",
    "fr": "l'attaque attaques d'avions les des États",
    "ru": "Талибана талибы Кабула атаки и в",
    "ar": "الطالبان طالبان هجمات والهجوم في من",
    "fa": "می‌گویند کتاب‌ها طالبان و",
    "tr": "ISPARTA'da ısparta saldırılar Ankara'nın ve",
    "hi": "लड़कों तालिबान का के",
    "zh": "塔利班否认 ＴＡＬＩ 喀布尔",
    "ja": "カブール タリバン攻撃 ｶﾌﾞｰﾙ",
    "ko": "탈레반의 공격이 카불",
    "id": "menyerang serangan diserang yang",
    "it": "dell'attacco attacchi gli",
    "ckb": "تالیبانەکان هێرشی",
}
"""Words that the languages' analyzers change, join, cut or leave out."""


def rules(texts: Sequence[str]) -> dict[str, Query]:
    """Read what can be read."""
    found = {}
    for text in texts:
        try:
            found[text] = read_query(text)
        except QueryError:
            continue
    return found


def unfiltered(store: Store, queries: dict[str, Query], batch: str) -> dict[str, list[str]]:
    """Ask the store about every rule, a few at a time."""
    names = list(queries)
    found: dict[str, list[str]] = {}
    for first in range(0, len(names), FEW):
        found |= store.match({name: queries[name] for name in names[first : first + FEW]}, batch)
    return found


def filtered(store: Store, queries: dict[str, Query], batch: str, many: int = 200) -> dict[str, list[str]]:
    """Ask it about all at once, among so many more that they are looked at beforehand."""
    more = {f"more {number}": parse_query(f"nothing{number}") for number in range(many)}
    found = store.match(queries | more, batch)
    return {name: found[name] for name in queries}


@pytest.fixture(scope="module", params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    for store in open_empty_store(request.param, request, tmp_path_factory.mktemp("candidates")):
        store.prepare()
        assert store.write(random_documents(seed=11, count=40, batch="some")) == []
        others = [
            document | {"id": f"{n:065x}"} for n, document in enumerate(random_documents(12, 40, "other"))
        ]
        assert store.write(others) == []
        yield store


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(texts=st.lists(QUERIES, min_size=5, max_size=30))
def test_what_is_looked_at_beforehand_changes_no_answer(store: Store, texts: list[str]) -> None:
    """Rules of every construct find the same, whether those that the batch cannot meet are left out or not."""
    queries = rules(texts)
    assert filtered(store, queries, "some") == unfiltered(store, queries, "some")


def test_stems_of_every_language_change_no_answer(swept_elasticsearch: Any, certificates: Any) -> None:
    """With the server's language analyzers, words found by their stems alone are found all the same."""
    from processors.stores.open import open_store

    server = swept_elasticsearch
    authority = str(certificates / "ca.pem")
    store = open_store(server.url, user=server.user, password=server.password, ca_cert=authority)
    store.prepare()
    words = [word for forms in FORMS.values() for word in forms.split()]
    documents = [
        sample_document(number, " ".join(words[number % 7 :: 3][:9]) + f" {forms}.", language=language)
        for number, (language, forms) in enumerate(FORMS.items())
    ] + [
        sample_document(100 + number, word, language=language)
        for number, (word, language) in enumerate(_each())
    ]
    assert store.write(documents) == []
    pairs = [f'"{one} {other}"' for one, other in pairwise(words)]
    texts = [*words, *pairs, *(f"{word} AND NOT kabul" for word in words), *(word[:4] for word in words)]
    queries = rules(texts)
    found = filtered(store, queries, "first")
    assert found == unfiltered(store, queries, "first")
    assert f"{100:064x}" in found["attacking"]  # the document `attacks`: it is stems that this is about
    store.close()


def _each() -> Iterator[tuple[str, str]]:
    for language, forms in FORMS.items():
        for word in forms.split():
            yield word, language


def test_only_rules_that_the_batch_can_meet_are_left() -> None:
    """A rule finds the documents that have its words and groups; of a phrase or a range the store has to say."""
    documents = [
        sample_document(1, "Attack in Kabul", groups=("isis",)),
        sample_document(2, "Attack in Herat", groups=("taliban",)),
        sample_document(3, "Talks in Kabul", groups=("taliban",)),
    ]
    most = {
        "groups:isis AND kabul": [0],
        "groups:isis AND herat": [],
        "kabul OR herat": [0, 1, 2],
        "helmand": [],
        '"attack kabul"': [0],
        "kab*": [0, 2],
        "*rat": [1],
        "k?bul AND groups:tal*": [2],
        "kabol~1 AND attack": [0],
        "zzzz~1": [],
        "title:kabul": [],
        "NOT kabul": [1],
        "herat AND NOT attack": [],
        'herat AND NOT "talks attack"': [1],
        "kabul AND revision:>7": [0, 2],
        "helmand AND revision:>7": [],
        "helmand OR revision:>7": [0, 1, 2],
        "(herat helmand)^2": [],
    }
    unsure = ('"attack kabul"', *(text for text in most if "revision" in text))
    least: dict[str, list[int]] = most | {text: [] for text in unsure}
    found = RuleIndex(rules(list(most))).candidates(Vocabulary(documents))
    for number, expected in enumerate((most, least)):
        assert {text: list(document_numbers(found.get(text, (0, 0))[number])) for text in most} == expected


@given(
    words=st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=30),
    written=st.from_regex(r"[a-cé塔]?[*?]?[a-cé塔]{0,3}[*?]{0,2}[a-c]?", fullmatch=True),
)
def test_patterns_are_looked_up_as_they_read(words: list[str], written: str) -> None:
    """The words that a pattern finds by its literal parts are those that it matches one by one."""
    import re

    from processors.query.nodes import Pattern
    from processors.query.terms import split_wildcards

    parts = split_wildcards(written)
    one_by_one = re.compile(
        "".join(
            re.escape(part) if isinstance(part, str) else {"*": ".*", "?": "."}[part.value] for part in parts
        ),
        re.DOTALL,
    )
    if parts:
        expected = {word for word in words if word and one_by_one.fullmatch(word)}
        assert set(WordList(set(words)).matching(Pattern(("text",), parts))) == expected


@given(
    words=st.lists(st.text("abcé塔", max_size=7), max_size=30), word=st.text("abcé塔", min_size=3, max_size=7)
)
def test_no_near_word_is_overlooked(words: list[str], word: str) -> None:
    """The words within an edit or two are those that counting the edits finds."""
    from processors.query.words import is_within_edits

    for distance in (1, 2):
        expected = {other for other in words if other and is_within_edits(word, other, distance)}
        assert set(WordList(set(words)).near(word, distance)) == expected


def test_yes_and_no_are_values_too(store: Store) -> None:
    """What a document says with a boolean is found by many rules as by few."""
    store.write([sample_document(50_000, "attack", batch="paid") | {"paywalled": True}])
    queries = {"paid": parse_query("paywalled:true"), "free": parse_query("paywalled:false")}
    expected = {"paid": [f"{50_000:064x}"], "free": []}
    assert store.match(queries, "paid") == filtered(store, queries, "paid") == expected


def test_a_batch_of_any_size_is_matched(store: Store) -> None:
    """More documents than one search may return are all found, by few rules and by many."""
    store.write([sample_document(number, "attack", batch="large") for number in range(20_000, 30_050)])
    queries = {"attack": parse_query("attack"), "none": parse_query("helmand")}
    for found in (store.match(queries, "large"), filtered(store, queries, "large", many=10_100)):
        assert len(found["attack"]) == len(set(found["attack"])) == 10_050
        assert found["attack"] == sorted(found["attack"])
        assert found["none"] == []
