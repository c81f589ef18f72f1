"""Small pages written by somebody who did not know the rules, each with what a reader of it sees.

`gold1.jsonl` has 135 of nine kinds in ten languages. On the first look at them, with the rules as they stood, 103 were
right in everything; the rest was mended by kinds. A line holds an id, the kind, language, address and page, and what is
true of it: headline, day and authors (null where they are not judged), pieces that stand in the text once, pieces that
stand neither there nor in the headline, and whether it is an article at all.

`gold2.jsonl` has ninety more by somebody else, each a layout of its own. On the first look the text was right on 41 of
them, and all of it on 18. What is still open, in the text and in the rest, is named with its reason.

`gold3.jsonl` has ninety more by a third, who wrote them as the smaller newsrooms of eleven languages do. On the first
look the text was right on 24 of them, and all of it on 15. Of these too the open ones are named.

`gold4.jsonl` to `gold13.jsonl` have fifty more each, by a fourth writer to a thirteenth: as larger newspapers and
offices make theirs, as most real sites are, and whole pages with the code around them. The twelfth was held back until
then. Right on the first look were, in the text, in headline, day and authors, and in all of it:

    gold4 29, 32, 17    gold7 35, 38, 27    gold10 40, 40, 32    gold13 38, 39, 31
    gold5 27, 23, 14    gold8 45, 45, 42    gold11 39, 40, 30
    gold6 41, 37, 29    gold9 39, 47, 37    gold12 44, 42, 38

Of these too the open ones are named; of `gold9.jsonl` none is open. `gold15.jsonl` has fifty of makers of sites from
2010 to 2026: right on the first look were 43, 46, 41. `gold16.jsonl` has fifty, many of them of old systems and of
agencies and offices: 43, 37, 34.
"""

import json
from typing import Any

import pytest
from page_faults import faults_of, text_faults, told_faults
from paths import DATA

KINDS = {
    1: "body in pieces",
    2: "credits before a lede",
    3: "links that are text",
    4: "words for machines",
    5: "days",
    6: "authors and headlines",
    7: "junk and summaries",
    8: "lists that are articles",
    9: "text in scripts alone",
}
PAGES = [json.loads(line) for line in (DATA / "page" / "gold1.jsonl").read_text("utf-8").splitlines()]

MORE_PAGES = [json.loads(line) for line in (DATA / "page" / "gold2.jsonl").read_text("utf-8").splitlines()]
THIRD_PAGES = [json.loads(line) for line in (DATA / "page" / "gold3.jsonl").read_text("utf-8").splitlines()]
OPEN = {
    "g2-25": "a box in an `aside` that is text: as many are notes on a group, which is what g2-83 asks to leave out",
    "g2-26": "a column of other reports, none of them a link, beside the text",
    "g2-31": "the rest of a text behind its wall, in one paragraph for search engines",
    "g2-61": "a legal label in a footnote with a number in place of an asterisk",
}

TOLD_OPEN = {
    "g2-03": "a headline above the text that no element of the head repeats",
    "g2-17": "a title before the name, which is taken off: one person has one name",
    "g2-18": "an agency beside the one author whom the page marks",
    "g2-19": "a title in brackets before the name",
    "g2-35": "a calendar of feasts above the headline, the day in the dateline alone",
    "g2-40": "one word as a name, and no day on the page",
    "g2-59": "a name and a place, and no day beside them",
    "g2-80": "a title before the name, as above",
    "g2-90": "the outlet's name as the page's title, the headline in bold letters, the day below the text",
}
"""Pages of which headline, day or authors are not those that a reader sees."""

THIRD_OPEN = {
    "p3-en-07": "a column of the page's own table, beside the text's",
    "p3-en-14": "in which issue it was printed, a whole sentence in a container behind: so do texts go on",
    "p3-en-15": "how to cite a text, and who pays for it, among its paragraphs' own siblings",
    "p3-fr-04": "readers' comments in the container of the text",
    "p3-fr-08": "sections of different makes, and a note behind them in the page's body",
    "p3-es-04": "the paper's name and page between headline and text",
    "p3-es-06": "lists of buttons and of facts about the page, above the text",
    "p3-ar-09": "a headline that is no heading, and columns that are no lists",
    "p3-fa-03": "the number of readers and two buttons in the line of the byline",
    "p3-fa-06": "who wrote down a conversation and where it was first heard, each in a paragraph",
    "p3-ru-07": "who the author is, in a box of no name",
    "p3-ru-08": "a page of two columns without a heading",
    "p3-tr-01": "a video with a list of others",
    "p3-tr-03": "a name that the text itself has twice",
    "p3-tr-06": "sources and how to cite, each in a box, behind a text in pieces",
    "p3-de-04": "a byline with the photographer in it",
    "p3-de-05": "who asked the questions, in the last paragraph",
    "p3-de-07": "footnotes in the container of the text",
    "p3-pt-05": "an offer in a bare element behind the last paragraph",
    "p3-pt-06": "a page for printing, all of it in the body",
    "p3-th-03": "a page in one cell of a table, without paragraphs",
    "p3-th-05": "the age of the text, and offers between its parts",
}
"""Pages of the third set of which the text is not what a reader reads."""

THIRD_TOLD_OPEN = {
    "p3-en-05": "the outlet's staff beside an agency: the outlet is an author where nobody else is",
    "p3-en-08": "a byline of an agency's staff, whose reporter is named below: both wrote it",
    "p3-en-14": "who contributed is named below: who searches for an author asks who was there",
    "p3-en-15": "the page's code names the first of two authors; titles before names go",
    "p3-fr-04": "comments stand below the signature, and are not so called",
    "p3-es-04": "whose information it is from is named below",
    "p3-es-06": "an editorial office is nobody's name",
    "p3-de-07": "titles before names go",
    "p3-pt-04": "a programme's name behind the authors'",
    "p3-pt-06": "an editorial office is nobody's name",
    "p3-th-04": "an office stands between the name and the day",
    "p3-th-05": "an editorial office is nobody's name",
}
"""Pages of the third set of which headline, day or authors are not those that a reader sees."""

FOURTH_PAGES = [json.loads(line) for line in (DATA / "page" / "gold4.jsonl").read_text("utf-8").splitlines()]
FOURTH_OPEN = {
    "p4-pt-03": "the paper's name in the headline's element: the line of author and readers stands third below it",
    "p4-ru-01": "a second headline that the page's code calls its title, too",
}
"""Pages of the fourth set of which the text is not what a reader reads."""
FOURTH_TOLD_OPEN = {
    "p4-en-01": "who contributed is named below: who searches for an author asks who was there",
    "p4-en-02": "the outlet's staff is nobody's name",
    "p4-fr-03": "the outlet beside an agency: it is an author where nobody else is",
    "p4-de-03": "titles before names go",
}
"""Pages of the fourth set of which headline, day or authors are not those that a reader sees."""

FIFTH_PAGES = [json.loads(line) for line in (DATA / "page" / "gold5.jsonl").read_text("utf-8").splitlines()]
FIFTH_OPEN = {
    "p5-16": "a box in an `aside` that is text, as in g2-25",
    "p5-31": "a legal label in brackets, which is taken as a label",
    "p5-40": "words of a subheading that the text has again",
}
"""Pages of the fifth set of which the text is not what a reader reads."""
FIFTH_TOLD_OPEN = {
    "p5-04": "titles before names go",
    "p5-16": "an editorial office is nobody's name",
    "p5-33": "the day in the first sentence of the text alone",
    "p5-35": "an agency of a name of three letters that no list has",
    "p5-50": "titles before names go",
}
"""Pages of the fifth set of which headline, day or authors are not those that a reader sees."""

SIXTH_PAGES = [json.loads(line) for line in (DATA / "page" / "gold6.jsonl").read_text("utf-8").splitlines()]
SIXTH_OPEN = {
    "p6-37": "the text's second container is made otherwise than the first, and has 24 words",
}
"""Pages of the sixth set of which the text is not what a reader reads."""
SIXTH_TOLD_OPEN = {
    "p6-21": "a headline that is no heading, under a title that is the outlet's name",
    "p6-29": "a headline in bold letters, under the same, and the day in its line",
    "p6-33": "a columnist's name in a card over the headline; the hour after midnight is the day before's in UTC",
}
"""Pages of the sixth set of which headline, day or authors are not those that a reader sees."""

SEVENTH_PAGES = [json.loads(line) for line in (DATA / "page" / "gold7.jsonl").read_text("utf-8").splitlines()]
SEVENTH_OPEN = {
    "p7-32": "whose page was printed, in a line with its address over the headline",
    "p7-39": "a calendar of events with a sentence on each, under a linked heading of two words",
    "p7-46": "each paragraph of the text is called an advertisement",
}
"""Pages of the seventh set of which the text is not what a reader reads."""
SEVENTH_TOLD_OPEN = {
    "p7-16": "an hour before midnight is the next day's in UTC",
    "p7-43": "a headline in bold letters under another title, and the day in a paragraph without a name",
}
"""Pages of the seventh set of which headline, day or authors are not those that a reader sees."""

EIGHTH_PAGES = [json.loads(line) for line in (DATA / "page" / "gold8.jsonl").read_text("utf-8").splitlines()]
EIGHTH_TOLD_OPEN = {
    "p8-29": "a village beside the agency in the byline",
    "p8-44": "an hour before midnight is the next day's in UTC",
}
"""Pages of the eighth set of which headline, day or authors are not those that a reader sees."""

NINTH_PAGES = [json.loads(line) for line in (DATA / "page" / "gold9.jsonl").read_text("utf-8").splitlines()]

TENTH_PAGES = [json.loads(line) for line in (DATA / "page" / "gold10.jsonl").read_text("utf-8").splitlines()]
TENTH_OPEN = {
    "p10-11": "a pulled quote that the text has nowhere else: most repeat it",
    "p10-22": "a note on how a conversation was edited, which is a note elsewhere",
    "p10-28": "a box of facts with a table: as many are notes on a group",
    "p10-39": "how to cite a text, in a box of its own",
    "p10-44": "words of a menu that are no link",
    "p10-46": "the office's signature below the text, without a mark",
}
"""Pages of the tenth set of which the text is not what a reader reads."""
TENTH_TOLD_OPEN = {
    "p10-05": "who contributed is named below: who searches for an author asks who was there",
    "p10-38": "a reporter of another paper in one line with the town",
    "p10-45": "a first name and a letter",
    "p10-47": "a minute past midnight is the day before in UTC",
}
"""Pages of the tenth set of which headline, day or authors are not those that a reader sees."""

ELEVENTH_PAGES = [
    json.loads(line) for line in (DATA / "page" / "gold11.jsonl").read_text("utf-8").splitlines()
]
ELEVENTH_TOLD_OPEN = {
    "p11-11": "an office is nobody's name",
    "p11-14": "a police office, as above",
    "p11-17": "the outlet in the page's code: it is an author where nobody else is",
    "p11-19": "an afternoon in the mountains is the next day's in UTC",
    "p11-30": "an office, as above",
    "p11-48": "an hour before midnight is the next day's in UTC",
}
"""Pages of the eleventh set of which headline, day or authors are not those that a reader sees."""

TWELFTH = (DATA / "page" / "gold12.jsonl").read_text("utf-8")
TWELFTH_OPEN = {
    "p12-10": "words of a caption that the text has, too",
    "p12-16": "a note that a machine wrote the summary",
}
TWELFTH_TOLD_OPEN = {
    "p12-25": "the day in the issue's line, far over the headline",
    "p12-43": "an office, as above",
}


FIFTEENTH = (DATA / "page" / "gold15.jsonl").read_text("utf-8")
FIFTEENTH_OPEN = {"p15-47": "a correction in the last line, which is a note beside a text"}
FIFTEENTH_TOLD_OPEN = {"p15-07": "the word for a live page before the headline, which its code is without"}


SIXTEENTH = (DATA / "page" / "gold16.jsonl").read_text("utf-8")
SIXTEENTH_OPEN = {
    "p16-08": "points without a full stop over the entries of a live page, which have them again",
    "p16-43": "an old page in one cell: card, comments and other columns, parted by breaks alone",
}
SIXTEENTH_TOLD_OPEN = {
    "p16-02": "who contributed is named below: who searches for an author asks who was there",
    "p16-13": "a channel's own name: the outlet is an author where nobody else is",
    "p16-31": "the outlet in the page's code, as above",
    "p16-45": "a morning in the east is the day before in UTC",
}


def test_the_sixteenth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    pages = [json.loads(line) for line in SIXTEENTH.splitlines()]
    assert {page["id"] for page in pages if text_faults(page)} == SIXTEENTH_OPEN.keys()
    assert {page["id"] for page in pages if told_faults(page)} == SIXTEENTH_TOLD_OPEN.keys()


def test_the_fifteenth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    pages = [json.loads(line) for line in FIFTEENTH.splitlines()]
    assert {page["id"] for page in pages if text_faults(page)} == FIFTEENTH_OPEN.keys()
    assert {page["id"] for page in pages if told_faults(page)} == FIFTEENTH_TOLD_OPEN.keys()


THIRTEENTH = (DATA / "page" / "gold13.jsonl").read_text("utf-8")
THIRTEENTH_TOLD_OPEN = {
    "p13-22": "an evening in the west is the next day's in UTC",
    "p13-33": "as above",
    "p13-46": "the word for a live page before the headline, which its code is without",
}


def test_the_thirteenth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    pages = [json.loads(line) for line in THIRTEENTH.splitlines()]
    assert {page["id"]: told for page in pages if (told := text_faults(page))} == {}
    assert {page["id"] for page in pages if told_faults(page)} == THIRTEENTH_TOLD_OPEN.keys()


def test_the_twelfth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    pages = [json.loads(line) for line in TWELFTH.splitlines()]
    assert {page["id"] for page in pages if text_faults(page)} == TWELFTH_OPEN.keys()
    assert {page["id"] for page in pages if told_faults(page)} == TWELFTH_TOLD_OPEN.keys()


MAKERS = [json.loads(line) for line in (DATA / "page" / "makers.jsonl").read_text("utf-8").splitlines()]
"""A plain page of each of the usual makers of sites, written after their own markup."""


@pytest.mark.parametrize("page", MAKERS, ids=lambda page: page["id"])
def test_a_plain_page_of_a_usual_maker_is_read_whole(page: dict[str, Any]) -> None:
    """WordPress, Drupal, Bitrix, Naver and others: text, headline, day and authors."""
    assert faults_of(page) == []


def test_the_eleventh_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    assert {page["id"]: told for page in ELEVENTH_PAGES if (told := text_faults(page))} == {}
    assert {page["id"] for page in ELEVENTH_PAGES if told_faults(page)} == ELEVENTH_TOLD_OPEN.keys()


def test_the_tenth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    assert {page["id"] for page in TENTH_PAGES if text_faults(page)} == TENTH_OPEN.keys()
    assert {page["id"] for page in TENTH_PAGES if told_faults(page)} == TENTH_TOLD_OPEN.keys()


def test_the_ninth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page."""
    assert {page["id"]: told for page in NINTH_PAGES if (told := faults_of(page))} == {}


def test_the_eighth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    assert {page["id"]: told for page in EIGHTH_PAGES if (told := text_faults(page))} == {}
    assert {page["id"] for page in EIGHTH_PAGES if told_faults(page)} == EIGHTH_TOLD_OPEN.keys()


def test_the_seventh_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    assert {page["id"] for page in SEVENTH_PAGES if text_faults(page)} == SEVENTH_OPEN.keys()
    assert {page["id"] for page in SEVENTH_PAGES if told_faults(page)} == SEVENTH_TOLD_OPEN.keys()


def test_the_sixth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    assert {page["id"] for page in SIXTH_PAGES if text_faults(page)} == SIXTH_OPEN.keys()
    assert {page["id"] for page in SIXTH_PAGES if told_faults(page)} == SIXTH_TOLD_OPEN.keys()


def test_the_text_of_the_fifth_layouts_is_what_a_reader_sees() -> None:
    """All that a reader reads and nothing beside it, but for the pages that are open."""
    assert {page["id"] for page in FIFTH_PAGES if text_faults(page)} == FIFTH_OPEN.keys()


def test_headline_day_and_authors_of_the_fifth_layouts_are_what_a_reader_sees() -> None:
    """All three, on each page but the open ones."""
    assert {page["id"] for page in FIFTH_PAGES if told_faults(page)} == FIFTH_TOLD_OPEN.keys()


def test_the_fourth_layouts_are_what_a_reader_sees() -> None:
    """Text, headline, day and authors, on each page but the open ones."""
    assert {page["id"] for page in FOURTH_PAGES if text_faults(page)} == FOURTH_OPEN.keys()
    assert {page["id"] for page in FOURTH_PAGES if told_faults(page)} == FOURTH_TOLD_OPEN.keys()


def test_headline_day_and_authors_of_other_layouts_are_what_a_reader_sees() -> None:
    """All three, on each page but the open ones."""
    assert {page["id"] for page in MORE_PAGES if told_faults(page)} == TOLD_OPEN.keys()


def test_the_text_of_other_layouts_is_what_a_reader_sees() -> None:
    """All that a reader reads and nothing beside it, but for the pages that are open; a dateline counts as read."""
    assert {page["id"] for page in MORE_PAGES if text_faults(page)} == OPEN.keys()


def test_headline_day_and_authors_of_the_third_layouts_are_what_a_reader_sees() -> None:
    """All three, on each page but the open ones."""
    assert {page["id"] for page in THIRD_PAGES if told_faults(page)} == THIRD_TOLD_OPEN.keys()


def test_the_text_of_the_third_layouts_is_what_a_reader_sees() -> None:
    """All that a reader reads and nothing beside it, but for the pages that are open; a dateline counts as read."""
    assert {page["id"] for page in THIRD_PAGES if text_faults(page)} == THIRD_OPEN.keys()


@pytest.mark.parametrize("kind", KINDS, ids=KINDS.__getitem__)
def test_pages_are_read_as_a_reader_sees_them(kind: int) -> None:
    """Of all pages of a kind the text, headline, day and authors come out right."""
    faults = {page["id"]: faults_of(page) for page in PAGES if page["kind"] == kind}
    assert {name: told for name, told in faults.items() if told} == {}
