"""Whether two attacks are two stories, and one report as it travels is one.

    python -m benchmarks.sameness FILE... [--wrong]

Each line of FILE (JSON lines, plain or .gz; three stand in tests/data/stories) is an article as it was published, with
the event and the story (one report as it travels between outlets) that it belongs to. The articles arrive in order of
publication, and once more in another order within each hour. Told are: pair precision, recall and F1 by story; events
that stand in one story with another; events of which no article begins a story or is a copy in doubt, so that no alert
tells of them; and stories and copies in doubt that are too many, which are alerts too many.
"""

import argparse
import gzip
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update

from benchmarks.copies import same_pairs
from processors.stories.fingerprint import make_fingerprint
from wirewatch.ledger import stories
from wirewatch.ledger.connect import open_ledger
from wirewatch.ledger.schema import links

Item = dict[str, Any]


class Score(NamedTuple):
    """What became of one set of articles. Pairs are of places in the order of arrival."""

    precision: float
    recall: float
    merged: frozenset[str]
    """Events that stand in one story with another."""
    silent: frozenset[str]
    """Events of which no article begins a story, or is told of as a copy in doubt."""
    excess: int
    """Stories that are too many, which are alerts too many."""
    doubted: int
    """Copies in doubt of reports that were told already: they are told all the same, and are alerts too many."""
    false_pairs: frozenset[tuple[int, int]]
    lost_pairs: frozenset[tuple[int, int]]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def main() -> None:
    """Print what became of the articles of each file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--wrong", action="store_true", help="name every article that is in a wrong story")
    options = parser.parse_args()
    for file in options.files:
        items = read_items(file)
        found, doubted = place(items)
        report(str(file), items, score(items, found, doubted))
        print(f"    two orders of arrival within an hour agree on {agreement(items, found):.1%} of the pairs")
        if options.wrong:
            name_wrong(items, found)


def read_items(file: Path) -> list[Item]:
    """Read the articles of a file in the order of their publication."""
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return sorted((json.loads(line) for line in data.splitlines()), key=lambda item: item["published"])


class Placed(NamedTuple):
    """Where the articles of a set came to stand."""

    stories: list[str]
    doubted: frozenset[int]
    """Those that were taken for copies and are told of all the same, as places in the order of arrival."""


def place(items: Sequence[Item], came_at: datetime | None = None) -> Placed:
    """Give the story of each article, as the ledger places them in this order, and the copies in doubt.

    Each comes when it is published, or all at one time, as a first poll brings them.
    """
    doubted = set()
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        with ledger.begin() as tx:
            for n, item in enumerate(items):
                published = datetime.fromisoformat(item["published"])
                at = came_at or published
                tx.execute(insert(links), link(n, item, at))
                text = make_fingerprint(item["title"], item["text"], item["language"], published)
                joined = stories.place_in_story(tx, name(n), text, at)
                story, copy_of = joined.story_id, joined.copy_of
                if joined.doubt:
                    doubted.add(n)
                mine = update(links).where(links.c.id == name(n))
                tx.execute(mine.values(story_id=story, copy_of=copy_of, fate="indexed"))
            rows = {row.id: row.story_id for row in tx.execute(select(links.c.id, links.c.story_id))}
        ledger.close()
    return Placed([rows[name(n)] for n in range(len(items))], frozenset(doubted))


def name(n: int) -> str:
    """Give the id of the article that came as the nth."""
    return f"{n:064x}"


def link(n: int, item: Item, at: datetime) -> dict[str, object]:
    """Return a row for a link that was just processed."""
    row: dict[str, object] = dict.fromkeys(("first_seen_at", "due_at"), at)
    row |= dict.fromkeys(("url", "canonical_url", "feed_url"), item["url"])
    return row | {"id": name(n), "shard": 0, "domain": item["domain"], "fate": "processed"}


def score(items: Sequence[Item], found: Sequence[str], doubted: AbstractSet[int] = frozenset()) -> Score:
    """Judge the stories in which articles were put, and what is told of besides."""
    true, ours = same_pairs([item["story"] for item in items]), same_pairs(found)
    in_story: dict[str, set[str]] = defaultdict(set)
    for item, story in zip(items, found, strict=True):
        in_story[story].add(item["event"])
    doubted = {n for n in doubted if int(found[n], 16) != n}  # another has gone from its story since
    told = {int(story, 16) for story in found} | doubted
    return Score(
        len(true & ours) / max(1, len(ours)),
        len(true & ours) / max(1, len(true)),
        frozenset(event for held in in_story.values() if len(held) > 1 for event in held),
        frozenset({item["event"] for item in items} - {items[n]["event"] for n in told}),
        len(set(found)) - len({item["story"] for item in items}),
        sum(any(m < n and items[m]["story"] == items[n]["story"] for m in told) for n in doubted),
        frozenset(ours - true),
        frozenset(true - ours),
    )


def agreement(items: Sequence[Item], found: Sequence[str]) -> float:
    """Give the share of pairs that are also pairs where the articles come in another order within each hour."""
    chance = random.Random(1)  # noqa: S311
    order = sorted(range(len(items)), key=lambda n: (items[n]["published"][:13], chance.random()))
    other = dict(zip(order, place([items[n] for n in order]).stories, strict=True))
    ours, theirs = same_pairs(found), same_pairs([other[n] for n in range(len(items))])
    return len(ours & theirs) / max(1, len(ours | theirs))


def report(title: str, items: Sequence[Item], judged: Score) -> None:
    """Print a score, and where it is not full by kind and language."""
    events = {item["event"]: item["kind"] for item in items}
    print(f"\n{title}: {len(items)} articles of {len(events)} events")
    print(f"    precision {judged.precision:.3f}, recall {judged.recall:.3f}, F1 {judged.f1:.3f}")
    number = len({item["story"] for item in items})
    print(f"    merged {len(judged.merged)}, silent {len(judged.silent)}, stories {number} {judged.excess:+}")
    print(f"    copies in doubt that are told again: {judged.doubted}")
    print("    merged by kind:", dict(Counter(events[event] for event in judged.merged)))
    for what, pairs in (("false", judged.false_pairs), ("lost", judged.lost_pairs)):
        print(f"    {what} pairs {len(pairs)}:", dict(Counter(items[b]["kind"] for _, b in pairs)))


def name_wrong(items: Sequence[Item], found: Sequence[str]) -> None:
    """Print every article that began a story though its report had one, and every one that joined another's."""
    begun: dict[str, str] = {}
    for item, story in zip(items, found, strict=True):
        first = items[int(story, 16)]
        if first["story"] != item["story"]:
            print("false", item["id"], "->", first["id"], item["kind"], item["title"], "|", first["title"])
        elif begun.setdefault(item["story"], story) != story:
            print(
                "lost",
                item["id"],
                "<-",
                items[int(begun[item["story"]], 16)]["id"],
                item["kind"],
                item["title"],
            )


if __name__ == "__main__":
    main()
