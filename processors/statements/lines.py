"""A sentence as tokens: words, marks, names of groups and of those who speak for them."""

import re
from collections.abc import Iterable, Sequence

import regex
from msgspec import Struct

from processors.groups.fold import Folded, fold_text
from processors.text.known_words import KnownWords

_TOKEN = regex.compile(
    r"(?V1)[\u3040-\u30ff\u3400-\u9fff]|\p{L}\.(?:\p{L}\.)+|"
    r"[[\p{L}\p{M}\p{N}_]--[\u3040-\u30ff\u3400-\u9fff]]+|[^\s]"
)
"""Initials are one word: the stops of U.N. end no clause. Of Chinese each letter is, behind a number too: 12日宣布."""
_ASCII_TOKEN = re.compile(r"[a-zA-Z]\.(?:[a-zA-Z]\.)+|\w+|[^\s]", re.ASCII)
"""The same for ASCII, where it takes half of the time."""
WORD, MARK, GROUP, VOICE = "word", "mark", "group", "voice"
Span = tuple[int, int]
MAX_KNOWN = 50_000
"""Words of which is kept what they are."""
LONGEST = 40
"""Characters of a word that is kept: a longer one is an address, or many words without blanks."""
COMMAS = frozenset(",،，、")
QUOTE_MARKS = frozenset('"«»“”„「」『』‹›')
"""Marks that may stand around a name, too; those that end a phrase are in phrases.py."""
_MARK_BEHIND = re.compile(rf"\s?[{''.join(sorted(QUOTE_MARKS - set('«„「『‹')))}]")
_MARK_BEFORE = re.compile(rf"[{''.join(sorted(QUOTE_MARKS - set('»”」』›')))}]\s?\Z")
"""Marks that may close and open a name, with a blank inside, as in French."""
CLOSERS = {"(": ")", "[": "]", "（": "）"}
BRACKETS = frozenset(CLOSERS)
FEW = 3
"""Words from which on marks without a group's name hold what somebody says: not the two of "categorically rejects"."""
SHORTENED = 5
"""Letters of a rank or a title that is shortened, at most: Maj., Gral., Dipl."""


class Token(Struct, gc=False):
    """One token: folded text, kind, the group that it names, and where it stands in the field (code points)."""

    text: str
    start: int
    end: int
    kind: str = WORD
    group: str = ""
    before: str = ""
    """Letters written together with a group's name before it, folded: Arabic and Hebrew particles."""
    after: str = ""
    """Letters written together with it behind it: endings, and the rest of a compound."""
    capital: bool = False


def words(text: str) -> list[str]:
    """Return the folded tokens of a phrase, as `tokens` cuts them."""
    if text.isascii() and text.isalnum():  # as most are, of thousands that are read for a language
        return [text.lower()]
    return cut(fold_text(text).text)


def cut(plain: str) -> list[str]:
    """Return the tokens of a folded text."""
    return _TOKEN.findall(plain)


def plain_tokens(plain: str) -> list[Token]:
    """Return the tokens of a folded text without their places."""
    return [Token(text, 0, 0, _kind(text)) for text in cut(plain)]


def tokens(folded: Folded, place: Span, mentions: Sequence[tuple[int, int, str]]) -> list[Token]:
    """Return the tokens of a folded text at a place in it, with where they stand in the source (code points).

    What a mention (start, end, group) covers becomes one token.
    """
    begin, stop = place
    if begin >= stop:
        return []
    source, shift = folded.source, folded.shift(begin, stop)
    at = begin + (shift or 0)
    found: list[Token] = []
    coming = iter((*mentions, (len(source), len(source) + 1, "")))
    mention = next(coming)
    for written in folded.text[begin:stop].split(" "):
        for text, first, last, kind in _PIECES[written]:
            first, last = first + at, last + at
            if shift is None:
                first, last = folded.span(first, last)
            while mention[1] <= first:
                mention = next(coming)
            if mention[0] < last:
                _add_mention(found, text, first, last, mention)
            else:
                found.append(Token(text, first, last, kind, "", "", "", source[first].isupper()))
        at += len(written) + 1
    return found


class _Pieces(KnownWords[tuple[tuple[str, int, int, str], ...]]):
    """The tokens of what stands between blanks in a folded text, each with its kind: a text repeats few words."""

    def find_out(self, written: str) -> tuple[tuple[str, int, int, str], ...]:
        pattern = _ASCII_TOKEN if written.isascii() else _TOKEN
        return tuple([(one[0], *one.span(), _kind(one[0])) for one in pattern.finditer(written)])


_PIECES = _Pieces(MAX_KNOWN, LONGEST)


def _kind(text: str) -> str:
    return WORD if text[0].isalnum() or text[0] == "_" else MARK


def _add_mention(
    found: list[Token], piece: str, first: int, last: int, mention: tuple[int, int, str]
) -> None:
    begin, stop, group = mention
    after = piece[len(piece) - (last - stop) :] if last > stop else ""
    if found and found[-1].kind == GROUP and found[-1].start <= begin < found[-1].end:
        found[-1].end, found[-1].after = max(stop, found[-1].end), after
        found[-1].text += " " + piece
        return
    before = piece[: begin - first] if begin > first else ""
    found.append(Token(piece, begin, stop, GROUP, group, before, after, capital=True))


class Voices:
    """Names of spokesmen and media arms, with their groups: a look-up costs the same however many there are."""

    def __init__(self, groups: Iterable[tuple[Sequence[str], str]]) -> None:
        self.names: dict[tuple[str, ...], str] = {}
        lengths: dict[str, set[int]] = {}
        for name, group in groups:
            self.names.setdefault(tuple(name), group)
            lengths.setdefault(name[0], set()).add(len(name))
        self.lengths = {first: sorted(some, reverse=True) for first, some in lengths.items()}
        """By the first word of a name, the numbers of words of such names, the longest first."""

    def at(self, line: Sequence[Token], at: int) -> tuple[tuple[str, ...], str] | None:
        """Return the longest name that begins at a token, with its group."""
        for length in self.lengths.get(line[at].text, ()):
            name = tuple(one.text for one in line[at : at + length])
            if name in self.names:
                return name, self.names[name]
        return None


def mark_voices(line: list[Token], voices: Voices) -> list[Token]:
    """Return the tokens with each name of `voices` made one token that names its group."""
    if voices.lengths.keys().isdisjoint([one.text for one in line]):
        return line
    marked: list[Token] = []
    at = 0
    while at < len(line):
        name = voices.at(line, at)
        if name and (line[at].kind == WORD):
            form, group = name
            last = line[at + len(form) - 1]
            marked.append(Token(" ".join(form), line[at].start, last.end, VOICE, group, capital=True))
            at += len(form)
        else:
            marked.append(line[at])
            at += 1
    return marked


def without_brackets(line: list[Token]) -> list[Token]:
    """Return the tokens without what is in brackets that are closed: the narrator's background, or a dateline."""
    if BRACKETS.isdisjoint([one.text for one in line]):
        return line
    kept: list[Token] = []
    at = 0
    while at < len(line):
        closer = CLOSERS.get(line[at].text) if line[at].kind == MARK else None
        stop = (
            next((n for n in range(at + 1, min(at + 40, len(line))) if line[n].text == closer), None)
            if closer
            else None
        )
        if stop is None:
            kept.append(line[at])
        at = at + 1 if stop is None else stop + 1
    return kept


def without_quoted_names(line: list[Token]) -> list[Token]:
    """Return the tokens without the marks around a name or a few words, which nobody is quoted with."""
    if QUOTE_MARKS.isdisjoint([one.text for one in line]):
        return line
    kept = list(line)
    for at, token in enumerate(line):
        if token.kind == MARK and token.text in QUOTE_MARKS:
            stop = next(
                (n for n in range(at + 1, min(at + 6, len(line))) if line[n].text in QUOTE_MARKS), None
            )
            inside = line[at + 1 : stop] if stop else []
            few = (len(inside) < FEW and at > 0 and line[at - 1].kind != MARK) or any(
                one.kind in (GROUP, VOICE) for one in inside
            )
            if at == 0 and stop and len(inside) > FEW and _is_told(inside, line[stop + 1 : stop + 2]):
                continue
            if inside and few and all(one.kind != MARK for one in inside):
                kept = [one for one in kept if one is not token and one is not line[stop or 0]]
    return kept


def name_in_text(text: str, span: Span | None) -> str:
    """Give the name at a span, with the other mark of its quotation where the span begins or ends beside it."""
    if span is None:
        return ""
    first, last = span
    if sum(letter in QUOTE_MARKS for letter in text[first:last]) % 2:
        if behind := _MARK_BEHIND.match(text, last):
            last = behind.end()
        elif before := _MARK_BEFORE.search(text[max(0, first - 2) : first]):
            first -= len(before[0])
    return text[first:last]


def _is_told(inside: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Tell whether a few words with a name are what somebody says, in scripts without capitals: «...»، مادر ... گفت."""
    return inside[0].text > "ԯ" and any(one.text in COMMAS for one in behind)


def without_inner_stops(line: list[Token]) -> list[Token]:
    """Return the tokens without what shortens a rank or a title inside a sentence: Maj.-Gen. is two words."""
    if "." not in [one.text for one in line[:-1]]:
        return line
    kept: list[Token] = []
    for at, token in enumerate(line):
        before = kept[-1] if kept else None
        if before is not None and at + 1 < len(line) and _is_short(before) and before.capital:
            following = line[at + 1]
            if (
                token.text == "."
                and token.start == before.end
                and (following.capital or following.text == "-")
            ):
                continue
            if token.text == "-" and line[at - 1].text == "." and following.capital:
                continue
        kept.append(token)
    return kept


def _is_short(token: Token) -> bool:
    return token.kind == WORD and 1 < len(token.text) <= SHORTENED
