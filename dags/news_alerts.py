"""### Alerts of the clock

    every quarter of an hour   -> watch -> deliver

Tells of rules that have fallen silent (`when: {silent: 24h}`), as each run of `news_monitor` does, but by a clock of
its own: also where `news_monitor` is paused, stuck or failing, which the alert then says. The kinds that go by articles
(`count`, `spike`, `new`, `outlets`, `revision`) are matched by `news_monitor` alone, in the transaction that marks
their batch.
"""

from airflow.sdk import dag, task

from wirewatch.scheduled.dagkit import COMMON, fail_the_run


@dag(
    schedule="*/15 * * * *",
    doc_md=__doc__,
    **COMMON,
)
def news_alerts():
    """Wire the two."""

    @task
    def watch() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.watch()

    @task(trigger_rule="all_done")
    def deliver() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.deliver()

    watched, delivered = watch(), deliver()
    watched >> delivered
    [watched, delivered] >> task(trigger_rule="one_failed", retries=0)(fail_the_run)()


news_alerts()
