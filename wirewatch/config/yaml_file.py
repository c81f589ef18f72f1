"""YAML with line numbers: every mistake in a file can be told with the line that it stands on."""

import errno
import re
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from processors.known_keys import FORMS, keys_at, mend_key, nearest_key
from scrapers.urls import hide_credentials
from wirewatch.config.yaml_values import BLOCK_TEXT, Lines, read_values
from wirewatch.errors import Mistake

if TYPE_CHECKING:
    from pydantic import BaseModel

MAX_BYTES = 40 * 1024 * 1024
"""No hand-written file is larger; a larger one is the wrong file. 100,000 feeds have 20 MB."""
PYDANTIC_MESSAGES = {
    **FORMS,
    "invalid_key": ("a key is no text", "put it between quotation marks"),
    "string_type": ("is no text", "put it between quotation marks"),
    "string_too_short": ("is empty", "fill it in, or leave it out"),
    "too_short": ("is empty", "name at least one"),
}
"""What pydantic finds, by its name for it: the message, and the mend."""
PATTERN_MENDS = {
    "country": "write two capitals, such as GB",
    "language": "write a code, such as en",
    "name": "write letters, digits, spaces and . : - _ only, a hundred at most",
    "secret_env": "write the name of a variable, such as DESK_URL",
    "sign_env": "write the name of a variable, such as HOOK_SECRET, or a list of two",
}
"""What fits where a pattern is asked for, by key."""
NEVER_SHOWN = ("secret_env", "sign_env")
"""Keys where somebody may have written a secret in place of its variable's name."""
SPANS = ("every", "throttle", "within", "baseline", "silent", "after")
"""Keys that take a span of time: a number alone lacks its unit."""
HOST_AND_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
"""An address as people write it where a browser adds the scheme."""
LONGEST_MESSAGE = 500
"""Characters."""
UNREADABLE = {
    errno.EACCES: "give yourself the right to read it",
    errno.ELOOP: "let the link lead to a file",
    errno.ENOTDIR: "one of the folders before its name is a file",
    errno.ENAMETOOLONG: "give a shorter name",
}
"""Why a file that is there cannot be read: the mend."""
YamlPath = tuple[str | int, ...]
Model = TypeVar("Model")
Spec = TypeVar("Spec", bound="BaseModel")


class YamlFile(NamedTuple):
    """A YAML file's data, and the 1-based line of each place in it."""

    file: Path
    data: Any
    lines: Lines

    def line(self, place: Sequence[str | int]) -> int:
        """Give the line of a place, or of the nearest place around it that has one."""
        return self._line(place)[0]

    def _line(self, place: Sequence[str | int]) -> tuple[int, bool]:
        """Give the line of a place or of the nearest one around it, and whether it is the place itself."""
        here = self.lines
        for part in place:
            within = () if isinstance(here, int) else here[1]
            if isinstance(within, dict) and str(part) in within:
                here = within[str(part)]
            elif isinstance(within, list) and isinstance(part, int) and 0 <= part < len(within):
                here = within[part]
            else:
                return here if isinstance(here, int) else here[0], False
        return here if isinstance(here, int) else here[0], True

    def mistake(self, place: Sequence[str | int], message: str, mend: str = "") -> Mistake:
        """Make the error that points at a place."""
        return Mistake(_shortened(message), mend, self.file, self.line(place))

    def mistake_in_text(self, place: Sequence[str | int], line: int, message: str, mend: str) -> Mistake:
        """Make the error that points at a line (from 1) of the text at a place: its own where it stands after `|`."""
        first, is_block = self._line((*place, BLOCK_TEXT))
        return Mistake(_shortened(message), mend, self.file, first + line - 1 if is_block else first)


def _shortened(message: str) -> str:
    """Give a message whose middle is left out where it quotes a value that is too long for a line."""
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:200]} ... {message[-200:]}"


def read_yaml(file: Path) -> YamlFile:
    """Read one YAML file (UTF-8). Raises Mistake when it is missing, no file, not UTF-8, not YAML, or repeats a key."""
    data = read_whole_file(file, MAX_BYTES, "`wirewatch init` writes a commented one")
    mend = "save the file as UTF-8"
    if b"\0" in data[:2]:
        raise Mistake("is not UTF-8", mend, file, 1)  # UTF-16 without its mark would do for UTF-8
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Mistake("is not UTF-8", mend, file, line) from None
    return YamlFile(file, *read_values(text, file))


def read_whole_file(file: Path, most: int, mend_missing: str = "", kind: str = "configuration file") -> bytes:
    """Give what is in a file that a user has named. Raises Mistake where it is missing, no file, or over `most` bytes.

    A pipe or a device is not opened, for it might never begin or never end, but what a shell puts below /dev in the
    place of a file: `groups diff <(git show HEAD:config/groups.yaml) config/groups.yaml`.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode) and file.parts[:2] != ("/", "dev"):
            raise Mistake("is no file", "give a file, and no folder, pipe or device", file)
        with file.open("rb") as opened:
            data = opened.read(most + 1)
    except FileNotFoundError:
        if file.is_symlink():
            raise Mistake("is a link to nothing", "mend the link, or put a file in its place", file) from None
        raise Mistake("no such file", mend_missing, file) from None
    except OSError as error:
        raise Mistake(
            f"cannot be read: {error.strerror}", UNREADABLE.get(error.errno or 0, ""), file
        ) from None
    if len(data) > most:
        raise Mistake(f"larger than {most} bytes", f"this is not a {kind}", file)
    return data


def refuse_missing(file: Path, mend: str) -> None:
    """Raise Mistake where a file that the user has named does not exist."""
    if not file.exists():
        raise Mistake("no such file", mend, file)


def validate(yaml_file: YamlFile, model: type[Spec]) -> Spec:
    """Give the document as a pydantic model; raises Mistake with the line of the first thing that is wrong."""
    mistakes: list[Mistake] = []
    validated = validate_part(yaml_file, (), yaml_file.data, model, mistakes)
    if validated is None:
        raise mistakes[0]
    return validated


def validate_part(
    yaml_file: YamlFile, place: YamlPath, data: Any, model: type[Spec], mistakes: list[Mistake]
) -> Spec | None:
    """Give what stands at a place as a pydantic model; None where anything is wrong with it.

    All that is wrong is added to `mistakes`, by line.
    """
    from pydantic import ValidationError

    if not place and not isinstance(data, dict):
        told = "is empty" if data is None else "is not a mapping"
        mistakes.append(yaml_file.mistake((), told, f"start with {keys_at(model, ())[0]}:"))
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=True, include_input=True)
    found = [((*place, *problem["loc"]), problem) for problem in _distinct_problems(problems, data, model)]
    # A misspelt key is missing, too: that it is unknown says more.
    found.sort(key=lambda one: (yaml_file.line(one[0]), one[1]["type"] == "missing"))
    mistakes += [
        yaml_file.mistake(at, *_explain(problem | {"loc": at}, keys_at(model, problem["loc"][:-1])))
        for at, problem in found
    ]
    return None


def valid_parts(model: type[Spec], least: dict[str, Any], data: Any) -> Spec | None:
    """Give what is right of a mapping that is not valid as a whole, so that more can be told of it.

    Each key is looked at by itself, beside the `least` that makes a valid mapping; what is wrong or missing is as
    there. None where the data is no mapping.
    """
    from pydantic import ValidationError

    if not isinstance(data, dict):
        return None
    right = {}
    for key, value in data.items():
        try:
            right[key] = getattr(model.model_validate({**least, key: value}), key)
        except ValidationError:
            continue
    return model.model_construct(**{**model.model_validate(least).__dict__, **right})


def attempt(mistakes: list[Mistake], build: Callable[..., Model], *arguments: Any) -> Model | None:
    """Give what a function gives; None where it raises a Mistake, which is added to `mistakes`."""
    try:
        return build(*arguments)
    except Mistake as mistake:
        mistakes.append(mistake)
        return None


def _distinct_problems(problems: Sequence[Any], data: Any, model: type["BaseModel"]) -> list[dict[str, Any]]:
    """Give the problems that the writer has: one for each thing that is wrong.

    A key that is missing because it is misspelt is wrong once.
    """
    meant = [chosen for problem in problems if (chosen := _in_written_form(problem, data))]
    misspelt = {
        (*problem["loc"][:-1], nearest_key(str(problem["loc"][-1]), keys_at(model, problem["loc"][:-1])))
        for problem in meant
        if problem["type"] == "extra_forbidden"
    }
    return [one for one in meant if one["type"] != "missing" or one["loc"] not in misspelt]


def _in_written_form(problem: Any, data: Any) -> dict[str, Any] | None:
    """Give a problem by its place in the data; None where it is about a form that the writer has not chosen.

    Where a key takes a text or a mapping, pydantic tells what is wrong with the value as either, and names the form in
    the place: `str`, or the model. A mapping is meant as one, anything else as a text.
    """
    loc, written = problem["loc"], data
    for depth, part in enumerate(loc):
        if (
            isinstance(part, int)
            if isinstance(written, list)
            else isinstance(written, dict) and part in written
        ):
            written = written[part]
        elif part == "str" or str(part).endswith("Spec"):
            is_chosen = (part == "str") != isinstance(written, dict)
            return problem | {"loc": (*loc[:depth], *loc[depth + 1 :])} if is_chosen else None
        else:
            break
    return dict(problem)


def _explain(problem: Any, keys: Sequence[str]) -> tuple[str, str]:
    """Say in our words what pydantic found: the message, and the mend. `keys` are those known at its place."""
    name = ".".join(str(part) for part in problem["loc"] if isinstance(part, str)) or "the file"
    if problem["type"] == "extra_forbidden":
        key = str(problem["loc"][-1])
        return f"unknown key {key!r}", _mend_kind(key, keys) if "when" in keys else mend_key(key, keys)
    if problem["type"] == "missing":
        return f"{problem['loc'][-1]!r} is missing", "add it"
    if problem["type"] == "value_error":
        return f"{name}: {problem['ctx']['error']}", ""
    if problem["type"] == "string_pattern_mismatch":
        key = name.rpartition(".")[2]
        written = "what is written" if key in NEVER_SHOWN else repr(problem["input"])
        return f"{name}: {written} does not fit", PATTERN_MENDS.get(key, "")
    if problem["type"] == "literal_error":
        return f"{name}: {problem['input']!r} is none of these", f"write {problem['ctx']['expected']}"
    if problem["type"] == "greater_than_equal":
        return f"{name}: {problem['input']!r} is too small", f"write {problem['ctx']['ge']} at least"
    if known := PYDANTIC_MESSAGES.get(problem["type"]):
        return f"{name}: {known[0]}", known[1] + _example(problem)
    return f"{name}: {problem['msg'][0].lower()}{problem['msg'][1:]}", ""


def _mend_kind(key: str, keys: Sequence[str]) -> str:
    """Say what to write for an unknown key of a rule: a kind, which people write beside the query, or another key."""
    from wirewatch.config.kinds import KEYS

    return f"write `when: {{{key}: ...}}`" if key in KEYS else mend_key(key, keys)


def _example(problem: Any) -> str:
    """Give what a mend goes on with where what was written shows what was meant; empty where it does not."""
    written, key = problem["input"], problem["loc"][-1]
    if key in SPANS and isinstance(written, int | float):
        return f', with its unit, such as "{written}m"'
    if isinstance(key, int) and isinstance(written, str) and HOST_AND_PATH.fullmatch(written):
        written = f"https://{written}"
    is_address = isinstance(written, str) and written.startswith(("http://", "https://"))
    return f", such as `url: {hide_credentials(written)}`" if is_address else ""
