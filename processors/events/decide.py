"""To which of the remembered events an article belongs, if to any.

Within a language its words decide, and what its beginning says of where and when speaks against. A template that is
filled anew has the same words: there another day, or other figures on another day, make another event. Across
languages only places, groups, acts and days can agree, and all of them have to.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from math import log1p
from typing import NamedTuple, TypeVar

import numpy as np

from processors.events.acts import ONE_TIME
from processors.events.event import Event
from processors.events.grounds import say_common, say_other
from processors.events.kin import kin
from processors.events.likeness import Array, Likeness, compare
from processors.events.words import EventText, few_figures, year_figures

Key = TypeVar("Key")

MIN_SCORE = 0.235
"""Score from which on an article belongs to an event. Chosen with the sets of
benchmarks/events.py in view."""
POWER = 0.6
"""To which each cosine is raised before their mean is taken: one that is near 0 tells less than the next step."""
AGAINST = {"places": 0.75, "days": 0.8, "acts": 0.93}
"""What is left of a score where these are others."""
AGAINST_BRIEF = AGAINST | {"places": 0.5}
"""The same where the article is short."""
AGAINST_QUIET = AGAINST | {"places": 0.62}
"""The same where it tells of no violence: its towns are often those of who speaks."""
AGAINST_WATCHED = {"places": 0.65, "days": 0.55, "acts": 0.85, "groups": 0.5}
"""The same where one of them names a group of the catalogue: what is written of one group is all alike, since it has
the same background."""
WATCHED = 0.56
"""What is left of such a score from the outset."""
FOLLOWED_UP = 0.75
"""The same where a later text names the event's town and its day in sentences of its own, whatever the toll is now."""
MIN_PASTED = 0.4
"""Share of runs of words in beginnings from which on texts about a group have sentences in common. Those of one report
are a copy; beside other news they are pasted."""
MIN_SENTENCES = 0.2
MIN_SHARED_RUNS = 8
"""Share and number of runs of words in common from which on two beginnings have a sentence in common. An article that
is no copy, and yet has sentences of another, is a form filled anew or stands over background: in tests/data/stories
178 of 178 such pairs that had joined are of two events, by which this was chosen."""
MIN_COPY = 0.8
MIN_COPIED_RUNS = 0.7
"""Cosine of beginnings, or share of such runs, from which on such an article may be a copy that was not found, where
nothing else differs."""
QUOTED = 0.2
"""Days within which reports of one town and toll share the sentences of one statement: the next attack comes later."""
FIRST_HOURS = 1 / 12
"""Days in which nobody knows yet whether shots or a bomb killed, and how many."""
OTHER_FIGURES = 0.8
"""And where the next day's figures are all others."""
OTHER_COUNTRY = 0.85
"""What is left of the score of a short article in another country than an event, which names no town of it."""
SLOWNESS = 0.05
"""How fast a score falls with the days since the event's last article: by its logarithm."""
ECHOED = 2.5
"""Days after an event within which its claim and its funerals come: later ones are of the next."""
MIN_TEMPLATE = 0.45
"""Cosine of words from which on texts of different days are one template, filled twice."""
MIN_FORM = 0.35
"""The same where the later text names a later day."""
MIN_REPEATED = 0.4
"""Cosine of words from which on a report days later tells of the next attack: what follows up has other words."""
REPEATED = 1.5
"""Days after which it does."""
MIN_RUNS = 0.12
"""Share of runs of words in beginnings from which on the same words may be a template, filled twice: who follows up, or
reports beside another, writes sentences of his own."""
OTHER_TOLL = 0.5
"""What is left of a score where a later headline has other figures: of a group, or in a template."""
NEXT_DAY = 0.6
"""Days after which a template that is filled with other figures tells of something else."""
SAME_DAY = timedelta(hours=30)
"""Between articles in two languages of one event, where one of them names no day."""
MIN_FIGURES = 2
"""Figures in common that say as much as a group's name in common, where few were hurt."""
MIN_PLACES = 2
"""Towns that both have to name where they have no figure in common: one may be that of the dateline."""
NEAR, NEAR_ELSEWHERE = 0.5, 0.65
"""Shares of `MIN_SCORE` from which on an event is near, and where its towns are others."""
LOOKED_AT = 5
"""Events with the likest words, of which one that is near is named to whoever asks why an article joined none."""


class Verdict(NamedTuple):
    """How well an article fits an event, and the reason in a few words."""

    score: float
    grounds: str


def judge(likeness: Likeness) -> Verdict:
    """Say how well an article fits an event of its language (0 to 1), by what the two have in common."""
    is_later = likeness.gap > NEXT_DAY
    has_other_figures = is_later and likeness.figures < 0
    may_be_template = likeness.watched or likeness.places > 0 or likeness.runs >= MIN_RUNS
    is_template = may_be_template and likeness.words >= MIN_TEMPLATE
    follows_up = _follows_up(likeness)
    is_echo = _is_echo(likeness)
    if is_other := _is_other(likeness):
        return Verdict(0.0, is_other)
    if is_template and (likeness.days < 0 or has_other_figures):
        return Verdict(0.0, "the same words of another day or town")
    if not (follows_up or is_echo) and (
        is_repeated := _is_repeated(likeness, may_be_template=may_be_template)
    ):
        return Verdict(0.0, is_repeated)
    cosines = (likeness.words, likeness.heads, likeness.body, likeness.lede, likeness.title)
    score = float(_score(np.array(cosines)))
    score /= 1 + SLOWNESS * log1p(likeness.gap)
    against = _against(likeness)
    differ = [name for name in against if getattr(likeness, name) < 0 and not (is_echo and name == "days")]
    for name in differ:
        score *= against[name]
    if likeness.brief and likeness.abroad and not likeness.watched and likeness.places <= 0:
        score *= OTHER_COUNTRY
    of_other_day = likeness.brief and likeness.days < 0 and not is_echo
    if is_later and likeness.title_figures < 0 and (likeness.watched or is_template or of_other_day):
        score *= OTHER_TOLL
    if likeness.watched:
        score *= FOLLOWED_UP if follows_up else WATCHED * (OTHER_FIGURES if has_other_figures else 1.0)
    said = f"its words fit to {score:.0%}" + (f", though other {' and '.join(differ)}" if differ else "")
    return Verdict(score, said)


def _against(likeness: Likeness) -> dict[str, float]:
    """Give what is left of a score where the things by their names are others."""
    if likeness.watched:
        return AGAINST_WATCHED
    if likeness.brief:
        return AGAINST_BRIEF if likeness.attacks else AGAINST_QUIET
    return AGAINST


def _is_any_attack(likeness: Likeness) -> bool:
    """Tell whether a short article has little but the words of any attack, and no group."""
    return likeness.brief and likeness.attacks and not likeness.watched


def _follows_up(likeness: Likeness) -> bool:
    """Tell whether a later text names the town and the day of an event in sentences of its own."""
    names_both = min(likeness.days, likeness.places) > 0 and likeness.groups >= 0
    return likeness.gap > NEXT_DAY and names_both and likeness.runs < MIN_RUNS


def _is_echo(likeness: Likeness) -> bool:
    """Tell whether a text is of the claim or the funeral behind an event: its day is that of those.

    The town is the same, no group and no toll is another, and what was long ago is no news. A claim that names one
    more town may be of an attack there.
    """
    is_there = likeness.places > 0 and not likeness.elsewhere
    agrees = is_there and likeness.groups >= 0 and likeness.tolls >= 0
    return likeness.follows_up and agrees and likeness.gap < ECHOED


def _is_other(likeness: Likeness) -> str:
    """Say why an article that has words of an event, but another place, cannot be of it; nothing where it may be."""
    is_elsewhere = likeness.figures < 0 and likeness.places < 0
    may_be_template = likeness.watched or likeness.runs >= MIN_RUNS
    if likeness.namesakes:
        return "towns of one name in two countries"
    if _has_its_sentences(likeness) and not _may_be_copy(likeness):
        return "the same sentences, and yet no copy"
    if may_be_template and is_elsewhere and likeness.words >= MIN_TEMPLATE:
        return "the same words of another day or town"
    if max(likeness.places, likeness.countries) < 0 and likeness.runs >= MIN_RUNS:
        return "the same sentences of another country"
    if likeness.watched and likeness.runs >= MIN_PASTED and (likeness.places <= 0 or likeness.figures < 0):
        return "the same sentences under other news"
    if (likeness.brief or likeness.watched) and likeness.other_hand and likeness.figures < 0:
        return "a disaster, and violence"
    if _is_any_attack(likeness) and likeness.figures < 0 and likeness.gap > FIRST_HOURS:
        if likeness.acts < 0:
            return "other figures, and another act"
        if likeness.two_towns:
            return "other figures, and another district"
    return ""


def _has_its_sentences(likeness: Likeness) -> bool:
    """Tell whether an article that is no copy has sentences of an event.

    A long one without a group may quote the same words, and has others that tell.
    """
    is_asked = likeness.is_no_copy and (likeness.brief or likeness.watched)
    return is_asked and likeness.runs >= MIN_SENTENCES and likeness.shared_runs >= MIN_SHARED_RUNS


def _may_be_copy(likeness: Likeness) -> bool:
    """Tell whether a text with an event's sentences may be a copy of its report that was not found to be one.

    Or the sentences may be of one statement, which within hours stands in several reports of their own.
    """
    differs = min(likeness.places, likeness.days, likeness.figures, likeness.acts) < 0
    is_like = likeness.heads >= MIN_COPY or likeness.runs >= MIN_COPIED_RUNS
    is_quoted = min(likeness.places, likeness.figures) > 0 and likeness.gap <= QUOTED
    return not differs and ((is_like and likeness.gap <= NEXT_DAY) or is_quoted)


def _is_repeated(likeness: Likeness, *, may_be_template: bool) -> str:
    """Say why a later article with the words of an event tells of the next; nothing where it may tell of the event."""
    is_form = may_be_template and likeness.words >= MIN_FORM
    if is_form and likeness.gap > NEXT_DAY and likeness.names_later_day:
        return "the same words of a later day"
    if likeness.watched and likeness.words >= MIN_REPEATED and likeness.gap > REPEATED:
        return "the same words days later"
    is_other = likeness.places > 0 and likeness.days < 0 and likeness.figures <= 0
    if _is_any_attack(likeness) and is_other and likeness.gap > REPEATED:
        return "an attack in the same town days later"
    return ""


def choose(
    text: EventText, at: datetime, known: Sequence[tuple[Key, Event]], cosines: Array
) -> tuple[Key, str] | None:
    """Choose the event of an article's language that it belongs to; of several the likest, else the first.

    The cosines are those that `measure` gives for the article and these events.
    """
    best: tuple[Key, Event, Verdict] | None = None
    for number in np.flatnonzero(_score(cosines) >= MIN_SCORE).tolist():  # what else they say only lowers it
        key, event = known[number]
        verdict = judge(compare(text, at, event, cosines[number].tolist()))
        if verdict.score >= MIN_SCORE and (best is None or verdict.score > best[2].score):
            best = key, event, verdict
    return (best[0], _say(say_common(text, best[1]), best[2].grounds)) if best else None


def likest(
    text: EventText, at: datetime, known: Sequence[tuple[Key, Event]], cosines: Array
) -> tuple[Key, str] | None:
    """Give an event that is near enough to be worth a look, to which an article does not belong, and why it does not.

    Of those whose words are likest the first that is near: most share a few words by chance, and nothing else.
    """
    for number in np.argsort(-_score(cosines), kind="stable")[:LOOKED_AT].tolist():
        key, event = known[number]
        likeness = compare(text, at, event, cosines[number].tolist())
        verdict = judge(likeness)
        if _is_near(likeness, verdict):
            asked = f", and {MIN_SCORE:.0%} is asked" if verdict.score else ""
            return key, _say(say_other(text, event), verdict.grounds + asked)
    return None


def _is_near(likeness: Likeness, verdict: Verdict) -> bool:
    """Tell whether an event has a town, a group or a sentence of an article, or much of what is asked of its words.

    That is half of it, and more where the towns are others.
    """
    is_pasted = likeness.shared_runs > 0 and likeness.runs >= MIN_RUNS
    asked = MIN_SCORE * (NEAR_ELSEWHERE if likeness.places < 0 else NEAR)
    return max(likeness.places, likeness.groups) > 0 or is_pasted or verdict.score >= asked


def _say(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _score(cosines: Array) -> Array:
    """Give the mean of the last axis' cosines, each raised to a power: what words alone say."""
    told: Array = (np.maximum(cosines, 0.0) ** POWER).mean(axis=-1)
    return told


def choose_across(
    text: EventText, at: datetime, known: Iterable[tuple[Key, Event]]
) -> tuple[Key, str] | None:
    """Choose the event in another language that an article belongs to; none where two fit as well."""
    fits: list[tuple[tuple[int, ...], Key, Event]] = []
    for key, event in known:
        if agrees := _agreement(text, at, event):
            fits.append((agrees, key, event))
    fits.sort(key=lambda pair: pair[0], reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    _, key, event = fits[0]
    said = (
        f"a report in another language ({event.language})"
        if event.language
        else "a report in another language"
    )
    return key, _say(say_common(text, event), f"{said}: place, groups, act and day agree")


def _agreement(text: EventText, at: datetime, event: Event) -> tuple[int, ...]:
    """Count what an article and an event in another language have in common; nothing where something is missing."""
    places, acts = text.places & event.places, text.acts & event.acts
    groups = kin(text.groups, event.groups)
    tolls = event.figures | event.title_figures
    figures = (text.figures & tolls) - year_figures()
    names_day = bool(text.days and event.days)
    has_other_acts = not acts and bool(text.acts and event.acts)
    is_abroad = text.countries and event.countries and text.countries.isdisjoint(event.countries)
    if not places or is_abroad or has_other_acts or (names_day and text.days.isdisjoint(event.days)):
        return ()
    if not names_day and not event.first_at - SAME_DAY <= at <= event.last_at + SAME_DAY:
        return ()
    if groups and acts:
        says_enough = len(places) >= MIN_PLACES or figures or (names_day and not (text.figures or tolls))
    else:
        of_title = text.title_figures & event.title_figures - year_figures()
        is_toll = bool(of_title) and not ONE_TIME.isdisjoint(acts) and not (text.groups or event.groups)
        told_enough = (_tell_much(figures) or is_toll) if names_day else len(figures) >= MIN_FIGURES
        says_enough = told_enough and (bool(groups) or not (text.groups and event.groups))
    return (len(figures), len(places), len(acts), len(groups)) if says_enough else ()


def _tell_much(figures: AbstractSet[int]) -> bool:
    """Tell whether figures that are the same in two languages say so much as a group's name: two, or one above nine."""
    return len(figures) >= MIN_FIGURES or bool(figures - few_figures())
