"""Cleaning of a page and tagging of texts that are handed in, without ledger or index."""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from typing import Any, BinaryIO

import msgspec
import pebble
from msgspec.structs import asdict

from processors.clean import clean_html
from processors.errors import ProcessError
from processors.groups.catalogue import Catalogue
from processors.groups.tag import Tagger
from processors.newsroom.unwrap import unwrap
from processors.page.decode import decode
from processors.records import Article
from processors.statements.frames import FrameFile
from processors.statements.read import FITS, StatementReader
from processors.text.language import detect_language
from scrapers.errors import ScrapeError
from scrapers.urls import canonicalize, link_id
from wirewatch.errors import Mistake, Trouble, describe_bug
from wirewatch.workers.limits import QUIET_CLOCK_S, limit_memory, schedule, why_ended
from wirewatch.workers.pool import fork_context

MAX_LINE = 64 * 1024**2
"""Bytes of a line: twice the largest page that is fetched, in base64."""
PIECE = 1_000_000
"""Characters of a text that are tagged together. No article is longer."""
BAD_LINE_ERRORS = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What reading a line can raise: it is no JSON, of another form, or nested beyond reading."""


UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What a file in UTF-16 begins with."""


class TextLine(msgspec.Struct):
    """One line of `tag --jsonl`."""

    id: str | int | None = None
    text: str = ""
    lang: str | None = None


class IdLine(msgspec.Struct):
    """What says of which line an answer is, where the rest of the line has another form."""

    id: str | int | None = None


NO_WORKERS = "the worker processes die before they take a page: is there memory for them?"


def clean_page(body: str | bytes, url: str, content_type: str) -> Article:
    """Give the article in a body, under the id that a feed's link to this address would have. Raises ProcessError."""
    article = clean_html(body, url, content_type)
    try:
        address = canonicalize(url)
    except ScrapeError:  # no address, or a file's
        return article
    return msgspec.structs.replace(article, id=link_id(address), canonical_url=address)


def clean_page_apart(body: bytes, url: str, content_type: str) -> Article:
    """Do the same in a worker process, within a page's time and memory: a small PDF can ask for any amount of both.

    Raises ProcessError as `clean_page` does, also where the worker ended over it, and Trouble where none could start.
    """
    with pebble.ProcessPool(1, context=fork_context(), initializer=limit_memory) as pool:
        future = schedule(pool, clean_page, [body, url, content_type], QUIET_CLOCK_S)
        try:
            return future.result()
        except MemoryError:
            raise ProcessError("crashed", "out of memory") from None
        except ProcessError:
            raise
        except BrokenProcessPool as error:
            raise Trouble(NO_WORKERS) from error
        except Exception as error:
            reason, detail = why_ended(error) or ("bug", describe_bug(error))
            raise ProcessError(reason, detail) from None


class TextReader:
    """Tags texts and reads their statements, by a catalogue and the frames of languages."""

    def __init__(self, catalogue: Catalogue, frames: Sequence[FrameFile]) -> None:
        self.tagger, self.reader = Tagger(catalogue), StatementReader(catalogue, frames)

    def read_article(self, article: Article) -> Article:
        """Give an article with its mentions and its statements."""
        return self.reader.read_article(self.tagger.tag_article(article))

    def read(
        self, text: str, lang: str | None, begin: int = 0
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Give the mentions and the statements of a text that stands at `begin`, as what is printed of them."""
        plain = unwrap(text)
        mentions = self.tagger.tag(plain, lang)
        statements = self.reader.read(None, plain, lang or detect_language(plain), mentions)
        return (
            [
                {
                    "group": one.group,
                    "start": one.start + begin,
                    "end": one.end + begin,
                    "text": text[one.start : one.end],
                }
                for one in mentions
            ],
            [{**asdict(one), "start": one.start + begin, "end": one.end + begin} for one in statements],
        )


def decode_text(body: bytes, name: str) -> str:
    """Give the text in a file, whichever character set it is in. Raises Mistake, with its `name`, where it is none."""
    try:
        return decode(body, "text/plain")
    except ProcessError as error:
        mend = "give it a text; `wirewatch clean` reads pages and PDF"
        raise Mistake(f"{name} is no text: {error.detail or error}", mend) from None


def tag_text(text: str, lang: str | None, reader: TextReader) -> dict[str, Any]:
    """Give {"mentions": [{"group", "start", "end", "text"}], "statements": [...]} of a text, in order.

    One that is longer than an article can be is tagged in pieces, each as an article of its own.
    """
    found: dict[str, list[dict[str, Any]]] = {"mentions": [], "statements": []}
    for begin, end in _pieces(text):
        mentions, statements = reader.read(text[begin:end], lang, begin)
        found["mentions"] += mentions
        found["statements"] += statements
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Give the beginnings and ends of a text's pieces, which end with a paragraph, or else a line or a word."""
    begin = 0
    while len(text) - begin > PIECE:
        middle, most = begin + PIECE // 2, begin + PIECE
        ends = (text.rfind(sign, middle, most) for sign in ("\n\n", "\n", " "))
        end = next((found for found in ends if found > 0), most)
        yield begin, end
        begin = end
    yield begin, len(text)


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Give the lines of a stream, which may go on for ever, without the mark that some programs begin a file with.

    Raises Mistake for a line that goes on for ever, and where the mark says that the file is not UTF-8.
    """
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if number == 1 and line.startswith(UTF_16_MARKS):
            raise Mistake("the lines are UTF-16, and JSON is UTF-8", "save the file as UTF-8")
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > MAX_LINE:
            message = f"line {number} is longer than {MAX_LINE} bytes"
            raise Mistake(message, "give one JSON object a line")
        yield line


def explain_statements(text: str, lang: str | None, reader: TextReader) -> list[dict[str, Any]]:
    """Give every clause in which a frame's words stand, in order, and why it is a statement or not.

    Each is {"frame", "act", "text", "start", "end", "counted", "why"}.
    """
    plain = unwrap(text)
    told = reader.reader.explain(plain, lang or detect_language(plain), reader.tagger.tag(plain, lang))
    return [{**asdict(one), "counted": one.why == FITS} for one in told]


def explain_tags(text: str, lang: str | None, reader: TextReader) -> list[dict[str, Any]]:
    """Give every place in a text that reads like an alias, in order, and why it counted or did not.

    Each is {"group", "alias", "text", "start", "end", "counted", "why"}.
    """
    return [
        {**asdict(candidate), "text": text[candidate.start : candidate.end]}
        for candidate in reader.tagger.explain(unwrap(text), lang)
    ]


def tag_lines(lines: Iterable[bytes], reader: TextReader) -> Iterator[dict[str, Any]]:
    """Tag each line; give the answers in the order of the lines."""
    for line in lines:
        if not line.strip():
            continue
        try:
            text_line = msgspec.json.decode(line, type=TextLine)
        except BAD_LINE_ERRORS as error:
            yield {
                "id": _id_of(line),
                "mentions": [],
                "statements": [],
                "error": f"not a line of this format: {error}",
            }
            continue
        mentions, statements = reader.read(text_line.text, text_line.lang)
        yield {"id": text_line.id, "mentions": mentions, "statements": statements}


def _id_of(line: bytes) -> str | int | None:
    """Return the id of a line that has another form than is asked for; None where it has none, or is no JSON."""
    try:
        return msgspec.json.decode(line, type=IdLine).id
    except BAD_LINE_ERRORS:
        return None


def fetch_page(url: str, *, allow_private: bool) -> tuple[bytes, str, str]:
    """Fetch one page, for `clean URL`: its body, content type and final address. Raises Trouble."""
    import asyncio

    from scrapers.http import Limits, open_client

    async def get() -> tuple[bytes, str, str]:
        async with open_client(Limits(allow_private=allow_private)) as web:
            response = await web.get(url)
            return response.body, response.headers.get("content-type", ""), response.url

    try:
        return asyncio.run(get())
    except ScrapeError as error:
        raise Trouble(f"{url}: {error}") from None
