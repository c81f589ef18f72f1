"""How well and how fast copies of one text are found: ours, beside datasketch's MinHash LSH at 0.5, in one run.

    python -m benchmarks.copies TEXTS... [--bases 2000] [--seed 1] [--articles 0] [--no-rival]

TEXTS are folders of real articles (.txt, .html, .html.gz, searched whole); the seeds are added. From a base text a
family is made: the text and two copies of it, each after one kind of edit at 0 to 40 per cent:

    cut        the end is missing                     insert        paragraphs of another text stand in it
    lead       a new headline, and a new beginning    rewrite       sentences, here and there, are others
    quotes     quotation marks, dashes and case       credit        another agency's name, in text and first line
    printed    punctuation and digits of another language           mixed  several of these

and beside them what must stay apart:

    conference    reports of one press conference: different texts that quote the same sentences (to 40 per cent)
    template      a report, and the next day's by the same template, a day later: other numbers, days and directions
    boilerplate   unrelated articles of one site, each with the same paragraphs (to 40 per cent of it)

Base texts that have a fifth of their shingles in another base text are left out: nobody has judged these. The
articles come in random order, and two are counted as a pair when they end in one story. Recall is told by kind of
edit (of the pairs of a copy with its family), false pairs by kind of near-miss. Processor time of one core; bytes
are those that the ledger's file grows by for its sketches and bands. `--articles` then fills a
ledger with that many unrelated texts, and tells what joining costs as it grows. `--remembered` lays as many
unrelated texts into a ledger at once, where joining them would take an hour, and tells what joining costs then.
"""

import argparse
import random
import re
import resource
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import func, insert, select, text, update

from benchmarks.copyset import EDITS, Item, base_texts, make_items
from processors.stories.fingerprint import BANDS, HEAD_BANDS, Fingerprint, band_of, make_fingerprint
from processors.stories.head import KIND_BITS, LEDE_WORDS, Head
from processors.stories.pairs import asked_pairs, head_pairs
from processors.stories.rest import make_rest
from processors.stories.sketch import SKETCH_SIZE, pack_tight
from processors.text.language import detect_language
from processors.text.word_lists import WORD
from wirewatch.ledger import leases, stories
from wirewatch.ledger.connect import Ledger, open_ledger
from wirewatch.ledger.schema import bands, links, sketches

LAID_AT_ONCE = 10_000
WORDS_BEHIND = 130
"""Telling words behind the head of a text of 500 words."""
TELLING_WORDS = 6
"""Of a headline: the mean of the sets in tests/data/stories."""
PUBLISHED = datetime(2026, 11, 22, 12, tzinfo=UTC)
STEPS = (10_000, 30_000, 100_000, 300_000, 1_000_000)


class Verdict(NamedTuple):
    """What one method found: each item's story, and what it cost."""

    stories: list[str]
    per_second: str
    bytes: float


def main() -> None:
    """Print how well and how fast, ours and theirs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="*")
    parser.add_argument("--bases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--remembered", type=int, default=0)
    parser.add_argument("--no-rival", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311
    if options.texts:
        compare(options, chance)
    if options.articles:
        grow(options.articles, chance)
    if options.remembered:
        lay(options.remembered, chance)


def compare(options: argparse.Namespace, chance: random.Random) -> None:
    """Print how well each method does on one set."""
    bases = base_texts(options.texts, options.bases, chance)
    items = make_items(bases, chance)
    size = sum(len(item.text) for item in items) // len(items)
    print(f"{len(bases)} base texts, {len(items)} articles, {size} characters each")
    for name, way in ({"ours": ours} | ({} if options.no_rival else {"datasketch 0.5": theirs})).items():
        report(name, items, way(items))


def ours(items: Sequence[Item]) -> Verdict:
    """Return what our ledger makes of the articles, committed a hundred at a time as the pipeline does."""
    languages = [detect_language(item.text) for item in items]
    for language in set(languages):
        make_fingerprint("The tables are made", "with the first text.", language)
    began = time.process_time()
    sketches = [
        make_fingerprint("", item.text, language) for item, language in zip(items, languages, strict=True)
    ]
    sketched = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        days = [int(item.family < 0) for item in items]
        found, joined = place(ledger, sketches, [item.site for item in items], days=days)
        size = stored(ledger) / len(items)
        ledger.close()
    count = len(items)
    told = f"{count / (sketched + joined):,.0f} (sketch {count / sketched:,.0f}, join {count / joined:,.0f})"
    return Verdict(found, told, size)


def place(
    ledger: Ledger,
    sketches: Sequence[Fingerprint],
    sites: Sequence[str],
    start: int = 0,
    days: Sequence[int] = (),
) -> tuple[list[str], float]:
    """Join texts to their stories; return the stories, and the processor seconds of `stories.Joining` alone.

    `days` says how many days later than the first each text comes: the next day's report by a template, one.
    """
    found, spent = [], 0.0
    at = leases.now()
    for first in range(0, len(sketches), 100):
        batch = range(first, min(first + 100, len(sketches)))
        with ledger.begin() as tx:
            tx.execute(insert(links), [link(start + n, sites[n], at) for n in batch])
            began = time.process_time()
            texts = {f"{start + n:064x}": sketches[n] for n in batch}
            with stories.Joining(tx, texts) as joining:
                spent += time.process_time() - began
                for n, link_id in zip(batch, texts, strict=True):
                    began = time.process_time()
                    then = at + timedelta(days=days[n] if days else 0)
                    placed = joining.place(link_id, sketches[n], then)
                    spent += time.process_time() - began
                    found.append(placed.story_id)
                    if placed.copy_of:
                        mine = update(links).where(links.c.id == link_id)
                        tx.execute(mine.values(story_id=placed.story_id, copy_of=placed.copy_of))
                began = time.process_time()
            spent += time.process_time() - began
    return found, spent


def link(n: int, site: str, at: object) -> dict[str, object]:
    """Return a row for a link that was just processed."""
    url = f"https://{site}.example/{n}"
    row = dict.fromkeys(("first_seen_at", "due_at"), at) | dict.fromkeys(
        ("url", "canonical_url", "feed_url"), url
    )
    return row | {"id": f"{n:064x}", "shard": 0, "domain": f"{site}.example", "fate": "processed"}


def stored(ledger: Ledger) -> int:
    """Return the bytes that sketches and bands take in a SQLite file, indexes and free room in pages included."""
    names = "('sketches', 'bands', 'sketches_seen', 'sketches_link')"
    query = f"SELECT sum(pgsize) FROM dbstat WHERE name IN {names}"  # noqa: S608
    with ledger.read() as tx:
        return int(tx.execute(text(query)).scalar_one())


def theirs(items: Sequence[Item]) -> Verdict:
    """Return what datasketch makes of them: each joins the story of the likest text that the LSH finds at 0.5."""
    import pickle

    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    made: dict[int, Any] = {}
    found: list[str] = []
    began = time.process_time()
    for n, item in enumerate(items):
        words = re.findall(r"\w+", item.text.casefold())
        mine = MinHash(num_perm=128)
        mine.update_batch([" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))])
        near = [(mine.jaccard(made[other]), -other) for other in lsh.query(mine)]
        likest = max((one for one in near if one[0] >= 0.5), default=None)
        found.append(found[-likest[1]] if likest else str(n))
        made[n] = mine
        lsh.insert(n, mine)
    spent = time.process_time() - began
    return Verdict(found, f"{len(items) / spent:,.0f}", len(pickle.dumps((lsh, made))) / len(items))


def report(name: str, items: Sequence[Item], verdict: Verdict) -> None:
    """Print pair precision, recall and F1, recall by kind and amount of edit, and false pairs by near-miss."""
    true = same_pairs([item.family for item in items])
    found = same_pairs(verdict.stories)
    right = true & found
    precision, recall = len(right) / max(1, len(found)), len(right) / max(1, len(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"\n{name}: pair precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    print(f"    {verdict.per_second} texts/s, {verdict.bytes:,.0f} bytes an article")
    rows: dict[str, dict[float, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for pair in true:
        for item in (items[n] for n in pair):
            if item.kind in EDITS:
                rows[item.kind][item.amount].append(pair in found)
    for kind in sorted(rows):
        cells = (f"{sum(hits) / len(hits):6.3f}" for _, hits in sorted(rows[kind].items()))
        print(f"    recall {kind:10} at 0 to 40 %: {' '.join(cells)}")
    false = Counter((items[a].kind, items[a].amount) for a, b in found - true)
    near = Counter(item.kind for item in items if item.kind not in EDITS and item.kind != "base")
    print(
        "    near-misses in the set: " + ", ".join(f"{kind} {count}" for kind, count in sorted(near.items()))
    )
    print(
        "    false pairs: "
        + (", ".join(f"{k} {a:.0%}: {c}" for (k, a), c in sorted(false.items())) or "none")
    )


def same_pairs(groups: Sequence[object]) -> set[tuple[int, int]]:
    """Return the pairs of places that hold the same value."""
    members: dict[object, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        members[group].append(n)
    return {pair for held in members.values() for pair in combinations(held, 2)}


def grow(goal: int, chance: random.Random) -> None:
    """Fill a ledger with unrelated texts of 500 shingles, and print what the last thousands cost at each step.

    Only their hashes are made: nine in ten of its own, one of 200,000 set phrases by Zipf's law. `join` is the copy
    finder alone, `commit` all of it: the row of the link, the copy finder, and SQLite's writing (processor time).
    """
    numbers = np.random.default_rng(chance.randrange(1 << 32))
    phrases = numbers.integers(1 << 40, size=200_000)
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        recent: deque[tuple[float, float]] = deque(maxlen=5)
        for count in range(0, goal, 1000):
            made = [invented(numbers, phrases) for _ in range(1000)]
            began = time.process_time()
            _, spent = place(ledger, made, [f"site{chance.randrange(997)}" for _ in made], count)
            recent.append((spent, time.process_time() - began))
            after = count + 1000
            if after in STEPS or after == goal:
                join, commit = (1000 * len(recent) / sum(side) for side in zip(*recent, strict=True))
                size, memory = (
                    stored(ledger) / after,
                    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                )
                told = f"join {join:,.0f}/s, commit {commit:,.0f}/s, {size:,.0f} bytes an article"
                print(f"    {after:>9,} unrelated articles: {told}, {memory:,.0f} MB resident", flush=True)
        with ledger.read() as tx:
            wrong = tx.execute(select(func.count()).where(links.c.copy_of.is_not(None))).scalar_one()
        print(f"    {wrong} of them taken for copies")
        ledger.close()


def lay(goal: int, chance: random.Random) -> None:
    """Lay unrelated texts into a ledger, as `known_texts.remember` would, and print what the next ones cost.

    Ten thousand fingerprints are made and given other hashes each time, which is all by which texts are found. The
    ledger is smaller than one that has grown: what is laid in order leaves no room in SQLite's pages.
    """
    numbers = np.random.default_rng(chance.randrange(1 << 32))
    phrases = numbers.integers(1 << 40, size=200_000)
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        place(ledger, [invented(numbers, phrases) for _ in range(1000)], ["first"] * 1000)
        with ledger.begin() as tx:
            model = tx.execute(select(sketches).limit(1)).mappings().one()
            led = []
            for first in range(1000, goal, LAID_AT_ONCE):
                some = range(first, min(first + LAID_AT_ONCE, goal))
                tx.execute(insert(links), [link(n, f"site{n % 997}", leases.now()) for n in some])
                made = np.sort(numbers.integers(1 << 40, size=(len(some), SKETCH_SIZE)) >> 2, axis=1)
                rows = [
                    {
                        **model,
                        "n": n + 1,
                        "link_id": f"{n:064x}",
                        "link_hash": n,
                        "sketch": pack_tight(tuple(hashes)),
                    }
                    for n, hashes in zip(some, made.tolist(), strict=True)
                ]
                tx.execute(insert(sketches), rows)
                own = np.array([band_of(value) for value in made[:, :BANDS].ravel().tolist()])
                led.append(np.stack([own, np.repeat(np.array(some) + 1, BANDS)], axis=1))
            every = np.concatenate(led)
            every = every[np.argsort(every[:, 0], kind="stable")]
            for first in range(0, len(every), BANDS * LAID_AT_ONCE):
                rows = [
                    {"band": band, "n": n} for band, n in every[first : first + BANDS * LAID_AT_ONCE].tolist()
                ]
                tx.execute(insert(bands), rows)
        next_ones = [invented(numbers, phrases) for _ in range(3000)]
        _, spent = place(ledger, next_ones, [f"site{chance.randrange(997)}" for _ in next_ones], goal)
        print(f"    {goal:>9,} remembered articles: join {len(next_ones) / spent:,.0f}/s", flush=True)
        ledger.close()


def invented(numbers: np.random.Generator, phrases: "np.ndarray[Any, Any]") -> Fingerprint:
    """Return the fingerprint of a text that nobody wrote."""
    own = numbers.integers(1 << 40, size=450)
    common = phrases[numbers.zipf(1.2, size=50) % len(phrases)]
    sketch = tuple(np.unique(np.concatenate([own, common]))[:SKETCH_SIZE].tolist())
    beginning = tuple(np.sort(own[: 10 * HEAD_BANDS]).tolist())
    title, lede = (
        tuple((numbers.integers(1 << 21, size=size) << 3 | 2).tolist())
        for size in (TELLING_WORDS, LEDE_WORDS)
    )
    head = Head(title, lede)
    telling, behind = head.telling(), frozenset(numbers.integers(1 << 21, size=WORDS_BEHIND).tolist())
    return Fingerprint(
        sketch,
        beginning,
        head,
        frozenset(own.tolist()),
        PUBLISHED,
        head_pairs(head, PUBLISHED),
        asked_pairs(
            (*title, *lede, *(word << KIND_BITS | WORD for word in islice(behind, LEDE_WORDS // 2))),
            PUBLISHED,
        ),
        telling | behind,
        make_rest(behind, telling),
    )


if __name__ == "__main__":
    main()
