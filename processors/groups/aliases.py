"""The aliases of a catalogue by their spellings, and which of them a place in a text is read as."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from processors.groups.catalogue import Catalogue, Context, Group, letter_case, written_aliases
from processors.groups.disambiguate import ContextRule, make_context_rule, primary_language
from processors.groups.fold import fold_text
from processors.groups.spelling import needs_hyphen, spellings

_SHORT = 6
"""Letters of a name that initials are joined to, where it is no abbreviation."""


@dataclass(frozen=True, slots=True)
class Alias:
    """An alias, or with `group` None a phrase of `never`."""

    group: str | None
    written: str
    letters: tuple[bool, ...]
    language: str
    rule: ContextRule | None
    hyphen: bool
    person: bool = False
    """Whether people bear the name, too."""
    figure: bool = False
    """Whether it is a figure of speech, too."""


def aliases_by_spelling(catalogue: Catalogue) -> dict[str, tuple[Alias, ...]]:
    """Return each spelling with the aliases that it may stand for.

    A spelling of an alias's own goes before one derived from another alias, and one that is derived from two
    groups' aliases stands for neither, but where these are one name.
    """
    own: dict[str, list[Alias]] = {}
    derived: dict[str, list[Alias]] = {}
    for _, group, tag, written in written_aliases(catalogue.groups):
        context = group.context.get(written)
        _enter(own, derived, _make(group.id, written, tag, context))
    for branch, tag, written in _with_initials(catalogue.groups):
        made = replace(_make(branch, written, tag, _initials_rule(written)), hyphen=True)
        others = own.get(fold_text(written).text, ())
        if all(one.group == branch and one.language not in ("any", made.language) for one in others):
            _enter(own, derived, made)
    for group in catalogue.groups:
        for phrase in group.never:
            _enter(own, derived, _make(None, phrase, "any", None))
    shared = [form for form, aliases in derived.items() if _is_of_two_names(aliases)]
    for form in shared:
        del derived[form]
    return {form: tuple(aliases) for form, aliases in (derived | own).items()}  # half of what lists take


def _is_of_two_names(aliases: Sequence[Alias]) -> bool:
    """Tell whether a derived spelling comes from aliases of several groups that are no namesakes."""
    named = [alias for alias in aliases if alias.group]
    return (
        len({alias.group for alias in named}) > 1
        and len({fold_text(alias.written).text for alias in named}) > 1
    )


def _make(group: str | None, written: str, tag: str, context: Context | None) -> Alias:
    rule = None
    if group and context and context.model_copy(update={"person": False, "figure": False}) != Context():
        rule = make_context_rule(context, group, written)
    return Alias(
        group,
        written,
        _shared(letter_case(written)),
        primary_language(tag),
        rule,
        needs_hyphen(written),
        context is not None and context.person,
        context is not None and context.figure,
    )


@cache
def _shared(letters: tuple[bool, ...]) -> tuple[bool, ...]:
    """Return a letter case, as the same object for all aliases that have it: there are few, and each is long."""
    return letters


def _with_initials(groups: Sequence[Group]) -> Iterator[tuple[str, str, str]]:
    """Yield the names that branches have from an abbreviation of the group above: (branch, language tag, alias)."""
    short: dict[str, list[tuple[str, str]]] = {}
    for _, group, tag, written in written_aliases(tuple(groups)):
        if _is_short_name(written):
            short.setdefault(group.id, []).append((tag, written))
    for branch in groups:
        for tag, written in short.get(branch.part_of.group, ()) if branch.part_of else ():
            for initials in branch.regions.initials:
                yield branch.id, tag, f"{written}-{initials}"


def _is_short_name(written: str) -> bool:
    """Tell whether a name is an abbreviation or as short as one: ISIS, Isis, Daech."""
    return written.isalpha() and (written.isupper() or (written.istitle() and len(written) <= _SHORT))


def _initials_rule(written: str) -> Context | None:
    """Return the condition for such a name: one with two letters before the hyphen is anything in small letters."""
    return Context(case="exact") if len(written.split("-")[0]) < 3 else None


def _enter(own: dict[str, list[Alias]], derived: dict[str, list[Alias]], alias: Alias) -> None:
    first, *others = spellings(alias.written)
    own.setdefault(first, []).append(alias)
    for spelling in others:
        derived.setdefault(spelling, []).append(alias)


def namesakes(entries: Iterable[Sequence[Alias]]) -> dict[tuple[str | None, str], list[Alias]]:
    """Return for each alias that another group has under conditions, too, those of the others."""
    return {
        (alias.group, alias.written): others
        for entry in entries
        for alias in entry
        if alias.group and alias.rule
        if (others := [other for other in entry if other.rule and other.group not in (None, alias.group)])
    }


def choose_alias(aliases: Sequence[Alias], found: str, language: str | None) -> Alias:
    """Return the alias that speaks for a place where several are spelled alike (see `processors.groups.catalogue`)."""
    if len(aliases) == 1:
        return aliases[0]
    letters = letter_case(found)
    return max(
        aliases,
        key=lambda alias: (
            alias.group is not None,
            alias.letters == letters,
            alias.rule is None or alias.rule.letters is None or alias.written == found,  # HTŞ is not HTS
            alias.rule is None or alias.rule.letters is None,
            alias.language == language,
            alias.rule is not None,
            alias.written,
        ),
    )
