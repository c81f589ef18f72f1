"""Whether the name in a byline is the outlet's: its own, a part of it with a desk behind, or one behind a person's."""

import re
from unicodedata import combining, normalize

from processors.events.places import is_town
from processors.metadata.offices import has_office_word
from processors.text.characters import comparable_form


def is_outlet(name: str, outlet: set[str], known: set[str], host: str = "") -> bool:
    """Tell whether a name is the outlet's, whose site is at `host`.

    What a title has beside a headline may be a person's, with capitals.
    """
    if not (known if name.lower() == name.upper() else outlet).isdisjoint(name_forms(name)):
        return True
    if _begins_with_outlet(name, known) or _SITE.fullmatch(name) or _is_spelt_in(host, name):
        return True
    if _is_office_in_town(name, host):
        return True
    before = _DESK.sub("", name)
    if name.count(" ") < 2 and _INITIALS.search(name):
        return False
    desk_of = comparable_form(before)
    return before != name and len(desk_of) >= MIN_SITE and any(desk_of in site for site in outlet)


_SITE = re.compile(
    r"(?:[\w-]+\.)*[\w-]{4,}\.(?:com|org|net|info|news|press|media|online|site|today|[a-z]{2})", re.IGNORECASE
)
"""A site's address: nobody's name."""


def _is_spelt_in(host: str, name: str) -> bool:
    """Tell whether the address of a site is an outlet's name, but for accents and words of three letters at most.

    "La Croisée de l’Ouest" of lacroisee-ouest.fr.
    """
    plain = "".join(c for c in normalize("NFKD", name.lower().replace("ł", "l")) if not combining(c))
    words = re.findall(r"[a-z]+", plain)
    long = sum(len(word) for word in words if len(word) > SMALL)
    if (
        len(words) < MIN_NAME
        or long < MIN_HOST
        or not plain.replace("’", "").replace("-", "").replace(" ", "").replace("'", "").isalpha()
    ):
        return False
    shape = "".join(word if len(word) > SMALL else f"(?:{word})?" for word in words)
    return any(re.fullmatch(shape, part.replace("-", "")) for part in host.lower().split("."))


MIN_NAME = 3
"""Words of such a name: two may be a person's, whose own site it is."""
SMALL, MIN_HOST = 3, 8
"""Letters of a small word, and of the others together in a site's address."""


def _begins_with_outlet(name: str, known: set[str]) -> bool:
    """Tell whether two words or more at a name's beginning are a site's: "Tin Fork Kitchen" of Tin Fork."""
    words = name.split()
    return any(comparable_form(" ".join(words[:end])) in known for end in range(2, len(words)))


def _is_office_in_town(name: str, host: str) -> bool:
    """Tell whether a name is a part of the site's address and a town behind it: "Nordfunk Istanbul" of nordfunk.de."""
    before, _, town = name.rpartition(" ")
    form = comparable_form(before)
    return len(form) >= MIN_SITE and form in host.lower().replace("-", "").split(".") and is_town(town)


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
    """Return a name without the outlet's behind it or before it: "Jane Doe EXAMPLE NEWS", "Example News Jane Doe"."""
    words = name.split()
    starts = (at for at in range(len(words) - 2, 1, -1) if comparable_form(" ".join(words[:at])) in outlet)
    at = next(starts, 0)
    words = words if has_office_word(words[at:]) else words[at:]
    ends = (at for at in range(2, len(words)) if comparable_form(" ".join(words[at:])) in outlet)
    return " ".join(words[: next(ends, len(words))])
