"""Finds among an article's paragraphs the lines that the rules of `processors.newsroom.boilerplate` take."""

from typing import NamedTuple

import regex
from regex import Pattern

from processors.newsroom.boilerplate import LINE_RULES, LineRule
from processors.text.characters import count_words

MAX_LINE = 300
"""Characters from which a line is a paragraph whatever it begins with."""
MIN_PROSE = 12
"""Words from which a line that ends like a sentence, and speaks to nobody, says something whatever it begins with."""


class _Asked(NamedTuple):
    """A rule to ask about a line, its patterns, and the words of which one stands in every line that it takes."""

    rule: LineRule
    patterns: list[Pattern[str]]
    others: list[Pattern[str]]
    """The patterns that are left where `_BEGINNINGS` finds nothing."""
    words: list[str]


_RULES = [
    (rule, [regex.compile(pattern, regex.IGNORECASE) for pattern in rule.patterns]) for rule in LINE_RULES
]
_BEGINNINGS = regex.compile(
    "|".join(
        f"(?:{pattern})"
        for rule in LINE_RULES
        for pattern in rule.patterns
        if not rule.needs and pattern.startswith("^")
    ),
    regex.IGNORECASE,
)
"""All patterns for the beginning of a line that no word stands for: asked at once, they take half of the time."""


def boilerplate_rule(line: str) -> LineRule | None:
    """Return the rule by which `line` is no part of an article, or None."""
    return _rule_of(line, _asked(line.casefold())) if len(line) <= MAX_LINE else None


def boilerplate_places(paragraphs: list[str]) -> dict[int, str]:
    """Return the places (from 0) of the paragraphs that are no part of an article, each with its rule's name.

    What words the rules need is looked up once in all lines, and then in each line for the few that stand there.
    """
    short = [(place, text) for place, text in enumerate(paragraphs) if len(text) <= MAX_LINE]
    asked = _asked("\n".join([text for _, text in short]).casefold())
    return {place: rule.name for place, text in short if (rule := _rule_of(text, asked))}


def _asked(small: str) -> list[_Asked]:
    """Return the rules to ask about lines, given in small letters: those of whose words one stands there."""
    asked = []
    for rule, patterns in _RULES:
        words = [word for word in rule.needs if word in small]
        if words:
            asked.append(_Asked(rule, patterns, patterns, words))
        elif not rule.needs:
            others = [each for each in patterns if not each.pattern.startswith("^")]
            asked.append(_Asked(rule, patterns, others, words))
    return asked


def _rule_of(line: str, asked: list[_Asked]) -> LineRule | None:
    small, begins = line.casefold(), _BEGINNINGS.search(line)
    for rule, patterns, others, words in asked:
        for word in words:  # a plain loop: a generator takes longer than all the words
            if word in small:
                break
        else:
            if words:
                continue
        for pattern in patterns if begins else others:
            if pattern.search(line):
                return None if rule.leaves_prose and _is_prose(line) else rule
    return None


def _is_prose(line: str) -> bool:
    """Tell whether a line is a sentence of news, and none to the reader or about rights."""
    if not SENTENCE_END.search(line) or count_words(line) < MIN_PROSE:
        return False
    return not (_HEADED.match(line) or _TO_READERS.search(line))


SENTENCE_END = regex.compile(r"[.!?…。！？؟۔।][\p{Pe}\p{Pf}\"'»”’]*$")
_HEADED = regex.compile(r"^\W*(?:[\p{L}\p{M}'’-]+ ){0,4}[\p{L}\p{M}'’-]+\s?[:：]")
"""A few words and a colon: "Read also: ..."."""
_TO_READERS = regex.compile(
    r"(?:^|[.!?]\s)follow\b|\bhave a tip\b|^\W*(?:copyright\s*)?[©ⓒ]\s*(?:19|20)\d\d\b|"
    r"\b(?:you|your|ours?|us|we|my|me|here|click|sign up|newsletters?|inbox|rights? reserved|permission|reproduc\w+|"
    r"re-?distribut\w+|re-?publish\w*|rewritten|trademarks?|licen[cs]\w+|non-commercial|terms of|principles|"
    r"first appeared|getty|courtesy|читайте|смотрите|подпи\w+|lesen sie|abonn\w+|lee también|lea también|lire aussi|"
    r"leggi anche|leia \w+|iscriviti|suscr\w+|baca juga|ayrıca)\b|اقرأ|بخوانید|相关阅读|関連記事",
    regex.IGNORECASE,
)
