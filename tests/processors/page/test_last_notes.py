"""Notes in the container of a text, behind its last paragraph."""

from processors.clean import clean_html

TEXT = (
    "Gunmen on motorcycles attacked a market in the north of the district on Monday, residents said.",
    "The army said that it had sent two companies to the area, and that the road was closed for now.",
    "A nurse at the only clinic there counted eleven wounded people, among them a boy of six years.",
)


def lines(texts: str) -> list[str]:
    markup = f"<html><body><main><h1>Market attacked</h1><div>{texts}</div></main></body></html>"
    return clean_html(markup, "https://example.org/market").text.split("\n")


def test_last_paragraphs_of_one_class_are_notes_together() -> None:
    """No other paragraph has the class, and it says what they are."""
    notes = '<p class="fine">The names of the wounded were changed.</p><p class="fine">Ann Roe lives in the south.</p>'
    texts = "".join(f"<p>{text}</p>" for text in TEXT)
    assert lines(texts + notes) == list(TEXT)


def test_lines_that_are_no_sentences_are_notes_too() -> None:
    """Whom to call stands under a police report; a line that says nothing whole may stand behind that."""
    texts = "".join(f"<p>{text}</p>" for text in TEXT)
    notes = (
        "<p class=contact-headline>Questions by the press to:</p><p class=contact-text>Police North<br>04799 555</p>"
        "<p class=originator>Original content of: Police North, sent by a portal for the press.</p>"
    )
    assert lines(texts + notes) == list(TEXT)
    assert lines(f"{texts}{notes}<div>Send us what you know</div>") == list(TEXT)
    assert lines(f"{texts}<p class=steps>What the police ask for:</p><p class=steps>Call them</p>")[3:]


def test_a_last_paragraph_made_like_most_is_no_note() -> None:
    """Its class names a note, and so does that of all others: it is a page's own word for its text."""
    texts = "".join(f'<p class="text__tip">{text}</p>' for text in (*TEXT, "Nobody has claimed it so far."))
    assert len(lines(texts)) == len(TEXT) + 1


def test_words_that_ask_to_share_in_bold_letters_at_the_end_are_no_text() -> None:
    """A call to share stands there as a paragraph on the pages of Somali papers."""
    texts = "".join(f"<p>{text}</p>" for text in TEXT)
    assert lines(f"{texts}<p><strong>La wadaag saaxiibadaa</strong></p>") == list(TEXT)


def test_what_says_something_in_bold_letters_at_the_end_stays() -> None:
    """A sentence, a figure, a line of some words, a name before plain words, and what text stands under."""
    texts = "".join(f"<p>{text}</p>" for text in TEXT)
    for last in (
        "<b>All were taken home.</b>",
        "<b>Wounded: 11</b>",
        "<b>Police ask for help in finding Omar Diallo</b>",
        "<b>Wounded</b> four women",
        "<b>Road to Gusau closed</b>",
        "<b>Дорога на Мопти закрыта</b>",
        "<b>喀布尔爆炸致三人死亡</b>",
        "Four women wounded",
    ):
        assert len(lines(f"{texts}<p>{last}</p>")) == len(TEXT) + 1
    assert len(lines(f"<p>{TEXT[0]}</p><p><b>The market</b></p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>")) == 4
