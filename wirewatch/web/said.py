"""What is said in a story: each statement once, with the sentence that proves it and the article that has it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from processors.query.asked import statements_found
from processors.query.query import Query
from processors.query.statement_keys import NO_GROUP


class Said(NamedTuple):
    """One statement of a story."""

    statement: Mapping[str, Any]
    sentence: str
    """As the article has it; empty where the headline's or text's place is none of it."""
    document: Mapping[str, Any]
    """The first article of the story that has it."""


def statements_of(documents: Iterable[Mapping[str, Any]]) -> list[Said]:
    """Give the statements of a story's articles in their order, each once: a copy may add what its original lacks.

    Two are one where speaker, act and content agree, whatever the words of the sentence.
    """
    found: dict[tuple[Any, ...], Said] = {}
    for document in documents:
        for one in document.get("statements") or ():
            speaker = one.get("by_name") if one["by"] in NO_GROUP else one["by"]
            key = (one["act"], one["by"], speaker, bool(one["negated"]), tuple(one["about"]))
            found.setdefault(key, Said(one, sentence_of(document, one), document))
    return list(found.values())


def sentence_of(document: Mapping[str, Any], statement: Mapping[str, Any]) -> str:
    """Give the words of a document that prove a statement."""
    text: str = document.get(statement["field"]) or ""
    return " ".join(text[statement["start"] : statement["end"]].split())


def asked_first(hit: Mapping[str, Any], query: Query) -> dict[str, Any]:
    """Give a hit with those of its statements first that a query asks for: a list shows one."""
    asked = statements_found(query, hit)
    others = [one for one in hit.get("statements") or () if one not in asked]
    return {**hit, "statements": [*asked, *others]}
