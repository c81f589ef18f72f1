"""What the web and the user get wrong: each thing has its name, and none stops the others."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile_server import Flood, Hostile, close_connection, gzip_bomb, page, rate_limited, redirect, status
from newsroom import (
    RSS,
    RULE,
    Newsroom,
    all_links_counted,
    article_page,
    article_text,
    random_text,
    rss_feed,
    rss_item,
)

RUSSIAN = (
    "Представитель движения Талибан сообщил во вторник, что бойцы покинули провинцию Гильменд. Жители подтвердили, "
    "что магазины снова открыты, а школа по-прежнему не работает. Министерство обороны опровергло это сообщение и "
    "назвало его выдумкой противника, добавив, что дорога к границе остаётся под контролем армии."
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "' + "boom " * 20 + '">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 20}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)  # fmt: skip
COOKIES = (
    "<html><head><title>Before you continue</title></head><body><p>We value your privacy. We and our 843 partners \
store cookies on your device. Accept all cookies or manage your privacy choices.</p></body></html>"
)
GONE = (
    "<html><head><title>Page not found</title></head><body><p>The page you are looking for could not be found. It may \
have been moved or deleted. Go to our front page for the latest news.</p></body></html>"
)
LATER = 7200
"""Seconds that one page's server asks to be left alone."""

PAGES: dict[str, tuple[Any, str, str | None]] = {
    "/p/good": (page(article_page("Good", article_text(1))), "indexed", None),
    "/p/pdf": (page(b"%PDF-1.7\n%\xe2\xe3", "application/pdf"), "rejected", "not_html"),
    "/p/pdf-as-html": (page(b"%PDF-1.7\n%\xe2\xe3"), "rejected", "not_html"),
    "/p/loop": (redirect("/p/loop"), "rejected", "redirect_loop"),
    "/p/nowhere": (redirect("gopher://example.org/"), "rejected", "bad_redirect"),
    "/p/soft404": (page(GONE), "rejected", "soft_404"),
    "/p/cookies": (page(COOKIES), "rejected", "consent_wall"),
    "/p/teaser": (page(article_page("Short", "Read all about it tomorrow.")), "rejected", "too_short"),
    "/p/404": (status(404), "rejected", "not_found"),
    "/p/410": (status(410), "rejected", "gone"),
    "/p/403": (status(403), "rejected", "forbidden"),
    "/p/empty": (page(""), "rejected", "empty"),
    "/p/large": (Flood(50_000_000), "rejected", "too_large"),
    "/p/bomb": (gzip_bomb(64), "rejected", "bomb"),
    "/p/busy": (rate_limited(str(LATER)), "retry", "rate_limited"),
    "/p/down": (status(503, {"Retry-After": str(LATER)}), "retry", "server_error"),
    "/p/hangs-up": (close_connection, "retry", "connection"),
}
FEEDS: dict[str, tuple[Any, str, str | None]] = {
    "/good.xml": (None, "ok", None),
    "/html.xml": (page(article_page("A page", article_text(90))), "ailing", "not_a_feed"),
    "/empty.xml": (page("", RSS), "ailing", "empty"),
    "/large.xml": (Flood(50_000_000, content_type=RSS), "ailing", "too_large"),
    "/gone.xml": (status(410), "ailing", "gone"),
    "/down.xml": (status(503), "ailing", "server_error"),
    "/date.xml": (None, "ok", None),
    "/link.xml": (None, "ok", None),
    "/cyrillic.xml": (None, "ok", None),
    "/entities.xml": (None, "ok", None),
}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Run once over everything that is wrong at the same time."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path_factory.mktemp("bad"))
        for path, (answer, _, _) in PAGES.items():
            web.on(path, answer)
        newsroom.show_items("/good.xml", *(rss_item(web.url + path) for path in PAGES))
        for number, path in enumerate(("date", "link", "entities"), 10):
            web.serve(f"/a/{number}", article_page(f"From {path}", article_text(number)))
        newsroom.show_items(
            "/date.xml", rss_item(newsroom.page_url(10), more="<pubDate>the 31st of Nevember</pubDate>")
        )
        web.serve(
            "/link.xml",
            rss_feed(rss_item(newsroom.page_url(11)), "<item><title>No link here</title></item>"),
            RSS,
        )
        web.serve(
            "/entities.xml",
            BOMB + rss_feed(rss_item(newsroom.page_url(12), more="<description>&i;</description>")),
            RSS,
        )
        russian = (
            f"<title>Талибан</title><link>{web.url}/p/russian</link><description>{RUSSIAN}</description>"
        )
        web.serve(
            "/cyrillic.xml", rss_feed(f"<item>{russian}</item>").encode("cp1251"), "application/rss+xml"
        )
        for path, (answer, _, _) in FEEDS.items():
            newsroom.add_feed(path)
            if answer:
                web.on(path, answer)
        newsroom.add_feed("/cyrillic.xml", full_text="feed")
        newsroom.write_feeds()
        newsroom.write_groups(
            [{"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"], "ru": ["Талибан"]}}]
        )
        newsroom.run_pipeline()
        yield newsroom


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_its_fate_and_reason(newsroom: Newsroom, path: str) -> None:
    """`why` tells each page's fate and reason, and its last step says the same."""
    _, fate, reason = PAGES[path]
    told = newsroom.why(newsroom.web.url + path)
    assert (told["fate"], told["reason"]) == (fate, reason)
    assert told["steps"][-1]["outcome"] == fate
    assert (reason or "") in (told["steps"][-1]["detail"] or "")
    assert (told["due_at"] is not None) == (fate == "retry")


@pytest.mark.parametrize("path", FEEDS)
def test_each_feed_has_its_health_and_reason(newsroom: Newsroom, path: str) -> None:
    """`status` tells each feed's health and the reason why it could not be had."""
    _, health, reason = FEEDS[path]
    (told,) = [feed for feed in newsroom.status()["feeds"] if feed["url"] == newsroom.web.url + path]
    assert (told["health"], told["reason"]) == (health, reason)


def test_the_sums_agree(newsroom: Newsroom) -> None:
    """Every link is counted under one fate and one reason, and the good ones are indexed, whatever the others do."""
    told = newsroom.status()
    assert all_links_counted(told)
    rejected: dict[str, int] = {}
    for _, fate, reason in PAGES.values():
        if fate == "rejected" and reason:
            rejected[reason] = rejected.get(reason, 0) + 1
    assert told["fates"] == {"indexed": 5, "rejected": rejected, "failed": {}}
    assert told["open"]["retry"] == 3
    assert told["links"] == len(PAGES) + 4


def test_a_server_that_asks_for_time_gets_it(newsroom: Newsroom) -> None:
    """A page answered with Retry-After is not due before that time has passed."""
    for path in ("/p/busy", "/p/down"):
        told = newsroom.why(newsroom.web.url + path)
        waits = (_moment(told["due_at"]) - _moment(told["steps"][-1]["at"])).total_seconds()
        assert waits >= LATER
        assert len(newsroom.web.requests_for(path)) == 1


def test_an_item_without_a_link_is_told(newsroom: Newsroom) -> None:
    """An item that has no link is counted by its feed and named, and its neighbours are read."""
    (told,) = [feed for feed in newsroom.status()["feeds"] if feed["url"].endswith("/link.xml")]
    assert (told["skipped"], told["links"]) == (1, 1)
    assert "No link here" in told["detail"]
    assert newsroom.why(newsroom.page_url(11))["fate"] == "indexed"


def test_a_broken_date_is_no_date(newsroom: Newsroom) -> None:
    """An article whose feed writes a date that is none is indexed without one, and not under today."""
    (document,) = [one for one in newsroom.documents() if one["url"] == newsroom.page_url(10)]
    assert document["published_at"] is None


def test_undeclared_cyrillic_is_read(newsroom: Newsroom) -> None:
    """A feed in windows-1251 that says so nowhere is read as it was written, and its groups are found."""
    (document,) = [one for one in newsroom.documents() if one["language"] == "ru"]
    assert document["text"] == RUSSIAN
    assert (document["groups"], document["text_from"]) == (["taliban"], "feed")


def test_entities_never_unfold(newsroom: Newsroom) -> None:
    """A feed with a document type full of entities is read without them."""
    (document,) = [one for one in newsroom.documents() if one["url"] == newsroom.page_url(12)]
    assert "boom" not in str(document)


def test_nothing_private_is_asked_unless_allowed(tmp_path: Path) -> None:
    """Without the setting that allows it, no address of this machine or its network is asked for anything."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        del newsroom.environment["WIREWATCH_ALLOW_PRIVATE_NETWORKS"]
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        assert [feed["reason"] for feed in newsroom.status()["feeds"]] == ["private_address"]
        assert web.requests == []


def test_a_page_that_was_busy_for_a_moment_is_had(tmp_path: Path) -> None:
    """A page that answers 429 and asks for a second's patience is fetched again within the same run."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1)
        web.on("/a/1", rate_limited("1"), page(article_page("Report 1", article_text(1))))
        newsroom.write_feeds()
        newsroom.run_pipeline()
        assert [step["outcome"] for step in newsroom.why(newsroom.page_url(1))["steps"]] == [
            "seen", "retry", "fetched", "processed", "indexed",
        ]  # fmt: skip


def test_what_the_feed_carried_stands_in_for_a_page_that_is_gone(tmp_path: Path) -> None:
    """A page that cannot be had falls back to the feed's own text, and the article and its history say so."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.show_items(
            "/one.xml",
            rss_item(f"{web.url}/a/1", "Gone", f"<description>{random_text(1)} Taliban.</description>"),
        )
        web.on("/a/1", status(404))
        newsroom.write_feeds()
        newsroom.run_pipeline()
        (document,) = newsroom.documents()
        assert (document["text_from"], document["groups"]) == ("feed", ["taliban"])
        assert "not_found" in " ".join(
            step["detail"] or "" for step in newsroom.why(f"{web.url}/a/1")["steps"]
        )


def test_an_address_of_a_channel_that_is_none_costs_that_delivery_alone(tmp_path: Path) -> None:
    """A channel whose address cannot work fails its delivery at once and by name; the other channel is told."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        channels = {"desk": {"url": newsroom.hook_url()}, "typo": {"url": "slakc://a/b/c"}}
        newsroom.write_alerts({"alerts": [{**RULE, "to": ["desk", "typo"]}], "channels": channels})
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        log = {
            line["channel"]: line["state"] for line in newsroom.run_command("alerts", "log", "--json").lines
        }
        assert log == {"desk": "sent", "typo": "failed"}
        assert "slakc" not in newsroom.run_command("alerts", "check", status=2).out


def _moment(text: str) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(text)
