"""Ctrl-C on a real terminal, at every moment of a command: one line, status 130, nothing left behind, nothing lost."""

import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import terminal
from hostile_server import Hostile, delayed, never_answer, status
from newsroom import HOOK, Newsroom, group_ended
from terminal import Ended

from wirewatch.interrupt import LINE

LOUD = ("Traceback", "Error", "Warning", "Exception", "never", "leaked")
"""Words of what Python and its libraries have to say of a program that was left so."""


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Give a newsroom with five articles to read."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", *range(5))
        newsroom.write_feeds()
        yield newsroom


def assert_quiet(ended: Ended) -> None:
    """Hold that a command ended as Ctrl-C ends one: with the line as its last, no word of trouble, and no process."""
    assert ended.status == 130, ended.raw
    assert ended.lines[-1] == LINE, ended.raw
    assert ended.raw.count(LINE) == 1
    assert not [word for word in LOUD if word in ended.raw], ended.raw
    assert ended.raw.count("\x1b[?25l") <= ended.raw.count("\x1b[?25h"), "the cursor is hidden"
    assert group_ended(ended.group)


def has_printed(text: bytes) -> Callable[[Newsroom, bytes], bool]:
    """Give a moment: that this stands on the terminal."""
    return lambda _, printed: text in printed


def hangs(*paths: str) -> Callable[[Newsroom], None]:
    """Give what lets addresses never answer."""

    def lay(newsroom: Newsroom) -> None:
        for path in paths:
            newsroom.web.on(path, never_answer)

    return lay


def fails_first(newsroom: Newsroom) -> None:
    """Let a page fail for now, so that the run waits for its next try."""
    newsroom.web.on("/a/1", status(503))


def nothing(_: Newsroom) -> None:
    """Let everything be well."""


def is_asked(path: str) -> Callable[[Newsroom, bytes], bool]:
    """Give a moment: that an address is asked, which hangs."""
    return lambda newsroom, _: bool(newsroom.web.requests_for(path))


MOMENTS = {
    "a feed hangs": (hangs("/one.xml"), is_asked("/one.xml")),
    "pages hang": (hangs("/a/1", "/a/2", "/a/3"), is_asked("/a/2")),
    "workers work": (nothing, has_printed(b"process")),
    "indexing": (nothing, has_printed(b"index")),
    "it waits for a retry": (fails_first, has_printed(b"retry ")),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_run_that_is_interrupted_goes_on_with_the_next(newsroom: Newsroom, moment: str) -> None:
    """Wherever a run is interrupted, the next one brings every article to one alert, and none to two."""
    lay, has_come = MOMENTS[moment]
    lay(newsroom)
    assert_quiet(newsroom.on_terminal("run", "--once", interrupt=lambda printed: has_come(newsroom, printed)))
    newsroom.publish("/one.xml", *range(5))
    newsroom.run_pipeline()
    told = newsroom.status()
    assert (told["fates"]["indexed"], told["alerts"]) == (5, {"pending": 0, "sent": 5, "failed": 0})
    assert set(Counter(post["key"] for post in newsroom.received_posts()).values()) == {1}


def test_what_is_being_sent_is_sent_once(newsroom: Newsroom) -> None:
    """Alerts that a slow channel is taking are noted as sent before the end, and nothing more is claimed."""
    newsroom.publish("/one.xml", *range(5, 35))
    newsroom.web.on(HOOK, delayed(status(204), 1))
    assert_quiet(newsroom.on_terminal("run", "--once", interrupt=lambda _: bool(newsroom.received_posts())))
    assert newsroom.status()["alerts"]["sent"] == len(newsroom.received_posts()) < 35
    newsroom.web.serve(HOOK, "", status=204)
    newsroom.run_pipeline()
    assert Counter(post["key"] for post in newsroom.received_posts()) == Counter(
        {post["key"] for post in newsroom.received_posts()}
    )
    assert len(newsroom.received_posts()) == 35


def test_pressed_again_it_ends_at_once(newsroom: Newsroom) -> None:
    """A channel that hangs is not waited for when Ctrl-C is pressed twice."""
    newsroom.web.on(HOOK, never_answer)
    assert_quiet(
        newsroom.on_terminal("run", "--once", interrupt=lambda _: bool(newsroom.received_posts()), times=2)
    )


def test_a_channel_that_hangs_is_left_after_a_while(newsroom: Newsroom) -> None:
    """A channel that never answers keeps nobody waiting: after a few seconds the program ends by itself."""
    newsroom.web.on(HOOK, never_answer)
    assert_quiet(newsroom.on_terminal("run", "--once", interrupt=lambda _: bool(newsroom.received_posts())))
    newsroom.web.serve(HOOK, "", status=204)
    newsroom.run_pipeline()
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 5, "failed": 0}


@pytest.mark.parametrize("word", [b"whole way", b"process"])
def test_the_demo_leaves_nothing(newsroom: Newsroom, word: bytes) -> None:
    """The demonstration ends in the same way, and takes its temporary folder with it."""
    # A socket is made below it, whose path may have 107 bytes: a folder of a test of a worker is too deep.
    with tempfile.TemporaryDirectory() as temporary:
        newsroom.environment["TMPDIR"] = temporary
        assert_quiet(newsroom.on_terminal("demo", interrupt=lambda printed: word in printed))
        assert not [path for path in Path(temporary).iterdir() if (path / "config").exists()]


def test_pressed_again_the_demo_leaves_nothing(newsroom: Newsroom) -> None:
    """A program that ends at once takes its temporary folder with it, too."""
    with tempfile.TemporaryDirectory() as temporary:
        newsroom.environment["TMPDIR"] = temporary
        assert_quiet(newsroom.on_terminal("demo", interrupt=lambda printed: b"whole way" in printed, times=2))
        assert not [path for path in Path(temporary).iterdir() if (path / "config").exists()]


def test_a_folder_goes_with_a_program_that_does_not_end_by_itself(tmp_path: Path) -> None:
    """Where Ctrl-C is heard by code that drops it, the program ends after the grace, without its folder."""
    program = """
import contextlib, os, signal, time
from wirewatch import interrupt
interrupt.GRACE_S = 0.1
interrupt.Interrupt().listen()
with interrupt.temporary_folder() as folder:
    (folder / "file").write_text("x")
    with contextlib.suppress(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
    time.sleep(60)
"""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, timeout=50)
    assert (ended.returncode, list(tmp_path.iterdir())) == (130, [])


def test_a_folder_goes_though_its_removal_is_interrupted(tmp_path: Path) -> None:
    """Where Ctrl-C comes while a folder is being removed, the end of the program removes it."""
    program = """
import os, shutil, signal
from wirewatch import __main__, interrupt
from wirewatch.cli import app
remove = shutil.rmtree
def interrupted(*arguments, **options):
    shutil.rmtree = remove
    os.kill(os.getpid(), signal.SIGINT)
def run(_):
    with interrupt.temporary_folder():
        shutil.rmtree = interrupted
    return 0
app.run = run
__main__.main()
"""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, timeout=50)
    assert (ended.returncode, list(tmp_path.iterdir())) == (130, [])


@pytest.mark.parametrize("command", [["feeds", "check"], ["feeds", "add", "{url}"]])
def test_commands_that_ask_the_web_end_so_too(newsroom: Newsroom, command: list[str]) -> None:
    """A command that waits for a site which never answers ends with the line; feeds.yaml is as it was."""
    before = (newsroom.config / "feeds.yaml").read_bytes()
    for path in ("/one.xml", "/site"):
        newsroom.web.on(path, never_answer)
    arguments = [part.format(url=f"{newsroom.web.url}/site") for part in command]
    ended = newsroom.on_terminal(*arguments, interrupt=lambda _: bool(newsroom.web.requests))
    assert_quiet(ended)
    assert (newsroom.config / "feeds.yaml").read_bytes() == before


STARTING = """
import sys, time
class Slow:
    def find_spec(self, name, *_):
        if name == {module!r}:
            print("importing", flush=True)
            time.sleep(60)
sys.meta_path.insert(0, Slow())
sys.argv = ["wirewatch", "run", "--once"]
from wirewatch.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["typer", "wirewatch.workers.pool"])
def test_while_the_program_starts(newsroom: Newsroom, module: str) -> None:
    """Ctrl-C in the middle of an import, of the command line itself or of what a command needs, is no other."""
    arguments = ["-c", STARTING.format(module=module)]
    environment = {**newsroom.environment, "PYTHONPATH": ":".join(sys.path)}
    assert_quiet(terminal.run(arguments, environment, interrupt=lambda printed: b"importing" in printed))


WITHIN = """
import sys
from wirewatch.__main__ import main
import wirewatch.cli.app
def run(_):
    exec("import os, signal; os.kill(os.getpid(), signal.SIGINT); [None] * 10")
wirewatch.cli.app.run = run
main()
"""


def test_within_code_that_is_made_from_a_string(newsroom: Newsroom) -> None:
    """Where it comes while a dataclass is made, which Python does by a string, the status is 130, too."""
    environment = {**newsroom.environment, "PYTHONPATH": ":".join(sys.path)}
    ended = terminal.run(["-c", WITHIN], environment)
    assert (ended.status, ended.lines) == (130, [LINE])


SWALLOWED = """
import signal, sys, time
from wirewatch import interrupt
from wirewatch.__main__ import main
import wirewatch.cli.app
interrupt.GRACE_S = 0.5
def run(_):
    while True:
        try:
            print("deaf", flush=True)
            time.sleep(60)
        except KeyboardInterrupt:
            pass
wirewatch.cli.app.run = run
main()
"""


def test_code_that_swallows_it_is_ended(newsroom: Newsroom) -> None:
    """Where a library catches Ctrl-C and goes on, the program ends all the same."""
    environment = {**newsroom.environment, "PYTHONPATH": ":".join(sys.path)}
    assert_quiet(terminal.run(["-c", SWALLOWED], environment, interrupt=lambda printed: b"deaf" in printed))


def test_without_a_terminal_the_line_is_all_there_is(newsroom: Newsroom) -> None:
    """In a pipe, standard output has the passes' JSON, and standard error the line alone, without an empty one."""
    newsroom.web.on("/a/1", never_answer)
    with newsroom.start_command("run", "--once") as running:
        try:
            while not newsroom.web.requests_for("/a/1"):
                assert running.poll() is None
            os.killpg(running.pid, signal.SIGINT)
            _, told = running.communicate(timeout=60)
        finally:
            running.kill()
    assert (running.returncode, told.decode()) == (130, f"{LINE}\n")


DONE = """
import atexit, sys, time
from wirewatch.__main__ import main
import wirewatch.cli.app
wirewatch.cli.app.run = lambda _: 1
def linger():
    print("done", flush=True)
    time.sleep(60)
atexit.register(linger)
main()
"""


def test_a_command_that_is_done_keeps_its_status(newsroom: Newsroom) -> None:
    """Ctrl-C while Python itself ends stops nothing that was not done: no line, and the command's own status."""
    environment = {**newsroom.environment, "PYTHONPATH": ":".join(sys.path)}
    ended = terminal.run(["-c", DONE], environment, interrupt=lambda printed: b"done" in printed)
    assert (ended.status, ended.lines) == (1, ["done", "^C"])
