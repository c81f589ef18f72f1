"""What happened, by the words that say it in several languages: the same act has the same name in each.

The words stand in acts.json: by act, by language, beginnings of words. An act is named where one of them is found in
the beginning of an article; a report of a bombing names others beside it, so that acts agree where one is common.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import regex

ATTACKS = frozenset({"explosion", "shooting", "strike", "stabbing", "kidnapping", "fighting"})
"""Acts that are done again and again: short reports of two have the same words."""

DISASTER = "disaster"
"""The act of nature: what people did in the same town is another happening."""

ONE_TIME = frozenset({"explosion", "shooting", "stabbing", "kidnapping"})
"""Acts of which a town seldom has two on a day with the same toll, as it has of strikes in a war."""


def follows_up(title: str, language: str | None) -> bool:
    """Tell whether a headline is of what comes behind an attack: who says it was theirs, or how its dead are mourned.

    The day that such a report names is that of the claim, or of the funeral. An attack on those who mourn is another.
    """
    behind, on_mourners = (_headlines(kind).get(language or "") for kind in ("behind", "on_mourners"))
    return bool(behind and behind.search(title)) and not (on_mourners and on_mourners.search(title))


def tells_new_toll(title: str, language: str | None) -> bool:
    """Tell whether a headline says that there are more dead now: its figures are other ones than those of before."""
    pattern = _headlines("new_toll").get(language or "")
    return bool(pattern and pattern.search(title))


@cache
def _headlines(kind: str) -> "Mapping[str, regex.Pattern[str]]":
    """Give by language how headlines of a kind are worded."""
    words: dict[str, dict[str, list[str]]] = json.loads(
        Path(__file__).with_name("follow_ups.json").read_text("utf-8")
    )
    return {
        language: regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(some)})", regex.IGNORECASE)
        for language, some in words[kind].items()
    }


def find_acts(text: str, language: str | None) -> frozenset[str]:
    """Give the names of the acts that a text tells of in a language (ISO 639-1); none in one without words."""
    if language not in _words():
        return frozenset()
    return frozenset(match.lastgroup or "" for match in _pattern(language).finditer(text))


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Read the words of each language by act."""
    acts: dict[str, dict[str, list[str]]] = json.loads(
        Path(__file__).with_name("acts.json").read_text("utf-8")
    )
    found: dict[str, dict[str, list[str]]] = {}
    for act, written in acts.items():
        for language, words in written.items():
            found.setdefault(language, {})[act] = words
    return found


@cache
def _pattern(language: str) -> "regex.Pattern[str]":
    """Compile a language's pattern when a text of it comes: most projects read few languages."""
    begin = (
        ""
        if language in ("zh", "ja")
        else r"(?<!\p{L})(?:[وبلف]?(?:ال)?)?"
        if language == "ar"
        else r"(?<!\p{L})"
    )
    named = [f"(?P<{act}>{'|'.join(map(regex.escape, words))})" for act, words in _words()[language].items()]
    return regex.compile(begin + "(?:" + "|".join(named) + ")", regex.IGNORECASE)
