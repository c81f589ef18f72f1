"""Where the first sentence of a text ends: what is shown for an article without a headline."""

from collections.abc import Iterator

import regex

from processors.records import Article

_END = regex.compile(r"(?:[.!?…؟۔।]+[\p{Pe}\p{Pf}\"'»”’]*(?=\s+[^\p{Ll}\s]|$)|[。！？]+[」』”]*)")
_ABBREVIATION = regex.compile(
    r"(?:^|[\s(\"'“«-])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|vs|"
    r"Co|Inc|Ltd|approx|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|(?:\p{L}\.)+\p{L}|г|гг|им|ул|тыс|млн|млрд|руб|т\.?е|т\.?д)\.$"
)


def first_sentence(text: str) -> str:
    """Return the first sentence of the first line of `text`, which is the line itself where none ends in it."""
    line = text.split("\n", 1)[0].strip()
    for end in _END.finditer(line):
        sentence = line[: end.end()]
        if not _ABBREVIATION.search(sentence):
            return sentence
    return line


def lede(article: Article) -> str:
    """Return the article's first sentence, to show where it has no headline."""
    return first_sentence(article.text)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of `text`, in order; none goes over the end of a line."""
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        while rest := text[start:end].lstrip():
            begin = end - len(rest)
            start = begin + len(first_sentence(rest))
            yield begin, start
        at = end + 1
