"""How commands end where something is wrong: the status, one line that names it, and never a traceback."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_server import Hostile, status
from newsroom import RULE, Newsroom, html

TITLE = "Талибан: «отвергли» " + "очень " * 40 + "длинный заголовок"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Give a newsroom whose one article has a long title that is not ASCII: read once."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path_factory.mktemp("ends"))
        room.publish("/one.xml", 1)
        text = "The Taliban rejected on Monday\nwhat the governor had said. " + "He had said it twice. " * 60
        web.serve("/a/1", html(TITLE, text))
        room.configure()
        room.run()
        yield room


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--every", ""],
        ["run", "--every", "0s"],
        ["run", "--every", "999999999w"],
        ["search", "x", "--since", "0001-01-01T00:00:00+05:00"],
        ["search", "x", "--until", ""],
        ["export", "--since", ""],
        ["reprocess", "--since", ""],
        ["replay", "--reason", "nonsense"],
        ["backfill", "--sitemap", "nonsense"],
        ["status", "--config"],
        ["status", "--home"],
        ["--home=", "status"],
    ],
)
def test_a_wrong_value_is_told_in_one_line(room: Newsroom, arguments: list[str]) -> None:
    """A value that makes no sense is named in one line, with status 2; a shared option takes no command for its own."""
    called = room.call(*arguments, status=2)
    assert (called.out, called.err.count("\n")) == ("", 1)
    assert called.err.startswith("wirewatch: ")


@pytest.mark.parametrize(
    ("variable", "value", "ends"),
    [
        ("INDEX_URL", "nonsense", 2),
        ("INDEX_URL", "http://127.0.0.1:nonsense", 2),
        ("LANDING_URL", "nonsense://bucket", 2),
        ("STATE_URL", "nonsense", 2),
        ("HOME", "{file}", 1),
        ("HOME", "{file}/inside", 1),
        ("STATE_URL", "sqlite:///{file}", 1),
    ],
)
def test_a_setting_that_leads_nowhere_is_named(
    fresh: Newsroom, tmp_path: Path, variable: str, value: str, ends: int
) -> None:
    """A setting that is wrong, or names no folder or no ledger, is told in one line before anything is asked."""
    (tmp_path / "file").write_text("This is no database. " * 100)
    fresh.publish("/one.xml", 1)
    fresh.configure()
    fresh.environment[f"WIREWATCH_{variable}"] = value.format(file=tmp_path / "file")
    for command in (["run", "--once"], ["reprocess"]):
        called = fresh.call(*command, status=ends)
        assert (called.out, called.err.count("\n")) == ("", 1)
        assert f"WIREWATCH_{variable}" in called.err or str(tmp_path / "file") in called.err
    assert fresh.web.requests == []


def test_a_run_that_reaches_no_feed_fails(fresh: Newsroom) -> None:
    """Where not one feed can be polled the run ends with status 1 and asks for the network; one that can is enough."""
    for feed in ("/one.xml", "/two.xml"):
        fresh.web.on(feed, status(404))
        fresh.read(feed)
    fresh.configure()
    called = fresh.call("run", "--once", status=1)
    assert "none of the 2 feeds could be polled" in called.err
    fresh.publish("/two.xml", 1)
    assert fresh.call("run", "--once").err == ""


def test_groups_that_the_catalogue_lacks_are_told(fresh: Newsroom) -> None:
    """A rule or search for a group that is none can find nothing: the run, the search and the check say so."""
    fresh.publish("/one.xml", 1)
    fresh.configure()
    fresh.alerts({"alerts": [{**RULE, "query": "groups:talban"}], "channels": {"desk": {"url": "log:"}}})
    told = "groups.yaml has no group 'talban'"
    assert f"alerts.yaml:3: rule 'taliban': {told}" in fresh.call("run", "--once").err
    assert f"alerts.yaml:3: rule 'taliban': {told}" in fresh.call("alerts", "check", status=2).err
    assert told in fresh.call("search", "groups:talban").err
    assert f"{told}; did you mean 'taliban'?" in fresh.call("search", "taliban", "--group", "talban").err
    assert fresh.call("search", "groups:taliban OR groups:talban").err == ""


def test_why_takes_an_address_as_browsers_show_it(room: Newsroom) -> None:
    """A link is found without its scheme, and by the other one; what is no text at all is no traceback."""
    bare = room.url(1).removeprefix("http://")
    for form in (bare, f"https://{bare}", f"HTTP://{bare}#top", f" {room.url(1)}?utm_source=x"):
        assert room.why(form)["canonical_url"] == room.url(1)
    assert "no feed has shown" in room.call("why", "\udcff", status=1).err


def test_a_lost_index_is_seen(room: Newsroom, tmp_path: Path) -> None:
    """`status` says of an index that was lost that it is empty, and how it is filled."""
    assert "reprocess" not in room.call("status").out
    shutil.copytree(room.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home/index")
    assert "`wirewatch reprocess`" in room.call("status", "--home", str(tmp_path / "home")).out


def test_reprocess_without_the_pages_says_what_it_kept(room: Newsroom, tmp_path: Path) -> None:
    """Articles whose pages the landing zone has lost stay as they are, and count as kept, not as processed."""
    shutil.copytree(room.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home/landing")
    lines = room.call("reprocess", "--home", str(tmp_path / "home")).lines
    assert [line["kept"] for line in lines if line["stage"] == "process"] == [
        1,
        1,
    ]  # 2nd: of the article, too
    assert room.call("status", "--home", str(tmp_path / "home"), "--json").json["fates"]["indexed"] == 1


def test_reprocess_fills_a_lost_index_from_old_articles(room: Newsroom, tmp_path: Path) -> None:
    """Where a page cannot be processed again, the article that was made of it goes into the new index."""
    shutil.copytree(room.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home/index")
    shutil.rmtree(tmp_path / "home/landing/raw")
    lines = room.call("reprocess", "--home", str(tmp_path / "home")).lines
    assert {"kept", "indexed"} <= {name for line in lines for name in line}
    told = room.call("status", "--home", str(tmp_path / "home"), "--json").json
    assert (told["index"]["documents"], told["fates"]["indexed"]) == (1, 1)


def test_a_known_feed_is_not_asked_again(fresh: Newsroom) -> None:
    """`feeds add` of what is in feeds.yaml already says so without asking it: it may be down."""
    fresh.publish("/one.xml", 1)
    fresh.configure()
    assert "there already" in fresh.call("feeds", "add", f"{fresh.web.url}/one.xml").out
    assert fresh.web.requests == []


# What others read


def test_in_a_pipe_no_line_is_broken(room: Newsroom) -> None:
    """Tables and hits are not confined to a width where no terminal asks for it, so that lines can be searched for."""
    assert TITLE in room.call("alerts", "log").out
    found = room.call("search", "rejected").out
    assert f"\n{TITLE}\n" in found
    assert "on Monday what the governor" in found
    assert f"\nseen {room.documents()[0]['first_seen_at'][:10]}  One  {room.url(1)}\n" in found


@pytest.mark.parametrize(
    "arguments", [["status"], ["search", "taliban", "--json"], ["export"], ["feeds", "export"], ["--help"]]
)
def test_a_reader_that_goes_is_no_failure(room: Newsroom, arguments: list[str]) -> None:
    """Where nobody reads any more, as behind `head`, a command ends with status 0 and says nothing."""
    unread, written = os.pipe()
    os.close(unread)
    process = room.start(*arguments, stdout=written)
    os.close(written)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 0)


def test_what_is_printed_is_utf8_whatever_the_locale(room: Newsroom) -> None:
    """In a locale of another encoding JSON, CSV and tables are UTF-8 all the same."""
    room.environment["PYTHONIOENCODING"] = "ascii"
    try:
        outs = [room.start(*command).communicate(timeout=60) for command in (
            ["search", "taliban", "--json"], ["export", "--format", "csv"], ["alerts", "log"]
        )]  # fmt: skip
    finally:
        del room.environment["PYTHONIOENCODING"]
    found, exported, log = (out.decode() for out, _ in outs)
    assert json.loads(found)["hits"][0]["title"] == TITLE
    assert [row["title"] for row in csv.DictReader(io.StringIO(exported))] == [TITLE]
    assert TITLE in log


INTERRUPTED = """
import os, signal
from multiprocessing import forkserver
from wirewatch.workers.pool import forking
context = forking()
os.kill(forkserver._forkserver._forkserver_pid, signal.SIGINT)
with context.Pool(1) as pool:
    print(pool.apply(abs, [-7]))
"""


def test_workers_do_not_hear_ctrl_c() -> None:
    """Ctrl-C, which a terminal sends to every process, neither ends nor upsets the one that workers are forked from."""
    told = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr, told.returncode) == ("7\n", "", 0)


def test_ctrl_c_is_quiet(fresh: Newsroom) -> None:
    """A run that is interrupted with all its processes, as by a terminal, ends with status 130 and says nothing."""
    fresh.publish("/one.xml", 1)
    fresh.configure()
    with fresh.start("run", "--every", "1h") as running:
        try:
            assert running.stdout is not None
            assert b"poll" in running.stdout.readline()
            os.killpg(running.pid, signal.SIGINT)
            _, told = running.communicate(timeout=60)
        finally:
            running.kill()
    assert (running.returncode, told) == (130, b"")
