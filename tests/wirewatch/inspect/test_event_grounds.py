"""Why an article joined its event, as `why` and the desk tell it to whoever waits for an alert."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_server import Hostile
from newsroom import RULE, Newsroom, article_page, rss_item
from starlette.testclient import TestClient

from wirewatch.web.app import make_app

FIRST = (
    "Taliban bomb kills 5 at Kunduz bakery",
    "A bomb that Taliban fighters had hidden in a flour sack killed 5 people at a bakery in Kunduz on Tuesday, and "
    "hurt its baker, Naser Popal. He opened his shop in the quarter of Sedarak an hour before, neighbours remembered.\n"
    "Windows broke in all of the street, and a school nearby sent its children home.",
)
SECOND = (
    "Kunduz bakery bombing: seven dead as baker Popal dies",
    "Naser Popal, whose bakery in Kunduz was torn apart by a bomb on Tuesday, has died in hospital with another man. "
    "Seven people have now been killed by the Taliban bomb, said Doctor Marzia Rahimi of the town's clinic.\n"
    "The flour sack had come with a delivery from the mill, she was told by the family, who will bury him in Sedarak.",
)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


def test_who_gets_no_second_alert_of_an_event_is_told_what_joined_it(newsroom: Newsroom) -> None:
    """`why`, its --rules, its JSON and the desk say which event a report joined, by town and day."""
    channels = {"desk": {"url": newsroom.hook_url()}}
    newsroom.write_alerts({"alerts": [{**RULE, "once_per": "event"}], "channels": channels})
    for feed, path, report in (("/one.xml", "/a/1", FIRST), ("/two.xml", "/b/2", SECOND)):
        newsroom.web.serve(path, article_page(*report))
        newsroom.show_items(feed, rss_item(f"{newsroom.web.url}{path}"))
        newsroom.write_feeds()
        newsroom.run_pipeline()
    first, second = (f"{newsroom.web.url}{path}" for path in ("/a/1", "/b/2"))
    assert len(newsroom.received_posts()) == 1
    own, joined = (newsroom.why(url)["event_grounds"] for url in (first, second))
    assert own == "an event of its own: no other report of these days names Kunduz"
    assert joined.startswith(f"joined the event of {first}: same town (Kunduz), same ")
    [rule] = newsroom.run_command("why", second, "--rules", "--json").json["rules"]
    assert rule["outcome"] == "copy"
    assert rule["detail"].endswith(f"; it {joined}")
    assert "event_grounds  joined the event of " in newsroom.run_command("why", second).out
    with newsroom.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        story = f"/story/{newsroom.why(second)['story_id']}"
        for page in (desk.get("/why", params={"link": second}).text, desk.get(story).text):
            assert "same town (Kunduz)" in page
        assert desk.get(f"/api/stories{story.removeprefix('/story')}").json()["event_grounds"] == joined
