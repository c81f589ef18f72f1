"""The headline of a page whose one h1 tells only of what kind the page is, or whose it is.

<title>Press Release Details | Directorate of Public Information</title>
<h1>Press Release Details</h1> ... <h2 class="pr-title">Four killed in Tank district</h2> ...
"""

import re
from itertools import dropwhile, islice, takewhile

from lxml.html import HtmlElement

from processors.metadata.date_words import find_day, is_month_name
from processors.metadata.line_over_text import is_of, is_told, line_over_text
from processors.metadata.other_headings import MAX_HEADINGS, heads_text, is_linked_elsewhere, paragraph_under
from processors.metadata.site_names import BAR
from processors.text.characters import comparable_form, count_words, one_line


def heading_under_kind(root: HtmlElement, shown: list[str], said: list[str]) -> HtmlElement | None:
    """Return the lesser heading over the text where the page's one h1 tells only of what kind the page is, or None.

    "Press Release Details" is such an h1: short, with none of its words in the text. The heading under it is longer.
    It is called a title and stands in another part of the page than the h1, so that it is no second line of it; under
    words for a kind alone, "Nachrichten", it is called nothing else and stands anywhere, unless the page's title, which
    is among what is `said`, tells another headline.
    Or the h1 is an office's name, with which its headlines begin: "Ministry of Health", "Ministry of Health warns".
    """
    head = next(root.iter("h1"), None)
    if head is None or len(shown) != 1 or count_words(shown[0]) > MAX_KIND_WORDS:
        return None
    line = line_over_text(root, "")
    if line is None or line.tag not in ("h2", "h3", "h4"):
        return None
    is_kind = tells_kind(shown[0])
    is_alone = is_kind and not any(_is_headline_of(text, line) for text in said)
    is_bare = is_kind and not line.get("class")
    is_other = not is_alone or _CALLED_OTHERWISE.search(line.get("class") or "")
    if not _is_called_headline(line) and not is_bare and is_other:
        return None
    apart = is_alone or line.getparent() is not head.getparent()
    told = line.text_content()[:500]
    longer = count_words(told) > count_words(shown[0])
    begins_so = comparable_form(told).startswith(comparable_form(shown[0]))
    return line if apart and longer and (begins_so or not is_told(shown[0], line)) else None


def _is_headline_of(title: str, line: HtmlElement) -> bool:
    """Tell whether a page's title is a headline of the text under a heading, and other than this one."""
    form, shown = comparable_form(title), comparable_form(line.text_content()[:500])
    return (
        count_words(title) > MAX_KIND_WORDS
        and form not in shown
        and shown not in form
        and is_told(title, line)
    )


MAX_KIND_WORDS = 4
"""Words of a heading that tells of what kind a page is."""


def _is_called_headline(element: HtmlElement) -> bool:
    named = element.get("class") or element.get("itemprop") or ""
    return bool(_CALLED.search(named)) and not _CALLED_OTHERWISE.search(named)


_CALLED = re.compile(r"tit(?:le|re|ulo|olo|el)|headline|baslik|heading|zagolov|judul", re.IGNORECASE)
_CALLED_OTHERWISE = re.compile(
    r"sub|section|block|widget|box|second|small|lead|intro|summar|so[uo]s|sotto|unter|under|onder|alt_?-?ba|podz|"
    r"d[ea]c?k\b|bajada|copete|kicker|strap|tagline|anons|spot\b",
    re.IGNORECASE,
)
"""What calls a heading a line under the headline, or a part's."""


def names_over_headings(root: HtmlElement, ends: dict[str, str]) -> set[str]:
    """Return the form of the page's only h1 where it is its site's name, though nothing else says so; or nothing.

    `ends` has what stands on each side of the bars in the page's title, by the other side. The h1 is the name where it
    is one side and stands over no text, and a longer, lesser heading over the text is the other side. The first
    paragraph does not have most words of a name, as it has those of a headline with a second line.
    """
    heads = list(islice(root.iter("h1"), 2))
    if len(heads) != 1 or not ends or heads_text(heads[0]):
        return set()
    name = comparable_form(heads[0].text_content()[:500])
    headline, told = ends.get(name), one_line(heads[0].text_content()[:500]).lower()
    for element in (
        islice(root.iter("h2", "h3"), MAX_HEADINGS) if headline and len(name) < len(headline) else ()
    ):
        is_same = comparable_form(element.text_content()[:500]) == headline
        if is_same and not is_linked_elsewhere(element) and (text := paragraph_under(element)):
            return set() if is_of(told, text.lower()) else {name}
    return set()


def site_over_menu(root: HtmlElement, title: str) -> set[str]:
    """Return the form of the page's one h1 where it is its site's name over a menu, or nothing.

    Such an h1 is all that the page's title says, and the text does not have its words. Behind it stand items of a menu
    and no day, and then a longer line like a heading, right over the text. Between a headline and what a text begins
    with stand a day and a name.
    """
    heads = list(islice(root.iter("h1"), 2))
    told = heads[0].text_content()[:500] if heads else ""
    if len(heads) != 1 or not 0 < count_words(told) <= MAX_SITE_WORDS or not _says_no_more(title, told):
        return set()
    line = line_over_text(root, "")
    if line is None or line is heads[0] or len(line.text_content()[:500]) <= len(told):
        return set()
    if is_told(told, line, behind_alone=True):
        return set()
    behind = dropwhile(lambda each: each is not heads[0], islice(root.iter("*"), MAX_ELEMENTS))
    between = list(takewhile(lambda each: each is not line, behind))[1:]
    items = [
        each for each in between if each.tag in ("a", "li") and not _SHARING.search(each.get("class") or "")
    ]
    dated = any(find_day((each.text or "")[:80]) for each in between if each not in items)
    return {comparable_form(told)} if len(items) >= MIN_ITEMS and not dated else set()


MAX_SITE_WORDS = 6
"""Words of a site's name."""
MIN_ITEMS = 2
"""Items of a menu between the site's name and the headline."""
MAX_ELEMENTS = 1_000
"""Elements of the page among which both are looked for."""
_SHARING = re.compile(r"shar|social|facebook|twitter|whatsapp|print|font|breadcrumb|crumb", re.IGNORECASE)
_WORD = re.compile(r"\w+")
MAX_LETTERS = 5
"""Letters by which a word is known in another form."""


def _says_no_more(title: str, told: str) -> bool:
    """Tell whether a title is a heading, with a word or two around it, in any of its forms."""
    words = [word[:MAX_LETTERS] for word in _WORD.findall(title.lower())]
    own = [word[:MAX_LETTERS] for word in _WORD.findall(told.lower())]
    return bool(own) and set(own) <= set(words) and len(words) <= len(own) + 2


def tells_kind(title: str) -> bool:
    """Tell whether a title says no more than of what kind a page is: "News Detail", "Page Two", "Haber Detayı"."""
    words = _LETTERS.findall(title.lower())
    return bool(words) and all(word in _KINDS for word in words) and not _FIRST_OF_KIND.isdisjoint(words)


_LETTERS = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652\u200c][^\W\d_]+)*")
_FIRST_WORDS = """
    page pages detail details release releases article articles news story item view print full untitled document
    página pagina detalle detalles noticia noticias detalhe detalhes notícia notícias comunicado comunicados
    artículo artigo
    détail détails article actualité actualités communiqué communiqués notizia dettaglio dettagli comunicato comunicati
    seite nachricht nachrichten meldung meldungen artikel einzelansicht pressemitteilung pressemitteilungen
    detailansicht aktuelles neuigkeiten pressemeldung pressemeldungen medienmitteilung medienmitteilungen
    nieuws nieuwsbericht persbericht aktualności aktuality
    haber haberler detay detayı detayları sayfa duyuru berita halaman
    страница новость новости статья подробнее
    خبر الخبر تفاصيل صفحة الصفحة خبرها جزئیات صفحه متن
    新闻 新聞 详情 新闻详情 正文 文章
"""
_WITH_KIND = """
    press media information public a an the of de la del du des da do di der die das und and le el y et
    one two three four five six seven eight nine ten no nr single content latest main new archive
    prensa presse stampa imprensa basın siaran pers suara من
"""
_FIRST_OF_KIND = frozenset(_FIRST_WORDS.split())
_KINDS = _FIRST_OF_KIND | frozenset(_WITH_KIND.split())
"""Words of which such a title is made; one of the first must be among them."""


def tells_issue(title: str) -> bool:
    """Tell whether a title is a paper's name and the day of an issue: no part of it has words enough for a headline."""
    bare = BAR.sub("\n", title)
    return find_day(title) is not None and all(
        sum(word.isalpha() and not is_month_name(word) for word in _WORD.findall(part)) < MIN_TOLD_WORDS
        for part in bare.split("\n")
    )


MIN_TOLD_WORDS = 3
"""Words of a headline beside a day's."""


def longer_line(root: HtmlElement, title: str) -> str | None:
    """Return the line in bold or large letters that begins with the title and goes on behind a mark, or None.

    Old systems cut the headline in the page's title at a comma, or have the quotation alone with which it begins.
    A line that ends as a sentence is the text.
    """
    form = comparable_form(title)
    if len(form) < MIN_CUT_TITLE:
        return None
    for element in islice(root.iter("b", "strong", "font", "h2", "h3"), MAX_HEADINGS):
        text = one_line(element.text_content()[: 2 * MAX_LONGER])
        whole = comparable_form(text)
        if len(form) < len(whole) and len(text) <= MAX_LONGER and whole.startswith(form):
            rest = _behind_quotation(text[len(title) :], text)
            if (
                comparable_form(rest) == whole[len(form) :]
                and rest[:1] in ",;:،؛："
                and text[-1] not in ".。…"
            ):
                return text
    return None


def _behind_quotation(rest: str, line: str) -> str:
    """Return what stands in a line behind its opening, without the marks that end a quotation with which it begins."""
    return re.sub(r"^\w{0,2}[\"”»“’')]+", "", rest) if line[:1] in _QUOTES else rest


_QUOTES = frozenset("\"“„«‘'")
MIN_CUT_TITLE = 16
"""Characters, but for blanks and marks, of a title that may have been cut."""
MAX_LONGER = 200
"""Characters of the whole headline."""
