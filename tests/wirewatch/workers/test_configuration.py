"""A configuration is read apart: what an edit does to the process that reads it is told, and ends nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path

import bad_readers
import pytest
from newsroom import RULE, Newsroom

from wirewatch.errors import Mistake, Trouble
from wirewatch.workers.configuration import READ_TIMEOUT_S, Configuration, read_apart, read_configuration


def test_what_is_read_apart_is_what_the_files_say(fresh_newsroom: Newsroom) -> None:
    """Feeds, groups, rules of every kind, hours and templates come back from the other process as they are."""
    fresh_newsroom.add_feed("/one.xml", every="5m")
    fresh_newsroom.write_feeds()
    digest = {
        "name": "b",
        "query": "x",
        "to": ["desk"],
        "digest": {"cron": "0 7 * * *", "zone": "Asia/Kabul"},
    }
    fresh_newsroom.write_alerts(
        {
            "alerts": [
                {**RULE, "query": "groups:taliban+ AND hel*nd", "when": {"count": 2, "within": "1h"}},
                digest,
            ],
            "channels": {
                "desk": {
                    "secret_env": "DESK",
                    "template": "{{ title }}",
                    "quiet": {"from": "22:00", "to": "7:00", "zone": "Europe/Berlin"},
                }
            },
        }
    )
    there = read_apart(fresh_newsroom.config, {"DESK": "log:"})
    assert there == read_configuration(fresh_newsroom.config, {"DESK": "log:"})
    assert there.alerts.channels["desk"].url == "log:"


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (bad_readers.never_end, "could not be read within 2 s"),
        (bad_readers.take_memory, "takes over 2048 MB"),
        (bad_readers.crash, "reading it ended with -11"),
        (bad_readers.meet_bug, "KeyError: 'nobody expected this' (meet_bug, line"),
    ],
)
def test_what_ends_the_reading_is_told_in_one_line(
    read: Callable[[Path, Mapping[str, str]], Configuration], told: str, tmp_path: Path
) -> None:
    """Reading that never ends, takes all memory, crashes or meets a bug is Trouble, which names the folder."""
    with pytest.raises(Trouble) as error:
        read_apart(tmp_path, {}, 2.0 if read is bad_readers.never_end else READ_TIMEOUT_S, read)
    assert str(error.value).startswith(str(tmp_path))
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_mistake_comes_back_whole(fresh_newsroom: Newsroom) -> None:
    """File, line, message and mend of a mistake are those that reading the file here would tell."""
    fresh_newsroom.write_feeds()
    (fresh_newsroom.config / "alerts.yaml").write_text("alerts:\n  - {nam: a, query: b, to: [c]}\n")
    told = []
    for read in (read_apart, read_configuration):
        with pytest.raises(Mistake) as error:
            read(fresh_newsroom.config, {})
        told.append((str(error.value), error.value.line, error.value.mend, error.value.file))
    assert told[0] == told[1]


def test_a_wrong_edit_is_told_again_without_being_read_again(fresh_newsroom: Newsroom) -> None:
    """While the files stay as they are, a wrong edit is told again from memory, and what was read before stays."""
    fresh_newsroom.show_items("/one.xml")
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        project.reread()
        before = project.feeds
        (fresh_newsroom.config / "feeds.yaml").write_text("feeds: " + "[" * 100_000)
        told = []
        for _ in range(2):
            with pytest.raises(Mistake, match="deep") as error:
                project.read_edits()
            told.append(error.value)
        assert told[0] is told[1]
        assert project.feeds is before
        fresh_newsroom.show_items("/two.xml")
        fresh_newsroom.write_feeds()
        take_over = project.read_edits()
        assert take_over
        take_over()
        assert len(project.feeds) == 2
