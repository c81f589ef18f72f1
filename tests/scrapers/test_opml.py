import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import Reject
from scrapers.opml import MAX_FEEDS, read_opml, write_opml

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Subscriptions</title></head><body>
  <outline text="World" title="World">
    <outline text="Asia">
      <outline type="rss" text="Dawn" title="Dawn &amp; Dusk" xmlUrl="https://dawn.example/feed" htmlUrl="https://dawn.example/"/>
      <outline text="Pajhwok" XMLURL=" https://pajhwok.example/feed/?a=1&amp;b=2 "/>
    </outline>
    <outline type="rss" xmlUrl="https://nameless.example/rss"/>
    <outline type="link" text="No feed" url="https://example.org/"/>
  </outline>
  <outline type="rss" text="Dawn once more" xmlUrl="https://dawn.example/feed"/>
  <outline type="rss" text="Nothing" xmlUrl=""/>
</body></opml>"""

EXPECTED = [
    ("https://dawn.example/feed", "Dawn & Dusk"),
    ("https://pajhwok.example/feed/?a=1&b=2", "Pajhwok"),
    ("https://nameless.example/rss", ""),
]


def reason(body: bytes) -> str:
    with pytest.raises(Reject) as refused:
        read_opml(body)
    return refused.value.reason


def test_reading():
    """Feeds are found in folders, in every spelling of the attributes, once each and in order."""
    assert read_opml(FILE.encode()) == EXPECTED


@pytest.mark.parametrize(
    "body",
    [
        FILE.encode("utf-16"),
        FILE.replace("Dawn &amp; Dusk", "Dawn & Dusk").encode(),
        FILE.replace("</outline>\n  <outline type", "\n  <outline type").encode(),
        FILE.replace("</body></opml>", "").encode(),
    ],
    ids=["utf-16", "ampersand", "unclosed", "cut"],
)
def test_reading_what_is_broken(body):
    """The accidents of other programs cost no feed."""
    assert read_opml(body) == EXPECTED


@pytest.mark.parametrize(
    "body",
    [b"", b"hello", b"<html><body/></html>", b"<rss version='2.0'/>", b"\x00\x01\x02", b"{}"],
)
def test_what_is_no_opml(body):
    """Anything else is refused by name."""
    assert reason(body) == "not_opml"


def test_entities_are_not_read():
    """No entity of a hostile list grows, or reads a file."""
    subset = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">'
    body = f'<!DOCTYPE opml [{subset}]><opml><body><outline text="&b;&f;" xmlUrl="https://example.org/"/></body></opml>'
    [(url, title)] = read_opml(body.encode())
    assert url == "https://example.org/"
    assert "a" * 10 not in title


def test_folders_may_lie_as_deep_as_they_like():
    """A feed below more folders than the parser opens is read, and so are those before and behind it."""
    deep = '<outline text="a > b">' * 5_000 + '<outline xmlUrl="https://example.org/deep" title="x > y"/>'
    body = f'<outline xmlUrl="https://example.org/0"/>{deep}{"</outline>" * 5_000}<outline xmlUrl="https://example.org/1"/>'
    assert read_opml(f'<opml version="2.0"><body>{body}</body></opml>'.encode()) == [
        ("https://example.org/0", ""),
        ("https://example.org/deep", "x > y"),
        ("https://example.org/1", ""),
    ]


def test_caps():
    """Lists end, whether they are deep or long, and so do addresses."""
    many = "".join(f'<outline xmlUrl="https://example.org/{n}"/>' for n in range(MAX_FEEDS + 10))
    assert len(read_opml(f"<opml>{many}</opml>".encode())) == MAX_FEEDS
    assert read_opml(f'<opml><outline xmlUrl="https://example.org/{"a" * 10_000}"/></opml>'.encode()) == []
    assert len(read_opml(("<opml>" + '<outline text="x">' * 100_000).encode())) == 0


@given(st.lists(st.tuples(st.from_regex(r"https?://[a-z.]+/[\w&=?<>\"'#%;]*", fullmatch=True), st.text())))
def test_what_is_written_is_read_again(feeds):
    """Every list comes back as it was, but for titles that had to become one line, and doubles."""
    again = read_opml(write_opml(feeds))
    assert [url for url, _ in again] == list(dict.fromkeys(url for url, _ in feeds))
    assert write_opml(again) == write_opml(read_opml(write_opml(again)))


def test_writing():
    """The file is OPML 2.0 in UTF-8; a feed without a title is called by its address."""
    body = write_opml(
        [("https://example.org/?a=1&b=2", "Æ & \x00Ø"), ("https://example.org/b", "")], title="Mine"
    )
    assert body.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<opml version=\"2.0\">")
    assert read_opml(body) == [
        ("https://example.org/?a=1&b=2", "Æ & Ø"),
        ("https://example.org/b", "https://example.org/b"),
    ]


@given(st.binary() | st.text().map(lambda text: f"<opml>{text}</opml>".encode()))
def test_any_bytes_are_a_list_or_refused(body):
    """No bytes make it fail in any other way than by refusing them."""
    try:
        assert isinstance(read_opml(body), list)
    except Reject as refused:
        assert refused.reason == "not_opml"  # noqa: PT017
