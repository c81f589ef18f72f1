"""Who speaks: the noun phrase beside a verb, read as a group, its voice, somebody else, or nobody that is sure."""

from collections.abc import Sequence

from msgspec import Struct

from processors.statements.lines import GROUP, MARK, VOICE, Token
from processors.statements.match import Lexicon

OTHER, UNKNOWN = "other", "unknown"
MAX_PHRASE = 18
"""Tokens that a subject has at most."""
_QUOTES = frozenset('"«»“”„「」『』')
_HARD = frozenset(".;:!?") | _QUOTES
_PARTICLES = frozenset("al el ul ad an as bin ibn ben abu de la von bint".split())
"""Parts of names that are written small."""
_NAMES = (GROUP, VOICE)


class Speaker(Struct, frozen=True):
    """Who speaks, as groups (`by` of a statement) and as written; where the phrase stands, in tokens."""

    by: tuple[str, ...]
    start: int
    end: int
    is_person: bool = False
    is_nobody: bool = False
    is_band: bool = False
    """Whether it is an armed group that the catalogue does not know: a previously unknown group."""
    name: tuple[int, int] | None = None
    """Code points of the name as written; None: those of the phrase."""

    @property
    def group(self) -> str | None:
        """Return the group that speaks, where it is one of the catalogue."""
        return self.by[0] if len(self.by) == 1 and self.by[0] not in (OTHER, UNKNOWN) else None


class Scene:
    """A sentence, its language, and who was the subject of the sentence before."""

    def __init__(
        self, lexicon: Lexicon, line: Sequence[Token], before: Speaker | None, *, cased: bool
    ) -> None:
        self.lexicon, self.line, self.before, self.cased = lexicon, line, before, cased
        self.quotes: Sequence[tuple[int, int]] = ()
        """The quotations of the sentence, in code points of the field."""
        self._covers: dict[str, bytearray] = {}

    def cover(self, name: str) -> bytearray:
        """Return for each token whether it is part of a phrase of the class."""
        if name not in self._covers:
            mask = bytearray(len(self.line))
            for at in range(len(self.line)):
                for n in range(self.lexicon.length(name, self.line, at)):
                    mask[at + n] = 1
            self._covers[name] = mask
        return self._covers[name]

    def is_(self, at: int, *names: str) -> bool:
        """Tell whether the token is part of a phrase of one of the classes."""
        return 0 <= at < len(self.line) and any(self.cover(name)[at] for name in names)

    def is_boundary(self, at: int) -> bool:
        """Tell whether no phrase goes over this token."""
        token = self.line[at]
        return (token.kind == MARK and (token.text in _HARD or token.text in ",،、，()[]")) or self.is_(
            at, "breaks", "that", "says"
        )

    def is_comma(self, at: int) -> bool:
        """Tell whether the token is a comma of any script."""
        return 0 <= at < len(self.line) and self.line[at].text in ",،，、"

    # Phrases that end before a place

    def left(self, at: int) -> Speaker | None:
        """Return the subject whose phrase ends before the verb at `at`."""
        end = self._skip_back(at)
        if end < 1:
            return None
        if self.is_comma(end - 1):
            return self._around_apposition(end - 1)
        return self.phrase(self._begin(end), end)

    def _skip_back(self, end: int) -> int:
        while end > 0:
            if self.line[end - 1].text in ")]":
                opened = next((n for n in range(end - 2, -1, -1) if self.line[n].text in "(["), None)
                if opened is None:
                    return end
                end = opened
            elif self.is_(end - 1, "fillers", "not", "doubt", "also"):
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
        if first is None or any(self.line[n].text in _HARD for n in range(first, comma)):
            return None
        outer = self.phrase(self._begin(self._skip_back(first)), self._skip_back(first))
        if outer is None or outer.group:
            return outer
        inner = self.phrase(first + 1, comma)
        if inner and inner.group and inner.is_person:
            return Speaker(
                inner.by, outer.start, comma, is_person=True, name=self._span(outer.start, outer.end)
            )
        return outer

    def phrase(self, begin: int, end: int) -> Speaker | None:
        """Return who a phrase between two places names, where that is sure."""
        while (
            begin < end - 1
            and self.is_(begin, "fillers", "also")
            and not self.is_(begin, "indefinite")
            and self.line[begin].kind not in _NAMES
        ):
            begin += 1
        if begin >= end:
            return None
        names = [at for at in range(begin, end) if self.line[at].kind in _NAMES]
        return self._named(begin, end, names) if names else self._nameless(begin, end)

    def _named(self, begin: int, end: int, names: list[int]) -> Speaker | None:
        last = names[-1]
        if any(self.is_(at, "former") for at in range(begin, end)):
            return None
        role = self._tail(last, end)
        if role is None:
            return None
        head = self._head(begin, last)
        if head is None:
            return None
        groups = [self.line[last].group]
        joined = last
        for earlier in reversed(names[:-1]):
            between = range(earlier + 1, joined)
            if all(
                self.is_(n, "and", "articles", "collectives") or self.is_comma(n) for n in between
            ) and len(between):
                groups.insert(0, self.line[earlier].group)
                joined = earlier
            elif self.line[earlier].group == groups[0]:
                joined = earlier
            else:
                return None
        person = role or head or self.line[last].kind == VOICE
        return Speaker(
            tuple(dict.fromkeys(groups)), begin, end, is_person=person, name=self._name(begin, end, last)
        )

    def _name(self, begin: int, end: int, last: int) -> tuple[int, int]:
        while begin < last and self.is_(begin, "articles"):
            begin += 1
        if self.line[last].kind == VOICE:
            return self.line[last].start, self.line[last].end
        first = end
        while (
            first > last + 1
            and self.line[first - 1].capital
            and not self.is_(first - 1, "roles", "collectives")
        ):
            first -= 1
        return self._span(first if last + 1 < first < end else begin, end)

    def _span(self, begin: int, end: int) -> tuple[int, int]:
        return self.line[begin].start, self.line[end - 1].end

    def _tail(self, last: int, end: int) -> bool | None:
        """Tell whether what stands behind a group's name makes a person of it; None where it makes something else."""
        role, loose = False, 0
        role_before = any(self.is_(n, "roles") for n in range(max(0, last - 4), last))
        for at in range(last + 1, end):
            token = self.line[at]
            if self.is_(at, "roles"):
                role = True
            elif self.line[at].kind in _NAMES and (role or role_before):
                continue
            elif self.is_(at, "collectives", "own", "fillers", "articles", "of") or token.text in (
                "'",
                "’",
                "s",
            ):
                continue
            elif (role or role_before or self.is_(at - 1, "prepositions", "of")) and (
                token.capital or token.text in _PARTICLES or (not self.cased and loose < 4)
            ):
                loose += 1
            elif self.is_(at, "prepositions") and at + 1 < end and self.line[at + 1].capital:
                continue
            elif self.line[at - 1].capital and token.capital and loose:
                continue
            else:
                return None
        return role or role_before

    def _head(self, begin: int, last: int) -> bool | None:
        """Tell whether what stands before a group's name makes a person of it; None where it is no subject."""
        person = False
        if self.line[last].before and self.is_prefix(self.line[last].before):
            return True if any(self.is_(n, "roles") for n in range(max(begin, last - 3), last)) else None
        at = last - 1
        while at >= begin and last - at <= 6:
            if self.is_(at, "roles"):
                return True
            if self.is_(at, "of", "prepositions"):
                if any(self.line[n].capital and self.cased for n in range(at + 1, last)):
                    return person
                if self.is_(at, "of") and any(
                    self.is_(n, "roles", "collectives", "own") for n in range(max(begin, at - 4), at)
                ):
                    return any(self.is_(n, "roles") for n in range(max(begin, at - 4), at))
                return None
            if self.is_(at, "others") and not self.is_(at, "collectives", "own"):
                return None
            at -= 1
        return person

    def is_prefix(self, before: str) -> bool:
        """Tell whether letters before a name are a preposition (Arabic b, l; and with and before them)."""
        return any(letter in before for letter in ("ب", "ل", "ك")) and before not in ("ال", "وال")

    def _nameless(self, begin: int, end: int) -> Speaker | None:
        lexicon, line = self.lexicon, self.line
        if lexicon.has("nobody", line, begin, end):
            return Speaker((UNKNOWN,), begin, end, is_nobody=True)
        for name in ("persons", "things"):
            if lexicon.length(name, line, begin) == end - begin:
                before = self._in_sentence(begin, name) if begin > 2 else self.before
                if before and before.group and (before.is_person or name == "things"):
                    return Speaker(before.by, begin, end, is_person=before.is_person, name=before.name)
                return None
        band = any(
            self.is_(at, "collectives") and not self.is_(at, "others", "own") for at in range(begin, end)
        )
        band = band and self.is_(begin, "indefinite")
        while begin < end and self.is_(begin, "articles"):
            begin += 1
        if begin == end:
            return None
        if band:
            return Speaker((OTHER,), begin, end, is_band=True, name=self._span(begin, end))
        if any(self.is_(at, "former") for at in range(begin, end)) and not self.cased:
            return None
        certain = any(self.is_(at, "others") for at in range(begin, end))
        if certain or (self.cased and line[begin].capital and line[end - 1].capital):
            if self.is_(begin, "prepositions", "of"):
                return None
            return Speaker((OTHER,), begin, end, name=self._span(begin, end))
        return None

    def _in_sentence(self, begin: int, name: str) -> Speaker | None:
        """Return the group that this sentence has named before, where it is the only one."""
        named = [
            token
            for token in self.line[:begin]
            if token.kind in _NAMES and not any(first <= token.start < last for first, last in self.quotes)
        ]
        groups = {token.group for token in named}
        if len(groups) != 1:
            return self.before if not groups else None
        voice = next((token for token in named if token.kind == VOICE), named[0])
        person = voice.kind == VOICE or any(self.is_(n, "roles") for n in range(begin))
        if name == "persons" and not person:
            return self.before
        return Speaker((voice.group,), 0, 0, is_person=person, name=(voice.start, voice.end))

    # Phrases that begin at a place

    def right(self, at: int) -> Speaker | None:
        """Return the subject whose phrase begins at `at`, behind the verb or a word such as by."""
        if not self.cased:
            return self._right_uncased(at)
        begin = at
        while begin < len(self.line) and self.is_(begin, "fillers", "articles", "also"):
            begin += 1
        end, seen = begin, -1
        loose = 0
        while end < len(self.line) and end - begin < MAX_PHRASE and not self.is_boundary(end):
            token = self.line[end]
            if token.kind in _NAMES:
                if seen >= 0 and not (
                    self.is_(end - 1, "and") or any(self.is_(n, "roles") for n in range(begin, end))
                ):
                    break
                seen = end
            elif self.is_(end, "roles", "collectives", "own", "others", "of", "articles", "and"):
                pass
            elif self.is_(end, "prepositions", "not", "fillers"):
                break
            elif token.text in ("'", "’", "s"):
                pass
            elif token.capital or (not self.cased and loose < 4):
                loose += not token.capital
            elif seen < 0 and loose < 2:
                loose += 1
            else:
                break
            end += 1
        while end > begin and (self.is_(end - 1, "of", "articles", "and", "prepositions")):
            end -= 1
        if end <= begin:
            return None
        found = self.phrase(begin, end) or (
            self.phrase(begin, seen + 1) if seen >= 0 and not self.cased else None
        )
        if found and found.by == (OTHER,) and self.is_comma(end):
            stop = next(
                (n for n in range(end + 1, min(end + 12, len(self.line))) if self.is_boundary(n)), end + 1
            )
            inner = self.phrase(end + 1, min(stop, len(self.line)))
            if inner and inner.group and inner.is_person:
                return Speaker(inner.by, begin, stop, is_person=True, name=self._span(begin, end))
        return found

    def _right_uncased(self, at: int) -> Speaker | None:
        """Do the same where no capitals tell names: a group's name ends the phrase, and so does what begins the next."""
        begin = at
        while self.is_(begin, "fillers", "also"):
            begin += 1
        end, role, other = begin, False, False
        while end < len(self.line) and end - begin < 10 and not self.is_boundary(end):
            token = self.line[end]
            if token.kind in _NAMES:
                if other:
                    break
                return self._with_name(begin, end, role=role)
            if other and (self.is_(end, "collectives", "roles", "prepositions") or end - begin > 4):
                break
            if self.is_(end, "roles", "collectives", "own", "articles", "of"):
                role = role or self.is_(end, "roles")
                other = other or (self.is_(end, "others") and not role and not self.is_(end, "collectives"))
            elif self.is_(end, "others"):
                other = True
            elif not other:
                return None
            end += 1
        return Speaker((OTHER,), begin, end, name=self._span(begin, end)) if other and end > begin else None

    def _with_name(self, begin: int, last: int, *, role: bool) -> Speaker | None:
        if any(self.is_(n, "former") for n in range(begin, last + 2)) or (
            self.line[last].before and self.is_prefix(self.line[last].before)
        ):
            return None
        end = last + 1
        while role and end < len(self.line) and end - last < 4 and not self.is_boundary(end):
            if self.line[end].kind == VOICE:
                return Speaker(
                    (self.line[last].group,), begin, end + 1, is_person=True, name=self._span(end, end + 1)
                )
            end += 1
        end = last + 1
        voice = self.line[last].kind == VOICE
        return Speaker(
            (self.line[last].group,),
            begin,
            end,
            is_person=role or voice,
            name=self._span(last if voice else begin, end),
        )

    # The first phrase of a clause, for languages whose verb stands last

    def first(self, at: int) -> Speaker | None:
        """Return the subject at the head of the clause whose verb stands at `at`."""
        begin = at
        while begin > 0:
            if self.line[begin - 1].text in _QUOTES:
                opened = next((n for n in range(begin - 2, -1, -1) if self.line[n].text in _QUOTES), None)
                if opened is None or opened == 0:
                    break
                begin = opened
            elif self._is_clause_start(begin - 1):
                break
            else:
                begin -= 1
        begin = self._late_head(begin, at)
        needs = "after_subject" in self.lexicon.written.words
        for n in range(begin, at):
            token = self.line[n]
            if self.is_(n, "nobody"):
                return Speaker((UNKNOWN,), begin, n + 1, is_nobody=True)
            if token.kind in _NAMES:
                if (found := self._first_named(begin, n, at, needs=needs)) is not None:
                    return found
            elif self.is_(n, "others") and not self.is_(n, "roles"):
                stop = self._marker(n + 1, at)
                if needs and stop is None:
                    continue
                return Speaker((OTHER,), begin, n + 1, name=self._span(begin, n + 1))
        for name in ("persons", "things"):
            if n := self.lexicon.length(name, self.line, begin):
                before = self.before
                if before and before.group and (before.is_person or name == "things"):
                    return Speaker(before.by, begin, begin + n, is_person=before.is_person, name=before.name)
        return None

    def _late_head(self, begin: int, at: int) -> int:
        """Return where the clause's subject begins: at the last one that a comma tells from what stands before."""
        heads = [n for n in range(begin, at - 1) if self.is_(n, "others") and self.is_comma(n + 1)]
        names = [n for n in range(begin, at) if self.line[n].kind in _NAMES]
        return heads[-1] if heads and names and heads[-1] > names[0] and self.cased else begin

    def _is_clause_start(self, at: int) -> bool:
        token = self.line[at]
        return (token.kind == MARK and token.text in _HARD) or self.is_(at, "breaks", "that", "says")

    def _marker(self, at: int, high: int) -> int | None:
        return next((n for n in range(at, min(at + 6, high)) if self.is_(n, "after_subject")), None)

    def _first_named(self, begin: int, n: int, high: int, *, needs: bool) -> Speaker | None:
        if any(self.is_(m, "former") for m in range(max(begin, n - 3), min(n + 3, high))):
            return None
        if self._head(max(begin, n - 3), n) is None:
            return None
        if (
            not self.cased
            and n > begin
            and not (
                self.is_(n - 1, "roles", "collectives", "fillers", "articles", "and", "own", "also")
                or self.is_comma(n - 1)
            )
        ):
            return None
        if self.cased and any(self.is_comma(m) for m in range(begin, n)):
            return None
        end, role, genitive = n + 1, False, False
        if end < high and self.line[end].text in ("'", "’"):
            end += 1
        while end < high:
            if self.is_(end, "genitive"):
                genitive = True
            elif self.is_(end, "roles", "own", "collectives"):
                role = role or self.is_(end, "roles")
                genitive = False
            else:
                break
            end += 1
        if genitive or self.is_(end, "not_subject") and not self.is_(end, "after_subject"):
            return None
        role = role or any(self.is_(m, "roles") for m in range(max(begin, n - 3), n))
        if self.cased and not role and end < high and self.line[end].capital and self.line[n].kind == GROUP:
            return None
        stop = self._marker(n + 1, min(high, n + (9 if role else 4)))
        if needs and stop is None:
            return None
        if stop is not None and any(self.is_(m, "not_subject", "others") for m in range(end, stop)):
            return None
        name_end = stop if stop is not None else end
        while stop is None and role and name_end < high and self.line[name_end].capital and self.cased:
            name_end += 1
        span = (
            (self.line[n].start, self.line[n].end)
            if self.line[n].kind == VOICE
            else self._span(max(begin, n), name_end)
        )
        return Speaker(
            (self.line[n].group,), n, name_end, is_person=role or self.line[n].kind == VOICE, name=span
        )

    # By the language's order

    def subject(self, start: int, end: int) -> tuple[Speaker | None, str]:
        """Return the subject of a verb at [start:end], and on which side it stands."""
        for side in self.lexicon.written.subject:
            verb = start + 1 + self.is_(start, "not") if not self.cased else end
            found = (
                self.left(start)
                if side == "left"
                else self.right(verb)
                if side == "right"
                else self.first(start)
            )
            if found:
                return found, side
        return None, ""
