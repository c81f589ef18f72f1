"""Elastic's own server without Docker: from Maven Central, pinned, cached, started on loopback.

    python scripts/elasticsearch_server.py            run it on 127.0.0.1:9200 until Ctrl-C, data below var/
    python scripts/elasticsearch_server.py --install  only download and unpack it

It needs a JDK 21 or later and, once, the Maven client `mvn`. What Maven Central carries is the bare server
that Elastic tests its clients against: `GET /` answers 400 or 404, and stemmers, the percolator,
Painless, reindex and ILM are missing. `Server(languages=True)` has the parts of our analyzers, and what needs others:
users and API keys that are made over HTTP.
"""

import argparse
import base64
import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

from daemon import Daemon, StartError, UnavailableError, is_reachable
from elasticsearch_plugin import build_with_languages

VERSION = "9.5.3"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
SHA256 = "bec49f3b8d00e75c8d1cec85c35298635ec9fbd3ae80ef5aeb6bc05abdb3db2d"
MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
OLDEST_JAVA = 21
"""Elasticsearch 9 refuses anything older."""

# Small, and with the first compiler tier alone: a test run is over before the second one has paid for itself.
JVM_OPTIONS = ["-Xms512m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Xlog:disable"]


def cache_folder() -> Path:
    """Return the folder for downloads, one for all checkouts; root's child cannot enter root's home."""
    if os.geteuid() == 0:
        return Path("/var/cache/wirewatch")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wirewatch"


def java_homes() -> Iterator[Path]:
    """Yield the folders in which a JDK may be, the ones that the user named first."""
    for name in ("ES_JAVA_HOME", "JAVA_HOME"):
        if os.environ.get(name):
            yield Path(os.environ[name])
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path).resolve().parents[1]
    yield from sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    asker = Path("/usr/libexec/java_home")
    if asker.exists():
        answer = subprocess.run([asker, "-v", f"{OLDEST_JAVA}+"], capture_output=True, text=True, check=False)
        yield from map(Path, answer.stdout.split("\n")[:1])


def java_version(home: Path) -> int:
    """Return the major version that the java in `home` tells of itself, 0 where there is none."""
    try:
        told = subprocess.run(
            [home / "bin" / "java", "-version"], capture_output=True, text=True, check=False, timeout=30
        )
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', told.stderr)
    return int(found.group(1)) if found else 0


def find_java() -> Path:
    """Return the home of a JDK, new enough and open to the server's user, or raise UnavailableError."""
    for home in java_homes():
        if java_version(home) >= OLDEST_JAVA and is_reachable(home):
            return home
    raise UnavailableError(
        f"Elasticsearch needs a JDK {OLDEST_JAVA} or later: install one (package openjdk-{OLDEST_JAVA}-jdk) "
        "or set ES_JAVA_HOME to one; or, for tests, set WIREWATCH_TEST_INDEX_URL to a server for them"
    )


def install_server() -> Path:
    """Return the unpacked server, downloaded where the cache lacks it; raise UnavailableError without mvn."""
    target = cache_folder() / f"elasticsearch-{VERSION}-{SHA256[:8]}"
    if target.exists():
        return target
    if not shutil.which("mvn"):
        raise UnavailableError(
            "Elasticsearch is downloaded by the Maven client: install it (package maven), once"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="unpacking-") as folder:
        Path(folder).chmod(0o755)
        with zipfile.ZipFile(_download(Path(folder))) as archive:
            archive.extractall(folder)
        try:
            # Another process may have been quicker: whoever renames first has done the work.
            (Path(folder) / f"elasticsearch-{VERSION}").rename(target)
        except OSError:
            if not target.exists():
                raise
    return target


def _download(folder: Path) -> Path:
    arguments = [f"{MAVEN_PLUGIN}:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    copied = subprocess.run(
        ["mvn", "-q", "-B", *arguments], capture_output=True, text=True, check=False, cwd=folder, timeout=600
    )
    archive = folder / f"elasticsearch-{VERSION}.zip"
    if copied.returncode or not archive.exists():
        raise UnavailableError(
            f"mvn could not copy {ARTIFACT}:\n{copied.stdout[-2000:]}{copied.stderr[-2000:]}"
        )
    with archive.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != SHA256:
        raise UnavailableError(
            f"{ARTIFACT} has SHA-256 {digest}, not {SHA256}: it is not the server that was pinned"
        )
    return archive


def password_hash(password: str) -> str:
    """Return `password` as Elasticsearch's file realm stores it: PBKDF2 with HMAC-SHA-512, salted."""
    salt, rounds = secrets.token_bytes(32), 10_000
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds, 32)
    return f"{{PBKDF2}}{rounds}${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


class ElasticsearchServer(Daemon):
    """One Elasticsearch node; with `password`, security is on and `user` is a superuser who has it."""

    user = "wirewatch"

    def __init__(
        self,
        home: Path | None = None,
        port: int | None = None,
        *,
        password: str | None = None,
        certificates: Path | None = None,
        languages: bool = False,
    ) -> None:
        """Raise UnavailableError without JDK or Maven. `certificates` holds server.pem and server.key, for HTTPS."""
        self.java, self.program = find_java(), install_server()
        if languages:
            self.program = build_with_languages(self.program, self.java, VERSION)
        super().__init__(home, port)
        self.password, self.certificates = password, certificates

    @property
    def url(self) -> str:
        """Where clients connect to."""
        return f"{'https' if self.certificates else 'http'}://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """Write the node's configuration; folders for its data and its temporary files are beside it."""
        config = self.home / "config"
        shutil.copytree(self.program / "config", config, dirs_exist_ok=True)
        (self.home / "tmp").mkdir(exist_ok=True)
        settings = {
            "cluster.name": "wirewatch",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "path.data": str(self.home / "data"),
            "path.logs": str(self.home / "logs"),
            # A laptop's disk is often over 90 % full, and a node that goes read-only for it helps nobody.
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "xpack.security.enabled": self.password is not None,
        }
        if self.certificates:
            settings["xpack.security.http.ssl.enabled"] = True
            for kind, name in (("certificate", "server.pem"), ("key", "server.key")):
                shutil.copy(self.certificates / name, config / name)
                settings[f"xpack.security.http.ssl.{kind}"] = name
        # JSON is YAML, and needs no library to be quoted right.
        (config / "elasticsearch.yml").write_text(json.dumps(settings, indent=1))
        (config / "jvm.options.d" / "wirewatch.options").write_text("\n".join(JVM_OPTIONS) + "\n")
        if self.password:
            (config / "users").write_text(f"{self.user}:{password_hash(self.password)}\n")
            (config / "users_roles").write_text(f"superuser:{self.user}\n")

    def command(self) -> list[str]:
        """Return the server's command line: zip files lose the executable bit, so through bash."""
        return ["bash", str(self.program / "bin" / "elasticsearch")]

    def environment(self) -> dict[str, str]:
        """Return the server's environment."""
        return super().environment() | {
            "ES_JAVA_HOME": str(self.java),
            "ES_PATH_CONF": str(self.home / "config"),
            "ES_TMPDIR": str(self.home / "tmp"),
        }

    def ready(self) -> bool:
        """Tell whether the cluster is at least yellow, which takes in that stored indices are open again."""
        request = urllib.request.Request(f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=30s")
        if self.password:
            login = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            request.add_header("Authorization", f"Basic {login}")
        # It only asks whether the server is up: what the certificate is worth is the clients' matter.
        trust = ssl._create_unverified_context()  # noqa: S323
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trust)
        )
        with opener.open(request, timeout=40) as answer:
            return not json.load(answer)["timed_out"]


def run_server(home: Path, port: int) -> None:
    """Run a server in the foreground until Ctrl-C or SIGTERM, and tell how to use it."""
    server = ElasticsearchServer(home, port)
    print(f"Elasticsearch {VERSION} is starting (data below {server.home})", flush=True)
    with server:
        print(f"It is up. In another terminal:\n\n    export WIREWATCH_INDEX_URL={server.url}\n")
        print("It asks for no password, and listens on this machine only. Ctrl-C ends it.", flush=True)
        assert server.process is not None  # noqa: S101
        server.process.wait()


def main() -> int:
    """Carry out the command line; return 0 when it went well, 1 with a line on stderr otherwise."""
    parser = argparse.ArgumentParser(description="Elasticsearch without Docker, on 127.0.0.1")
    parser.add_argument("--install", action="store_true", help="only download and unpack it")
    parser.add_argument("--home", type=Path, default=Path("var/elasticsearch"), help="where its data is kept")
    parser.add_argument("--port", type=int, default=9200)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if options.install:
            find_java()
            install_server()
        else:
            run_server(options.home, options.port)
    except KeyboardInterrupt:
        print("Stopped; its data is kept.")
    except (UnavailableError, StartError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
