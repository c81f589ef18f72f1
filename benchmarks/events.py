"""Whether reports of one happening are one event, and how many articles a second are given theirs.

    python -m benchmarks.events [FOLDER] [--sets FILE...] [--articles 0] [--wrong]

FOLDER holds annotated articles as the repository fhamborg/Giveme5W1H has them in
Giveme5W1H/examples/datasets/news_cluster/data: JSON files with `newsCluster.EventId`. FILE is a set as in
tests/data/stories. The articles arrive in order of publication, those of FOLDER one a minute, as a first poll or a
backfill brings them: many of its dates are months from the happening, and the window is not what is measured.
Told are B-cubed precision, recall and F1: of each article, the share of its event's articles that are of its own event,
and the other way round. Of FOLDER
the events with odd and with even numbers are told by themselves, too.

With --articles, so many made-up articles come first, within the window; told are articles a second of processor time
for the last tenth, reading the words aside, and the bytes that an article takes in the ledger.
"""

import argparse
import json
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, insert, select, text, update

from benchmarks.sameness import link, name, read_items
from processors.events.words import EventText, make_event_text
from processors.stories.fingerprint import make_fingerprint
from wirewatch.ledger import stories
from wirewatch.ledger.connect import Ledger, open_ledger
from wirewatch.ledger.events import Events
from wirewatch.ledger.schema import links

Item = dict[str, Any]
BACKFILL = datetime(2026, 11, 1, tzinfo=UTC)
_GIVE = update(links).where(links.c.id == bindparam("of")).values(event_id=bindparam("event"))
AT_ONCE = 100
"""Articles that are committed together."""


class Bcubed(NamedTuple):
    """Shares from 0 to 1, the mean over articles."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def main() -> None:
    """Print what became of the articles."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--sets", type=Path, nargs="*", default=[])
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--wrong", action="store_true", help="name every article that is in a wrong event")
    options = parser.parse_args()
    if options.folder:
        items = read_folder(options.folder)
        report(options.folder.name, items, found := place(items), wrong=options.wrong)
        for title, rest in (("odd", 1), ("even", 0)):
            score = bcubed(
                [item["event"] for item in items], found, [item["event"] % 2 == rest for item in items]
            )
            print(
                f"    of events with {title} numbers {score.precision:.3f}, {score.recall:.3f}, F1 {score.f1:.3f}"
            )
    for file in options.sets:
        items = read_items(file)
        report(str(file), items, place(items), wrong=options.wrong)
    if options.articles:
        grow(options.articles)


def read_folder(folder: Path) -> list[Item]:
    """Read annotated articles in the order of their publication."""
    found = [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))]
    items = [
        {
            "id": one["dId"], "event": one["newsCluster"]["EventId"], "title": one["title"] or "",
            "text": one["text"] or "", "language": "en", "url": one["url"], "groups": [],
            "domain": one["source_domain"] or "", "kind": one["newsCluster"]["Category"], "backfill": True,
            "published": datetime.fromisoformat(one["date_publish"]).replace(tzinfo=UTC).isoformat(),
        }
        for one in found
    ]  # fmt: skip
    return sorted(items, key=lambda item: (item["published"], item["id"]))


def place(items: Sequence[Item], *, with_stories: bool = True) -> list[str]:
    """Give the event of each article, as the ledger finds them in this order.

    With stories, as the pipeline does: a copy has its story's event.
    """
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        with ledger.begin() as tx:
            for n, item in enumerate(items):
                published = datetime.fromisoformat(item["published"])
                at = BACKFILL + timedelta(minutes=n) if item.get("backfill") else published
                tx.execute(insert(links), link(n, item, at))
                parts = (item["title"], item["text"], item["language"], published)
                fingerprint, story = make_fingerprint(*parts), stories.StoryPlace(name(n), None)
                is_digest = fingerprint.head.is_digest
                happening = make_event_text(*parts, item.get("groups", ()), is_digest=is_digest)
                if with_stories:
                    story = stories.place_in_story(tx, name(n), fingerprint, at)
                with Events(tx, {name(n): happening}, at) as events:
                    event = events.place(
                        name(n), story, was_compared=with_stories and bool(fingerprint.sketch)
                    )
                values = {"story_id": story.story_id, "copy_of": story.copy_of, "event_id": event.event_id}
                tx.execute(update(links).where(links.c.id == name(n)).values(fate="indexed", **values))
            rows = {row.id: row.event_id for row in tx.execute(select(links.c.id, links.c.event_id))}
        ledger.close()
    return [rows[name(n)] for n in range(len(items))]


def bcubed(true: Sequence[Any], found: Sequence[Any], counted: Sequence[bool] = ()) -> Bcubed:
    """Judge the events in which articles were put, by all articles or those that are `counted`."""
    of_true: dict[Any, set[int]] = defaultdict(set)
    of_found: dict[Any, set[int]] = defaultdict(set)
    for n, (one, other) in enumerate(zip(true, found, strict=True)):
        of_true[one].add(n)
        of_found[other].add(n)
    which = [n for n in range(len(true)) if not counted or counted[n]]
    shared = [len(of_true[true[n]] & of_found[found[n]]) for n in which]
    number = max(1, len(which))
    return Bcubed(
        sum(both / len(of_found[found[n]]) for both, n in zip(shared, which, strict=True)) / number,
        sum(both / len(of_true[true[n]]) for both, n in zip(shared, which, strict=True)) / number,
    )


def merged_events(items: Sequence[Item], found: Sequence[str]) -> set[Any]:
    """Give the events that stand in one with another, digests aside."""
    within: dict[str, set[Any]] = defaultdict(set)
    for item, event in zip(items, found, strict=True):
        if item["kind"] != "digest":
            within[event].add(item["event"])
    return {event for held in within.values() if len(held) > 1 for event in held}


def report(title: str, items: Sequence[Item], found: Sequence[str], *, wrong: bool = False) -> None:
    """Print the score of one set."""
    true = [item["event"] for item in items]
    score = bcubed(true, found)
    print(f"\n{title}: {len(items)} articles of {len(set(true))} events, found {len(set(found))}")
    print(f"    B-cubed precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}")
    kinds = {item["event"]: item["kind"] for item in items}
    merged = merged_events(items, found)
    print(f"    events merged {len(merged)}:", dict(Counter(kinds[event] for event in merged)))
    if wrong:
        name_wrong(items, found)


def name_wrong(items: Sequence[Item], found: Sequence[str]) -> None:
    """Print every article that joined another's event, and every one that began an event though its own had one."""
    begun: dict[Any, str] = {}
    for item, event in zip(items, found, strict=True):
        first = items[int(event, 16)]
        if first["event"] != item["event"]:
            print(
                "false",
                item["id"],
                "->",
                first["id"],
                item["kind"],
                item["title"][:70],
                "|",
                first["title"][:70],
            )
        elif begun.setdefault(item["event"], event) != event:
            print("lost", item["id"], item["kind"], item["language"], item["title"][:80])


def grow(articles: int) -> None:
    """Print how fast articles are given their events when so many are remembered."""
    chance = random.Random(1)  # noqa: S311
    at = datetime(2026, 11, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        spent = 0.0
        for first in range(0, articles, AT_ONCE):
            batch = [(n, made_up(n, chance, at)) for n in range(first, min(first + AT_ONCE, articles))]
            took = commit(ledger, batch, at)
            spent += took if first >= articles * 0.9 else 0.0
            at += timedelta(days=20) * AT_ONCE / articles
        with ledger.read() as tx:
            number = tx.execute(select(func.count(func.distinct(links.c.event_id)))).scalar_one()
            names = "('known_events', 'event_words', 'known_events_seen', 'word_counts')"
            size = tx.execute(text(f"SELECT sum(pgsize) FROM dbstat WHERE name IN {names}")).scalar_one()  # noqa: S608
        print(
            f"\n{articles:,} articles, {number:,} events: {articles * 0.1 / spent:,.0f} a second of processor time"
        )
        print(f"    {size / articles:,.0f} bytes an article")
        ledger.close()


def commit(ledger: Ledger, batch: Sequence[tuple[int, EventText]], at: datetime) -> float:
    """Give a batch its events; return the processor seconds that took, its own rows of links aside."""
    item = {"url": "https://example.org/", "domain": "example.org"}
    with ledger.begin() as tx:
        tx.execute(insert(links), [link(n, item, at) for n, _ in batch])
        began = time.process_time()
        with Events(tx, {name(n): one for n, one in batch}, at) as events:
            for n, _ in batch:
                place = events.place(name(n), stories.StoryPlace(name(n), None))
                tx.execute(_GIVE, {"of": name(n), "event": place.event_id})
        return time.process_time() - began


def made_up(n: int, chance: random.Random, at: datetime) -> EventText:
    """Make up the words of an article: of three, two are of events that had one, with words as common as in texts."""
    of = n if n % 3 == 0 else max(0, n - chance.randrange(1, 400))
    own = random.Random(of)  # noqa: S311
    words = {int(30_000 ** own.random()) * 7919 % 2**32: 1.0 + (k < 20) for k in range(110)}
    words |= {own.randrange(2**32): 2.0 for _ in range(12)}
    words |= {int(30_000 ** chance.random()) * 7919 % 2**32: 1.0 for _ in range(30)}
    head = dict(list(words.items())[:40])
    places = frozenset({own.randrange(3_000)})
    return EventText("en", head, words, places, frozenset(), frozenset(), frozenset(), frozenset(), at)


if __name__ == "__main__":
    main()
