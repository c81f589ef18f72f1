"""Articles, documents and queries for the tests of the index."""

import random
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from processors.query.nodes import QueryError
from processors.query.query import Query, parse_query
from processors.records import Act, Article, Dateline, Mention, Statement
from processors.stores.document import make_document
from processors.stores.open import open_store
from processors.stores.store import Store
from scrapers.records import Source

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

WORDS = [
    *(
        "taliban",
        "talibans",
        "talban",
        "isis",
        "isil",
        "al",
        "qaeda",
        "al-qaeda",
        "kabul",
        "helmand",
        "attack",
        "the",
    ),
    *(
        "attacks",
        "attacked",
        "atack",
        "of",
        "U.S.",
        "o'neil",
        "covid-19",
        "3.5",
        "x",
        "é",
        "straße",
        "ab",
        "ba",
        "abc",
    ),
    *("Кабул", "Талибан", "طالبان", "塔利班", "塔利", "İstanbul", "ΟΔΥΣΣΕΥΣ", "acb", "👍"),
]
FIELDS: list[Literal["title", "text"]] = ["title", "text"]
ACTS: list[Act] = ["claim", "deny", "blame", "link", "threaten", "pledge", "demand", "designate"]
BRANCHES = {"isis": {"isis-k"}, "al-qaeda": set(), "taliban": set()}
"""What `+` behind a group stands for in these queries."""
GROUPS = ["taliban", "al-qaeda", "isis", "isis-k", "Al-Qaeda"]


def sample_article(number: int, text: str = "Nothing happened.", **fields: Any) -> Article:
    """Make an article with the least that one has; its id is the number."""
    url = f"https://news.example/{number}"
    given: dict[str, Any] = {
        "source": Source(id="example", name="Example News", domain="news.example"),
        "first_seen_at": NOON,
        "fetched_at": NOON,
        "extractor": "test 1.0",
    }
    return Article(id=f"{number:064x}", url=url, canonical_url=url, text=text, **(given | fields))


def sample_document(
    number: int, text: str = "Nothing happened.", *, batch: str = "first", **fields: Any
) -> dict[str, Any]:
    """Make the document of such an article."""
    known: dict[str, Any] = {
        "story_id": "0" * 64,
        "copy_of": None,
        "event_id": None,
        "revision": 1,
        "indexed_at": NOON,
        "added": (),
        "removed": (),
    }
    known |= {name: fields.pop(name) for name in list(fields) if name in known}
    return make_document(sample_article(number, text, **fields), batch=batch, **known)


def numbers_of(documents: Sequence[dict[str, Any]]) -> list[int]:
    """Return the numbers that the documents were made with."""
    return [int(one["id"], 16) for one in documents]


def random_documents(seed: int, count: int, batch: str) -> list[dict[str, Any]]:
    """Make documents by chance, always the same for a seed, of so few words that queries find and phrases repeat."""
    chance = random.Random(seed)  # noqa: S311
    return [_by_chance(chance, number, batch) for number in range(count)]


def _text(chance: random.Random, most: int) -> str:
    marks = ["", "", "", ",", ".", " —", "»", " ★"]
    words = [chance.choice(WORDS) + chance.choice(marks) for _ in range(chance.randint(0, most))]
    return chance.choice([" ", "  ", "\n"]).join(words)


def _by_chance(chance: random.Random, number: int, batch: str) -> dict[str, Any]:
    seen = NOON - timedelta(minutes=chance.randint(0, 90 * 24 * 60), microseconds=chance.randint(0, 10**6))
    outlet, name = chance.choice([("bbc", "BBC News"), ("ap", "Associated Press"), ("ex*x", "Éx")])
    forms = ["Taliban", "the Taliban", "ISIS", "al-Qaeda"]
    mentions = tuple(
        Mention(
            chance.choice(GROUPS),
            chance.choice(forms),
            (field := chance.choice(FIELDS)),
            start,
            start + 7,
            "title" if field == "title" else "lede" if start < 3 else "quote",
        )
        for start in chance.sample(range(10), chance.choice([0, 0, 1, 2, 3]))
    )
    return sample_document(
        number,
        _text(chance, 12) or "empty",
        batch=batch,
        statements=_statements_by_chance(random.Random(f"{batch} {number}")),  # noqa: S311
        source=Source(id=outlet, name=name, domain="news.example", country=chance.choice([None, "GB"])),
        title=chance.choice([None, _text(chance, 5), _text(chance, 5)]),
        summary=chance.choice([None, _text(chance, 3)]),
        authors=tuple(
            chance.choices(["John Smith", "Ann Lee", "Lee Smith", "X" * 600], k=chance.randint(0, 3))
        ),
        language=chance.choice([None, "en", "ar", "xx", "zh"]),
        dateline=chance.choice(
            [None, Dateline(), Dateline("KABUL", "Sputnik", date(2026, 11, number % 30 + 1))]
        ),
        published_at=chance.choice([None, seen - timedelta(hours=1)]),
        first_seen_at=seen,
        labels=tuple(chance.sample(["banned in Russia", "a (b)"], chance.randint(0, 2))),
        corrections=tuple(
            chance.sample(["Correction: it was the Taliban.", "Это исправлено."], chance.randint(0, 2))
        ),
        groups=tuple(sorted({mention.group for mention in mentions})),
        about=tuple(sorted({mention.group for mention in mentions if mention.place == "title"})),
        mentions=mentions,
        catalogue_version=chance.choice([None, "1"]),
        extractor="trafilatura 2.0",
        copy_of=chance.choice([None, "1" * 64]),
        revision=chance.randint(1, 3),
    )


def _statements_by_chance(chance: random.Random) -> tuple[Statement, ...]:
    """Make statements by a chance of their own, so that all else of a document is as it is without them."""
    speakers = [*GROUPS, "other", "unknown"]
    return tuple(
        Statement(
            chance.choice(ACTS),
            by := chance.choice(speakers),
            "" if by == "unknown" else chance.choice(["Zabihullah Mujahid", "the Taliban", "Kabul"]),
            tuple(sorted(chance.sample(GROUPS, chance.choice([0, 0, 1, 2])))),
            chance.random() < 0.3,
            chance.choice(["title", "text"]),
            start,
            start + 20,
            chance.random() < 0.5,
            chance.choice(["en.deny", "en.claim"]),
        )
        for start in chance.sample(range(10), chance.choice([0, 0, 1, 2, 3]))
    )


def _joined(form: str, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    return st.builds(form.format, *parts)


def _of(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from(text.split())


_words = st.sampled_from(WORDS)
_letters = st.sampled_from([word for word in WORDS if word.isalnum()])
_long = st.sampled_from([word for word in WORDS if word.isalnum() and len(word) > 4])
_texts = _of("title text summary authors source.name labels corrections mentions.text dateline.place")
_dates = _of("published_at first_seen_at fetched_at dateline.date indexed_at")
_days = st.dates(date(2026, 8, 15), date(2026, 11, 30)).map(date.isoformat)
_moments = st.one_of(
    _days,
    _days.map(lambda day: day[:7]),
    _days.map(lambda day: day + "T10:30"),
    _of("2026 now now-90d/d now-1M/M"),
)
_phrases = st.lists(_words, min_size=1, max_size=4).map(lambda words: '"' + " ".join(words) + '"')
_wildcards = st.builds(
    lambda word, at, wild: word[:at] + wild + word[at + (wild == "?") :],
    _letters,
    st.integers(0, 7),
    _of("? * a*"),
)
_leaves = st.one_of(
    _words,
    _joined("{}:{}", _texts, _words),
    _joined("{}^{}", _words, _of("0.5 2 9")),
    _wildcards,
    _joined("{}:{}", _of("groups source.id authors mentions.text url extractor"), _wildcards),
    _phrases,
    _joined("{}~{}", _phrases, st.integers(0, 6)),
    _joined("{}:{}~{}", _of("text authors labels corrections mentions.text"), _phrases, st.integers(0, 50)),
    _joined("{}{}", _long, _of("~ ~1 ~2")),
    _joined("{}:{}{} TO {}{}", _dates, _of("[ {"), _moments | _of("*"), _moments | _of("*"), _of("] }")),
    _joined("{}:{}{}", _dates, st.sampled_from(["", ">", ">=", "<", "<="]), _moments),
    _joined("{}:{}", _of("revision mentions.start mentions.end"), _of("2 0 >1 <=4 -1 >=3 *")),
    _joined("{}:[{} TO {}]", _of("revision mentions.start"), st.integers(0, 5), st.integers(0, 5)),
    _joined(
        "{}:{}",
        _of("groups about mentions.group"),
        st.sampled_from([*GROUPS, "al*", "isis~1", "(isis OR taliban)"]),
    ),
    _joined(
        "{}:{}",
        _of("_exists_"),
        _texts | _dates | _of("language dateline mentions source.country copy_of source"),
    ),
    st.sampled_from(
        [
            *("authors:smith", 'authors:"smith ann"', 'authors:"lee smith"', "authors:l?e", "authors:xxx*"),
            *(
                'mentions.text:"the taliban"',
                "mentions.field:title",
                "mentions.place:quote",
                r"source.id:ex\*x",
                "source.id:ex*",
            ),
            *("language:(en OR ar)", 'url:"https://news.example/5"', "text:?*", "*", "title:*", "mentions:*"),
            *(
                'labels:"russia a"~50',
                "dateline.agency:sputnk~1",
                "catalogue_version:1",
                'labels:"banned russia"~1',
            ),
        ]
    ),
)
_of_mentions = st.recursive(
    st.one_of(
        _joined("group:{}", st.sampled_from(["taliban", "isis", "al*", "isis~1", "*", "(isis OR taliban)"])),
        _joined("{}:{}", _of("place field"), _of("title text quote lede t*")),
        _joined("text:{}", _of('taliban the "the taliban" tal* qaeda isi~1 "qaeda al"~3')),
        _joined("{}:{}", _of("start end"), _of("[0 TO 5] >3 <=7 4 *".replace(" TO ", "_"))).map(
            lambda text: text.replace("_", " TO ")
        ),
    ),
    lambda inner: st.one_of(
        _joined("({} AND {})", inner, inner),
        _joined("({} OR {})", inner, inner),
        _joined("(NOT {})", inner),
        _joined("({} -({}))", inner, inner),
    ),
    max_leaves=4,
)
_of_statements = st.recursive(
    st.one_of(
        _joined("act:{}", _of("claim deny blame (claim OR link) d*")),
        _joined(
            "{}:{}", _of("by about"), _of("taliban isis isis+ isis-k other unknown al* (isis+ OR other) *")
        ),
        _joined("{}:{}", _of("negated quoted"), _of("true false")),
        _joined("{}:{}", _of("by_name field frame"), _of("mujahid kab* text title en.deny en* *")),
        _joined("{}:{}", _of("start end"), _of(">3 <=7 22 *")),
    ),
    lambda inner: st.one_of(
        _joined("({} AND {})", inner, inner),
        _joined("({} OR {})", inner, inner),
        _joined("(NOT {})", inner),
    ),
    max_leaves=4,
)
_short_forms = _joined(
    "{}:{}",
    _of("claims denies blames threatens links pledges demands designates"),
    _of("taliban taliban+ isis isis+ al-qaeda+ isis-k other unknown is* isis~1 * (taliban+ OR isis)"),
)
_leaves = _leaves | _of("is:copy is:story") | _joined("mentions:({})", _of_mentions)
_leaves = _leaves | _short_forms | _joined("statements:({})", _of_statements)
QUERIES = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        _joined("({} AND {})", inner, inner),
        _joined("({} OR {})", inner, inner),
        _joined("({} {})", inner, inner),
        _joined("(NOT {})", inner),
        _joined("-({})", inner),
        _joined("({} OR NOT {})", inner, inner),
        _joined("{} AND {} OR {}", inner, inner, inner),
        _joined("(+{} -{})", inner, inner),
    ),
    max_leaves=6,
)
"""The text of queries: not all can be parsed, for some words have no letters and some wildcards cross words."""


STORE_KINDS = ["tantivy", "elasticsearch"]


def open_empty_store(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """Open an empty store of our own, without stems, and leave nothing of it on a shared server."""
    if kind == "tantivy":
        yield open_store(f"tantivy:{folder / 'index'}", analyzers="standard")
        return
    alias = f"test-{secrets.token_hex(6)}"
    url = request.getfixturevalue("elasticsearch_url")
    store = open_store(url, alias=alias, analyzers="standard")
    yield store
    client = store.client  # type: ignore[attr-defined]
    for index in client.indices.get(index=f"{alias}-*"):
        client.indices.delete(index=index)
    client.options(ignore_status=404).indices.delete_index_template(name=alias)
    store.close()


def numbers_found(store: Store, query: str, **options: Any) -> list[int]:
    """Return the numbers of what a query finds."""
    return numbers_of([hit.document for hit in store.search(read_query(query), **options).hits])


def read_query(text: str) -> Query:
    """Parse a query with the branches of BRANCHES."""
    return parse_query(text, BRANCHES.__getitem__)


def ids_found_by_both(both: Sequence[Store], text: str) -> list[set[str]]:
    """Return the ids that each store finds for a query made up by chance; what cannot be parsed is no example."""
    try:
        query = read_query(text)
    except QueryError:
        assume(False)
    return [{hit.document["id"] for hit in store.search(query, size=1000).hits} for store in both]
