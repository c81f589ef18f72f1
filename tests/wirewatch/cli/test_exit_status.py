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
from newsroom import RULE, Newsroom, article_page

from wirewatch.interrupt import LINE

TITLE = "Талибан: «отвергли» " + "очень " * 40 + "длинный заголовок"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Give a newsroom whose one article has a long title that is not ASCII: read once."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path_factory.mktemp("ends"))
        newsroom.publish("/one.xml", 1)
        text = "The Taliban rejected on Monday\nwhat the governor had said. " + "He had said it twice. " * 60
        web.serve("/a/1", article_page(TITLE, text))
        newsroom.write_feeds()
        newsroom.run_pipeline()
        yield newsroom


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
def test_a_wrong_value_is_told_in_one_line(newsroom: Newsroom, arguments: list[str]) -> None:
    """A value that makes no sense is named in one line, with status 2; a shared option takes no command for its own."""
    called = newsroom.run_command(*arguments, status=2)
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
    fresh_newsroom: Newsroom, tmp_path: Path, variable: str, value: str, ends: int
) -> None:
    """A setting that is wrong, or names no folder or no ledger, is told in one line before anything is asked."""
    (tmp_path / "file").write_text("This is no database. " * 100)
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.environment[f"WIREWATCH_{variable}"] = value.format(file=tmp_path / "file")
    for command in (["run", "--once"], ["reprocess"]):
        called = fresh_newsroom.run_command(*command, status=ends)
        assert (called.out, called.err.count("\n")) == ("", 1)
        assert f"WIREWATCH_{variable}" in called.err or str(tmp_path / "file") in called.err
    assert fresh_newsroom.web.requests == []


def test_a_run_that_reaches_no_feed_fails(fresh_newsroom: Newsroom) -> None:
    """Where not one feed can be polled the run ends with status 1 and asks for the network; one that can is enough."""
    for feed in ("/one.xml", "/two.xml"):
        fresh_newsroom.web.on(feed, status(404))
        fresh_newsroom.add_feed(feed)
    fresh_newsroom.write_feeds()
    called = fresh_newsroom.run_command("run", "--once", status=1)
    assert "none of the 2 feeds could be polled" in called.err
    fresh_newsroom.publish("/two.xml", 1)
    assert fresh_newsroom.run_command("run", "--once").err == ""


def test_groups_that_the_catalogue_lacks_are_told(fresh_newsroom: Newsroom) -> None:
    """A rule or search for a group that is none can find nothing: the run, the search and the check say so."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.write_alerts(
        {"alerts": [{**RULE, "query": "groups:talban"}], "channels": {"desk": {"url": "log:"}}}
    )
    told = "groups.yaml has no group 'talban'"
    assert f"alerts.yaml:3: rule 'taliban': {told}" in fresh_newsroom.run_command("run", "--once").err
    assert (
        f"alerts.yaml:3: rule 'taliban': {told}"
        in fresh_newsroom.run_command("alerts", "check", status=2).err
    )
    assert (
        f"alerts.yaml:3: rule 'taliban': {told}"
        in fresh_newsroom.run_command("alerts", "test", "taliban", status=2).err
    )
    told += "; did you mean 'taliban'?"
    for asked in (
        ["groups:talban"],
        ["about:talban"],
        ["mentions:(group:talban AND place:title)"],
        ["groups:taliban OR groups:talban"],
        ["taliban", "--group", "talban"],
    ):
        called = fresh_newsroom.run_command("search", *asked, "--json", status=2)
        assert (called.out, called.err) == ("", f"wirewatch: {told}\n")
    assert fresh_newsroom.run_command("search", "groups:talb*").err == ""


def test_why_takes_an_address_as_browsers_show_it(newsroom: Newsroom) -> None:
    """A link is found without its scheme, and by the other one; what is no text at all is no traceback."""
    bare = newsroom.page_url(1).removeprefix("http://")
    for form in (bare, f"https://{bare}", f"HTTP://{bare}#top", f" {newsroom.page_url(1)}?utm_source=x"):
        assert newsroom.why(form)["canonical_url"] == newsroom.page_url(1)
    assert "no feed has shown" in newsroom.run_command("why", "\udcff", status=1).err
    assert "there is no link; write one" in newsroom.run_command("why", " ", status=2).err


def test_a_lost_index_is_seen(newsroom: Newsroom, tmp_path: Path) -> None:
    """`status` says of an index that was lost that it is empty, and how it is filled."""
    assert "reprocess" not in newsroom.run_command("status").out
    shutil.copytree(newsroom.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home/index")
    assert "`wirewatch reprocess`" in newsroom.run_command("status", "--home", str(tmp_path / "home")).out


def test_reprocess_without_the_pages_says_what_it_kept(newsroom: Newsroom, tmp_path: Path) -> None:
    """Articles whose pages the landing zone has lost stay as they are, and count as kept, not as processed."""
    shutil.copytree(newsroom.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home/landing")
    lines = newsroom.run_command("reprocess", "--home", str(tmp_path / "home")).lines
    assert [line["kept"] for line in lines if line["stage"] == "process"] == [
        1,
        1,
    ]  # 2nd: of the article, too
    assert (
        newsroom.run_command("status", "--home", str(tmp_path / "home"), "--json").json["fates"]["indexed"]
        == 1
    )


def test_reprocess_fills_a_lost_index_from_old_articles(newsroom: Newsroom, tmp_path: Path) -> None:
    """Where a page cannot be processed again, the article that was made of it goes into the new index."""
    shutil.copytree(newsroom.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home/index")
    shutil.rmtree(tmp_path / "home/landing/raw")
    lines = newsroom.run_command("reprocess", "--home", str(tmp_path / "home")).lines
    assert {"kept", "indexed"} <= {name for line in lines for name in line}
    told = newsroom.run_command("status", "--home", str(tmp_path / "home"), "--json").json
    assert (told["index"]["documents"], told["fates"]["indexed"]) == (1, 1)


def test_a_known_feed_is_not_asked_again(fresh_newsroom: Newsroom) -> None:
    """`feeds add` of what is in feeds.yaml already says so without asking it: it may be down."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    assert (
        "there already" in fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/one.xml").out
    )
    assert fresh_newsroom.web.requests == []


# What others read


def test_in_a_pipe_no_line_is_broken(newsroom: Newsroom) -> None:
    """Tables and hits are not confined to a width where no terminal asks for it, so that lines can be searched for."""
    assert TITLE in newsroom.run_command("alerts", "log").out
    found = newsroom.run_command("search", "rejected").out
    assert f"\n{TITLE}\n" in found
    assert "on Monday what the governor" in found
    assert f"\nseen {newsroom.documents()[0]['first_seen_at'][:10]}  One  {newsroom.page_url(1)}\n" in found


@pytest.mark.parametrize(
    "arguments", [["status"], ["search", "taliban", "--json"], ["export"], ["feeds", "export"], ["--help"]]
)
def test_a_reader_that_goes_is_no_failure(newsroom: Newsroom, arguments: list[str]) -> None:
    """Where nobody reads any more, as behind `head`, a command ends with status 0 and says nothing."""
    unread, written = os.pipe()
    os.close(unread)
    process = newsroom.start_command(*arguments, stdout=written)
    os.close(written)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 0)


@pytest.mark.parametrize(
    ("arguments", "closed", "ends"),
    [
        (["search", "*"], [1], 0),
        (["alerts", "list", "--json"], [1], 0),
        (["search", "no:field"], [2], 2),
        (["version"], [1, 2], 2),
    ],
)
def test_an_output_that_the_caller_has_closed_is_no_failure(
    newsroom: Newsroom, arguments: list[str], closed: list[int], ends: int
) -> None:
    """What would be printed there goes nowhere; the status is the usual one, and there is no traceback."""
    program = (
        f"import os, sys; [os.close(number) for number in {closed}]; "
        "os.execv(sys.executable, [sys.executable, '-m', 'wirewatch', *sys.argv[1:]])"
    )
    ended = newsroom.start_python("-c", program, *arguments)
    assert (*ended.communicate(timeout=60), ended.returncode) == (b"", b"", ends)


@pytest.mark.parametrize("arguments", [["export"], ["export", "--format", "csv"], ["search", "*", "--json"]])
def test_a_full_disk_is_told_in_one_line(newsroom: Newsroom, arguments: list[str]) -> None:
    """Where what a command prints goes to a disk that is full, that is what it says, with status 1."""
    with Path("/dev/full").open("wb") as full:
        ended = newsroom.start_command(*arguments, stdout=full)
        _, err = ended.communicate(timeout=60)
    told = "wirewatch: what this command prints cannot be written: No space left on device\n"
    assert (ended.returncode, err.decode()) == (1, told)


def test_what_is_printed_is_utf8_whatever_the_locale(newsroom: Newsroom) -> None:
    """In a locale of another encoding JSON, CSV and tables are UTF-8 all the same."""
    newsroom.environment["PYTHONIOENCODING"] = "ascii"
    try:
        outs = [newsroom.start_command(*command).communicate(timeout=60) for command in (
            ["search", "taliban", "--json"], ["export", "--format", "csv"], ["alerts", "log"]
        )]  # fmt: skip
    finally:
        del newsroom.environment["PYTHONIOENCODING"]
    found, exported, log = (out.decode() for out, _ in outs)
    assert json.loads(found)["hits"][0]["title"] == TITLE
    assert [row["title"] for row in csv.DictReader(io.StringIO(exported))] == [TITLE]
    assert TITLE in log


INTERRUPTED = """
import os, signal
from multiprocessing import forkserver
from wirewatch.workers.pool import fork_context
context = fork_context()
os.kill(forkserver._forkserver._forkserver_pid, signal.SIGINT)
with context.Pool(1) as pool:
    print(pool.apply(abs, [-7]))
"""


def test_workers_do_not_hear_ctrl_c() -> None:
    """Ctrl-C, which a terminal sends to every process, neither ends nor upsets the one that workers are forked from."""
    told = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr, told.returncode) == ("7\n", "", 0)


def test_ctrl_c_is_quiet(fresh_newsroom: Newsroom) -> None:
    """A run that is interrupted with all its processes, as by a terminal, ends with status 130 and one line."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    with fresh_newsroom.start_command("run", "--every", "1h") as running:
        try:
            assert running.stdout is not None
            assert b"poll" in running.stdout.readline()
            os.killpg(running.pid, signal.SIGINT)
            _, told = running.communicate(timeout=60)
        finally:
            running.kill()
    assert (running.returncode, told.decode()) == (130, f"{LINE}\n")


ORPHANED = """
import os, sys
from multiprocessing.synchronize import SemLock
from wirewatch.workers.pool import fork_context
context = fork_context()
lock = context.Lock()
SemLock._cleanup(lock._semlock.name)
process = context.Process(target=print, args=(lock,))
process.start()
process.join()
print(process.exitcode != 0, flush=True)
os._exit(0)
"""


def test_a_worker_that_comes_too_late_is_quiet() -> None:
    """A worker that begins while its program ends, and finds the locks that it was given gone, prints no traceback."""
    told = subprocess.run([sys.executable, "-c", ORPHANED], capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr, told.returncode) == ("True\n", "", 0)
