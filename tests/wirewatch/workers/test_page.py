"""What a worker makes of one page."""

from pathlib import Path

import msgspec
import pytest
from newsroom import article_page, article_text

from processors.clean import clean_html
from processors.events.places import find_town, place_key
from processors.groups.read_catalogue import read_catalogue
from processors.health.reread import MIN_KEPT_SHARE
from processors.stories.sketch import make_sketch
from scrapers.records import Feed, Page, Source
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


def test_a_lost_earlier_reading_does_not_cost_the_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the page is lost that an article was made of, a newer reading is held against that article."""
    landing = LandingZone(str(tmp_path))
    groups = [{"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}}]
    for name in ("landing", "tagger", "parents"):
        monkeypatch.setattr(worker._WorkerTools, name, None, raising=False)  # as before when the test is over
    worker.prepare_worker(str(tmp_path), read_catalogue({"groups": groups}))
    stored = clean_html(article_page("Report 1", article_text(1)), "https://one.example/1")
    (article,) = landing.write_articles([msgspec.json.encode(stored)], leases.now())
    source, at = Source("one", "One", "one.example"), leases.now()
    newer = Page(
        id="1", url="https://one.example/1", canonical_url="https://one.example/1", feed=Feed("", source),
        first_seen_at=at, fetched_at=at, status=200, content_type="text/html",
        body=article_page("Report 1", article_text(1) + "\n" + article_text(2)).encode(),
    )  # fmt: skip
    (raw,) = landing.write_pages([newer], at)
    made = worker.make_article(raw, None, "raw/2026/01/01/none#0", article)
    assert made.reason is None
    assert made.change is not None


def test_an_event_is_told_of_by_the_groups_above_a_branch_and_by_the_dateline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What tells of an article's event names the group that a branch is part of, and the place that cleaning took."""
    for name in ("landing", "tagger", "parents", "reader"):
        monkeypatch.setattr(worker._WorkerTools, name, None, raising=False)
    groups = [
        {"id": "isis", "name": "Islamic State", "aliases": {"any": ["Islamic State"]}},
        {"id": "isis-k", "name": "ISIS-K", "part_of": "isis", "aliases": {"any": ["ISIS-K"]}},
    ]
    worker.prepare_worker(str(tmp_path), read_catalogue({"groups": groups}))
    at = leases.now()
    body = article_page("ISIS-K report", "KABUL (Reuters) - ISIS-K said so. " + article_text(1)).encode()
    page = Page(
        id="1", url="https://one.example/1", canonical_url="https://one.example/1",
        feed=Feed("", Source("one", "One", "one.example")),
        first_seen_at=at, fetched_at=at, status=200, content_type="text/html", body=body,
    )  # fmt: skip
    (raw,) = LandingZone(str(tmp_path)).write_pages([page], at)
    made = worker.make_article(raw)
    assert made.event.groups == {"isis-k", "isis+"}
    assert find_town(place_key(("kabul",))) in made.event.places, "of the dateline"
