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


@pytest.mark.usefixtures("sixteen")
@pytest.mark.parametrize(
    ("own", "files", "cores"),
    [
        ("0::/system.slice/news.service\n", {"system.slice/news.service/cpu.max": "200000 100000\n"}, 2),
        (
            "0::/kubepods.slice/pod1/one\n",
            {
                "kubepods.slice/pod1/one/cpu.max": "max 100000\n",
                "kubepods.slice/pod1/cpu.max": "300000 100000\n",
            },
            3,
        ),
        (
            "0::/outer/inner\n",
            {"outer/inner/cpu.max": "900000 100000\n", "outer/cpu.max": "400000 100000\n"},
            4,
        ),
        (
            "5:memory:/other\n4:cpu,cpuacct:/docker/a:b\n",
            {"cpu/docker/a:b/cpu.cfs_quota_us": "250000\n", "cpu/docker/a:b/cpu.cfs_period_us": "100000\n"},
            3,
        ),
        (
            "5:cpuset:/other\n",
            {"other/cpu.max": "100000 100000\n", "cpu/other/cpu.max": "100000 100000\n"},
            16,
        ),
        ("0::/another\n", {"beside/cpu.max": "100000 100000\n"}, 16),
        ("0::/../outside\n", {"../outside/cpu.max": "100000 100000\n"}, 16),
        ("0::/gone\n", {"cpu.max": "200000 100000\n"}, 2),
        ("nonsense\n\n", {}, 16),
        (None, {"cpu.max": "200000 100000\n"}, 2),
    ],
)
def test_the_share_of_a_group_further_down_bounds_the_workers(
    own: str | None, files: dict[str, str], cores: int, tmp_path: Path
) -> None:
    """So do those of the groups around it; those beside it, and those outside of what can be seen, do not."""
    control = tmp_path / "control"
    control.mkdir()
    for name, told in files.items():
        (control / name).parent.mkdir(parents=True, exist_ok=True)
        (control / name).write_text(told)
    if own is not None:
        (tmp_path / "own").write_text(own)
    assert count_cores(control, tmp_path / "own") == cores
