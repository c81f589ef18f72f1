"""Parse DAGs as Airflow does, with warnings as errors, then again with files and sockets refused; print what came.

    python -P parse_dags.py FOLDER          -> {"dags": {...}, "errors": {...}, "seconds": {...}, "modules": [...]}

The seconds are of processor time, which a busy machine does not stretch. The first time loads of Airflow what the DAGs
use, as where DAGs are parsed it is loaded already. What Python opens to import a module is allowed.
"""

import json
import sys
import time
import warnings
from pathlib import Path
from typing import Any

OUTWARD_EVENTS = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "sqlite3.",
    "shutil.",
)
LISTING_EVENTS = ("os.listdir", "os.scandir")
MODULE_SUFFIXES = (".py", ".pyc")


class ImportGuard:
    """Raises, while it is on, on whatever reaches out of this process. Python keeps such a hook until it ends."""

    def __init__(self, folder: Path) -> None:
        self.on = False
        self.packages = {
            str(place) for place in (folder, folder.parent, *folder.parent.iterdir()) if place.is_dir()
        }
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """See what is about to happen."""
        if self.on and not self._allowed(event, arguments):
            raise PermissionError(f"{event}{arguments} while a DAG is parsed")

    def _allowed(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            name, mode = str(arguments[0]), str(arguments[1] or "r")
            return name.endswith(MODULE_SUFFIXES) and not set(mode) & set("wax+")
        if event in LISTING_EVENTS:
            return str(arguments[0]) in self.packages
        return not event.startswith(OUTWARD_EVENTS)


def main(folder: Path) -> dict[str, Any]:
    """Parse every file twice."""
    from airflow.dag_processing.dagbag import DagBag

    guard, seconds = ImportGuard(folder), {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first = DagBag(dag_folder=str(folder))
        for name in [
            name for name in sys.modules if name.partition(".")[0] in ("wirewatch", "scrapers", "processors")
        ]:
            del sys.modules[name]
        second = DagBag(dag_folder="/dev/null")
        files = sorted(folder.glob("*.py"))
        guard.on = True
        for file in files:
            begun = time.process_time()
            second.process_file(str(file), only_if_updated=False)  # type: ignore[no-untyped-call]
            seconds[file.name] = time.process_time() - begun
        guard.on = False
    return {
        "dags": {name: _describe_dag(dag) for name, dag in second.dags.items()},
        "errors": first.import_errors | second.import_errors,
        "seconds": seconds,
        "modules": sorted(sys.modules),
    }


def _describe_dag(dag: Any) -> dict[str, Any]:
    return {
        "doc": dag.doc_md,
        "tags": sorted(dag.tags),
        "owner": dag.owner,
        "runs": dag.max_active_runs,
        "schedule": str(dag.schedule),
        "params": {name: _describe_param(dag.params.get_param(name)) for name in dag.params},
        "tasks": {task.task_id: _describe_task(task) for task in dag.tasks},
    }


def _describe_param(param: Any) -> dict[str, Any]:
    return {"schema": param.schema, "description": param.description}


def _describe_task(task: Any) -> dict[str, Any]:
    return {
        "pool": task.pool,
        "rule": task.trigger_rule.value,
        "upstream": sorted(task.upstream_task_ids),
        "label": task.map_index_template if task.is_mapped or task.get_closest_mapped_task_group() else "",
        "callbacks": _callback_names(task.on_failure_callback) + _callback_names(task.on_retry_callback),
        "outlets": [asset.name for asset in task.outlets],
    }


def _callback_names(callbacks: Any) -> list[str]:
    return [one.__name__ for one in (callbacks if isinstance(callbacks, list) else [callbacks])]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))), flush=True)
