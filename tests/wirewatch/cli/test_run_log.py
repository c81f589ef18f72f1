"""What a run prints where there is no terminal: no line is lost that only had to wait for room."""

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT_ROOM = """
import resource, sys
from wirewatch.cli.run_log import KEPT, RunLog
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
log = RunLog(endless=sys.argv[1] == "endless")
log.log({"line": 0})
log.tell("0")
resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
for number in range(1, int(sys.argv[2])):
    log.log({"line": number})
    log.tell(str(number))
if len(sys.argv) == 3:
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    log.log({"line": "last"})
    log.tell("last")
try:
    log.close()
except OSError as error:
    sys.exit(error.errno)
"""


def print_without_room(folder: Path, *arguments: str, unbuffered: str = "") -> tuple[int, str, str]:
    """Run the program above with both of its outputs in files; give its status and what stands there."""
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        ended = subprocess.run(
            [sys.executable, "-c", WITHOUT_ROOM, *arguments],
            env={"PYTHONUNBUFFERED": unbuffered, "PATH": ""},
            stdout=out,
            stderr=err,
            timeout=60,
            check=False,
        )
    return ended.returncode, (folder / "out").read_text(), (folder / "err").read_text()


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("kind", ["endless", "once"])
def test_lines_wait_for_room(tmp_path: Path, kind: str, unbuffered: str) -> None:
    """Lines that find no room are written with the first that does, in order and once, buffered by Python or not."""
    status, out, err = print_without_room(tmp_path, kind, "4", unbuffered=unbuffered)
    assert status == 0
    assert out.splitlines() == ['{"line":0}', '{"line":1}', '{"line":2}', '{"line":3}', '{"line":"last"}']
    assert err.splitlines() == ["0", "1", "2", "3", "last"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_long_time_without_room_takes_no_memory(tmp_path: Path, unbuffered: str) -> None:
    """Of very many lines some wait and the others are dropped, each of them whole."""
    status, out, _ = print_without_room(tmp_path, "endless", "1000", unbuffered=unbuffered)
    lines = out.splitlines()
    assert (status, lines[0], lines[-1]) == (0, '{"line":0}', '{"line":"last"}')
    assert len(lines) == 1 + 100
    assert all(line.startswith('{"line":') and line.endswith("}") for line in lines)
    assert len(set(lines)) == len(lines)


def test_what_still_waits_at_the_end_is_told(tmp_path: Path) -> None:
    """Where there is no room at the end either, `close` raises, for whoever has to give a status."""
    status, out, _ = print_without_room(tmp_path, "once", "4", "full to the end", unbuffered="1")
    assert (status, out) == (27, '{"line":0}\n')
