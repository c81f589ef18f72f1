"""Whether an item that a feed shows under another address is the item that it showed before.

A feed's guid says so, where it can be believed: there are feeds that number their items from the top anew at each
poll, and feeds whose guids are all the same. So the item's time or its title has to agree. Merging two articles loses
one for good; keeping an article twice costs one copy.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from scrapers.records import Entry

MIN_TITLE_SHARE = 0.5
"""Share of the shorter title's letters in threes that a reworded headline keeps."""
MIN_ITEMS = 3
"""Items whose addresses must have changed by a parameter before it is taken for a token: one item may be replaced."""
MAX_GUID = 500
"""Characters of a guid that are kept; a longer one is known by its hash."""

# A number or hash that nobody counts from the top of a feed.
_OWN_NUMBER = re.compile(r"\d{5}|[0-9a-f-]{16}", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d\d[-/.]?[01]\d[-/.]?[0-3]\d")


class Telling(NamedTuple):
    """What a feed told of an item, beside its address."""

    title: str | None
    published: datetime | None


def short_guid(guid: str) -> str | None:
    """Return a guid in one line of at most `MAX_GUID` characters, or None where it is empty."""
    guid = " ".join(guid.split())
    return (
        f"sha256:{hashlib.sha256(guid.encode('utf-8', 'replace')).hexdigest()}"
        if len(guid) > MAX_GUID
        else guid or None
    )


def tellings(entries: Sequence[Entry]) -> dict[str, Telling]:
    """Return what is told of each item by its guid, of those guids that stand for one item.

    A time that several items share is the feed's own, or that of a whole issue: it tells nothing of one item.
    """
    guids = Counter(entry.guid for entry in entries if entry.guid)
    times = Counter(entry.published for entry in entries)
    return {
        entry.guid: Telling(entry.title, entry.published if times[entry.published] == 1 else None)
        for entry in entries
        if entry.guid and guids[entry.guid] == 1
    }


def is_same_item(guid: str, before: Telling, now: Telling) -> bool:
    """Tell whether an item is the one that was told of before under the same guid."""
    if _is_unchanged(before, now):
        return True
    if not before.title or not now.title or not _OWN_NUMBER.search(_DATE.sub(" ", guid)):
        return False
    ours, theirs = letter_runs(before.title), letter_runs(now.title)
    return bool(ours and theirs) and len(ours & theirs) >= MIN_TITLE_SHARE * min(len(ours), len(theirs))


def letter_runs(title: str) -> set[str]:
    """Return the runs of three letters in a title, whatever its case and its signs."""
    letters = "".join(character for character in title.casefold() if character.isalnum())
    return {letters[at : at + 3] for at in range(max(1, len(letters) - 2))} - {""}


def _is_unchanged(before: Telling, now: Telling) -> bool:
    if before.published and now.published:
        return before.published == now.published
    return bool(before.title) and before.title == now.title


class Change(NamedTuple):
    """An item of which a feed told the same as before, under another canonical address."""

    before: str
    now: str


def is_same_site(one: str, other: str) -> bool:
    """Tell whether two canonical addresses are of one host, or of its forms for telephones and for the bare name."""
    return _site(one) == _site(other)


def _site(url: str) -> str:
    host = urlsplit(url).netloc
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    return host


def changed_parameters(change: Change) -> frozenset[str]:
    """Return the names of the parameters in which two canonical addresses differ; none where more does than these."""
    before, now = urlsplit(change.before), urlsplit(change.now)
    if before._replace(query="") != now._replace(query=""):
        return frozenset()
    ours, theirs = (Counter(parts.query.split("&")) for parts in (before, now))
    return frozenset(_name(parameter) for parameter in (ours - theirs) + (theirs - ours) if parameter)


def learn_tokens(changes: Sequence[Change], shown: Sequence[str]) -> frozenset[str]:
    """Return the parameters of one host that are tokens: they change while the items stay the same.

    `changes` are the items of one poll whose addresses changed, `shown` the canonical addresses of all its items with
    guids of their own. A parameter without which two of these would be one is no token.
    """
    counts = Counter(name for change in changes for name in changed_parameters(change))
    tokens = frozenset(name for name, count in counts.items() if count >= MIN_ITEMS)
    return tokens if tokens and not merges_any(shown, tokens) else frozenset()


def merges_any(addresses: Sequence[str], names: frozenset[str]) -> bool:
    """Tell whether two of these different addresses are one without these parameters."""
    different = set(addresses)
    return len({without_parameters(address, names) for address in different}) < len(different)


def without_parameters(address: str, names: frozenset[str]) -> str:
    """Return a canonical address without these parameters; it is canonical too."""
    if not names:
        return address
    parts = urlsplit(address)
    kept = [parameter for parameter in parts.query.split("&") if _name(parameter) not in names]
    return parts._replace(query="&".join(kept)).geturl()


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]
