"""Whether pages that are read again, by other code or another rule, still give the articles that they gave before.

Here a page has a past of its own: the text that is stored of it. How much of that stands in the new text tells of
stubs, of one text in place of all, and of a menu in place of the article alike. A better reading drops much of a text
now and then; a bad one does so on page after page of a host.
"""

MIN_KEPT_SHARE = 0.75
"""Share of the stored text that a new reading has at least, or it has lost the page. From the first extractor of this
project to one that was rewritten four times, one page in 400 of a public set came below it."""
MIN_LOST_PAGES = 3
"""Lost pages that a host is held for at least, unless all that it has are lost."""
MAX_LOST_SHARE = 0.1
"""Share of a host's pages that may be lost."""


def is_too_many_lost(pages: int, lost: int) -> bool:
    """Tell whether a host has lost too many pages: all, or MIN_LOST_PAGES and more than MAX_LOST_SHARE of them."""
    return lost > MAX_LOST_SHARE * pages and lost >= min(MIN_LOST_PAGES, pages)


def describe_lost(pages: int, lost: int) -> str:
    """Say for people what became of a host's pages."""
    return f"{lost} of {pages} pages read again have less than three quarters of their stored text"
