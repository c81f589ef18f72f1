"""Articles whose addresses change on their way: the same document, a revision of it, and no second alert."""

from urllib.parse import quote

import pytest
from hostile_server import redirect, status
from newsroom import Newsroom, all_links_counted, article_page, article_text, rss_item

from scrapers.records import Entry, Feed, Source
from wirewatch.pipeline import run_stages
from wirewatch.stages.poll import make_due, name_outlets

DATE = "<pubDate>Fri, 27 Nov 2026 12:0{}:00 GMT</pubDate>"


@pytest.fixture
def room(fresh_newsroom: Newsroom) -> Newsroom:
    fresh_newsroom.add_feed("/one.xml")
    fresh_newsroom.write_feeds()
    return fresh_newsroom


def show(room: Newsroom, *items: str, feed: str = "/one.xml") -> None:
    """Have a feed show these items and nothing else."""
    room.items[feed] = []
    room.show_items(feed, *items)


def serve(room: Newsroom, path: str, title: str, text: str) -> str:
    """Serve an article; give its address."""
    room.web.serve(path, article_page(title, text))
    return room.web.url + path


def item(url: str, title: str, guid: str, minute: int = 0) -> str:
    return rss_item(url, title, f"<guid isPermaLink='false'>{guid}</guid>{DATE.format(minute)}")


def test_a_slug_that_changes_with_the_headline_is_a_revision(room: Newsroom) -> None:
    """The page at the new address is read as the next revision of the document, and nobody is told again."""
    old = serve(room, "/a/kabul-blast", "Blast in Kabul", article_text(1))
    show(room, item(old, "Blast in Kabul", "7"))
    room.run_pipeline()
    (before,) = room.documents()
    new = serve(
        room, "/a/eight-die-in-kabul", "Eight die in Kabul", article_text(1) + " Eight people have died."
    )
    room.web.on("/a/kabul-blast", status(404))
    show(room, item(new, "Eight die in Kabul", "7"))
    room.run_pipeline()
    (after,) = room.documents()
    assert (after["id"], after["story_id"], after["revision"]) == (before["id"], before["story_id"], 2)
    assert (after["url"], after["canonical_url"]) == (new, old)
    assert "Eight people" in after["text"]
    assert len(room.received_posts()) == 1
    told = [room.why(name) for name in (old, new, "7")]
    assert {one["id"] for one in told} == {before["id"]}
    assert [step["outcome"] for step in told[0]["steps"]][4:6] == ["moved", "changed"]
    assert all_links_counted(room.status())


def test_session_ids_make_no_requests(room: Newsroom) -> None:
    """A server that adds another token to each address at each poll has every page read once."""
    room.publish("/one.xml", 1, 2, 3)
    for poll in range(3):
        show(
            room,
            *(item(f"{room.page_url(n)}?sid={poll}{n}", f"Report {n}", f"r{n}", n) for n in (1, 2, 3)),
        )
        room.run_pipeline()
    assert sum(room.page_requests().values()) == 3
    assert len(room.documents()) == 3
    assert len(room.received_posts()) == 3


def test_an_aggregators_item_is_the_outlets(room: Newsroom) -> None:
    """What an aggregator wraps is read at the outlet's own address, under the outlet's name and domain."""
    page = serve(room, "/a/1", "Report 1", article_text(1)).replace("127.0.0.1", "localhost")
    show(room, rss_item(f"https://www.google.com/url?rct=j&url={quote(page, safe='')}&ct=ga", "Report 1"))
    room.run_pipeline()
    (document,) = room.documents()
    assert document["url"] == page
    assert document["source"] == {
        "id": "localhost",
        "name": "localhost",
        "domain": "localhost",
        "country": None,
    }
    assert room.received_posts()[0]["source"] == "localhost"


def test_outlets_have_the_names_that_the_user_gave_them() -> None:
    """An aggregator's item of an outlet that has a feed counts as that outlet's; a feed's own items stay its own."""
    mine = Source("dawn", "Dawn, Karachi", "dawn.com", "PK")
    alerts = Feed("https://www.google.com/alerts/feeds/1", Source("alerts", "Alerts", "google.com"))
    told = Source("dawn.com", "DAWN", "dawn.com")
    other = Source("bbc.co.uk", "BBC", "bbc.co.uk")
    own = Source("google.com", "Google", "google.com")
    entries = [Entry("https://e.example/", outlet=outlet) for outlet in (told, other, own, None)]
    feeds = [alerts, Feed("https://www.dawn.com/rss", mine)]
    assert [entry.outlet for entry in name_outlets(entries, alerts, feeds)] == [mine, other, None, None]


def serve_declaring(room: Newsroom, path: str, title: str, text: str, declared: str) -> str:
    """Serve an article that says to be known by another address; give its own."""
    page_ = article_page(title, text)
    room.web.serve(path, page_.replace("<head>", f'<head><link rel="canonical" href="{declared}">'))
    return room.web.url + path


def run_one_by_one(room: Newsroom) -> None:
    """Run one stage after the other, so that all pages are there at once."""
    with room.project() as project:
        make_due(project)
        for stage in ("poll", "fetch", "process", "index"):
            assert [done.trouble for done in run_stages(project, (stage,)) if done.trouble] == []


def test_another_form_of_an_article_is_no_article(room: Newsroom) -> None:
    """A page that declares the address of a known article, with its text, ends there, and is not fetched again."""
    main = serve(room, "/a/kabul", "Report 1", article_text(1))
    form = serve_declaring(room, "/a/kabul/amp", "Report 1", article_text(1), main)
    show(room, rss_item(main, "Report 1"))
    room.run_pipeline()
    show(room, rss_item(form, "Report 1"), feed="/two.xml")
    room.write_feeds()
    room.run_pipeline()
    room.run_pipeline()
    (document,) = room.documents()
    assert (document["url"], document["revision"]) == (main, 1)
    told = room.why(form)
    assert (told["fate"], told["reason"]) == ("rejected", "same_article")
    assert main in told["detail"]
    assert room.page_requests() == {"/a/kabul": 1, "/a/kabul/amp": 1}
    assert len(room.received_posts()) == 1
    assert all_links_counted(room.status())


def test_the_declared_address_may_come_later_or_together(room: Newsroom) -> None:
    """Whichever address a feed shows first, and also where both come at once, one document is made."""
    main = serve(room, "/a/kabul", "Report 1", article_text(1))
    form = serve_declaring(room, "/a/kabul/amp", "Report 1", article_text(1), main)
    show(room, rss_item(form, "Report 1"))
    room.run_pipeline()
    other = serve(room, "/b/herat", "Report 2", article_text(2))
    amp = serve_declaring(room, "/b/herat/amp", "Report 2", article_text(2), other)
    show(room, *(rss_item(url, "Report") for url in (main, amp, other)))
    run_one_by_one(room)
    room.run_pipeline()
    assert {document["url"] for document in room.documents()} == {form, other}
    assert [room.why(url)["reason"] for url in (main, amp)] == ["same_article"] * 2
    assert len(room.received_posts()) == 2


def test_all_forms_that_come_at_once_join_the_one_that_was_there(room: Newsroom) -> None:
    """Forms that name an address which is itself another form of a known article are that article's."""
    text, home = article_text(5), f"{room.web.url}/a/5"
    first = serve_declaring(room, "/print/5", "Report", text, home)
    show(room, item(first, "Report", "p5"))
    room.run_pipeline()
    forms = [serve_declaring(room, path, "Report", text, home) for path in ("/a/5", "/amp/5", "/m/5")]
    show(room, *(item(form, "Report", f"g{place}", place) for place, form in enumerate(forms)))
    run_one_by_one(room)
    (document,) = room.documents()
    assert {room.why(form)["reason"] for form in forms} == {"same_article"}
    assert {room.why(form)["steps"][-1]["detail"] for form in forms} == {
        f"same_article: another address of {document['canonical_url']}"
    }
    assert len(room.received_posts()) == 1


def test_forms_that_come_at_once_are_one_article_without_the_address_that_they_name(room: Newsroom) -> None:
    """No feed shows the address itself: the first form stands for the article, and other texts stay their own."""
    home = f"{room.web.url}/a/7"
    forms = [
        serve_declaring(room, f"/{form}/7", "Report", article_text(7), home) for form in ("print", "amp", "m")
    ]
    other = serve_declaring(room, "/a/8", "Another", article_text(8), home)
    show(room, *(item(form, "Report", f"g{place}", place) for place, form in enumerate([*forms, other])))
    run_one_by_one(room)
    assert len(room.documents()) == 2
    assert [room.why(form)["reason"] for form in forms].count("same_article") == 2
    assert room.why(other)["fate"] == "indexed"


def test_forms_meet_behind_another_text_that_declares_their_address(room: Newsroom) -> None:
    """A site that errs gives one address to two articles; whichever came first, each has its own forms."""
    home = f"{room.web.url}/a/7"
    other = serve_declaring(room, "/a/8", "Another", article_text(8), home)
    show(room, item(other, "Report", "g0"))
    run_one_by_one(room)
    for number, path in enumerate(("print", "amp"), start=1):
        show(
            room,
            item(
                serve_declaring(room, f"/{path}/7", "Report", article_text(7), home), "Report", f"g{number}"
            ),
        )
        run_one_by_one(room)
    assert {document["url"] for document in room.documents()} == {other, f"{room.web.url}/print/7"}


def test_a_form_with_a_newer_text_makes_a_revision(room: Newsroom) -> None:
    """Where the other form tells more, the article is read again at its own address."""
    main = serve(room, "/a/kabul", "Report 1", article_text(1))
    show(room, rss_item(main, "Report 1"))
    room.run_pipeline()
    longer = f"{article_text(1)}\nLater, {article_text(5)}"
    serve(room, "/a/kabul", "Report 1", longer)
    show(room, rss_item(serve_declaring(room, "/a/kabul/amp", "Report 1", longer, main), "Report 1"))
    room.run_pipeline()
    room.run_pipeline()
    (document,) = room.documents()
    assert (document["url"], document["revision"]) == (main, 2)
    assert "Later, Elder 5" in document["text"]
    assert len(room.received_posts()) == 1


def test_a_site_that_declares_one_address_for_all_loses_nothing(room: Newsroom) -> None:
    """Different articles that all declare the same address, and that of one of them, stay articles of their own."""
    first = serve(room, "/a/latest", "Report 0", article_text(10))
    show(room, rss_item(first, "Report 0"))
    room.run_pipeline()
    pages = [
        serve_declaring(room, f"/a/report-{n}", f"Report {n}", article_text(n), first) for n in (1, 2, 3)
    ]
    show(room, *(rss_item(url, "Report") for url in pages))
    room.run_pipeline()
    assert {document["url"] for document in room.documents()} == {first, *pages}
    assert len(room.received_posts()) == 4


def test_a_redirect_leads_to_the_article(room: Newsroom) -> None:
    """An address that redirects to an article's, and the article's after it, make one document."""
    long = serve(room, "/a/long", "Report 1", article_text(1))
    room.web.on("/a/short", redirect("/a/long", 301))
    show(room, rss_item(f"{room.web.url}/a/short", "Report 1"))
    room.run_pipeline()
    show(room, rss_item(long, "Report 1"))
    room.run_pipeline()
    assert len(room.documents()) == 1
    assert room.why(long)["reason"] == "same_article"
    assert len(room.received_posts()) == 1
