"""config/statements/LANG.yaml: the frames of statements, read and refused with file and line."""

from pathlib import Path

import wirewatch
from processors.query.codes import is_known, meant
from processors.statements.frames import FrameError, FrameFile, read_frames
from wirewatch.config.yaml_file import read_yaml

SHIPPED = Path(wirewatch.__file__).parents[1] / "config" / "statements"


def read_all_frames(config: Path) -> tuple[FrameFile, ...]:
    """Read the frames of every language: a project's own file of a language stands in the place of the shipped one.

    Raises Mistake with file and line for the first thing that is wrong.
    """
    files = {
        file.name: file
        for folder in (SHIPPED, config / "statements")
        for file in sorted(folder.glob("*.yaml"))
    }
    return tuple(_read(file) for _, file in sorted(files.items()))


def _read(file: Path) -> FrameFile:
    yaml_file = read_yaml(file)
    if not isinstance(yaml_file.data, dict):
        message = "is empty" if yaml_file.data is None else "is not a mapping"
        raise yaml_file.mistake((), message, "start with language:")
    try:
        frames = read_frames(yaml_file.data)
    except FrameError as error:
        name = ".".join(part for part in error.loc if isinstance(part, str)) or "the file"
        message = f"{name}: {error.message[:1].lower()}{error.message[1:]}"
        raise yaml_file.mistake(error.loc, message, error.mend) from None
    if frames.language != file.stem:
        raise yaml_file.mistake(
            ("language",), f"is {frames.language!r} in {file.name}", "name the file as the language"
        )
    if file.parent != SHIPPED and not is_known("language", frames.language):
        code = meant("language", frames.language)
        mend = (
            f"did you mean {code}? Name the file so, too" if code else "write a code of ISO 639, such as en"
        )
        raise yaml_file.mistake(("language",), f"{frames.language!r} is no code of a language", mend)
    return frames
