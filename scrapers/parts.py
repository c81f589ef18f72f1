"""Items that share one address: what says that two are one item, and the address by which each is known.

A live page, a front page and a bulletin have one address for many items. And one article may be shown twice, under two
guids, two headlines and two fragments. So texts decide, where there are any. Merging two items loses one for good;
keeping one twice costs a copy, which is found later by its text.
"""

import base64
import hashlib
import html
import re
import zlib
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from w3lib.html import remove_tags

from scrapers.errors import Reject
from scrapers.identity import MIN_TITLE_SHARE, letter_runs
from scrapers.records import Entry
from scrapers.urls import canonicalize

NEARLY_ALL = 0.85
"""Share of two texts' runs of letters that they have in common where one is the other, corrected."""
HALF = 0.5
"""The same, under one headline."""
_RUN = 5
"""Letters in a run: two texts of one language share a twentieth of these."""
_LETTERS = 400
"""Letters of a text that are looked at: a thousand items have to be compared within a poll."""
_HASHES = 16
UNLIKE = 0.2
"""Share of two texts below which nothing of one stands in the other: two texts of one language share a twentieth."""
_SPACE = re.compile(r"\s+")
_ARTICLES_OWN = re.compile(r"\d{3}|[^\W_]+(?:[-_+. ][^\W_]+){2}|[^\W\d_]{20}|[^\x00-\x7f]")
"""What the address of one article has: a number, or words of its headline. A page of changing ones has neither."""


class Told(NamedTuple):
    """What is remembered of an item's words."""

    title: str
    """In lower case and one line, empty where there is none."""
    sketch: str
    """Of its text, see `sketch_text`; empty where there is none."""


def item_address(entry: Entry) -> str:
    """Return the canonical address by which an item is known: that of its page, and what tells it apart there.

    Raises Reject (`bad_url`).
    """
    address = canonicalize(entry.url)
    return f"{address}#{entry.part}" if entry.part else address


def page_address(address: str) -> str:
    """Return the canonical address of the page of an item, from that of the item."""
    page, mark, fragment = address.partition("#")
    return f"{page}#{fragment.partition('#')[0]}" if mark and fragment.startswith("!") else page


def is_front_page(address: str) -> bool:
    """Tell whether a canonical address is that of a site's front page, which is no article."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query and not parts.fragment.startswith("!")


def names_no_article(address: str) -> bool:
    """Tell whether a canonical address is that of a page whose articles come and go: /press, /news/daily.aspx."""
    parts = urlsplit(address)
    return not _ARTICLES_OWN.search(unquote(f"{parts.path}?{parts.query}"))


def repeats_address(guid: str, page: str) -> bool:
    """Tell whether a guid is the canonical address of its item's page once more, and so names no item."""
    try:
        return canonicalize(guid) == page
    except Reject:
        return False


def text_of(entry: Entry) -> str:
    """Return an item's text in lower case without markup and blanks, which feeds write now so, now otherwise."""
    markup = entry.content or entry.summary or ""
    return _SPACE.sub("", html.unescape(remove_tags(markup))).casefold()


def told_of(entry: Entry) -> Told:
    """Return what is to be remembered of an item's words."""
    return Told(_SPACE.sub(" ", entry.title or "").strip().casefold(), sketch_text(text_of(entry)))


def words_key(entry: Entry) -> str | None:
    """Return a name for an item by its words (or else by its guid), or None where it has nothing of both."""
    words = f"{(entry.title or '').casefold()}\0{text_of(entry)}".strip("\0") or entry.guid
    return f"item-{_hash(words)[:16]}" if words else None


def sketch_text(text: str) -> str:
    """Return the smallest hashes of the runs of letters in a text, written in at most 88 characters."""
    letters = "".join(character for character in text[: 2 * _LETTERS] if character.isalnum())[:_LETTERS]
    runs = {letters[at : at + _RUN] for at in range(max(1, len(letters) - _RUN + 1))} - {""}
    smallest = sorted({zlib.crc32(run.encode("utf-8", "replace")) for run in runs})[:_HASHES]
    return base64.b64encode(b"".join(number.to_bytes(4) for number in smallest)).decode()


def likeness(one: str, other: str) -> float:
    """Return the share of two sketched texts, roughly, that they have in common; 0 where one is empty."""
    ours, theirs = _hashes(one), _hashes(other)
    if not ours & theirs:
        return 0.0
    smallest = sorted(ours | theirs)[: min(_HASHES, max(len(ours), len(theirs)))]
    return sum(number in ours and number in theirs for number in smallest) / len(smallest)


def tells_the_same(one: Told, other: Told) -> bool:
    """Tell whether two items are one article by their words: shown again, corrected, or under another headline."""
    if one.sketch and other.sketch:
        alike = likeness(one.sketch, other.sketch)
        return alike >= NEARLY_ALL or (alike >= HALF and bool(one.title) and one.title == other.title)
    return not one.title or not other.title or _share(one.title, other.title) >= MIN_TITLE_SHARE


def tells_of_another(entry: Entry, before: Told) -> bool:
    """Tell whether an item has neither title nor text in common with what was told before; False where one is missing.

    Under one title for all, such as `Statement`, it has to be more than a teaser, which changes with its page.
    """
    now = told_of(entry)
    if not now.title or not before.title:
        return False
    is_retitled = _share(now.title, before.title) < MIN_TITLE_SHARE
    is_full = min(len(_hashes(now.sketch)), len(_hashes(before.sketch))) == _HASHES
    is_said = is_retitled or len(text_of(entry)) >= _LETTERS
    return is_said and is_full and likeness(now.sketch, before.sketch) < UNLIKE


def _share(one: str, other: str) -> float:
    """Return the share of the shorter title's letters that stand in the other; 0 where one is empty."""
    ours, theirs = letter_runs(one), letter_runs(other)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


class ShownItem:
    """An item that may have to be compared with many others: what is needed of its words is made once."""

    def __init__(self, entry: Entry):
        self.entry = entry

    @cached_property
    def text(self) -> str:
        """Its text, as `text_of` gives it."""
        return text_of(self.entry)

    @cached_property
    def told(self) -> Told:
        """Its words, as `told_of` gives them."""
        return told_of(self.entry)

    @cached_property
    def stands_on_front_page(self) -> bool:
        """Whether its address can be no article's, so that many items have it, perhaps under one title."""
        return self.entry.linkless or is_front_page(canonicalize(self.entry.url))


def are_two_items(one: ShownItem, other: ShownItem) -> bool:
    """Tell whether two items that a feed shows at once under one address are two, and not one that is shown twice."""
    ours, theirs = one.entry, other.entry
    apart = bool(ours.guid and theirs.guid and ours.guid != theirs.guid) or bool(
        ours.fragment and theirs.fragment and ours.fragment != theirs.fragment
    )
    if one.text and other.text:
        if one.text == other.text:
            # Without a page of its own, an item's text may be what its feed says of each: `Read on`.
            return _have_other_titles(one, other) and (ours.linkless or (apart and one.stands_on_front_page))
        if apart:
            return True
        if _were_told_apart(one, other):
            return True
        if not one.stands_on_front_page and (
            _share(one.told.title, other.told.title) >= NEARLY_ALL
            or bool(ours.guid) != bool(theirs.guid)
            or bool(ours.fragment) != bool(theirs.fragment)
        ):
            return False  # an article that is listed once more, further down
        return not tells_the_same(one.told, other.told)
    return apart and _have_other_titles(one, other)


def _have_other_titles(one: ShownItem, other: ShownItem) -> bool:
    return bool(one.entry.title and other.entry.title) and one.told.title != other.told.title


def _were_told_apart(one: ShownItem, other: ShownItem) -> bool:
    """Tell whether two items have other times, and texts with less than half in common, as two broadcasts."""
    times = one.entry.published, other.entry.published
    if None in times or times[0] == times[1]:
        return False
    return likeness(one.told.sketch, other.told.sketch) < HALF


@lru_cache(maxsize=4096)
def _hashes(sketch: str) -> frozenset[int]:
    packed = base64.b64decode(sketch)
    return frozenset(int.from_bytes(packed[at : at + 4]) for at in range(0, len(packed), 4))


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
