"""The fields of the stored document, as the query language and both stores see them.

All of it is read from processors/mapping.json, the one description of the index.
"""

import difflib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct

Kind = Literal["text", "keyword", "number", "date"]

DEFAULT_FIELDS = ("title", "text")
"""Where a term without a field is looked for."""
GROUP_FIELDS = (
    "groups",
    "about",
    "mentions.group",
    "revision_added_groups",
    "revision_removed_groups",
    "statements.by",
    "statements.about",
)
"""The fields that hold ids of groups."""

FOLDED = "folded."
"""Before the names of the fields that hold the folded words of others in Elasticsearch."""

_KINDS: dict[str, Kind] = {"text": "text", "keyword": "keyword", "integer": "number", "date": "date"}


class Field(Struct, frozen=True):
    """One leaf of the document.

    `text` is cut into words; `keyword` matches whole and in its own letter case. A field that people write
    by hand (authors, places) is stored as a keyword, for Kibana to count, and searched by its words:
    `searched` is the path of those in Elasticsearch.
    """

    name: str
    kind: Kind
    searched: str
    ignore_above: int | None
    """Longest keyword that is indexed, in UTF-16 units; None for what is no keyword."""
    nested: str | None
    """The nested object that holds this field, or None."""

    @property
    def is_folded(self) -> bool:
        """Whether its words are searched as `processors.text.folding` has them; those of a mention are as written."""
        return self.kind == "text" and self.nested is None

    def fits(self, value: Any) -> bool:
        """Tell whether a value is short enough to be indexed as a keyword."""
        limit = self.ignore_above
        return limit is None or 2 * len(value) <= limit or len(value.encode("utf-16-le")) // 2 <= limit


@cache
def index_mapping() -> dict[str, Any]:
    """Return the mapping of the index as Elasticsearch takes it. It is shared: do not change it."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parents[1] / "mapping.json").read_text("utf-8"))
    return loaded


def _leaves(properties: dict[str, Any], prefix: str = "", nested: str | None = None) -> Iterator[Field]:
    for key, value in properties.items():
        name = prefix + key
        if "properties" in value:
            inside = name if value.get("type") == "nested" else nested
            yield from _leaves(value["properties"], name + ".", inside)
            continue
        kind: Kind = "text" if "fields" in value else _KINDS[value["type"]]
        searched = name
        if kind == "text":
            searched = f"{name}.words" if nested else FOLDED + name
        yield Field(name, kind, searched, value.get("ignore_above"), nested)


@cache
def stemmed_languages() -> frozenset[str]:
    """Return the languages (ISO 639-1, else 639-3) that have a stemmed field."""
    return frozenset(index_mapping()["properties"]["stem"]["properties"])


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        field.name: field
        for field in _leaves(index_mapping()["properties"])
        if not field.name.startswith(("stem.", FOLDED))
    }
)


NESTED = frozenset(field.nested for field in FIELDS.values() if field.nested)
"""The objects of which a document has several, each with its fields."""


STATEMENTS = {
    "claims": ("claim", "statements.by"),
    "denies": ("deny", "statements.by"),
    "blames": ("blame", "statements.about"),
    "threatens": ("threaten", "statements.by"),
    "links": ("link", "statements.about"),
    "pledges": ("pledge", "statements.by"),
    "demands": ("demand", "statements.by"),
    "designates": ("designate", "statements.about"),
}
"""Short forms for one statement: the act, and where the group stands that is written behind the colon."""


def fields_named(name: str) -> list[Field]:
    """Return the field of that name, or the fields of the object of that name; empty where there is none."""
    if field := FIELDS.get(name):
        return [field]
    return [field for key, field in FIELDS.items() if key.startswith(name + ".")]


ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("since", "after", "from"), "published_at:[2026-11-01 TO *]"),
        **dict.fromkeys(("until", "before", "to"), "published_at:[* TO 2026-11-01]"),
        **dict.fromkeys(("date", "day", "time", "when"), "published_at"),
        **dict.fromkeys(("site", "host", "website"), "source.domain"),
        **dict.fromkeys(("outlet", "paper", "publisher"), "source.id"),
        **dict.fromkeys(("intitle", "allintitle", "headline"), "title"),
        **dict.fromkeys(("intext", "body", "content"), "text"),
        **dict.fromkeys(("inurl", "link", "address"), "url"),
    }
)
"""By what other programs, or options of our commands, call it: the field, or how a query asks for it."""


def name_from_elsewhere(name: str) -> str | None:
    """Return what other programs call so, or the objects of a document that were nearly named; None for neither."""
    folded = name.lower()
    objects = difflib.get_close_matches(folded, sorted(NESTED), n=1, cutoff=0.8)
    return ELSEWHERE.get(folded) or next(iter(objects), None)


def most_similar_name(name: str) -> str | None:
    """Return the field whose name is most like this one, the first of several, or None where none is alike."""
    folded = name.lower()
    known = max(FIELDS, key=lambda known: _likeness(folded, known))
    return known if _likeness(folded, known) >= 0.6 else None


def most_similar_short_form(name: str) -> str | None:
    """Return the short form for statements that is most like a name, or None: `deny` and `denied` mean `denies`."""
    folded = name.lower()
    acts = {act: form for form, (act, _) in STATEMENTS.items()}
    return acts.get(folded) or next(
        iter(difflib.get_close_matches(folded, STATEMENTS, n=1, cutoff=0.75)), None
    )


def _likeness(name: str, known: str) -> float:
    """Compare with the whole name, or, a little less worth, with its last part."""
    last = known.rpartition(".")[2]
    whole, part = (difflib.SequenceMatcher(None, name, other).ratio() for other in (known, last))
    return max(whole, 0.9 * part)
