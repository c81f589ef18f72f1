"""Where the words of a phrase stand near each other, as Lucene counts nearness.

Every word of the phrase has its own place in the text. Taking from each place the word's number in the
phrase, the largest of these differences may exceed the smallest by at most the slop. So `"a b"~2` finds "a x
x b" and "b a".
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

Places = tuple[int, ...]


def find_phrase(phrase: Sequence[str], words: Sequence[str], slop: int) -> Iterator[Places]:
    """Yield, for every place in `words` from which the phrase is found, where each of its words stands there."""
    standing: dict[str, list[int]] = defaultdict(list)
    wanted = set(phrase)
    for place, word in enumerate(words):
        if word in wanted:
            standing[word].append(place)
    if len(standing) < len(wanted):
        return
    starts = {place - number for number, word in enumerate(phrase) for place in standing[word]}
    for start in sorted(starts):
        if places := _from(start, phrase, standing, slop):
            yield places


def _from(start: int, phrase: Sequence[str], standing: dict[str, list[int]], slop: int) -> Places | None:
    """Take for each word the first free place that the slop allows; of a repeated word the earlier ones
    choose first.
    """
    taken: list[int] = []
    for number, word in enumerate(phrase):
        choices = standing[word]
        first = bisect_left(choices, start + number)
        free = (choices[nth] for nth in range(first, len(choices)) if choices[nth] not in taken)
        place = next(free, None)
        if place is None or place > start + number + slop:
            return None
        taken.append(place)
    return tuple(taken)
