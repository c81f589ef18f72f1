"""RSS, RDF and Atom through feedparser's parsers, with bounds on what a hostile feed can cost.

feedparser's own entry point is not used: it guesses what its argument is (a path, an address), keeps
some document types with their entities, and takes quadratic time on a long author. Its parser classes
are given text only, so that nothing is ever opened or fetched.
"""

import io
import re
import xml.sax
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from xml.sax.handler import feature_external_ges, feature_namespaces

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.mixin import _FeedParserMixin

from scrapers.errors import Reject
from scrapers.items import MAX_ITEMS
from scrapers.newest import runs_down
from scrapers.urls import MAX_RAW
from scrapers.xmltext import drop_illegal, repair_entities, without_prolog

MAX_ELEMENTS = 100_000
"""Elements of one feed: a hundred for each of a thousand items, which take feedparser about 4 s.

This bounds the items too. A feed of more than `MAX_ITEMS` is read as far as these reach."""

MAX_MARKS = 1_000_000
"""`<` and `&` of a feed that is no XML, each of which takes feedparser some 4 microseconds."""

# One more than an address may have, so that what is cut is refused, and not mistaken for another address.
_MAX_ATTRIBUTE = MAX_RAW + 1
_MAX_NAMESPACES = 100
_MAX_TAGS = 100

_ROOT = re.compile(r"<((?:[\w.-]+:)?(?:rss|rdf|feed|entry))(?=[\s/>])", re.IGNORECASE)
_ROOT_OR_COMMENT = re.compile(rf"<!--.*?(?:-->|\Z)|{_ROOT.pattern}", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s/>]", re.IGNORECASE)
_WRAPPING = re.compile(r"(?:\s++|<html[^<>]*+>|<head\s*+/?>|</head>|<body[^<>]*+>)*+", re.IGNORECASE)
"""What a server puts around any text that it takes for a page: tags of HTML without a word."""
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffd]")
"""What no text has: "binary data bytes" (MIME Sniffing Standard), and the mark of what could not be decoded."""
_MAX_BEFORE_ROOT = 100_000
"""Characters that may stand before the root: a script that warns of each of its calls writes some thousands."""


class XmlFeed(NamedTuple):
    """What feedparser found, in its own keys."""

    feed: dict[str, Any]
    items: list[dict[str, Any]]
    """`permalink` is added: whether an RSS guid says to be a link."""
    unseen: int
    """Items, roughly, behind the last that was read."""
    whole: bool
    """Whether the root element ends: a feed that was cut off will show more when it is asked again."""
    atom: bool
    """Whether it is Atom, and not RSS."""


def parse_xml(text: str, now: datetime) -> XmlFeed:
    """Read the text of an XML feed; links stay as they are, except that `xml:base` is applied.
    Where the first items stand from the newest to the oldest, held against `now`, those behind them are not read.

    Raises Reject: `not_a_feed` for anything whose root is not a feed's, `too_complex` for what exceeds
    `MAX_ELEMENTS` or another bound.
    """
    text = without_prolog(text)
    root = find_root(text)
    if not root:
        start = "bytes that are no text" if _NO_TEXT.search(text, 0, 80) else repr(text[:80])
        raise Reject("not_a_feed", f"starts with {start}" + _named_dialect(text))
    text = text[root.start() :]
    ends = [end.end() for end in re.finditer(rf"</{re.escape(root[1])}\s*>", text)]
    # Scripts and comments of the server behind the end are no reason to distrust what came before.
    text = text[: ends[-1]] if ends else text
    parser = _strictly(text, now) or _after_mending(text, now)
    if not parser.version:
        raise Reject("not_a_feed", f"<{root[1]}> in no known version")
    atom = parser.version.startswith("atom")
    items = [dict(item) for item in parser.entries]
    unseen = max(0, len(_ITEM.findall(text)) - len(items)) if parser.has_ended_early else 0
    return XmlFeed(dict(parser.feeddata), items, unseen, bool(ends), atom)


def find_root(text: str) -> re.Match[str] | None:
    """Return where the root element of a feed begins, or None where none does; its name is the first group.

    Before it may stand whatever a server's script printed first (`Notice: ...`, `<br />`), or the bare frame of a page,
    but no page of HTML. The root of a document with a single entry of Atom (RFC 4287, 2) is that entry.
    """
    if root := _ROOT.match(text):
        return root
    found = _ROOT_OR_COMMENT.finditer(text, 0, _MAX_BEFORE_ROOT)
    root = next((match for match in found if match[1]), None)
    if root and _PAGE.search(text, 0, root.start()) and not _WRAPPING.fullmatch(text, 0, root.start()):
        return None
    return root


def _named_dialect(text: str) -> str:
    """Name the dialects that were feeds once and are not read."""
    if not (root := re.match(r"<(?:\w+:)?channel[\s/>][^>]*", text, re.IGNORECASE)):
        return ""
    return f": {'RSS 1.1' if 'purl.org/net/rss1.1' in root[0] else 'CDF'}, which is not read"


def told_dates(item: dict[str, Any]) -> Iterator[str]:
    """Yield the dates of an item as they are written, the best first."""
    # Not `item.get`: feedparser's own looks for others in the place of what is missing.
    dates = (dict.get(item, key) for key in ("published", "updated", "created"))
    yield from (date for date in dates if isinstance(date, str))


class _Enough(Exception):
    """What is behind this cannot count, or the feed has more elements than are read."""


class _Bounded(_FeedParserMixin):  # type: ignore[misc]
    """Bounds for both of feedparser's parsers, whose hooks these are."""

    seen = 0
    now: datetime
    has_ended_early = has_looked = False

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += 1
        if self.seen > MAX_ELEMENTS:
            if len(self.entries) <= MAX_ITEMS:
                raise Reject("too_complex", f"more than {MAX_ELEMENTS:,} elements")
            self.end_early()
            raise _Enough
        if len(self.entries) > MAX_ITEMS and not self.has_looked:
            self.has_looked = True
            if runs_down(map(told_dates, self.entries), self.now):
                self.end_early()
                raise _Enough
        super().unknown_starttag(tag, [(name, (value or "")[:_MAX_ATTRIBUTE]) for name, value in attrs])

    def end_early(self) -> None:
        """Forget the item that is being read, of which a part is missing."""
        self.has_ended_early = True
        if self.inentry:
            self.entries.pop()

    def unknown_endtag(self, tag: str) -> None:
        super().unknown_endtag(tag)
        # Without a base address of its own, feedparser keeps an element's xml:base beyond its end.
        self.baseuri = self.basestack[-1] if self.basestack else ""

    def track_namespace(self, prefix: str | None, uri: str) -> None:
        # Each element of an unknown namespace is compared with all of them.
        if len(self.namespaces_in_use) > _MAX_NAMESPACES:
            raise Reject("too_complex", f"more than {_MAX_NAMESPACES} namespaces")
        super().track_namespace(prefix, uri)

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        # Each is compared with all before it.
        if len(self._get_context().get("tags", ())) < _MAX_TAGS:
            super()._add_tag(term, scheme, label)

    def _sync_author_detail(self, key: str = "author") -> None:
        # feedparser takes addresses out with an expression that is quadratic in the length.
        people = self._get_context().get(f"{key}s")
        if people and not people[-1]:
            people[-1]["name"] = self._get_context().get(key) or ""

    # The four dates as they are written: feedparser's reading of them would be thrown away, see `scrapers.pubdate`.

    def _end_published(self) -> None:
        self.pop("published")

    _end_issued = _end_pubdate = _end_published

    def _end_updated(self) -> None:
        self.pop("updated")

    _end_modified = _end_lastbuilddate = _end_updated

    def _end_created(self) -> None:
        self.pop("created")

    def _end_expired(self) -> None:
        self.pop("expired")

    # feedparser takes the words for a picture or video for the item's description, and the description for more text.

    def _start_media_description(self, attrs_d: dict[str, str]) -> None:
        self.push_content("media_description", attrs_d, "text/plain", 1)

    def _end_media_description(self) -> None:
        self.pop_content("media_description")

    def _start_guid(self, attrs_d: dict[str, str]) -> None:
        super()._start_guid(attrs_d)
        self._get_context()["permalink"] = self.guidislink


class _Strict(_Bounded, StrictFeedParser):  # type: ignore[misc]
    pass


class _Loose(_Bounded, LooseFeedParser):  # type: ignore[misc]
    pass


def _new(kind: type[_Bounded], now: datetime) -> _Bounded:
    # No base address: feedparser would make an address out of every guid.
    parser = kind("", None, "utf-8")
    parser.now = now
    parser.resolve_relative_uris = parser.sanitize_html = False
    return parser


def _strictly(text: str, now: datetime) -> _Bounded | None:
    """Return the parser after a feed that is XML, or None where it is not."""
    parser = _new(_Strict, now)
    reader = xml.sax.make_parser()  # noqa: S317 (no document type ever reaches it, see xmltext)
    reader.setFeature(feature_namespaces, True)
    reader.setFeature(feature_external_ges, False)
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    try:
        reader.parse(io.BytesIO(text.encode()))
    except _Enough:
        pass
    except Reject:
        raise
    except Exception:  # feedparser trips in many ways over what it did not expect; the loose parser is next
        if len(parser.entries) <= MAX_ITEMS:
            return None
        parser.end_early()  # what counts was read: the loose parser would take the same for several times the time
    return parser


def _after_mending(text: str, now: datetime) -> _Bounded:
    """Return the parser after a feed that is no XML: without what XML forbids, with its entities mended, or loosely.

    The strict parser refuses what XML forbids. So nobody has to search the many feeds that hold nothing of it.
    """
    legal = drop_illegal(text)
    parser = _strictly(legal, now) if legal != text else None
    return parser or _strictly(text := repair_entities(legal), now) or _loosely(text, now)


def _loosely(text: str, now: datetime) -> _Bounded:
    """Return the parser after a feed that is no XML."""
    if text.count("<") + text.count("&") > MAX_MARKS:
        raise Reject("too_complex", f"no XML, and more than {MAX_MARKS:,} marks")
    parser = _new(_Loose, now)
    try:
        parser.feed(text)
    except _Enough:
        pass
    except Reject:
        raise
    except Exception as error:  # see above; this was the last resort
        raise Reject("not_a_feed", f"broken beyond reading: {error!r}"[:300]) from error
    return parser
