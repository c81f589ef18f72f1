"""The indices behind the alias: one a month of first sight, their mapping and their analyzers."""

import copy
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from elasticsearch import ApiError, BadRequestError, Elasticsearch

from processors.query.fields import index_mapping
from processors.stores.elasticsearch.errors import translate_errors
from processors.stores.elasticsearch.mappings import MappingConflict, lacks_fields
from processors.stores.store import (
    NEW_INDEX_MEND,
    Analyzers,
    StoreError,
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


SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}


def article_of(hit: Mapping[str, Any], alias: str) -> dict[str, Any]:
    """Return the document of a hit. Raises StoreRefused where it is none of ours."""
    document: dict[str, Any] = hit.get("_source") or {}
    if not document.keys() >= ESSENTIAL:
        raise StoreRefused(foreign_index(alias, hit["_index"]))
    return document


def foreign_index(alias: str, index: str) -> str:
    """Return the message about an index that somebody else has put behind the alias."""
    return f"the alias {alias} also leads to the index {index}, which is none of Wirewatch's: take it out of the alias"


def _having(field: str, found: Mapping[str, Any], indices: set[str]) -> set[str]:
    """Return the indices that have a field, of what the server tells of it: those that lack it, where only some do."""
    told = found.get(field, {})
    if not told.keys() - {"unmapped"}:
        return set()
    return indices.difference(told.get("unmapped", {}).get("indices", ()))


def _unfolded(index: str) -> str:
    return f"the index {index} was made by another version of Wirewatch, which kept no folded words: {NEW_INDEX_MEND}"


class Indices:
    """The indices of one alias in one cluster. Raises StoreError."""

    def __init__(self, client: Elasticsearch, alias: str, analyzers: Analyzers) -> None:
        self.client = client
        self.alias = alias
        self.analyzers = analyzers
        self.project = ""
        """Whose indices these are, once they are to be written to; empty for who does not say."""
        self._checked = False
        self._monthly = re.compile(re.escape(alias) + r"-\d{4}\.\d\d")

    def prepare(self) -> None:
        """Put the template, the first index with its alias, and what the mapping has gained since.

        The project's name is written into every index that has none. Raises StoreRefused, before anything is changed,
        where one carries another's.
        """
        with translate_errors():
            own = self._own()
            wanted, analysis = self._mapping
            self.client.indices.put_index_template(
                name=self.alias,
                index_patterns=[f"{self.alias}-*"],
                priority=500,
                template={
                    "settings": {**SETTINGS, **analysis},
                    "mappings": wanted,
                    "aliases": {self.alias: {}},
                },
            )
            behind = {name: found for name, found in own.items() if self.alias in found["aliases"]}
            for name, found in behind.items():
                try:
                    self._extend(name, found)
                except ApiError as error:
                    if error.error != "cluster_block_exception":
                        raise  # an old month may be closed to changes; who writes to it is told
            if not behind:
                self._create(f"{self.alias}-{datetime.now(UTC):%Y.%m}")

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
        return count

    def renew(self) -> str:
        """Delete the indices of this project, and make the first one anew; return in words what was there."""
        with translate_errors():
            old = sorted(self._own())
            if old:
                self.client.indices.delete(index=old)
        self.prepare()
        return f"deleted: {', '.join(old)}" if old else "there was no index"

    def ensure_all(self, indices: Sequence[str]) -> dict[str, StoreRefused]:
        """Ensure several; give those that a person has to mend, of which each raises where it is all there is."""
        refused: dict[str, StoreRefused] = {}
        for index in indices:
            try:
                self.ensure(index)
            except StoreRefused as error:
                if len(indices) == 1:
                    raise
                refused[index] = error
        return refused

    def ensure(self, index: str) -> None:
        """Have an index that is about to be written to be there, behind the alias, with our mapping.

        It may have been deleted meanwhile, and made again by hand or by whoever wrote to it. Raises StoreRefused where
        its mapping is none that Wirewatch can go on with.
        """
        with translate_errors():
            found = self._find(index)
            if not found:
                self._create(index)
                found = self._find(index)
            for name, one in found.items():
                self._refuse_others(name, one)
                self._extend(name, one)
                if self.alias not in one["aliases"]:
                    self.client.indices.put_alias(index=name, name=self.alias)

    def strange(self) -> str | None:
        """Tell, with the mend, of an index behind the alias that Wirewatch did not make; None where each is ours.

        Who may only read need not be able to ask: nothing is known then.
        """
        try:
            with translate_errors():
                found = self._find(self.alias)
        except StoreError:
            return None
        for name, one in sorted(found.items()):
            if not (one["mappings"].get("_meta", {}).get("project") or self._monthly.fullmatch(name)):
                return foreign_index(self.alias, name)
            try:
                lacks_fields(one["mappings"], index_mapping(), analyzers=False)
            except MappingConflict as conflict:
                return f"the index {name} {conflict}: {NEW_INDEX_MEND}"
        return None

    def refuse_unfolded(self) -> None:
        """Raise StoreRefused where an older version made an index behind the alias: no word would be found in it.

        Asked once, in a form that who may only read can ask.
        """
        if self._checked:
            return
        found = self.client.field_caps(
            index=self.alias,
            fields=["text", "folded.text"],
            include_unmapped=True,
            ignore_unavailable=True,
            allow_no_indices=True,
        )
        indices = set(found.get("indices", ()))
        older = _having("text", found.get("fields", {}), indices) - _having(
            "folded.text", found.get("fields", {}), indices
        )
        if older:
            raise StoreRefused(_unfolded(", ".join(sorted(older))))
        self._checked = True

    def shut(self) -> str | None:
        """Name the indices behind the alias that are closed or blocked, as far as may be asked; None where none is."""
        try:
            with translate_errors():
                found = self.client.options(ignore_status=404).indices.get_settings(
                    index=self.alias,
                    name=["index.blocks.*", "index.verified_before_close"],
                    expand_wildcards="all",
                )
        except StoreError:
            return None
        if found.meta.status == 404:
            return None
        shut = sorted(name for name, one in found.body.items() if "true" in str(one["settings"]))
        return f"closed or blocked: {', '.join(shut)}" if shut else None

    def _find(self, *names: str) -> dict[str, Any]:
        """Return what there is of the mappings and aliases of indices, by name; those that are closed too."""
        found: dict[str, Any] = {}
        for name in names:
            options = self.client.options(ignore_status=404)
            answer = options.indices.get(index=name, features=["aliases", "mappings"], expand_wildcards="all")
            if answer.meta.status != 404:
                found |= answer.body
        return found

    def _extend(self, index: str, found: Mapping[str, Any]) -> None:
        """Give an index the fields that came since; a field is never analysed otherwise than before."""
        wanted, there = self._mapping[0], found["mappings"]
        try:
            lacking = lacks_fields(there, wanted)
        except MappingConflict as conflict:
            raise StoreRefused(f"the index {index} {conflict}: {NEW_INDEX_MEND}") from None
        if "text" in (held := there.get("properties", {})) and "folded" not in held:
            raise StoreRefused(_unfolded(index))
        if lacking or self._about().items() - there.get("_meta", {}).items():
            try:
                self.client.indices.put_mapping(
                    index=index,
                    properties=wanted["properties"],
                    dynamic=wanted["dynamic"],
                    meta=self._about() or None,
                )
            except BadRequestError as error:
                if "analyzer" not in str(error):
                    raise
                message = f"the index {index} was made without the analyzers of this one"
                raise StoreRefused(f"{message}: {NEW_INDEX_MEND}") from error

    def _create(self, index: str) -> None:
        """Create an index, unless another process is faster. It owes nothing to the template, which may be gone."""
        wanted, analysis = self._mapping
        try:
            self.client.indices.create(
                index=index,
                settings={**SETTINGS, **analysis},
                mappings={**wanted, "_meta": self._about()},
                aliases={self.alias: {}},
            )
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
            self._own()

    def _about(self) -> dict[str, str]:
        """Return what an index carries in its mapping about its project."""
        return {"project": self.project} if self.project else {}

    def _own(self) -> dict[str, Any]:
        """Return the mappings and aliases of the indices that are there: those behind the alias, and every month's.

        Raises StoreRefused where one of them is another project's, or none of Wirewatch's at all.
        """
        found = self._find(self.alias, f"{self.alias}-*")
        own = {
            name: one
            for name, one in found.items()
            if self.alias in one["aliases"] or self._monthly.fullmatch(name)
        }
        for name, one in sorted(own.items()):
            self._refuse_others(name, one)
        return own

    def _refuse_others(self, index: str, found: Mapping[str, Any]) -> None:
        owner = found["mappings"].get("_meta", {}).get("project", "")
        refuse_other_project(f"the index {index}", owner, self.project)
        if not owner and not self._monthly.fullmatch(index):
            raise StoreRefused(foreign_index(self.alias, index))

    def home(self, document: dict[str, Any]) -> str:
        """Return the name of the index that a document belongs into."""
        seen = datetime.fromisoformat(document["first_seen_at"]).astimezone(UTC)
        return f"{self.alias}-{seen:%Y.%m}"

    @cached_property
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
