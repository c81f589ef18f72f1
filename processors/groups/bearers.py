"""Why a place that reads like an alias is somebody or something else, by its form and by what stands beside it."""

from processors.groups.aliases import Alias
from processors.groups.called import is_called, word_before
from processors.groups.disambiguate import FieldText
from processors.groups.enthusiasm import is_common_noun
from processors.groups.figures import is_figure
from processors.groups.fold import Folded
from processors.groups.named_after import is_named_after
from processors.groups.persons import HANDLE, is_person, is_persons_handle
from processors.groups.spelling import DASHES, has_suffix
from processors.groups.things import is_thing
from processors.groups.verb_first import is_subject_and_object

PERSON = "a person's name"
FIGURE = "a figure of speech"
THING = "the name of a place or a thing"
COMMON_NOUN = "a common noun"
TWO_NAMES = "a verb's subject and its object, side by side"
OTHERWISE_SPELLED = "joined by a dash or a blank that makes it something else"

_DASHES = frozenset(DASHES)


def is_not_one_name(alias: Alias, scene: FieldText, at: tuple[int, int], span: tuple[int, int]) -> str | None:
    """Return why a place is more or less than an alias, by what stands on both sides of it, or None where it is not."""
    source, (first, last) = scene.folded.source, span
    if source[last : last + 1] in _DASHES and has_suffix(source, last, source[first:last], alias.written):
        return OTHERWISE_SPELLED
    if scene.language != "ar":
        return None
    if is_common_noun(scene.folded, *at):
        return COMMON_NOUN
    return TWO_NAMES if is_subject_and_object(scene.folded, *at) else None


def as_somebody(alias: Alias, folded: Folded, at: tuple[int, int], span: tuple[int, int]) -> str | None:
    """Return why an alias is somebody or something at a place, or None where it is not.

    In a handle any may be somebody, and any names ships and teams; elsewhere those that people bear, too, or that
    are figures of speech.
    """
    if "@" in folded.source[max(0, span[0] - HANDLE) : span[0]] and is_persons_handle(folded.source, span):
        return PERSON
    word = word_before(folded.text, at[0])
    if is_named_after(folded, at, span, word):
        return THING
    if not (alias.person or alias.figure):
        return None
    if is_called(folded.text, at[0], word) or (alias.person and is_person(folded, span)):
        return PERSON
    if is_thing(folded, at, span, word):
        return THING
    return FIGURE if alias.figure and is_figure(folded, *at) else None
