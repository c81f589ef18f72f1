"""The command `wirewatch`."""

import sys


def main() -> None:
    """Run the command line; ends the process with the exit status."""
    try:
        from wirewatch.cli.app import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
