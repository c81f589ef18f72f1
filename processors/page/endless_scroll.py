"""Articles that a page has loaded under its own, for readers who scroll on."""

from itertools import islice

from lxml.html import HtmlElement

from processors.text.characters import comparable_form

MAX_HEADINGS = 100
"""Headings that are looked at: endless pages load one article at a time."""


def drop_other_articles(root: HtmlElement, title: str | None) -> None:
    """Take every other article with a heading (h1) of its own out of the tree, where one of them has the page's."""
    form = comparable_form(title or "")
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
