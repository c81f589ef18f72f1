"""Documents as tantivy keeps them: the schema, and from a document to tantivy's and back.

The words of a text are folded by `processors.text.folding` and indexed as they are, so that tantivy sees the same words
that Elasticsearch would. The stems of its words stand in one field for all languages, each with its language in front.
"""

from typing import Any

import msgspec
import tantivy

from processors.query.fields import DEFAULT_FIELDS, FIELDS, Field
from processors.stores.document import MalformedError, checked_json, document_values, milliseconds_of
from processors.stores.tantivy.compile_query import PRESENT, STEMS, stem_term
from processors.stores.tantivy.mentions import MENTIONS, mention_terms
from processors.text.folding import fold_line, fold_terms
from processors.text.stems import STEM_RULES, stem_line
from processors.text.tokens import terms

VALUE_GAP = 100
"""Positions between two values of one text field, as in Elasticsearch: no phrase reaches from one into the
next.
"""
NEWEST = "_newest"
OLDEST = "_oldest"
"""The times of publication to sort by, downwards and upwards: what has none comes last either way."""
_BETWEEN = " _" * VALUE_GAP + " "
"""The same gap in words that nobody asks for: words with places of their own take tantivy four times as long."""
_DOCUMENT = "_document"
_UNDATED = -(2**62)
GAINED = (
    "event_id",
    "brief",
    *(
        f"statements.{name}"
        for name in ("act", "by", "by_name", "about", "negated", "field", "start", "end", "quoted", "frame")
    ),
)
"""Fields that came when there were indexes already, in the order in which they came: these are given to an older index,
whose numbers of fields must stay."""


def make_schema() -> tantivy.Schema:
    """Return the schema of the index."""
    builder = tantivy.SchemaBuilder()
    for field in FIELDS.values():
        if field.name not in GAINED:
            _add_field(builder, field)
    builder.add_text_field(STEMS, tokenizer_name="whitespace")
    builder.add_text_field(MENTIONS, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(PRESENT, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(NEWEST, indexed=True, fast=True)
    builder.add_integer_field(OLDEST, indexed=True, fast=True)
    builder.add_bytes_field(_DOCUMENT, stored=True)
    for name in GAINED:
        _add_field(builder, FIELDS[name])
    return builder.build()


def _add_field(builder: tantivy.SchemaBuilder, field: Field) -> None:
    if field.kind == "text":
        builder.add_text_field(field.name, tokenizer_name="whitespace")
    elif field.kind == "keyword":
        builder.add_text_field(
            field.name, stored=field.name == "id", fast=True, tokenizer_name="raw", index_option="basic"
        )
    else:
        builder.add_integer_field(field.name, indexed=True, fast=True)


def to_tantivy(document: dict[str, Any], *, stemmed: bool = True) -> tantivy.Document:
    """Return a document as tantivy indexes it, with the stems of its words or without. Raises MalformedError."""
    flat = tantivy.Document()
    flat.add_bytes(_DOCUMENT, checked_json(document))
    values: dict[str, list[Any]] = {}
    for name, value in document_values(document):
        if name not in FIELDS:
            raise MalformedError(f"there is no field {name}")
        values.setdefault(name, []).append(value)
    for name, several in values.items():
        _add(flat, FIELDS[name], several)
    for term in mention_terms(document):
        flat.add_text(MENTIONS, term)
    if stemmed and document.get("language") in STEM_RULES:
        _add_stems(flat, document["language"], values)
    published = document.get("published_at")
    at = milliseconds_of("published_at", published) if published else None
    flat.add_integer(NEWEST, _UNDATED if at is None else at)
    flat.add_integer(OLDEST, -_UNDATED if at is None else at)
    return flat


def _add(flat: tantivy.Document, field: Field, values: list[Any]) -> None:
    if field.kind == "number":
        for value in values:
            flat.add_integer(field.name, _typed(field.name, value, int))
    elif field.kind == "date":
        for value in values:
            flat.add_integer(field.name, milliseconds_of(field.name, value))
    elif field.kind == "text":
        _add_text(flat, field, [_typed(field.name, value, str) for value in values])
    else:
        values = [value for value in values if field.fits(_typed(field.name, value, str))]
        for value in values:
            flat.add_text(field.name, value)
    if any(field.fits(value) for value in values):
        flat.add_text(PRESENT, field.name)


def _add_text(flat: tantivy.Document, field: Field, values: list[str]) -> None:
    name, words_of = field.name, fold_terms if field.is_folded else terms
    if len(values) == 1:
        flat.add_text(name, fold_line(values[0]) if field.is_folded else " ".join(terms(values[0])))
        return
    placed, position, offset = [], 0, 0
    for value in values:
        for term in words_of(value):
            placed.append(tantivy.Token(term, position, offset, offset + len(term)))
            position, offset = position + 1, offset + len(term) + 1
        position += VALUE_GAP
    flat.add_pre_tokenized_text(
        name, tantivy.PreTokenizedString(" ".join(token.text for token in placed), placed)
    )


def _add_stems(flat: tantivy.Document, language: str, values: dict[str, list[Any]]) -> None:
    written = (value for name in DEFAULT_FIELDS for value in values.get(name, ()))
    before = stem_term(language, "")
    flat.add_text(STEMS, _BETWEEN.join(stem_line(language, value, before) for value in written))


def _typed(name: str, value: Any, type_: type) -> Any:
    if type(value) is not type_:
        raise MalformedError(f"{name} takes {type_.__name__}, not {value!r}")
    return value


def read_document(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> dict[str, Any]:
    """Return the document that was given to `to_tantivy`. Raises ValueError, as tantivy does, for a damaged one."""
    try:
        document: dict[str, Any] = msgspec.json.decode(bytes(searcher.doc(address).get_first(_DOCUMENT)))  # type: ignore[arg-type]
    except (msgspec.MsgspecError, TypeError) as error:
        raise ValueError(f"Data corrupted: {error}") from error
    return document


def read_id(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> str:
    """Return the id alone."""
    return str(searcher.doc(address).get_first("id"))
