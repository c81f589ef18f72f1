"""How many cores this process may use, which is how many workers it starts."""

import math
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

CONTROL = Path("/sys/fs/cgroup")
"""Where Linux tells each group's share of the processors."""
OWN = Path("/proc/self/cgroup")
"""Where Linux tells the groups that this process is in."""


def count_cores(control: Path = CONTROL, own: Path = OWN) -> int:
    """Give the number of cores that this process may use: at least one.

    os.cpu_count() gives those of the machine. A container with a share of two on a machine of 64 would start 64 workers
    by it, which want ten gigabytes. A share of a core and a half counts as two.
    """
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    shares = (_share(folder) for folder in _folders(control, own))
    return max(1, math.ceil(min(bound, *shares)))


def _folders(control: Path, own: Path) -> Iterator[Path]:
    """Give the folders that tell the shares of the process's groups and of those around them, in both editions.

    A container sees its own group as the root. A service of systemd has its own further down, as has a
    container without a namespace of groups.
    """
    yield from (control, control / "cpu")
    try:
        lines = own.read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    for line in lines:
        _, _, rest = line.partition(":")
        controllers, _, group = rest.partition(":")
        root = control / "cpu" if "cpu" in controllers.split(",") else control
        path = PurePosixPath(group.lstrip("/"))
        if (not controllers or root != control) and ".." not in path.parts:
            yield from (root / inner for inner in (path, *path.parents))


def _share(folder: Path) -> float:
    """Give the processor time that a group may take in a second, in seconds; infinite where none is told."""
    try:
        quota, period = (folder / "cpu.max").read_text("ascii").split()
    except (OSError, ValueError):
        try:
            quota, period = (
                (folder / f"cpu.cfs_{name}_us").read_text("ascii").strip() for name in ("quota", "period")
            )
        except (OSError, ValueError):
            return math.inf
    return int(quota) / int(period) if quota.isdecimal() and period.isdecimal() and int(period) else math.inf
