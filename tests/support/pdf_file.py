"""PDFs as a tiny writer makes them: pages of lines, each at a place and in a size."""

import zlib
from collections.abc import Sequence

TextLine = tuple[float, float, float, str]
"""Points from the left and from below, size, and the words (Latin letters alone)."""


def pdf_file(
    pages: Sequence[Sequence[TextLine]],
    info: str = "",
    trailer: str = "",
    page: str = "",
    turn: str = "1 0 0 1 0 0",
    also: str = "",
) -> bytes:
    """Give a PDF of these pages. `info` is the inside of its dictionary of metadata: `/Title (Words)`.

    `page` stands in the dictionary of each page, `turn` is the matrix by which its lines are drawn, and `also` is drawn
    before them.
    """
    first = 4
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in enumerate(pages):
        drawn = "\n".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, size, text in lines)
        shown = f"q {also} Q\n{turn} cm\n{drawn}"
        contents = f"{first + 2 * number + 1} 0 R"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{page}/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {contents}>>",
            f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        ]
    return _write([*objects, f"<<{info}>>"], trailer)


def pdf_bomb() -> bytes:
    """Give a PDF of 200 KB whose one page shows a word four million times: it takes gigabytes to read."""
    packed = zlib.compress(b"BT /F 11 Tf " + b"(aaaaaaaaaaaaaaaa) Tj " * 4_000_000 + b" ET", 9).decode(
        "latin-1"
    )
    return _write(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[4 0 R]/Count 1>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
            f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n{packed}\nendstream",
            "<<>>",
        ]
    )


def _write(objects: Sequence[str], trailer: str = "") -> bytes:
    """Write objects, the last of which are the metadata, with their table."""
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    ids = f"/Size {count}/Root 1 0 R/Info {count - 1} 0 R{trailer}"
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<<{ids}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode("latin-1")


def report_page(number: int, lines: Sequence[str]) -> list[TextLine]:
    """Give a page of a ministry's report: its running header, lines of text, and the page's number."""
    text = [(72.0, 740.0 - 14 * n, 11.0, line) for n, line in enumerate(lines)]
    return [(72, 800, 9, "Ministry of Interior - Weekly report"), *text, (290, 40, 9, f"Page {number}")]
