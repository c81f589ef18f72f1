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


def test_a_last_paragraph_made_like_most_is_no_note() -> None:
    """Its class names a note, and so does that of all others: it is a page's own word for its text."""
    texts = "".join(f'<p class="text__tip">{text}</p>' for text in (*TEXT, "Nobody has claimed it so far."))
    assert len(lines(texts)) == len(TEXT) + 1
