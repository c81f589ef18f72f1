"""Whose word counts: feeds that show other outlets' addresses, with texts and names of their own making."""

from xml.sax.saxutils import escape

import pytest
from hostile_server import redirect, status
from newsroom import Newsroom, all_links_counted, article_page, article_text, rss_item

VICTIM = {"id": "herald", "name": "The Herald", "domain": "localhost", "country": "GB"}
TRUE, FALSE = article_text(1), article_text(2).replace("had left", "had taken")
OLD = "<pubDate>Mon, 02 Jan 2023 12:00:00 GMT</pubDate>"


@pytest.fixture
def room(fresh_newsroom: Newsroom) -> Newsroom:
    """Give a newsroom whose first feed, of outlet `evil` on 127.0.0.1, shows what it wants; the victim is localhost."""
    fresh_newsroom.add_feed("/evil.xml")
    fresh_newsroom.write_feeds()
    return fresh_newsroom


def victims(room: Newsroom, path: str) -> str:
    """Give an address of the victim's."""
    return room.web.url.replace("127.0.0.1", "localhost") + path


def carrying(url: str, text: str, title: str = "Report", more: str = "") -> str:
    """Give an item that carries a whole text."""
    told = f"<description>{escape(text)}</description><author>evil@evil.example (Mallory)</author>"
    return rss_item(url, title, told + more)


def show(room: Newsroom, feed: str, *items: str) -> None:
    """Have a feed show these items and nothing else."""
    room.items[feed] = []
    room.show_items(feed, *items)


def show_victims(room: Newsroom, *items: str) -> None:
    """Have the victim's own feed show these items, and be in the configuration."""
    show(room, "/herald.xml", *items)
    room.add_feed("/herald.xml", url=victims(room, "/herald.xml"), source=VICTIM)
    room.write_feeds()


def test_another_outlets_page_speaks_for_itself(room: Newsroom) -> None:
    """Nothing that a stranger's feed tells of an address stands in its article, and the outlet is the address's."""
    room.web.serve("/a/1", article_page("Report 1", TRUE))
    url = victims(room, "/a/1")
    show(room, "/evil.xml", carrying(url, FALSE, "False headline", OLD))
    room.add_feed("/evil.xml", full_text="feed")
    room.write_feeds()
    room.run_pipeline()
    (document,) = room.documents()
    assert (document["text_from"], document["title"]) == ("page", "Report 1")
    assert "had taken" not in str(document)
    assert "Mallory" not in str(document)
    assert document["published_at"] is None
    assert document["source"] == {
        "id": "localhost",
        "name": "localhost",
        "domain": "localhost",
        "country": None,
    }
    assert [post["source"] for post in room.received_posts()] == ["localhost"]


def test_another_outlets_name_is_what_the_configuration_says(room: Newsroom) -> None:
    """Where the outlet has a feed in the configuration, its source is the article's, whoever showed the address."""
    room.web.serve("/a/1", article_page("Report 1", TRUE))
    show_victims(room)
    show(room, "/evil.xml", carrying(victims(room, "/a/1"), FALSE))
    room.run_pipeline()
    assert [document["source"] for document in room.documents()] == [VICTIM]


@pytest.mark.parametrize("answer", [403, 404, 410, 451])
def test_a_strangers_text_does_not_stand_for_a_page(room: Newsroom, answer: int) -> None:
    """Where another outlet's page cannot be had, the link ends without an article, and nobody is told."""
    room.web.on("/a/1", status(answer))
    url = victims(room, "/a/1")
    show(room, "/evil.xml", carrying(url, FALSE))
    room.run_pipeline()
    assert room.documents() == []
    assert room.why(url)["fate"] == "rejected"
    assert room.received_posts() == []
    assert all_links_counted(room.status())


def test_a_strangers_text_does_not_stand_for_a_wall(room: Newsroom) -> None:
    """Where another outlet's page has no article on it, a stranger's text is none of its."""
    room.web.serve("/a/1", article_page("Subscribe", "Subscribe to read."))
    show(room, "/evil.xml", carrying(victims(room, "/a/1"), FALSE))
    room.run_pipeline()
    assert room.documents() == []
    assert room.received_posts() == []


def test_the_owners_text_stands_for_a_page(room: Newsroom) -> None:
    """The owner's feed that comes later takes over: its text stands where the page answers 403."""
    room.web.on("/a/1", status(403))
    url = victims(room, "/a/1")
    show(room, "/evil.xml", carrying(url, FALSE))
    room.run_pipeline()
    show_victims(room, carrying(url, TRUE))
    room.run_pipeline()
    (document,) = room.documents()
    assert (document["text_from"], document["source"]) == ("feed", VICTIM)
    assert document["text"].startswith("Elder 1 said the Taliban had left")
    assert document["feed_url"] == victims(room, "/herald.xml")
    assert [post["source"] for post in room.received_posts()] == ["The Herald"]
    assert "taken_over" in [step["outcome"] for step in room.why(url)["steps"]]
    assert all_links_counted(room.status())
    show(room, "/evil.xml", carrying(url, FALSE + " Again."))
    room.run_pipeline()
    assert room.documents() == [document]


def test_the_owner_takes_over_what_still_waits(room: Newsroom) -> None:
    """A link that is tried again, since its host is down, gets the owner's text meanwhile, and keeps it."""
    room.web.on("/a/1", status(500))
    url = victims(room, "/a/1")
    show(room, "/evil.xml", carrying(url, FALSE))
    room.run_pipeline()
    assert room.why(url)["fate"] == "retry"
    show_victims(room, carrying(url, TRUE))
    room.run_pipeline()
    show(room, "/evil.xml", carrying(url, FALSE + " Again."))
    room.run_pipeline()
    with room.project() as project, project.ledger.read() as tx:
        ((carried, feed_url),) = tx.exec_driver_sql("SELECT carried, feed_url FROM links").all()
    assert "had left" in carried
    assert "had taken" not in carried
    assert feed_url == victims(room, "/herald.xml")


def test_an_article_gets_its_owners_name_later(room: Newsroom) -> None:
    """What a stranger showed is the owner's as soon as the owner's feed shows it, and nobody is told twice."""
    room.web.serve("/a/1", article_page("Report 1", TRUE))
    url = victims(room, "/a/1")
    show(room, "/evil.xml", rss_item(url))
    room.run_pipeline()
    show_victims(room, carrying(url, TRUE))
    room.add_feed("/herald.xml", source={**VICTIM, "domain": "herald.example"})
    room.write_feeds()
    room.run_pipeline()
    room.run_pipeline()
    (document,) = room.documents()
    assert (document["source"]["name"], document["source"]["domain"]) == ("The Herald", "herald.example")
    assert (document["feed_url"], document["text_from"]) == (victims(room, "/herald.xml"), "page")
    assert len(room.received_posts()) == 1
    assert room.page_requests() == {"/a/1": 1}


def test_a_stranger_takes_nothing_over(room: Newsroom) -> None:
    """What the owner's feed showed stays the owner's, whatever another feed tells of it afterwards, and how often."""
    room.web.on("/a/1", status(403))
    url = victims(room, "/a/1")
    show_victims(room, carrying(url, TRUE))
    room.run_pipeline()
    documents = room.documents()
    for number in range(3):
        show(room, "/evil.xml", carrying(url, f"{FALSE} {number}"))
        room.run_pipeline()
    assert room.documents() == documents
    assert documents[0]["source"] == VICTIM
    assert room.page_requests() == {"/a/1": 1}


@pytest.mark.parametrize("victim_first", [True, False])
def test_a_redirect_to_another_outlet_is_its_article(room: Newsroom, victim_first: bool) -> None:
    """An address that leads to another outlet's article tells nothing of it, and makes no second outlet."""
    room.write_alerts(
        {
            "alerts": [{"name": "two", "query": "groups:taliban", "when": {"outlets": 2}, "to": ["desk"]}],
            "channels": {"desk": {"url": room.hook_url()}},
        }
    )
    room.web.serve("/a/1", article_page("Report 1", TRUE))
    room.web.on("/a/short", redirect(victims(room, "/a/1"), 302))
    own, url = f"{room.web.url}/a/short", victims(room, "/a/1")

    def show_own() -> None:
        show(room, "/evil.xml", carrying(own, FALSE, "False headline", OLD))
        room.run_pipeline()

    def show_url() -> None:
        show_victims(room, rss_item(url, "Report 1"))
        room.run_pipeline()

    for step in (show_url, show_own) if victim_first else (show_own, show_url):
        step()
    documents = {document["url"]: document for document in room.documents()}
    assert url in documents
    assert {document["source"]["domain"] for document in documents.values()} == {"localhost"}
    assert not any("had taken" in str(document) for document in documents.values())
    assert not any(document["published_at"] for document in documents.values())
    if victim_first:
        assert list(documents) == [url]
        assert room.why(own)["reason"] == "same_article"
    assert room.received_posts() == []


def test_a_feeds_own_article_behind_a_proxy_is_its_own(room: Newsroom) -> None:
    """A proxy's address that leads to the feed's own site brings the article under the feed's name, with its words."""
    room.web.serve("/a/1", article_page("", TRUE))
    room.web.on("/a/short", redirect(f"{room.web.url}/a/1", 302))
    show(room, "/evil.xml", carrying(victims(room, "/a/short"), "A summary of it.", "Its own headline"))
    room.run_pipeline()
    (document,) = room.documents()
    assert (document["source"]["id"], document["summary"]) == ("evil", "A summary of it.")
    assert document["title"] == "Its own headline"


def test_a_stranger_moves_no_article(room: Newsroom) -> None:
    """A guid of another's feed that stands under a new address of the outlet has no known article read from there."""
    room.web.serve("/a/1", article_page("Report 1", TRUE))
    room.web.serve("/a/2", article_page("Report 1", FALSE))
    one, two = victims(room, "/a/1"), victims(room, "/a/2")
    guid = "<guid isPermaLink='false'>guid-1234567</guid>"
    show_victims(room, rss_item(one, "Report 1"))
    room.run_pipeline()
    show(room, "/evil.xml", rss_item(one, "Report 1", guid))
    room.run_pipeline()
    show(room, "/evil.xml", rss_item(two, "Report 1", guid))
    room.run_pipeline()
    show_victims(room, carrying(one, "The owner changed it."))  # so that it is read again, at its own address
    room.run_pipeline()
    (document,) = (document for document in room.documents() if document["url"] == one)
    assert document["revision"] == 1
    assert "had left" in document["text"]
    assert room.page_requests()["/a/1"] == 2
