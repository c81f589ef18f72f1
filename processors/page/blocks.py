"""A page as the run of text blocks that a reader sees, and the element where the article's stand.

A block is text that no block element interrupts. It is worth its words when it reads like a paragraph, and costs
when it reads like navigation; the element whose blocks are worth most together holds the article.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement
from msgspec import Struct

from processors.page.body_element import is_body_name
from processors.page.link_rows import is_label_of_links
from processors.page.offered_boxes import (
    articles_of_headings,
    boxes_of_calls,
    boxes_of_forms,
    boxes_to_skip,
    names_offer,
)
from processors.page.picture_boxes import is_captioned, is_captioned_table, is_small_print
from processors.page.sums import steps_up, sums_up
from processors.text.characters import (
    comparable_form,
    comparable_forms,
    count_words,
    numbers_of_words,
    without_typography,
)

BLOCK_TAGS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "marquee", "nav", "ol", "option", "p", "pre", "section", "select", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    ]
)
MIN_PARAGRAPH = 12
"""Words from which a block reads like a paragraph whatever it ends with; half of it when it ends like a sentence.

JSON that a script left in sight never does."""
MAX_NOISE_SHARE = 0.3
"""Share of the page's paragraphs in an element from which its name is not believed: "content-with-sidebar"."""

ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?…。！？؟۔।:][\"'»”’)\]」]*$")
# A long run without any of these is a cloud of tags. Thai, Lao, Burmese and Khmer are written without.
_PUNCTUATED = re.compile("[.,;:!?…。，、！？؟،۔।\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_NOISE_TAGS = frozenset(
    (
        *("nav", "footer", "header", "aside", "form", "button", "select", "figure", "figcaption"),
        *("video", "audio", "dialog", "label", "time", "title", "marquee"),
    )
)
# A heading's id is made of its own words.
_NAMED_AFTER_WORDS = frozenset(["html", "body", "article", "main", "h2", "h3", "h4", "h5", "h6"])
_OWN_WORDS = {"header": ("h1",), "figure": ("table", "blockquote", "pre")}
"""Such elements are the article's where one of these stands in them: no picture is in that figure."""
_EMBEDS = re.compile(r"embed|twitter|instagram|tiktok|pull", re.IGNORECASE)
"""A post of somebody else's, and a sentence of the text that is shown once more in large letters."""
_NOISE_ROLES = frozenset(["navigation", "complementary", "banner", "contentinfo", "dialog", "search"])
TEXT_TAGS = frozenset(["h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dd", "dt", "pre", "blockquote"])
"""Elements of a text in which short lines stand."""
_NOISE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related\w*|recommend\w*|newsletters?|promo\w*|share|sharing|social\w*|comments?|"
    r"disqus\w*|sidebar(?!-(?:grid|layout|page|wrap|enabled))|"
    r"footer|nav|navbar|navigation|menu|breadcrumbs?|subscri(?!ber-?(?:only|content|preview))\w+|sign-?up|most-?(?:read|popular)|popular|"
    r"trending|outbrain|"
    r"taboola|advert\w*|ads?|sponsor\w*|cookie\w*|consent|gdpr|modal|popup|caption|credits?|copyright|"
    r"read-?(?:next|also)|"
    r"more-?(?:from|on|stories)|toolbar|visually-?hidden|sr-only|screen-?reader\S*|bylines?|pagination|"
    r"pager|respond|tooltips?|footnotes|citations?|article-?sources|disclaimers?|disclosures?|call-?to-?action|"
    r"donat(?:e|ion)s?|(?:authors?|user|profile)[_-]{0,2}(?:bio|box|info|card|desc(?:ription)?)|bio|about-?(?:the-?)?authors?|saboxplugin|abh|"
    r"(?<!above-)(?<!partner-)cta|sharedaddy|jetpack-likes|(?:fact|info)-?box|(?:in-?line|read)-?links?|also|"
    r"thread|forum|appeal|adv|app-?banner|agenda|"
    r"(?<![_-])poll(?=$|\s)|affiliates?|aff|(?<!urban-)legende?|published-?dates|print-?link|berrors|video-?_{0,2}(?:description|legend)|inline-editorial-(?:collection|article)|(?:update|revision|version|publication)-?history|(?:vos-?)?(?:reactions|commentaires|kommentare|comentarios|commenti|yorumlar)|"
    r"(?:box|bloc|bloque|encart|banner|promo)[_-](?:abonn\w+|abbona\w+|suscri\w+|assin\w+|abo))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOISE_NAMES_SMALL = re.compile(_NOISE_NAMES.pattern)
"""The same where case need not be minded, in two fifths of the time."""


class Block(Struct, eq=False):
    """One run of text: the block element it stands in, its words, and how many of these are in links."""

    element: HtmlElement
    text: str
    form: str
    """Its text's `comparable_form`."""
    words: int
    linked: int
    is_paragraph: bool
    """It reads like one, wherever it stands."""
    noise: bool = False
    """Stands in an element that says that it is no part of the article."""
    elsewhere: bool = False
    """It is, or stands among, teasers of other articles (see `processors.page.teasers`); then it is noise, too."""
    told: bool = False
    """It is links and all the same the article's own words (see `processors.page.linked_text`)."""

    @property
    def is_links(self) -> bool:
        """At least four fifths of its words are links that lead elsewhere."""
        return not self.told and 0 < 0.8 * self.words <= self.linked

    @property
    def worth(self) -> float:
        """Words outside links for a paragraph; below zero for all else, most for links (found by measuring).

        Nothing for a point of a list or a cell without links: a long table in an article is no reason against it.
        """
        if self.is_paragraph and not self.noise:
            return float(self.words - self.linked)
        if self.linked > self.words / 2 and not self.noise and not self.told:
            return -3.0 - min(self.words, 10)
        return 0.0 if (self.told or not self.linked) and self.element.tag in TEXT_TAGS else -2.0


def read_blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks of text under `root`, in order, those in the wrong places marked as noise."""
    found = find_blocks(root)
    mark_noise(found, root, block_steps(found, root))
    return found


def find_blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks of text under `root`, in order; none is marked as noise yet."""
    runs = _runs(root)
    texts = without_typography([text for _, text, _ in runs])
    known = zip(runs, comparable_forms(texts), numbers_of_words(texts), strict=True)
    return [_block(*run, form, words) for run, form, words in known]


def _block(element: HtmlElement, text: str, links: str, form: str, words: int) -> Block:
    is_whole = links == text or (links and is_label_of_links(element, text, links))
    linked = words if is_whole else count_words(links) if links else 0
    return Block(element, text, form, words, linked, _is_paragraph(text, words, linked))


def _is_paragraph(text: str, words: int, linked: int) -> bool:
    if "://" in text:
        words = count_words(_ADDRESS.sub(" ", text))  # each part of an address counts as one
    if linked > words / 2 or words < MIN_PARAGRAPH / 2 or text.startswith('{"'):
        return False
    return bool(ENDS_LIKE_A_SENTENCE.search(text) or (words >= MIN_PARAGRAPH and _PUNCTUATED.search(text)))


_ADDRESS = re.compile(r"\S{1,10}://\S+")


def block_texts(root: HtmlElement) -> list[str]:
    """Return the text under `root`, one string a block."""
    return [text for _, text, _ in _runs(root)]


def _runs(root: HtmlElement) -> list[tuple[HtmlElement, str, str]]:
    """Return each run of text with the block element it stands in and what of it is in links.

    A block element ends a run, and so do two line breaks with nothing between them, and one behind a picture's credit.
    """
    reader, path, tags = _Reader(root), list[HtmlElement](), list[str]()
    for element in root.iter("*"):  # by parents: events for the beginning and end of each take a third longer
        above = element.getparent()
        while path and path[-1] is not above:
            reader.leave(path.pop(), tags.pop())
        path.append(element)
        tags.append(element.tag)
        reader.enter(element, tags[-1])
    while len(path) > 1:
        reader.leave(path.pop(), tags.pop())
    reader.end_run()
    return reader.runs


class _Reader:
    """Collects the runs of text of a page that is read element by element, from its root on."""

    __slots__ = ("_anchors", "_inside", "_links", "_run", "runs")

    def __init__(self, root: HtmlElement) -> None:
        self.runs: list[tuple[HtmlElement, str, str]] = []
        self._run: list[str] = []
        self._links: list[str] = []
        self._inside, self._anchors = [root], 0

    def enter(self, element: HtmlElement, tag: str) -> None:
        """Read an element's text up to what stands in it."""
        words = element.text
        if tag in BLOCK_TAGS:
            if self._run:  # most elements stand between runs: a call for each is a fifth of the time
                self.end_run()
            self._inside.append(element)
        elif tag == "a":
            self._anchors += _leads(element)
        elif tag == "br":
            credit = _credit_before(element, self._run) if self._run else None
            if self._run and (credit is not None or _ends_with_break(self._run)):
                self.end_run(credit)
            words = "\n"
        if words and (self._run or not words.isspace()):  # a run begins with a word
            self._add(words)

    def leave(self, element: HtmlElement, tag: str) -> None:
        """Read the text behind an element, up to the next one."""
        words = element.tail
        if tag in BLOCK_TAGS:
            if self._run:
                self.end_run()
            self._inside.pop()
        elif tag == "a":
            self._anchors -= _leads(element)
        if words and (self._run or not words.isspace()):
            self._add(words)

    def _add(self, words: str) -> None:
        self._run.append(words)
        if self._anchors:
            self._links.append(words)

    def end_run(self, inside: HtmlElement | None = None) -> None:
        """Keep the run that was read, if there is one: as what stands in `inside`, where that is told."""
        if not self._run:
            return
        text = _joined(self._run)
        links = text if len(self._links) == len(self._run) else _joined(self._links)
        self.runs.append((self._inside[-1] if inside is None else inside, text, links))
        self._run, self._links = [], []


def _leads(link: HtmlElement) -> bool:
    """Tell whether an `a` leads somewhere: one with a name alone is a place that others lead to."""
    return "href" in link.attrib or "name" not in link.attrib


def _ends_with_break(run: list[str]) -> bool:
    return bool(run) and (run[-1] == "\n" or (len(run) > 1 and run[-2] == "\n" and not run[-1].strip()))


def _credit_before(line_break: HtmlElement, run: list[str]) -> HtmlElement | None:
    """Return the element before a break in which all of a run stands, where its name says that it is no text."""
    before = line_break.getprevious()
    if before is None or not isinstance(before.tag, str) or not says_noise(before):
        return None
    return before if _joined(["".join(before.itertext())]) == _joined(run) else None


def _joined(parts: list[str]) -> str:
    return " ".join("".join(parts).split()) if parts else ""


def block_steps(blocks: list[Block], root: HtmlElement) -> list[tuple[HtmlElement, HtmlElement]]:
    """Return the `steps_up` from the blocks' elements to the root."""
    return steps_up([block.element for block in blocks], root)


def mark_noise(blocks: list[Block], root: HtmlElement, steps: list[tuple[HtmlElement, HtmlElement]]) -> None:
    """Mark the blocks that stand in elements which say that they are no part of the article."""
    own = [block.words if block.is_paragraph else 0 for block in blocks]
    words = sums_up([block.element for block in blocks], own, steps)
    enough = MAX_NOISE_SHARE * words[root]
    known: dict[HtmlElement, bool] = {
        box: True for box in boxes_of_forms(root) if 0 < words[box] <= min(enough, MAX_OFFER)
    }
    known |= {box: True for box in boxes_to_skip(root) if words[box] <= min(enough, MAX_OFFER)}
    known |= {box: True for box in boxes_of_calls(root) if words[box] <= min(enough, MAX_OFFER)}
    known |= {box: True for box in articles_of_headings(root) if words[box] <= min(enough, MAX_OFFER)}
    for header in _headers_of_only_article(root):
        known[header] = _in_noise(header.getparent(), known, words, enough)
    for block in blocks:
        block.noise = _in_noise(block.element, known, words, enough)


MAX_OFFER = 40
"""Words of paragraphs beside a form up to which they are about it."""


def _in_noise(
    element: HtmlElement, known: dict[HtmlElement, bool], words: Counter[HtmlElement], enough: float
) -> bool:
    path = []
    while element is not None and element not in known:
        path.append(element)
        element = element.getparent()
    noise = known[element] if element is not None else False
    for below in reversed(path):
        noise = noise or (words[below] <= enough and says_noise(below) and not _is_prose(below, words[below]))
        known[below] = noise
    return noise


def _is_prose(element: HtmlElement, words: int) -> bool:
    """Tell whether an element holds paragraphs, so many words of them, and its name is no reason against these.

    One of its classes is a body's name, or its id is a heading's words ("menu-innovation-strategies"), or it is
    named after a menu: what leads elsewhere is links.
    """
    if words < MIN_PROSE or element.tag in _NOISE_TAGS:
        return False
    names, own = element.get("class", ""), element.get("id", "")
    if any(is_body_name(name) and not _noise_name(name) for name in names.split()):
        return True
    if _noise_name(names):
        return not _NOISE_NAMES.search(_MENU_NAMES.sub(" ", names)) and bool(
            next(element.iter("p"), None) is not None
        )
    if own.count("-") >= MIN_SLUG and _noise_name(own):
        heading = next(element.iter("h2", "h3", "h4"), None)
        return (
            heading is not None
            and comparable_form(heading.text_content())[:20] == comparable_form(own.replace("-", " "))[:20]
        )
    return False


MIN_PROSE = 60
"""Words of paragraphs from which an element named after a menu is a section of a text with a menu of its sections."""
MIN_SLUG = 2
"""Hyphens of an id that may be a heading's words."""
_MENU_NAMES = re.compile(
    r"(?:^|(?<=[\s_-]))(?:nav|navbar|navigation|menu|breadcrumbs?|toolbar)(?=$|[\s_-])", re.IGNORECASE
)


def says_noise(element: HtmlElement) -> bool:
    """Tell whether an element's tag, role, style or names say that it is no part of the article."""
    if element.tag in _NOISE_TAGS:
        own = _OWN_WORDS.get(element.tag)
        is_embed = element.tag == "figure" and _EMBEDS.search(element.get("class", ""))
        return bool(own is None or is_embed or next(element.iter(*own), None) is None)
    if element.tag in _NAMED_AFTER_WORDS:
        return False
    said = dict(element.items())  # at once: to ask for five takes twice as long
    if not said:
        return _has_picture(element)
    if said.get("hidden", "until-found") != "until-found" or said.get("role") in _NOISE_ROLES:
        return True
    if "data-testid" in said and names_offer(said["data-testid"]):
        return True
    if "data-qa" in said and names_offer(said["data-qa"]):
        return True
    style, names, named = said.get("style"), said.get("class", ""), said.get("id", "")
    if style and "display:none" in style.replace(" ", "").lower():
        return True
    if not names and not named:
        return _has_picture(element)
    names = f"{names} {named}"
    return _noise_name(names) or is_captioned(element, names) or _has_picture(element)


def _has_picture(element: HtmlElement) -> bool:
    """Tell whether a table, or a cell of one, is laid out for a picture and the few words under it."""
    if element.tag == "td":
        return is_small_print(element)
    return bool(element.tag == "table" and is_captioned_table(element))


def _headers_of_only_article(root: HtmlElement) -> list[HtmlElement]:
    """Return the headers with the headline of the page's only article, in an h2: there is no h1."""
    teasers = articles_of_headings(root)
    articles = list(islice((each for each in root.iter("article") if each not in teasers), 2))
    if len(articles) != 1 or next(root.iter("h1"), None) is not None:
        return []
    headers = articles[0].iterchildren("header")
    return [header for header in headers if next(header.iter("h2"), None) is not None]


@lru_cache(maxsize=4096)
def _noise_name(names: str) -> bool:
    pattern, names = (_NOISE_NAMES_SMALL, names.lower()) if names.isascii() else (_NOISE_NAMES, names)
    return pattern.search(names) is not None


def worth_by_element(
    blocks: list[Block], steps: list[tuple[HtmlElement, HtmlElement]]
) -> Counter[HtmlElement]:
    """Return for every element that holds text what its blocks are worth together; `steps` are theirs."""
    return sums_up([block.element for block in blocks], [block.worth for block in blocks], steps)
