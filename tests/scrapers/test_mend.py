import pytest
from addresses import DIFFERENT, NOISY, SAME, URLS
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import Reject
from scrapers.mend import mend
from scrapers.urls import canonicalize, plain_address

BASE = "https://example.org/news/feed.xml"
ARTICLE = "https://example.org/a"

BROKEN = [
    "\ufeffhttps://example.org/a",
    "https://example.org/a\ufeff",
    "\u200bhttps://exam\u200bple.org/\u2060a\u200b",
    "\u202ahttps://example.org/a\u202c",
    "\u200e\u200fhttps://example.org/a\u200f",
    "%20https://example.org/a",
    " %20%0A%09 https://example.org/a",
    "%EF%BB%BFhttps://example.org/a",
    "https://example.org/%20https://example.org/a",
    "https:/example.org/a",
    "https:example.org/a",
    "https//example.org/a",
    "https:///example.org/a",
    "https:////example.org/a",
    "https://https://example.org/a",
    "http://https//example.org/a",
    "HTTP:/https://example.org/a",
]

RELATIVE = [
    ("example.org/a", "https://example.org/a"),
    ("www.example.org/a", "https://www.example.org/a"),
    ("www.other.example/a", "https://www.other.example/a"),
    ("//example.org/a", "https://example.org/a"),
    ("%20https://example.org/a", "https://example.org/a"),
    ("https:/other.example/a", "https://other.example/a"),
    ("a.html", "https://example.org/news/a.html"),
    ("www.html", "https://example.org/news/www.html"),
    ("other.example/a", "https://example.org/news/other.example/a"),
    ("%20a", "https://example.org/news/%20a"),
]

RIGHT = [
    "https://web.archive.org/web/2021/https://example.org/a",
    "https://example.org/a%20",
    "https://example.org/a%E2%80%8B",
    "https://example.org/می\u200cرود",
    "https://example.org//https://other.example/",
    "https://example.org/?to=https:/other.example/",
    "http://https.example.org/a",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_crept_into_an_address_is_taken_out(broken: str) -> None:
    """Blanks, invisible characters, doubled schemes and missing slashes make no other link, nor another request."""
    assert canonicalize(broken) == plain_address(broken) == ARTICLE


@pytest.mark.parametrize(("link", "expected"), RELATIVE)
def test_a_host_without_its_scheme_is_no_folder(link: str, expected: str) -> None:
    """In a feed, `www.` and the feed's own host begin an address; other links stay relative."""
    assert canonicalize(link, BASE) == expected


@pytest.mark.parametrize(
    "url", [*RIGHT, *(right for _, right in SAME), *(url for pair in DIFFERENT for url in pair)]
)
def test_what_may_be_right_stays(url: str) -> None:
    """An address that a server may mean as it stands is not mended."""
    assert mend(url) == url


@given(URLS | NOISY | st.text(max_size=40) | NOISY.map("https:".__add__) | st.sampled_from(BROKEN))
def test_mending_twice_changes_nothing(url: str) -> None:
    """What was mended is whole."""
    assert mend(mend(url)) == mend(url)


@given(URLS)
def test_the_address_that_is_asked_is_the_one_that_is_known(url: str) -> None:
    """What is fetched has the canonical form of what was shown."""
    try:
        asked = plain_address(url)
    except Reject:
        return
    assert canonicalize(asked) == canonicalize(url)
