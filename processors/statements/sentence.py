"""One sentence: its triggers, who speaks in it, and what its guards say."""

from collections.abc import Iterator, Sequence

import regex
from msgspec import Struct

from processors.records import Statement
from processors.statements import guards
from processors.statements.fitting import as_claim, fuller, mismatch, same, unmeant
from processors.statements.frames import Frame
from processors.statements.holders import Holders
from processors.statements.lines import GROUP, MARK, VOICE, name_in_text
from processors.statements.phrases import OTHER, QUOTES, UNKNOWN, Speaker
from processors.statements.told import Attribution

MAX_SENTENCE = 1500
"""Characters: what is longer is a list or a table, and no sentence."""
_OF_DEEDS = frozenset(("pledge", "threaten", "demand"))
_OF_SUBJECT = frozenset(("threaten", "blame", "demand"))
"""Acts that a participle behind a comma tells of its sentence's subject."""
_DENIED = frozenset(("claim", "link", "pledge"))
_OWN_NOT = regex.compile(r"<not>|\b(?:not?|never|nor|neither|nothing|не)\b")
"""In a pattern: a negation that is part of what the frame says."""
YEAR = 2024
"""What is told of earlier years is history, where nobody knows the year of the article."""
FITS = "fits"
_STOPS = frozenset('.;:!?"“”«»')
Trigger = tuple[int, int, Frame]


class Verdict(Struct, frozen=True):
    """One candidate: a clause in which a frame's words stand, and what came of it (`fits`, or the guard's name)."""

    frame: str
    act: str
    text: str
    start: int
    end: int
    why: str


class Sentence(Holders):
    """One sentence: its triggers, who speaks in it, and what its guards say."""

    known: list[Trigger] | None = None
    """Where frames match, where that was looked for before."""

    def read(self) -> Iterator[tuple[Verdict, Statement | None]]:
        """Yield a verdict for each place where a frame's words stand, with the statement where it fits."""
        if not self.line:
            return
        triggers = self.known
        if triggers is None:
            triggers = self.lexicon.found(self.line, self.patterns) if self.patterns else []
        self.find_joints(triggers)
        told = self.attributions() if triggers or self.quotes or self.line[-1].text == ":" else []
        made: list[Statement] = []
        read: list[tuple[Verdict, Statement | None]] = []
        last: Speaker | None = None
        fitted: list[tuple[int, int, str]] = []
        for start, end, frame in triggers:
            if any(start < other[1] and other[0] < end and frame.act == other[2] for other in fitted):
                continue
            why, statements, speaker = self._judge(frame, start, end, told, last, triggers)
            fresh = [one for one in statements if not any(same(one, other) for other in made)]
            if richer := [one for one in statements if one not in fresh and one.about]:
                read = [(verdict, fuller(one, richer)) for verdict, one in read]
            made += fresh
            if statements:
                fitted.append((start, end, frame.act))
            last = speaker or last
            name = f"{self.lexicon.language}.{frame.name}"
            first, behind = self.line[start].start, self.line[end - 1].end
            verdict = Verdict(name, frame.act, self.text[first:behind], *self.span, why)
            read.append((verdict, fresh[0] if fresh else None))
            read += [(verdict, more) for more in fresh[1:]]
        self.pass_on(told, last, concerned=any(one.by in (OTHER, UNKNOWN) and one.about for one in made))
        yield from read

    def _judge(
        self,
        frame: Frame,
        start: int,
        end: int,
        told: Sequence[Attribution],
        last: Speaker | None,
        triggers: Sequence[Trigger],
    ) -> tuple[str, list[Statement], Speaker | None]:
        """Return what came of a trigger, the statements, and who speaks."""
        if why := self._guard(frame, start, end, triggers) or self._refused_form(frame, start, triggers):
            return why, [], None
        speaker, side, why = self._speaker(frame, start, end, told)
        shared = self._sharing(frame, start, told, last) if speaker is None else None
        is_far = speaker is None and shared is None
        if speaker is None:
            speaker, side = shared or self._far_speaker(frame, start, end), "left"
        if speaker is None:
            return why or "no sure speaker", [], None
        if speaker.by == (OTHER,) and (demander := self._demander(frame, start, last, triggers)):
            speaker, side = demander, "left"
        if why := self._no_speaker(frame, speaker, start):
            return why, [], None
        speaker = self._counted(frame, speaker)
        begin = self._doubt_begins(speaker, side, start, joined=bool(shared), far=is_far)
        if guards.doubted(begin, start, self.line, self.scene):
            return "only possible", [], None
        about = self.about(frame, speaker, side, start, end, told)
        if self._is_own_deed(frame, speaker, start, end):
            frame, about = as_claim(frame), set()
        negated = frame.negated or speaker.is_nobody or self._is_negated(frame, speaker, side, start, end)
        if why := mismatch(frame, speaker, about) or unmeant(frame, speaker, negated=negated):
            return why, [], None
        return FITS, self._statements(frame, speaker, about or set(), start, negated=negated), speaker

    def _doubt_begins(self, speaker: Speaker, side: str, start: int, *, joined: bool, far: bool) -> int:
        """Return from where on a word of doubt stands with the verb, and not with who says so."""
        if joined:
            return start
        begin = speaker.end if side in ("left", "relative") else max(0, start - 3)
        if side == "content":  # According to prosecutors, the man was ...
            return next((n for n in range(start - 1, begin - 1, -1) if self.scene.is_comma(n)), begin)
        return max(begin, start - 3) if far else begin

    def _counted(self, frame: Frame, speaker: Speaker) -> Speaker:
        """Return who is counted and then named behind a colon: Two groups have claimed it: IS did so, al-Qaeda ..."""
        colon = next((n for n in range(speaker.end, len(self.line)) if self.line[n].text == ":"), None)
        if frame.act != "claim" or not speaker.is_band or colon is None:
            return speaker
        named = [one.group for one in self.line[colon:] if one.kind in (GROUP, VOICE)]
        several = tuple(dict.fromkeys(named))
        return Speaker(several, speaker.start, speaker.end) if len(several) > 1 else speaker

    def _no_speaker(self, frame: Frame, speaker: Speaker, start: int) -> str:
        """Tell why who speaks says no such thing; empty where he may."""
        if speaker.is_nobody and frame.act == "claim":
            return guards.unclaimed(self.text, self.span, self.line, self.scene)
        return guards.personal(frame, speaker, start, self.scene) or guards.voiceless(
            frame, speaker, start, self.scene
        )

    def _sharing(
        self, frame: Frame, start: int, told: Sequence[Attribution], last: Speaker | None
    ) -> Speaker | None:
        """Return whose verb a word such as and joins this one to; the first one's words say nothing of this one."""
        if frame.form != "active" or not self.scene.is_(start - 1, "and"):
            return None
        before = last or self.only_speaker(told)
        if before and (before.group or (before is last and self.scene.is_comma(start - 2))):
            return before
        return None

    def _demander(
        self, frame: Frame, start: int, last: Speaker | None, triggers: Sequence[Trigger]
    ) -> Speaker | None:
        """Return the group whose next verb follows what it demanded: it demanded that they leave, and threatened."""
        if frame.form != "active" or frame.needs != "group" or not (last and last.group):
            return None
        at = start
        while at > 0 and self.scene.is_(at - 1, "fillers", "be") and not self.scene.is_(at - 1, "and"):
            at -= 1
        demanded = any(
            other.act == "demand" and end < at and self.scene.is_(end, "that") for _, end, other in triggers
        )
        return last if demanded and self.scene.is_(at - 1, "and") else None

    def _far_speaker(self, frame: Frame, start: int, end: int) -> Speaker | None:
        """Return who stands at the head of the clause, or a leader who is not named."""
        if frame.form == "active" and (shared := self.scene.of_coordinate(start, end)):
            return shared
        is_oath = frame.act == "pledge" and frame.needs == "other"
        return self.scene.somebody(start) if is_oath else None

    def _is_own_deed(self, frame: Frame, speaker: Speaker, start: int, end: int) -> bool:
        """Tell whether a group says itself that it did what another would blame it for: ... by Hamas, Hamas said."""
        if frame.act != "blame" or frame.form != "content" or not speaker.group:
            return False
        named = {one.group for one in self.line[start:end] if one.kind in (GROUP, VOICE)}
        return named == {speaker.group} and not self._is_negated(frame, speaker, "content", start, end)

    def _statements(
        self, frame: Frame, speaker: Speaker, about: set[str], start: int, *, negated: bool
    ) -> list[Statement]:
        first, last = self._evidence()
        return [
            Statement(
                act=frame.act,
                by=by,
                by_name=name_in_text(self.text, speaker.name),
                about=tuple(sorted(about - set(speaker.by))),
                negated=negated,
                field=self.field,
                start=first,
                end=last,
                quoted=self.in_quote(start),
                frame=f"{self.lexicon.language}.{frame.name}",
            )
            for by in speaker.by
        ]

    def _refused_form(self, frame: Frame, start: int, triggers: Sequence[Trigger]) -> str:
        if frame.act in _DENIED and frame.form != "noun" and self._is_in_denial(start, triggers):
            return "inside a denial"
        if frame.form == "passive" and self.scene.is_(start, "accented") and self.scene.is_plain(start):
            return (
                "in the active"  # Kinshasa attribue aux ADF ...: attribué, of the passive, folds to the same
            )
        return "in the passive" if frame.form == "active" and self.is_passive(start) else ""

    def _guard(self, frame: Frame, start: int, behind: int, triggers: Sequence[Trigger]) -> str:
        line, scene = self.line, self.scene
        asked = (at for at in range(start, len(line)) if line[at].kind == MARK and line[at].text in "?؟？")
        if any(at >= len(line) - 2 or self.in_quote(at) == self.in_quote(start) for at in asked):
            return "a question"
        over = guards.contrary(frame, start, behind, scene)
        if why := over or guards.titled(self.text, self.span, line[start].start, line, scene):
            return why
        is_denied = any(other.act == "deny" for _, _, other in triggers)
        if why := guards.unreal(frame, start, line, scene, is_denied=is_denied):
            return why
        if why := guards.rumoured(frame, start, scene, is_denied=is_denied):
            return why
        begin, end = start, max(start, behind - 1)
        while begin > 0 and not scene.is_comma(begin - 1) and line[begin - 1].text not in _STOPS:
            begin -= 1
        while end < len(line) and not scene.is_comma(end) and line[end].text not in _STOPS:
            end += 1
        first = next((n for n in range(len(line)) if scene.is_comma(n) or line[n].text == ":"), 0)
        named = guards.known_by_year(frame, start, behind, scene)
        if any(self._is_history(at) for at in (*range(begin, end), *range(first)) if at not in named):
            return "history"
        if frame.act == "designate" and frame.form == "passive" and scene.is_comma(start - 1):
            return "background"
        if why := guards.untrue(frame, begin, end, line, scene, (start, behind)):
            return why
        exempt = frame.act == "threaten" and frame.form == "content"
        is_open = scene.has(start, end + 1, "whether")
        return "a condition" if not exempt and (is_open or self._is_condition(begin, start)) else ""

    def _is_condition(self, begin: int, start: int) -> bool:
        asked = self.scene.is_(0, "asked")  # Asked whether it had fired, Hamas denied it
        while (
            begin > 0
            and self.line[begin - 1].text not in _STOPS
            and not (asked and self.scene.is_comma(begin - 1))
        ):
            begin -= 1
        return self.scene.has(begin, start, "conditions")

    def _is_history(self, at: int) -> bool:
        if self.scene.is_(at, "history") and not self.scene.is_(at + 1, "anew"):  # has once again
            return True
        return guards.is_past_year(at, self.line, self.scene, self.year)

    def _is_in_denial(self, start: int, triggers: Sequence[tuple[int, int, Frame]]) -> bool:
        """Tell whether a verb of denial stands before, in the same part of the sentence, or behind a noun."""
        behind = (at for at, _, frame in triggers if frame.act == "deny" and at > start)
        if any(self.scene.is_(at, "nominalised") for n in behind for at in range(start, n)):
            return True
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

    def _speaker(
        self, frame: Frame, start: int, end: int, told: Sequence[Attribution]
    ) -> tuple[Speaker | None, str, str]:
        """Return who speaks, on which side of the verb, and why nobody does."""
        if frame.form == "nobody":
            return Speaker((UNKNOWN,), start, end, is_nobody=True), "left", ""
        if frame.form == "content":
            return self._content_speaker(start, end, told)
        if frame.form == "passive" or (frame.form == "active" and self.scene.has_passive_vowel(start)):
            return self.agent(start, end), "passive", ""
        if frame.form == "noun":
            return self.holder(frame, start, end) or self.scene.main_subject(start, end), "noun", ""
        return self._doer(frame, start, end, told)

    def _doer(
        self, frame: Frame, start: int, end: int, told: Sequence[Attribution]
    ) -> tuple[Speaker | None, str, str]:
        """Return the same of a verb in the active voice."""
        found, side = self._subject(frame, start, end, told)
        if self._may_be_we(found, start, end):
            around = self.told_by(told, start, end)
            if found is None or (around and around.speaker):
                return (around.speaker if around else None), "content", "no sure speaker"
        if found is None and self.scene.is_(start, "participles"):
            comma = next((n for n in range(end, len(self.line)) if self.scene.is_comma(n)), None)
            if start == 0 and comma is not None and (main := self.scene.right(comma + 1)):
                return main, "noun", ""
            if only := self.only_speaker(told):
                return only, "noun", ""
            if frame.act in _OF_SUBJECT and self.scene.is_comma(start - 1) and (head := self.main(start)):
                return head, "noun", ""
        if found is None and (far := self.scene.of_last_verb(start, end)):
            return far, "first" if far.by == (OTHER,) else "relative", ""
        return found, side, ""

    def _may_be_we(self, found: Speaker | None, start: int, end: int) -> bool:
        """Tell whether who is quoted may be the subject of a verb, as we: "We reject," he said, "what they claim"."""
        if found is None:
            return self.in_quote(start) and self._has(start - 5, end, "we")
        own = range(found.start, found.end)
        is_quoted = self.in_quote(start) or self.line[0].text in QUOTES  # or in one of few words
        return is_quoted and found.by == (OTHER,) and all(self.scene.is_(n, "we") for n in own)

    def _subject(
        self, frame: Frame, start: int, end: int, told: Sequence[Attribution]
    ) -> tuple[Speaker | None, str]:
        """Return the subject of an active verb: of a claim also within its words, for they name no object."""
        if own := self.who_says_it(told, start):
            return own, "left"
        if told_of := self.scene.told_of(start, end):
            return told_of, "relative"
        if self.scene.is_of_either(start, end):
            return None, ""
        found, side = self.scene.subject(start, end)
        if found and found.by == (OTHER,) and frame.act == "claim" and (own := self._bare_group(start)):
            return own, side
        if found or frame.act != "claim" or "right" not in self.lexicon.written.subject:
            return found, side
        inside = next((n for n in range(start + 1, end) if self.line[n].kind in (GROUP, VOICE)), None)
        if inside is None:
            return None, side
        bare = all(self.scene.is_(n, "articles") for n in range(start + 1, inside))
        return self.scene.right(start + 1) or (
            self.scene.phrase(inside, inside + 1) if bare else None
        ), "right"

    def _bare_group(self, start: int) -> Speaker | None:
        """Return the group right before a last verb, without an ending: ... saldırıyı DEAŞ üstlendi."""
        is_last = self.scene.cased and self.lexicon.written.subject[0] == "first"
        return self.scene.phrase(start - 1, start) if is_last and self.line[start - 1].kind == GROUP else None

    def _has(self, start: int, end: int, name: str) -> bool:
        return any(self.scene.is_(n, name) for n in range(max(0, start), end))

    def _content_speaker(
        self, start: int, end: int, told: Sequence[Attribution]
    ) -> tuple[Speaker | None, str, str]:
        if self.in_quote(start) and any(self._points_back(n) for n in range(start, end)):
            return None, "", "of somebody else"
        while end > start + 1 and self.line[end - 1].kind == MARK:
            end -= 1  # what ends the quotation is no part of it
        around = self.told_by(told, start, end)
        if around is None:
            return None, "", "nobody is said to say so"
        return around.speaker, "content", "" if around.speaker else "no sure speaker"

    def _points_back(self, at: int) -> bool:
        """Tell whether a word stands for a group that is not named: not the movement in "the movement Hamas"."""
        scene = self.scene
        if not scene.is_(at, "things") or scene.is_(at, "expletives"):
            return False
        behind = at + 1
        while scene.is_(behind, "things", "collectives"):
            behind += 1
        return behind >= len(self.line) or self.line[behind].kind != GROUP

    def _is_negated(self, frame: Frame, speaker: Speaker, side: str, start: int, end: int) -> bool:
        if self.scene.is_(start, "be") and self.scene.is_comma(start + 1):
            start += 2  # der nicht gefilmt wurde, wird ...: the first verb is of a clause before
        low = max(start - guards.NEGATED, 0)
        if side == "relative":
            low = max(low, speaker.end)
        if frame.act == "deny" and frame.form == "content":
            return False
        if side == "first" and frame.act in _OF_DEEDS:
            low = start  # what stands before is the deed: a promise not to do it is a promise
        before: Sequence[int] = range(low, start)
        if side not in ("first", "relative"):
            begin = speaker.end if side == "left" else max(0, start - guards.INSERTED)
            before = guards.may_negate(begin, start, self.scene)
        is_own = any(_OWN_NOT.search(pattern) for pattern in frame.match)
        if frame.act != "deny" and not is_own:
            before = (*before, *range(max(low, start), end))
        return any(
            self.scene.is_(at, "not") and not self.scene.is_(at, "certain", "contrasts") for at in before
        ) or (
            "not_behind" in self.lexicon.written.words
            and not (is_own and frame.act == "pledge")  # versprach, Israel nicht anzugreifen: a promise
            and any(self.scene.is_(at, "not_behind") for at in range(start, min(end + 4, len(self.line))))
        )

    def _evidence(self) -> tuple[int, int]:
        """Return the sentence's place, with the whole of a quotation that it is part of."""
        start, end = self.span
        for first, last in self.quotes:
            if first < start:
                start = max(first - 1, 0)
            if last > end and last - end < MAX_SENTENCE:
                end = min(last + 1, len(self.text))
        return start, end
