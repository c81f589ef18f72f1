"""The command `wirewatch`: its groups of commands, the options that all of them share, and exit statuses.

0 done, 1 something failed and is named, 2 the call or the configuration is wrong.
"""

import io
import logging
import os
import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from wirewatch import __version__
from wirewatch.cli import (
    alerts,
    desk,
    feeds,
    groups,
    marks,
    mutes,
    operate,
    search,
    searches,
    start,
    texts,
    users,
)
from wirewatch.cli.calls import Commands, run_call
from wirewatch.errors import NO_ROOM, Mistake, Trouble, WirewatchError
from wirewatch.settings import read_settings

app = typer.Typer(
    name="wirewatch",
    cls=Commands,
    help="A streaming news monitor for named groups. Start with `wirewatch demo`.",
    epilog="--config, --home and -v may also stand behind a command.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would cost a third of the start-up
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (start, texts, search, desk, marks, mutes, operate):
    module.add(app)
for name, commands in {"feeds": feeds, "groups": groups, "alerts": alerts, "searches": searches}.items():
    app.add_typer(commands.app, name=name, cls=Commands)
users.add_commands(app)

SHARED_OPTIONS = {"--config": True, "--home": True, "-v": False, "--verbose": False}
"""The options of every command, and whether a value follows."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option(help="Folder of the configuration [config]")] = None,
    home: Annotated[Path | None, typer.Option(help="Folder of the ledger, index and pages [var]")] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Log what is done")] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end"),
    ] = False,
) -> None:
    """Read what all commands share."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(message)s")
    settings = read_settings(config=config, home=home)
    if settings.config.is_file():
        mend = f"name the folder of the configuration: --config {settings.config.parent}"
        raise Mistake("is a file and no folder", mend, settings.config)
    context.obj = settings


def run(arguments: list[str]) -> int:
    """Run one command; give its exit status. What is wrong is told in one line on standard error."""
    _open_closed()
    _speak_utf8()
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _lose(sys.__stdout__, 1)
        return 0
    except OSError as error:
        if error.errno not in NO_ROOM or error.filename:
            raise
        _lose(sys.__stdout__, 1)
        return _print_error(Trouble(f"what this command prints cannot be written: {error.strerror}"), 1)
    return status


def _run(arguments: list[str]) -> int:
    try:
        return run_call(app, _shared_options_first(arguments))
    except WirewatchError as error:
        return _print_error(error, error.status)
    except KeyboardInterrupt:
        return 130
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # Typer has caught it and ends with 1
            raise ended.__context__ from None
        return ended.code if isinstance(ended.code, int) else 1
    except PermissionError as error:
        if not error.filename:
            raise
        mend = "give yourself the right to it, or name another folder with --config or --home"
        return _print_error(Mistake(str(error.strerror), mend, Path(os.fsdecode(error.filename))), 2)
    except Exception as error:
        if _is_one_line(error):
            return _print_error(error, 1)
        raise


def _open_closed() -> None:
    """Let what is printed go nowhere where the caller has closed an output, as `>&-` does: Python has None for it."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def _speak_utf8() -> None:
    """Write UTF-8 to files and pipes whatever the locale says: it is what JSON is, and the news has every script.

    A terminal is left its own encoding; what that cannot write is replaced.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _lose(stream: TextIO | None, number: int) -> None:
    """Let what is still buffered go nowhere: the reader has gone, as `head` does, or its disk is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno() if stream else number)


def _is_one_line(error: Exception) -> bool:
    """Tell whether an exception of the packages below is one that says everything in its one line."""
    from processors.stores.store import StoreError

    return isinstance(error, StoreError)


def _print_error(error: Exception, status: int) -> int:
    from scrapers.urls import hide_credentials

    try:
        typer.echo(f"wirewatch: {hide_credentials(str(error))}", err=True)
    except OSError:  # nobody can be told, but the status tells
        _lose(sys.__stderr__, 2)
    return status


def _shared_options_first(arguments: list[str]) -> list[str]:
    """Bring the shared options to the front, where the parser wants them, from wherever they stand.

    Raises Mistake where one of them lacks its value, which would otherwise be the command's name.
    """
    front: list[str] = []
    rest: list[str] = []
    left = iter(arguments)
    for argument in left:
        name, joined, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *left]
        elif name in SHARED_OPTIONS:
            front.append(argument)
            if SHARED_OPTIONS[name] and not joined:
                front.append(value := next(left, ""))
            if SHARED_OPTIONS[name] and not value:
                raise Mistake(f"{name} names no folder", f"write {name} DIR")
        else:
            rest.append(argument)
    return front + rest
