"""Searches as the command makes them: stories, facets, and what is refused."""

from pathlib import Path

import pytest
from sample_documents import sample_document

from processors.stores.open import open_store
from processors.stores.store import Store
from scrapers.records import Source
from wirewatch.cli.search import show_hits
from wirewatch.errors import Mistake
from wirewatch.inspect import search
from wirewatch.inspect.search import read_sort, search_articles


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Open a store with 30 stories: the first has 50 articles of ten outlets, each other one."""
    store = open_store(f"tantivy:{tmp_path}/index")
    store.prepare()
    outlets = [Source(id=f"o{n}", name=f"Outlet {n}", domain=f"o{n}.example") for n in range(10)]
    many = [
        sample_document(
            number,
            "attack attack" if number else "nothing of it",
            source=outlets[number % 10],
            story_id="a" * 64,
            copy_of="0" * 64 if number else None,
        )
        for number in range(50)
    ]
    others = [
        sample_document(number, "one attack among words", story_id=f"{number:064x}")
        for number in range(100, 129)
    ]
    assert store.write([*many, *others]) == []
    return store


def test_stories_come_once_with_all_their_outlets(store: Store) -> None:
    """However many copies stand before the others, each story is one hit, and its first article need not match."""
    found = search_articles(store, "attack", stories=True, size=5)
    assert found["total"] == 30
    assert len({hit["story_id"] for hit in found["hits"]}) == len(found["hits"]) == 5
    first = next(hit for hit in found["hits"] if hit["story_id"] == "a" * 64)
    assert (len(first["outlets"]), first["articles"]) == (10, 50)
    assert first["highlight"]["text"] == ["<em>attack</em> <em>attack</em>"]
    whole = search_articles(store, "attack", stories=True, size=100)
    assert len(whole["hits"]) == 30
    assert [hit["id"] for hit in whole["hits"]][:5] == [hit["id"] for hit in found["hits"]]
    assert search_articles(store, "helmand", stories=True) == {"total": 0, "hits": []}


def test_what_is_beyond_the_limits_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more stories than are counted the number is a floor, and where some are behind the articles looked at, too."""
    assert search_articles(store, "attack", stories=True, size=100).keys() == {"total", "hits"}
    monkeypatch.setattr(search, "MAX_FACET_VALUES", 30)
    assert search_articles(store, "attack", stories=True, size=5)["total_at_least"] is True
    assert "total_at_least" not in search_articles(store, "attack", size=5)
    monkeypatch.setattr(search, "MAX_SIZE", 60)
    found = search_articles(store, "attack", stories=True, size=25)
    assert (found["cut"], len(found["hits"]) < 25) == (True, True)
    assert "cut" not in search_articles(store, "attack", stories=True, size=2)


def test_stories_are_not_told_apart_where_their_first_articles_are_enough(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many articles that are no copies are as many stories: to tell all stories apart would take long."""
    exact = search_articles(store, "attack", stories=True, size=5)
    firsts = search_articles(store, "attack AND NOT _exists_:copy_of", size=0)["total"]
    assert firsts <= exact["total"]
    monkeypatch.setattr(search, "MAX_FACET_VALUES", firsts)
    monkeypatch.delattr(type(store), "facet")
    found = search_articles(store, "attack", stories=True, size=5)
    assert (found["total"], found["total_at_least"]) == (firsts, True)
    assert [hit["id"] for hit in found["hits"]] == [hit["id"] for hit in exact["hits"]]


def test_more_stories_than_are_counted_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command says that the number is a floor, and how to see what is behind the first articles."""
    show_hits({"total": 10_000, "hits": [], "total_at_least": True, "cut": True})
    told = " ".join(capsys.readouterr().out.split())
    assert "10,000 found at least" in told
    assert "narrow the search" in told


def test_events_come_once_with_the_outlets_of_all_their_stories(tmp_path: Path) -> None:
    """Two stories of one event are one hit; what has none yet stands alone, documents of old too."""
    store = open_store(f"tantivy:{tmp_path}/index")
    outlets = [Source(id=f"o{n}", name=f"Outlet {n}", domain=f"o{n}.example") for n in range(4)]
    documents = [
        sample_document(
            n + 1,
            "an attack",
            source=outlets[n],
            story_id=f"{n + 1:064x}",
            event_id=f"{1:064x}" if n < 2 else None,
        )
        for n in range(4)
    ]
    del documents[3]["event_id"]
    assert store.write(documents) == []
    found = search_articles(store, "attack", events=True, sort="oldest")
    assert found["total"] == len(found["hits"]) == 3
    assert sorted((len(hit["outlets"]), hit["articles"]) for hit in found["hits"]) == [(1, 1), (1, 1), (2, 2)]
    assert search_articles(store, "attack", size=0, facets=["event_id"])["facets"] == {
        "event_id": {f"{1:064x}": 2}
    }


def test_facets_stand_beside_the_hits(store: Store) -> None:
    """Each field asked for is counted over all that is found; a field that has no values is a mistake."""
    found = search_articles(store, "attack", size=0, facets=["source.id", "language"])
    assert found["hits"] == []
    assert found["facets"]["language"] == {}
    assert list(found["facets"]["source.id"].items())[:2] == [("example", 29), ("o1", 5)]
    assert "facets" not in search_articles(store, "attack")
    for field, mend in {
        "grops": "did you mean groups",
        "title": "these have",
        "revision": "these have",
    }.items():
        with pytest.raises(Mistake, match=mend):
            search_articles(store, "attack", facets=[field])


def test_orders_and_times_that_are_none_are_refused(store: Store) -> None:
    """An unknown order and a time that ends before it starts are told with the mend."""
    assert read_sort("oldest") == "oldest"
    with pytest.raises(Mistake, match="write relevance or newest or oldest"):
        read_sort("up")
    with pytest.raises(Mistake, match="smaller end first"):
        search_articles(store, "attack", since="1d", until="7d")
