import gzip
import json
from datetime import timedelta

import msgspec
import pytest
from paths import DATA
from read_feed import NOW, only_entry, read_feed, refusal_reason, rss_of

from scrapers.errors import Reject
from scrapers.feeds import parse_feed
from scrapers.urls import canonicalize

FILES = DATA / "scrapers" / "feeds"


@pytest.mark.parametrize("expected", sorted(FILES.glob("*.expected.json")), ids=lambda file: file.name)
def test_feed_files(expected):
    """Each feed in tests/data/scrapers/feeds reads as the file beside it says."""
    case = json.loads(expected.read_text("utf-8"))
    body = (FILES / case["file"]).read_bytes()
    if "reject" in case:
        assert refusal_reason(body, case["content_type"]) == case["reject"]
    else:
        feed = read_feed(body, case["content_type"], case["url"])
        assert json.loads(msgspec.json.encode(feed)) == {"further": 0, **case["feed"]}


def test_every_file_has_its_expectation():
    """No feed file lies in tests/data/scrapers/feeds without being tested."""
    expected = {json.loads(file.read_text("utf-8"))["file"] for file in FILES.glob("*.expected.json")}
    assert expected == {file.name for file in FILES.iterdir() if ".expected." not in file.name}
    assert len(expected) >= 12


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<html><head><title>News</title></head></html>", "not_a_feed"),
        (b"<!doctype html><p>Blocked", "not_a_feed"),
        (b"<?xml version='1.0'?><urlset><url><loc>https://example.org/</loc></url></urlset>", "not_a_feed"),
        (b"<opml version='2.0'><body/></opml>", "not_a_feed"),
        (b"<feeder/>", "not_a_feed"),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "not_a_feed"),
        (b"Too many requests", "not_a_feed"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_feed"),
        (b"{}", "not_a_feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": {"id": "1"}}', "not_a_feed"),
        (b"[1]", "not_a_feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "not_a_feed"),
        (b'{"version": 1, "items": []}', "not_a_feed"),
        (b"[" * 100_000, "not_a_feed"),
    ],
)
def test_what_is_no_feed(body, name):
    """Whatever has not the shape of a feed is refused by name, and is never a feed without entries."""
    assert refusal_reason(body) == name


def test_a_feed_that_was_packed_twice_is_read():
    """A server packs what was packed already; a packed body that breaks off is refused by name."""
    body = gzip.compress(
        b"<rss version='2.0'><channel><item><link>https://example.org/1</link></item></channel></rss>"
    )
    assert [entry.url for entry in parse_feed(body, "", "https://example.org/feed").entries] == [
        "https://example.org/1"
    ]
    assert refusal_reason(body[:-20]) == "bad_encoding"


def test_bytes_that_are_no_text_are_not_shown():
    """A terminal shows what was wrong in words, and not the bytes of an encoding that no header names."""
    with pytest.raises(Reject, match=r"starts with bytes that are no text$"):
        parse_feed(b"\x1b\xd3\x00\x00\xe4j]", "", "https://example.org/feed")


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_an_empty_feed_is_a_feed(version):
    """A feed may have no items."""
    assert read_feed(f"<rss version='{version}'><channel><title>Quiet</title></channel></rss>").entries == ()


def test_rss_090():
    """The oldest dialect, RDF in Netscape's namespace, is read."""
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Old</title></channel>
      <item><title>One</title><link>https://example.org/1</link></item></rdf:RDF>"""
    assert only_entry(feed).url == "https://example.org/1"


# Links


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>https://example.org/a#c</link>", "https://example.org/a#c"),
        ("<link>../a</link>", "https://example.org/a"),
        ("<link>?p=7</link>", "https://example.org/news/feed.xml?p=7"),
        ("<link>//cdn.example/a</link>", "https://cdn.example/a"),
        ("<link>/a?x=1&amp;copy=2</link>", "https://example.org/a?x=1&copy=2"),
        ("<link><![CDATA[/a?x=1&amp;y=2]]></link>", "https://example.org/a?x=1&y=2"),
        ("<guid>https://example.org/a</guid>", "https://example.org/a"),
        ("<guid>https://example.org/g</guid><link>/a</link>", "https://example.org/a"),
        ("<guid>https://example.org/a</guid><link>javascript:x</link>", "https://example.org/a"),
        ("<link xmlns='http://www.w3.org/2005/Atom' href='/a'/>", "https://example.org/a"),
        (
            "<link>/counted</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>"
            "https://example.org/a</f:origLink>",
            "https://example.org/a",
        ),
        (
            "<link>/a</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>none</f:origLink>",
            "https://example.org/news/none",
        ),
        ("<title xml:base='https://other.example/'>x</title><link>/a</link>", "https://example.org/a"),
        ("<guid isPermaLink='false'>https://example.org/1</guid>", "https://example.org/1"),
        (
            "<link>https://example.org/</link><guid>https://www.example.org/1</guid>",
            "https://www.example.org/1",
        ),
        ("<link>https://example.org</link><guid>https://example.org/#1</guid>", "https://example.org"),
        ("<link>https://example.org/</link><guid>https://other.example/1</guid>", "https://example.org/"),
        ("<link>https://example.org/</link><guid isPermaLink='false'>1</guid>", "https://example.org/"),
        (
            "<link>https://example.org/?p=1</link><guid>https://example.org/1</guid>",
            "https://example.org/?p=1",
        ),
    ],
)
def test_links(item, url):
    """The article's address is found where feeds put it, and made absolute."""
    assert only_entry(rss_of(item)).url == url


@pytest.mark.parametrize(
    "item",
    [
        "<title>No link</title>",
        "<guid>12345</guid>",
        "<link>mailto:desk@example.org</link>",
        "<link></link>",
        "<enclosure url='https://example.org/a.mp3'/>",
        "<image><link>https://example.org/i</link></image>",
        "<source url='https://example.org/feed'>Other</source>",
    ],
)
def test_items_without_a_link(item):
    """An item without a usable link is told of, and does not stop the others."""
    feed = read_feed(rss_of(item, "<link>/2</link>"))
    assert [entry.url for entry in feed.entries] == ["https://example.org/2"]
    assert len(feed.skipped) == 1
    assert feed.skipped[0].startswith("item 1 (")


@pytest.mark.parametrize("link", ["javascript:void(0);", "mailto:desk@example.org", "https://[example/1"])
def test_a_text_under_a_link_that_is_none_is_an_item(link):
    """What its feed carries is the item, as without a link; a few words are none."""
    text = (
        "Seven guards of the ministry were hurt at its gate this morning, a doctor in the capital said. " * 2
    )
    told = read_feed(rss_of(f"<link>{link}</link><description>{text}</description>", f"<link>{link}</link>"))
    (entry,) = told.entries
    assert (entry.linkless, entry.url, entry.summary) == (True, "https://example.org/", text.strip())
    assert [other.url for other in told.unusable] == [link]


@pytest.mark.parametrize("length", [2_100, 5_000, 9_000])
def test_a_link_that_is_too_long_is_none(length):
    """What an address begins with is another address: it is told of as it is, and never asked for."""
    feed = read_feed(
        rss_of(f"<link>https://example.org/{'a' * length}</link><guid isPermaLink='false'>1</guid>")
    )
    (entry,) = feed.unusable
    with pytest.raises(Reject, match="characters long"):
        canonicalize(entry.url)


def test_the_feeds_credentials_stay_with_the_feed():
    """Relative links do not carry the password of a feed's address into the index."""
    feed = read_feed(rss_of("<link>/a</link>"), url="https://reader:secret@example.org/feed")
    assert feed.entries[0].url == "https://example.org/a"


def test_the_same_article_is_kept_once():
    """Items whose links are one address are one entry, the first one."""
    feed = read_feed(
        rss_of(*(f"<link>/a{tail}</link><title>{tail}x</title>" for tail in ("", "#1", "?utm_source=2")))
    )
    assert [entry.title for entry in feed.entries] == ["x"]
    assert feed.skipped == ()


# Text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Plain", "Plain"),
        (" Two\n  lines ", "Two lines"),
        ("AT&amp;T", "AT&T"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
        ("<![CDATA[<i>Slanted</i> &quot;claim&quot;]]>", 'Slanted "claim"'),
        ("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3"),
        ("&lt;속보&gt; 탈레반", "<속보> 탈레반"),
        ("&amp;amp;lt; stays", "&lt; stays"),
        ("Smile &#xD83D;&#xDE00;", "Smile 😀"),
        ("Half &#xD83D; a smile", "Half � a smile"),
        ("No\x0btab&#8;s", "Notabs"),
        ("Windows&#146;s quote", "Windows’s quote"),
        ("", None),
        ("<![CDATA[<b></b>]]>", None),
    ],
)
def test_titles_are_text(title, expected):
    """A title is one line of text: no tags, and entities unescaped once."""
    assert only_entry(rss_of(f"<link>/1</link><title>{title}</title>")).title == expected


def test_content_and_summary():
    """Content and summary are told apart in whatever order they come, and never hold the same twice."""
    encoded = (
        "<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>&lt;p&gt;Whole&lt;/p&gt;</c:encoded>"
    )
    for item in (f"<description>Part</description>{encoded}", f"{encoded}<description>Part</description>"):
        entry = only_entry(rss_of(f"<link>/1</link>{item}"))
        assert (entry.content, entry.summary) == ("<p>Whole</p>", "Part")
    entry = only_entry(rss_of(f"<link>/1</link>{encoded}"))
    assert (entry.content, entry.summary) == ("<p>Whole</p>", None)
    assert only_entry(rss_of("<link>/1</link><description>Part</description>")).content is None


@pytest.mark.parametrize(
    ("item", "authors"),
    [
        ("<author>desk@example.org (Farid Ahmadi)</author>", ("Farid Ahmadi",)),
        ("<author>Farid Ahmadi (desk@example.org)</author>", ("Farid Ahmadi",)),
        ("<author>Farid Ahmadi &lt;desk@example.org&gt;</author>", ("Farid Ahmadi",)),
        ("<author>desk@example.org</author>", ()),
        ("<author>Farid Ahmadi, Laila Rahimi</author>", ("Farid Ahmadi, Laila Rahimi",)),
        (
            "<d:creator xmlns:d='http://purl.org/dc/elements/1.1/'>A</d:creator>"
            "<d:creator xmlns:d='http://purl.org/dc/elements/1.1/'>B</d:creator>",
            ("A", "B"),
        ),
        ("<author></author>", ()),
    ],
)
def test_authors_have_no_address(item, authors):
    """Authors are names, without e-mail addresses."""
    assert only_entry(rss_of(f"<link>/1</link>{item}")).authors == authors


# Time


def test_a_future_date_is_none():
    """A date may be a day ahead of the clock, and no more."""
    dates = (NOW + timedelta(hours=23), NOW + timedelta(hours=25))
    feed = read_feed(
        rss_of(
            *(f"<link>/{date.day}{date.hour}</link><pubDate>{date.isoformat()}</pubDate>" for date in dates)
        )
    )
    assert [entry.published for entry in feed.entries] == [dates[0], None]


@pytest.mark.parametrize(
    ("channel", "ttl"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>999999999999</ttl>", None),
        ("<ttl>an hour</ttl>", None),
        ("", None),
        (
            "<s:updatePeriod xmlns:s='http://purl.org/rss/1.0/modules/syndication/'> daily </s:updatePeriod>",
            timedelta(1),
        ),
        (
            "<s:updatePeriod xmlns:s='http://purl.org/rss/1.0/modules/syndication/'>never</s:updatePeriod>",
            None,
        ),
        (
            "<s:updatePeriod xmlns:s='http://purl.org/rss/1.0/modules/syndication/'>hourly</s:updatePeriod>"
            "<s:updateFrequency xmlns:s='http://purl.org/rss/1.0/modules/syndication/'>0</s:updateFrequency>",
            None,
        ),
    ],
)
def test_ttl(channel, ttl):
    """How long a feed asks to be left alone is believed within reason."""
    assert read_feed(rss_of(channel=channel)).ttl == ttl


# Broken XML


@pytest.mark.parametrize(
    "body",
    [
        rss_of("<link>/1</link><title>Q&A</title>"),
        rss_of("<link>/1</link><title>Q&amp;A</title><x:y>undeclared</x:y>"),
        rss_of("<link>/1</link><title>Q&A</title><description><p>One<br>Two</description>"),
        rss_of("<link>/1</link><title>Q&amp;A</title>") + "<script>alert(1)</script><!-- cached -->",
        "\n\n" + rss_of("<link>/1</link><title>Q&amp;A</title>"),
        rss_of("<link>/1</link><title>Q&amp;A</title>").replace("</channel>", ""),
        rss_of("<link>/1</link><title>Q&amp;A</title><description>&nbsp;</description>"),
    ],
    ids=["ampersand", "namespace", "html", "after", "before", "unclosed", "entity"],
)
def test_broken_feeds_are_read(body):
    """The accidents that XML parsers refuse do not cost a feed its items, and it counts as whole."""
    feed = read_feed(body)
    assert [(entry.url, entry.title) for entry in feed.entries] == [("https://example.org/1", "Q&A")]
    assert feed.whole


def test_a_cut_feed_is_not_whole():
    """A feed that ends too early says so, and a link that was cut in two is no link."""
    feed = read_feed(
        rss_of("<link>/1</link>", "<title>Two</title><link>/22222</link>").partition("222</link>")[0]
    )
    assert [entry.url for entry in feed.entries] == ["https://example.org/1"]
    assert not feed.whole
    atom = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:feedburner='u'><feedburner:x>1</feedburner:x><title>T"
    assert not read_feed(atom).whole


def test_json_feed_lone_surrogates():
    """Half an emoji in a JSON Feed costs one character, and an escaped backslash none."""
    title = r"a\ud83d b\\ud83d \ud83d\ude00"
    feed = '{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/1", "title": "' + title + '"}]}'
    assert only_entry(feed).title == "a\ufffd b\\ud83d 😀"


@pytest.mark.parametrize(
    ("item", "guid"),
    [
        ("<link>/a</link><guid isPermaLink='false'> post \n 7 </guid>", "post 7"),
        ("<link>/a</link><guid>https://example.org/?p=7</guid>", "https://example.org/?p=7"),
        ("<link>/a</link><guid></guid>", None),
        ("<link>/a</link>", None),
    ],
)
def test_guids(item, guid):
    """An item's guid is kept as the feed wrote it, in one line."""
    assert only_entry(rss_of(item)).guid == guid


def test_a_guid_of_a_megabyte():
    """A guid of any length is kept as its hash, and two of them stay different."""
    items = (f"<link>/{end}</link><guid isPermaLink='false'>{'guid ' * 200_000}{end}</guid>" for end in "ab")
    one, other = (entry.guid for entry in read_feed(rss_of(*items)).entries)
    assert one != other
    assert len(one) == len(other) < 100


DAWN = "https://www.dawn.com"


@pytest.mark.parametrize(
    ("link", "source", "outlet"),
    [
        (
            "https://www.dawn.com/a",
            f"<source url='{DAWN}/rss'>Dawn &amp;amp; Co</source>",
            ("Dawn & Co", "dawn.com"),
        ),
        ("https://www.dawn.com/a", f"<source url='{DAWN}'/>", ("dawn.com", "dawn.com")),
        (
            "https://news.google.com/rss/articles/CBMiWk?oc=5",
            f"<source url='{DAWN}'>Dawn</source>",
            ("Dawn", "dawn.com"),
        ),
        ("https://www.google.com/url?url=https://www.dawn.com/a", "", ("dawn.com", "dawn.com")),
        ("https://evil.example/a", f"<source url='{DAWN}'>Dawn</source>", None),
        ("https://www.dawn.com/a", "<source url='https://www.bbc.co.uk'>BBC</source>", None),
        ("https://www.dawn.com/a", "<source url='nonsense'>Dawn</source>", None),
        ("https://www.dawn.com/a", "<source>Dawn</source>", None),
        ("https://www.dawn.com/a", "", None),
    ],
)
def test_whose_article_an_aggregator_shows(link, source, outlet):
    """The outlet that a feed names counts where the item is on its domain, or hidden behind an aggregator's link."""
    found = only_entry(rss_of(f"<link>{link}</link>{source}")).outlet
    assert (found and (found.name, found.domain)) == outlet
