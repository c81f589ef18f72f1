"""`feeds add` by a site's address, its bare domain, or a name: what it finds, adds and says."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hostile_server import redirect, status
from newsroom import RSS, Newsroom, rss_feed, rss_item

from scrapers.discover import USUAL_PATHS

MAIN = 'The  Main\n &amp; "only" one: news'
TIDY = 'The Main & "only" one: news'


def announce(newsroom: Newsroom, page: str, *feeds: str) -> None:
    """Serve a page that announces these feeds."""
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{feed}">' for feed in feeds)
    newsroom.web.serve(page, f"<html><head>{links}</head></html>")


def feed(newsroom: Newsroom, path: str, title: str = "", entries: int = 1, days: int = 0) -> str:
    """Serve a feed whose entries are so many days old; return its address."""
    at = format_datetime(datetime.now(UTC) - timedelta(days=days))
    items = (
        rss_item(f"{newsroom.web.url}{path}/{n}", more=f"<pubDate>{at}</pubDate>") for n in range(entries)
    )
    return newsroom.web.serve(path, rss_feed(*items, title=title), RSS)


def listed(newsroom: Newsroom) -> list[tuple[str, str]]:
    """Return address and name of each feed of the configuration."""
    return [(one["url"], one.get("name", "")) for one in newsroom.run_command("feeds", "list", "--json").json]


def host(newsroom: Newsroom) -> str:
    """Return the server's name and port: what people call a bare domain."""
    return newsroom.web.url.removeprefix("http://")


def test_a_bare_domain_is_enough(fresh_newsroom: Newsroom) -> None:
    """A domain without a scheme is asked with and without TLS; its one feed is added under the feed's own title."""
    announce(fresh_newsroom, "/", "/main.xml")
    url = feed(fresh_newsroom, "/main.xml", MAIN, entries=2)
    told = fresh_newsroom.run_command("feeds", "add", host(fresh_newsroom)).out
    assert told == f"found 1 feed at {host(fresh_newsroom)}\nadded {url}: {TIDY}, 2 entries\n"
    assert listed(fresh_newsroom) == [(url, TIDY)]


def test_the_best_of_several_is_added_and_the_others_are_named(fresh_newsroom: Newsroom) -> None:
    """Comments, an empty feed and one that nobody fills any more come behind the first of the others."""
    announce(fresh_newsroom, "/news", "/comments.xml", "/empty.xml", "/old.xml", "/main.xml", "/sport.xml")
    comments, empty = (
        feed(fresh_newsroom, "/comments.xml", "Comments on: News"),
        feed(fresh_newsroom, "/empty.xml", "Empty", 0),
    )
    old, main = feed(fresh_newsroom, "/old.xml", "Old", days=400), feed(fresh_newsroom, "/main.xml", MAIN)
    sport = feed(fresh_newsroom, "/sport.xml", "Sport", 3)
    told = fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/news", "--name", "Mine").out
    assert told.splitlines() == [
        f"found 5 feeds at {fresh_newsroom.web.url}/news",
        f"added {main}: {TIDY}, 1 entry",
        "not added; `wirewatch feeds add URL` adds one of them:",
        f"  {comments}: Comments on: News, 1 entry",
        f"  {empty}: Empty, 0 entries",
        f"  {old}: Old, 1 entry",
        f"  {sport}: Sport, 3 entries",
    ]
    assert listed(fresh_newsroom) == [(main, "Mine")]


def test_another_feed_of_the_same_host_is_added_by_its_own_address(fresh_newsroom: Newsroom) -> None:
    """The address of a feed is that feed, though its host is known; one without a title has no name."""
    main, other = feed(fresh_newsroom, "/main.xml", MAIN), feed(fresh_newsroom, "/other.xml")
    fresh_newsroom.run_command("feeds", "add", main)
    assert fresh_newsroom.run_command("feeds", "add", other).out == f"added {other}: no title, 1 entry\n"
    assert listed(fresh_newsroom) == [(main, TIDY), (other, "")]


def test_an_address_that_has_moved_for_good_is_added_as_the_new_one(fresh_newsroom: Newsroom) -> None:
    """A permanent redirect gives the address to keep; one for now does not."""
    main = feed(fresh_newsroom, "/main.xml", MAIN)
    fresh_newsroom.web.on("/old", redirect("/main.xml", 301))
    fresh_newsroom.web.on("/short", redirect("/main.xml", 302))
    fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/short")
    fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/old")
    assert [url for url, _ in listed(fresh_newsroom)] == [f"{fresh_newsroom.web.url}/short", main]


@pytest.mark.parametrize(
    "asked", ["{host}", "http://{host}/", "https://{host}", "example", "main", "the main & "]
)
def test_what_is_there_is_told_without_asking(fresh_newsroom: Newsroom, asked: str) -> None:
    """A site whose feed is in feeds.yaml, by host or name, is said to be there, with the feed; nobody is asked."""
    url = feed(fresh_newsroom, "/main.xml", MAIN)
    source = {"id": "example", "name": "Example", "domain": "example.org"}
    fresh_newsroom.write_yaml("feeds.yaml", {"feeds": [{"url": url, "name": TIDY, "source": source}]})
    asked = asked.format(host=host(fresh_newsroom))
    told = fresh_newsroom.run_command("feeds", "add", asked).out
    assert told == f"{asked.strip()} is there already: {url} ({TIDY})\n"
    assert fresh_newsroom.web.requests == []


def test_all_feeds_of_a_house_are_told(fresh_newsroom: Newsroom) -> None:
    """A domain that several feeds give as their source's is told with all of them."""
    source = {"id": "house", "domain": "house.example"}
    urls = ["https://feeds.example/a.xml", "https://feeds.example/b.xml"]
    fresh_newsroom.write_yaml(
        "feeds.yaml", {"feeds": [{"url": url, "name": url[-5:], "source": source} for url in urls]}
    )
    assert fresh_newsroom.run_command("feeds", "add", "www.house.example").out.splitlines() == [
        "www.house.example is there already, with 2 feeds:",
        f"  {urls[0]} (a.xml)",
        f"  {urls[1]} (b.xml)",
    ]


def test_a_page_whose_feed_is_there_names_the_others(fresh_newsroom: Newsroom) -> None:
    """Of a page with a known feed and a new one nothing is added: which to take is for its reader to say."""
    announce(fresh_newsroom, "/news", "/main.xml", "/sport.xml")
    main, sport = feed(fresh_newsroom, "/main.xml", MAIN), feed(fresh_newsroom, "/sport.xml", "Sport")
    fresh_newsroom.run_command("feeds", "add", main)
    assert fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/news").out.splitlines()[
        1:
    ] == [
        f"{fresh_newsroom.web.url}/news is there already: {main} ({TIDY})",
        "not added; `wirewatch feeds add URL` adds one of them:",
        f"  {sport}: Sport, 1 entry",
    ]
    assert [url for url, _ in listed(fresh_newsroom)] == [main]


def test_a_site_that_refuses_its_page_may_have_a_feed(fresh_newsroom: Newsroom) -> None:
    """Where programs are refused the front page, the usual places are asked all the same."""
    fresh_newsroom.web.on("/", status(403))
    url = feed(fresh_newsroom, USUAL_PATHS[0], MAIN)
    assert f"added {url}: " in fresh_newsroom.run_command("feeds", "add", host(fresh_newsroom)).out


def test_a_feed_elsewhere_counts_as_the_sites(fresh_newsroom: Newsroom) -> None:
    """A site whose feed is at a service for feeds is one outlet by its own domain, not by the service's."""
    service = feed(fresh_newsroom, "/main.xml", MAIN)
    announce(fresh_newsroom, "/", service)
    site = f"http://localhost:{fresh_newsroom.web.port}/"
    fresh_newsroom.run_command("feeds", "add", site)
    (one,) = fresh_newsroom.run_command("feeds", "list", "--json").json
    assert (one["url"], one["source"]["domain"]) == (service, "localhost")


@pytest.mark.parametrize(
    ("asked", "ends", "told"),
    [
        (
            "nowhere",
            2,
            "feeds.yaml has no feed called 'nowhere', and it is no address; write a site's domain",
        ),
        ("", 2, "feeds.yaml has no feed called '', and it is no address; "),
        ("reader@example.org", 2, "'reader@example.org' is no web address; write a site's domain"),
        ("ftp://example.org/rss", 2, "'ftp://example.org/rss' is no web address; "),
        ("http://", 2, "'http://' is no web address; "),
        (
            "{url}/none",
            1,
            "no feed found at {url}/none; add the address of its feed if you know it, or scrape",
        ),
        ("{url}/gone", 1, "{url}/gone: not_found: status 404; is the address right?"),
        ("{url}/down", 1, "{url}/down: server_error: status 503; try again later"),
        ("127.0.0.1:9", 1, "127.0.0.1:9: connection: "),
    ],
)
def test_what_leads_to_no_feed_is_told_in_one_line(
    fresh_newsroom: Newsroom, asked: str, ends: int, told: str
) -> None:
    """An unknown name, what is no address, and a site without a feed: one line with the mend; nothing is added."""
    fresh_newsroom.web.serve("/none", "<p>Nothing</p>")
    fresh_newsroom.web.on("/down", status(503))
    called = fresh_newsroom.run_command("feeds", "add", asked.format(url=fresh_newsroom.web.url), status=ends)
    assert (called.out, called.err.count("\n")) == ("", 1)
    assert re.match(re.escape("wirewatch: " + told.format(url=fresh_newsroom.web.url)), called.err)
    assert "; " in called.err
    assert not (fresh_newsroom.config / "feeds.yaml").exists()
