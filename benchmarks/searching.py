"""How long a search takes in a large index: median and 99th percentile.

    python -m benchmarks.searching [--documents 1000000] [--searches 500] [--index URL]

Made-up news (benchmarks/newslike.py) with short texts, 40 words on average where an article has hundreds: what is
measured is looking up in many documents, and not their length. The searches have the shapes of rules, ten articles
with their snippets each, by relevance; one in four is by date, and each is asked once. Without --index the index is
made in a folder for temporary files by tantivy; `http://...` measures an Elasticsearch, under a name of its own. Both
go when it ends.
"""

import argparse
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count, islice
from statistics import median, quantiles

from benchmarks.newslike import News
from processors.query.query import parse_query
from processors.stores.open import open_store
from processors.stores.store import Sort, Store

AT_ONCE = 5_000


def main() -> None:
    """Fill an index and print what searches in it take."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--searches", type=int, default=500)
    parser.add_argument("--index", help="an Elasticsearch, in place of a folder")
    options = parser.parse_args()
    news = News(words=40)
    with _opened(options.index) as store:
        started = time.perf_counter()
        documents = news.documents(options.documents, "all")
        for number in count(1):
            some = list(islice(documents, AT_ONCE))
            if not some:
                break
            assert store.write(some) == []
            if number % 20 == 0:
                print(
                    f"{number * AT_ONCE:,} written after {time.perf_counter() - started:,.0f} s", flush=True
                )
        _measure(store, news, options.searches)


def _measure(store: Store, news: News, searches: int) -> None:
    walls, processors, totals = [], [], []
    for number, text in enumerate(news.rules(searches)):
        query = parse_query(text)
        sort: Sort = "newest" if number % 4 == 0 else "relevance"
        wall, processor = time.perf_counter(), time.process_time()
        totals.append(store.search(query, size=10, sort=sort).total)
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    health = store.health()
    for name, several in (("clock", walls), ("processor of this process", processors)):
        print(
            f"{health['kind']}, {health['documents']:,} documents, {searches} searches, {name}: "
            f"median {median(several):.1f} ms, 99th percentile {quantiles(several, n=100)[98]:.1f} ms"
        )
    print(f"found: {median(totals):,.0f} documents in the median, {max(totals):,} at most")


@contextmanager
def _opened(url: str | None) -> Iterator[Store]:
    alias = f"bench-{secrets.token_hex(6)}"
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(url or f"tantivy:{folder}/index", alias=alias)
        store.prepare()
        try:
            yield store
        finally:
            with suppress(AttributeError):
                client = store.client  # type: ignore[attr-defined]
                for index in client.indices.get(index=f"{alias}-*"):
                    client.indices.delete(index=index)
                client.indices.delete_index_template(name=alias)


if __name__ == "__main__":
    main()
