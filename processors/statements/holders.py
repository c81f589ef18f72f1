"""Whose a deed, a claim or a denial is: by whom it was done, whose noun it is, whose participle follows."""

from collections.abc import Sequence

from processors.statements.about import Concerned
from processors.statements.frames import Frame
from processors.statements.lines import GROUP, VOICE
from processors.statements.phrases import OTHER, QUOTES, UNKNOWN, Speaker
from processors.statements.sources import HEAD
from processors.statements.told import Attribution

_LETTER = 3
"""Words at a headline's head among which a letter or poem to a group is the headline's subject."""
_GENITIVE = frozenset(("'", "’", "s"))
_BY_BEHIND = frozenset(("hi", "ps", "tr", "ur"))
"""Languages whose word for by stands behind its noun."""


class Holders(Concerned):
    """A sentence in which holders are looked for."""

    def agent(self, start: int, end: int) -> Speaker | None:
        """Return by whom something was done: unknown where no word such as by says so."""
        scene, line = self.scene, self.line
        by = max((n for n in range(start, min(end + 1, len(line))) if scene.is_(n, "by")), default=-1)
        if by < 0:
            return Speaker((UNKNOWN,), start, start)
        if by + 2 == end and self.lexicon.language == "zh":  # the verb stands right behind: nobody is named
            return Speaker((UNKNOWN,), start, start)
        if self.lexicon.language in _BY_BEHIND and (other := self._other_before_by(by)):
            return other
        if self.lexicon.written.subject[0] == "first":
            name = next((n for n in range(by - 1, start - 1, -1) if line[n].kind in (GROUP, VOICE)), None)
            return scene.phrase(name, name + 1) if name is not None else None
        while scene.is_(by + 1, "by"):
            by += 1
        return scene.right(by + 1)

    def _other_before_by(self, by: int) -> Speaker | None:
        """Return somebody else who stands right before a word such as by, in a language that has it behind him."""
        while self.scene.is_(by - 1, "by"):
            by -= 1
        if self.line[by - 1].kind in (GROUP, VOICE) or not self.scene.is_(by - 1, "others"):
            return None
        return Speaker((OTHER,), by - 1, by, name=self.scene.span(by - 1, by))

    def holder(self, frame: Frame, start: int, end: int) -> Speaker | None:
        """Return whose denial, claim ... it is: by a group's name among the words, a genitive, or by."""
        line, scene = self.line, self.scene
        if scene.is_(start, "orders") and not self._opens(start):
            return None
        if frame.needs == "other" and (other := self._addressing(start, end)):
            return other
        inside = next((n for n in range(start, end) if line[n].kind in (GROUP, VOICE)), None)
        if inside is not None and frame.needs != "other":
            if self.scene.has(inside - 2, inside + 2, "former"):
                return None
            return scene.phrase(inside, inside + 1)
        if frame.needs == "other" and scene.is_(start, "others"):  # a headline of Urdu: Pakistan's demand
            return Speaker((OTHER,), start, start + 1, name=scene.span(start, start + 1))
        before = start
        while before > 0 and (
            scene.is_(before - 1, "fillers", "adjectives") or line[before - 1].text in _GENITIVE
        ):
            before -= 1
        if before > 0 and any(line[n].text in "'’" for n in range(before, start)):
            begin = before
            while begin > 0 and before - begin < 8 and not scene.is_boundary(begin - 1):
                begin -= 1
            return scene.phrase(self._own_article(begin, before), before)
        return self._holder_behind(end)

    def _opens(self, at: int) -> bool:
        """Tell whether a place begins the sentence, or what is quoted at its head."""
        return at == 0 or (at == 1 and self.line[0].text in QUOTES)

    def _addressing(self, start: int, end: int) -> Speaker | None:
        """Return who tells a group what to do, or accuses it beside its name, in the words at [start:end].

        UN chief to Taliban: let ...; Lay down arms, the premier tells Hezbollah; Le Hamas, accuse le ministre, a ...
        """
        line, scene = self.line, self.scene
        commas = [n for n in range(start, end) if scene.is_comma(n)]
        if line[start].kind == GROUP and len(commas) > 1 and commas[0] == start + 1:
            found = scene.right(start + 3) or scene.right(start + 4)
        elif any(line[n].text == ":" for n in range(start, end)) and 0 < start <= HEAD:
            if any(scene.is_(n, "letters") for n in range(min(start, _LETTER))):
                return None  # An open letter to ISIS: stop ...: nobody is told to write it
            found = scene.phrase(0, start - 2 if scene.is_apostrophe(start - 2) else start)
        elif commas:
            verb = next((n for n in range(end - 1, commas[-1], -1) if scene.is_(n, "says", "genitive")), 0)
            found = scene.phrase(commas[-1] + 1, verb) if verb else None
        else:
            return None
        return found if found and found.by == (OTHER,) else None

    def _own_article(self, begin: int, end: int) -> int:
        """Return where the last article of a phrase stands that a word such as of does not join to the words before."""
        joints = ("of", "prepositions", "and", "articles")
        own = (n for n in range(end - 1, begin, -1) if self.scene.is_(n, "articles"))
        return next((n for n in own if not self.scene.is_(n - 1, *joints)), begin)

    def _holder_behind(self, end: int) -> Speaker | None:
        by = next((n for n in range(end, min(end + 4, len(self.line))) if self.scene.is_(n, "by")), end)
        if self.scene.is_(by + 1, "possessives"):
            return None
        if (of := next((n for n in (end - 1, end) if self.scene.is_(n, "holder")), None)) is not None:
            found = self.scene.right(of + 1)
            return found if found and found.group else None
        for at in range(end - 1, min(end + 4, len(self.line))):
            if self.scene.is_(at, "by"):
                return self.scene.right(at + 1)
            if at >= end and self.scene.is_boundary(at) and not self.scene.is_comma(at):
                return None
        return None

    def only_speaker(self, told: Sequence[Attribution]) -> Speaker | None:
        """Return who alone is said in this sentence to have said something."""
        speakers = {one.speaker.by: one.speaker for one in told if one.speaker}
        return next(iter(speakers.values())) if len(speakers) == 1 else None

    def main(self, start: int) -> Speaker | None:
        """Return the group that the sentence begins with, whose participle follows: Hezbollah fired, threatening."""
        head = self._head_subject()
        if head is None or self.scene.is_(head.end, "be"):
            return None
        between = range(head.end, start)
        named = any(self.line[n].kind in (GROUP, VOICE) and self.line[n].group != head.group for n in between)
        other = any(self.scene.is_(n, "breaks", "relatives", "says", "that") for n in between)
        return None if named or other else head
