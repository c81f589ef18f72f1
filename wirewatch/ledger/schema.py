"""The ledger's tables: the queue and the memory of every stage.

Each table that is a queue (feeds, links, batches, deliveries) has the same three columns: `due_at` (not
before), `lease` (who works on the row, see `wirewatch.ledger.leases`) and `lease_until`. `shard` is the stable
hash of a host's name: modulo the number of shards it says which shard owns the row. A change here
needs a migration beside it (wirewatch/ledger/migrations), and a test holds that the two agree.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)

from wirewatch.ledger.column_types import UtcDateTime as UtcDateTime
from wirewatch.ledger.column_types import UtcSeconds as UtcSeconds
from wirewatch.ledger.column_types import queue_columns as _queue

metadata = MetaData()

feeds = Table(
    "feeds",
    metadata,
    *_queue(
        Column("url", Text, primary_key=True),
        Column("shard", Integer, nullable=False),
        Column("active", Boolean, nullable=False),
        Column("title", Text),
        Column("state", Text),
        Column("every_s", Integer, nullable=False),
        Column("polled_at", UtcDateTime),
        Column("ok_at", UtcDateTime),
        Column("new_at", UtcDateTime),
        Column("failures", Integer, nullable=False, server_default="0"),
        Column("reason", String(40)),
        Column("detail", Text),
        Column("seen", Integer, nullable=False, server_default="0"),
        Column("skipped", Integer, nullable=False, server_default="0"),
        Column("moved_to", Text),
        Column("habits", Text),
        Column("gaps", Integer, nullable=False, server_default="0"),
        Column("unfilled", Integer, nullable=False, server_default="0"),
        Column("unfilled_at", UtcDateTime),
    ),
    Index("feeds_due", "active", "due_at"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("feed_url", Text, primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("secret", String(64), nullable=False),
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("pings", Integer, nullable=False, server_default="0"),
    Column("refused", Integer, nullable=False, server_default="0"),
    Column("pinged_at", UtcDateTime),
    Column("missed_at", UtcDateTime),
    Column("detail", Text),
)
"""Hubs that tell of feeds' news: see `wirewatch.ledger.subscriptions`."""

links = Table(
    "links",
    metadata,
    *_queue(
        Column("id", String(64), primary_key=True),
        Column("shard", Integer, nullable=False),
        Column("url", Text, nullable=False),
        Column("canonical_url", Text, nullable=False),
        Column("page", String(64)),
        Column("domain", Text, nullable=False),
        Column("feed_url", Text, nullable=False),
        Column("first_seen_at", UtcDateTime, nullable=False),
        Column("fate", String(12), nullable=False),
        Column("reason", String(40)),
        Column("detail", Text),
        Column("tries", Integer, nullable=False, server_default="0"),
        Column("carried", Text),
        Column("raw", Text),
        Column("article", Text),
        Column("fetched_at", UtcDateTime),
        Column("indexed_at", UtcDateTime),
        Column("batch", String(32)),
        Column("story_id", String(64)),
        Column("copy_of", String(64)),
        Column("revision", Integer, nullable=False, server_default="1"),
        Column("revision_added_groups", Text),
        Column("revision_removed_groups", Text),
        Column("recheck_at", UtcDateTime),
        Column("rechecks", Integer, nullable=False, server_default="0"),
        Column("told", Text),
        Column("newer", Text),
        Column("event_id", String(64)),
        Column("validators", Text),
        Column("event_grounds", Text),
    ),
    Index("links_due", "fate", "due_at"),
    Index("links_fate", "fate", "reason"),
    Index("links_story", "story_id"),
    Index("links_event", "event_id"),
    Index("links_batch", "batch"),
    Index("links_lease", "lease"),
    Index("links_first_seen", "first_seen_at"),
    Index("links_recheck", "recheck_at"),
    Index("links_page", "page"),
)
"""`page` is the id that the address has without what tells an item apart: of links that share it with others."""

sightings = Table(
    "sightings",
    metadata,
    Column("link_id", String(64), ForeignKey("links.id"), primary_key=True),
    Column("feed_url", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("fingerprint", String(32)),
)

names = Table(
    "names",
    metadata,
    Column("id", String(64)),
    Column("scope", String(255)),
    Column("link_id", String(64), ForeignKey("links.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("address", Text),
    Column("title", Text),
    Column("published", UtcDateTime),
    Column("sketch", String(88)),
    PrimaryKeyConstraint("id", "scope", name="names_key"),
    Index("names_link", "link_id"),
)
"""What links are known by beside their own addresses: see `wirewatch.ledger.names`. `id` is that of another address, of
a guid, or of an item's words; `scope` is the source that says so, or empty. The last four tell what was told last
under a guid; title and sketch also what an item is known again by."""

tokens = Table(
    "tokens",
    metadata,
    Column("host", String(255)),
    Column("scope", String(255)),
    Column("name", String(200)),
    Column("is_token", Boolean, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("host", "scope", "name", name="tokens_key"),
)
"""Parameters that change while the items stay the same, and those that were found to name them: see
`wirewatch.ledger.tokens`."""

hosts = Table(
    "hosts",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("state", Text, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Index("hosts_verdict", "verdict"),
)

rereads = Table(
    "rereads",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("lost", Integer, nullable=False),
    Column("verdict", String(12), nullable=False),
)
"""What the last `reprocess` made of each host's pages that had been indexed before: see `wirewatch.ledger.rereads`."""

steps = Table(
    "steps",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("link_id", String(64), ForeignKey("links.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("stage", String(12), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("detail", Text),
    Index("steps_link", "link_id"),
)

sketches = Table(
    "sketches",
    metadata,
    Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("link_id", String(64), ForeignKey("links.id"), nullable=False),
    Column("link_hash", BigInteger, nullable=False),
    Column("seen_at", UtcSeconds, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Column("head", LargeBinary),
    Column("beginning", LargeBinary),
    Column("published_at", UtcSeconds),
    Index("sketches_seen", "seen_at"),
    Index("sketches_link", "link_hash"),
)
"""What is remembered of texts, kept small: a million are a gigabyte. `link_hash` is the CRC-32 of `link_id`."""

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

known_events = Table(
    "known_events",
    metadata,
    Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("event_id", String(64), nullable=False),
    Column("language", String(20)),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("known_events_seen", "seen_at"),
)
"""What is remembered of an event in one language: see `wirewatch.ledger.known_events`."""

event_words = Table(
    "event_words",
    metadata,
    Column("word", BigInteger, primary_key=True, autoincrement=False),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

word_counts = Table(
    "word_counts",
    metadata,
    Column("language", String(20), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("counts", LargeBinary, nullable=False),
)
"""How many articles of a language have each word."""

batches = Table(
    "batches",
    metadata,
    *_queue(
        Column("id", String(32), primary_key=True),
        Column("indexed_at", UtcDateTime, nullable=False),
        Column("size", Integer, nullable=False),
        Column("matched_at", UtcDateTime),
        Column("nth", Integer),
        Column("detail", Text),
    ),
    Index("batches_open", "matched_at", "due_at"),
    Index("batches_nth", "nth"),
)

events = Table(
    "events",
    metadata,
    Column("rule", String(200), nullable=False),
    Column("story_id", String(64), nullable=False),
    Column("mark", String(64), nullable=False, server_default=""),
    Column("at", UtcDateTime, nullable=False),
    Column("batch", String(32), nullable=False),
    Column("alert", Text, nullable=False),
    Column("source", String(255)),
    PrimaryKeyConstraint("rule", "story_id", "mark", name="events_key"),
)

deliveries = Table(
    "deliveries",
    metadata,
    *_queue(
        Column("key", String(64), primary_key=True),
        Column("rule", String(200), nullable=False),
        Column("story_id", String(64), nullable=False),
        Column("mark", String(64), nullable=False, server_default=""),
        Column("channel", String(200), nullable=False),
        Column("state", String(12), nullable=False),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("detail", Text),
        Column("sent_at", UtcDateTime),
        Column("kind", String(8), nullable=False, server_default="alert"),
        Column("digest", String(64)),
        Column("stands_for", String(64)),
        Column("since", UtcDateTime),
        Column("fell_back_at", UtcDateTime),
        Column("parts_sent", Integer, nullable=False, server_default="0"),
        Column("carried", Integer),
    ),
    Index("deliveries_lane", "state", "channel", "due_at", "key"),
    Index("deliveries_story", "rule", "story_id"),
    Index("deliveries_flow", "rule", "channel", "sent_at"),
    Index("deliveries_digest", "digest"),
    Index("deliveries_lease", "lease"),
)
"""`kind` is alert, digest (one message for several) or part (one of these). `digest` is the key of the digest that a
part is in. `stands_for` is the key of the delivery that a fallback has in its place, which notes `fell_back_at`.
`since` is the time from which a delivery could have gone. `parts_sent` is how many parts of a long message were
accepted."""

channels = Table(
    "channels",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("failing_since", UtcDateTime),
    Column("closed_until", UtcDateTime),
    Column("detail", Text),
    Column("final", Boolean, nullable=False, server_default=false()),
    Column("after_s", Integer),
)
"""How the channels are, of those that have ever failed: rounds of deliveries failed without a success between. `final`
says that the last answer was one that no further try changes, `after_s` for how many seconds it asked us to wait."""

hits = Table(
    "hits",
    metadata,
    Column("rule", String(200), primary_key=True),
    Column("story_id", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("nth", Integer, nullable=False),
    Index("hits_at", "rule", "at"),
)

known = Table(
    "known",
    metadata,
    Column("rule", String(200), primary_key=True),
    Column("value", String(300), primary_key=True),
)

catalogue_groups = Table(
    "catalogue_groups",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("nth", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""The groups that the catalogue has had, each with the batch, by its place, at which it was first there; 0 for those of
the first catalogue."""

rules = Table(
    "rules",
    metadata,
    Column("rule", String(200), primary_key=True),
    Column("meaning", String(64), nullable=False),
    Column("nth", Integer, nullable=False),
    Column("owed_from", Integer),
    Column("state", Text, nullable=False),
)

variants = Table(
    "variants",
    metadata,
    Column("rule", String(200), nullable=False),
    Column("article", String(64), nullable=False),
    Column("source", String(255), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("form", LargeBinary, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    PrimaryKeyConstraint("rule", "article", name="variants_key"),
    Index("variants_source", "rule", "source", "at"),
    Index("variants_at", "at"),
)
"""The forms of what was news to rules in the last hour: see `wirewatch.ledger.floods`."""

floods = Table(
    "floods",
    metadata,
    Column("rule", String(200), nullable=False),
    Column("source", String(255), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("article", String(64), nullable=False),
    Column("held", Integer, nullable=False),
    PrimaryKeyConstraint("rule", "source", name="floods_key"),
    Index("floods_last", "last_at"),
)
"""The sources whose variants a rule holds back. `article` is the one that was told, `held` how many were not."""

project = Table(
    "project",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
)
"""The project's own name, in one row: see `wirewatch.ledger.project_name`."""
