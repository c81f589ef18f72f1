"""The classes that a page's own style sheets hide, whatever they are called."""

import re
from itertools import islice

from lxml.html import HtmlElement

MAX_RULES = 50
"""Rules of a style sheet that hide a class and are looked at."""
_HIDES = re.compile(r"(?:^|[};>])\s*\.([\w-]+)\s*\{[^{}]*?display\s*:\s*none\s*!\s*important")
"""A rule of one class alone. Without "important" a script shows later what it hides: a menu, a section, a text."""
_SHOWN_AGAIN = re.compile(r"(?:^|[\s:_-])(?:block|inline|flex|grid|table|show\w*|visible)(?:$|\s)")
"""Names that show on wider screens what another name of the element hides: "d-none d-md-block"."""


def hidden_classes(root: HtmlElement) -> frozenset[str]:
    """Return the classes that the page's style sheets hide always: not in print or on small screens only."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        text = sheet.text or ""
        if "!important" in text and "none" in text:
            found.update(
                rule[1]
                for rule in islice(_HIDES.finditer(text), MAX_RULES)
                if text.count("{", 0, rule.start(1)) == text.count("}", 0, rule.start(1))
            )
    return frozenset(found)


def is_hidden_by(names: str, hidden: frozenset[str]) -> bool:
    """Tell whether one of an element's classes is hidden and none shows it again."""
    return not hidden.isdisjoint(names.split()) and not _SHOWN_AGAIN.search(names)
