"""Stems as an Elasticsearch makes them, asked of itself: its edition of a stemmer may be another than ours.

What stands between two blanks is analysed by itself: none of our analyzers makes a term over a blank.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

from elasticsearch import Elasticsearch
from more_itertools import constrained_batches

from processors.stores.elasticsearch.errors import translate_errors

MAX_TOKENS = 9_000
"""Tokens that one request may come to; the server's cap is 10,000."""
MAX_REMEMBERED = 100_000
"""Words of one analyzer that are remembered, about 20 MB."""
OVERLAP = 300
"""Characters that two pieces of a long writing share: more than a token has."""
StemCache: TypeAlias = dict[str, dict[str, tuple[str, ...]]]
"""By analyzer and writing."""


class Stems:
    """Stems for the documents of one index, whose mapping says what each language is analysed by."""

    def __init__(self, client: Elasticsearch, index: str, known: StemCache) -> None:
        self.client = client
        self.index = index
        self.known = known
        with translate_errors():
            mappings = client.indices.get_mapping(index=index)[index]["mappings"]["properties"]
        fields = mappings.get("stem", {}).get("properties", {})
        self.analyzers = {language: field.get("analyzer", "standard") for language, field in fields.items()}
        self.languages = frozenset(self.analyzers)

    def __call__(self, language: str, written: Iterable[str]) -> Mapping[str, tuple[str, ...]] | None:
        """Return the stems of each writing, or None where the language's field says no more than the text does."""
        analyzer = self.analyzers.get(language, "standard")
        if analyzer == "standard":
            return None
        known, wanted = self.known.setdefault(analyzer, {}), set(written)
        if len(known) > MAX_REMEMBERED:
            known.clear()
        missing = [piece for each in wanted - known.keys() for piece in _pieces(each)]
        for some in constrained_batches(missing, MAX_TOKENS, get_len=_tokens, strict=False):
            known |= self._analyse(analyzer, some)
        return {each: _of_pieces(known, each) for each in wanted}

    def _analyse(self, analyzer: str, several: Sequence[str]) -> dict[str, tuple[str, ...]]:
        with translate_errors():
            tokens = self.client.indices.analyze(
                index=self.index, analyzer=analyzer, text="\n".join(several)
            )["tokens"]
        starts = list(accumulate((_units(each) + 1 for each in several[:-1]), initial=0))
        found: dict[str, list[str]] = {each: [] for each in several}
        for token in tokens:
            found[several[bisect_right(starts, token["start_offset"]) - 1]].append(token["token"])
        return {each: tuple(stems) for each, stems in found.items()}


def _of_pieces(known: Mapping[str, tuple[str, ...]], written: str) -> tuple[str, ...]:
    return tuple(stem for piece in _pieces(written) for stem in known[piece])


def _pieces(written: str) -> Iterator[str]:
    """Yield a writing, a long one in pieces."""
    if len(written) <= MAX_TOKENS:
        yield written
        return
    for start in range(0, len(written), MAX_TOKENS - OVERLAP):
        yield written[start : start + MAX_TOKENS]


def _tokens(written: str) -> int:
    """Return the tokens that it may have at most: a character for one where a script may write it so."""
    return len(written) // 2 + 1 if written.isascii() else len(written)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
