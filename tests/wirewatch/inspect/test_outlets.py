"""Whom `--source` means: an outlet's id, its domain, or the name that a search prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_documents import STORE_KINDS, numbers_of, open_empty_store, sample_document

from processors.stores.store import Store
from scrapers.records import Feed, Source
from wirewatch.errors import Mistake
from wirewatch.inspect.search import search_articles

OUTLETS = [
    Source(id="bbc", name="BBC News", domain="bbc.example"),
    Source(id="bbc-persian", name="بی‌بی‌سی فارسی", domain="bbc.example"),
    Source(id="dawn.example", name="Dawn, World", domain="dawn.example"),
    Source(id="dawn.example", name="Dawn, Home", domain="dawn.example"),
    Source(id="daily-pk", name="The Daily", domain="daily.pk.example"),
    Source(id="daily-in", name="The  DAILY", domain="daily.in.example"),
    Source(id="star", name="★", domain="star.example"),
]
FEEDS = [
    Feed("https://new.example/rss", Source(id="new", name="New Paper", domain="new.example")),
    Feed("https://other.example/rss", Source(id="other", name="BBC News World", domain="other.example")),
]


@pytest.fixture(params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Open a store with one article of each outlet, numbered as they stand above."""
    for store in open_empty_store(request.param, request, tmp_path):
        store.prepare()
        assert (
            store.write([sample_document(number, "attack", source=one) for number, one in enumerate(OUTLETS)])
            == []
        )
        yield store


@pytest.mark.parametrize(
    ("asked", "wanted"),
    {
        "bbc": [0],
        "BBC": [0],
        "bbc.example": [0, 1],
        "BBC.example": [0, 1],
        "BBC News": [0],
        "bbc  news": [0],
        "بی‌بی‌سی فارسی": [1],
        "dawn.example": [2, 3],
        "Dawn, World": [2],
        "star": [6],
        "★": [6],
        "New Paper": [],
        "new": [],
    }.items(),
)
def test_an_outlet_is_found_by_what_is_written_of_it(store: Store, asked: str, wanted: list[int]) -> None:
    """An id or a domain finds all of an outlet, a name what is printed under it, in any letter case."""
    found = search_articles(store, "attack", source=asked, feeds=FEEDS)
    assert sorted(numbers_of(found["hits"])) == wanted


@pytest.mark.parametrize(
    ("asked", "told"),
    {
        "the daily": "2 outlets are named 'the daily'; give one of their ids: daily-in, daily-pk",
        "bbcc": "no source 'bbcc' in feeds.yaml or in the index; did you mean 'bbc'?",
        "New Papers": "did you mean 'New Paper'?",
        "—": "no source '—' in feeds.yaml or in the index; `wirewatch search '\\*' --facet source.id` counts them",
    }.items(),
)
def test_nobody_and_several_are_refused(store: Store, asked: str, told: str) -> None:
    """A name that several outlets have is refused with their ids, and one that none has with what is alike."""
    with pytest.raises(Mistake, match=told.replace("?", "\\?")):
        search_articles(store, "attack", source=asked, feeds=FEEDS)
