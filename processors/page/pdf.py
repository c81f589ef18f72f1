"""A PDF's article: its lines by PDFium, joined to paragraphs, without what repeats at the edges of its pages.

bytes -> pages of lines, each with its place and size -> without running lines -> paragraphs, title, day
"""

from collections import Counter
from collections.abc import Collection
from itertools import pairwise
from statistics import median
from typing import Any

import regex
from msgspec import Struct

from processors.errors import Reject
from processors.page.pdf_lines import HYPHEN, Line, read_lines, share_of_no_letters
from processors.text.counted import counted

MAX_PAGES = 300
"""Pages that are read: what follows is told of and left. Reports of the United Nations seldom have 100."""
MAX_CHARACTERS = 400_000
"""Characters after which no further page is read: less than an article may have."""
MAX_NO_LETTERS = 0.1
"""Share of characters that are none from which on a text is none. Signs of lists are such, one a line."""
EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which running ones are looked for."""
RUNNING_SHARE = 0.3
"""Share of the pages on which such a line stands at least: left and right pages may have two different ones."""
LARGER = 1.15
"""Times the usual size of letters from which on a line is a heading."""
PARAGRAPH_GAP = 1.35
"""Times the usual distance of two lines from which on a paragraph begins."""
MAX_TITLE = 250
"""Characters of the longest headline."""
PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of fpdfview.h."""

_PAGE_NUMBER = regex.compile(
    r"\W*(?:(?:page|seite|p\.|pág(?:ina)?\.?|стр(?:аница)?\.?|صفحة|صفحه)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|de|sur|из|من|از)\s*\d{1,4})?\W*|scanned (?:with|by) [\w ]{3,30}",
    regex.IGNORECASE,
)
_NO_TITLE = regex.compile(
    r"microsoft (?:word|powerpoint|excel)\b|enscript output"
    r"|(?:(?:powerpoint )?presentation|untitled|document|doc|slide)\W*\d*$"
    r"|.*\.(?:docx?|pdf|rtf|odt|indd|pptx?|xlsx?|tmp|html?)$|[\W\d_]*$|\S*$|about:|https?:",
    regex.IGNORECASE,
)
_BEGIN = regex.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n\x00]*%PDF-|[^<]{0,1000}?[\r\n\x00]%PDF-\d\.\d\s")
"""PDF 1.7, H.3.4.1 lets readers look for it in the first 1,024 bytes. No page has it there before its first tag."""
_DATE = regex.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?")
_CATALOGUE = regex.compile(rb"(\d{1,9}) (\d{1,5}) obj\s*<<[^>]{0,2000}?/Type\s*/Catalog\b")
_PRINTED_FROM = regex.compile(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?")
_PRINTED_AT = regex.compile(
    r"\b\d{1,4}[./]\d{1,2}[./]\d{1,4},?\s.*\b\d{1,2}:\d\d\b|\b\d{1,2}:\d\d\s.*\b\d{1,4}[./]\d{1,2}[./]\d{1,4}\b"
)
"""What browsers print above and below a page, where neither reader nor editor wants it: address, time and title."""
_WHOLE = regex.compile(r"[\p{L}\d]+(?:-[\p{L}\d]+)+")
_STOP = regex.compile(r"[.!?…。！？؟۔:][\p{Pe}\p{Pf}\"'»”’*]*$")
_BROKEN = regex.compile(r"([\p{L}\d]+(?:-[\p{L}\d]+)*)[-\u2010\u00ad\x02\ufffe]$")
_SUSPENDED = regex.compile(r"(?:und|oder|bzw\.|and|or|to)\b")
"""What follows a hyphen that stands for a word's second part: `pre- and post-war`."""
_CONTINUES = regex.compile(r"\p{Ll}")


class PdfText(Struct, frozen=True):
    """What a PDF says."""

    paragraphs: list[str]
    title: str | None
    written: str | None
    """The day, or the moment, at which it says that it was made: ISO 8601."""
    left_out: str = ""
    """Which pages were not read, in words; empty where all were."""


def is_pdf(body: bytes) -> bool:
    """Tell whether the bytes begin as a PDF does; blanks may stand before it, or lines that a script printed."""
    return bool(_BEGIN.match(body))


def read_pdf(body: bytes) -> PdfText:
    """Return what the PDF in `body` says.

    Raises Reject `encrypted` where it wants a password, `no_text` where it has none (it is a scan, most likely), and
    `not_html` where nothing in it can be read.
    """
    document = _open(body)
    with document:
        number = len(document)
        pages = _read_pages(document, number)
        told = document.get_metadata_dict(skip_empty=True)
    if share_of_no_letters([line for lines in pages for line in lines]) > MAX_NO_LETTERS:
        raise Reject("no_text", "a PDF whose fonts do not tell which letters they show")
    lines = drop_running_lines(pages)
    if not any(character.isalpha() for line in lines for character in line.text):
        raise Reject("no_text", f"a PDF without text, of {counted(number, 'page')}")
    left_out = f"pages {len(pages) + 1} to {number} were not read" if len(pages) < number else ""
    title = title_told(told.get("Title", "")) or title_shown(pages)
    written = iso_date(told.get("CreationDate", "")) or iso_date(told.get("ModDate", ""))
    return PdfText(join_lines(lines), title, written, left_out)


def _open(body: bytes) -> Any:
    """Open a PDF; one that was cut off, and so has lost where its parts are, by the part that names its pages."""
    import pypdfium2

    root = _CATALOGUE.search(body)
    end = b"\ntrailer\n<</Root %b %b R>>\nstartxref\n0\n%%%%EOF\n" % root.groups() if root else b""
    trouble = ""
    for whole in (body, body + end) if end else (body,):
        try:
            return pypdfium2.PdfDocument(whole)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == PASSWORD_ERROR or "password" in str(error).lower():
                raise Reject("encrypted", "the PDF opens with a password only") from None
            trouble = trouble or str(error)
    raise Reject("not_html", f"the PDF cannot be read: {trouble}")


def _read_pages(document: Any, number: int) -> list[list[Line]]:
    """Return each page's lines, as far as the caps go; a page that cannot be read has none."""
    import pypdfium2

    pages: list[list[Line]] = []
    characters = 0
    for index in range(min(number, MAX_PAGES)):
        lines: list[Line] = []
        try:
            page = document[index]
            # PDFium orders the lines of a page that is shown turned as if its text were turned, too.
            page.set_rotation(0)
            lines = read_lines(page.get_textpage(), index)
            page.close()
        except pypdfium2.PdfiumError:
            lines = []
        pages.append(lines)
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            break
    return pages


def drop_running_lines(pages: list[list[Line]]) -> list[Line]:
    """Return all lines but page numbers and what repeats at the upper or lower edge of pages, figures aside."""
    pages = [_without_browser(lines) for lines in pages]
    edges = [_edge_lines(lines) for lines in pages]
    seen = Counter(form for edge in edges for form in {_form(line) for line in edge})
    least = max(2, RUNNING_SHARE * len([lines for lines in pages if lines]))
    return [
        line
        for lines, edge in zip(pages, edges, strict=True)
        for line in lines
        if not (line in edge and (_PAGE_NUMBER.fullmatch(line.text) or seen[_form(line)] >= least))
    ]


def _without_browser(lines: list[Line]) -> list[Line]:
    """Return a page's lines without those that a browser printed around it: an address below says that it did."""
    edge = _edge_lines(lines)
    if not any(_PRINTED_FROM.fullmatch(line.text) for line in edge):
        return lines
    drawn = [
        line.bottom for line in edge if _PRINTED_FROM.fullmatch(line.text) or _PRINTED_AT.search(line.text)
    ]
    return [line for line in lines if line.bottom not in drawn]


def _edge_lines(lines: list[Line]) -> list[Line]:
    placed = sorted(lines, key=lambda line: line.bottom)
    return placed[:EDGE_LINES] + placed[-EDGE_LINES:]


def _form(line: Line) -> str:
    return regex.sub(r"\d+", "0", line.text.casefold())


def join_lines(lines: list[Line]) -> list[str]:
    """Return the paragraphs that the lines make."""
    if not lines:
        return []
    gaps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom - b.bottom > 0]
    gap = sorted(gaps)[len(gaps) // 4] if gaps else 0.0  # not the median: paragraphs may have two lines each
    widths = sorted(line.right - line.left for line in lines)
    full = widths[len(widths) * 3 // 4]  # not the widest: a heading may go over two columns
    whole = {word.casefold() for line in lines for word in _WHOLE.findall(line.text)}
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        if _is_initial(before, line):
            paragraphs[-1] += line.text
        elif _goes_on(before, line, gap, full):
            paragraphs[-1] = _joined(paragraphs[-1], line.text, whole)
        else:
            paragraphs.append(line.text)
    return [text.replace("\x02", "-").replace("\ufffe", "-") for text in paragraphs]


def _goes_on(before: Line, line: Line, gap: float, full: float) -> bool:
    """Tell whether a line is of the same paragraph as the one before it."""
    if before.text[-1] in HYPHEN:
        return True
    if max(before.size, line.size) > LARGER * min(before.size, line.size):
        return False
    distance = before.bottom - line.bottom
    if before.page != line.page or distance < -line.size:  # the next page, or the next column
        return not _STOP.search(before.text) or bool(_CONTINUES.match(line.text))
    if distance > PARAGRAPH_GAP * max(gap, line.size):
        return False
    is_short = before.right - before.left < 0.8 * full
    is_indented = line.left > before.left + line.size and distance > 0
    return not (_STOP.search(before.text) and (is_short or is_indented))


def _is_initial(before: Line, line: Line) -> bool:
    """Tell whether a line is one large letter with which the next line's first word begins; `A` may be a word."""
    is_large = len(before.text) == 1 and before.size > 1.5 * line.size and before.page == line.page
    return (
        is_large and before.text.isupper() and before.text not in "AI" and bool(_CONTINUES.match(line.text))
    )


def _joined(text: str, following: str, whole: Collection[str] = ()) -> str:
    """Return two parts of a paragraph as one: a word that was broken at a hyphen is whole again.

    The hyphen stays in a name or a number (ISIS-K, al-Qaeda, 2020-21), and in a word that is among `whole`.
    """
    broken = _BROKEN.search(text)
    if not broken or _SUSPENDED.match(following):
        return f"{text} {following}"
    last = regex.match(r"[\p{L}\d]*", following)
    word = f"{broken[1]}-{last[0] if last else ''}".casefold()
    keeps = text[-1] != "\u00ad" and (not _CONTINUES.match(following) or word in whole)
    return text[:-1] + ("-" if keeps else "") + following


def title_told(title: str) -> str | None:
    """Return the title that a PDF's metadata tell, or None where a program wrote a file's name or its own."""
    title = " ".join(title.split())
    return title if title and len(title) <= MAX_TITLE and not _NO_TITLE.match(title) else None


def title_shown(pages: list[list[Line]]) -> str | None:
    """Return the heading on the first page with text: its first lines of the largest letters. None without one."""
    first = next((lines for lines in pages if lines), [])
    every = [line.size for lines in pages for line in lines for _ in range(len(line.text))]
    if not first or max(line.size for line in first) < LARGER * median(every):
        return None
    first = [line for line in first if len(line.text) > 1] or first  # an initial is larger than a headline
    largest = max(line.size for line in first)
    title = ""
    for line in first:
        if line.size >= 0.97 * largest:
            title = _joined(title, line.text) if title else line.text
        elif title:
            break
    return title if len(title) <= MAX_TITLE and any(map(str.isalpha, title)) else None


def iso_date(written: str) -> str | None:
    """Return a PDF's date (ISO 32000-1, 7.9.4) as ISO 8601: a day alone where it tells no time."""
    found = _DATE.match(written)
    if not found:
        return None
    year, month, day, hour, minute, second, is_utc, hours, minutes = found.groups()
    date = f"{year}-{month}-{day}"
    zone = "Z" if is_utc else f"{hours}:{minutes or '00'}" if hours else ""
    return f"{date}T{hour}:{minute}:{second or '00'}{zone}" if hour else date
