"""The DAGs under CeleryExecutor: two workers, a real Valkey between them and the scheduler, a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from airflow_server import WORKERS, CeleryAirflow
from daemon import UnavailableError
from hostile_server import Hostile
from newsroom import Newsroom, all_links_counted, article_page, article_text, rss_item
from valkey_server import ValkeyServer

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def valkey() -> Iterator[ValkeyServer]:
    """Run a Valkey, or skip."""
    try:
        server = ValkeyServer()
    except UnavailableError as error:
        pytest.skip(str(error))
    with server:
        yield server


def test_two_workers_take_news_to_the_alert(tmp_path: Path, valkey: ValkeyServer, postgres_url: str) -> None:
    """Every task of a run ends well in Celery's workers, which share them, and each article's alert comes once."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path / "newsroom")
        newsroom.show_items("/quiet.xml")
        newsroom.write_feeds()
        elsewhere = web.url.replace("127.0.0.1", "localhost")
        web.serve("/a/2", article_page("Report 2", article_text(2)))
        database = postgres_url.replace("+psycopg", "+psycopg2")
        with CeleryAirflow(tmp_path / "airflow", valkey.url, database, **newsroom.environment) as airflow:
            airflow.pool("web", 4)
            airflow.unpause("news_monitor")
            airflow.wait_for_run("news_monitor", seconds=240)
            newsroom.publish("/one.xml", 1)
            newsroom.show_items("/two.xml", rss_item(f"{elsewhere}/a/2"))
            newsroom.write_feeds()
            run = airflow.trigger("news_monitor", shards=16)  # each of the two hosts is a shard then
            assert airflow.wait_for_run("news_monitor", run, seconds=240)["state"] == "success", (
                airflow.log_tail()
            )
            for name in WORKERS:
                assert "Executing workload" in (airflow.home / f"worker-{name}.out").read_text()
        assert airflow.processes() == []
        assert sorted(post["url"] for post in newsroom.received_posts()) == [
            newsroom.page_url(1),
            f"{elsewhere}/a/2",
        ]
        assert all_links_counted(newsroom.status())
