"""Any text that may stand in a YAML file: read as PyYAML reads it, or refused in one line, quickly."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wirewatch.config import yaml_values
from wirewatch.config.init import FULL
from wirewatch.config.yaml_file import attempt, read_yaml
from wirewatch.config.yaml_values import MAX_DEPTH, read_values
from wirewatch.errors import Mistake

FILE = Path("some.yaml")
SHARED = """
bbc: &bbc {id: bbc, name: BBC}
both: [*bbc, *bbc]
one: {<<: *bbc, name: BBC One}
two: {<<: [{name: first, x: 1}, *bbc], y: 2}
text: |
  a
  b
numbers: [1, 0x10, 1.5, .inf, 1e3, 12:30, true, no, ~, 2026-11-01, '1', "x", !!str 7, !!int "8"]
5: five
"""


def test_what_is_yaml_is_read_as_everybody_reads_it() -> None:
    """Anchors, merges, numbers, dates, tags of YAML and what ships give the values that PyYAML gives."""
    assert read_values(SHARED, FILE)[0] == yaml.safe_load(SHARED)
    for file in FULL.values():
        assert read_values(file.read_text(), file)[0] == yaml.safe_load(file.read_text())
    assert read_values("", FILE)[0] is read_values("# nothing", FILE)[0] is None


scalars = st.none() | st.booleans() | st.integers() | st.text("ab:-#{[\n '\"é", max_size=8)
trees = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text("ab"), inner), max_leaves=9
)


@given(trees, st.booleans())
def test_what_was_written_is_read(value: object, flow: bool) -> None:
    """Whatever PyYAML writes, in either style, is read as it was."""
    assert read_values(yaml.safe_dump(value, default_flow_style=flow), FILE)[0] == value


@given(st.text("ab:- \n[]{},&*<|>!#'\"?0.", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text ends in anything but a value or a mistake with a line."""
    mistakes: list[Mistake] = []
    attempt(mistakes, read_values, text, FILE)
    assert all(mistake.line and "\n" not in str(mistake) for mistake in mistakes)


LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("feeds:\n " + "[" * 100_000, 2, f"more than {MAX_DEPTH} deep"),
        ("feeds:\n " + "{a: " * 100_000, 2, f"more than {MAX_DEPTH} deep"),
        ("- " * 100_000, 1, f"more than {MAX_DEPTH} deep"),
        (
            "".join(" " * depth + "a:\n" for depth in range(3000)),
            MAX_DEPTH + 1,
            f"more than {MAX_DEPTH} deep",
        ),
        ("a: [" + "x," * 11_000 + "]", 1, "more than 10000 values"),
        (LAUGHS, 12, "aliases unfold to too much"),
        (LAUGHS.replace("[*", "[<<, *"), 11, "aliases unfold to too much"),
        (
            "a0: &a0 {x: 1}\n"
            + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 60)),
            11,
            "unfold",
        ),
        ("a: 1\nb: &b [*b]", 2, "an alias that contains itself"),
        ("a: 1\nb: *c", 2, "an alias *c without its anchor"),
        ("a: 1\n? [x]\n: 2", 2, "a key that is no text"),
        ("a: 1\nb: 2\na: 3", 3, "key 'a' stands twice"),
        ("a: 1\n<<: [1]", 2, "<< takes a mapping"),
        ("a: 1\nb: " + "9" * 15_000, 2, "a number of 15000 characters; put it between quotation marks"),
        ("a: 1\nb: 0x" + "f" * 15_000, 2, "a number of 15002 characters"),
        ("a: 1\nb: " + "1:" * 5000 + "1", 2, "a number of 10001 characters"),
        ("a: 1\nb: 2026-13-45", 2, "'2026-13-45' is no date"),
        ("a: 1\nb: !!bool maybe", 2, "'maybe' is no value of that tag"),
        ("a: 1\nb: !!timestamp soon", 2, "'soon' is no date"),
        ("a: 1\nb: !!binary aGk=", 2, "a tag '!!binary' means nothing here"),
        ("a: 1\nb: !!set {x}", 2, "a tag '!!set' means nothing here"),
        ("a: 1\nb: !!python/object:os.system x", 2, "means nothing here"),
        ("a: 1\nb: \0", 2, "a character U+0000; take it out"),
        ("a: 1\n---\nb: 2", 2, "a second document begins here"),
        ("a: 1\nb: [", 3, "is not YAML"),
    ],
)
def test_what_has_no_place_in_a_configuration_is_told_with_its_line(
    text: str, line: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Depth, bombs of aliases and merges, endless numbers, strange keys and tags each cost one line."""
    monkeypatch.setattr(yaml_values, "MAX_PLACES", 10_000)
    with pytest.raises(Mistake) as error:
        read_values(text, FILE)
    assert (error.value.line, told in str(error.value)) == (line, True), str(error.value)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe, a device, a folder, a loop and a dangling link are told in one line; UTF-16 and a missing file, too."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "utf16").write_text("a: 1", "utf-16")
    for name, told in {
        "pipe": "is no file; give a file, and no folder, pipe or device",
        "folder": "is no file",
        "zero": "is no file",
        "dangling": "is a link to nothing",
        "loop": "cannot be read",
        "loop/feeds.yaml": "cannot be read: .*; let the link lead to a file",
        "utf16/feeds.yaml": "cannot be read: .*; one of the folders before its name is a file",
        "utf16": "is not UTF-8; save the file as UTF-8",
        "missing": "no such file; `wirewatch init` writes a commented one",
    }.items():
        with pytest.raises(Mistake, match=told):
            read_yaml(tmp_path / name)
