"""How scripts/setup.sh comes by a Python and an uv, on machines that are not as it would like them.

Everything is real (uv, pip, virtual environments) and nothing is fetched from the internet. Only the versions that
Pythons give of themselves are invented.
"""

import json
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from paths import ROOT

REAL = Path(sys.executable)
MINOR = sys.version_info.minor
PROGRAMS = ("sh", "cat", "cksum", "dirname", "grep", "rm")
OLD = "sys.version_info = (3, 9, 6)"
WITHOUT_VENV = "sys.modules['ensurepip'] = None"
BARE = f"{WITHOUT_VENV}; sys.modules['pip'] = None"
MEND = "install one (packages python3 and python3-venv, or from python.org), or name it: make setup PYTHON="


def as_index(package: Distribution, folder: Path) -> None:
    """Make a package index in `folder` that holds one installed package, packed into a wheel again."""
    stem = f"{package.name}-{package.version}"
    tag = next(
        line[5:] for line in (package.read_text("WHEEL") or "").splitlines() if line.startswith("Tag: ")
    )
    record = f"{stem}.dist-info/RECORD"
    names = []
    file = folder / package.name / f"{stem}-{tag}.whl"
    file.parent.mkdir(parents=True)
    file.with_name("index.html").write_text(f'<a href="{file.name}">{file.name}</a>')
    with zipfile.ZipFile(file, "w") as wheel:
        for path in package.files or ():
            if path.name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json") or path.suffix == ".pyc":
                continue
            names.append(f"{stem}.data/scripts/{path.name}" if ".." in path.parts else str(path))
            wheel.write(path.locate(), names[-1])
        wheel.writestr(record, "".join(f"{name},,\n" for name in [*names, record]))


def as_download(folder: Path) -> None:
    """Make `mirror.json`, uv's list of Pythons that it can fetch, with one archive in which this Python stands."""
    home = folder / "python"
    library = home / "lib" / f"python3.{MINOR}"
    library.mkdir(parents=True)
    for data in Path(sysconfig.get_path("stdlib")).glob("_sysconfigdata*.py"):  # uv asks for it
        shutil.copy(data, library)
    python = home / "bin" / f"python3.{MINOR}"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec "{REAL.resolve()}" "$@"\n')
    python.chmod(0o755)
    with tarfile.open(folder / "python.tar.gz", "w:gz", compresslevel=1) as archive:
        archive.add(home, "python")
    family = {"arm64": "aarch64"}.get(platform.machine(), platform.machine())
    libc = "gnu" if sys.platform == "linux" else "none"
    entry = {
        "name": "cpython", "arch": {"family": family, "variant": None}, "os": sys.platform, "libc": libc,
        "major": 3, "minor": MINOR, "patch": sys.version_info.micro, "prerelease": "", "variant": None,
        "url": (folder / "python.tar.gz").as_uri(), "sha256": None, "build": "20250101",
    }  # fmt: skip
    key = f"cpython-{platform.python_version()}-{sys.platform}-{family}-{libc}"
    (folder / "mirror.json").write_text(json.dumps({key: entry}))
    (folder / "nothing.json").write_text(
        json.dumps({key: entry | {"url": (folder / "gone.tar.gz").as_uri()}})
    )


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a folder of what is otherwise fetched: a wheel of uv, and a Python."""
    folder = tmp_path_factory.mktemp("registry")
    as_index(distribution("uv"), folder / "simple")
    as_download(folder)
    yield folder
    shutil.rmtree(folder)


class Machine:
    """A checkout of a project that depends on nothing, and a PATH of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.path = home / "bin"
        self.checkout = home / "a checkout"
        self.path.mkdir()
        for name in PROGRAMS:
            (self.path / name).symlink_to(shutil.which(name) or "")
        (self.checkout / "scripts").mkdir(parents=True)
        shutil.copy(ROOT / "scripts" / "setup.sh", self.checkout / "scripts")
        head = 'requires-python = ">=3.11,<3.15"\n'
        (self.checkout / "pyproject.toml").write_text(
            f'[project]\nname = "tiny"\nversion = "0"\n{head}'
            '[tool.uv]\npackage = false\nrequired-version = ">=0.8"\n'
        )
        (self.checkout / "uv.lock").write_text(
            f'version = 1\n{head}[[package]]\nname = "tiny"\nversion = "0"\nsource = {{ virtual = "." }}\n'
        )

    def program(self, name: str, text: str) -> None:
        """Put a script on the PATH."""
        (self.path / name).write_text(f"#!/bin/sh\n{text}\n")
        (self.path / name).chmod(0o755)

    def python(self, name: str, *lies: str, fits_uv: bool = False) -> None:
        """Put a Python on the PATH that believes `lies` when it is asked about itself, unless uv asks, by `-I`."""
        code = "\n".join(["import sys", *lies, "$2"])
        self.program(
            name,
            f"""case $1 in
-c) exec "{REAL}" -c "{code}" ;;
-I) {"" if fits_uv else "exit 1"} ;;
esac
exec "{REAL}" "$@\"""",
        )

    def setup(self, registry: Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run setup.sh as a newcomer does."""
        index = (registry / "simple").as_uri()
        environment = {
            "PATH": str(self.path), "HOME": str(self.home), "UV_PYTHON_INSTALL_DIR": str(self.home / "pythons"),
            "UV_DEFAULT_INDEX": index, "UV_CACHE_DIR": str(registry / "cache"),
            "PIP_INDEX_URL": index, "PIP_ROOT_USER_ACTION": "ignore",
            "UV_PYTHON_DOWNLOADS_JSON_URL": str(registry / "nothing.json"),
        }  # fmt: skip
        return subprocess.run(
            ["sh", "scripts/setup.sh"],
            cwd=self.checkout, env=environment | more, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def is_set_up(self) -> bool:
        """Say whether `.venv` holds a Python and an uv that run, and nothing is left of an uv from before."""
        for program in ("python", "uv"):
            subprocess.run(
                [self.checkout / ".venv" / "bin" / program, "--version"], check=True, capture_output=True
            )
        return (self.checkout / ".venv" / ".setup-base").exists() and not (
            self.checkout / ".cache" / "uv"
        ).exists()


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    shutil.rmtree(tmp_path)


def last_line(ran: subprocess.CompletedProcess[str]) -> str:
    """Return the last line that a set-up which failed said."""
    assert ran.returncode == 1, ran.stdout + ran.stderr
    return ran.stderr.splitlines()[-1]


UNUSABLE = {
    "none": "sys.exit(1)",
    "too old for uv": "sys.version_info = (3, 7, 9)",
    "too old": f"{OLD}; {BARE}",
    "too new": f"sys.version_info = (3, 15, 0); {BARE}",
    "without the global lock": f"sys.abiflags = 't'; {BARE}",
    "PyPy": f"sys.implementation.name = 'pypy'; {BARE}",
    "fitting, without venv and pip": BARE,
}


@pytest.mark.parametrize("lie", UNUSABLE.values(), ids=UNUSABLE)
def test_setup_without_a_fitting_python_says_what_to_do(machine: Machine, registry: Path, lie: str) -> None:
    """On a machine without Python 3.11 to 3.14, or an uv, set-up fails in one line with the mend, and makes nothing."""
    machine.python("python3", lie)
    ran = machine.setup(registry)
    assert ran.stderr.count("\n") == 1
    assert "no Python 3.11 to 3.14 with its module venv found" in last_line(ran)
    assert MEND in ran.stderr
    assert not (machine.checkout / ".venv").exists()
    assert not (machine.checkout / ".cache").exists()


def test_a_fitting_python_makes_the_environment_itself(machine: Machine, registry: Path) -> None:
    """Where a Python fits, wherever among the names, no uv is asked: one that would fail is on the PATH."""
    pytest.importorskip("ensurepip", reason="this Python has no venv: install python3-venv")
    machine.program("uv", "echo asked >&2; exit 1")
    machine.python("python3", OLD)
    machine.python("python3.12")
    ran = machine.setup(registry)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert machine.is_set_up()
    again = machine.setup(registry)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_an_environment_of_another_folder_is_left_alone(machine: Machine, registry: Path) -> None:
    """Where `.venv` is a link to another folder's environment, the link goes, and what it leads to stays whole."""
    pytest.importorskip("ensurepip", reason="this Python has no venv: install python3-venv")
    machine.python("python3")
    others = machine.home / "elsewhere" / ".venv"
    (others / "bin").mkdir(parents=True)
    (others / "kept").write_text("of another folder")
    (machine.checkout / ".venv").symlink_to(others)
    ran = machine.setup(registry)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (others / "kept").exists()
    assert machine.is_set_up()
    assert not (machine.checkout / ".venv").is_symlink()


def test_a_named_python_comes_first(machine: Machine, registry: Path) -> None:
    """PYTHON names the interpreter, even one without venv, from which uv makes the environment."""
    (machine.path / "uv").symlink_to(REAL.parent / "uv")
    named = machine.home / "my python"
    machine.python("python3", OLD)
    machine.python(named.name, WITHOUT_VENV, fits_uv=True)
    (machine.path / named.name).rename(named)
    ran = machine.setup(registry, PYTHON=str(named))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert machine.is_set_up()
    assert not list(machine.home.glob("pythons/cpython*"))


@pytest.mark.parametrize(("module", "lies"), [("ensurepip", OLD), ("pip", f"{OLD}; {WITHOUT_VENV}")])
def test_another_python_installs_an_uv_that_fetches_one(
    machine: Machine, registry: Path, module: str, lies: str
) -> None:
    """A Python that does not fit brings, by its venv or else its pip, an uv in place of a too old one; uv the rest."""
    pytest.importorskip(module, reason=f"this Python has no {module}: install python3-venv")
    machine.program("uv", "echo 'error: Required uv version `>=0.8` does not match' >&2; exit 2")
    machine.python("python3", lies)
    ran = machine.setup(registry, UV_PYTHON_DOWNLOADS_JSON_URL=str(registry / "mirror.json"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert machine.is_set_up()
    assert list(machine.home.glob("pythons/cpython*"))


def test_an_uv_on_the_path_fetches_a_python(machine: Machine, registry: Path) -> None:
    """Where there is no Python at all, the user's own uv fetches one."""
    (machine.path / "uv").symlink_to(REAL.parent / "uv")
    ran = machine.setup(registry, UV_PYTHON_DOWNLOADS_JSON_URL=str(registry / "mirror.json"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert machine.is_set_up()


def test_what_uv_cannot_fetch_is_told_with_the_mend(machine: Machine, registry: Path) -> None:
    """Where the download fails, uv says why and the last line what to do; set-up works when a Python has come."""
    (machine.path / "uv").symlink_to(REAL.parent / "uv")
    machine.python("python3", OLD)
    ran = machine.setup(registry, PYTHON="python3")
    assert "gone.tar.gz" in ran.stderr
    assert "nor could uv fetch one" in last_line(ran)
    assert MEND in last_line(ran)
    assert not (machine.checkout / ".venv" / ".setup-base").exists()
    machine.python("python3.13", WITHOUT_VENV, fits_uv=True)
    assert machine.setup(registry).returncode == 0
    assert machine.is_set_up()


def test_an_environment_of_another_python_is_made_anew(machine: Machine, registry: Path) -> None:
    """A `.venv` whose Python is gone, as after an upgrade of the system, is replaced without a question."""
    bin_folder = machine.checkout / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder.parent / "pyvenv.cfg").write_text("home = /gone\n")
    (bin_folder / "python").symlink_to("/gone/python3.10")
    (machine.path / "uv").symlink_to(REAL.parent / "uv")
    ran = machine.setup(registry, UV_PYTHON_DOWNLOADS_JSON_URL=str(registry / "mirror.json"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert machine.is_set_up()


def test_pip_that_cannot_install_uv_says_so(machine: Machine, registry: Path) -> None:
    """Without a network the first step fails with pip's reason and one line, and leaves no environment behind."""
    pytest.importorskip("pip", reason="this Python has no pip: install python3-venv")
    machine.python("python3", OLD, WITHOUT_VENV)
    ran = machine.setup(registry, PIP_INDEX_URL=machine.home.as_uri())
    assert "pip could not install uv: see above" in last_line(ran)
    assert not (machine.checkout / ".venv").exists()
