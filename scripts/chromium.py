"""The system's Chromium, for the tests of the desk.

python scripts/chromium.py --install     as root on Debian with CI=true: installs the package `chromium`
"""

import os
import shutil
import subprocess
import sys

from daemon import UnavailableError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = "chromium"
INSTALL_S = 600


def find_chromium() -> str:
    """Return the path of a Chromium, or raise UnavailableError."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise UnavailableError(
        f"there is no Chromium on the PATH: install the package {PACKAGE} of Debian or Ubuntu"
    )


def install() -> None:
    """Install the package where a machine is made for tests alone. Raises UnavailableError."""
    if os.environ.get("CI", "").lower() not in ("1", "true") or os.geteuid() != 0:
        find_chromium()
        return
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", PACKAGE],
    ):
        try:
            subprocess.run(command, env=quiet, check=True, timeout=INSTALL_S, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.SubprocessError) as error:
            raise UnavailableError(f"{' '.join(command)}: {error}") from None


def main() -> int:
    """Install a Chromium where there is none; return the exit status."""
    try:
        find_chromium()
    except UnavailableError:
        try:
            install()
        except UnavailableError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
