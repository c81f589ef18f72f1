from itertools import pairwise

import pytest
from pdf_file import pdf_file, report_page

from processors.clean import clean_html
from processors.errors import Reject
from processors.page.pdf import MAX_PAGES, is_pdf, iso_date, read_pdf, right_to_left, title_told

FIRST = (
    "The ministry said on Tuesday that fighters had left the district after a week of",
    "fighting, and that offices in the provincial capital were open. Residents confir-",
    "med that shops had opened their doors, though the school remained closed, they",
)
SECOND = ("said. The spokesman denied an earlier report.", "A second paragraph has a line of its own here.")
WHOLE = (
    "The ministry said on Tuesday that fighters had left the district after a week of fighting, and that offices in "
    "the provincial capital were open. Residents confirmed that shops had opened their doors, though the school "
    "remained closed, they said. The spokesman denied an earlier report."
)
REPORT = pdf_file(
    [[(72, 770, 20, "Roads to Helmand are open"), *report_page(1, FIRST)], report_page(2, SECOND)],
    "/Title (Microsoft Word - doc1)/CreationDate (D:20240105120000+03'00')",
)
ENCRYPTED = (
    "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O <{'41' * 32}>/U <{'42' * 32}>>>"
)


def refusal(body: bytes) -> str:
    with pytest.raises(Reject) as caught:
        read_pdf(body)
    return caught.value.reason


def test_a_paragraph_goes_over_lines_and_pages():
    """Broken words and paragraphs are whole, and neither running headers nor page numbers stand between."""
    assert read_pdf(REPORT).paragraphs == ["Roads to Helmand are open", WHOLE, SECOND[1]]


def test_a_pdf_is_an_article():
    """Its heading is the headline where its metadata tell a file's name, and its day is that of its metadata."""
    article = clean_html(REPORT, "https://ministry.example/report.pdf", "application/octet-stream")
    assert (article.title, article.extractor) == ("Roads to Helmand are open", "pdf")
    assert article.text == f"{WHOLE}\n{SECOND[1]}"
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2024-01-05T09:00:00+00:00"


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\nNotice: Undefined index in pdf.php on line 3\n"]
)
def test_what_a_script_printed_before_a_pdf_is_no_text(before):
    """A notice before it makes no page of it, whose text would be the file's own code."""
    assert clean_html(before + REPORT).text == clean_html(REPORT).text


def test_a_page_that_tells_of_pdf_is_none():
    """The mark within a page, or a text that only names it, makes no PDF."""
    assert not is_pdf(b"<html>\n%PDF-1.7\n</html>")
    assert not is_pdf(b"A file that begins with %PDF-1.7 is a PDF.")


def test_pages_beyond_the_cap_are_told():
    """Of a PDF of too many pages the first are read, and the article says which were not."""
    names = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(MAX_PAGES + 9)]
    article = clean_html(pdf_file([[(72, 700, 11, f"The page {name} has words.")] for name in names]))
    assert f"page {names[MAX_PAGES - 1]} has" in article.text
    assert f"page {names[MAX_PAGES]} has" not in article.text
    assert article.taken[-1].text == f"pages {MAX_PAGES + 1} to {MAX_PAGES + 9} were not read"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (pdf_file([[]]), "no_text"),
        (pdf_file([[(290, 40, 9, "Page 1")]]), "no_text"),
        (pdf_file([[(72, 700, 11, "Secret")]], trailer=ENCRYPTED), "encrypted"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "not_html"),
        (REPORT[:200], "not_html"),
    ],
)
def test_what_has_no_text_is_named(body, reason):
    """A scan, a PDF with a password, and one that is beyond repair each have a reason."""
    assert refusal(body) == reason


def test_a_wrong_table_of_places_is_mended():
    """A PDF whose cross-references are wrong or missing is read all the same."""
    whole = read_pdf(REPORT)
    assert read_pdf(REPORT.replace(b"startxref\n", b"startxref\n9")) == whole
    assert read_pdf(REPORT[: REPORT.index(b"xref")]).paragraphs == whole.paragraphs


@pytest.mark.parametrize(
    "title", ["Microsoft Word - doc1", "report_final.docx", "untitled", "Document1", "scan", "2024-01-05"]
)
def test_a_files_name_is_no_title(title):
    """What a program writes as a title by itself is none."""
    assert title_told(title) is None


def test_dates_of_metadata():
    """A PDF's date is read with its zone, or without what it does not tell."""
    assert iso_date("D:20240105120000Z") == "2024-01-05T12:00:00Z"
    assert iso_date("D:20240105") == "2024-01-05"
    assert iso_date("yesterday") is None


def test_words_from_right_to_left_are_in_the_order_of_reading():
    """A word whose letters stand as they are printed, from the left, is turned; one in order of reading stays."""
    word = "باسم"
    printed = [(letter, float(n)) for n, letter in enumerate(reversed(word))]
    read = [(letter, -float(n)) for n, letter in enumerate(word)]
    latin = [(letter, 9.0 + n) for n, letter in enumerate("2024 UN")]
    assert all(before[1] < after[1] for before, after in pairwise(printed))
    assert right_to_left([*printed, (" ", 5.0), *read, (" ", 5.0), *latin]) == f"{word} {word} 2024 UN"
