"""Finds among an article's paragraphs the lines that the rules of `processors.newsroom.boilerplate` take."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, Implementation
from regex import Pattern

from processors.newsroom.boilerplate import LINE_RULES, LineRule
from processors.text.characters import count_words

MAX_LINE = 300
"""Characters from which a line is a paragraph whatever it begins with."""
MIN_PROSE = 12
"""Words from which a line that ends like a sentence, and speaks to nobody, says something whatever it begins with."""


class _Asked(NamedTuple):
    """A rule to ask about a line, its place among all, and the words of which one stands in every line that it takes.

    `found` are those of its patterns that found something in all lines, where only these are to be asked.
    """

    rule: LineRule
    place: int
    words: Sequence[str]
    found: Sequence[Pattern[str]] = ()


_RULES = [
    (rule, [regex.compile(pattern, regex.IGNORECASE) for pattern in rule.patterns]) for rule in LINE_RULES
]
_NEEDED = sorted({word for rule in LINE_RULES for word in rule.needs})
_NEEDED_BY = [[place for place, rule in enumerate(LINE_RULES) if word in rule.needs] for word in _NEEDED]
"""The places of the rules that need each word."""
_ALL_NEEDED = AhoCorasick(_NEEDED, implementation=Implementation.ContiguousNFA)
"""Finds them in one reading of a text: each by itself, they take it fifteen times as long."""
_BEGINNINGS = [
    pattern
    for rule, patterns in _RULES
    for pattern in patterns
    if not rule.needs and pattern.pattern.startswith("^")
]
"""The patterns for the beginning of a line that no word stands for."""
_LETTERS = 3
"""First letters of a line by which patterns for its beginning are ruled out: of fifty one or two are left."""
_AFTER_ANYTHING = [each for each in _BEGINNINGS if each.match("zqx", partial=True)]
"""Those of `_BEGINNINGS` that take a line whatever its first letters are."""
_AFTER_ANYTHING_IN_LINES = [
    (each, regex.compile(each.pattern, regex.IGNORECASE | regex.MULTILINE)) for each in _AFTER_ANYTHING
]
"""Each of them, and what finds it in many lines at once: hardly a text has a line of theirs."""
_BY_LETTERS = [each for each in _BEGINNINGS if not each.match("zqx", partial=True)]
"""The others, which are most."""


@lru_cache(8192)
def _may_begin(letters: str) -> list[Pattern[str]]:
    """Return those of `_BY_LETTERS` that may take a line with these first letters: lines begin with the same words.

    The letters are asked one by one: behind the first of them few patterns are left.
    """
    left = _may_begin(letters[:-1]) if letters else _BY_LETTERS
    return [each for each in left if each.match(letters, partial=True)]


def _begins(line: str, after_anything: Sequence[Pattern[str]] = _AFTER_ANYTHING) -> bool:
    for pattern in _may_begin(line[:_LETTERS]):  # a plain loop: nearly always there is none or one
        if pattern.search(line):
            return True
    return any(pattern.search(line) for pattern in after_anything)


@lru_cache(8192)
def _may_take(place: int, letters: str) -> list[Pattern[str]]:
    """Return the patterns of a rule that may take a line with these first letters."""
    left = _may_take(place, letters[:-1]) if letters else _RULES[place][1]
    return [each for each in left if not each.pattern.startswith("^") or each.match(letters, partial=True)]


def boilerplate_rule(line: str) -> LineRule | None:
    """Return the rule by which `line` is no part of an article, or None."""
    return _rule_of(line, _asked(line)) if len(line) <= MAX_LINE else None


def boilerplate_places(paragraphs: list[str]) -> dict[int, str]:
    """Return the places (from 0) of the paragraphs that are no part of an article, each with its rule's name.

    What stands for a rule is looked up once in all lines, and then in each line for the few that are left.
    """
    short = [(place, text) for place, text in enumerate(paragraphs) if len(text) <= MAX_LINE]
    ask = _asked("\n".join([text for _, text in short]))
    return {place: rule.name for place, text in short if (rule := _rule_of(text, ask))}


class _Questions(NamedTuple):
    """What to ask about the lines of a text: of those that begin as `_BEGINNINGS` tell, and of all others."""

    begun: list[_Asked]
    others: list[_Asked]
    after_anything: list[Pattern[str]]
    """Those of `_AFTER_ANYTHING` that take some line of it."""


def _asked(lines: str) -> _Questions:
    """Return the rules to ask about lines in which one of `_BEGINNINGS` finds something, and about the others.

    Of those that need words one stands in some line. Of the patterns that no word stands for, those that are not for a
    line's beginning know nothing of its ends: what is in no text is in no line of it.
    """
    begun, others = list[_Asked](), list[_Asked]()
    words: dict[int, list[str]] = {}
    found = _ALL_NEEDED.find_matches_as_indexes(lines.casefold(), overlapping=True)
    for number in {number for number, _, _ in found}:
        for place in _NEEDED_BY[number]:
            words.setdefault(place, []).append(_NEEDED[number])
    for place, (rule, patterns) in enumerate(_RULES):
        if place in words:
            begun.append(_Asked(rule, place, words[place]))
            others.append(begun[-1])
        elif not rule.needs:
            begun.append(_Asked(rule, place, ()))
            left = [each for each in patterns if not each.pattern.startswith("^") and each.search(lines)]
            if left:
                others.append(_Asked(rule, place, (), left))
    after_anything = [each for each, in_lines in _AFTER_ANYTHING_IN_LINES if in_lines.search(lines)]
    return _Questions(begun, others, after_anything)


def _rule_of(line: str, ask: _Questions) -> LineRule | None:
    small = line.casefold()
    for rule, place, words, found in ask.begun if _begins(line, ask.after_anything) else ask.others:
        for word in words:  # a plain loop: a generator takes longer than all the words
            if word in small:
                break
        else:
            if words:
                continue
        for pattern in found or _may_take(place, line[:_LETTERS]):
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
    r"(?:^|[.!?]\s|\blatest (?:news|updates), )follow\b|\bhave a tip\b|^\W*(?:copyright\s*)?[©ⓒ]\s*(?:19|20)\d\d\b|"
    r"\b(?:you|your|ours?|us|we|my|me|here|click|sign up|newsletters?|inbox|rights? reserved|permission|reproduc\w+|"
    r"re-?distribut\w+|re-?publish\w*|rewritten|trademarks?|licen[cs]\w+|non-commercial|terms of|principles|"
    r"first appeared|getty|courtesy|читайте|смотрите|подпи\w+|lesen sie|abonn\w+|lee también|lea también|lire aussi|"
    r"s[íi]g(?:ue|a)nos|recib[ae]|leggi anche|leia \w+|iscriviti|suscr\w+|baca juga|ayrıca)\b|"
    r"اقرأ|بخوانید|相关阅读|関連記事",
    regex.IGNORECASE,
)
