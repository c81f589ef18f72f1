"""The sentence that an alert shows: the one with most of what its query asks for, by the places that search marks.

Mentions of groups count before words. What says nothing by itself, such as a time or a heading, takes along what
follows it. Where only the headline has what was asked for, which every alert shows, the sentence is the first one. Of
a statement the sentence is its own, with its speaker.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

import regex

from processors.query.asked import statements_found
from processors.query.places import Trace, trace
from processors.query.query import Query
from processors.text.cut import cut_end, cut_start, shorten
from processors.text.sentences import sentence_spans
from processors.text.tokens import terms

MAX_SENTENCE = 500
"""Characters of a sentence in an alert: a text without a full stop is no sentence."""
MOST_JOINED = 4
"""Sentences that are shown together at most."""
FEWEST_WORDS = 4
"""With fewer words that have letters, a sentence says nothing by itself."""
LONG_WORD = 8
"""Letters that count as one more word: Thai and its like are written without blanks."""
FEWEST_LETTERS = 8
"""With fewer letters too: so a sentence of Chinese, whose every letter is a word."""
LONGEST_HEADING = 90
"""Characters of a line without a full stop that may be a heading; a longer one is a paragraph."""
MOST_WINDOWS = 2_000
"""Sentences with hits that are compared: the best is hardly ever behind so many."""
BEFORE_HIT = 150
"""Characters shown before the first hit, where a sentence is too long to be shown whole."""

Window = tuple[int, int]
"""The numbers of the first and the last sentence that are shown together."""
Score = tuple[int, int]
"""How many of the mentions, and of the words, that a query asks for together."""
_STOP = regex.compile(r"[.!…۔।。！][\p{Pe}\p{Pf}\"'»”’」』\s]*$")
_END = regex.compile(r"[.!?…؟۔।。！？][\p{Pe}\p{Pf}\"'»”’」』\s]*$")
_CAPTION = regex.compile(
    r"(?:photo|image|pictured?|video|watch|foto|bild|imagen|vidéo|фото|видео|صورة|عکس|تصویر|图片|图)\w{0,8} ?[:：/(]",
    regex.IGNORECASE,
)
"""How a caption begins."""
_LABEL = regex.compile(
    r"[^.!?:：]{1,24}[:：]|(?:sign up|subscribe|read (?:more|also)|see also|follow us|click|lire aussi|lesen sie|"
    r"mehr zum thema|lee también|leer más|leia também|читайте также|подпис|اقرأ أيضا|بیشتر بخوانید|یہ بھی پڑھیں)",
    regex.IGNORECASE,
)
"""How a line begins that is no part of what an article tells: Photo: ..., Read more."""
_LETTER = regex.compile(r"\p{L}")


class _Met(NamedTuple):
    """A part of a query by the sentences in which it is met."""

    windows: frozenset[Window] = frozenset()
    is_mention: bool = False
    children: "tuple[_Met, ...]" = ()
    any_of: bool = False


def matching_sentence(query: Query, document: dict[str, Any]) -> str:
    """Give the sentence of a document that shows why a query finds it, of at most MAX_SENTENCE characters.

    That is the first sentence that says something where nothing in the text, or else in the summary, can be shown.
    """
    return sentence_and_speaker(query, document)[0]


def sentence_and_speaker(query: Query, document: dict[str, Any]) -> tuple[str, str]:
    """Give that sentence, and who speaks in it as written where the query asks for statements.

    A query that asks for statements is shown by one of them: by the headline where that alone has one.
    """
    text, summary, language = document["text"], document.get("summary") or "", document.get("language")
    said = statements_found(query, document)
    in_text = [one for one in said if one["field"] == "text"]
    if said and not in_text:
        return shorten(document.get("title") or "", MAX_SENTENCE), _speaker(said[0])
    found = trace(query, document)
    within = [(one["start"], one["end"]) for one in in_text]
    for field, words in (("text", text), ("summary", summary)):
        if shown := _in_field(found, field, words, language, within if field == "text" else ()):
            sentence, place = shown
            return sentence, next(
                (_speaker(one) for one in in_text if _meet((one["start"], one["end"]), place)), ""
            )
    return _first(text, language) or document.get("title") or "", ""


def _speaker(statement: dict[str, Any]) -> str:
    return str(statement["by_name"] or statement["by"])


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _joined(before: str, after: str) -> str:
    """Give two pieces of text as they can be read one behind the other."""
    if not _END.search(before):
        return f"{before} – {after}"
    return before + after if before[-1] in "。！？」』" else f"{before} {after}"


def _first(text: str, language: str | None) -> str:
    spans = list(islice(sentence_spans(text, language), MOST_JOINED * 5))
    if not spans:
        return ""
    says = (n for n in range(len(spans)) if not _says_little(text, spans, (n, n)))
    start, end = _extended(text, spans, (next(says, 0),) * 2)
    return _shortened(_text_of(text, spans, (start, end)), 0, 0)


def _in_field(
    found: Trace, field: str, text: str, language: str | None, within: Sequence[tuple[int, int]]
) -> tuple[str, tuple[int, int]] | None:
    """Give the best sentence of a field with its place; None where it has nothing of what was asked for.

    Where there are places that it has to stand in, it is one of these.
    """
    spans = list(sentence_spans(text, language))
    if not spans:
        return None
    starts = [start for start, _ in spans]
    hits: dict[Window, tuple[int, int]] = {}
    met = _met(found, field, starts, hits)
    windows = [
        (first, last)
        for first, last in sorted(hits)
        if not within or any(_meet((spans[first][0], spans[last][1]), place) for place in within)
    ]
    scored = [(_score(met, window), window) for window in windows[:MOST_WINDOWS]]
    if not scored:
        return None

    def worth(one: tuple[Score, Window]) -> tuple[Any, ...]:
        score, (first, last) = one
        is_aside = first == last and _is_aside(text, spans[first])
        return score, not is_aside, first - last, not _says_little(text, spans, (first, last))

    best = max(scored, key=worth)[1]
    start, end = hits[best]
    shown = _extended(text, spans, best)
    whole = _text_of(text, spans, shown)
    offset = len(_text_of(text, spans, (shown[0], best[0]))) - (spans[best[0]][1] - spans[best[0]][0])
    first = offset + start - spans[best[0]][0]
    place = spans[best[0]][0], spans[best[1]][1]
    return _shortened(whole, first, first + end - start), place


def _met(part: Trace, field: str, starts: Sequence[int], hits: dict[Window, tuple[int, int]]) -> _Met:
    """Give a part of a query by sentences, and add to `hits` where in each the first hit stands.

    What did not make the document match, such as the one branch of OR that is not true of it, is left out.
    """
    windows: set[Window] = set()
    for occurrence in part.occurrences:
        if occurrence.field != field:
            continue
        start, end = min(occurrence.spans)[0], max(span[1] for span in occurrence.spans)
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
        first = max(first, 0)
        window = (first, min(max(first, last), first + MOST_JOINED - 1))
        windows.add(window)
        hits[window] = min(hits.get(window, (start, end)), (start, end))
    kept = [child for child in part.children if child.holds is not False or not part.any_of]
    children = tuple(_met(child, field, starts, hits) for child in kept)
    return _Met(frozenset(windows), part.is_mention, children, part.any_of)


def _score(part: _Met, window: Window) -> Score:
    """Count what a query asks for together and stands in a window: of OR the best of its branches."""
    if part.children:
        scores = [_score(child, window) for child in part.children]
        return max(scores) if part.any_of else (sum(one[0] for one in scores), sum(one[1] for one in scores))
    numbers = range(window[0], window[1] + 1)
    is_there = any((first, last) in part.windows for first in numbers for last in numbers)
    return (int(is_there), 0) if part.is_mention else (0, int(is_there))


def _extended(text: str, spans: Sequence[tuple[int, int]], window: Window) -> Window:
    """Give a window with the sentences behind it, else before it, that it needs to say something."""
    first, last = window
    while _says_little(text, spans, (first, last)) and last - first + 1 < MOST_JOINED:
        if last + 1 < len(spans):
            last += 1
        elif first:
            first -= 1
        else:
            break
    return first, last


def _says_little(text: str, spans: Sequence[tuple[int, int]], window: Window) -> bool:
    """Tell whether sentences say nothing by themselves: of a few words, or a heading above what it is of."""
    shown = text[spans[window[0]][0] : spans[window[1]][1]]
    words = sum(max(1, len(word) // LONG_WORD) for word in terms(shown) if _LETTER.search(word))
    if words < FEWEST_WORDS or len(_LETTER.findall(shown)) < FEWEST_LETTERS:
        return True
    return spans[window[1]][1] < len(text) and _is_heading(text, spans[window[1]])


def _is_heading(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a sentence is a line by itself that is short and has no full stop, or is a question."""
    start, end = span
    return _is_line(text, span) and end - start <= LONGEST_HEADING and not _STOP.search(text[start:end])


def _is_aside(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a sentence stands in a line beside the article: a heading, a caption, a link to something else."""
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    line = text[start : end if end >= 0 else len(text)].lstrip()
    if _CAPTION.match(line) or (len(line) <= LONGEST_HEADING and _LABEL.match(line)):
        return True
    return _is_heading(text, span)


def _is_line(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def _text_of(text: str, spans: Sequence[tuple[int, int]], window: Window) -> str:
    parts = [text[start:end] for start, end in spans[window[0] : window[1] + 1]]
    whole = parts[0]
    for part in parts[1:]:
        whole = _joined(whole, part)
    return whole


def _shortened(text: str, start: int, end: int) -> str:
    """Give at most MAX_SENTENCE characters of a text, the hit from `start` to `end` among them."""
    if len(text) <= MAX_SENTENCE:
        return text
    begin = 0
    if end > MAX_SENTENCE - 1:
        begin = cut_start(text, max(start - BEFORE_HIT, 0), start)
    before = "…" if begin else ""
    most = begin + MAX_SENTENCE - 1 - len(before)
    if most >= len(text):
        return before + text[begin:]
    return before + text[begin : cut_end(text, most, begin + 1, most)].rstrip() + "…"
