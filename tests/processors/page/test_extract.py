"""The body is the article's paragraphs, all of them, and nothing around them."""

import pytest
from lxml.html import HtmlElement
from paths import DATA

from processors.errors import Reject
from processors.page.blocks import read_blocks
from processors.page.extract import (
    decided,
    drop_above_heading,
    drop_noise_lines,
    drop_outside,
    extract_paragraphs,
    is_only_part,
    select_paragraphs,
)
from processors.page.html import parse_html
from processors.page.recover import restore_missed
from processors.page.select_blocks import is_certain, select_blocks

PAGES = DATA / "page" / "pages"
LONG = "The ministers agreed to open two crossings along the border by the end of the year, a spokesman said."
OTHER = "The next round of talks is to be held in October, when the ministers of finance are to join them."


def test_paragraphs_cut_into_several_containers_come_together():
    """An article that a newsletter box cuts in two is extracted whole, without the box."""
    lines, extractor = extract_paragraphs(parse_html((PAGES / "wire.html").read_text(encoding="utf-8")))
    assert extractor == "blocks"
    assert any(line.startswith("KABUL, May 5") for line in lines)
    assert any(line.startswith("The next round of talks") for line in lines)
    text = "\n".join(lines)
    for furniture in (
        "newsletter",
        "READ MORE",
        "Another story",
        "All rights reserved",
        "Share on",
        "Photo:",
    ):
        assert furniture not in text


def test_json_ld_is_believed_where_the_page_shows_it():
    """The text in JSON-LD decides when the page shows it whole; then its blocks are the paragraphs."""
    advertisement = "<p>Buy our new book about trade today at a special low price now.</p>"
    page = f"<body><div><p>{LONG}</p><p>{OTHER}</p>{advertisement}</div></body>"
    assert extract_paragraphs(parse_html(page), f"{LONG} {OTHER}") == ([LONG, OTHER], "json-ld")


def test_what_json_ld_leaves_out_of_the_text_comes_back():
    """Points of a list between its paragraphs are of the text, though JSON-LD carries sentences only."""
    points = "<ul><li>Wheat rose to 230 dollars</li><li>Maize fell to 180 dollars</li></ul>"
    page = f"<body><article><p>{LONG}</p><p>{OTHER}</p>{points}<p>{OTHER} Again.</p></article></body>"
    lines, found_by = extract_paragraphs(parse_html(page), f"{LONG} {OTHER} {OTHER} Again.")
    assert found_by == "json-ld"
    assert lines == [LONG, OTHER, "Wheat rose to 230 dollars", "Maize fell to 180 dollars", f"{OTHER} Again."]


def test_json_ld_of_another_text_is_not_believed():
    """JSON-LD that carries a teaser or another page's text does not decide."""
    page = f"<body><article><p>{LONG}</p><p>{OTHER}</p></article></body>"
    assert extract_paragraphs(parse_html(page), LONG)[1] != "json-ld"
    assert (
        extract_paragraphs(parse_html(page), "Something else entirely that this page does not show. " * 9)[1]
        != "json-ld"
    )


def test_blocks_know_links_and_noise():
    """A block tells its links, and stands in noise where an element above says so."""
    link = '<p><a href="/x">Read this other story about trade</a></p>'
    page = f'<body><p>{LONG}</p>{link}<div class="newsletter"><p>Sign up now.</p></div></body>'
    first, second, third = read_blocks(parse_html(page))
    assert (first.is_paragraph, first.is_links, first.noise) == (True, False, False)
    assert second.is_links
    assert third.noise


def test_a_name_is_not_believed_where_most_of_the_text_stands():
    """An element named like noise that holds most of the page's paragraphs is no noise."""
    page = f'<body><div class="content with-sidebar sidebar"><p>{LONG}</p><p>{OTHER}</p></div></body>'
    assert not any(block.noise for block in read_blocks(parse_html(page)))


def test_a_grid_with_a_sidebar_is_no_sidebar():
    """A class that names the page's layout, "sidebar-grid__content", says nothing; that of a sidebar does."""
    many = f"<p>{LONG}</p><p>{OTHER}</p>" * 4
    for name, noise in (("sidebar-grid__content", False), ("sidebar-layout", False), ("sidebar", True)):
        page = f"<body>{many}<div class='{name}'><p>{LONG} On Friday they will meet again.</p></div></body>"
        assert read_blocks(parse_html(page))[-1].noise is noise


def test_an_introduction_is_not_the_article():
    """A few words beside a long text are a part of it; a whole article beside other articles is not."""
    page = select_blocks(parse_html("<body><div>" + f"<p>{LONG}</p><p>{OTHER}</p>" * 10 + "</div></body>"))
    assert is_only_part([LONG], page)
    assert not is_only_part([LONG] * 12, page)
    assert not is_only_part([LONG] * 8, page)


CELLS = "<table><tr><td>Kabul</td><td>41 dead</td></tr></table>"


def test_what_stands_among_the_lines_comes_back():
    """A table between paragraphs and a list are put back where they stand; what is there already is not."""
    root = parse_html(
        f"<body><div><p>{LONG}</p>{CELLS}<ul><li>A short point</li></ul><p>{OTHER}</p></div></body>"
    )
    assert restore_missed([LONG, OTHER], select_blocks(root)) == [
        LONG,
        "Kabul",
        "41 dead",
        "A short point",
        OTHER,
    ]
    assert restore_missed([LONG, "Kabul 41 dead", OTHER], select_blocks(root)) == [
        LONG,
        "Kabul 41 dead",
        "A short point",
        OTHER,
    ]


def test_what_stands_under_an_article_stays_away():
    """Short things after the last line are the site's, unless they are half of the text."""
    page = f"<body><div><p>{LONG}</p><p>{OTHER}</p><section><p>Support us with a gift today.</p></section></div></body>"
    assert restore_missed([LONG, OTHER], select_blocks(parse_html(page))) == [LONG, OTHER]
    more = f"<section><p>{LONG[:70]} again.</p><p>{OTHER[:60]} then.</p></section>"
    page = f"<body><div><p>{LONG}</p><p>{OTHER}</p>{more}</div></body>"
    assert len(restore_missed([LONG, OTHER], select_blocks(parse_html(page)))) == 4


def test_two_line_breaks_make_a_paragraph():
    """Old pages part paragraphs by two line breaks; one break is a blank."""
    root = parse_html(f"<body><div>{LONG}<br><br>The second<br>line.</div></body>")
    assert [block.text for block in read_blocks(root)] == [LONG, "The second line."]


@pytest.mark.parametrize(
    ("start", "linked"),
    [("<a name=x>", 0), ("<a id=x name=y>", 0), ("<a href=/x name=x>", 12), ("<a onclick=go()>", 12)],
)
def test_a_place_that_others_lead_to_is_no_link(start, linked):
    """A table of contents leads to such names; some pages never close the first of them."""
    line = "The council voted on Monday to close two of its seven libraries."
    root = parse_html(f"<body><p>{start}{line}</a></p><p>{LONG}</p></body>")
    assert [block.linked for block in read_blocks(root)] == [linked, 0]


def test_selector_overrides():
    """A selector takes the text of what it matches, each block a paragraph, nested matches once."""
    page = "<body><div class=story><p>One <b>two</b>.</p><div class=story><p>Three.</p></div></div><p>Four.</p></body>"
    assert select_paragraphs(page, "div.story") == (["One two.", "Three."], "selector")


def test_selector_without_a_match_is_refused():
    """A selector that matches nothing is a page that is no article."""
    with pytest.raises(Reject) as caught:
        select_paragraphs("<body><p>One.</p></body>", "div.story")
    assert caught.value.reason == "not_article"


@pytest.mark.parametrize(
    ("page", "reason"),
    [("<div>" * 100_000, "too_deep"), ("<p>" * 400_000, "too_large"), ("", "not_html")],
)
def test_parse_has_caps(page, reason):
    """Depth and number of elements are capped, and an empty page has no tree."""
    with pytest.raises(Reject) as caught:
        parse_html(page)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "tag",
    [
        f'<meta content="{"a word / " * 2000}">',
        "<script>for (n=0;n<x; ++n) { " + "a = b; " * 2000 + "}</script>",
        f"<svg><path d='{'M 50 1 ' * 2000}'></path></svg>",
    ],
)
def test_long_values_are_no_attributes(tag):
    """A long description, drawing or script is read like any other; real pages have them."""
    assert parse_html(f"<html><head></head><body>{tag}<p>x</p></body></html>") is not None
    with pytest.raises(Reject, match="attributes"):
        parse_html("<body><p " + " ".join(f"a{n}='b'" for n in range(2000)) + f">x</p>{tag}</body>")


@pytest.mark.parametrize("written", ['a{}="b"', "a{}='b'", "a{}=b", "a{}", 'a{}=">"', 'a{} b="c"'])
def test_many_attributes_are_refused_however_they_are_written(written: str) -> None:
    """Attributes of one tag are counted with quotes of each kind, with none and without values."""
    tag = f"<p {' '.join(written.format(n) for n in range(1100))}>x</p>"
    with pytest.raises(Reject, match="attributes"):
        parse_html(f"<html><body><div class='a'>{tag}</div></body></html>")


def test_one_endless_line_is_refused():
    """A page that shows more text than anyone reads is refused before it costs anything."""
    with pytest.raises(Reject) as caught:
        extract_paragraphs(parse_html("<body><p>" + "word " * 300_000))
    assert caught.value.reason == "too_large"


def test_noise_that_holds_much_of_what_was_found_is_the_article():
    """Paragraphs found under an unlucky name stay where they are a good part of all; a stray line in noise goes."""
    more = [
        f"Delegation number {n} left the capital on Friday and will come back in spring." for n in range(3)
    ]
    article = "".join(f"<p>{text}</p>" for text in (LONG, OTHER))
    named = f'<div class="comment"><p>{more[0]}</p><p>{more[1]}</p><p>{more[2]}</p></div>'
    reading = select_blocks(parse_html(f"<body><div>{article * 4}</div>{named}</body>"))
    assert drop_noise_lines([LONG, OTHER, *more], reading) == [LONG, OTHER, *more]
    assert drop_noise_lines([LONG, OTHER, *([LONG] * 4), more[0]], reading) == [LONG, OTHER, *([LONG] * 4)]


def test_a_heading_is_no_noise_by_its_anchor():
    """A heading's id is made of its words, and a standfirst in the header of the headline belongs to the article."""
    page = parse_html(
        f'<body><article><header><h1>Talks</h1><p>{OTHER}</p></header><h2 id="nav_share">Share of trade</h2>'
        f"<p>{LONG}</p></article></body>"
    )
    assert [block.noise for block in read_blocks(page)] == [False, False, False, False]
    site = parse_html(
        f"<body><header><p>{OTHER}</p></header><article>{f'<p>{LONG}</p>' * 4}</article></body>"
    )
    assert [block.noise for block in read_blocks(site)] == [True, False, False, False, False]


def test_json_left_in_sight_is_no_paragraph():
    """What a script left as text is no sentence, whatever it ends with."""
    code = '{"title": "Buy now, it is a good one", "count": 5, "text": "There is more of it here, they say"}.'
    assert not read_blocks(parse_html(f"<body><div>{code}</div></body>"))[0].is_paragraph


def test_lists_of_links_outside_the_article_are_taken_out_before_the_slow_part():
    """Links around an article go, its own lists and all its text stay; without an article nothing goes."""
    links = "<ul>" + '<li><a href="/x">Read this other story about trade</a></li>' * 5 + "</ul>"
    article = f"<article><h1>Talks</h1>{''.join(f'<p>{LONG}</p>' for _ in range(9))}{links}</article>"
    root = parse_html(f"<body><div>{links}</div><div>Opened in 1950 by the ministers</div>{article}</body>")
    elements = list(root.iter())
    drop_outside(elements, select_blocks(root))
    assert len(root.findall(".//ul")) == 1
    assert root.find(".//article/ul") is not None
    assert "Opened in 1950" in root.text_content()
    bare = parse_html(f"<body><div>{links}</div><div><p>Short.</p></div></body>")
    extract_paragraphs(bare)
    assert len(bare.findall(".//ul")) == 1


def _named(inside: str, after: str = "") -> str:
    """Return a page whose body is named so, with `inside` at its end and `after` beside it."""
    text = f"<p>{LONG}</p><p>{OTHER}</p>" * 6
    body = f"<div class=entry-content>{text}{inside}</div>"
    return f"<body><main><p>{OTHER[:50]}, in short.</p>{body}{after}</main></body>"


def test_an_element_named_as_the_body_ends_the_article():
    """Paragraphs beside an element named as the article's body are not chosen after it, but an introduction is."""
    reading = select_blocks(parse_html(_named("", f"<section><p>{LONG[:70]}, a reader wrote.</p></section>")))
    assert len(reading.chosen) == 13
    assert reading.chosen[0].text.endswith("in short.")


def test_a_text_ends_with_its_last_line():
    """A list and a short line under the last paragraph belong to the text where they stand in its container."""
    reading = select_blocks(parse_html(_named("<ul><li>Kabul</li></ul><p>Jane Doe</p>", "<div>Top</div>")))
    assert [block.text for block in reading.chosen[-2:]] == ["Kabul", "Jane Doe"]


def test_the_blocks_are_sure_of_a_plain_article_only():
    """No second opinion is asked where one container holds the run of paragraphs; boxes in it or behind make doubt."""
    lines, name = extract_paragraphs(parse_html(_named("")))
    assert (len(lines), name) == (13, "blocks")
    boxes = f"<div><p>{LONG}</p></div>" * 4
    lines_between = "<div>By Jane Doe</div>" * 4 + f"<p>{LONG}</p>"
    assert not is_certain(select_blocks(parse_html(_named(boxes))))
    assert not is_certain(select_blocks(parse_html(_named("<div>By Jane Doe</div>" * 40 + f"<p>{LONG}</p>"))))
    assert is_certain(select_blocks(parse_html(_named(lines_between))))
    assert is_certain(select_blocks(parse_html(_named(lines_between).replace("entry-content", "x"))))
    teaser = f"<section><div><p>{OTHER}</p></div></section>"
    assert not is_certain(
        select_blocks(parse_html(_named(lines_between, teaser).replace("entry-content", "x")))
    )
    assert not is_certain(select_blocks(parse_html("<body></body>")))
    short = f"<body><div class=entry-content><p>{LONG}</p><p>{OTHER}</p></div></body>"
    assert not is_certain(select_blocks(parse_html(short)))
    rivals = [f"<div>{f'<p>{LONG}</p>' * many}</div></body>" for many in (3, 9)]
    sure = [is_certain(select_blocks(parse_html(_named("").replace("</body>", rival)))) for rival in rivals]
    assert sure == [True, False]


def test_a_point_that_is_mostly_a_link_is_of_its_text():
    """A list's point stays where most of it is a link; one that is nothing but a link goes."""
    point = (
        "<li><a href=/x>The treaty on trade in full</a>, two pages</li><li><a href=/y>Nothing else</a></li>"
    )
    reading = select_blocks(parse_html(_named(f"<ul>{point}</ul><p>{LONG}</p>")))
    told = [block.text for block in reading.chosen]
    assert "The treaty on trade in full, two pages" in told
    assert "Nothing else" not in told


def test_a_page_is_read_the_same_way_whatever_the_order_of_sets_of_its_elements(
    monkeypatch: pytest.MonkeyPatch,
):
    """Elements are told apart by where they lie in memory, so a set of them has another order in each run."""
    pages = sorted((DATA / "page" / "layouts").glob("*.html"))
    found = {page.name: set() for page in pages}
    for factor in (1, 3, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93):
        monkeypatch.setattr(HtmlElement, "__hash__", lambda self, factor=factor: id(self) * factor >> 7)
        for page in pages:
            lines, name = extract_paragraphs(parse_html(page.read_text(encoding="utf-8")))
            found[page.name].add((*lines, name))
    assert len(pages) > 50
    assert [name for name, ways in found.items() if len(ways) > 1] == []


def test_a_part_of_one_article_is_no_article():
    """Where all prose stands in one `article`, an introduction of 160 words is not all of it, though it is long."""
    start = [LONG] * 9
    rest = "".join(f"<section><h3>Number {n}</h3><p>{OTHER}</p><p>{LONG}</p></section>" for n in range(20))
    page = "<body>{}</body>"
    whole = select_blocks(parse_html(page.format(f"<article><p>{'</p><p>'.join(start)}</p>{rest}</article>")))
    assert is_only_part(start, whole)
    others = select_blocks(parse_html(page.format(f"<main><p>{'</p><p>'.join(start)}</p>{rest}</main>")))
    assert not is_only_part(start, others)


def test_a_page_run_into_one_line_is_rubble():
    """What trafilatura brings home in one line of 500 words gives way to the paragraphs of the page."""
    page = f"<body><article>{f'<p>{LONG}</p><p>{OTHER}</p>' * 20}</article></body>"
    selection = select_blocks(parse_html(page))
    lines, name = decided([f"{LONG} {OTHER} Menu " * 15], selection)
    assert (name, len(lines)) == ("blocks", 40)


@pytest.mark.parametrize(("head", "is_read"), [("h1", True), ("h2", True), ("b", False)])
def test_the_paragraph_under_the_headline_comes_back(head, is_read):
    """An introduction in a container of its own, below an h1 or the first h2, is the article's beginning."""
    lead = "For the first time in ten years trains are to cross the border again, both governments said on Monday."
    body = "".join(f"<p>{LONG} It was point {n}.</p>" for n in range(9))
    page = f"<body><main><{head}>Trains</{head}><div class=a><p>{lead}</p></div><div class=b>{body}</div></main></body>"
    selection = select_blocks(parse_html(page))
    found = [block.text for block in selection.blocks if "point" in block.text]
    assert (restore_missed(found, selection)[0] == lead) is is_read


def test_json_ld_that_holds_the_standfirst_alone_is_not_believed():
    """Where the page shows it above a text, and the text is another."""
    page = f"<body><main><h1>Trade</h1><h2>{LONG}</h2><div class='article-body'><p>{OTHER}</p></div></main></body>"
    assert OTHER in extract_paragraphs(parse_html(page), LONG)[0]


def test_labels_above_the_one_heading_go():
    """A kicker and a line on the weather are none of the text; a paragraph above the heading makes it another's."""
    label, paragraph = "<div>Report of the day</div>", f"<p>{LONG}</p><p>{OTHER}</p>"
    page = f"<body>{{}}<h1>Talks</h1>{paragraph}</body>"
    lines = ["Report of the day", LONG, OTHER]
    assert drop_above_heading(lines, read_blocks(parse_html(page.format(label)))) == [LONG, OTHER]
    above = page.format(f"{label}<p>{LONG}</p>")
    assert drop_above_heading(lines, read_blocks(parse_html(above))) == lines


def test_a_row_of_noise_goes():
    """A reader of pages writes a table's cells in one line."""
    facts = "<div class=factbox><table><tr><th>Burma, 1948</th><td>independence</td></tr></table></div>"
    root = parse_html(f"<body><main><p>{LONG}</p><p>{OTHER}</p></main>{facts}</body>")
    lines = [LONG, OTHER, "| Burma, 1948 | independence |"]
    assert drop_noise_lines(lines, select_blocks(root)) == [LONG, OTHER]


def test_what_stands_behind_a_box_of_other_articles_stays() -> None:
    """The box's heading goes with its links, before headings are asked which of them ends the text."""
    from processors.clean import clean_html

    first = "Since Monday hardly anything has come into the town, and flour costs three times as much."
    last = "At night the town listens for the noise of an engine."
    box = "<section><h3>Related articles</h3><a href=/b>Why all of them bake at night</a></section>"
    markup = f"<main><h1>A town waits</h1><p>{first}</p><p>{first} {last[:20]}</p>{box}<p>{last}</p></main>"
    assert clean_html(f"<html><body>{markup}</body></html>", "https://example.org/a").text.endswith(last)
