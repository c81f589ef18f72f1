"""The query language: what a text means, what is refused and how it is mended."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from processors.query.nodes import (
    All,
    And,
    Between,
    Boost,
    DateBound,
    Exists,
    Fuzzy,
    Nested,
    Node,
    Not,
    Or,
    Pattern,
    QueryError,
    Value,
    Wildcard,
    Words,
)
from processors.query.query import Query, all_of, field_between, field_equals, parse_query
from processors.stores.elasticsearch.compile_query import compile_query

BOTH = ("title", "text")
NOW = datetime(2026, 11, 22, 15, 30, 45, 123456, tzinfo=UTC)


def word(text: str, *fields: str) -> Words:
    """Return the node of one word."""
    return Words(fields or BOTH, (text.lower(),), text)


A, B, C, D = map(word, "abcd")


@pytest.mark.parametrize(
    ("text", "root"),
    {
        "": All(),
        " \n": All(),
        "*": All(),
        "*:*": All(),
        "a b": And((A, B)),
        "a AND b OR c": Or((And((A, B)), C)),
        "a OR b c": And((Or((A, B)), C)),
        "(a OR b) AND c": And((Or((A, B)), C)),
        "a AND NOT b": And((A, Not(B))),
        "a -b +c": And((A, Not(B), C)),
        "NOT NOT a": A,
        "-(-a)": A,
        "a OR -b": Or((A, Not(B))),
        "a^2": Boost(A, 2.0),
        "(a b)^0.5": Boost(And((A, B)), 0.5),
        "al-qaeda": Words(BOTH, ("al", "qaeda"), "al-qaeda"),
        '"a  B"': Words(BOTH, ("a", "b"), "a  B"),
        '"a b"~3': Words(BOTH, ("a", "b"), "a b", 3),
        '"is it a? *"': Words(BOTH, ("is", "it", "a"), "is it a? *"),
        r'"a\*"': Words(BOTH, ("a",), "a*"),
        'source.id:"b*c"': Value("source.id", "b*c"),
        "“a b”": Words(BOTH, ("a", "b"), "a b"),
        "«a b»": Words(BOTH, ("a", "b"), "a b"),
        '"say “a”"': Words(BOTH, ("say", "a"), "say “a”"),
        "title:a": word("a", "title"),
        "title:(a OR b)": Or((word("a", "title"), word("b", "title"))),
        "is:copy": Exists(("copy_of",)),
        "is:story": Not(Exists(("copy_of",))),
        "-is:story": Exists(("copy_of",)),
        "mentions:(group:a AND -mentions.place:quote)": Nested(
            "mentions", And((Value("mentions.group", "a"), Not(Value("mentions.place", "quote"))))
        ),
        "groups:al-qaeda": Value("groups", "al-qaeda"),
        'source.id:"BBC World"': Value("source.id", "BBC World"),
        r"url:http\://x/\*": Value("url", "http://x/*"),
        "ATT*": Pattern(BOTH, ("att", Wildcard.MANY)),
        "a?c": Pattern(BOTH, ("a", Wildcard.ONE, "c")),
        r"groups:a\?c*": Pattern(("groups",), ("a?c", Wildcard.MANY)),
        "source.id:B*": Pattern(("source.id",), ("B", Wildcard.MANY)),
        "word~": Fuzzy(BOTH, "word", 1),
        "Taliban~": Fuzzy(BOTH, "taliban", 2),
        "taliban~1": Fuzzy(BOTH, "taliban", 1),
        "title:*": Exists(("title",)),
        "_exists_:title": Exists(("title",)),
        "dateline:*": Exists(("dateline.place", "dateline.agency", "dateline.date")),
        "revision:2": Between("revision", 2, 3),
        "revision:-2": Between("revision", -2, -1),
        "revision:>2": Between("revision", 3, None),
        "revision:[-1 TO 5}": Between("revision", -1, 5),
        "revision:<=5": Between("revision", None, 6),
        "published_at:2026-11": Between("published_at", DateBound("2026-11"), DateBound("2026-11", end=True)),
        "published_at:{now-7d TO *]": Between("published_at", DateBound("now-7d", end=True), None),
        'published_at:["2026-11-01T10:00:00+02:00" TO now/d]': Between(
            "published_at", DateBound("2026-11-01T10:00:00+02:00"), DateBound("now/d", end=True)
        ),
        "published_at:[2030 TO now]": Between("published_at", DateBound("2030"), DateBound("now", end=True)),
        "published_at:[2026-11-05 TO 2026-11]": Between(
            "published_at", DateBound("2026-11-05"), DateBound("2026-11", end=True)
        ),
        '"or"': word("or"),
        'a "and" b': And((A, word("and"), B)),
        "language:or": Value("language", "or"),
        "language:(or OR en)": Or((Value("language", "or"), Value("language", "en"))),
        "and": word("and"),
    }.items(),
    ids=str,
)
def test_reads(text: str, root: Node) -> None:
    """Each construct means what the language's description says."""
    assert parse_query(text) == Query(text, root)


@pytest.mark.parametrize(
    ("text", "message", "mend", "position"),
    [
        ("group:isis", "there is no field group", "did you mean groups?", 0),
        ("a AND xyzzy:b", "there is no field xyzzy", "the fields are id, url", 6),
        ("deny:isis", "there is no field deny", "did you mean denies?", 0),
        ("claim:isis", "there is no field claim", "did you mean claims?", 0),
        ("claimed:isis", "there is no field claimed", "did you mean claims?", 0),
        ("demand:isis", "there is no field demand", "did you mean demands?", 0),
        ("xyzzy:b", "there is no field xyzzy", "short forms are claims, denies", 0),
        ("_exists_:titel", "there is no field titel", "title", 9),
        ("statments:(act:claim)", "there is no field statments", "did you mean statements?", 0),
        ("mention:(group:a)", "there is no field mention", "did you mean mentions?", 0),
        ("Since:7d", "there is no field Since", "did you mean published_at:[2026-11-01 TO *]?", 0),
        ("until:today", "there is no field until", "did you mean published_at:[* TO 2026-11-01]?", 0),
        ("site:dawn.com", "there is no field site", "did you mean source.domain?", 0),
        ("headline:bomb", "there is no field headline", "did you mean title?", 0),
        ("http://x.y/z", "there is no field http", 'for an address write url:"..."', 0),
        ("source:bbc", "source is an object", "source.id, source.name", 0),
        ("mentions:taliban", "mentions is an object", "mentions.group", 0),
        ("mentions:(taliban)", "taliban names no field", "group:..., text:...", 10),
        ("mentions:(group:a AND title:b)", "mentions has no field title", "group, text", 22),
        ("source:(id:bbc)", "source is an object", "source.id, source.name", 0),
        ("is:new", "is:new is nothing", "is:copy or is:story", 0),
        ("title:(a text:b)", "text: stands inside another field", "one field", 9),
        ("a && b", "&& is no operator", "write AND", 2),
        ("a || b", "|| is no operator", "write OR", 2),
        ("!a", "!a is no operator", "write NOT", 0),
        ("a or b", "or in small letters", "write OR", 2),
        ("a not b", "not in small letters", "write NOT", 2),
        ("groups:hamas and gaza", "and in small letters", 'write AND, or "and" for the word', 13),
        ("groups:(a and b)", "and in small letters", "write AND", 10),
        ("groups:(a or b)", "or in small letters", "write OR", 10),
        ("mentions:(group:a and place:title)", "and in small letters", "write AND", 18),
        ("a And b", "And is no operator", 'write AND, or "And" for the word', 2),
        ("title:not", "not in small letters", "write NOT", 6),
        ("a & b", "& is no operator here", "write AND", 2),
        ("a NEAR b", "NEAR is no operator", 'write "two words"~5', 2),
        ("a NEAR/3 b", "NEAR/3 is no operator", 'write "two words"~5', 2),
        ("a w/3 b", "w/3 is no operator", 'or "w/3" for the word itself', 2),
        ("mentions.place:headline", "mentions.place is never 'headline'", "title, lede, body, quote", 15),
        ("mentions:(place:Title)", "mentions.place is never 'Title'", "did you mean title?", 16),
        ("mentions.field:body", "mentions.field is never 'body'", "one of title, text", 15),
        ("mentions.place:head*", "mentions.place is never 'head*'", "one of title, lede, body, quote", 15),
        ("mentions:(group:a AND place:Ti*)", "mentions.place is never 'Ti*'", "one of title", 28),
        ("mentions.place:headline~", "mentions.place is never 'headline'", "one of title", 15),
        ("brief:yes", "brief is never 'yes'", "one of true, false", 6),
        ("published_precision:hour", "published_precision is never 'hour'", "time, local, day", 20),
        ("text_from:Page", "text_from is never 'Page'", "did you mean page?", 10),
        ("a | b", "| is no operator here", "write OR", 2),
        ("language:EN", "'EN' is no code of a language", "did you mean en?", 9),
        ("language:English", "'English' is no code of a language", "did you mean en?", 9),
        ("language:zh-Hant", "'zh-Hant' is no code of a language", "did you mean zh?", 9),
        ("a NOT language:(en OR FR)", "'FR' is no code of a language", "did you mean fr?", 22),
        ("source.country:pk", "'pk' is no code of a country", "did you mean PK?", 15),
        ("source.country:Pakistan", "'Pakistan' is no code of a country", "did you mean PK?", 15),
        ("source.country:Xyzzy", "'Xyzzy' is no code of a country", "such as GB", 15),
        ("+a OR b", "+ says that a term must match", "leave one of them out", 0),
        ("a - b", "a space follows -", "write -word", 2),
        ('a "b', "a quotation mark is not closed", "close it", 2),
        ("(a", "the query cannot be read", "every ( needs its )", None),
        ("a AND", "nothing follows AND", "write a term behind it", 2),
        ("a OR ", "nothing follows OR", 'or "OR" for the word itself', 2),
        ("NOT", "nothing follows NOT", "write a term behind it", 0),
        ("(a AND) b", "nothing follows AND", "write a term behind it", 3),
        ("groups:(a OR )", "nothing follows OR", "write a term behind it", 10),
        ("a AND OR b", "nothing stands between AND and OR", "leave one of them out", 2),
        ('"a AND" OR', "nothing follows OR", "write a term behind it", 8),
        ("AND a", "nothing comes before AND", "write a term before it", 0),
        ("a (OR b)", "nothing comes before OR", 'or "OR" for the word itself', 3),
        ("a AND ()", "there is nothing between ( and )", "write a term between them", 6),
        ("a AND title:", "nothing follows title:", "write title:word, or title:*", 6),
        ("(title: )", "nothing follows title:", "write title:word, or title:*", 1),
        ("a -", "nothing follows -", "write -word", 2),
        ("OR", "nothing comes before OR", "write a term before it", 0),
        ("نبرد AND", "nothing follows AND", "write a term behind it", 5),
        ("a AND ~2", "nothing follows AND", "write a term behind it", 2),
        ("a )", "the query cannot be read", "every ( needs its )", 2),
        ("/a.b/", "regular expressions", "use * and ?", 0),
        ("— a", "'—' holds no word", "leave it out", 0),
        ('""', "'' holds no word", "leave it out", 0),
        ("al-qa*", "cut into several words", "by themselves", 0),
        ("塔利*", "cut into several words", "by themselves", 0),
        ("?", "? stands alone", "write letters beside it", 0),
        ("groups:?*", "?* stands alone", "groups:*", 7),
        (
            "published_at:[2026-11-20 TO 2026-11-01]",
            "2026-11-20 to 2026-11-01 holds nothing",
            "smaller end",
            13,
        ),
        ("published_at:[now TO now-7d]", "holds nothing", "smaller end first", 13),
        ("revision:[5 TO 2]", "5 to 2 holds nothing", "smaller end first", 9),
        ("revision:{1 TO 2}", "1 to 2 holds nothing", "smaller end first", 9),
        ("published_at:{2026-11-01 TO 2026-11-02}", "holds nothing", "and [ and ] where the ends", 13),
        ("*?" * 5, "too many wildcards", "at most 8", 0),
        ("al-qaeda~", "cut into several words", "by themselves", 0),
        ("a?b~", "a wildcard and ~", "leave one of them out", 0),
        ("ab~", "too short for ~1", "at least 3 letters", 0),
        ("word~2", "too short for ~2", "at least 5 letters", 0),
        ("taliban~3", "~3 is too far", "~1 or ~2", 0),
        ("taliban~0.5", "whole edits", "~1 or ~2", 0),
        ("taliban~" + "9" * 5000, "whole edits", "~1 or ~2", 0),
        ('"a b"~51', "~51 is too wide", "~50", 0),
        ('"a b"~1.5', "cannot be read", '"two words"~3', None),
        ('"islamic stat*"', "a wildcard between quotation marks", "by themselves", 0),
        ('"wom?n here"~3', "a wildcard between quotation marks", "by themselves", 0),
        ('groups:"a b"~2', "groups is no text", "without ~", 7),
        ("a^", "^ needs a weight", "word^2.5", 0),
        ("a^0", "^ needs a weight", "above 0", 0),
        ("a^2^3", "^ stands twice", "one weight", 0),
        ("a^1.2.3", "cannot be read", "word^2.5", None),
        ("[a TO b]", "a range needs a field", "published_at", 0),
        ("title:[a TO b]", "title has no ranges", "dates and numbers", 6),
        ("groups:>a", "groups has no ranges", "dates and numbers", 7),
        ("revision:two", "'two' is no whole number", "digits", 9),
        ("revision:9999999999", "no whole number", "nine at most", 9),
        ("revision:1*", "takes no wildcards", "use a range", 9),
        ("revision:1~", "takes no ~", "use a range", 9),
        ("published_at:yesterday", "'yesterday' is no date", "now-7d", 13),
        ("published_at:[2026-02-30 TO *]", "'2026-02-30' is no date", "2026-11-01", 13),
        ("published_at:>now-99999y", "no date", "now-7d", 13),
        ("published_at:2026-*", "takes no wildcards", "use a range", 13),
        ("a " * 257, "the query has 257 terms", "at most 256", None),
        ("a* " * 33, "33 terms with wildcards or ~", "at most 32", None),
        ("(" * 40 + "a" + ")" * 40, "nested too deep", "at most 30", 30),
        ("(" * 3000 + "a" + ")" * 3000, "nested too deep", "at most 30", 30),
        ("a" * 8001, "the query has 8,001 characters", "at most 8,000", None),
        ("a \ud800", "half a character", "UTF-8", 2),
    ],
    ids=lambda value: str(value)[:30].encode("ascii", "replace").decode(),
)
def test_refuses(text: str, message: str, mend: str, position: int | None) -> None:
    """What cannot be run says what is wrong, how to mend it and where, in one line."""
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert message in caught.value.message
    assert mend in caught.value.mend
    assert caught.value.position == position
    assert "\n" not in str(caught.value)


@given(
    st.text(alphabet=st.sampled_from(list('ab:"()[]{}~^*?\\/+-!<>=.0129 \n&|ANDORTé塔\x00')), max_size=40)
    | st.text()
)
@example("\\")
@example('"\\"')
@example("a~^2")
@example("published_at:[* TO -*]")
@example("revision:(-5)")
@example("_exists_:(a b)")
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    """Nothing that a person can type ends in another error, and what is read can be compiled."""
    try:
        query = parse_query(text)
    except QueryError:
        return
    assert compile_query(query, NOW)


def test_queries_are_put_together_without_syntax() -> None:
    """Values from elsewhere, such as options of a command, are never read as syntax."""
    both = all_of(
        parse_query("a OR b"), field_equals("source.id", 'x" OR *'), field_between("published_at", "now-7d")
    )
    assert both.root == And(
        (Or((A, B)), Value("source.id", 'x" OR *'), Between("published_at", DateBound("now-7d"), None))
    )
    assert parse_query(both.text).root == both.root
    assert all_of().root == All()
    assert field_between("published_at", None, "2026-11").root == Between(
        "published_at", None, DateBound("2026-11", end=True)
    )
    with pytest.raises(QueryError, match="no date"):
        field_between("published_at", "last week")
    with pytest.raises(QueryError, match="no field"):
        field_equals("sauce", "x")


def test_default_fields_reach_the_stems_on_elasticsearch() -> None:
    """A term without a field is asked of every stemmed field too, as written; one with a field of that one alone."""
    query = compile_query(parse_query("Éclairs"), NOW)
    asked = [one["multi_match"] for one in query["dis_max"]["queries"]]
    assert [(one["query"], one["fields"]) for one in asked] == [
        ("eclairs", ["folded.title^2.0", "folded.text"]),
        ("+eclairs", ["folded.title^2.0", "folded.text"]),
        ("Éclairs", ["stem.*"]),
    ]
    query = compile_query(parse_query("text:Éclairs"), NOW)
    asked = [one["multi_match"] for one in query["dis_max"]["queries"]]
    assert [(one["query"], one["fields"]) for one in asked] == [
        ("eclairs", ["folded.text"]),
        ("+eclairs", ["folded.text"]),
    ]
    assert compile_query(parse_query("mentions.text:Éclairs"), NOW)["constant_score"]["filter"]["nested"] == {
        "path": "mentions",
        "query": {
            "multi_match": {
                "query": "éclairs",
                "type": "phrase",
                "fields": ["mentions.text.words"],
                "slop": 0,
            }
        },
    }


def test_errors_survive_pickling() -> None:
    """A QueryError crosses from one process to another whole."""
    import pickle

    error = pickle.loads(pickle.dumps(QueryError("message", "mend", 3)))  # noqa: S301
    assert str(error) == "message at character 4: mend"
