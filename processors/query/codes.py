"""The codes of languages and countries in a query, and the few values of other fields: what fits, and what was meant.

Articles carry languages by ISO 639 in small letters (en, ckb) and countries by ISO 3166 in two capitals (GB). The
names of both in English are those of Unicode's CLDR, by Babel.
"""

import re
from difflib import get_close_matches
from functools import cache
from typing import get_args, get_type_hints

from processors import records
from processors.query.nodes import Fuzzy, Pattern, QueryError
from processors.query.words import word_test

FORMS: dict[str, tuple[re.Pattern[str], str, str]] = {
    "language": (re.compile(r"[^\W\dA-Z_]+(_\w+)?"), "language", "such as en"),
    "source.country": (re.compile(r"[A-Z]{2}"), "country", "such as GB"),
}
"""By field: what every value in the index fits, what it is the code of, and an example."""
ALSO = {
    "language": {
        **{"farsi": "fa", "dari": "fa", "mandarin": "zh", "filipino": "tl"},
        **{
            "deutsch": "de",
            "français": "fr",
            "español": "es",
            "italiano": "it",
            "português": "pt",
            "türkçe": "tr",
        },
    },
    "source.country": {
        "britain": "GB",
        "great britain": "GB",
        "england": "GB",
        "palestine": "PS",
        "america": "US",
    },
}
"""Names that people write and CLDR lacks in English, in small letters: Deutsch is more like Dutch than German.

Dari has no two letters: the index holds it as Persian."""


FEW: dict[str, tuple[str, ...]] = {
    "statements.act": get_args(records.Act),
    "statements.negated": ("true", "false"),
    "statements.quoted": ("true", "false"),
    "statements.field": get_args(get_type_hints(records.Statement)["field"]),
    "mentions.place": get_args(records.Place),
    "mentions.field": get_args(get_type_hints(records.Mention)["field"]),
    "text_from": get_args(get_type_hints(records.Article)["text_from"]),
    "published_precision": ("time", "local", "day"),
    "paywalled": ("true", "false"),
    "brief": ("true", "false"),
}
"""By field: all the values that there are."""


def check(field: str, value: str, position: int | None) -> None:
    """Raise QueryError where no article can have this value in a field of codes or of few values; others pass."""
    if field in FEW and value not in FEW[field]:
        near = get_close_matches(value.casefold(), FEW[field], n=1)
        mend = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(FEW[field])}"
        raise QueryError(f"{field} is never {value!r}", mend, position)
    if field not in FORMS:
        return
    form, what, example = FORMS[field]
    if not form.fullmatch(value):
        code = meant(field, value)
        mend = f"did you mean {code}?" if code else f"write its code, {example}"
        raise QueryError(f"{value!r} is no code of a {what}", mend, position)


def check_pattern(written: str, leaf: Pattern | Fuzzy, position: int | None) -> None:
    """Raise QueryError where a pattern, or a word with ~, fits none of the few values of its field; others pass."""
    field = leaf.fields[0]
    if field in FEW and not any(map(word_test(leaf), FEW[field])):
        mend = f"it is one of {', '.join(FEW[field])}"
        raise QueryError(f"{field} is never {written!r}", mend, position)


def meant(field: str, value: str) -> str | None:
    """Return the code that somebody meant by a value: in another letter case, a longer code, or a name in English."""
    known, aliases = _codes(field)
    folded = value.casefold()
    for code in (folded, re.split("[-_]", folded)[0]):
        if code in aliases:
            return aliases[code]
    names = {name.casefold(): code for code, name in known.items()} | ALSO[field]
    near = get_close_matches(folded, names, n=1, cutoff=0.8)
    return names[near[0]] if near else None


def is_known(field: str, value: str) -> bool:
    """Tell whether a value is a code that the standard has."""
    return value in _codes(field)[0]


@cache
def _codes(field: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the codes of a field with their names, and by every code in small letters the one that is used."""
    from babel import Locale  # reading its data takes a tenth of a second, and most queries are right
    from babel.core import get_global

    if field == "language":
        known = {
            code: name for code, name in Locale("en").languages.items() if re.fullmatch("[a-z]{2,3}", code)
        }
        other = get_global("language_aliases")
    else:
        known = {
            code: name for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)
        }
        other = {old: new[0] for old, new in get_global("territory_aliases").items()}
    aliases = {old.casefold(): new for old, new in other.items() if new in known}
    return dict(known), aliases | {code.casefold(): code for code in known}
