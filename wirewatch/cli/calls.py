"""What is wrong with a call: an unknown command or option, or a value that is missing, as a Mistake with its mend."""

from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup

from wirewatch.errors import Mistake

WrongCall: Any = typer.BadParameter.__bases__[0]
"""What the parser of the command line raises: Typer has no public name for it in all of its versions."""
ALIKE = 0.7
"""How much a name has to be like that of the command that was meant."""
MOST_NAMED = 2
"""Commands that are proposed in the place of one; where more fit, help tells them apart."""


class Commands(TyperGroup):
    """A group of commands that says which one may be meant by a name that none has."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that arguments begin with. Raises Mistake where there is none."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise Mistake(f"no command {args[0][:80]!r}", _mend_command(args[0], self, ctx))
        return super().resolve_command(ctx, args)


def run_call(app: typer.Typer, arguments: list[str]) -> int:
    """Run the command that arguments call; give its exit status. Raises what it raises, and Mistake for a wrong call.

    Where nothing is called that could be, the help is told.
    """
    try:
        status = app(arguments, standalone_mode=False)
    except typer.Abort:  # there is nobody to answer a question
        typer.echo("Aborted!", err=True)
        return 1
    except WrongCall as error:
        if "\n" not in error.message:
            raise _mistake(error) from None
        error.show()  # it is the help
        return 2
    return status if isinstance(status, int) else 0


def _mistake(error: Any) -> Mistake:
    """Make of what the parser of the command line found one line with its mend."""
    context: Any = error.ctx
    told = error.format_message().removesuffix(".")
    option = getattr(error, "option_name", "")
    if option and hasattr(error, "possibilities"):
        near = error.possibilities
        return Mistake(f"no option {option[:80]}", f"did you mean {near[0]}?" if near else _help(context))
    return Mistake(told[:1].lower() + told[1:], _help(context))


def _mend_command(name: str, group: TyperGroup, context: Any) -> str:
    """Say which command is meant: one a level below, one of a name like it, one whose help or option has it."""
    below = [
        f"{outer} {name}"
        for outer, command in group.commands.items()
        if name in getattr(command, "commands", {})
    ]
    alike = get_close_matches(name, group.commands, n=1, cutoff=ALIKE)
    meant = below or alike or _told_of(name, group) or _with_option(name, group)
    if not 0 < len(meant) <= MOST_NAMED:
        return _help(context)
    return f"did you mean {' or '.join(map(repr, meant))}?"


def _told_of(word: str, group: TyperGroup) -> list[str]:
    """Give the commands whose help tells of a word in its first sentence: `serve` for the desk."""
    wanted = word.lower().removesuffix("s")
    return [
        name
        for name, command in group.commands.items()
        if wanted in {one.strip(".,:;'()").removesuffix("s") for one in _first_sentence(command).split()}
    ]


def _with_option(word: str, group: TyperGroup) -> list[str]:
    """Give the commands that have an option of that name, with it: `stories --events` for events."""
    option = f"--{word.lower()}"
    return [
        f"{name} {option}"
        for name, command in group.commands.items()
        if any(option in parameter.opts for parameter in command.params)
    ]


def _first_sentence(command: Any) -> str:
    return str(command.help or "").lower().replace("'s ", " ").partition(". ")[0]


def _help(context: Any) -> str:
    """Say where help stands for what was called."""
    names: list[str] = []
    while context is not None and context.parent is not None:
        names.insert(0, context.info_name)
        context = context.parent
    return f"`{' '.join(['wirewatch', *names])} -h` tells what there is"
