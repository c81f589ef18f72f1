"""The command `wirewatch`."""

import sys


def main() -> None:
    """Run the command line; ends the process with the exit status."""
    from wirewatch.interrupt import STATUS, Interrupt, remove_folders

    interrupt, status = Interrupt(), STATUS
    try:
        interrupt.listen()
        from wirewatch.cli.app import run

        status = run(sys.argv[1:])
        interrupt.finish(status)
    except BaseException:
        if not interrupt.heard:
            raise
    if interrupt.heard:
        remove_folders()
        interrupt.print_line()
        # Python ends by the signal, and not with a status, where Ctrl-C left code that it had from a string, as a
        # dataclass is made of. It forgets that with the next such code.
        exec("")  # noqa: S102
    sys.exit(STATUS if interrupt.heard else status)


if __name__ == "__main__":
    main()
