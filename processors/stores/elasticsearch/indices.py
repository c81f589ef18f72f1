"""The indices behind the alias: one a month of first sight, their mapping and their analyzers."""

import copy
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch

from processors.query.fields import index_mapping
from processors.stores.elasticsearch.errors import translate_errors
from processors.stores.store import (
    NEW_INDEX_MEND,
    Analyzers,
    StoreRefused,
    month_start,
    refuse_other_project,
)
from processors.text.stems import analysis_settings

ESSENTIAL = frozenset(
    (
        "id",
        "url",
        "source",
        "title",
        "text",
        "first_seen_at",
        "published_at",
        "story_id",
        "groups",
        "mentions",
    )
)
"""What every version has written with each document."""


def article_of(hit: Mapping[str, Any], alias: str) -> dict[str, Any]:
    """Return the document of a hit. Raises StoreRefused where it is none of ours."""
    document: dict[str, Any] = hit.get("_source") or {}
    if not document.keys() >= ESSENTIAL:
        raise StoreRefused(foreign_index(alias, hit["_index"]))
    return document


def foreign_index(alias: str, index: str) -> str:
    """Return the message about an index that somebody else has put behind the alias."""
    return f"the alias {alias} also leads to the index {index}, which is none of Wirewatch's: take it out of the alias"


class Indices:
    """The indices of one alias in one cluster. Raises StoreError."""

    def __init__(self, client: Elasticsearch, alias: str, analyzers: Analyzers) -> None:
        self.client = client
        self.alias = alias
        self.analyzers = analyzers
        self.project = ""
        """Whose indices these are, once they are to be written to; empty for who does not say."""
        self._ready: set[str] = set()
        self._monthly = re.compile(re.escape(alias) + r"-\d{4}\.\d\d")

    def prepare(self) -> None:
        """Put the template, the first index with its alias, and what the mapping has gained since.

        The project's name is written into every index that has none. Raises StoreRefused, before anything is changed,
        where one carries another's.
        """
        with translate_errors():
            self._own()
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
            indices = self.client.options(ignore_status=404).indices.get_alias(name=self.alias)
            first_kept = f"{self.alias}-{month_start(before):%Y.%m}"
            old = sorted(name for name in indices if self._monthly.fullmatch(name) and name < first_kept)
            if not old:
                return 0
            count: int = self.client.count(index=old)["count"]
            self.client.indices.delete(index=old)
        self._ready -= set(old)
        return count

    def renew(self) -> str:
        """Delete the indices of this project, and make the first one anew; return in words what was there."""
        with translate_errors():
            old = self._own()
            if old:
                self.client.indices.delete(index=old)
        self._ready.clear()
        self.prepare()
        return f"deleted: {', '.join(old)}" if old else "there was no index"

    def _extend(self, properties: dict[str, Any]) -> None:
        """Give what there is the fields that came since; a field is never analysed otherwise than before."""
        try:
            self.client.indices.put_mapping(
                index=self.alias, properties=properties, meta=self._about() or None
            )
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
            self.client.indices.create(index=index, mappings={"_meta": self._about()})
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
            self._own()
        self._ready.add(index)

    def _about(self) -> dict[str, str]:
        """Return what an index carries in its mapping about its project."""
        return {"project": self.project} if self.project else {}

    def _own(self) -> list[str]:
        """Return the names of the indices that are there: those behind the alias, and every month's.

        Raises StoreRefused where one of them is another project's, or none of Wirewatch's at all.
        """
        behind = self.client.options(ignore_status=404).indices.get_alias(name=self.alias)
        found = self.client.indices.get_mapping(
            index=[self.alias, f"{self.alias}-*"], ignore_unavailable=True
        )
        own = sorted(name for name in found if name in behind or self._monthly.fullmatch(name))
        for index in own:
            owner = found[index]["mappings"].get("_meta", {}).get("project", "")
            refuse_other_project(f"the index {index}", owner, self.project)
            if not owner and not self._monthly.fullmatch(index):
                raise StoreRefused(foreign_index(self.alias, index))
        return own

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
