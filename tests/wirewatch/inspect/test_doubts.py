"""What may be news is seen in a list of stories, or of events, though it was taken for a copy."""

import pytest
from newsroom import Newsroom
from sample_documents import sample_document
from sqlalchemy import insert
from starlette.testclient import TestClient

from wirewatch.ledger import leases
from wirewatch.ledger.late_judgement import mark_doubtful
from wirewatch.ledger.schema import links
from wirewatch.web.app import make_app

IDS = [f"{number:064x}" for number in range(8)]


@pytest.fixture
def kabul(fresh_newsroom: Newsroom) -> Newsroom:
    """Give a story of five with two copies in doubt, one that left it, and another story of its event with one."""
    first, event = IDS[1], IDS[1]
    stories = {1: (None, first), 2: (first, first), 3: (first, first), 4: (first, first), 5: (IDS[3], first)}
    stories |= {6: (None, IDS[6]), 7: (IDS[6], IDS[6])}
    at = leases.now()
    with fresh_newsroom.project() as project:
        documents = [
            sample_document(n, story_id=story, event_id=event, copy_of=copied, published_at=at.isoformat())
            for n, (copied, story) in stories.items()
        ]
        assert project.writable_store.write(documents) == []
        with project.ledger.begin() as tx:
            for n, (copied, story) in stories.items():
                url = f"https://a.example/{n}"
                link = {"id": IDS[n], "shard": 0, "url": url, "canonical_url": url, "domain": "d"}
                link |= {"feed_url": "", "first_seen_at": at, "due_at": at, "fate": "indexed"}
                tx.execute(
                    insert(links).values(link | {"copy_of": copied, "story_id": story, "event_id": event})
                )
            for n in (3, 4, 6, 7):  # the sixth has a story of its own by now
                mark_doubtful(tx, IDS[n], "it begins otherwise", at)
    return fresh_newsroom


def test_a_list_tells_the_copies_that_may_be_news(kabul: Newsroom) -> None:
    """Those of a story stand at the story, those of an event at the event; copies of them are copies."""
    told = {hit["story_id"]: hit.get("may_be_news", []) for hit in found(kabul, "stories")}
    assert {story: [one["id"] for one in doubts] for story, doubts in told.items()} == {
        IDS[1]: [IDS[3], IDS[4]],
        IDS[6]: [IDS[7]],
    }
    (event,) = found(kabul, "stories", "--events")
    assert [one["story_id"] for one in event["may_be_news"]] == [IDS[1], IDS[1], IDS[6]]
    assert found(kabul, "search", "*", "--stories", "--sort", "newest") == found(kabul, "stories")
    assert all("may_be_news" not in hit for hit in found(kabul, "search", "*"))
    shown = kabul.run_command("stories").out
    assert "and 2 that may be news: https://a.example/3 https://a.example/4" in " ".join(shown.split())


def test_the_desk_leads_to_the_copies_that_may_be_news(kabul: Newsroom) -> None:
    """Today says how many there are, and leads to the first of them on its story's page."""
    with kabul.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        for show in ("stories", "events"):
            page = desk.get(f"/?show={show}").text
            assert f'<a href="/story/{IDS[1]}#copy-{IDS[3]}">and 2 that may be news</a>' in page
            assert f'<a href="/story/{IDS[6]}#copy-{IDS[7]}">and 1 that may be news</a>' in page
        assert f'id="copy-{IDS[3]}"' in desk.get(f"/story/{IDS[1]}").text


def found(newsroom: Newsroom, *words: str) -> list[dict[str, object]]:
    """Give the hits of a command."""
    return newsroom.run_command(*words, "--json").json["hits"]
