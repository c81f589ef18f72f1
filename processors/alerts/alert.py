"""match: what a rule says about the article that it matched."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from processors.query.nodes import And, Boost, Fuzzy, Nested, Node, Not, Or, Pattern, Value, Words
from processors.query.query import Query
from processors.records import Alert
from processors.text.cut import shorten
from processors.text.sentences import first_sentence, sentence_spans
from processors.text.tokens import terms

MAX_SENTENCE = 500
"""Characters of a sentence in an alert: a text without a full stop is no sentence."""


def make_alert(rule: str, query: Query, document: dict[str, Any], outlets: int) -> Alert:
    """Make the alert of a rule about a document that its query matched.

    Its sentence is the one that names most of what the query asks for, the first of several.
    """
    return Alert(
        rule=rule,
        story_id=document["story_id"],
        article_id=document["id"],
        title=document["title"] or shorten(first_sentence(document["text"]), MAX_SENTENCE),
        url=document["url"],
        source=document["source"]["name"],
        groups=tuple(document["groups"]),
        sentence=shorten(_best_sentence(query, document), MAX_SENTENCE),
        outlets=outlets,
        published_at=_moment(document["published_at"]),
        published_day=_day(document.get("published_day") or document["published_at"]),
        first_seen_at=datetime.fromisoformat(document["first_seen_at"]),
    )


def _best_sentence(query: Query, document: dict[str, Any]) -> str:
    text = document["text"]
    wanted = [leaf for leaf, is_wanted in _leaves(query.root, wanted=True) if is_wanted]
    groups = {str(leaf.value) for leaf in wanted if isinstance(leaf, Value)}
    words = {word for leaf in wanted for word in _words(leaf)}
    starts = [
        (mention["start"], mention["group"]) for mention in document["mentions"] if mention["field"] == "text"
    ]
    best, best_score = first_sentence(text), 0
    for start, end in sentence_spans(text):
        met = {group for at, group in starts if start <= at < end and group in groups}
        score = len(met) + len(words.intersection(terms(text[start:end])))
        if score > best_score:
            best, best_score = text[start:end], score
    return best


def _leaves(node: Node, *, wanted: bool) -> Iterator[tuple[Node, bool]]:
    """Give every leaf of a query, and whether the query wants it or excludes it."""
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _leaves(child, wanted=wanted)
        case Not(child):
            yield from _leaves(child, wanted=not wanted)
        case Boost(child, _) | Nested(_, child):
            yield from _leaves(child, wanted=wanted)
        case _:
            yield node, wanted


def _words(leaf: Node) -> tuple[str, ...]:
    """Give the words that a leaf looks for in title or text."""
    if isinstance(leaf, Words | Pattern | Fuzzy) and not {"title", "text"} & set(leaf.fields):
        return ()
    match leaf:
        case Words():
            return leaf.tokens
        case Fuzzy():
            return (leaf.token,)
        case Pattern():
            return tuple(part for part in leaf.parts if isinstance(part, str))
        case _:
            return ()


def _day(text: str | None) -> date | None:
    """Give the day of a stored day or time: an article of an earlier version has the time alone."""
    return date.fromisoformat(text[:10]) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
