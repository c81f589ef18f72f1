"""From what YAML made of groups.yaml to a Catalogue, or to the first thing that is wrong and how to mend it."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from processors.groups.catalogue import (
    Catalogue,
    CatalogueError,
    CatalogueFile,
    Context,
    Group,
    Loc,
    Regions,
    letter_case,
    written_aliases,
)
from processors.groups.fold import fold_text
from processors.known_keys import FORMS, keys_at, mend_key


def read_catalogue(data: object) -> Catalogue:
    """Check `data` (what YAML made of the file) and return it as a catalogue.

    Raises CatalogueError at the first thing that is wrong.
    """
    try:
        groups = CatalogueFile.model_validate(data).groups
    except ValidationError as error:
        raise _as_catalogue_error(error) from None
    _check_ids(groups)
    _check_relations(groups)
    for index, group in enumerate(groups):
        _check_context(index, group)
        _check_regions(index, group)
    _check_spellings(groups)
    return Catalogue(groups)


def _as_catalogue_error(error: ValidationError) -> CatalogueError:
    first = error.errors(include_url=False)[0]
    if first["type"] == "extra_forbidden":
        return _unknown_key(first["loc"])
    mends = {
        "missing": "add it",
        "string_type": "put it in quotes",
        "string_pattern_mismatch": "use small letters, digits and single hyphens",
    }
    loc = tuple(part for part in first["loc"] if part != "[key]")
    if first["type"] in FORMS:
        return CatalogueError(loc, *FORMS[first["type"]])
    message = first["msg"]
    mend = mends.get(first["type"], "see the format in config/groups.yaml")
    if first["type"] == "string_pattern_mismatch":
        message = f"{first['input']!r} does not fit the pattern"
        mend = "write the code of a language, such as en" if _BY_LANGUAGE & {*loc[-2:]} else mend
    return CatalogueError(loc, message, mend)


_BY_LANGUAGE = {"aliases", "languages", "behind"}
"""What has codes of languages for keys, or for values."""


def _unknown_key(loc: Loc) -> CatalogueError:
    mend = mend_key(str(loc[-1]), keys_at(CatalogueFile, loc[:-1]))
    return CatalogueError(loc, f"unknown key {loc[-1]!r}", mend)


def _check_ids(groups: tuple[Group, ...]) -> None:
    seen: set[str] = set()
    for index, group in enumerate(groups):
        if group.id in seen:
            raise CatalogueError(
                ("groups", index, "id"), f"the id {group.id!r} is given twice", "give each group its own id"
            )
        seen.add(group.id)


def _check_relations(groups: tuple[Group, ...]) -> None:
    parents = {group.id: group.part_of.group for group in groups if group.part_of}
    ids = {group.id for group in groups}
    for index, group in enumerate(groups):
        for loc, named in _named_groups(group):
            if named not in ids:
                raise CatalogueError(
                    ("groups", index, *loc),
                    f"{named!r} is not in the catalogue",
                    "add that group or correct the id",
                )
        _check_cycle(index, group.id, parents)


def _named_groups(group: Group) -> Iterator[tuple[Loc, str]]:
    if group.part_of:
        yield ("part_of",), group.part_of.group
    for key in ("affiliate_of", "split_from"):
        for at, relation in enumerate(getattr(group, key)):
            yield (key, at), relation.group
    for alias, context in group.context.items():
        for at, named in enumerate(context.article or ()):
            yield ("context", alias, "article", at), named


def _check_cycle(index: int, start: str, parents: dict[str, str]) -> None:
    chain = [start]
    while chain[-1] in parents:
        chain.append(parents[chain[-1]])
        if chain[-1] == start:
            raise CatalogueError(
                ("groups", index, "part_of"),
                f"{' -> '.join(chain)}: a group cannot be a part of itself",
                "take out one of these `part_of`",
            )
        if chain[-1] in chain[:-1]:
            return


def _check_context(index: int, group: Group) -> None:
    aliases = {alias for written in group.aliases.values() for alias in written}
    for alias, context in group.context.items():
        loc: Loc = ("groups", index, "context", alias)
        if alias not in aliases:
            raise CatalogueError(
                loc,
                f"{alias!r} is not among the group's aliases",
                "write it as in `aliases`, or add it there",
            )
        if context.model_copy(update={"languages": (), "within": 12}) == Context():
            raise CatalogueError(
                loc, "has no condition", "write `case`, `near`, `behind`, `not_near` or `article`"
            )
        words: list[tuple[Loc, tuple[str, ...]]] = [
            (("near",), context.near),
            (("not_near",), context.not_near),
        ]
        for language, articles in context.behind.items():
            if not articles:
                raise CatalogueError((*loc, "behind", language), "lists no article", "take it out")
            words.append((("behind", language), articles))
        for key, listed in words:
            for at, word in enumerate(listed):
                if not _has_letters(word.removesuffix("*")):
                    raise CatalogueError((*loc, *key, at), f"{word!r} has no letters", "take it out")


def _check_regions(index: int, group: Group) -> None:
    if group.regions != Regions() and not (group.part_of or group.affiliate_of):
        raise CatalogueError(
            ("groups", index, "regions"),
            f"{group.id!r} is no branch of another group",
            "write `part_of` or `affiliate_of`, or take `regions` out",
        )
    for at, initials in enumerate(group.regions.initials):
        if not (initials.isalpha() and initials.isupper()):
            message = f"{initials!r} are no capitals"
            raise CatalogueError(
                ("groups", index, "regions", "initials", at), message, "write them as in ISIS-K"
            )
    for key in ("beside", "within", "branch"):
        for at, word in enumerate(getattr(group.regions, key)):
            if len(fold_text(word.removesuffix("*")).text.strip()) < 2 or not _has_letters(word):
                message = f"{word!r} is too short for a region"
                raise CatalogueError(("groups", index, "regions", key, at), message, "write the whole word")


def _has_letters(text: str) -> bool:
    return re.search(r"[^\W_]", fold_text(text).text) is not None


def _check_spellings(groups: tuple[Group, ...]) -> None:
    """Every alias and every phrase of `never` has letters, and no two groups claim the same spelling."""
    owners: dict[str, tuple[Group, str]] = {}
    for loc, group, _, alias in written_aliases(groups):
        if not _has_letters(alias):
            raise CatalogueError(loc, f"{alias!r} has no letters", "take it out")
        owner, other = owners.setdefault(fold_text(alias).text.strip(), (group, alias))
        claims = (owner, other), (group, alias)
        if owner.id != group.id and not (_differ_in_case(*claims) or _have_words(*claims)):
            raise CatalogueError(
                loc,
                f"{alias!r} is an alias of {owner.id!r} too",
                "leave it to one group, or tell them apart: `case: exact` in both, or `near` in one, and `near` or "
                "`not_near` in the other",
            )
    _check_voices(groups, {name: owner.id for name, (owner, _) in owners.items()})
    for index, group in enumerate(groups):
        for at, phrase in enumerate(group.never):
            _check_never(("groups", index, "never", at), group, phrase, owners)


def _check_voices(groups: tuple[Group, ...], aliases: dict[str, str]) -> None:
    """Every voice has letters, no two groups have the same, and none is another group's name (by `aliases`)."""
    owners: dict[str, str] = {}
    for index, group in enumerate(groups):
        for at, voice in enumerate(group.voices):
            loc: Loc = ("groups", index, "voices", at)
            if not _has_letters(voice):
                raise CatalogueError(loc, f"{voice!r} has no letters", "take it out")
            name = fold_text(voice).text.strip()
            if aliases.get(name, group.id) != group.id:
                mend = "a group speaks for itself: take it out, or write the spokesman's whole name"
                raise CatalogueError(loc, f"{voice!r} is an alias of {aliases[name]!r}", mend)
            owner = owners.setdefault(name, group.id)
            if owner != group.id:
                raise CatalogueError(loc, f"{voice!r} is a voice of {owner!r} too", "leave it to one group")


def _differ_in_case(*claims: tuple[Group, str]) -> bool:
    contexts = [group.context.get(alias) for group, alias in claims]
    cases = {letter_case(alias) for _, alias in claims}
    return all(context and context.case for context in contexts) and len(cases) == len(claims)


def _have_words(*claims: tuple[Group, str]) -> bool:
    """Tell whether words near it tell whose an alias is, in each of the groups that have it.

    They speak for each group, or for one and against the other.
    """
    contexts = [context for group, alias in claims if (context := group.context.get(alias))]
    return (
        len(contexts) == len(claims)
        and all(context.near or context.not_near for context in contexts)
        and any(context.near for context in contexts)
    )


def _check_never(loc: Loc, group: Group, phrase: str, owners: dict[str, tuple[Group, str]]) -> None:
    if not _has_letters(phrase):
        raise CatalogueError(loc, f"{phrase!r} has no letters", "take it out")
    owner = owners.get(fold_text(phrase).text.strip())
    if owner and owner[0].id == group.id:
        raise CatalogueError(
            loc,
            f"{phrase!r} is an alias of the same group",
            "leave it in `never` or in `aliases`, not in both",
        )
