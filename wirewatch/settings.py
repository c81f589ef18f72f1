"""What the environment and the options say: one value that the rest is opened with."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Settings(NamedTuple):
    """Where everything is. Options win over the environment, the environment over the defaults."""

    config: Path
    home: Path
    state_url: str | None
    """Of the ledger, as SQLAlchemy writes it. Where it is not set, the ledger is in a file under the home."""
    index_url: str
    landing_url: str
    index_api_key: str | None = None
    index_user: str | None = None
    index_password: str | None = None
    index_ca_cert: str | None = None
    index_analyzers: str = "auto"
    """Of the fields of single languages, in Elasticsearch: see processors.stores.store.open_store."""
    allow_private_networks: bool = False
    project: str | None = None
    """What the project is called in its index from now on. Where it is not set, the ledger knows its name."""
    keep: str | None = None
    """How long things are kept, as written: `365d`. For ever where it is not set."""
    polls_a_day: str | None = None
    """The most that one host is polled in a day, as written; as often as its feeds are worth it where it is not set."""
    hub_url: str | None = None
    """Where the server of `wirewatch hub` is reached from outside, as written; None where it is not."""
    desk_url: str | None = None
    """Where readers find the desk of `wirewatch serve`, for links in mails; None where no mail is to lead there."""
    trusted_user_header: str | None = None
    """The header in which a proxy names who has logged in there, as written; None where nobody is trusted with that."""
    trusted_proxy: str | None = None
    """Addresses and networks of the proxies that may send it, as written; this machine where it is not set."""
    import_folder: Path | None = None
    """The folder whose WARC files the DAG news_backfill may take in; none where it is not set."""
    airflow_connections: bool = False
    """Whether commands, too, look up the addresses of channels in Airflow's connections: see wirewatch.connections."""


def read_settings(
    environment: Mapping[str, str] = os.environ, config: Path | None = None, home: Path | None = None
) -> Settings:
    """Read the settings from variables with the prefix WIREWATCH_ and the options `--config` and `--home`."""

    def variable(name: str) -> str | None:
        return environment.get(f"WIREWATCH_{name}") or None

    def switch(name: str) -> bool:
        return (variable(name) or "").lower() in ("1", "true", "yes", "on")

    root = (home or Path(variable("HOME") or "var")).absolute()
    return Settings(
        config=config or Path(variable("CONFIG") or "config"),
        home=root,
        state_url=variable("STATE_URL"),
        index_url=variable("INDEX_URL") or f"tantivy:{root / 'index'}",
        landing_url=variable("LANDING_URL") or str(root / "landing"),
        index_api_key=variable("INDEX_API_KEY"),
        index_user=variable("INDEX_USER"),
        index_password=variable("INDEX_PASSWORD"),
        index_ca_cert=variable("INDEX_CA_CERT"),
        index_analyzers=variable("INDEX_ANALYZERS") or "auto",
        allow_private_networks=switch("ALLOW_PRIVATE_NETWORKS"),
        project=variable("PROJECT"),
        keep=variable("KEEP"),
        polls_a_day=variable("POLLS_A_DAY"),
        hub_url=variable("HUB_URL"),
        desk_url=variable("DESK_URL"),
        trusted_user_header=variable("TRUSTED_USER_HEADER"),
        trusted_proxy=variable("TRUSTED_PROXY"),
        import_folder=Path(folder) if (folder := variable("IMPORT")) else None,
        airflow_connections=switch("AIRFLOW_CONNECTIONS"),
    )
