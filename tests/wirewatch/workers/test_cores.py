"""How many workers a machine, a binding and a container allow."""

import os
from pathlib import Path

import pytest

from wirewatch.workers.cores import count_cores


@pytest.fixture
def sixteen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the process be bound to sixteen cores of a machine of sixty-four."""
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)


@pytest.mark.usefixtures("sixteen")
@pytest.mark.parametrize(
    ("files", "cores"),
    [
        ({}, 16),
        ({"cpu.max": "max 100000\n"}, 16),
        ({"cpu.max": "200000 100000\n"}, 2),
        ({"cpu.max": "150000 100000\n"}, 2),
        ({"cpu.max": "5000 100000\n"}, 1),
        ({"cpu.max": "9900000 100000\n"}, 16),
        ({"cpu.max": ""}, 16),
        ({"cpu.max": "100000 0\n"}, 16),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, 16),
        ({"cpu/cpu.cfs_quota_us": "300000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 3),
        ({"cpu/cpu.cfs_quota_us": "300000\n"}, 16),
    ],
)
def test_a_containers_share_bounds_the_workers(files: dict[str, str], cores: int, tmp_path: Path) -> None:
    """Its share counts in both editions of the kernel's groups, and a share that nobody can read bounds nothing."""
    for name, told in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(told)
    assert count_cores(tmp_path) == cores


@pytest.mark.parametrize(("told", "cores"), [(8, 8), (None, 1)])
def test_where_nothing_is_bound_the_machine_counts(
    told: int | None, cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that cannot bind a process, as macOS, has all of its cores, and one where it tells of none."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: told)
    assert count_cores(tmp_path) == cores
