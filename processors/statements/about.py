"""Whom a statement concerns: the groups that its content names, and not those that only stand beside it."""

from collections.abc import Sequence

from processors.statements.accused import is_sufferer
from processors.statements.beside import is_beside
from processors.statements.frames import Frame
from processors.statements.lines import GROUP, VOICE, WORD
from processors.statements.phrases import OTHER, Speaker
from processors.statements.sources import HEAD
from processors.statements.told import Attribution, Told

APART = 3
"""Tokens between a claim and who denies it: a claim that the army denied, ce que le ministre a démenti."""


TAIL = 4
"""Tokens behind the words of a last verb in which its clause ends: ... قبول کر لی ہے،"""


class Concerned(Told):
    """A sentence, with the groups that a statement in it concerns."""

    joined_verbs: Sequence[int] = ()
    """Where words such as and stand that join another act's verb: ..., and blamed."""
    next_subjects: frozenset[int] = frozenset()
    """Where the names stand that begin a clause of their own behind a comma: ..., and Hamas denied it."""
    ends_before: Sequence[int] = ()
    """Where, in a language whose verbs stand last, the words of an act end that such a word follows."""

    def find_joints(self, triggers: Sequence[tuple[int, int, Frame]]) -> None:
        """Find where words such as and join the acts of a sentence, by where the frames' words begin and end."""
        acts = [one for one in triggers if one[2].form == "active"]
        self.next_subjects = frozenset(n - 1 for n, _, _ in acts if self._begins_clause(n - 1))
        if len({frame.act for _, _, frame in triggers}) < 2:
            acts = []
        is_joined = self.scene.is_joined_in_headline
        self.joined_verbs = [n - 1 for n, _, _ in acts if self.scene.is_(n - 1, "and") or is_joined(n)]
        self.ends_before = [n for _, n, _ in acts if self.scene.is_(n, "and")]
        if self.lexicon.written.subject[0] == "first":
            commas = (self._comma_behind(n) for _, n, _ in acts)
            self.scene.next_clauses = frozenset(n for n in commas if n and self._has_next_subject(n + 1))
            self.ends_before += self.scene.next_clauses

    def _comma_behind(self, end: int) -> int:
        """Return where a comma ends the clause of a last verb, behind what may still belong to it; 0 for none."""
        for at in range(end, min(end + TAIL, len(self.line))):
            if self.scene.is_comma(at):
                return at
            if self.line[at].kind != WORD or self.scene.is_(at, "and", "breaks", "that"):
                return 0
        return 0

    def _has_next_subject(self, at: int) -> bool:
        """Tell whether a clause begins with a subject of its own: ... saldırıyı üstlendi, SDG iddiaları reddetti."""
        while self.scene.is_(at, "fillers", "articles", "also"):
            at += 1
        if self.scene.is_(at, "relatives", "breaks", "that"):
            return False
        stop = min(at + HEAD, len(self.line))
        name = next((n for n in range(at, stop) if self.line[n].kind in (GROUP, VOICE)), None)
        before = range(at, stop if name is None else name)
        if name is None or not all(
            self.scene.is_(n, "collectives", "roles", "own", "articles") for n in before
        ):
            return any(self.scene.is_(n, "others") for n in before[:3])
        behind = name + 1
        return not self.scene.is_apostrophe(behind) and not self.scene.is_(
            behind, "accused_mark", "object_mark", "genitive"
        )

    def _begins_clause(self, name: int) -> bool:
        """Tell whether a place is a group's name behind a comma and a word such as and; in Chinese, behind a comma."""
        at = name - 1
        while at > 0 and self.scene.is_(at, "articles"):
            at -= 1
        is_named = name > 1 and self.line[name].kind in (GROUP, VOICE)
        if is_named and self.lexicon.language == "zh":
            return self.scene.is_comma(at) and self.line[at].text != "、"
        return is_named and self.scene.is_(at, "and") and self.scene.is_comma(at - 1)

    def about(
        self, frame: Frame, speaker: Speaker, side: str, start: int, end: int, told: Sequence[Attribution]
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
            and not self._is_of_speaker(speaker, at)
            and not (at in self.next_subjects and self._is_apart(end, at))
            and not is_beside(at, frame, start, self.scene)
            and not is_sufferer(at, frame, speaker, (start, end), self.scene)
        ]
        if frame.about == "object":
            if frame.until:
                ends = (n for n in range(start + 1, high) if self.scene.is_(n, frame.until))
                stop = next((n for n in ends if not self._is_of_theirs(n)), high)
                names = [at for at in names if at < max(stop, end)]
            names = self._object(frame, names, start, end, side) or self._meant(
                frame, speaker, start, end, side
            )
        if not names and frame.act == "deny":
            names = self._meant_by_such(speaker, end, high) or self._who_claimed(speaker, side)
        about = {self.line[at].group for at in names} - set(speaker.by)
        own = range(speaker.start, speaker.end)
        if not about and frame.act == "pledge" and self._swears_to_theirs(start, high):
            return self._others_before(speaker, start) or about
        denies = not about and frame.act == "deny" and frame.about == "rest"
        if denies and any(self.scene.is_(at, "unnamed") for at in range(end, high) if at not in own):
            if other := self._only_other_before(speaker):
                return {other}
            return None if self._may_mean_another(speaker) else about
        return about

    def _who_claimed(self, speaker: Speaker, side: str) -> list[int]:
        """Return the only group named before a clause that tells of it all: X said it hit a ship, a claim Y denied."""
        is_other = speaker.by == (OTHER,) and side in ("left", "right", "relative")
        pointer = next((n for n in range(speaker.start - 1, -1, -1) if self.scene.is_(n, "claimed")), -1)
        begin = pointer
        while self.scene.is_(begin - 1, "claimed"):
            begin -= 1
        is_near = begin > 0 and speaker.start - pointer <= APART and self.scene.is_comma(begin - 1)
        if not (is_other and is_near):
            return []
        before = [n for n in range(begin) if self.line[n].kind in (GROUP, VOICE)]
        return before[:1] if len({self.line[n].group for n in before}) == 1 else []

    def _swears_to_theirs(self, start: int, high: int) -> bool:
        """Tell whether an oath is sworn to who is only called a group: pledged obedience to the network's emir."""
        scene = self.scene
        return scene.has(start, high, "oath") and scene.has(start, high, "unnamed")

    def _others_before(self, speaker: Speaker, start: int) -> set[str]:
        """Return the only other group that is named before a place."""
        named = {one.group for one in self.line[:start] if one.kind in (GROUP, VOICE)} - set(speaker.by)
        return named if len(named) == 1 else set()

    def _may_mean_another(self, speaker: Speaker) -> bool:
        """Tell whether the group may be another than who speaks: one is named here, or the text has begun before."""
        named = {one.group for one in self.line if one.kind in (GROUP, VOICE)}
        before = self.state.subject
        return named != {speaker.group} or not (
            self.span[0] == 0 or (before and before.group == speaker.group)
        )

    def _only_other_before(self, speaker: Speaker) -> str | None:
        """Return the group that "the group" means where a spokesman denies it, whose own group is not named.

        accuses Hamas of the attack, while Zabihullah Mujahid denied that the group was there
        """
        named = {one.group for one in self.line if one.kind == GROUP}
        before = {one.group for one in self.line[: speaker.start] if one.kind == GROUP}
        is_voice = any(self.line[n].kind == VOICE for n in range(speaker.start, speaker.end))
        is_sure = is_voice and len(before) == 1 and named == before and speaker.group not in named
        return before.pop() if is_sure else None

    def _content_of(
        self, frame: Frame, speaker: Speaker, side: str, start: int, end: int, told: Sequence[Attribution]
    ) -> tuple[int, int]:
        line, scene = self.line, self.scene
        if side == "content" and frame.about != "all":
            around = self.told_by(told, start, end)
            low, high = (around.start, around.end) if around else (0, len(line))
            while low < start and any(scene.is_(n, "ends") or line[n].text == ";" for n in range(low, start)):
                low += 1
        elif frame.about == "all":
            low, high = 0, len(line)
        elif side == "left" or side == "noun":
            low, high = start, len(line)
        elif side == "relative":
            low = speaker.end
            high = next((n for n in range(end, len(line)) if scene.is_comma(n)), len(line))
        else:
            low, high = 0, len(line)
            low = next(
                (n for n in range(start - 1, -1, -1) if line[n].text in ".;:!?" or scene.is_(n, "ends")), 0
            )
        if side == "first":
            low = max([low, *(n for n in self.ends_before if n <= start)])
            named = any(line[n].kind in (GROUP, VOICE) for n in range(max(low, speaker.end), start))
            if named and scene.is_comma(end) and not scene.is_(end + 1, "that", "relatives"):
                high = end  # X put Hezbollah on its list, and condemned Hamas
        stop = next(
            (n for n in range(end, high) if line[n].text == ";" or scene.is_(n, "ends", "ends_behind")), high
        )
        if side == "left":
            joined = (n for n in self.joined_verbs if n > end)
            stop = min(stop, next(joined, stop))
        return low, stop

    def _is_of_speaker(self, speaker: Speaker, at: int) -> bool:
        """Tell whether a name only says whose the speaker is: the Persian for the Quds Force of the IRGC."""
        return (
            self.lexicon.language == "fa"
            and at == speaker.end
            and bool(speaker.group)
            and not self.scene.is_(at + 1, "not_subject")
        )

    def _aside(self, at: int) -> bool:
        """Tell whether a place is in brackets: what stands there is the narrator's background."""
        opened = next((n for n in range(at, max(-1, at - 25), -1) if self.line[n].text in "()[]"), None)
        return opened is not None and self.line[opened].text in "(["

    def _is_apart(self, end: int, at: int) -> bool:
        """Tell whether a place stands behind an act's words, and no word such as that makes it part of the content."""
        return at >= end and not any(self.scene.is_(n, "that") for n in range(end, at))

    def _meant_by_such(self, speaker: Speaker, end: int, high: int) -> list[int]:
        """Return the only other group named before, to which a word such as such points back: denied any such tie."""
        if not any(self.scene.is_(n, "backward") for n in range(end, high)):
            return []
        own = set(speaker.by)
        before = [
            n
            for n in range(speaker.end, end)
            if self.line[n].kind in (GROUP, VOICE) and self.line[n].group not in own
        ]
        return before if len({self.line[n].group for n in before}) == 1 else []

    def _meant(self, frame: Frame, speaker: Speaker, start: int, end: int, side: str) -> list[int]:
        """Return the only group named before, where a pronoun or a relative clause has it for its object.

        had blamed them for it; le ministre l'accuse; Boko Haram, which the army blames for it
        """
        scene = self.scene
        if frame.form != "active" or side not in ("left", "first", "relative"):
            return []
        relative = speaker.start - 1
        while scene.is_(relative, "articles") and not scene.is_(relative, "relatives"):
            relative -= 1
        if side == "left" and scene.is_(relative, "relatives") and not scene.is_comma(relative):
            if frame.act == "designate":
                return []  # the Quds Force, which the United States has listed, ...: background
            last = relative - 1 - scene.is_comma(relative - 1)
            if last >= 0 and self.line[last].kind in (GROUP, VOICE):
                return [last]
        own = range(speaker.end, end) if side == "first" else range(start + 1, end + 1)
        if not scene.is_(start - 1, "clitics") and not any(scene.is_(n, "objects") for n in own):
            return []
        before = [n for n in range(speaker.start) if self.line[n].kind in (GROUP, VOICE)]
        return before[-1:] if len({self.line[n].group for n in before}) == 1 else []

    def _is_of_theirs(self, at: int) -> bool:
        """Tell whether a word such as of joins a band to the group's name: a las disidencias de las FARC."""
        if not self.scene.is_(at, "of") or not self.scene.is_(at - 1, "collectives", "roles"):
            return False
        behind = at + 1
        while self.scene.is_(behind, "articles"):
            behind += 1
        return behind < len(self.line) and self.line[behind].kind in (GROUP, VOICE)

    def _whom_onto(self, frame: Frame, chosen: list[int], start: int) -> list[int]:
        """Return those that a deed is laid on, which another suffered: blamed the attack on the Taliban on IS.

        Not where a name is the verb's own object: blamed the Taliban.
        """
        if frame.act != "blame" or "onto" not in self.lexicon.written.words or len(chosen) < 2:
            return chosen
        small = ("articles", "collectives", "roles", "own", "fillers", "onto", "and", "former")
        if all(self.scene.is_(n, *small) for n in range(start + 1, chosen[0])):
            return chosen
        laid = [n for n in chosen[1:] if self._is_behind_onto(n)]
        return [n for n in chosen if n >= laid[-1]] if laid else chosen

    def _is_behind_onto(self, name: int) -> bool:
        at = name - 1
        while self.scene.is_(at, "articles", "collectives", "own") and not self.scene.is_(at, "onto"):
            at -= 1
        return self.scene.is_(at, "onto")

    def _last_objects(self, before: list[int]) -> list[int]:
        """Return the objects of a verb that stands last: the last name, and those joined to it or in its case."""
        kept = before[-1:]
        for at in reversed(before[:-1]):
            between = range(at + 1, kept[0])
            joined = any(self.scene.is_(n, "and") for n in between) and all(
                self.scene.is_(n, "and", "articles", "collectives", "not_subject")
                or self.scene.is_comma(n)
                or self.scene.is_apostrophe(n)
                for n in between
            )
            if joined or (self._is_accusative(at) and self._is_accusative(kept[0])):
                kept.insert(0, at)
            else:
                break
        return kept

    def _is_accusative(self, at: int) -> bool:
        return self.scene.is_apostrophe(at + 1) and self.scene.is_(at + 2, "accusative")

    def _object(self, frame: Frame, names: list[int], start: int, end: int, side: str) -> list[int]:
        inside = [at for at in names if start <= at < end]
        behind = [at for at in names if at >= start]
        before = [at for at in names if at < start]
        if side == "first" and names:  # its verb ends a clause: behind it stands another's object
            return inside or self._last_objects(before) or names[-1:]
        if (
            frame.act == "blame"
            and side == "passive"
            and inside
            and self.scene.is_(start + 1, "prepositions")
        ):
            return inside  # the attack on Hamas was blamed on al-Qaeda by Israel
        chosen = (
            behind
            if side in ("left", "noun", "content", "relative")
            or (behind and not before)
            or (inside and side == "right")
            else before or behind
        )
        if side in ("passive", "first") and before:
            chosen = before
        if not chosen:
            return []
        chosen = self._whom_onto(frame, chosen, start)
        kept = [chosen[0]]
        for at in chosen[1:]:
            between = range(kept[-1] + 1, at)
            linked: tuple[str, ...] = ("and", "articles", "collectives")
            if any(self.scene.is_(n, "and") for n in between):
                linked = (*linked, "prepositions")  # a Hezbolá y a la Guardia Revolucionaria
            if self._is_of_and(between) or (
                len(between) <= 4
                and all(self.scene.is_(n, *linked) or self.scene.is_comma(n) for n in between)
            ):
                kept.append(at)
        return kept

    def _is_of_and(self, between: range) -> bool:
        """Tell whether the first of two names only says whose people are joined to the other: X's financiers and Y."""
        scene = self.scene
        behind = next((n for n in between if not (scene.is_apostrophe(n) or self.line[n].text == "s")), 0)
        own = [n for n in range(behind, between.stop) if not scene.is_(n, "and", "articles")]
        is_joined = scene.is_(between.stop - 1, "and") or scene.is_(between.stop - 2, "and")
        is_genitive = len(between) > 0 and scene.is_apostrophe(between[0])
        return is_genitive and is_joined and len(own) <= 2 and all(self.line[n].kind == WORD for n in own)
