"""From a page to an untagged article.

    bytes -> text (decode) -> tree (html) -> body (extract) -> the rules of processors.newsroom.rules -> Article
                                          -> metadata ------------------------------------------->

Where there is no page, or only a wall, the text that the feed carried takes its place.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from msgspec import Struct, structs

from processors.errors import Reject
from processors.metadata.author_names import clean_author_names, join_authors
from processors.metadata.published import modified_of, published_of
from processors.metadata.read import Metadata, read_metadata
from processors.metadata.timestamps import read_timestamp
from processors.newsroom.briefs import agrees_with_feed, free_paragraphs, is_cut_short
from processors.newsroom.legal_labels import DEFAULT_LABELS, LabelPatterns
from processors.newsroom.lines_to_keep import places_to_keep
from processors.newsroom.paragraphs import Body, number_paragraphs
from processors.newsroom.plain_text import split_headline, split_paragraphs
from processors.newsroom.rules import MIN_WORDS, apply_rules, is_too_short, remove_page_lines, say_short
from processors.page.blocks import block_texts
from processors.page.decode import decode
from processors.page.embedded_text import find_embedded_text
from processors.page.endless_scroll import drop_other_articles
from processors.page.extract import Extracted, extract_body, select_paragraphs
from processors.page.html import MAX_BYTES, has_markup, html_to_text, parse_held
from processors.page.left_out import LeftOut
from processors.page.listing import is_listing, is_shell
from processors.page.parts import EXTRACTORS, find_part, find_under_title, points_into_page, says_the_same
from processors.page.pdf import is_pdf, read_pdf
from processors.page.walls import rest_reason, wall_reason, went_home
from processors.records import Article, Taken
from processors.text.addresses import host_of_address, without_credentials
from processors.text.characters import count_words, normalize_text, one_line
from processors.text.language import detect_language
from processors.text.sentences import lede
from scrapers.records import Entry, Feed, Page, Source

__all__ = ["MAX_TEXT", "MIN_WORDS", "clean", "clean_html", "lede"]

MAX_TEXT = 500_000
"""Characters of text in an article at most: half of what Elasticsearch highlights without being told otherwise."""


class Draft(Struct, frozen=True):
    """What was found: tidied and trimmed, but labels, notes, repeats and dateline are in it."""

    body: Body
    extractor: str
    text_from: str = "page"
    title: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    metadata: Metadata = Metadata()


def clean(page: Page, labels: LabelPatterns = DEFAULT_LABELS) -> Article:
    """Return the article on `page`, without mentions: a tagger adds these.

    Takes the page's body unless the feed is one whose text is the text (`full_text: feed`), the page is missing,
    or the body is a wall or too short; then what the feed carried. What came by a redirect from another outlet is that
    outlet's, and nothing that the feed said counts for it. `published_at` is midnight UTC where only a date
    was found, and `published_precision` says so. Pure: no I/O, no clock.

    An item that shares its page with others is the page's part, or the page where its headline says what the item's
    title does, or what the feed carried.
    Raises Reject with `page.missing`, or with a key of `processors.errors.REASONS`.
    """
    entry = page.entry
    in_page = entry and not page.missing and page.feed.full_text != "feed" and page.found_by is None
    if entry and in_page and (entry.part is not None or entry.fragment):
        article = _clean_item(page, entry, labels)
    else:
        article = _clean_page(page, labels)
    return (in_page and _under_its_title(article, page, labels)) or article


def _clean_page(page: Page, labels: LabelPatterns) -> Article:
    if page.missing or page.feed.full_text == "feed":
        try:
            return _finish(_feed_draft(page), page, labels)
        except Reject:
            if page.missing or not page.body:
                raise
    found = page.as_found()
    try:
        article = _finish(_page_draft(found), found, labels)
    except Reject as no_page:
        try:
            return _finish(_feed_draft(page), page, labels)
        except Reject:
            raise no_page from None
    return _longer_in_feed(article, page, labels) or article


def _longer_in_feed(article: Article, page: Page, labels: LabelPatterns) -> Article | None:
    """Return what the feed carried where that is more than a short article of the page."""
    words = count_words(article.text)
    if not article.brief and words >= MIN_WORDS:
        return None
    with suppress(Reject):
        carried = _finish(_feed_draft(page), page, labels)
        if count_words(carried.text) > words:
            return structs.replace(carried, paywalled=article.paywalled)
    return None


def _clean_item(page: Page, entry: Entry, labels: LabelPatterns) -> Article:
    """Return the article of an item that shares its page with others, or whose fragment names an update of it."""
    with suppress(Reject):
        if draft := _part_draft(page, entry):
            return _finish(draft, page, labels)
    if entry.part is None:
        return _clean_page(page, labels)
    with suppress(Reject):
        if says_the_same((draft := _page_draft(page)).title or "", entry.title or ""):
            return _finish(draft, page, labels)
    with suppress(Reject):
        return _finish(_feed_draft(page), page, labels)
    with suppress(Reject):
        if draft := _part_draft(page, entry, by_title=True):
            return _finish(draft, page, labels)
    if entry.part:
        raise Reject("no_part")
    return _clean_page(page, labels)


def _under_its_title(article: Article, page: Page, labels: LabelPatterns) -> Article | None:
    """Return what stands under an item's title where its address points into a page of another headline, or None."""
    entry = page.entry
    if entry is None or entry.part is not None or not entry.title or article.extractor in EXTRACTORS:
        return None
    pointed = entry.fragment or points_into_page(page.canonical_url, article.declared_url or "")
    if not pointed or article.text_from == "feed" or says_the_same(article.title or "", entry.title):
        return None
    with suppress(Reject):
        draft = _part_draft(page, entry, by_title=True)
        # Else it is the teaser of a report, beside the one that the page has.
        if draft and max(draft.body.texts, key=len, default="") in article.text:
            return _finish(draft, page, labels)
    return None


def _part_draft(page: Page, entry: Entry, *, by_title: bool = False) -> Draft | None:
    text = decode(page.body[:MAX_BYTES], page.content_type)
    if by_title:
        part = find_under_title(text, entry.title or "")
    else:
        only_updates = entry.part is None
        part = find_part(text, entry.fragment, entry.title, entry.guid, updates_only=only_updates)
    if part is None:
        return None
    title = one_line(html_to_text(entry.title)) if entry.title else part.title
    lines = normalize_text("\n".join(part.lines)).split("\n")
    body = remove_page_lines(number_paragraphs(lines), tuple(filter(None, (title, part.title))))
    told = None if entry.published else part.published
    published = read_timestamp(told, page.fetched_at, part.found_by) if told else None
    return _with_entry(Draft(body, part.found_by, title=title, metadata=Metadata(published=published)), page)


def clean_html(
    markup: str | bytes,
    url: str = "",
    content_type: str = "",
    labels: LabelPatterns = DEFAULT_LABELS,
    now: datetime | None = None,
) -> Article:
    """Return the article in `markup` (HTML or plain text), as if it had been fetched from `url` at `now` (aware).

    Without `now`, the clock's. Raises Reject like `clean`.
    """
    moment = now or datetime.now(UTC)
    if isinstance(markup, str):
        markup = markup.encode("utf-8", "replace")
        content_type = f"{content_type.split(';')[0] or ''}; charset=utf-8"
    domain = host_of_address(url).removeprefix("www.")
    source = Source(id=domain, name=domain, domain=domain)
    return clean(
        Page(
            id=hashlib.sha256(url.encode("utf-8", "replace")).hexdigest(),
            url=url,
            canonical_url=url,
            feed=Feed(url=url, source=source),
            first_seen_at=moment,
            fetched_at=moment,
            content_type=content_type,
            body=markup,
        ),
        labels,
    )


def _feed_draft(page: Page) -> Draft:
    """Return the text that the feed carried. Raises Reject with the page's reason where it carried none."""
    entry = page.entry
    carried = _carried_texts(entry)
    least = _least_words(page, entry.title if entry else None)
    whole = next((text for text in carried if count_words(text) >= least), None)
    whole = whole or max(carried, key=count_words, default=None)
    if entry is None or not whole:
        raise Reject(page.missing or "too_short", "the feed carried no text")
    body = remove_page_lines(number_paragraphs(split_paragraphs(normalize_text(whole))))
    return _with_entry(Draft(body, "feed", text_from="feed"), page)


def _carried_texts(entry: Entry | None) -> list[str]:
    return [html_to_text(text) for text in (entry.content, entry.summary) if text] if entry else []


def _least_words(page: Page, title: str | None) -> int:
    """Return how many words an article has at least: items of a page that has many may be short, but not empty."""
    if page.entry is None or page.entry.part is None:
        return MIN_WORDS
    return max(1, MIN_ITEM_WORDS - count_words(title or ""))


MIN_ITEM_WORDS = 8
"""Words of an item that shares its page, those of its title included: no wall or menu is mistaken for it."""


def _page_draft(page: Page) -> Draft:
    if is_pdf(page.body):
        return _with_entry(_pdf_draft(page), page)
    kind = page.content_type.split(";")[0].strip().lower()
    if kind and kind not in _READABLE:
        raise Reject("not_html", kind)
    text = decode(page.body[:MAX_BYTES], page.content_type)
    if kind == "text/plain" or not has_markup(text):
        _no_longer_than(MAX_TEXT, text)
        body = remove_page_lines(number_paragraphs(split_paragraphs(normalize_text(text))))
        title, rest = split_headline(body.texts)
        body = Body(body.paragraphs[-len(rest) :], body.taken) if title else body
        return _with_entry(Draft(body, "plain", title=title), page)
    return _with_entry(_html_draft(text, page), page)


_READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"})


def _pdf_draft(page: Page) -> Draft:
    found = read_pdf(page.body)
    title = one_line(found.title) if found.title else None
    body = remove_page_lines(
        number_paragraphs(normalize_text("\n".join(found.paragraphs)).split("\n")), (title,) if title else ()
    )
    if found.left_out:
        body = Body(body.paragraphs, (*body.taken, Taken("pdf_pages", found.left_out, "text")))
    is_told = page.entry and page.entry.published
    published = (
        read_timestamp(found.written, page.fetched_at, "meta") if found.written and not is_told else None
    )
    return Draft(body, "pdf", title=title, metadata=Metadata(published=published))


def _html_draft(text: str, page: Page) -> Draft:
    if went_home(page.url, page.final_url):
        raise Reject("soft_404", f"redirected to {page.final_url}")
    address = page.final_url or page.url
    body, extractor, metadata, shown = find_body(
        text, page.feed.text, page.source.name, page.fetched_at, address
    )
    found = "\n".join(body.texts)
    reason = wall_reason(metadata.title, found or shown, address) or rest_reason(found, text)
    if reason == "paywall_stub" and (free := free_paragraphs(body, metadata.title)).paragraphs:
        body, metadata = free, structs.replace(metadata, paywalled=True)
    elif reason:
        raise Reject(reason, metadata.title or "")
    is_bare = is_too_short(found or shown) and is_shell(text)
    if is_bare and not agrees_with_feed(found, _carried_texts(page.entry)):
        raise Reject("javascript_shell", metadata.title or "")
    if not page.feed.text and not is_too_short(found) and is_listing(text, body.texts):
        raise Reject("not_article", "a list of teasers")
    return Draft(
        body,
        extractor,
        title=metadata.title,
        summary=metadata.summary,
        authors=metadata.authors,
        metadata=metadata,
    )


def find_body(
    markup: str, selector: str | None, site: str, now: datetime, url: str = ""
) -> tuple[Body, str, Metadata, str]:
    """Return the body, what found it, the page's metadata, and all the page's text where no body was found.

    The body is without the page's own lines and repeats of the headline; datelines and labels are still in it.
    """
    root, _held = parse_held(markup)
    metadata = read_metadata(root, site, now, url)
    drop_other_articles(root, metadata.title)
    extracted = (
        Extracted(*select_paragraphs(markup, selector))
        if selector
        else extract_body(root, metadata.body, metadata.summary or "", places_to_keep)
    )
    body, extractor = _trimmed(extracted.lines, metadata, extracted.left_out), extracted.name
    text = "\n".join(body.texts)
    walled = wall_reason(metadata.title, text, url)
    if not selector and (walled or is_too_short(text)):
        found, name = find_embedded_text(markup, metadata.body, metadata.headlines)
        walls_own = walled and name == "template"  # for readers without scripts
        if found and not walls_own:
            body, extractor = _trimmed(found, metadata), name
    return body, extractor, metadata, "" if body.paragraphs else "\n".join(block_texts(root))


def _trimmed(found: list[str], metadata: Metadata, left_out: Sequence[LeftOut] = ()) -> Body:
    body = number_paragraphs(normalize_text("\n".join(found)).split("\n"))
    taken = tuple(Taken(one.rule, one.text, "text", one.after) for one in left_out)
    return remove_page_lines(Body(body.paragraphs, taken), metadata.headlines)


def _with_entry(draft: Draft, page: Page) -> Draft:
    """Return the draft with what the feed said where the page did not say it."""
    entry = page.entry or Entry(url=page.url)
    return structs.replace(
        draft,
        title=draft.title or (one_line(html_to_text(entry.title)) if entry.title else None),
        summary=one_line(html_to_text(entry.summary)) if entry.summary else draft.summary,
        authors=draft.authors or clean_author_names(entry.authors, page.source.name),
    )


def _finish(draft: Draft, page: Page, labels: LabelPatterns) -> Article:
    """Clean the draft's text and make the article of it; raises Reject(too_short) and Reject(too_large)."""
    _no_longer_than(MAX_TEXT, "\n".join(draft.body.texts))
    known = draft.metadata.published
    edited = apply_rules(draft.title or "", draft.body, known.at if known else page.fetched_at, labels)
    text = "\n".join(edited.body.texts)
    if not text and draft.title and _is_all_in_headline(draft, draft.title, page):
        return _finish(
            structs.replace(draft, title=None, body=number_paragraphs([draft.title])), page, labels
        )
    words = count_words(text)
    together = words + count_words(edited.title or "")
    least = MIN_WORDS if draft.extractor not in (*EXTRACTORS, "feed") else _least_words(page, edited.title)
    is_short = words < least and (not words or together < MIN_WORDS)
    if is_short and not _is_whole(draft, page, text):
        short = "paywall_stub" if draft.metadata.paywalled and draft.text_from == "page" else "too_short"
        raise Reject(page.missing or short, say_short(words, together, least, missing=page.missing))
    published = published_of(draft.metadata, edited.dateline, page)
    return Article(
        id=page.id,
        url=page.url,
        canonical_url=page.canonical_url,
        source=page.source,
        feed_url=without_credentials(page.feed.url),
        title=edited.title or None,
        summary=draft.summary or None,
        text=text,
        text_from="feed" if draft.text_from == "feed" else "page",
        authors=join_authors(draft.authors, edited.reporters, page.source.name),
        language=detect_language(text, page.feed.language),
        dateline=edited.dateline,
        published_at=published.at if published else None,
        published_day=published.day if published else None,
        published_precision=published.precision if published else None,
        published_from=published.where if published else None,
        modified_at=modified_of(draft.metadata, published),
        section=draft.metadata.section,
        declared_url=draft.metadata.canonical_url,
        paywalled=draft.metadata.paywalled,
        brief=together < MIN_WORDS or is_cut_short(draft.metadata.paywalled, words),
        first_seen_at=page.first_seen_at,
        fetched_at=page.fetched_at,
        labels=edited.labels,
        corrections=edited.corrections,
        extractor=draft.extractor,
        taken=edited.body.taken,
    )


def _is_all_in_headline(draft: Draft, title: str, page: Page) -> bool:
    """Tell whether an article without a text is told by its headline: the feed's text, and the page's, is the same."""
    told = _carried_texts(page.entry)
    is_from_both = draft.text_from == "page" or page.feed.full_text == "feed"
    return is_from_both and count_words(title) >= MIN_ITEM_WORDS and agrees_with_feed(title, told)


def _is_whole(draft: Draft, page: Page, text: str) -> bool:
    """Tell whether a text is all that there is, however short: by feed and page, or by a feed whose texts are whole."""
    if not any(character.isalnum() for character in text):
        return False
    if draft.text_from == "feed":
        return page.feed.full_text == "feed"
    told = _carried_texts(page.entry) or [(page.entry and page.entry.title) or ""]
    return agrees_with_feed(text, told)


def _no_longer_than(most: int, text: str) -> None:
    if len(text) > most:
        raise Reject("too_large", f"{len(text):,} characters of text")
