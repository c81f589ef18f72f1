"""What marks say of the catalogue: how often each name was wrong, and what to write so that it is not again.

removed mentions of a name --words beside them--> phrases, words --held against right mentions--> `never`, `not_near`
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from processors.groups.catalogue import Group
from processors.query.nodes import QueryError
from processors.query.query import Query, parse_query
from processors.stores.store import Store
from wirewatch.ledger.marks import Removed

RIGHT_READ = 200
"""Newest articles that still have a name, against which a proposal is held."""
MOST_WORDS = 3
"""Words of a proposed `not_near`."""
_AFTER = re.compile(r"\A([ \u00a0-])(\w[\w'’-]*)")
_BEFORE = re.compile(r"(\w[\w'’-]*)([ \u00a0-])\Z")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STOPLISTS = ("en", "de", "fr", "es", "ru", "ar", "fa")


class Name(NamedTuple):
    """A name as it stands in texts, in any letter case, that was taken for a group."""

    group: str
    form: str
    """In small letters."""


class NameMarks(NamedTuple):
    """What was marked of a name, by the marks that hold."""

    written: str
    """As it is written most often."""
    articles: frozenset[str]
    removed: tuple[Removed, ...]


class Proposal(NamedTuple):
    """What to write into the catalogue for a name, and what it would do."""

    group: str
    alias: str
    write: dict[str, Any]
    """`never`, or `context`, as it stands in groups.yaml."""
    covers: int
    """Of the marked mentions."""
    marked: int
    """Mentions that were marked."""
    right_hit: int
    """Of the articles that still name the group so, those in which it stands, too."""
    right: int
    """Articles that still name the group so, as far as they were read."""


def names_marked(marks: Iterable[Mapping[str, Any]]) -> dict[Name, NameMarks]:
    """Give the names that marks which hold have taken out, in order."""
    removed: dict[Name, list[Removed]] = defaultdict(list)
    articles: dict[Name, set[str]] = defaultdict(set)
    for mark in marks:
        if mark["state"] == "holds":
            for one in mark["removed"]:
                name = Name(mark["group"], one.text.lower())
                removed[name].append(one)
                articles[name].add(mark["id"])
    return {
        name: NameMarks(
            Counter(one.text for one in removed[name]).most_common(1)[0][0],
            frozenset(articles[name]),
            tuple(removed[name]),
        )
        for name in sorted(removed)
    }


def precision_of_names(store: Store | None, marks: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give {"group", "alias", "marked", "seen", "precision"} of each marked name, in articles; the worst first.

    `seen` counts the articles in which the name was taken for the group, right or wrong. Without an index `seen` and
    `precision` are None. Raises StoreError.
    """
    found = []
    for name, own in names_marked(marks).items():
        seen = _count_seen(store, name, own) if store else None
        found.append(
            {
                "group": name.group,
                "alias": own.written,
                "marked": len(own.articles),
                "seen": seen,
                "precision": round(1 - len(own.articles) / seen, 3) if seen else None,
            }
        )
    return sorted(
        found, key=lambda one: (one["precision"] if one["precision"] is not None else 2, -one["marked"])
    )


def _count_seen(store: Store, name: Name, own: NameMarks) -> int | None:
    query = _named_so(name)
    if query is None:
        return None
    still = sum(_has(document, name) for document in store.get(sorted(own.articles)))
    return store.search(query, size=0, highlight=False).total + len(own.articles) - still


def _named_so(name: Name) -> Query | None:
    """Give the query for the articles that name a group so; None where the name has no word to ask for."""
    written = name.form.replace("\\", "\\\\").replace('"', '\\"')
    try:
        return parse_query(f'mentions:(group:"{name.group}" AND text:"{written}")')
    except QueryError:
        return None


def _has(document: Mapping[str, Any], name: Name) -> bool:
    return any(
        one["group"] == name.group and one["text"].lower() == name.form for one in document["mentions"]
    )


def propose(
    store: Store | None, marks: Iterable[Mapping[str, Any]], groups: Mapping[str, Group]
) -> list[Proposal]:
    """Propose for each marked name a phrase of `never`, or else words of `not_near`, that hold most of the marks.

    `groups` are those of the catalogue by id; what was marked of others is left out. Raises StoreError.
    """
    found = []
    for name, own in names_marked(marks).items():
        if (group := groups.get(name.group)) is None:
            continue
        right = _right_places(store, name) if store else []
        known = {phrase.lower() for phrase in group.never}
        best = _best_phrase(own.removed, right, known)
        words = _best_words(own.removed, right)
        counts = {"marked": len(own.removed), "right": len(right)}
        if best and (best[1] * 2 >= len(own.removed) or not words):
            phrase, covers, hit = best
            found.append(
                Proposal(name.group, own.written, {"never": [phrase]}, covers, right_hit=hit, **counts)
            )
        elif words:
            covers = sum(any(word in _words(one) for word in words) for one in own.removed)
            context = {"context": {_alias(group, own.written): {"not_near": words}}}
            found.append(Proposal(name.group, own.written, context, covers, right_hit=0, **counts))
    return found


def _alias(group: Group, written: str) -> str:
    """Give the alias that a name is of, as the catalogue has it, which is what `context` goes by."""
    from processors.groups.fold import fold_text

    aliases = [alias for several in group.aliases.values() for alias in several]
    folded = fold_text(written).text
    alike = [alias for alias in aliases if fold_text(alias).text == folded]
    return written if written in aliases or not alike else alike[0]


def _right_places(store: Store, name: Name) -> list[list[Removed]]:
    """Give for each article that still names the group so the places where it does."""
    from processors.groups.unmention import words_beside

    query = _named_so(name)
    if query is None:
        return []
    hits = store.search(query, size=RIGHT_READ, sort="newest", highlight=False).hits
    places = []
    for document in (hit.document for hit in hits):
        texts = {"title": document["title"] or "", "text": document["text"]}
        places.append(
            [
                Removed(one["text"], *words_beside(texts[one["field"]], one["start"], one["end"]))
                for one in document["mentions"]
                if one["group"] == name.group and one["text"].lower() == name.form
            ]
        )
    return places


def _best_phrase(
    removed: Sequence[Removed], right: Sequence[Sequence[Removed]], known: Collection[str]
) -> tuple[str, int, int] | None:
    """Give the phrase of a name and a word beside it that most marks have and no right mention; with both counts."""
    phrases: dict[str, Counter[str]] = defaultdict(Counter)
    covers: Counter[str] = Counter()
    for one in removed:
        for phrase, is_telling in _phrases(one):
            phrases[phrase.lower()][phrase] += 1
            covers[phrase.lower()] += is_telling
    hit = {
        form: sum(
            any(form == phrase.lower() for one in places for phrase, _ in _phrases(one)) for places in right
        )
        for form in covers
    }
    fit = [form for form in covers if covers[form] and not hit[form] and form not in known]
    if not fit:
        return None
    best = min(fit, key=lambda form: (-covers[form], form))
    return phrases[best].most_common(1)[0][0], covers[best], hit[best]


def _phrases(one: Removed) -> list[tuple[str, bool]]:
    """Give the phrases of a mention and the word on either side, each with whether that word is no common one."""
    found = []
    if after := _AFTER.match(one.after):
        found.append((one.text + after[1] + after[2], _is_telling(after[2])))
    if before := _BEFORE.search(one.before):
        found.append((before[1] + before[2] + one.text, _is_telling(before[1])))
    return found


def _best_words(removed: Sequence[Removed], right: Sequence[Sequence[Removed]]) -> list[str]:
    """Give the words that stand beside most marked mentions, and beside no right one."""
    beside = {word for places in right for one in places for word in _words(one)}
    counts = Counter(word for one in removed for word in _words(one) - beside if _is_telling(word))
    return [word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_WORDS]]


def _words(one: Removed) -> set[str]:
    return {word.lower() for word in _WORD.findall(f"{one.before} {one.after}")}


def _is_telling(word: str) -> bool:
    from processors.groups.lint import common_words

    return len(word) > 1 and not any(word.lower() in common_words(language) for language in _STOPLISTS)
