"""Worker processes: what they are started with."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """\
with open("imports.txt", "a") as file:
    file.write(__name__ + " ")

from pathlib import Path

from wirewatch.config.groups import read_groups
from wirewatch.workers.pool import start_workers
from wirewatch.workers.page import make_article

workers = start_workers("nowhere", read_groups(Path("groups.yaml")))
print(workers.schedule(make_article, args=["raw/x#0"]).result().reason)
workers.stop()
workers.join()
"""


def test_a_worker_does_not_import_the_program_that_started_it(tmp_path: Path) -> None:
    """A program is run once, however many workers it starts: they wait for none of its imports."""
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "groups.yaml").write_text("groups: []\n")
    ran = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120
    )
    assert ran.stdout == "landing_lost\n"
    assert (tmp_path / "imports.txt").read_text() == "__main__ "
