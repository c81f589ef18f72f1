"""Reads the statements of a text: sentences, triggers of the frames in them, speakers, guards.

    title, text, mentions --> sentences that hold a trigger --> verdicts --> statements

What is not sure is no statement: a question, a condition, history, a verb without a subject that is plain.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

import regex
from msgspec import structs

from processors.groups.catalogue import Catalogue
from processors.groups.centrality import quotations
from processors.groups.fold import BROKEN_LINE, Folded, fold_article
from processors.records import Article, Mention, Statement
from processors.statements.anchors import Anchors
from processors.statements.frames import FrameFile
from processors.statements.lines import (
    VOICE,
    Span,
    Token,
    Voices,
    mark_voices,
    tokens,
    without_brackets,
    without_inner_stops,
    without_quoted_names,
    words,
)
from processors.statements.match import Lexicon
from processors.statements.parted import with_whole_quotation
from processors.statements.sentence import FITS, MAX_SENTENCE, YEAR, Sentence, Trigger, Verdict
from processors.statements.told import FieldName, Place, State
from processors.text.sentences import sentence_spans

__all__ = ["FITS", "StatementReader", "Verdict"]

MIN_QUOTED = 4
"""Words from which on marks hold somebody's words, and no name."""


class StatementReader:
    """Reads statements by the frames of its languages. Cheap to keep, safe to share between threads."""

    def __init__(self, catalogue: Catalogue, frames: Sequence[FrameFile]) -> None:
        self._frames = {one.language: one for one in frames}
        self._ready: dict[str, tuple[Lexicon, Anchors]] = {}
        """By language, made when a text of it comes: a worker reads few."""
        self._voices = Voices(
            (words(voice), group.id) for group in catalogue.groups for voice in group.voices
        )

    def read(
        self,
        title: str | None,
        text: str,
        language: str | None,
        mentions: Sequence[Mention],
        year: int = YEAR,
    ) -> tuple[Statement, ...]:
        """Return the statements of a headline and its text, in order; none where the language has no frames.

        `language` is a code of ISO 639-1 or a tag that begins so; `mentions` are those of the catalogue's groups,
        `year` is the one in which it was written: what it says of earlier years is history.
        """
        found: list[Statement] = []
        fields: tuple[tuple[FieldName, str], ...] = (("title", title or ""), ("text", text))
        for field, content in fields:
            places = [one for one in mentions if one.field == field]
            found += [one for _, one in self._read(content, language, places, field, year) if one]
        return tuple(found)

    def read_article(self, article: Article) -> Article:
        """Return a tagged article with its statements."""
        year = (article.published_at or article.first_seen_at).year
        found = self.read(article.title, article.text, article.language, article.mentions, year)
        return structs.replace(article, statements=found)

    def explain(self, text: str, language: str | None, mentions: Sequence[Mention]) -> list[Verdict]:
        """Return every place where a frame's words stand, in order, and whether it fits or which guard refused it."""
        return [verdict for verdict, _ in self._read(text, language, mentions, "text", fully=True)]

    def _read(
        self,
        text: str,
        language: str | None,
        mentions: Sequence[Mention],
        field: FieldName,
        year: int = YEAR,
        *,
        fully: bool = False,
    ) -> Iterator[tuple[Verdict, Statement | None]]:
        """Yield verdicts, each with its statement; unless `fully`, not all of those that give none."""
        frames = self._frames.get((language or "").split("-")[0].lower())
        if frames is None or not text:
            return
        lexicon, anchors = self._made_ready(frames)
        places = sorted((one.start, one.end, one.group) for one in mentions)
        folded = fold_article(text)
        if not fully and not anchors.may_tell(folded.text, is_named=bool(places)):
            return
        quotes = [one for one in quotations(text) if len(text[slice(*one)].split()) >= MIN_QUOTED]
        state = State(surnames={})
        cased = lexicon.language not in _UNCASED
        spans = _over_lines(text, list(sentence_spans(text, lexicon.language)))
        begins, ends = (folded.places([span[side] for span in spans]) for side in (0, 1))
        plain = [folded.text[begin:end] for begin, end in zip(begins, ends, strict=True)]
        place = Place(lexicon, text, field, quotes, state, cased, year)

        lines: dict[int, list[Token]] = {}

        def plain_line(number: int) -> list[Token]:
            if number not in lines:
                start, end = spans[number]
                begin = _after_dateline(text, start, end, places)
                here = takewhile(
                    lambda one: one[0] < end, islice(places, bisect_left(places, (begin,)), None)
                )
                first = begins[number] if begin == start else folded.places((begin,))[0]
                lines[number] = self._line(folded, (first, ends[number]), list(here), lexicon)
            return lines[number]

        known: dict[int, tuple[list[Token], list[Trigger]]] = {}

        def line_of(number: int) -> tuple[list[Token], list[Trigger] | None]:
            plain = plain_line(number)
            line = _with_surnames(plain, state)
            return known[number] if number in known and line == plain else (lexicon.split(line), None)

        def is_told(number: int, patterns: frozenset[int]) -> bool:
            line = lexicon.split(plain_line(number))
            known[number] = line, lexicon.found(line, patterns)
            return bool(known[number][1])

        to_read = (
            anchors.every(plain)
            if fully
            else anchors.sentences(plain, spans, [start for start, *_ in places], is_told)
        )
        for number, (start, end) in enumerate(spans):
            if end - start > MAX_SENTENCE or number not in to_read:
                state.subject = state.speaking = state.person = None
                continue
            line, triggers = line_of(number)
            sentence = Sentence(place, line, (start, end), to_read[number])
            sentence.known = triggers
            closing = _closing(spans, number, quotes)
            if closing is not None:
                behind = Sentence(place, line_of(closing)[0], spans[closing], frozenset())
                sentence.ahead = behind.told_before()
            yield from sentence.read()

    def _made_ready(self, frames: FrameFile) -> tuple[Lexicon, Anchors]:
        ready = self._ready.get(frames.language)
        if ready is None:
            lexicon = Lexicon(frames)
            ready = self._ready[frames.language] = lexicon, Anchors(lexicon, self._voices.names)
        return ready

    def _line(
        self, text: Folded, place: Span, here: Sequence[tuple[int, int, str]], lexicon: Lexicon
    ) -> list[Token]:
        plain = without_inner_stops(without_brackets(tokens(text, place, here)))
        return with_whole_quotation(without_quoted_names(mark_voices(plain, self._voices)), lexicon)


def _with_surnames(line: list[Token], state: State) -> list[Token]:
    """Return the tokens with surnames of voices made voices, once their whole names have stood in the text."""
    if not state.surnames and VOICE not in [one.kind for one in line]:
        return line
    marked = list(line)
    for at, token in enumerate(line):
        if token.kind == VOICE:
            *_, last = token.text.split()
            if " " in token.text and len(last) > 3:
                state.surnames[last] = token.group
        elif token.kind == "word" and token.text in state.surnames and (token.capital or token.text > "ԯ"):
            marked[at] = Token(
                token.text, token.start, token.end, VOICE, state.surnames[token.text], capital=True
            )
    return marked


_UNCASED = frozenset(("ar", "fa", "ur", "ps", "hi", "zh", "he", "ja", "bn", "th"))


_UNCASED_DATELINE = regex.compile(
    r"(?:[\p{Lo}\p{M}\u200c]{2,15}[ /،]{0,2}){1,3}\s*(?:\([^()\n]{2,30}\)\s*)?[-–—]\s+"
)
_DATELINE = regex.compile(
    r"\p{Lu}[\p{L}.'’ -]{1,30}(?:[,/][^()\n]{1,30})?(?:\s*\([^()\n]{2,60}\)\s*(?:[-–—:]+\s*)?|\s*,?\s*[-–—]{1,2}\s+)"
)


def _after_dateline(text: str, start: int, end: int, places: Sequence[tuple[int, int, str]]) -> int:
    """Return where a line's own words begin: behind KABUL (Agency) - and the like."""
    if start and text[start - 1] != "\n":
        return start
    if uncased := _UNCASED_DATELINE.match(text, start, end):
        at = bisect_left(places, (start,))
        return start if at < len(places) and places[at][0] < uncased.end() else uncased.end()
    found = _DATELINE.match(text, start, end)
    if not found or (not text[start : start + 2].isupper() and "(" not in found[0]):
        return start
    at = bisect_left(places, (start,))
    return start if at < len(places) and places[at][0] < found.end() else found.end()


def _over_lines(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences with those made one that only the end of a line parts, in scripts without blanks."""
    if not BROKEN_LINE.search(text):
        return spans
    ends = {end for found in BROKEN_LINE.finditer(text) for end in (found.end(), found.start())}
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start in ends and joined[-1][1] in ends:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _closing(spans: Sequence[tuple[int, int]], number: int, quotes: Sequence[tuple[int, int]]) -> int | None:
    """Return the number of the sentence in which a quotation ends that goes on behind this one."""
    end = spans[number][1]
    going_on = next((last for first, last in quotes if first < end < last), None)
    if going_on is None:
        return None
    return next((n for n in range(number + 1, min(number + 7, len(spans))) if spans[n][1] >= going_on), None)
