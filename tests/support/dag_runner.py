"""Run DAGs by `dag.test()` in one process that has Airflow loaded, one after the other as it is told.

    with DagRunner(home) as runner:
        run = runner.run("news_monitor", newsroom.environment, shards=2)
        run.state, run.tasks["match"], run.log

The process is started elsewhere and without `tests` on its path, as Airflow's own are. Tasks that fail are not tried
again: what Airflow's retries do is seen where its scheduler runs.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

if __name__ != "__main__":
    from airflow_server import airflow_environment, make_database


class DagRun(NamedTuple):
    """How a run ended: its state, that of each task (`shard.fetch[0]` where it is mapped), and all that was logged."""

    state: str
    tasks: dict[str, str]
    labels: dict[str, str]
    """What mapped tasks are called."""
    results: dict[str, Any]
    """What the tasks returned."""
    log: str

    def failed_tasks(self) -> set[str]:
        """Return the tasks that failed by themselves."""
        return {name for name, state in self.tasks.items() if state == "failed"}

    def failure_line(self, task: str) -> str:
        """Return the one line that a failed task logs for people."""
        (line,) = {line for line in self.log.splitlines() if f".{task} failed: " in line}
        return line.partition(f".{task} failed: ")[2].partition(" [wirewatch]")[0].strip()


class DagRunner:
    """The process, with an Airflow of its own in `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = airflow_environment(home)

    def __enter__(self) -> Self:
        """Make the database and start."""
        make_database(self.home, self.environment)
        file = self.home / "runner.out"
        with file.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", __file__],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=self.home,
                env=self.environment, start_new_session=True,
            )  # fmt: skip
        self.log = file.open(encoding="utf-8", errors="replace")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End."""
        self.process.communicate(timeout=60)
        self.log.close()

    def run(self, dag: str, wirewatch_environment: dict[str, str], **params: Any) -> DagRun:
        """Run a DAG once, in the environment of a newsroom."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.log.read()
        self.process.stdin.write(
            json.dumps({"dag": dag, "environment": wirewatch_environment, "params": params}) + "\n"
        )
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        log = self.log.read()
        assert answer, log
        return DagRun(**json.loads(answer), log=log)


def run_requested() -> None:
    """Run what is asked for on standard input; answer on what was standard output, where Airflow logs no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(dag_folder=os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    before = dict(os.environ)
    # Airflow gives a DAG that runs twice in one process the first run's params as defaults.
    defaults = {name: dag.params.dump() for name, dag in bag.dags.items()}
    for line in sys.stdin:
        wanted = json.loads(line)
        os.environ.clear()
        os.environ.update(before | wanted["environment"])
        dag = bag.dags[wanted["dag"]]
        for task in dag.tasks:
            task.retries = 0
        params = defaults[wanted["dag"]] | wanted["params"]
        answers.write(json.dumps(_results_of(dag.test(run_conf=params))) + "\n")
        answers.flush()


def _results_of(run: Any) -> dict[str, Any]:
    from airflow.models.xcom import XComModel
    from airflow.utils.session import create_session
    from sqlalchemy import select

    found = {_task_name(task): task for task in run.get_task_instances()}
    with create_session() as session:
        returned = session.scalars(
            select(XComModel).where(XComModel.run_id == run.run_id, XComModel.key == "return_value")
        )
        results = {_task_name(task): XComModel.deserialize_value(task) for task in returned}
    return {
        "state": run.state,
        "tasks": {name: task.state for name, task in found.items()},
        "labels": {name: task.rendered_map_index for name, task in found.items() if task.rendered_map_index},
        "results": results,
    }


def _task_name(task: Any) -> str:
    return task.task_id if task.map_index < 0 else f"{task.task_id}[{task.map_index}]"


if __name__ == "__main__":
    run_requested()
