"""### Housekeeping, once a day

Drops what is older than is kept (index, landing zone, history in the ledger; never a link's fate), and the sketches
that are too old to find a copy. Reports dead letters, feeds that are broken or stale, and hosts whose pages no longer
give their articles, as lines in the tasks' logs.

`keep_days` is how many days are kept, 0 for ever. Left empty it is what `WIREWATCH_KEEP` says (`365d`; for ever where
it is not set). Retention goes by whole months of first sight, so a month is dropped when all of it is older.
"""

from airflow.sdk import Param, dag, task

from wirewatch.scheduled.dagkit import COMMON


@dag(
    schedule="17 3 * * *",
    params={
        "keep_days": Param(
            None, type=["null", "integer"], minimum=0, maximum=36500,
            description="Days kept, 0 for ever; empty: as WIREWATCH_KEEP says",
        )
    },
    doc_md=__doc__,
    **COMMON,
)  # fmt: skip
def news_housekeeping():
    """Wire the parts, none of which waits for another."""

    @task
    def retain(params: dict) -> dict:
        from wirewatch.scheduled import tasks

        return tasks.retain(params["keep_days"])

    @task
    def tidy() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.report("tidy")

    @task
    def dead_letters() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.report("dead_letters")

    @task
    def feed_health() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.report("feed_health")

    @task
    def host_health() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.report("host_health")

    retain(), tidy(), dead_letters(), feed_health(), host_health()


news_housekeeping()
