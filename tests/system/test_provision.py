"""What scripts/provision.py gives a new cluster, on a real server with security and TLS on."""

import json
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

import provision
import pytest
from elasticsearch import AuthenticationException, AuthorizationException, Elasticsearch
from elasticsearch_server import ElasticsearchServer
from hostile_server import Hostile
from paths import ROOT
from sample_documents import sample_document

from processors.query.query import parse_query
from processors.stores.open import open_store
from processors.stores.store import ALIAS, Store, StoreRefused
from wirewatch.settings import read_settings

KIBANA = ROOT / "kibana"
IMPORT, JSON = "/api/saved_objects/_import", "application/json"
PASSWORDS = {"KIBANA_PASSWORD": "of-kibana-itself", "ANALYST_PASSWORD": "of-the-analyst"}


@pytest.fixture(scope="module")
def admin(secure_elasticsearch, certificates) -> Iterator[Elasticsearch]:
    """Give the user who may do everything, after making users and roles twice, as two starts do."""
    login = (secure_elasticsearch.user, secure_elasticsearch.password)
    with Elasticsearch(
        secure_elasticsearch.url, ca_certs=str(certificates / "ca.pem"), basic_auth=login
    ) as client:
        for _ in "12":
            provision.users(client, PASSWORDS)
        yield client


@pytest.fixture
def writer(admin, swept_elasticsearch, certificates, tmp_path) -> Iterator[Store]:
    """Open the pipeline's store with the key that provisioning makes."""
    key = provision.writer_key(admin, tmp_path / "key")
    store = open_store(swept_elasticsearch.url, api_key=key, ca_cert=str(certificates / "ca.pem"))
    yield store
    store.close()


def as_user(admin: Elasticsearch, name: str, password: str) -> Elasticsearch:
    return admin.options(basic_auth=(name, password))


def test_the_pipelines_key_may_do_what_the_pipeline_does(writer: Store) -> None:
    """With the writer's key the store can be prepared, written to, searched, read, scanned and watched."""
    writer.prepare()
    writer.prepare()
    document = sample_document(1, "The attacks were denied.")
    assert writer.write([document]) == []
    assert [hit.document["id"] for hit in writer.search(parse_query("attacks")).hits] == [document["id"]]
    assert writer.get([document["id"]]) == [document]
    assert list(writer.scan()) == [document]
    assert writer.health()["documents"] == 1


def test_the_pipelines_key_may_do_nothing_else(writer: Store) -> None:
    """The writer's key opens no other index, makes no users, and shows nobody's keys."""
    client = writer.client  # type: ignore[attr-defined]
    for forbidden in (
        lambda: client.index(index="other", document={}),
        lambda: client.search(index=".security"),
        lambda: client.security.put_user(username="eve", password=secrets.token_hex(), roles=["superuser"]),
        lambda: client.security.get_api_key(username="*"),
    ):
        with pytest.raises(AuthorizationException):
            forbidden()


def test_a_key_is_kept_while_it_works(admin: Elasticsearch, tmp_path: Path) -> None:
    """A second start finds the first one's key in its file; one that was revoked is replaced, and only one is left."""
    file = tmp_path / "key"
    first = provision.writer_key(admin, file)
    assert provision.writer_key(admin, file) == first == file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    admin.security.invalidate_api_key(name="wirewatch")
    second = provision.writer_key(admin, file)
    assert second != first
    live = admin.security.get_api_key(name="wirewatch", active_only=True)["api_keys"]
    assert len(live) == 1


def test_an_analyst_reads_and_no_more(admin: Elasticsearch, writer: Store) -> None:
    """The analyst finds articles, and can neither change one nor see anything else."""
    writer.prepare()
    writer.write([sample_document(1, "The attacks were denied.")])
    analyst = as_user(admin, "analyst", PASSWORDS["ANALYST_PASSWORD"])
    assert analyst.search(index=ALIAS)["hits"]["total"]["value"] == 1
    with pytest.raises(AuthorizationException):
        analyst.index(index=ALIAS, document=sample_document(2, "Forged."))
    with pytest.raises(AuthorizationException):
        analyst.cluster.health()


def test_kibana_logs_in_with_its_own_password(admin: Elasticsearch) -> None:
    """Kibana's user has the password that was set, and no other."""
    who = as_user(admin, "kibana_system", PASSWORDS["KIBANA_PASSWORD"]).security.authenticate()
    assert who["username"] == "kibana_system"
    with pytest.raises(AuthenticationException):
        as_user(admin, "kibana_system", "changeme").security.authenticate()


@pytest.mark.parametrize("without", ["manage_index_templates", "cluster:admin/analyze"])
def test_no_privilege_is_too_many(
    admin: Elasticsearch, swept_elasticsearch: ElasticsearchServer, certificates: Path, without: str
) -> None:
    """A key that lacks one of the cluster's privileges is refused, unless the analyzers need not be asked for."""
    kept = [name for name in provision.WRITER["cluster"] if name != without]
    role = {"writer": provision.WRITER | {"cluster": kept}}
    key = admin.security.create_api_key(name=f"without-{without[-7:]}", role_descriptors=role)["encoded"]
    trust = str(certificates / "ca.pem")
    asking = open_store(swept_elasticsearch.url, api_key=key, ca_cert=trust)
    with pytest.raises(StoreRefused, match="what they may do"):
        asking.prepare()
    asking.close()
    told = open_store(swept_elasticsearch.url, api_key=key, ca_cert=trust, analyzers="standard")
    if without == "cluster:admin/analyze":
        told.prepare()
    told.close()


def test_storage_is_set_up_by_the_pipelines_key(
    admin: Elasticsearch, swept_elasticsearch: ElasticsearchServer, certificates: Path, tmp_path: Path
) -> None:
    """The index and the ledger are there after provisioning, made with the writer's key and the analyzers told."""
    told = {"HOME": str(tmp_path), "INDEX_URL": swept_elasticsearch.url, "INDEX_ANALYZERS": "standard"}
    told["INDEX_CA_CERT"] = str(certificates / "ca.pem")
    settings = read_settings({f"WIREWATCH_{name}": value for name, value in told.items()})
    provision.storage(settings, provision.writer_key(admin, tmp_path / "key"))
    [mapping] = (index["mappings"] for index in admin.indices.get_mapping(index=ALIAS).values())
    assert mapping["properties"]["stem"]["properties"]["en"].get("analyzer", "standard") == "standard"
    assert (tmp_path / "ledger.db").exists()


def test_dashboards_are_imported_over_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file goes to Kibana's import with overwrite; all its objects bear our name; a refusal is an error."""
    monkeypatch.setenv("ELASTIC_PASSWORD", "secret")
    with Hostile() as kibana:
        monkeypatch.setenv("KIBANA_URL", kibana.url)
        kibana.serve(f"{IMPORT}?overwrite=true", json.dumps({"success": True, "successCount": 1}), JSON)
        provision.dashboards(KIBANA)
        [asked] = kibana.posts_to(IMPORT)
        kibana.serve(f"{IMPORT}?overwrite=true", json.dumps({"success": False, "errors": ["conflict"]}), JSON)
        with pytest.raises(RuntimeError, match="conflict"):
            provision.dashboards(KIBANA)
    assert asked.headers["kbn-xsrf"]
    lines = [line for line in asked.body.splitlines() if line.startswith(b"{")]
    assert {json.loads(line)["id"].partition("-")[0] for line in lines} == {"wirewatch"}
    assert len(lines) == len((KIBANA / "wirewatch.ndjson").read_text("utf-8").splitlines())


def test_stemmed_fields_use_the_languages_analyzer(writer: Store) -> None:
    """On a server with language analyzers a word finds its other forms in its own language's field."""
    writer.prepare()
    english = sample_document(1, "The attacks were denied.", language="en")
    russian = sample_document(2, "Отряды двигались за кораблями.", language="ru")
    assert writer.write([english, russian]) == []
    client = writer.client  # type: ignore[attr-defined]
    for field, word, article in (("stem.en", "attacking", english), ("stem.ru", "корабль", russian)):
        hits = client.search(index=ALIAS, query={"match": {field: word}})["hits"]["hits"]
        assert [hit["_id"] for hit in hits] == [article["id"]]
