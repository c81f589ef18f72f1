"""Whether an ambiguous alias is the group, by what stands around it.

The rules are those of `processors.groups.catalogue`. A verdict is one of the words below: it counts, it waits for the
rest of the article, or the reason for which it does not count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from msgspec import Struct

from processors.groups.abbreviations import has_armed_tail, is_plainly_named, is_spoken, is_word_of
from processors.groups.armed_words import ARMED
from processors.groups.catalogue import Context, letter_case
from processors.groups.fold import Folded, fold_text
from processors.groups.other_kinds import armed_words, languages_of, words_of
from processors.groups.spelling import begins_word, holds_phrase, without_particles

VERDICT_COUNTS = "counts"
VERDICT_WAITS = "waits for a mention elsewhere in the article"
OTHER_LANGUAGE = "an ambiguous alias of another language"
OTHER_CASE = "in another letter case than `case: exact` asks for"
SHOUTING = "in capitals among capitals, which say nothing"
NEAR_VETO = "near a word of `not_near`"
OTHER_KIND = "near a word of what else is called so"
ONE_OF_MANY = "an abbreviation behind an article for one of many"
OTHER_SENSE = "what means something else at another place of the article"
NO_WORD_NEAR = "no word of `near` near enough, and no mention of a group of `article`"

_SHOUT = 40  # characters to look at on each side for a small letter: about six words
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_UNSPACED_WORD = 2
"""Letters that a word has in scripts without blanks, for counting words."""
_SPACED_WORD = 12
"""Characters that words have on average at most, blank included: what is further is not near."""
_PART = re.compile(r"[\w\u0300-\u036f\u0900-\u0963\u0966-\u0dff]+")  # Indic vowel signs belong to the word
_LONGEST = 60
"""Characters of a word between blanks that can mean anything: a longer one is a text without blanks."""
_REMEMBERED = 32_768
"""Words of texts to remember the meaning of, in the order of what ten thousand articles use."""

_ONE_CAPITAL = frozenset(("it", "fr", "pt", "es"))
"""Languages whose papers write an abbreviation that is read as a word with one capital: Aqmi, Hts, Farc."""
_VOWELS = frozenset("aeiouyаеиоуыэюяіїє")
_LONG = 4
"""Letters of an abbreviation that is hardly a word: EIGS. A catalogue gives words near it where one is."""
_LONG_NAME = 5
"""Letters of a name, no abbreviation, that a headline of capitals may have: SHABAAB."""
_QUOTED_NAME = re.compile(
    r" [«\"“„'‘](?!A[ln] |Al-|Amaq|Ama’q|Rumiyah|Dabiq|Naba|Stato |Operazione |Voce )"
    r"(?:(?:d[ai] )?[^\W\d_a-zà-ÿ][\w.']*[ »\"”’“']){1,3}(?<=[»\"”’“'])(?!\w)"
)
"""A name in quotation marks behind a school's: "all'Isis «Da Vinci»". Papers of the group and raids are none."""
_NAME_BEHIND = re.compile(r" [^\W\d_a-zà-ÿ][^\W\d_A-ZÀ-Þ]")
"""A word with one capital behind a name."""
_SHORTEST_WORD = 3
"""Letters of such an abbreviation."""

Form = tuple[str, bool]
"""A folded word, and whether it stands for all that begin so."""


@lru_cache(2048)
def _read_form(written: str) -> Form:
    """Return what a written word stands for, as the same object for the many lists that have it."""
    return fold_text(written.removesuffix("*")).text.strip(), written.endswith("*")


class ContextWords:
    """Words or phrases to look for around a mention."""

    def __init__(self, written: Iterable[str]) -> None:
        forms = [_read_form(word) for word in written]
        spaced = [form for form in forms if not _UNSPACED.search(form[0])]
        self._single = frozenset(form for form in spaced if _PART.fullmatch(form[0]))
        self._phrases = [form for form in spaced if form not in self._single]
        self._heads = frozenset((head[0], False) for form, _ in self._phrases if (head := _PART.search(form)))
        self._unspaced = [form for form, _ in forms if _UNSPACED.search(form)]

    def __bool__(self) -> bool:
        return bool(self._single or self._phrases or self._unspaced)

    @property
    def forms(self) -> frozenset[Form]:
        """The single words, and the first of each phrase."""
        return self._single | self._heads

    def are_in(self, around: "Surroundings") -> bool:
        """Tell whether one of the words stands in a mention's surroundings."""
        if around.forms:
            if not self._single.isdisjoint(around.forms):
                return True
            if not self._heads.isdisjoint(around.forms):
                joined = [" ".join(words) for words in around.words]
                if any(holds_phrase(side, *form) for side in joined for form in self._phrases):
                    return True
        if not around.letters:
            return False
        return any(form in side for side in around.letters for form in self._unspaced)


class Surroundings(Struct, gc=False):
    """What stands on both sides of a mention, and the forms that the words there are."""

    words: tuple[list[str], list[str]]
    letters: tuple[str, ...]
    """What stands nearest, for scripts without blanks; only of sides that may have such."""
    forms: set[Form]


class ContextVocabulary:
    """The words of all rules, and what a word of a text means to them."""

    def __init__(self, rules: Iterable["ContextRule"]) -> None:
        lists = {id(words): words for rule in rules for words in rule.word_lists}
        self._forms = frozenset(form for words in lists.values() for form in words.forms)
        self._read = lru_cache(_REMEMBERED)(self._read_word)
        self._idle: set[str] = set()

    def look_around(self, scene: "FieldText", start: int, end: int, within: int) -> Surroundings:
        """Return what stands within `within` words of [start:end] of a scene's folded text."""
        reach, near = within * _SPACED_WORD, within * _UNSPACED_WORD
        folded = scene.folded.text
        left, right = folded[max(0, start - reach) : start], folded[end : end + reach]
        if scene.before and start < reach:
            left = f"{scene.before[start - reach :]}\n{left}"
        if scene.after and end + reach > len(folded):
            right = f"{right}\n{scene.after[: reach - len(right)]}"
        before = left.rsplit(None, within)[-within:]
        after = right.split(None, within)[:within]
        nearest = (
            () if left.isascii() and right.isascii() else (left[max(0, len(left) - near) :], right[:near])
        )
        letters = tuple(side for side in nearest if not side.isascii())
        return Surroundings((before, after), letters, self._forms_of({*before, *after}))

    def _forms_of(self, words: set[str]) -> set[Form]:
        """Return the forms that words are. Most are none, and these are looked up at once."""
        forms: set[Form] = set()
        for word in words - self._idle:
            if read := self._read(word):
                forms |= read
            elif len(self._idle) < _REMEMBERED:
                self._idle.add(word)
        return forms

    def _read_word(self, word: str) -> frozenset[Form]:
        """Return the forms that a text's word is, with what is written together with it and without."""
        if len(word) > _LONGEST:
            return frozenset()
        ways = {way for part in _PART.findall(word) for way in without_particles(part)}
        whole = {(way, False) for way in ways}
        return self._forms & (whole | {(way[:n], True) for way in ways for n in range(1, len(way) + 1)})


@dataclass(frozen=True, slots=True)
class ContextRule:
    """A `Context` made ready; `groups` are those whose mention satisfies `article`."""

    languages: frozenset[str]
    letters: tuple[bool, ...] | None
    near: ContextWords
    not_near: ContextWords
    within: int
    behind: dict[str, tuple[str, ...]]
    """By language: folded words that are enough directly before the alias."""
    groups: frozenset[str]
    is_capitals: bool
    """Whether the right case is all capitals, which a headline may be, too."""
    is_never_a_word: bool
    """Whether the alias is no word in small letters, so that a headline in capitals can only mean the name."""
    is_conditional: bool
    """Whether a mention needs more than the right case and no veto."""
    also: ContextWords
    """What puts the alias in doubt."""
    has_also: bool
    """Whether there are such words."""
    also_there: ContextWords
    """The same, in texts of the languages of `also_in` alone."""
    also_in: frozenset[str]
    is_club: bool
    """Whether clubs are called so, too, whose reports have many words of armed groups."""
    is_bound: bool
    """Whether the alias counts only in texts of its own language: for any condition but `also`."""

    @property
    def word_lists(self) -> tuple[ContextWords, ...]:
        """All words that are looked for around a mention."""
        return self.near, self.not_near, self.also, self.also_there


class FieldText(Struct, frozen=True, gc=False):
    """One field of an article; `before` and `after` are the folded fields that it is read after and before."""

    folded: Folded
    language: str | None
    vocabulary: ContextVocabulary
    before: str = ""
    after: str = ""


def make_context_rule(context: Context, group: str, alias: str) -> ContextRule:
    """Return the rule that `context` sets for `alias` of the group with the id `group`."""
    armed = ARMED.split() if context.near and _is_latin_abbreviation(alias) else ()
    article = context.article if context.article is not None else (group,) if context.near else ()
    is_conditional = bool(context.near or context.behind or article)
    return ContextRule(
        languages=_as_set(tuple(map(primary_language, context.languages))),
        letters=letter_case(alias) if context.case else None,
        near=_context_words((*context.near, *armed)),
        not_near=_context_words(tuple(context.not_near)),
        within=context.within,
        behind={
            primary_language(tag): tuple(fold_text(word).text for word in words)
            for tag, words in context.behind.items()
        },
        groups=_as_set(tuple(article)),
        is_capitals=context.case is not None and alias.isupper(),
        is_never_a_word=_is_never_a_word(alias),
        is_conditional=is_conditional,
        also=_context_words(words_of(tuple(kind for kind in context.also if not languages_of(kind)))),
        has_also=bool(context.also),
        also_there=_context_words(words_of(tuple(kind for kind in context.also if languages_of(kind)))),
        also_in=frozenset[str]().union(*map(languages_of, context.also)),
        is_club="club" in context.also,
        is_bound=context.model_copy(update={"person": False, "figure": False, "also": ()}) != Context(),
    )


@cache
def _as_set(words: tuple[str, ...]) -> frozenset[str]:
    """Return words as a set, which all rules that have the same share."""
    return frozenset(words)


@lru_cache(1024)
def _context_words(written: tuple[str, ...]) -> ContextWords:
    """Return the words made ready: once for all aliases of a group, which share them."""
    return ContextWords(written)


def _is_latin_abbreviation(alias: str) -> bool:
    return alias.isascii() and alias.isalpha() and alias[-1:].isupper()


def _is_never_a_word(alias: str) -> bool:
    """Tell whether an abbreviation is no word: without a vowel (HTS), or as long as EIGS."""
    if not alias.isalpha():
        return False
    return len(alias) >= _LONG or _VOWELS.isdisjoint(fold_text(alias).text)


_SAME = {"ms": "id", "in": "id", "prs": "fa", "bs": "hr", "no": "nb", "nn": "nb", "iw": "he", "kmr": "ku"}
"""Languages that write the names of groups as others do."""


@lru_cache(1024)
def primary_language(tag: str) -> str:
    """Return the language of a tag such as `pt-BR`, `pt`, or the one that writes names as it does: `id` for `ms`."""
    language = tag.split("-")[0].lower()
    return _SAME.get(language, language)


def verdict_on_form(rule: ContextRule, found: str, language: str | None) -> str | None:
    """Return the verdict that language and letter case of `found` give, or None where the rest decides."""
    if rule.languages and language and language not in rule.languages:
        return VERDICT_COUNTS
    if rule.letters is None or letter_case(found) == rule.letters:
        return None
    if len(found.split()) > 1 and (found.isupper() or _has_more_initials(found, rule.letters)):
        return None
    if found.isupper() and not rule.is_capitals and len(found) >= _LONG_NAME:
        return None
    if rule.is_conditional and language in _ONE_CAPITAL and _is_abbreviation_with_one_capital(rule, found):
        return None
    return OTHER_CASE


def _is_abbreviation_with_one_capital(rule: ContextRule, found: str) -> bool:
    """Tell whether an abbreviation is written as a word is: Hts in Syria, for Italian papers."""
    return rule.is_capitals and len(found) >= _SHORTEST_WORD and found.isalpha() and found.istitle()


def _has_more_initials(found: str, letters: tuple[bool, ...]) -> bool:
    """Tell whether all that sets `found` apart from a letter case is that more of its words begin with a capital."""
    initials = [place == 0 for word in found.split() for place, _ in enumerate(filter(str.isalpha, word))]
    cases = letter_case(found)
    return len(cases) == len(letters) == len(initials) and all(
        now == wanted or (now and initial)
        for now, wanted, initial in zip(cases, letters, initials, strict=True)
    )


def verdict_on_context(
    rule: ContextRule, scene: FieldText, at: tuple[int, int], span: tuple[int, int]
) -> str:
    """Return the verdict on a mention at `at` of the folded text, which is `span` of the source."""
    name, source = scene.folded.text[slice(*at)], scene.folded.source
    if rule.is_capitals and not rule.is_never_a_word and _is_shouted(source, span):
        if _is_plain(rule, scene, at, span):
            return VERDICT_COUNTS
        if is_spoken(name, scene.language) and not has_armed_tail(name, scene.language, source, span[1]):
            return SHOUTING
    if not rule.near and not rule.not_near and not rule.behind and not rule.has_also:
        return VERDICT_WAITS if rule.is_conditional else VERDICT_COUNTS
    around = scene.vocabulary.look_around(scene, *at, rule.within)
    if rule.not_near.are_in(around):
        return NEAR_VETO
    if rule.has_also and _is_in_doubt(rule, around, scene, at, span):
        return OTHER_KIND
    if not rule.is_conditional or rule.near.are_in(around) or _is_behind(rule, scene, at[0], span[1]):
        return VERDICT_COUNTS
    if rule.groups and (
        has_armed_tail(name, scene.language, source, span[1]) or _is_plain(rule, scene, at, span)
    ):
        return VERDICT_COUNTS
    return VERDICT_WAITS if rule.groups else NO_WORD_NEAR


def _is_in_doubt(
    rule: ContextRule, around: Surroundings, scene: FieldText, at: tuple[int, int], span: tuple[int, int]
) -> bool:
    """Tell whether something else that is called so may be meant, and no word of armed groups stands there."""
    asked = (rule.also, rule.also_there)[: 1 + (not scene.language or scene.language in rule.also_in)]
    if _has_italian_tail(scene, span, _QUOTED_NAME):
        return True  # whatever happens there: "bomba all'ISIS «Da Vinci»"
    is_other = any(words.are_in(around) for words in asked) or _has_italian_tail(scene, span, _NAME_BEHIND)
    return is_other and not _is_proved(rule, around, scene, at)


def _has_italian_tail(scene: FieldText, span: tuple[int, int], tail: re.Pattern[str]) -> bool:
    """Tell whether a name goes on behind an Italian article: "l'ISIS Fermi", "dell'Isis «Da Vinci»"."""
    source, (first, last) = scene.folded.source, span
    if scene.language != "it" or source[first - 1 : first] not in "'’":
        return False
    return tail.match(source, last) is not None


def is_proved_near(rule: ContextRule, scene: FieldText, at: tuple[int, int]) -> bool:
    """Tell whether a word of the alias's own or one of armed groups stands near a place of the folded text."""
    return _is_proved(rule, scene.vocabulary.look_around(scene, *at, rule.within), scene, at)


def _is_proved(rule: ContextRule, around: Surroundings, scene: FieldText, at: tuple[int, int]) -> bool:
    """Tell the same of known surroundings. Of a club the words of the alias's own, such as its country, say nothing."""
    return (not rule.is_club and rule.near.are_in(around)) or is_armed_near(rule, scene, at)


def is_armed_near(rule: ContextRule, scene: FieldText, at: tuple[int, int]) -> bool:
    """Tell whether a word of armed groups stands near a place of the folded text."""
    armed, vocabulary = _armed(is_club=rule.is_club)
    return armed.near.are_in(vocabulary.look_around(scene, *at, rule.within))


@cache
def _armed(*, is_club: bool) -> tuple[ContextRule, ContextVocabulary]:
    """Return words of armed groups with a vocabulary of their own: few places are asked for them, many have some."""
    rule = make_context_rule(Context(near=armed_words(is_club=is_club)), "", "")
    return rule, ContextVocabulary([rule])


def _is_plain(rule: ContextRule, scene: FieldText, at: tuple[int, int], span: tuple[int, int]) -> bool:
    """Tell whether an abbreviation in capitals stands where the word that it is, too, cannot: "IS has no navy"."""
    name = scene.folded.text[slice(*at)]
    return (
        rule.is_capitals
        and is_word_of(name, scene.language)
        and is_plainly_named(scene.folded.source, *span, scene.language)
    )


def _is_behind(rule: ContextRule, scene: FieldText, start: int, last: int) -> bool:
    """Tell whether a word of `behind` stands directly before `start`, with or without a blank.

    No capital may stand behind `last` of the source.
    """
    folded = scene.folded
    here = [start, start - 1] if folded.text.endswith(" ", 0, start) else [start]
    words = rule.behind.get(scene.language or "", ())
    if not any(folded.text.endswith(words, 0, end) for end in here):
        return False
    ends = ((end, word) for end in here for word in words)
    starts = [end - len(word) for end, word in ends if folded.text.endswith(word, 0, end)]
    if not any(begins_word(folded.text, at) for at in starts):
        return False
    following = folded.source[last : last + 2]
    return not (
        (following[:1].isspace() and following[1:].isupper()) or _QUOTED_NAME.match(folded.source, last)
    )


def _is_shouted(text: str, span: tuple[int, int]) -> bool:
    around = text[max(0, span[0] - _SHOUT) : span[0]] + text[span[1] : span[1] + _SHOUT]
    return around.isupper()
