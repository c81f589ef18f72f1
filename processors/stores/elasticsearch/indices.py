"""The indices behind the alias: one a month of first sight, their mapping and their analyzers."""

import copy
import re
from datetime import UTC, datetime
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch

from processors.query.fields import index_mapping
from processors.stores.elasticsearch.errors import translate_errors
from processors.stores.store import NEW_INDEX_MEND, Analyzers, StoreRefused, month_start
from processors.text.stems import analysis_settings


class Indices:
    """The indices of one alias in one cluster. Raises StoreError."""

    def __init__(self, client: Elasticsearch, alias: str, analyzers: Analyzers) -> None:
        self.client = client
        self.alias = alias
        self.analyzers = analyzers
        self._ready: set[str] = set()

    def prepare(self) -> None:
        """Put the template, the first index with its alias, and what the mapping has gained since."""
        with translate_errors():
            wanted, analysis = self._mapping()
            self.client.indices.put_index_template(
                name=self.alias,
                index_patterns=[f"{self.alias}-*"],
                priority=500,
                template={
                    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1", **analysis},
                    "mappings": wanted,
                    "aliases": {self.alias: {}},
                },
            )
            if self.client.indices.exists_alias(name=self.alias):
                self._extend(wanted["properties"])
            else:
                self.create(f"{self.alias}-{datetime.now(UTC):%Y.%m}")

    def drop(self, before: datetime) -> int:
        """Delete the indices of the months before that of `before`; return the number of their documents."""
        with translate_errors():
            monthly = re.compile(re.escape(self.alias) + r"-\d{4}\.\d\d")
            indices = self.client.options(ignore_status=404).indices.get_alias(name=self.alias)
            first_kept = f"{self.alias}-{month_start(before):%Y.%m}"
            old = sorted(name for name in indices if monthly.fullmatch(name) and name < first_kept)
            if not old:
                return 0
            count: int = self.client.count(index=old)["count"]
            self.client.indices.delete(index=old)
        self._ready -= set(old)
        return count

    def renew(self) -> str:
        """Delete all indices behind the alias, and make the first one anew; return in words what was there."""
        with translate_errors():
            old = sorted(self.client.options(ignore_status=404).indices.get(index=f"{self.alias}-*"))
            if old:
                self.client.indices.delete(index=old)
        self._ready.clear()
        self.prepare()
        return f"deleted: {', '.join(old)}" if old else "there was no index"

    def _extend(self, properties: dict[str, Any]) -> None:
        """Give what there is the fields that came since; a field is never analysed otherwise than before."""
        try:
            self.client.indices.put_mapping(index=self.alias, properties=properties)
        except BadRequestError as error:
            if "analyzer" not in str(error):
                raise
            message = f"the indices of {self.alias} were made by another version of Wirewatch, or with other analyzers"
            raise StoreRefused(f"{message}: {NEW_INDEX_MEND}") from error

    def create(self, index: str) -> None:
        """Create an index from the template, unless it is there or another process is faster."""
        if index in self._ready:
            return
        try:
            self.client.indices.create(index=index)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
        self._ready.add(index)

    def home(self, document: dict[str, Any]) -> str:
        """Return the name of the index that a document belongs into."""
        seen = datetime.fromisoformat(document["first_seen_at"]).astimezone(UTC)
        return f"{self.alias}-{seen:%Y.%m}"

    def _mapping(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the mapping, and the settings that define its analyzers."""
        wanted = copy.deepcopy(index_mapping())
        has_languages = self.analyzers != "standard" and self._has_languages()
        if self.analyzers == "language" and not has_languages:
            raise StoreRefused(
                "this server lacks the stemmers of the languages' analyzers: set the analyzers to 'auto' or 'standard'"
            )
        if not has_languages:
            for stem in wanted["properties"]["stem"]["properties"].values():
                stem["analyzer"] = "standard"
            return wanted, {}
        return wanted, {"analysis": analysis_settings()}

    def _has_languages(self) -> bool:
        try:
            stemmer = {"type": "snowball", "language": "English"}
            self.client.indices.analyze(tokenizer="standard", filter=["lowercase", stemmer], text="words")
        except BadRequestError:
            return False
        return True
