"""The web of the documents' examples: the sites of tests/data/docs/articles.yaml, over http and https on loopback.

Each site announces its feed on its front page and keeps it at /feed.xml. The feeds that `wirewatch init` writes are
there, without articles, since the examples are of no real outlet. A webhook at /alerts takes what is posted to it.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import trustme
import yaml
from hostile_server import HTML, Answer, Hostile, Request, page
from paths import DATA, ROOT

SITES: dict[str, Any] = yaml.safe_load((DATA / "docs" / "articles.yaml").read_text("utf-8"))
RSS = "application/rss+xml; charset=utf-8"


class Served(NamedTuple):
    """The servers of the examples' web."""

    hosts: str
    """What tests/support/resolver reads from WIREWATCH_TEST_HOSTS."""
    authority: Path
    """The certificate that the sites' certificates are signed by."""


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve the examples' web; `folder` takes the authority's certificate."""
    authority = trustme.CA()
    file = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    with Hostile(_certified(authority)) as secure, Hostile() as plain:
        for web in (secure, plain):
            _publish(web)
        yield Served(f"*:443={secure.port} *:80={plain.port}", file)


def _certified(authority: trustme.CA) -> ssl.SSLContext:
    """Return a context that has a certificate for whatever name is asked for."""
    known: dict[str, ssl.SSLContext] = {}

    def of(name: str) -> ssl.SSLContext:
        if name not in known:
            known[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(name).configure_cert(known[name])
        return known[name]

    def choose(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
        if name:
            connection.context = of(name)

    context = of("news.example")
    context.sni_callback = choose  # type: ignore[assignment]
    return context


def _publish(web: Hostile) -> None:
    now = _before_midnight(datetime.now(UTC))
    answers: dict[str, dict[str, Answer]] = {}
    for host, site in SITES.items():
        answers.setdefault("/", {})[host] = page(_front(site["name"]), HTML)
        answers.setdefault("/feed.xml", {})[host] = page(_feed(host, site, now), RSS)
        for article in site["articles"]:
            answer = page(_html(article, site["name"], now), HTML, article.get("status", 200))
            answers.setdefault(article["path"], {})[host] = answer
    for feed in yaml.safe_load((ROOT / "wirewatch" / "config" / "small_feeds.yaml").read_text("utf-8"))[
        "feeds"
    ]:
        address = urlsplit(feed["url"])
        answers.setdefault(address.path, {})[address.netloc] = page(_rss("News", ""), RSS)
    for path, by_host in answers.items():
        web.on(path, _by_host(by_host))
    web.serve("/alerts", "", status=204)


def _by_host(answers: dict[str, Answer]) -> Answer:
    async def answer(request: Request, writer: Any) -> None:
        host = request.headers["host"].partition(":")[0]
        await answers.get(host, page("", HTML, 404))(request, writer)

    return answer


def _front(name: str) -> str:
    link = '<link rel="alternate" type="application/rss+xml" title="World news" href="/feed.xml">'
    return f"<html><head><title>{name}</title>{link}</head><body><h1>{name}</h1></body></html>"


def _feed(host: str, site: dict[str, Any], now: datetime) -> str:
    items = "".join(
        f"<item><title>{escape(one['title'])}</title><link>https://{host}{one['path']}</link>"
        f"<pubDate>{format_datetime(_moment(one, now))}</pubDate></item>"
        for one in site["articles"]
    )
    return _rss(site["name"], items)


def _rss(title: str, items: str) -> str:
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def _html(article: dict[str, Any], site: str, now: datetime) -> str:
    moment = _moment(article, now).isoformat()
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in article.get("text", "").splitlines())
    title = escape(article["title"])
    head = f'<title>{title}</title><meta property="article:published_time" content="{moment}">'
    body = f'<article><h1>{title}</h1><div class="article-body">{paragraphs}</div></article>'
    return f"<html><head>{head}</head><body><header>{site}</header>{body}</body></html>"


def _before_midnight(now: datetime) -> datetime:
    """Give a moment whose last two hours are of one day: the examples count by day what came in them."""
    return now if now.hour >= 2 else now.replace(hour=0, minute=0, second=0) - timedelta(seconds=1)


def _moment(article: dict[str, Any], now: datetime) -> datetime:
    return (now - timedelta(hours=article["hours"])).replace(microsecond=0)
