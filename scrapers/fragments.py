"""Fragments of addresses: those that name a part of a page, and those that only count readers or move the page.

/live#post-17                   a part of the page: it may tell one item from another
/report#comments, #utm_...      nothing: the address without it is the same
"""

import re
from urllib.parse import quote, unquote, urlsplit

from scrapers.urls import is_tracker

MAX_FRAGMENT = 200
"""Characters of a fragment that may name a part; ids of elements are shorter."""

# Places that ordinary pages have, in the languages whose sites name them in their own words.
_PLACES = """
    top bottom header footer head body main content contents main-content maincontent skip skip-link page article
    article-body articlebody story storytext text start end more read-more readmore continue primary wrapper
    comments comment respond reply replies disqus_thread disqus discussion commentsection comment-section comments-area
    kommentare kommentar commentaires commentaire comentarios comentario commenti comentarii kommentarer yorumlar
    share sharing social video videos player gallery photos photo image images audio slideshow newsletter subscribe
    related print amp intcid
"""
_ALL_PLACES = frozenset(_PLACES.split())
_NUMBERED_PLACE = re.compile(
    r"(?:more|comments?|respond|li-comment|div-comment|comment-id|kommentar|commentaire|comentario|slide|image|"
    r"photo|page)[-_]?\d+"
)
_TRACKERS = re.compile(
    r"(?:echobox|xtor|ref|refid|ftag|sr|mid|id_gallery|cobssid|google_vignette|taboola)\b", re.I
)


def item_fragment(url: str) -> str | None:
    """Return the fragment of an address that may name a part of its page, in one form, or None where none does."""
    try:
        fragment = urlsplit(url).fragment
    except ValueError:
        return None
    fragment = unquote(fragment.partition(":~:")[0]).strip()
    if not fragment or fragment.startswith("!") or len(fragment) > MAX_FRAGMENT:
        return None
    name = fragment.strip("/").lower()
    if not name or name in _ALL_PLACES or _NUMBERED_PLACE.fullmatch(name) or _TRACKERS.match(name):
        return None
    if "=" in fragment and all(is_tracker(part) for part in fragment.lstrip("?&").split("&") if part):
        return None
    return quote(fragment, safe="-._~!$&'()*+,;=:@/?")
