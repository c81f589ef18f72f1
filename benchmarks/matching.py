"""How long rules take against one batch: rules by articles, on both stores.

    python -m benchmarks.matching [--rules 100 1000 10000 50000] [--documents 10000] [--elastic http://127.0.0.1:9200]

Made-up news (benchmarks/newslike.py), 300 words an article, 500 articles to a batch. For each number of rules two of
the batches are matched: for the first the rules are new to the store, as after a start, for the second known. Seconds
are of this process's processor, and of the clock. `candidates` are the rules that the words of the batch do not
exclude, `matching` those that the store found something for.
"""

import argparse
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from benchmarks.newslike import News
from processors.query.query import Query, parse_query
from processors.stores.candidates import RuleIndex
from processors.stores.open import open_store
from processors.stores.store import Store
from processors.stores.vocabulary import Vocabulary

BATCH = 500


def main() -> None:
    """Print a line for each store, number of rules and batch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rules", type=int, nargs="+", default=[100, 1000, 10_000, 50_000])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--elastic", help="an Elasticsearch to be measured too, under a name of its own")
    options = parser.parse_args()
    news = News()
    with tempfile.TemporaryDirectory() as folder, _opened(folder, options.elastic) as stores:
        last: dict[str, list[dict[str, Any]]] = {}
        for first in range(0, options.documents, BATCH):
            name = f"batch-{first}"
            documents = list(news.documents(BATCH, name, first))
            last = {**dict(list(last.items())[-1:]), name: documents}
            for store in stores.values():
                assert store.write(documents) == []
        for count in options.rules:
            rules = {f"rule {number}": parse_query(text) for number, text in enumerate(news.rules(count))}
            for kind, store in stores.items():
                for batch, documents in last.items():
                    _report(kind, store, rules, batch, documents)


@contextmanager
def _opened(folder: str, elastic: str | None) -> Iterator[dict[str, Store]]:
    stores = {"tantivy": open_store(f"tantivy:{folder}/index")}
    alias = f"bench-{secrets.token_hex(6)}"
    if elastic:
        stores["elasticsearch"] = open_store(elastic, alias=alias)
    for store in stores.values():
        store.prepare()
    try:
        yield stores
    finally:
        with suppress(KeyError):
            client = stores["elasticsearch"].client  # type: ignore[attr-defined]
            for index in client.indices.get(index=f"{alias}-*"):
                client.indices.delete(index=index)
            client.indices.delete_index_template(name=alias)


def _report(
    kind: str, store: Store, rules: dict[str, Query], batch: str, documents: list[dict[str, Any]]
) -> None:
    candidates = len(RuleIndex(rules).candidates(Vocabulary(documents)))
    wall, processor = time.perf_counter(), time.process_time()
    matched = store.match(rules, batch)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    matching = sum(map(bool, matched.values()))
    print(
        f"{kind:13} {len(rules):6,} rules  {candidates:6,} candidates  {matching:6,} matching  "
        f"{processor:7.2f} s processor  {wall:7.2f} s clock",
        flush=True,
    )


if __name__ == "__main__":
    main()
