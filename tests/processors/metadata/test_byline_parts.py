"""Bylines by the names, links and icons of their elements, and what stands beside the names in them."""

import pytest
from page_metadata import metadata_of

HEADLINE = "<h1>Talks go on in Kodela</h1>"
DAY = "<span>14 Jan 2026</span>"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (
            "<div data-component=byline-block><div><span><span>Jane Doe</span><div>Reporter</div></span></div></div>",
            ("Jane Doe",),
        ),
        ("<div class=x data-testid=byline><span>Jane Doe</span></div>", ("Jane Doe",)),
        (f"<div><span><i class='fa fa-user'></i> رنا الحداد</span>{DAY}</div>", ("رنا الحداد",)),
        (f"<div><a href=/x><svg class=icon-pen></svg> Jane Doe</a>{DAY}</div>", ("Jane Doe",)),
        ("<div class=byline><span>KMV Radio</span> | By <a>Jane Doe</a></div>", ("Jane Doe",)),
        ("<p class=author>von Svenja Tauber, RM AKTUELL</p>", ("Svenja Tauber",)),
        ("<p class=author>JANE DOE, JOHN ROE</p>", ("JANE DOE", "JOHN ROE")),
        ("<p class=author>By Jane Doe and KIM MIN JI</p>", ("Jane Doe", "KIM MIN JI")),
        ("<p class=author><span>EFE</span> <span>and</span> <span>Jane Doe</span></p>", ("Jane Doe",)),
        ("<div>By Jane Doe, Kodela<br>7 April 2026</div>", ("Jane Doe",)),
        ("<div>By Jane Doe, Sutrisno<br>7 April 2026</div>", ("Jane Doe", "Sutrisno")),
        ("<div class=author><span>EFE</span> <span>Jaca</span></div>", ("EFE",)),
        ("<p class=author>本报记者 王晓燕</p>", ("王晓燕",)),
        ("<p class=author>新华社记者 王晓燕</p>", ("王晓燕",)),
    ],
)
def test_names_are_told_from_what_stands_beside_them(byline, names):
    """Roles, outlets, places and who a reporter works for are no names; one word may be a person's, too."""
    assert metadata_of("", f"{HEADLINE}{byline}").authors == names


@pytest.mark.parametrize(
    "line",
    [
        f"<div><a href=/login><i class='fa fa-user'></i> Sign in</a>{DAY}</div>",
        "<div><a href=/me><i class='fa fa-user'></i> My Account</a></div>",
        f"<div><i class='fa fa-user-friends'></i> 2317 readers{DAY}</div>",
        "<div><span><i class='fa fa-user'></i> Jane Doe</span> <span>Kodela</span></div>",
    ],
)
def test_other_words_behind_icons_are_no_authors(line):
    """Doors to an account, numbers of readers, and a name without a day."""
    assert metadata_of("", f"{HEADLINE}{line}").authors == ()


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ("<a href=/author/jane/>Jane Doe</a>, <a href=/author/john/>John Roe</a>", ("Jane Doe", "John Roe")),
        ("<a href=/author/jane/>Jane Doe</a>, <a href=/topic/>Foreign Policy</a>", ("Jane Doe",)),
        ("<a href=/author/jane/>Jane Doe</a>, Foreign Policy", ("Jane Doe",)),
    ],
)
def test_links_to_authors_name_more_than_the_code(shown, names):
    """The code of some systems names the first alone."""
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks go on in Kodela", '
    head += '"author": {"@type": "Person", "name": "Jane Doe"}}</script>'
    assert metadata_of(head, f"{HEADLINE}<h4>{shown}</h4>").authors == names
