"""The sentences of a text, each whole, by the rules of its language."""

from collections.abc import Iterator

import regex
from sentencex import segment

from processors.records import Article

_TITLE = regex.compile(
    r"(?:^|[\s(\"'“«-])(?:\p{L}|Mr|Mrs|Ms|Mx|Messrs|Dr|Prof|Hon|Rev|Fr|St|Ste|Jr|Sr|Sra|Dra|Lic|Ing|Dipl|Mag|Mme|Mlle|"
    r"Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Brig|Cmdr|Adm|Supt|Insp|Det|Amb|Sen|Rep|Gov|Pres|Min|Sec|"
    r"No|Nos|Nr|Vol|Art|Fig|pp|vs|ca|gem|bzw|inkl|Co|Inc|Ltd|approx|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|г|гг|им|ул|тыс|млн|млрд|руб|чел|т\.?е|т\.?д)\.\s*$"
)
"""What no sentence ends in: titles, initials, months, and what languages shorten that the library does not know."""
_ORDINAL = regex.compile(r"(?<![\p{L}\p{N}.,:])\p{N}{1,2}\.\s*$")
ORDINAL_LANGUAGES = frozenset(
    ("cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr", "tr")
)
"""In which a number with a full stop is read as third."""
_ARTICLE = regex.compile(
    r"\s*(?:Der|Die|Das|Den|Dem|Ein|Eine|Er|Sie|Es|Wir|Ich|In|Im|Am|Auf|Bei|Nach|Doch|Und|Aber)\b"
)
"""How a German sentence begins behind a number, and no noun that it counts."""
LONGEST = 10_000
_GOES_ON = regex.compile(r"\s*(?:[\p{Pe}\p{Pf}»”’」』]|[,;:)])|-\p{L}")
"""How no sentence begins."""
_SMALL = regex.compile(r"\s*\p{Ll}")
_LONG_WORD = regex.compile(r"\p{L}{6,}\.\s*$")
"""What is hardly a shortened word: al-Qaeda, in small letters, may begin a sentence behind it."""


def first_sentence(text: str, language: str | None = None) -> str:
    """Return the first sentence of the first line of `text`, which is the line itself where none ends in it."""
    line = text.split("\n", 1)[0].strip()
    return next((line[start:end] for start, end in sentence_spans(line, language)), line)


def lede(article: Article) -> str:
    """Return the article's first sentence, to show where it has no headline."""
    return first_sentence(article.text, article.language)


def sentence_spans(text: str, language: str | None = None) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of `text` (code points), in order; none goes over the end of a line.

    `language` is a code of ISO 639; English stands in for None, and for what the library has no rules of.
    """
    at = 0
    for line in text.split("\n"):
        for start, end in _in_line(line, language or "en"):
            bare = line[start:end].strip()
            if bare:
                begin = at + start + len(line[start:end]) - len(line[start:end].lstrip())
                yield begin, begin + len(bare)
        at += len(line) + 1


def _in_line(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a line, with the blanks around them, and those joined that the library cuts too early."""
    start = end = 0
    for piece in _pieces(line, language):
        if end > start and not _ends(line[max(start, end - 40) : end], piece, language):
            end += len(piece)
            continue
        if end > start:
            yield start, end
        start, end = end, end + len(piece)
    if end > start:
        yield start, end


def _pieces(line: str, language: str) -> Iterator[str]:
    """Yield what the library makes of a line, LONGEST characters at a time: its time grows with their square."""
    at = 0
    while at < len(line):
        pieces = segment(language, line[at : at + LONGEST])
        if at + LONGEST < len(line) and len(pieces) > 1:
            pieces = pieces[:-1]  # which may go on
        yield from pieces
        at += sum(map(len, pieces)) or LONGEST


def _ends(before: str, after: str, language: str) -> bool:
    """Tell whether a sentence ends between two pieces."""
    if _GOES_ON.match(after) or _TITLE.search(before):
        return False
    if _SMALL.match(after) and not _LONG_WORD.search(before):
        return False
    if after.startswith("と") and before.endswith(("」", "』")):  # Japanese: so they said
        return False
    return language not in ORDINAL_LANGUAGES or not _ORDINAL.search(before) or bool(_ARTICLE.match(after))
