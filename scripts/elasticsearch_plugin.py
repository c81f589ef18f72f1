"""The bare server with the parts of our analyzers of languages, and with users and API keys made over HTTP.

Elastic ships Lucene's token filters under its own names in a module that Maven Central does not have. They are in
the bare server's library all the same: LanguageAnalyzers.java names them, and is compiled against that.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from daemon import UnavailableError

SOURCE = Path(__file__).parent / "language_analyzers" / "LanguageAnalyzers.java"
NAME = "language-analyzers"


def build_with_languages(program: Path, java: Path, version: str) -> Path:
    """Return the folder of a server like `program` with the plugin in it, made beside it where it is missing.

    `java` is the home of a JDK; raises UnavailableError where it has no compiler.
    """
    mark = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:8]
    target = program.with_name(f"{program.name}-languages-{mark}")
    if target.exists():
        return target
    if not (java / "bin" / "javac").exists():
        raise UnavailableError(f"Elasticsearch's stemmers need a JDK's javac, which {java} lacks")
    with tempfile.TemporaryDirectory(dir=program.parent, prefix="compiling-") as name:
        folder = Path(name)
        fresh = folder / "server"
        shutil.copytree(program, fresh, copy_function=os.link)
        _compile(program, java, folder / "classes")
        _pack(folder / "classes", fresh / "plugins" / NAME, version)
        try:
            fresh.rename(target)
        except OSError:
            if not target.exists():
                raise
    return target


def _compile(program: Path, java: Path, classes: Path) -> None:
    javac, library = java / "bin" / "javac", program / "lib" / "*"
    compiled = subprocess.run(
        [javac, "--release", "21", "-cp", library, "-d", classes, SOURCE],
        capture_output=True,
        text=True,
        check=False,
    )
    if compiled.returncode:
        raise RuntimeError(f"{SOURCE.name} does not compile:\n{compiled.stderr}")


def _pack(classes: Path, plugin: Path, version: str) -> None:
    plugin.mkdir()
    with zipfile.ZipFile(plugin / f"{NAME}.jar", "w") as archive:
        for file in classes.rglob("*.class"):
            archive.write(file, file.relative_to(classes))
    described = {
        "name": NAME,
        "description": "Language analyzers",
        "version": version,
        "elasticsearch.version": version,
        "java.version": "21",
        "classname": SOURCE.stem,
    }
    lines = [f"{key}={value}\n" for key, value in described.items()]
    (plugin / "plugin-descriptor.properties").write_text("".join(lines))
