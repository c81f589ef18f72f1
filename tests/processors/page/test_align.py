"""An extractor's lines become the page's own text again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.page import align
from processors.page.align import (
    add_standfirst,
    align_lines,
    drop_last_headings,
    in_page_order,
    is_named_standfirst,
    join_place,
)
from processors.page.blocks import read_blocks
from processors.page.html import parse_html
from processors.text.characters import comparable_form

LONG = "The ministers agreed to open two crossings along the border by the end of the year, a spokesman said."
OTHER = "The next round of talks is to be held in October, when the ministers of finance are to join them."
LEAD = "After a week of talks in the capital there is a deal that traders had long been waiting for."


def blocks(markup: str):
    return read_blocks(parse_html(f"<body>{markup}</body>"))


def test_a_line_has_the_letters_of_the_page():
    """Joiners that an extractor lost are in the line again, and a mark that it put before it is gone."""
    page = blocks("<p>وزیران روز سه‌شنبه توافق کردند.</p><ul><li>A short point</li></ul>")
    assert align_lines(["وزیران روز سهشنبه توافق کردند.", "- A short point"], page) == [
        "وزیران روز سه‌شنبه توافق کردند.",
        "A short point",
    ]


def test_a_line_of_several_blocks_is_parted():
    """What an extractor ran into one line comes in as many as there are blocks; half a block stays as it is."""
    page = blocks(f"<p>{LONG}</p><p>{OTHER}</p>")
    assert align_lines([f"{LONG} {OTHER}"], page) == [LONG, OTHER]
    assert align_lines([f"{LONG} {OTHER[:20]}"], page) == [f"{LONG} {OTHER[:20]}"]


def test_a_row_stays_a_line():
    """The cells of a table of figures stay on one line; those that hold paragraphs and links are parted."""
    layout = f"<tr><td>{LONG}</td><td><a href=/>More news</a></td></tr>"
    page = blocks(f"<table><tr><td>Kabul</td><td>41 dead</td></tr>{layout}</table>")
    lines = ["| Kabul | 41 dead |", f"| {LONG} | More news |"]
    assert align_lines(lines, page) == [lines[0], LONG, "More news"]


PIECES = st.sampled_from([LONG, OTHER, f"{LONG} {OTHER}", f"- {LONG}", f"| {LONG} | {OTHER} |", LONG[:50]])


@given(st.lists(PIECES | st.text(), max_size=6))
def test_no_word_comes_or_goes(lines):
    """Whatever the lines, only blanks, punctuation and what is in no word change."""
    page = blocks(f"<p>{LONG}</p><p>{OTHER}</p>")
    assert comparable_form("\n".join(align_lines(lines, page))) == comparable_form("\n".join(lines))


def test_headings_at_the_end_lead_elsewhere():
    """A heading after which no text follows goes; one among the text, and one that is a sentence, stay."""
    page = blocks(f"<h2>The deal</h2><p>{LONG}</p><h3>Latest</h3><h3>Most read</h3>")
    assert drop_last_headings(["The deal", LONG, "Latest", "Most read"], page) == ["The deal", LONG]
    page = blocks(f"<p>{LONG}</p><h3>{OTHER}</h3>")
    assert drop_last_headings([LONG, OTHER], page) == [LONG, OTHER]


def test_the_standfirst_is_what_the_page_says_it_is_about():
    """What stands between heading and text comes back where it is the page's summary, which may be cut."""
    page = blocks(
        f"<h1>Talks</h1><p>{LEAD}</p><p>Jane Doe is a writer in Kabul and has two dogs.</p><p>{LONG}</p>"
    )
    assert add_standfirst([LONG], page, LEAD) == [LEAD, LONG]
    assert add_standfirst([LONG], page, f"{LEAD[:80]}…") == [LEAD, LONG]
    assert add_standfirst([LONG], page, OTHER) == [LONG]
    assert add_standfirst([LONG], page, "") == [LONG]
    assert add_standfirst([LEAD, LONG], page, LEAD) == [LEAD, LONG]


@pytest.mark.parametrize(
    "lead",
    [
        f"<h2 class=post_subtitle>{OTHER}</h2>",
        f"<div class=article-chapo><ul><li>{OTHER}</li></ul></div>",
        f"<p class=entradilla>{OTHER}</p>",
        f"<div class=documentDescription>{OTHER}</div>",
        f"<div class=teaser-text itemprop=description><div lang=de><p>{OTHER}</p></div></div>",
    ],
)
def test_a_standfirst_is_known_by_its_name(lead):
    """What is named so between heading and text comes back whatever the page's code says of it."""
    page = blocks(f"<h1>Talks</h1>{lead}<p>{LONG}</p>")
    assert add_standfirst([LONG], page, "") == [OTHER, LONG]


PLACED = "US President Donald Trump has said that India may export the drug again next week."


@pytest.mark.parametrize("place", ["New Delhi:", "Washington/ New Delhi:", "KABUL —"])
def test_the_place_above_the_first_paragraph_begins_it(place):
    """A dateline in bold stands bare in the element whose first paragraph follows."""
    found = blocks(f"<div><b>{place}</b><p>{PLACED}</p><p>It named no day.</p></div>")
    whole = [f"{place} {PLACED}", "It named no day."]
    assert join_place([PLACED, "It named no day."], found) == whole
    assert join_place([place, PLACED, "It named no day."], found) == whole


@pytest.mark.parametrize(
    "before", ["<h3>Highlights:</h3>", "<b>Kabul</b>", '<a href="/x">Kabul:</a>', "<p>Kabul:</p>"]
)
def test_other_words_above_the_first_paragraph_are_no_place(before):
    """Headings, links, words without a mark and lines of their own stay as they were found."""
    found = blocks(f"<div>{before}<p>{PLACED}</p></div>")
    assert join_place([PLACED], found) == [PLACED]


def test_a_standfirst_that_the_lines_hold_in_pieces_is_not_added() -> None:
    """A block whose sentences are the first lines is there already: their order is the page's, the same in each run."""
    pieces = [f"Sentence {n} of the summary tells of day {n} of the talks." for n in range(7)]
    page = blocks(f"<h1>Talks</h1><p>{' '.join(pieces)}</p><p>{LONG}</p>")
    assert add_standfirst([*pieces, LONG], page, " ".join(pieces)) == [*pieces, LONG]


def test_what_is_named_as_a_lead_stands_before_the_text() -> None:
    """In the words of more newsrooms; a picture's class that begins so is none."""
    lines = ["The governor held a group responsible that has claimed nothing so far, and offered a reward."]
    markup = "<h1>Abducted</h1><div class='{}'>Thirty boys are missing, says the school.</div><p>{}</p>"
    found = {
        name: add_standfirst(lines, read_blocks(parse_html(markup.format(name, lines[0]))), "")[:-1]
        for name in ("lead", "dek", "lead-image")
    }
    assert found["lead"] == found["dek"] != []
    assert found["lead-image"] == []


@pytest.mark.parametrize(
    "lead",
    [
        "<div data-name=standfirst><p>{}</p></div>",
        "<h2>{}</h2>",
        "<p class=RichBlock-subtitle>{}</p>",
        "<h3 itemprop=alternativeHeadline>{}</h3>",
        "<section class=lx-summary><ul><li>{}</li></ul></section>",
    ],
)
def test_a_second_headline_is_known_by_other_attributes_and_by_its_place(lead) -> None:
    """It needs no full stop: a data attribute or `itemprop` names it, or it is a heading right behind the headline."""
    words = "A group born in the nineties is now the deadliest of the region"
    page = blocks(f"<h1>Who are they?</h1>{lead.format(words)}<p>{LONG}</p>")
    assert add_standfirst([LONG], page, "") == [words, LONG]


@pytest.mark.parametrize(
    "line",
    [
        "<div class=ad-spot>{}</div>",
        "<p data-caption='The lead singer of a band'>{}</p>",
        "<h2><a href=/x>{}</a></h2>",
        "<div>Kabul</div><h2>{}</h2>",
        "<section class=lead><h1>Who?</h1><div>{}</div></section>",
    ],
)
def test_other_words_between_headline_and_text_are_no_standfirst(line) -> None:
    """Places for advertisements, captions, links, headings farther down, and what a whole section is named."""
    words = "A group born in the nineties is now the deadliest of the region"
    page = blocks(f"<h1>Who are they?</h1>{line.format(words)}<p>{LONG}</p>")
    assert add_standfirst([LONG], page, "") == [LONG]


def test_the_headline_of_a_section_is_looked_for_among_its_first_elements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A long section without one is not gone through for each of its lines."""
    monkeypatch.setattr(align, "MAX_ABOVE_HEADLINE", 3)
    near = "<section class='lead'><h1>Deal</h1><p>A deal on two crossings was found.</p></section>"
    far = "<section class='lead'><p>A deal on two crossings was found.</p><p>a</p><p>b</p><h1>Deal</h1></section>"
    assert [is_named_standfirst(block) for block in blocks(near)][-1] is False
    assert is_named_standfirst(blocks(far)[0])


@pytest.mark.parametrize(
    "lead",
    [
        "<p class=post-excerpt>{}</p>",
        "<div class='article-excerpt'><p>{}</p></div>",
        "<header><div class=c-summary__intro>{}</div></header>",
        "<div class=top><h1>Talks</h1><div>{}</div></div>",
    ],
)
def test_a_standfirst_is_an_excerpt_or_stands_in_a_header_or_right_behind_the_headline(lead) -> None:
    """A header without the headline is no reason against what is named as a standfirst."""
    page = blocks(
        f"<h1>Talks</h1>{lead.format(LEAD)}<div class=text><p>{LONG}</p>{f'<p>{OTHER}</p>' * 3}</div>"
    )
    assert add_standfirst([LONG], page, "") == [LEAD, LONG]


@pytest.mark.parametrize(
    "line",
    [
        "<div>Monday</div><p class=author-excerpt>{}</p>",
        "<header><form><p class=summary>{}</p></form></header>",
        "<div class=top><h1>Talks</h1><div class=photo-cap>{}</div></div>",
        "<div class=top><h1>Talks</h1><div>Monday</div><div>{}</div></div>",
    ],
)
def test_other_words_in_a_header_or_behind_the_headline_are_no_standfirst(line) -> None:
    """What is said of an author, a form, a caption, and what stands farther down."""
    page = blocks(
        f"<h1>Talks</h1>{line.format(LEAD)}<div class=text><p>{LONG}</p>{f'<p>{OTHER}</p>' * 3}</div>"
    )
    assert add_standfirst([LONG], page, "") == [LONG]


def test_an_excerpt_that_is_the_cut_beginning_of_the_text_is_no_standfirst() -> None:
    """Systems make one where nobody wrote it."""
    page = blocks(f"<h1>Talks</h1><p class=excerpt>{LONG[:90]} […]</p><p>{LONG}</p>")
    assert add_standfirst([LONG], page, "") == [LONG]


def test_a_summary_may_have_words_before_the_standfirst() -> None:
    """The section, which the page's code puts before it, and the end that it cuts."""
    page = blocks(f"<h1>Talks</h1><div><p>{LEAD}</p></div><p>{LONG}</p>")
    assert add_standfirst([LONG], page, f"World News: {LEAD[:85]}") == [LEAD, LONG]
    assert add_standfirst([LONG], page, f"World News: {LEAD[:30]}") == [LONG]


def test_lines_are_in_the_order_of_the_page():
    """What is shown once goes to its place with what follows it; what is shown twice follows what stood before it."""
    page = blocks(f"<p>{LEAD}</p><p>{LONG}</p><p>{OTHER}</p><p>Again</p><p>Again</p>")
    assert in_page_order([LONG, OTHER, LEAD], page) == [LEAD, LONG, OTHER]
    assert in_page_order([LONG, "Again", OTHER, LEAD], page) == [LEAD, LONG, "Again", OTHER]
    assert in_page_order([OTHER, "Not there", LONG], page) == [LONG, OTHER, "Not there"]
    in_order = ["Again", LEAD, OTHER]
    assert in_page_order(in_order, page) is in_order


def test_a_standfirst_before_a_line_of_days_is_found() -> None:
    """What tells when a text was published and changed is as long as a sentence, and is not the text's first."""
    days = "Publié le 15/02/2026 à 17h05, mis à jour le 15/02/2026 à 19h21"
    lead = "Des croix ont été peintes sur les murs. Une enquête est ouverte."
    text = "C'est un promeneur qui a donné l'alerte, dimanche vers 9 heures."
    markup = f"<h1>Tombes</h1><div><p>{days}</p></div><div class=chapo>{lead}</div><p>{text}</p>"
    assert add_standfirst([days, text], blocks(markup), "") == [lead, days, text]
    year = f"{text} 15022026"
    markup = f"<h1>Tombes</h1><p>{year}.</p><div class=chapo>{lead}</div>"
    assert add_standfirst([f"{year}."], blocks(markup), "") == [f"{year}."]


def test_a_standfirst_stands_under_a_lesser_headline_too() -> None:
    """Where a page has no h1, its last heading of some words over the text is the headline; one h1 is enough."""
    lead = f"<div class=teaser-text itemprop=description><p>{OTHER}</p></div>"
    page = blocks(f"<h3>Talks on two crossings</h3>{lead}<div><p>{LONG}</p></div>")
    assert add_standfirst([LONG], page, "") == [OTHER, LONG]
    short = blocks(f"<h3>Talks</h3>{lead}<div><p>{LONG}</p></div>")
    linked = blocks(f"<h3><a href=/x>Talks on two crossings</a></h3>{lead}<div><p>{LONG}</p></div>")
    behind = blocks(f"<h3>Talks on two crossings</h3>{lead}<div><p>{LONG}</p></div><h1>Example</h1>")
    assert [add_standfirst([LONG], page, "") for page in (short, linked, behind)] == [[LONG]] * 3
