"""The classes that a page's own style sheets hide, whatever they are called."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

MAX_RULES = 50
"""Rules of a style sheet that hide a class and are looked at."""
_HIDES = re.compile(r"display\s*:\s*none\s*!\s*important")
"""Without "important" a script shows later what a rule hides: a menu, a section, a text."""
_ONE_CLASS = re.compile(r"\s*\.([\w-]+)\s*")
_SHOWN_AGAIN = re.compile(r"(?:^|[\s:_-])(?:block|inline|flex|grid|table|show\w*|visible)(?:$|\s)")
"""Names that show on wider screens what another name of the element hides: "d-none d-md-block"."""


def hidden_classes(root: HtmlElement) -> frozenset[str]:
    """Return the classes that the page's style sheets hide always: not in print or on small screens only."""
    return frozenset(name for sheet in root.iter("style") for name in _hidden_in(sheet.text or ""))


def _hidden_in(sheet: str) -> Iterator[str]:
    """Yield the classes that a rule of theirs alone hides, outside of all `@media`."""
    depth = end = 0
    for found in islice(_HIDES.finditer(sheet), MAX_RULES):
        opening = sheet.rfind("{", 0, found.start())
        start = max(sheet.rfind(mark, 0, max(opening, 0)) for mark in "{};>") + 1
        rule = _ONE_CLASS.fullmatch(sheet, start, max(opening, 0))
        depth += sheet.count("{", end, start) - sheet.count("}", end, start)
        end = start
        if rule and not depth and sheet.find("}", opening, found.start()) < 0:
            yield rule[1]


def is_hidden_by(names: str, hidden: frozenset[str]) -> bool:
    """Tell whether one of an element's classes is hidden and none shows it again."""
    return not hidden.isdisjoint(names.split()) and not _SHOWN_AGAIN.search(names)
