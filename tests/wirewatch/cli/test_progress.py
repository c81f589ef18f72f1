"""What `run --once` shows on a terminal: a line a stage, alerts above them, a summary at the end."""

import json
import re
from collections import Counter

import pytest
from hostile_server import status
from newsroom import RULE, Newsroom

from wirewatch.cli.progress import Line, Lines, clock

TERMINAL = {"alerts": [{**RULE, "to": ["terminal"]}], "channels": {"terminal": {"url": "terminal:"}}}


@pytest.fixture
def newsroom(fresh_newsroom: Newsroom) -> Newsroom:
    """Give a newsroom with an alert for the terminal, a page that is gone, and a feed that fails."""
    fresh_newsroom.write_alerts(TERMINAL)
    fresh_newsroom.publish("/one.xml", 1, 2, 3)
    fresh_newsroom.web.on("/a/3", status(404))
    fresh_newsroom.add_feed("/two.xml")
    fresh_newsroom.web.on("/two.xml", status(404))
    fresh_newsroom.write_feeds()
    return fresh_newsroom


def test_a_run_on_a_terminal(newsroom: Newsroom) -> None:
    """Each stage has its line with what it did of what there was; alerts are printed whole; the end sums up."""
    ended = newsroom.on_terminal("run", "--once")
    assert ended.status == 0
    lines = ended.lines
    last = {line.split()[0]: line for line in lines if re.match(r"\w+ +\d+ of \d+ ", line)}
    for stage, done in {"fetch": "3 of 3", "process": "2 of 2", "index": "2 of 2", "match": "1 of 1"}.items():
        assert re.match(rf"{stage} +{done} +[\d.]+/s +\d+ s  ", last[stage]), last
    assert last["fetch"].endswith("fetched 2, rejected 1")
    assert last["deliver"].endswith("sent 2")
    start = lines.index("ALERT taliban: Report 1")
    assert lines[start + 1 : start + 3] == [
        "Elder 1 said the Taliban had left Helmand.",
        "One; one outlet carries it; groups: Taliban",
    ]
    assert lines[-7:] == [
        "2 new articles in 2 stories",
        "groups named most: taliban 2",
        "2 alerts; messages: 2 sent",
        "1 of 2 feeds failed",
        "why: wirewatch status",
        "1 page without an article: not_found 1",
        f"why, for example: wirewatch why {newsroom.page_url(3)}",
    ]


def test_a_run_without_news_says_so(fresh_newsroom: Newsroom) -> None:
    """Where nothing came since the last run, the summary is two lines, and stages without work have none."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    lines = fresh_newsroom.on_terminal("run", "--once").lines
    assert lines[-2:] == ["no new articles", "no alerts"]
    assert not [line for line in lines if line.startswith(("fetch", "index", "watch"))]


def test_the_commands_of_the_summary_know_the_project(newsroom: Newsroom) -> None:
    """Where the project was named by options, the commands that say why name it, too, and work as they stand."""
    options = ["--config", str(newsroom.config), "--home", str(newsroom.home)]
    del newsroom.environment["WIREWATCH_CONFIG"], newsroom.environment["WIREWATCH_HOME"]
    lines = newsroom.on_terminal("run", "--once", *options).lines
    command = next(line for line in lines if line.startswith("why: ")).removeprefix("why: wirewatch ")
    assert "ailing" in newsroom.run_command(*command.split()).out


def test_without_a_terminal_the_alert_is_a_line_of_the_log(newsroom: Newsroom) -> None:
    """In a pipe the channel `terminal:` writes JSON on standard error, and the passes are JSON as ever."""
    process = newsroom.start_command("run", "--once")
    out, err = process.communicate(timeout=60)
    assert {json.loads(line)["rule"] for line in err.splitlines()} == {"taliban"}
    assert "match" in {json.loads(line)["stage"] for line in out.splitlines()}


def test_a_test_alert_is_printed(newsroom: Newsroom) -> None:
    """`alerts send-test` shows on a terminal what an alert will look like there."""
    lines = newsroom.on_terminal("alerts", "send-test", "terminal").lines
    assert [re.sub(r"published [0-9]{4}-[0-9]{2}-[0-9]{2};", "published DAY;", line) for line in lines] == [
        "ALERT test: TEST: this is no news but a test of the channel terminal",
        "If you can read this sentence, alerts reach you.",
        "Wirewatch; published DAY; one outlet carries it; groups: test",
        "https://example.org/test",
        "channel 'terminal' accepted the test alert",
    ]


def test_what_the_web_says_does_not_drive_the_terminal(fresh_newsroom: Newsroom) -> None:
    """Control characters of a headline or text are not sent to the terminal with its alert."""
    fresh_newsroom.write_alerts(TERMINAL)
    fresh_newsroom.publish("/one.xml", 1)
    page = "<h1>Red \x1b[31m alert</h1><p>Taliban \x1b]0;owned\x07 said so. " + "They said it twice. " * 60
    fresh_newsroom.web.serve("/a/1", f"<html><body><article>{page}</p></article></body></html>")
    fresh_newsroom.write_feeds()
    raw = fresh_newsroom.on_terminal("run", "--once").raw
    assert "ALERT taliban: " in raw
    assert "\x1b[31m" not in raw
    assert "\x1b]0;" not in raw


# The line of a stage


class Clock:
    """Stands until it is told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 100.0
        monkeypatch.setattr("wirewatch.cli.progress.time.monotonic", lambda: self.at)


def test_a_line_has_a_time_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time and rate are those of the stage's passes, and stand still between them."""
    now, line = Clock(monkeypatch), Line()
    line.start(34)
    now.at += 4
    line.count(12)
    assert line.cells() == ("12 of 34", "3.0/s", "4 s")
    line.stop()
    now.at += 1000
    assert (line.cells(), line.works) == (("12 of 34", "3.0/s", "4 s"), False)
    line.start(22)
    now.at += 2
    assert line.cells() == ("12 of 34", "2.0/s", "6 s")


def test_work_that_comes_while_a_pass_looks_for_it_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pass that found nothing due, and then did something all the same, has taken the time since it began."""
    now, line = Clock(monkeypatch), Line()
    line.start(0)
    now.at += 2
    line.count(4)
    line.stop()
    assert line.cells() == ("4 of 4", "2.0/s", "2 s")


def test_what_is_under_way_stays_in_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pass begins anew while rows of it are leased, which count as due no more: the sum does not become less."""
    now, line = Clock(monkeypatch), Line()
    line.start(34)
    now.at += 1
    line.count(12)
    line.stop()
    line.start(5)
    assert line.cells()[0] == "12 of 34"


def test_a_pass_without_work_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for work that is not there changes no line."""
    now, lines = Clock(monkeypatch), Lines(("fetch",))
    lines.begin("fetch", lambda: 0)
    now.at += 9
    lines.end("fetch")
    assert lines.__rich__().row_count == 0
    lines.add_result("fetch", Counter(fetched=1), "no network")
    assert lines.__rich__().row_count == 1


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.4, "0 s"), (59.9, "59 s"), (127, "2:07"), (3727, "1:02:07")]
)
def test_times_are_short(seconds: float, shown: str) -> None:
    """Seconds, then minutes, then hours."""
    assert clock(seconds) == shown
