"""A part of a query can be read, and be written again."""

import pytest
from hypothesis import assume, given
from sample_documents import QUERIES

from processors.query.describe import describe
from processors.query.nodes import QueryError
from processors.query.query import parse_query


@pytest.mark.parametrize(
    "text",
    [
        "kabul", '"car bomb"', '"car bomb"~3', "att*", "word~1", "groups:isis-k", "NOT taliban", "authors:*",
        "published_at:[2026-01-01 TO 2026-02-01}", "(a OR b OR (c AND d))", "mentions:(group:isis AND place:title)",
        'title:"o\'neil"', "source.country:AF",
    ],
)  # fmt: skip
def test_what_is_told_of_a_part_means_the_part(text: str) -> None:
    """It is read as the same query."""
    root = parse_query(text).root
    assert parse_query(describe(root)).root == root


@given(QUERIES)
def test_any_part_of_a_query_is_told_as_it_can_be_written(text: str) -> None:
    """Whatever is told of a query can be read, and is told in the same words again."""
    try:
        root = parse_query(text).root
    except QueryError:
        assume(False)
    assert describe(parse_query(describe(root)).root) == describe(root)
