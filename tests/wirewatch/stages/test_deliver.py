"""What becomes of a delivery whose channel takes a part of it."""

import json
from pathlib import Path

from hostile_server import Hostile, page, status
from newsroom import RULE, Newsroom
from sqlalchemy import delete, update

from wirewatch.ledger import leases
from wirewatch.ledger.schema import channels, deliveries

TOKEN = "3ccdd113474722377935511fc85d3dd4"  # noqa: S105


def test_a_long_message_that_fails_in_its_middle_goes_on_there(tmp_path: Path) -> None:
    """Each part is accepted once, and the delivery counts as sent after the last."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        desk = {
            "url": f"mmost://127.0.0.1:{web.port}/{TOKEN}",
            "template": "\n\n".join(sign * 3000 for sign in "xyz"),
        }
        newsroom.write_alerts({"alerts": [RULE], "channels": {"desk": desk}})
        newsroom.publish("/news.xml", 1)
        newsroom.write_feeds()
        web.on(f"/hooks/{TOKEN}", page("ok"), status(500), page("ok"))
        newsroom.run_pipeline()
        with newsroom.project() as project, project.ledger.begin() as tx:
            tx.execute(update(deliveries).values(due_at=leases.now()))
            tx.execute(delete(channels))  # it counts as healthy again
        newsroom.run_pipeline()
        assert newsroom.status()["alerts"] == {"pending": 0, "sent": 1, "failed": 0}
        sent = [json.loads(request.body)["text"] for request in web.posts_to(f"/hooks/{TOKEN}")]
    assert [text[-1] for text in sent] == ["x", "y", "y", "z"]
