"""Commands that edit feeds.yaml: beside each other, and in whatever way the file lies there."""

import os
import stat
from pathlib import Path

import pytest
from newsroom import Newsroom

from wirewatch.config import edit_file
from wirewatch.config.edit import add_feed, move_feed, pause_feeds, remove_feed
from wirewatch.config.feeds import read_feeds
from wirewatch.errors import Trouble

OURS = "# ours\nfeeds:\n  - url: https://example.org/rss   # theirs\n"


def test_feeds_that_are_added_at_once_are_all_there(fresh_newsroom: Newsroom) -> None:
    """Eight commands begin together: each says that it added its feed, and the file has all, and its comments."""
    file = fresh_newsroom.config / "feeds.yaml"
    file.write_text(OURS)
    urls = []
    for number in range(8):
        fresh_newsroom.publish(f"/feed{number}.xml", number)
        urls.append(f"{fresh_newsroom.web.url}/feed{number}.xml")
    started = [fresh_newsroom.start_command("feeds", "add", url) for url in urls]
    for command, url in zip(started, urls, strict=True):
        out, err = command.communicate(timeout=120)
        assert (command.returncode, err) == (0, b"")
        assert out.decode().startswith(f"added {url}: ")
    assert sorted(feed.url for feed in read_feeds(file)) == sorted(["https://example.org/rss", *urls])
    assert file.read_text().startswith(OURS)


def test_adding_and_removing_at_once_loses_neither(fresh_newsroom: Newsroom) -> None:
    """Commands that add and commands that remove run together: what was added is there, what was removed is not."""
    file = fresh_newsroom.config / "feeds.yaml"
    old = [f"https://example.org/{number}" for number in range(4)]
    for url in old:
        add_feed(file, url)
    for number in range(4):
        fresh_newsroom.publish(f"/feed{number}.xml", number)
    new = [f"{fresh_newsroom.web.url}/feed{number}.xml" for number in range(4)]
    started = [
        fresh_newsroom.start_command("feeds", *arguments)
        for pair in zip(old, new, strict=True)
        for arguments in (("remove", pair[0]), ("add", pair[1]))
    ]
    for command in started:
        _, err = command.communicate(timeout=120)
        assert (command.returncode, err) == (0, b"")
    assert sorted(feed.url for feed in read_feeds(file)) == sorted(new)


def test_a_linked_file_stays_linked_with_its_rights(tmp_path: Path) -> None:
    """Where feeds.yaml is a link, the file that it leads to is edited, and keeps its mode."""
    real, file = tmp_path / "repository" / "our-feeds.yaml", tmp_path / "config" / "feeds.yaml"
    for folder in (real.parent, file.parent):
        folder.mkdir()
    real.write_text(OURS)
    real.chmod(0o640)
    file.symlink_to("../repository/our-feeds.yaml")
    assert add_feed(file, "https://example.net/rss")
    assert remove_feed(file, "https://example.org/rss")
    assert os.readlink(file) == "../repository/our-feeds.yaml"  # noqa: PTH115
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [feed.url for feed in read_feeds(real)] == ["https://example.net/rss"]
    assert [path.name for path in file.parent.iterdir()] == ["feeds.yaml"]


def test_a_file_stays_its_owners(tmp_path: Path) -> None:
    """An administrator's edit does not take a file away from the user who reads it."""
    file = tmp_path / "feeds.yaml"
    file.write_text(OURS)
    file.chmod(0o600)
    owner = (1234, 2345) if os.geteuid() == 0 else (os.getuid(), os.getgid())  # only root may give files away
    os.chown(file, *owner)
    add_feed(file, "https://example.net/rss")
    kept = file.stat()
    assert (kept.st_uid, kept.st_gid, stat.S_IMODE(kept.st_mode)) == (*owner, 0o600)


def test_line_ends_stay(tmp_path: Path) -> None:
    """A file that Windows wrote keeps its line ends, on old lines and new ones."""
    file = tmp_path / "feeds.yaml"
    file.write_bytes(OURS.replace("\n", "\r\n").encode())
    add_feed(file, "https://example.net/rss")
    assert file.read_bytes() == (OURS + "  - url: https://example.net/rss\n").replace("\n", "\r\n").encode()


def test_a_command_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another command keeps the file for too long, that is told, and the file stays as it was."""
    file = tmp_path / "feeds.yaml"
    file.write_text(OURS)
    monkeypatch.setattr(edit_file, "LOCK_WAIT_S", 0.01)
    with (
        edit_file.locked(file),
        pytest.raises(Trouble, match=r"another command has been editing .*feeds\.yaml"),
    ):
        add_feed(file, "https://example.net/rss")
    assert file.read_text() == OURS


def test_a_pause_keeps_comments_where_they_stand(tmp_path: Path) -> None:
    """A feed or site that is paused and resumed leaves the file as it was, whatever stands around it."""
    file = tmp_path / "feeds.yaml"
    text = (
        "# ours\nfeeds:\n  - url: https://example.org/a   # first\n    # about the second\n"
        "  - url: https://user:secret@example.org/b\n    name: B\n\n  # about the third\n  - {url: https://example.org/c}\n"
        "sites:\n  - url: https://example.org/d\n    links: a\n"
    )
    file.write_text(text)
    urls = [f"https://example.org/{name}" for name in "abcd"]
    for url in urls:
        pause_feeds(file, [url], paused=True)
        assert [feed.url for feed in read_feeds(file) if feed.paused] == [url]
        comments = [line.split("# ")[1] for line in file.read_text().splitlines() if "# " in line]
        assert comments == ["ours", "first", "about the second", "about the third"]
        pause_feeds(file, [url], paused=False)
        assert file.read_text() == text


def test_a_resume_keeps_the_comment_of_who_paused(tmp_path: Path) -> None:
    """Why somebody paused a feed stays readable."""
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  - url: https://example.org/a\n    paused: true  # until they mend it\n")
    pause_feeds(file, ["https://example.org/a"], paused=False)
    assert not read_feeds(file)[0].paused
    assert "# until they mend it" in file.read_text()


def test_a_new_address_leaves_the_source_and_the_comments_as_they_were(tmp_path: Path) -> None:
    """Independent outlets are counted by the source; a password goes nowhere but to its own server."""
    file = tmp_path / "feeds.yaml"
    file.write_text(
        "feeds:\n  - &a\n    url: https://old.example/a   # first\n    source: &s {name: Ours}\n"
        "    # about the second\n  - url: https://user:secret@old.example/b\n    source: *s\n\n  # about the third\n"
        "  - {url: https://user:secret@old.example/c}\n"
    )
    before = [feed.source for feed in read_feeds(file)]
    move_feed(file, "https://old.example/a", "https://new.example/a")
    move_feed(file, "https://old.example/b", "https://old.example/b2")
    move_feed(file, "https://old.example/c", "https://new.example/c")
    after = read_feeds(file)
    assert [feed.url for feed in after] == [
        "https://new.example/a",
        "https://old.example/b2",
        "https://new.example/c",
    ]
    assert [(was.id, was.domain, was.name) for was in before] == [
        (feed.source.id, feed.source.domain, feed.source.name) for feed in after
    ]
    assert [feed.login is not None for feed in after] == [False, True, False]
    comments = [line.split("# ")[1] for line in file.read_text().splitlines() if "# " in line]
    assert comments == ["first", "about the second", "about the third"]
