"""What readers of a page do not see is no text of it, and what they do see is."""

import pytest

from processors.page.blocks import block_texts, read_blocks
from processors.page.html import parse_html, strip_code

SEEN = "<p>The ministry said on Tuesday that the road to the north was open again.</p>" * 3


def texts_of(body: str) -> list[str]:
    root = parse_html(f"<html><body>{body}</body></html>")
    strip_code(root)
    return block_texts(root)


@pytest.mark.parametrize(
    "attributes",
    [
        "class=sr-only",
        "class='link visually-hidden'",
        "class=VisuallyHidden",
        "class=u-visually-hidden",
        "class=screen-reader-text",
        "class='is-sr-only x'",
        "hidden",
        "hidden=''",
        "style='display: none'",
        "style='color:red;DISPLAY:NONE !important'",
        "style='visibility:hidden'",
        "style='font-size:0'",
        "style='font-size:0px;line-height:1'",
        "style='font-size: 1px'",
        "class=show-for-sr",
        "class='row d-none'",
        "role=tooltip",
        "class=tooltiptext",
        "style='position:absolute;left:-9999px'",
        "style='text-indent:-10000em'",
        "style='clip: rect(0 0 0 0)'",
        "style='clip: rect(1px, 1px, 1px, 1px)'",
        "style='clip-path: inset(50%)'",
    ],
)
def test_words_for_machines_go(attributes: str) -> None:
    """A paragraph that is hidden goes, and so do hidden words within a name, which is whole again without them."""
    hidden = f"<p {attributes}>Hamas, Hezbollah and al-Shabaab.</p>"
    inline = f"<p>Fighters of Boko<span {attributes}>, opens new tab</span> Haram fled.</p>"
    assert texts_of(SEEN + hidden + inline)[3:] == ["Fighters of Boko Haram fled."]


@pytest.mark.parametrize(
    "attributes",
    [
        "aria-hidden=true",
        "class=subscriber-only",
        "hidden=until-found",
        "style='opacity:0'",
        "style='font-size:0.9em'",
        "style='left:-5px'",
        "style='font-size:1px solid'",
        "style='visibility:hidden;animation:fade 1s'",
        "class='d-none d-md-block'",
        "class=hidden-gem",
    ],
)
def test_words_that_readers_see_stay(attributes: str) -> None:
    """What an effect shows later, or only a screen reader passes over, is text, and is not taken for noise."""
    shown = f"<p {attributes}>The Taliban denied on Tuesday evening that they had anything to do with the attack.</p>"
    root = parse_html(f"<html><body>{SEEN}{shown}</body></html>")
    strip_code(root)
    *_, last = read_blocks(root)
    assert last.text.startswith("The Taliban denied")
    assert not last.noise


def test_what_stands_behind_the_page_s_end_is_seen() -> None:
    """A menu in a file of its own may end the page before its article; a browser shows the article."""
    page = f"<html><body><p>Menu</p></body></html><div>{SEEN}</div></body></html>"
    root = parse_html(page)
    assert block_texts(root) == ["Menu", *texts_of(SEEN)]


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_words_go(tag: str) -> None:
    """A newsroom that strikes a name out no longer says it."""
    assert texts_of(f"{SEEN}<p>Fighters of <{tag}>al-Shabaab</{tag}> Boko Haram fled.</p>")[-1] == (
        "Fighters of Boko Haram fled."
    )


def test_many_struck_words_cost_no_more_than_their_number() -> None:
    """Thirty thousand of them beside each other, or a thousand within each other, are gone through once."""
    beside = texts_of(SEEN + "<p>" + "<s>gone</s>kept " * 30_000 + "</p>")
    assert beside[3:] == [" ".join(["kept"] * 30_000)]
    within = texts_of(
        "<p>" + "<s>" * 1_000 + "shown, for it is all there is" * 10_000 + "</s>" * 1_000 + "</p>"
    )
    assert within[0].startswith("shown")


def test_a_page_that_a_script_shows_stays() -> None:
    """Where the hidden part is half of the page or more, it is what a script shows to readers."""
    assert texts_of(f"<div style='visibility:hidden'>{SEEN}</div><p>Menu</p>")[0].startswith("The ministry")


def test_a_word_and_its_reading_are_one_word() -> None:
    """How a word is read, above it, is not printed behind it; a word that an unclosed reading swallowed stays."""
    assert texts_of("<p><ruby>虐待<rp>(</rp><rt>ぎゃくたい</rt><rp>)</rp></ruby>をなくす</p>") == [
        "虐待をなくす"
    ]
    assert "字" in texts_of("<p><ruby><rb>漢<rt>かん<rb>字<rt>じ</ruby></p>")[0]


WALLED = (
    "<p>The Taliban denied on Tuesday evening that they had anything to do with the attack on the bridge.</p>"
)


def test_the_text_behind_a_wall_is_read_and_the_wall_is_not() -> None:
    """What is hidden and named after the wall is the article's rest where it is paragraphs, else the wall."""
    behind = f"<div class=paywall hidden>{WALLED * 12}</div>"
    root = parse_html(f"<html><body>{SEEN * 6}{behind}</body></html>")
    strip_code(root)
    *_, last = read_blocks(root)
    assert last.text.startswith("The Taliban denied")
    assert not last.noise
    assert len(texts_of(SEEN + "<div class=paywall hidden><p>Subscribe to read on.</p></div>")) == 3
    assert len(texts_of(SEEN * 6 + f"<div class=popup hidden>{WALLED * 12}</div>")) == 18


def test_what_react_sends_after_the_page_stands_where_readers_see_it() -> None:
    """A hidden part "S:1" is put where the empty template "B:1" or "P:1" keeps its place, a part in a part too."""
    page = (
        "<main><h1>Talks</h1><template id=B:0></template><p>The end.</p></main>"
        "<div hidden id=S:0><p>First the north.</p><template id=P:1></template></div><script>$RC()</script>"
        "<div hidden id=S:1><p>Then the south.</p></div><div hidden id=S:9><p>And no place.</p></div>"
        "<div hidden><p>Menu</p></div>"
    )
    assert texts_of(page) == ["Talks", "First the north.", "Then the south.", "The end.", "And no place."]


FOLDED = (
    "<div style='display:none'><p>The ministry said on Wednesday that the road to the south, which rain had closed in "
    "the first week of May, was open again.</p></div>"
)


@pytest.mark.parametrize(
    "around", ["<div class=es-accordion>{}</div>", "<div class=panel-collapse><div>{}</div></div>"]
)
def test_sections_that_a_click_unfolds_stay(around: str) -> None:
    """A reader of the article opens them."""
    assert texts_of(SEEN + around.format(FOLDED + "<p>It closed in May.</p>"))[3].endswith(
        "of May, was open again."
    )


REST = (
    "<p>The ministry said that the road to the south was shut in May.</p>"
    "<p>It is to be open again by the end of June, it said.</p>"
)


@pytest.mark.parametrize(
    ("around", "is_seen"),
    [
        ("<button>Read more</button><div class=rest hidden>{}</div>", True),
        ("<div class=more style='display:none'>{}</div><a class=toggle>Hide</a>", True),
        ("<div class=more style='display:none'>{}</div><a href='/next'>Next</a>", False),
        ("<button>Report an error</button><div class=report-form hidden>{}</div>", False),
        ("<div class=rest hidden>{}</div>", False),
    ],
)
def test_the_rest_of_a_text_that_a_button_shows_stays(around: str, is_seen: bool) -> None:
    """Beside a button and under the text's beginning; not a form, nor what nothing on the page shows."""
    texts = texts_of(f"<section>{SEEN}{around.format(REST)}</section>")
    assert any("shut in May" in text for text in texts) is is_seen


@pytest.mark.parametrize("label", ["ADVERTISEMENT - CONTINUE READING BELOW", "Anzeige", "РЕКЛАМА", "إعلان"])
def test_a_label_of_an_advertisement_in_a_sentence_goes(label: str) -> None:
    """It stands in an element of its own; the same word in the sentence itself stays."""
    text = f"<p>The oven could turn out <span>{label}</span>bread for all.</p><p>The {label} was <b>read</b> out.</p>"
    assert texts_of(SEEN + text)[3:] == [
        "The oven could turn out bread for all.",
        f"The {label} was read out.",
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<div>{}</div>",
        "<nav><div class=accordion>{}</div></nav>",
        "<div class='menu accordion'>{}</div>",
        "<footer><div class=collapse>{}</div></footer>",
    ],
)
def test_menus_that_a_click_unfolds_go(around: str) -> None:
    """They lead elsewhere, whatever stands in them."""
    assert texts_of(SEEN + around.format(FOLDED)) == texts_of(SEEN)


@pytest.mark.parametrize(
    ("sheet", "names", "is_seen"),
    [
        (".x7q{display:none !important}", "x7q", False),
        ("p{margin:0}.x7q { color:red; display : none!important }", "lead x7q", False),
        (".x7q{display:none}", "x7q", True),
        ("@media print{.x7q{display:none !important}}", "x7q", True),
        (".js .x7q{display:none !important}", "x7q", True),
        (".d-none{display:none !important}", "d-none d-md-block", True),
    ],
)
def test_classes_that_the_page_hides_go(sheet: str, names: str, is_seen: bool) -> None:
    """Whatever they are called; not what a script, a wider screen or a reader on a screen sees."""
    texts = texts_of(f"<style>{sheet}</style>{SEEN}<p class='{names}'>Also mentioned: Hamas.</p>")
    assert (texts[3:] == ["Also mentioned: Hamas."]) is is_seen


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<img><small>Photo by Jane Doe/Example</small> Drones hit a ward.", "Drones hit a ward."),
        ("<img><i>Фото: Reuters</i> Взрыв прогремел утром.", "Взрыв прогремел утром."),
        ("<span><img><span>عکس: خبرگزاری</span></span> گروه حمله کرد.", "گروه حمله کرد."),
        ("<img> <em>Drones</em> hit a ward.", "Drones hit a ward."),
        ("<em>Photo: that</em> was the word.", "Photo: that was the word."),
        ("They took four. <button>Share this paragraph</button>", "They took four."),
    ],
)
def test_credits_and_buttons_in_a_paragraph_go(inside: str, words: str) -> None:
    """A credit is known by its picture, and only its element goes; a button's words are the page's."""
    assert texts_of(f"{SEEN}<p>{inside}</p>")[3:] == [words]


def test_hidden_words_before_and_behind_a_button_are_told_in_order() -> None:
    """Each with the last words before it that stay, whatever of them was looked for first."""
    root = parse_html(
        f"<body>{SEEN}<p>One<button>Share</button><s>two</s><span hidden>three</span> four</p></body>"
    )
    unseen = strip_code(root)
    assert [words.text for words in unseen] == ["Share", "two", "three"]
    assert block_texts(root)[-1] == "One four"


def test_what_a_class_calls_the_words_of_a_picture_is_no_beginning_of_a_text() -> None:
    """It stands in an inline element behind the picture or its box; elsewhere such an element is text."""
    words = "<em class=img_desc>The market [AP]</em>"
    boxed = f"<article><span class=photo><div><img></div>{words}</span>Gunmen attacked a market.</article>"
    assert texts_of(SEEN + boxed)[3:] == ["Gunmen attacked a market."]
    assert texts_of(f"{SEEN}<p>He showed {words} to them.</p>")[3:] == ["He showed The market [AP] to them."]
    text = "Gunmen attacked a market in the town. " * 7
    assert texts_of(f"{SEEN}<p><img><span class=photo-text>{text}</span></p>")[3:] == [text.strip()]
