"""The records that leave processors: Article, its Mentions, and the Alert that a rule made of it.

All times are aware and in UTC. Offsets count Unicode code points into the stored `title` or `text`.
"""

from datetime import date as Day  # noqa: N812 - `date` is a field here
from datetime import datetime
from typing import Literal

from msgspec import Struct

from scrapers.records import Source


class Dateline(Struct, frozen=True):
    """Where, by whom and when an agency filed the text: KABUL (UrduPoint News / Sputnik - 05th May, 2021)."""

    place: str | None = None
    agency: str | None = None
    date: Day | None = None


Place = Literal["title", "lede", "body", "quote"]


class Mention(Struct, frozen=True):
    """One place in the article that names a group; `text` equals the field's [start:end]."""

    group: str
    text: str
    field: Literal["title", "text"]
    start: int
    end: int
    place: Place | None = None
    """Headline, first paragraph, further text or quotation (`processors.groups.centrality`).

    None outside of articles.
    """


Act = Literal["claim", "deny", "blame", "link", "threaten", "pledge", "demand", "designate"]


class Statement(Struct, frozen=True):
    """Somebody's claim, denial, accusation ... as the article tells of it, and the sentence that proves it."""

    act: Act
    by: str
    """The id of the group that speaks, itself or by its spokesman or media arm; `other`; or `unknown`."""
    by_name: str
    """The speaker as written; empty where nobody is named."""
    about: tuple[str, ...]
    """Ids of the groups that the content concerns, sorted, without the speaker."""
    negated: bool
    """Whether the article says that the act was not done: no group has claimed responsibility."""
    field: Literal["title", "text"]
    start: int
    end: int
    quoted: bool
    """Whether the words are the speaker's own."""
    frame: str
    """The rule that found it: language and name, en.claim-responsibility."""


class Taken(Struct, frozen=True):
    """Words that a rule of `processors.newsroom.rules` took out of the article, as they stood, and where."""

    rule: str
    """The rule's name."""
    text: str
    field: Literal["title", "text"]
    paragraph: int | None = None
    """Number, from 1, in the body as it was found; None in a headline.

    Of words that were left out where the body was found, it is that of the paragraph before them, 0 where none is.
    """


class Article(Struct, frozen=True, kw_only=True):
    """One cleaned and tagged article: what `process` writes to the landing zone and `clean` prints.

    The document in the index is this but for `taken`, plus what only the ledger knows (`indexed_at`, `story_id`,
    `copy_of`, `event_id`, `batch`, `revision` and its groups added and removed): see `processors.stores.document`.
    """

    id: str
    """Hex SHA-256 of `canonical_url`."""
    url: str
    canonical_url: str
    source: Source
    feed_url: str | None = None
    title: str | None = None
    """None where the article has no headline: show `lede(article)` instead."""
    summary: str | None = None
    text: str
    """Paragraphs separated by one newline."""
    text_from: Literal["page", "feed"] = "page"
    authors: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639-1, detected from the text."""
    dateline: Dateline | None = None
    published_at: datetime | None = None
    """Midnight UTC of `published_day` where only the day is known."""
    published_day: Day | None = None
    """The day in the outlet's own words and zone."""
    published_precision: Literal["time", "local", "day"] | None = None
    """Whether a time and its zone were told, a time without a zone (taken as UTC: it may be hours off), or a day."""
    published_from: str | None = None
    """Where it was found: json-ld, meta, time, feed, dateline, url, byline (by the headline), updated (a change's)."""
    modified_at: datetime | None = None
    """When the page says that it was last changed; None where it tells no time."""
    section: str | None = None
    declared_url: str | None = None
    """The address that the page declares as its own, where that can be the same article."""
    paywalled: bool | None = None
    """Whether the page says that it shows the whole to subscribers alone; None where it says nothing."""
    brief: bool = False
    """Whether it is news in a few words, or all that a paywall shows (then `paywalled` too)."""
    first_seen_at: datetime
    fetched_at: datetime
    labels: tuple[str, ...] = ()
    """Legal labels taken out of the sentences, each as it stood, distinct, in order."""
    corrections: tuple[str, ...] = ()
    """Notes by which the outlet says what it had wrong, as they stood, in order: not in `text`, and not tagged."""
    groups: tuple[str, ...] = ()
    """Distinct ids of the groups mentioned, sorted."""
    about: tuple[str, ...] = ()
    """Those of them that the article is about (see `processors.groups.centrality`), sorted."""
    mentions: tuple[Mention, ...] = ()
    """In order of field (title first) and start."""
    statements: tuple[Statement, ...] = ()
    """Who says what about whom, in order of field (title first) and start."""
    catalogue_version: str | None = None
    extractor: str
    """Name and version of what found the text, so that a re-run can tell what changed."""
    taken: tuple[Taken, ...] = ()
    """What the rules of cleaning took away, the headline's first, in order. Landed, and not indexed."""


class Alert(Struct, frozen=True, kw_only=True):
    """One event of one rule about one story, as every channel receives it."""

    rule: str
    story_id: str
    article_id: str
    title: str
    """The headline, or the first sentence where there is none."""
    url: str
    source: str
    groups: tuple[str, ...]
    sentence: str
    """The sentence that matched, as plain text."""
    speaker: str = ""
    """Whose statement it is, as written, where the rule asks for statements."""
    outlets: int
    """Independent outlets that carried the story when the alert was made."""
    published_at: datetime | None
    published_day: Day | None = None
    """The day in the outlet's own words and zone; None where it tells none."""
    first_seen_at: datetime
    kind: str = "each"
    """Of the rule: each, count, spike, silent, new, outlets or revision. Or flood: one for many alike articles."""
    happened: str = ""
    """What made the alert, in one line: `10 stories within 1h`. Empty for `each`."""
    happened_at: datetime | None = None
    """When it happened by the time of indexing, which is the time that rules go by."""
    number: int | None = None
    """Stories of the window, or outlets, that the rule counted; of a flood the articles that are alike."""
    expected: float | None = None
    """Stories that a spike's baseline led to expect."""
    window: str | None = None
    """The span that the rule looks at, as written: `1h`."""
    named: tuple[str, ...] = ()
    """What is new, or the groups that a revision added or removed."""
    group_names: tuple[str, ...] = ()
    """The names of `groups` in the catalogue, in the same order."""
    outlet_names: tuple[str, ...] = ()
    """Outlets that carried the story when the alert was made: some where there are many."""
    escalated: str = ""
    """Of an escalation: why further channels are told."""
    late: bool = False
    """Whether it was held back, since its article was first taken for a copy of another story."""
    broken: str | None = None
    """Of a silence: why it is taken for a broken flow rather than a quiet one; None where all seemed well."""
