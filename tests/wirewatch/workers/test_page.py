"""What a worker makes of one page."""

from pathlib import Path

import msgspec
import pytest
from newsroom import article_page, article_text

from processors.clean import clean_html
from processors.health.reread import MIN_KEPT_SHARE
from processors.stories.sketch import make_sketch
from wirewatch.landing import LandingZone
from wirewatch.ledger import leases
from wirewatch.workers import page as worker


def test_only_a_stored_text_of_the_page_itself_is_held_against_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page may say something else than the feed did, and what the landing zone has lost says nothing."""
    landing = LandingZone(str(tmp_path))
    monkeypatch.setattr(worker._WorkerTools, "landing", landing, raising=False)
    stored = clean_html(article_page("Report 1", article_text(1)), "https://one.example/1")
    of_feed = msgspec.structs.replace(stored, text_from="feed")
    page, feed = landing.write_articles(map(msgspec.json.encode, (stored, of_feed)), leases.now())
    other = make_sketch(article_text(2))
    assert (
        worker._kept_share(page, other) < MIN_KEPT_SHARE <= worker._kept_share(page, make_sketch(stored.text))
    )
    assert worker._kept_share(feed, other) == worker._kept_share("articles/2026/01/01/none#0", other) == 1
