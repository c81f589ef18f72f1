import socket
import tracemalloc

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_feed import only_entry, read_feed, refusal_reason, rss_of

from scrapers import xmlfeed
from scrapers.errors import Reject

# Entities


BOMB = "".join(f'<!ETITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)).replace("ETITY", "ENTITY")


@pytest.mark.parametrize("gap", ["", "\n", " <!-- ] > --> ", "<?php ?>"])
@pytest.mark.parametrize(
    "subset",
    [
        f'<!ENTITY a0 "boom">{BOMB}',
        f'<!ENTITY a9 "{"x" * 100_000}">',
        '<!ENTITY a9 SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a; <!ENTITY a9 "]>">',
        "<!-- ' --><!ENTITY a9 'boom'>",
    ],
)
def test_no_entity_is_ever_declared(subset, gap, monkeypatch):
    """Entities of any kind come out as they were written: nothing grows, and nothing is opened or asked."""
    monkeypatch.setattr(socket, "socket", None)
    head = f'<?xml version="1.0"?>{gap}<!DOCTYPE rss PUBLIC "-//x" "http://127.0.0.1:9/x" [{subset}]>{gap}'
    feed = '<rss version="2.0"><channel><item><title>&a9;</title><link>/1</link><description>{}</description>'
    text = head + feed.format("&a9;" * 500) + "</item></channel></rss>"
    tracemalloc.start()
    entry = only_entry(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert entry.title == "&a9;"
    assert entry.summary == "&a9;" * 500
    assert peak < 10_000_000


def test_a_late_document_type_declares_nothing():
    """A document type behind the root element is no way around it."""
    late = (
        '<rss version="2.0"><!DOCTYPE x [<!ENTITY a "boom">]><channel><item><link>/1</link><title>&a;</title>'
    )
    assert only_entry(late + "</item></channel></rss>").title == "&a;"


def test_netscape_entities_are_read():
    """HTML's own entities work without the document type that used to declare them."""
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    feed = (
        '<rss version="0.91"><channel><item><title>Caf&eacute;</title><link>/1</link></item></channel></rss>'
    )
    assert only_entry(head + feed).title == "Café"


# What a hostile feed may cost


@pytest.mark.parametrize(
    "body",
    [
        rss_of("<a/>" * 2_000),
        rss_of("<category>x</category>" * 2_000),
        "<rss version='2.0' " + " ".join(f"xmlns:a{n}='u{n}'" for n in range(200)) + "><channel/></rss>",
        "<rss version='2.0'><channel><title>" + "&" * 20_000,
        "<rss version='2.0'><channel>" + "<i>" * 2_000,
    ],
    ids=["elements", "tags", "namespaces", "marks", "depth"],
)
def test_costly_feeds_are_refused(body, monkeypatch):
    """A feed that would keep feedparser busy beyond its bounds (smaller ones here) is refused by name."""
    monkeypatch.setattr(xmlfeed, "MAX_ELEMENTS", 1_000)
    monkeypatch.setattr(xmlfeed, "MAX_MARKS", 10_000)
    assert refusal_reason(body) == "too_complex"


@pytest.mark.parametrize(
    "body",
    [
        rss_of("<link>/1</link><author>" + "a" * 3_000_000 + "</author>"),
        rss_of("<link>/1</link>" + "<category>x</category>" * 20_000),
        rss_of("<link>/1</link><title>" + "&lt;a" * 500_000 + "</title>"),
        rss_of("<link>/1</link><title>&amp;#" + "9" * 3_000_000 + ";</title>"),
        rss_of("<link>/1</link><pubDate>" + "1" * 3_000_000 + "</pubDate>"),
        rss_of("<link>ftp://example.org/</link>" * 20_000 + "<guid>https://example.org/1</guid>"),
        "<!DOCTYPE x [" + "<!--" * 500_000 + rss_of("<link>/1</link>"),
        "<!-- -->" * 300_000 + rss_of("<link>/1</link>")[21:],
    ],
    ids=["author", "categories", "tags", "number", "date", "links", "subset", "comments"],
)
@pytest.mark.timeout(60)
def test_long_feeds_end(body):
    """What is merely long is read, or refused, in about linear time."""
    try:
        assert len(read_feed(body).entries) <= 1
    except Reject as refused:
        assert refused.reason in ("not_a_feed", "too_complex")  # noqa: PT017


def test_caps():
    """Items, titles and contents end where they are said to, and the rest of the items is told of."""
    items = [f"<link>/{n}</link>" for n in range(1200)]
    items[0] += f"<title>{'t' * 5_000}</title><description>{'d' * 1_500_000}</description>"
    feed = read_feed(rss_of(*items))
    assert len(feed.entries) == 1000
    assert feed.skipped == ("items after the first 1,000 are not read",)
    assert len(feed.entries[0].title) == 1_000
    assert len(feed.entries[0].summary) == 1_000_000


@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda text: rss_of(text).encode()))
def test_anything_is_a_feed_or_refused(body):
    """No bytes make it fail in any other way than by refusing them."""
    try:
        read_feed(body)
    except Reject as refused:
        assert refused.reason in ("empty", "not_a_feed")  # noqa: PT017


PARTS = """
<item> </item> <entry> <link> </link> <link href='/1'/> <title> </title> <guid> <author> <name> <media:x start=
<content:encoded> <![CDATA[ ]]> <!-- --> <? > &lt; &#xD83D; &#0; &#99999999; &x; & < \x00 x /1 ' <image> <svg>
<source url='x'> <dc:creator> <textinput> </image> <content type='x/y'> <georss:point> <dcterms:valid> xml:base='['
<itunes:duration> <media:rating> <psc:chapter> <cc:license>
"""
MARKUP = st.lists(st.sampled_from(PARTS.split())).map("".join)


@given(
    MARKUP, st.sampled_from(["<rss version='2.0'>", "<feed>", "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>"])
)
def test_any_markup_is_a_feed_or_refused(markup, root):
    """No arrangement of a feed's own parts fails in any other way than by refusing it."""
    try:
        for entry in read_feed(root + markup).entries:
            msgspec.json.encode(entry)
    except Reject as refused:
        assert refused.reason == "not_a_feed"  # noqa: PT017
