"""The catalogue of groups: what people write, checked, as values.

    groups:
      - id: isis-k                        # a-z, 0-9 and single hyphens
        name: Islamic State - Khorasan Province
        part_of: isis                     # also `affiliate_of`, `split_from` (an id or a list), `formerly`
        aliases:                          # by the language's tag, or `any`
          any: [ISIS-K, ISKP]
          en: ["Islamic State Khorasan Province"]
        regions: [Khorasan]               # "Khorasan branch of ISIS" is this group; see below
        voices: [Amaq]                    # spokesmen and media arms: what they say is the group's word
        never: ["Islamic State of mind"]  # phrases that contain an alias and are something else
        context:                          # an ambiguous alias counts only under these conditions
          "IS":                           # the alias, as written in `aliases`
            languages: [en, de]           # it is ambiguous in these (default: in all)
            case: exact                   # only in this letter case
            near: [jihadist, "terror*"]   # one of these words or phrases within `within` words ...
            within: 12
            behind: {it: ["dell'"]}       # ... or, in Italian, directly behind one of these
            not_near: [goddess, Oxford]   # ... and none of these
            article: [isis]               # or: the article names one of these groups (default: this one)
            person: true                  # people are called so, too: as a person's name it does not count
            figure: true                  # whoever is strict is called so, too: "a grammar Taliban" does not count
            also: [school]                # so is a kind of thing: near its words only armed deeds keep the name
        note: Free text for whoever reads the catalogue.

A relation is an id, or `{group: isis, since: 2015, until: 2019-03-23, note: ...}`, or a list of such. A
former name is a string, or `{name: ..., since: ..., until: ...}`; it is found only if it is an alias too.

How `context` is read:

* An alias without an entry counts in every language. One with an entry is ambiguous: it counts only in texts
  of the language that it is written under (those under `any` in all, and all in a text of unknown language).
  In a text of a language that `languages` leaves out it counts without conditions.
* `case: exact` is needed in any event. Where the alias is all capitals and so are the words around it, the
  case says nothing, and the alias does not count, but before a verb and where it is no word of the language. A longer
  name also counts in capitals throughout, and one of several words with more of them begun by one: "Fratelli
  Musulmani".
* A word of `not_near` is a veto.
* A word of `behind` is enough in texts of its language, where it stands directly before the alias and no
  capital follows: "dell'Isis", but not "dell'Isis Europa", which is somebody's longer name.
* Where `near` or `article` is written, one of them has to hold: a word of `near`, or a mention in the same
  article of a group of `article` that counted without this rule, or one that is told of in one breath: "the PKK and
  IS". So has a compound with a word for an armed group's people: "IS-vrouwen". `article: []` turns these ways off.
* A word that ends in `*` stands for all that begin so. Words are compared as names are: folded, and in Arabic
  and Hebrew with or without the particles that are written together with them.
* `regions` find a branch that is described: a word of `beside` next to the name of the group that it is `part_of` (or
  else the first of `affiliate_of`), or one of `branch` with a word such as "branch", "affiliate" or "wing", and small
  words between: "Islamic State's Afghan affiliate". One of `within` stands behind that name with a preposition between,
  and one of `initials` behind its abbreviations with a hyphen between. A list is `beside`.
* Near a word of a kind in `also` a word of `near`, or one of armed groups, or a group of `article` has to be there.
  Without such words `also` is no condition. See `processors.groups.other_kinds`.
* What a word of `not_near` or `also` rules out at one place of an article is ruled out everywhere there, but where
  a place near a word of `near` or of armed groups or another name shows the group: a text means one thing by a name.
* A name of two groups counts as the one whose conditions are met; both have to have `near`.
* `person: true`, `figure: true` and `also` alone are no condition: but for persons' names, figures of speech and other
  kinds of things, the alias counts in every language.
* Aliases of one group that are the same when folded share the work. Of "ISIS" and "Isis" each speaks for its
  own letter case; of the same name in two languages each for its own language. Where none is at home, one
  without `case: exact` speaks, and rather one with conditions.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictStr

from processors.groups.other_kinds import Kind

Loc = tuple[str | int, ...]


class CatalogueError(ValueError):
    """The catalogue is wrong at `loc`, the path of keys and indexes into the data.

    `mend` says what to do about it. A path can end in more parts than the data has where a short form was
    written (a string in place of a list): its longest part that is there names the place.
    """

    def __init__(self, loc: Loc, message: str, mend: str) -> None:
        super().__init__(f"{'.'.join(map(str, loc)) or 'catalogue'}: {message}; {mend}")
        self.loc, self.message, self.mend = loc, message, mend

    def __reduce__(self) -> tuple[type["CatalogueError"], tuple[Loc, str, str]]:
        """Pickle by all three arguments, so that it crosses from a worker process whole."""
        return type(self), (self.loc, self.message, self.mend)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


def _as_relation(value: object) -> object:
    return {"group": value} if isinstance(value, str) else value


def _as_name(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Tag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Tags = Annotated[tuple[Tag, ...], BeforeValidator(_as_list)]
Text = Annotated[StrictStr, Field(min_length=1, max_length=200)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
When = int | date | StrictStr
"""A year, a day, or `2014-06` as text."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Relation(_Written):
    """A tie to another group of the catalogue, with the time for which it held."""

    group: Id
    since: When | None = None
    until: When | None = None
    note: str | None = None


class FormerName(_Written):
    """A name that the group bore."""

    name: Text
    since: When | None = None
    until: When | None = None
    note: str | None = None


OneRelation = Annotated[Relation, BeforeValidator(_as_relation)]
Relations = Annotated[tuple[OneRelation, ...], BeforeValidator(_as_list)]
FormerNames = Annotated[
    tuple[Annotated[FormerName, BeforeValidator(_as_name)], ...], BeforeValidator(_as_list)
]


class Context(_Written):
    """The conditions under which an ambiguous alias counts (see the module's text)."""

    languages: Tags = ()
    case: Literal["exact"] | None = None
    near: Texts = ()
    within: Annotated[int, Field(ge=1, le=100)] = 12
    behind: dict[Tag, Texts] = {}
    """By language: an article that is written together with the name."""
    not_near: Texts = ()
    article: tuple[Id, ...] | None = None
    person: StrictBool = False
    """Whether people bear the name, too: as a person's it does not count (see `processors.groups.persons`)."""
    figure: StrictBool = False
    """Whether it is a figure of speech, too, which does not count (see `processors.groups.figures`)."""
    also: Annotated[tuple[Kind, ...], BeforeValidator(_as_list)] = ()
    """What else is called so, which puts the name in doubt (see `processors.groups.other_kinds`)."""


class Regions(_Written):
    """Where a branch is at work, by words that stand in descriptions of it."""

    beside: Texts = ()
    """Enough where they stand beside the name of the group that it is a part of: Khorasan, Pakistani."""
    within: Texts = ()
    """Enough behind that group's name with a preposition between: (al-Qaeda in the) Maghreb."""
    initials: Texts = ()
    """What is joined to that group's abbreviations by a hyphen: K for ISIS-K, IŞİD-K and EI-K."""
    branch: Texts = ()
    """Enough beside a word such as "branch" or "affiliate": Afghan*, Yemen*."""


def _as_regions(value: object) -> object:
    return {"beside": value} if isinstance(value, str | list | tuple) else value


class Group(_Written):
    """One group, as written."""

    id: Id
    name: Text
    part_of: OneRelation | None = None
    affiliate_of: Relations = ()
    split_from: Relations = ()
    formerly: FormerNames = ()
    aliases: dict[Tag, Texts]
    never: Texts = ()
    context: dict[str, Context] = {}
    regions: Annotated[Regions, BeforeValidator(_as_regions)] = Regions()
    voices: Texts = ()
    """Names of spokesmen and media arms that speak for the group, in any language."""
    note: str | None = None


class CatalogueFile(_Written):
    """The whole file, as written."""

    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Catalogue:
    """Groups that passed every check, in the order of the file."""

    groups: tuple[Group, ...]

    @cached_property
    def version(self) -> str:
        """Twelve hex digits of a SHA-256 over the content; the order of the file does not enter into it."""
        groups = [group.model_dump(mode="json", exclude_defaults=True) for group in self.groups]
        for group in groups:
            group["aliases"] = {tag: sorted(written) for tag, written in group["aliases"].items()}
            group["never"] = sorted(group.get("never", ()))
        canonical = json.dumps(sorted(groups, key=lambda group: str(group["id"])), sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def branches(self, id: str) -> set[str]:  # noqa: A002  the field's own name
        """Ids of every group that is `part_of` the group `id`, directly or through others, without itself.

        Raises KeyError for an id that is not in the catalogue, with the ids that are like it behind it.
        """
        ids = [group.id for group in self.groups]
        if id not in ids:
            raise KeyError(id, *get_close_matches(id, ids))
        found: set[str] = set()
        wave = {id}
        while wave:
            wave = {g.id for g in self.groups if g.part_of and g.part_of.group in wave} - found
            found |= wave
        return found

    def parents(self) -> dict[str, tuple[str, ...]]:
        """Ids of the groups that each group is `part_of`, directly or through others; none for most."""
        above = {group.id: group.part_of.group for group in self.groups if group.part_of}
        found: dict[str, tuple[str, ...]] = {}
        for group in above:
            chain: list[str] = []
            while (group_above := above.get(chain[-1] if chain else group)) and group_above not in chain:
                chain.append(group_above)
            found[group] = tuple(chain)
        return found


def written_aliases(groups: tuple[Group, ...]) -> Iterator[tuple[Loc, Group, str, str]]:
    """Yield every alias with its place in the data: (loc, group, language tag or `any`, alias)."""
    for index, group in enumerate(groups):
        for tag, aliases in group.aliases.items():
            for at, alias in enumerate(aliases):
                yield ("groups", index, "aliases", tag, at), group, tag, alias


def letter_case(text: str) -> tuple[bool, ...]:
    """Tell for each letter of `text` whether it is a capital: what `case: exact` compares."""
    return tuple([char.isupper() for char in text if char.isalpha()])
