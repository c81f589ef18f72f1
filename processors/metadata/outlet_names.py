"""Whether the name in a byline is the outlet's: its own, a part of it with a desk behind, or one behind a person's."""

import re

from processors.text.characters import comparable_form


def is_outlet(name: str, outlet: set[str], known: set[str]) -> bool:
    """Tell whether a name is the outlet's. What a title has beside a headline may be a person's, with capitals."""
    if not (known if name.lower() == name.upper() else outlet).isdisjoint(name_forms(name)):
        return True
    if _begins_with_outlet(name, known):
        return True
    before = _DESK.sub("", name)
    if name.count(" ") < 2 and _INITIALS.search(name):
        return False
    desk_of = comparable_form(before)
    return before != name and len(desk_of) >= MIN_SITE and any(desk_of in site for site in outlet)


def _begins_with_outlet(name: str, known: set[str]) -> bool:
    """Tell whether two words or more at a name's beginning are a site's: "Tin Fork Kitchen" of Tin Fork."""
    words = name.split()
    return any(comparable_form(" ".join(words[:end])) in known for end in range(2, len(words)))


_DESK = re.compile(
    r"\s+(?:web|online|digital|desk|team|équipe|editor\w*|redac\w+|redaktion|rédaction|presse|media|médias?|tv|radio|"
    r"infos?|actu|news|staff|newsroom|admin|(?-i:[A-Z]{2}))$",
    re.IGNORECASE,
)
"""What stands behind a part of a site's name as an author: "Plateau Web" of dailyplateau.com."""
_INITIALS = re.compile(r"\s(?!TV$)[A-Z]{2}$")
"""What stands behind one name in the south of India: "Krishna KV"."""
MIN_SITE = 5
"""Letters of a site's name, or of a part of it, that tell it from others."""


def name_forms(name: str) -> tuple[str, str]:
    """Return the two forms in which a name is compared with the outlet's."""
    return comparable_form(name), bare_form(name)


def bare_form(name: str) -> str:
    """Return an outlet's name in the form of `comparable_form`, without what some writings of it have more."""
    return comparable_form(_AROUND_OUTLET.sub("", name)) or comparable_form(name)


_AROUND_OUTLET = re.compile(
    r"^the\s+|\s+(?:news|online|staff|newsroom)$|\.(?:com?|org|net)\b.*$", re.IGNORECASE
)
"""What stands around an outlet's name as an author: "CBC News" of CBC, "The Huffington Post" of huffingtonpost.com."""


def without_outlet(name: str, outlet: set[str]) -> str:
    """Return a name without the outlet's behind it: "Jane Doe EXAMPLE NEWS"."""
    words = name.split()
    ends = (at for at in range(2, len(words)) if comparable_form(" ".join(words[at:])) in outlet)
    return " ".join(words[: next(ends, len(words))])
