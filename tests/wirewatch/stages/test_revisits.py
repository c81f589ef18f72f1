"""Changed articles on their way: noticed, read again, a new revision of the same document, nobody told twice."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile_server import Hostile, Request, page, status
from newsroom import RULE, Newsroom, all_links_counted, article_page, article_text, rss_item
from sqlalchemy import select, update

from scrapers.revisit import PAUSES
from wirewatch.ledger import leases
from wirewatch.ledger.links import encode_feed_entry
from wirewatch.ledger.schema import links

GROUPS = [
    {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}},
    {"id": "isis-k", "name": "ISIS-K", "aliases": {"any": ["ISIS-K"]}},
]


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.write_groups(GROUPS)
        channels = {"desk": {"url": newsroom.hook_url()}}
        rules = [RULE, {"name": "isis-k", "query": "groups:isis-k", "to": ["desk"]}]
        newsroom.write_alerts({"alerts": rules, "channels": channels})
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        yield newsroom


def tell(newsroom: Newsroom, title: str, number: int = 1) -> None:
    """Have the feed tell something else of an article."""
    newsroom.items["/one.xml"] = []
    newsroom.show_items("/one.xml", rss_item(newsroom.page_url(number), title))


def change(newsroom: Newsroom, text: str, title: str = "Report 1 (updated)") -> None:
    """Publish another text under the address, and tell of it in the feed."""
    newsroom.web.serve("/a/1", article_page("Report 1", text))
    tell(newsroom, title)


def outcomes(newsroom: Newsroom) -> list[tuple[str, str]]:
    return [(step["stage"], step["outcome"]) for step in newsroom.why(newsroom.page_url(1))["steps"]]


def set_back(newsroom: Newsroom, span: timedelta) -> None:
    """Let time pass for every link."""
    with newsroom.project() as project, project.ledger.begin() as tx:
        for row in tx.execute(select(links)).all():
            moved = {name: getattr(row, name) for name in ("first_seen_at", "fetched_at", "recheck_at")}
            moved = {name: at - span for name, at in moved.items() if at}
            tx.execute(update(links).where(links.c.id == row.id).values(moved))


REVISED = article_text(1).replace("the Taliban", "ISIS-K") + "\nThe ministry has corrected its report since."


def test_a_changed_article_is_a_new_revision_of_the_same_document(newsroom: Newsroom) -> None:
    """Text and groups are the new ones, id and story the old; rules see it once more and tell only what is new."""
    (before,) = newsroom.documents()
    assert (before["revision"], before["revision_added_groups"], before["revision_removed_groups"]) == (
        1,
        [],
        [],
    )
    change(newsroom, REVISED)
    assert newsroom.run_pipeline()["poll again"] == 1
    (after,) = newsroom.documents()
    same = ("id", "url", "story_id", "first_seen_at")
    assert [after[name] for name in same] == [before[name] for name in same]
    assert after["revision"] == 2
    assert "corrected" in after["text"]
    assert after["batch"] != before["batch"]
    assert (after["revision_added_groups"], after["revision_removed_groups"]) == (["isis-k"], ["taliban"])
    assert [(post["rule"], post["story_id"]) for post in newsroom.received_posts()] == [
        ("taliban", before["id"]),
        ("isis-k", before["id"]),
    ]
    found = newsroom.run_command("search", "revision_removed_groups:taliban AND revision:2", "--json").json
    assert found["total"] == 1
    told = newsroom.why(newsroom.page_url(1))
    assert told["revision"] == 2
    assert outcomes(newsroom)[-4:] == [
        ("poll", "changed"), ("fetch", "fetched"), ("process", "processed"), ("index", "indexed"),
    ]  # fmt: skip
    assert (
        "revision 2; names for the first time isis-k; no longer names taliban" in told["steps"][-2]["detail"]
    )
    assert all_links_counted(newsroom.status())


def test_an_event_is_told_once_whatever_revisions_come(newsroom: Newsroom) -> None:
    """The rule that told of the story stays silent when its article is revised."""
    for number in (2, 3):
        change(
            newsroom,
            f"{article_text(1)}\nRevision number {number} has one more sentence.",
            f"Report, take {number}",
        )
        newsroom.run_pipeline()
        assert [one["revision"] for one in newsroom.documents()] == [number]
    assert [post["rule"] for post in newsroom.received_posts()] == ["taliban"]


def test_a_copy_of_the_newer_text_joins_the_story(newsroom: Newsroom) -> None:
    """Another outlet that carries only the revised text carries the same story."""
    newer = article_text(7).replace("the Taliban", "ISIS-K")
    change(newsroom, newer)
    newsroom.run_pipeline()
    newsroom.web.serve("/a/2", article_page("Another headline", newer))
    newsroom.show_items("/one.xml", rss_item(newsroom.page_url(2), "Another headline"))
    newsroom.run_pipeline()
    first, second = sorted(newsroom.documents(), key=lambda one: one["first_seen_at"])
    assert (first["revision"], second["copy_of"], second["story_id"]) == (2, first["id"], first["story_id"])


@pytest.mark.parametrize(
    "text",
    [
        article_text(1),
        article_text(1).replace(" ", "  "),
        f"Updated: 22 November 2026, 14:05 GMT\n{article_text(1)}",
        f"{article_text(1)}\nAdvertisement: two shirts for the price of one",
    ],
)
def test_what_is_no_change_leaves_everything_as_it_was(newsroom: Newsroom, text: str) -> None:
    """A page that is told of anew and reads the same is read once, and makes no revision and no batch."""
    before = newsroom.documents()
    change(newsroom, text)
    assert newsroom.run_pipeline()["process unchanged"] == 1
    assert newsroom.documents() == before
    assert outcomes(newsroom)[-1] == ("process", "indexed")
    assert newsroom.page_requests()["/a/1"] == 2
    assert "process unchanged" not in newsroom.run_pipeline()


@pytest.mark.parametrize(
    "answer", [status(404), page(article_page("Page not found", "Sorry, it may have been moved."))]
)
def test_a_page_that_has_gone_leaves_its_article(newsroom: Newsroom, answer: Any) -> None:
    """A 404 and a soft 404 at the second reading are told, and the article stays indexed as it was."""
    before = newsroom.documents()
    newsroom.web.on("/a/1", answer)
    tell(newsroom, "Report 1, withdrawn")
    newsroom.run_pipeline()
    assert newsroom.documents() == before
    told = newsroom.why(newsroom.page_url(1))
    assert told["fate"] == "indexed"
    assert told["steps"][-1]["detail"].startswith("kept as it was")
    assert newsroom.status()["fates"]["indexed"] == 1


def test_a_better_extractor_or_catalogue_is_no_revision(newsroom: Newsroom) -> None:
    """What `reprocess` changes is our doing: revision and batch stay, also when the page is read again afterwards."""
    (before,) = newsroom.documents()
    newsroom.write_groups([{"id": "helmand", "name": "Helmand", "aliases": {"any": ["Helmand"]}}])
    newsroom.write_alerts(
        {"alerts": [{**RULE, "query": "groups:helmand"}], "channels": {"desk": {"url": newsroom.hook_url()}}}
    )
    newsroom.run_command("reprocess")
    (after,) = newsroom.documents()
    assert (after["groups"], after["revision"], after["batch"]) == (["helmand"], 1, before["batch"])
    tell(newsroom, "Told anew")
    assert newsroom.run_pipeline()["process unchanged"] == 1
    assert len(newsroom.received_posts()) == 1


def test_a_feed_that_changes_at_every_poll_costs_a_few_requests(newsroom: Newsroom) -> None:
    """Entries with a counter lead to so many readings and no more, the later ones only after a pause."""
    for number in range(4):
        tell(newsroom, f"{number} comments")
        newsroom.run_pipeline()
    assert newsroom.page_requests()["/a/1"] == 1 + 2
    (row,) = rows(newsroom)
    assert row.fate == "indexed"
    assert timedelta() < row.recheck_at - row.fetched_at <= PAUSES[2]
    for number in range(10):
        set_back(newsroom, timedelta(hours=25) if number < 4 else timedelta())
        tell(newsroom, f"{number} readers")
        newsroom.run_pipeline()
    assert newsroom.page_requests()["/a/1"] == 1 + len(PAUSES)
    assert newsroom.status()["fates"]["indexed"] == 1


def rows(newsroom: Newsroom) -> list[Any]:
    with newsroom.project() as project, project.ledger.read() as tx:
        return list(tx.execute(select(links)).all())


def test_an_old_article_is_left_alone(newsroom: Newsroom) -> None:
    """A feed that tells something else of an article of last month costs nothing."""
    set_back(newsroom, timedelta(days=30))
    tell(newsroom, "Report 1, a month later")
    newsroom.run_pipeline()
    assert newsroom.page_requests()["/a/1"] == 1


def test_a_stub_that_becomes_an_article_is_indexed(newsroom: Newsroom) -> None:
    """What was too short is read again when its feed tells more of it, and is then revision 1."""
    newsroom.web.serve("/a/2", article_page("Report 2", "More to follow."))
    newsroom.show_items("/one.xml", rss_item(newsroom.page_url(2), "Report 2"))
    newsroom.run_pipeline()
    assert newsroom.why(newsroom.page_url(2))["reason"] == "too_short"
    newsroom.web.serve("/a/2", article_page("Report 2", article_text(2)))
    newsroom.items["/one.xml"] = []
    newsroom.show_items("/one.xml", rss_item(newsroom.page_url(2), "Report 2, in full"))
    newsroom.run_pipeline()
    told = newsroom.why(newsroom.page_url(2))
    assert (told["fate"], told["revision"]) == ("indexed", 1)
    assert all_links_counted(newsroom.status())


def test_the_text_of_a_feed_has_revisions_too(tmp_path: Path) -> None:
    """Where the feed carries the whole text, its next text is the next revision."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.add_feed("/one.xml", full_text="feed")
        for number in (1, 2):
            newsroom.items["/one.xml"] = []
            told = f"<description>{article_text(1)} Take {number} of the same report.</description>"
            newsroom.show_items("/one.xml", rss_item(newsroom.page_url(1), "Report", told))
            newsroom.write_feeds()
            newsroom.run_pipeline()
            assert [(one["revision"], one["text_from"]) for one in newsroom.documents()] == [(number, "feed")]


def test_a_change_that_is_told_during_work_is_not_lost(newsroom: Newsroom) -> None:
    """What a feed tells of a link that is being worked on is read again after that work."""
    with newsroom.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(update(links).values(fate="fetched", due_at=leases.now() + timedelta(hours=1)))
        change(newsroom, REVISED)
        newsroom.run_pipeline()
        assert rows(newsroom)[0].recheck_at
        with project.ledger.begin() as tx:
            tx.execute(update(links).values(due_at=leases.now()))
    newsroom.run_pipeline()
    newsroom.run_pipeline()
    assert [one["revision"] for one in newsroom.documents()] == [2]


def show_second(newsroom: Newsroom, title: str) -> None:
    """Have the feed show a second article beside the first."""
    newsroom.items["/one.xml"] = []
    pages = ((title, 2), ("Report 1", 1))
    newsroom.show_items("/one.xml", *(rss_item(newsroom.page_url(number), name) for name, number in pages))


def serve_with_validators(newsroom: Newsroom, text: str, etag: str) -> None:
    """Have the page's server answer 304 to whoever has this version."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        if request.headers.get("if-none-match") == etag:
            await status(304, {"ETag": etag})(request, writer)
        else:
            await page(article_page("Report 2", text), headers={"ETag": etag})(request, writer)

    newsroom.web.on("/a/2", answer)


def test_a_page_that_has_not_changed_is_not_sent_again(newsroom: Newsroom) -> None:
    """Its server is asked by ETag: the article stays as it was, and nothing is landed or processed."""
    serve_with_validators(newsroom, article_text(2), '"v1"')
    show_second(newsroom, "Report 2")
    newsroom.run_pipeline()
    before = {document["url"]: document for document in newsroom.documents()}
    show_second(newsroom, "Report 2, with another teaser")
    counts = newsroom.run_pipeline()
    assert (counts["poll again"], counts["fetch indexed"], counts["process processed"]) == (1, 1, 0)
    assert {document["url"]: document for document in newsroom.documents()} == before
    requests = newsroom.web.requests_for("/a/2")
    assert [request.headers.get("if-none-match") for request in requests] == [None, '"v1"']
    steps = newsroom.why(newsroom.page_url(2))["steps"]
    assert steps[-1]["detail"] == "as it was, its server says"
    serve_with_validators(newsroom, REVISED, '"v2"')
    set_back(newsroom, timedelta(hours=1))
    show_second(newsroom, "Report 2, corrected")
    newsroom.run_pipeline()
    (after,) = [document for document in newsroom.documents() if document["url"] == newsroom.page_url(2)]
    assert (after["revision"], "corrected" in after["text"]) == (2, True)
    assert all_links_counted(newsroom.status())


def asked_by(newsroom: Newsroom) -> list[str | None]:
    """Give the condition of each request for the second page."""
    return [request.headers.get("if-none-match") for request in newsroom.web.requests_for("/a/2")]


def test_a_page_of_which_no_article_was_made_is_asked_for_whole(newsroom: Newsroom) -> None:
    """Its server's word that nothing changed would make an article of it that nobody has."""
    serve_with_validators(newsroom, "Nothing yet.", '"v1"')
    show_second(newsroom, "Report 2")
    newsroom.run_pipeline()
    assert len(newsroom.documents()) == 1
    show_second(newsroom, "Report 2, with another teaser")
    newsroom.run_pipeline()
    assert asked_by(newsroom) == [None, None]
    assert len(newsroom.documents()) == 1
    assert all_links_counted(newsroom.status())


def test_what_is_replayed_is_asked_for_whole(newsroom: Newsroom) -> None:
    """A page whose landed copy is lost is fetched anew, though it is as it was."""
    serve_with_validators(newsroom, article_text(2), '"v1"')
    for title in ("Report 2", "Report 2, with another teaser"):
        show_second(newsroom, title)
        newsroom.run_pipeline()
    assert asked_by(newsroom) == [None, '"v1"']
    with newsroom.project() as project, project.ledger.begin() as tx:
        row = tx.execute(select(links).where(links.c.url == newsroom.page_url(2))).one()
        (feed,) = project.feeds
        lost = {"fate": "failed", "reason": "landing_lost", "raw": None, "carried": encode_feed_entry(feed)}
        tx.execute(update(links).where(links.c.id == row.id).values(lost))
    newsroom.run_command("replay")
    newsroom.run_pipeline()
    assert asked_by(newsroom) == [None, '"v1"', None]
    with newsroom.project() as project, project.ledger.read() as tx:
        row = tx.execute(select(links).where(links.c.url == newsroom.page_url(2))).one()
    assert (row.fate, row.raw or row.newer) != ("failed", None)
