from itertools import pairwise

import pytest
from pdf_file import pdf_file, report_page

from processors.clean import clean_html
from processors.errors import Reject
from processors.page.pdf import MAX_PAGES, is_pdf, iso_date, join_lines, read_pdf, title_shown, title_told
from processors.page.pdf_lines import Line, right_to_left, with_spaces

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


def paragraph(text: str) -> list[tuple[float, float, float, str]]:
    """Give three lines of a paragraph and one of a second, as they stand on a page."""
    words = [
        f"The {text} said on the first day that officials had",
        "met their guests, and that they would do so",
        "again.",
        f"A second part of the {text} tells who was there.",
    ]
    return [(72, y, 11, line) for y, line in zip((700, 686, 672, 644), words, strict=True)]


PARAGRAPHS = [
    "The ministry said on the first day that officials had met their guests, and that they would do so again.",
    "A second part of the ministry tells who was there.",
]


def printed(*texts: str, size: float = 11, left: float = 72) -> list[Line]:
    """Give lines below each other, as wide as their texts are long."""
    return [Line(text, left, left + 5 * len(text), 700 - 14 * n, size, 0) for n, text in enumerate(texts)]


@pytest.mark.parametrize("page", ["", "/Rotate 90", "/Rotate 180", "/Rotate 270"])
@pytest.mark.parametrize(
    "turn", ["1 0 0 1 0 0", "0 1 -1 0 842 0", "-1 0 0 -1 595 842", "0 -1 1 0 0 842", "2 0 0 2 -90 -800"]
)
def test_paragraphs_of_turned_and_scaled_text(turn, page):
    """Text that is drawn turned or scaled, on a page that is shown turned, has the paragraphs that it has upright."""
    assert read_pdf(pdf_file([paragraph("ministry")], turn=turn, page=page)).paragraphs == PARAGRAPHS


def test_what_is_drawn_from_below_to_above_is_read_from_above():
    """The order in which a program drew its lines is not the order of reading where it began at the foot."""
    assert read_pdf(pdf_file([paragraph("ministry")[::-1]])).paragraphs == PARAGRAPHS


def test_a_stamp_that_stands_aslant_is_no_text():
    """A watermark over the page is neither a paragraph nor the headline."""
    stamp = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm (CONFIDENTIAL) Tj ET"
    read = read_pdf(pdf_file([paragraph("ministry")], also=stamp))
    assert (read.paragraphs, read.title) == (PARAGRAPHS, None)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("The group ISIS\ufffe", "K said so", "The group ISIS-K said so"),
        ("Talks with al-", "Qaeda went on", "Talks with al-Qaeda went on"),
        ("In the winter of 2020\x02", "21 they left", "In the winter of 2020-21 they left"),
        (
            "All of the thirty\ufffe",
            "four of thirty-four spoke",
            "All of the thirty-four of thirty-four spoke",
        ),
        ("The con\ufffe", "firmed number", "The confirmed number"),
        ("The con\u00ad", "firmed number", "The confirmed number"),
        ("Both pre-", "and post-war times", "Both pre- and post-war times"),
        ("He spoke -", "and left", "He spoke - and left"),
    ],
)
def test_hyphens_at_the_end_of_a_line(first, second, whole):
    """A hyphen that belongs to a name, a number or a word stays, and one that breaks a word goes."""
    assert join_lines(printed(first, second)) == [whole]


def test_a_words_first_letter_may_be_large():
    """An initial over several lines is part of its word, and no headline."""
    lines = [Line("O", 72, 90, 690, 36, 0), *printed("fficials met their guests.", left=92)]
    assert join_lines(lines) == ["Officials met their guests."]
    assert (
        title_shown(
            [
                [
                    Line("O", 72, 90, 690, 36, 0),
                    *printed("Talks of the week", size=18),
                    *printed(*["many words"] * 9),
                ]
            ]
        )
        == "Talks of the week"
    )


def test_paragraphs_of_two_lines_each_are_told_apart():
    """The white between paragraphs is as frequent as that between lines, and wider."""
    lines = [
        Line(text, 72, 500, y, 12, 0)
        for text, y in zip("abcdef", (700, 680, 648, 628, 596, 576), strict=True)
    ]
    assert join_lines(lines) == ["a b", "c d", "e f"]


def test_letters_that_only_their_font_knows():
    """TeX's ligatures are read though the PDF does not tell them; where it tells of few letters there is no text."""
    lines = [(72, 700, 11, "The o\x1ecials con\x1crmed a \x1cght and a\x1fuent guests in the north.")]
    assert read_pdf(pdf_file([lines])).paragraphs == [
        "The officials confirmed a fight and affluent guests in the north."
    ]
    assert refusal(pdf_file([[(72, 700, 11, "\x04\x06\x07\x05 a\x03 \x1c\x04")]])) == "no_text"


def test_words_that_stand_apart_are_apart():
    """White as wide as a space is one, though the file draws none; letters that all stand apart are one word."""
    edges = [("a", 0, 5), ("b", 5, 10), ("c", 13, 18), ("d", 18, 23)]
    assert "".join(letter for letter, _ in with_spaces(edges, 10)) == "ab cd"
    spread = [(letter, 10.0 * n, 10.0 * n + 5) for n, letter in enumerate("spread")]
    assert "".join(letter for letter, _ in with_spaces(spread, 10)) == "spread"


def test_what_a_browser_prints_around_a_page_is_no_text():
    """Time, title, address and page number go even where there is one page alone; so does the mark of a scanner."""
    around = [
        (72, 810, 8, "11/28/26, 5:59 PM   The ministry"),
        (72, 30, 8, "https://ministry.example/news/1   1/1"),
    ]
    assert read_pdf(pdf_file([[around[0], *paragraph("ministry"), around[1]]])).paragraphs == PARAGRAPHS
    assert refusal(pdf_file([[(72, 812, 8, "Scanned with CamScanner")]])) == "no_text"


def test_a_stop_behind_a_number_from_right_to_left():
    """A sentence of Arabic that ends with a year has its stop at the end, as it is printed: to the left."""
    word = [(letter, 50.0 - n) for n, letter in enumerate("عام")]
    year = [(letter, 10.0 + n) for n, letter in enumerate("2021")]
    assert right_to_left([*word, (" ", 20.0), (".", 9.0), *year]) == "عام 2021."
    assert right_to_left([*word, (" ", 20.0), *year]) == "عام 2021"
