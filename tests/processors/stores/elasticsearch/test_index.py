"""The store in Elasticsearch: its set-up, its months, and a server that is gone, busy, locked or another one."""

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from elasticsearch import BadRequestError
from elasticsearch_server import ElasticsearchServer
from hostile_server import Hostile
from sample_documents import NOON, numbers_of, sample_document

from processors.query.fields import index_mapping
from processors.query.query import parse_query
from processors.stores.elasticsearch.index import Elastic
from processors.stores.open import open_store
from processors.stores.store import Store, StoreDown, StoreRefused
from wirewatch.errors import Mistake
from wirewatch.project import Project
from wirewatch.settings import read_settings


@pytest.fixture
def store(elasticsearch_url: str) -> Iterator[Elastic]:
    """Open a store under a name of its own."""
    store = Elastic(elasticsearch_url, alias=f"test-{secrets.token_hex(6)}")
    yield store
    for index in store.client.indices.get(index=f"{store.alias}*"):
        store.client.indices.delete(index=index)
    store.client.options(ignore_status=404).indices.delete_index_template(name=store.alias)
    store.close()


def test_each_month_has_its_index(store: Elastic) -> None:
    """A document stands in the index of the month in which it was first seen, and the alias finds all."""
    store.prepare()
    months = {1: datetime(2026, 10, 31, 23, 59, tzinfo=UTC), 2: datetime(2026, 11, 1, tzinfo=UTC)}
    store.write([sample_document(number, first_seen_at=seen) for number, seen in months.items()])
    homes = store.client.search(index=store.alias, source=False)["hits"]["hits"]
    assert {hit["_id"][-1]: hit["_index"] for hit in homes} == {
        "1": f"{store.alias}-2026.10",
        "2": f"{store.alias}-2026.11",
    }


def test_setting_up_again_brings_old_months_what_is_new(store: Elastic) -> None:
    """An index made when the mapping had fewer fields gains them, and keeps its documents."""
    older = {
        name: kind for name, kind in index_mapping()["properties"].items() if name not in ("labels", "stem")
    }
    store.client.indices.create(
        index=f"{store.alias}-2026.11",
        mappings={"dynamic": "strict", "properties": older},
        aliases={store.alias: {}},
    )
    given = sample_document(1, labels=("banned",))
    with pytest.raises(BadRequestError, match="strict_dynamic_mapping_exception"):
        store.client.index(index=f"{store.alias}-2026.11", document=given)
    store.prepare()
    store.prepare()
    assert store.write([sample_document(1, labels=("banned",))]) == []
    assert store.search(parse_query("labels:banned")).total == 1


def test_an_index_of_before_folded_words_is_refused_by_readers_and_writers(
    store: Elastic, elasticsearch_url: str
) -> None:
    """No word would be found in it: its name and the mend are told, beside months that are new, and the mend works."""
    store.prepare()
    store.write([sample_document(1, "Attack in Kabul.", first_seen_at=datetime(2026, 11, 3, tzinfo=UTC))])
    store.client.indices.delete_index_template(name=store.alias)
    older = {
        name: kind for name, kind in index_mapping()["properties"].items() if name not in ("folded", "stem")
    }
    store.client.indices.create(
        index=f"{store.alias}-2026.10",
        mappings={"dynamic": "strict", "properties": older},
        aliases={store.alias: {}},
    )
    late = Elastic(elasticsearch_url, alias=store.alias)
    told = f"{store.alias}-2026.10 was made by another version of Wirewatch.*reprocess --new-index"
    query = parse_query("kabul")
    for ask in (
        lambda: late.search(query),
        lambda: list(late.scan(query)),
        lambda: late.facet(query, "groups"),
        lambda: late.match({"rule": query}, "first"),
        lambda: late.write([sample_document(2, first_seen_at=datetime(2026, 10, 3, tzinfo=UTC))]),
    ):
        with pytest.raises(StoreRefused, match=told):
            ask()
    late.renew()
    assert late.search(query).total == 0
    late.close()


def test_indices_with_other_analyzers_are_refused_and_made_anew(store: Elastic) -> None:
    """A field that is analysed otherwise cannot be mended: the message names the command, and what it does works."""
    analysed = {"stem": {"properties": {"en": {"type": "text", "analyzer": "simple"}}}}
    store.client.indices.create(
        index=f"{store.alias}-2026.11", mappings={"properties": analysed}, aliases={store.alias: {}}
    )
    with pytest.raises(StoreRefused, match="reprocess --new-index"):
        store.prepare()
    assert store.renew() == f"deleted: {store.alias}-2026.11"
    assert store.write([sample_document(1, language="en")]) == []


def test_a_mapping_that_conflicts_is_refused(store: Elastic) -> None:
    """An index whose field is of another type is not touched, and the field is named."""
    store.client.indices.create(
        index=f"{store.alias}-2026.11",
        mappings={"properties": {"published_at": {"type": "keyword"}}},
        aliases={store.alias: {}},
    )
    with pytest.raises(StoreRefused, match="published_at"):
        store.prepare()


def test_half_an_answer_is_an_error(store: Elastic) -> None:
    """Where one month's index cannot run a query, nobody is told that the other months were all there is."""
    store.prepare()
    store.write([sample_document(1, first_seen_at=datetime(2026, 11, 1, tzinfo=UTC))])
    store.client.indices.create(
        index=f"{store.alias}-2019.01",
        mappings={"properties": {"mentions": {"type": "keyword"}, "batch": {"type": "keyword"}}},
        aliases={store.alias: {}},
    )
    query = parse_query("NOT mentions.group:isis")
    for call in (
        lambda: store.search(query),
        lambda: store.match({"rule": query}, "first"),
        lambda: list(store.scan(query)),
    ):
        with pytest.raises(StoreRefused, match="nested"):
            call()


def test_stems_stand_beside_the_document(store: Elastic) -> None:
    """An article's words stand once more in the field of its own language, and not in what comes back."""
    store.prepare()
    given = [
        sample_document(1, "text", title="title", language="en"),
        sample_document(2, "text", language="xx"),
    ]
    store.write(given)
    found = store.client.search(index=store.alias, query={"match_phrase": {"stem.en": "title"}})
    assert [hit["_source"] for hit in found["hits"]["hits"]] == given[:1]


def test_language_analyzers_are_a_setting(elasticsearch_url: str) -> None:
    """A server without them is found out by itself, and refuses them where they are asked for by name."""
    store = Elastic(elasticsearch_url, alias=f"test-{secrets.token_hex(6)}", analyzers="language")
    if (
        store.client.options(ignore_status=400).indices.analyze(filter=["snowball"], text="x").meta.status
        == 200
    ):
        pytest.skip("this server has stemmers")
    with pytest.raises(StoreRefused, match="analyzer"):
        store.prepare()
    store.close()


def test_the_environment_sets_the_analyzers() -> None:
    """WIREWATCH_INDEX_ANALYZERS reaches the store; left out it is auto, and a name that is none is a mistake."""
    url = {"WIREWATCH_INDEX_URL": "http://127.0.0.1:9"}
    for said, meant in (("", "auto"), ("standard", "standard"), ("language", "language")):
        with Project(read_settings(url | {"WIREWATCH_INDEX_ANALYZERS": said})) as project:
            assert project.unprepared_store.analyzers == meant  # type: ignore[attr-defined]
    with (
        Project(read_settings(url | {"WIREWATCH_INDEX_ANALYZERS": "english"})) as project,
        pytest.raises(
            Mistake, match="INDEX_ANALYZERS: there are no 'english'; write auto, language, standard"
        ),
    ):
        project.check()


CALLS: list[Callable[[Store], object]] = [
    lambda store: store.prepare(),
    lambda store: store.write([sample_document(1)]),
    lambda store: store.search(parse_query("*")),
    lambda store: store.match({"all": parse_query("*")}, "first"),
    lambda store: store.get(["1"]),
    lambda store: list(store.scan()),
    lambda store: store.health(),
]


@pytest.mark.parametrize("call", CALLS)
def test_a_server_that_is_gone_is_down(call: Callable[[Store], object]) -> None:
    """Where nobody listens, every call says that it may work later."""
    with pytest.raises(StoreDown, match=r"cannot be reached: .*; start it, or mend its address$"):
        call(open_store("http://127.0.0.1:9"))


def test_a_server_that_is_none_of_ours_is_told() -> None:
    """A web site at the address is told as such, whether it has the path that is asked for or not."""
    with Hostile() as web:
        for told in ("has no such path", "answers"):
            with pytest.raises(StoreRefused, match="is not Elasticsearch: check the address"):
                open_store(web.url).health()
            web.serve("/_cluster/health", told)


def test_a_server_without_tls_is_told_from_one_that_is_not_trusted() -> None:
    """Where https:// is asked of a server that speaks none, the mend is the address and no certificate."""
    with Hostile() as web, pytest.raises(StoreRefused, match="write http://"):
        open_store(web.url.replace("http:", "https:")).health()


class Scripted:
    """A server on loopback that answers to each path with the next of its answers, the last one for ever."""

    def __init__(self, product: str = "Elasticsearch", **answers: Sequence[tuple[int, Any]]) -> None:
        script = {name: list(several) for name, several in answers.items()}
        asked = self.asked = []

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("content-length") or 0))
                name = next((name for name in script if name in self.path), "other")
                asked.append(name)
                several = script.get(name, [(200, {})])
                status, body = several.pop(0) if len(several) > 1 else several[0]
                told = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("x-elastic-product", product)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_GET = do_POST = do_PUT = do_HEAD = answer  # noqa: N815

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Scripted":
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def _item(number: int, status: int, error: str | None = None) -> dict[str, Any]:
    told = {"error": {"type": error, "reason": "so it is"}} if error else {}
    return {"index": {"_id": f"{number:064x}", "status": status} | told}


def test_documents_that_a_busy_server_turns_away_are_sent_again() -> None:
    """A 429 for one document of a bulk is retried; one that never gets in fails, and may be tried later."""
    busy = "es_rejected_execution_exception"
    first = {"errors": True, "items": [_item(1, 201), _item(2, 429, busy), _item(3, 503, "unavailable")]}
    then = {"errors": False, "items": [_item(2, 201)]}
    with Scripted(_bulk=[(200, first), (200, then)]) as server:
        failed = open_store(server.url).write([sample_document(1), sample_document(2), sample_document(3)])
        assert server.asked.count("_bulk") == 2
    assert [(one.id, one.reason, one.retry) for one in failed] == [(f"{3:064x}", "unavailable", True)]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_is_down(status: int) -> None:
    """An overloaded or broken server is one to come back to."""
    with (
        Scripted(_search=[(status, {"error": {"type": "busy", "reason": "later"}})]) as server,
        pytest.raises(StoreDown, match=str(status)),
    ):
        open_store(server.url).search(parse_query("*"))


def test_a_rule_that_cannot_be_run_is_named() -> None:
    """Of many rules in one search that the server refuses, the one that it cannot run is found and named."""
    good = (200, {"hits": {"hits": []}})
    bad = (
        400,
        {
            "error": {
                "type": "search",
                "reason": "all shards failed",
                "caused_by": {"reason": "too many clauses"},
            }
        },
    )
    with (
        Scripted(_search=[bad, good, bad]) as server,
        pytest.raises(StoreRefused, match=r"the rule second.*too many clauses"),
    ):
        open_store(server.url).match({"first": parse_query("a"), "second": parse_query("b")}, "first")


def test_another_kind_of_server_is_refused() -> None:
    """A server that does not say that it is Elasticsearch is not written to."""
    with Scripted(product="Other") as server, pytest.raises(StoreRefused, match="not Elasticsearch"):
        open_store(server.url).prepare()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (400, "no handler found for uri [/other/_field_caps] and method [POST]"),
        (405, "Incorrect HTTP method for uri [/other/_cluster] and method [GET], allowed: [POST]"),
    ],
)
def test_an_index_in_the_address_is_told_as_such(status: int, told: str) -> None:
    """Who names an index there asks the server for a path that it does not have."""
    with (
        Scripted(other=[(status, {"error": told, "status": status})]) as server,
        pytest.raises(
            StoreRefused, match=r"nothing there \((no handler|Incorrect).*names a server, and no index"
        ),
    ):
        open_store(f"{server.url}/other").prepare()


def test_a_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that only the proxy knows is reached through it; one in no_proxy, and this machine's own, without it."""
    url = "http://elastic.example:9200"
    answers: dict[str, Any] = {
        "_cluster": [(200, {"status": "green"})], "_count": [(200, {"count": 7})], "other": [(404, {})],
    }  # fmt: skip
    with Scripted(**answers) as proxy, Scripted(**answers) as own:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert open_store(url).health()["documents"] == 7
        assert proxy.asked[:2] == ["_cluster", "_count"]
        assert open_store(own.url).health()["documents"] == 7
        monkeypatch.setenv("no_proxy", "elastic.example")
        asked = len(proxy.asked)
        with pytest.raises(StoreDown, match="cannot be reached"):
            open_store(url).health()
        assert len(proxy.asked) == asked
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(StoreDown, match=r"cannot be reached: .*; `no_proxy` names servers"):
        open_store(url).health()


def test_an_older_server_is_refused() -> None:
    """Elasticsearch 8 does not take what a client of 9 sends, and the message says which version is needed."""
    told = {"error": {"type": "media_type_header_exception", "reason": "found 9"}, "status": 400}
    with (
        Scripted(_search=[(400, told)]) as server,
        pytest.raises(StoreRefused, match="older than Elasticsearch 9"),
    ):
        open_store(server.url).search(parse_query("*"))


def test_over_tls_with_a_password(swept_elasticsearch: ElasticsearchServer, certificates: Path) -> None:
    """With the right CA and password it works; a wrong password, key or CA is refused and named."""
    server = swept_elasticsearch
    url, user, password = server.url, server.user, server.password
    authority = str(certificates / "ca.pem")
    store = open_store(url, user=user, password=password, ca_cert=authority)
    store.prepare()
    assert store.write([sample_document(1, first_seen_at=NOON)]) == []
    assert numbers_of(list(store.scan())) == [1]
    store.close()
    for login in ({"user": user, "password": "wrong"}, {"api_key": "d3Jvbmc6a2V5"}, {}):
        with pytest.raises(StoreRefused, match="401"):
            open_store(url, ca_cert=authority, **login).health()
    with pytest.raises(StoreRefused, match="CA certificate"):
        open_store(url, user=user, password=password).health()
    with pytest.raises(StoreRefused, match=r"missing\.pem"):
        open_store(url, ca_cert="missing.pem")
