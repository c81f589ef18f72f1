"""The index in a directory, by tantivy: what a newcomer has without a server.

The words of a text are folded by `processors.text.folding` and indexed as they are, so that tantivy sees the same
words that Elasticsearch would.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur

from processors.query.dates import to_milliseconds
from processors.query.query import EVERYTHING, Query, field_equals
from processors.stores import highlight as highlighting
from processors.stores.candidates import BATCH_PART, RuleIndex, split_certain
from processors.stores.document import MalformedError
from processors.stores.store import (
    MAX_FACET_VALUES,
    MAX_SIZE,
    NO_STEPS,
    STEP_MS,
    Counts,
    Hit,
    Results,
    Sort,
    Step,
    WriteFailure,
    month_start,
    steps_of,
    values_of,
)
from processors.stores.tantivy.compile_query import Holds, compile_query
from processors.stores.tantivy.directory import LOCK_WAIT, Directory, translate_errors
from processors.stores.tantivy.documents import read_document, read_id, to_tantivy
from processors.stores.tantivy.order import first_found
from processors.stores.vocabulary import Vocabulary, document_numbers
from processors.text.stems import STEM_RULES, stems_of_each


class Tantivy:
    """The store over one directory, which `prepare` or the first use creates."""

    def __init__(self, directory: str, lock_wait: float = LOCK_WAIT, *, stemmed: bool = True) -> None:
        self.directory = Path(directory)
        self.stemmed = stemmed
        self._files = Directory(self.directory, lock_wait)
        self.schema = self._files.schema
        self._rules: RuleIndex | None = None

    def prepare(self, project: str = "") -> None:
        """Create the directory, or check that it is of this version, and not of another project."""
        self._files.project = project or self._files.project
        self._files.refuse_other_project()
        self._files.index()

    def write(self, documents: Sequence[dict[str, Any]]) -> list[WriteFailure]:
        """Write under tantivy's lock, in one commit. Raises StoreDown where another writer keeps the lock."""
        failed = []
        with self._files.writer() as writer:
            for document in documents:
                try:
                    flat = to_tantivy(document, stemmed=self.stemmed)
                except MalformedError as error:
                    failed.append(WriteFailure(str(document.get("id")), "malformed", str(error)))
                    continue
                writer.delete_documents_by_term("id", document["id"])
                writer.add_document(flat)
            writer.commit()
        return failed

    def search(
        self, query: Query, *, size: int = 10, sort: Sort = "relevance", highlight: bool = True
    ) -> Results:
        """Return the first `size` documents: best, newest or oldest first; what is equally good, newest first."""
        searcher = self._files.searcher()
        compiled = self._compile(query, searcher)
        with translate_errors(self.directory):
            total, found = first_found(searcher, self.schema, compiled, min(size, MAX_SIZE), sort)
            documents = [read_document(searcher, address) for _, address in found]
        hits = [
            Hit(document, score, highlighting.make_snippets(query, document) if highlight else {})
            for (score, _), document in zip(found, documents, strict=True)
        ]
        return Results(total, hits)

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Return how many of the documents that a query finds have each value of a keyword field."""
        return self.count(query, values=[field]).values[field]

    def count_by_time(self, query: Query, field: str, step: Step) -> dict[datetime, int]:
        """Return how many of the documents that a query finds have their date `field` in each hour or day."""
        return self.count(query, steps={field: step}).steps[field]

    def count(
        self,
        query: Query,
        *,
        values: Sequence[str] = (),
        having: Sequence[str] = (),
        steps: Mapping[str, Step] = NO_STEPS,
    ) -> Counts:
        """Count several things at once: the documents are found once."""
        searcher, most = self._files.searcher(), MAX_FACET_VALUES
        asked: dict[str, Any] = {
            f"values of {field}": {"terms": {"field": field, "size": most, "segment_size": most}}
            for field in values
        }
        asked |= {f"having {field}": {"value_count": {"field": field}} for field in having}
        for field, step in steps.items():
            histogram = {"field": field, "interval": STEP_MS[step], "min_doc_count": 1}
            asked[f"steps of {field}"] = {"histogram": histogram}
        with translate_errors(self.directory):
            found = searcher.aggregate(self._compile(query, searcher), asked) if asked else {}
        return Counts(
            {field: values_of(found[f"values of {field}"]["buckets"]) for field in values},
            {field: int(found[f"having {field}"]["value"]) for field in having},
            {field: steps_of(found[f"steps of {field}"]["buckets"]) for field in steps},
        )

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Return for every query's name the ids of the batch's documents that it finds, in order."""
        searcher, inside = self._files.searcher(), tantivy.Query.term_query(self.schema, "batch", batch)
        with translate_errors(self.directory):
            size = _count(searcher, inside)
        if len(queries) <= size:  # to read an article takes as long as to ask for one or two rules
            return {
                name: self._ids(searcher, self._compile(query, searcher, inside), inside, size)
                for name, query in queries.items()
            }
        if self._rules is None or self._rules.queries != queries:
            self._rules = RuleIndex(queries)
        matched: dict[str, list[str]] = {name: [] for name in queries}
        documents = self.scan(field_equals("batch", batch))
        while some := list(islice(documents, BATCH_PART)):
            for name, ids in self._match_some(some, self._rules).items():
                matched[name] += ids
        return {name: sorted(ids) for name, ids in matched.items()}

    def _match_some(self, documents: Sequence[dict[str, Any]], rules: RuleIndex) -> dict[str, list[str]]:
        vocabulary = Vocabulary(documents, stems_of_each if self.stemmed else None)
        found, left = split_certain(rules.candidates(vocabulary), vocabulary.ids)
        languages = {language for document in documents if (language := document.get("language"))}
        searcher = self._files.searcher()
        for name, bits in left.items():
            ids = [vocabulary.ids[number] for number in document_numbers(bits)]
            inside = tantivy.Query.term_set_query(self.schema, "id", ids)
            query = self._compile(rules.queries[name], searcher, inside, languages)
            found[name] += self._ids(searcher, query, inside, len(ids))
        return found

    def _ids(
        self, searcher: tantivy.Searcher, query: tantivy.Query, inside: tantivy.Query, size: int
    ) -> list[str]:
        """Return the ids of what a query finds of that which is `inside`, so many at most, in order."""
        both = tantivy.Query.boolean_query([(Occur.Must, inside), (Occur.Must, query)])
        with translate_errors(self.directory):
            hits = searcher.search(both, limit=size, count=False).hits
            return sorted(read_id(searcher, address) for _, address in hits)

    def get(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return the documents with these ids, in their order."""
        if not ids:
            return []
        searcher = self._files.searcher()
        with translate_errors(self.directory):
            wanted = tantivy.Query.term_set_query(self.schema, "id", list(ids))
            documents = [read_document(searcher, address) for address in _every(searcher, wanted)]
        by_id = {document["id"]: document for document in documents}
        return [by_id[id_] for id_ in dict.fromkeys(ids) if id_ in by_id]

    def scan(self, query: Query | None = None) -> Iterator[dict[str, Any]]:
        """Yield every document that the query finds, first seen first, from the state at the first step."""
        searcher = self._files.searcher()
        compiled = self._compile(query or EVERYTHING, searcher)
        with translate_errors(self.directory):
            addresses = _every(searcher, compiled, order_by_field="first_seen_at", order=tantivy.Order.Asc)
        for address in addresses:
            with translate_errors(self.directory):
                document = read_document(searcher, address)
            yield document

    def forget(self, before: datetime) -> int:
        """Delete what was first seen before the month of `before`; return the number of documents."""
        old = tantivy.Query.range_query(
            self.schema, "first_seen_at", tantivy.FieldType.Integer, None, to_milliseconds(month_start(before)),
            include_upper=False,
        )  # fmt: skip
        with self._files.writer() as writer:
            count = len(_every(self._files.searcher(), old))
            if count:
                writer.delete_documents_by_query(old)
                writer.commit()
        return count

    def renew(self, project: str = "") -> str:
        """Move the directory away and make another; return where the old one is."""
        self._files.project = project or self._files.project
        self._files.refuse_other_project()
        aside = self._files.move_away()
        self.prepare()
        return f"the old index is in {aside}" if aside.exists() else "there was no index"

    def health(self) -> dict[str, Any]:
        """Return the kind, the number of documents, and green: what could be opened is whole."""
        return {"kind": "tantivy", "documents": self._files.searcher().num_docs, "status": "green"}

    def close(self) -> None:
        """Let go of the directory."""
        self._files.close()

    def _compile(
        self,
        query: Query,
        searcher: tantivy.Searcher,
        inside: tantivy.Query | None = None,
        languages: Collection[str] = tuple(STEM_RULES),
    ) -> tantivy.Query:
        """Compile a query that will be asked of this searcher, only of documents `inside`, in these languages."""

        def verify(holds: Holds, candidates: tantivy.Query) -> tantivy.Query:
            both = [(Occur.Must, candidates)] + ([(Occur.Must, inside)] if inside else [])
            found = _every(searcher, tantivy.Query.boolean_query(both))
            documents = (read_document(searcher, address) for address in found)
            meant = [document["id"] for document in documents if holds(document)]
            return tantivy.Query.term_set_query(self.schema, "id", meant)

        def terms_of(field: str) -> list[str]:
            return [term for term, _ in searcher.terms_with_prefix(field, "")]

        with translate_errors(self.directory):
            return compile_query(
                query, self.schema, datetime.now(UTC), verify, terms_of, languages if self.stemmed else ()
            )


def _every(searcher: tantivy.Searcher, query: tantivy.Query, **order: Any) -> list[tantivy.DocAddress]:
    """Return where all that a query finds is stored; counted first, since tantivy makes room for the limit."""
    limit = max(_count(searcher, query), 1)
    return [address for _, address in searcher.search(query, limit=limit, **order).hits]


def _count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    count: int = searcher.search(query, limit=1).count  # type: ignore[attr-defined]
    return count
