"""Killed at any instant, the pipeline resumes: nothing lost, nothing doubled, nobody told twice without reason."""

import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import kill_at_moment
import psutil
import pytest
from hostile_server import Hostile
from killed_newsroom import KilledNewsroom, bury
from newsroom import (
    RULE,
    Newsroom,
    all_links_counted,
    article_page,
    article_text,
    rss_item,
)

from wirewatch.ledger import leases

MOMENTS = [
    *(
        f"{when}:{name}:1"
        for name in ("land_pages", "land_articles", "rename", "write", "match", "deliver")
        for when in ("before", "after")
    ),
    *("before:rename:2", "before:deliver:2", "after:deliver:3"),
    *(f"{when}:commit:{nth}" for nth in range(1, 15) for when in ("before", "after")),
]
RANDOM = 14
"""Kills at random moments, beside those at MOMENTS."""


@pytest.mark.timeout(900)
def test_killed_at_every_boundary_and_anywhere(tmp_path: Path) -> None:
    """Killed more than 50 times, at each boundary and at random moments, the runs end with everything done once."""
    dice = random.Random(20211105)  # noqa: S311
    ways: list[Any] = [*MOMENTS, *(dice.uniform(0, 1.5) for _ in range(RANDOM))]
    dice.shuffle(ways)

    def die(killed: KilledNewsroom, ways: list[Any]) -> None:
        for way in ways:
            killed.die_at(way) if isinstance(way, str) else killed.die_after(way)
        killed.finish()

    with Hostile() as one_web, Hostile() as other_web, ThreadPoolExecutor(2) as threads:
        both = [KilledNewsroom(one_web, tmp_path / "one"), KilledNewsroom(other_web, tmp_path / "two")]
        list(threads.map(die, both, (ways[::2], ways[1::2])))
        for killed in both:
            killed.hold_to_its_promises()
            assert killed.left_behind == []
    assert sum(killed.kills for killed in both) >= 50


def test_a_dead_process_that_nobody_waited_for_holds_nothing(tmp_path: Path) -> None:
    """A worker that was killed gives its rows back at once, even while its parent has not taken note of its death."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        zombie = newsroom.start_python(kill_at_moment.__file__, "before:land_pages:1", "run", "--once")
        while psutil.Process(zombie.pid).status() != psutil.STATUS_ZOMBIE:
            os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        with newsroom.project() as project:
            assert leases.claim(project.ledger, leases.FETCH, 9) == []
            assert leases.free_dead_leases(project.ledger) == 1
            assert len(leases.claim(project.ledger, leases.FETCH, 9)) == 1
        zombie.communicate()


REVISING = [
    *(f"before:commit:{nth}" for nth in range(2, 10)),
    *(
        f"{when}:{name}:1"
        for name in ("land_pages", "land_articles", "write")
        for when in ("before", "after")
    ),
]


@pytest.mark.timeout(600)
def test_killed_while_articles_are_revised(tmp_path: Path) -> None:
    """Killed at each boundary of a run that reads a changed article again, each one is revised once."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        numbers = list(range(len(REVISING)))
        newsroom.publish("/one.xml", *numbers)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        for number, moment in zip(numbers, REVISING, strict=True):
            web.serve(
                f"/a/{number}",
                article_page(f"Report {number}", f"{article_text(number)}\nIt was corrected on Friday."),
            )
            newsroom.items["/one.xml"][number] = rss_item(
                newsroom.page_url(number), f"Report {number}, corrected"
            )
            newsroom.show_items("/one.xml")
            bury(newsroom.start_python(kill_at_moment.__file__, moment, "run", "--once"))
        newsroom.run_pipeline()
        assert {(one["url"], one["revision"]) for one in newsroom.documents()} == {
            (newsroom.page_url(n), 2) for n in numbers
        }
        assert all(one["text"].endswith("It was corrected on Friday.") for one in newsroom.documents())
        assert (
            len({post["key"] for post in newsroom.received_posts()})
            == len(newsroom.received_posts())
            == len(numbers)
        )
        told = newsroom.status()
        assert all_links_counted(told)
        assert told["fates"] == {"indexed": len(numbers), "rejected": {}, "failed": {}}
        done = ["seen", "fetched", "processed", "indexed", "changed", "fetched", "processed", "indexed"]
        for number in numbers:
            assert [step["outcome"] for step in newsroom.why(newsroom.page_url(number))["steps"]] == done


KINDS: dict[str, Any] = {
    "count": {"count": 2, "within": "1d"},
    "new": {"new": "text_from"},
    "outlets": {"outlets": 2},
    "silent": {"silent": "1d"},
    "spike": {"spike": 3, "baseline": "1d", "within": "1h"},
}


@pytest.mark.timeout(900)
def test_what_rules_remember_survives_kills(tmp_path: Path) -> None:
    """Killed around matching and at the commits of a run, rules that count tell of what they would have without."""
    rules = [{**RULE, "name": name, "when": when} for name, when in KINDS.items()]
    moments = [
        *("before:match:1", "after:match:1"),
        *(f"{when}:commit:{nth}" for nth in range(8, 18, 2) for when in ("before", "after")),
    ]
    with Hostile() as web:
        killed = KilledNewsroom(web, tmp_path)
        killed.newsroom.write_alerts(
            {"alerts": rules, "channels": {"desk": {"url": killed.newsroom.hook_url()}}}
        )
        for moment in moments:
            killed.die_at(moment)
        killed.finish()
        assert killed.kills >= len(moments) // 2
        posts = {post["key"]: post for post in killed.newsroom.received_posts()}.values()
        told = Counter(post["rule"] for post in posts)
        assert set(told) == {"count", "new"}
        assert told["new"] == 1
        # What had gathered while nothing was matched is told as one: each story is counted, and none twice.
        assert sum(post["number"] for post in posts if post["rule"] == "count") == killed.published
        replayed = {
            name: len(killed.newsroom.run_command("alerts", "test", name, "--json").json)
            for name in ("count", "new", "outlets")
        }
        assert replayed == {"count": told["count"], "new": 1, "outlets": 0}
        assert killed.newsroom.status()["alerts"] == {"pending": 0, "sent": sum(told.values()), "failed": 0}
