"""The language of a text is that of its words, whatever stands between them."""

from processors.text.language import detect_language

ENGLISH = (
    "The ministry said on Tuesday that the road to the north was closed after the attack on the convoy. "
)
GERMAN = "Das Ministerium teilte am Dienstag mit, dass die Straße nach Norden gesperrt worden ist. "


def test_both_ends_tell_the_language():
    """A text that quotes another language in its middle is in the language in which it begins and ends."""
    assert detect_language(GERMAN * 3 + ENGLISH * 5 + GERMAN * 3) == "de"


def test_where_the_ends_differ_the_whole_tells_it():
    """Of a text that begins in one language and goes on in another, the longer part counts."""
    assert detect_language(GERMAN * 3 + ENGLISH * 10) == "en"


def test_a_few_letters_tell_nothing():
    """What is declared is the answer for a text of fewer than twenty letters."""
    assert detect_language("12:30", "pt-BR") == "pt"
    assert detect_language("12:30") is None
