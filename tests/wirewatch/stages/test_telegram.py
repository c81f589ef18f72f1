"""A Telegram channel as a source: from its page to articles, to what is told of messages, and to older ones."""

from pathlib import Path

import pytest
from newsroom import Newsroom
from paths import DATA

from wirewatch.config.feeds import read_feeds
from wirewatch.errors import Mistake

PAGE = (DATA / "scrapers" / "telegram" / "channel.html").read_text("utf-8")
CHANNEL = "/s/kabulwire"


@pytest.fixture
def room(fresh_newsroom: Newsroom) -> Newsroom:
    """Have a newsroom that follows a channel, whose page a server of ours shows."""
    fresh_newsroom.web.serve(CHANNEL, PAGE, "text/html; charset=utf-8")
    fresh_newsroom.feeds = {CHANNEL: {"url": fresh_newsroom.web.url + CHANNEL, "kind": "telegram"}}
    fresh_newsroom.write_feeds()
    return fresh_newsroom


def test_messages_become_articles_without_asking_for_their_pages(room: Newsroom) -> None:
    """Each message with words is an article of the channel, a short one a brief; one without words is told by name."""
    room.run_pipeline()
    found = {document["url"]: document for document in room.documents() if "t.me" in document["url"]}
    assert sorted(url.rpartition("/")[2] for url in found) == ["101", "102", "103", "105", "107", "108"]
    flash = found["https://t.me/kabulwire/101"]
    assert (flash["text"], flash["brief"], flash["title"], flash["text_from"]) == (
        "Blast in Kabul, Taliban blame ISIS-K. More to follow.",
        True,
        None,
        "feed",
    )
    assert (flash["published_at"], flash["groups"]) == ("2026-11-22T10:01:00Z", ["taliban"])
    assert (flash["source"]["id"], flash["source"]["name"]) == ("kabulwire.t.me", "kabulwire")
    assert found["https://t.me/kabulwire/102"]["authors"] == ["Other Channel"]
    told = room.why("https://t.me/kabulwire/104")
    assert (told["fate"], told["reason"]) == ("rejected", "no_text")
    assert room.status()["feeds"][0]["reason"] is None


def test_another_layout_is_told_of(room: Newsroom) -> None:
    """Where the page changes, the feed fails by name, and the check says what to do."""
    room.web.serve(CHANNEL, "<html><body><h1>Welcome</h1></body></html>", "text/html")
    room.run_pipeline()
    assert room.status()["feeds"][0]["reason"] == "no_messages"
    assert "in a browser" in room.run_command("feeds", "check", status=1).out


@pytest.mark.parametrize(
    ("text", "kind", "source", "full_text"),
    [
        ("feeds: [{url: 'https://t.me/s/Kabul_Wire'}]", "telegram", "kabul_wire.t.me", "feed"),
        ("feeds: [{url: 'https://t.me/s/KabulWire', full_text: page}]", "telegram", "kabulwire.t.me", "page"),
        ("feeds: [{url: 'https://mastodon.social/@desk.rss'}]", "feed", "mastodon.social", "feed"),
        ("feeds: [{url: 'https://news.example/rss', kind: feed}]", "feed", "news.example", "auto"),
        ("feeds: [{url: 'https://t.me/x', kind: feed}]", "feed", "t.me", "auto"),
    ],
)
def test_the_address_tells_the_kind(
    tmp_path: Path, text: str, kind: str, source: str, full_text: str
) -> None:
    """A channel's address is enough; its outlet is the channel, and its texts are whole."""
    (tmp_path / "feeds.yaml").write_text(text, "utf-8")
    (feed,) = read_feeds(tmp_path / "feeds.yaml")
    assert (feed.kind, feed.source.id, feed.full_text) == (kind, source, full_text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("feeds: [{url: 'https://t.me/kabulwire'}]", "t.me/s/NAME"),
        ("feeds: [{url: 'https://t.me/s/kabulwire', kind: telegramm}]", "telegram"),
        ("sites: [{url: 'https://t.me/s/kabulwire', links: a, kind: telegram}]", "kind"),
    ],
)
def test_wrong_kinds_are_told_with_their_line(tmp_path: Path, text: str, told: str) -> None:
    """A page of Telegram that shows no messages, a misspelt kind and one that a site has are mistakes of the file."""
    (tmp_path / "feeds.yaml").write_text(f"# feeds\n{text}\n", "utf-8")
    with pytest.raises(Mistake, match=told) as caught:
        read_feeds(tmp_path / "feeds.yaml")
    assert "2" in str(caught.value)
