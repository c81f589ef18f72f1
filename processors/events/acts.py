"""What happened, by the words that say it in several languages: the same act has the same name in each.

The words stand in acts.json: by act, by language, beginnings of words. An act is named where one of them is found in
the beginning of an article; a report of a bombing names others beside it, so that acts agree where one is common.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import regex


def find_acts(text: str, language: str | None) -> frozenset[str]:
    """Give the names of the acts that a text tells of in a language (ISO 639-1); none in one without words."""
    pattern = _patterns().get(language or "")
    return frozenset(match.lastgroup or "" for match in pattern.finditer(text)) if pattern else frozenset()


@cache
def _patterns() -> Mapping[str, "regex.Pattern[str]"]:
    acts: dict[str, dict[str, list[str]]] = json.loads(
        Path(__file__).with_name("acts.json").read_text("utf-8")
    )
    languages = sorted({language for words in acts.values() for language in words})
    return {language: _pattern(acts, language) for language in languages}


def _pattern(acts: Mapping[str, Mapping[str, list[str]]], language: str) -> "regex.Pattern[str]":
    begin = (
        ""
        if language in ("zh", "ja")
        else r"(?<!\p{L})(?:[وبلف]?(?:ال)?)?"
        if language == "ar"
        else r"(?<!\p{L})"
    )
    named = [
        f"(?P<{act}>{'|'.join(map(regex.escape, words[language]))})"
        for act, words in acts.items()
        if language in words
    ]
    return regex.compile(begin + "(?:" + "|".join(named) + ")", regex.IGNORECASE)
