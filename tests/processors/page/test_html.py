"""What is markup, and what becomes of it where a line of text is wanted."""

from processors.page.html import has_markup, html_to_text


def test_markup_is_told_from_text():
    """Only real elements are markup: comparison signs and addresses in brackets are text."""
    assert has_markup("<p>One")
    assert has_markup("<!DOCTYPE html>")
    assert not has_markup("a < b and c > d, see <https://example.org> or <jane@example.org>")


def test_feed_text_becomes_plain():
    """A feed's HTML becomes lines, entities are undone, scripts are gone, and text stays as it is."""
    assert html_to_text("<p>A &amp; B</p><script>x()</script><p>C<br><br>D</p>") == "A & B\nC\nD"
    assert html_to_text("A &amp; B") == "A & B"
    assert html_to_text("A\n\nB") == "A\n\nB"
