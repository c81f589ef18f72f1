from pathlib import Path

import pytest

from wirewatch.config.statements import read_all_frames
from wirewatch.errors import Mistake


@pytest.mark.parametrize(
    ("code", "mend"), [("xx", "write a code of ISO 639, such as en"), ("eng", "did you mean en?")]
)
def test_frames_of_a_language_that_there_is_not_are_named(tmp_path: Path, code: str, mend: str) -> None:
    """No text is of such a language, so its frames would wait for ever without a word."""
    (tmp_path / "statements").mkdir()
    file = tmp_path / "statements" / f"{code}.yaml"
    frame = '{name: a, act: claim, form: active, match: ["took it"]}'
    file.write_text(f"language: {code}\nwords: {{}}\nframes:\n  - {frame}\n")
    with pytest.raises(Mistake) as told:
        read_all_frames(tmp_path)
    assert str(told.value).startswith(f"{file}:1: '{code}' is no code of a language; {mend}")
    file.unlink()
    (tmp_path / "statements" / "ga.yaml").write_text(f"language: ga\nwords: {{}}\nframes:\n  - {frame}\n")
    assert "ga" in {one.language for one in read_all_frames(tmp_path)}
