"""Counting the values of a field in Elasticsearch: of an object's field the documents count, not the objects."""

from collections.abc import Mapping, Sequence
from typing import Any

from processors.query.fields import FIELDS
from processors.stores.store import MAX_FACET_VALUES


def values_aggregation(field: str) -> dict[str, Any]:
    """Return the aggregation that counts documents by the values of a keyword field."""
    values: dict[str, Any] = {"terms": {"field": field, "size": MAX_FACET_VALUES}}
    path = FIELDS[field].nested
    if not path:
        return values
    values["aggs"] = {"documents": {"reverse_nested": {}}}
    return {"nested": {"path": path}, "aggs": {"values": values}}


def value_buckets(found: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the buckets of what such an aggregation found."""
    buckets: Sequence[Mapping[str, Any]] = found.get("values", found).get("buckets", ())
    return buckets
