"""The frames of a language, as written in config/statements/LANG.yaml.

    language: en
    subject: [left]            # where a verb's subject stands: left, right, first (of the clause)
    words:                     # classes of words, of which frames and the engine make use
      not: [not, never]
    frames:
      - name: claim-responsibility
        act: claim
        form: active           # active, passive, noun, content (what somebody is said to have said), nobody
        match: ["claim*|took ...3 responsibility"]
        unless: ["claim* victory"]
        about: none            # none, object, rest, all
        negated: true          # what matches says the contrary

A pattern is words with single blanks between them: `claim*` stands for all that begin so, `a|b` for either,
`a|b-c` for a or the words b c, `<not>` for a word or phrase of that class, `<group>` for a group's name,
`word?` for a word that may be missing, `...` for up to five tokens and `...3` for up to three.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from processors.groups.catalogue import CatalogueError, Loc
from processors.known_keys import FORMS, keys_at, mend_key
from processors.statements.lines import words as cut

Act = Literal["claim", "deny", "blame", "link", "threaten", "pledge", "demand", "designate"]
ACTS = ("claim", "deny", "blame", "link", "threaten", "pledge", "demand", "designate")
MAX_ELEMENTS, MAX_GAP, MAX_GAPS = 12, 8, 4


class FrameError(CatalogueError):
    """A file of frames is wrong at a place; see CatalogueError."""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Phrases = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=500)], ...], BeforeValidator(_as_list)
]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frame(_Written):
    """One way in which a language tells of an act."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
    act: Act
    form: Literal["active", "passive", "noun", "content", "nobody"]
    match: Phrases
    unless: Phrases = ()
    about: Literal["none", "object", "rest", "all"] = "rest"
    until: str | None = None
    """The class of words behind which no object stands."""
    needs: Literal["group", "other"] | None = None
    """Who has to speak: one of the catalogue's groups, or somebody else; None: either."""
    negated: bool = False


class FrameFile(_Written):
    """A whole file, as written."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    subject: tuple[Literal["left", "right", "first"], ...] = ("left",)
    words: dict[str, Phrases]
    frames: tuple[Frame, ...]


class Element(Struct, frozen=True):
    """One part of a pattern: words, beginnings of words, a class, a group's name, or a gap."""

    exact: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    """What is one word as written, and several when it is cut: می‌گوید."""
    classes: tuple[str, ...] = ()
    group: bool = False
    optional: bool = False
    gap: int = 0


Pattern = tuple[Element, ...]
_GAP = re.compile(r"\.\.\.(\d?)")
_CLASS = re.compile(r"<([a-z_]+)>")
_REGEX = re.compile(r"[][(){}\\^$+*|<>]")
"""What a phrase of a class has only where somebody means a regular expression or a pattern."""


def read_pattern(written: str, classes: AbstractSet[str]) -> Pattern:
    """Return a pattern as its elements. Raises ValueError, with a message and a mend, for what is none."""
    parts, classes = written.split(), frozenset(classes)
    if len(parts) > MAX_ELEMENTS:
        raise ValueError(f"has more than {MAX_ELEMENTS} parts", "write two patterns")
    _check_no_blank_in_words(parts)
    pattern = tuple(_element(part, classes) for part in parts)
    if sum(1 for one in pattern if one.gap) > MAX_GAPS:
        raise ValueError(f"has more than {MAX_GAPS} gaps", "write two patterns")
    if not any(
        (one.exact or one.begins or one.classes or one.phrases) and not one.optional for one in pattern
    ):
        raise ValueError("can match everything", "write a word that has to stand there")
    if pattern[0].gap or pattern[0].optional:
        raise ValueError("begins with what may be missing", "begin with a word")
    return pattern


def _check_no_blank_in_words(parts: Sequence[str]) -> None:
    """Raise ValueError where `a|b c` seems to be meant as a, or b c: each blank begins another part.

    That shows by a word that is written twice, within a part (a|b|b c) or in one and the next (a|b c|b d).
    """
    cut = [part.removesuffix("?").split("|") for part in parts]
    for own, behind in zip(cut, [*cut[1:], []], strict=True):
        if len(own) == len(behind) == 1:
            continue  # no no
        twice = [one for at, one in enumerate(own) if one in own[:at] or (one in behind and one[0] != "<")]
        if twice:
            mend = "write it once, and words that belong together with a hyphen (a|b-c) or as a pattern of their own"
            raise ValueError(
                f"{twice[0]!r} is written twice side by side; `a|b c` means a or b, then c", mend
            )


@lru_cache(4096)
def _element(part: str, classes: frozenset[str]) -> Element:
    if gap := _GAP.fullmatch(part):
        size = int(gap[1] or 5)
        if not 1 <= size <= MAX_GAP:
            raise ValueError(f"{part!r} is no gap", f"write ...1 to ...{MAX_GAP}")
        return Element(gap=size)
    optional = part.endswith("?")
    exact: set[str] = set()
    begins: list[str] = []
    phrases: list[tuple[str, ...]] = []
    named, group = [], False
    for one in part.removesuffix("?").split("|"):
        if one == "<group>":
            group = True
        elif found := _CLASS.fullmatch(one):
            if found[1] not in classes:
                alike = get_close_matches(found[1], classes, 1)
                raise ValueError(
                    f"{one!r} is no class of `words`", f"did you mean <{alike[0]}>?" if alike else "add it"
                )
            named.append(found[1])
        else:
            bare = cut(one.removesuffix("*"))
            if len(bare) > 1 and all(word[0].isalnum() for word in bare) and not one.endswith("*"):
                phrases.append(tuple(bare))
                continue
            if len(bare) != 1 or (not bare[0][0].isalnum() and len(part) > 1):
                mend = (
                    "write words, `word*`, `a|b`, <class>, `word?` or `...`; regular expressions are not read"
                )
                raise ValueError(f"{one!r} is no word", mend)
            if one.endswith("*") and len(bare[0]) < 2:
                raise ValueError(f"{one!r} can match everything", "write two letters or more before *")
            (begins.append if one.endswith("*") else exact.add)(bare[0])
    return Element(
        frozenset(exact), tuple(sorted(begins)), tuple(sorted(phrases)), tuple(sorted(named)), group, optional
    )


def read_frames(data: object) -> FrameFile:
    """Check what YAML made of a file, and return it. Raises FrameError at the first thing that is wrong."""
    try:
        written = FrameFile.model_validate(data)
    except ValidationError as error:
        raise _as_frame_error(error) from None
    _check_words(written)
    names: set[str] = set()
    same: dict[tuple[object, ...], str] = {}
    for index, frame in enumerate(written.frames):
        place: Loc = ("frames", index)
        if frame.name in names:
            raise FrameError((*place, "name"), f"{frame.name!r} is written twice", "give each its name")
        names.add(frame.name)
        if frame.until and frame.until not in written.words:
            raise FrameError((*place, "until"), f"{frame.until!r} is no class of `words`", "add it there")
        if not frame.match:
            raise FrameError((*place, "match"), "can match nothing", "write a pattern, or take the frame out")
        refused = [pattern for _, pattern in _patterns(written, place, frame, "unless")]
        for at, pattern in _patterns(written, place, frame, "match"):
            where, phrase = (*place, "match", at), frame.match[at]
            if pattern in refused:
                message = f"{phrase!r}: can match nothing, since `unless` says the same"
                raise FrameError(where, message, "take it out of one of the two")
            says = (pattern, frame.act, frame.form, frame.negated, frame.needs)
            if (other := same.setdefault(says, frame.name)) != frame.name:
                message = f"{phrase!r}: says the same as the frame {other!r}"
                raise FrameError(where, message, "leave it to one of the two")
    return written


def _check_words(written: FrameFile) -> None:
    """Raise FrameError for a phrase of a class that is no words, or that stands for everything."""
    for name, phrases in written.words.items():
        for at, phrase in enumerate(phrases):
            bare = cut(phrase.removesuffix("*"))
            place = ("words", name, at)
            if _REGEX.search(phrase.removesuffix("*")) or not bare:
                mend = "write a word, a phrase, or `word*`; regular expressions are not read"
                raise FrameError(place, f"{phrase!r} is no phrase", mend)
            if phrase.endswith("*") and len(bare[-1]) < 2:
                mend = "write two letters or more before *"
                raise FrameError(place, f"{phrase!r} can match everything", mend)


def _patterns(
    written: FrameFile, place: Loc, frame: Frame, key: Literal["match", "unless"]
) -> Iterator[tuple[int, Pattern]]:
    """Yield the patterns of a frame with their numbers. Raises FrameError for one that is none."""
    for at, phrase in enumerate(getattr(frame, key)):
        try:
            pattern = read_pattern(phrase, set(written.words))
            for element in pattern:
                _check_can_match(element, written)
        except ValueError as error:
            message = f"{phrase!r}: {error.args[0]}"
            raise FrameError((*place, key, at), message, error.args[1]) from None
        yield at, pattern


def _check_can_match(element: Element, written: FrameFile) -> None:
    if element.gap or element.optional or element.group or element.exact or element.begins or element.phrases:
        return
    if not any(written.words[name] for name in element.classes):
        raise ValueError(f"can match nothing, since <{element.classes[0]}> has no words", "add some there")


def _as_frame_error(error: ValidationError) -> FrameError:
    # A misspelt key is missing, too: that it is unknown says more.
    first = min(error.errors(include_url=False), key=lambda one: one["type"] == "missing")
    loc: Loc = tuple(part for part in first["loc"] if part != "[key]")
    if first["type"] == "extra_forbidden":
        return FrameError(
            loc, f"unknown key {loc[-1]!r}", mend_key(str(loc[-1]), keys_at(FrameFile, loc[:-1]))
        )
    if first["type"] == "literal_error":
        known = ", ".join(ACTS) if loc[-1] == "act" else str(first.get("ctx", {}).get("expected", ""))
        return FrameError(loc, f"unknown {loc[-1]} {first['input']!r}", f"write one of {known}")
    told = FORMS | {"missing": ("is missing", "add it"), "string_type": ("is no text", "put it in quotes")}
    usual = (first["msg"], "see the format in processors/statements/frames.py")
    return FrameError(loc, *told.get(first["type"], usual))
