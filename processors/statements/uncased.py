"""A subject behind its verb where no capitals tell names, as in Arabic."""

from processors.statements.lines import VOICE
from processors.statements.offices import stranger
from processors.statements.phrases import NAMES, OTHER, Speaker
from processors.statements.sources import Sources


class Uncased(Sources):
    """A sentence in which subjects are looked for by their words alone."""

    def right_uncased(self, at: int) -> Speaker | None:
        """Do the same where no capitals tell names: a group's name ends the phrase, or what begins the next."""
        begin = at
        while self.is_(begin, "fillers", "also"):
            begin += 1
        if found := self._unnamed_at(begin):
            return found
        end, role, other = begin, False, False
        while end < len(self.line) and end - begin < 10 and not self.is_boundary(end):
            token = self.line[end]
            if token.kind in NAMES:
                if other:
                    break
                return self._with_name(begin, end, role=role)
            if other and (self.is_(end, "collectives", "roles", "prepositions") or end - begin > 4):
                break
            if self.is_(end, "roles", "collectives", "own", "articles", "of") or (
                role and self._is_within(end)
            ):
                other = other or self.is_(end, "heads")
                role = role or (self.is_(end, "roles") and not other)
                other = other or self._is_of_others(end, role=role) or self._is_state_alone(begin, end)
            elif self.is_(end, "others"):
                other = True
            elif not other:
                return stranger(begin, end, self)
            end += 1
        return Speaker((OTHER,), begin, end, name=self.span(begin, end)) if other and end > begin else None

    def _unnamed_at(self, begin: int) -> Speaker | None:
        """Return the group for which a word stands behind the verb, or its office: الحركة, متحدث باسم الحركة."""
        n = self.lexicon.length("unnamed", self.line, begin)
        found = self.referred("things", begin, begin + n) if n else None
        return found or self.office_at(begin, len(self.line))

    def _is_within(self, at: int) -> bool:
        """Tell whether a word such as in joins an office to a group's name: المكتب الإعلامي في حركة حماس."""
        name = at + 1
        while self.is_(name, "collectives"):
            name += 1
        return self.is_(at, "within") and name < len(self.line) and self.line[name].kind in NAMES

    def _is_state_alone(self, begin: int, at: int) -> bool:
        """Tell whether a state's name is the subject itself, with which other phrases only say who is backed."""
        return at == begin and self.is_(at, "states") and not self.is_(at + 1, "and", "roles", "collectives")

    def _is_of_others(self, at: int, *, role: bool) -> bool:
        """Tell whether a word tells that no group's office is meant: a minister of Iran."""
        if self.is_(at, "states") and self.is_(at - 1, "roles", "own"):
            return True
        return self.is_(at, "others") and not role and not self.is_(at, "collectives")

    def _with_name(self, begin: int, last: int, *, role: bool) -> Speaker | None:
        before = self.line[last].before
        is_of = before and self.is_prefix(before) and not role and not self.is_(begin - 1, "roles")
        if is_of or any(self.is_(n, "former") for n in range(begin, last + 2)):
            return None  # not of جاء في بيان لتنظيم القاعدة, whose statement it is
        end = last + 1
        while role and end < len(self.line) and end - last < 4 and not self.is_boundary(end):
            if self.line[end].kind == VOICE:
                return Speaker(
                    (self.line[last].group,), begin, end + 1, is_person=True, name=self.span(end, end + 1)
                )
            end += 1
        end = last + 1
        voice = self.line[last].kind == VOICE
        return Speaker(
            (self.line[last].group,),
            begin,
            end,
            is_person=role or voice,
            name=self.span(last if voice else begin, end),
        )
