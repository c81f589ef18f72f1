"""A search for statements in an index whose articles have none says how to fill them in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Newsroom
from sample_documents import STORE_KINDS, open_empty_store, sample_document

from processors.query.query import parse_query
from processors.records import Statement
from processors.stores.store import Store
from wirewatch.inspect.old_articles import lacking_statements

CLAIM = Statement("claim", "isis-k", "Amaq", (), False, "text", 0, 9, False, "en.claim")


@pytest.fixture(params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Open an empty store."""
    for store in open_empty_store(request.param, request, tmp_path):
        store.prepare()
        yield store


def test_a_search_for_statements_names_the_mend_where_no_article_has_any(store: Store) -> None:
    """It says nothing of an empty index, to another query, and once an article has a statement."""
    asked = parse_query("claims:isis-k OR kabul")
    assert lacking_statements(asked, store) is None
    assert store.write([sample_document(1), sample_document(2)]) == []
    told = lacking_statements(asked, store)
    assert told
    assert told.message == "none of the 2 articles of the index has statements"
    assert "`wirewatch reprocess`" in told.mend
    assert lacking_statements(parse_query("kabul"), store) is None
    assert store.write([sample_document(3, statements=(CLAIM,))]) == []
    assert lacking_statements(parse_query("denies:taliban"), store) is None


def test_the_command_says_so_in_one_line(fresh_newsroom: Newsroom) -> None:
    """It stands beside the answer, whose status stays 0."""
    with fresh_newsroom.project() as project:
        project.writable_store.write([sample_document(1)])
    called = fresh_newsroom.run_command("search", "claims:*", "--json")
    assert called.json["total"] == 0
    assert called.err == (
        "wirewatch: the one article of the index has no statements; where they are from an earlier version, "
        "`wirewatch reprocess` fills them in\n"
    )
