"""### The news, every five minutes

    due feeds -> a group of tasks for each shard of hosts: fetch -> process -> index   -> match -> deliver

A shard's tasks wait for no other shard's, one that fails holds back nobody's alerts, one without work has no tasks.
Work is leased from the ledger: overlapping runs and retried tasks share it, and what a run leaves open the next takes
up. `wirewatch status` and `wirewatch why URL` tell what became of every link.
"""

from datetime import timedelta

from airflow.sdk import Asset, Param, dag, get_current_context, task, task_group

from wirewatch.scheduled.dagkit import COMMON, fail_the_run


@dag(
    schedule=timedelta(minutes=5),
    dagrun_timeout=timedelta(hours=2),
    params={"shards": Param(4, type="integer", minimum=1, maximum=256, description="Shards of hosts")},
    doc_md=__doc__,
    **COMMON,
)
def news_monitor():
    """Wire the stages together."""

    @task(pool="web")
    def poll() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.poll()

    @task(trigger_rule="all_done")
    def shards(params: dict) -> list:
        from wirewatch.scheduled import tasks

        return tasks.shards(params["shards"])

    @task_group
    def shard(hosts):
        def stage(name, **options):
            @task(task_id=name, map_index_template="{{ shard }}", **options)
            def run(hosts) -> dict:
                from wirewatch.scheduled import tasks

                get_current_context()["shard"] = f"shard {hosts[0] + 1} of {hosts[1]}"
                return getattr(tasks, name)(hosts)

            return run(hosts)

        # There is work of earlier runs, too: each runs also where the one before it failed.
        fetched, processed = stage("fetch", pool="web"), stage("process", trigger_rule="all_done")
        fetched >> processed >> stage("index", trigger_rule="all_done")

    @task(trigger_rule="all_done", outlets=[Asset("wirewatch://articles")])
    def match() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.match()

    @task(trigger_rule="all_done")
    def deliver() -> dict:
        from wirewatch.scheduled import tasks

        return tasks.deliver()

    polled, cut = poll(), shards()
    groups, matched, delivered = shard.expand(hosts=cut), match(), deliver()
    polled >> cut
    groups >> matched >> delivered
    watcher = task(trigger_rule="one_failed", retries=0)(fail_the_run)()
    # It sees the tasks right before it alone, so every task is.
    [polled, cut, *groups.children.values(), matched, delivered] >> watcher


news_monitor()
