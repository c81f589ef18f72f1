"""How many cores this process may use, which is how many workers it starts."""

import math
import os
from pathlib import Path

CONTROL = Path("/sys/fs/cgroup")
"""Where Linux tells a container's share of the processors."""


def count_cores(control: Path = CONTROL) -> int:
    """Give the number of cores that this process may use: at least one.

    os.cpu_count() gives those of the machine. A container with a share of two on a machine of 64 would start 64 workers
    by it, which want ten gigabytes. A share of a core and a half counts as two.
    """
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, math.ceil(min(bound, _share(control))))


def _share(control: Path) -> float:
    """Give the processor time that the container may take in a second, in seconds; infinite where none is told."""
    try:
        quota, period = (control / "cpu.max").read_text("ascii").split()
    except (OSError, ValueError):
        try:
            quota, period = (
                (control / "cpu" / f"cpu.cfs_{name}_us").read_text("ascii").strip()
                for name in ("quota", "period")
            )
        except (OSError, ValueError):
            return math.inf
    return int(quota) / int(period) if quota.isdecimal() and period.isdecimal() and int(period) else math.inf
