"""Whom a pronoun, or what is only called a group, stands for: the group that was named before it."""

from collections.abc import Sequence

from msgspec import Struct

from processors.statements.lines import GROUP, MARK, VOICE, Token
from processors.statements.match import Lexicon

OTHER, UNKNOWN = "other", "unknown"

QUOTES = frozenset('"«»“”„「」『』')
HARD = frozenset(".;:!?|•") | QUOTES
NAMES = (GROUP, VOICE)


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


class Referents:
    """A sentence, its language, who was the subject of the sentence before, and whom its words stand for."""

    def __init__(
        self, lexicon: Lexicon, line: Sequence[Token], before: Speaker | None, *, cased: bool
    ) -> None:
        self.lexicon, self.line, self.before, self.cased = lexicon, line, before, cased
        self.only: Speaker | None = None
        """The only group that the sentence before names."""
        self.person: Speaker | None = None
        """Who alone says something in the sentence before, where no group nor its office does."""
        self.quotes: Sequence[tuple[int, int]] = ()
        """The quotations of the sentence, in code points of the field."""
        self.field_text = ""
        """The field, in whose code points the tokens stand."""
        self._covers: dict[str, bytearray] = {}
        self._begins: dict[str, list[int]] = {}
        begins = self._begins
        for at, token in enumerate(line):
            if token.kind not in NAMES:
                for name in lexicon.begins(token.text):
                    if name in begins:
                        begins[name].append(at)
                    else:
                        begins[name] = [at]

    def begins(self, *names: str) -> list[int]:
        """Return the places at which a phrase of one of the classes may begin, in order."""
        return sorted({at for name in names for at in self._begins.get(name, ())})

    def cover(self, name: str) -> bytearray:
        """Return for each token whether it is part of a phrase of the class."""
        mask = self._covers.get(name)
        if mask is None:
            mask = self._covers[name] = bytearray(len(self.line))
            for at in self._begins.get(name, ()):
                for n in range(self.lexicon.length(name, self.line, at)):
                    mask[at + n] = 1
        return mask

    def is_(self, at: int, *names: str) -> bool:
        """Tell whether the token is part of a phrase of one of the classes."""
        if not 0 <= at < len(self.line):
            return False
        for name in names:  # it is asked a hundred times a sentence: the masks are looked up here
            mask = self._covers.get(name)
            if (self.cover(name) if mask is None else mask)[at]:
                return True
        return False

    def has(self, low: int, high: int, *names: str) -> bool:
        """Tell whether one of the tokens from `low` to before `high` is part of a phrase of one of the classes."""
        low = max(low, 0)
        return any(self.cover(name).find(1, low, high) >= 0 for name in names) if low < high else False

    def is_boundary(self, at: int) -> bool:
        """Tell whether no phrase goes over this token."""
        token = self.line[at]
        if token.kind == MARK and (token.text in HARD or token.text in ",،、，()[]"):
            return True
        if not self.is_(at, "breaks", "that", "says"):
            return False
        is_group = (
            at + 1 < len(self.line) and self.line[at + 1].kind in NAMES
        )  # the group known as Abu Sayyaf
        return is_group or not self.is_(at, "called")

    def is_comma(self, at: int) -> bool:
        """Tell whether the token is a comma of any script."""
        return 0 <= at < len(self.line) and self.line[at].text in ",،，、"

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return the code points of some tokens."""
        return self.line[begin].start, self.line[end - 1].end

    def _thing_behind_adverbial(self, begin: int, end: int) -> int | None:
        """Return where what stands for a group follows an adverbial without a comma: in it the group claimed."""
        if not self.cased or not (self.is_(begin, "prepositions") or self.is_(begin - 1, "prepositions")):
            return None
        for at in range(begin + 1, end - 1):
            joined = self.is_(at - 1, "prepositions", "of", "and", "articles")
            if not joined and self.lexicon.length("things", self.line, at) == end - at:
                return at
        return None

    def _at_head(self) -> Speaker | None:
        """Return the group that the sentence begins with: Hamas has no tie with it, its spokesman insisted."""
        for one in self.line[:3]:
            if one.kind in NAMES and not any(first <= one.start < last for first, last in self.quotes):
                return Speaker((one.group,), 0, 0, name=(one.start, one.end))
        return None

    def referred(self, name: str, begin: int, end: int) -> Speaker | None:
        """Return whom a pronoun or the like stands for (class `persons` or `things`), where that is plain."""
        before = self._in_sentence(begin, name) if begin > 2 else self.before
        if self.is_(begin, "latter") and not self._is_named_last(begin):
            return None
        if before is None and name == "things" and (end - begin > 1 or self.is_(begin, "unnamed")):
            before = self.only
        if before and before.group and (before.is_person or name == "things"):
            return Speaker(before.by, begin, end, is_person=before.is_person, name=before.name)
        is_free = before is None or not before.is_person
        if is_free and self.person and name == "persons" and begin <= 2:
            return Speaker(self.person.by, begin, end, is_person=True, name=self.person.name)
        return None

    def _is_named_last(self, begin: int) -> bool:
        """Tell whether a group is what is named last before a word such as celui-ci: nobody else's name follows."""
        names = [at for at in range(begin) if self.line[at].kind in NAMES]
        return bool(names) and not any(
            self.line[at].capital or self.is_(at, "others", "roles") for at in range(names[-1] + 1, begin)
        )

    def unnamed_thing(self, begin: int, end: int) -> Speaker | None:
        """Return the group that a longer phrase means by what stands for it: its office, or itself described."""
        if thing := self.office_of_thing(begin, end) or self.described_thing(begin, end):
            return thing
        behind = self._thing_behind_adverbial(begin, end)
        return None if behind is None else self.referred("things", behind, end)

    def office_of_thing(self, begin: int, end: int) -> Speaker | None:
        """Return the group whose office a phrase names, where it is only called so: a spokesman for the group."""
        theirs = next((n for n in range(begin, end) if self.is_(n, "of_things")), None)
        if theirs is None or self.has(begin, end, "former") or not self.has(begin, end, "roles"):
            return None
        behind = theirs + self.lexicon.length("of_things", self.line, theirs)
        if any(self.is_(n, "others") and not self.is_(n, "roles") for n in range(begin, theirs)):
            return None
        if not self._may_end_at(behind, end) or any(self.line[n].kind in NAMES for n in range(begin, end)):
            return None
        before = (self._in_sentence(begin, "things") if begin > 2 else self.before) or self.only
        if not (before and before.group):
            return None
        return Speaker(before.by, begin, end, is_person=True, name=self.span(begin, end))

    def _may_end_at(self, behind: int, end: int) -> bool:
        """Tell whether the words for the group end before a place: not those of the group Siemens, of farmers."""
        if not self.cased or behind >= end or self.is_(behind, "roles"):
            return not self.is_(behind, "of") and not self._is_of_kind(behind)
        if (
            self.lexicon.language == "ru"
        ):  # the name of who holds the office has two words, that of a club quotes
            edge = self.field_text[self.line[behind - 1].end : self.line[behind].start]
            names = self.line[behind : min(behind + 2, end)]
            return not QUOTES.intersection(edge) and len(names) == 2 and all(one.capital for one in names)
        if not self.is_(behind, "prepositions") or self.is_(behind, "of"):
            return False
        place = min(behind + 1, end - 1)  # not of the rebels in Tigray, where another group was told of
        return not (self.line[place].capital and not self.is_(place, "fillers"))

    def _is_of_kind(self, behind: int) -> bool:
        """Tell whether an Arabic adjective says which party is meant: الحزب الشيوعي is not the one named before."""
        own = self.line[behind].text if self.lexicon.language == "ar" and behind < len(self.line) else ""
        return own.startswith("ال") and own.endswith(("ي", "ية", "يه", "ى"))

    def office_at(self, begin: int, high: int) -> Speaker | None:
        """Return the same where that phrase begins a clause or follows a verb: سخنگوی این گروه, örgütün sözcüsü."""
        theirs = next((n for n in range(begin, min(begin + 5, high)) if self.is_(n, "of_things")), None)
        small = ("roles", "collectives", "own", "articles", "fillers")
        if theirs is None or not all(self.is_(n, *small) for n in range(begin, theirs)):
            return None
        end = theirs + self.lexicon.length("of_things", self.line, theirs)
        return self.office_of_thing(begin, end if self.has(begin, theirs, "roles") else end + 1)

    def thing_at(self, begin: int) -> Speaker | None:
        """Return whom several words that stand for a group mean where they end a phrase: forderte die Miliz."""
        n = self.lexicon.length("things", self.line, begin)
        is_ended = n > 1 and not self.is_(begin + n, "of", "tied")
        return self.referred("things", begin, begin + n) if is_ended else None

    def referred_at(self, begin: int) -> Speaker | None:
        """Return whom a pronoun or the like stands for that begins a clause."""
        for name in ("persons", "things"):
            if n := self.lexicon.length(name, self.line, begin):
                return self.referred(name, begin, begin + n)
        return None

    def described_thing(self, begin: int, end: int) -> Speaker | None:
        """Return the group that is called one and described: the Iran-backed group, le groupe lié à Al-Qaïda."""
        if not self.cased or not self.is_(begin, "articles") or self.is_(begin, "indefinite"):
            return None
        ends = self.lexicon.length("things", [self.line[begin], self.line[end - 1]], 0) == 2
        first = begin + 1 if ends else begin + self.lexicon.length("things", self.line, begin)
        rest = range(first, end - 1 if ends else end)
        small = ("tied", "collectives", "prepositions", "articles", "of", "states")
        names = {self.line[n].group for n in rest if self.line[n].kind in NAMES}
        if first < begin + 1 + (not ends) or not rest or (names and not self.has(begin, end, "tied")):
            return None
        if not all(self.is_(n, *small) or self.line[n].kind in NAMES for n in rest):
            return None
        found = self.referred("things", begin, end)
        return found if found and found.group not in names else None

    def _in_sentence(self, begin: int, name: str) -> Speaker | None:
        """Return the group that this sentence has named before, where it is the only one."""
        named = [
            token
            for token in self.line[:begin]
            if token.kind in NAMES and not any(first <= token.start < last for first, last in self.quotes)
        ]
        groups = {token.group for token in named}
        if len(groups) != 1:
            return self.before if not groups else None
        voice = next((token for token in named if token.kind == VOICE), named[0])
        person = voice.kind == VOICE or any(self.is_(n, "roles") for n in range(begin))
        if name == "persons" and not person:
            return self.before
        return Speaker((voice.group,), 0, 0, is_person=person, name=(voice.start, voice.end))
