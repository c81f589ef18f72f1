"""### Alerts of the clock

    wirewatch://articles, or every quarter of an hour   -> watch -> deliver

Tells of rules that have fallen silent (`when: {silent: 24h}`). It runs whenever `news_monitor` has matched what is new,
and by its own clock: also where `news_monitor` is paused, stuck or failing, which the alert then says. The kinds that
go by articles (`count`, `spike`, `new`, `outlets`, `revision`) are matched by `news_monitor`, in the transaction that
marks their batch. `wirewatch run` does both.
"""

from airflow.sdk import Asset, AssetOrTimeSchedule, CronTriggerTimetable, dag, task

from wirewatch.scheduled.dagkit import COMMON, fail_the_run


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("*/15 * * * *", timezone="UTC"), assets=[Asset("wirewatch://articles")]
    ),
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
