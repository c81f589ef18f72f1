"""An Elasticsearch that takes nothing, for now: each article waits, none is lost, and every event is told once."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from elasticsearch_server import ElasticsearchServer
from processed_articles import ProcessedArticles, open_elastic

from processors.stores.elasticsearch import index as elasticsearch_index
from processors.stores.elasticsearch.index import Elastic

MONTH, OTHER_MONTH = "2026.11", datetime(2026, 10, 3, tzinfo=UTC)


@pytest.fixture
def store(elasticsearch_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elastic]:
    monkeypatch.setattr(elasticsearch_index, "RETRIES", 0)  # it would wait 15 s for the flood to fall
    yield from open_elastic(elasticsearch_url)


@pytest.fixture
def room(tmp_path: Path, store: Elastic) -> Iterator[ProcessedArticles]:
    with ProcessedArticles(tmp_path, store) as room:
        yield room


def set_block(store: Elastic, block: str, value: bool | None) -> None:
    store.client.indices.put_settings(
        index=f"{store.alias}-{MONTH}", settings={f"index.blocks.{block}": value}
    )


def close(store: Elastic, block: str, value: bool | None) -> None:
    if value:
        store.client.indices.close(index=f"{store.alias}-{MONTH}")
    else:
        store.client.indices.open(index=f"{store.alias}-{MONTH}")


def limit_shards(store: Elastic, block: str, value: bool | None) -> None:
    """Have the cluster be full: the month's index, deleted by somebody, cannot be made again."""
    if value:
        store.client.indices.delete(index=f"{store.alias}-{MONTH}")
    full = {"cluster.max_shards_per_node": 1 if value else None}
    store.client.cluster.put_settings(persistent=full)


TROUBLES: list[tuple[Callable[[Elastic, str, bool | None], None], str, str]] = [
    (set_block, "write", r"FORBIDDEN/8/.*lift that with `PUT"),
    (set_block, "read_only", r"FORBIDDEN/5/.*lift that with `PUT"),
    (set_block, "read_only_allow_delete", "flood-stage.*make room"),
    (close, "closed", "index_closed_exception.*_open"),
    (limit_shards, "quota", "maximum normal shards open.*max_shards_per_node"),
]


@pytest.mark.parametrize(("trouble", "name", "told"), TROUBLES, ids=[name for _, name, _ in TROUBLES])
def test_an_index_that_takes_nothing_costs_no_article(
    room: ProcessedArticles,
    store: Elastic,
    trouble: Callable[[Elastic, str, bool | None], None],
    name: str,
    told: str,
) -> None:
    """However often it is refused, an article stays open and nothing tells of progress; lifted, it is told of once."""
    room.add_articles(1)
    assert room.run_stages() == []
    trouble(store, name, True)
    try:
        room.add_articles(2, 3)
        for _ in range(9):
            (refused,) = room.passes("index")
            assert not refused.counts
            assert len(refused.trouble.splitlines()) == 1
            room.make_due()
        assert room.fates() == {"indexed": 1, "processed": 2}
        room.restart()  # what a new process does first must not fail in another way
        assert [re.search(told, words) is not None for words in room.run_stages("index")] == [True]
        assert re.search(told, refused.trouble)
    finally:
        trouble(store, name, None)
    room.make_due()
    assert room.run_stages() == []
    assert room.fates() == {"indexed": 3}
    assert room.alerted() == [1, 2, 3]


def test_a_month_that_takes_nothing_holds_up_no_other(room: ProcessedArticles, store: Elastic) -> None:
    """Articles of other months are indexed and told of meanwhile, and the run names the month that is blocked."""
    room.add_articles(1)
    assert room.run_stages() == []
    set_block(store, "write", True)
    room.add_articles(2)
    room.add_articles(3, first_seen_at=OTHER_MONTH)
    (told,) = room.run_stages()
    assert f"{store.alias}-{MONTH} takes no document" in told
    assert room.alerted() == [1, 3]
    set_block(store, "write", None)
    room.make_due()
    assert room.run_stages() == []
    assert room.alerted() == [1, 2, 3]


def test_a_key_that_lost_its_right_to_write_costs_no_article(
    tmp_path: Path, swept_elasticsearch: ElasticsearchServer, certificates: Path
) -> None:
    """What Elasticsearch forbids waits under its name, and is told of once the key may write again."""
    server, alias = swept_elasticsearch, "wirewatch-articles"
    trust = {"ca_certs": str(certificates / "ca.pem")}
    with Elasticsearch(server.url, basic_auth=(server.user, server.password), **trust) as client:  # type: ignore[arg-type]

        def key_for(*privileges: str) -> Elastic:
            rights: dict[str, Any] = {
                "cluster": ["monitor", "manage_index_templates"],
                "index": [{"names": [f"{alias}*"], "privileges": ["create_index", "manage", *privileges]}],
            }
            key = client.security.create_api_key(name="test", role_descriptors={"test": rights})["encoded"]
            return Elastic(server.url, api_key=key, ca_cert=trust["ca_certs"], analyzers="standard")

        with ProcessedArticles(tmp_path, key_for("read")) as room:
            room.add_articles(1, 2)
            (told,) = room.run_stages()
            assert re.search(
                r"403 security_exception: action \[indices:data/write/bulk.*check the API key", told
            )
            assert room.fates() == {"processed": 2}
            room.store = key_for("read", "write")
            room.restart()
            room.make_due()
            assert room.run_stages() == []
            assert room.alerted() == [1, 2]
