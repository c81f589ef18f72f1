"""Boxes among an article's paragraphs that a page puts there to be clicked or filled in, told by what they hold."""

import pytest
from lxml.html import fromstring

from processors.clean import clean_html
from processors.page.offered_boxes import articles_of_headings

LEDE = "Gunmen on motorcycles attacked a market in the north of the district on Monday, residents said."
SECOND = "The army said that it had sent two companies to the area, and that the road was closed for now."
THIRD = "A nurse at the only clinic there counted eleven wounded people, among them a boy of six years."
TEXT = [LEDE, SECOND, THIRD]


def read(among: str, kind: str = "div") -> list[str]:
    body = f"<{kind} class=x1><p>{LEDE}</p><p>{SECOND}</p>{among}<p>{THIRD}</p></{kind}>"
    page = f"<html><body><main><article><h1>Market attacked</h1>{body}</article></main></body></html>"
    return clean_html(page, "https://example.org/market").text.split("\n")


@pytest.mark.parametrize(
    "box",
    [
        "<section class=nl><h3>Boletín</h3><p>Recíbelo cada mañana en tu correo</p><a href=#>APÚNTATE</a></section>",
        "<div><p>The photo book is out now and costs thirty-four pounds.</p><a href=/shop>To the shop</a></div>",
        "<div class=v1><button>Afspelen</button><p>Bekijk hier hoe de markt eruitzag</p></div>",
        "<div role=note><button>Écouter</button><p>La voix est une voix de synthèse.</p></div>",
        "<div class=b1><h4>Morning headlines</h4><p>News, each morning.</p><input type=email><p>* I agree</p></div>",
        "<div class=hide-for-print data-qa=subscribe-promo><p>Get concise answers from our new machine.</p></div>",
        "<div data-testid=promo-box><p>The Power letter provides all you need to know on energy.</p></div>",
        "<div class=poll><p>Have your say: should the market be moved?</p></div>",
        "<section><div><a href=/x>More</a><article><h3>Market moved: court rejects suit</h3></article></div></section>",
        "<p class=legend>Le marché, lundi, vu du pont.</p>",
    ],
)
def test_a_box_to_be_clicked_is_no_text(box: str) -> None:
    """Whatever its words are: it ends with a bare link, begins with a button, or has a field for an address."""
    assert read(box) == TEXT


SAID = "The mayor said that he would not leave before the last of the wounded had been brought to the town."
HEARD = "Shots were heard on the other bank of the river until the afternoon, and then it rained."


@pytest.mark.parametrize(
    ("box", "lines"),
    [
        # a paragraph in a box of its own, with a link in it, or to its source
        (f"<div><p>{SAID}</p></div>", [SAID]),
        (f"<div><p>{SAID} <a href=/r>Report</a></p></div>", [f"{SAID} Report"]),
        (
            f"<div><p>{SAID}</p><p>{HEARD}</p><a href=/r>Report</a></div>",
            [SAID, HEARD],
        ),
        # a sentence of news over the link to its source
        (
            "<div><p>The plan is of the woods as well, which are to be thinned by the end of the year.</p>"
            "<a href=/r>The plan</a></div>",
            ["The plan is of the woods as well, which are to be thinned by the end of the year."],
        ),
        (
            "<div><p>Police put the toll at nine.</p><a href=/r>Full statement</a></div>",
            ["Police put the toll at nine."],
        ),
        (
            "<div><p>“We ran into the bush.”</p><a href=/p/bello>Sani Bello</a></div>",
            ["“We ran into the bush.”"],
        ),
        (
            "<div><p>وقالت الشرطة إن تسعة قتلوا عند الجسر.</p><a href=/r>البيان</a></div>",
            ["وقالت الشرطة إن تسعة قتلوا عند الجسر."],
        ),
        # entries that share but one of their classes
        (
            "<div class='entry e1'><button>Copy</button><p>14:05: Nine were killed.</p></div>"
            "<div class='entry e2'><button>Copy</button><p>13:05: Four were killed.</p></div>",
            ["14:05: Nine were killed.", "13:05: Four were killed."],
        ),
        # names for tests of paragraphs between adverts, for those who pay, and of shares
        (f"<div data-qa=subscriber-content><p>{SAID}</p></div>", [SAID]),
        (f"<div data-testid=paragraph-with-ads><p>{SAID}</p></div>", [SAID]),
        (f"<div data-testid=subscriber-content><p>{SAID}</p></div>", [SAID]),
        (
            "<p data-testid=share-price>Shares of the miner fell nine percent.</p>",
            ["Shares of the miner fell nine percent."],
        ),
        # the polls of an election
        (
            "<p class=polls>Nine were killed as the polls closed.</p>",
            ["Nine were killed as the polls closed."],
        ),
        (
            "<div class=exit-poll><p>Nine were asked as the polls closed.</p></div>",
            ["Nine were asked as the polls closed."],
        ),
        # each of a row of boxes
        (
            "<section class=s><h3>Amu</h3><p>Nine were killed at the bridge.</p><a href=/a>Map</a></section>"
            "<section class=s><h3>Sor</h3><p>Four were killed at the ford.</p><a href=/b>Map</a></section>",
            ["Amu", "Nine were killed at the bridge.", "Map", "Sor", "Four were killed at the ford.", "Map"],
        ),
        # the main points, under a name for tests
        (
            f"<div data-testid=InfoBox><ul><li><p>{SAID}</p></li><li><p>{HEARD}</p></li></ul></div>",
            [SAID, HEARD],
        ),
        # what a click unfolds
        ("<div><button aria-expanded=false>Who they are</button><p>Herders of the north.</p></div>", None),
        # the text of a live blog's entry, with a button over it
        (f"<div><button>Copy link</button><p>{SAID}</p></div>", [SAID]),
    ],
)
def test_paragraphs_in_boxes_stay(box: str, lines: list[str] | None) -> None:
    """Of more words, in a row, or unfolded."""
    found = read(box)
    if lines is None:
        assert "Herders of the north." in found
    else:
        assert [line for line in found if line not in TEXT and line != "Map"] == [
            line for line in lines if line != "Map"
        ]


def test_an_article_in_an_article_with_paragraphs_stays() -> None:
    """As entries of a live blog do, in boxes and lists as well; one with a heading alone leads elsewhere."""
    for text in (f"<div>{HEARD}</div>", f"<ul><li>{HEARD}</li></ul>", HEARD):
        assert HEARD in " ".join(read(f"<article><h3>14:05</h3>{text}</article>"))
    entry = f"<article><h3>At the bridge</h3><p>{SAID}</p></article>"
    assert read(entry)[2:4] == ["At the bridge", SAID]


def test_the_header_of_the_article_is_read_beside_teasers() -> None:
    """An article within it that has a heading alone is no second one."""
    header = f"<header><h2>Market attacked</h2><div class=lede>{SAID}</div></header>"
    teaser = "<section><article><h3>Court rejects the suit of the traders</h3></article></section>"
    body = (
        f"<article>{header}<div><p>{LEDE}</p><p>{SECOND}</p></div>{teaser}<div><p>{THIRD}</p></div></article>"
    )
    page = f"<html><head><title>Market attacked</title></head><body><main>{body}</main></body></html>"
    assert clean_html(page, "https://example.org/market").text.split("\n") == [SAID, *TEXT]


@pytest.mark.parametrize(
    "box",
    [
        "<div class=t><label><input type=checkbox checked> Auto-refresh is turned on.</label></div>",
        "<div><label><input type=radio name=s> Newest entries come first</label></div>",
    ],
)
def test_what_can_be_ticked_is_no_text(box: str) -> None:
    """A box that holds no more than a switch and its label is a control of the page."""
    assert read(box) == TEXT


@pytest.mark.parametrize(
    "box",
    [
        "<div><input type=checkbox id=s1><label for=s1>What happened</label><p>{}</p></div>",
        "<div><label><input type=checkbox> Show</label><p>{}</p></div>",
        "<div><label><input type=checkbox>{}</label> It is so, he said.</div>",
    ],
)
def test_what_a_switch_unfolds_is_text(box: str) -> None:
    """Sections that open at a click have words beside the label."""
    assert any(SAID in line for line in read(box.format(SAID)))


def test_only_articles_within_an_article_lead_to_others() -> None:
    """The same beside the article is the text of a page of its own, also where the page is an article itself."""
    alone = "<article><h3>Read this</h3></article>"
    within = fromstring(f"<div><article><p>Text</p>{alone}</article>{alone}</div>")
    assert [each.getparent().tag for each in articles_of_headings(within)] == ["article"]
    assert articles_of_headings(fromstring(f"<article><p>Text</p>{alone}</article>")) == []
