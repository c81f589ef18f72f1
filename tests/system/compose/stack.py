"""A copy of the checkout in a folder of its own, brought up by Compose, with a configuration that reads our site."""

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import make_env
import yaml
from engine import Engine, run
from paths import ROOT

NEWS = "http://localhost:8000"
"""The site, as its own container sees it."""
PARTS = [
    ".dockerignore", "Dockerfile", "docker-compose.yml", "pyproject.toml", "uv.lock", "README.md", "LICENSE",
    "scrapers", "processors", "wirewatch", "dags", "kibana", "scripts", "config", "tests",
]  # fmt: skip
CONFIGURATION: dict[str, Any] = {
    "feeds.yaml": {"feeds": [{"url": "http://newsroom:8000/feed.xml", "every": "10s"}]},
    "groups.yaml": {"groups": [{"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}}]},
    "alerts.yaml": {
        "alerts": [{"name": "taliban", "query": "groups:taliban", "to": ["desk"]}],
        "channels": {"desk": {"secret_env": "DESK_URL"}},
    },
}


class Stack:
    """One project of Compose."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder

    def lay(self) -> None:
        """Copy what the build and the services take, and write our configuration."""
        for part in PARTS:
            source, target = ROOT / part, self.folder / part
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        for name, content in CONFIGURATION.items():
            (self.folder / "config" / name).write_text(yaml.safe_dump(content))

    def choose(self, profile: str) -> None:
        """Do what `make env ARGS="--profile PROFILE"` does, and set what a user may set."""
        file = self.folder / ".env"
        known = make_env.read_env(file) | {"WIREWATCH_ALLOW_PRIVATE_NETWORKS": "1", "WIREWATCH_KEEP": "400d"}
        make_env.write_env(file, make_env.render_env(known, profile))

    def compose(self, *arguments: str, check: bool = True, **options: Any) -> CompletedProcess[str]:
        """Call Compose."""
        files = ["--file", "docker-compose.yml", "--file", "tests/system/compose/override.yml"]
        command = [str(self.engine.client), "--project-directory", ".", "--project-name", "wirewatch-test"]
        return run(
            [*command, *files, *arguments], self.engine.environment(), check=check, cwd=self.folder, **options
        )

    def wirewatch(self, *arguments: str) -> str:
        """Call the command line as docs/operations.md says; give what it printed."""
        return self.compose("run", "--rm", "--no-TTY", "wirewatch", *arguments).stdout

    def inside(self, service: str, *command: str, **options: Any) -> str:
        """Run a command in a container; give what it printed."""
        return self.compose("exec", "--no-TTY", service, *command, **options).stdout

    def containers(self) -> dict[str, dict[str, Any]]:
        """Give all containers by service: `State`, `Health`, `ExitCode`, `Name`, of services with one container."""
        lines = self.compose("ps", "--all", "--format", "json").stdout.splitlines()
        return {one["Service"]: one for one in map(json.loads, lines)}

    # The site

    def tell_site(self, path: str) -> None:
        """Post to the site."""
        self.inside("newsroom", "curl", "--fail", "--silent", "--data", "", NEWS + path)

    def ask_site(self, path: str) -> Any:
        """Get JSON from the site."""
        return json.loads(self.inside("newsroom", "curl", "--fail", "--silent", NEWS + path))

    def alerts(self) -> list[int]:
        """Give the numbers of the stories that were told of, as often as they were."""
        told = (json.dumps(one) for one in self.ask_site("/alerts"))
        return sorted(
            int(text.partition("/a/")[2].split('"')[0].split("\\")[0]) for text in told if "/a/" in text
        )

    # Airflow

    def trigger(self) -> None:
        """Start a run of news_monitor."""
        self.inside("airflow-scheduler", "airflow", "dags", "trigger", "news_monitor")

    # Elasticsearch

    def elasticsearch(self, method: str, path: str, content: Any = None) -> Any:
        """Call Elasticsearch as docs/operations.md does; give what it answers."""
        script = (
            'echo "user = \\"elastic:$ELASTIC_PASSWORD\\"" | curl --silent --show-error --config - '
            '--cacert config/certs/ca.pem -H content-type:application/json "$@"'
        )
        data = ["--data", json.dumps(content)] if content is not None else []
        url = f"https://localhost:9200/{path}"
        return json.loads(
            self.inside("elasticsearch", "sh", "-c", script, "es", "--request", method, url, *data)
        )
