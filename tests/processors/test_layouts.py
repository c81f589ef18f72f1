"""Layouts of news pages that are hard to read, each with the paragraphs of its article beside it."""

from datetime import UTC, datetime

import pytest
from paths import DATA

from processors.clean import clean_html

PAGES = sorted((DATA / "page" / "layouts").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_article_is_found_whole_and_alone(page):
    """Of each layout the article's paragraphs come out, all of them, in order, and nothing else."""
    expected = page.with_suffix(".txt").read_text("utf-8").splitlines()
    address = "https://www.example.com/2026/05/05/ministers-agree.html"
    article = clean_html(page.read_bytes(), address, now=datetime(2026, 5, 6, tzinfo=UTC))
    assert article.text.split("\n") == expected
