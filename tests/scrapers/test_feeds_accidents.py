"""Feeds whose servers, templates and plugins have left something in them."""

import json

import pytest
from read_feed import only_entry, read_feed, refusal_reason, rss_of

ITEM = "<title>One</title><link>https://example.org/1</link>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"{}>{}</feed>'
JSON_FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "https://example.org/1"}]}
)
DEPRECATED = (
    "<br />\n<b>Deprecated</b>:  Function {closure}() is deprecated in <b>/a.php</b> on line <b>7</b><br />\n"
)
BEFORE = [
    "\n\n\n",
    "\ufeff\n\ufeff",
    "Notice: Undefined index: id in /var/www/html/feed.php on line 12\n",
    "<br />\n<b>Warning</b>:  Cannot modify header information in <b>/x.php</b> on line <b>7</b><br />\n",
    DEPRECATED * 300,
    "PHP Warning: a < b && c > d in x.php\n",
    "Notice: <!-- was <rss version='0.91'><channel><item><link>/old</link></item> -->\n",
    "<script>console.log('debug')</script>\n",
    "0",
]


@pytest.mark.parametrize("before", BEFORE)
def test_what_a_server_prints_before_the_root_is_skipped(before):
    """Whatever a script printed before the feed, the feed behind it is read, in RSS, Atom and JSON."""
    atom = ATOM.format("", "<entry><id>https://example.org/1</id><title>One</title></entry>")
    for feed in (rss_of(ITEM), rss_of(ITEM).partition("?>")[2], atom, JSON_FEED):
        assert only_entry(before + feed).url == "https://example.org/1"


def test_the_character_set_is_told_behind_a_notice():
    """The XML declaration counts also where a notice stands before it."""
    feed = rss_of("<title>Взрыв в Кабуле</title><link>/1</link>").replace(
        "?>", " encoding='windows-1251'?>", 1
    )
    assert only_entry(b"Notice: x\n" + feed.encode("cp1251"), "text/xml").title == "Взрыв в Кабуле"


@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><html><body><pre><rss version='2.0'><channel/></rss></pre></body></html>",
        "Oops\n<html><body><feed xmlns='http://www.w3.org/2005/Atom'></feed></body></html>",
        "x" * 200_000 + rss_of(ITEM),
        "Notice: <!-- <rss version='2.0'><channel></channel></rss> -->",
        'Warning: {"version": "https://jsonfeed.org/version/1", "items": [',
    ],
)
def test_a_page_that_shows_a_feed_is_none(body):
    """A page of HTML with a feed inside of it is no feed, nor is what comes after any amount of text."""
    assert refusal_reason(body) == "not_a_feed"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("<CHANNEL><ITEM HREF='/1'><TITLE>One</TITLE></ITEM></CHANNEL>", "CDF"),
        ("<Channel xmlns='http://purl.org/net/rss1.1#'><title>T</title></Channel>", "RSS 1.1"),
    ],
)
def test_dialects_that_are_not_read_are_named(body, name):
    """Of a dialect that was a feed once it is told which one it is."""
    from scrapers.errors import Reject

    with pytest.raises(Reject, match=f"not_a_feed.*: {name}, which is not read"):
        read_feed(body)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("\n  https://example.org/a\n  ", "https://example.org/a"),
        (
            "https://example.org/2026/05/\n      attack-in-kabul",
            "https://example.org/2026/05/attack-in-kabul",
        ),
        ("https://example.org/a\r\n-b\r\n-c", "https://example.org/a-b-c"),
        ("https://example.org/\ta", "https://example.org/a"),
        ("<![CDATA[\nhttps://example.org/a\n?x=1\n]]>", "https://example.org/a?x=1"),
    ],
)
def test_line_breaks_in_links_mean_nothing(link, url):
    """A template that folds an address over several lines has not changed it."""
    assert only_entry(rss_of(f"<title>A</title><link>{link}</link>")).url == url


CHANNEL = "<link>https://site.example/news/</link>"


@pytest.mark.parametrize(
    ("channel", "item", "url"),
    [
        (CHANNEL, "<link>story</link>", "https://site.example/news/story"),
        (CHANNEL, "<link>/story</link>", "https://site.example/story"),
        (CHANNEL, "<link>//cdn.example/a</link>", "https://cdn.example/a"),
        ("<link>/world/</link>", "<link>story</link>", "https://example.org/world/story"),
        ("<link>javascript:x</link>", "<link>/story</link>", "https://example.org/story"),
        (CHANNEL, '<link xml:base="https://base.example/x/">story</link>', "https://base.example/x/story"),
        (CHANNEL, '<guid isPermaLink="false">https://example.org/g</guid>', "https://example.org/g"),
        (CHANNEL, '<guid isPermaLink="false">12</guid><link>/12</link>', "https://site.example/12"),
    ],
)
def test_relative_links_start_from_the_site(channel, item, url):
    """Links of RSS start from the channel's site, as its editors mean them, unless xml:base says otherwise."""
    assert only_entry(rss_of(f"<title>A</title>{item}", channel=channel)).url == url


@pytest.mark.parametrize(
    ("base", "site", "url"),
    [
        ("", "", "https://example.org/news/story"),
        ("", "https://example.org/blog/", "https://example.org/news/story"),
        ("", "https://site.example/blog/", "https://site.example/blog/story"),
        (' xml:base="https://base.example/b/"', "https://site.example/blog/", "https://base.example/b/story"),
    ],
)
def test_relative_links_of_atom(base, site, url):
    """Links of Atom start from xml:base, else from the feed, unless that is kept on another host than its site."""
    link = f"<link href='{site}'/>" if site else ""
    inside = f"{link}<entry><title>A</title><link href='story'/></entry>"
    assert only_entry(ATOM.format(base, inside)).url == url


@pytest.mark.parametrize(
    ("entry", "url", "guid"),
    [
        ("<id>https://example.org/1</id>", "https://example.org/1", "https://example.org/1"),
        ("<id>urn:uuid:1</id>", "https://example.org/", "urn:uuid:1"),
        (
            "<id>tag:example.org,2026:1</id><link rel='enclosure' href='/a.mp3'/>",
            "https://example.org/",
            "tag:example.org,2026:1",
        ),
    ],
)
def test_atom_entries_with_only_an_id(entry, url, guid):
    """An id that is an address is the link; any other names an item that has its feed's site for an address."""
    entry = only_entry(
        ATOM.format("", f"<entry><title>A</title>{entry}<content>Blast in Kabul</content></entry>")
    )
    assert (entry.url, entry.guid) == (url, guid)


@pytest.mark.parametrize(
    ("feed", "authors"),
    [
        (
            ATOM.format(
                "",
                "<author><name>Desk</name></author><entry><title>A</title><id>https://example.org/1</id></entry>",
            ),
            ("Desk",),
        ),
        (
            ATOM.format(
                "",
                "<author><name>Desk</name></author><entry><title>A</title><id>https://example.org/1</id>"
                "<author><name>Ann</name></author></entry>",
            ),
            ("Ann",),
        ),
        (
            ATOM.format(
                "",
                "<author><name>Desk</name></author><entry><title>A</title><id>https://example.org/1</id>"
                "<source><title>Other</title><author><name>Bob</name></author></source></entry>",
            ),
            ("Bob",),
        ),
        (
            rss_of(ITEM, channel="<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Desk</dc:creator>"),
            ("Desk",),
        ),
        (rss_of(ITEM, channel="<managingEditor>editor@example.org</managingEditor>"), ()),
        (
            rss_of(
                ITEM + "<source url='https://other.example/rss'>Other</source>",
                channel="<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Desk</dc:creator>",
            ),
            (),
        ),
        (
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "authors": [{"name": "Desk"}],
                    "items": [{"id": "https://example.org/1", "title": "A"}],
                }
            ),
            ("Desk",),
        ),
    ],
)
def test_authors_of_the_feed(feed, authors):
    """Who writes a feed has written its items, but for those that name their own author or another source."""
    assert only_entry(feed).authors == authors


def test_a_source_of_the_whole_feed():
    """A source that the channel names is that of each item on the source's own domain."""
    channel = "<source url='https://other.example/rss'>Other News</source>"
    feed = read_feed(rss_of("<link>https://other.example/1</link>", ITEM, channel=channel))
    assert [entry.outlet and entry.outlet.name for entry in feed.entries] == ["Other News", None]


PDF = "type='application/pdf'"
MEDIA = "xmlns:media='http://search.yahoo.com/mrss/'"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>/2026/blast</guid>", "https://example.org/2026/blast"),
        ("<guid isPermaLink='false'>/2026/blast</guid>", "https://example.org/"),
        ("<guid>2026-05</guid>", "https://example.org/"),
        (f"<enclosure url='https://example.org/a.pdf' {PDF}/>", "https://example.org/a.pdf"),
        ("<enclosure url='https://example.org/a.PDF?x=1'/>", "https://example.org/a.PDF?x=1"),
        (f"<enclosure url='https://example.org/a.pdf' {PDF}/><link>/a</link>", "https://example.org/a"),
        ("<enclosure url='https://example.org/a.jpg' type='image/jpeg'/>", "https://example.org/"),
        (
            "<link>/a</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>not an URI</f:origLink>",
            "https://example.org/a",
        ),
    ],
)
def test_what_stands_for_a_link(item, url):
    """A guid that is a path and a document are addresses where nothing else is. Words and pictures never are."""
    entry = only_entry(rss_of(f"<title>A</title><description>Blast in Kabul</description>{item}"))
    assert entry.url == url


def test_a_document_of_one_entry():
    """An Atom document may hold an entry without a feed around it (RFC 4287, 2)."""
    entry = only_entry(
        "<entry xmlns='http://www.w3.org/2005/Atom'><id>urn:1</id><title>Blast</title><link href='/1'/>"
        "<updated>2025-05-04T10:00:00Z</updated><summary>In Kabul.</summary></entry>"
    )
    assert (entry.url, entry.title, entry.summary) == ("https://example.org/1", "Blast", "In Kabul.")
    assert entry.published
    assert refusal_reason("<entry><id>urn:1</id><title>Blast</title></entry>") == "not_a_feed"


def test_a_feed_in_the_frame_of_a_page():
    """A server that takes a feed for a page puts HTML's tags around it; they say nothing, so the feed is read."""
    atom = ATOM.format("", "<entry><id>https://example.org/1</id><title>One</title></entry>")
    frame = f"<!DOCTYPE html><html lang='en'>\n<head></head><body class='x'>\n{atom}</body></html>"
    assert only_entry(frame).url == "https://example.org/1"
    assert refusal_reason(frame.replace("<head>", "<head><title>Feeds</title>")) == "not_a_feed"


@pytest.mark.parametrize("is_first", [True, False])
def test_the_words_for_a_picture_are_never_the_description(is_first):
    """The words for a picture beside an item are not its description, wherever they stand."""
    picture, told = (
        f"<media:description {MEDIA}>The minister at his desk.</media:description>",
        "<description>Seven guards were hurt in Kabul.</description>",
    )
    parts = (picture, told) if is_first else (told, picture)
    entry = only_entry(
        rss_of(f"<link>/1</link><media:content {MEDIA} url='/x.jpg' medium='image'/>{''.join(parts)}")
    )
    assert (entry.summary, entry.content) == ("Seven guards were hurt in Kabul.", None)


@pytest.mark.parametrize("sign", [r"\u0000", r"\u000b", r"\u001f", r"\ufffe", r"\uffff", r"\ud800"])
@pytest.mark.parametrize("text", ["Blast", "Взрыв"])
def test_what_no_column_can_hold_is_taken_out(text, sign):
    """JSON may hold control characters and half characters, which neither XML nor a database takes; lines stay."""
    entry = only_entry(
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/1", '
        f'"title": "{text}{sign}", "content_text": "{text}{sign}\\n\\t{text}"}}]}}'
    )
    assert (entry.title.rstrip("\ufffd"), entry.content.replace("\ufffd", "")) == (text, f"{text}\n\t{text}")
