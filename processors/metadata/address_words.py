"""The words that a page's address spells: those of its headline, as most systems write it there."""

import re
from unicodedata import combining, normalize
from urllib.parse import unquote, urlsplit

MAX_ADDRESS = 2_000
"""Characters of an address that are looked at."""
_WORD = re.compile(r"\w+")


def spelling(url: str) -> set[str]:
    """Return the words of the part of an address that has most of them: "/world/kabul-falls.html" has two."""
    try:
        path = unquote(urlsplit(url).path[:MAX_ADDRESS])
    except ValueError:
        return set()
    return max((_plain(re.sub(r"\.\w+$|[-_+]", " ", part)) for part in path.split("/")), key=len)


def spelt(text: str, told: set[str]) -> float:
    """Return which share of the address's words a text has, where the address has enough of them to tell."""
    return len(_plain(text) & told) / len(told) if len(told) >= 3 else 0.0


def _plain(text: str) -> set[str]:
    """Return the words of a text as addresses spell them: no accents, no figures, an umlaut without its e."""
    bare = "".join(c for c in normalize("NFKD", text.lower()) if not combining(c)).replace("ß", "ss")
    return {re.sub("(?<=[aou])e", "", word) for word in _WORD.findall(bare) if not word.isdigit()}
