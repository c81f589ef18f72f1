"""The headline of a page: what readers see as one, told apart from the site's name and from other headings."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from processors.characters import one_line, same_form

MAX_VALUE = 2_000
_BAR = re.compile(r"\s+(?:[»·•—–›«~]|-{1,2}|//|::)\s+|\s*\|\s*|\s*:\s+")
_WORD = re.compile(r"\w+")


def headlines(root: HtmlElement, told: Iterable[str | None], sites: set[str], host: str) -> tuple[str, ...]:
    """Return every wording of the headline on the page, the best first, without the site's name.

    `told` are the wordings that JSON-LD and og:title have, in that order; `sites` the outlet's names in the form of
    `same_form`; `host` the address's. The best is the heading (h1) that says what the others say: it is what readers
    see; the others are often written for search engines. A heading that agrees with none of them is a section's or
    the site's.
    """
    named = one_line(root.xpath("string((//head/title|//title)[1])")[:MAX_VALUE])
    raw = [text for text in told if text]
    sites = sites | _beside(named, raw)
    coded = [without_site(text, sites, host) for text in raw]
    said = [*coded, without_site(named, sites, host)]
    said = [text for text in said if text and not _is_site(text, sites, host)] or _whole(raw, named, sites)
    heads = [without_site(text, sites, host) for text in _texts(root, "h1")]
    first = [text for text in heads if text in said or not _is_site(text, sites, host)]
    agreeing = [text for text in first if any(_shared(text, other) >= 0.5 for other in said)]
    agreeing.sort(key=lambda text: -max(_alike(text, other) for other in said))
    second = [
        text
        for text in _texts(root, "h2")[:8]
        if any(_is_same(text, part) for other in said for part in _parts(other))
    ]
    best = agreeing[:1] or second[:1] or (first if len(first) == 1 and not coded else [])
    ordered = [_cut(text, raw, coded) for text in best[:1]] + said + first[:1]
    return tuple(dict.fromkeys(ordered))


def _parts(text: str) -> list[str]:
    """Return the text, and what stands before each of its bars."""
    return [text, *(text[: bar.start()] for bar in _BAR.finditer(text))]


def _beside(named: str, coded: list[str]) -> set[str]:
    """Return what <title> says beside the headline that the code tells: the site's name."""
    forms = {same_form(text) for text in coded}
    bars = [bar for bar in _BAR.finditer(named) if same_form(named[bar.end() :]) in forms]
    return {same_form(named[: bar.start()]) for bar in bars}


def _whole(coded: list[str], named: str, sites: set[str]) -> list[str]:
    """Return the wordings that hold the site's name and more, for a page that has no other."""
    return [text for text in (*coded, named) if text and same_form(text) not in sites]


def heading(root: HtmlElement, title: str | None) -> HtmlElement | None:
    """Return the heading element (h1, else h2) that shows the headline, or the first h1, or None."""
    found = [*root.iter("h1"), *list(root.iter("h2"))[:8]]
    form = same_form(title or "")
    shown = (e for e in found if form and form in same_form(e.text_content()[:MAX_VALUE]))
    return next(shown, next(root.iter("h1"), None))


def _texts(root: HtmlElement, tag: str) -> list[str]:
    found = (one_line(" ".join(element.itertext())[:MAX_VALUE]) for element in root.iter(tag))
    return [without_blanks(text) for text in found if text]


def without_blanks(text: str) -> str:
    """Return `text` without the blanks before punctuation that joining elements makes."""
    return re.sub(r"\s+([,.;:!?…)\]»”’])", r"\1", text)


def _cut(heading: str, raw: list[str], coded: list[str]) -> str:
    """Return the heading, or the wording of the code in it where a kicker, a byline or a subtitle is with it."""
    if any(same_form(heading) == same_form(text) for text in raw):
        return heading
    longer = [text for text in coded if len(text) > 20]
    begins = (text for text in longer if heading.startswith(text) and _SEPARATE.match(heading[len(text) :]))
    ends = (text for text in longer if same_form(heading).endswith(same_form(text)))
    return next(begins, None) or next(ends, heading)


_SEPARATE = re.compile(r"\s+[^\W_]|\s*[|»]")
"""What follows without a mark of punctuation, or behind a bar, is no part of the headline."""


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _shared(one: str, other: str) -> float:
    """Return which share of the shorter's words the longer has; writing without blanks counts by characters."""
    a, b = _words(one), _words(other)
    if min(len(a), len(b)) < 2:  # one word, or a script without blanks
        short, long = sorted((same_form(one), same_form(other)), key=len)
        return float(short in long and 2 * len(short) >= len(long))
    return len(a & b) / min(len(a), len(b))


def _alike(one: str, other: str) -> float:
    """Return which share of both's words they share, from 0 to 1."""
    a, b = _words(one), _words(other)
    return 1.0 if same_form(one) == same_form(other) else 2 * len(a & b) / max(len(a) + len(b), 1) - 0.01


def _is_same(one: str, other: str) -> bool:
    return _alike(one, other) >= 0.8


def without_site(title: str, sites: set[str], host: str = "") -> str:
    """Return `title` without the site's name at its end or start; `sites` are in the form of `same_form`.

    Only a part that is the name goes: "... With Al-Qaeda - Spokesperson" keeps its last part.
    """
    bars = list(_BAR.finditer(title))
    if bars and _is_site(title[bars[-1].end() :], sites, host):
        return without_site(title[: bars[-1].start()].strip(), sites, host)
    known = "" if bars and ":" in bars[0][0] else host
    if bars and _is_site(title[: bars[0].start()], sites, known):
        return title[bars[0].end() :].strip()
    return title.strip()


def _is_site(part: str, sites: set[str], host: str) -> bool:
    form = same_form(part)
    labels = [same_form(label) for label in host.split(".") if len(label) > 3]
    return (
        not form
        or form in sites
        or (len(form) > 3 and form in same_form(host))
        or any(label in form and 2 * len(label) >= len(form) for label in labels)
    )
