"""Every command as a user calls it: what it prints, where, and how it ends."""

import json
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import Newsroom, group_ended
from sample_stories import GROUPS

from wirewatch.interrupt import LINE

# The program itself

HEAVY = ("sqlalchemy", "trafilatura", "elasticsearch", "aiohttp", "tantivy", "apprise", "lxml", "rich")
"""Not pydantic: Typer imports it itself from its version 0.29 on."""


def test_help_imports_nothing_heavy() -> None:
    """Help, of the program and of each command, is printed without loading what only work needs."""
    script = (
        "import sys; from wirewatch.cli.app import run\n"
        "for command in ('', 'run', 'clean', 'search', 'status', 'feeds', 'groups', 'alerts'):\n"
        "    assert run([*command.split(), '--help']) == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stderr == "[]\n"
    assert "Usage: " in told.stdout


def test_the_command_is_installed() -> None:
    """`wirewatch --version` runs as the program that the package installs."""
    program = Path(sys.executable).with_name("wirewatch")
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.count(".") == 2


def test_shared_options_stand_before_and_behind(newsroom: Newsroom, tmp_path: Path) -> None:
    """--config and --home are taken before and behind the command, also with =, and win over the environment."""
    config, home = ["--config", str(newsroom.config)], [f"--home={newsroom.home}"]
    other = Newsroom(newsroom.web, tmp_path / "other")
    other.write_feeds()
    wanted = newsroom.status()["fates"]
    for arguments in (
        [*config, *home, "status", "--json"],
        ["status", "--json", *config, *home],
        [*home, "status", *config, "--json", "-v"],
    ):
        assert other.run_command(*arguments).json["fates"] == wanted
    assert other.status()["links"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "--once", "--every", "5m"],
        ["run", "--every", "often"],
        ["nonsense"],
        ["search"],
        ["search", " \t"],
    ],
)
def test_a_wrong_call_ends_with_status_2(fresh_newsroom: Newsroom, arguments: list[str]) -> None:
    """A call that makes no sense prints nothing on standard output, and why on standard error."""
    called = fresh_newsroom.run_command(*arguments, status=2)
    assert called.out == ""
    assert called.err


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("desk", "no command 'desk'; did you mean 'serve' or 'users'?"),
        ("serch x", "no command 'serch'; did you mean 'search'?"),
        ("import x.opml", "no command 'import'; did you mean 'feeds import'?"),
        ("events", "no command 'events'; did you mean 'search --events' or 'stories --events'?"),
        ("feeds ad x", "no command 'ad'; did you mean 'add'?"),
        ("list", "no command 'list'; `wirewatch -h` tells what there is"),
        ("users quit", "no command 'quit'; `wirewatch users -h` tells what there is"),
        ("search --sise 3 x", "no option --sise; did you mean --size?"),
        ("alerts log --zzz", "no option --zzz; `wirewatch alerts log -h` tells what there is"),
        ("groups diff x", "missing argument 'NEW'; `wirewatch groups diff -h` tells what there is"),
    ],
)
def test_a_call_of_what_there_is_not_tells_what_is_meant(
    fresh_newsroom: Newsroom, call: str, told: str
) -> None:
    """One line names the nearest command or option, one a level below, or one whose help has the word."""
    called = fresh_newsroom.run_command(*call.split(), status=2)
    assert (called.out, called.err) == ("", f"wirewatch: {told}\n")


def test_nothing_called_tells_what_can_be(fresh_newsroom: Newsroom) -> None:
    """Without a command the help is told, on standard error: nothing was done."""
    for call in ([], ["feeds"]):
        called = fresh_newsroom.run_command(*call, status=2)
        assert called.out == ""
        assert "Commands:" in called.err


def test_a_file_is_no_folder_of_the_configuration(fresh_newsroom: Newsroom) -> None:
    """--config with one of the files is told with the folder that it lies in."""
    fresh_newsroom.write_feeds()
    file = fresh_newsroom.config / "feeds.yaml"
    called = fresh_newsroom.run_command("--config", str(file), "feeds", "list", status=2)
    mend = f"name the folder of the configuration: --config {fresh_newsroom.config}"
    assert (called.out, called.err) == ("", f"wirewatch: {file}: is a file and no folder; {mend}\n")


# run


def test_run_prints_one_json_line_a_pass(fresh_newsroom: Newsroom) -> None:
    """Outside of a terminal `run --once` logs each pass as a JSON line with its stage, time and counts."""
    fresh_newsroom.publish("/one.xml", 1, 2)
    fresh_newsroom.write_feeds()
    called = fresh_newsroom.run_command("run", "--once")
    assert called.err == ""
    told = {line["stage"]: line for line in called.lines}
    assert list(told) == ["poll", "fetch", "process", "index", "match", "deliver"]
    assert (told["poll"]["new"], told["index"]["indexed"], told["deliver"]["sent"]) == (2, 2, 2)
    assert all({"at", "seconds"} <= set(line) for line in told.values())


def test_run_every_goes_on_until_it_is_interrupted(fresh_newsroom: Newsroom) -> None:
    """`run --every` does round after round, polls what is due, and ends at Ctrl-C with nothing left behind."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.add_feed("/one.xml", every="1s")
    fresh_newsroom.write_feeds()
    running = fresh_newsroom.start_command("run", "--every", "1s")
    assert running.stdout is not None
    stages = []
    while stages.count("poll") < 3:
        stages.append(json.loads(running.stdout.readline())["stage"])
    assert stages.count("fetch") == 1
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert (running.returncode, told.decode()) == (130, f"{LINE}\n")
    assert group_ended(running.pid)


def test_run_every_takes_over_what_is_edited(fresh_newsroom: Newsroom) -> None:
    """A feed and a group written meanwhile count from the next round on; a wrong edit is told, and changes nothing."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.add_feed("/one.xml", every="1s")
    fresh_newsroom.write_feeds()
    running = fresh_newsroom.start_command("run", "--every", "1s")
    assert running.stdout is not None
    lines = (json.loads(line) for line in running.stdout)
    assert next(line for line in lines if line["stage"] == "index")["indexed"] == 1
    fresh_newsroom.write_groups([*GROUPS, {"id": "helmand", "name": "Helmand", "aliases": {"en": [7]}}])
    told = next(
        line["trouble"] for line in lines if line["stage"] == "config" and "string" in line["trouble"]
    )
    assert f"{fresh_newsroom.config / 'groups.yaml'}:" in told
    assert next(line for line in lines if line["stage"] == "poll")["polled"] == 1
    assert next(line for line in lines if line["stage"] == "config")["trouble"] == told
    fresh_newsroom.publish("/two.xml", 2)
    fresh_newsroom.write_feeds()
    fresh_newsroom.write_groups(
        [*GROUPS, {"id": "helmand", "name": "Helmand", "aliases": {"en": ["Helmand"]}}]
    )
    assert next(line for line in lines if line["stage"] == "index")["indexed"] == 1
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert errors.decode().count(f"wirewatch: config: {told}\n") >= 2
    groups = {article["url"][-1]: article["groups"] for article in fresh_newsroom.documents()}
    assert groups == {"1": ["taliban"], "2": ["helmand", "taliban"]}


def test_run_names_the_trouble_and_keeps_the_work(fresh_newsroom: Newsroom) -> None:
    """A store that is down ends the run with status 1 and its name; what came before it is done and kept."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.environment["WIREWATCH_INDEX_URL"] = "http://127.0.0.1:9"
    called = fresh_newsroom.run_command("run", "--once", status=1)
    assert called.err.startswith("wirewatch: index: Elasticsearch cannot be reached")
    assert called.err.count("\n") == 1
    told = fresh_newsroom.status()
    assert (told["open"]["processed"], told["index"]["status"]) == (1, "down")
    del fresh_newsroom.environment["WIREWATCH_INDEX_URL"]
    with fresh_newsroom.project() as project, project.ledger.begin() as tx:
        tx.exec_driver_sql("UPDATE links SET due_at = first_seen_at")
    fresh_newsroom.run_pipeline()
    assert fresh_newsroom.status()["fates"]["indexed"] == len(fresh_newsroom.received_posts()) == 1


# init


def test_init_writes_a_configuration_that_holds(fresh_newsroom: Newsroom) -> None:
    """`init` writes files that every check passes, small or full, and never writes over what is there."""
    shutil.rmtree(fresh_newsroom.config)
    fresh_newsroom.run_command("init", "--full")
    fresh_newsroom.run_command("alerts", "check")
    assert len(fresh_newsroom.run_command("feeds", "list", "--json").json) >= 50
    shutil.rmtree(fresh_newsroom.config)
    assert fresh_newsroom.run_command("init").out.count("wrote ") == 3
    assert len(fresh_newsroom.run_command("feeds", "list", "--json").json) == 3
    assert [rule["to"] for rule in fresh_newsroom.run_command("alerts", "list", "--json").json] == [
        ["terminal"]
    ]
    fresh_newsroom.run_command("alerts", "check")
    fresh_newsroom.run_command("feeds", "list")
    fresh_newsroom.run_command("groups", "list")
    file = fresh_newsroom.config / "alerts.yaml"
    file.write_text("# mine\n")
    (fresh_newsroom.config / "feeds.yaml").unlink()
    assert "is there already" in fresh_newsroom.run_command("init", status=2).err
    assert file.read_text() == "# mine\n"
    assert not (fresh_newsroom.config / "feeds.yaml").exists()


def test_init_prints_three_commands_that_work(fresh_newsroom: Newsroom, tmp_path: Path) -> None:
    """Behind `next:` stand three commands, each with the options that `init` was given, that do what they say."""
    config = tmp_path / "new ones"
    home = f"--home={fresh_newsroom.home}"
    _, _, printed = fresh_newsroom.run_command("init", "--config", str(config), home).out.partition(
        "\nnext:\n"
    )
    commands = [shlex.split(line) for line in printed.splitlines()]
    assert [command[:3] for command in commands] == [
        ["wirewatch", "run", "--once"],
        ["wirewatch", "search", "groups:taliban"],
        ["wirewatch", "feeds", "add"],
    ]
    (config / "feeds.yaml").write_text("feeds: []\n")  # no test asks the web
    for command in commands[:2]:
        assert command[-2:] == ["--config", str(config)]
        fresh_newsroom.run_command(*command[1:])
