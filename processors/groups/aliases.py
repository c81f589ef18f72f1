"""The aliases of a catalogue by their spellings, and which of them a place in a text is read as."""

from collections.abc import Sequence
from dataclasses import dataclass

from processors.groups.catalogue import Catalogue, letter_case, written_aliases
from processors.groups.disambiguate import ContextRule, make_context_rule, primary_language
from processors.groups.spelling import needs_hyphen, spellings


@dataclass(frozen=True, slots=True)
class Alias:
    """An alias, or with `group` None a phrase of `never`."""

    group: str | None
    written: str
    letters: tuple[bool, ...]
    language: str
    rule: ContextRule | None
    hyphen: bool


def aliases_by_spelling(catalogue: Catalogue) -> dict[str, list[Alias]]:
    """Return each spelling with the aliases that it may stand for.

    A spelling of an alias's own goes before one derived from another alias, and one that is derived from two
    groups' aliases stands for neither.
    """
    own: dict[str, list[Alias]] = {}
    derived: dict[str, list[Alias]] = {}
    for _, group, tag, written in written_aliases(catalogue.groups):
        context = group.context.get(written)
        rule = make_context_rule(context, group.id, written) if context else None
        _enter(own, derived, _make(group.id, written, tag, rule))
    for group in catalogue.groups:
        for phrase in group.never:
            _enter(own, derived, _make(None, phrase, "any", None))
    shared = [form for form, aliases in derived.items() if len({a.group for a in aliases} - {None}) > 1]
    for form in shared:
        del derived[form]
    return derived | own


def _make(group: str | None, written: str, tag: str, rule: ContextRule | None) -> Alias:
    return Alias(group, written, letter_case(written), primary_language(tag), rule, needs_hyphen(written))


def _enter(own: dict[str, list[Alias]], derived: dict[str, list[Alias]], alias: Alias) -> None:
    first, *others = spellings(alias.written)
    own.setdefault(first, []).append(alias)
    for spelling in others:
        derived.setdefault(spelling, []).append(alias)


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
            alias.rule is None or alias.rule.letters is None,
            alias.language == language,
            alias.rule is not None,
            alias.written,
        ),
    )
