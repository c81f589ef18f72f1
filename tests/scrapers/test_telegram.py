"""A public Telegram channel's page: each message is an entry with its own address, time and words."""

import asyncio
from datetime import UTC, datetime

import pytest
from hostile_server import Hostile
from paths import DATA

from scrapers.errors import Reject
from scrapers.http import Limits, open_client
from scrapers.items import ParsedFeed
from scrapers.kinds import channel_of, has_whole_texts, is_other_page_of_telegram, kind_of
from scrapers.poll import poll_feed, poll_older
from scrapers.records import Feed, FeedState, Source
from scrapers.telegram import parse_channel

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://t.me/s/kabulwire"
PAGE = (DATA / "scrapers" / "telegram" / "channel.html").read_text("utf-8")
NO_CHANNEL = '<body><div class="tgme_page"><div class="tgme_page_title">Kabul Wire</div></div></body>'


def read(page: str = PAGE, url: str = URL) -> ParsedFeed:
    """Read a page of a channel."""
    return parse_channel(page.encode(), "text/html; charset=utf-8", url, NOW)


def test_each_message_is_an_entry() -> None:
    """Messages come newest first, without headlines; what they reply to, previews and service messages are none."""
    feed = read()
    assert [(entry.url, entry.title) for entry in feed.entries] == [
        (f"https://t.me/kabulwire/{number}", None) for number in (108, 107, 105, 104, 103, 102, 101)
    ]
    texts = {int(entry.url.rpartition("/")[2]): entry.content for entry in feed.entries}
    assert texts[101] == "Blast in Kabul, Taliban blame ISIS-K. More to follow."
    assert (texts[105], texts[107]) == ("Video from the scene in Jalalabad.", "Will the talks go on?")
    assert "nine dead" in str(texts[103])
    assert "Blast" not in str(texts[103])
    assert str(texts[108]).count("Album of four") == 1
    assert "Not ours" not in str(texts[108])
    assert texts[104] is None
    assert (feed.title, feed.skipped, feed.unusable) == ("Kabul Wire", (), ())


def test_times_and_origins_are_told() -> None:
    """Each message has its own time, not a video's length, and one that was forwarded says whose it is."""
    entries = {int(entry.url.rpartition("/")[2]): entry for entry in read().entries}
    assert entries[105].published == datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
    assert (entries[102].authors, entries[101].authors) == (("Other Channel",), ())
    assert str(entries[102].content).startswith("<b>Statement</b><br/>The spokesman denies")


def test_older_messages_are_on_the_page_before() -> None:
    """The page before begins under the smallest number, and the first message has none before it."""
    assert read().older == f"{URL}?before=101"
    assert read(url=f"{URL}?before=109").older == f"{URL}?before=101"
    assert read(PAGE.replace("kabulwire/101", "kabulwire/1")).older is None


def test_what_was_missed_is_read_from_the_page_before() -> None:
    """A poll of a channel tells where its older messages are, and these are read in the same way."""

    async def missed(url: str) -> list[str]:
        feed = Feed(url=url, source=Source(id="x", name="X", domain="x.t.me"), kind="telegram")
        async with open_client(Limits(allow_private=True, delay=0)) as client:
            older = (await poll_feed(client, feed, FeedState())).older
            return [entry.url for entry in (await poll_older(client, feed, older or "")).entries]

    with Hostile() as web:
        web.serve("/s/kabulwire", PAGE, "text/html; charset=utf-8")
        web.serve(
            "/s/kabulwire?before=101", PAGE.replace("kabulwire/10", "kabulwire/9"), "text/html; charset=utf-8"
        )
        found = asyncio.run(missed(f"{web.url}/s/kabulwire"))
    assert (found[0], len(found)) == ("https://t.me/kabulwire/98", 7)


def test_a_channel_without_messages_shows_none() -> None:
    """A new channel, or one whose messages are gone, is no other layout."""
    feed = read('<section class="tgme_channel_history js-message_history">No posts found</section>')
    assert (feed.entries, feed.older) == ((), None)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (NO_CHANNEL, "no messages of it to the public"),
        ("<html><body><h1>Just a page</h1></body></html>", "none of a Telegram channel"),
        ('<rss version="2.0"><channel></channel></rss>', "none of a Telegram channel"),
        (PAGE.replace("data-post", "data-message"), "another way"),
        (PAGE.replace('data-post="kabulwire/', 'data-post="id-'), "another way"),
        (
            PAGE.replace("message_text", "words").replace("_date", "_when").replace("poll_", "vote_"),
            "another way",
        ),
    ],
)
def test_a_page_of_another_layout_is_told(page: str, told: str) -> None:
    """Where messages are not read, nobody takes the channel for a silent one."""
    with pytest.raises(Reject, match=told) as caught:
        read(page)
    assert caught.value.reason == "no_messages"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://t.me/s/kabulwire", "telegram"),
        ("http://www.t.me/s/Kabul_Wire/", "telegram"),
        ("https://telegram.me/s/kabulwire", "telegram"),
        ("https://t.me/kabulwire", "feed"),
        ("https://t.me/s/", "feed"),
        ("https://example.org/s/kabulwire", "feed"),
        ("https://t.me.example.org/s/kabulwire", "feed"),
        ("no address", "feed"),
    ],
)
def test_an_address_tells_its_kind(url: str, kind: str) -> None:
    """Telegram's own hosts with the path of a channel are a channel's page; nothing else is."""
    assert kind_of(url) == kind


def test_what_addresses_tell_of_sources() -> None:
    """A channel has its name, a wrong page of Telegram is known, and posts of networks are whole texts."""
    assert channel_of("https://t.me/s/Kabul_Wire/") == "Kabul_Wire"
    assert is_other_page_of_telegram("https://t.me/kabulwire")
    assert not is_other_page_of_telegram(URL)
    whole = ("https://mastodon.social/@desk.rss", "https://bsky.app/profile/desk.bsky.social/rss",
             "https://mastodon.social/tags/kabul.rss")  # fmt: skip
    assert all(has_whole_texts(url, "feed") for url in whole)
    assert not has_whole_texts("https://news.example/feed.rss", "feed")
