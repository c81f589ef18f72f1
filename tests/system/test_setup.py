"""The set-up itself: the Makefile's first steps, and the real servers that other tests are given."""

import os
import re
import shutil
import signal
import subprocess
import sys

import elasticsearch_server
import psutil
import psycopg
import pytest
import sqlalchemy
from daemon import UnavailableError
from elasticsearch import AuthenticationException, Elasticsearch
from paths import ROOT

pytest_plugins = ["pytester"]
DOCUMENT = {"title": "Kabul (Agency)", "count": 1}


@pytest.fixture
def client(elasticsearch_url):
    with Elasticsearch(elasticsearch_url) as client:
        yield client
        client.indices.delete(index="test-setup", ignore_unavailable=True)


def test_elasticsearch_finds_what_was_written(client):
    """A document written to the real server is found by a search."""
    client.index(index="test-setup", id="1", document=DOCUMENT, refresh=True)
    found = client.search(index="test-setup", query={"match": {"title": "kabul"}})
    assert [hit["_source"] for hit in found["hits"]["hits"]] == [DOCUMENT]


def test_elasticsearch_killed_and_started_again_keeps_its_documents(elasticsearch):
    """A write acknowledged before SIGKILL is there when the same data is started again on the same port."""
    with Elasticsearch(elasticsearch.url) as client:
        client.index(index="test-setup-killed", id="1", document=DOCUMENT)
        elasticsearch.kill()
        with pytest.raises(OSError, match="refused"):
            elasticsearch.ready()
        elasticsearch.start()
        assert client.get(index="test-setup-killed", id="1")["_source"] == DOCUMENT
        client.indices.delete(index="test-setup-killed")


def test_elasticsearch_with_security_wants_the_password(secure_elasticsearch, certificates):
    """With security on, the server speaks TLS, answers who has the password, and refuses everybody else."""
    server = secure_elasticsearch
    with Elasticsearch(
        server.url, ca_certs=str(certificates / "ca.pem"), basic_auth=(server.user, server.password)
    ) as client:
        assert client.cluster.health()["status"] in ("green", "yellow")
    with (
        Elasticsearch(server.url, ca_certs=str(certificates / "ca.pem")) as stranger,
        pytest.raises(AuthenticationException),
    ):
        stranger.cluster.health()


def test_postgres_gives_every_test_a_database_of_its_own(postgres_url):
    """The URL leads SQLAlchemy to a PostgreSQL with an empty database."""
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.scalar(sqlalchemy.text("select 1")) == 1
        assert "PostgreSQL" in connection.scalar(sqlalchemy.text("select version()"))
        tables = "select count(*) from information_schema.tables where table_schema = 'public'"
        assert connection.scalar(sqlalchemy.text(tables)) == 0
    engine.dispose()


def test_postgres_killed_and_started_again_keeps_its_rows(postgres, postgres_url):
    """A committed row is there after SIGKILL and a new start."""
    url = postgres_url.replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        connection.execute("create table kept as select 7 as number")
    postgres.kill()
    postgres.start()
    with psycopg.connect(url) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_servers_do_not_outlive_the_process_that_started_them(ending):
    """A server and all its children are gone soon after its starter ends, even by SIGKILL."""
    code = (
        "import postgres_server, sys, time\n"
        "with postgres_server.PostgresServer() as server:\n"
        "    print(server.process.pid, server.home, flush=True)\n"
        "    time.sleep(60)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as starter:
        number, home = starter.stdout.readline().decode().split()
        server = psutil.Process(int(number))
        family = [server, *server.children(recursive=True)]
        starter.send_signal(ending)
        _, alive = psutil.wait_procs(family, timeout=20)
    shutil.rmtree(home)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def test_a_skip_fails_where_everything_has_to_run(pytester):
    """With CI=true a test or a module that skips itself fails and tells its reason; without, it is a skip."""
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text())
    pytester.makepyfile(
        test_one="import pytest\ndef test_one():\n    pytest.skip('no server')",
        test_two="import pytest\npytest.importorskip('no_such_module')",
        test_three="import pytest\n@pytest.mark.xfail\ndef test_three():\n    assert False",
    )
    options = ("-p", "no:cacheprovider", "--import-mode=importlib")
    for in_ci, outcomes in (
        ("true", {"failed": 1, "errors": 1, "xfailed": 1}),
        ("", {"skipped": 2, "xfailed": 1}),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CI", in_ci)
            patch.setenv("PYTHONPATH", str(ROOT / "scripts"))
            result = pytester.runpytest_subprocess(*options, "--continue-on-collection-errors")
        result.assert_outcomes(**outcomes)
        if in_ci:
            result.stdout.fnmatch_lines(["*no server*", "*a skip is a failure*"])


def test_the_users_settings_do_not_reach_tests(pytester):
    """A WIREWATCH_ variable of the user's is gone within a test, but for those that are meant for tests."""
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text())
    pytester.makepyfile(
        "import os\ndef test_one():\n"
        "    assert [name for name in os.environ if name.startswith('WIREWATCH_')] == ['WIREWATCH_TEST_THIS']"
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("WIREWATCH_")]:
            patch.delenv(name)
        patch.setenv("PYTHONPATH", str(ROOT / "scripts"))
        patch.setenv("WIREWATCH_HOME", "/somewhere")
        patch.setenv("WIREWATCH_TEST_THIS", "yes")
        result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1)


def test_make_help_names_every_target():
    """`make` alone lists each target that the Makefile declares, with a line about it."""
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.+)", makefile, re.M).group(1).split())
    # A make above us, as in `make test`, would speak through these variables.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    shown = subprocess.run(
        ["make"], cwd=ROOT, capture_output=True, text=True, check=True, env=environment
    ).stdout
    assert {line.split()[1] for line in shown.splitlines() if len(line.split()) > 3} == targets


def test_a_java_that_is_too_old_is_passed_over(tmp_path, monkeypatch):
    """Only a java that tells of itself a version from 21 on is taken, wherever the user points."""
    for version in (17, 21):
        java = tmp_path / str(version) / "bin" / "java"
        java.parent.mkdir(parents=True)
        java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}.0.1\" 2025-01-01' >&2\n")
        java.chmod(0o755)
    told = [elasticsearch_server.java_version(tmp_path / name) for name in ("17", "21", "none")]
    assert told == [17, 21, 0]
    monkeypatch.setattr(elasticsearch_server, "is_reachable", lambda _: True)
    monkeypatch.setenv("ES_JAVA_HOME", str(tmp_path / "17"))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "21"))
    assert elasticsearch_server.find_java() == tmp_path / "21"


def test_a_download_that_is_not_the_pinned_one_is_refused(tmp_path, monkeypatch):
    """A file with another SHA-256 than the pinned one is never unpacked."""
    mvn = tmp_path / "mvn"
    mvn.write_text(f"#!/bin/sh\necho other > elasticsearch-{elasticsearch_server.VERSION}.zip\n")
    mvn.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(elasticsearch_server, "cache_folder", lambda: tmp_path / "cache")
    with pytest.raises(UnavailableError, match="not the server that was pinned"):
        elasticsearch_server.install_server()
    assert not list((tmp_path / "cache").iterdir())
