"""Values in queries that nothing knows: which are named, with what was probably meant, and which pass."""

from pathlib import Path

import pytest
from sample_documents import sample_document

from processors.groups.read_catalogue import read_catalogue
from processors.query.query import parse_query
from processors.stores.open import open_store
from processors.stores.store import Store
from scrapers.records import Feed, Source
from wirewatch.inspect.unknown_values import unknown_groups, unknown_values, unknown_words

FEEDS = [
    Feed("https://bbc.example/rss", Source("bbc", "BBC News", "bbc.example", "GB"), language="en-GB"),
    Feed("https://x.example/rss", Source("x.example", "X", "x.example"), language="qaa"),
]
CATALOGUE = read_catalogue(
    {
        "groups": [
            {"id": name, "name": name, "aliases": {"any": [name]}} for name in ("taliban", "isis-k", "isis")
        ]
    }
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Open a store with one article, of an outlet that no feed has any more."""
    folder: Path = tmp_path_factory.mktemp("unknown")
    store = open_store(f"tantivy:{folder}/index")
    store.prepare()
    old = Source(id="dawn", name="Dawn", domain="dawn.example", country="PK")
    assert store.write([sample_document(1, "attack", source=old, language="qab")]) == []
    return store


@pytest.mark.parametrize(
    ("query", "told"),
    {
        "source.id:bbcc": [("no source 'bbcc' in feeds.yaml or in the index", "did you mean 'bbc'?")],
        "source.id:BBC": [("no source 'BBC' in feeds.yaml or in the index", "did you mean 'bbc'?")],
        "source.id:Dawn": [("no source 'Dawn' in feeds.yaml or in the index", "did you mean 'dawn'?")],
        'source.id:"BBC News"': [
            ("no source 'BBC News' in feeds.yaml or in the index", "did you mean 'bbc'?")
        ],
        "source.id:zzz": [
            (
                "no source 'zzz' in feeds.yaml or in the index",
                "`wirewatch search '*' --facet source.id` counts them",
            )
        ],
        "source.domain:bbc.exampel": [
            ("no domain 'bbc.exampel' in feeds.yaml or in the index", "did you mean 'bbc.example'?")
        ],
        "source.country:UK": [("no country 'UK' in feeds.yaml or in the index", "did you mean 'GB'?")],
        "language:english": [("no language 'english' in feeds.yaml or in the index", "did you mean 'en'?")],
        "a OR (NOT source.id:aaa AND source.id:bbcc^2) OR source.id:aaa": [
            (
                "no source 'aaa' in feeds.yaml or in the index",
                "`wirewatch search '*' --facet source.id` counts them",
            ),
            ("no source 'bbcc' in feeds.yaml or in the index", "did you mean 'bbc'?"),
        ],
        "source.id:(bbc OR dawn) source.country:(GB OR PK) source.domain:(x.example OR dawn.example)": [],
        "language:(en OR ps OR ckb OR qaa OR qab)": [],
        "source.id:bbcc* language:* NOT _exists_:source.country source.id:bbcc~1": [],
    }.items(),
)
def test_what_nothing_knows_is_named(store: Store, query: str, told: list[tuple[str, str]]) -> None:
    """A whole value that neither a feed nor an article has is named once, with what is alike; patterns pass."""
    assert [tuple(one) for one in unknown_values(parse_query(query), FEEDS, store)] == told


@pytest.mark.parametrize(
    ("query", "told"),
    {
        "groups:talban OR about:ISIS": [
            ("groups.yaml has no group 'ISIS'", "did you mean 'isis'?"),
            ("groups.yaml has no group 'talban'", "did you mean 'taliban'?"),
        ],
        "mentions:(group:hamas AND place:title) revision_added_groups:hamas": [
            ("groups.yaml has no group 'hamas'", "`wirewatch groups list` shows them")
        ],
        "groups:isis,taliban": [
            ("groups.yaml has no group 'isis,taliban'", "a comma is no operator: write (isis OR taliban)")
        ],
        "groups:(isis, taliban)": [
            ("groups.yaml has no group 'isis,'", "a comma is no operator: write (isis OR ...)")
        ],
        "groups:(taliban OR isis-k) NOT about:isis": [],
        "groups:isiss* _exists_:groups about:*": [],
    }.items(),
)
def test_groups_that_the_catalogue_lacks_are_named(query: str, told: list[tuple[str, str]]) -> None:
    """In every field of groups an id that is none is named, with the one that is most like it; patterns pass."""
    assert [tuple(one) for one in unknown_groups(parse_query(query), CATALOGUE)] == told


def test_a_speaker_that_is_no_group_is_known() -> None:
    """`other` and `unknown` speak in statements; as groups that are named or concerned they are unknown."""
    known = (
        "statements:(act:blame AND by:other)",
        "statements.by:unknown",
        "claims:other OR denies:(unknown OR isis)",
    )
    assert [unknown_groups(parse_query(query), CATALOGUE) for query in known] == [[], [], []]
    for query in (
        "blames:other",
        "groups:unknown",
        "statements:(by:other AND about:unknown)",
        "statements.by:others",
    ):
        assert len(unknown_groups(parse_query(query), CATALOGUE)) == 1, query


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("attack", []),
        ("atack", [("atack", "atack~1 finds words that differ by one letter")]),
        ("atakc AND attack", [("atakc", "atakc~2 finds words that differ by two letters")]),
        ("language:qab AND zzzzzzzzz", [("zzzzzzzzz", "leave it out, or write OR before it")]),
        ("atack OR attack", []),
        ('"atack zzz" AND NOT zzzzzzzzz', []),
        ("title:zzzzzzzzz", []),
        ("zzz", [("zzz", "leave it out, or write OR before it")]),
    ],
)
def test_words_that_no_article_has_are_told(store: Store, query: str, told: list[tuple[str, str]]) -> None:
    """A slip of the finger is told with the query that sees through it; what need not be there is no fault."""
    expected = [(f"no article has the word {word!r}", mend) for word, mend in told]
    assert [tuple(one) for one in unknown_words(parse_query(query), store)] == expected


NAMED = read_catalogue(
    {
        "groups": [
            {
                "id": "iskp",
                "name": "Khorasan Province",
                "aliases": {"any": ["ISIS-K", "Daesh"], "ar": ["خراسان"]},
            },
            {"id": "unheard-of", "name": "Unheard Of", "aliases": {"any": ["Zzz Front"]}},
        ]
    }
).groups


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ISIS-K", "ISIS-K"),
        ("isis k AND attack", "isis k"),
        ("isisk", "isisk"),
        ('"khorasan province" language:qab', "khorasan province"),
        ("iskp claims:*", "iskp"),
        ("خراسان", "خراسان"),
        ("attack daesh", "daesh"),
    ],
)
def test_a_group_that_articles_name_otherwise_is_told(tmp_path: Path, query: str, told: str) -> None:
    """Who types one name of a group, and finds nothing, learns what finds it under all of its names."""
    store = open_store(f"tantivy:{tmp_path}/index")
    store.prepare()
    assert store.write([sample_document(1, "attack", groups=["iskp"], language="qab")]) == []
    mend = "groups:iskp finds the group by all of its names"
    asked = parse_query(query)
    assert [tuple(one) for one in unknown_words(asked, store, NAMED)] == [
        (f"no article has the name {told!r}", mend)
    ]
    assert "name" not in str(unknown_words(asked, store)), "without a catalogue nobody knows names"


@pytest.mark.parametrize("query", ["zzz front", "daesh", '"zzz front"', "daesh OR iskp"])
def test_a_group_that_no_article_has_is_no_help(store: Store, query: str) -> None:
    """Where a search for the group would find nothing either, the words are told as before."""
    told = [one.message for one in unknown_words(parse_query(query), store, NAMED)]
    assert not any("the name" in message for message in told)
