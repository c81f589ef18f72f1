"""What is offered where somebody types in a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.query.query import parse_query
from wirewatch.inspect.complete import complete

VALUES = {
    "groups": {"taliban": "Taliban", "isis": "Islamic State", "isis-k": "Islamic State - Khorasan Province"},
    "language": {"en": "9 articles", "ar": "3 articles"},
    "source.country": {"AF": "2 articles"},
    "source.name": {'The "Daily" News': "4 articles", "طلوع": "1 article"},
}


@pytest.mark.parametrize(
    ("written", "options"),
    [
        ("groups:ta|", ["taliban"]),
        ("kabul AND groups:isis|", ["isis", "isis-k"]),
        ("(about:kho|", ["isis-k"]),
        ("NOT mentions.group:|", ["taliban", "isis", "isis-k"]),
        ("-language:e|", ["en"]),
        ("source.country:a|", ["AF"]),
        ('source.name:"the|', ['"The \\"Daily\\" News"']),
        ("source.name:طل|", ["طلوع"]),
        ("khorasan|", ["groups:isis-k"]),
        ("dateli|", ["dateline.agency:", "dateline.date:", "dateline.place:"]),
        ('"ta|', []),
        ("kabul |", []),
        ("title:ta|", []),
        ("|", []),
        ("nofield:x|", []),
    ],
)
def test_what_is_begun_is_completed(written: str, options: list[str]) -> None:
    """A group is found by its id and its name, a value by its beginning, a field by its name."""
    before, _, after = written.partition("|")
    assert sorted(one.value for one in complete(before + after, len(before), VALUES).options) == sorted(
        options
    )


def test_the_whole_word_is_stood_in_for() -> None:
    """Who goes back into a word and chooses another has no rest of the old one behind it."""
    query = "😀 kabul groups:taliban AND x"
    found = complete(query, query.index("liban"), VALUES)
    assert query[: found.start] + found.options[0].value + query[found.end :] == query


@given(st.text(alphabet='ab:"()[]{}-+!. \\كİ😀', max_size=30), st.integers(-5, 40))
def test_nothing_that_is_typed_breaks_it(query: str, at: int) -> None:
    """Whatever stands there, and wherever the caret is, the place lies in the query."""
    found = complete(query, at, VALUES)
    assert 0 <= found.start <= found.end <= len(query)


@pytest.mark.parametrize("value", list(VALUES["source.name"]))
def test_what_is_offered_can_be_asked(value: str) -> None:
    """A value with spaces or quotation marks is written so that the query means that value."""
    (offered,) = [one.value for one in complete(f"source.name:{value[:2]}", 14, VALUES).options][:1] or [""]
    parse_query(f"source.name:{offered}")
