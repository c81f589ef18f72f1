"""Edit feeds.yaml for the user, keeping comments and order."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scrapers.login import split_login, with_login
from scrapers.urls import drop_credentials
from wirewatch.config.edit_file import edit_yaml, locked
from wirewatch.config.feeds import FeedSpec, feed_of, read_feeds


def add_feed(file: Path, url: str, name: str = "", domain: str = "") -> bool:
    """Add a feed at the end of `feeds`; False where its address is there already. Raises Mistake and Trouble.

    `domain` is the outlet's, where that is another than the feed's own.
    """
    with locked(file) as real:
        bare = drop_credentials(url)
        if any(feed.url == bare for feed in (read_feeds(file) if file.exists() else [])):
            return False

        def append(data: Any) -> None:
            if data.get("feeds") is None:
                data["feeds"] = []
            feed = {"url": url, "name": name, "source": {"domain": domain} if domain else None}
            data["feeds"].append({key: value for key, value in feed.items() if value})

        edit_yaml(real, read_feeds, append)
        return True


def add_feeds(file: Path, listed: Sequence[tuple[str, str]]) -> tuple[int, list[tuple[str, str]]]:
    """Add feeds by address and name, in one edit; those whose address is there already are passed over.

    Gives how many were added, and each address that is none with what is wrong with it. Raises Mistake and Trouble.
    """
    with locked(file) as real:
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
            edit_yaml(real, read_feeds, append)
        return len(added), refused


def remove_feed(file: Path, url: str) -> bool:
    """Take a feed or site out; False where its address is not there. Raises Mistake and Trouble.

    User and password in the address are not looked at: it may be given as it is shown, with `***`.
    """
    bare = drop_credentials(url)
    with locked(file) as real:
        if all(feed.url != bare for feed in read_feeds(file)):
            return False

        def drop(data: Any) -> None:
            for section in ("feeds", "sites"):
                for index, feed in reversed(list(enumerate(data.get(section) or []))):
                    if drop_credentials(feed["url"].strip()) == bare:
                        del data[section][index]

        edit_yaml(real, read_feeds, drop)
        return True


def pause_feeds(file: Path, urls: Collection[str], *, paused: bool) -> None:
    """Write at feeds or sites, by their addresses without user and password, that they are paused, or no more.

    Raises Mistake and Trouble.
    """
    with locked(file) as real:

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

        edit_yaml(real, read_feeds, mark)


def move_feed(file: Path, url: str, to: str) -> None:
    """Write a feed's or site's new address in the place of its old one; its source stays the same.

    Raises Mistake and Trouble.
    """
    with locked(file) as real:

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

        edit_yaml(real, read_feeds, move)
