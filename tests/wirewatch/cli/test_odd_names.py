"""Folders with names that are no plain letters: all works, or one line tells what helps."""

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from newsroom import Newsroom

from wirewatch.cli.show import encode_json

NO_UTF8 = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def run_once(newsroom: Newsroom, name: str, **environment: str) -> tuple[int, str, str]:
    """Run once with a home of this name; give the status and what was printed."""
    home = newsroom.home.with_name(name)
    newsroom.environment |= {"WIREWATCH_HOME": str(home), **environment}
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    run = newsroom.start_command("run", "--once")
    out, err = run.communicate(timeout=120)
    return run.returncode, out.decode(), err.decode()


@pytest.mark.parametrize("name", ["Übersee 中文, 'quoted\"", "50%20?a=b#c\nd"])
def test_a_home_may_have_any_name(fresh_newsroom: Newsroom, name: str) -> None:
    """Blanks, quotes, other scripts, and what means something in an address."""
    assert run_once(fresh_newsroom, name)[::2] == (0, "")
    assert len(fresh_newsroom.received_posts()) == 1


@pytest.mark.parametrize(("name", "environment"), [("Übersee", NO_UTF8), (os.fsdecode(b"latin-\xfc"), {})])
def test_a_name_that_is_no_text_is_told_with_its_mend(
    fresh_newsroom: Newsroom, name: str, environment: dict[str, str]
) -> None:
    """In the locale C a name's umlaut is two bytes without a meaning: the index cannot be there, and a line says so."""
    status, out, err = run_once(fresh_newsroom, name, **environment)
    assert status == 1
    assert "its name is no text in UTF-8; set a locale that has UTF-8" in err
    assert len(err.splitlines()) == 1
    assert [msgspec.json.decode(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    "value", [{"a": 1, "b": ["ü", None]}, {"at": Path("x")}, ["\udcfc", {"c": Path("\udcfc")}]]
)
def test_json_has_question_marks_for_bytes_that_are_no_text(value: Any) -> None:
    """Whatever is printed is JSON, on one line; what is text stays as it is."""
    line = encode_json(value)
    assert b"\n" not in line
    assert str(msgspec.json.decode(line)) == str(msgspec.to_builtins(value, enc_hook=str)).replace(
        "\\udcfc", "?"
    )
