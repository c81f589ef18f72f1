"""Give a new cluster what Wirewatch needs in it; called by Compose, and again at every start, to no further effect.

    python scripts/provision.py cluster     Elasticsearch: users, roles, the pipeline's key, the index template;
                                            PostgreSQL: the ledger's tables; Airflow: its tables, the pool `web`,
                                            the connection `wirewatch_index`, the password of its user admin
    python scripts/provision.py dashboards  Kibana: what kibana/*.ndjson holds

Everything is told by the environment that docker-compose.yml gives: WIREWATCH_*, and the secrets of .env.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from elasticsearch import AuthenticationException, Elasticsearch

from processors.stores.store import ALIAS
from wirewatch.project import Project
from wirewatch.settings import Settings, read_settings

WRITER: dict[str, Any] = {
    # The last tells whether the server has language analyzers; by its action's name, for lack of a small privilege.
    "cluster": ["monitor", "manage_index_templates", "cluster:admin/analyze"],
    "indices": [{"names": [f"{ALIAS}*"], "privileges": ["create_index", "manage", "read", "write"]}],
}
"""What the pipeline may do: see processors/stores/elasticsearch/index.py."""
READER: dict[str, Any] = {
    "indices": [{"names": [f"{ALIAS}*"], "privileges": ["read", "view_index_metadata"]}],
    "applications": [
        {"application": "kibana-.kibana", "privileges": ["space_read"], "resources": ["space:default"]}
    ],
}
"""What analysts may do: read articles, and look at them in Kibana."""
POOL_SLOTS = 8
"""Tasks that may fetch from the web at once; each keeps to its own hosts."""


def users(client: Elasticsearch, environment: Mapping[str, str]) -> None:
    """Set the password of Kibana's own user, and make the analyst with a role that reads."""
    client.security.change_password(username="kibana_system", password=environment["KIBANA_PASSWORD"])
    client.security.put_role(name="wirewatch_reader", **READER)
    client.security.put_user(
        username="analyst", password=environment["ANALYST_PASSWORD"], roles=["wirewatch_reader"]
    )


def writer_key(client: Elasticsearch, file: Path) -> str:
    """Return the key that `file` holds if the cluster knows it; otherwise make one that replaces all before it."""
    if file.exists():
        key = file.read_text().strip()
        try:
            client.options(api_key=key).security.authenticate()
        except AuthenticationException:
            pass
        else:
            return key
    client.security.invalidate_api_key(name="wirewatch")
    made = client.security.create_api_key(name="wirewatch", role_descriptors={"writer": WRITER})
    file.touch(mode=0o600)
    file.write_text(made["encoded"])
    return str(made["encoded"])


def storage(settings: Settings, key: str) -> None:
    """Put the index template and the first index with the pipeline's own key, and make the ledger's tables."""
    with Project(settings._replace(index_api_key=key)) as project:
        _ = project.writable_store, project.ledger


def airflow(settings: Settings, key: str) -> None:
    """Make Airflow's tables, its pool and its connection, and write down the password of its user admin."""
    _airflow("db", "migrate")
    _airflow("pools", "set", "web", str(POOL_SLOTS), "Tasks that fetch from the web")
    url = urlsplit(settings.index_url)
    connection = {
        "conn_type": "generic",
        "description": "Elasticsearch, with the key that may write articles",
        "host": url.hostname,
        "port": url.port,
        "schema": url.scheme,
        "extra": json.dumps({"api_key": key, "ca_cert": settings.index_ca_cert}),
    }
    # By a file, because other users of a machine can read a command line.
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"wirewatch_index": connection}, file)
        file.flush()
        _airflow("connections", "import", "--overwrite", file.name)
    passwords = Path(os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"])
    passwords.touch(mode=0o600)
    passwords.write_text(json.dumps({"admin": os.environ["AIRFLOW_ADMIN_PASSWORD"]}))


def _airflow(*arguments: str) -> None:
    subprocess.run(["airflow", *arguments], check=True)


def dashboards(folder: Path) -> None:
    """Import every file of saved objects into Kibana, over what is there under the same ids.

    Ours begin with `wirewatch`. Kibana gives random ids to what people save, so none of that is touched.
    """
    for file in sorted(folder.glob("*.ndjson")):
        answer = httpx.post(
            f"{os.environ['KIBANA_URL']}/api/saved_objects/_import",
            params={"overwrite": "true"},
            headers={"kbn-xsrf": "wirewatch"},
            files={"file": (file.name, file.read_bytes(), "application/ndjson")},
            auth=("elastic", os.environ["ELASTIC_PASSWORD"]),
            timeout=120,
        )
        answer.raise_for_status()
        told = answer.json()
        if not told["success"]:
            raise RuntimeError(f"Kibana does not take all of {file.name}: {told.get('errors')}")
        print(f"{file.name}: {told['successCount']} saved objects")


def main(part: str) -> None:
    """Provision one part."""
    if part == "dashboards":
        dashboards(Path("kibana"))
        return
    settings = read_settings()
    login = ("elastic", os.environ["ELASTIC_PASSWORD"])
    trusted = os.environ["WIREWATCH_INDEX_CA_CERT"]
    with Elasticsearch(settings.index_url, ca_certs=trusted, basic_auth=login) as client:
        users(client, os.environ)
        key = writer_key(client, settings.home / "index-key")
    storage(settings, key)
    airflow(settings, key)


if __name__ == "__main__":
    main(sys.argv[1])
