"""A subject that does not stand beside its verb: before a relative clause, before another verb, or at a clause's head.

The words are classes of a language's file of frames; a language without such a class has no such clause:
`relatives` (which, qui), `clefts` (it was ... that), `participles_of` (participles that agree with the name before
them, as in Russian), `prenominal` (those that stand before their subject), `nominalised` (verbs whose subject stands
in the genitive), `and_verb` (what joins verbs, where it is not `and`), `auxiliaries` (behind which a verb may stand
last), `verb_ends` (endings of verbs).
"""

from processors.statements.headlines import is_small_verb, may_share_subject
from processors.statements.lines import MARK
from processors.statements.phrases import HARD, NAMES, OTHER, Speaker
from processors.statements.sources import HEAD
from processors.statements.speakers import Scene

CLAUSE = 24
"""Tokens between a clause's head and a verb that belongs to it."""
INSERTED = 6
"""Tokens of an adverbial between commas: and, hours later, threatened."""
_GENITIVE = frozenset(("'", "’"))


class Clauses(Scene):
    """A sentence in which subjects are looked for across its clauses."""

    def main_subject(self, start: int, end: int) -> Speaker | None:
        """Return the group of which a sentence tells behind an adverbial: In a denial on Sunday, Hamas ..."""
        if not self.is_(0, "prepositions") or start > INSERTED or not self.cased:
            return None
        comma = next((n for n in range(end, min(end + CLAUSE, len(self.line))) if self.is_comma(n)), None)
        if comma is None or any(
            self.line[n].kind in NAMES or self.line[n].text in HARD for n in range(comma)
        ):
            return None
        found = self.right(comma + 1)
        return found if found and found.group else None

    def told_of(self, start: int, end: int) -> Speaker | None:
        """Return the group of which a relative clause or a participle with the verb tells."""
        return self._of_relative(start, end) or self._of_participle(start, end)

    # Relative clauses: what they tell is told of the name before them

    def _of_relative(self, start: int, end: int) -> Speaker | None:
        """Return the group of which a relative clause with the verb tells: Hamas, which has denied it."""
        at = self._relative(start, end)
        if at is None:
            return None
        comma = self.is_comma(at - 1)
        found = self._before(at - 1 if comma else at) or (self._other_before(at - 1) if comma else None)
        if found is None or not (comma or self._is_cleft(found) or (not self.cased and not found.is_person)):
            return None
        return Speaker(found.by, found.start, at + 1, is_person=found.is_person, name=found.name)

    def _relative(self, start: int, end: int) -> int | None:
        """Return where the relative pronoun stands that is a verb's subject: beside it, or far from a last one."""
        at = start - 1
        while at > 0 and self.is_(at, "fillers", "not", "also") and not self.is_(at, "relatives"):
            at -= 1
        if self.is_(at, "relatives"):
            return at
        if not self._is_last(end):
            return None
        for n in range(start - 1, max(0, start - CLAUSE), -1):
            if self.line[n].text in HARD or self.is_comma(n):
                return None
            if self.is_(n, "relatives") and (not self.cased or self.is_comma(n - 1)):
                if self.line[n + 1].kind in NAMES or self.is_(n + 1, "others"):
                    return None
                while self.is_(n - 1, "relatives"):
                    n -= 1
                return n
        return None

    def is_of_either(self, start: int, end: int) -> bool:
        """Tell whether a clause begins die Boko Haram ...: the pronoun or the name may be the subject."""
        if not self._is_last(end) or not self.cased:
            return False
        comma = next((n for n in range(start - 1, max(0, start - CLAUSE), -1) if self.is_comma(n)), None)
        if comma is None or not self.is_(comma + 1, "relatives"):
            return False
        name = comma + 2
        return name < start and self.line[name].kind in NAMES and self._skip_back(start) > name + 1

    def _is_last(self, end: int) -> bool:
        """Tell whether a clause ends behind a verb, in a language whose verbs may stand last."""
        if "auxiliaries" not in self.lexicon.written.words:
            return False
        while self.is_(end, "auxiliaries"):
            end += 1
        return end >= len(self.line) or self.line[end].kind == MARK or self.is_(end, "and", "after_subject")

    def _is_cleft(self, found: Speaker) -> bool:
        """Tell whether a name is set before its clause: it was Hamas that ..."""
        return self.is_(found.start, "clefts") or self.is_(found.start - 1, "clefts")

    def _before(self, end: int) -> Speaker | None:
        """Return the group whose name ends the phrase before a place, whatever stands before that phrase."""
        last = next((n for n in range(end - 1, max(-1, end - 5), -1) if self.line[n].kind in NAMES), None)
        if last is None:
            return None
        begin = last
        while begin > 0 and last - begin < HEAD and self._belongs(begin - 1):
            begin -= 1
        while (
            begin < last
            and self.is_(begin, "of", "prepositions")
            and not self.is_(begin, "roles", "articles")
        ):
            begin += 1
        if any(self.is_(n, "former", "private") for n in range(max(0, begin - 3), begin)):
            return None
        if self._is_complement(begin, last):
            return None
        found = self.phrase(begin, end)
        return found if found and found.group else None

    def _other_before(self, end: int) -> Speaker | None:
        """Return somebody else with whom the clause begins that a relative clause tells of: The ministry, which ..."""
        begin = self._begin(end)
        if end - begin > HEAD or any(self.line[n].kind in NAMES for n in range(begin, end)):
            return None
        found = self.phrase(begin, end)
        role = (
            begin - HEAD if self.is_comma(begin - 1) else begin
        )  # al ministro de Defensa, Germán Rovira, quien
        certain = any(self.is_(n, "others") for n in range(max(role, 0), end))
        return found if found and certain and found.by == (OTHER,) else None

    def _is_complement(self, begin: int, last: int) -> bool:
        """Tell whether a name belongs to a word before it: somebody's captive, or killed by somebody."""
        while begin < last and self.is_(begin, "articles") and not self.is_(begin, "of", "by"):
            begin += 1
        at = begin if self.is_(begin, "of", "by") else begin - 1
        return (
            at >= 0
            and self.is_(at, "of", "by")
            and not any(self.is_(n, "roles", "own") for n in range(max(0, at - 3), last))
        )

    def _belongs(self, at: int) -> bool:
        token = self.line[at]
        if token.kind == MARK or token.kind in NAMES or self.is_(at, "breaks", "that", "says", "clefts"):
            return False
        return self.is_(at, "roles", "collectives", "own", "of", "articles")

    def somebody(self, start: int) -> Speaker | None:
        """Return a leader or a band that is not named, or that left a group, where it does not matter who it is.

        a commander swore allegiance; a splinter of Boko Haram swore allegiance
        """
        stop = self._skip_back(start)
        begin = self._begin(stop)
        if not self.cased:
            return self._somebody_behind(start + 1)
        if begin >= stop:
            return None
        own = range(begin, stop)
        parted = next((n for n in own if self.is_(n, "former")), None)
        if any(self.line[n].kind in NAMES and (parted is None or n < parted) for n in own):
            return None
        if self.is_(begin, "prepositions") or any(
            self.is_(n, "not", "nobody", "persons", "private") for n in own
        ):
            return None
        if parted is None and not any(self.is_(n, "roles", "collectives") for n in own):
            return None
        return Speaker((OTHER,), begin, stop, name=self.span(begin, stop))

    def _somebody_behind(self, begin: int) -> Speaker | None:
        """Return the same behind a verb, in Arabic: بايع مقاتلون من بوركينا فاسو تنظيم القاعدة."""
        end = begin
        while end < begin + HEAD and self.is_(end, "indefinite", "collectives", "roles"):
            end += 1
        if "right" not in self.lexicon.written.subject or not self.is_(begin, "indefinite"):
            return None
        while end > begin + 1 and self.is_(end - 1, "prepositions"):
            end -= 1  # مقاتلون من, as the file has it
        name = end
        while self.is_(name, "prepositions", "of", "collectives", "articles"):
            name += 1
        is_of_group = name > end and name < len(self.line) and self.line[name].kind in NAMES
        return None if is_of_group else Speaker((OTHER,), begin, end, name=self.span(begin, end))

    # Behind an adverbial: "...", a juré devant les sénateurs l'émissaire des talibans

    def behind_adverbial(self, at: int) -> Speaker | None:
        """Return the group whose phrase follows an adverbial that a preposition begins behind a verb of saying."""
        if not self.cased or not self.is_(at, "prepositions"):
            return None
        for n in range(at + 2, min(at + 2 + INSERTED, len(self.line))):
            if self.is_boundary(n):
                return None
            joined = self.is_(n - 1, "prepositions", "of", "and", "articles")
            if not joined and self.is_(n, "articles", "roles") and (found := self.right(n)) and found.group:
                return found
        return None

    # Participles

    def _of_participle(self, start: int, end: int) -> Speaker | None:
        if self.is_(start, "participles_of") and self.is_comma(start - 1):
            found = self._before(start - 1)
            return (
                Speaker(found.by, found.start, start, is_person=found.is_person, name=found.name)
                if found
                else None
            )
        if self.is_(end - 1, "prenominal"):
            name = next(
                (n for n in range(end, min(end + 3, len(self.line))) if self.line[n].kind in NAMES), None
            )
            if name is None or any(self.line[n].kind == MARK for n in range(end, name)):
                return None
            if self.line[name + 1 : name + 2] and self.line[name + 1].text in _GENITIVE:
                return None
            return self.phrase(name, name + 1)
        if self.is_(end - 1, "nominalised"):
            return self._in_genitive(start)
        return None

    def _in_genitive(self, start: int) -> Speaker | None:
        """Return the group in the genitive that a verb made a noun belongs to."""
        for n in range(start - 1, max(-1, start - CLAUSE), -1):
            if self.line[n].text in HARD or self.is_comma(n):
                return None
            if self.line[n].kind in NAMES:
                mark = n + 1 < start and self.line[n + 1].text in _GENITIVE
                return self.phrase(n, n + 1) if mark and self.is_(n + 2, "genitive") else None
        return None

    # Verbs that share a subject

    def of_coordinate(self, start: int, end: int) -> Speaker | None:
        """Return the group at the head of the clause that another verb begins: Hamas freed two and threatened ..."""
        at = self._joined_at(start)
        if at is None or self._has_own_subject(end):
            return None
        begin = at
        while begin > 0 and at - begin < CLAUSE and not self._is_head(begin - 1):
            begin -= 1
        if at - begin >= CLAUSE or (begin and self.is_(begin - 1, "that", "says")):
            return None
        found = self._head_of(begin, at) or self._other_head(begin, at)
        if found is None or not (found.group or found.by == (OTHER,)):
            return None
        commas = [n for n in range(found.end, at) if self.is_comma(n) and n + 1 < at]
        if commas and not (commas[0] == found.end and len(commas) == 2):
            return None
        behind = commas[1] + 1 if commas else found.end
        if self.is_comma(at) and not may_share_subject(behind, start, end, self):
            return None
        is_verb = self._is_predicate(behind, at) or (self.is_comma(at) and is_small_verb(behind, at, self))
        return found if is_verb else None

    def is_joined_in_headline(self, start: int) -> bool:
        """Tell whether a comma joins a verb to another in a line without a stop: Hamas rejects truce, threatens ..."""
        return self.is_comma(start - 1) and self.line[-1].text not in HARD

    def _joined_at(self, start: int) -> int | None:
        """Return where the word stands that joins a verb to another: and; in a headline, a comma."""
        if self.is_joined_in_headline(start) and not self.is_(start, "says"):
            return start - 1 if start > 2 and self.cased else None
        at = start
        while at > 0 and self.is_(at - 1, "fillers", "not", "also") and not self.is_(at - 1, "and"):
            at -= 1
        if self.is_comma(at - 1):
            opened = next((n for n in range(at - 2, max(0, at - 2 - INSERTED), -1) if self.is_comma(n)), None)
            at = opened if opened is not None else at
        joins = ("and_verb",) if "and_verb" in self.lexicon.written.words else ("and",)
        return at - 1 if at > 2 and self.is_(at - 1, *joins) else None

    def _has_own_subject(self, end: int) -> bool:
        """Tell whether a subject follows a verb, in Arabic, whose article is part of the word."""
        return not self.cased and "right" in self.lexicon.written.subject and self._begins_noun(end)

    def _begins_noun(self, at: int) -> bool:
        return at < len(self.line) and self.line[at].text.startswith("ال")

    def _is_head(self, at: int) -> bool:
        """Tell whether a clause begins behind a token."""
        return self.line[at].text in HARD or self.is_(at, "breaks", "that", "says")

    def _head_of(self, begin: int, high: int) -> Speaker | None:
        if "right" in self.lexicon.written.subject and not self.cased:
            found = self.right(begin + 1)
            return found if found and found.end <= high else None
        name = next((n for n in range(begin, min(begin + HEAD, high)) if self.line[n].kind in NAMES), None)
        if name is None or self.is_(begin, "conditions"):
            return None
        begin = next((n + 1 for n in range(name - 1, begin - 1, -1) if self.is_comma(n)), begin)
        end = name + 1
        while end < high and self.is_(end, "roles", "own", "collectives"):
            end += 1
        if end < high and self.line[end].text in _GENITIVE:
            return None
        return self.phrase(begin, end)

    def _other_head(self, begin: int, high: int) -> Speaker | None:
        """Return somebody else at a clause's head: Donors promised more and urged the Taliban ..."""
        if not self.cased or self.lexicon.written.subject != ("left",) or self.is_(begin, "conditions"):
            return None
        end = begin
        while (
            end < high and end - begin < HEAD and self._may_belong(end) and self.line[end].kind not in NAMES
        ):
            end += 1
        if not any(self.is_(n, "others") for n in range(begin, end)):
            return None
        found = self.phrase(begin, end)
        return found if found and found.by == (OTHER,) else None

    def _is_predicate(self, at: int, high: int) -> bool:
        """Tell whether what follows a name is a verb: by its ending, or by what stands behind it."""
        if "right" in self.lexicon.written.subject and not self.cased:
            return True
        if at + 1 >= high or self.line[at].kind != "word" or self.line[at].capital:
            return False
        if self.is_(at, "fillers", "be", "did", "auxiliaries", "predicates"):
            return True
        if self.is_(at, "former", "private", "persons", "of", "prepositions", "and", "roles", "others"):
            return False
        if self.line[at].text.endswith(tuple(self.lexicon.written.words.get("verb_ends", ()))):
            return True
        behind = self.line[at + 1]
        return (
            self.lexicon.language == "zh"
            or behind.text.isdecimal()
            or self.is_(at + 1, "articles", "indefinite")
        )

    # Verbs at the end of their clause

    def of_last_verb(self, start: int, end: int) -> Speaker | None:
        """Return the group at the head of a clause whose verb stands last, with an auxiliary or that."""
        if "auxiliaries" not in self.lexicon.written.words or not self._is_last(end):
            return None
        begin = start
        while begin > 0 and not self._is_head(begin - 1) and not self.is_comma(begin - 1):
            begin -= 1
        relative = next((n for n in range(begin, min(begin + 3, start)) if self.is_(n, "relatives")), None)
        if relative is not None and relative > begin and self.is_comma(begin - 1):
            begin = relative + 1  # das Schreiben, in dem die Hisbollah ... androht
        elif start - begin > CLAUSE or self.is_comma(begin - 1):
            return None
        name = next((n for n in range(begin, min(begin + HEAD, start)) if self.line[n].kind in NAMES), None)
        if name is None:
            return None
        stop = name + 1
        while stop < start and self.is_(stop, "roles", "own", "collectives"):
            stop += 1
        subordinate = begin > 0 and self.is_(begin - 1, "that", "breaks", "relatives")
        if not subordinate and not self.is_(stop, "auxiliaries"):
            return None
        if (
            subordinate
            and self.is_(name - 1, "object_articles")
            and (other := self._other_object(begin, name))
        ):
            return other
        found = self.phrase(begin, stop)
        return found if found and found.group else None

    def _other_object(self, begin: int, name: int) -> Speaker | None:
        """Return somebody else before a group that its article makes the object: während Kabul den IS ... macht."""
        found = self.phrase(begin, name - 1) if name - 1 > begin else None
        certain = any(self.is_(n, "others") for n in range(begin, name - 1))
        return found if found and certain and found.by == (OTHER,) else None
