"""What every test may ask for: real servers, each started only when the first test needs it.

Where a server cannot be had, its tests are skipped and say how to enable them. With CI=true nothing may
be skipped: there a skip is a failure, whatever its reason.

`make test` runs two workers side by side. Each file of tests goes to one of them whole, and files that share what
is slow to start go together (`group_of`). Each worker has servers of its own.
"""

import functools
import os
import re
import secrets
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import elasticsearch_server
import hypothesis
import postgres_server
import pytest
from daemon import Daemon, UnavailableError

from wirewatch.ledger.connect import Ledger, open_ledger

if TYPE_CHECKING:
    from filled_outbox import Clock
    from newsroom import Newsroom

# Where a shell starts the tests in its background, they ignore Ctrl-C, and so would each program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Where programs may not keep what they compile, each of the hundreds that tests start compiles all of Wirewatch again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

IN_CI = os.environ.get("CI", "").lower() in ("1", "true")

hypothesis.settings.register_profile("home", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "home")


def forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure with the same reason; an expected failure (xfail) stays what it is."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\n(with CI=true a skip is a failure)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let no test be skipped in CI."""
    report = yield
    if IN_CI:
        forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let no module of tests skip itself in CI."""
    report = yield
    if IN_CI:
        forbid_skip(report)
    return report


KILLS = ("test_chaos.py", "test_kill.py", "test_kill_servers.py", "test_kills.py")
AIRFLOW = (
    "test_airflow.py",
    "test_airflow_continuous.py",
    "test_celery.py",
    "test_dags.py",
    "test_dags_trouble.py",
)
ELASTICSEARCH = re.compile(
    r"\b(elasticsearch|(secure|swept)_elasticsearch|elasticsearch_url)\b['\"]?[,:)]|STORE_KINDS"
)
NEWSROOM = re.compile(r"\bdef test_\w+\([^)]*\bnewsroom[,:)](?!.*^def newsroom\()", re.M | re.S)
GROUPS = ("kills", "airflow", "elasticsearch", "newsroom")
"""The groups of more than one file, the longest first: what begins last should be short."""
ROOMS = ("system", "wirewatch", "scrapers", "processors")
"""The folders of all other files, the slowest first."""


@functools.cache
def group_of(file: Path) -> str:
    """Return the name of the group that a file's tests belong to, by its text: one worker runs a group whole.

    So a server is mostly started once. Where the text misleads it is started twice, and nothing else happens.

    Tests that kill, and those that try how long trouble lasts, are in one group: no two of them are at work at once.
    """
    if file.name in KILLS:
        return "kills"
    if file.name in AIRFLOW:
        return "airflow"
    text = file.read_text("utf-8")
    if ELASTICSEARCH.search(text):
        return "elasticsearch"
    return "newsroom" if NEWSROOM.search(text) else str(file)


def _place(file: Path) -> tuple[int, str]:
    """Tell where a file's tests stand among all, where workers run them."""
    group, room = group_of(file), file.relative_to(Path(__file__).parent).parts[0]
    if group in GROUPS:
        return GROUPS.index(group), ""
    return len(GROUPS) + (ROOMS.index(room) if room in ROOMS else len(ROOMS)), ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the long groups first, for workers; within a group, and without workers, the order stays."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _place(item.path))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker a group at a time, whatever `--dist` says."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(config.rootpath / nodeid.partition("::")[0])

    return Groups(config, log)


@pytest.fixture(autouse=True)
def _no_settings_of_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the user's WIREWATCH_* settings out of the environment, but for what is meant for tests."""
    for name in ("COLUMNS", "LINES"):  # which a worker of xdist has, and which win over a terminal's own size
        monkeypatch.delenv(name, raising=False)
    for name in list(os.environ):
        if name.startswith("WIREWATCH_") and not name.startswith("WIREWATCH_TEST_"):
            monkeypatch.delenv(name)


def _running(make: Any, **options: Any) -> Iterator[Any]:
    """Start the server that `make` makes, or skip; close it at the end of the session."""
    try:
        server: Daemon = make(**options)
    except UnavailableError as error:
        pytest.skip(str(error))
    with server:
        yield server


@pytest.fixture(scope="session")
def elasticsearch() -> Iterator[elasticsearch_server.ElasticsearchServer]:
    """Run an Elasticsearch of our own, without security: it may be stopped, killed and started again."""
    yield from _running(elasticsearch_server.ElasticsearchServer)


@pytest.fixture(scope="session")
def elasticsearch_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an Elasticsearch that tests may write to: WIREWATCH_TEST_INDEX_URL, or our own.

    It is shared by all tests of a session, so each uses names of its own.
    """
    named = os.environ.get("WIREWATCH_TEST_INDEX_URL")
    return named or request.getfixturevalue("elasticsearch").url


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with `ca.pem` and, signed by that for 127.0.0.1, `server.pem` and `server.key`."""
    import certificates as maker

    folder = tmp_path_factory.mktemp("certificates")
    maker.ensure_certificates(folder, ("localhost", "127.0.0.1"))
    return folder


@pytest.fixture(scope="session")
def secure_elasticsearch(certificates: Path) -> Iterator[elasticsearch_server.ElasticsearchServer]:
    """Run one with security, TLS and language analyzers: `.user` with `.password` may do everything.

    Its certificate is signed by `ca.pem` in the folder of the fixture `certificates`.
    """
    yield from _running(
        elasticsearch_server.ElasticsearchServer,
        password=secrets.token_urlsafe(16),
        certificates=certificates,
        languages=True,
    )


@pytest.fixture
def swept_elasticsearch(
    secure_elasticsearch: elasticsearch_server.ElasticsearchServer, certificates: Path
) -> Iterator[elasticsearch_server.ElasticsearchServer]:
    """Give the secured server to a test that writes to it, and leave none of our indices on it."""
    yield secure_elasticsearch
    from elasticsearch import Elasticsearch

    from processors.stores.store import ALIAS

    server = secure_elasticsearch
    login = (server.user, server.password)
    with Elasticsearch(server.url, ca_certs=str(certificates / "ca.pem"), basic_auth=login) as client:
        for index in client.indices.get(index=f"{ALIAS}-*"):
            client.indices.delete(index=index)
        client.options(ignore_status=404).indices.delete_index_template(name=ALIAS)


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.PostgresServer]:
    """Run a PostgreSQL of our own: it may be stopped, killed and started again."""
    yield from _running(postgres_server.PostgresServer)


@pytest.fixture
def postgres_url(postgres: postgres_server.PostgresServer) -> Iterator[str]:
    """Make an empty PostgreSQL database for this test alone; yield its SQLAlchemy URL."""
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: `make test` does it")
    server, name = postgres.url.replace("+psycopg", ""), f"test_{secrets.token_hex(8)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"create database {name}")
    yield f"{postgres.url}/{name}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """Open an empty ledger, on each of the two databases."""
    url = (
        f"sqlite:///{tmp_path}/l.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    )
    opened = open_ledger(url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Run an Airflow in which DAGs are tried out one by one: see dag_runner.DagRunner."""
    from dag_runner import DagRunner

    yield from _running(DagRunner, home=tmp_path_factory.mktemp("runner"))


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Newsroom"]:
    """Four stories of two outlets, one of them at both, one of them old: read once, for tests that only look."""
    from hostile_server import Hostile
    from newsroom import RULE, Newsroom
    from sample_stories import GROUPS_WITH_BRANCH, publish_four_stories

    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path_factory.mktemp("room"))
        newsroom.write_groups(GROUPS_WITH_BRANCH)
        desk = {"url": newsroom.hook_url()}
        newsroom.write_alerts({"alerts": [RULE | {"not_older": "any"}], "channels": {"desk": desk}})
        publish_four_stories(newsroom)
        newsroom.run_pipeline()
        yield newsroom


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the system's Chromium."""
    from chromium import find_chromium

    try:
        return find_chromium()
    except UnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """Run the system's Chromium, headless: a browser of Playwright's, which brings none of its own.

    While it runs, so does an event loop in this thread: what needs one of its own is asked for before.
    """
    from playwright.sync_api import sync_playwright

    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # which root has not
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=sandbox)
        yield opened
        opened.close()


@pytest.fixture
def fresh_newsroom(tmp_path: Path) -> Iterator["Newsroom"]:
    """Give a newsroom of which nothing has been read yet, for tests that change something."""
    from hostile_server import Hostile
    from newsroom import Newsroom

    with Hostile() as web:
        yield Newsroom(web, tmp_path)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    """Stand the clock at noon."""
    from filled_outbox import stop_clock

    return stop_clock(monkeypatch)
