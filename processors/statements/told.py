"""Who is said, in a sentence, to have said what; and what passes from one sentence to the next."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct, structs

from processors.statements.clauses import Clauses
from processors.statements.lines import GROUP, MARK, VOICE, Token
from processors.statements.match import Lexicon
from processors.statements.phrases import OTHER, QUOTES, Speaker
from processors.statements.sources import HEAD

_PLACE_FIRST = frozenset(("es", "fr", "it", "pt"))
"""Languages in whose headlines the name of a state before a colon is a place, and nobody who says what follows."""
_TELLER_LAST = frozenset(("hi", "ur"))
"""Languages in whose headlines who says it stands behind a colon, at the end."""
LEAD = 8
"""Words before a group's name that lead to it: an office, a band, this stands in a statement of it."""
FieldName = Literal["title", "text"]


class Attribution(Struct, frozen=True):
    """Tokens of a sentence that somebody is said to have said; without a speaker where it is not sure who."""

    speaker: Speaker | None
    start: int
    end: int


class State(Struct):
    """What passes from one sentence to the next."""

    subject: Speaker | None = None
    speaking: Speaker | None = None
    only: Speaker | None = None
    """The only group that the sentence before names, where somebody said something of it: ... blamed Hamas."""
    person: Speaker | None = None
    """Who alone says something in the sentence before, where no group nor its office does: He called on Hamas."""
    is_new_quote: bool = False
    """Whether he speaks only in what is quoted from its first word: "...," he said. "..."."""
    surnames: dict[str, str] = {}


class Place(Struct, frozen=True):
    """What the sentences of one text share."""

    lexicon: Lexicon
    text: str
    field: FieldName
    quotes: Sequence[tuple[int, int]]
    state: State
    cased: bool
    year: int


class Told:
    """One sentence, with who is said in it to have said what."""

    def __init__(
        self, place: Place, line: list[Token], span: tuple[int, int], patterns: frozenset[int]
    ) -> None:
        self.patterns = patterns
        """Those that may match in it, as their `id`."""
        self.lexicon, self.text, self.field, self.state = place.lexicon, place.text, place.field, place.state
        self.line, self.span, self.year = line, span, place.year
        self.quotes = [one for one in place.quotes if one[0] < span[1] and one[1] > span[0]]
        self.scene = Clauses(place.lexicon, line, place.state.subject, cased=place.cased)
        self.scene.quotes, self.scene.field_text = self.quotes, place.text
        self.scene.only, self.scene.person = place.state.only, place.state.person
        self.ahead: Speaker | None = None
        """Who speaks, where a later sentence says so at the end of the same quotation."""

    def pass_on(self, told: Sequence[Attribution], last: Speaker | None, *, concerned: bool = False) -> None:
        """Leave to the next sentence who was the subject of this one, and who speaks in a quotation that goes on.

        `concerned`: somebody else says something of a group here.
        """
        speakers = [one.speaker for one in told if one.speaker]
        if self._is_all_quoted() and not any(one.speaker and one.start for one in told):
            if self.ahead is None and self.state.speaking is None:
                self.state.subject = None
            return
        own = {one.group for one in speakers if one.group} | ({last.group} if last and last.group else set())
        subject = last if last and last.group else speakers[0] if speakers else self._head_subject()
        if (
            subject and last and last.by == (OTHER,) and not speakers
        ):  # Israel accused Hezbollah: he is Israel's
            subject = structs.replace(subject, is_person=False) if self._only_named() else None
        self.state.subject = subject if subject and subject.group and len(own) <= 1 else None
        self.state.only = self._only_named() if concerned else None
        self.state.person = self._only_person([*speakers, *([last] if last else [])])
        edge = self.text[max(0, self.span[1] - 2) : self.span[1]]
        goes_on = (
            any(mark in edge for mark in '"”»“')
            or edge.endswith(":")
            or any(end >= self.span[1] for _, end in self.quotes)
        )
        spoken = speakers[-1] if speakers else self.state.speaking if self._is_all_quoted() else None
        closes = len({one.by for one in speakers}) == 1 and self._ends_behind_quote()
        self.state.speaking = spoken if goes_on or closes else None
        self.state.is_new_quote = closes and not goes_on

    def _only_named(self) -> Speaker | None:
        """Return the only group of the sentence, where one alone is named."""
        named = [one for one in self.line if one.kind in (GROUP, VOICE)]
        if len({one.group for one in named}) != 1:
            return None
        return Speaker((named[0].group,), 0, 0, name=(named[0].start, named[0].end))

    def _only_person(self, speakers: Sequence[Speaker]) -> Speaker | None:
        """Return who alone says something here: no voice of a group nor anybody of its offices is named."""
        named = [at for at, one in enumerate(self.line) if one.kind in (GROUP, VOICE)]
        office = any(self.line[at].kind == VOICE or self._has_office(at) for at in named)
        if office or {one.by for one in speakers} != {(OTHER,)}:
            return None
        return speakers[0] if len({one.name for one in speakers}) == 1 else None

    def _has_office(self, at: int) -> bool:
        """Tell whether an office of the group named at a place is named: leader of Hamas, Hamas's leader."""
        before, behind = at - 1, at + 1
        while self.scene.is_(before, "of", "articles") and not self.scene.is_(before, "roles"):
            before -= 1
        while behind < len(self.line) and (self.scene.is_apostrophe(behind) or self.line[behind].text == "s"):
            behind += 1
        return self.scene.is_(before, "roles") or self.scene.is_(behind, "roles")

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
        own = ("articles", "collectives", "roles", "own", "of")
        is_own = all(self.scene.is_(n, *own) for n in range(found.start, at))  # not of Police blamed Hamas
        name = found.name if is_own else (self.line[at].start, self.line[at].end)
        return Speaker(found.by, found.start, found.end, is_person=role or found.is_person, name=name)

    def _ends_behind_quote(self) -> bool:
        """Tell whether a sentence begins with a quotation and says at its end whose it is."""
        return any(start - 1 <= self.span[0] and end < self.span[1] for start, end in self.quotes)

    def _is_all_quoted(self) -> bool:
        return any(start - 1 <= self.span[0] and end + 2 >= self.span[1] for start, end in self.quotes)

    # Who is said to have said what

    def attributions(self) -> list[Attribution]:
        """Return who is said to have said which tokens of the sentence."""
        scene, line = self.scene, self.line
        found: list[Attribution] = self._in_view_of()
        read = 0
        for at in scene.begins("according_after", "according", "says", "vows"):
            if at < read:
                continue
            if at and (n := self.lexicon.length("according_after", line, at)):
                read = at + n
                found.append(Attribution(scene.source_before(at), read, len(line)))
                continue
            if self.lexicon.length("according", line, at):
                begin = read = at + self.lexicon.length("according", line, at)
                found.append(Attribution(scene.right(begin) or scene.source(begin), 0, len(line)))
                continue
            if not (n := self._says_at(at)):
                continue
            read = at + n
            speaker, side = self._teller(at, n, found)
            if speaker and speaker.is_nobody:
                speaker = None
            found += self._content(speaker, side, at, at + n)
        if not found:
            found += self._by_colon()
        if self.ahead and self.quotes:
            found.append(Attribution(self.ahead, 0, len(line)))
        begins = not self.state.is_new_quote or any(one[0] - 1 <= self.span[0] for one in self.quotes)
        if self.state.speaking and not found and begins and (self.quotes or self._is_all_quoted()):
            found.append(Attribution(self.state.speaking, 0, len(line)))
        return found

    def _by_colon(self) -> list[Attribution]:
        """Return what a headline tells behind a colon of who stands before it, or in some languages before one."""
        line = self.line
        colon = next((n for n in range(1, min(6, len(line) - 1)) if line[n].text == ":"), None)
        if colon is not None and not self._is_place(colon):
            return [Attribution(self.scene.phrase(0, colon), colon + 1, len(line))]
        teller = self._behind_colon()
        return [teller] if teller else []

    def _behind_colon(self) -> Attribution | None:
        """Return what a headline tells before a colon, behind which stands whose words these are: in Urdu and Hindi."""
        if self.lexicon.language not in _TELLER_LAST:
            return None
        first = max(2, len(self.line) - LEAD)
        colon = next((n for n in range(first, len(self.line) - 1) if self.line[n].text == ":"), 0)
        teller = self.scene.phrase(colon + 1, len(self.line)) if colon else None
        return Attribution(teller, 0, colon) if teller else None

    def _in_view_of(self) -> list[Attribution]:
        """Return what follows whose view it is, at a sentence's head: Pour le ministre, les ADF sont responsables."""
        scene = self.scene
        if not scene.is_(0, "views"):
            return []
        comma = next((n for n in range(2, min(HEAD + 4, len(self.line))) if scene.is_boundary(n)), 0)
        if not comma or not scene.is_comma(comma):
            return []
        seen = scene.phrase(1, comma)
        is_sure = seen and seen.by == (OTHER,) and any(scene.is_(n, "others") for n in range(1, comma))
        return [Attribution(seen, comma + 1, len(self.line))] if is_sure else []

    def _says_at(self, at: int) -> int:
        """Return of how many tokens the verb of saying at a place is: 0 for none, or where it is quoted.

        Nor is a passive one, whose accent is folded: est accusé. Nor a noun: a claim the army denied.
        """
        n = self.lexicon.length("says", self.line, at) or self._vows_at(at)
        is_folded = n == 1 and self.scene.is_(at, "as_participle") and self.is_passive(at)
        is_noun = n > 1 and self.scene.is_(at, "claimed")
        behind = at + n  # the suspects' group
        is_noun |= self.scene.is_apostrophe(behind) and self.line[behind].start == self.line[behind - 1].end
        return 0 if is_folded or is_noun or (n and self.in_quote(at)) else n

    def _vows_at(self, at: int) -> int:
        """Return of how many tokens a verb such as promised is that tells whose the quotation before it is."""
        n = self.lexicon.length("vows", self.line, at)
        quoted = n and any(one.text in QUOTES for one in self.line[:at]) and self.line[0].text in QUOTES
        return n if quoted and not self.in_quote(at) else 0

    def _is_place(self, colon: int) -> bool:
        """Tell whether a headline begins with where it happened: in Romance languages, a state's name and a colon.

        Before a quotation stands who says it.
        """
        is_told = self.lexicon.language not in _PLACE_FIRST or self.line[colon + 1].text in QUOTES
        return not is_told and all(self.scene.is_(n, "states", "articles") for n in range(colon))

    def _teller(self, at: int, n: int, told: Sequence[Attribution]) -> tuple[Speaker | None, str]:
        """Return who is the subject of a verb of saying of `n` tokens, and on which side he stands."""
        scene, line = self.scene, self.line
        if scene.is_(at + n - 1, "prenominal"):
            return scene.told_of(at, at + n), "first"
        speaker, side = scene.subject(at, at + n)
        if speaker is None and side == "" and (own := self.who_says_it(told, at)):
            return own, "left"  # The service said it had found no proof
        if speaker is None and side == "" and "right" not in self.lexicon.written.subject:
            inverted = at > 0 and line[at - 1].text in '",،”»“' and not scene.is_(at + n, "that")
            speaker = scene.right(at + n) if inverted else None
            side = "right"
        quoted = any(line[m].text in QUOTES for m in range(max(0, at - 3), at))
        if speaker is None and quoted and (speaker := scene.behind_adverbial(at + n)):
            side = "right"
        return speaker, side

    def told_before(self) -> Speaker | None:
        """Return who is said here to have said what stands before."""
        return next(
            (one.speaker for one in self.attributions() if one.start == 0 and one.end < len(self.line)), None
        )

    def _content(self, speaker: Speaker | None, side: str, at: int, behind: int) -> Iterator[Attribution]:
        line = self.line
        first = self._head_of_teller(speaker, at) if speaker and side == "first" else at
        first = min(at, first, speaker.start) if speaker else at
        last = max(behind, speaker.end) if speaker and side == "right" else behind
        joined = False
        while first > 0 and self.scene.is_(first - 1, "articles", "fillers"):
            first -= 1
            joined = joined or self.scene.is_(first, "and")
        stop = self._before_another(last)
        rest = stop - last
        comma = (
            first > 3
            and (line[first - 1].text in '",،”»“„' or self._is_behind_quote(first - 1))
            and not (joined and self.scene.is_comma(first - 1))
        )
        if comma:
            yield Attribution(speaker, 0, first - 1)
        if side == "first" and speaker and at - speaker.end > 1:
            yield Attribution(speaker, speaker.end, at)
        if rest > 2 and not (comma and rest < 6):
            yield Attribution(speaker, last, stop)

    def _head_of_teller(self, speaker: Speaker, at: int) -> int:
        """Return where the clause of who tells a quotation begins, behind it: «...»، سخنگوی طالبان گفت."""
        first = self.scene.clause(at)
        while first < speaker.start and self.line[first].kind == MARK:
            first += 1
        is_near = speaker.start - first <= LEAD
        return first if is_near and self._is_behind_quote(first - 1) else speaker.start

    def _is_behind_quote(self, at: int) -> bool:
        """Tell whether a quotation ends at a place, or right before a comma or a semicolon that stands there."""
        if at > 0 and (self.scene.is_comma(at) or self.line[at].text in ";؛"):
            at -= 1
        return at > 0 and self.line[at].text in QUOTES

    def _before_another(self, at: int) -> int:
        """Return where what is said from `at` on ends: before somebody else whose quotation follows.

        Hamas said, while Israel's army retorted, "..."
        """
        behind = range(at, len(self.line))
        quoted = next((n for n in behind if n > at and self.in_quote(n) and not self.in_quote(n - 2)), None)
        if quoted is None or not (self.scene.is_comma(quoted - 2) or self.line[quoted - 2].text == ":"):
            return len(self.line)
        own = range(at, quoted - 2)
        joint = (n for n in own if self.scene.is_(n, "breaks", "and") and not self.in_quote(n))
        return next(
            (n for n in joint if any(self.scene.is_(m, "others") for m in own if m > n)), len(self.line)
        )

    def in_quote(self, at: int) -> bool:
        """Tell whether a token is quoted."""
        return any(start <= self.line[at].start < end for start, end in self.quotes)

    def told_by(self, told: Sequence[Attribution], start: int, end: int) -> Attribution | None:
        """Return the closest around some tokens."""
        around = [one for one in told if one.start <= start and end <= one.end]
        return min(around, key=lambda one: one.end - one.start) if around else None

    def is_passive(self, start: int) -> bool:
        """Tell whether a form of to be stands before a verb: it was denied."""
        at = start - 1
        while at > 0 and self.scene.is_(at, "fillers", "not") and not self.scene.is_(at, "be"):
            at -= 1
        joins = self.scene.is_(at, "and")  # what is folded: Italian e is e as well as è
        return self.scene.is_(at, "be") and not joins and not self.line[start].text.endswith("ing")

    def who_says_it(self, told: Sequence[Attribution], start: int) -> Speaker | None:
        """Return who says of himself what a verb tells, by a pronoun: The White House said it had listed them.

        So with a verb such as promised behind a quotation, of the group that is quoted.
        """
        scene = self.scene
        if scene.is_(start, "vows") and self.line[0].text in QUOTES and not self.in_quote(start):
            return next(
                (one.speaker for one in told if one.start == 0 and one.speaker and one.speaker.group), None
            )
        at = start - 1
        while at > 0 and scene.is_(at, "fillers", "not", "doubt") and not scene.is_(at, "pronouns"):
            at -= 1
        verb = at - 1
        while verb > 0 and scene.is_(verb, "fillers") and not scene.is_(verb, "says", "that"):
            verb -= 1  # said on Thursday it had
        if at < 2 or not scene.is_(at, "pronouns") or not scene.is_(verb, "says", "that"):
            return None
        around = self.told_by(told, at, start + 1)
        return around.speaker if around else None
