"""The document that both stores keep: the Article, and what only the ledger knows about it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from processors.query.dates import to_milliseconds
from processors.records import Article


def make_document(
    article: Article,
    *,
    indexed_at: datetime,
    story_id: str,
    copy_of: str | None,
    batch: str,
    revision: int,
    event_id: str | None = None,
    added: Sequence[str] = (),
    removed: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the document of an article in plain JSON values, with every field (None or empty where unknown).

    What cleaning took away is left out. Times become ISO 8601 in UTC with a Z. `copy_of` is the id of the article that
    this one repeats, `event_id` that of its event's first article, `batch` the name of the indexing batch, `revision`
    counts from 1; `added` and `removed` are the groups that it names and the one before did not, and the other way
    round. An article that was processed before there were events has none. Raises ValueError for a time
    without a zone.
    """
    fields = {
        **{key: value for key, value in msgspec.structs.asdict(article).items() if key != "taken"},
        "indexed_at": indexed_at,
        "story_id": story_id,
        "copy_of": copy_of,
        "event_id": event_id,
        "batch": batch,
        "revision": revision,
        "revision_added_groups": list(added),
        "revision_removed_groups": list(removed),
    }
    utc = {key: utc_text(value) if isinstance(value, datetime) else value for key, value in fields.items()}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(utc))
    plain["source"].setdefault("country", None)
    return plain


def document_values(document: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return every value of a document that is not None with its field's name, those of lists one by one.

    A boolean is the word `true` or `false`, as which Elasticsearch writes it into a keyword.
    """
    found: list[tuple[str, Any]] = []
    _gather(document, "", found)
    return found


def _gather(inside: dict[str, Any], prefix: str, found: list[tuple[str, Any]]) -> None:
    for key, value in inside.items():
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, dict):
                _gather(one, f"{prefix}{key}.", found)
            elif one is not None:
                found.append((prefix + key, str(one).lower() if isinstance(one, bool) else one))


class MalformedError(ValueError):
    """A document that no store can take."""


def checked_json(document: dict[str, Any]) -> bytes:
    """Return the document as JSON. Raises MalformedError where it has no id or date of first sight, or is no text."""
    for field in ("id", "first_seen_at"):
        if not isinstance(document.get(field), str):
            raise MalformedError(f"the document has no {field}")
    milliseconds_of("first_seen_at", document["first_seen_at"])
    try:
        return msgspec.json.encode(document)
    except UnicodeEncodeError as error:
        raise MalformedError(f"half a character (a lone surrogate): {error.reason}") from error


def milliseconds_of(field: str, value: Any) -> int:
    """Return a stored date or time as milliseconds since 1970. Raises MalformedError where it is none."""
    try:
        moment = datetime.fromisoformat(value)
        return to_milliseconds(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, TypeError, OverflowError) as error:
        raise MalformedError(f"{field} takes an ISO 8601 date, not {value!r}") from error


def utc_text(moment: datetime) -> str:
    """Return an aware time as ISO 8601 in UTC with a Z; raise ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
