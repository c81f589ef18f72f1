"""Made-up news of any amount, and rules and searches about it: for the benchmarks of the index.

The words are syllables put together, as frequent as words are in a language (Zipf's law with exponent 1 over
50,000 of them); one article in ten is in Cyrillic and one in ten in Arabic letters. 60 per cent name one to three of
the catalogue's groups, a few groups much more often than the others, and each one to four of 2,000 places. The rules
have the shapes that people's rules have: a group and places, a phrase, words with exclusions, some wildcards.
"""

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

START = datetime(2026, 11, 20, tzinfo=UTC)
SYLLABLES = [
    a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "or", "ul")
]
LETTERS = {
    "en": {},
    "ru": str.maketrans("abcdefghiklmnoprstuvz", "абсдефгхиклмнопрстувз"),
    "ar": str.maketrans("abcdefghiklmnoprstuvz", "ابسدهفغحيكلمنوبرشتعقز"),
}
GROUPS = [f"group-{number:02}" for number in range(80)]
OUTLETS = [f"outlet-{number:03}" for number in range(200)]


class Zipf:
    """Takes of a sequence by chance, the first most often: the nth as often as 1/n."""

    def __init__(self, chance: random.Random, values: Sequence[str]) -> None:
        self.chance, self.values = chance, values
        self.weights = list(accumulate(1 / rank for rank in range(1, len(values) + 1)))

    def one(self) -> str:
        """Give one."""
        return self.values[bisect_left(self.weights, self.chance.random() * self.weights[-1])]

    def several(self, count: int) -> list[str]:
        """Give several, some perhaps more than once."""
        return self.chance.choices(self.values, cum_weights=self.weights, k=count)


class News:
    """One world of words, groups, places and outlets, the same for a seed."""

    def __init__(self, seed: int = 7, words: int = 300) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.length = words
        names = _names(self.chance, 52_000)
        self.vocabulary = Zipf(self.chance, names[:50_000])
        self.places = Zipf(self.chance, [name.capitalize() for name in names[50_000:]])
        self.groups = Zipf(self.chance, GROUPS)
        self.outlets = Zipf(self.chance, OUTLETS)

    def documents(self, count: int, batch: str, first: int = 0) -> Iterator[dict[str, Any]]:
        """Give documents as the index takes them, numbered from `first`, ten seconds after each other."""
        for number in range(first, first + count):
            yield self._document(number, batch)

    def _document(self, number: int, batch: str) -> dict[str, Any]:
        chance = self.chance
        named = sorted(set(self.groups.several(chance.choice((0, 0, 1, 2, 3)))))
        words = self.vocabulary.several(chance.randint(self.length // 2, self.length * 3 // 2))
        words[:0] = self.places.several(chance.randint(1, 4)) + [name.replace("-", " ") for name in named]
        title = " ".join(words[: 5 + len(named)])
        chance.shuffle(words)
        language = chance.choice(("en",) * 8 + ("ru", "ar"))
        text = ". ".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12))
        text, title = (each.translate(LETTERS[language]) for each in (text, title))
        seen = START + timedelta(seconds=10 * number)
        at, outlet, id_ = seen.isoformat().replace("+00:00", "Z"), self.outlets.one(), f"{number:064x}"
        url = f"https://{outlet}.example/{number}"
        return {
            "id": id_, "url": url, "canonical_url": url, "feed_url": None, "title": title, "summary": None,
            "source": {"id": outlet, "name": outlet.title(), "domain": f"{outlet}.example", "country": "GB"},
            "text": text, "text_from": "page", "authors": [], "dateline": None, "labels": [],
            "language": language,
            "published_at": at, "published_from": "json-ld", "first_seen_at": at, "fetched_at": at, "indexed_at": at,
            "groups": named, "about": named[:1],
            "mentions": [
                {"group": name, "text": name, "field": "title", "start": 0, "end": 8, "place": "title"}
                for name in named
            ],
            "story_id": id_, "copy_of": None, "batch": batch, "revision": 1, "catalogue_version": "1",
            "extractor": "benchmark",
        }  # fmt: skip

    def rules(self, count: int) -> list[str]:
        """Give the text of rules."""
        return [self._rule() for _ in range(count)]

    def _rule(self) -> str:
        group, word, places = self.groups.one, self.word, self.watched
        shape = self.chance.random()
        if shape < 0.30:
            return f"groups:{group()} AND ({' OR '.join(places(self.chance.randint(1, 4)))})"
        if shape < 0.45:
            return f'"{word()} {word()}" AND groups:{group()}'
        if shape < 0.60:
            return f"groups:{group()} AND {places(1)[0]} AND NOT {word()}"
        if shape < 0.75:
            return f'({word()} OR {word()} OR "{word()} {word()}") AND ({" OR ".join(places(2))})'
        if shape < 0.85:
            return f"groups:{group()} AND {word()[:6]}*"
        if shape < 0.92:
            return f"title:{word()} AND groups:({group()} OR {group()})"
        if shape < 0.96:
            return f"{places(1)[0]}~1 AND groups:{group()} AND -source.id:{self.outlets.one()}"
        return f"source.id:{self.outlets.one()} AND {word()} AND published_at:>now-10y"

    def word(self) -> str:
        """Give a word as a rule would have it: not the most frequent, and rare ones as often as middling ones."""
        values = self.vocabulary.values
        return values[int(100 * (len(values) / 100) ** self.chance.random()) - 1]

    def watched(self, count: int) -> list[str]:
        """Give places as rules have them: any, however often they are in the news."""
        return self.chance.choices(self.places.values, k=count)


def _names(chance: random.Random, count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 3, 3, 4))))] = None
    return sorted(names, key=lambda name: (len(name) > 5, chance.random()))
