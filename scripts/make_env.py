"""Write .env, from which Compose takes every secret: each one random, made once, and known to nobody else.

    python scripts/make_env.py                  for the whole cluster
    python scripts/make_env.py --profile small  for one machine: tasks run beside Airflow's scheduler

What .env already has is kept, so it may be called again after an update.
"""

import argparse
import base64
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path


def random_password() -> str:
    """Return 192 random bits as hexadecimal digits, which no URL, shell or YAML takes amiss."""
    return secrets.token_hex(24)


def random_fernet_key() -> str:
    """Return 256 random bits as Airflow's Fernet wants them: base64 for URLs."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


SECRETS: dict[str, tuple[str, Callable[[], str]]] = {
    "ELASTIC_PASSWORD": ("Elasticsearch: user elastic, who may do everything", random_password),
    "KIBANA_PASSWORD": ("Elasticsearch: user kibana_system, for Kibana itself", random_password),
    "ANALYST_PASSWORD": ("Kibana and Elasticsearch: user analyst, who may read articles", random_password),
    "KIBANA_ENCRYPTION_KEY": ("Kibana: what it keeps encrypted", random_password),
    "POSTGRES_PASSWORD": ("PostgreSQL: user postgres, who may do everything", random_password),
    "LEDGER_PASSWORD": ("PostgreSQL: user wirewatch, for the ledger", random_password),
    "AIRFLOW_DB_PASSWORD": ("PostgreSQL: user airflow, for Airflow's own tables", random_password),
    "VALKEY_PASSWORD": ("Valkey: the queue of Airflow's workers", random_password),
    "AIRFLOW_ADMIN_PASSWORD": ("Airflow: user admin", random_password),
    "AIRFLOW_FERNET_KEY": ("Airflow: encrypts the secrets of its connections", random_fernet_key),
    "AIRFLOW_JWT_SECRET": ("Airflow: signs what its parts say to one another", random_password),
    "AIRFLOW_SECRET_KEY": ("Airflow: signs the sessions of its web pages", random_password),
}

PROFILES: dict[str, dict[str, str]] = {
    "full": {"AIRFLOW_EXECUTOR": "CeleryExecutor", "AIRFLOW_PARALLELISM": "32"},
    "small": {"AIRFLOW_EXECUTOR": "LocalExecutor", "AIRFLOW_PARALLELISM": "4"},
}
"""What each profile says to Airflow's scheduler: who runs the tasks, and how many at once. 32 is Airflow's own."""


def read_env(file: Path) -> dict[str, str]:
    """Return the variables of an .env file, or nothing where there is no such file."""
    lines = file.read_text().splitlines() if file.exists() else []
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def render_env(known: dict[str, str], profile: str) -> str:
    """Return the text of .env: what is known is kept, other variables of the user's too, and the rest is made."""
    lines = [
        "# Made by `make env`. Whoever reads this file may do everything: keep it out of version control."
    ]
    lines += ["# full: Airflow's workers are containers of their own; small: tasks run beside its scheduler"]
    own = {"COMPOSE_PROFILES": profile, **PROFILES[profile]}
    lines += [f"{name}={value}" for name, value in own.items()]
    for name, (meaning, make) in SECRETS.items():
        lines += [f"# {meaning}", f"{name}={known.get(name) or make()}"]
    rest = {name: value for name, value in known.items() if name not in {*SECRETS, *own}}
    lines += [f"{name}={value}" for name, value in rest.items()]
    return "\n".join(lines) + "\n"


def write_env(file: Path, text: str) -> None:
    """Replace `file` with one that only its owner may read."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    fresh.replace(file)


def main() -> int:
    """Carry out the command line."""
    parser = argparse.ArgumentParser(description="Write .env for Compose")
    parser.add_argument("--profile", choices=[*PROFILES], help="default: what .env says, or full")
    parser.add_argument("--file", type=Path, default=Path(".env"))
    options = parser.parse_args()
    known = read_env(options.file)
    before = known.get("COMPOSE_PROFILES")
    profile = options.profile or before or "full"
    if profile not in PROFILES:
        print(
            f"{options.file}: there is no profile {profile!r}; write COMPOSE_PROFILES=full or =small",
            file=sys.stderr,
        )
        return 2
    write_env(options.file, render_env(known, profile))
    print(f"{options.file} is written (profile {profile}). Next:\n")
    if (before, profile) == ("full", "small"):
        print("    docker compose --profile full rm --stop --force airflow-worker valkey")
    print("    docker compose up --build --detach --wait --remove-orphans")
    return 0


if __name__ == "__main__":
    sys.exit(main())
