"""A reader who follows a document: in an empty home with a checkout, in one shell, command after command.

The checkout is a copy of what is under version control, with this environment's `.venv`. Between two commands the
folder, the exported variables and the functions of the shell are kept, as in one session.
"""

import shlex
import shutil
import subprocess
from pathlib import Path

from paths import ROOT
from screen import Seen, show

HOME = "/home/ann"
"""What documents show in place of the reader's real home."""
_LEFT_OUT = shutil.ignore_patterns(
    ".git",
    ".venv",
    "var",
    "tests",
    "benchmarks",
    "__pycache__",
    ".*_cache",
    ".cache",
    ".hypothesis",
    "*.egg-info",
    ".env",
    "build",
)
ATTESTED = 'wanted="$(pwd -P) $(cat pyproject.toml uv.lock | cksum)"'
_KEEP = '{ declare -px; declare -fp; printf "cd %q\\n" "$PWD"; } >"$STATE"'


class Reader:
    """Runs commands one after the other, the first one with `environment`."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.home = folder / "home"
        self._state = folder / "state"
        self._command = folder / "command"
        self._kept = folder / "kept"
        self._environment = environment | {"HOME": str(self.home), "STATE": str(self._state)}
        self.hosts = environment["WIREWATCH_TEST_HOSTS"]
        self._status = 0
        checkout = self.home / "wirewatch"
        shutil.copytree(ROOT, checkout, ignore=_LEFT_OUT)
        _furnish(checkout)
        self._state.write_text(f"cd '{checkout}'\n")

    def run(self, command: str) -> Seen:
        """Run a command as it is typed; return how it ended and what the terminal shows, with HOME as the home."""
        self._command.write_text(command + "\n")
        script = f'. "$STATE"; (exit {self._status}); . "{self._command}"; status=$?; {_KEEP}; exit $status'
        shell = ["bash", "--noprofile", "--norc", "-c", script]
        seen = show(shell, self.home, self._environment)
        self._status = seen.status
        return Seen(seen.status, seen.text.replace(str(self.home), HOME))

    def export(self, **variables: str) -> None:
        """Give variables to the commands that follow, beside what the reader has exported."""
        *lines, folder = self._state.read_text().splitlines()
        lines += [f"export {name}={shlex.quote(value)}" for name, value in variables.items()]
        self._state.write_text("\n".join([*lines, folder]) + "\n")

    def write(self, name: str, text: str) -> None:
        """Write a file, named from the folder in which the shell is."""
        folder = self._state.read_text().splitlines()[-1].removeprefix("cd ")
        file = Path(folder.strip("'")) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def keep(self) -> None:
        """Remember home and shell as they are now."""
        self._kept.mkdir()
        shutil.copytree(self.home, self._kept / "home", symlinks=True)
        shutil.copy(self._state, self._kept / "state")

    def back(self) -> None:
        """Have home and shell as they were when `keep` was called."""
        shutil.rmtree(self.home)
        shutil.copytree(self._kept / "home", self.home, symlinks=True)
        shutil.copy(self._kept / "state", self._state)
        self._status = 0


def _furnish(checkout: Path) -> None:
    """Give a checkout this environment as its own `.venv`, attested, so that make finds nothing to install.

    Raises AssertionError where set-up attests in another way: it would then make this environment anew.
    """
    assert ATTESTED in (checkout / "scripts" / "setup.sh").read_text()
    venv = checkout / ".venv"
    venv.mkdir()
    for part in ("bin", "lib", "pyvenv.cfg"):
        (venv / part).symlink_to(ROOT / ".venv" / part)
    pinned = b"".join((checkout / name).read_bytes() for name in ("pyproject.toml", "uv.lock"))
    stamp = subprocess.run(["cksum"], input=pinned, capture_output=True, check=True).stdout.decode()
    for level in ("base", "test"):
        (venv / f".setup-{level}").write_text(f"{checkout.resolve()} {stamp}")
