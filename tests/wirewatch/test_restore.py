"""A ledger put back from its backup: what came after that is told in docs/operations.md, and can be had back."""

import shutil
import sqlite3
from collections import Counter
from pathlib import Path

from newsroom import RSS, Newsroom, rss_feed


def back_up(newsroom: Newsroom, to: Path) -> None:
    """Copy the ledger as docs/operations.md has it."""
    ledger = sqlite3.connect(newsroom.home / "ledger.db")
    ledger.execute("VACUUM INTO ?", [str(to)])
    ledger.close()


def put_back(newsroom: Newsroom, backup: Path) -> None:
    """Put the copy in the ledger's place, as docs/operations.md has it."""
    for file in newsroom.home.glob("ledger.db*"):
        file.unlink()
    shutil.copy(backup, newsroom.home / "ledger.db")


def lose_a_day(newsroom: Newsroom, folder: Path) -> None:
    """Publish one article before a backup and two after it, one of which no feed shows when that is back."""
    newsroom.publish("/one.xml", 1)
    newsroom.show_items("/two.xml")
    newsroom.write_feeds()
    newsroom.run_pipeline()
    back_up(newsroom, folder / "backup.db")
    newsroom.publish("/one.xml", 3)
    newsroom.publish("/two.xml", 2)
    newsroom.run_pipeline()
    newsroom.web.serve("/two.xml", rss_feed(), RSS)
    put_back(newsroom, folder / "backup.db")


def keys(newsroom: Newsroom) -> Counter[tuple[str, str]]:
    return Counter((post["url"], post["header"]) for post in newsroom.received_posts())


def test_what_feeds_still_show_is_told_again_under_its_key(fresh_newsroom: Newsroom, tmp_path: Path) -> None:
    """One document each; what no feed shows any more stays in the index, and the ledger does not know it."""
    lose_a_day(fresh_newsroom, tmp_path)
    fresh_newsroom.run_pipeline()
    page = fresh_newsroom.page_url
    told = keys(fresh_newsroom)
    assert sorted((url, number) for (url, _), number in told.items()) == [
        (page(1), 1),
        (page(2), 1),
        (page(3), 2),
    ]
    assert [document["url"] for document in fresh_newsroom.documents()] == [page(1), page(2), page(3)]
    assert "no feed has shown" in fresh_newsroom.run_command("why", page(2), status=1).err


def test_the_landing_zone_gives_all_of_it_back_and_tells_nobody(
    fresh_newsroom: Newsroom, tmp_path: Path
) -> None:
    """Taken in before the next run, nothing is fetched or told a second time, and nothing is unknown."""
    lose_a_day(fresh_newsroom, tmp_path)
    asked = fresh_newsroom.page_requests()
    files = [str(file) for file in sorted(fresh_newsroom.home.glob("landing/raw/*/*/*/*.warc.gz"))]
    fresh_newsroom.run_command("backfill", *files)
    fresh_newsroom.run_pipeline()
    assert fresh_newsroom.status()["fates"]["indexed"] == 3
    assert len(fresh_newsroom.documents()) == 3
    assert set(keys(fresh_newsroom).values()) == {1}
    assert fresh_newsroom.page_requests() == asked
    assert fresh_newsroom.why(fresh_newsroom.page_url(2))["fate"] == "indexed"
