"""When to read a page again: what a feed's telling of it is known by, and how soon and how often that may be."""

import html
from datetime import datetime, timedelta
from hashlib import blake2b

from w3lib.html import remove_tags

from scrapers.records import Entry

MAX_AGE = timedelta(days=7)
"""Age, since first sight, up to which a page is read again: what is changed later is changed for other readers."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (0, 0, 10, 60, 360, 1440))
"""Time since the last reading that the next one waits for. A page is read again so many times, and no more: a feed
whose entries change with every poll (counters, advertisements) costs each page six requests over two days."""


def entry_fingerprint(entry: Entry) -> str:
    """Return 32 hexadecimal digits that change with the words or the times of an entry, and not with its markup."""
    texts = [_words(text or "") for text in (entry.title, entry.summary, entry.content)]
    texts += [moment.isoformat() if moment else "" for moment in (entry.published, entry.updated)]
    return blake2b("\0".join(texts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def next_reading(
    first_seen: datetime, last_read: datetime | None, times: int, now: datetime
) -> datetime | None:
    """Return when a page that changed by now is read again (never before `now`), or None where it is not.

    `times` is how often it was read again before; all times are aware.
    """
    if times >= len(PAUSES) or now - first_seen > MAX_AGE:
        return None
    return max(now, (last_read or first_seen) + PAUSES[times])


def _words(markup: str) -> str:
    return " ".join(html.unescape(remove_tags(markup)).split())
