"""Fetch one page that may be an article (HTML, text, PDF), and refuse what cannot: robots | get | look at its bytes."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from scrapers.errors import Reject
from scrapers.http import Client, Response
from scrapers.records import Validators
from scrapers.robots import Robots

_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"

_LOOK = 2048
"""Bytes that are looked at; the WHATWG's MIME sniffing reads 1445."""

_NEVER = re.compile(r"(?:image|audio|video|font|model)/|application/(?:zip|gzip|msword|vnd\.|epub)")
"""Declared types that settle it before the body is read."""

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_UNSURE_TYPES = ("", "text/plain", "application/octet-stream", "unknown/unknown", "application/unknown")
"""What servers send for files that they do not know: text is taken too."""

_MAGIC = re.compile(
    rb"%!PS|\{\\rtf|PK\x03\x04|Rar!\x1a|7z\xbc\xaf|\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ|\x28\xb5\x2f\xfd|\xd0\xcf\x11\xe0"
    rb"|\x89PNG|GIF8|\xff\xd8\xff|II\*\x00|MM\x00\*|RIFF.{4}(?:WEBP|AVI |WAVE)|\x00\x00\x01\x00"
    rb"|ID3[\x02-\x04]|\xff[\xf2\xf3\xfb]|OggS|fLaC|.{4}ftyp|\x1aE\xdf\xa3|\x00\x00\x01[\xb3\xba]|FLV\x01"
    rb"|wOF[F2]|\x7fELF|MZ.\x00|\x00asm",
    re.DOTALL,
)
"""The first bytes of documents, archives, pictures, sound, film, fonts and programs."""

_PDF = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n\x00]*%PDF-|[^<]{0,1000}?[\r\n\x00]%PDF-\d\.\d\s")
"""A PDF, whatever its header says, and whatever a script printed before it, such as a notice."""

_PROLOG = r"\ufeff?(?:\s|<\?[^>]*>|<!--.*?-->)*+"
_FEED = re.compile(_PROLOG + r"<(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex|opml)[\s>]", re.DOTALL)
_HTML = re.compile(
    _PROLOG + r"<(?:!doctype\s+html|html|head|meta|title|script|style|body|iframe|table|div|font|h1|p|a|b|br"
    r"|main|article|section)[\s/>]",
    re.DOTALL | re.IGNORECASE,
)
"""The tags of the MIME Sniffing Standard, 7.1, and those of HTML 5 that open a fragment."""

_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Control characters that no text has: MIME Sniffing Standard, "binary data byte"."""


def validators_of(answer: Response) -> Validators | None:
    """Return what a page's next reading can ask by, or None where its server gives nothing."""
    etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    return Validators(etag, last_modified) if etag or last_modified else None


async def fetch_page(
    client: Client,
    robots: Robots,
    url: str,
    patience: float | None = None,
    known: Validators | None = None,
) -> Response:
    """Return the page behind `url`, which looks like HTML, text or a PDF, or a 304: it is as `known` has it.

    robots.txt is asked for every hop of a redirect. `patience` is how many seconds a host is waited for. Raises Reject
    `not_html` or `empty` for what cannot be an article, and whatever `Client.get` and `Robots.check` raise.
    """
    headers = {"Accept": _ACCEPT, **(known.conditions() if known else {})}
    answer = await client.get(url, headers, before=robots.check, accept=check_type, patience=patience)
    if answer.status == 304:
        return answer
    check_body(answer.headers.get("content-type", ""), answer.body)
    return answer


def check_type(content_type: str) -> None:
    """Raise Reject `not_html` where the Content-Type header alone rules an article out."""
    if _NEVER.match(_essence(content_type)):
        raise Reject("not_html", content_type)


def check_body(content_type: str, body: bytes) -> None:
    """Raise Reject `not_html` where `body`, declared as `content_type`, is neither HTML nor text nor a PDF.

    The bytes weigh more than the header: a picture called text/html is refused, HTML called XML is taken.
    """
    if not body.strip():
        raise Reject("empty")
    declared = _essence(content_type)
    if _PDF.match(body):
        return
    head = _head(body)
    if _MAGIC.match(body) or _FEED.match(head):
        raise Reject("not_html", f"looks like something else, declared {declared or 'nothing'}")
    if declared in _HTML_TYPES or _HTML.match(head):
        return
    if declared not in _UNSURE_TYPES or _BINARY.search(head):
        raise Reject("not_html", f"does not look like HTML, declared {declared or 'nothing'}")


def _essence(content_type: str) -> str:
    """Return the type without its parameters; the first where a server sent several."""
    return content_type.partition(";")[0].partition(",")[0].strip().lower()


def _head(body: bytes) -> str:
    """Return the beginning of `body`, read well enough to tell markup and control characters apart."""
    wide = body.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return body[:_LOOK].decode("utf-16" if wide else "utf-8-sig", "replace")
