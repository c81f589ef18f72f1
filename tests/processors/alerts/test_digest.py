"""A digest by mail: headlines by event with their outlets, one chart, and nothing of the web that acts."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bs4 import BeautifulSoup
from mail_server import mail_server
from newsroom import Newsroom

from processors.alerts.digest import Digest, digest_page, draw_chart, entries_of
from processors.alerts.message import digest_message
from processors.alerts.send import send_message
from processors.alerts.template import EXAMPLE
from processors.records import Alert

pytestmark = pytest.mark.filterwarnings(
    "ignore:'asyncio.iscoroutinefunction' is deprecated:DeprecationWarning"
)
HOSTILE = '<script>alert(1)</script><img src=x onerror=y> "quoted" {{ 7*7 }} \u202eover\u202c @everyone'


def alert(number: int, **changed: Any) -> Alert:
    """Return the alert of a story, which was seen so many hours after the first."""
    own = {
        "story_id": f"s{number}",
        "article_id": f"a{number}",
        "title": f"Headline {number}",
        "url": f"https://example.org/{number}",
        "first_seen_at": EXAMPLE.first_seen_at + timedelta(hours=number),
    }
    return msgspec.structs.replace(EXAMPLE, **{**own, **changed})


def page_of(*alerts: Alert, **more: Any) -> BeautifulSoup:
    """Return the page of a digest."""
    return BeautifulSoup(digest_page(Digest(alerts, 0, "", **more), None), "lxml")


def test_a_mail_has_text_a_page_and_a_picture_of_its_own() -> None:
    """The page shows the chart by its id in the same mail, and fetches nothing; the text has every story too."""
    alerts = [alert(1, outlets=3, outlet_names=("One", "Two")), alert(2), alert(5)]
    with mail_server() as server:
        send_message(server.channel, digest_message("d", alerts, 2, desk_url="https://desk.example"), "key")
    (mail,) = server.mails
    plain, related = mail.message.iter_parts()
    assert (plain.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    html, chart = related.iter_parts()
    page = BeautifulSoup(html.get_content(), "lxml")
    assert chart.get_content_type() == "image/png"
    assert f"cid:{chart['content-id'][1:-1]}" == page.select_one("img")["src"]  # type: ignore[index]
    assert page.select_one("img[alt]")
    assert all(f"Headline {n}" in plain.get_content() for n in (1, 2, 5))
    assert [one.get_text() for one in page.select("h2")] == ["Headline 1", "Headline 2", "Headline 5"]
    assert "3 outlets: One, Two and 1 more" in page.get_text()
    assert EXAMPLE.sentence in page.get_text()
    assert "and 2 more" in page.get_text()
    links = {link["href"] for link in page.select("[href]")}
    assert links == {f"https://example.org/{n}" for n in (1, 2, 5)} | {
        f"https://desk.example/story/s{n}" for n in (1, 2, 5)
    }


def test_stories_of_one_event_stand_together_below_the_first() -> None:
    """What is one happening has one headline; several rules on one story are one entry."""
    alerts = (alert(1), alert(2), alert(1, rule="other"), alert(3), *(alert(n) for n in range(10, 18)))
    events = {"a1": "e", "a3": "e"} | {f"a{n}": "big" for n in range(10, 18)}
    entries = entries_of(Digest(alerts, 0, "", events))
    assert [(one.lead.title, [also.title for also in one.also], one.left) for one in entries] == [
        ("Headline 1", ["Headline 3"], 0),
        ("Headline 2", [], 0),
        ("Headline 10", [f"Headline {n}" for n in range(11, 16)], 2),
    ]
    assert entries[0].rules == (EXAMPLE.rule, "other")
    assert "Also: Headline 3" in page_of(*alerts, events=events).get_text()


def test_what_comes_from_the_web_stays_text() -> None:
    """Markup in a headline, an outlet or a group is text, and an address that is none of the web is no link."""
    page = page_of(
        alert(1, title=HOSTILE, source=HOSTILE, sentence=HOSTILE, group_names=(HOSTILE,), url="javascript:x"),
        alert(2, title="x" * 10_000, outlets=2, outlet_names=(HOSTILE,), rule=HOSTILE),
    )
    assert page.select("script, img, form, iframe") == []
    assert {link["href"] for link in page.select("[href]")} == {"https://example.org/2"}
    assert page.get_text().count("{{ 7*7 }}") >= 4


def test_a_chart_fits_any_time_that_a_digest_spans() -> None:
    """One story has no chart; a minute, a day and ten years have one of the same size."""
    assert draw_chart([alert(1)]) is None
    for hours in ((0, 1), (0, 5, 30), (0, 24 * 365), (0, 24 * 3650), tuple(range(300))):
        picture = draw_chart([alert(n) for n in hours])
        assert picture
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < 10_000


def test_a_reader_sees_it_on_a_small_screen(browser: Any, tmp_path: Path) -> None:
    """In a real browser the page is no wider than a telephone, with a headline of 300 letters without a space."""
    text = digest_page(Digest((alert(1, title="x" * 300), alert(2)), 3, ""), None)
    file = tmp_path / "mail.html"
    file.write_text(text, "utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_an_address_of_the_desk_that_is_none_is_told_before_any_work(fresh_newsroom: Newsroom) -> None:
    """A mistyped WIREWATCH_DESK_URL is one line with its mend, and no mail goes out with a dead link."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.environment["WIREWATCH_DESK_URL"] = "desk.example"
    told = fresh_newsroom.run_command("run", "--once", status=2).err
    assert "WIREWATCH_DESK_URL: 'desk.example' is no web address; write one such as" in told


def test_a_page_tells_who_speaks() -> None:
    """Behind a statement's sentence stands its speaker, in the page as in the text."""
    assert "(Hamas & Sons)" in page_of(alert(1, speaker="Hamas & Sons")).get_text()
    assert "()" not in page_of(alert(1, speaker="")).get_text()
