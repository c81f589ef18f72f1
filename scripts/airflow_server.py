"""A real Airflow without Docker: scheduler, dag processor and api-server in a folder of their own.

It is what `airflow standalone` starts (SQLite, LocalExecutor, one simple user), but for the triggerer, which none
of our DAGs needs, and on free ports of 127.0.0.1. The processes run as the user who starts them, since the tasks
need this user's Python, and never outlive us (see daemon.GUARD).
"""

import contextlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil
from daemon import GUARD, StartError, UnavailableError, free_port

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = {name: (name,) for name in ("api-server", "scheduler", "dag-processor")}
"""Commands of Airflow's that one Airflow is made of, under the names of their logs."""
WORKERS = ("one", "two")
"""Names of the workers of a CeleryAirflow."""
END_STATES = ("success", "failed")
FOREIGN_VARIABLES = ("AIRFLOW", "WIREWATCH_", "PYTHONPATH", "PYTEST_")
"""Variables that begin so are the user's, or the test's, and not handed down."""


def airflow_environment(home: Path, **more: str) -> dict[str, str]:
    """Return what the environment of an Airflow in `home` with the DAGs of this checkout is; raise UnavailableError."""
    if importlib.util.find_spec("airflow") is None:
        raise UnavailableError("Airflow is not installed: `make test` does it (the extra `airflow`)")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN_VARIABLES)}
    return kept | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        **more,
    }


def make_database(home: Path, settings: Mapping[str, str]) -> None:
    """Make the database of an Airflow."""
    home.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(
        [sys.executable, "-m", "airflow", "db", "migrate"],
        env=dict(settings), cwd=home, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise StartError(
            f"airflow db migrate ended with {made.returncode}:\n{(made.stdout + made.stderr)[-4000:]}"
        )


class Airflow:
    """One Airflow in `home`; `more` is its tasks' environment. Use it as a context manager."""

    patience = 120.0
    """Seconds that a start may take."""
    commands: Mapping[str, Sequence[str]] = COMMANDS

    def __init__(self, home: Path, **more: str) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.components: list[subprocess.Popen[bytes]] = []
        self.environment = airflow_environment(
            home,
            AIRFLOW__API__PORT=str(self.port),
            AIRFLOW__API__HOST="127.0.0.1",
            AIRFLOW__API__BASE_URL=self.url,
            AIRFLOW__API__WORKERS="1",
            AIRFLOW__CORE__EXECUTION_API_SERVER_URL=f"{self.url}/execution/",
            AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT=str(free_port()),
            AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK="False",
            **more,
        )

    def __enter__(self) -> Self:
        """Start everything; return when the api-server answers and the DAGs are known."""
        if not (self.home / "airflow.db").exists():
            make_database(self.home, self.environment)
        try:
            for name, command in self.commands.items():
                self._start(name, command)
            self._wait()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process."""
        self._stop()

    def request(self, method: str, path: str, content: Any = None) -> Any:
        """Call the REST API: a path below /api/v2, and what is sent as JSON; return what is answered."""
        request = urllib.request.Request(f"{self.url}/api/v2{path}", method=method)
        request.add_header("Authorization", f"Bearer {self._token()}")
        if content is not None:
            request.data = json.dumps(content).encode()
            request.add_header("Content-Type", "application/json")
        answer = _read_answer(request)
        return json.loads(answer) if answer else None

    def pool(self, name: str, slots: int) -> None:
        """Make a pool."""
        self.request("POST", "/pools", {"name": name, "slots": slots})

    def connection(self, name: str, **parts: Any) -> None:
        """Make a connection."""
        self.request("POST", "/connections", {"connection_id": name, "conn_type": "generic", **parts})

    def unpause(self, dag: str) -> None:
        """Let the scheduler run a DAG."""
        self.request("PATCH", f"/dags/{dag}", {"is_paused": False})

    def trigger(self, dag: str, **params: Any) -> str:
        """Start a run of a DAG; return its id."""
        run: str = self.request("POST", f"/dags/{dag}/dagRuns", {"logical_date": None, "conf": params})[
            "dag_run_id"
        ]
        return run

    def runs(self, dag: str) -> list[dict[str, Any]]:
        """Return the runs of a DAG, the first one first."""
        found: list[dict[str, Any]] = self.request("GET", f"/dags/{dag}/dagRuns?order_by=run_after")[
            "dag_runs"
        ]
        return found

    def tasks(self, dag: str, run: str) -> list[dict[str, Any]]:
        """Return the task instances of a run."""
        found: list[dict[str, Any]] = self.request(
            "GET", f"/dags/{dag}/dagRuns/{run}/taskInstances?limit=1000"
        )["task_instances"]
        return found

    def wait_for_run(self, dag: str, run: str | None = None, seconds: float = 300) -> dict[str, Any]:
        """Wait for a run (the first of the DAG unless it is named) to end, and return it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(TimeoutError):  # a busy machine answers late
                for one in self.runs(dag):
                    if run in (None, one["dag_run_id"]) and one["state"] in END_STATES:
                        return one
            time.sleep(0.3)
        raise TimeoutError(f"no run of {dag} ended within {seconds:.0f} s:\n{self.log_tail()}")

    def log_tail(self) -> str:
        """Return the last part of what each process printed."""
        logs = sorted(self.home.glob("*.out"))
        return "\n".join(f"-- {log.name}\n{log.read_text(errors='replace')[-3000:]}" for log in logs)

    def logs(self) -> str:
        """Return everything that any process or task has logged."""
        files = [*self.home.glob("*.out"), *(self.home / "logs").rglob("*.log")]
        return "\n".join(file.read_text(errors="replace") for file in files)

    def _start(self, name: str, command: Sequence[str]) -> None:
        with (self.home / f"{name}.out").open("wb") as log:
            self.components.append(
                subprocess.Popen(
                    ["/bin/sh", "-c", GUARD, "guard", sys.executable, "-m", "airflow", *command],
                    stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, env=self.environment, cwd=self.home,
                    start_new_session=True,
                )
            )  # fmt: skip

    def _wait(self) -> None:
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if any(process.poll() is not None for process in self.components):
                break
            with contextlib.suppress(OSError):
                if self.request("GET", "/dags")["total_entries"] >= len(list((ROOT / "dags").glob("*.py"))):
                    return
            time.sleep(0.3)
        raise StartError(f"Airflow did not come up:\n{self.log_tail()}")

    def _token(self) -> str:
        token: str = json.loads(_read_answer(urllib.request.Request(f"{self.url}/auth/token")))[
            "access_token"
        ]
        return token

    def _stop(self) -> None:
        """Ask all to end, then kill what is left, with the tasks, which may sit in process groups of their own."""
        for process in self.components:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        psutil.wait_procs(self.processes(), timeout=5)
        for process in self.components:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if process.stdin is not None:
                process.stdin.close()
        for left in self.processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                left.kill()
        self.components = []

    def processes(self) -> list[psutil.Process]:
        """Return every process that runs in this Airflow's environment."""
        return [one for one in psutil.process_iter() if _airflow_home_of(one) == str(self.home)]


class CeleryAirflow(Airflow):
    """One whose tasks run in two workers of Celery's, on a broker and a database of PostgreSQL's."""

    commands = COMMANDS | {
        f"worker-{name}": (
            *("celery", "worker", "--celery-hostname", f"{name}@wirewatch", "--pid", f"{name}.pid"),
            *("--concurrency", "1", "--skip-serve-logs", "--without-gossip"),
        )
        for name in WORKERS
    }

    def __init__(self, home: Path, broker_url: str, database_url: str, **more: str) -> None:
        """Take the URLs of the two; `more` is the tasks' environment."""
        super().__init__(
            home,
            AIRFLOW__CORE__EXECUTOR="CeleryExecutor",
            AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=database_url,
            AIRFLOW__CELERY__BROKER_URL=f"{broker_url}/0",
            AIRFLOW__CELERY__RESULT_BACKEND=f"{broker_url}/1",
            **more,
        )


def _airflow_home_of(process: psutil.Process) -> str | None:
    try:
        return process.environ().get("AIRFLOW_HOME")
    except (psutil.Error, OSError):
        return None


def _read_answer(request: urllib.request.Request) -> bytes:
    """Return the body of an answer; an error tells what the server said. Proxies are for elsewhere."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=30) as answer:
            body: bytes = answer.read()
            return body
    except urllib.error.HTTPError as error:
        raise OSError(f"{request.full_url} answers {error.code}: {error.read().decode()[:500]}") from None
