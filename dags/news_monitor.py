"""### The news, every five minutes

    due feeds -> a task for each shard of hosts: fetch | process | index -> match | watch | deliver

What stands between bars runs side by side in one task. A shard waits for no other, one that fails holds back nobody's
alerts, one without work has no task. Work is leased from the ledger: overlapping runs and retried tasks share it, and
what a run leaves open the next takes up. `wirewatch status` and `wirewatch why URL` tell what became of every link.

`WIREWATCH_SCHEDULE` sets another schedule. With `@continuous` each run follows the one before it.
"""

from datetime import timedelta

from airflow.sdk import Asset, Param, dag, get_current_context, task

from wirewatch.scheduled.dagkit import COMMON, CONTINUOUS, fail_the_run, read_schedule

SCHEDULE = read_schedule(timedelta(minutes=5))
WITHOUT_PAUSE = SCHEDULE == CONTINUOUS


@dag(
    schedule=SCHEDULE,
    dagrun_timeout=timedelta(hours=2),
    params={"shards": Param(4, type="integer", minimum=1, maximum=256, description="Shards of hosts")},
    doc_md=__doc__,
    **COMMON,
)
def news_monitor():
    """Wire the tasks together. There is work of earlier runs, too: each runs also where the one before it failed."""

    @task(pool="web")
    def poll() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.poll(wait=WITHOUT_PAUSE)

    @task(trigger_rule="all_done")
    def shards(params: dict) -> list:
        from wirewatch.scheduled import tasks

        return tasks.shards(params["shards"])

    @task(pool="web", map_index_template="{{ shard }}")
    def shard(hosts) -> dict:
        from wirewatch.scheduled import tasks

        get_current_context()["shard"] = f"shard {hosts[0] + 1} of {hosts[1]}"
        return tasks.shard(hosts, brief=WITHOUT_PAUSE)

    @task(trigger_rule="all_done", outlets=[Asset("wirewatch://articles")])
    def alert() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.alert()

    polled, cut = poll(), shards()
    worked, alerted = shard.expand(hosts=cut), alert()
    polled >> cut
    worked >> alerted
    watcher = task(trigger_rule="one_failed", retries=0)(fail_the_run)()
    # It sees the tasks right before it alone, so every task is.
    [polled, cut, worked, alerted] >> watcher


news_monitor()
