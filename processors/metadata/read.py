"""What a page says of itself: headline, authors, moments, section, summary, each with where it was found."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from processors.metadata.around_headline import Surroundings, set_apart_line_behind
from processors.metadata.authors_in_code import authors_in_metas, names_in_code
from processors.metadata.bylines import find_authors
from processors.metadata.channel_post import SERVICE, headline_of_post
from processors.metadata.days_ago import day_without_year
from processors.metadata.headline import find_heading, find_headlines
from processors.metadata.other_headings import names_in_home_links
from processors.metadata.script_story import moment_in_stories, stories_in_scripts
from processors.metadata.site_names import BAR
from processors.metadata.timestamps import Timestamp, modified_in_code
from processors.metadata.visible_dates import publication_dates
from processors.page.jsonld import article_nodes, node_names, page_nodes, read_nodes, video_nodes
from processors.text.characters import comparable_form, one_line

MAX_VALUE = 2_000
"""Characters of a headline, description or byline that are looked at; what is longer is a fault or an attack."""
MAX_METAS = 1_000
"""Meta elements of a page that are read; pages have a hundred."""
_SUMMARY = ("description", "og:description", "twitter:description", "dc.description")
_OTHER_TITLES = ("articletitle", "dc.title", "dc:title", "dcterms.title", "citation_title", "parsely-title")
"""Of Chinese offices, of libraries, and of a measuring service: asked where the page tells messengers no headline."""
_SECTION = ("article:section", "og:section", "parsely-section", "section", "category", "cxenseparse:section")
_SITE = ("og:site_name", "application-name", "al:android:app_name", "apple-mobile-web-app-title")
MAX_SITE_NAME_WORDS = 8
"""Words in a site's name; some pages put their headline where it should stand."""
_TIERS = ("article:content_tier", "og:article:content_tier")


class Metadata(Struct, frozen=True):
    """What was found, cleaned; None or empty where nothing was."""

    title: str | None = None
    headlines: tuple[str, ...] = ()
    """Every wording of the headline on the page, the title's first: bodies repeat any of them."""
    summary: str | None = None
    authors: tuple[str, ...] = ()
    published: Timestamp | None = None
    """By what the page's code says."""
    visible_date: Timestamp | None = None
    """The day beside the headline, looked for where the page's code says none: a guess that a feed overrules."""
    modified: Timestamp | None = None
    section: str | None = None
    canonical_url: str | None = None
    """What the page says is its address, where that can be the same article."""
    paywalled: bool | None = None
    """Whether the page says that it shows only subscribers the whole; None where it says nothing."""
    body: str | None = None
    """JSON-LD's articleBody as it stood."""


def read_metadata(root: HtmlElement, site: str, now: datetime, url: str = "") -> Metadata:
    """Return what the page in the tree says of itself.

    `site` is the outlet's name, taken off titles and never an author; `now` (aware) is when the page was
    fetched, and nothing was published after it; `url` is the page's address, or empty.
    """
    graph = read_nodes(root)
    node = next(iter(article_nodes(graph)), {})
    metas = _metas(root)
    declared = _canonical(root, metas)
    address = url or declared or ""
    sites = [
        name for name in (site, *(n for key in _SITE for n in metas.get(key, ())), *_publisher(node)) if name
    ]
    sites = [name for name in sites if len(name.split()) <= MAX_SITE_NAME_WORDS]
    coded = (
        _text(node.get("headline")),
        _first(metas, ("og:title", "twitter:title")) or _first(metas, _OTHER_TITLES),
    )
    site_forms = {comparable_form(name) for name in (*sites, *names_in_home_links(root, address))} - {""}
    bare = (_without_writer(text, node, metas) if text and "|" in text else text for text in coded)
    post = headline_of_post(root) if _first(metas, ("og:site_name",)) == SERVICE else None
    worded = (post,) if post else find_headlines(root, bare, site_forms, address)
    title = next(iter(worded), None)
    heading = find_heading(root, title)
    if heading is not None:
        set_apart_line_behind(heading)
    around = Surroundings(heading)
    changed = modified_in_code(node, metas, now)
    at, seen = publication_dates(
        root, [node, *page_nodes(graph), *video_nodes(graph, title)], metas, around, changed, now
    )
    if not at and not seen:
        seen = day_without_year(root, around, now)
    stories = cache(lambda: stories_in_scripts(root, worded))
    if not at and (not seen or seen.where == "updated"):
        told = moment_in_stories(stories(), now)
        if told and not (seen and seen.day < told.day):  # what was changed had been published before
            at, seen = told, None
    body = node.get("articleBody")
    return Metadata(
        title=title,
        headlines=worded,
        summary=_first(metas, _SUMMARY) or _text(node.get("description")),
        authors=find_authors(
            root,
            node,
            node_names(graph),
            metas,
            around,
            site,
            (*sites, *_owners(metas), _host(address).removeprefix("www.")),
            _beside_headline(root, title),
            stories,
            address,
        ),
        published=at,
        visible_date=seen,
        modified=changed,
        section=_section(node, metas),
        canonical_url=own_address(url, declared),
        paywalled=_paywalled(node, metas),
        body=body if isinstance(body, str) else None,
    )


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    """Return the page's meta elements by lower-case name, each with its contents in order.

    Some pages, and some programs that save them, write `value` for `content`.
    """
    found: dict[str, list[str]] = {}
    for meta in islice(root.iter("meta"), MAX_METAS):
        content = one_line((meta.get("content") or meta.get("value") or "")[:MAX_VALUE])
        for key in ("property", "name", "itemprop"):
            for name in (meta.get(key) or "").lower().split() if content else ():
                found.setdefault(name, []).append(content)
    return found


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _text(value: object) -> str | None:
    """Return a JSON-LD value as one line of text; markup and entities in it are undone, twice where they are double."""
    if not isinstance(value, str) or not value.strip():
        return None
    from processors.page.html import html_to_text

    once = html_to_text(value[:MAX_VALUE])
    return one_line(html_to_text(once) if "&" in once else once) or None


def _without_writer(title: str, node: dict[str, Any], metas: dict[str, list[str]]) -> str:
    """Return a title without the author's name behind its last bar, where the page's code names the author so."""
    headline, _, name = title.rpartition("|")
    writers = [
        *authors_in_metas(metas),
        *names_in_code(node.get("author") or node.get("creator"), {}, firms=False),
    ]
    is_writer = comparable_form(name) in {comparable_form(writer) for writer in writers} - {""}
    return headline.strip() if is_writer and headline.strip() else title


def _publisher(node: dict[str, Any]) -> list[str]:
    publisher = node.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return [name] if isinstance(name, str) else []


def _beside_headline(root: HtmlElement, title: str | None) -> list[str]:
    """Return what the page's title has beside the headline, in the form of `comparable_form`: the site's name."""
    element = next(root.iter("title"), None)
    shown = "" if element is None else element.text_content()[:MAX_VALUE]
    named, headline = comparable_form(shown), comparable_form(title or "")
    if not headline or headline not in named:
        return []
    rests = [rest for rest in named.split(headline, 1) if rest]
    last = comparable_form(BAR.split(shown)[-1])  # "Headline | Society | Example Times"
    return [*rests, last] if any(rest != last and rest.endswith(last) for rest in rests if last) else rests


def _owners(metas: dict[str, list[str]]) -> list[str]:
    """Return whose page it is, by the meta elements for it: a publishing house is no author."""
    told = (_NO_OWNER.sub(" ", text) for name in _OWNERS for text in metas.get(name, ()))
    return [name for name in map(one_line, told) if name and len(name.split()) <= MAX_SITE_NAME_WORDS]


_OWNERS = ("publisher", "dc.publisher", "dcterms.publisher", "copyright", "dc.rights")
_NO_OWNER = re.compile(
    r"copyright|©|\(c\)|\b(?:19|20)\d\d\b|all rights reserved|[.,–-](?=\s|$)", re.IGNORECASE
)


def _section(node: dict[str, Any], metas: dict[str, list[str]]) -> str | None:
    sections = node.get("articleSection")
    first = (
        next((item for item in sections if isinstance(item, str)), None)
        if isinstance(sections, list)
        else sections
    )
    section = _text(first) or _first(metas, _SECTION)
    return section[:200] if section and not section.startswith("http") else None


def _paywalled(node: dict[str, Any], metas: dict[str, list[str]]) -> bool | None:
    """Return what isAccessibleForFree or a content tier say: free is free, metered and locked are not."""
    free = node.get("isAccessibleForFree")
    if isinstance(free, bool | str):
        return str(free).strip().lower() in ("false", "no", "0")
    tier = _first(metas, _TIERS)
    return tier.lower() in ("locked", "metered", "premium", "subscription") if tier else None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _canonical(root: HtmlElement, metas: dict[str, list[str]]) -> str | None:
    found = _CANONICAL(root).strip() or _first(metas, ("og:url",))
    return found[:MAX_VALUE] if found else None


_CANONICAL: Any = etree.XPath('string(descendant::link/@rel[. = "canonical"]/../@href)')


def own_address(url: str, declared: str | None) -> str | None:
    """Return the canonical address that a page tells, where it can be the same article, or None.

    It can not where it is another site's, a front page, or a section's: shorter than the page's own path by its last
    part. Sites that put their front page there on every page would make one document of all their articles.
    """
    try:
        there, here = urlsplit(urljoin(url, declared or "")), urlsplit(url)
        hosts = [
            (part.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
            for part in (there, here)
        ]
    except ValueError:
        return None
    path, own = there.path.rstrip("/"), here.path.rstrip("/")
    if there.scheme not in ("http", "https") or hosts[0] != hosts[1] or (not path and not there.query):
        return None
    if own.startswith(path + "/") and not own.startswith((path + "/amp", path + "/page")):
        return None
    return there.geturl()
