"""Users and passwords in addresses: they are sent to the server that they are for, and stand nowhere else."""

import asyncio
import base64
import gzip
from pathlib import Path

from hostile_server import Answer, Hostile, Request, page, redirect, status
from newsroom import RSS, Newsroom, rss_feed, rss_item

from wirewatch.config.feeds import read_feeds

WRITTEN = "user%40x:pa%2Fss@w%C3%B6rd"
"""As people write it: an `@` in a password is not always percent-encoded."""
SENT = "Basic " + base64.b64encode("user@x:pa/ss@wörd".encode()).decode()
SIGNS = ("pa%2Fss", "pa/ss", "user%40x", "user@x", "w%C3%B6rd", "wörd", SENT.removeprefix("Basic "))
"""What tells of it in any form."""


def for_members(body: str, content_type: str = RSS) -> Answer:
    """Answer 401 to whoever does not log in."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        known = request.headers.get("authorization") == SENT
        await (page(body, content_type) if known else status(401))(request, writer)

    return answer


def with_user(url: str) -> str:
    """Give an address as feeds.yaml has it."""
    return url.replace("://", f"://{WRITTEN}@")


def assert_nowhere(newsroom: Newsroom, *told: str) -> None:
    """Hold that no file under the home, unpacked where it is packed, and nothing that was told has a sign of it."""
    found = {path: path.read_bytes() for path in newsroom.home.rglob("*") if path.is_file()}
    found |= {path: gzip.decompress(data) for path, data in found.items() if path.suffix == ".gz"}
    assert any(path.suffix == ".gz" for path in found)
    for sign in SIGNS:
        assert [path for path, data in found.items() if sign.encode() in data] == [], sign
        assert [text for text in told if sign in text] == [], sign


def test_a_whole_run_leaves_no_sign_of_a_login(tmp_path: Path) -> None:
    """Feeds that want it get it, also behind a redirect on their server; no other server, file, log or alert does."""
    with Hostile() as web, Hostile() as other:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/open.xml", 1, 2, 3)
        links = [
            rss_item(with_user(newsroom.page_url(1)), "Report 1"),
            rss_item(f"ftp://{WRITTEN}@files.example/x"),
        ]
        web.on("/members.xml", for_members(rss_feed(*links)))
        web.on("/moved.xml", redirect("/there.xml", 301))
        web.on("/there.xml", for_members(rss_feed(rss_item(newsroom.page_url(2), "Report 2"))))
        web.on("/away.xml", redirect(f"http://{WRITTEN}@127.0.0.1:{other.port}/elsewhere.xml", 301))
        other.on("/elsewhere.xml", page(rss_feed(rss_item(newsroom.page_url(3), "Report 3")), RSS))
        web.on("/gone.xml", status(404))
        web.on("/odd.xml", redirect(f"ftp://{WRITTEN}@files.example/feed.xml"))
        del newsroom.feeds["/open.xml"]
        for feed in ("/members.xml", "/moved.xml", "/away.xml", "/gone.xml", "/odd.xml"):
            newsroom.add_feed(feed)
            newsroom.feeds[feed]["url"] = with_user(web.url + feed)
        newsroom.write_feeds()
        ran = newsroom.start_command("run", "--once", "-v")
        told = [text.decode() for text in ran.communicate(timeout=120)]
        for path in ("/members.xml", "/moved.xml", "/there.xml", "/away.xml"):
            assert {request.headers.get("authorization") for request in web.requests_for(path)} == {SENT}
        assert [request.path for request in other.requests] == ["/elsewhere.xml"]
        asked = [
            *other.requests,
            *web.requests_for("/robots.txt"),
            *web.requests_for("/a/1"),
            *web.posts_to("/hook"),
        ]
        assert len(asked) == 6
        assert {request.headers.get("authorization") for request in asked} == {None}
        assert len(newsroom.documents()) == 3
        told += [post["header"] + str(post) for post in newsroom.received_posts()]
        for command in (
            ("status",), ("status", "--json"), ("feeds", "list"), ("feeds", "list", "--json"), ("feeds", "export"),
            ("why", newsroom.page_url(1)), ("why", f"ftp://{WRITTEN}@files.example/x"), ("search", "*", "--json"),
            ("export",), ("export", "--format", "csv"), ("alerts", "log", "--json"), ("housekeeping",),
        ):  # fmt: skip
            ended = newsroom.start_command(*command)
            told += [text.decode() for text in ended.communicate(timeout=60)]
            assert "Traceback" not in told[-1], command
        told += [
            text for text in newsroom.run_command("feeds", "check", status=1)[1:] if isinstance(text, str)
        ]
        assert_nowhere(newsroom, *told)


def test_a_site_behind_a_login_is_added_with_it(fresh_newsroom: Newsroom) -> None:
    """`feeds add` finds the feed of a site that wants a login, writes it with that, and shows it without."""
    web = fresh_newsroom.web
    announced = '<html><head><link rel="alternate" type="application/rss+xml" href="/in.xml"></head></html>'
    web.on("/", for_members(announced, "text/html"))
    web.on("/in.xml", for_members(rss_feed(rss_item(fresh_newsroom.page_url(1)), title="Inside")))
    host = web.url.removeprefix("http://")
    told = fresh_newsroom.run_command("feeds", "add", with_user(web.url) + "/").out
    assert told == f"found 1 feed at http://***@{host}/\nadded http://***@{host}/in.xml: Inside, 1 entry\n"
    file = fresh_newsroom.config / "feeds.yaml"
    assert f"url: {with_user(web.url)}/in.xml" in file.read_text()
    assert [feed.url for feed in read_feeds(file)] == [f"{web.url}/in.xml"]


def test_a_feed_is_meant_by_its_address_as_it_is_shown(fresh_newsroom: Newsroom) -> None:
    """With `***`, without user and password, or whole: each is the same feed, to `feeds add` and `feeds remove`."""
    web, file = fresh_newsroom.web, fresh_newsroom.config / "feeds.yaml"
    shown = f"{web.url.replace('://', '://***@')}/in.xml"
    for said in (shown, f"{web.url}/in.xml", f"{with_user(web.url)}/in.xml"):
        file.write_text(f"feeds:\n  - url: {with_user(web.url)}/in.xml\n")
        assert "there already" in fresh_newsroom.run_command("feeds", "add", said).out
        assert fresh_newsroom.run_command("feeds", "remove", said).out.startswith("removed http")
        assert read_feeds(file) == []


def test_what_is_wrong_with_a_login_is_told_without_it(fresh_newsroom: Newsroom) -> None:
    """A sign that no address may have, the three stars, a colon in the name, a feed twice: one line, no password."""
    file = fresh_newsroom.config / "feeds.yaml"
    for url, why in (
        (
            "http://user%40x:pa/ss@h.example/f",
            "'http://***@h.example/f' is no web address (in user and password, write",
        ),
        ("http://***@h.example/f", "has *** where user and password stand"),
        ("http://user%40x%3Ay:pa%2Fss@h.example/f", "the user has no :"),
        (
            f"http://h.example/f\n  - url: http://{WRITTEN}@h.example/f",
            "http://h.example/f stands in line 2 already",
        ),
    ):
        file.write_text(f"feeds:\n  - url: {url}\n")
        told = fresh_newsroom.run_command("feeds", "list", status=2).err
        assert why in told
        assert [sign for sign in SIGNS if sign in told] == []
        assert told.startswith(f"wirewatch: {file}:")
