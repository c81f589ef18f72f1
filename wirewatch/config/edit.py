"""Edit feeds.yaml for the user, keeping comments and order."""

import io
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scrapers.login import split_login, with_login
from scrapers.urls import drop_credentials
from wirewatch.config.feeds import FeedSpec, feed_of, read_feeds
from wirewatch.errors import Mistake, Trouble

LOCK_WAIT_S = 60.0
"""How long a command waits for another one that edits the same file: an edit takes some milliseconds."""


def add_feed(file: Path, url: str, name: str = "", domain: str = "") -> bool:
    """Add a feed at the end of `feeds`; False where its address is there already. Raises Mistake and Trouble.

    `domain` is the outlet's, where that is another than the feed's own.
    """
    with _locked(file) as real:
        bare = drop_credentials(url)
        if any(feed.url == bare for feed in (read_feeds(file) if file.exists() else [])):
            return False

        def append(data: Any) -> None:
            if data.get("feeds") is None:
                data["feeds"] = []
            feed = {"url": url, "name": name, "source": {"domain": domain} if domain else None}
            data["feeds"].append({key: value for key, value in feed.items() if value})

        _edit(real, append)
        return True


def add_feeds(file: Path, listed: Sequence[tuple[str, str]]) -> tuple[int, list[tuple[str, str]]]:
    """Add feeds by address and name, in one edit; those whose address is there already are passed over.

    Gives how many were added, and each address that is none with what is wrong with it. Raises Mistake and Trouble.
    """
    with _locked(file) as real:
        known = {feed.url for feed in (read_feeds(file) if file.exists() else [])}
        added: list[dict[str, str]] = []
        refused = []
        for url, name in listed:
            try:
                feed = feed_of(FeedSpec(url=url, name=name))
            except ValidationError as error:
                refused.append((url, str(error.errors()[0]["msg"]).removeprefix("Value error, ")))
                continue
            if feed.url not in known:
                known.add(feed.url)
                added.append({"url": url, "name": name} if name else {"url": url})

        def append(data: Any) -> None:
            if data.get("feeds") is None:
                data["feeds"] = []
            data["feeds"].extend(added)

        if added:
            _edit(real, append)
        return len(added), refused


def remove_feed(file: Path, url: str) -> bool:
    """Take a feed or site out; False where its address is not there. Raises Mistake and Trouble.

    User and password in the address are not looked at: it may be given as it is shown, with `***`.
    """
    bare = drop_credentials(url)
    with _locked(file) as real:
        if all(feed.url != bare for feed in read_feeds(file)):
            return False

        def drop(data: Any) -> None:
            for section in ("feeds", "sites"):
                for index, feed in reversed(list(enumerate(data.get(section) or []))):
                    if drop_credentials(feed["url"].strip()) == bare:
                        del data[section][index]

        _edit(real, drop)
        return True


def pause_feeds(file: Path, urls: Collection[str], *, paused: bool) -> None:
    """Write at feeds or sites, by their addresses without user and password, that they are paused, or no more.

    Raises Mistake and Trouble.
    """
    with _locked(file) as real:

        def mark(data: Any) -> None:
            for feed in [*(data.get("feeds") or []), *(data.get("sites") or [])]:
                if drop_credentials(feed["url"].strip()) not in urls:
                    continue
                if paused and "paused" not in feed:
                    # Not as the last: a comment above the next feed hangs at the key that is the last now.
                    feed.insert(len(feed) - 1, "paused", True)
                elif paused or "paused" in feed.ca.items:
                    feed["paused"] = paused
                else:
                    feed.pop("paused", None)

        _edit(real, mark)


def move_feed(file: Path, url: str, to: str) -> None:
    """Write a feed's or site's new address in the place of its old one; its source stays the same.

    Raises Mistake and Trouble.
    """
    with _locked(file) as real:

        def move(data: Any) -> None:
            for feed in [*(data.get("feeds") or []), *(data.get("sites") or [])]:
                if drop_credentials(feed["url"].strip()) != url:
                    continue
                before = FeedSpec.model_validate({"url": url, "source": feed.get("source") or {}})
                _, login = split_login(feed["url"])
                feed["url"] = with_login(to, login if login and login.is_for(to) else None)
                was, now = feed_of(before).source, feed_of(before.model_copy(update={"url": to})).source
                if (was.id, was.domain) != (now.id, now.domain):
                    source = {**(feed.get("source") or {}), "id": was.id, "domain": was.domain}
                    # Not as the last: a comment above the next feed hangs at the key that is the last now.
                    feed.pop("source", None)
                    feed.insert(max(len(feed) - 1, 1), "source", source)

        _edit(real, move)


@contextmanager
def _locked(file: Path) -> Iterator[Path]:
    """Let one command at a time edit a file; give where that really is, since a link to it is to stay a link."""
    from filelock import FileLock, Timeout

    real = file.resolve()
    lock = FileLock(real.with_name(f".{real.name}.lock"), timeout=LOCK_WAIT_S)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise Trouble(f"another command has been editing {file} for {LOCK_WAIT_S:.0f} s; try again") from None
    except OSError as error:
        raise Trouble(f"{file} cannot be written: {error.strerror}") from error
    try:
        yield real
    finally:
        lock.release()


def _edit(file: Path, change: Callable[[Any], None]) -> None:
    """Change a file and put it back whole; what would not be a valid configuration is not written."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 200
    yaml.indent(mapping=2, sequence=4, offset=2)
    before = file.read_bytes().decode("utf-8") if file.exists() else ""
    data = yaml.load(before.replace("\r\n", "\n"))
    data = {} if data is None else data
    change(data)
    written = io.StringIO()
    yaml.dump(data, written)
    after = written.getvalue()
    _replace(file, after.replace("\n", "\r\n") if "\r\n" in before else after)


def _replace(file: Path, text: str) -> None:
    """Put a text in the place of a file, at once, with its rights and its owner. Raises Mistake and Trouble."""
    partial = file.with_name(file.name + ".partial")
    try:
        partial.write_bytes(text.encode())
        if file.exists():
            was = file.stat()
            partial.chmod(was.st_mode & 0o7777)
            with suppress(PermissionError):  # only root may give a file away, who edits for another user
                os.chown(partial, was.st_uid, was.st_gid)
        read_feeds(partial)
        partial.replace(file)
    except Mistake as error:
        raise Mistake(error.message, error.mend) from None
    except OSError as error:
        raise Trouble(f"{file} cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
