import base64
from urllib.parse import quote

import pytest
from addresses import URLS
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import Reject
from scrapers.urls import canonicalize, plain_address
from scrapers.wrappers import is_aggregator, unwrap

ARTICLE = "https://www.example.org/world/attack?id=7&page=2"
QUOTED = quote(ARTICLE, safe="")
BASE64 = base64.urlsafe_b64encode(ARTICLE.encode()).decode().rstrip("=")


def google_news(url: str, rest: bytes = b"\xd2\x01\x00") -> str:
    """Return the last part of a Google News address of the older kind."""
    length = bytes([len(url)]) if len(url) < 128 else bytes([len(url) & 0x7F | 0x80, len(url) >> 7])
    return base64.urlsafe_b64encode(b'\x08\x13"' + length + url.encode() + rest).decode().rstrip("=")


WRAPPED = [
    f"https://www.google.com/url?rct=j&sa=t&url={QUOTED}&ct=ga&cd=CAIyGjU&usg=AOvVaw0",
    f"https://www.google.co.uk/url?sa=t&q={QUOTED}",
    f"http://news.url.google.com/url?sa=t&url={QUOTED}",
    f"https://news.google.com/rss/articles/{google_news(ARTICLE)}?oc=5",
    f"https://news.google.com/__i/rss/rd/articles/{google_news(ARTICLE, b'')}?oc=5",
    f"https://news.google.com/articles/{google_news(ARTICLE)}?hl=en-GB&gl=GB",
    "https://www.google.com/amp/s/www.example.org/world/attack?id=7&page=2",
    "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/world/attack?id=7&page=2",
    f"http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=61&url={QUOTED}&c=1234&mkt=en-us",
    f"https://www.bing.com/ck/a?!&&p=0a1b&ptn=3&u=a1{BASE64}&ntb=1",
    f"https://r.search.yahoo.com/_ylt=A0geK/RV=2/RE=1620/RO=10/RU={QUOTED}/RK=2/RS=x-",
    f"http://us.rd.yahoo.com/dailynews/rss/world/*{QUOTED}",
    f"http://us.rd.yahoo.com/dailynews/rss/world/*{ARTICLE}",
    f"https://duckduckgo.com/l/?uddg={QUOTED}&rut=1",
    f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
    f"https://out.reddit.com/t3_n5?url={QUOTED}&token=A",
    f"https://www.youtube.com/redirect?event=x&q={QUOTED}",
    f"https://vk.com/away.php?to={QUOTED}",
    f"https://eur01.safelinks.protection.outlook.com/?url={QUOTED}&data=04",
    f"https://getpocket.com/redirect?url={QUOTED}",
    f"http://ftr.fivefilters.org/makefulltextfeed.php?url={QUOTED}",
]

AS_THEY_ARE = [
    "https://news.google.com/rss/articles/CBMiWkFVX3lxTE1hYmM?oc=5",
    f"https://news.google.com/rss/articles/{google_news('AU_yqLMabcdef')}",
    "https://news.google.com/rss/articles/CBMi%FF",
    "https://news.google.com/topics/CAAq",
    "https://www.google.com/url?url=javascript:alert(1)",
    "https://www.google.com/url?url=/search",
    "https://www.google.com/url",
    f"https://www.google.com/search?q={QUOTED}",
    f"https://www.google.com.evil.example/url?url={QUOTED}",
    f"https://google.example.org/url?url={QUOTED}",
    f"https://translate.google.com/translate?u={QUOTED}",
    f"https://web.archive.org/web/2021/{ARTICLE}",
    f"https://www.example.org/share?url={QUOTED}",
    "https://www.bing.com/ck/a?u=a1%FF%FE",
    "https://www.facebook.com/desk/posts/7",
    "https://www.google.com/url?" + "&".join(f"a{n}=1" for n in range(200)) + f"&url={QUOTED}",
]


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_the_article_within_is_the_link(wrapped: str) -> None:
    """What an aggregator wraps is known and asked for by the article's own address."""
    assert canonicalize(wrapped) == canonicalize(ARTICLE)
    assert plain_address(wrapped) == ARTICLE


@pytest.mark.parametrize("url", AS_THEY_ARE)
def test_what_cannot_be_read_stays(url: str) -> None:
    """A wrapper that only its server can open stays a link of its own, as does what only looks like one."""
    assert unwrap(url) is None


def test_wrappers_around_wrappers_come_off() -> None:
    """A link that was shared from a search result of an alert leads to the article."""
    wrapped = ARTICLE
    for _ in range(3):
        wrapped = f"https://www.google.com/url?url={quote(wrapped, safe='')}"
    assert canonicalize(f"https://l.facebook.com/l.php?u={quote(wrapped, safe='')}") == canonicalize(ARTICLE)


def test_a_wrapper_around_no_address_is_itself_the_link() -> None:
    """Where what is inside can be no address, the wrapper stays."""
    url = "https://www.google.com/url?url=http%3A%2F%2Fexa+mple%2F"
    assert canonicalize(url) == plain_address(url).replace("%20", "+") == url


def test_hosts_that_stand_for_others_articles() -> None:
    """Aggregators are known by their hosts, and by no host that only resembles them."""
    assert is_aggregator("news.google.com")
    assert is_aggregator("www.bing.com")
    assert not is_aggregator("news.google.com.example")
    assert not is_aggregator("example.org")


HOLDERS = st.sampled_from(
    [
        "https://www.google.com/url?url={}",
        "http://www.bing.com/news/apiclick.aspx?url={}&c=1",
        "https://vk.com/away?to={}",
    ]
)


@given(HOLDERS, URLS)
def test_an_unwrapped_address_is_the_articles(holder: str, url: str) -> None:
    """An article has one canonical form, whether it came wrapped or not."""
    try:
        plain = canonicalize(url)
    except Reject:
        return
    assert canonicalize(holder.format(quote(url, safe=""))) == plain


@given(st.text(max_size=60), st.sampled_from(WRAPPED))
def test_any_damage_to_a_wrapper_is_taken(tail: str, wrapped: str) -> None:
    """Whatever is cut off or added, the answer is an address that can be asked for, the same each time, or none."""
    for url in (wrapped + tail, wrapped[: len(tail)] + tail, wrapped[: -1 - len(tail)] + tail):
        try:
            once = canonicalize(url)
        except Reject:
            continue
        assert canonicalize(once) == once
