"""Whether two attacks are two stories, and one report as it travels is one.

    python -m benchmarks.sameness FILE.jsonl... [--late] [--pairs]

Each line of FILE is an article as it was published, with the event and the story (one report as it travels between
outlets) that it belongs to. They arrive in order of publication, and once more in other orders within each hour.
Told are: pair precision, recall and F1 by story; events that stand in one story with another; events without a story
that begins with them, which no alert would ever tell of; stories that are too many, which are alerts too many.
"""

import argparse
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from benchmarks.copies import same_pairs
from processors.stories.fingerprint import make_fingerprint
from wirewatch.ledger import stories
from wirewatch.ledger.connect import open_ledger
from wirewatch.ledger.schema import links

Item = dict[str, Any]


def main() -> None:
    """Print what became of the articles of each file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--pairs", action="store_true", help="print every wrong pair")
    options = parser.parse_args()
    for file in options.files:
        items = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        items.sort(key=lambda item: item["published"])
        found = place(items)
        report(str(file), items, found)
        chance = random.Random(1)  # noqa: S311
        other = sorted(items, key=lambda item: (item["published"][:13], chance.random()))
        again = dict(zip((item["id"] for item in other), place(other), strict=True))
        ours, theirs = same_pairs(found), same_pairs([again[item["id"]] for item in items])
        agree = 1 - len(ours ^ theirs) / max(1, len(ours | theirs))
        print(f"    two orders of arrival within an hour agree on {agree:.1%} of the pairs")
        if options.pairs:
            wrong_pairs(items, found)


def place(items: Sequence[Item]) -> list[str]:
    """Give the story of each article, as the ledger places them."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        with ledger.begin() as tx:
            for n, item in enumerate(items):
                at = datetime.fromisoformat(item["published"])
                id_ = f"{n:064x}"
                tx.execute(insert(links), link(id_, item, at))
                text = make_fingerprint(item["title"], item["text"], item["language"])
                story, copy_of, _ = stories.place_in_story(tx, id_, text, at)
                tx.execute(update(links).where(links.c.id == id_).values(story_id=story, copy_of=copy_of))
                found.append(story)
        ledger.close()
    return found


def link(id_: str, item: Item, at: datetime) -> dict[str, object]:
    """Return a row for a link that was just processed."""
    row: dict[str, object] = dict.fromkeys(("first_seen_at", "due_at"), at)
    row |= dict.fromkeys(("url", "canonical_url", "feed_url"), item["url"])
    return row | {"id": id_, "shard": 0, "domain": item["domain"], "fate": "processed"}


def report(name: str, items: Sequence[Item], found: Sequence[str]) -> None:
    """Print pair precision, recall and F1, and what events suffer from it, by kind."""
    true, ours = same_pairs([item["story"] for item in items]), same_pairs(found)
    right = true & ours
    precision, recall = len(right) / max(1, len(ours)), len(right) / max(1, len(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    events = {item["event"] for item in items}
    print(
        f"\n{name}: {len(items)} articles, {len(events)} events: "
        f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
    )
    in_story: dict[str, set[str]] = defaultdict(set)
    for item, story in zip(items, found, strict=True):
        in_story[story].add(item["event"])
    merged = {event for held in in_story.values() if len(held) > 1 for event in held}
    first = {int(story, 16) for story in found}
    told = {items[n]["event"] for n in first}
    excess = len(set(found)) - len({item["story"] for item in items})
    print(
        f"    merged events {len(merged)}, silent {len(events - told)}, stories too many {excess} of {len(set(found))}"
    )
    kinds = {item["event"]: item["kind"] for item in items}
    print("    merged by kind:", dict(Counter(kinds[event] for event in merged)))
    for what, pairs in (("false pairs", ours - true), ("lost pairs", true - ours)):
        by_kind = Counter(
            items[a]["kind"] if items[a]["kind"] == items[b]["kind"] else "mixed" for a, b in pairs
        )
        by_language = Counter(items[a]["language"] for a, _ in pairs)
        print(f"    {what} {len(pairs)}:", dict(by_kind), dict(by_language))


def wrong_pairs(items: Sequence[Item], found: Sequence[str]) -> None:
    """Print every article that began a story though its report had one, and every one that joined another's."""
    begun: dict[str, str] = {}
    for item, story in zip(items, found, strict=True):
        first = items[int(story, 16)]
        if first["story"] != item["story"]:
            print(
                "FALSE",
                item["id"],
                item["story"],
                item["kind"],
                "->",
                first["id"],
                first["story"],
                item["title"][:60],
                "|",
                first["title"][:60],
            )
        elif item["story"] in begun and begun[item["story"]] != story:
            print(
                "LOST",
                item["id"],
                item["story"],
                item["kind"],
                "<-",
                items[int(begun[item["story"]], 16)]["id"],
                item["title"][:60],
            )
        begun.setdefault(item["story"], story)


if __name__ == "__main__":
    main()
