"""On which side of its verb a subject stands, by the order of the language."""

from processors.statements.lines import GROUP, VOICE
from processors.statements.offices import (
    band,
    before_object,
    begins_another,
    behind_marked,
    behind_verb,
    is_inserted,
    is_oblique,
    is_of_office,
    led_by,
    may_be_object,
    office_of_state,
)
from processors.statements.phrases import HARD, MAX_PHRASE, NAMES, OTHER, QUOTES, UNKNOWN, Speaker
from processors.statements.sources import HEAD
from processors.statements.uncased import Uncased

_GENITIVE = frozenset(("'", "’", "s"))
AGO = 20
"""Tokens before a word such as and in which the first of two subjects stands."""


class Scene(Uncased):
    """A sentence in which subjects are looked for."""

    next_clauses: frozenset[int] = frozenset()
    """Where commas stand, behind a verb that stands last, before a clause with a subject of its own."""

    # Phrases that end before a place

    def left(self, at: int) -> Speaker | None:
        """Return the subject whose phrase ends before the verb at `at`."""
        end = self._skip_back(at)
        if end < 1:
            return None
        if self.is_comma(end - 1):
            return self._around_apposition(end - 1)
        begin = self._begin(end)
        if is_oblique(begin, end, self):
            return None
        told = self.lexicon.length("claimed", self.line, begin)  # a charge the Afghan government denies
        return self.phrase(begin + told if begin + told < end else begin, end)

    def _skip_back(self, end: int) -> int:
        while end > 0:
            if self.line[end - 1].text in ")]":
                opened = next((n for n in range(end - 2, -1, -1) if self.line[n].text in "(["), None)
                if opened is None:
                    return end
                end = opened
            elif self.is_(end - 1, "fillers", "not", "doubt", "also", "certain"):
                end -= 1
            else:
                return end
        return end

    def _begin(self, end: int) -> int:
        begin = end
        while begin > 0 and end - begin < MAX_PHRASE and not self.is_boundary(begin - 1):
            begin -= 1
        return begin

    def _around_apposition(self, comma: int) -> Speaker | None:
        first = next((n for n in range(comma - 1, max(-1, comma - 22), -1) if self.is_comma(n)), None)
        if first is None or any(self.line[n].text in HARD for n in range(first, comma)):
            return None
        begin, end = self._begin(self._skip_back(first)), self._skip_back(first)
        outer = self.phrase(begin, end)
        if outer and outer.group:
            return outer
        inner = self.phrase(first + 1, comma)
        if inner and inner.group and self._is_described(begin, end):
            return inner
        if led := led_by(first + 1, comma, self) if outer and outer.by == (OTHER,) else None:
            return Speaker(led.by, begin, comma, is_person=True, name=self.span(begin, end))
        if theirs := self._members_of(begin, end, first + 1, comma):
            return Speaker((theirs,), begin, comma, is_person=True, name=self.span(begin, end))
        if outer and inner and inner.group and inner.is_person and not self.has(first, comma, "relatives"):
            name = self.span(outer.start, outer.end)
            return Speaker(inner.by, outer.start, comma, is_person=True, name=name)
        return outer

    def _members_of(self, begin: int, end: int, inner: int, high: int) -> str | None:
        """Return whose people a phrase tells of by what stands behind it: The kidnappers, members of Hamas, ..."""
        own = range(begin, end)
        is_plain = not any(self.is_(n, "former", "prepositions", "of", "others") for n in own)
        names = {self.line[n].group for n in range(inner, high) if self.line[n].kind in NAMES}
        if not (self.is_(inner, "members") and self.is_(begin, "articles") and 0 < len(own) < 4 and is_plain):
            return None
        is_theirs = self.line[
            high - 1
        ].kind in NAMES and all(  # not of Hezbollah FC, of a club that studies Hamas
            self.is_(n, "members", "of", "articles", "collectives") for n in range(inner, high - 1)
        )
        return names.pop() if len(names) == 1 and is_theirs else None

    def _is_described(self, begin: int, end: int) -> bool:
        """Tell whether a phrase ends in a word for a band, whose name follows: Kabul's new rulers, the Taliban, ..."""
        own = range(begin, end)
        rival = self.is_(begin, "possessives") and self.is_(
            end - 1, "former"
        )  # Its rival, the Islamic State, ...
        return rival or (
            self.is_(end - 1, "collectives") and not any(self.is_(n, "former", "prepositions") for n in own)
        )

    # Phrases that begin at a place

    def right(self, at: int) -> Speaker | None:
        """Return the subject whose phrase begins at `at`, behind the verb or a word such as by."""
        if not self.cased:
            return office_of_state(at, self) or self.right_uncased(at)
        begin = at
        while begin < len(self.line) and self.is_(begin, "fillers", "articles", "also"):
            if thing := self.thing_at(begin):
                return thing
            begin += 1
        end = self._end(begin)
        while end > begin and (self.is_(end - 1, "of", "articles", "and", "prepositions")):
            end -= 1
        if end <= begin:
            return None
        found = self.phrase(begin, end)
        if found and found.by == (OTHER,) and self.is_comma(end):
            stop = next(
                (n for n in range(end + 1, min(end + 12, len(self.line))) if self.is_boundary(n)), end + 1
            )
            inner = self.phrase(end + 1, min(stop, len(self.line)))
            if self.has(end + 1, stop, "be") or self._opens_with_state(end + 1):
                inner = None  # According to prosecutors, the man was a member of Hezbollah
            if inner and inner.group and inner.is_person:
                return Speaker(inner.by, begin, stop, is_person=True, name=self.span(begin, end))
        return found

    def _opens_with_state(self, at: int) -> bool:
        """Tell whether a clause begins with a state: According to Bamako, Algeria shelters leaders of JNIM."""
        while self.is_(at, "articles"):
            at += 1
        return self.is_(at, "states")

    def _end(self, begin: int) -> int:
        """Return where a phrase ends that begins at `begin`: before what is no part of any."""
        end, loose, named = begin, 0, False
        while end < len(self.line) and end - begin < MAX_PHRASE and not self.is_boundary(end):
            token = self.line[end]
            if self.is_(end, "auxiliaries") or begins_another(
                begin, end, self
            ):  # machte der Kreml den ...: the article is the object's
                break
            if token.kind in NAMES and self.is_tied(end):  # by the al-Qaeda-linked al-Shabaab
                end = next(n for n in range(end + 1, len(self.line)) if self.line[n].kind in NAMES)
                continue
            if token.kind in NAMES:
                role = any(self.is_(n, "roles") for n in range(begin, end))
                if named and not role and not self.is_(end - 1, "and"):
                    break
                named = True
            elif not self._may_belong(end):
                if self.is_(end, "prepositions", "not", "fillers") or named or loose == 2:
                    break
                loose += 1
            end += 1
        return end

    def _may_belong(self, at: int) -> bool:
        token = self.line[at]
        known = self.is_(at, "roles", "collectives", "own", "others", "of", "articles", "and")
        other = self.is_(at, "prepositions", "not", "fillers")
        return known or token.text in _GENITIVE or (token.capital and not other)

    # The first phrase of a clause, for languages whose verb stands last

    def first(self, at: int) -> Speaker | None:
        """Return the subject at the head of the clause whose verb stands at `at`."""
        begin = self._late_head(self.behind_source(self.clause(at), at), at)
        if found := self.office_at(begin, at):
            return found
        for n in range(begin, at):
            if self.is_(n, "nobody"):
                return Speaker((UNKNOWN,), begin, n + 1, is_nobody=True)
            if self.line[n].kind in NAMES:
                if found := self._first_named(begin, n, at):
                    return found
            elif self._is_other(n, begin, at):
                own = behind_marked(begin, n, self)
                while self.is_comma(own):
                    own += 1
                return Speaker((OTHER,), own, n + 1, name=self.span(own, n + 1))
            elif found := band(n, at, self):
                return found
        if self.lexicon.length("persons", self.line, begin) or self.lexicon.length(
            "things", self.line, begin
        ):
            return self.referred_at(begin)
        bare = (
            at > 1 and self.cased and self.line[at - 1].kind == GROUP and self.line[at - 2].kind not in NAMES
        )
        return before_object(begin, at, self) or (self.phrase(at - 1, at) if bare else None)

    def _is_other(self, n: int, begin: int, at: int) -> bool:
        """Tell whether somebody else is the subject; not the defence ministry of a group, or what stands behind it."""
        if not self.is_(n, "others") or not self._is_marked(n + 1, at) or self.is_(n - 1, "prepositions"):
            return False
        if self.cased and n + 1 < at and self.line[n + 1].text in ("'", "’"):
            return False  # Turkish: what has a case of its own is no subject
        if self.is_(n, "roles", "former"):
            return is_of_office(begin, n, at, self._marker(n + 1, at), self)
        if n > begin and self.line[n - 1].kind in NAMES:
            return False
        if (stop := self._marker(n + 1, at)) is not None and not self.cased:
            between = range(n + 1, stop)
            if any(self.is_(m, "not_subject") or self.line[m].kind in NAMES for m in between):
                return False
        behind = n + 1
        while behind < at and self.is_(behind, "own"):
            behind += 1
        return not (behind > n + 1 and behind < at and self.line[behind].kind in NAMES)

    def _is_marked(self, at: int, high: int) -> bool:
        """Tell whether the mark of a subject follows, or the language has none."""
        return "after_subject" not in self.lexicon.written.words or self._marker(at, high) is not None

    def clause(self, at: int) -> int:
        """Return where the clause begins; what is quoted in it is passed over."""
        begin = at
        while begin > 0:
            if self.line[begin - 1].text in QUOTES:
                opened = next((n for n in range(begin - 2, -1, -1) if self.line[n].text in QUOTES), None)
                if opened is None and not self._is_quoted(at):
                    begin -= (
                        1  # a few words in marks that the verb's own words begin: "düşman propagandası" diye
                    )
                elif not opened:
                    break
                else:
                    begin = opened
            elif self.is_clause_start(begin - 1):
                head = self._before_relative(begin - 1, at)
                if head is None:
                    break
                begin = head
            elif self._is_next_clause(begin - 1, at) or begin - 1 in self.next_clauses:
                break
            elif self.is_(begin - 1, "topic") and not self.is_(begin - 2, "accusative"):
                return self._topic(begin - 1)
            else:
                begin -= 1
        return begin

    def _is_quoted(self, at: int) -> bool:
        return any(start <= self.line[at].start < end for start, end in self.quotes)

    def _topic(self, at: int) -> int:
        """Return where the phrase begins that a word such as Turkish ise, as for, follows: it is a subject."""
        begin = at
        while begin > 0 and at - begin < MAX_PHRASE and not self.is_boundary(begin - 1):
            begin -= 1
        return begin

    def _is_next_clause(self, joint: int, at: int) -> bool:
        """Tell whether a word such as and joins two clauses, of which the second has its own subject."""
        if not self.is_(joint, "and"):
            return False
        if "after_subject" in self.lexicon.written.words:
            own = next(
                (n for n in range(joint + 1, min(joint + HEAD, at)) if self.is_(n, "after_subject")), None
            )
            return own is not None and any(
                self.is_(n, "after_subject") for n in range(max(0, joint - AGO), joint)
            )
        if not self.line[joint - 1].text.endswith(tuple(self.lexicon.written.words.get("verb_ends", ("?",)))):
            return False
        own = next((n for n in range(joint + 1, min(joint + 4, at)) if self.is_(n, "others", "roles")), None)
        return own is not None and not self.is_(own + 1, "not_subject", "genitive")

    def _before_relative(self, pronoun: int, at: int) -> int | None:
        """Return where the name stands of which a clause tells that ends before `at`: Hezbollah, which ..., said."""
        if is_inserted(pronoun, at, self):
            return pronoun
        if not self.is_(pronoun, "relatives") or not any(self.is_comma(n) for n in range(pronoun + 1, at)):
            return None
        while pronoun > 0 and self.is_(pronoun - 1, "relatives"):
            pronoun -= 1
        name = pronoun - 2 if self.is_comma(pronoun - 1) else pronoun - 1
        return name if name >= 0 and self.line[name].kind in NAMES else None

    def _late_head(self, begin: int, at: int) -> int:
        """Return where the clause's subject begins: at the last one that a comma tells from what stands before."""
        names = [n for n in range(begin, at) if self.line[n].kind in NAMES]
        others = (n for n in range(begin, at - 1) if self.is_(n, "others") and n - 1 not in names)
        heads = [n for n in others if self.is_comma(n + 1)]
        return heads[-1] if heads and names and heads[-1] > names[0] and self.cased else begin

    def _marker(self, at: int, high: int) -> int | None:
        return next((n for n in range(at, min(at + 6, high)) if self.is_(n, "after_subject")), None)

    def _first_named(self, begin: int, n: int, high: int) -> Speaker | None:
        """Return the group named at `n` where it is a subject by what stands before and behind it."""
        if not self._may_begin(begin, n, high):
            return None
        end, genitive = self._behind(n, high)
        role = any(self.is_(m, "roles") for m in (*range(max(begin, n - 3), n), *range(n + 1, end)))
        if genitive or (self.is_(end, "not_subject") and not self.is_(end, "after_subject")):
            return None
        if self.cased and not role and self.line[n].kind == GROUP and self._is_surname(end, high):
            return None
        relative = end > n + 1 and self.is_comma(end - 1)
        far = min(high, end + 2 if relative else n + (9 if role else 4))
        stop = self._marker(end if relative else n + 1, far)
        if not self._is_marked(end if relative else n + 1, far) or (
            stop is not None and any(self.is_(m, "not_subject", "others") for m in range(end, stop))
        ):
            return None
        name_end = stop if stop is not None else end
        while stop is None and role and name_end < high and self.line[name_end].capital and self.cased:
            if self.line[name_end + 1].text in _GENITIVE:
                break  # Hamas sözcüsü İsrail'i tehdit etti
            name_end += 1
        voice = self.line[n].kind == VOICE
        name = self.span(n, n + 1) if voice else self.span(n, name_end)
        return Speaker((self.line[n].group,), n, name_end, is_person=role or voice, name=name)

    def _is_surname(self, at: int, high: int) -> bool:
        """Tell whether a name behind a group's makes a person of both: Hamas Yılmaz; not Hamas Riyad'ı, with a case."""
        if at >= high or not self.line[at].capital or self.is_(at, "others"):
            return False
        return not (at + 1 < high and self.line[at + 1].text in _GENITIVE)

    def _may_begin(self, begin: int, n: int, high: int) -> bool:
        stop = next((m for m in range(n + 1, min(n + 3, high)) if self.is_comma(m)), min(n + 3, high))
        if any(self.is_(m, "former") for m in range(max(begin, n - 3), stop)):
            return False
        if self._head(max(begin, n - 3), n) is None:
            return False
        if self.cased:
            return not any(self.is_comma(m) for m in range(begin, n))
        before = ("roles", "collectives", "fillers", "articles", "and", "own", "also")
        return n == begin or self.is_(n - 1, *before) or self.is_comma(n - 1)

    def _behind(self, n: int, high: int) -> tuple[int, bool]:
        """Return where what belongs to a group's name ends, and whether that is the mark of a genitive."""
        end, genitive = n + 1, False
        if end < high and self.line[end].text in ("'", "’"):
            end += 1
        if self.is_(end, "relatives") or (self.is_comma(end) and self.is_(end + 1, "relatives")):
            return next((m + 1 for m in range(end + 2, high) if self.is_comma(m)), end), False
        while end < high and self.is_(end, "genitive", "roles", "own", "collectives"):
            genitive = self.is_(end, "genitive")
            end += 1
            if (
                genitive and self.is_(end + 1, "roles") and end + 1 < high and not self.is_(end, "former")
            ):  # the group's new leader
                end += 1
        return end, genitive

    def _has_head(self, start: int) -> bool:
        """Tell whether a phrase stands before a verb that may be its subject, and is not sure."""
        end = self._skip_back(start)
        begin = self._begin(end)
        if is_oblique(begin, end, self):
            return False
        while begin < end and self.is_(begin, "articles"):
            begin += (
                1  # Die Verantwortung übernahm: the article is the noun's, which is part of the frame's words
            )
        return begin < end and not self.is_(begin, "prepositions", "fillers", "also")

    # By the language's order

    def subject(self, start: int, end: int) -> tuple[Speaker | None, str]:
        """Return the subject of a verb at [start:end], and on which side it stands."""
        for side in self.lexicon.written.subject:
            if side == "right":
                found = self._right_of(start, end)
            else:
                found = self.left(start) if side == "left" else self.first(start)
            if found and not (side == "right" and self.cased and self._has_head(start)):
                return found, side
        return None, ""

    def _right_of(self, start: int, end: int) -> Speaker | None:
        """Return the subject behind a verb at [start:end]; there stands whom they blame where no subject is named."""
        if self.is_(start, "of_them"):
            return None
        for verb in behind_verb(start, end, self):
            found = self.right(verb)
            if found and (self.is_(start, "says") or not may_be_object(found, verb, self)):
                return found
        return None
