"""Feeds of social networks and of search engines: what of an item is its link, and what its text."""

import html

from scrapers.feeds import parse_feed
from scrapers.records import Entry

SELF = "https://www.reddit.com/r/kabul/comments/1/x/"
TAIL = (
    ' &#32; submitted by &#32; <a href="https://www.reddit.com/user/x"> /u/x </a> <br/> '
    '<span><a href="{link}">[link]</a></span> &#32; <span><a href="' + SELF + '">[comments]</a></span>'
)


def only_entry(feed: str) -> Entry:
    """Return the one entry of a feed."""
    (entry,) = parse_feed(feed.encode(), "", "https://feeds.example/x").entries
    return entry


def reddit(link: str, text: str = "") -> Entry:
    """Read a post of Reddit that links somewhere."""
    content = html.escape(f"<table><tr><td>{text}{TAIL.format(link=html.escape(link))}</td></tr></table>")
    return only_entry(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>t3_1</id><title>Blast</title><link href="{SELF}"/>'
        f'<content type="html">{content}</content></entry></feed>'
    )


def test_a_post_of_reddit_is_what_it_links_to() -> None:
    """The outlet's address is the article's, and who sent it is no text."""
    entry = reddit("https://news.example/story?a=1&b=2")
    assert entry.url == "https://news.example/story?a=1&b=2"
    assert (entry.content, entry.summary) == (None, None)


def test_a_post_of_reddit_with_a_text_of_its_own_keeps_it() -> None:
    """It stands under Reddit's address; a picture that Reddit keeps is no other outlet, nor is a link to nowhere."""
    for link in (SELF, "https://i.redd.it/picture.jpg", "javascript:alert(1)"):
        entry = reddit(link, "<p>I saw the blast in Kabul.</p>")
        assert (entry.url, entry.summary) == (SELF, None)
        assert "I saw the blast in Kabul." in str(entry.content)
        assert "[link]" not in str(entry.content)


def test_words_for_a_picture_are_not_the_text_of_a_post() -> None:
    """Mastodon describes its pictures; the post stays what it was."""
    entry = only_entry(
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><item>'
        "<link>https://m.example/@desk/1</link><description>&lt;p&gt;Blast in Kabul&lt;/p&gt;</description>"
        '<media:content url="https://m.example/x.jpg" type="image/jpeg">'
        f'<media:description type="plain">{"A photo of smoke. " * 20}</media:description></media:content>'
        "</item></channel></rss>"
    )
    assert (entry.title, entry.summary, entry.content) == (None, "<p>Blast in Kabul</p>", None)


def test_a_video_has_its_description() -> None:
    """YouTube's feeds tell of a video in `media:description`."""
    entry = only_entry(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry>'
        '<id>yt:video:a</id><title>Blast</title><link href="https://www.youtube.com/watch?v=a"/><media:group>'
        "<media:title>Blast</media:title><media:content url='https://www.youtube.com/v/a'/>"
        "<media:description>Taliban blame ISIS-K.</media:description></media:group></entry></feed>"
    )
    assert (entry.url, entry.summary or entry.content) == (
        "https://www.youtube.com/watch?v=a",
        "Taliban blame ISIS-K.",
    )


def test_an_alert_of_google_leads_to_the_article() -> None:
    """The address inside of Google's is the article's, and the outlet is its own."""
    entry = only_entry(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:google.com,2013:googlealerts/feed:1</id>'
        '<title type="html">Blast in &lt;b&gt;Kabul&lt;/b&gt;</title><link href="https://www.google.com/url?rct=j'
        '&amp;sa=t&amp;url=https://news.example/story%3Fa%3D1&amp;ct=ga"/></entry></feed>'
    )
    assert (entry.url, entry.title) == ("https://news.example/story?a=1", "Blast in Kabul")
    assert entry.outlet is not None
    assert entry.outlet.domain == "news.example"
