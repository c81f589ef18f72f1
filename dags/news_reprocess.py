"""### The landing zone once more, for a new catalogue or a better extractor

Sends the pages that are kept, first seen since a time, through process and index again, without asking the web. It
alerts nobody of what was indexed before. `since` left empty means all pages.
"""

from datetime import timedelta

from airflow.sdk import Param, dag, task

from wirewatch.scheduled.dagkit import COMMON


@dag(
    schedule=None,
    params={
        "since": Param(
            None,
            type=["null", "string"],
            description="First seen since: 7d, 2026-11-01 or 2026-11-01T06:30:00Z",
        )
    },
    doc_md=__doc__,
    **COMMON,
)
def news_reprocess():
    """Wire the mark to the stages."""

    @task
    def mark(params: dict) -> dict:
        from wirewatch.scheduled import tasks

        return tasks.reprocess(params["since"])

    @task(execution_timeout=timedelta(days=1))
    def work_off() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.work_off("process", "index", "match", "deliver")

    mark() >> work_off()


news_reprocess()
