"""What stands before a headline in its element, and headings over it that are none: days, kinds of pages."""

import pytest
from page_metadata import NOW

from processors.metadata.read import read_metadata
from processors.page.html import parse_html

TEXT = "<p>Security forces searched two villages near the river, and four men were killed before it was light.</p>"
TOLD = "Four killed near the river in a dawn raid"


def title_of(title: str, body: str) -> str | None:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_metadata(parse_html(page), "", NOW, "https://www.post.example/a/318").title


@pytest.mark.parametrize(
    "head",
    [
        f"<h1><span>Region</span> <span class=antetitulo>Raids</span> {TOLD}</h1>",
        f"<h1><span>Live:</span> {TOLD}</h1>",
        f"<h1><b>Region</b> <i>{TOLD}</i></h1>",
    ],
)
def test_rubric_and_kicker_go_where_the_title_of_the_page_has_neither(head: str) -> None:
    """Though nothing tells that what stands behind the bar of the title is the outlet."""
    assert title_of(f"{TOLD} | The Courier of the Valley", head + TEXT) == TOLD


@pytest.mark.parametrize(
    ("title", "head"),
    [
        # no element of the heading begins where the title does
        (f"{TOLD} | The Courier", f"<h1>Region: {TOLD}</h1>"),
        # the title has the kicker, too
        (f"Region: {TOLD} | The Courier", f"<h1><span>Region:</span> <span>{TOLD}</span></h1>"),
    ],
)
def test_a_headline_of_two_parts_stays_whole(title: str, head: str) -> None:
    """Where its elements or the page's title tell that both are the headline."""
    assert title_of(title, head + TEXT) == f"Region: {TOLD}"


def test_a_place_in_the_title_gives_way_to_the_shown_headline() -> None:
    """The heading has a kicker before it that ends with the same place."""
    head = f"<h2><span>Church in Harwick</span><span>{TOLD}</span></h2>"
    assert (
        title_of(f"Harwick: {TOLD} - THE POST", f"<article><header>{head}</header>{TEXT}</article>") == TOLD
    )


@pytest.mark.parametrize("day", ["domingo, 22 de fevereiro de 2026", "Sunday, March 22, 2026", "22.03.2026"])
def test_a_day_over_a_post_is_no_headline(day: str) -> None:
    """As diaries have it over all posts of a day."""
    posts = (
        f"<div class=blog-posts><h2 class=date-header>{day}</h2><h3 class=post-title>{TOLD}</h3>{TEXT}</div>"
    )
    body = f"<header><h1><a href='/'>Old Town</a></h1></header>{posts}"
    assert title_of(f"Old Town: {TOLD}", body) == TOLD


def test_a_headline_with_a_day_is_one() -> None:
    """It has other words."""
    head = "Verdicts of 22 March 2026 are void"
    posts = f"<div class=blog-posts><h2 class=post-title>{head}</h2>{TEXT}</div>"
    body = f"<header><h1><a href='/'>Old Town</a></h1></header>{posts}"
    assert title_of(f"Old Town: {head}", body) == head


@pytest.mark.parametrize(
    ("kind", "tag", "title"),
    [
        ("Новости", "h3", TOLD),
        ("News", "h2", TOLD),
        # it is called something else; its words are none of a kind
        ("News", "h2 class=intro", "News"),
        ("Raids", "h2", "Raids"),
    ],
)
def test_a_bare_heading_under_the_name_of_a_kind(kind: str, tag: str, title: str) -> None:
    """Is the headline, where the h1 says of what kind the page is and nothing else."""
    body = f"<h1>{kind}</h1><div><span>25.03.2026</span><{tag}>{TOLD}</{tag.split()[0]}>{TEXT}{TEXT}</div>"
    assert title_of(kind, body) == title
