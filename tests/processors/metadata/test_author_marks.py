"""Where the code of a page marks authors."""

from lxml.html import document_fromstring

from processors.metadata.author_marks import author_marks

PAGE = """
<html{root}><body>
<a href="/authors/jd">Link</a> <a rel="me author">Rel</a> <span rel="coauthor">None</span>
<div itemprop="author"><b itemprop="name">Name</b></div>
<p class="author vcard"><i class="fn">Card</i></p> <u class="name-of-author">Class</u> <span itemprop="name">Any</span>
</body></html>
"""


def test_marks_are_told_by_kind_in_the_order_of_the_page() -> None:
    """A name by itemprop stands among the others where the page has it."""
    marks = author_marks(document_fromstring(PAGE.format(root="")))
    assert [[each.text for each in kind] for kind in marks] == [
        ["Name"],
        [None],
        ["Rel"],
        ["Card"],
        ["Link", "Rel", "Name", "Class"],
    ]


def test_a_page_that_is_all_an_authors_names_them_too() -> None:
    """The element of the whole page is above every name."""
    marks = author_marks(document_fromstring(PAGE.format(root=' itemprop="author"')))
    assert [each.text for each in marks.names] == ["Name", "Any"]


def test_nothing_is_marked_where_no_attribute_says_author() -> None:
    """Neither a name nor a card without one counts."""
    page = (
        '<p class="vcard"><i class="fn">A</i><b itemprop="name">B</b><a rel="me" href="/people/c">C</a></p>'
    )
    assert not any(author_marks(document_fromstring(page)))
