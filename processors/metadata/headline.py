"""The headline of a page: what readers see as one, told apart from the site's name and from other headings."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from processors.metadata.address_words import spelling, spelt
from processors.metadata.around_headline import is_in_margin
from processors.metadata.kind_heading import (
    heading_under_kind,
    longer_line,
    names_over_headings,
    site_over_menu,
    tells_issue,
    tells_kind,
)
from processors.metadata.line_over_text import line_in_title, line_over_text
from processors.metadata.line_under_place import line_under_place, lines_of_form
from processors.metadata.other_headings import heading_of_article, is_link_home
from processors.metadata.plain_bylines import SECTION_WORDS
from processors.metadata.script_story import headline_by_address
from processors.metadata.site_names import BAR, is_site, without_site_name
from processors.metadata.trail_heading import heading_over_text, heading_under_trail
from processors.text.characters import comparable_form, count_words, one_line

MAX_VALUE = 2_000
MAX_HEADLINE = 200
"""Characters of a headline; a heading that is longer is an introduction in the wrong element."""
MIN_CUT = 100
"""Characters from which a wording may be the beginning of another: JSON-LD's headline is cut at 110 for Google."""
_WORD = re.compile(r"\w+")


def find_headlines(
    root: HtmlElement, in_code: Iterable[str | None], sites: set[str], url: str
) -> tuple[str, ...]:
    """Return every wording of the headline on the page, the best first, without the site's name and the section's.

    `in_code` are the wordings that JSON-LD and og:title have, in that order; `sites` the outlet's names in
    the form of `comparable_form`; `url` the page's address or empty. The best is the heading (h1) that says what the
    others or the address say: it is what readers see; the others are often written for search engines. A heading that
    agrees with none of them is a section's or the site's.
    """
    title = next(root.iter("title"), None)
    named = "" if title is None else one_line(html.unescape(title.text_content()[:MAX_VALUE]))
    raw = [html.unescape(text) for text in in_code if text]
    if not raw and (own := heading_of_article(root)):
        if count_words(own) < MIN_OWN and comparable_form(own) not in comparable_form(named):
            own = next(iter(_repeated(_texts(root, "h2")[:8], [named])), own)
        named_too = [text for text in (named,) if _is_same(own, without_site_name(text, sites, url))]
        return tuple(dict.fromkeys([own, *(without_site_name(text, sites, url) for text in named_too)]))
    shown = [] if all(is_link_home(each, url) for each in root.iter("h1")) else _texts(root, "h1")
    sites = sites | _beside(named, [text for text in raw if not is_site(text, sites, url)])
    if not any(text for text in raw if not is_site(text, sites, url)):
        sites = sites | names_over_headings(root, _ends_of(named)) | site_over_menu(root, named)
    coded = [without_site_name(text, sites, url) for text in raw]
    said = [*coded, without_site_name(named, sites, url)]
    said = [text for text in said if text and not is_site(text, sites, url)] or _whole(raw, named, sites)
    if not raw and not shown:
        said = [_in_bold(root, text) or longer_line(root, text) or _without_last_name(text) for text in said]
    heads = [without_site_name(text, sites, url) for text in shown]
    first = [text for text in heads if not is_site(text, sites, url)]
    best = (
        _under_trail(root, coded)
        or _agreeing(first, said, spelling(url))[:1]
        or _repeated(_texts(root, "h2")[:8], said)[:1]
        or (first if len(first) == 1 and not coded and not _is_mere_word(first[0], said) else [])
        or _over_text(root, first)
    )
    if not raw and (other := heading_under_kind(root, shown, said)) is not None and not _spelt_in(best, url):
        return tuple(dict.fromkeys([_as_written(_shown(other)), *best]))
    if not raw and not best:
        is_vague = is_site(named, sites, url) or tells_issue(named) or tells_kind((said or [""])[0])
        told = "" if is_vague else (said or [""])[0]
        line = line_in_title(root, named)
        line = line_over_text(root, told, bold=is_vague) if line is None else line
        line = line_under_place(root, named) if line is None else line
        if line is not None:
            return tuple(filter(None, [_RUBRIC.sub("", _as_written(_shown(line)))]))
        if not told and (hidden := headline_by_address(root, url)):
            return (one_line(html.unescape(hidden)),)
    starts, ends = _pieces(root)
    if best and comparable_form(best[0]) not in {comparable_form(text) for text in coded}:
        best = [_without_kicker(root, best[0])]
    ordered = [_cut(text, said, starts, ends) for text in best] + [_uncut(text, said) for text in said]
    return tuple(dict.fromkeys(ordered + first[:1]))


_RUBRIC = re.compile(
    r"^(?:عام|سياس[يةه]+|اقتصاد\S{0,2}|ثقاف[يةه]+|رياض[يةه]+|اجتماع\S{0,2}|محلي\S{0,2}|دولي\S{0,2}|أمني\S?|صح[يةه]+|تعليم\S?|منوعات|"
    r"متفرقات|تقرير|تقارير|أخبار|عاجل) / (?=(?:\S+ ){3})"
)
"""The section that Arabic agencies write before a headline; another word may be the place."""

MIN_OWN = 3
"""Words of a heading over the text that is believed against the title: fewer name a part of a board's page."""


def _under_trail(root: HtmlElement, coded: list[str]) -> list[str]:
    """Return the headline under an h1 that is the last step of the trail of sections, where the code has it too.

    A kicker may stand before it: the code's wording tells it by a colon, or has it not.
    """
    head = heading_under_trail(root)
    if head is None:
        return []
    shown = _as_written(_shown(head))
    form = comparable_form(shown)
    same = [text for text in coded if len(text) > MIN_TOLD and form.endswith(comparable_form(text))]
    return [text for text in same if comparable_form(text) == form][:1] or ([shown] if same else [])


MIN_TOLD = 20
"""Characters of a wording that tells what of a heading is the headline."""


def _without_kicker(root: HtmlElement, text: str) -> str:
    """Return the text of an h1 without the kicker that begins it: an element that is so called, or small."""
    for head in root.iter("h1"):
        first = next(head.iter("small", "span", "em", "strong", "div", "p"), None)
        if first is None or (head.text or "").strip() or _as_written(_shown(head)) != text:
            continue
        kicker = _shown(first)
        if first.tag == "small" or _KICKER.search(first.get("class") or ""):
            return _as_written(_shown(head)[len(kicker) :]).lstrip(":|–—- ") or text
    return text


_KICKER = re.compile(
    r"kicker|top-?line|over-?line|dachzeile|(?<![^\W_])dach(?![^\W_])|eyebrow|pre-?title|supertitle|antetitulo|cintillo|surtitre|occhiello|uptitle|rutitr",
    re.IGNORECASE,
)
"""What a line over the headline is called."""


def _over_text(root: HtmlElement, first: list[str]) -> list[str]:
    """Return the one of the first headings that stands over the text, though nothing else on the page says it."""
    heads = [each for each in root.iter("h1") if _as_written(_shown(each)) in first]
    head = heading_over_text(root, heads)
    return [] if head is None else [_as_written(_shown(head))]


def _in_bold(root: HtmlElement, title: str) -> str | None:
    """Return the part of a title beside a bar that the page shows in bold or calls a title, as old layouts do."""
    bars = list(BAR.finditer(title))
    parts = {
        comparable_form(part): part for bar in bars for part in (title[: bar.start()], title[bar.end() :])
    }
    marked = chain(islice(root.iter("b", "strong"), MAX_BOLD), _NAMED(root)[:MAX_BOLD] if parts else ())
    bold = (one_line(each.text_content()[:MAX_VALUE]) for each in marked)
    return next((text for text in bold if count_words(text) > 2 and comparable_form(text) in parts), None)


def _without_last_name(text: str) -> str:
    """Return a title that nothing on the page confirms without a last part that is as short as a site's name."""
    bars = list(BAR.finditer(text))
    before, behind = (text[: bars[-1].start()], text[bars[-1].end() :]) if bars else (text, "")
    bar = bars[-1][0].strip() if bars else ":"
    most = MAX_BARRED_NAME if bar == "|" else MAX_NAME
    is_name = bar not in (":", "：") and 0 < count_words(behind) <= most
    return before if is_name and count_words(before) >= MIN_BEFORE_NAME else text


MAX_NAME = 3
"""Words of a site's name at the end of a title that nothing on the page confirms."""
MAX_BARRED_NAME = 5
"""The same behind an upright bar, which stands in few headlines: "The Post of the Lake"."""
MIN_BEFORE_NAME = 4
"""Words of the headline before it."""


def _is_mere_word(head: str, said: list[str]) -> bool:
    """Tell whether a heading is one word that a longer wording does not hold: a section's, or one within the text."""
    return (
        count_words(head) == 1
        and head[-1].isalnum()
        and any(
            count_words(text) > 1 and comparable_form(head) not in comparable_form(text) for text in said[:1]
        )
    )


def _agreeing(heads: list[str], said: list[str], told: set[str]) -> list[str]:
    """Return the headings that share most words with what is said or with the address, the likest first."""

    def unlike(text: str) -> tuple[float, int]:
        share = spelt(text, told)
        return min(((-_alike(text, other) - share, at) for at, other in enumerate(said)), default=(-share, 0))

    agree = (any(_shared(text, other) > 0.5 for other in said) for text in heads)
    good = [text for text, does in zip(heads, agree, strict=True) if does or spelt(text, told) >= 0.5]
    return sorted(good, key=unlike)


def _repeated(heads: list[str], said: list[str]) -> list[str]:
    """Return the lesser headings that say the same as something that is said, or as what is before one of its bars."""
    return [text for text in heads if any(_is_same(text, part) for other in said for part in _parts(other))]


def _parts(text: str) -> list[str]:
    """Return the text, and what stands before each of its bars, or some words behind it: the name may come first."""
    bars = list(islice(BAR.finditer(text), MAX_BARS))
    behind = (text[bar.end() :] for bar in bars)
    return [text, *(text[: bar.start()] for bar in bars), *(part for part in behind if count_words(part) > 2)]


def _beside(named: str, coded: list[str]) -> set[str]:
    """Return what <title> says beside the headline that the code tells: the site's name."""
    forms = {comparable_form(text) for text in coded}
    bars = [bar for bar in BAR.finditer(named) if comparable_form(named[bar.end() :]) in forms]
    return {comparable_form(named[: bar.start()]) for bar in bars}


def _ends_of(title: str) -> dict[str, str]:
    """Return what stands on each side of a title's bars by what stands on the other, in `comparable_form`."""
    parts = [(title[: bar.start()], title[bar.end() :]) for bar in islice(BAR.finditer(title), MAX_BARS)]
    forms = [(comparable_form(one), comparable_form(other)) for one, other in parts]
    return {**dict(forms), **{other: one for one, other in forms}}


MAX_BARS = 8  # of a title that are looked at


def _spelt_in(heads: list[str], url: str) -> bool:
    """Tell whether the address spells the first heading: then it is the page's own, and not that of its kind."""
    return bool(heads) and spelt(heads[0], spelling(url)) > 0


def _uncut(text: str, others: list[str]) -> str:
    """Return the wording that `text` is the beginning of, where it is so long that it may have been cut, or `text`."""
    begun = text.rstrip(".… ")
    longer = (other for other in others if len(begun) >= MIN_CUT and other.startswith(begun))
    return max(longer, key=len, default=text)


def _whole(coded: list[str], named: str, sites: set[str]) -> list[str]:
    """Return the wordings that hold the site's name and more, for a page that has no other."""
    return [text for text in (*coded, named) if text and comparable_form(text) not in sites]


def find_heading(root: HtmlElement, title: str | None) -> HtmlElement | None:
    """Return the heading element (h1, else h2) that shows the headline, or the first h1, or None."""
    found = [*root.iter("h1"), *islice(root.iter("h2"), 8), *islice(root.iter("h3", "h4"), 8)]
    form = comparable_form(title or "")
    shown = (e for e in found if form and form in comparable_form(e.text_content()[:MAX_VALUE]))
    if not found and form:
        shown = (
            e
            for e in islice(root.iter("b", "strong", "font"), MAX_BOLD)
            if comparable_form(e.text_content()[:MAX_VALUE]) == form
        )
    return next(
        chain(
            shown,
            _marked_headings(root, form),
            _titled(root, form),
            _line(root, form),
            lines_of_form(root, form),
            root.iter("h1"),
        ),
        None,
    )


def _line(root: HtmlElement, form: str) -> Iterator[HtmlElement]:
    """Yield the line over the text, where it is the headline in this form."""
    line = line_over_text(root, "") if form else None
    if (
        line is not None
        and comparable_form(_RUBRIC.sub("", one_line(line.text_content()[:MAX_VALUE]))) == form
    ):
        yield line


def _marked_headings(root: HtmlElement, form: str) -> Iterator[HtmlElement]:
    """Yield what the page's code marks as the heading of this form, though it is no element for headings."""
    marked = _MARKED(root)[:8] if form else []
    yield from (each for each in marked if form in comparable_form(each.text_content()[:MAX_VALUE]))


_MARKED: Any = etree.XPath('descendant::*/@itemprop[. = "headline"]/..|descendant::*/@role[. = "heading"]/..')


def _titled(root: HtmlElement, form: str) -> Iterator[HtmlElement]:
    """Yield what is called a title and is the headline in this form, on a page that has it in no heading."""
    named = _NAMED(root)[:MAX_BOLD] if form else []
    same = (each for each in named if comparable_form(each.text_content()[:MAX_VALUE]) == form)
    yield from (each for each in same if not is_in_margin(each))


_NAMED: Any = etree.XPath(
    "descendant::body/descendant::*/@class["
    + " or ".join(f'contains(., "{name}")' for name in ("title", "Title", "headline", "tit", "biaoti"))
    + "]/.."
)
MAX_BOLD = 40
"""Words in bold among which the headline is looked for on a page without headings."""


def _texts(root: HtmlElement, tag: str) -> list[str]:
    """Return what the elements show, without the styles that some pages have in them, and without introductions."""
    found = (_as_written(_shown(each)) for each in root.iter(tag))
    return [text for text in found if 0 < len(text) <= MAX_HEADLINE]


def _as_written(texts: list[str]) -> str:
    """Return the texts of a heading's elements as one: a blank between two, and before a mark only where one stands."""
    joined = one_line(html.unescape(" ".join(texts)[:MAX_VALUE]))
    return joined if len(texts) == 1 else without_blanks(joined)


def _shown(element: HtmlElement) -> list[str]:
    texts: list[str] = _TEXTS(element)
    return texts


_TEXTS: Any = etree.XPath("descendant::text()[not(parent::style or parent::script)]", smart_strings=False)


def without_blanks(text: str) -> str:
    """Return `text` without the blanks before punctuation that joining elements makes."""
    return re.sub(r"\s+([,.;:!?…)\]»”’])", r"\1", text)


def _cut(heading: str, said: list[str], starts: set[str], ends: set[str]) -> str:
    """Return the heading, or the wording of the code in it where a kicker, a byline or a subtitle is with it.

    What stands behind the wording goes only where an element ends there (`starts`): codes cut their wordings too, and
    what is before a bar in them can be an unknown name of the site. Of two wordings at its end, the one that an
    element of the heading shows (`ends`) is without the kicker; it may be one side of a bar in the page's title.
    """
    form = comparable_form(heading)
    is_said = form in map(comparable_form, said)
    sides = (text for each in said for text in _parts(each) if not is_said)
    whole = chain(said, (text for text in sides if comparable_form(text) in ends))
    at_end = [text for text in whole if len(text) > MIN_TOLD and form.endswith(comparable_form(text))]
    if at_end and not _is_one_text(heading, at_end[0], ends, said):
        own = next((text for text in at_end if comparable_form(text) in ends), at_end[0])
        return heading if form == comparable_form(own) else own
    parts = (text[bar.end() :] for text in said for bar in BAR.finditer(text))
    return next((text for text in chain(said, parts) if comparable_form(text) in starts), heading)


def _is_one_text(heading: str, end: str, ends: set[str], said: list[str]) -> bool:
    """Tell whether what stands before a heading's end and a colon is a part of it: no element begins behind it."""
    before = heading[: -len(end)].rstrip()
    is_parted = comparable_form(end) in ends or comparable_form(heading) in map(comparable_form, said)
    is_label = SECTION_WORDS.issuperset(before.rstrip(": ").lower().split())  # "Live: ...", "Video: ..."
    return before.endswith(":") and not is_parted and not is_label


def _pieces(root: HtmlElement) -> tuple[set[str], set[str]]:
    """Return in the form of `comparable_form` what the headings begin with, and end with, element by element."""
    pieces = [_shown(element)[:8] for tag in ("h1", "h2") for element in islice(root.iter(tag), 8)]
    starts = {
        comparable_form("".join(texts[:end])[:MAX_VALUE]) for texts in pieces for end in range(1, len(texts))
    }
    written = [[text for text in texts if not text.isspace()] for texts in pieces]
    ends = {
        comparable_form("".join(texts[at:])[:MAX_VALUE]) for texts in written for at in range(1, len(texts))
    }
    return starts - {""}, ends - {""}


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _shared(one: str, other: str) -> float:
    """Return which share of the shorter's words the longer has; writing without blanks counts by characters."""
    a, b = _words(one), _words(other)
    if min(len(a), len(b)) < 2:  # one word, or a script without blanks
        short, long = sorted((comparable_form(one), comparable_form(other)), key=len)
        return float(short in long and 2 * len(short) >= len(long))
    return len(a & b) / min(len(a), len(b))


def _alike(one: str, other: str) -> float:
    """Return which share of both's words they share, from 0 to 1."""
    a, b = _words(one), _words(other)
    return (
        1.0
        if comparable_form(one) == comparable_form(other)
        else 2 * len(a & b) / max(len(a) + len(b), 1) - 0.01
    )


def _is_same(one: str, other: str) -> bool:
    return _alike(one, other) >= 0.8
