import subprocess
import sys
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from addresses import DIFFERENT, SAME, URLS
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import Reject
from scrapers.urls import MAX_LENGTH, canonicalize, domain_of, hide_credentials, host_of, link_id, shard_key

TRACKERS = """
utm_source=rss utm_Campaign=x fbclid=1 gclid=1 igshid=1 mc_cid=1 mc_eid=1 at_medium=RSS at_campaign=KARANGA
ns_campaign=bbc ns_mchannel=social cmp=1 CMP=share_btn traffic_source=rss maca=en-rss xtor=RSS-3 ocid=feed
ref=homepage ref_src=twsrc source=feed via=x __twitter_impression=true _hsenc=1 wt_zmc=1 wt.mc_id=1 smid=tw
"""

ARTICLES = """
id=1 p=1 story=x article=x storyid=1 newsid=1 nid=1 cid=AEN20210505 eid=4 uid=9 gallery=riots reference=x
page=2 ref=20210505 source=2021a lang=fa category=war date=2021-05-05 doc=a.html section=world glossary=x
"""

BAD = [
    *("", " ", "example.org/a", "/a", "//example.org/a", "mailto:desk@example.org", "javascript:alert(1)"),
    *("ftp://example.org/a", "file:///etc/passwd", "data:text/html,x", "http:", "http://", "https:///a"),
    *("http://:80/", "http://exa mple.org/", "http://%65xample.org/", "http://.example.org/"),
    *(
        "http://example..org/",
        f"http://{'a' * 64}.org/",
        "http://example.org:99999/",
        "http://example.org:a/",
    ),
    *("http://[::1", "http://[v1.a]/", "http://[fe80::1%25eth0]/", "https://example.org\\@evil.example/"),
    *(
        "https://example.org/a\x00b",
        "https://example.org/a\nb",
        "https://example.org/\x7f",
        "https://e.org/\x85x",
    ),
    *("https://example.org/\ud800", "https://\udcff.example/"),
    *(f"https://example.org/{'a' * MAX_LENGTH}", f"https://example.org/{'ш' * 700}"),
    "https://example.org/a?utm_source=" + "a" * 10_000,
]


@pytest.mark.parametrize(("url", "expected"), SAME)
def test_one_form(url, expected):
    """Every way to write an address comes out as the one form."""
    assert canonicalize(url) == expected


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_addresses_stay_apart(one, other):
    """What may be another article is never merged."""
    assert canonicalize(one) != canonicalize(other)


@pytest.mark.parametrize("parameter", TRACKERS.split())
def test_trackers_go(parameter):
    """A parameter that only tells where the reader came from is dropped, first or last."""
    assert canonicalize(f"https://example.org/a?{parameter}&id=7") == "https://example.org/a?id=7"
    assert canonicalize(f"https://example.org/a?{parameter}") == "https://example.org/a"


@pytest.mark.parametrize("parameter", ARTICLES.split())
def test_what_names_the_article_stays(parameter):
    """A parameter that can name the article is kept."""
    assert (
        canonicalize(f"https://example.org/a?{parameter}&utm_source=x")
        == f"https://example.org/a?{parameter}"
    )


@pytest.mark.parametrize("url", BAD)
def test_unusable_addresses_are_refused(url):
    """What is no usable web address is refused by name."""
    with pytest.raises(Reject) as refused:
        canonicalize(url)
    assert refused.value.reason == "bad_url"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../b?x=1", "https://example.org/b?x=1"),
        ("/b", "https://example.org/b"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example/", "http://other.example/"),
        ("?p=2", "https://example.org/a/feed?p=2"),
    ],
)
def test_relative_links(link, expected):
    """A relative link is seen from its base, whose credentials it does not inherit."""
    assert canonicalize(link, "https://user:secret@example.org/a/feed") == expected


def test_the_longest_address_passes():
    """An address of exactly the longest length is an address."""
    url = "https://example.org/".ljust(MAX_LENGTH, "a")
    assert canonicalize(url) == url


@given(URLS)
def test_canonical_is_idempotent(url):
    """The canonical form of a canonical form is itself, and is plain ASCII without credentials."""
    try:
        once = canonicalize(url)
    except Reject:
        return
    assert canonicalize(once) == once
    assert once.isascii()
    assert "@" not in urlsplit(once).netloc


LABELS = st.sampled_from(["a", "news1", "-", "x" * 63, "x" * 64, "", "a_b", "1", "xn--bcher-kva"])
PLAIN_HOSTS = st.lists(LABELS, min_size=1, max_size=4).map(".".join) | st.sampled_from(
    ["www.google.com", "a.cdn.ampproject.org", "a.rd.yahoo.com", "www.bing.com"]
)
PLAIN_PATHS = st.sampled_from(
    [
        *(
            "",
            "/",
            "/a",
            "/a/b.html",
            "/a//b",
            "/./a",
            "/a/..",
            "/amp/s/inside.example/a",
            "/c/s/inside.example/a",
        ),
        *("/" + "a" * (MAX_LENGTH - 20), "/" + "a" * MAX_LENGTH),
    ]
)


@given(PLAIN_HOSTS, PLAIN_PATHS)
def test_a_plain_address_is_seen_as_any_other(host, path):
    """What is its own one form at first sight is what the longer way, taken for a scheme in capitals, makes of it."""

    def seen(scheme):
        try:
            url = f"{scheme}://{host}{path}"
            return canonicalize(url), host_of(url)
        except Reject:
            return None

    assert seen("https") == seen("HTTPS")


@given(st.text() | st.text().map("https://".__add__), st.none() | st.just("https://example.org/feed"))
def test_anything_is_an_address_or_refused(url, base):
    """No text makes it fail in any other way than by refusing it."""
    with suppress(Reject):
        assert urlsplit(canonicalize(url, base)).scheme in ("http", "https")


def test_link_id_is_sha256():
    """The id of a link is the hex SHA-256 of its address."""
    assert (
        link_id("https://example.com/") == "0f115db062b7c0dd030b16878c99dea5c354b49dc37b38eb8846179c7783e9d7"
    )
    assert link_id("https://example.com/ü") != link_id("https://example.com/u")


def test_host():
    """The host is lower-case, in IDNA, and without port and brackets."""
    assert host_of("https://WWW.Bücher.example:8443/a") == "www.xn--bcher-kva.example"
    assert host_of("http://[::1]:80/") == "::1"


def test_shard_key_is_the_same_everywhere():
    """The key of a host is fixed for ever, whatever the interpreter's hash seed, and fits 31 bits."""
    code = "from scrapers.urls import shard_key; print(shard_key('www.bbc.co.uk'))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }
    assert told == {f"{shard_key('www.bbc.co.uk')}\n"} == {"364215648\n"}


@given(st.text())
def test_shard_key_fits(name):
    """Every name has a key that a signed 32-bit column takes."""
    assert 0 <= shard_key(name) < 2**31


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://news.bbc.co.uk:443/", "bbc.co.uk"),
        ("https://www3.nhk.or.jp/", "nhk.or.jp"),
        ("https://somebody.blogspot.com/", "somebody.blogspot.com"),
        ("https://somebody.wordpress.com/feed/", "somebody.wordpress.com"),
        ("https://www.somebody.substack.com/p/1", "somebody.substack.com"),
        ("https://wordpress.com/read", "wordpress.com"),
        ("https://www.medium.com/@somebody", "medium.com"),
        ("https://notwordpress.com/", "notwordpress.com"),
        ("https://лента.новости.рф/", "xn--b1amnebsh.xn--p1ai"),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
        ("http://localhost/", "localhost"),
        ("http://news.example.test/", "news.example.test"),
        ("http://co.uk/", "co.uk"),
    ],
)
def test_domain(url, expected):
    """Outlets are counted by the domain that somebody registered."""
    assert domain_of(url) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:pass@e.org/a?b=c@d", "https://***@e.org/a?b=c@d"),
        (
            "at http://u%40x:pa%2Fss@e.org:81/ and ftp://u@f.org.",
            "at http://***@e.org:81/ and ftp://***@f.org.",
        ),
        ("https://u:p@ss@e.org/", "https://***@e.org/"),
        ("https://e.org/@user and me@e.org", "https://e.org/@user and me@e.org"),
    ],
)
def test_credentials_in_a_text_are_hidden(text: str, shown: str) -> None:
    """Of every address in a text the user and password go, and nothing else."""
    assert hide_credentials(text) == shown
