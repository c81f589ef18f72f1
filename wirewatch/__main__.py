"""The command `wirewatch`."""

import sys


def main() -> None:
    """Run the command line; ends the process with the exit status."""
    from wirewatch.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
