"""Whose words are told where a word such as according to, or the Urdu for it is said by, stands beside their source."""

from processors.statements.lines import MARK, VOICE
from processors.statements.phrases import HARD, NAMES, OTHER, Phrases, Speaker

HEAD = 6
"""Tokens at the head of a clause in which its subject is named."""
SOURCE = 8
"""Tokens before according to, or before it is said by, in which their source stands."""


class Sources(Phrases):
    """A sentence in which the sources of what is told are looked for."""

    def source(self, at: int) -> Speaker | None:
        """Return somebody else whose phrase begins at `at`, up to the first word that is sure."""
        for n in range(at, min(at + HEAD, len(self.line))):
            if self.line[n].kind in NAMES or self.is_boundary(n):
                return None
            if self.is_(n, "others"):
                return Speaker((OTHER,), at, n + 1, name=self.span(at, n + 1))
        return None

    def source_before(self, at: int) -> Speaker | None:
        """Return whose words follow, where their source stands before `at`: BM raporuna göre, طالبان کا کہنا ہے."""
        begin = at
        while (
            begin > 0
            and at - begin < SOURCE
            and not (self.is_clause_start(begin - 1) or self.is_comma(begin - 1))
        ):
            begin -= 1
        own = range(begin, at)
        named = next((n for n in reversed(own) if self.line[n].kind in NAMES or self._is_source(n)), None)
        if named is None:
            named = next((n for n in own if self.is_(n, "others")), None)
        if named is None or any(self.is_(n, "former") for n in own):
            return None
        if self.line[named].kind not in NAMES:
            return Speaker((OTHER,), begin, at, name=self.span(begin, at))
        end = at
        while self.is_(end - 1, "genitive") or (not self.line[end - 1].capital and self.cased):
            end -= 1
        person = self.line[named].kind == VOICE or any(self.is_(n, "roles") for n in own)
        return Speaker((self.line[named].group,), named, at, is_person=person, name=self.span(named, end))

    def behind_source(self, begin: int, high: int) -> int:
        """Return where a clause's own words begin: behind its source, as به گفته پلیس، or پولیس کے مطابق."""
        behind = range(begin + 1, min(begin + SOURCE, high))
        if not self.lexicon.written.words.get("according_after"):
            if not (self.is_(begin, "according") or self.is_(begin - 1, "according")):
                return begin
            return next((n + 1 for n in behind if self.is_comma(n)), begin)
        if self.lexicon.written.words.get("according") and not self.is_(begin, "according"):
            return begin
        for n in behind:
            if self.is_(n, "after_subject") or self.is_comma(n):
                return begin  # طالبان نے معاہدے کے مطابق: no source, for the subject stands before
            if length := self.lexicon.length("according_after", self.line, n):
                if not self._is_sourced(begin, n):
                    return begin
                return n + length + self.is_comma(n + length)
        return begin

    def _is_sourced(self, begin: int, end: int) -> bool:
        """Tell whether what stands before according to may be a source, and not a subject and a treaty."""
        if "after_subject" in self.lexicon.written.words:
            return True
        return not any(self.line[n].kind in NAMES for n in range(begin, end))

    def _is_source(self, at: int) -> bool:
        return self.is_(at, "others") and not self.is_(at, "roles") and not self._is_of_group(at)

    def _is_of_group(self, at: int) -> bool:
        """Tell whether a word for a government or a ministry stands behind the name of the group whose it is."""
        while self.is_(at, "own", "collectives", "genitive"):
            at -= 1
        return at >= 0 and self.line[at].kind in NAMES

    def is_clause_start(self, at: int) -> bool:
        """Tell whether a clause begins behind the token."""
        token = self.line[at]
        return (token.kind == MARK and token.text in HARD) or self.is_(at, "breaks", "that", "says")
