"""What Airflow's connections say: where there is one of these names it stands in for the environment.

    wirewatch_index      Elasticsearch: host, port, schema (http or https); login and password, or
                         {"api_key": "..."}, and {"ca_cert": "/path"}, in the extra
    wirewatch_<secret>   an alert channel: its whole address, in the password. <secret> is the name that the
                         channel has as `secret_env`, in small letters: wirewatch_desk_url for DESK_URL. What a
                         webhook is signed with is found in the same way, by its names in `sign_env`

A task always asks for them; a command does for channels, where WIREWATCH_AIRFLOW_CONNECTIONS says so. Airflow hides
the passwords, and the extra's keys and tokens, wherever they would appear in a log.
"""

import functools
import os
from collections.abc import Mapping
from typing import Any

from wirewatch.errors import Mistake, Trouble
from wirewatch.settings import Settings

INDEX_CONNECTION = "wirewatch_index"


def find_connection(name: str) -> Any:
    """Give an Airflow connection, or None where Airflow has none of that name."""
    from airflow.sdk import Connection
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        return Connection.get(name)
    except AirflowNotFoundException:
        return None


def channel_connection_name(secret_env: str) -> str:
    """Give the name of the connection that may hold a channel's address: wirewatch_desk_url for DESK_URL."""
    return f"wirewatch_{secret_env.lower()}"


def with_index(settings: Settings, found: Any) -> Settings:
    """Give settings whose index is the one that an Airflow connection names, if there is one. Raises Mistake."""
    if found is None:
        return settings
    extra: Mapping[str, Any] = found.extra_dejson
    return settings._replace(
        index_url=_address(found),
        index_api_key=extra.get("api_key"),
        index_user=found.login or None,
        index_password=found.password or None,
        index_ca_cert=extra.get("ca_cert") or settings.index_ca_cert,
    )


class Secrets(dict[str, str]):
    """The environment, where the connection of a channel's secret stands in for the variable."""

    def get(self, name: str, default: Any = None) -> Any:
        """Give the password of the connection `wirewatch_desk_url` for DESK_URL, else the variable's value."""
        found = find_connection(channel_connection_name(name))
        return found.password if found and found.password else super().get(name, default)


class CommandSecrets(Secrets):
    """The same for a process that is no task of Airflow's: it reads Airflow's database, or its secrets backend."""

    def get(self, name: str, default: Any = None) -> Any:
        """Give the same as Secrets. Raises Trouble where Airflow's database cannot be asked."""
        _reach_database()
        return super().get(name, default)


def secrets_of_commands(settings: Settings) -> Mapping[str, str]:
    """Give where a command finds the secrets of channels: the environment, and Airflow where the settings say so."""
    return CommandSecrets(os.environ) if settings.airflow_connections else os.environ


def mend_secret(secret_env: str, settings: Settings, what: str = "the channel's address") -> str:
    """Give what to do about a channel whose secret is not set, for the end of a message; `what` is the secret."""
    if settings.airflow_connections:
        name = channel_connection_name(secret_env)
        return f"add an Airflow connection {name} with {what} as its password"
    return f"export it with {what}"


@functools.cache
def _reach_database() -> None:
    """Let this process find connections as Airflow's own commands do.

    Raises Mistake without Airflow, and Trouble where its database does not answer: a connection that is looked up
    there would seem to be missing.
    """
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    os.environ["_AIRFLOW_PROCESS_CONTEXT"] = "server"  # as airflow.cli.commands.connection_command sets it
    try:
        from airflow.utils.session import create_session
    except ImportError:
        raise Mistake(
            "WIREWATCH_AIRFLOW_CONNECTIONS is set, and Airflow is not installed",
            "install it, or unset the variable",
        ) from None
    try:
        with create_session() as session:
            session.execute(text("select 1"))
    except SQLAlchemyError as error:
        why = str(error.__cause__ or error).strip().partition("\n")[0]
        raise Trouble(f"Airflow's database, where channels' addresses are, cannot be asked: {why}") from None


def _address(found: Any) -> str:
    """Give a connection's address. Its host may be a whole one; its type may say http, as a URI makes it do."""
    if not found.host:
        raise Mistake(
            f"the connection {INDEX_CONNECTION} has no host",
            "give it host, port and schema (http or https) of Elasticsearch",
        )
    if "://" in found.host:
        return str(found.host)
    scheme = found.schema or (found.conn_type if found.conn_type in ("http", "https") else "https")
    return f"{scheme}://{found.host}" + (f":{found.port}" if found.port else "")
