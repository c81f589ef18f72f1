"""Articles that a page has loaded under its own, for readers who scroll on."""

from itertools import islice

from lxml.html import HtmlElement

from processors.text.characters import comparable_form

MAX_HEADINGS = 100
"""Headings that are looked at: endless pages load one article at a time."""


def drop_other_articles(root: HtmlElement, title: str | None) -> None:
    """Take every other article with a heading (h1) of its own out of the tree, where one of them has the page's.

    So are those taken out that tell their own addresses, as the one with the page's headline does.
    """
    form = comparable_form(title or "")
    _drop_addressed(root, form)
    articles: dict[HtmlElement, bool] = {}
    for heading in islice(root.iter("h1"), MAX_HEADINGS):
        article = next(heading.iterancestors("article"), None)
        if article is not None:
            says = form != "" and comparable_form(heading.text_content()) == form
            articles[article] = articles.get(article, False) or says
    own = [article for article, says in articles.items() if says]
    if len(own) != 1:
        return
    around = {own[0], *own[0].iterancestors("article")}
    for article in articles:
        if article not in around and own[0] not in article.iterancestors("article"):
            article.drop_tree()


def _drop_addressed(root: HtmlElement, form: str) -> None:
    """Take the elements out of the tree that stand behind the headline's own, made like it, with another address."""
    for heading in islice(root.iter("h1"), MAX_HEADINGS):
        own = next(
            (above for above in heading.iterancestors("article", "div", "section") if _address(above)), None
        )
        if own is None or not form or comparable_form(heading.text_content()) != form:
            continue
        others = [
            each
            for each in own.itersiblings(own.tag)
            if _is_elsewhere(_address(each), _address(own)) and _first_class(each) == _first_class(own)
        ]
        for other in others:
            if any(head.get("class") == heading.get("class") for head in other.iter("h1", "h2")):
                other.drop_tree()
        return


def _address(element: HtmlElement) -> str:
    """Return the address of the article that an element says it holds, or nothing."""
    return next((found for name in _ADDRESSES if (found := element.get(name))), "")


_ADDRESSES = ("data-url", "data-href", "data-permalink", "data-article-url", "data-page-url")


def _is_elsewhere(address: str, own: str) -> bool:
    """Tell whether an address is another article's: that of a live page's entry goes on behind the page's own."""
    return address != "" and not address.startswith(own)


def _first_class(element: HtmlElement) -> str:
    return next(iter((element.get("class") or "").split()), "")
