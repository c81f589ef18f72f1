"""What uv.lock pins: everything can be installed without a compiler, wherever Wirewatch is said to run."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename
from paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LINUX = [("linux", "x86_64"), ("linux", "aarch64")]
MAC = ("darwin", "arm64")
TESTED = ["--group", "dev", "--all-extras"]


def pythons() -> list[int]:
    """Return the minor versions of Python 3 that pyproject.toml allows."""
    allowed = SpecifierSet(PROJECT["requires-python"])
    return [minor for minor in range(30) if allowed.contains(f"3.{minor}.99")]


@cache
def pinned(*options: str) -> list[Requirement]:
    """Return every requirement that uv.lock pins for what uv's options choose, with its marker."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "export",
        "--frozen",
        "--no-hashes",
        "--no-header",
        "--no-annotate",
    ]
    ran = subprocess.run(
        [*command, "--no-emit-project", "--no-default-groups", *options],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [Requirement(line) for line in ran.stdout.splitlines()]


@cache
def wheels() -> dict[tuple[str, str], list[frozenset[Tag]]]:
    """Return what each wheel of each package and version in uv.lock is for."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    return {
        (package["name"], package["version"]): [
            parse_wheel_filename(wheel["url"].rpartition("/")[2].replace("%2B", "+"))[3]
            for wheel in package.get("wheels", [])
        ]
        for package in lock["package"]
    }


def supported(minor: int, system: str, machine: str) -> set[Tag]:
    """Return the tags of wheels that CPython 3.`minor` takes: of Linux with glibc 2.28 (2018) or later, of macOS 14."""
    if system == "linux":
        platforms = [f"manylinux_2_{glibc}_{machine}" for glibc in range(28, 16, -1)]
        platforms += [f"{name}_{machine}" for name in ("manylinux2014", "manylinux2010", "manylinux1")]
    else:
        platforms = list(mac_platforms((14, 0), machine))
    interpreter = f"cp3{minor}"
    return {
        *cpython_tags((3, minor), platforms=platforms),
        *compatible_tags((3, minor), interpreter, platforms),
    }


def without_wheel(minor: int, system: str, machine: str, *options: str) -> Iterator[str]:
    """Yield each package that would have to be built there."""
    there = {
        "python_version": f"3.{minor}",
        "python_full_version": f"3.{minor}.99",
        "sys_platform": system,
        "platform_system": system.capitalize(),
        "platform_machine": machine,
    }
    tags = supported(minor, system, machine)
    for requirement in pinned(*options):
        (version,) = (specifier.version for specifier in requirement.specifier)
        needed = requirement.marker is None or requirement.marker.evaluate(there)
        if needed and not any(tags & wheel for wheel in wheels()[requirement.name, version]):
            yield f"{requirement.name} {version}"


@pytest.mark.parametrize("minor", pythons())
@pytest.mark.parametrize(("system", "machine"), [*LINUX, MAC])
def test_every_dependency_has_a_wheel(minor: int, system: str, machine: str) -> None:
    """What Wirewatch, its extras and its tests need comes as a wheel for each Python on each machine."""
    assert list(without_wheel(minor, system, machine, *TESTED)) == []


def test_a_dependency_without_a_wheel_is_found() -> None:
    """A package is named that has no wheel for a Python too new, or for another machine."""
    assert "lxml" in " ".join(without_wheel(29, "linux", "x86_64"))
    assert "lxml" in " ".join(without_wheel(14, "linux", "sparc64"))


def test_every_python_that_is_allowed_is_named_where_people_look() -> None:
    """The set-up, the classifiers and the README name the first and the last Python that pyproject.toml allows."""
    first, last = f"3.{pythons()[0]}", f"3.{pythons()[-1]}"
    assert f"Python {first} to {last}" in (ROOT / "README.md").read_text()
    setup = (ROOT / "scripts" / "setup.sh").read_text()
    assert f"Python {first} to {last}" in setup
    assert all(f"python3.{minor}" in setup for minor in pythons())
    assert "({}, {}) <= sys.version_info[:2] <= ({}, {})".format(*first.split("."), *last.split(".")) in setup
    classifiers = [f"Programming Language :: Python :: 3.{minor}" for minor in pythons()]
    assert [line for line in PROJECT["classifiers"] if ":: 3." in line] == classifiers
