"""Within a sentence stand notes on links, doors to share and marks of footnotes; letters stand apart from words."""

import pytest

from processors.page.blocks import block_texts
from processors.page.html import parse_html, strip_code

REST = "<p>The ministry said on Tuesday that the road to the north was open again.</p>" * 3


def text_of(paragraph: str) -> str:
    root = parse_html(f"<html><body>{paragraph}{REST}</body></html>")
    strip_code(root)
    return block_texts(root)[0]


@pytest.mark.parametrize(
    "link",
    [
        "Boko Haram<span class=ext>(opens in a new tab)</span>",
        "Boko Haram, opens new tab",
        "Boko Haram (nouvelle fenêtre)",
        "Boko Haram (öffnet in neuem Fenster)",
        "Boko Haram <span>Öffnet in einem neuen Fenster</span>",
        "Boko Haram (abre en una pestaña nueva)",
        "Boko Haram (opent in een nieuw venster)",
        "Boko Haram (se abre en una nueva ventana)",
        "Boko Haram (откроется в новом окне)",
        "Boko Haram (yeni sekmede açılır)",
    ],
)
def test_that_a_link_opens_a_window_is_no_text(link: str) -> None:
    """In whatever words the link says so, the name that it holds is whole."""
    assert text_of(f"<p>Fighters of <a href=/t>{link}</a> fled the town.</p>") == (
        "Fighters of Boko Haram fled the town."
    )


@pytest.mark.parametrize("words", ["It opens a new window of hope", "a new tab was opened by the bank"])
def test_a_window_in_a_sentence_stays(words: str) -> None:
    """Only what ends a link's words is a note on it."""
    assert text_of(f"<p>They said: <a href=/t>{words}</a> for all.</p>") == f"They said: {words} for all."


@pytest.mark.parametrize(
    "doors",
    [
        "<span class=share-inline><a href=https://facebook.com/sharer/x>شارك</a> <a href=#>غرد</a></span>",
        "<span>Compartir <a href='https://wa.me/?text=x'>WhatsApp</a></span>",
        "<a href='https://twitter.com/intent/tweet?text=x'>Tweet this</a>",
        "<a href='mailto:?subject=x'>Email</a>",
    ],
)
def test_doors_to_share_go(doors: str) -> None:
    """What leads to a place where a paragraph is shared stands behind it."""
    assert text_of(f"<p>Fighters fled the town. {doors}</p>") == "Fighters fled the town."


@pytest.mark.parametrize(
    "words",
    [
        "<a href=https://example.org/shared-report>Key facts</a>",
        "<a href=https://twitter.com/intent/tweet?text=x>Nobody will be left alone on this road</a>",
        "<span class=shareholders>Owners</span>",
        "<a href=https://facebook.com/ministry/posts/1>Facebook</a>",
    ],
)
def test_links_of_the_text_stay(words: str) -> None:
    """A report that is shared, a saying that shall be, and where something was written are the text's."""
    plain = "".join(parse_html(words).itertext())
    assert text_of(f"<p>Fighters fled the town: {words} tells of them.</p>") == (
        f"Fighters fled the town: {plain} tells of them."
    )


def test_a_footnote_s_mark_is_no_part_of_a_word() -> None:
    """It stands right behind a word; in brackets, before a text, or without a footnote it stays."""
    mark = "<sup><a href=#fn1>{}</a></sup>"
    assert text_of(f"<p>Fighters of Hamas{mark.format('1')} fled.</p>") == "Fighters of Hamas fled."
    assert text_of(f"<p>Fighters of Hamas{mark.format('[1]')} fled.</p>") == "Fighters of Hamas[1] fled."
    assert text_of(f"<p>{mark.format('1')} Report of the council.</p>") == "1 Report of the council."
    assert text_of("<p>A field of 4 km<sup>2</sup> burnt.</p>") == "A field of 4 km2 burnt."


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p><span class=lettrine>T</span>\naliban fled the town.</p>",
        "<p><b>T </b>aliban fled the town.</p>",
        "<p><img class=dropcap alt=T src=t.png>aliban fled the town.</p>",
    ],
)
def test_a_drop_cap_is_joined_with_its_word(paragraph: str) -> None:
    """A letter in an element of its own, or in a picture, begins the word that goes on behind it."""
    assert text_of(paragraph) == "Taliban fled the town."


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        ("<p><span class=dropcap>A</span> man fled the town.</p>", "A man fled the town."),
        ("<p><b>В</b> понедельник они бежали.</p>", "В понедельник они бежали."),
        ("<p><b>X</b> Corp. fled the town.</p>", "X Corp. fled the town."),
        ("<p><img alt=X src=x.png> fled the town.</p>", "fled the town."),
    ],
)
def test_a_letter_that_is_a_word_stands_alone(paragraph: str, text: str) -> None:
    """Where a letter is a word of some language, or a capital follows, the blank behind it stays."""
    assert text_of(paragraph) == text


def test_a_line_that_unfolds_a_text_heads_it() -> None:
    """What stands under it is a section of the text; with a few words it is a menu."""
    section = f"<details><summary>What was said</summary>{REST}</details>"
    menu = "<details><summary>Sections</summary><div>World, Sport</div></details>"
    root = parse_html(f"<html><body>{section}{menu}</body></html>")
    strip_code(root)
    assert [each.text for each in root.iter("h3")] == ["What was said"]


@pytest.mark.parametrize(
    "link",
    [
        "the truce opens a new window",
        "la tregua abre una nueva ventana",
        "he smashed the shop's new window",
        "ouvre une nouvelle fenêtre",
        "中缅合作打开新窗口",
        "a diplomat, a new window",
    ],
)
def test_a_link_that_ends_with_a_window_of_its_own_stays(link: str) -> None:
    """A note on a link is set apart by a mark, or tells in what the link opens."""
    assert text_of(f"<p>They said: <a href=/t>{link}</a> for all.</p>") == f"They said: {link} for all."


@pytest.mark.parametrize(
    "note",
    [
        *(
            " opens in a\n              new tab",
            " opens in a new tab",
            " - Opens in new tab",
            ", external link, opens in new window",
            " [nova janela]",
        ),
        *("（新しいウィンドウで開く）", " 在新窗口打开", "<span>Opens in a new window</span>"),
    ],
)
def test_a_note_takes_no_word_of_its_link(note: str) -> None:
    """What stands before it is a name, with or without a mark between."""
    assert (
        text_of(f"<p>They said <a href=/t>Hamas fled{note}</a> at night.</p>")
        == "They said Hamas fled at night."
    )


@pytest.mark.timeout(20)
@pytest.mark.parametrize("end", ["new tab.", "(new tab.", ", opens new tab.", "new tab"])
def test_many_blanks_before_a_window_cost_nothing(end: str) -> None:
    """Each pattern's blanks could share them in as many ways as there are: two hundred took minutes."""
    blanks = " \n" * 200
    link = f"Boko Haram{blanks}{blanks.join('(,–' * 60)}{blanks}{end}"
    text_of(f"<p>Fighters of <a href=/t>{link}</a> fled.</p>" * 20)
    text_of(f"<p>Fighters of <a href=/t>Boko Haram{' ' * (199 - len(end))}{end}</a> fled.</p>" * 20)


@pytest.mark.parametrize(
    "words", ["Lire aussi : Le festival dévoile dix noms", "Read also: Rain floods the town"]
)
def test_a_link_to_another_article_ends_no_paragraph(words: str) -> None:
    """Behind its last sentence, where the link itself says what it is."""
    assert (
        text_of(f"<p>The wash-house sounds well. <a href=/x>{words}</a></p>") == "The wash-house sounds well."
    )


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (
            "<p>He told them to <a href=/x>read also: the small print</a></p>",
            "He told them to read also: the small print",
        ),
        ("<p>It rained. <a href=/x>Related: a law</a>, he said.</p>", "It rained. Related: a law, he said."),
        (
            "<p>It rained. <a href=/x>The report: nine were killed</a></p>",
            "It rained. The report: nine were killed",
        ),
        ("<p><a href=/x>Read also: Rain floods the town</a></p>", "Read also: Rain floods the town"),
    ],
)
def test_a_link_of_the_sentence_stays(paragraph: str, text: str) -> None:
    """Within one, with words behind it, or alone: then the rules for lines are asked."""
    assert text_of(paragraph) == text
