"""The desk shows what is said in a story, with the sentence that proves it, in whichever copy that stands."""

import html
from collections.abc import Iterator

import pytest
from newsroom import Newsroom, article_page, article_text, rss_item
from sample_stories import GROUPS
from starlette.testclient import TestClient

from processors.query.query import parse_query
from wirewatch.web.app import make_app
from wirewatch.web.said import asked_first, statements_of

CLAIM = "The Taliban claimed responsibility for the explosion in Helmand."
DENIAL = "The Haqqani network denied that its men were in Helmand."


@pytest.fixture
def desk(fresh_newsroom: Newsroom) -> Iterator[TestClient]:
    """Give a client of the desk on one report with a claim, and its copy with a denial behind it."""
    room, text = fresh_newsroom, f"{article_text(1)}\n{CLAIM}"
    room.write_groups(GROUPS)
    room.web.serve("/a/1", article_page("Report", text))
    room.web.serve("/a/2", article_page("Report", f"{text}\n{DENIAL}"))
    for number, feed in enumerate(("/one.xml", "/two.xml"), 1):
        room.show_items(feed, rss_item(room.page_url(number)))
        room.write_feeds()
        room.run_pipeline()
    with fresh_newsroom.project() as project:
        yield TestClient(make_app(project), base_url="http://127.0.0.1")


def test_a_story_shows_each_statement_with_its_sentence_and_who_alone_has_it(desk: TestClient) -> None:
    """The original's claim and the copy's denial stand there once each; of the second its outlet is told."""
    [story] = {one["story_id"] for one in desk.get("/api/search", params={"q": "claims:*"}).json()["hits"]}
    page = " ".join(html.unescape(desk.get(f"/story/{story}").text).split())
    section = page[page.index(">Statements<") : page.index("</article>")]
    assert section.count(CLAIM) == 1
    assert section.count(DENIAL) == 1
    assert section.index(CLAIM) < section.index(DENIAL) < section.index("not in this text, but in")
    assert section.count("not in this text, but in") == 1


def test_a_list_shows_the_statement_that_was_asked_for() -> None:
    """Of an article's statements that one stands first which the search asks for; none is lost."""
    said = {"by_name": "", "about": [], "negated": False, "field": "text", "start": 0, "end": 9}
    one, two = ({"act": act, "by": by, **said} for act, by in (("deny", "isis"), ("claim", "ttp")))
    hit = {"id": "x", "text": "All of it", "statements": [one, two]}
    assert asked_first(hit, parse_query("claims:ttp"))["statements"] == [two, one]
    assert asked_first(hit, parse_query("kabul"))["statements"] == [one, two]


def test_speakers_that_are_no_group_are_told_apart_by_their_names() -> None:
    """Two ministries blame: these are two statements, though both speakers are `other`."""
    said = {"act": "blame", "by": "other", "about": ["isis"], "negated": False, "field": "text"}
    text = "Iran blamed Islamic State. Iraq blamed Islamic State."
    document = {
        "text": text,
        "statements": [
            {**said, "by_name": "Iran", "start": 0, "end": 26},
            {**said, "by_name": "Iraq", "start": 27, "end": len(text)},
        ],
    }
    assert [one.sentence for one in statements_of([document, document])] == [
        "Iran blamed Islamic State.",
        "Iraq blamed Islamic State.",
    ]
