"""Edit feeds.yaml for the user, keeping comments and order."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wirewatch.config.feeds import FeedSpec, feed_of, read_feeds
from wirewatch.errors import Mistake, Trouble


def add_feed(file: Path, url: str, name: str = "", domain: str = "") -> bool:
    """Add a feed at the end of `feeds`; False where its address is there already. Raises Mistake.

    `domain` is the outlet's, where that is another than the feed's own.
    """
    if any(feed.url == url for feed in (read_feeds(file) if file.exists() else [])):
        return False

    def append(data: Any) -> None:
        if data.get("feeds") is None:
            data["feeds"] = []
        feed = {"url": url, "name": name, "source": {"domain": domain} if domain else None}
        data["feeds"].append({key: value for key, value in feed.items() if value})

    _edit(file, append)
    return True


def add_feeds(file: Path, listed: Sequence[tuple[str, str]]) -> tuple[int, list[tuple[str, str]]]:
    """Add feeds by address and name, in one edit; those whose address is there already are passed over.

    Gives how many were added, and each address that is none with what is wrong with it. Raises Mistake.
    """
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
        _edit(file, append)
    return len(added), refused


def remove_feed(file: Path, url: str) -> bool:
    """Take a feed or site out; False where its address is not there. Raises Mistake."""
    if all(feed.url != url for feed in read_feeds(file)):
        return False

    def drop(data: Any) -> None:
        for section in ("feeds", "sites"):
            for index, feed in reversed(list(enumerate(data.get(section) or []))):
                if feed["url"] == url:
                    del data[section][index]

    _edit(file, drop)
    return True


def _edit(file: Path, change: Callable[[Any], None]) -> None:
    """Change a file and put it back whole; what would not be a valid configuration is not written."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 200
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(file.read_text("utf-8")) if file.exists() else None
    data = {} if data is None else data
    change(data)
    written = io.StringIO()
    yaml.dump(data, written)
    partial = file.with_name(file.name + ".partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(written.getvalue(), "utf-8")
        read_feeds(partial)
        partial.replace(file)
    except Mistake as error:
        raise Mistake(error.message, error.mend) from None
    except OSError as error:
        raise Trouble(f"{file} cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
