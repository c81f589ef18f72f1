"""The index in Elasticsearch 9, by its official client: one index a month behind one alias.

Who writes needs the cluster privileges `monitor`, `manage_index_templates` and, unless the analyzers are set to
`standard`, `cluster:admin/analyze` (it asks whether the server has those of languages), and on `wirewatch-articles*`
the privileges `create_index`, `manage`, `read` and `write`. Who only searches needs `read` there.
"""

import copy
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from elastic_transport import TlsError, TransportError
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    BadRequestError,
    Elasticsearch,
    UnsupportedProductError,
)
from elasticsearch.helpers import streaming_bulk

from processors import highlight as highlighting
from processors.document import MalformedError, check
from processors.fields import mapping, stems
from processors.query import EVERYTHING, Query
from processors.query_elastic import compile_query
from processors.store import (
    ALIAS,
    MAX_SIZE,
    Analyzers,
    Failed,
    Hit,
    Results,
    Sort,
    StoreDown,
    StoreRefused,
    month_of,
)

TIMEOUT = 60.0
"""Seconds for one request."""
RETRIES = 4
"""Of a request or of a bulk's single documents, on 429 after 1, 2, 4 and 8 s."""
CHUNK = 500
"""Documents of one bulk request, and pages of a scan."""
CHUNK_BYTES = 10_000_000
"""Bytes of one bulk request: a tenth of what a server takes by default."""
RULES = 100
"""Searches of one multi-search."""
KEEP = "5m"
"""How long a scan may take over one page."""
# Its warnings of every retry come with tracebacks, and what fails for good is raised.
logging.getLogger("elastic_transport").setLevel(logging.ERROR)
_WHOLE: dict[str, Any] = {"allow_partial_search_results": False}
"""Else a search on which one index fails, for want of memory or by its mapping, answers with less and no error."""
_BUSY = (429, 502, 503, 504)
_NEWEST: list[dict[str, Any]] = [
    {"published_at": {"order": "desc", "missing": "_last", "unmapped_type": "date"}},
    {"id": "asc"},
]


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
        if ca_cert and not Path(ca_cert).is_file():
            raise StoreRefused(f"there is no CA certificate {ca_cert}: name a PEM file")
        options: dict[str, Any] = {"ca_certs": ca_cert} if ca_cert else {}
        try:
            self.client = Elasticsearch(
                _with_port(url),
                api_key=api_key,
                basic_auth=login,
                request_timeout=TIMEOUT,
                max_retries=RETRIES,
                retry_on_timeout=True,
                retry_on_status=_BUSY,
                **options,
            )
        except (ValueError, OSError) as error:
            raise StoreRefused(f"the index {url!r} cannot be opened: {error}") from error
        self.analyzers = analyzers
        self.alias = alias
        self._ready: set[str] = set()

    def prepare(self) -> None:
        """Put the template, the first index with its alias, and what the mapping has gained since."""
        with _translated():
            wanted = self._mapping()
            self.client.indices.put_index_template(
                name=self.alias,
                index_patterns=[f"{self.alias}-*"],
                priority=500,
                template={
                    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
                    "mappings": wanted,
                    "aliases": {self.alias: {}},
                },
            )
            if self.client.indices.exists_alias(name=self.alias):
                self.client.indices.put_mapping(index=self.alias, properties=wanted["properties"])
            else:
                self._create(f"{self.alias}-{datetime.now(UTC):%Y.%m}")

    def write(self, documents: Sequence[dict[str, Any]]) -> list[Failed]:
        """Write in bulk, each document into the index of the month in which it was first seen."""
        failed, actions = [], []
        for document in documents:
            try:
                check(document)
            except MalformedError as error:
                failed.append(Failed(str(document.get("id")), "malformed", str(error), retry=False))
                continue
            home = self._home(document)
            actions.append(
                {"_op_type": "index", "_index": home, "_id": document["id"], "_source": _with_stem(document)}
            )
        with _translated():
            for home in sorted({action["_index"] for action in actions}):
                self._create(home)
            outcomes = streaming_bulk(
                self.client,
                actions,
                chunk_size=CHUNK,
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
        """Return the first `size` documents, best or newest first."""
        with _translated():
            found = self.client.search(
                index=self.alias,
                ignore_unavailable=True,
                query=_compile(query),
                size=min(size, MAX_SIZE),
                sort=_NEWEST if sort == "newest" else None,
                track_total_hits=True,
                **_WHOLE,
            )["hits"]
        hits = [
            Hit(
                hit["_source"],
                hit["_score"] or 0.0,
                highlighting.snippets(query, hit["_source"]) if highlight else {},
            )
            for hit in found["hits"]
        ]
        return Results(found["total"]["value"], hits)

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Return for every query's name the ids of the batch's documents that it finds, in order.

        A batch of more than 10,000 documents is beyond one search, and is refused.
        """
        names = list(queries)
        matched = {}
        for first in range(0, len(names), RULES):
            chunk = names[first : first + RULES]
            searches: list[dict[str, Any]] = []
            for name in chunk:
                inside = {"bool": {"filter": [{"term": {"batch": batch}}, _compile(queries[name])]}}
                searches += [
                    _WHOLE,
                    {"query": inside, "size": MAX_SIZE, "_source": False, "track_total_hits": True},
                ]
            with _translated():
                answers = self.client.msearch(index=self.alias, ignore_unavailable=True, searches=searches)
            for name, answer in zip(chunk, answers["responses"], strict=True):
                matched[name] = _matched(name, answer)
        return matched

    def get(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return the documents with these ids, in their order."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, dict[str, Any]] = {}
        for first in range(0, len(wanted), CHUNK):
            chunk = wanted[first : first + CHUNK]
            with _translated():
                answer = self.client.search(
                    index=self.alias,
                    ignore_unavailable=True,
                    query={"ids": {"values": chunk}},
                    size=len(chunk),
                    **_WHOLE,
                )
            found |= {hit["_id"]: hit["_source"] for hit in answer["hits"]["hits"]}
        return [found[id_] for id_ in wanted if id_ in found]

    def scan(self, query: Query | None = None) -> Iterator[dict[str, Any]]:
        """Yield every document that the query finds, first seen first, from one point in time."""
        compiled = _compile(query or EVERYTHING)
        with _translated():
            pit = self.client.open_point_in_time(index=self.alias, ignore_unavailable=True, keep_alive=KEEP)[
                "id"
            ]
        after = None
        try:
            while True:
                with _translated():
                    page = self.client.search(
                        pit={"id": pit, "keep_alive": KEEP},
                        query=compiled,
                        size=CHUNK,
                        sort=[{"first_seen_at": "asc"}, {"id": "asc"}],
                        search_after=after,
                        track_total_hits=False,
                        **_WHOLE,
                    )
                pit, hits = page["pit_id"], page["hits"]["hits"]
                yield from (hit["_source"] for hit in hits)
                if len(hits) < CHUNK:
                    return
                after = hits[-1]["sort"]
        finally:
            with _translated():
                self.client.close_point_in_time(id=pit)

    def forget(self, before: datetime) -> int:
        """Delete the indices of the months before that of `before`; return the number of their documents."""
        with _translated():
            monthly = re.compile(re.escape(self.alias) + r"-\d{4}\.\d\d")
            indices = self.client.options(ignore_status=404).indices.get_alias(name=self.alias)
            first_kept = f"{self.alias}-{month_of(before):%Y.%m}"
            old = sorted(name for name in indices if monthly.fullmatch(name) and name < first_kept)
            if not old:
                return 0
            count: int = self.client.count(index=old)["count"]
            self.client.indices.delete(index=old)
        self._ready -= set(old)
        return count

    def health(self) -> dict[str, Any]:
        """Return the kind, the number of documents, and the cluster's status."""
        with _translated():
            status = self.client.cluster.health()["status"]
            count = self.client.count(index=self.alias, ignore_unavailable=True)["count"]
        return {"kind": "elasticsearch", "documents": count, "status": status}

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def _create(self, index: str) -> None:
        """Create an index from the template, unless it is there or another process is faster."""
        if index in self._ready:
            return
        try:
            self.client.indices.create(index=index)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
        self._ready.add(index)

    def _home(self, document: dict[str, Any]) -> str:
        seen = datetime.fromisoformat(document["first_seen_at"]).astimezone(UTC)
        return f"{self.alias}-{seen:%Y.%m}"

    def _mapping(self) -> dict[str, Any]:
        wanted = copy.deepcopy(mapping())
        has_languages = self.analyzers != "standard" and self._has_languages()
        if self.analyzers == "language" and not has_languages:
            raise StoreRefused(
                "this server has no language analyzers: set the analyzers to 'auto' or 'standard'"
            )
        if not has_languages:
            for stem in wanted["properties"]["stem"]["properties"].values():
                stem["analyzer"] = "standard"
        return wanted

    def _has_languages(self) -> bool:
        try:
            self.client.indices.analyze(analyzer="english", text="words")
        except BadRequestError:
            return False
        return True


def _with_port(url: str) -> str:
    """Return the URL with a port, which the client wants: a server's own is 9200, hosted ones listen on https's."""
    parts = urlsplit(url)
    port = 443 if parts.scheme == "https" else 9200
    return url if parts.port else parts._replace(netloc=f"{parts.netloc}:{port}").geturl()


def _compile(query: Query) -> dict[str, Any]:
    return compile_query(query, datetime.now(UTC))


def _with_stem(document: dict[str, Any]) -> dict[str, Any]:
    language = document.get("language")
    if language not in stems():
        return document
    words = [text for text in (document.get("title"), document.get("text")) if text]
    return {**document, "stem": {language: words}}


def _failed(outcome: dict[str, Any]) -> Failed:
    error, status = outcome["error"], outcome["status"]
    return Failed(outcome["_id"], error["type"], _reason(error), retry=status == 429 or status >= 500)


def _matched(name: str, answer: dict[str, Any]) -> list[str]:
    if error := answer.get("error"):
        kind = StoreDown if answer["status"] in _BUSY else StoreRefused
        raise kind(f"the rule {name} cannot be run: {_reason(error)}")
    hits = answer["hits"]
    if hits["total"]["value"] > len(hits["hits"]):
        raise StoreRefused(
            f"the rule {name} matches more than {MAX_SIZE:,} documents of one batch: write smaller ones"
        )
    return sorted(hit["_id"] for hit in hits["hits"])


def _reason(error: dict[str, Any]) -> str:
    """Return the outermost reason of an error, and the innermost where it is another: that one names the thing."""
    inner = error if error.get("caused_by") else (error.get("root_cause") or [error])[0]
    while inner.get("caused_by"):
        inner = inner["caused_by"]
    return ": ".join(dict.fromkeys(str(part.get("reason") or part.get("type")) for part in (error, inner)))


@contextmanager
def _translated() -> Iterator[None]:
    """Raise the client's errors as ours."""
    try:
        yield
    except (AuthenticationException, AuthorizationException) as error:
        why = f"Elasticsearch refuses us ({error.status_code} {error.error})"
        raise StoreRefused(
            f"{why}: check the API key, or the user and password, and what they may do"
        ) from error
    except ApiError as error:
        if error.error == "media_type_header_exception":
            raise StoreRefused(
                "the server is older than Elasticsearch 9, which the client needs: update it"
            ) from error
        body = error.body.get("error") if isinstance(error.body, dict) else None
        reason = _reason(body) if isinstance(body, dict) else str(error)
        if error.status_code in _BUSY or error.status_code >= 500:
            raise StoreDown(f"Elasticsearch answers {error.status_code}: {reason}") from error
        raise StoreRefused(f"Elasticsearch refuses the request ({error.status_code}): {reason}") from error
    except UnsupportedProductError as error:
        raise StoreRefused("the server is not Elasticsearch: check the address") from error
    except TlsError as error:
        if "WRONG_VERSION_NUMBER" in str(error):
            raise StoreRefused(
                "the server speaks no TLS at this address: write http:// for https://"
            ) from error
        raise StoreRefused(
            f"the server's certificate is not trusted: name its CA certificate ({error})"
        ) from error
    except TransportError as error:
        raise StoreDown(f"Elasticsearch cannot be reached: {error}") from error
