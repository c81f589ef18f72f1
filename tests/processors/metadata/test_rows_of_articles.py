"""Days of other articles behind their linked headlines, in a row that nothing else tells from the text."""

import pytest
from page_metadata import metadata_of

TEXT = "<p>The ministry said that the talks would go on for a week, and that nobody of the two sides had left them.</p>"
ROW = "<p>» <a href=/1>Naval exercise concludes at Karachi</a> {}</p><p>» <a href=/2>Parade held at Risalpur</a> {}</p>"


def day_of(body: str) -> str | None:
    seen = metadata_of("", f"<div>{body}</div>").visible_date
    return seen.day.isoformat() if seen else None


def test_a_row_of_other_articles_tells_no_day():
    """The day over the headline is the article's."""
    row = ROW.format("10 Mar 2026", "8 Mar 2026")
    assert day_of(f"<p>Rawalpindi, 12 March 2026</p><h1>Talks go on in Doha</h1>{TEXT}{row}") == "2026-03-12"
    assert day_of(f"<h1>Talks go on in Doha</h1>{TEXT}{row}") is None


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href=/a>The Desk of Foreign News</a> 12 March 2026</p><p>Doha</p>",  # alone
        "<p>By <a href=/a>Jane Doe</a> 12 March 2026</p><p><a href=/p>Photo</a></p>",
        "<p>12 March 2026 <a href=/s>Share this with your friends</a></p><p><a href=/s>Print</a></p>",
    ],
)
def test_a_day_beside_one_link_is_the_articles(line):
    """A byline begins with a link, too."""
    assert day_of(f"<h1>Talks go on in Doha</h1>{line}{TEXT}") == "2026-03-12"


@pytest.mark.parametrize("day", ["{}-{}-2026", "2026-{1}-{0}", "{}/{}/26 14:05"])
def test_a_row_with_the_days_first_tells_no_day(day):
    """The day in figures stands before each link."""
    links = ("<a href=/1>Naval exercise concludes at Karachi</a>", "<a>Parade held at Risalpur today</a>")
    row = "".join(
        f"<p>{day.format(at, '03')} {link}</p>" for at, link in zip(("10", "08"), links, strict=True)
    )
    assert day_of(f"<p>12 March 2026</p><h1>Talks go on in Doha</h1>{TEXT}{row}") == "2026-03-12"
    assert day_of(f"<h1>Talks go on in Doha</h1>{TEXT}{row}") is None


@pytest.mark.parametrize(
    "line",
    [
        "<p>2026-03-12 <a href=/a>Desk of the northern province</a></p><p><a href=/h>Read it in two languages</a></p>",
        "<p>2026-03-12 <a>Lake, province of the north</a></p><p><a>Our desk for the courts</a></p>",
    ],
)
def test_the_articles_day_stands_before_one_link(line):
    """No day stands before the link beside it."""
    assert day_of(f"<h1>Talks go on in Doha</h1>{line}{TEXT}") == "2026-03-12"
