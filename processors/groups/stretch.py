"""A mention stretched over a description of a branch, with the quotation marks that its ends part."""

from dataclasses import replace

import msgspec

from processors.groups.fold import Folded
from processors.groups.overlaps import FoundAlias

_OPENING = {"»": "«", "”": "“„", "“": "„", "’": "‘", "」": "「", '"': '"'}
"""By the mark that closes a quotation: those that open it."""


def stretched(
    mention: FoundAlias, at: tuple[int, int], folded: Folded, branch: str | None = None
) -> FoundAlias:
    """Return a mention as that of a branch (or of its own group) at a place of the folded text.

    Quotation marks that its ends part are taken in together.
    """
    (start, end), (first, last) = at, folded.span(*at)
    source = folded.source
    if _closes(source[last : last + 1], source[first:last]):
        end, last = end + 1, last + 1
    elif _opens(source[first - 1 : first], source[first:last]):
        start, first = start - 1, first - 1
    alias = replace(mention.alias, group=branch) if branch else mention.alias
    return msgspec.structs.replace(
        mention, alias=alias, start=start, end=end, first=first, last=last, text=source[first:last]
    )


def _closes(mark: str, within: str) -> bool:
    """Tell whether the character behind a text closes a quotation mark that is opened in the text alone."""
    opening = _OPENING.get(mark)
    if opening is None:
        return False
    opened = sum(within.count(one) for one in opening)
    return opened % 2 == 1 if mark in opening else opened > within.count(mark)


def _opens(mark: str, within: str) -> bool:
    """Tell whether the character before a text opens a quotation mark that is closed in the text alone."""
    closing = [close for close, opening in _OPENING.items() if mark and mark in opening]
    return any(within.count(close) > within.count(mark) * (close != mark) for close in closing)
