"""The names of states, which speak and are spoken to: in each language, by CLDR (https://cldr.unicode.org)."""

import re

_PLAIN = re.compile(r"[^\W\d_]+(?:[ ’'-][^\W\d_]+){0,3}")
"""Of a name such as Myanmar (Burma), what stands before the bracket."""


def states(language: str) -> tuple[str, ...]:
    """Return the names of states and territories in a language (ISO 639-1), as written; none for an unknown one."""
    from babel import Locale, UnknownLocaleError  # reading its data takes a tenth of a second

    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return ()
    named = (name for code, name in sorted(territories.items()) if code.isalpha() and code != "ZZ")
    plain = (found[0] for name in named if (found := _PLAIN.match(name.split("(")[0].strip())))
    return tuple(dict.fromkeys(plain))
