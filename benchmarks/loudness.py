"""How long `alerts check` takes with a rule of each kind that could be loud, in a large index.

    python -m benchmarks.loudness [--documents 200000] [--home FOLDER]

Made-up news (benchmarks/newslike.py) of 30 days in batches of 500, two articles in five in stories of up to four
outlets, in a ledger and an index by tantivy. All rules but the first find every article that names a group. With
--home the project is made there, or measured again where there is one; else it goes when this ends.
"""

import argparse
import tempfile
import time
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import insert

from benchmarks.newslike import GROUPS, News
from wirewatch.ledger import leases
from wirewatch.ledger.schema import batches, links
from wirewatch.preview.alerts_check import check_alerts
from wirewatch.project import Project
from wirewatch.settings import read_settings

AT_ONCE, BATCH = 5_000, 500
DAYS = timedelta(days=30)
KINDS: dict[str, Any] = {
    "each": "each",
    "spike": {"spike": 3, "baseline": "7d", "within": "1h"},
    "new": {"new": "groups"},
    "outlets": {"outlets": 3},
}


def main() -> None:
    """Fill an index and a ledger, and print what the check takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.home or Path(temporary)
        fresh = not (folder / "home").exists()
        _configure(folder / "config")
        settings = {"WIREWATCH_CONFIG": str(folder / "config"), "WIREWATCH_HOME": str(folder / "home")}
        with Project(read_settings(settings)) as project:
            if fresh:
                _fill(project, options.documents)
            for _ in range(3):
                wall, processor = time.perf_counter(), time.process_time()
                report = check_alerts(project)
                wall, processor = time.perf_counter() - wall, time.process_time() - processor
                told = [mistake.message for mistake in report.mistakes]
                print(f"{len(KINDS)} rules: {wall:.1f} s, of the processor {processor:.1f} s; {told}")


def _configure(folder: Path) -> None:
    rules = [
        {
            "name": name,
            "query": "groups:group-00" if when == "each" else "groups:group*",
            "when": when,
            "to": ["log"],
        }
        for name, when in KINDS.items()
    ]
    files = {
        "feeds": {"feeds": []},
        "groups": {"groups": [{"id": one, "name": one, "aliases": {"any": [one]}} for one in GROUPS]},
        "alerts": {"alerts": rules, "channels": {"log": {"url": "log:"}}},
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(content))


def _fill(project: Project, count: int) -> None:
    start = leases.now() - DAYS
    documents, first = News(words=40).documents(count, ""), 0
    while some := list(islice(documents, AT_ONCE)):
        rows = []
        for number, document in enumerate(some, first):
            nth = number // BATCH + 1
            at = start + DAYS * (nth * BATCH / count)
            told = at.isoformat().replace("+00:00", "Z")
            document |= dict.fromkeys(("published_at", "first_seen_at", "fetched_at", "indexed_at"), told)
            document["batch"] = f"{nth:08}"
            if number % 20 < 8 and number % 4:
                document["story_id"] = document["copy_of"] = f"{number - number % 4:064x}"
            rows.append(
                {
                    **{name: document[name] for name in ("id", "url", "canonical_url", "batch", "story_id")},
                    **{"shard": 0, "domain": document["source"]["domain"], "feed_url": "", "fate": "indexed"},
                    **{"first_seen_at": at, "due_at": at, "indexed_at": at},
                }
            )
        assert not project.writable_store.write(some)
        with project.ledger.begin() as tx:
            tx.execute(insert(links), rows)
            for row in rows[::BATCH]:
                at = row["due_at"]
                whole = {"indexed_at": at, "due_at": at, "matched_at": at, "nth": int(row["batch"])}
                tx.execute(insert(batches).values(id=row["batch"], size=BATCH, **whole))
        first += len(some)


if __name__ == "__main__":
    main()
