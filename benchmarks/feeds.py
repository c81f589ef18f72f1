"""Read folders of feeds with Wirewatch and with feedparser, and hold one against the other.

    python -m benchmarks.feeds FOLDER... [-v]

A folder is searched for files that feedparser reads as a feed: its own test files, those of w3c/feedvalidator, or feeds
that were saved. For each field it prints in how many entries feedparser has an answer and ours is the same, in how many
ours differs for a reason that is named below, and the share of the others that is the same. Then comes the time of both
over large files, one beside the other. `-v` lists what differs, and under which reason.
"""

import html
import re
import sys
import time
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import feedparser
from w3lib.html import remove_tags

from benchmarks.feed_reasons import Difference, reason_for
from scrapers.errors import Reject, ScrapeError
from scrapers.feeds import parse_feed
from scrapers.items import ParsedFeed
from scrapers.records import Entry
from scrapers.urls import canonicalize, host_of

ADDRESS = "https://feed.example/dir/feed.xml"
CONTENT_TYPE = "application/xml"
LARGE = 100_000
"""Bytes from which on a feed is timed."""
RUNS = 5
FIELDS = ("link", "date", "title", "text")
Fields = dict[str, object]


def main() -> None:
    """Read the folders that the command line names."""
    verbose, folders = "-v" in sys.argv, [Path(name) for name in sys.argv[1:] if name != "-v"]
    tally = Tally()
    for file in sorted(one for folder in folders for one in folder.rglob("*") if one.is_file()):
        body = file.read_bytes()
        kind = content_type_of(body)
        if not (items := read_theirs(body, kind, ADDRESS)):
            continue
        for line in tally.count(body, kind, items):
            if verbose:
                print(f"{file}: {line}")
        if len(body) >= LARGE:
            tally.times.append(
                beside(partial(read_theirs, body, kind, ADDRESS), partial(read_ours, body, kind))
            )
    print("\n".join(tally.lines()))


class Tally:
    """What was counted over all files."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.same: Counter[str] = Counter()
        self.better: Counter[tuple[str, str]] = Counter()
        self.times: list[tuple[float, float]] = []
        """Seconds of feedparser and of ours, for each large feed."""
        self.left_out = 0

    def count(self, body: bytes, kind: str, items: list[dict[str, Any]]) -> Iterator[str]:
        """Count what both make of a feed, and yield a line for each field in which they differ."""
        ours = read_ours(body, kind)
        elsewhere = bool(ours and ours.site and host_of(ours.site) != host_of(ADDRESS))
        for number, (wanted, found) in enumerate(pairs(items, ours)):
            if not wanted.get("link") and not any(sign.isalnum() for sign in str(wanted.get("text", ""))):
                self.left_out += 1
                continue
            self.asked.update(wanted.keys())
            self.same.update(field for field in wanted if wanted[field] == found.get(field))
            for field in (field for field in wanted if wanted[field] != found.get(field)):
                raw = read_theirs(body, kind, "")[number]
                why = reason_for(
                    Difference(
                        field,
                        raw,
                        wanted[field],
                        found.get(field),
                        is_twice=is_twice(items, number),
                        is_undeclared=is_undeclared(body, kind),
                        site_elsewhere=elsewhere,
                    )
                )
                self.better[field, why] += bool(why)
                yield f"{field}: {shown(wanted[field])}, ours {shown(found.get(field))}: {why or '?'}"

    def lines(self) -> Iterator[str]:
        """Yield the lines of the report."""
        for field in FIELDS:
            on_purpose = sum(count for (name, _), count in self.better.items() if name == field)
            share = self.same[field] / max(1, self.asked[field] - on_purpose)
            numbers = f"{self.same[field]:6} of {self.asked[field]:6}, {on_purpose:3} differ on purpose"
            yield f"{field:6} {numbers}: {share:.2%}"
        yield from (
            f"  {count:4} times {field}: {why}" for (field, why), count in self.better.most_common() if count
        )
        yield f"entries with neither link nor text, which are no articles: {self.left_out}"
        if self.times:
            ratio = sum(one for one, _ in self.times) / sum(other for _, other in self.times)
            worst = min(one / other for one, other in self.times)
            yield (
                f"{len(self.times)} feeds of {LARGE:,} bytes and more: {ratio:.2f} of feedparser's speed without "
                f"sanitizing, {worst:.2f} at worst"
            )


def content_type_of(body: bytes) -> str:
    """Return the Content-Type that a test file of feedparser's asks for, or one without a character set."""
    found = re.search(rb"(?im)^\s*Header:\s*Content-type:\s*(\S.*?)\s*$", body[:2_000])
    return found[1].decode("latin-1") if found else CONTENT_TYPE


def is_undeclared(body: bytes, kind: str) -> bool:
    """Tell whether a feed is not UTF-8, and neither its first bytes nor its Content-Type tell what it is."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return "charset" not in kind and not re.search(rb"<\?xml[^>]*encoding", body[:500])
    return False


def is_twice(items: list[dict[str, Any]], number: int) -> bool:
    """Tell whether another item of a feed has the id of one, or its link and its text."""
    one, fields = items[number], their_fields(items[number])
    for at, item in enumerate(items):
        other = their_fields(item)
        if at != number and (
            (one.get("id") and one.get("id") == item.get("id"))
            or (fields.get("link") and all(fields.get(name) == other.get(name) for name in ("link", "text")))
        ):
            return True
    return False


def read_theirs(body: bytes, kind: str, address: str) -> list[dict[str, Any]]:
    """Return feedparser's entries without sanitizing, none where it fails; relative links start from `address`."""
    headers = {"content-type": kind} | ({"content-location": address} if address else {})
    try:
        found = feedparser.parse(
            body, sanitize_html=False, resolve_relative_uris=False, response_headers=headers
        )
    except Exception:  # feedparser trips in many ways over what it did not expect
        return []
    return found["entries"] if found.get("version") not in (None, "", "cdf") else []


def read_ours(body: bytes, kind: str) -> ParsedFeed | None:
    """Return our reading of a feed, or None where it is refused."""
    try:
        return parse_feed(body, kind, ADDRESS)
    except ScrapeError:
        return None


def pairs(items: list[dict[str, Any]], ours: ParsedFeed | None) -> Iterator[tuple[Fields, Fields]]:
    """Yield what feedparser has of each of its entries, and what we have of the one that is most like it.

    Several of its entries may be one of ours, which merges what is shown twice.
    """
    entries = [*ours.entries, *ours.unusable] if ours else []
    fields = [(entry.guid, fields_of(entry)) for entry in entries]
    for number, item in enumerate(items):
        wanted, guid = their_fields(item), " ".join((item.get("id") or "").split())

        def alike(
            at: int, number: int = number, wanted: Fields = wanted, guid: str = guid
        ) -> tuple[int, int]:
            its_guid, found = fields[at]
            shared = sum(found.get(name) == value for name, value in wanted.items())
            return shared + 2 * (bool(guid) and its_guid == guid), -abs(at - number)

        best = max(range(len(fields)), key=alike, default=None)
        is_alike = best is not None and (alike(best)[0] or len(fields) in (1, len(items)))
        yield wanted, fields[best][1] if best is not None and is_alike else {}


def their_fields(item: dict[str, Any]) -> Fields:
    """Return the fields for which feedparser has an answer."""
    parsed = item.get("published_parsed") or item.get("updated_parsed") or item.get("created_parsed")
    texts = [part.get("value") or "" for part in item.get("content", ())] or [item.get("summary") or ""]
    found = {
        "link": address_of(item.get("link")),
        "date": datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None,
        "title": words(item.get("title") or ""),
        "text": words(max(texts, key=len)),
    }
    return {name: value for name, value in found.items() if value}


def fields_of(entry: Entry) -> Fields:
    """Return the same of one of our entries."""
    return {
        "link": address_of(entry.url),
        "date": entry.published.replace(microsecond=0) if entry.published else None,
        "title": entry.title or "",
        "text": words(entry.content or entry.summary or ""),
    }


def address_of(link: str | None) -> str:
    """Return the canonical form of a link, or an empty text where it is none that can be followed."""
    try:
        return canonicalize(link, ADDRESS) if link else ""
    except Reject:
        return ""


def words(markup: str) -> str:
    """Return the text of HTML in one line."""
    return " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", html.unescape(remove_tags(markup))).split())


def shown(value: object) -> str:
    """Return a value for the list of differences."""
    return repr(value.isoformat() if isinstance(value, datetime) else value)[:150]


def beside(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the processor's seconds of the fastest of some runs of each of two, which take turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for work, taken in zip((one, other), times, strict=True):
            began = time.process_time()
            work()
            taken.append(time.process_time() - began)
    return min(times[0]), min(times[1])


if __name__ == "__main__":
    main()
