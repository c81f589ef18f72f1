"""One `run --once` over copies of the feeds that Wirewatch ships: how long it takes, and what became of each link.

    PYTHONPATH=tests/support:scripts python -m benchmarks.once [--items 20]

The copies are made up: each feed has its own host and so many items, and each item a page with an article. Some
feeds are in trouble, as some always are: one in nine is gone, fails, or shows a page in place of a feed.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from hostile_server import Hostile
from many_hosts import with_many_hosts
from newsroom import RSS, Newsroom, article_page, article_text, rss_feed, rss_item

from scrapers.http import Limits
from scrapers.urls import host_of
from wirewatch.config.feeds import read_feeds
from wirewatch.inspect.status import project_status
from wirewatch.pipeline import run_once

SHIPPED = Path(__file__).parents[1] / "config" / "feeds.yaml"
TROUBLE = 9
"""One feed in so many is in trouble."""


def main() -> None:
    """Print what the run did, and how long it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=20, help="of each feed")
    options = parser.parse_args()
    shipped = read_feeds(SHIPPED)
    with tempfile.TemporaryDirectory() as folder, Hostile() as web:
        newsroom = Newsroom(web, Path(folder))
        for number, feed in enumerate(shipped):
            host, target = host_of(feed.url), f"/feed/{number}"
            newsroom.add_feed(target, url=f"http://{host}:{web.port}{target}")
            newsroom.feeds[target]["source"]["domain"] = host
            _serve(web, host, target, number, options.items)
        newsroom.write_feeds()
        with with_many_hosts(newsroom.project(), delay=Limits().delay) as project:
            started, processor = time.monotonic(), time.process_time()
            stages: Counter[str] = Counter()
            for done in run_once(project):
                stages.update({f"{done.stage} {name}": count for name, count in done.counts.items()})
            took, processor = time.monotonic() - started, time.process_time() - processor
            told = project_status(project)
    print(f"{len(shipped)} feeds: {took:.1f} s, of which {processor:.1f} s in the first process")
    print(", ".join(f"{name} {count}" for name, count in stages.items()))
    print(f"fates: {told['fates']}")
    print(f"feeds: {dict(Counter(feed['health'] for feed in told['feeds']))}")


def _serve(web: Hostile, host: str, target: str, number: int, items: int) -> None:
    if number % TROUBLE == TROUBLE - 1:
        kind = number // TROUBLE % 3
        if kind < 2:
            web.serve(target, "gone" if kind else "down", status=410 if kind else 500)
        else:
            web.serve(target, article_page("Welcome", "This was a feed once."))
        return
    shown = []
    for item in range(items):
        title, place = f"Report {number * 1000 + item}", f"/page/{number}/{item}"
        web.serve(place, article_page(title, article_text(number * 1000 + item)))
        shown.append(rss_item(f"http://{host}:{web.port}{place}", title))
    web.serve(target, rss_feed(*shown), RSS)


if __name__ == "__main__":
    main()
