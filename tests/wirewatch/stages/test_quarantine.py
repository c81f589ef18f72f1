"""A host whose pages no longer give their articles, by the real commands: quarantined, told of, brought back."""

from pathlib import Path

import pytest
from hostile_server import Hostile
from newsroom import Newsroom, all_links_counted, article_page, article_text, random_text, rss_item

from wirewatch.stages import process

STUB = (
    "Readers of this newspaper know what happened, and so will you, {} times a day and all the year round. {}"
)
SAME = "Our site has moved to a new home, where everything is as it was. " + random_text(77, 300)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # However busy the machine is, what is claimed at once is committed at once.
    monkeypatch.setattr(process, "SECONDS_PER_COMMIT", 600.0)
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", *range(30))
        newsroom.write_feeds()
        newsroom.run_pipeline()
        assert newsroom.status()["hosts"] == []
        yield newsroom


def publish(newsroom: Newsroom, numbers: range, text: str) -> None:
    """Publish pages of which all that can be had is this text."""
    for number in numbers:
        newsroom.web.serve(
            f"/a/{number}", article_page(f"Report {number}", text.format(number, random_text(number, 15)))
        )
    newsroom.show_items(
        "/one.xml", *(rss_item(newsroom.page_url(number), f"Report {number}") for number in numbers)
    )


@pytest.mark.parametrize("text", [STUB, SAME])
def test_pages_of_an_ailing_host_are_quarantined_and_come_back(newsroom: Newsroom, text: str) -> None:
    """They are not indexed, `status` and housekeeping tell of the host, and `replay` brings them back."""
    publish(newsroom, range(100, 112), text)
    newsroom.run_pipeline()
    told = newsroom.status()
    assert all_links_counted(told)
    assert told["fates"] == {"indexed": 30, "rejected": {"quarantined": 12}, "failed": {}}
    (host,) = told["hosts"]
    assert (host["host"], host["health"], host["quarantined"]) == ("127.0.0.1", "quarantined", 12)
    assert "10 of the last 10 pages" in host["detail"]
    assert "quarantined" in newsroom.run_command("status").out
    assert "quarantined host 127.0.0.1: 10 of the last 10 pages" in newsroom.run_command("housekeeping").out
    why = newsroom.why(newsroom.page_url(100))
    assert (why["fate"], why["reason"]) == ("rejected", "quarantined")
    assert "of the last 10 pages" in why["steps"][-1]["detail"]
    newsroom.run_command("replay", "--reason", "quarantined")
    newsroom.run_pipeline()
    assert newsroom.status()["fates"]["rejected"] == {"quarantined": 12}, "nothing was mended yet"
    newsroom.run_command("replay", "--reason", "quarantined", "--as-they-are")
    newsroom.run_pipeline()
    told = newsroom.status()
    indexed = 42 if text == STUB else 30
    assert told["fates"]["indexed"] == indexed
    assert all_links_counted(told)


def test_good_pages_of_an_ailing_host_are_indexed_and_heal_it(newsroom: Newsroom) -> None:
    """Quarantine holds back what ails and nothing else; when the pages are well again, so is the host."""
    publish(newsroom, range(100, 112), STUB)
    newsroom.run_pipeline()
    newsroom.publish("/one.xml", *range(200, 210))
    newsroom.run_pipeline()
    told = newsroom.status()
    assert told["fates"] == {"indexed": 40, "rejected": {"quarantined": 12}, "failed": {}}
    assert [(host["health"], host["quarantined"]) for host in told["hosts"]] == [("ok", 12)]
    newsroom.run_command("replay", "--reason", "quarantined")
    newsroom.run_pipeline()
    assert all_links_counted(newsroom.status())


def test_what_the_feed_carries_is_indexed_though_the_host_ails(newsroom: Newsroom) -> None:
    """Where the pages are walls and the feed has the text, the feed's text is not held back."""
    for number in range(100, 112):
        newsroom.web.serve(f"/a/{number}", article_page("Access denied", "Please verify you are a human."))
    newsroom.show_items(
        "/one.xml",
        *(
            rss_item(newsroom.page_url(n), f"Report {n}", f"<description>{article_text(n)}</description>")
            for n in range(100, 112)
        ),
    )
    newsroom.run_pipeline()
    assert newsroom.status()["fates"] == {"indexed": 42, "rejected": {}, "failed": {}}


def test_news_in_brief_is_no_thin_page(newsroom: Newsroom) -> None:
    """A host that goes over to short news which its feed carries too is well, and nothing of it is held back."""
    items = []
    for number in range(100, 112):
        text = f"Blast in Kabul, Taliban blame ISIS-K. {random_text(number, 8)}"
        newsroom.web.serve(f"/a/{number}", article_page(f"Report {number}", text))
        shown = f"<description>{text}</description>"
        items.append(rss_item(newsroom.page_url(number), f"Report {number}", shown))
    newsroom.show_items("/one.xml", *items)
    newsroom.run_pipeline()
    told = newsroom.status()
    assert told["fates"] == {"indexed": 42, "rejected": {}, "failed": {}}
    assert told["hosts"] == []
    assert newsroom.run_command("search", "brief:true", "--json").json["total"] == 12


def test_accepting_them_as_they_are_is_meant_for_quarantine(newsroom: Newsroom) -> None:
    """The option without the reason is a mistake that says so."""
    assert "--reason quarantined" in newsroom.run_command("replay", "--as-they-are", status=2).err


def test_what_was_rejected_says_nothing_of_the_host_when_it_is_read_again(tmp_path: Path) -> None:
    """Stubs of a year, one among many good pages, do not ail a host because a reprocess reads them in a row."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        for start in range(0, 48, 4):
            newsroom.publish("/one.xml", *range(start, start + 3))
            web.serve(f"/a/{start + 3}", article_page("Pictures", "Three pictures of a river."))
            newsroom.show_items("/one.xml", rss_item(newsroom.page_url(start + 3), "Pictures"))
            newsroom.write_feeds()
            newsroom.run_pipeline()
        fates = {"indexed": 36, "rejected": {"too_short": 12}, "failed": {}}
        assert (newsroom.status()["fates"], newsroom.status()["hosts"]) == (fates, [])
        newsroom.run_command("reprocess")
        assert (newsroom.status()["fates"], newsroom.status()["hosts"]) == (fates, [])
