"""What a newcomer meets in the first minutes, where something is not as it should be: each is told with what helps."""

import errno
import os
import shutil
import socket
from pathlib import Path

import pytest
from newsroom import Newsroom
from sqlalchemy import delete, select

from wirewatch.errors import LedgerTrouble
from wirewatch.ledger.schema import feeds
from wirewatch.listen import cannot_listen

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def test_init_goes_on_where_a_feed_was_added_first(fresh_newsroom: Newsroom) -> None:
    """`feeds add` begins feeds.yaml in an empty folder; `init` leaves that and writes the files that lack."""
    shutil.rmtree(fresh_newsroom.config)
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/one.xml")
    began = (fresh_newsroom.config / "feeds.yaml").read_text()
    assert "wirewatch init" in fresh_newsroom.run_command("run", "--once", status=2).err
    assert fresh_newsroom.run_command("init").out.count("wrote ") == 2
    assert (fresh_newsroom.config / "feeds.yaml").read_text() == began
    fresh_newsroom.run_command("alerts", "check")
    assert "is there already" in fresh_newsroom.run_command("init", status=2).err


def test_what_may_not_be_read_is_told_in_one_line(
    fresh_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that belongs to another user is the user's to open up: one line with its name, and no traceback."""
    file = str(fresh_newsroom.config / "feeds.yaml")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), file)

    monkeypatch.setattr(Path, "exists", refuse)
    told = fresh_newsroom.run_command("init", status=2).err
    assert told.startswith(f"wirewatch: {file}: Permission denied; ")
    assert told.count("\n") == 1


def test_a_port_that_cannot_be_had_is_told_with_what_helps(fresh_newsroom: Newsroom) -> None:
    """A port that is taken, and an address that this machine has not, are told each with its own mend."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        told = fresh_newsroom.run_command("serve", "--listen", listen, status=1).err
    assert told.startswith(f"wirewatch: {listen} cannot be listened to: ")
    assert "another program listens there" in told
    assert "below 1024" in str(cannot_listen("127.0.0.1:80", OSError(errno.EACCES, "")))
    assert "does not have that address" in str(cannot_listen("x", OSError(errno.EADDRNOTAVAIL, "")))


def test_a_search_where_nothing_was_read_says_so(fresh_newsroom: Newsroom) -> None:
    """Nothing found and nothing there are two things: who stands in a wrong folder is told which index was asked."""
    asked = fresh_newsroom.run_command("search", "language:xx", "--json")
    assert asked.json["total"] == 0
    assert asked.err.count("\n") == 1
    assert f"{fresh_newsroom.home}/index has no articles yet; `wirewatch run --once`" in asked.err


def test_a_file_that_is_no_ledger_is_told_with_the_mend(fresh_newsroom: Newsroom) -> None:
    """What SQLite cannot read is damaged, or something else: a backup helps, or another place."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.home.mkdir()
    (fresh_newsroom.home / "ledger.db").write_text("no database at all\n" * 100)
    assert "put its backup in its place" in fresh_newsroom.run_command("status", status=1).err


def test_a_ledger_that_is_taken_away_under_a_run_is_told_with_the_mend(fresh_newsroom: Newsroom) -> None:
    """SQLite makes an empty file where there was a ledger: what was at work says what to do about it."""
    with fresh_newsroom.project() as project:
        ledger = project.ledger
        ledger.engine.dispose()
        for file in fresh_newsroom.home.glob("ledger.db*"):
            file.unlink()
        with pytest.raises(LedgerTrouble, match="put it back, or end what runs"), ledger.read() as tx:
            tx.execute(select(feeds.c.url))


def test_a_ledger_that_is_damaged_or_must_not_be_written_is_told_with_the_mend(
    fresh_newsroom: Newsroom,
) -> None:
    """A file with overwritten pages has a backup; one that this user must not write has rights."""
    with fresh_newsroom.project() as project:
        ledger = project.ledger
        with ledger.read() as tx:
            tx.exec_driver_sql("PRAGMA query_only=1")  # of the connection, which the pool gives again
        with pytest.raises(LedgerTrouble, match="let the user of this command write"), ledger.read() as tx:
            tx.execute(delete(feeds))
        ledger.engine.dispose()
        file = fresh_newsroom.home / "ledger.db"
        with file.open("r+b") as written:
            written.seek(4096)
            written.write(b"\xff" * (file.stat().st_size - 4096))
        with pytest.raises(LedgerTrouble, match="malformed; put its backup"), ledger.read() as tx:
            tx.execute(select(feeds.c.url)).all()


def test_a_proxy_that_is_passed_by_is_told(fresh_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy every site looks as if it were away: the line that asks for a network names the variable."""
    monkeypatch.setenv("https_proxy", "http://user:word@127.0.0.1:1")
    fresh_newsroom.add_feed("/none.xml")
    fresh_newsroom.write_feeds()
    told = fresh_newsroom.run_command("run", "--once", status=1).err
    assert "sites are asked without the proxy of https_proxy" in told
    assert "word" not in told
    monkeypatch.delenv("https_proxy")
    assert "proxy" not in fresh_newsroom.run_command("run", "--once", status=1).err
