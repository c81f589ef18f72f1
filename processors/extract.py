"""The body of a page: the paragraphs of its article and nothing around them."""

from importlib.metadata import version

from lxml.html import HtmlElement

from processors.errors import Reject
from processors.html import blocks, parse


def extract(root: HtmlElement) -> tuple[list[str], str]:
    """Return the paragraphs of the article in the tree, and the name of what found them.

    The tree is left as it was.
    """
    from trafilatura import bare_extraction

    document = bare_extraction(root, with_metadata=False, include_comments=False)
    text = getattr(document, "text", None) or ""
    return text.split("\n"), f"trafilatura {version('trafilatura')}"


def select(markup: str, selector: str) -> tuple[list[str], str]:
    """Return the paragraphs under every element that the CSS selector matches, in order, and the name "selector".

    Raises Reject(not_article) where it matches none.
    """
    from bs4 import BeautifulSoup

    found = BeautifulSoup(markup, "lxml").select(selector)
    outer = [element for element in found if not any(other in element.parents for other in found)]
    if not outer:
        raise Reject("not_article", f"nothing on the page matches {selector!r}")
    return [text for element in outer for text in blocks(parse(str(element)))], "selector"
