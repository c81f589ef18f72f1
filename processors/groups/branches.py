"""Branches that are described and not named: "the Afghan affiliate of Islamic State" is isis-k.

mention of a parent, near a word of a branch's `regions`  ->  nothing but words of a description between them?
                                                          ->  "branch", "wing" ... among them, or side by side?
                                                          ->  one mention of the branch, which holds both
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from processors.groups.branch_words import (
    BRANCH,
    COPULAS,
    GLUE,
    GLUE_OF,
    IDEOGRAPHS,
    LOCATIVES,
    POSTPOSITIONS,
    PREPOSITIONS,
    ideographic_branch,
    ideographic_words,
    is_word,
)
from processors.groups.catalogue import Catalogue, Group
from processors.groups.fold import Folded, fold_text
from processors.groups.overlaps import FoundAlias
from processors.groups.own_branches import BEGINNINGS, MARKS, OWN_BRANCH, begins_own_branch, names_it
from processors.groups.spelling import (
    DASHES,
    SCRIPT_FAMILY,
    ends_word,
    has_particle,
    word_edges,
)
from processors.groups.stretch import stretched

MOST_BETWEEN = 6
"""Words between a parent's name and the region: "the branch of the terrorist group in"."""
REACH = 90
"""Characters of so many words, at most."""
MOST_REGIONS = 8
"""Words of regions that are looked at on each side of a parent's name."""
Hit = tuple[int, int, int]
"""Where a word of a region stands in the folded text, and which it is."""
_WORD = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f\u0900-\u0963\u0966-\u0dff]|'(?<=[go]')(?=[^\W\d_]{2}))+"
)  # Indic vowel signs belong to the word, and the mark of the Uzbek letters oʻ and gʻ
_MARKS = r"[\s'\"()«»“”„‘’「」『』（）-]*"
_GAP = re.compile(
    rf"{_MARKS}(?:\.(?:(?<=tzw\.)|(?<=tzv\.)|(?<=sog\.)|(?<=zgn\.)|(?<= т\.)|(?<=[ .]н\.)|(?<=нар\.)){_MARKS})?"
)
"""What may stand between the words of a description, with the point of "tzw." and "т. н." for "so-called"."""
_DASH = re.compile(r"[»”\"']? [—–-] ")
"""What may part a name from its explanation, beside a comma."""
_CASE_ENDING = re.compile(r":[^\W\d_]{1,4}(?= )")
"""A case ending behind an abbreviation: "IS:n Afganistanin haara"."""
_HYPHENS = frozenset(DASHES)
_KATAKANA = SCRIPT_FAMILY["ア"]


class Region(NamedTuple):
    """A word of a branch's `regions`."""

    branch: str
    parents: frozenset[str]
    beside: bool
    """Whether it is enough that it stands beside the parent's name."""
    within: bool
    """Whether it is enough that it stands behind the parent's name with a preposition between: in the Maghreb."""
    is_open: bool
    """Whether it stands for all words that begin so."""


class Branches:
    """Finds described branches of a catalogue's groups."""

    def __init__(self, catalogue: Catalogue) -> None:
        regions: dict[str, list[Region]] = {}
        for group in catalogue.groups:
            for word, beside, within in _regions_of(group):
                folded = fold_text(word.removesuffix("*")).text.strip()
                region = Region(group.id, parents_of(group), beside, within, word.endswith("*"))
                regions.setdefault(folded, []).append(region)
        self._regions = list(regions.values())
        self._parents = frozenset(parent for each in self._regions for one in each for parent in one.parents)
        self._known = self._parents | {one.branch for each in self._regions for one in each}
        self._automaton = AhoCorasick(list(regions), implementation=Implementation.DFA) if regions else None
        self._edges = [word_edges(word[:1], "") for word in regions]
        self._longest = max(map(len, regions), default=0)

    def compose(
        self, mentions: list[FoundAlias], folded: Folded, language: str | None = None
    ) -> list[FoundAlias]:
        """Return the mentions of a field with those of parents made their branches' where these are described.

        `language` is the text's, two or three small letters, and tells what its small words mean.
        """
        known = len([mention for mention in mentions if mention.alias.group in self._known])
        if not known:
            return mentions
        plain, glue = folded.text, GLUE_OF.get(language or "", GLUE)
        # Where names are many, one search through all is cheaper than one beside each.
        hits = self._hits(plain, 0, len(plain)) if known * 2 * REACH > len(plain) else None
        kept: list[FoundAlias] = []
        for at, mention in enumerate(mentions):
            made = mention
            if mention.alias.group in self._parents:
                made = self._described(mention, hits, folded, mentions[max(0, at - 1) : at + 2], glue)
            elif mention.alias.group in self._known:
                made = self._completed(mention, hits, folded, glue)
            while kept and made.start <= kept[-1].start:
                kept.pop()  # the branch's own name within a description of it
            if kept and made.start < kept[-1].end:
                made = mention
            if not kept or kept[-1].end <= made.start:
                kept.append(made)
                end = mention.end
                if (
                    (plain[end : end + 3] in BEGINNINGS or plain[end : end + 1] in MARKS)
                    and mention.alias.group in self._parents
                    and (own := begins_own_branch(plain, end))
                ):
                    kept += self._own_branch(mention, own, mentions[at + 1 : at + 2], folded, glue)
        return kept

    def _own_branch(
        self, mention: FoundAlias, start: int, following: Sequence[FoundAlias], folded: Folded, glue: str
    ) -> Iterable[FoundAlias]:
        """Yield the branch that is told of from `start` on with its parent: "Islamic State and its branch in Sinai"."""
        plain = folded.text
        limit = following[0].start if following else len(plain)
        for first, last, entry in self._hits(plain, start, min(limit, start + REACH)):
            end = _word_end(plain, last)
            for region in self._regions[entry]:
                if mention.alias.group not in region.parents or not (
                    region.is_open or ends_word(plain, last)
                ):
                    continue
                between = _words(plain[start:first], glue, BRANCH, OWN_BRANCH)
                if between is None:
                    return
                if not any(is_word(word, BRANCH, OWN_BRANCH) for word in between):
                    end = _branch_after(plain, end, glue) or 0
                if end and not names_it(folded.text, end, following, region.branch):
                    yield stretched(mention, (start, end), folded, region.branch)
                    return

    def described(
        self, waiting: Sequence[FoundAlias], folded: Folded, language: str | None = None
    ) -> Iterable[FoundAlias]:
        """Yield those of some names that need company which have it in a branch's description: "ISのアフガン支部"."""
        parents = [one for one in waiting if one.alias.group in self._parents]
        plain, glue = folded.text, GLUE_OF.get(language or "", GLUE)
        hits = self._hits(plain, 0, len(plain)) if len(parents) * 2 * REACH > len(plain) else None
        for one in parents:
            if self._described(one, hits, folded, (), glue) is not one:
                yield one

    def _hits(self, plain: str, from_: int, to: int) -> list[Hit]:
        """Return the words of regions that stand in [from_:to] of a folded text, in order."""
        if self._automaton is None:
            return []
        family, edges, found = SCRIPT_FAMILY, self._edges, []
        for entry, first, last in self._automaton.find_matches_as_indexes(plain[from_:to], overlapping=True):
            start, edge = from_ + first, edges[entry]
            before = family[plain[start - 1 : start]]
            # A region in katakana is joined to a name: アルカイダイエメン支部.
            if before not in edge.before or before == _KATAKANA or has_particle(plain, start, edge):
                found.append((start, from_ + last, entry))
        found.sort()
        return found

    def _near(self, plain: str, mention: FoundAlias, hits: list[Hit] | None) -> list[Hit]:
        """Return those within reach of a mention, of `hits` where the whole text was looked through.

        They are a few on each side: a text may be nothing but regions.
        """
        first, last = mention.start - REACH, mention.end + REACH
        if hits is None:
            hits = self._hits(plain, max(0, first), last + self._longest)
        if not hits:
            return hits
        at = bisect_left(hits, (mention.start, 0, 0))
        return [hit for hit in hits[max(0, at - MOST_REGIONS) : at + MOST_REGIONS] if first <= hit[0] <= last]

    def _completed(
        self, mention: FoundAlias, hits: list[Hit] | None, folded: Folded, glue: str
    ) -> FoundAlias:
        """Return a branch's name with a region in it together with a word for a branch beside it.

        "IŞİD'in Horasan" is a name of isis-k, and in "IŞİD'in Horasan kolu" it is written out. Before it such a word
        belongs to a name that tells where, "filial del Estado Islámico en África Occidental", or that begins with
        the region: "شاخه پاکستانی طالبان".
        """
        plain, (start, end) = folded.text, (mention.start, mention.end)
        tells_where = any(is_word(word, PREPOSITIONS) for word in _WORD.findall(plain, start, end)[1:-1])
        word = _WORD.match(plain, end + 1)
        behind = _branch_after(plain, end, "") if word and is_word(word[0], BRANCH) else None
        is_begun = tells_where or is_word(plain[max(0, start - REACH) : start - 1].rpartition(" ")[2], BRANCH)
        before = _branch_before(plain, start, glue if tells_where else "") if is_begun else None
        if behind is None and before is None:
            return mention
        for first, last, entry in self._near(plain, mention, hits):
            if all(region.branch != mention.alias.group for region in self._regions[entry]):
                continue
            is_at_end = start < first and last == end
            if behind is not None and is_at_end:
                return stretched(mention, (start, behind), folded)
            if before is not None and (is_at_end if tells_where else first == start):
                return stretched(mention, (before, end), folded)
        return mention

    def _described(
        self,
        mention: FoundAlias,
        hits: list[Hit] | None,
        folded: Folded,
        neighbours: Sequence[FoundAlias],
        glue: str,
    ) -> FoundAlias:
        best: tuple[int, int, str] | None = None
        for start, end, entry in self._near(folded.text, mention, hits):
            for region in self._regions[entry]:
                if mention.alias.group not in region.parents or mention.alias.group == region.branch:
                    continue
                if not region.is_open and not ends_word(folded.text, end):
                    continue
                last = _word_end(folded.text, end)
                span = _description(folded.text, mention, start, last, region, glue)
                if span is None and region.within and _is_joined_to(mention, start, folded):
                    span = mention.start, last
                if span and (best is None or span[1] - span[0] > best[1] - best[0]):
                    best = (*span, region.branch)
        if best is None:
            return mention
        start, end, branch = best
        if any(
            n is not mention
            and n.start < end
            and start < n.end
            and not (n.alias.group == branch and start <= n.start and n.end <= end)
            for n in neighbours
        ):
            return mention
        if any(n.alias.group == branch and _explains(folded, n, (start, end), glue) for n in neighbours):
            return mention  # "ISIS-K, the Afghan offshoot of ISIS": here ISIS is ISIS
        return stretched(mention, (start, end), folded, branch)


def parents_of(group: Group) -> frozenset[str]:
    """Return the groups of which a region makes this one: that which it is a part of, else those it is tied to."""
    if group.part_of:
        return frozenset((group.part_of.group,))
    return frozenset(relation.group for relation in group.affiliate_of[:1])


def _regions_of(group: Group) -> Iterable[tuple[str, bool, bool]]:
    regions = group.regions
    for word in dict.fromkeys((*regions.beside, *regions.within, *regions.branch)):
        yield word, word in regions.beside, word in regions.within


def _word_end(plain: str, end: int) -> int:
    """Return the end of the word that a region's beginning stands in."""
    if IDEOGRAPHS.match(plain, end - 1):
        return end
    rest = _WORD.match(plain, end)
    return rest.end() if rest else end


def _description(
    plain: str, mention: FoundAlias, start: int, end: int, region: Region, glue: str
) -> tuple[int, int] | None:
    """Return the span of a parent's name and a region, with a word for a branch, where they describe one."""
    is_after = start >= mention.end
    if not is_after and end > mention.start:
        return None
    left, right = (mention.end, start) if is_after else (end, mention.start)
    if is_after and (case := _CASE_ENDING.match(plain, left)) and case.end() < right:
        left = case.end()
    between = _words(plain[left:right], glue, BRANCH)
    if between is None or len(between) > MOST_BETWEEN:
        return None
    first, last = min(start, mention.start), max(end, mention.end)
    if any(is_word(word, BRANCH) for word in between):
        return first, last
    if (to := _branch_after(plain, last, glue)) is not None:
        return first, to
    if (to := _branch_before(plain, first, glue)) is not None:
        return to, last
    if region.beside and not between and (is_after or not _is_behind_preposition(plain, first)):
        return first, last
    if region.within and _tells_where(plain, is_after, between, end, glue):
        return first, last
    return None


def _is_joined_to(mention: FoundAlias, start: int, folded: Folded) -> bool:
    """Tell whether a hyphen joins a region to an abbreviation of its parent: ISIS-Moçambique, EI-Somalie."""
    source, last = folded.source, mention.last
    return (
        start == mention.end + 1
        and source[last : last + 1] in _HYPHENS
        and source[last + 1 : last + 2].isupper()
        and mention.text.isupper()
    )


def _tells_where(plain: str, is_after: bool, between: list[str], end: int, glue: str) -> bool:
    """Tell whether a region is where its parent is: "in the Maghreb" behind its name.

    Languages that say it the other way round have the word or the ending for "in" before the name: मगरेब में अल-कायदा.
    """
    if is_after:
        return bool(between) and all(is_word(word, glue) for word in between)
    return all(is_word(word, POSTPOSITIONS) for word in between) if between else plain[end - 1] in LOCATIVES


def _explains(folded: Folded, name: FoundAlias, at: tuple[int, int], glue: str) -> bool:
    """Tell whether a description is only the explanation of the name before it, by what stands between them."""
    between = folded.text[name.end : at[0]]
    words = _words(between.replace(",", " ", 1))
    if not words:
        told = _words(folded.text[slice(*at)]) or ()
        is_dashed = _DASH.fullmatch(folded.source, name.last, folded.span(*at)[0]) is not None
        return between.strip() == "," or (is_dashed and any(is_word(word, BRANCH) for word in told))
    is_told = "," in between or is_word(words[0], COPULAS)
    return is_told and all(is_word(word, glue, COPULAS) for word in words)


def _words(text: str, *vocabularies: str) -> list[str] | None:
    """Return the words of a text, or None where anything but blanks, quotes and brackets stands between them.

    Also None where one is in none of the vocabularies, if there are any.
    """
    words, at = [], 0
    for word in _WORD.finditer(text):
        parts = _parted(word[0])
        if vocabularies and not all(is_word(part, *vocabularies) for part in parts):
            return None
        first = word.start()
        if first > at and text[at:first] != " " and not _GAP.fullmatch(text, at, first):
            return None
        words += parts
        at = word.end()
    return words if text[at:] in ("", " ") or _GAP.fullmatch(text, at) else None


def _parted(word: str) -> list[str]:
    """Return a word, or those of a run of ideographs that are known."""
    if not IDEOGRAPHS.match(word):
        return [word]
    return ideographic_words().findall(word) + [ideographic_words().sub("", word)] * bool(
        ideographic_words().sub("", word)
    )


def _branch_after(plain: str, at: int, glue: str) -> int | None:
    """Return the end of words for a branch that stand behind a place, with at most two small words before them."""
    for word in list(_WORD.finditer(plain, at, at + 40))[:3]:
        if not _GAP.fullmatch(plain, at, word.start()):
            return None
        if IDEOGRAPHS.match(word[0]):
            found = ideographic_branch().match(word[0])
            return word.start() + found.end() if found else None
        if is_word(word[0], BRANCH):
            return _branch_after(plain, word.end(), "") or word.end()
        if not is_word(word[0], glue):
            return None
        at = word.end()
    return None


def _branch_before(plain: str, at: int, glue: str) -> int | None:
    """Return the beginning of a word for a branch that stands before a place, with small words between."""
    from_ = max(0, at - 60)
    for word in reversed(list(_WORD.finditer(plain[from_:at]))[-5:]):
        begin, end = from_ + word.start(), from_ + word.end()
        if not _GAP.fullmatch(plain, end, at):
            return None
        if is_word(word[0], BRANCH):
            return begin
        if not is_word(word[0], glue):
            return None
        at = begin
    return None


def _is_behind_preposition(plain: str, at: int) -> bool:
    before = _WORD.findall(plain[max(0, at - 20) : at])
    return bool(before) and is_word(before[-1], PREPOSITIONS)
