"""What a page says of itself: headline, authors, moment of publication, summary, each with where it was found."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement
from msgspec import Struct

from processors.characters import one_line, same_form
from processors.dates import parse_moment

MAX_VALUE = 2_000
"""Characters of a headline, description or byline that are looked at; what is longer is a fault or an attack."""


class Metadata(Struct, frozen=True):
    """What was found, cleaned; None or empty where nothing was."""

    title: str | None = None
    headlines: tuple[str, ...] = ()
    """Every wording of the headline on the page, the title's first: bodies repeat any of them."""
    summary: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_from: str | None = None
    body: str | None = None
    """JSON-LD's articleBody as it stood."""


_ARTICLE = re.compile(
    r"Article$|^(?:Blog|LiveBlog|SocialMedia|DiscussionForum)Posting$|^Report$|^Review$|^(?:Satirical|"
    r"Analysis|Background|Opinion|Reportage)"
)
_PUBLISHED = (
    *("article:published_time", "og:published_time", "og:article:published_time", "article.published"),
    *(
        "datepublished",
        "date_published",
        "publish_date",
        "publish-date",
        "publishdate",
        "publication_date",
        "pubdate",
    ),
    *("parsely-pub-date", "sailthru.date", "mediator_published_time", "originalpublicationdate"),
    *("cxenseparse:recs:publishtime", "cxenseparse:publishtime", "analyticsattributes.articledate"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date"),
    *("article_date_original", "citation_publication_date", "displaydate", "ptime", "date"),
)
"""Names of meta elements for the moment of publication, in lower case, the plainest first."""
_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "authors",
    "article.author",
    "mediator_author",
)
_SUMMARY = ("description", "og:description", "twitter:description", "dc.description")
_BYLINES = (
    './/*[@itemprop="author"]//*[@itemprop="name"]',
    './/*[@itemprop="author"]',
    './/a[@rel="author"]',
    './/*[contains(concat(" ", normalize-space(@class), " "), " byline ")]',
    './/*[contains(concat(" ", normalize-space(@class), " "), " author-name ")]',
)


def read_metadata(root: HtmlElement, site: str, now: datetime) -> Metadata:
    """Return what the page in the tree says of itself.

    `site` is the outlet's name, taken off titles and never an author; `now` (aware) is when the page was
    fetched, and nothing was published after it.
    """
    node = next(iter(articles(root)), {})
    metas = _metas(root)
    headlines = _headlines(root, node, metas, site)
    published_at, published_from = _published(root, node, metas, now)
    body = node.get("articleBody")
    return Metadata(
        title=next(iter(headlines), None),
        headlines=headlines,
        summary=_first(metas, _SUMMARY) or _text(node.get("description")),
        authors=_authors(root, node, metas, site),
        published_at=published_at,
        published_from=published_from,
        body=body if isinstance(body, str) else None,
    )


def articles(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD nodes of the page that are articles, those with a headline first."""
    found = [node for script in root.iter("script") for node in _nodes(script) if _is_article(node)]
    yield from sorted(found, key=lambda node: not (node.get("headline") and node.get("datePublished")))


def _nodes(script: HtmlElement) -> Iterator[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    source = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script.text or ""
    )
    try:
        yield from _flat(json.loads(source.strip().rstrip(";"), strict=False), 0)
    except (ValueError, RecursionError):
        return


def _flat(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the node, and those in its lists, graph and main entity; five levels hold every layout known."""
    if depth > 5:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _flat(value.get(key), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        _ARTICLE.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    )


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    """Return the page's meta elements by lower-case name, each with its contents in order."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = one_line((meta.get("content") or "")[:MAX_VALUE])
        for key in ("property", "name", "itemprop"):
            if content and meta.get(key):
                found.setdefault(meta.get(key).lower(), []).append(content)
    return found


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _text(value: object) -> str | None:
    """Return a JSON-LD value as one line of text; markup and entities in it are undone."""
    if not isinstance(value, str) or not value.strip():
        return None
    from processors.html import text_of

    return one_line(text_of(value[:MAX_VALUE])) or None


def _headlines(
    root: HtmlElement, node: dict[str, Any], metas: dict[str, list[str]], site: str
) -> tuple[str, ...]:
    """Return the headline as JSON-LD, og:title, the first h1 and <title> have it, without the site's name."""
    heading = next(
        (text for h1 in root.iter("h1") if (text := one_line(h1.text_content()[:MAX_VALUE]))), None
    )
    named = one_line(root.xpath("string(//title)")[:MAX_VALUE])
    names = {same_form(name) for name in (site, *metas.get("og:site_name", ()))} - {""}
    told = (_text(node.get("headline")), _first(metas, ("og:title", "twitter:title")), heading, named)
    titles = [without_site(title, names) for title in told if title]
    return tuple(dict.fromkeys(title for title in titles if title and same_form(title) not in names))


_BAR = re.compile(r"\s+(?:[»·•—–]|-{1,2})\s+|\s*\|\s*|\s*:\s+")


def without_site(title: str, names: set[str]) -> str:
    """Return `title` without the site's name at its end or start; `names` are in the form of `same_form`.

    Only a part that is the name goes: "... With Al-Qaeda - Spokesperson" keeps its last part.
    """
    bars = list(_BAR.finditer(title))
    if bars and same_form(title[bars[-1].end() :]) in names:
        return title[: bars[-1].start()].strip()
    if bars and same_form(title[: bars[0].start()]) in names:
        return title[bars[0].end() :].strip()
    return title.strip()


def _published(
    root: HtmlElement, node: dict[str, Any], metas: dict[str, list[str]], now: datetime
) -> tuple[datetime | None, str | None]:
    told = [("json-ld", node.get(key)) for key in ("datePublished", "dateCreated", "uploadDate")]
    told += [("meta", _first(metas, (name,))) for name in _PUBLISHED]
    told += [("time", element.get("datetime")) for element in _times(root)]
    for where, words in told:
        moment = parse_moment(words, now) if isinstance(words, str) else None
        if moment:
            return moment, where
    return None, None


def _times(root: HtmlElement) -> list[HtmlElement]:
    """Return the time elements, those first that say they are the publication, then those inside an article."""
    found = [element for element in root.iter("time") if element.get("datetime")]
    marked = [
        e
        for e in found
        if e.get("pubdate") is not None or "publish" in f"{e.get('itemprop')} {e.get('class')}".lower()
    ]
    inside = [e for e in found if next(e.iterancestors("article", "main", "header"), None) is not None]
    return (marked or inside or (found if len(found) == 1 else []))[:3]


_BY = re.compile(
    r"^(?:(?:written |reported |story |posted |words )?by|von|par|por|di|door|av|af|yazan|автор[ы]?|текст|"
    r"بقلم|كتب|作者)\s*[:：]?\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:[,;|/&、،]|\s(?:and|und|et|y|e|и|و)\s)\s*")
_ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|journalist|columnist|staff|bureau|chief|senior|contributor|"
    r"producer|analyst|redakteur\w*|redaktion|"
    r"корреспондент|редактор|обозреватель|in [A-Z]\w+$|news desk|newsroom|updated|published|min read|"
    r"\d{4})\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:\S+|www\.\S+|\S+@\S+")
_NO_NAME = re.compile(r"^\W*$|^(?:admin|author|unknown|none|null|guest|by)$", re.IGNORECASE)


def _authors(
    root: HtmlElement, node: dict[str, Any], metas: dict[str, list[str]], site: str
) -> tuple[str, ...]:
    for source in (
        _persons(node.get("author"), 0),
        [text for name in _AUTHORS for text in metas.get(name, ())],
        _bylines(root),
    ):
        names = author_names(source, site)
        if names:
            return names
    return ()


def _persons(value: object, depth: int) -> list[str]:
    """Return the names in a JSON-LD author, which is a string, a person, or a list of these."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _persons(value.get("name"), depth + 1) if depth < 4 else []
    if isinstance(value, list):
        return [name for item in value[:20] for name in _persons(item, depth + 1)] if depth < 4 else []
    return []


def _bylines(root: HtmlElement) -> list[str]:
    for path in _BYLINES:
        found = [one_line(element.text_content()[:MAX_VALUE]) for element in root.xpath(path)[:4]]
        if any(found):
            return [text for text in found if len(text) < 120]
    return []


def author_names(written: list[str] | tuple[str, ...], site: str = "") -> tuple[str, ...]:
    """Return the people's names in bylines: no "By", no titles, no addresses, not the outlet, each once."""
    names: dict[str, str] = {}
    for line in written:
        for part in _AND.split(_BY.sub("", one_line(_ADDRESS.sub(" ", line[:MAX_VALUE])))):
            name = _BY.sub("", part).strip(" .-–—•()")
            if (
                2 < len(name) <= 60
                and not (_NO_NAME.search(name) or _ROLE.search(name))
                and same_form(name) != same_form(site)
            ):
                names.setdefault(same_form(name), name)
    return tuple(names.values())[:12]


_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)")


def moment_in_url(url: str, now: datetime) -> datetime | None:
    """Return midnight UTC of the day in an address such as /2021/05/05/, or None."""
    match = _URL_DATE.search(url)
    return parse_moment("-".join(match.groups()), now) if match else None
