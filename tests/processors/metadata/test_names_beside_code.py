"""Names that stand beside a login in the code, behind a day, in the author's box, and in what is told to Google."""

import pytest
from lxml.html import HtmlElement
from page_metadata import metadata_of

from processors.metadata.author_marks import author_marks
from processors.metadata.author_names import clean_author_names
from processors.metadata.byline_parts import name_in_box
from processors.page.html import parse_html

H1 = "<h1>Talks go on in Doha</h1>"
TEXT = (
    "<p>The ministry said on Monday that the talks would go on for a week, and that nobody had left them.</p>"
)


def authors_of(body: str, head: str = "") -> tuple[str, ...]:
    return metadata_of(head, f"{H1}{body}{TEXT}").authors


@pytest.mark.parametrize(
    ("login", "names"),
    [
        ("KatieS", ("Jane Doe",)),
        ("jdoe7", ("Jane Doe",)),
        ("jane.doe", ("Jane Doe",)),
        ("Madonna", ("Madonna",)),
    ],
)
def test_the_author_s_link_tells_whose_login_the_code_has(login, names):
    """A name of one word is none: it stays."""
    head = f'<meta name="author" content="{login}">'
    assert authors_of('<p>by <a href="/authors/jane-doe"><span>Jane Doe</span></a></p>', head) == names


def test_a_login_stays_where_no_link_names_a_person():
    """A link of one word, or to another place, says nothing of it."""
    head = '<meta name="author" content="KatieS">'
    assert authors_of(
        "<p><a href=/authors/all>Authors</a> <a href=/topics/doha>Doha Talks</a></p>", head
    ) == ("KatieS",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Dec. 19, 2025 &middot; Jane Doe on behalf of <a href=/t>the Doha Team</a>", ("Jane Doe",)),
        ("19 December 2025 - Jane Doe", ("Jane Doe",)),
        ("19 December 2025 - Doha", ()),
    ],
)
def test_a_byline_begins_with_its_day(line, names):
    """The name stands behind it, and before whom the author speaks for."""
    assert authors_of(f"<div class=publish-date-author>{line}</div>") == names


BOX = '<div class="elementor-widget-author-box"><h4 class="elementor-author-box__name">{}</h4></div>'


def marked(markup: str) -> list[HtmlElement]:
    return author_marks(parse_html(f"<body>{markup}</body>")).every


def test_the_box_on_the_author_names_the_author_where_nobody_else_does():
    """Boxes on several are those of other articles."""
    assert authors_of(BOX.format("Jane Doe")) == ("Jane Doe",)
    assert name_in_box(marked(BOX.format("Jane Doe") * 2)) == ["Jane Doe"]
    assert name_in_box(marked(BOX.format("Jane Doe") + BOX.format("John Roe"))) == []
    assert authors_of("<p class=byline>By John Roe</p>" + BOX.format("Jane Doe")) == ("John Roe",)


def test_a_script_tells_google_who_wrote_a_page_of_wordpress():
    """It is asked last."""
    head = '<script>var dataLayer_content = {"pagePostType":"page","pagePostAuthor":"Jane Doe"};</script>'
    assert authors_of("", head) == ("Jane Doe",)
    assert authors_of("<p class=byline>By John Roe</p>", head) == ("John Roe",)


def test_years_of_work_are_nobody_s_name():
    """Names of three words and more have no figures."""
    assert clean_author_names(["Jane Doe, Atlas Movers - 10+ Years in the Trade"])[0] == "Jane Doe"
    assert not any("10" in name for name in clean_author_names(["Jane Doe - 10+ Years in the Trade"]))


def test_the_page_of_a_writer_is_an_author_s():
    """Some outlets call it so."""
    assert authors_of("<div><a href=/writer/jane_doe>Jane Doe</a></div>") == ("Jane Doe",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("More from Jane Doe and Dry Insights", ("Jane Doe",)),
        ("Mehr Texte von Jane Doe und John Roe", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe and John Roe", ("Jane Doe", "John Roe")),
    ],
)
def test_a_heading_over_an_author_s_other_texts_names_nobody_besides(line, names):
    """A byline does."""
    assert authors_of(f"<h4>{line}</h4>", '<meta name=author content="Jane Doe">') == names


@pytest.mark.parametrize(
    "line",
    [
        "مصنف، عزیز خٹک عہدہ، صحافی، پشاور",
        "Author, عزیز خٹک Role, BBC News",
        "نویسنده، عزیز خٹک",
    ],
)
def test_labels_for_readers_of_the_screen_are_no_names(line):
    """As the BBC's services have them; a comma farther behind parts names."""
    assert clean_author_names([line]) == ("عزیز خٹک",)
    assert clean_author_names(["Jane Authors, John Roe"]) == ("Jane Authors", "John Roe")


def test_who_took_a_picture_is_no_author():
    """The class says so, and another meta element names the author."""
    picture = "<p class=cap>A wall. <span class=photo__author>(SHUTTERSTOCK)</span></p>"
    assert authors_of(picture) == ()
    assert authors_of(picture, '<meta name=content_author content="Jane Doe">') == ("Jane Doe",)
    assert authors_of("<p><span class=post__author>Jane Doe</span></p>") == ("Jane Doe",)


CODE = '<meta name="author" content="Lana Hasan">'


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "<div class=post__authors><a>Lana Hasan</a>, <a>Piotr Zeman</a></div>",
            ("Lana Hasan", "Piotr Zeman"),
        ),
        (
            "<h4><a href=/author/lana>Lana Hasan</a>, <a href=/author/piotr>Piotr Zeman</a> &mdash; 10 Mar 2026</h4>",
            ("Lana Hasan", "Piotr Zeman"),
        ),
        ("<div class=post__authors><a>Lana Hasan</a>, <a>Border Magazine</a></div>", ("Lana Hasan",)),
        (
            "<div class=byline><a href=/p/lana>Lana Hasan</a>, <a href=/topic/doha>Doha Talks</a></div>",
            ("Lana Hasan",),
        ),
        ("<div class=tags><a>Lana Hasan</a>, <a>Piotr Zeman</a></div>", ("Lana Hasan",)),
        (
            "<div class=authors><a>Lana Hasan</a>, <a>Piotr Zeman</a> &mdash; read 10 stories by Eva Novak</div>",
            ("Lana Hasan",),
        ),
    ],
)
def test_a_row_of_authors_tells_more_than_the_code(line, names):
    """Each is a link to an author, or a person's name in what is called a byline; a day may stand behind them."""
    assert authors_of(line, CODE) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<i class='bi bi-person'></i> Na KALUME KAZUNGU <i class='bi bi-eye'></i> 318", ("KALUME KAZUNGU",)),
        ("<i class='bi bi-person'></i> Jane Doe <i class='bi bi-calendar'></i> March 3", ("Jane Doe",)),
        ("<i class='bi bi-person'></i> Na Kyung-won <i class='bi bi-eye'></i> 318", ("Na Kyung-won",)),
        ("<i class='bi bi-person'></i> World News <i class='bi bi-eye'></i> 318", ()),
        ("<i class='bi bi-person'></i> Jane Doe <i class='bi bi-tag'></i> Talks", ()),
    ],
)
def test_a_picture_of_a_person_stands_before_the_author_in_a_row_of_pictures(line, names):
    """A day or the number of readers stands behind the next picture."""
    assert authors_of(f"<p class=small>{line}</p>") == names


@pytest.mark.parametrize(
    ("links", "names"),
    [
        ("<a href=/fellows/doe>Jane Doe</a>, <a href=/fellows/van-rijn>Lotte van Rijn</a>", 2),
        ("<a href=/fellows/doe>Dr Jane Doe</a>, <a href=/fellows/roe>John Roe</a>", 2),
        ("<a href=https://e.org/who/doe>Jane Doe</a>, <a href=https://e.org/who/roe>John Roe</a>", 2),
        ("<a href=/fellows/doe>Jane Doe</a>, <a href=/places/doha>Gulf Desk Doha</a>", 1),
        ("<a href=/doe>Jane Doe</a>, <a href=/middle-east>Lower Jordan</a>", 1),
        ("<a href=https://e.org/doe>Jane Doe</a>, <a href=https://e.org/jordan>Lower Jordan</a>", 1),
        ("<a href=/fellows/doe>Jane Doe</a>, <a href=/fellows/all>all of our fellows</a>", 1),
    ],
)
def test_a_byline_of_links_into_one_folder_names_all_authors(links: str, names: int) -> None:
    """Links to the root of the site lead to sections, and those into several folders to something else."""
    head = '<meta name="author" content="Jane Doe">'
    assert len(authors_of(f"<div class=authors-line>{links}</div>", head)) == names
