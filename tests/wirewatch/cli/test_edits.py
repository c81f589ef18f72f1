"""Edits that ended programs: each is told in one line, and `run --every` goes on as before."""

import json
import os
import signal

import pytest
from newsroom import RULE, Newsroom, group_ended
from paths import ROOT

from wirewatch.errors import Mistake

TEMPLATE = "alerts: []\nchannels:\n  desk: {url: 'log:', template: \"%s\"}\n"
RULES = "channels: {desk: {url: 'log:'}}\nalerts:\n- {name: a, to: [desk], query: x, %s}\n"
EDITS = [
    ("feeds.yaml", "feeds:\n  " + "[" * 100_000, "feeds.yaml:2: lists and mappings lie more than 50 deep"),
    (
        "feeds.yaml",
        "feeds:\n- {url: 'https://e.org/', every: " + "9" * 15_000 + "}",
        "feeds.yaml:2: a number of 15000",
    ),
    ("feeds.yaml", "feeds:\n- {url: 'https://e.org/\0'}", "feeds.yaml:2: is not YAML: a character U+0000"),
    ("feeds.yaml", "sites:\n- {url: 'https://e.org/', links: '" + ":is(" * 3000 + "'}", "feeds.yaml:2: "),
    ("feeds.yaml", "sites:\n- {url: 'https://e.org/', links: '" + "a" * 100_000 + "'}", "feeds.yaml:2: "),
    (
        "alerts.yaml",
        TEMPLATE % ("{{ " + "9" * 15_000 + " }}"),
        "alerts.yaml:3: template: a number of more than 18 digits",
    ),
    ("alerts.yaml", TEMPLATE % ("{{ published_at|time('Europe') }}"), "alerts.yaml:3: template: "),
    ("alerts.yaml", RULES % "digest: '0 7 30 2 *'", "alerts.yaml:3: '0 7 30 2 *' is no line of cron"),
    ("alerts.yaml", RULES % f"digest: '{'9' * 5000} 7 * * *'", "alerts.yaml:3: '99999"),
    ("alerts.yaml", RULES % f"digest: {{cron: '0 7 * * *', zone: {'x' * 5000}}}", "alerts.yaml:3: "),
    (
        "alerts.yaml",
        RULES % "digest: {cron: '0 7 * * *', zone: Europe}",
        "alerts.yaml:3: 'Europe' is no time zone",
    ),
    ("alerts.yaml", RULES % "when: {count: .inf, within: 1h}", "alerts.yaml:3: rule 'a': when: count: inf"),
    (
        "alerts.yaml",
        RULES % "when: {spike: .nan, within: 1h, baseline: 7d}",
        "alerts.yaml:3: rule 'a': when: spike: nan",
    ),
    ("alerts.yaml", RULES % ("throttle: " + "9" * 30 + "d"), "alerts.yaml:3: "),
    (
        "alerts.yaml",
        RULES.replace("query: x", "query: '" + "(" * 3000 + "'") % "loud: true",
        "alerts.yaml:3: rule 'a': ",
    ),
    (
        "alerts.yaml",
        RULES.replace("query: x", "query: 'x~" + "9" * 5000 + "'") % "loud: true",
        "alerts.yaml:3: rule 'a': ",
    ),
    ("groups.yaml", "groups:\n- {id: a, name: A, aliases: {any: [" + "é" * 201 + "]}}", "groups.yaml:2: "),
    (
        "groups.yaml",
        "groups:\n- {id: a, name: A, aliases: {any: [A]}, part_of: {group: a, since: 2026-99-99}}",
        "groups.yaml:2: '2026-99-99' is no date",
    ),
]


def test_no_edit_ends_a_run(fresh_newsroom: Newsroom) -> None:
    """Depth, endless numbers, bombs and what is no file are told once a round; then a right edit is taken over."""
    config = fresh_newsroom.config
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.add_feed("/one.xml", every="1s")
    fresh_newsroom.write_feeds()
    right = {name: (config / name).read_bytes() for name in ("feeds.yaml", "groups.yaml", "alerts.yaml")}
    running = fresh_newsroom.start_command("run", "--every", "1s")
    assert running.stdout is not None
    lines = (json.loads(line) for line in running.stdout)
    assert next(line for line in lines if line["stage"] == "index")["indexed"] == 1
    for name, content, wanted in (EDITS[0], EDITS[5], EDITS[-1]):
        (config / name).write_text(content)
        told = next(line["trouble"] for line in lines if line["stage"] == "config")
        while f"{config / wanted}" not in told:  # the round may still tell of the edit before
            told = next(line["trouble"] for line in lines if line["stage"] == "config")
        assert (len(told) < 1000, "\n" in told) == (True, False), told[:2000]
        (config / name).write_bytes(right[name])
    for number, make in enumerate((os.mkfifo, lambda file: file.symlink_to("/dev/zero")), start=2):
        (config / "feeds.yaml").unlink()
        make(config / "feeds.yaml")
        while "feeds.yaml: is no file" not in next(lines).get("trouble", ""):
            pass
        (config / "feeds.yaml").rename(config / f"moved-{number}")
        fresh_newsroom.publish(f"/feed{number}.xml", number)
        fresh_newsroom.write_feeds()
        while next(line for line in lines if line["stage"] == "index").get("indexed") != 1:
            pass
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode == 130
    assert group_ended(running.pid)
    assert len(fresh_newsroom.documents()) == 3


def test_commands_tell_of_the_same_edits(fresh_newsroom: Newsroom) -> None:
    """Each such file costs a command one line with status 2, and no traceback."""
    fresh_newsroom.write_feeds()
    fresh_newsroom.write_alerts({"alerts": [RULE], "channels": {"desk": {"url": "log:"}}})
    right = {
        name: (fresh_newsroom.config / name).read_bytes()
        for name in ("feeds.yaml", "groups.yaml", "alerts.yaml")
    }
    commands = {"feeds.yaml": "feeds list", "groups.yaml": "groups list", "alerts.yaml": "alerts list"}
    for name, content, wanted in EDITS:
        (fresh_newsroom.config / name).write_text(content)
        told = fresh_newsroom.run_command(*commands[name].split(), status=2).err
        assert told.startswith(f"wirewatch: {fresh_newsroom.config / wanted}"), told[:2000]
        assert (told.count("\n"), len(told) < 1000) == (1, True), told[:2000]
        (fresh_newsroom.config / name).write_bytes(right[name])


def test_an_edit_of_frames_is_read_like_any_other(fresh_newsroom: Newsroom) -> None:
    """A wrong file of frames is told before any work, with file and line; a right one is taken over next."""
    fresh_newsroom.write_feeds()
    file = fresh_newsroom.config / "statements" / "en.yaml"
    with fresh_newsroom.project() as project:
        project.check()
        before = project.frames
        file.parent.mkdir()
        file.write_text("language: en\nframes: [")
        for command in (["run", "--once"], ["groups", "lint"]):
            told = fresh_newsroom.run_command(*command, status=2).err
            assert told.startswith(f"wirewatch: {file}:3: is not YAML")
        with pytest.raises(Mistake, match="is not YAML"):
            project.reread()
        assert project.frames is before
        shipped = (ROOT / "config" / "statements" / "en.yaml").read_text("utf-8")
        file.write_text(shipped.replace("- name: deny\n", "- name: deny-anew\n"))
        project.reread()
        assert project.frames != before
        file.unlink()
        project.reread()
        assert project.frames == before
