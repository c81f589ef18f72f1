"""Whether a feed confirms a short text, and what is asked of the page's for it."""

import pytest

from processors.newsroom import briefs
from processors.newsroom.briefs import agrees_with_feed

FLASH = "Blast in Kabul, Taliban blame ISIS-K."


def test_a_feed_that_says_the_same_agrees():
    """One of the feed's texts is enough, whichever of the two is the longer one."""
    assert agrees_with_feed(FLASH, ["Nothing of it", f"{FLASH} More to follow."])
    assert not agrees_with_feed(FLASH, ["Nothing of it"])


def test_no_word_of_a_page_is_read_where_the_feed_carried_none(monkeypatch: pytest.MonkeyPatch):
    """Most feeds carry a headline alone: then a page of any length costs nothing."""
    monkeypatch.setattr(briefs, "terms", lambda text: pytest.fail(f"{text[:20]} was read"))
    assert not agrees_with_feed(FLASH, [])
