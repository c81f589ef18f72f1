"""### History, from WARC files or a sitemap

Takes in pages of a time, sends them through fetch, process and index like any other, and alerts nobody of them. Give
either `warc`, a list of files in the folder that `WIREWATCH_IMPORT` names, or `sitemap`, the address of a site's
sitemap or its index. `since` and `until` bound when a page was fetched (WARC) or changed (sitemap).

A WARC file may claim any address. What came from one says so: its documents have the batch `backfill`, and
`warc:<file>` for their feed.

A run may be killed and run again: what is known is passed over. It shares the work with `news_monitor`.
"""

from datetime import timedelta

from airflow.sdk import Param, dag, get_current_context, task

from wirewatch.scheduled.dagkit import COMMON, fail_the_run

TIME = {"type": ["null", "string"], "description": "30d, 2025-01-01 or 2025-01-01T06:30:00Z"}


@dag(
    schedule=None,
    params={
        "warc": Param(
            [], type="array", items={"type": "string", "minLength": 1},
            description="WARC files in the folder WIREWATCH_IMPORT",
        ),
        "sitemap": Param(None, type=["null", "string"], format="uri", description="Address of a sitemap"),
        "since": Param(None, **TIME),
        "until": Param(None, **TIME),
    },
    doc_md=__doc__,
    **COMMON,
)  # fmt: skip
def news_backfill():
    """Wire the sources to the stages."""

    @task
    def sources(params: dict) -> list:
        from wirewatch.scheduled import tasks

        return tasks.sources(params["warc"], params["sitemap"], params["since"], params["until"])

    @task(pool="web", map_index_template="{{ source }}", execution_timeout=timedelta(hours=6))
    def take_in(source, params: dict) -> dict:
        from wirewatch.scheduled import tasks

        get_current_context()["source"] = source[1]
        return tasks.backfill(source, params["since"], params["until"])

    @task(pool="web", trigger_rule="all_done_min_one_success", execution_timeout=timedelta(days=1))
    def work_off() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.work_off("fetch", "process", "index")

    found, worked_off = sources(), work_off()
    taken = take_in.expand(source=found)
    taken >> worked_off
    watcher = task(trigger_rule="one_failed", retries=0)(fail_the_run)()
    [found, taken, worked_off] >> watcher


news_backfill()
