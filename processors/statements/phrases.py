"""Who speaks: the noun phrase beside a verb, read as a group, its voice, somebody else, or nobody that is sure."""

from itertools import pairwise

from processors.statements.lines import VOICE, WORD, Token
from processors.statements.referents import HARD, NAMES, OTHER, QUOTES, UNKNOWN, Referents, Speaker

__all__ = ["HARD", "MAX_PHRASE", "NAMES", "OTHER", "QUOTES", "UNKNOWN", "Phrases", "Speaker"]

MAX_PHRASE = 18
"""Tokens that a subject has at most."""
TIED = 7
"""Words such as linked and militant group between whom a group is tied to and its name; in Chinese, letters."""
_PARTICLES = frozenset(
    [
        *("al", "el", "ul", "ad", "an", "as", "bin", "ibn", "ben", "abu", "de", "la", "von", "bint"),
        *("аль", "эль", "ад", "ас", "аш", "ан", "бин", "бен", "ибн", "абу", "уль"),
    ]
)
"""Parts of names that are written small."""
_DAMMA = "\u064f"


class Phrases(Referents):
    """A sentence, its language, who was the subject of the sentence before, and whom its phrases name."""

    def is_plain(self, at: int) -> bool:
        """Tell whether the token is written without marks: wurde is no würde, though both fold to one."""
        return self.field_text[self.line[at].start : self.line[at].end].isascii()

    def has_passive_vowel(self, at: int) -> bool:
        """Tell whether an Arabic verb has the vowel sign of the passive: yuttaham, not yattahim (`passive_vowels`)."""
        written = self.field_text[self.line[at].start : self.line[at].end].lstrip("وف")
        vowel = written[2:4] if written[:1] == "ا" else written[1:2]  # uttuhima, yuttaham
        return _DAMMA in vowel and self.is_(at, "passive_vowels")

    def is_apostrophe(self, at: int) -> bool:
        """Tell whether the token parts a name from its ending."""
        return 0 <= at < len(self.line) and self.line[at].text in "'’"

    def phrase(self, begin: int, end: int) -> Speaker | None:
        """Return who a phrase between two places names, where that is sure."""
        while (
            begin < end - 1
            and self.is_(begin, "fillers", "also")
            and not self.is_(begin, "indefinite", "unnamed")
            and self.line[begin].kind not in NAMES
            and self.lexicon.length("things", self.line, begin) < 2
        ):
            begin += 1
        if begin >= end:
            return None
        names = [at for at in range(begin, end) if self.line[at].kind in NAMES]
        return self._named(begin, end, names) if names else self._nameless(begin, end)

    def _named(self, begin: int, end: int, names: list[int]) -> Speaker | None:
        if thing := self.described_thing(begin, end):
            return thing
        last = names[-1]
        tied = {n for one, then in pairwise(names) if self.is_tied(one) for n in range(one, then)}
        if any(self.is_(at, "former") for at in range(begin, end) if at not in tied):
            return None
        role = self._tail(last, end)
        if role is None:
            return None
        head = self._head(begin, last)
        if head is None:
            if not self._is_behind_adverbial(begin, last):
                return None
            begin, head = last, False
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
            elif earlier not in tied:
                return None
        person = role or head or self.line[last].kind == VOICE
        return Speaker(
            tuple(dict.fromkeys(groups)), begin, end, is_person=person, name=self._name(begin, end, last)
        )

    def is_tied(self, at: int) -> bool:
        """Tell whether a name only says whom the group named next is tied to: al-Qaeda-linked militants al-Shabaab."""
        n = at + 1
        while n < at + TIED and self.is_(n, "tied", "collectives"):
            n += 1
        is_named = n < len(self.line) and self.line[n].kind in NAMES
        return is_named and any(  # Hezbollah backed Hamas
            self.is_(m, "tied") and not self.is_(m, "finite") for m in range(at + 1, n)
        )

    def _is_behind_adverbial(self, begin: int, last: int) -> bool:
        """Tell whether a name follows an adverbial without a comma: in an audio message Hamas said."""
        linked = ("prepositions", "of", "and", "articles", "others", "collectives", "roles", "own")
        before = self.line[last - 1]
        return (
            self.cased
            and last - begin > 2
            and self.is_(begin, "prepositions")
            and before.kind == WORD
            and not before.capital
            and not self.is_(last - 1, *linked)
            and not any(self.line[n].kind in NAMES for n in range(begin, last))
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
            and not self.is_(first - 1, "roles", "collectives", "own")
        ):
            first -= 1
        is_place = self.is_(first - 1, "prepositions")  # a governor in Hiran is not called Hiran
        return self.span(first if last + 1 < first < end and not is_place else begin, end)

    def _tail(self, last: int, end: int) -> bool | None:
        """Tell whether what stands behind a group's name makes a person of it; None where it makes something else."""
        role, loose = self._is_role_compound(last), 0
        most = 12 if self.lexicon.language == "zh" else 4  # of Chinese, each letter is a token
        role_before = any(self.is_(n, "roles") for n in range(max(0, last - 4), last))
        for at in range(last + 1, end):
            token = self.line[at]
            if self.is_(at, "roles"):
                role = True
            elif (
                (self.line[at].kind in NAMES and (role or role_before))
                or self.is_(at, "collectives", "own", "fillers", "articles", "of", "called")
                or (self.is_(at, "adjectives") and self.line[at - 1].text == "s")
                or token.text
                in (
                    "'",
                    "’",
                    "s",
                )
            ):
                continue
            elif (role or role_before or self.is_(at - 1, "prepositions", "of")) and (
                token.capital or token.text in _PARTICLES or (not self.cased and loose < most)
            ):
                loose += 1
            elif (self.is_(at, "prepositions") and at + 1 < end and self.line[at + 1].capital) or (
                self.line[at - 1].capital and token.capital and loose
            ):
                continue
            elif self._is_place_or_leader(last, at, end):
                return role or role_before
            else:
                return None
        return role or role_before

    def _is_place_or_leader(self, last: int, at: int, end: int) -> bool:
        """Tell whether the rest of a phrase only says where the group named at `last` is, or who leads it.

        Hizb ut-Tahrir Britain; the PKK's leadership in the Qandil mountains; a faction of Boko Haram led by Bakura Doro
        """
        if not self.cased:
            return False
        if at == last + 1 and all(self.is_(n, "states") for n in range(at, end)):
            return True
        rest = range(at, end)
        if self.is_(at, "led"):
            named = [n for n in rest if not self.is_(n, "led")]
            small = ("articles", "and", "of", "roles")
            return bool(named) and all(
                self.line[n].capital or self.line[n].text in _PARTICLES or self.is_(n, *small) for n in named
            )
        first = next((n for n in rest if not self.is_(n, "prepositions", "articles")), end)
        is_there = self.is_(first - 1, "articles") and self.is_(first - 2, "prepositions")
        behind = range(first, end)
        return (
            is_there
            and bool(behind)
            and self.line[first].capital
            and sum(not self.line[n].capital for n in behind) <= 1
            and not any(self.line[n].kind in NAMES for n in rest)
        )

    def _is_role_compound(self, at: int) -> bool:
        """Tell whether a name is the first part of a word for an office: Talibansprecher."""
        rest = self.line[at].after.strip("-")
        return bool(rest) and self.lexicon.has("roles", [Token(rest, 0, 0)], 0, 1)

    def _head(self, begin: int, last: int) -> bool | None:
        """Tell whether what stands before a group's name makes a person of it; None where it is no subject."""
        person = False
        if self.line[last].before and self.is_prefix(self.line[last].before):
            return True if any(self.is_(n, "roles") for n in range(max(begin, last - 3), last)) else None
        at = last - 1
        while at >= begin and last - at <= 6:
            if self.is_(at, "roles"):
                return True
            so_called = self.lexicon.length("collectives", self.line, at - 1) > 1  # گروه موسوم به جیش‌العدل
            if self.is_(at, "of", "prepositions") and not (so_called and at > begin):
                if self.is_(at, "by") and self.is_(at - 1, "signed") and self.has(begin, at - 1, "roles"):
                    return True  # A letter signed by Hamas
                if at == begin and self.is_(at, "articles"):
                    return person
                if any(self.line[n].capital and self.cased for n in range(at + 1, last)):
                    return person
                if self.is_(at, "of") and self._is_named_before(begin, at):
                    return True
                return self._head_of_band(begin, at)
            if self.is_(at, "others") and not self.is_(at, "collectives", "own"):
                return None
            at -= 1
        return person

    def _head_of_band(self, begin: int, at: int) -> bool | None:
        """Tell the same of what a word such as of joins to the name: not of a journalist held by a faction of it."""
        before = range(max(begin, at - 4), at)
        is_held = self.cased and self.has(before.start, at, "by") and not self.is_(at, "by")
        if not self.is_(at, "of") or is_held:
            return None
        if any(self.is_(n, "roles", "collectives", "own") for n in before):
            return any(self.is_(n, "roles") for n in before)
        return None

    def _is_named_before(self, begin: int, at: int) -> bool:
        """Tell whether a phrase begins with a person's name and a word such as of: Ghazi Hamad of Hamas."""
        own = range(begin, at)
        return (
            self.cased
            and (2 <= len(own) <= 4 or any(self.line[n].kind == VOICE for n in own))
            and all(self.line[n].capital or self.line[n].text in _PARTICLES for n in own)
            and not any(
                self.is_(n, "others", "roles", "collectives", "own", "prepositions", "articles") for n in own
            )
        )

    def is_prefix(self, before: str) -> bool:
        """Tell whether letters before a name are a preposition (Arabic b, l; and with and before them)."""
        return any(letter in before for letter in ("ب", "ل", "ك")) and before not in ("ال", "وال")

    def _nameless(self, begin: int, end: int) -> Speaker | None:
        if self.lexicon.has("nobody", self.line, begin, end):
            return Speaker((UNKNOWN,), begin, end, is_nobody=True)
        for name in ("persons", "things"):
            known = self.lexicon.length(name, self.line, begin)
            if known >= end - begin:  # Kelompok, whose itu is passed over
                return self.referred(name, begin, end)
        if thing := self.unnamed_thing(begin, end):
            return thing
        roles = [n for n in range(begin + 1, min(end, begin + 5)) if self.is_(n, "roles")]
        if begin > 2 and roles and self.is_(begin, "possessives"):
            own = self._at_head() or self._in_sentence(begin, "things")
            if own and own.group:  # deren Sprecher, before jede Beteiligung
                rest = range(roles[0] + 1, end)
                stop = next((n for n in rest if not (self.line[n].capital or self.is_(n, "roles"))), end)
                return Speaker(own.by, begin, end, is_person=True, name=self.span(begin, stop))
        band = self.is_(begin, "indefinite") and any(
            self.is_(at, "collectives")
            and not self.is_(at, "others", "own")
            and not self.is_(at + 1, "attack")
            for at in range(begin, end)
        )
        while begin < end and self.is_(begin, "articles"):
            begin += 1
        if begin == end or self.is_(begin, "prepositions", "of"):
            return None
        certain = any(self.is_(at, "others", "private") for at in range(begin, end))
        is_deed = all(
            self.is_(at, "attack", "deeds") for at in range(begin, end)
        )  # Нападение приписывают ...
        capitals = self.cased and not is_deed and self.line[begin].capital and self.line[end - 1].capital
        if not (band or certain or capitals):
            return None
        return Speaker((OTHER,), begin, end, is_band=band and not certain, name=self.span(begin, end))
