"""The index in Elasticsearch 9, by its official client: one index a month behind one alias.

Who writes needs the cluster privileges `monitor`, `manage_index_templates` and, unless the analyzers are set to
`standard`, `cluster:admin/analyze` (it asks whether the server has those of languages), and on `wirewatch-articles*`
the privileges `create_index`, `manage`, `read` and `write`. Who only searches needs `read` there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from elasticsearch.helpers import streaming_bulk

from processors.query.fields import FIELDS, stemmed_languages
from processors.query.query import EVERYTHING, Query, field_equals
from processors.stores import highlight as highlighting
from processors.stores.candidates import BATCH_PART, RuleIndex, split_certain
from processors.stores.document import MalformedError, checked_json, document_values
from processors.stores.elasticsearch.buckets import value_buckets, values_aggregation
from processors.stores.elasticsearch.compile_query import compile_query
from processors.stores.elasticsearch.connect import RETRIES, connect
from processors.stores.elasticsearch.errors import reason_of, state_error, translate_errors
from processors.stores.elasticsearch.indices import Indices, article_of
from processors.stores.elasticsearch.match import (
    NO_PARTIAL_RESULTS,
    SearchScope,
    match_candidates,
    match_queries,
)
from processors.stores.elasticsearch.scan import scan_hits
from processors.stores.elasticsearch.stems import StemCache, Stems
from processors.stores.store import (
    ALIAS,
    MAX_SIZE,
    NO_STEPS,
    STEP_MS,
    Analyzers,
    Counts,
    Hit,
    Results,
    Sort,
    Step,
    StoreRefused,
    WriteFailure,
    steps_of,
    values_of,
)
from processors.stores.vocabulary import Vocabulary
from processors.text.folding import fold_terms

CHUNK_DOCUMENTS = 500
"""Documents of one bulk request."""
CHUNK_BYTES = 10_000_000
"""Bytes of one bulk request: a tenth of what a server takes by default."""


def _by_time(order: str) -> list[dict[str, Any]]:
    return [
        {"published_at": {"order": order, "missing": "_last", "unmapped_type": "date"}},
        {"id": {"order": "asc", "unmapped_type": "keyword"}},
    ]


_ORDERS: dict[Sort, list[dict[str, Any]]] = {
    "newest": _by_time("desc"),
    "oldest": _by_time("asc"),
    "relevance": [{"_score": {"order": "desc"}}, *_by_time("desc")],
}
"""What is equally good goes by its time, as in `processors.stores.tantivy.order`."""
MAX_ASKED_RULES = 100
"""Rules that the server may as well be asked of a batch: to read one of 500 articles takes as long as some 300."""


class Elastic:
    """The store over one cluster."""

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        login: tuple[str, str] | None = None,
        ca_cert: str | None = None,
        analyzers: Analyzers = "auto",
        alias: str = ALIAS,
    ) -> None:
        self.client = connect(url, api_key=api_key, login=login, ca_cert=ca_cert)
        self.analyzers = analyzers
        self.alias = alias
        self._indices = Indices(self.client, alias, analyzers)
        self._rules: RuleIndex | None = None
        self._stems: StemCache = {}

    def prepare(self, project: str = "") -> None:
        """Put the template, the first index with its alias, and what the mapping has gained since."""
        self._indices.project = project or self._indices.project
        self._indices.prepare()

    def write(self, documents: Sequence[dict[str, Any]]) -> list[WriteFailure]:
        """Write in bulk, each document into the index of the month in which it was first seen."""
        failed, homes = [], defaultdict(list)
        for document in documents:
            try:
                checked_json(document)
            except MalformedError as error:
                failed.append(WriteFailure(str(document.get("id")), "malformed", str(error)))
                continue
            homes[self._indices.home(document)].append(document)
        refused = self._indices.ensure_all(sorted(homes))
        failed += [
            WriteFailure(document["id"], "index_refused", str(error), error)
            for home, error in refused.items()
            for document in homes.pop(home)
        ]
        actions = (
            {"_op_type": "index", "_index": home, "_id": document["id"], "_source": _with_words(document)}
            for home, several in homes.items()
            for document in several
        )
        with translate_errors():
            outcomes = streaming_bulk(
                self.client,
                actions,
                chunk_size=CHUNK_DOCUMENTS,
                max_chunk_bytes=CHUNK_BYTES,
                max_retries=RETRIES,
                initial_backoff=1,
                raise_on_error=False,
                refresh=True,
            )
            return failed + [_failed(outcome["index"]) for written, outcome in outcomes if not written]

    def search(
        self, query: Query, *, size: int = 10, sort: Sort = "relevance", highlight: bool = True
    ) -> Results:
        """Return the first `size` documents: best, newest or oldest first; what is equally good, newest first."""
        with self._naming_strangers():
            self._indices.refuse_unfolded()
            found = self.client.search(
                index=self.alias,
                ignore_unavailable=True,
                query=_compile(query),
                size=min(size, MAX_SIZE),
                sort=_ORDERS[sort],
                # Else each month counts by itself how rare a word is, and the same text is worth more in one of them.
                search_type="dfs_query_then_fetch" if sort == "relevance" else None,
                track_total_hits=True,
                **NO_PARTIAL_RESULTS,
            )["hits"]
        hits = [
            Hit(
                document := article_of(hit, self.alias),
                hit["_score"] or 0.0,
                highlighting.make_snippets(query, document) if highlight else {},
            )
            for hit in found["hits"]
        ]
        return Results(found["total"]["value"], hits)

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
        """Count several things at once, by one request."""
        asked = {f"values of {field}": values_aggregation(field) for field in values}
        asked |= {f"having {field}": {"value_count": {"field": field}} for field in having}
        for field, step in steps.items():
            histogram = {"field": field, "fixed_interval": f"{STEP_MS[step]}ms", "min_doc_count": 1}
            asked[f"steps of {field}"] = {"date_histogram": histogram}
        found = self._aggregate(query, asked) if asked else {}  # it names nothing where there is no index yet
        return Counts(
            {field: values_of(value_buckets(found.get(f"values of {field}", {}))) for field in values},
            {field: int(found.get(f"having {field}", {}).get("value", 0)) for field in having},
            {field: steps_of(found.get(f"steps of {field}", {}).get("buckets", ())) for field in steps},
        )

    def _aggregate(self, query: Query, aggs: dict[str, Any]) -> dict[str, Any]:
        with self._naming_strangers():
            self._indices.refuse_unfolded()
            answer = self.client.search(
                index=self.alias,
                ignore_unavailable=True,
                query=_compile(query),
                size=0,
                aggs=aggs,
                **NO_PARTIAL_RESULTS,
            )
        found: dict[str, Any] = answer.get("aggregations", {})
        return found

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Return for every query's name the ids of the batch's documents that it finds, in order."""
        with self._naming_strangers():
            self._indices.refuse_unfolded()
            return self._match(queries, batch)

    def _match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        if len(queries) <= MAX_ASKED_RULES:
            inside = compile_query(field_equals("batch", batch), datetime.now(UTC))
            return match_queries(SearchScope(self.client, self.alias, inside), queries)
        if self._rules is None or self._rules.queries != queries:
            self._rules = RuleIndex(queries)
        found: dict[str, list[str]] = {name: [] for name in queries}
        with closing(scan_hits(self.client, self.alias, _compile(field_equals("batch", batch)))) as hits:
            for index, several in groupby(hits, key=itemgetter("_index")):
                stems = Stems(self.client, index, self._stems)
                while some := [article_of(hit, self.alias) for hit in islice(several, BATCH_PART)]:
                    for name, ids in self._match_some(index, some, stems, self._rules).items():
                        found[name] += ids
        return {name: sorted(ids) for name, ids in found.items()}

    def _match_some(
        self, index: str, documents: Sequence[dict[str, Any]], stems: Stems, rules: RuleIndex
    ) -> dict[str, list[str]]:
        vocabulary = Vocabulary(documents, stems)
        sure, left = split_certain(rules.candidates(vocabulary), vocabulary.ids)
        languages = stems.languages & {document["language"] for document in documents}
        asked = match_candidates(
            SearchScope(self.client, index, {}, languages), rules.queries, left, vocabulary.ids
        )
        return {name: list({*ids, *asked.get(name, ())}) for name, ids in sure.items()}

    def get(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return the documents with these ids, in their order."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, dict[str, Any]] = {}
        for first in range(0, len(wanted), CHUNK_DOCUMENTS):
            chunk = wanted[first : first + CHUNK_DOCUMENTS]
            with self._naming_strangers():
                answer = self.client.search(
                    index=self.alias,
                    ignore_unavailable=True,
                    query={"ids": {"values": chunk}},
                    size=len(chunk),
                    **NO_PARTIAL_RESULTS,
                )
            found |= {hit["_id"]: article_of(hit, self.alias) for hit in answer["hits"]["hits"]}
        return [found[id_] for id_ in wanted if id_ in found]

    def scan(self, query: Query | None = None) -> Iterator[dict[str, Any]]:
        """Yield every document that the query finds, first seen first, from one point in time."""
        with self._naming_strangers():
            self._indices.refuse_unfolded()
            for hit in scan_hits(self.client, self.alias, _compile(query or EVERYTHING)):
                yield article_of(hit, self.alias)

    def forget(self, before: datetime) -> int:
        """Delete the indices of the months before that of `before`; return the number of their documents."""
        return self._indices.drop(before)

    def renew(self, project: str = "") -> str:
        """Delete all indices behind the alias, and make the first one anew."""
        self._indices.project = project or self._indices.project
        return self._indices.renew()

    def health(self) -> dict[str, Any]:
        """Return the kind, the number of documents, the cluster's status, and what keeps indices from being used."""
        with translate_errors():
            status = self.client.cluster.health()["status"]
            count = self.client.count(index=self.alias, ignore_unavailable=True)["count"]
        details = [detail for detail in (self._indices.strange(), self._indices.shut()) if detail]
        told = {"detail": "; ".join(details)} if details else {}
        return {"kind": "elasticsearch", "documents": count, "status": status, **told}

    @contextmanager
    def _naming_strangers(self) -> Iterator[None]:
        """Raise errors as ours; where an index that is none of ours may be what is wrong, name it first."""
        try:
            with translate_errors():
                yield
        except StoreRefused as error:
            strange = self._indices.strange()
            if strange is None or strange in str(error):
                raise
            raise StoreRefused(f"{strange} ({error})") from error

    def close(self) -> None:
        """Close the connections."""
        self.client.close()


def _compile(query: Query) -> dict[str, Any]:
    return compile_query(query, datetime.now(UTC))


def _with_words(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with what it is searched by: its folded words, and its texts for its language's stems."""
    folded: dict[str, Any] = {}
    for name, value in document_values(document):
        if name in FIELDS and FIELDS[name].is_folded and isinstance(value, str):
            *path, last = name.split(".")
            inside = folded
            for part in path:
                inside = inside.setdefault(part, {})
            inside.setdefault(last, []).append(" ".join(fold_terms(value)))
    language = document.get("language")
    if language not in stemmed_languages():
        return {**document, "folded": folded}
    texts = [text for text in (document.get("title"), document.get("text")) if text]
    return {**document, "folded": folded, "stem": {language: texts}}


def _failed(outcome: dict[str, Any]) -> WriteFailure:
    error, status = outcome["error"], outcome["status"]
    state = state_error(outcome.get("_index", ""), status, error)
    return WriteFailure(outcome["_id"], error["type"], reason_of(error), state)
