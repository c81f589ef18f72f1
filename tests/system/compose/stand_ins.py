"""The images that the Dockerfile and docker-compose.yml name, made of packages: for a machine without a registry.

One tree of Debian's packages, by debootstrap, is below all of them; images/Dockerfile makes the rest. The Python is
one of this machine, and Elasticsearch the one of scripts/elasticsearch_server.py, with its plugin. Images and tree
are kept, the tree in the cache of the other servers, so that only the first call takes minutes.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import elasticsearch_server
import yaml
from daemon import UnavailableError
from elasticsearch_plugin import build_with_languages
from engine import Engine
from paths import ROOT

IMAGES = Path(__file__).parent / "images"
BASE = "wirewatch-stand-in/debian:1"
RELEASE, MIRROR = "trixie", "http://deb.debian.org/debian"
PACKAGES = [
    "ca-certificates", "curl", "dumb-init", "git", "libbz2-1.0", "libffi8", "libreadline8t64", "libsqlite3-0",
    "libssl3t64", "openjdk-21-jre-headless", "postgresql-17", "procps", "tini", "tzdata", "valkey-server",
    "valkey-tools",
]  # fmt: skip
PYTHON = "3.12"
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"


def make(engine: Engine) -> None:
    """Make those images that the engine lacks. Raises UnavailableError where a package cannot be had."""
    content = b"".join(file.read_bytes() for file in sorted(IMAGES.iterdir()))
    mark = hashlib.sha256(" ".join(PACKAGES).encode() + content).hexdigest()[:12]
    missing = {target: image for target, image in targets().items() if _mark(engine, image) != mark}
    if not missing:
        return
    if engine.docker("image", "inspect", BASE, check=False).returncode:
        _import_base(engine)
    with tempfile.TemporaryDirectory(prefix="wirewatch-images-") as folder:
        context = shutil.copytree(IMAGES, Path(folder) / "context")
        shutil.copy(Path(sys.executable).with_name("uv"), context)
        program, java = elasticsearch_server.install_server(), elasticsearch_server.find_java()
        shutil.copytree(
            build_with_languages(program, java, elasticsearch_server.VERSION), context / "elasticsearch"
        )
        for target, image in missing.items():
            engine.docker("build", "--target", target, "--label", f"mark={mark}", "--tag", image, context)


def _mark(engine: Engine, image: str) -> str:
    """Give what an image of ours was made of, as a hash, or nothing for one that is not there."""
    told = engine.docker(
        "image", "inspect", "--format", '{{index .Config.Labels "mark"}}', image, check=False
    )
    return told.stdout.strip()


def targets() -> dict[str, str]:
    """Give the image that each target of images/Dockerfile stands in for, by the names that the project has."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    base = (ROOT / "Dockerfile").read_text().partition("FROM ")[2].split()[0]
    return {
        "airflow": base,
        **{name: services[name]["image"] for name in ("postgres", "valkey", "elasticsearch", "kibana")},
    }


def _import_base(engine: Engine) -> None:
    tree = elasticsearch_server.cache_folder() / f"debian-{RELEASE}"
    if not (tree / "made").exists():
        shutil.rmtree(tree, ignore_errors=True)
        tree.parent.mkdir(parents=True, exist_ok=True)
        _make_tree(tree)
    with subprocess.Popen(["tar", "-C", tree, "-c", "."], stdout=subprocess.PIPE) as packed:
        engine.docker("import", "-", BASE, stdin=packed.stdout)


def _make_tree(tree: Path) -> None:
    if not shutil.which("debootstrap"):
        raise UnavailableError("stand-ins for images need debootstrap (package debootstrap)")
    _run(["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", RELEASE, tree, MIRROR])
    python = _python()
    for part in ("bin", "lib", "include"):
        shutil.copytree(python / part, tree / "usr" / "local" / part, symlinks=True, dirs_exist_ok=True)
    _run(["chroot", tree, "ldconfig"])
    for folder in ("var/cache/apt", "var/lib/apt/lists"):
        shutil.rmtree(tree / folder, ignore_errors=True)
    shutil.copy(f"/{CERTIFICATES}", tree / CERTIFICATES)
    (tree / "made").touch()


def _python() -> Path:
    """Give the folder of a Python that can be copied: one of uv's or pyenv's, since Debian's own is spread about."""
    homes = [
        Path(_run([Path(sys.executable).with_name("uv"), "python", "dir"]).strip()),
        Path.home() / ".pyenv/versions",
    ]
    for home in homes:
        for python in sorted(home.glob(f"*{PYTHON}.*/bin/python{PYTHON}")):
            return python.parents[1]
    raise UnavailableError(
        f"a stand-in for Airflow's image needs a Python to copy: uv python install {PYTHON}"
    )


def _run(command: list[str | Path]) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise UnavailableError(f"{' '.join(map(str, command))}:\n{(ran.stdout + ran.stderr)[-2000:]}")
    return ran.stdout
