"""The ways to spell an alias, and whether a place in a text holds the alias as a whole word.

Which spellings are one. Folding (see `processors.groups.fold`) already makes dashes, blanks and runs of them
equal, so "al-Qaeda" is "Al Qaeda" and "Abu Sayyaf" is "Abu-Sayyaf". On top of that an alias is found

* without its apostrophes and quotes (Qa'ida, Qaida), but never with ones that it does not have: "ISI's" is
  not ISIS;
* with its article joined on (alQaeda, Jaish alAdl), and as one word where both of its two words have four
  letters or more (BokoHaram): such words are no others;
* with points, where it is three to six capitals (P.K.K, and P.K.K. with its last one);
* in Arabic behind the preposition li, which swallows the article's alef;
* in Tamil without its last mark, which gives way to a case ending (see `processors.groups.endings`);
* in Cyrillic with the cases of a name in а, and of a member: Нусры, Нусрой, Нусрою, игиловца, хизбутчику.

Two limits keep this from making names of other words. A hyphen behind fewer than three letters has to stay
one ("IS-K" is never "is K"), unless these are an article; and so has one before fewer than three in a script
without capitals, where the letter is a word, too (in Hindi "ISIS-K" without it is "of ISIS").
And a dash with blanks around it, or a long one,
joins only words of three letters or more, for there it may also be punctuation.

What is a whole word depends on the script. In alphabets, no letter or digit of the same family stands
beside it; apostrophes, hyphens and slashes may ("Taliban's", "anti-Taliban", "ISIS/Daesh", "Taliban'ın"),
but a bare abbreviation with a suffix of one or two capitals ("ISIS-K", "AQ-I") names something else.
Arabic and Hebrew write particles together with the next word, and Korean with the one before. In Indic
scripts vowel signs belong to the word. A run of katakana is a word; Chinese, Thai and their like know no boundary.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple
from unicodedata import category, name

from processors.groups.fold import BROKEN_LINE, BROKEN_WORD, fold_text
from processors.text.fold_characters import APOSTROPHE, BLANK, QUOTE

_ALPHABET = "ALPHABET"
_FAMILIES = {
    **dict.fromkeys(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"), _ALPHABET),
    "KATAKANA-HIRAGANA": "KATAKANA",
    **dict.fromkeys(("CJK", "HIRAGANA", "HALFWIDTH", "THAI", "LAO", "KHMER"), ""),
    **dict.fromkeys(("MYANMAR", "TIBETAN", "BOPOMOFO", "IDEOGRAPHIC"), ""),
}
_ARABIC_PARTICLES = frozenset(
    "".join(parts) for parts in product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال"))
) | {"لل", "ولل", "فلل"}
_HEBREW_PARTICLES = frozenset(
    "".join(parts) for parts in product(("", "ו"), ("", "ש", "כש"), ("", "מ", "ב", "ל", "כ"), ("", "ה"))
)
_ETHIOPIC_PARTICLES = frozenset(("", "የ", "በ", "ለ", "ከ", "ስለ", "እንደ"))
_PARTICLES = {"ARABIC": _ARABIC_PARTICLES, "HEBREW": _HEBREW_PARTICLES, "ETHIOPIC": _ETHIOPIC_PARTICLES}
_LONGEST_PARTICLE = 5

_ARTICLE = re.compile(
    r"\b(al|el|ul|as|ash|at|an|ar|ad|az|es|esh|en|er|ed|ez|аль|эль|अल|আল|አል) (?=(?:[^\W_]['\"]?){3})"
)
# "as", "an" and "at" are words of their own before a blank.
_FREE_ARTICLES = frozenset({"al", "el", "ul", "ash", "esh", "аль", "эль", "अल", "আল", "አል"})
DASHES = "-‐‑‒–—―⸺⸻−⁃﹘﹣－־"
_LONG_DASH = "—―⸺⸻"
_FIRST_HYPHEN = re.compile(rf"\W*(\w+)[{DASHES}]\w")
_LOOSE_DASH = re.compile(
    rf"([^\W_]*)(?:\s+[{DASHES}]+\s*|[{DASHES}]+\s+|[{_LONG_DASH}]+|[{DASHES}]{{2,}})([^\W_]*)"
)
_SUFFIX = re.compile(rf"[{DASHES}]([^\W\d_]{{1,2}})(?![^\W_])")
_NUMBER = re.compile(rf"[{DASHES}]\d")
_SHORT = 3
"""Letters of an abbreviation that a number makes another: the IS-3 is a tank."""
_RUSSIAN_A = re.compile(r"(?:лл|ср|аиб|а[иие]д)а\Z")
"""The end of a folded name in а that is bent by cases: Хезболла, Нусра, Тайба, Каида.

Of most others it is the genitive: "талибы Пакистану угрожают" is not about those of Pakistan.
"""
_MEMBERS = {
    "ец": "ца цу цем це цы цев цам цами цах",
    "ець": "ця цю цем цеві ці ців цям цями цях",
    "чик": "чика чику чиком чике чики чиков чикам чиками чиках",
}
"""The ends of Cyrillic words for a member, and those of their other cases: игиловец, вагнерівець, хизбутчик."""
_PULLI = "்"
"""The mark of a Tamil consonant without a vowel at the end of a name, which a case ending takes the place of."""
_BRAND = re.compile(r"[a-z][A-Z][a-z]+\Z")
_ADJECTIVES = frozenset({"US", "UK", "UN", "EU"})  # "an ISIS-US exchange" is about ISIS


class _Families(dict[str, str]):
    """The family of scripts that a character's word belongs to; empty where none has a boundary there."""

    def __missing__(self, char: str) -> str:
        self[char] = family = _family(char)
        return family


def _family(char: str) -> str:
    kind = category(char)
    if kind == "Nd":
        return "DIGIT"
    if kind[0] not in "LM":
        return ""
    script = name(char, "OTHER").split(" ")[0]
    return _FAMILIES.get(script, script)


SCRIPT_FAMILY = _Families({"": ""})
"""The family of a folded character: look-ups are memoised. Beyond the text's ends there is none."""


def spellings(written: str) -> list[str]:
    """Return the folded spellings of an alias, distinct, its own first."""
    own = fold_text(written).text.strip()
    return list(dict.fromkeys([own, *_variants(own, written)]))


def _variants(own: str, written: str) -> Iterator[str]:
    bare = own.replace(APOSTROPHE, "").replace(QUOTE, "")
    for spelling in (own, bare):
        yield spelling
        yield _ARTICLE.sub(r"\1", spelling)
        if spelling.startswith("ال") and len(spelling) > len("ال") + 2:
            yield "لل" + spelling.removeprefix("ال")
    if _RUSSIAN_A.search(bare):
        yield from (bare[:-1] + case for case in ("ы", "е", "у", "ои", "и", "і", "ою"))
    for end, cases in _MEMBERS.items():
        if bare.endswith(end):
            yield from (bare.removesuffix(end) + fold_text(case).text for case in cases.split())
    if bare.endswith(_PULLI):
        yield bare.removesuffix(_PULLI)
    words = bare.split(BLANK)
    if len(words) == 2 and all(len(word) >= 4 and SCRIPT_FAMILY[word[0]] == _ALPHABET for word in words):
        yield "".join(words)
    if written.isupper() and written.isalpha() and written.isascii() and 3 <= len(own) <= 6:
        yield ".".join(own)
        yield ".".join(own) + "."


def needs_hyphen(written: str) -> bool:
    """Tell whether the alias's first hyphen has to be one in the text, too."""
    first = _FIRST_HYPHEN.match(written)
    if first is None:
        return False
    head, tail = fold_text(first[1]).text, written[first.end() - 1 :]
    if len(tail) < 3 and SCRIPT_FAMILY[tail[0]] != _ALPHABET:
        return True
    return len(head) < 3 and head not in _FREE_ARTICLES


class WordEdges(NamedTuple):
    """What a spelling may not stand beside, by the families of its first and its last letter."""

    before: frozenset[str]
    after: frozenset[str]
    particles: frozenset[str]
    """What may stand before it nonetheless, written together with it."""


@lru_cache(512)
def word_edges(first: str, last: str) -> WordEdges:
    """Return the edges of a folded spelling with these letters, either of which may be empty."""
    return _edges_of_families(SCRIPT_FAMILY[first], SCRIPT_FAMILY[last])


@cache
def _edges_of_families(start: str, end: str) -> WordEdges:
    """Return the same for families of scripts, of which there are few: each pair of letters shares its own's."""
    return WordEdges(
        frozenset((start, "DIGIT") if start else ()),
        frozenset((end, "DIGIT") if end and end != "HANGUL" else ()),
        _PARTICLES.get(start, frozenset()),
    )


def is_whole(folded: str, start: int, end: int) -> bool:
    """Tell whether [start:end] of a folded text is a whole word or words, by the rules of its scripts."""
    return ends_word(folded, end) and begins_word(folded, start)


def ends_word(folded: str, end: int) -> bool:
    """Tell whether what ends at `end` of a folded text may be the end of a word."""
    return SCRIPT_FAMILY[folded[end : end + 1]] not in word_edges("", folded[end - 1]).after


def begins_word(folded: str, start: int) -> bool:
    """Tell whether what begins at `start` of a folded text may be the beginning of a word."""
    edge = word_edges(folded[start], "")
    before = SCRIPT_FAMILY[folded[start - 1 : start]]
    return before not in edge.before or has_particle(folded, start, edge)


def holds_phrase(folded: str, phrase: str, is_open: bool) -> bool:
    """Tell whether a phrase stands in a folded text as whole words; the last may go on where it is open."""
    at = folded.find(phrase)
    while at >= 0:
        if begins_word(folded, at) and (is_open or ends_word(folded, at + len(phrase))):
            return True
        at = folded.find(phrase, at + 1)
    return False


def has_particle(folded: str, start: int, edge: WordEdges) -> bool:
    """Tell whether the letters before `start` of a folded text are a particle, and nothing else."""
    return bool(edge.particles) and _particle(folded, start, SCRIPT_FAMILY[folded[start]]) in edge.particles


def without_particles(word: str) -> list[str]:
    """Return a folded word as it is, and without each of the particles that may be written with it."""
    particles = _PARTICLES.get(SCRIPT_FAMILY[word[:1]], frozenset(("",)))
    return [word.removeprefix(particle) for particle in particles if word.startswith(particle)]


def _particle(folded: str, start: int, family: str) -> str:
    """Return what is written together with the word at `start`, before it, up to one letter too many."""
    begin = start
    while begin and start - begin <= _LONGEST_PARTICLE and SCRIPT_FAMILY[folded[begin - 1]] == family:
        begin -= 1
    return folded[begin:start]


def is_joined(found: str, *, hyphen: bool) -> bool:
    """Tell whether the hyphens, dashes and blanks in `found`, as it stands in a text, let a name be the name.

    `hyphen` is what `needs_hyphen` said of the alias.
    """
    if hyphen and not _FIRST_HYPHEN.match(found):
        return False
    found = " ".join(
        BROKEN_LINE.sub("", BROKEN_WORD.sub("", found)).split()
    )  # or a run of blanks makes the search for dashes quadratic
    return all(
        min(len(left), len(right)) >= 3 or fold_text(left).text in _FREE_ARTICLES
        for left, right in _LOOSE_DASH.findall(found)
    )


def is_surname_of(written: str, found: str) -> bool:
    """Tell whether `found` ends in another i where the Turkish form of a name, `written`, ends in the dotless ı.

    Celal Talibani is a man; "Talibanı" is a case of Taliban. Folding makes them the same.
    """
    return written.endswith("ı") and not found.endswith(("ı", "I"))


def is_brand_of(written: str, found: str) -> bool:
    """Tell whether `found` is written as brands are, where `written` begins with a capital: iSwap, eLra."""
    return _BRAND.match(found) is not None and written[:1].isupper()


def has_suffix(text: str, end: int, found: str, written: str) -> bool:
    """Tell whether `found`, an abbreviation that ends at `end` of the text, has a suffix that renames it.

    `written` is the alias: a name that is no abbreviation may stand in capitals and before any compound.
    """
    if not (found.isupper() and written.isupper()):
        return False
    if len(found) <= _SHORT and _NUMBER.match(text, end):
        return True
    suffix = _SUFFIX.match(text, end)
    return suffix is not None and suffix[1].isupper() and suffix[1] not in _ADJECTIVES
