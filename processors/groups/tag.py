"""Every mention of every group in a text.

    text --fold--> folded --automaton--> candidates --whole, spelled, never, context?--> the longest

A candidate is a place that reads like an alias. It becomes a mention if it is a whole word, if no phrase
of `never` holds it, if its conditions are met, and if no longer mention overlaps it. A candidate that
fails any of these does not shadow the shorter ones within it; only phrases of `never` do.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Literal

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from processors.groups.aliases import Alias, aliases_by_spelling, choose_alias, namesakes
from processors.groups.bearers import OTHERWISE_SPELLED, as_somebody, is_not_one_name
from processors.groups.branches import Branches
from processors.groups.catalogue import Catalogue
from processors.groups.centrality import groups_about, measure_centrality, place_mentions
from processors.groups.compounds import (
    begins_compound,
    is_compounding,
    is_cut_before,
    is_cut_behind,
    is_joined_katakana,
)
from processors.groups.disambiguate import (
    NEAR_VETO,
    NO_WORD_NEAR,
    ONE_OF_MANY,
    OTHER_LANGUAGE,
    VERDICT_COUNTS,
    VERDICT_WAITS,
    ContextRule,
    ContextVocabulary,
    FieldText,
    is_armed_near,
    primary_language,
    verdict_on_context,
    verdict_on_form,
)
from processors.groups.endings import is_bending, with_ending
from processors.groups.fold import Folded, fold_article
from processors.groups.hashtags import Hashtags, Place
from processors.groups.introduced import Introduced
from processors.groups.named_after import hints
from processors.groups.overlaps import (
    INSIDE_LONGER,
    PENDING,
    FoundAlias,
    choose_mentions,
    rule_out_covered,
    rule_out_never,
)
from processors.groups.prefixes import PREFIX_ENDS, is_prefixed
from processors.groups.senses import is_nearer, is_one_of_many, settle_senses
from processors.groups.shared_names import SharedNames
from processors.groups.spelling import (
    DASHES,
    SCRIPT_FAMILY,
    has_particle,
    is_brand_of,
    is_joined,
    is_surname_of,
    is_whole,
    word_edges,
)
from processors.groups.wrapped import find_wrapped, first_words, hyphened_ends, line_ends
from processors.records import Article, Mention
from processors.text.fold_characters import PARAGRAPH_BREAK

PART_OF_WORD = "a part of a longer word"
_DASHES = frozenset(DASHES)
_KATAKANA = SCRIPT_FAMILY["ア"]
_NOWHERE: frozenset[Place] = frozenset()
_LONG = 300
"""Characters of a form that is worth remembering; a longer one is stretched by blanks or marks on purpose."""
_FORMS = 8192
"""Forms of names to remember: four for each alias of a large catalogue."""

FieldName = Literal["title", "text"]


class Candidate(msgspec.Struct, frozen=True):
    """A place that reads like an alias, and why it counted (`counts`) or did not."""

    group: str
    alias: str
    text: str
    start: int
    end: int
    counted: bool
    why: str


class Tagger:
    """Finds the mentions of a catalogue's groups. Cheap to keep, safe to share between threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        aliases = aliases_by_spelling(catalogue)
        self._entries = list(aliases.values())
        self._edges = [word_edges(spelling[0], spelling[-1]) for spelling in aliases]
        self._namesakes = namesakes(self._entries)
        rules = [alias.rule for entry in self._entries for alias in entry if alias.rule]
        self._vocabulary = ContextVocabulary(rules)
        self._branches = Branches(catalogue)
        self._introduced = Introduced(catalogue)
        self._shared = SharedNames(aliases)
        self._first_words = first_words(aliases)
        self._hashtags = Hashtags(aliases)
        # Of 11,300 spellings a DFA takes 156 MiB of each worker and .23 s at its start; this one takes 2 MiB and .04 s,
        # and .08 ms more an article: a seven-hundredth of what it takes from page to index.
        self._automaton = AhoCorasick(list(aliases), implementation=Implementation.ContiguousNFA)
        # What a form of a name is taken for depends on nothing else, and texts repeat few forms.
        self._read = lru_cache(_FORMS)(self._read_form)

    def tag(self, text: str, language: str | None = None, field: FieldName = "text") -> list[Mention]:
        """Return the mentions in `text`, in order and without overlap; any Unicode text will do.

        `language` is a BCP 47 tag or None; it matters to ambiguous aliases alone.
        """
        scene = self._scene(text, language)
        return _as_mentions(self._choose([scene], [self._judge(scene)])[0], field)

    def tag_article(self, article: Article) -> Article:
        """Return the article with its mentions and their places, its groups, which of them it is about, and
        the catalogue's version.
        """
        mentions = place_mentions(
            article.text, self.tag_fields(article.title, article.text, article.language)
        )
        return msgspec.structs.replace(
            article,
            mentions=mentions,
            groups=tuple(sorted({mention.group for mention in mentions})),
            about=groups_about(measure_centrality(article.title, article.text, mentions)),
            catalogue_version=self.catalogue.version,
        )

    def tag_fields(self, title: str | None, text: str, language: str | None) -> list[Mention]:
        """Return the mentions in a headline and its text, which are each other's context; the title's first."""
        first, then = self._scene(title or "", language), self._scene(text, language)
        scenes = (
            msgspec.structs.replace(first, after=then.folded.text),
            msgspec.structs.replace(then, before=first.folded.text),
        )
        in_title, in_text = self._choose(scenes, [self._judge(scene) for scene in scenes])
        return _as_mentions(in_title, "title") + _as_mentions(in_text, "text")

    def explain(self, text: str, language: str | None = None) -> list[Candidate]:
        """Return every candidate in `text`, in order, with the reason for which it counted or did not."""
        scene = self._scene(text, language)
        found = self._judge(scene, fully=True)
        composed = self._choose([scene], [found])[0]
        kept = set(map(id, found)) & set(map(id, composed))
        described = [f for f in composed if id(f) not in kept]
        for f in found:
            if f.why == VERDICT_COUNTS and (
                id(f) not in kept or any(d.start <= f.start < d.end for d in described)
            ):
                f.why = INSIDE_LONGER
        found += described
        return [
            Candidate(f.alias.group, f.alias.written, f.text, f.first, f.last, f.why == VERDICT_COUNTS, f.why)
            for f in sorted(found + self._partial(scene.folded), key=lambda f: (f.start, f.end))
            if f.alias.group is not None
        ]

    def _choose(
        self, scenes: Sequence[FieldText], candidates: list[list[FoundAlias]]
    ) -> list[list[FoundAlias]]:
        """Return the mentions of each field, with branches where these are described."""
        settle_senses(candidates, scenes, self.catalogue)
        for scene, found in zip(scenes, candidates, strict=True):
            self._accompany(scene, found)
        waiting = [f for found in candidates for f in found if f.why == VERDICT_WAITS]
        composed = self._compose(candidates, scenes)
        if waiting and _let_in(waiting, composed):
            composed = self._compose(candidates, scenes)
        has_brackets = "(" in scenes[0].folded.text or "(" in scenes[-1].folded.text
        return self._introduced.complete(composed, scenes) if has_brackets else composed

    def _compose(
        self, candidates: list[list[FoundAlias]], scenes: Sequence[FieldText]
    ) -> list[list[FoundAlias]]:
        """Return the candidates that are mentions, and those that stand for more than their alias."""
        chosen = choose_mentions(candidates, [scene.folded for scene in scenes], scenes[0].language)
        return [
            self._shared.complete(
                self._branches.compose(mentions, scene.folded, scene.language), scene.folded
            )
            for scene, mentions in zip(scenes, chosen, strict=True)
        ]

    def _accompany(self, scene: FieldText, found: list[FoundAlias]) -> None:
        """Let those that wait for company count where they are the parents of branches that are described."""
        waiting = [f for f in found if f.why == VERDICT_WAITS]
        for f in self._branches.described(waiting, scene.folded, scene.language) if waiting else ():
            f.why = VERDICT_COUNTS

    def _scene(self, text: str, language: str | None) -> FieldText:
        return FieldText(fold_article(text), language and primary_language(language), self._vocabulary)

    def _judge(self, scene: FieldText, *, fully: bool = False) -> list[FoundAlias]:
        """Return the candidates that are whole words, each with the verdict on it alone.

        One that a longer mention holds in any event is left without a verdict on its place, unless `fully`.
        """
        found: list[FoundAlias] = []
        never: list[FoundAlias] = []
        pending: list[FoundAlias] = []
        source, span, language = scene.folded.source, scene.folded.span, scene.language
        plain, has_handles, (before, behind) = scene.folded.text, "@" in source, hints()
        for entry, start, name_end, end in self._places(scene.folded, language):
            first, last = span(start, name_end)
            alias, why = self._read_at(entry, source[first:last], language)
            last = last if end == name_end else span(start, end)[1]
            text = source[first:last]
            if language == "ar" or source[last : last + 1] in _DASHES:
                why = is_not_one_name(alias, scene, (start, end), (first, last)) or why
            is_asked = alias.person or alias.figure or has_handles or source[last + 1 : last + 2].isupper()
            is_asked = is_asked or plain[end : end + 2] in behind or plain[start - 3 : start] in before
            if (is_asked or plain[start - 1 : start] in before) and why in (None, VERDICT_COUNTS):
                why = as_somebody(alias, scene.folded, (start, end), (first, last)) or why
            if alias.group is None:
                never.append(FoundAlias(alias, start, end, first, last, text, why or VERDICT_COUNTS))
            else:
                found.append(f := FoundAlias(alias, start, end, first, last, text, why or VERDICT_COUNTS))
                if why is None and alias.rule:
                    f.why = PENDING
                    pending.append(f)
        if never:
            rule_out_never(found, never)
        if not fully and pending:
            rule_out_covered(found)
        for f in pending:
            if f.why is PENDING and (rule := f.alias.rule):
                f.why = self._verdict(f, rule, scene)
        twins = [twin for f in pending if f.why == VERDICT_WAITS for twin in self._waiting_twins(f, scene)]
        return sorted([*found, *twins], key=attrgetter("end")) if twins else found

    def _waiting_twins(self, f: FoundAlias, scene: FieldText) -> Iterator[FoundAlias]:
        """Yield a candidate at the same place for each other group of that name that the article may prove, too."""
        for other in self._namesakes.get((f.alias.group, f.alias.written), ()):
            if (
                other.rule
                and verdict_on_context(other.rule, scene, (f.start, f.end), (f.first, f.last))
                == VERDICT_WAITS
            ):
                yield FoundAlias(other, f.start, f.end, f.first, f.last, f.text, VERDICT_WAITS)

    def _verdict(self, f: FoundAlias, rule: ContextRule, scene: FieldText) -> str:
        """Return the verdict on a candidate by what stands around it.

        Of a name of several groups the first counts whose conditions are met, and becomes the candidate's.
        """
        at, span = (f.start, f.end), (f.first, f.last)
        if rule.is_capitals and is_one_of_many(scene, *at) and not is_armed_near(rule, scene, at):
            return ONE_OF_MANY
        why = verdict_on_context(rule, scene, at, span)
        if why == VERDICT_COUNTS:
            return why
        for other in self._namesakes.get((f.alias.group, f.alias.written), ()):
            then = other.rule and verdict_on_context(other.rule, scene, at, span)
            if then == VERDICT_COUNTS:
                f.alias = other
                return VERDICT_COUNTS
            if other.rule and then == why == NEAR_VETO:  # words of both stand around
                nearer = is_nearer(other.rule, rule, scene, at)
                if nearer is not None:
                    f.alias = other if nearer else f.alias
                    return VERDICT_COUNTS
            if then == VERDICT_WAITS and why == NO_WORD_NEAR and other.written == f.alias.written:
                f.alias, why = other, VERDICT_WAITS  # the article may prove this one alone
        return why

    def _places(self, folded: Folded, language: str | None) -> Iterable[tuple[int, int, int, int]]:
        """Return what `_whole` yields, in the order of the words' ends."""
        places = self._whole(folded, language)
        return sorted(places, key=itemgetter(3)) if is_bending(language) else places

    def _whole(self, folded: Folded, language: str | None) -> Iterator[tuple[int, int, int, int]]:
        """Yield what reads like a spelling and is a whole word, with the end of the name and of the word.

        In the order of the names' ends.
        """
        family, all_edges, plain = SCRIPT_FAMILY, self._edges, folded.text
        is_tagged, ends = "#" in plain or "@" in plain, line_ends(folded.source, self._first_words)
        run_together = set(self._hashtags.find(folded)) if is_tagged else _NOWHERE
        hyphened = hyphened_ends(folded, ends) if ends else ()
        has_compounds, bends = is_compounding(language), language if is_bending(language) else None
        found = self._matches(folded, ends, run_together)
        beyond = plain + PARAGRAPH_BREAK  # one step before the start and one after the end are this one
        for entry, start, end in found:
            if run_together and (entry, start, end) in run_together:
                yield entry, start, end, end
                continue
            edge = all_edges[entry]
            whole = end
            if family[beyond[end]] in edge.after:
                if bends:
                    whole = with_ending(folded, start, end, bends)
                if family[beyond[end]] == _KATAKANA:
                    if not is_joined_katakana(plain, start, end):
                        continue
                elif (
                    whole == end
                    and not (has_compounds and begins_compound(plain, start, end))
                    and not (is_tagged and is_cut_behind(folded, start, end))
                    and end not in hyphened
                ):
                    continue
            if (
                family[beyond[start - 1]] in edge.before
                and not (family[beyond[start - 1]] == _KATAKANA and is_joined_katakana(plain, start, end))
                and not has_particle(plain, start, edge)
                and not (is_tagged and is_cut_before(folded, start, end))
                and not (plain[start - 1] in PREFIX_ENDS and is_prefixed(folded, start))
            ):
                continue
            yield entry, start, end, whole

    def _matches(self, folded: Folded, ends: Sequence[int], run_together: Set[Place]) -> Iterable[Place]:
        """Return what reads like a spelling, with what a line's end breaks and what a hashtag runs together."""
        found: Iterable[Place] = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        wrapped = list(find_wrapped(folded, ends, self._automaton)) if ends else []
        if not wrapped and not run_together:
            return found
        return sorted({*found, *wrapped, *run_together}, key=itemgetter(2))

    def _read_at(self, entry: int, text: str, language: str | None) -> tuple[Alias, str | None]:
        """Return what `_read_form` says, remembered for a text that is not too long."""
        return (self._read if len(text) <= _LONG else self._read_form)(entry, text, language)

    def _read_form(self, entry: int, text: str, language: str | None) -> tuple[Alias, str | None]:
        """Return the alias that `text` is read as, and a verdict where the form alone gives one."""
        alias = choose_alias(self._entries[entry], text, language)
        if (
            not is_joined(text, hyphen=alias.hyphen)
            or is_surname_of(alias.written, text)
            or is_brand_of(alias.written, text)
        ):
            return alias, OTHERWISE_SPELLED
        if alias.rule is None:
            return alias, VERDICT_COUNTS
        why = verdict_on_form(alias.rule, text, language)
        is_bound = alias.rule.is_bound and alias.language not in ("any", language)
        if why != VERDICT_COUNTS and language and is_bound:
            why = OTHER_LANGUAGE
        return alias, why

    def _partial(self, folded: Folded) -> list[FoundAlias]:
        places = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        return [
            FoundAlias(self._entries[entry][0], start, end, *span, folded.source[slice(*span)], PART_OF_WORD)
            for entry, start, end in places
            if not is_whole(folded.text, start, end)
            for span in [folded.span(start, end)]
        ]


def _let_in(waited: list[FoundAlias], composed: list[list[FoundAlias]]) -> bool:
    """Let those that waited in vain count where a branch is described whose mention they waited for."""
    groups = {f.alias.group for mentions in composed for f in mentions}
    late = [f for f in waited if f.why == NO_WORD_NEAR and f.alias.rule and groups & f.alias.rule.groups]
    for f in late:
        f.why = VERDICT_COUNTS
    return bool(late)


def _as_mentions(found: list[FoundAlias], field: FieldName) -> list[Mention]:
    return [Mention(f.alias.group, f.text, field, f.first, f.last) for f in found if f.alias.group]
