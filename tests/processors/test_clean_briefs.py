"""Short texts: which are news in a few words, and which are walls, shells or menus."""

from datetime import UTC, datetime

import pytest

from processors.clean import clean
from processors.errors import Reject
from processors.records import Article
from scrapers.records import Entry, Feed, Page, Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FLASH = "Blast in Kabul, Taliban blame ISIS-K. More to follow."
LONG = " ".join(["The ministry said on Tuesday that talks would go on in the capital."] * 4)
FREE = (
    "<p>Ministers of six countries met in the Afghan capital on Tuesday to talk about trade and transit.</p>"
    "<p>A spokesman of the Taliban said that the talks would go on until the end of the week.</p>"
)
OFFER = "<p>Subscribe now to continue reading. Already a subscriber? Log in.</p><p>Enjoy it all for $1 a week.</p>"


def read(body: str = "", *, told: str | None = None, title: str = "Kabul blast", **fields: str) -> Article:
    """Clean a page with a headline, whose feed carried a text."""
    return clean(
        Page(
            id="0" * 64,
            url="https://example.org/a",
            canonical_url="https://example.org/a",
            feed=Feed(
                url="https://example.org/feed",
                source=Source(id="example", name="Example News", domain="example.org"),
                full_text="feed" if fields.get("whole") else "auto",
            ),
            first_seen_at=NOW,
            fetched_at=NOW,
            entry=Entry(url="https://example.org/a", title=title, summary=told),
            body=f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(),
            missing=fields.get("missing"),
            content_type="text/html",
        )
    )


def refusal(body: str = "", **fields: str | None) -> str:
    """Give the reason for which there is no article."""
    with pytest.raises(Reject) as caught:
        read(body, **fields)  # type: ignore[arg-type]
    return caught.value.reason


def in_article(*paragraphs: str) -> str:
    """Make a page's body of paragraphs."""
    inside = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<article><h1>Kabul blast</h1>{inside}</article>"


@pytest.mark.parametrize(
    "told", [FLASH, "Blast in Kabul, Taliban blame ISIS-K", f"<p>{FLASH}</p><p>Read more</p>", FLASH.upper()]
)
def test_a_flash_on_which_feed_and_page_agree_is_a_brief(told: str) -> None:
    """A text of nine words is news where the feed carried the same, in other markup, cut short or with more."""
    article = read(in_article(FLASH), told=told)
    assert (article.text, article.brief, article.text_from) == (FLASH, True, "page")


@pytest.mark.parametrize("told", [None, "Our correspondents report from all over the world.", "Blast"])
def test_a_short_page_that_no_feed_confirms_is_too_short(told: str | None) -> None:
    """Where the feed carried no text, another or a word, a short page may be anything."""
    assert refusal(in_article(FLASH), told=told) == "too_short"


def test_headline_and_text_count_together() -> None:
    """A headline of fifteen words and a text of twelve are over the floor of 25, and no brief."""
    title = "Taliban say that a blast in a mosque of the capital killed at least nine"
    article = read(
        "<article><p>The interior ministry blamed ISIS-K and said it would investigate soon.</p></article>",
        title=title,
    )
    assert (article.title, article.brief) == (title, False)
    assert not read(in_article(LONG)).brief


def test_a_headline_alone_is_no_article() -> None:
    """However long a headline is, a page without any text stays out."""
    assert refusal("<article></article>", title=" ".join(["blast"] * 40)) == "too_short"


@pytest.mark.parametrize("text", [f"<p>{FLASH}</p>", ""])
def test_a_headline_that_is_all_is_the_text(text: str) -> None:
    """Where the feed's text says what the page's headline does, that is a brief without a headline."""
    article = read(f"<article><h1>{FLASH}</h1>{text}</article>", title=FLASH, told=FLASH)
    assert (article.title, article.text, article.brief) == (None, FLASH, True)
    assert refusal(f"<article><h1>{FLASH}</h1>{text}</article>", title=FLASH) == "too_short"
    assert refusal(title=FLASH, told=FLASH, missing="robots") == "robots"


def test_a_flash_in_the_frame_of_an_application_is_no_shell() -> None:
    """Where a server has filled the frame with what the feed carried, nothing is missing."""
    frame = f'<div id="__next"><article><h1>Kabul blast</h1><p>{FLASH}</p></article></div><script src="a"></script>'
    assert read(frame, told=FLASH).brief
    assert refusal(frame, told=LONG.split(".")[0]) == "javascript_shell"


def test_the_longer_text_of_the_feed_is_taken_before_a_short_one_of_the_page() -> None:
    """Where the page gave a line and the feed the whole, the feed's is the article."""
    article = read(in_article(FLASH), told=f"{FLASH} {LONG}")
    assert (article.text, article.text_from, article.brief) == (f"{FLASH} {LONG}", "feed", False)


def test_what_a_feed_of_whole_texts_carries_is_a_brief() -> None:
    """Where the feed's text is the whole, it counts however short it is; a picture alone is no text."""
    article = read(told=FLASH, whole="yes", missing="too_short")
    assert (article.text, article.brief, article.text_from) == (FLASH, True, "feed")
    assert refusal(told="...", whole="yes", missing="too_short") == "too_short"


def test_a_teaser_of_a_page_that_cannot_be_had_keeps_the_reason() -> None:
    """A short teaser is no brief where nobody confirms it, and the reason is why the page is missing."""
    assert refusal(told=FLASH, missing="robots") == "robots"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>We value your privacy. We and our 800 partners store cookies.</p>", "consent_wall"),
        (
            '<div id="root"></div><noscript>You need JavaScript.</noscript><script src=a></script>',
            "javascript_shell",
        ),
        (
            "<form><p>Enter your e-mail and your password.</p><p>Forgot your password?</p></form>",
            "paywall_stub",
        ),
        (OFFER, "paywall_stub"),
        ("<p>Our reporters are in forty countries. Subscribe for $1 a week.</p>" + OFFER, "paywall_stub"),
    ],
)
def test_walls_shells_and_forms_are_no_briefs(body: str, reason: str) -> None:
    """They keep their names, also where the feed carried a flash. Under a long headline that one is the article."""
    assert refusal(body) == refusal(body, told=FLASH) == reason
    title = "A blast in a mosque of the capital killed at least nine people, the Taliban say, and many more are hurt"
    assert refusal(body, title=title) == reason
    article = read(body, told=FLASH, title=title)
    assert (article.text, article.text_from) == (FLASH, "feed")


@pytest.mark.parametrize("after", [OFFER, OFFER + "<p>More offers of ours stand here, behind it.</p>"])
def test_the_free_paragraphs_before_a_paywall_are_a_brief(after: str) -> None:
    """Two free paragraphs are indexed without the offer, as a brief of a paywalled article."""
    article = read(f"<article><h1>Kabul blast</h1>{FREE}{after}</article>")
    assert (article.brief, article.paywalled, article.text.count("\n")) == (True, True, 1)
    assert article.text.startswith("Ministers of six")
    assert article.text.endswith("end of the week.")


def test_a_paywalled_article_that_the_feed_carried_is_whole() -> None:
    """Where the feed carried more than the free paragraphs, that is the text, and it is no brief."""
    article = read(f"<article><h1>Kabul blast</h1>{FREE}{OFFER}</article>", told=LONG)
    assert (article.text, article.brief, article.paywalled) == (LONG, False, True)


def test_a_page_with_text_enough_is_not_held_against_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a text that may be a shell's is compared with the feed's: that takes long, and most pages have enough."""
    monkeypatch.setattr("processors.clean.agrees_with_feed", lambda *_: pytest.fail("it was compared"))
    assert read(in_article(LONG, FLASH), told=LONG).text.startswith("The ministry")
