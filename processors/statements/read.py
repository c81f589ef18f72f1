"""Reads the statements of a text: sentences, triggers of the frames in them, speakers, guards.

    title, text, mentions --> sentences that hold a trigger --> verdicts --> statements

What is not sure is no statement: a question, a condition, history, a verb without a subject that is plain.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal

import regex
from msgspec import Struct, structs

from processors.groups.catalogue import Catalogue
from processors.groups.centrality import quotations
from processors.records import Article, Mention, Statement
from processors.statements.frames import Frame, FrameFile
from processors.statements.lines import (
    GROUP,
    VOICE,
    Token,
    mark_voices,
    tokens,
    without_brackets,
    without_quoted_names,
    words,
)
from processors.statements.match import Lexicon
from processors.statements.speakers import OTHER, UNKNOWN, Scene, Speaker
from processors.text.sentences import sentence_spans

FieldName = Literal["title", "text"]
MAX_SENTENCE = 1500
"""Characters: what is longer is a list or a table, and no sentence."""
_NEEDS_ABOUT = frozenset(("link", "designate"))
_DENIED = frozenset(("claim", "link", "pledge"))
_OWN_NOT = regex.compile(r"<not>|\b(?:not?|never|nor|neither|nothing)\b")
"""In a pattern: a negation that is part of what the frame says."""
MIN_QUOTED = 4
"""Words from which on marks hold somebody's words, and no name."""
FIRST_YEAR, YEAR = 1900, 2024
"""Years that are history: from the one on, and before that of the article (or this one where nobody knows it)."""
FITS = "fits"
_STOPS = frozenset('.;:!?"“”«»')


class Verdict(Struct, frozen=True):
    """One candidate: a clause in which a frame's words stand, and what came of it (`fits`, or the guard's name)."""

    frame: str
    act: str
    text: str
    start: int
    end: int
    why: str


class _Attribution(Struct, frozen=True):
    speaker: Speaker | None
    start: int
    end: int


class _State(Struct):
    """What passes from one sentence to the next."""

    subject: Speaker | None = None
    speaking: Speaker | None = None
    surnames: dict[str, str] = {}


class StatementReader:
    """Reads statements by the frames of its languages. Cheap to keep, safe to share between threads."""

    def __init__(self, catalogue: Catalogue, frames: Sequence[FrameFile]) -> None:
        self.lexicons = {one.language: Lexicon(one) for one in frames}
        self._voices: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for group in catalogue.groups:
            for voice in group.voices:
                form = tuple(words(voice))
                self._voices.setdefault(form[0], []).append((form, group.id))
        for forms in self._voices.values():
            forms.sort(key=lambda one: -len(one[0]))

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
        for field, content in (("title", title or ""), ("text", text)):
            places = [one for one in mentions if one.field == field]
            found += [one for _, one in self._read(content, language, places, field, year) if one]  # type: ignore[arg-type]
        return tuple(found)

    def read_article(self, article: Article) -> Article:
        """Return a tagged article with its statements."""
        year = (article.published_at or article.first_seen_at).year
        found = self.read(article.title, article.text, article.language, article.mentions, year)
        return structs.replace(article, statements=found)

    def explain(self, text: str, language: str | None, mentions: Sequence[Mention]) -> list[Verdict]:
        """Return every place where a frame's words stand, in order, and whether it fits or which guard refused it."""
        return [verdict for verdict, _ in self._read(text, language, mentions, "text")]

    def _read(
        self, text: str, language: str | None, mentions: Sequence[Mention], field: FieldName, year: int = YEAR
    ) -> Iterator[tuple[Verdict, Statement | None]]:
        lexicon = self.lexicons.get((language or "").split("-")[0].lower())
        if lexicon is None or not text:
            return
        places = sorted((one.start, one.end, one.group) for one in mentions)
        quotes = [one for one in quotations(text) if len(text[slice(*one)].split()) >= MIN_QUOTED]
        state = _State(surnames={})
        cased = lexicon.language not in _UNCASED
        spans = list(sentence_spans(text, lexicon.language))
        place = Place(lexicon, text, field, quotes, state, cased, year)

        def line_of(number: int) -> list[Token]:
            start, end = spans[number]
            begin = _after_dateline(text, start, end, places)
            return lexicon.split(self._line(text, begin, end, places[bisect_left(places, (begin,)) :], state))

        for number, (start, end) in enumerate(spans):
            if end - start > MAX_SENTENCE:
                state.subject = state.speaking = None
                continue
            sentence = _Sentence(place, line_of(number), (start, end))
            closing = _closing(spans, number, quotes)
            if closing is not None:
                sentence.ahead = _Sentence(place, line_of(closing), spans[closing]).told_before()
            yield from sentence.read()

    def _line(
        self, text: str, start: int, end: int, here: Sequence[tuple[int, int, str]], state: _State
    ) -> list[Token]:
        here = list(takewhile(lambda one: one[0] < end, here))
        line = without_quoted_names(
            mark_voices(without_brackets(tokens(text, start, end, here)), self._voices)
        )
        for at, token in enumerate(line):
            if token.kind == VOICE:
                *_, last = token.text.split()
                if " " in token.text and len(last) > 3:
                    state.surnames[last] = token.group
            elif (
                token.kind == "word" and token.text in state.surnames and (token.capital or token.text > "ԯ")
            ):
                line[at] = Token(
                    token.text, token.start, token.end, VOICE, state.surnames[token.text], capital=True
                )
        return line


_UNCASED = frozenset(("ar", "fa", "ur", "ps", "hi", "zh", "he", "ja", "bn", "th"))


_DATELINE = regex.compile(
    r"\p{Lu}[\p{L}.'’ -]{1,30}(?:[,/][^()\n]{1,30})?(?:\s*\([^()\n]{2,60}\)\s*(?:[-–—:]+\s*)?|\s*,?\s*[-–—]{1,2}\s+)"
)


def _after_dateline(text: str, start: int, end: int, places: Sequence[tuple[int, int, str]]) -> int:
    """Return where a line's own words begin: behind KABUL (Agency) - and the like."""
    if start and text[start - 1] != "\n":
        return start
    found = _DATELINE.match(text, start, end)
    if not found or not text[start : start + 2].isupper() and "(" not in found[0]:
        return start
    at = bisect_left(places, (start,))
    return start if at < len(places) and places[at][0] < found.end() else found.end()


def _closing(spans: Sequence[tuple[int, int]], number: int, quotes: Sequence[tuple[int, int]]) -> int | None:
    """Return the number of the sentence in which a quotation ends that goes on behind this one."""
    end = spans[number][1]
    going_on = next((last for first, last in quotes if first < end < last), None)
    if going_on is None:
        return None
    return next((n for n in range(number + 1, min(number + 7, len(spans))) if spans[n][1] >= going_on), None)


class Place(Struct, frozen=True):
    """What the sentences of one text share."""

    lexicon: Lexicon
    text: str
    field: FieldName
    quotes: Sequence[tuple[int, int]]
    state: _State
    cased: bool
    year: int


class _Sentence:
    """One sentence: its triggers, who speaks in it, and what its guards say."""

    def __init__(self, place: Place, line: list[Token], span: tuple[int, int]) -> None:
        self.lexicon, self.text, self.field, self.state = place.lexicon, place.text, place.field, place.state
        self.line, self.span, self.year = line, span, place.year
        self.quotes = [one for one in place.quotes if one[0] < span[1] and one[1] > span[0]]
        self.scene = Scene(place.lexicon, line, place.state.subject, cased=place.cased)
        self.scene.quotes = self.quotes
        self.ahead: Speaker | None = None
        """Who speaks, where a later sentence says so at the end of the same quotation."""

    def read(self) -> Iterator[tuple[Verdict, Statement | None]]:
        """Yield a verdict for each place where a frame's words stand, with the statement where it fits."""
        if not self.line:
            return
        triggers = self.lexicon.found(self.line)
        told = self._attributions()
        made: list[Statement] = []
        last: Speaker | None = None
        fitted: list[tuple[int, int, str]] = []
        for start, end, frame in triggers:
            if any(start < other[1] and other[0] < end and frame.act == other[2] for other in fitted):
                continue
            why, statements, speaker = self._judge(frame, start, end, told, last, triggers)
            fresh = [one for one in statements if not any(_same(one, other) for other in made)]
            made += fresh
            if statements:
                fitted.append((start, end, frame.act))
            last = speaker or last
            name = f"{self.lexicon.language}.{frame.name}"
            first, behind = self.line[start].start, self.line[end - 1].end
            verdict = Verdict(name, frame.act, self.text[first:behind], *self.span, why)
            yield verdict, fresh[0] if fresh else None
            for more in fresh[1:]:
                yield verdict, more
        self._pass_on(told, last)

    def _pass_on(self, told: Sequence[_Attribution], last: Speaker | None) -> None:
        """Leave to the next sentence who was the subject of this one, and who speaks in a quotation that goes on."""
        speakers = [one.speaker for one in told if one.speaker]
        if self._is_all_quoted() and not any(one.speaker and one.start for one in told):
            if self.ahead is None and self.state.speaking is None:
                self.state.subject = None
            return
        own = {one.group for one in speakers if one.group} | ({last.group} if last and last.group else set())
        subject = last if last and last.group else speakers[0] if speakers else self._head_subject()
        self.state.subject = subject if subject and subject.group and len(own) <= 1 else None
        edge = self.text[max(0, self.span[1] - 2) : self.span[1]]
        goes_on = (
            any(mark in edge for mark in '"”»“')
            or edge.endswith(":")
            or any(end >= self.span[1] for _, end in self.quotes)
        )
        spoken = speakers[-1] if speakers else self.state.speaking if self._is_all_quoted() else None
        self.state.speaking = spoken if goes_on else None

    def _head_subject(self) -> Speaker | None:
        """Return the group that the sentence begins with, as what its first verb tells of."""
        names = [at for at, one in enumerate(self.line) if one.kind in (GROUP, VOICE)]
        if not names or names[0] > 6:
            return None
        at = names[0]
        found = self.scene.phrase(0, at + 1)
        if not (found and found.group) or any(self.scene.is_(n, "that", "breaks") for n in range(at)):
            return None
        behind = self.line[at + 1].text if at + 1 < len(self.line) else ""
        role = self.line[at].kind == VOICE or self.scene.is_(at + 1, "roles")
        if behind in ("'", "’") or (self.scene.is_(at + 1, "and")):
            return None
        return Speaker(found.by, found.start, found.end, is_person=role or found.is_person, name=found.name)

    def _is_all_quoted(self) -> bool:
        return any(start - 1 <= self.span[0] and end + 2 >= self.span[1] for start, end in self.quotes)

    # Who is said to have said what

    def _attributions(self) -> list[_Attribution]:
        scene, line = self.scene, self.line
        found: list[_Attribution] = []
        for at in range(len(line)):
            if at and self.lexicon.length("according_after", line, at):
                heads = [n for n in range(max(0, at - 8), at) if scene.is_(n, "others")]
                told_by = Speaker((OTHER,), 0, at, name=(line[0].start, line[at - 1].end)) if heads else None
                found.append(_Attribution(told_by, at + 1, len(line)))
            if self.lexicon.length("according", line, at):
                begin = at + self.lexicon.length("according", line, at)
                speaker = scene.right(begin)
                found.append(_Attribution(speaker, 0, len(line)))
            if not (n := self.lexicon.length("says", line, at)) or self._in_quote(at):
                continue
            speaker, side = scene.subject(at, at + n)
            if speaker is None and side == "" and "right" not in self.lexicon.written.subject:
                speaker = scene.right(at + n) if at and (line[at - 1].text in '",،”»“') else None
                side = "right"
            if speaker and speaker.is_nobody:
                speaker = None
            found += self._content(speaker, side, at, at + n)
        if line and len(line) > 2 and line[0].kind in (GROUP, VOICE) and line[1].text == ":":
            found.append(_Attribution(scene.phrase(0, 1), 2, len(line)))
        if self.ahead and self.quotes:
            found.append(_Attribution(self.ahead, 0, len(line)))
        if self.state.speaking and not found and (self.quotes or self._is_all_quoted()):
            found.append(_Attribution(self.state.speaking, 0, len(line)))
        return found

    def told_before(self) -> Speaker | None:
        """Return who is said here to have said what stands before."""
        return next(
            (one.speaker for one in self._attributions() if one.start == 0 and one.end < len(self.line)), None
        )

    def _content(self, speaker: Speaker | None, side: str, at: int, behind: int) -> Iterator[_Attribution]:
        line = self.line
        first = min(at, speaker.start) if speaker else at
        last = max(behind, speaker.end) if speaker and side == "right" else behind
        while first > 0 and self.scene.is_(first - 1, "articles", "fillers"):
            first -= 1
        rest = len(line) - last
        comma = first > 3 and line[first - 1].text in '",،”»“„'
        if comma:
            yield _Attribution(speaker, 0, first - 1)
        if side == "first" and speaker and at - speaker.end > 3:
            yield _Attribution(speaker, speaker.end, at)
        if rest > 2 and not (comma and rest < 6):
            yield _Attribution(speaker, last, len(line))

    def _in_quote(self, at: int) -> bool:
        return any(start <= self.line[at].start < end for start, end in self.quotes)

    def _told_by(self, told: Sequence[_Attribution], start: int, end: int) -> _Attribution | None:
        around = [one for one in told if one.start <= start and end <= one.end]
        return min(around, key=lambda one: one.end - one.start) if around else None

    # Judging a trigger

    def _judge(
        self,
        frame: Frame,
        start: int,
        end: int,
        told: Sequence[_Attribution],
        last: Speaker | None,
        triggers: Sequence[tuple[int, int, Frame]],
    ) -> tuple[str, list[Statement], Speaker | None]:
        if why := self._guard(frame, start):
            return why, [], None
        if frame.act in _DENIED and frame.form != "noun" and self._is_in_denial(start, triggers):
            return "inside a denial", [], None
        if frame.form == "active" and self._is_passive(start):
            return "in the passive", [], None
        speaker, side, why = self._speaker(frame, start, end, told)
        if (
            speaker is None
            and frame.form == "active"
            and last
            and last.group
            and self.scene.is_(start - 1, "and")
        ):
            speaker, side = last, "left"
        if speaker is None:
            return why or "no sure speaker", [], None
        if (
            frame.needs == "group"
            and OTHER in speaker.by
            and not speaker.is_band
            or frame.needs == "other"
            and speaker.group
        ):
            return "another kind of speaker", [], None
        begin = speaker.end if side == "left" else max(0, start - 3)
        if any(self.scene.is_(at, "doubt") for at in range(begin, start)):
            return "only possible", [], None
        negated = frame.negated or speaker.is_nobody or self._is_negated(frame, speaker, side, start, end)
        about = self._about(frame, speaker, side, start, end, told)
        if about is None:
            return "concerns whom it does not name", [], None
        if (
            not about
            and frame.act != "claim"
            and (frame.act in _NEEDS_ABOUT or not speaker.group)
            and len(speaker.by) == 1
        ):
            return "concerns no group of the catalogue", [], None
        if frame.act == "claim" and OTHER in speaker.by and not speaker.is_band:
            return "no group of the catalogue speaks", [], None
        quoted = self._in_quote(start)
        name = self.text[slice(*speaker.name)] if speaker.name else ""
        statements = [
            Statement(
                frame.act,
                by,
                name,
                tuple(sorted(about - set(speaker.by))),
                negated,
                self.field,
                *self._evidence(),
                quoted,
                f"{self.lexicon.language}.{frame.name}",
            )
            for by in speaker.by
        ]
        return FITS, statements, speaker

    def _guard(self, frame: Frame, start: int) -> str:
        line, scene = self.line, self.scene
        if line[-1].text in "?؟？" or (
            len(line) > 1 and line[-2].text in "?؟？" and not line[-2].kind == "word"
        ):
            return "a question"
        begin = end = start
        while begin > 0 and not scene.is_comma(begin - 1) and line[begin - 1].text not in _STOPS:
            begin -= 1
        while end < len(line) and not scene.is_comma(end) and line[end].text not in _STOPS:
            end += 1
        first = next((n for n in range(len(line)) if scene.is_comma(n)), 0)
        if any(self._is_history(at) for at in (*range(begin, end), *range(first))):
            return "history"
        while begin > 0 and line[begin - 1].text not in _STOPS:
            begin -= 1
        if frame.act != "threaten" and any(scene.is_(at, "conditions") for at in range(begin, start)):
            return "a condition"
        return ""

    def _is_history(self, at: int) -> bool:
        text = self.line[at].text
        return self.scene.is_(at, "history") or (
            len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) < self.year
        )

    def _is_in_denial(self, start: int, triggers: Sequence[tuple[int, int, Frame]]) -> bool:
        """Tell whether a verb of denial stands before, in the same part of the sentence."""
        return any(
            frame.act == "deny"
            and not self.scene.is_(start - 1, "and")
            and frame.form in ("active", "noun")
            and end <= start
            and not any(
                self.scene.is_(at, "ends") or self.line[at].text in _STOPS for at in range(end, start)
            )
            for _, end, frame in triggers
        )

    def _is_passive(self, start: int) -> bool:
        """Tell whether a form of to be stands before a verb: it was denied."""
        at = start - 1
        while at > 0 and self.scene.is_(at, "fillers", "not") and not self.scene.is_(at, "be"):
            at -= 1
        return self.scene.is_(at, "be") and not self.line[start].text.endswith("ing")

    def _speaker(
        self, frame: Frame, start: int, end: int, told: Sequence[_Attribution]
    ) -> tuple[Speaker | None, str, str]:
        scene, line = self.scene, self.line
        if frame.form == "nobody":
            return Speaker((UNKNOWN,), start, end, is_nobody=True), "left", ""
        if frame.form == "content":
            around = self._told_by(told, start, end)
            if self._in_quote(start) and any(scene.is_(n, "things") for n in range(start, end)):
                return None, "", "of somebody else"
            if around is None:
                return None, "", "nobody is said to say so"
            return around.speaker, "content", "" if around.speaker else "no sure speaker"
        if frame.form == "passive":
            by = max((n for n in range(start, min(end + 1, len(line))) if scene.is_(n, "by")), default=-1)
            if by >= 0:
                if self.lexicon.written.subject[0] == "first":
                    name = next(
                        (n for n in range(by - 1, start - 1, -1) if line[n].kind in (GROUP, VOICE)), None
                    )
                    return (scene.phrase(name, name + 1) if name is not None else None), "passive", ""
                while scene.is_(by + 1, "by"):
                    by += 1
                return scene.right(by + 1), "passive", ""
            return Speaker((UNKNOWN,), start, start), "passive", ""
        if frame.form == "noun":
            return self._holder(frame, start, end), "noun", ""
        found, side = scene.subject(start, end)
        if (
            found is None
            and self._in_quote(start)
            and any(scene.is_(n, "we") for n in range(max(0, start - 5), end))
        ):
            around = self._told_by(told, start, end)
            return (around.speaker if around else None), "content", "no sure speaker"
        if found is None and scene.is_(start, "participles"):
            speakers = {one.speaker.by: one.speaker for one in told if one.speaker}
            if len(speakers) == 1:
                return next(iter(speakers.values())), "noun", ""
        return found, side, ""

    def _holder(self, frame: Frame, start: int, end: int) -> Speaker | None:
        """Return whose denial, claim ... it is: by a group's name among the words, a genitive, or by."""
        line, scene = self.line, self.scene
        for at in range(start, end):
            if line[at].kind in (GROUP, VOICE) and frame.needs != "other":
                if any(scene.is_(n, "former") for n in range(max(0, at - 2), at + 2)):
                    return None
                return Speaker((line[at].group,), at, at + 1, name=(line[at].start, line[at].end))
        before = start
        while before > 0 and (
            scene.is_(before - 1, "fillers", "adjectives") or line[before - 1].text in ("'", "’", "s")
        ):
            before -= 1
        genitive = before < start and any(line[n].text in ("'", "’") for n in range(before, start))
        if genitive and before > 0:
            begin = before
            while begin > 0 and before - begin < 8 and not scene.is_boundary(begin - 1):
                begin -= 1
            return scene.phrase(begin, before)
        if scene.is_(end, "holder"):
            found = scene.right(end + 1)
            return found if found and found.group else None
        for at in range(end - 1, min(end + 4, len(line))):
            if scene.is_(at, "by"):
                return scene.right(at + 1)
            if at >= end and (scene.is_boundary(at) and not scene.is_comma(at)):
                return None
        return None

    def _is_negated(self, frame: Frame, speaker: Speaker, side: str, start: int, end: int) -> bool:
        low = max(start - 4, 0)
        if side == "left":
            low = max(low, speaker.end)
        if frame.act == "deny" and frame.form == "content":
            return False
        if frame.act != "deny" and not any(_OWN_NOT.search(pattern) for pattern in frame.match):
            start = end
        return any(self.scene.is_(at, "not") for at in range(low, start)) or (
            "not_behind" in self.lexicon.written.words
            and any(self.scene.is_(at, "not_behind") for at in range(start, min(end + 4, len(self.line))))
        )

    def _about(
        self, frame: Frame, speaker: Speaker, side: str, start: int, end: int, told: Sequence[_Attribution]
    ) -> set[str] | None:
        """Return the groups that the content concerns; None where it concerns somebody whom it does not name."""
        if frame.about == "none" or speaker.is_nobody:
            return set()
        low, high = self._content_of(frame, speaker, side, start, end, told)
        names = [
            at
            for at in range(low, high)
            if self.line[at].kind in (GROUP, VOICE)
            and not speaker.start <= at < speaker.end
            and not self._aside(at)
        ]
        if frame.about == "object":
            if frame.until:
                stop = next((n for n in range(start + 1, high) if self.scene.is_(n, frame.until)), high)
                names = [at for at in names if at < max(stop, end)]
            names = self._object(names, start, end, side)
        about = {self.line[at].group for at in names} - set(speaker.by)
        if not about and frame.act == "deny" and frame.about == "rest":
            if any(self.scene.is_(at, "unnamed") for at in range(end, high)):
                return None
        return about

    def _content_of(
        self, frame: Frame, speaker: Speaker, side: str, start: int, end: int, told: Sequence[_Attribution]
    ) -> tuple[int, int]:
        line, scene = self.line, self.scene
        if side == "content":
            around = self._told_by(told, start, end)
            low, high = (around.start, around.end) if around else (0, len(line))
            while low < start and any(scene.is_(n, "ends") or line[n].text == ";" for n in range(low, start)):
                low += 1
        elif frame.about == "all":
            low, high = 0, len(line)
        elif side == "left" or side == "noun":
            low, high = start, len(line)
        else:
            low, high = 0, len(line)
            low = next(
                (n for n in range(start - 1, -1, -1) if line[n].text in ".;:!?" or scene.is_(n, "ends")), 0
            )
        stop = next((n for n in range(end, high) if line[n].text == ";" or scene.is_(n, "ends")), high)
        return low, stop

    def _aside(self, at: int) -> bool:
        """Tell whether a place is in brackets: what stands there is the narrator's background."""
        opened = next((n for n in range(at, max(-1, at - 25), -1) if self.line[n].text in "()[]"), None)
        return opened is not None and self.line[opened].text in "(["

    def _object(self, names: list[int], start: int, end: int, side: str) -> list[int]:
        inside = [at for at in names if start <= at < end]
        if side == "first" and (inside or names):
            return inside or names[-1:]
        behind = [at for at in names if at >= start]
        before = [at for at in names if at < start]
        chosen = (
            behind if side in ("left", "noun", "content") or (behind and not before) else before or behind
        )
        if side in ("passive", "first") and before:
            chosen = before
        if not chosen:
            return []
        kept = [chosen[0]]
        for at in chosen[1:]:
            between = range(kept[-1] + 1, at)
            if len(between) <= 4 and all(
                self.scene.is_(n, "and", "articles", "collectives") or self.scene.is_comma(n) for n in between
            ):
                kept.append(at)
        return kept

    def _evidence(self) -> tuple[int, int]:
        """Return the sentence's place, with the whole of a quotation that it is part of."""
        start, end = self.span
        for first, last in self.quotes:
            if first < start:
                start = max(first - 1, 0)
            if last > end and last - end < MAX_SENTENCE:
                end = min(last + 1, len(self.text))
        return start, end


def _same(one: Statement, other: Statement) -> bool:
    return (one.act, one.by) == (other.act, other.by) and (
        one.about == other.about or not one.about or not other.about
    )
