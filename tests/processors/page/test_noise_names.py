"""Which names of elements say that what stands in them is no part of the article."""

import pytest

from processors.page.blocks import read_blocks
from processors.page.html import parse_html
from processors.page.select_blocks import select_blocks

LONG = "The ministers agreed to open two crossings along the border by the end of the year, a spokesman said."
MANY = "".join(f"<p>{LONG} It was agreement number {n} of the week.</p>" for n in range(20))
SECTION = f"<p>{LONG}</p>" * 4


def noise_of(inside: str) -> list[bool]:
    """Return for each block behind a long article whether it is noise."""
    root = parse_html(f"<html><body><main>{MANY}{inside}</main></body></html>")
    return [block.noise for block in read_blocks(root)[20:]]


@pytest.mark.parametrize(
    "name",
    [
        "article-end__author-bio",
        "about-author",
        "saboxplugin-desc",
        "abh_description",
        "author_info",
        "tooltip-content",
        "footnotes",
        "mntl-article-sources",
        "disclaimer",
        "gem-c-published-dates",
        "update-history",
        "call-to-action",
        "donate",
        "related-posts",
        "nav-sidebar",
        "article-cta-box",
        "sharedaddy sd-block",
        "jetpack-likes-widget",
        "factbox",
        "infobox",
        "inline-link",
        "thread",
        "forum",
        "appeal",
        "adv",
        "app-banner",
        "reactions",
        "comentarios",
        "vos-commentaires",
        "box-abbonati",
        "encart-abonnement",
    ],
)
def test_boxes_are_known_by_their_names(name: str) -> None:
    """Boxes on the author, notes, tooltips and appeals beside a text are none of it."""
    assert noise_of(f'<div class="{name}"><p>{LONG}</p></div>') == [True]


@pytest.mark.parametrize("name", ["subscriber-preview", "subscriber-only", "article-abonnes", "kommentar"])
def test_what_is_free_and_what_is_for_subscribers_is_text(name: str) -> None:
    """The lede stands in the one and the rest in the other; a comment is also an opinion in a paper."""
    assert noise_of(f'<div class="{name}"><p>{LONG}</p></div>') == [False]


@pytest.mark.parametrize(
    "section",
    [
        f'<div class="content-nav-section">{SECTION}</div>',
        f'<div class="article-body newsletter">{SECTION}</div>',
        f'<div class="blog-article__main sidebar-enabled">{SECTION}</div>',
        f'<section id="menu-innovation-strategies"><h2>Menu innovation strategies</h2>{SECTION}</section>',
        "<figure class=wp-block-table><table><tr><td>Wheat</td><td>230</td></tr></table></figure>",
        f"<figure><blockquote><p>{LONG}</p></blockquote></figure>",
    ],
)
def test_a_name_is_no_reason_against_prose(section: str) -> None:
    """Prose is no menu, a body no box, a heading's words no name, and a table in a figure no caption."""
    assert not any(noise_of(section))


@pytest.mark.parametrize(
    "section",
    [
        f'<div class="mega-menu"><p>{LONG}</p></div>',
        f'<section id="newsletter-sign-up"><h2>Get our letter</h2>{SECTION}</section>',
        f"<figure><figcaption>{LONG}</figcaption></figure>",
        f'<div class="article-body__related">{SECTION}</div>',
        f'<figure class="wp-block-embed-twitter"><blockquote>{LONG}</blockquote></figure>',
    ],
)
def test_a_few_sentences_do_not_make_a_menu_a_text(section: str) -> None:
    """Menus have teasers, and an id that is not its heading's words is a name."""
    assert all(noise_of(section))


def test_a_quotation_that_a_paragraph_holds_is_shown_twice() -> None:
    """In a figure, in large letters; one that stands nowhere else is the text's."""
    page = f"<body><main>{MANY}<figure><blockquote>{{}}</blockquote></figure></main></body>"
    for words, is_noise in (
        (f"“{LONG}”", True),
        ("“We shall never agree to it,” the president said.", False),
    ):
        *_, quote = select_blocks(parse_html(page.format(words))).blocks
        assert quote.noise is is_noise


@pytest.mark.parametrize(
    ("box", "is_noise"),
    [
        (f"<div class=nl><p>{LONG}</p><form><input type=email></form></div>", True),
        (f"<div class=article-body><p>{LONG}</p><form><input type=email></form></div>", False),
        (f"<div class=nl>{SECTION}<form><input type=email></form></div>", False),
    ],
)
def test_a_few_words_beside_a_form_are_about_it(box: str, is_noise: bool) -> None:
    """An offer to fill it in, in any language; not a body's text, nor four paragraphs of one."""
    assert noise_of(box)[0] is is_noise


def test_what_describes_a_film_is_no_text() -> None:
    """Nor is a box of other articles that a program names so."""
    for name in ("content-video__description", "video-legend", "inline-asset inline-editorial-collection"):
        assert noise_of(f"<div class='{name}'><p>Buses on fire in the west of the town.</p></div>") == [
            True
        ], name
    assert noise_of("<div class=video-text><p>Buses on fire in the west of the town.</p></div>") == [False]
