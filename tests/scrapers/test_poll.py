import asyncio
import hashlib
from datetime import timedelta

import hostile_server
import pytest
from hostile_server import Hostile, conditional, page, redirect, status

from scrapers.errors import Reject, Retry, ScrapeError
from scrapers.http import Limits, open_client
from scrapers.poll import PollResult, poll_feed
from scrapers.records import Feed, FeedState, Source

LIMITS = Limits(allow_private=True, total=20, connect=5, delay=0)
RSS = "application/rss+xml; charset=utf-8"


def rss(*links: str, title: str = "News") -> str:
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><title>{title}</title><ttl>30</ttl>{items}</channel></rss>"


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


def ask(url: str, state: FeedState = FeedState(), links: str | None = None) -> PollResult:  # noqa: B008
    feed = Feed(url=url, source=Source(id="x", name="X", domain="example.org"), links=links)

    async def one() -> PollResult:
        async with open_client(LIMITS) as web:
            return await poll_feed(web, feed, state)

    return asyncio.run(one())


def failure(url: str, state: FeedState = FeedState()) -> ScrapeError:  # noqa: B008
    with pytest.raises(ScrapeError) as caught:
        ask(url, state)
    return caught.value


def urls(polled: PollResult) -> list[str]:
    return [entry.url for entry in polled.entries]


def test_a_first_poll(web):
    """A feed that was never asked is asked without condition, and brings entries, title and wishes."""
    web.serve(
        "/feed", rss("/a", "mailto:x"), RSS, headers={"ETag": '"1"', "Last-Modified": "Wed, 05 May 2021"}
    )
    polled = ask(web.url + "/feed")
    assert urls(polled) == [web.url + "/a"]
    assert len(polled.skipped) == 1
    assert (polled.title, polled.ttl, polled.unchanged, polled.moved_to) == (
        "News",
        timedelta(minutes=30),
        False,
        None,
    )
    assert polled.state == FeedState(
        etag='"1"',
        last_modified="Wed, 05 May 2021",
        body_hash=hashlib.sha256(rss("/a", "mailto:x").encode()).hexdigest(),
    )
    assert not {"if-none-match", "if-modified-since"} & set(web.requests[0].headers)
    assert "application/rss+xml" in web.requests[0].headers["accept"]


def test_a_feed_that_has_not_changed(web):
    """The next poll carries both validators, and a 304 leaves the state as it is."""
    web.on("/feed", conditional(rss("/a"), '"1"', RSS))
    state = FeedState(etag='"1"', last_modified="Wed, 05 May 2021 10:00:00 GMT", body_hash="0" * 64)
    polled = ask(web.url + "/feed", state)
    assert polled == PollResult(state=state, unchanged=True)
    assert web.requests[0].headers["if-none-match"] == '"1"'
    assert web.requests[0].headers["if-modified-since"] == "Wed, 05 May 2021 10:00:00 GMT"


def test_polls_follow_each_other(web):
    """What one poll returns makes the next one conditional, until the feed changes."""
    web.on("/feed", conditional(rss("/a"), '"1"', RSS))
    first = ask(web.url + "/feed")
    assert ask(web.url + "/feed", first.state).unchanged
    web.on("/feed", conditional(rss("/b", "/a"), '"2"', RSS))
    third = ask(web.url + "/feed", first.state)
    assert urls(third) == [web.url + "/b", web.url + "/a"]
    assert third.state.etag == '"2"'


def test_the_same_body_is_unchanged_whatever_the_validators_say(web):
    """A server that invents an ETag each time is seen through, and its newest one is sent next."""
    web.on("/feed", hostile_server.restless_etag(rss("/a"), RSS))
    first = ask(web.url + "/feed")
    second = ask(web.url + "/feed", first.state)
    assert second.unchanged
    assert second.entries == ()
    assert second.state == FeedState(etag='"2"', body_hash=first.state.body_hash)


def test_a_304_that_was_not_asked_for(web):
    """A server that claims "not modified" to an unconditional request has failed; it has not no news."""
    web.on("/feed", status(304))
    for state in (FeedState(), FeedState(body_hash="0" * 64)):
        error = failure(web.url + "/feed", state)
        assert isinstance(error, Retry)
        assert error.reason == "unasked_304"


@pytest.mark.parametrize(
    ("body", "reason"),
    [("<!DOCTYPE html><p>Maintenance", "not_a_feed"), ("", "empty"), ("{}", "not_a_feed")],
)
def test_what_is_no_feed_leaves_no_validators(web, body, reason):
    """A body that does not parse raises by name, so that its ETag cannot hide the feed's return."""
    web.serve("/feed", body, RSS, headers={"ETag": '"bad"'})
    error = failure(web.url + "/feed", FeedState(etag='"good"'))
    assert isinstance(error, Reject)
    assert error.reason == reason


def test_a_cut_feed_leaves_no_validators(web):
    """The entries of a feed that was cut off are taken, but the old state stays: more is to come."""
    web.serve("/feed", rss("/a", "/b").partition("<item><link>/b")[0], RSS, headers={"ETag": '"cut"'})
    state = FeedState(etag='"good"')
    polled = ask(web.url + "/feed", state)
    assert urls(polled) == [web.url + "/a"]
    assert polled.state == state


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (status(404), "not_found"),
        (status(410), "gone"),
        (status(500), "server_error"),
        (hostile_server.rate_limited("60"), "rate_limited"),
        (hostile_server.truncated(rss("/a")), "truncated"),
        (redirect("/feed"), "redirect_loop"),
    ],
)
def test_failures_keep_their_name(web, answer, reason):
    """A feed that cannot be had raises what the client says."""
    web.on("/feed", answer)
    assert failure(web.url + "/feed").reason == reason


@pytest.mark.parametrize(
    ("codes", "moved_to"),
    [
        ((301,), "/new/feed"),
        ((308,), "/new/feed"),
        ((301, 308), "/new/feed"),
        ((301, 307), "/1"),
        ((302,), None),
        ((302, 301), None),
    ],
)
def test_moves(web, codes, moved_to):
    """A feed has moved as far as redirects say so for good; links are seen from where it is now."""
    for number, code in enumerate(codes):
        web.on(f"/{number}", redirect(f"/{number + 1}" if number + 1 < len(codes) else "/new/feed", code))
    web.on("/new/feed", conditional(rss("a"), '"1"', RSS))
    for state in (FeedState(), FeedState(etag='"1"')):
        assert ask(web.url + "/0", state).moved_to == (web.url + moved_to if moved_to else None)
    assert urls(ask(web.url + "/0")) == [web.url + "/new/a"]


def test_sites_are_polled_like_feeds(web):
    """With a selector the page is asked for as a page, and its links are the entries."""
    web.on("/news", conditional("<title>News</title><h2><a href='/a'>A</a></h2><a href='/b'>B</a>", '"1"'))
    polled = ask(web.url + "/news", links="h2 a")
    assert [(entry.url, entry.title) for entry in polled.entries] == [(web.url + "/a", "A")]
    assert web.requests[0].headers["accept"].startswith("text/html")
    assert ask(web.url + "/news", polled.state, links="h2 a").unchanged


def test_a_redesigned_site_fails(web):
    """A page on which the selector finds nothing any more is a failure with a name, not a page without news."""
    web.on("/news", page("<h3><a href='/a'>A</a></h3>", headers={"ETag": '"1"'}))
    with pytest.raises(Reject) as refused:
        ask(web.url + "/news", links="h2 a")
    assert refused.value.reason == "no_links"
