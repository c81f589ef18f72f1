"""Articles loaded under the page's own are taken away."""

from processors.page.endless_scroll import drop_other_articles
from processors.page.html import parse_html


def left(markup: str, title: str) -> list[str]:
    root = parse_html(f"<body>{markup}</body>")
    drop_other_articles(root, title)
    return [element.get("id") for element in root.iter("article")]


def test_the_article_with_the_page_s_headline_stays():
    """Of several articles with headings those that have another's go; one without a heading of its own stays."""
    page = (
        "".join(f"<article id={n}><h1>Story {n}</h1></article>" for n in "abc") + "<article id=d></article>"
    )
    assert left(page, "Story b!") == ["b", "d"]


def test_nothing_goes_where_no_article_is_the_page_s():
    """Where no article has the headline, or several have it, and where they stand within one another, all stay."""
    page = "".join(f"<article id={n}><h1>Story {n}</h1></article>" for n in "ab")
    assert left(page, "Something else") == ["a", "b"]
    assert left(page.replace("Story b", "Story a"), "Story a") == ["a", "b"]
    nested = "<article id=a><h1>Story a</h1><article id=b><h1>Story b</h1></article></article>"
    assert left(nested, "Story a") == left(nested, "Story b") == ["a", "b"]


def texts(stories: str, title: str) -> list[str]:
    root = parse_html(f"<body><main>{stories}</main></body>")
    drop_other_articles(root, title)
    return [element.text for element in root.iter("p")]


def test_what_tells_another_address_behind_the_headline_s_own_is_another_article():
    """Each of them is made alike, tells its address, and has a heading like the headline."""
    own = '<div class="story" data-url="/a"><h1 class=hl>Boats seized</h1><p>One</p></div>'
    other = '<div class="story story--next" data-url="/b"><h2 class=hl>Durian harvest</h2><p>Two</p></div>'
    assert texts(own + other, "Boats seized") == ["One"]
    assert texts(own + other, "Something else") == ["One", "Two"]
    assert texts(own + other.replace("/b", "/a"), "Boats seized") == ["One", "Two"]
    assert texts(own + other.replace("class=hl", "class=sub"), "Boats seized") == ["One", "Two"]
    assert texts(own + other.replace("story ", "part "), "Boats seized") == ["One", "Two"]
    bare = other.replace("story story--next", "").replace(' data-url="/b"', "")
    assert texts(own + other + bare, "Boats seized") == ["One", "Two"]


def test_pages_without_a_headline_lose_nothing():
    """Nor do headings without words make an article the page's."""
    own = '<div class="story" data-url="/a"><h1></h1><p>One</p></div>'
    other = '<div class="story" data-url="/b"><h1></h1><p>Two</p></div>'
    assert texts(own + other, "") == ["One", "Two"]
    assert left("<article id=a><h1></h1></article><article id=b><h1>Story b</h1></article>", "") == ["a", "b"]


def test_a_second_heading_does_not_make_an_article_another():
    """A newsletter's box below the headline has a heading (h1) too."""
    own = "<article id=a><h1>Story a</h1><h1>Our newsletter</h1></article>"
    assert left(f"{own}<article id=b><h1>Story b</h1></article>", "Story a") == ["a"]


def test_the_address_is_looked_for_around_boxes_that_tell_none():
    """A headline may stand in a box of its own."""
    own = '<div class="story" data-url="/a"><div><h1 class=hl>Boats seized</h1></div><p>One</p></div>'
    other = '<div class="story" data-url="/b"><div><h1 class=hl>Durian</h1></div><p>Two</p></div>'
    assert texts(own + other, "Boats seized") == ["One"]


def test_an_article_under_the_page_s_may_have_a_lesser_heading() -> None:
    """It tells another address, and its heading is of the same class."""
    own = '<article class=wrap data-url="/a"><h1 class=hl>Boats seized</h1><p>One</p></article>'
    other = '<article class="wrap next" data-url="/b"><h2 class=hl>Durian</h2><p>Two</p></article>'
    assert texts(own + other, "Boats seized") == ["One"]
    assert texts(own + other.replace("class=hl", "class=sub"), "Boats seized") == ["One", "Two"]


def test_entries_of_a_live_page_are_its_text() -> None:
    """Their addresses go on behind the page's own, and their headings have no class either."""
    own = '<article data-url="/a"><h1>Boats seized</h1><p>One</p></article>'
    later = '<article data-url="/a#2"><h2>Crew held</h2><p>Two</p></article>'
    assert texts(own + later, "Boats seized") == ["One", "Two"]
    assert texts(own + later.replace("/a#2", "/b"), "Boats seized") == ["One"]
