"""A plus behind a group's id: it asks for the branches of the group, too."""

from datetime import UTC, datetime

import pytest

from processors.query.nodes import (
    Boost,
    Not,
    Or,
    QueryError,
    Value,
    Words,
)
from processors.query.query import Query, parse_query
from processors.stores.elasticsearch.compile_query import compile_query

FAMILY = {"isis": {"isis-k", "iswap"}, "isis-k": set(), "big": {f"b{n:03}" for n in range(200)}}


@pytest.mark.parametrize("field", ["groups", "about", "mentions.group"])
def test_a_plus_stands_for_the_branches(field: str) -> None:
    """`id+` finds the group and what is a part of it, alone, in brackets, excluded and weighed."""
    family = Or(tuple(Value(field, each) for each in ("isis", "isis-k", "iswap")))
    for text, root in {
        f"{field}:isis+": family,
        f"{field}:(isis+ OR a)": Or((family, Value(field, "a"))),
        f"{field}:+isis+": family,
        f"NOT {field}:isis+": Not(family),
        f"{field}:isis+^2": Boost(family, 2.0),
        f"{field}:isis-k+": Value(field, "isis-k"),
        f"{field}:isis": Value(field, "isis"),
    }.items():
        assert parse_query(text, FAMILY.__getitem__) == Query(text, root)
    assert compile_query(
        parse_query(f"{field}:isis+", FAMILY.__getitem__), datetime(2026, 11, 22, tzinfo=UTC)
    )


def test_a_plus_elsewhere_is_a_plus() -> None:
    """Quoted, escaped, in other fields and inside of an id a plus means itself, and no catalogue is asked."""
    for text in ('groups:"isis+"', r"groups:isis\+"):
        assert parse_query(text).root == Value("groups", "isis+")
    assert parse_query("source.id:isis+").root == Value("source.id", "isis+")
    assert parse_query("isis+").root == Words(("title", "text"), ("isis",), "isis+")
    assert parse_query("groups:a+b").root == Value("groups", "a+b")


@pytest.mark.parametrize(
    ("text", "told"),
    [("groups:isil+", "no group 'isil'"), ("groups:(big+ OR big+)", "stand for 402 groups")],
)
def test_branches_that_cannot_be_had_are_refused(text: str, told: str) -> None:
    """A group that is not in the catalogue and branches without end are errors, at their place."""
    with pytest.raises(QueryError, match=told) as caught:
        parse_query(text, FAMILY.__getitem__)
    assert caught.value.position is not None
    with pytest.raises(QueryError, match="no catalogue"):
        parse_query("groups:isis+")
