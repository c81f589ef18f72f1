"""What of a query tantivy cannot tell, decided by reading the documents that come into question.

These are the distance of several words, and several conditions on one and the same mention.
"""

from collections.abc import Sequence
from typing import Any

from processors.query import phrases
from processors.query.fields import DEFAULT_FIELDS, FIELDS
from processors.query.nodes import Nested
from processors.query.objects import object_holds
from processors.query.words import has_form
from processors.stores.document import document_values
from processors.text.folding import Form, fold_text
from processors.text.stems import stems_of
from processors.text.tokens import terms


def has_near(field: str, words: Form, slop: int, document: dict[str, Any]) -> bool:
    """Tell whether a field of a document has the words near each other."""
    values = [value for name, value in document_values(document) if name == field]
    if FIELDS[field].is_folded:
        return any(has_form(words, fold_text(value), slop) for value in values)
    return any(True for value in values for _ in phrases.find_phrase(words, terms(value), slop))


def has_near_stems(language: str, stems: Sequence[str], slop: int, document: dict[str, Any]) -> bool:
    """Tell whether a document of a language has words with these stems near each other, in title or text."""
    values = (value for name, value in document_values(document) if name in DEFAULT_FIELDS)
    return document.get("language") == language and any(
        True for value in values for _ in phrases.find_phrase(stems, stems_of(language, terms(value)), slop)
    )


def has_object(document: dict[str, Any], nested: Nested) -> bool:
    """Tell whether one of a document's objects is what the query describes."""
    return any(object_holds(nested.child, nested.path, one) for one in document.get(nested.path) or ())
