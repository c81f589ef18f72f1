"""The stored document, and the fields that the language knows: one mapping says both."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sample_documents import NOON, sample_article, sample_document

from processors.query.fields import FIELDS, fields_named, index_mapping, most_similar_name, stemmed_languages
from processors.records import Dateline, Mention, Statement
from processors.stores.document import make_document, milliseconds_of, utc_text

DESIGN = """id url canonical_url source.id source.name source.domain source.country feed_url title summary text
text_from authors language dateline.place dateline.agency dateline.date published_at published_from first_seen_at
fetched_at indexed_at groups about mentions.group mentions.text mentions.field mentions.start mentions.end
mentions.place story_id event_id published_day published_precision modified_at section declared_url paywalled
brief copy_of batch revision revision_added_groups revision_removed_groups catalogue_version extractor labels
corrections statements.act statements.by statements.by_name statements.about statements.negated statements.field
statements.start statements.end statements.quoted statements.frame"""


def leaves(value: Any, name: str = "") -> set[str]:
    """Return the paths of everything in a document."""
    if isinstance(value, dict):
        return {
            path for key, inner in value.items() for path in leaves(inner, f"{name}.{key}" if name else key)
        }
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return leaves(value[0], name)
    return {name}


def test_every_field_of_the_design_can_be_queried() -> None:
    """The mapping has the fields of the design, legal labels and corrections, no more and no less."""
    assert set(FIELDS) == set(DESIGN.split())
    assert index_mapping()["dynamic"] == "strict"
    assert index_mapping()["_source"]["excludes"] == ["stem", "folded"]
    assert {"en", "fr", "de", "es", "it", "pt", "tr", "ru", "ar", "fa", "hi", "id"} <= stemmed_languages()


def test_a_document_has_exactly_these_fields() -> None:
    """A full article becomes a document with every field of the mapping, in plain JSON values."""
    full = sample_article(
        1,
        "Taliban",
        dateline=Dateline("KABUL", "Sputnik", datetime(2021, 5, 5, tzinfo=UTC).date()),
        mentions=(Mention("taliban", "Taliban", "text", 0, 7, "lede"),),
        groups=("taliban",),
        about=("taliban",),
        authors=("Ann Lee",),
        statements=(Statement("deny", "taliban", "Z", ("isis",), False, "text", 0, 7, False, "en.deny"),),
    )
    told = make_document(
        full,
        indexed_at=NOON,
        story_id="story",
        copy_of=None,
        batch="first",
        revision=2,
        added=["isis"],
        removed=["ttp"],
    )
    assert leaves(told) == set(FIELDS)
    assert told["dateline"] == {"place": "KABUL", "agency": "Sputnik", "date": "2021-05-05"}
    assert told["mentions"] == [
        {"group": "taliban", "text": "Taliban", "field": "text", "start": 0, "end": 7, "place": "lede"}
    ]
    assert told["source"] == {
        "id": "example",
        "name": "Example News",
        "domain": "news.example",
        "country": None,
    }
    assert (told["batch"], told["revision"], told["copy_of"]) == ("first", 2, None)
    assert (told["revision_added_groups"], told["revision_removed_groups"]) == (["isis"], ["ttp"])
    assert (told["groups"], told["about"]) == (["taliban"], ["taliban"])
    assert (told["authors"], told["title"]) == (["Ann Lee"], None)


def test_times_are_utc_with_a_z() -> None:
    """Times of any zone are stored in UTC, none without a zone."""
    kabul = timezone(timedelta(hours=4, minutes=30))
    told = sample_document(1, published_at=datetime(2026, 11, 20, 1, 0, 0, 5, tzinfo=kabul))
    assert told["published_at"] == "2026-11-19T20:30:00.000005Z"
    assert told["indexed_at"] == "2026-11-20T12:00:00Z"
    assert milliseconds_of("published_at", "1970-01-01T00:00:01.5Z") == 1500
    with pytest.raises(ValueError, match="without a zone"):
        utc_text(datetime(2026, 11, 20))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("meant", "known"),
    {
        "group": "groups",
        "Title": "title",
        "pubished_at": "published_at",
        "country": "source.country",
        "mention.group": "mentions.group",
        "place": "dateline.place",
        "xyzzy": None,
    }.items(),
)
def test_the_nearest_name_is_found(meant: str, known: str | None) -> None:
    """A mistyped field finds the one that was meant, and nothing where none is alike."""
    assert most_similar_name(meant) == known


def test_an_object_is_all_its_fields() -> None:
    """The name of an object stands for the fields in it; an unknown name for none."""
    assert [field.name for field in fields_named("dateline")] == [
        "dateline.place",
        "dateline.agency",
        "dateline.date",
    ]
    assert [field.name for field in fields_named("title")] == ["title"]
    assert fields_named("titles") == []
