"""Short texts that are news all the same: a flash of one sentence, and the free paragraphs before a paywall.

A text alone does not tell a flash from a menu or a wall. So a second witness is asked: what the feed carried.
"""

from collections.abc import Iterable

import regex
from msgspec import structs

from processors.newsroom.paragraphs import Body
from processors.page.walls import MAX_WORDS, is_login_title, says_paywall
from processors.text.characters import count_words
from processors.text.tokens import terms

MIN_SHARED = 0.8
"""Share of the shorter text's words that stand in the longer one, where feed and page agree."""
MIN_BRIEF_WORDS = 3
"""Words of a text that can agree with another: `Read more` stands in feeds and on pages alike."""
MIN_FREE_WORDS = 8
"""Words of a free paragraph: what is shorter is a byline, a label or a button."""
_OFFER = regex.compile(
    r"subscri|sign (?:in|up)|log ?in|unlimited|free trial|[€$£]\s?\d+(?:[.,]\d\d)?\s*(?:/|a|per|for|every)\b|"
    r"(?:per|a|every) (?:week|month|year)\b.{0,40}cancel|cancel any ?time|your account|abonn|suscri|assina|подпис|"
    r"اشترا?ك|اشتراک",
    regex.IGNORECASE,
)
"""What offers say and a report hardly does."""


def agrees_with_feed(text: str, carried: Iterable[str]) -> bool:
    """Tell whether a page's short text is what one of the feed's texts for it says, or the longer one holds the other.

    All are plain text.
    """
    theirs = [list(terms(told)) for told in carried]
    ours = list(terms(text)) if theirs else []
    return any(_share(ours, told) >= MIN_SHARED for told in theirs)


def _share(one: list[str], other: list[str]) -> float:
    """Return the share of the shorter one's words that stand in the longer one; 0 where it has too few."""
    few, many = sorted((one, other), key=len)
    if len(few) < MIN_BRIEF_WORDS:
        return 0.0
    known = set(many)
    return sum(word in known for word in few) / len(few)


def free_paragraphs(body: Body, title: str | None = None) -> Body:
    """Return the paragraphs of a paywalled article that stand before the offer to subscribe; empty for an offer alone.

    What stands behind the offer is more of it, and so is all of a page that is called after its form to log in.
    """
    if is_login_title(title):
        return Body(taken=body.taken)
    free = []
    for paragraph in body.paragraphs:
        if says_paywall(paragraph.text):
            break
        if _OFFER.search(paragraph.text) is None:
            free.append(paragraph)
    if not any(count_words(paragraph.text) >= MIN_FREE_WORDS for paragraph in free):
        return Body(taken=body.taken)
    return structs.replace(body, paragraphs=tuple(free))


def is_cut_short(paywalled: bool | None, words: int) -> bool:
    """Tell whether a text of so many words is the free beginning of an article that only subscribers can read."""
    return bool(paywalled) and words <= MAX_WORDS
