"""The names and styles by which pages hide words from readers: for screen readers, in tooltips, off the screen."""

import re
from functools import lru_cache


def unseen_name(names: str) -> bool:
    """Tell whether one of an element's classes hides it."""
    return not _UNSEEN_NAMES.isdisjoint(names.lower().split())


@lru_cache(maxsize=1024)
def unseen_style(style: str) -> bool:
    """Tell whether an element's own style hides it; what is hidden until it is moved in is shown."""
    plain = re.sub(r"\s+", "", style.lower())
    found = _UNSEEN_STYLES.search(plain)
    return found is not None and not (found[0] == "visibility:hidden" and "animation" in plain)


_READERS = ("screen-reader", "screenreader")
_UNSEEN_NAMES = frozenset(
    before + name
    for before in ("", "u-", "is-", "g-")
    for name in (
        *("sr-only", "sronly", "visually-hidden", "visuallyhidden", "hidden-visually", *_READERS),
        *(reader + what for reader in _READERS for what in ("-text", "text", "-only", "only")),
        *("a11y-hidden", "a11y-only", "a11y-text", "assistive-text", "accessibility-hidden"),
        *("accessibility-text", "accessible-hidden", "accessible-text", "element-invisible"),
        *(
            "tooltiptext",
            "tooltip-text",
            "tooltip-content",
            "tooltip__content",
            "tooltip-inner",
            "tippy-content",
        ),
        *("off-screen", "offscreen", "show-for-sr", "sr_only", "visually_hidden", "hiddenvisually"),
    )
)
"""Names by which the large frameworks hide words that a screen reader says: each page has hundreds to look up."""
_UNSEEN_STYLES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:(?:0[a-z%]*|1px)(?:;|!|$)|(?:left|top|right|text-indent|margin-left):-\d{4,}|"
    r"clip:rect\([01]|clip-path:inset\((?:50|100)%"
)
