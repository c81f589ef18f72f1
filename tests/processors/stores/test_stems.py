"""Words are found by their stems: the same on both stores, in search, in live matching and in a back-test."""

import json
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from article_flow import ArticleFlow, FlowArticle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paths import DATA
from sample_documents import QUERIES, ids_found_by_both, numbers_of, random_documents, sample_document

from processors.query import fields
from processors.query.places import trace
from processors.query.query import all_of, parse_query
from processors.stores.elasticsearch import stems as elasticsearch_stems
from processors.stores.elasticsearch.index import Elastic
from processors.stores.highlight import make_snippets
from processors.stores.open import open_store
from processors.stores.store import Store
from processors.text import stems
from processors.text.tokens import terms

TAGS = DATA / "groups" / "tags"
FORMS = {
    "ar": "الطالبان طالبان هجمات والهجوم في من ٢٠٢٦",
    "ckb": "تالیبانەکان هێرشی كوردستان کوردستان",
    "de": "Angriffe Angriffen Häuser Haeuser Bauern Bauer Systeme System Bagdads Merkel's die und",
    "en": "attacks attacked attacking Taliban's Taliban’s ties the of studies adding add bombs bombing universities",
    "es": "ataques atacando atacaron bombas",
    "fa": "می‌گویند کتاب‌ها كتاب کتاب طالبان و",
    "fr": "l'attaque l’attaque attaques d'avions qu'attaquent les des États aujourd'hui",
    "hi": "लड़कों लड़के तालिबान का के",
    "id": "menyerang serangan diserang yang",
    "it": "dell'attacco attacchi gli l’Afghanistan",
    "ko": "탈레반의 탈레반이 탈레반 공격이 카불에서",
    "nl": "aanvallen aanval aanvallers de",
    "ps": "طالبانو گډ ګډ",
    "pt": "ataques atacando explosões explosão",
    "ru": "Талибана талибы Кабула атаки атаках и в",
    "tr": "ISPARTA'da ısparta saldırılar saldırı Ankara'nın İstanbul’da ve",
    "ur": "حملہ حمله حملے طالبان",
}
"""Forms of words, with and without clitics and apostrophes, and small words."""
FOLDING = [json.loads(line) for line in (DATA / "search" / "folding.jsonl").read_text("utf-8").splitlines()]
"""What people type, each with a text and whether it finds that."""
EXAMPLES = int(os.environ.get("WIREWATCH_TEST_QUERIES", "300"))


def test_every_language_of_the_mapping_has_a_form() -> None:
    """The stemmed fields, their analyzers and the table of languages are the same languages."""
    known = fields.index_mapping()["properties"]["stem"]["properties"]
    assert set(known) == set(stems.STEM_RULES) == set(FORMS)
    assert {one["analyzer"] for one in known.values()} == set(stems.analysis_settings()["analyzer"])


@pytest.mark.parametrize(
    ("language", "words", "stem"),
    [
        ("en", "bomb bombs bombing bombed", "bomb"),
        ("en", "taliban taliban's taliban’s talibans", "taliban"),
        ("de", "haus hauses", "haus"),
        ("fr", "attaque l'attaque attaques", "attaqu"),
        ("it", "attacco dell'attacco l’attacco", "attacc"),
        ("tr", "ankara ankara'nın ankara’da", "ankar"),
        ("fa", "کتاب كتاب کتاب‌ها کتاب‌های", "کتاب"),
        ("ko", "탈레반 탈레반이 탈레반의", "탈레반"),
        ("ru", "атака атаки атаках", "атак"),
        ("ur", "حملہ حمله", "حملہ"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, words: str, stem: str) -> None:
    """What people write of one word comes together."""
    assert set(stems.stems_of(language, words.split())) == {stem}


def test_a_language_without_stems_has_none() -> None:
    """Chinese, an unknown language and none at all are no error."""
    assert stems.stems_of_each("zh", ["塔利班"]) is None


@pytest.fixture(scope="module")
def server(secure_elasticsearch: Any, certificates: Path) -> Iterator[Elastic]:
    """Open an index of our own on a server that has the parts of our analyzers."""
    server, alias = secure_elasticsearch, f"stems-{secrets.token_hex(6)}"
    store = open_store(
        server.url,
        user=server.user,
        password=server.password,
        ca_cert=str(certificates / "ca.pem"),
        analyzers="language",
        alias=alias,
    )
    assert isinstance(store, Elastic)
    store.prepare()
    yield store
    for index in store.client.indices.get(index=f"{alias}-*"):
        store.client.indices.delete(index=index)
    store.client.indices.delete_index_template(name=alias)
    store.close()


@pytest.mark.parametrize("language", stems.STEM_RULES)
def test_elasticsearch_stems_alike(server: Elastic, language: str) -> None:
    """Each word of the labelled sentences of all languages has the same stem here and there."""
    sentences = (json.loads(line) for file in TAGS.iterdir() for line in file.read_text("utf-8").splitlines())
    words = {word for one in sentences for word in terms(one["text"])}
    words |= {word for forms in FORMS.values() for word in terms(forms)}
    index = next(iter(server.client.indices.get_alias(name=server.alias)))
    theirs = elasticsearch_stems.Stems(server.client, index, {})(language, words)
    assert theirs == stems.stems_of_each(language, words)


@pytest.fixture(scope="module")
def both(server: Elastic, tmp_path_factory: pytest.TempPathFactory) -> list[Store]:
    """Give both stores, stemmed, with the same documents: some by chance, some of forms of words."""
    words = [word for forms in FORMS.values() for word in forms.split()]
    documents = random_documents(seed=7, count=150, batch="all") + [
        sample_document(1000 + number, " ".join(words[number % 7 :: 5][:9]) + f" {forms}.", title=forms.split()[0],
               language=language, batch="all")
        for number, (language, forms) in enumerate(FORMS.items())
    ] + [
        sample_document(2000 + number, word, language=language, batch="all")
        for number, (word, language) in enumerate((w, la) for la, f in FORMS.items() for w in f.split())
    ] + [
        sample_document(3000 + number, one["text"], language=one["language"], batch="typed")
        for number, one in enumerate(FOLDING)
    ]  # fmt: skip
    stores: list[Store] = [open_store(f"tantivy:{tmp_path_factory.mktemp('both') / 'index'}"), server]
    for store in stores:
        store.prepare()
        assert store.write(documents) == []
    return stores


@pytest.mark.parametrize("store", [0, 1], ids=["tantivy", "elasticsearch"])
def test_words_are_found_as_people_type_them(both: list[Store], store: int) -> None:
    """Accents, joiners, numbers, initials, hyphens and endings, in search as in live matching, few rules and many."""
    texts = dict.fromkeys(one["query"] for one in FOLDING)
    searched = {text: found(both[store], text, "batch:typed") for text in texts}
    wrong = [
        one
        for number, one in enumerate(FOLDING)
        if (3000 + number in searched[one["query"]]) is not one["match"]
    ]
    assert wrong == []
    rules = {text: parse_query(text) for text in texts}
    few = [dict(list(rules.items())[first : first + 30]) for first in range(0, len(rules), 30)]
    for several in (
        *few,
        rules | {f"more {number}": parse_query(f"nothing{number}") for number in range(200)},
    ):
        live = both[store].match(several, "typed")
        assert {text: [int(id_, 16) for id_ in live[text]] for text in several if text in texts} == {
            text: searched[text] for text in several if text in texts
        }


def test_what_is_found_as_people_type_it_is_shown_as_it_stands(both: list[Store]) -> None:
    """The snippet marks the words of the text in their own spelling; what is not found is not marked."""
    for number, one in enumerate(FOLDING):
        [document] = both[0].get([f"{3000 + number:064x}"])
        query = parse_query(one["query"])
        assert trace(query, document).holds is one["match"], one
        snippets = make_snippets(query, document).get("text", [])
        assert ("<em>" in "".join(snippets)) or not one["match"], one
        assert all(unescape(re.sub("</?em>", "", each)) in one["text"] for each in snippets)


def test_the_marked_words_are_those_that_were_meant(both: list[Store]) -> None:
    """A number with blanks, a name with its suffix and a joined word are marked whole."""
    marked = {
        one["query"]: re.findall("<em>(.*?)</em>", unescape("".join(found)))
        for number, one in enumerate(FOLDING)
        if (
            found := make_snippets(parse_query(one["query"]), both[0].get([f"{3000 + number:064x}"])[0]).get(
                "text"
            )
        )
    }
    assert marked['"US military"'] == ["U.S. military"]
    assert marked["longterm"] == ["long-term"]
    assert marked["sanaa"] == ["Sana'a"]
    assert marked["istanbul"] == ["ISTANBUL"]
    assert marked["alqaida AND aeroport"] == ["d\u2019al-Qaïda", "l\u2019aéroport"]


def found(store: Store, text: str, inside: str = "*") -> list[int]:
    """Return the numbers of what a query finds, of that which another one finds."""
    query = all_of(parse_query(text), parse_query(inside))
    return sorted(numbers_of([hit.document for hit in store.search(query, size=1000).hits]))


_words = st.sampled_from(
    [word for forms in FORMS.values() for word in forms.split()]
    + [word for one in FOLDING for word in one["text"].split() if not re.search(r'["(){}\[\]:]', word)]
)
_stemmed = st.one_of(
    _words,
    st.lists(_words, min_size=2, max_size=4).map(lambda words: f'"{" ".join(words)}"'),
    st.builds('"{} {}"~{}'.format, _words, _words, st.integers(1, 9)),
    st.builds('"{} {} {}"~{}'.format, _words, _words, _words, st.integers(1, 9)),
    st.builds("{}:{}".format, st.sampled_from(["title", "text"]), _words),
    st.sampled_from([one["query"] for one in FOLDING]),
    st.builds("{}*".format, _words.map(lambda word: re.split("\\W", word)[0][:5])),
)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(text=st.one_of(_stemmed, st.builds("({}) AND NOT ({})".format, _stemmed, _stemmed), QUERIES))
def test_both_stores_find_the_same_by_stems(both: list[Store], text: str) -> None:
    """Any query that can be parsed finds the same documents in tantivy and in Elasticsearch, stems and all."""
    one, other = ids_found_by_both(both, text)
    assert one == other


def test_the_largest_query_that_is_allowed_is_answered(both: list[Store]) -> None:
    """Each of 256 terms may stand in several forms and languages: no store finds that too much, in search or live."""
    texts = [" OR ".join(f"qa'ida{n}" for n in range(255)) + " OR bomb", "bomb"]
    one, other = ([found(store, text) for text in texts] for store in both)
    assert one == other
    assert one[0] == one[1] != []
    for store in both:
        assert store.match({"rule": parse_query(texts[0])}, "all")["rule"] != []


def test_what_is_looked_for_by_its_stem(tmp_path: Path) -> None:
    """Words and phrases without a field are; fields, wildcards, ~ and articles in other languages are not."""
    store = open_store(f"tantivy:{tmp_path / 'index'}")
    store.write([
        sample_document(1, "Two bombings shook Kabul.", title="Attack", language="en"),
        sample_document(2, "Two bombings shook Kabul.", language="ru"),
        sample_document(3, "Two bombings shook Kabul."),
        sample_document(4, "Nothing.", title="He searched", language="en"),
        sample_document(5, "bombs.", title="They are searching", language="en"),
    ])  # fmt: skip
    assert found(store, "bomb") == [1, 5]
    assert found(store, "attacks") == [1]
    assert found(store, '"two bombing"') == [1]
    assert found(store, '"bombing two"~2') == [1]
    assert found(store, '"kabul shaking bomb"~6') == []
    assert found(store, '"kabul shook bomb"~6') == [1]
    assert found(store, '"search bomb"~50') == found(store, '"searching bombs"') == []
    assert found(store, "text:bomb") == found(store, "title:attacks") == []
    assert found(store, "bomb* AND NOT bomb") == [2, 3]
    assert found(store, "bombings") == [1, 2, 3, 5]


def test_hits_by_their_stem_are_marked(tmp_path: Path) -> None:
    """The snippet of a hit shows the word that has the stem, in its own form; a phrase as one."""
    store = open_store(f"tantivy:{tmp_path / 'index'}")
    store.write([sample_document(1, "Two bombings shook Kabul.", title="Taliban’s attacks", language="en")])
    [hit] = store.search(parse_query('bomb AND "taliban attack"')).hits
    assert hit.highlight == {
        "title": ["<em>Taliban’s attacks</em>"],
        "text": ["Two <em>bombings</em> shook Kabul."],
    }


def test_without_stems_a_word_is_found_as_it_is_written(tmp_path: Path) -> None:
    """The setting `standard` holds for an index in a directory, too."""
    store = open_store(f"tantivy:{tmp_path / 'index'}", analyzers="standard")
    store.write([sample_document(1, "bombs", language="en")])
    assert (found(store, "bomb"), found(store, "bombs")) == ([], [1])


def _rules() -> list[dict[str, Any]]:
    words = [word for forms in FORMS.values() for word in forms.split()]
    pairs = [f'"{one} {other}"' for one, other in pairwise(words[::2])]
    texts = [*words, *pairs, *(f"report AND NOT {word}" for word in words[::5]), "report*"]
    return [{"name": f"r{number}", "query": text} for number, text in enumerate(dict.fromkeys(texts))]


def _alerted(flow: ArticleFlow, rule: str) -> set[int]:
    return set(flow.alerted_stories(rule))


@pytest.mark.parametrize("count", [20, 10_000], ids=["few", "all"])
def test_search_live_alerts_and_back_test_find_the_same_by_stems(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With inflected words, a rule alerts live and in a back-test on exactly the articles that a search finds."""
    rules = _rules()[:count]
    flow = ArticleFlow(tmp_path, *rules, patch=monkeypatch)
    forms = [(language, word) for language, several in FORMS.items() for word in several.split()]
    texts: Sequence[tuple[str, str]] = [*forms, *((la, f"report {f}") for la, f in FORMS.items())]
    pieces = [FlowArticle(n, text=text, language=language) for n, (language, text) in enumerate(texts, 1)]
    for first in range(0, len(pieces), 40):
        flow.index_batch(*pieces[first : first + 40])
        flow.match_and_watch()
        flow.advance_clock(minutes=5)
    by_stem = 0
    for rule in rules:
        searched = found(flow.project.store, rule["query"])
        by_stem += len(searched) > 1
        assert _alerted(flow, rule["name"]) == set(searched), rule["query"]
        assert {int(one.story_id, 16) for one in flow.backtest(rule["name"])} == set(searched)
    assert by_stem > len(rules) / 5
    flow.project.__exit__()
