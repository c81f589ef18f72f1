r"""The query language: what people write in rules and searches, and what both stores compile.

    text -> parse -> Query -> processors.stores.elasticsearch.compile_query.compile_query -> Elasticsearch's query DSL
                           -> processors.stores.tantivy.compile_query.compile_query -> tantivy's query objects

Lucene's syntax, with these choices:

- words side by side must all match (AND). AND binds closer than OR, and OR closer than words side by side;
- `-word` and `NOT word` are the same; `a OR NOT b` means just that; `+word` says what AND says already, and
  is refused beside OR;
- `and`, `or` and `not` between two terms are refused in any letter case but capitals: whoever writes them means the
  operator; in quotation marks they are words;
- a term without a field is looked for in the title or the text; one that is cut into words is a phrase;
- `word~` allows one edit up to five letters and two from six on; `word~1` and `word~2` say it themselves;
- keywords (`groups`, `source.id`, ...) match whole and in their letter case, words in any letter case;
- `groups:al-qaeda+`, and the same in `about` and `mentions.group`, finds the group and all that are a part of
  it, directly or through others: the `+` at the end of an id stands for the branches that the catalogue knows
  when the query is read. `groups:(isis+ OR taliban)` goes too; in quotation marks or as `\+` it is a plus;
- `language` takes a code in small letters and `source.country` one in capitals: what can be no code is refused;
- `statements:(act:claim AND by:isis-k)` finds what has one such statement; the short forms `claims:`, `denies:`,
  `threatens:`, `pledges:` and `demands:` take who speaks, `blames:`, `links:` and `designates:` whom it is about:
  `claims:isis-k`, `denies:taliban+`. They leave out what is negated ("no group has claimed");
- `mentions:(group:isis AND place:title)` finds what has one mention of which all of that is true, where
  `mentions.group:isis AND mentions.place:title` may be true of two;
- `is:copy` finds what repeats another article, `is:story` the first article of each story;
- dates: `2026`, `2026-11`, `2026-11-01`, `2026-11-01T10:30`, `now-7d`, `now/d`; in UTC unless they say
  otherwise;
- `_exists_:field` and `field:*` find what has the field; an empty query and `*` find everything;
- what one of the engines cannot do is refused here, and never done differently by the two.
"""

from msgspec import Struct

from processors.query.nodes import All, And, Branches, Node, Or
from processors.query.parse import parse_node, range_node, value_node


class Query(Struct, frozen=True):
    """A checked query: as written, and as a tree that both stores understand."""

    text: str
    root: Node


EVERYTHING = Query("*", All())


def parse_query(text: str, branches: Branches | None = None) -> Query:
    """Read and check a query, whose `groups:id+` are looked up in `branches`. Raises QueryError."""
    return Query(text, parse_node(text, branches))


def all_of(*queries: Query) -> Query:
    """Return the query that finds what all of these find."""
    text = " AND ".join(f"({query.text})" for query in queries)
    return Query(text, And(tuple(query.root for query in queries))) if queries else EVERYTHING


def any_of(first: Query, *others: Query) -> Query:
    """Return the query that finds what at least one of these finds."""
    queries = (first, *others)
    if not others:
        return first
    return Query(
        " OR ".join(f"({query.text})" for query in queries), Or(tuple(query.root for query in queries))
    )


def field_equals(field: str, value: str) -> Query:
    """Return the query for one field with this value, taken as it is: none of it is syntax. Raises
    QueryError.
    """
    return Query(f"{field}:{_quoted(value)}", value_node(field, value))


def field_between(field: str, since: str | None = None, until: str | None = None) -> Query:
    """Return the query for a date field from `since` to `until`, both included, each a date as in the
    language.

    None leaves an end open. Raises QueryError.
    """
    text = f"{field}:[{_quoted(since) if since else '*'} TO {_quoted(until) if until else '*'}]"
    return Query(text, range_node(field, since, until))


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
