"""One story, its copies, and the other stories of its event; and articles whose dates are far away."""

from datetime import UTC, datetime, timedelta

import pytest
from newsroom import Newsroom
from sample_documents import sample_document
from sqlalchemy import insert
from starlette.testclient import TestClient

from processors.query.query import EVERYTHING
from processors.records import Alert
from wirewatch.errors import Mistake
from wirewatch.inspect.story import read_story
from wirewatch.inspect.timeline import MOST_STEPS, latest_timeline, timeline
from wirewatch.ledger import leases, outbox
from wirewatch.ledger.late_judgement import mark_doubtful
from wirewatch.ledger.schema import links
from wirewatch.web.app import make_app


def test_a_story_has_its_copies_and_the_other_stories_of_its_event(fresh_newsroom: Newsroom) -> None:
    """A report of the same happening stands beside it, and one of another happening does not."""
    ids = [f"{number:064x}" for number in range(5)]
    placed = [(1, 1, 1), (2, 1, 1), (3, 3, 1), (4, 4, 4)]
    documents = [
        sample_document(
            number, story_id=ids[story], event_id=ids[event], copy_of=ids[story] if story != number else None
        )
        for number, story, event in placed
    ]
    with fresh_newsroom.project() as project:
        assert project.writable_store.write(documents) == []
        story = read_story(project, ids[1])
        assert story is not None
        assert story["first"]["id"] == documents[0]["id"]
        assert [copy["id"] for copy in story["copies"]] == [documents[1]["id"]]
        assert [other["story_id"] for other in story["event_stories"]] == [ids[3]]
        alone = read_story(project, ids[4])
        assert alone is not None
        assert alone["event_stories"] == []
        assert read_story(project, ids[0]) is None


def test_copies_that_may_be_news_are_told(fresh_newsroom: Newsroom) -> None:
    """A copy in doubt and what copies it are named, in the story and on its page; the other copies are not."""
    ids = [f"{number:064x}" for number in range(5)]
    of = {1: None, 2: ids[1], 3: ids[1], 4: ids[3]}
    documents = [
        sample_document(n, story_id=ids[1], event_id=ids[1], copy_of=first) for n, first in of.items()
    ]
    with fresh_newsroom.project() as project:
        assert project.writable_store.write(documents) == []
        with project.ledger.begin() as tx:
            at = leases.now()
            link = {"id": ids[3], "shard": 0, "url": "u", "canonical_url": "u", "domain": "d", "feed_url": ""}
            tx.execute(insert(links).values(link | {"first_seen_at": at, "due_at": at, "fate": "indexed"}))
            mark_doubtful(tx, ids[3], "it begins otherwise", at)
        story = read_story(project, ids[1])
        assert story is not None
        assert story["doubtful"] == ids[3:]
        page = TestClient(make_app(project), base_url="http://127.0.0.1").get(f"/story/{ids[1]}").text
        assert page.count("may be news") == 2


def test_a_story_tells_the_alerts_that_its_event_made_of_it(fresh_newsroom: Newsroom) -> None:
    """What a rule with `once_per: event` told of an article stands at the story of that article, too."""
    first, second = (f"{number:064x}" for number in (1, 2))
    documents = [sample_document(n, story_id=id_, event_id=first) for n, id_ in ((1, first), (2, second))]
    told = [("each", first, 0), ("each", second, 1), ("event", first, 1)]
    with fresh_newsroom.project() as project:
        assert project.writable_store.write(documents) == []
        with project.ledger.begin() as tx:
            for rule, of, shown in told:
                alert = Alert(
                    rule=rule, story_id=of, article_id=documents[shown]["id"], title="t", url="u", source="s",
                    groups=(), sentence="x", outlets=1, published_at=None, first_seen_at=leases.now(),
                )  # fmt: skip
                assert outbox.announce(tx, alert, "batch", ["desk"], leases.now())
        stories = [read_story(project, id_) for id_ in (first, second)]
    assert [[line["rule"] for line in story["alerts"]] for story in stories if story] == [
        ["each", "event"],
        ["each", "event"],
    ]


def test_one_wrong_date_hides_no_timeline(fresh_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article of 1970 and one of 2099 leave the days of now as they are; who asks for all of it is told."""
    present = datetime(2026, 11, 28, 12, tzinfo=UTC)
    monkeypatch.setattr(leases, "now", lambda: present)
    times = [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2099, 1, 1, tzinfo=UTC),
        present,
        present - timedelta(days=2),
    ]
    with fresh_newsroom.project() as project:
        documents = [sample_document(number, published_at=at) for number, at in enumerate(times)]
        assert project.writable_store.write(documents) == []
        days = latest_timeline(project.store, EVERYTHING, "day")
        assert len(days) == MOST_STEPS
        assert [number for _, number in days[-3:]] == [1, 0, 1]
        assert days[-1][0] == present.replace(hour=0)
        with pytest.raises(Mistake, match="narrow it by --since"):
            timeline(project.store, EVERYTHING, "day")
