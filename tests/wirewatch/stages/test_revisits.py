"""Changed articles on their way: noticed, read again, a new revision of the same document, nobody told twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile_server import Hostile, page, status
from newsroom import RULE, Newsroom, conserved, html, item, story
from sqlalchemy import select, update

from scrapers.revisit import PAUSES
from wirewatch.ledger import leases
from wirewatch.ledger.schema import links

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

GROUPS = [
    {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}},
    {"id": "isis-k", "name": "ISIS-K", "aliases": {"any": ["ISIS-K"]}},
]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        room = Newsroom(web, tmp_path)
        room.groups(GROUPS)
        channels = {"desk": {"url": room.hook()}}
        rules = [RULE, {"name": "isis-k", "query": "groups:isis-k", "to": ["desk"]}]
        room.alerts({"alerts": rules, "channels": channels})
        room.publish("/one.xml", 1)
        room.configure()
        room.run()
        yield room


def tell(room: Newsroom, title: str, number: int = 1) -> None:
    """Have the feed tell something else of an article."""
    room.items["/one.xml"] = []
    room.show("/one.xml", item(room.url(number), title))


def change(room: Newsroom, text: str, title: str = "Report 1 (updated)") -> None:
    """Publish another text under the address, and tell of it in the feed."""
    room.web.serve("/a/1", html("Report 1", text))
    tell(room, title)


def outcomes(room: Newsroom) -> list[tuple[str, str]]:
    return [(step["stage"], step["outcome"]) for step in room.why(room.url(1))["steps"]]


def set_back(room: Newsroom, span: timedelta) -> None:
    """Let time pass for every link."""
    with room.project() as project, project.ledger.begin() as tx:
        for row in tx.execute(select(links)).all():
            moved = {name: getattr(row, name) for name in ("first_seen_at", "fetched_at", "recheck_at")}
            moved = {name: at - span for name, at in moved.items() if at}
            tx.execute(update(links).where(links.c.id == row.id).values(moved))


REVISED = story(1).replace("the Taliban", "ISIS-K") + "\nThe ministry has corrected its report since."


def test_a_changed_article_is_a_new_revision_of_the_same_document(room: Newsroom) -> None:
    """Text and groups are the new ones, id and story the old; rules see it once more and tell only what is new."""
    (before,) = room.documents()
    assert (before["revision"], before["revision_added_groups"], before["revision_removed_groups"]) == (
        1,
        [],
        [],
    )
    change(room, REVISED)
    assert room.run()["poll again"] == 1
    (after,) = room.documents()
    same = ("id", "url", "story_id", "first_seen_at")
    assert [after[name] for name in same] == [before[name] for name in same]
    assert after["revision"] == 2
    assert "corrected" in after["text"]
    assert after["batch"] != before["batch"]
    assert (after["revision_added_groups"], after["revision_removed_groups"]) == (["isis-k"], ["taliban"])
    assert [(post["rule"], post["story_id"]) for post in room.posts()] == [
        ("taliban", before["id"]),
        ("isis-k", before["id"]),
    ]
    found = room.call("search", "revision_removed_groups:taliban AND revision:2", "--json").json
    assert found["total"] == 1
    told = room.why(room.url(1))
    assert told["revision"] == 2
    assert outcomes(room)[-4:] == [
        ("poll", "changed"), ("fetch", "fetched"), ("process", "processed"), ("index", "indexed"),
    ]  # fmt: skip
    assert (
        "revision 2; names for the first time isis-k; no longer names taliban" in told["steps"][-2]["detail"]
    )
    assert conserved(room.status())


def test_an_event_is_told_once_whatever_revisions_come(room: Newsroom) -> None:
    """The rule that told of the story stays silent when its article is revised."""
    for number in (2, 3):
        change(room, f"{story(1)}\nRevision number {number} has one more sentence.", f"Report, take {number}")
        room.run()
        assert [one["revision"] for one in room.documents()] == [number]
    assert [post["rule"] for post in room.posts()] == ["taliban"]


def test_a_copy_of_the_newer_text_joins_the_story(room: Newsroom) -> None:
    """Another outlet that carries only the revised text carries the same story."""
    newer = story(7).replace("the Taliban", "ISIS-K")
    change(room, newer)
    room.run()
    room.web.serve("/a/2", html("Another headline", newer))
    room.show("/one.xml", item(room.url(2), "Another headline"))
    room.run()
    first, second = sorted(room.documents(), key=lambda one: one["first_seen_at"])
    assert (first["revision"], second["copy_of"], second["story_id"]) == (2, first["id"], first["story_id"])


@pytest.mark.parametrize(
    "text",
    [
        story(1),
        story(1).replace(" ", "  "),
        f"Updated: 22 November 2026, 14:05 GMT\n{story(1)}",
        f"{story(1)}\nAdvertisement: two shirts for the price of one",
    ],
)
def test_what_is_no_change_leaves_everything_as_it_was(room: Newsroom, text: str) -> None:
    """A page that is told of anew and reads the same is read once, and makes no revision and no batch."""
    before = room.documents()
    change(room, text)
    assert room.run()["process unchanged"] == 1
    assert room.documents() == before
    assert outcomes(room)[-1] == ("process", "indexed")
    assert room.fetched()["/a/1"] == 2
    assert "process unchanged" not in room.run()


@pytest.mark.parametrize(
    "answer", [status(404), page(html("Page not found", "Sorry, it may have been moved."))]
)
def test_a_page_that_has_gone_leaves_its_article(room: Newsroom, answer: Any) -> None:
    """A 404 and a soft 404 at the second reading are told, and the article stays indexed as it was."""
    before = room.documents()
    room.web.on("/a/1", answer)
    tell(room, "Report 1, withdrawn")
    room.run()
    assert room.documents() == before
    told = room.why(room.url(1))
    assert told["fate"] == "indexed"
    assert told["steps"][-1]["detail"].startswith("kept as it was")
    assert room.status()["fates"]["indexed"] == 1


def test_a_better_extractor_or_catalogue_is_no_revision(room: Newsroom) -> None:
    """What `reprocess` changes is our doing: revision and batch stay, also when the page is read again afterwards."""
    (before,) = room.documents()
    room.groups([{"id": "helmand", "name": "Helmand", "aliases": {"any": ["Helmand"]}}])
    room.alerts({"alerts": [{**RULE, "query": "groups:helmand"}], "channels": {"desk": {"url": room.hook()}}})
    room.call("reprocess")
    (after,) = room.documents()
    assert (after["groups"], after["revision"], after["batch"]) == (["helmand"], 1, before["batch"])
    tell(room, "Told anew")
    assert room.run()["process unchanged"] == 1
    assert len(room.posts()) == 1


def test_a_feed_that_changes_at_every_poll_costs_a_few_requests(room: Newsroom) -> None:
    """Entries with a counter lead to so many readings and no more, the later ones only after a pause."""
    for number in range(4):
        tell(room, f"{number} comments")
        room.run()
    assert room.fetched()["/a/1"] == 1 + 2
    (row,) = rows(room)
    assert row.fate == "indexed"
    assert timedelta() < row.recheck_at - row.fetched_at <= PAUSES[2]
    for number in range(10):
        set_back(room, timedelta(hours=25) if number < 4 else timedelta())
        tell(room, f"{number} readers")
        room.run()
    assert room.fetched()["/a/1"] == 1 + len(PAUSES)
    assert room.status()["fates"]["indexed"] == 1


def rows(room: Newsroom) -> list[Any]:
    with room.project() as project, project.ledger.read() as tx:
        return list(tx.execute(select(links)).all())


def test_an_old_article_is_left_alone(room: Newsroom) -> None:
    """A feed that tells something else of an article of last month costs nothing."""
    set_back(room, timedelta(days=30))
    tell(room, "Report 1, a month later")
    room.run()
    assert room.fetched()["/a/1"] == 1


def test_a_stub_that_becomes_an_article_is_indexed(room: Newsroom) -> None:
    """What was too short is read again when its feed tells more of it, and is then revision 1."""
    room.web.serve("/a/2", html("Report 2", "More to follow."))
    room.show("/one.xml", item(room.url(2), "Report 2"))
    room.run()
    assert room.why(room.url(2))["reason"] == "too_short"
    room.web.serve("/a/2", html("Report 2", story(2)))
    room.items["/one.xml"] = []
    room.show("/one.xml", item(room.url(2), "Report 2, in full"))
    room.run()
    told = room.why(room.url(2))
    assert (told["fate"], told["revision"]) == ("indexed", 1)
    assert conserved(room.status())


def test_the_text_of_a_feed_has_revisions_too(tmp_path: Path) -> None:
    """Where the feed carries the whole text, its next text is the next revision."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path)
        room.read("/one.xml", full_text="feed")
        for number in (1, 2):
            room.items["/one.xml"] = []
            told = f"<description>{story(1)} Take {number} of the same report.</description>"
            room.show("/one.xml", item(room.url(1), "Report", told))
            room.configure()
            room.run()
            assert [(one["revision"], one["text_from"]) for one in room.documents()] == [(number, "feed")]


def test_a_change_that_is_told_during_work_is_not_lost(room: Newsroom) -> None:
    """What a feed tells of a link that is being worked on is read again after that work."""
    with room.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(update(links).values(fate="fetched", due_at=leases.now() + timedelta(hours=1)))
        change(room, REVISED)
        room.run()
        assert rows(room)[0].recheck_at
        with project.ledger.begin() as tx:
            tx.execute(update(links).values(due_at=leases.now()))
    room.run()
    room.run()
    assert [one["revision"] for one in room.documents()] == [2]
