"""Cleaning as a whole: a page or a feed's text in, one untagged article or a named rejection out."""

import pickle
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from paths import DATA, SEEDS

from processors.clean import clean, clean_html, lede
from processors.errors import REASONS, Reject
from processors.records import Dateline
from scrapers.records import Entry, Feed, Page, Source

PAGES = DATA / "page" / "pages"
MAY_5 = date(2021, 5, 5)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = Source(id="example", name="Example News", domain="example.org", country="GB")
TEXT = " ".join(["The ministry said on Tuesday that talks would go on in the capital."] * 4)


def page(
    body: str | bytes = b"",
    *,
    full_text="auto",
    selector=None,
    entry=None,
    missing=None,
    content_type="text/html",
):
    return Page(
        id="0" * 64,
        url="https://example.org/a",
        canonical_url="https://example.org/a",
        feed=Feed(url="https://example.org/feed", source=SOURCE, full_text=full_text, text=selector),
        first_seen_at=NOW,
        fetched_at=NOW,
        entry=entry,
        body=body.encode() if isinstance(body, str) else body,
        missing=missing,
        content_type=content_type,
    )


def seed(name: str) -> Page:
    return page((SEEDS / name).read_bytes(), content_type="text/plain; charset=utf-8")


def test_first_seed():
    """The first seed loses its repeats, labels and dateline, and keeps each of them where it belongs."""
    article = clean(seed("000_40ced3961ee9481a.txt"))
    assert article.title == "Taliban Deny Reports Of Possible Ties With Al-Qaeda - Spokesperson"
    assert article.dateline == Dateline("KABUL", "UrduPoint News / Sputnik", MAY_5)
    assert article.published_at == datetime(2021, 5, 5, tzinfo=UTC)
    assert article.published_from == "dateline"
    assert article.labels == ("(a terrorist group, banned in Russia)", "terrorist group, banned in Russia")
    assert article.text.startswith(
        "Taliban spokesperson Zabihullah Mujahid told Sputnik that the Islamic Emirate of Afghanistan"
    )
    assert article.text.count("told Sputnik that the Islamic Emirate") == 1
    assert "any al-Qaeda militants in its ranks." in article.text
    assert (
        "the Haqqani network [Taliban affiliate], Al-Qaida and ISIS [Islamic State] members" in article.text
    )
    assert "banned in Russia" not in article.text
    assert len(article.text.split("\n")) == 9
    assert article.language == "en"
    assert article.source == SOURCE


def test_second_seed():
    """The second seed has no headline: its first sentence is the start of the text and stands in for one."""
    raw = (SEEDS / "002_426c6dc9f0327b79.txt").read_text(encoding="utf-8")
    article = clean(seed("002_426c6dc9f0327b79.txt"))
    assert article.title is None
    assert article.text == raw.strip()
    assert article.dateline is None
    assert article.published_at is None
    assert lede(article) == raw.split("\n")[0]


NOTE = "Correction: An earlier version of this article named al-Qaeda. The attack was claimed by ISIS-K."


def test_correction_note_is_kept_beside_the_text():
    """A note leaves the text, wherever it stands, and is a field of its own."""
    above, below = clean(page(f"<p>{NOTE}</p><p>{TEXT}</p>")), clean(page(f"<p>{TEXT}</p><p>{NOTE}</p>"))
    assert (above.text, above.corrections) == (below.text, below.corrections) == (TEXT, (NOTE,))


def test_an_article_that_is_a_correction_keeps_its_text():
    """Where the notes are all that there is, they are the article."""
    article = clean(page(f"<p>{NOTE} {TEXT}</p>"))
    assert (article.text, article.corrections) == (f"{NOTE} {TEXT}", ())


def test_reporters_of_a_credit_are_authors():
    """Who reported by the credit joins the authors that the page names, once; who edited does not."""
    credit = "(Reporting by Jane Doe and Ann Lee; Editing by John Roe)"
    body = f"<meta name=author content='Jane Doe'><p>{TEXT}</p><p>{credit}</p>"
    assert clean(page(body)).authors == ("Jane Doe", "Ann Lee")
    assert credit not in clean(page(body)).text


def test_missing_page_falls_back_to_the_feed():
    """A page that could not be had becomes an article of what the feed carried, and says so."""
    entry = Entry(url="https://example.org/a", title="Talks go on", content=f"<p>{TEXT}</p>", published=NOW)
    article = clean(page(missing="robots", entry=entry))
    assert (article.text, article.text_from, article.title) == (TEXT, "feed", "Talks go on")
    assert (article.published_at, article.published_from) == (NOW, "feed")


def test_missing_page_without_feed_text_keeps_its_reason():
    """Where there is neither page nor text, the reason for which there is no page is the rejection's."""
    with pytest.raises(Reject) as caught:
        clean(page(missing="gone", entry=Entry(url="https://example.org/a", summary="Short.")))
    assert (caught.value.reason, caught.value.detail) == ("gone", "the feed's text has 1 word")


def test_clean_html_names_the_source_by_host():
    """Markup given by hand gets its outlet from the address, since there is no feed to tell."""
    article = clean_html(
        f"<html><title>Talks</title><p>{TEXT}</p></html>", "https://www.example.net/x", now=NOW
    )
    assert article.source.domain == "example.net"
    assert article.text == TEXT


def test_wire_page():
    """A page of HTML becomes an article, each of its fields from the best place for it."""
    article = clean(page((PAGES / "wire.html").read_bytes()))
    assert article.title == "Ministers meet in Kabul & agree"
    assert article.authors == ("Jane Doe", "John Roe")
    assert (article.published_at, article.published_from) == (datetime(2021, 5, 5, 4, tzinfo=UTC), "json-ld")
    assert article.dateline == Dateline("KABUL", "Reuters", MAY_5)
    assert article.labels == ("(a terrorist group, banned in Russia)",)
    assert article.summary == "Ministers met in the capital on Tuesday."
    assert article.language == "en"
    assert [line.split()[0] for line in article.text.split("\n")] == ["Ministers", "They", "ISIS", "The"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("consent", "consent_wall"),
        ("bot_check", "bot_check"),
        ("soft_404", "soft_404"),
        ("paywall", "paywall_stub"),
    ],
)
def test_wall_is_rejected_by_name_or_replaced_by_the_feed(name, reason):
    """A wall is refused with its name; where the feed carried the text, that is the article."""
    body = (PAGES / f"{name}.html").read_bytes()
    with pytest.raises(Reject) as caught:
        clean(page(body))
    assert caught.value.reason == reason
    article = clean(page(body, entry=Entry(url="https://example.org/a", content=TEXT)))
    assert (article.text, article.text_from) == (TEXT, "feed")


def test_short_page_is_too_short():
    """Fewer words than the floor are no article; in Chinese two characters count as a word."""
    with pytest.raises(Reject) as caught:
        clean(page("<p>The ministry said on Tuesday that talks would go on.</p>"))
    assert (caught.value.reason, caught.value.detail) == ("too_short", "10 words of the 25 needed")
    with pytest.raises(Reject) as caught:
        clean(page("<title>Talks go on</title><p>The ministry said on Tuesday that talks would go on.</p>"))
    assert caught.value.detail == "10 words, 13 with the headline, of the 25 needed"
    assert clean(page("<p>" + "部长星期二表示，首都的谈判将于下周继续进行，" * 4 + "</p>")).language == "zh"


def test_other_files_are_not_html():
    """A page that its header calls something else is refused by that name."""
    with pytest.raises(Reject) as caught:
        clean(page(b"{}", content_type="application/json"))
    assert caught.value.reason == "not_html"


def test_feed_with_full_text_is_taken_at_its_word():
    """Where the feed's text is the text, the page's body is not looked at, unless the feed carried none."""
    entry = Entry(url="https://example.org/a", content=f"<p>{TEXT}</p>")
    other = f"<p>{TEXT.replace('ministry', 'embassy')}</p>"
    assert clean(page(other, full_text="feed", entry=entry)).text == TEXT
    assert clean(page(other, full_text="feed")).text_from == "page"


def test_selector_overrides_extraction():
    """A feed's selector takes the text of what it matches."""
    body = (
        f"<article><p>{TEXT}</p></article><div class='x'><p>{TEXT.replace('ministry', 'embassy')}</p></div>"
    )
    assert clean(page(body, selector="div.x")).text == TEXT.replace("ministry", "embassy")


def test_feed_fills_what_the_page_does_not_say():
    """Title, moment, authors and summary come from the feed where the page is silent."""
    entry = Entry(
        url="https://example.org/a",
        title="Talks &amp; more",
        summary="<b>Talks</b> go on",
        authors=("By Jane Doe",),
        published=NOW,
    )
    article = clean(page(f"<p>{TEXT}</p>", entry=entry))
    assert (article.title, article.summary, article.authors) == ("Talks & more", "Talks go on", ("Jane Doe",))
    assert (article.published_at, article.published_from) == (NOW, "feed")


HOSTILE = {
    "deep": b"<div>" * 100_000 + TEXT.encode(),
    "endless line": b"word " * 4_000_000,
    "endless paragraph": b"<p>" + b"word " * 4_000_000,
    "blanks": b"<p>" + b" \n" * 4_000_000,
    "nothing": b"",
    "truncated": b"<html><body><p>" + TEXT.encode() + b"</p><div class='x",
    "nul": b"<p>" + TEXT.encode().replace(b"said", b"sa\x00id"),
    "controls": ("<p>" + TEXT.replace("said", "\u202esa\u200fid &#xD800;&#0;")).encode(),
    "json-ld without end": b"<script type='application/ld+json'>"
    + b"[" * 100_000
    + b"</script><p>"
    + TEXT.encode(),
    "brackets": b"(" * 50_000 + b", a terrorist group, " * 5_000,
    "endless title": b"<title>" + b"A | B - " * 50_000 + b"</title><p>" + TEXT.encode(),
    "bytes": bytes(range(256)) * 1_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_end_in_an_article_or_a_rejection(body):
    """Whatever a server sends becomes an article that can be written as UTF-8, or a rejection with a known reason."""
    try:
        article = clean(page(body))
    except Reject as refused:
        known = refused.reason in REASONS
    else:
        known = article.text.encode("utf-8") != b"" and "\x00" not in article.text
    assert known


@given(
    st.lists(
        st.sampled_from(
            [*"<>/=\"' &;p", "<p>", "<div>", "</div>", "<a href=x>", "<!--", "word ", "Ж", "\ud800", "\x00"]
        ),
        max_size=120,
    )
)
def test_any_markup_ends_in_an_article_or_a_rejection(parts):
    """Any sequence of tags, quotes and text ends in an article or a rejection."""
    with suppress(Reject):
        assert clean_html("".join(parts) + TEXT, now=NOW).text


def test_lone_surrogates_in_text_handed_over():
    """Text with a lone surrogate, as JSON can carry it, is cleaned like any other."""
    assert "\ud800" not in clean_html(f"<p>\ud800{TEXT}</p>", now=NOW).text


def test_rejection_survives_pickling():
    """A rejection crosses from a worker process with its reason and detail."""
    refused = pickle.loads(pickle.dumps(Reject("too_short", "3 words")))  # noqa: S301
    assert (refused.reason, refused.detail) == ("too_short", "3 words")


def test_redirect_to_the_front_page_is_a_soft_404():
    """A link that ends at the site's front page leads to no article, however much text is there."""
    with pytest.raises(Reject) as caught:
        clean(structs.replace(page(f"<p>{TEXT}</p>"), final_url="https://example.org/"))
    assert caught.value.reason == "soft_404"
