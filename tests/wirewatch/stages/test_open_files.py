"""A process that may open few files: its work waits, and no host pays for that."""

import resource
from collections import Counter
from pathlib import Path

from newsroom import RSS, Newsroom, article_page, article_text, rss_feed, rss_item
from sqlalchemy import select

from wirewatch.ledger.schema import feeds, steps

WITH_EVERY_NAME = f"""
import sys
sys.path.append({str(Path(__file__).parents[2] / "support")!r})
from pathlib import Path
from changed_world import change_names
from wirewatch.cli.app import run
change_names(Path("nowhere"))
sys.exit(run(["run", "--once"]))
"""
HOSTS = 80
FEW = 64


def allow_few_files() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW, FEW))


def test_a_run_that_may_open_few_files_blames_no_host(fresh_newsroom: Newsroom) -> None:
    """Eighty hosts want more connections than there may be: the machine is told of, and the rest comes later."""
    web = fresh_newsroom.web
    for number in range(HOSTS):
        at = f"http://h{number}.example:{web.port}"
        web.serve(f"/a/{number}", article_page(f"Report {number}", article_text(number)))
        web.serve(f"/{number}.xml", rss_feed(rss_item(f"{at}/a/{number}", f"Report {number}")), RSS)
        fresh_newsroom.add_feed(f"/{number}.xml", url=f"{at}/{number}.xml")
    fresh_newsroom.write_feeds()
    few = fresh_newsroom.start_python("-c", WITH_EVERY_NAME, preexec_fn=allow_few_files)
    _, err = few.communicate(timeout=120)
    assert few.returncode in (0, 1)
    assert all(line.startswith(b"wirewatch: ") for line in err.splitlines()), err.decode()
    with fresh_newsroom.project() as project, project.ledger.read() as tx:
        assert tx.execute(select(feeds.c.reason, feeds.c.detail).where(feeds.c.failures > 0)).all() == []
        outcomes = Counter(tx.execute(select(steps.c.outcome)).scalars())
        reasons = " ".join(tx.execute(select(feeds.c.detail).where(feeds.c.detail.is_not(None))).scalars())
    assert not outcomes["retry"]
    assert "this machine cannot open another connection" in reasons
    many = fresh_newsroom.start_python("-c", WITH_EVERY_NAME)
    assert (many.communicate(timeout=120)[1], many.returncode) == (b"", 0)
    assert fresh_newsroom.status()["fates"]["indexed"] == HOSTS
