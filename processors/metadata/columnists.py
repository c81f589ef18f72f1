"""The columnist whom the page's title names beside the headline, and its address among the authors.

<title>Limanın iki yakası - Nermin Tuna | Kıyı Gazetesi</title>   /yazarlar/nermin-tuna/limanin-iki-yakasi-2211
"""

import re
from unicodedata import combining, normalize
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from processors.metadata.plain_bylines import is_person
from processors.metadata.site_names import BAR
from processors.text.characters import one_line

MAX_TITLE = 300
"""Characters of a title that are looked at."""
_OF_AUTHORS = re.compile(
    r"/(?P<persons>[^/]{0,20}(?:yazar|columnist|author(?!it)|autor(?!i[dt])|auteur|blogger|kolumnist|chroniqueu|writer|contributo|"
    r"avtor|colaborador|commentator)[^/]{0,20}|kose-?yaz\w{0,10}|firmas)/|"
    r"/(?:[^/]{0,20}(?:opini|column|kolumn|chroniq|blog)[^/]{0,20}|voices|tribunes?)/",
    re.IGNORECASE,
)
"""The part of an address behind which an author's name stands: where it is not called after persons, or a topic's."""


def columnist_in_title(root: HtmlElement, url: str, taken: set[str]) -> list[str]:
    """Return the person whose name is a part of the title, and of the address between one for authors and the last.

    `taken` are names, as `comparable_form` writes them, that the page has for its site.
    """
    place = _OF_AUTHORS.search(url)
    element = next(root.iter("title"), None) if place else None
    if place is None or element is None:
        return []
    parts = {_plain(part) for part in _path(url[place.end() :]).strip("/").split("/")[:-1]}
    title = one_line(element.text_content()[:MAX_TITLE])
    names = [name.strip() for name in BAR.sub("\n", title).split("\n")]
    if place["persons"] is None:
        names = names[:1]  # behind the headline stand the topics, whose texts are in folders as well
    return [name for name in names if _plain(name) in parts and is_person(name, taken, titled=False)][:1]


def _path(url: str) -> str:
    return unquote(urlsplit(f"/{url}").path)


def _plain(text: str) -> str:
    """Return a name, or a part of an address, in small letters without accents, a blank between two words."""
    bare = "".join(c for c in normalize("NFKD", text.lower().replace("ı", "i")) if not combining(c))
    return " ".join(re.findall(r"[^\W\d_]+", bare))
