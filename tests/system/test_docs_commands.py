"""README and docs/ as a reader follows them: each block of commands is run, and what it shows is what it prints.

README is read first, from an empty home; every page goes on where README ends. With WIREWATCH_TEST_REWRITE_DOCS=1
(`make docs`) what is shown is written anew, instead of being compared.
"""

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import elasticsearch_server
import postgres_server
import psycopg
import pytest
import yaml
from doc_blocks import Block, Command, as_block, as_shown, commands, is_laid_out, is_shown, read_blocks
from docs_reader import Reader
from docs_site import serving
from paths import ROOT

README = ROOT / "README.md"
PAGES = sorted((ROOT / "docs").glob("*.md"))
REWRITE = os.environ.get("WIREWATCH_TEST_REWRITE_DOCS") == "1"
MOST_NOT_RUN = 22
"""Blocks that need what a test cannot have: a Docker engine, a cluster of Kubernetes, the internet."""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Give a reader at a home with a checkout, to whom the examples' sites are the web."""
    folder = tmp_path_factory.mktemp("reader")
    with serving(folder) as web:
        outer = {
            name: os.environ[name] for name in ("PATH", "ES_JAVA_HOME", "JAVA_HOME") if name in os.environ
        }
        yield Reader(
            folder,
            outer
            | {
                "LANG": "C.UTF-8",
                "TERM": "xterm",
                "PYTHONPATH": str(ROOT / "tests" / "support" / "resolver"),
                "WIREWATCH_TEST_HOSTS": web.hosts,
                "WIREWATCH_ALLOW_PRIVATE_NETWORKS": "1",
                "SSL_CERT_FILE": str(web.authority),
                "REQUESTS_CA_BUNDLE": str(web.authority),
            },
        )


@pytest.fixture(scope="module")
def toured(reader: Reader) -> Reader:
    """Give the reader as README leaves them."""
    follow(reader, README)
    reader.keep()
    return reader


@pytest.fixture
def servers(
    toured: Reader,
    swept_elasticsearch: elasticsearch_server.ElasticsearchServer,
    certificates: Path,
    postgres: postgres_server.PostgresServer,
) -> Iterator[None]:
    """Run an Elasticsearch where the reader finds https://localhost:9200, and a PostgreSQL as db.example."""
    shutil.copy(certificates / "ca.pem", toured.home / "news" / "ca.pem")
    toured.export(
        WIREWATCH_TEST_HOSTS=f"{toured.hosts} localhost:9200={urlsplit(swept_elasticsearch.url).port}",
        ES_PASSWORD=swept_elasticsearch.password,
        PGHOSTADDR="127.0.0.1",
        PGPORT=str(urlsplit(postgres.url).port),
    )
    with psycopg.connect(postgres.url.replace("+psycopg", "") + "/postgres", autocommit=True) as connection:
        connection.execute("drop database if exists wirewatch with (force)")
        connection.execute("drop role if exists wirewatch")
        connection.execute("create role wirewatch login superuser password 'secret'")
        connection.execute("create database wirewatch owner wirewatch")
        yield
        connection.execute("drop database wirewatch with (force)")
        connection.execute("drop role wirewatch")


@pytest.mark.timeout(900)
def test_readme(toured: Reader) -> None:
    """Every command of README works in the order in which it stands, and prints what is shown."""


@pytest.mark.timeout(900)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(toured: Reader, page: Path, request: pytest.FixtureRequest) -> None:
    """Every command of a page works in the order in which it stands, where README ended, and prints what is shown."""
    toured.back()
    if page.stem == "operations":
        request.getfixturevalue("servers")
    follow(toured, page)


def test_what_is_not_run_has_a_reason() -> None:
    """A block of commands is run, or says why not; how many are not is known, and most are run."""
    counts: Counter[bool] = Counter()
    for file in (README, *PAGES):
        for block in read_blocks(file):
            where = f"{file.name}:{block.line}"
            assert block.language, f"{where}: a block has to say its language"
            if block.is_command:
                assert not block.words or block.reason, f"{where}: {block.words!r}"
                counts[not block.reason] += 1
    print(f"blocks of commands: {counts[True]} run, {counts[False]} not")
    assert counts[False] <= MOST_NOT_RUN < counts[True]


def follow(reader: Reader, file: Path) -> None:
    """Do what a document says, block by block."""
    text = file.read_text("utf-8")
    rewritten, end = "", 0
    for block in read_blocks(file):
        where = f"{file.relative_to(ROOT)}:{block.line}"
        shown = _follow_block(reader, block, where)
        rewritten += text[end : block.start] + shown
        end = block.start + len(block.text)
    if REWRITE:
        file.write_text(rewritten + text[end:], "utf-8")


def _follow_block(reader: Reader, block: Block, where: str) -> str:
    if block.language == "yaml":
        first = block.text.partition("\n")[0]
        if first.startswith("# config/"):
            reader.write(first.removeprefix("# "), block.text)
        yaml.safe_load(block.text)
    if not block.is_command or block.reason:
        return block.text
    asked = commands(block)
    done = [_follow_command(reader, command, following, where) for command, following in _with_next(asked)]
    return as_block(done) if block.language == "console" else block.text


def _follow_command(reader: Reader, command: Command, following: str, where: str) -> tuple[Command, str]:
    told = f"{where}: {command.text}"
    began = time.monotonic()
    seen = reader.run(command.text)
    print(f"{time.monotonic() - began:5.1f} s  {told.splitlines()[0]}", flush=True)  # `make docs` shows it
    assert seen.status == 0 or following == "echo $?", f"{told}\nends with {seen.status}\n{seen.text}"
    if command.shown is None:
        return command, ""
    if REWRITE:
        shown = as_shown(command.shown, seen.text)
        return command, command.shown if is_laid_out(command.shown, shown) else shown
    assert is_shown(command.shown, seen.text), f"{told}\nshows\n{command.shown}\nand prints\n{seen.text}"
    return command, command.shown


def _with_next(asked: list[Command]) -> Iterator[tuple[Command, str]]:
    for number, command in enumerate(asked):
        yield command, asked[number + 1].text if number + 1 < len(asked) else ""
