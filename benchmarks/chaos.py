"""Links, documents and alerts lost, doubled or late over half an hour of chaos, on both pairs of stores.

    PYTHONPATH=tests/support:scripts python -m benchmarks.chaos [--minutes 30] [--seed 1] [--only files|servers]

Half of the time two runs share SQLite and tantivy, half of it PostgreSQL and Elasticsearch. Asked: nothing lost or
doubled, no run that ended by itself, and each good page's alert within 60 s beside outages. tests/support/chaos.py
tells what goes wrong, and tests/support/chaos_verdict.py what is held against the program.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from chaos import Chaos
from chaos_verdict import Verdict, judge
from elasticsearch_server import ElasticsearchServer
from hostile_server import Hostile
from postgres_server import PostgresServer


def main(arguments: Sequence[str] | None = None) -> None:
    """Have chaos on each pair of stores, and print what came of it; the status is 1 where a promise was broken."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--minutes", type=float, default=30.0, help="for both pairs together")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=PAIRS)
    given = options.parse_args(arguments)
    pairs = [given.only] if given.only else list(PAIRS)
    verdicts = [run_chaos(pair, given.seed, given.minutes * 60 / len(pairs)) for pair in pairs]
    sys.exit(not all(verdict.is_sound for verdict in verdicts))


def run_chaos(pair: str, seed: int, seconds: float) -> Verdict:
    """Have one trouble after the other on a pair of stores for so many seconds; print and give the verdict."""
    end = time.monotonic() + seconds
    with (
        tempfile.TemporaryDirectory() as folder,
        Hostile() as web,
        PAIRS[pair](web, Path(folder), seed) as chaos,
    ):
        while time.monotonic() < end:
            for name in chaos.dice.sample(chaos.troubles, len(chaos.troubles)):
                if time.monotonic() < end:
                    chaos.go_through(name)
        evidence = chaos.settle()
    verdict = judge(evidence)
    print(f"{pair}: {len(evidence.published)} good pages, {len(evidence.posts)} messages", end=", ")
    print(f"{verdict.repeats} of them sent again after a kill, slowest alert {verdict.slowest_s:.0f} s")
    print(f"  troubles: {', '.join(f'{number} {name}' for name, number in Counter(chaos.done).items())}")
    for what in ("lost", "doubled", "late", "ended"):
        found = getattr(verdict, what)
        print(f"  {what}: {len(found)}", *found[:10], sep="\n    ", flush=True)
    return verdict


@contextmanager
def on_files(web: Hostile, folder: Path, seed: int) -> Iterator[Chaos]:
    """Keep all in SQLite and tantivy."""
    with Chaos(web, folder, seed) as chaos:
        yield chaos


@contextmanager
def on_servers(web: Hostile, folder: Path, seed: int) -> Iterator[Chaos]:
    """Keep all in a PostgreSQL and an Elasticsearch of our own."""
    with ExitStack() as servers:
        postgres = servers.enter_context(PostgresServer())
        elasticsearch = servers.enter_context(ElasticsearchServer())
        urls = {
            "WIREWATCH_STATE_URL": f"{postgres.url}/postgres",
            "WIREWATCH_INDEX_URL": elasticsearch.url,
        }
        with Chaos(web, folder, seed, [postgres], [elasticsearch], **urls) as chaos:
            yield chaos


PAIRS = {"files": on_files, "servers": on_servers}

if __name__ == "__main__":
    main()
