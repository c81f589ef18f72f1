"""Whether an ambiguous alias is the group, by what stands around it.

The rules are those of `processors.catalogue`. A verdict is one of the words below: it counts, it waits for
the rest of the article, or the reason for which it does not count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from processors.catalogue import Context, letter_case
from processors.fold import Folded, fold

COUNTS = "counts"
WAITS = "waits for a mention elsewhere in the article"
OTHER_LANGUAGE = "an ambiguous alias of another language"
OTHER_CASE = "in another letter case than `case: exact` asks for"
SHOUTING = "in capitals among capitals, which say nothing"
NEAR_VETO = "near a word of `not_near`"
NO_WORD_NEAR = "no word of `near` near enough, and no mention of a group of `article`"

_SHOUT = 40  # characters to look at on each side for a small letter: about six words
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{1,2}|[^\W_]+")
_LONGEST_WORD = 30
"""Characters a word of the gap has at most, so that the words of a long gap need no counting."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_PARTICLES = "(?:[وف]?(?:[بلك]?(?:ال)?|لل)|ו?(?:כש|[שמבלכ])?ה?)"

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A `Context` made ready; `groups` are those whose mention satisfies `article`."""

    languages: frozenset[str]
    letters: tuple[bool, ...] | None
    near: re.Pattern[str] | None
    not_near: re.Pattern[str] | None
    within: int
    groups: frozenset[str]
    is_capitals: bool
    """Whether the right case is all capitals, which a headline may be, too."""
    is_conditional: bool
    """Whether a mention needs more than the right case and no veto."""


@dataclass(slots=True)
class Scene:
    """One field of an article, with the places of context words as they are looked up."""

    folded: Folded
    language: str | None
    places: dict[re.Pattern[str], Spans] = field(default_factory=dict)

    def find(self, words: re.Pattern[str]) -> Spans:
        """Return where any of the words stands, in order."""
        if words not in self.places:
            self.places[words] = [match.span() for match in words.finditer(self.folded.text)]
        return self.places[words]


def read_rule(context: Context, group: str, alias: str) -> Rule:
    """Return the rule that `context` sets for `alias` of the group with the id `group`."""
    article = context.article if context.article is not None else (group,) if context.near else ()
    return Rule(
        languages=frozenset(primary(tag) for tag in context.languages),
        letters=letter_case(alias) if context.case else None,
        near=_any_of(context.near),
        not_near=_any_of(context.not_near),
        within=context.within,
        groups=frozenset(article),
        is_capitals=context.case is not None and alias.isupper(),
        is_conditional=bool(context.near or article),
    )


def primary(tag: str) -> str:
    """Return the language of a tag such as `pt-BR`: `pt`."""
    return tag.split("-")[0].lower()


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    forms = [_form(word) for word in words]
    return re.compile("|".join(forms)) if forms else None


def _form(word: str) -> str:
    folded = fold(word.removesuffix("*")).text.strip()
    if _UNSPACED.search(folded):
        return re.escape(folded)
    open_end = "" if word.endswith("*") else r"(?![^\W_])"
    return rf"(?<![^\W_]){_PARTICLES}{re.escape(folded)}{open_end}"


def judge_form(rule: Rule, found: str, language: str | None) -> str | None:
    """Return the verdict that language and letter case of `found` give, or None where the rest decides."""
    if rule.languages and language and language not in rule.languages:
        return COUNTS
    if rule.letters is None or letter_case(found) == rule.letters:
        return None
    return None if found.isupper() and len(found.split()) > 1 else OTHER_CASE


def judge_place(rule: Rule, scene: Scene, at: tuple[int, int], span: tuple[int, int]) -> str:
    """Return the verdict on a mention at `at` of the folded text, which is `span` of the source."""
    if rule.is_capitals and _is_shouted(scene.folded.source, span):
        return SHOUTING
    if rule.not_near and _is_near(scene, rule.not_near, at, rule.within):
        return NEAR_VETO
    if not rule.is_conditional or (rule.near and _is_near(scene, rule.near, at, rule.within)):
        return COUNTS
    return WAITS if rule.groups else NO_WORD_NEAR


def _is_shouted(text: str, span: tuple[int, int]) -> bool:
    around = text[max(0, span[0] - _SHOUT) : span[0]] + text[span[1] : span[1] + _SHOUT]
    return around.isupper()


def _is_near(scene: Scene, words: re.Pattern[str], at: tuple[int, int], within: int) -> bool:
    """Tell whether one of the words stands within `within` words of `at`, and not inside of it."""
    start, end = at
    text = scene.folded.text
    reach = within * _LONGEST_WORD
    for first, last in scene.find(words):
        if last <= start and start - last <= reach:
            gap = text[last:start]
        elif end <= first <= end + reach:
            gap = text[end:first]
        else:
            continue
        if sum(1 for _ in _WORD.finditer(gap)) < within:
            return True
    return False
