"""The monitor without a pause under a real scheduler: an item waits for its feed's interval and for no schedule."""

from pathlib import Path

import pytest
from airflow_server import Airflow
from daemon import UnavailableError
from hostile_server import Hostile
from newsroom import Newsroom
from waiting import wait_for

pytestmark = pytest.mark.timeout(600)


def test_alerts_come_run_by_run_without_a_schedule(tmp_path: Path) -> None:
    """Each run follows the one before it; an item that appears between two is told by the next, unasked."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path / "newsroom")
        newsroom.publish("/one.xml", 1)
        newsroom.add_feed("/one.xml", every="1s")
        newsroom.write_feeds()
        settings = newsroom.environment | {"WIREWATCH_SCHEDULE": "@continuous"}
        try:
            airflow = Airflow(tmp_path / "airflow", **settings)
        except UnavailableError as error:
            pytest.skip(str(error))
        with airflow:
            airflow.pool("web", 4)
            airflow.unpause("news_monitor")
            for number in (1, 2):
                newsroom.publish("/one.xml", number)
                wait_for(
                    f"the alert of {number}", lambda n=number: newsroom.page_url(n) in told(newsroom), 250
                )
            runs = airflow.runs("news_monitor")
            schedule = airflow.request("GET", "/dags/news_monitor")["timetable_summary"]
        assert schedule == "@continuous"
        assert {run["run_type"] for run in runs} == {"scheduled"}
        assert [run["state"] for run in runs][:-1] == ["success"] * (len(runs) - 1)
        assert len(told(newsroom)) == 2


def told(newsroom: Newsroom) -> list[str]:
    """Return the addresses of which alerts have come."""
    return [post["url"] for post in newsroom.received_posts()]
