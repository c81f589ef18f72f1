"""Words brought to their stems by an article's own language, the same in both stores.

A word of the text, as `processors.text.tokens` cuts it, has some patterns cut out of it, and what is left is stemmed by
the language's Snowball stemmer, where it has one. Elasticsearch gets the same as an analyzer (`analysis_settings`),
tantivy gets the stems. No words are left out: a phrase means its words.

Which words of a query are looked for by their stems as well, `processors.query.nodes.is_stemmed` says.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Any

from msgspec import Struct

from processors.text.known_words import KnownWords
from processors.text.tokens import LONGEST_KNOWN, MAX_TOKEN, bare_word, lower, piece_terms

MAX_REMEMBERED = 100_000
"""Words of one language that are remembered, about 15 MB: a stem takes 50 microseconds, remembering it none."""

MAX_LINES_REMEMBERED = 50_000
"""Pieces of a text between two blanks of which the stems are remembered, in one language, about 10 MB."""


class StemRules(Struct, frozen=True):
    """How words of one language become stems."""

    snowball: str | None = None
    """The Snowball stemmer, under the name that Lucene gives it."""
    cuts: tuple[tuple[str, str], ...] = ()
    """Before that, in order: patterns, in what Java and Python both read, and what stands in their place."""


_POSSESSIVE = (("['’＇]s$", ""),)
_MARKS = ("[\u064b-\u065f\u0670\u0640]", "")
"""Arabic vowel signs and tatweel."""
_ARTICLES = "(?:c|d|l|m|n|s|t|v|un|all|dall|dell|nell|sull|coll|gl|quell|quest|bell|sant|tutt|mezz|grand)"
_PARTICLES = "(?:에서는|에게서|에서|에게|으로|부터|까지|은|는|이|가|을|를|의|에|와|과|도|로)"
STEM_RULES: Mapping[str, StemRules] = {
    "ar": StemRules("Arabic"),
    # Sorani's e was once written as a heh with a non-joiner.
    "ckb": StemRules(None, (_MARKS, ("ه\u200c", "ە"), ("[يى]", "ی"), ("ك", "ک"))),
    "de": StemRules("German", _POSSESSIVE),
    "en": StemRules("English", _POSSESSIVE),
    "es": StemRules("Spanish"),
    "fa": StemRules(
        None,
        (_MARKS, ("[يىې]", "ی"), ("ك", "ک"), ("[ۀة]", "ه"), ("\u200cها(?:یی|ی|یم|یش|یشان)?$", "")),
    ),
    "fr": StemRules("French", (("^(?:c|d|j|l|m|n|s|t|qu|jusqu|lorsqu|puisqu|quoiqu)['’＇]", ""),)),
    "hi": StemRules("Hindi"),
    "id": StemRules("Indonesian"),
    "it": StemRules("Italian", ((f"^{_ARTICLES}['’＇]", ""),)),
    "ko": StemRules(None, ((f"(?<=..){_PARTICLES}$", ""),)),
    "nl": StemRules("Dutch", _POSSESSIVE),
    "ps": StemRules(None, (_MARKS, ("[يى]", "ی"), ("ك", "ک"), ("گ", "ګ"))),
    "pt": StemRules("Portuguese"),
    "ru": StemRules("Russian"),
    "tr": StemRules("Turkish", (("['’＇].*$", ""),)),
    "ur": StemRules(None, (_MARKS, ("[يى]", "ی"), ("ك", "ک"), ("[هۀۂة]", "ہ"))),
}
"""By language, as the mapping's fields `stem.*` are named. Persian, Pashto, Urdu and Sorani have no stemmer that both
stores share: one spelling for letters that are written in several ways, and in Persian the plural cut off. Korean loses
the particles. Chinese and Japanese have no forms that a stem would bring together.
"""


def stems_of(language: str | None, words: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of words (as `processors.text.tokens.terms` gives them) in a language of `STEM_RULES`."""
    return tuple(map(known_stems(language or "").__getitem__, words))


def stem_line(language: str, text: str, before: str = "") -> str:
    """Return the stems of a text's words in a language of `STEM_RULES` as one line, each with `before` in front."""
    return " ".join(filter(None, map(_lines(language, before).__getitem__, lower(text).split())))


def stems_of_each(language: str, words: Iterable[str]) -> Mapping[str, tuple[str, ...]] | None:
    """Return what words are stemmed to, each by itself, or None for a language without stems."""
    if language not in STEM_RULES:
        return None
    several = list(words)
    return dict(zip(several, zip(stems_of(language, several)), strict=True))


def analysis_settings() -> dict[str, Any]:
    """Return the analyzers of the mapping's fields `stem.*` as the `analysis` of an Elasticsearch index."""
    filters: dict[str, Any] = {}
    analyzers: dict[str, Any] = {}
    for language, form in STEM_RULES.items():
        own = {
            f"{language}_cut_{number}": {
                "type": "pattern_replace",
                "pattern": pattern,
                "replacement": becomes,
            }
            for number, (pattern, becomes) in enumerate(form.cuts)
        }
        if form.snowball:
            own[f"{language}_stem"] = {"type": "snowball", "language": form.snowball}
        filters |= own
        analyzers[f"stem_{language}"] = {
            "type": "custom",
            "tokenizer": "standard",
            "filter": ["lowercase", *own],
        }
    return {"filter": filters, "analyzer": analyzers}


class _Known(KnownWords[str]):
    """The stems of one language, by word."""

    def __init__(self, form: StemRules) -> None:
        super().__init__(MAX_REMEMBERED, MAX_TOKEN)
        self.cuts = [(re.compile(pattern, re.DOTALL), becomes) for pattern, becomes in form.cuts]
        self.snowball = _snowball(form.snowball) if form.snowball else None
        self.concerned = _ELSEWHERE if form.snowball in ("Arabic", "Hindi", "Russian") else _LATIN

    def find_out(self, written: str) -> str:
        stem = written
        if not (stem.isascii() and stem.isalnum()):  # such a word has nothing that any language cuts off
            for pattern, becomes in self.cuts:
                stem = pattern.sub(becomes, stem)
        return self.snowball(stem) if self.snowball and self.concerned(stem) else stem


class _KnownLines(KnownWords[str]):
    """The stems of what stands between two blanks, in small letters, with blanks between them."""

    def __init__(self, language: str, before: str) -> None:
        super().__init__(MAX_LINES_REMEMBERED, LONGEST_KNOWN)
        self.stems, self.before = known_stems(language), before

    def find_out(self, written: str) -> str:
        if bare := bare_word(written):
            return self.before + self.stems[bare]
        return " ".join([self.before + self.stems[term] for term in piece_terms(written)])


@cache
def _lines(language: str, before: str) -> _KnownLines:
    return _KnownLines(language, before)


_LATIN = re.compile("[a-z\u00c0-\u024f]").search
_ELSEWHERE = re.compile("[^\x00-\x7f]").search
"""Whether a word has letters that a stemmer may change: of others, each has nothing to say."""


@cache
def known_stems(language: str) -> Mapping[str, str]:
    """Return the stems of a language of `STEM_RULES` by word: each is made when it is asked for, and remembered."""
    return _Known(STEM_RULES[language])


def _snowball(name: str) -> Callable[[str], str]:
    """Return a stemmer as the edition of Snowball that Lucene 10 carries has it, which is a little after 2.2."""
    stem, newer = _compiled(name) or _interpreted(name), {"English": _english, "German": _german}.get(name)
    return (lambda word: stem(newer(word))) if newer else stem


COMPILED = frozenset({"2.2.0.2", "2.2.0.3"})
"""Editions of PyStemmer, which has wheels for some machines only, with the algorithms of snowballstemmer 2.2."""


def _compiled(name: str) -> Callable[[str], str] | None:
    """Return a language's stemmer in C, a fiftieth of the time, where that is at hand in the same edition."""
    try:
        if version("PyStemmer") not in COMPILED:
            return None
        stemmer: Any = import_module("Stemmer")
    except ImportError:
        return None
    quick: Callable[[str], str] = stemmer.Stemmer(name.lower(), 0).stemWord  # what it met is remembered here
    if name != "Dutch":
        return quick
    slow = _interpreted(name)
    # It counts the first three letters of a Dutch word in bytes.
    return lambda word: quick(word) if word[:3].isascii() else slow(word)


def _interpreted(name: str) -> Callable[[str], str]:
    """Return a language's stemmer in Python, which runs everywhere."""
    module: Any = import_module(f"snowballstemmer.{name.lower()}_stemmer")
    stemmer: Any = getattr(module, f"{name}Stemmer")
    # One a word: it keeps its place in the word, and threads share this function.
    return lambda word: str(stemmer().stemWord(word))


_DOUBLED = re.compile("([aeo])(bb|dd|ff|gg|mm|nn|pp|rr|tt)(?:ed|ing)(?:ly)?")
"""Added, egged: the letter in front of the doubled one is all there is, so it stays doubled."""
_BETWEEN = re.compile("([aeiouyäöü])([uy])(?=[aeiouyäöü])")
_SPELT_OUT = re.compile("ae|oe|(?<!q)ue")
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü"}


def _english(word: str) -> str:
    found = _DOUBLED.fullmatch(word)
    return found[1] + found[2] if found else word


def _german(word: str) -> str:
    """Write umlauts as such, but for the ue of bauer, and keep `system` from losing its end."""
    if word.endswith("system"):
        word += "e"
    if "ae" not in word and "oe" not in word and "ue" not in word:  # as most: there is nothing to spell out
        return word.lower()
    marked = _BETWEEN.sub(lambda found: found[1] + found[2].upper(), word)
    return _SPELT_OUT.sub(lambda found: _UMLAUTS[found[0]], marked).lower()
