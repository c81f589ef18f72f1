"""What runs in a worker process: one page in, one article (and its sketch) out.

Imported on both sides: what only the workers need is imported where it is used, and `preload` has it loaded for them.
"""

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from processors.errors import ProcessError
from processors.events.kin import with_parents
from processors.events.words import EventText, make_event_text
from processors.stories.fingerprint import Fingerprint, make_fingerprint
from processors.stories.sketch import Sketch, make_sketch, retained_share
from scrapers.provenance import attribute
from wirewatch.landing import LandingLost, LandingZone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from processors.groups.catalogue import Catalogue
    from processors.groups.tag import Tagger
    from processors.records import Article
    from processors.statements.frames import FrameFile
    from processors.statements.read import StatementReader
    from processors.stories.revision import GroupChanges
    from scrapers.records import Feed, Page


class PageResult(NamedTuple):
    """What came of one page: an article as JSON, or the reason for which there is none."""

    article: bytes = b""
    fingerprint: Fingerprint = Fingerprint()
    event: EventText = EventText()
    """What tells of the event."""
    change: "GroupChanges | None" = None
    """What a newer reading of the page changes; None for a first one."""
    words: int = 0
    from_page: bool = False
    """Whether the text is the page's, and not what the feed carried."""
    kept_share: float = 1.0
    """Share of the stored text that stands in this one; 1 where there was none of the page's own."""
    addresses: tuple[str, ...] = ()
    """Canonical addresses under which the page says that it is known, or to which it led, on the same site."""
    found_at: str | None = None
    """The canonical address to which a redirect led, on another site."""
    is_part: bool = False
    """Whether the text is one item's of a page that has several: it says nothing of how its host's pages are."""
    is_brief: bool = False
    """Whether the article is a short one that is known to be whole, or free to read: no page that has gone thin."""
    domain: str = ""
    """That of the outlet at whose address the text was found."""
    reason: str | None = None
    detail: str = ""


class _WorkerTools:
    """What a worker keeps between pages."""

    landing: LandingZone
    tagger: "Tagger"
    parents: "Mapping[str, Sequence[str]]"
    reader: "StatementReader"


def make_article(
    reference: str, feed: "Feed | None" = None, before: str | None = None, stored: str | None = None
) -> PageResult:
    """Turn the page at a reference of the landing zone into an article; every way to fail is in the answer.

    `feed` is what the configuration says now of the page's feed, where it still has it. `before` is where the reading
    stands that the present article was made of. Both are made into articles by the same code and catalogue, so that
    what differs was changed by the publisher; where nothing does, it is `unchanged`. `stored` is where the present
    article stands, which this one would replace: where there is no `before` though the page is the same, and else
    it stands in for a reading that the landing zone has lost.
    """
    from processors.stories.revision import compare_revisions
    from processors.text.characters import count_words

    try:
        page = _read(reference, feed)
        article = _article(page)
        change = compare_revisions(_article_before(before, feed, stored), article) if before else None
        published_at = article.published_at if article.published_precision == "time" else None
        fingerprint = make_fingerprint(article.title, article.text, article.language, published_at)
        event = make_event_text(
            article.title,
            article.text,
            article.language,
            article.published_at,
            with_parents(article.groups, _WorkerTools.parents),
            article.dateline.place if article.dateline else None,
            is_digest=fingerprint.head.is_digest,
        )
        result = PageResult(msgspec.json.encode(article), fingerprint, event, change)
        return result._replace(
            words=count_words(article.text),
            from_page=article.text_from == "page",
            kept_share=_kept_share(stored, fingerprint.sketch) if stored and not before else 1.0,
            addresses=_other_addresses(page, article),
            is_part=_is_part(page, article),
            is_brief=article.brief,
            found_at=_canonical(page.final_url) if page.found_by else None,
            domain=article.source.domain,
        )
    except ProcessError as error:
        return PageResult(reason=error.reason, detail=error.detail)
    except LandingLost as error:
        return PageResult(reason="landing_lost", detail=str(error))
    except MemoryError:
        return PageResult(reason="crashed", detail="out of memory")


def _read(reference: str, feed: "Feed | None") -> "Page":
    page = _WorkerTools.landing.read_page(reference)
    teller = feed if feed and feed.url == page.feed.url else page.feed
    return attribute(msgspec.structs.replace(page, feed=feed or page.feed), teller)


def _article(page: "Page") -> "Article":
    from processors.clean import clean

    return _WorkerTools.reader.read_article(_WorkerTools.tagger.tag_article(clean(page)))


def _is_part(page: "Page", article: "Article") -> bool:
    from processors.page.parts import EXTRACTORS

    shares = page.entry is not None and page.entry.part is not None
    return article.extractor in EXTRACTORS or (shares and article.text_from == "feed")


def _other_addresses(page: "Page", article: "Article") -> tuple[str, ...]:
    """Give the canonical addresses, other than a page's own, that it declares or that redirects ended at.

    A part of a page has none of these. Where the whole page is an item's, it may be that of the page's own address.
    """
    from scrapers.identity import is_same_site
    from scrapers.parts import page_address

    if _is_part(page, article):
        return ()
    own = page_address(page.canonical_url) if page.entry and page.entry.part else None
    found = map(_canonical, (own, page.final_url, article.declared_url))
    return tuple(
        dict.fromkeys(
            address
            for address in found
            if address and address != page.canonical_url and is_same_site(address, page.canonical_url)
        )
    )


def _canonical(address: str | None) -> str | None:
    from scrapers.errors import ScrapeError
    from scrapers.urls import canonicalize

    try:
        return canonicalize(address) if address else None
    except ScrapeError:
        return None


def _article_before(before: str, feed: "Feed | None", stored: str | None) -> "Article":
    try:
        return _article(_read(before, feed))
    except LandingLost:
        if stored is None:
            raise
        (article,) = _WorkerTools.landing.read_articles([stored])
        return article


def _kept_share(stored: str, now: Sketch) -> float:
    """Give the share of a stored text that stands in the new one; all, where the landing zone has lost it."""
    try:
        (article,) = _WorkerTools.landing.read_articles([stored])
    except LandingLost:
        return 1.0
    return retained_share(make_sketch(article.text), now) if article.text_from == "page" else 1.0


def prepare_worker(landing_url: str, catalogue: "Catalogue", frames: "Sequence[FrameFile]" = ()) -> None:
    """Have this process ready for `make_article`."""
    from processors.groups.tag import Tagger
    from processors.statements.read import StatementReader

    _WorkerTools.landing = LandingZone(landing_url)
    _WorkerTools.tagger = Tagger(catalogue)
    _WorkerTools.parents = catalogue.parents()
    _WorkerTools.reader = StatementReader(catalogue, frames)
