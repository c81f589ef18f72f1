"""A host whose pages no longer give their articles, by the real commands: quarantined, told of, brought back."""

from pathlib import Path

import pytest
from hostile_server import Hostile
from newsroom import Newsroom, conserved, html, item, story, words

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

STUB = (
    "Readers of this newspaper know what happened, and so will you, {} times a day and all the year round. {}"
)
SAME = "Our site has moved to a new home, where everything is as it was. " + words(77, 300)


@pytest.fixture
def room(tmp_path: Path):
    with Hostile() as web:
        room = Newsroom(web, tmp_path)
        room.publish("/one.xml", *range(30))
        room.configure()
        room.run()
        assert room.status()["hosts"] == []
        yield room


def publish(room: Newsroom, numbers: range, text: str) -> None:
    """Publish pages of which all that can be had is this text."""
    for number in numbers:
        room.web.serve(f"/a/{number}", html(f"Report {number}", text.format(number, words(number, 15))))
    room.show("/one.xml", *(item(room.url(number), f"Report {number}") for number in numbers))


@pytest.mark.parametrize("text", [STUB, SAME])
def test_pages_of_an_ailing_host_are_quarantined_and_come_back(room: Newsroom, text: str) -> None:
    """They are not indexed, `status` and housekeeping tell of the host, and `replay` brings them back."""
    publish(room, range(100, 112), text)
    room.run()
    told = room.status()
    assert conserved(told)
    assert told["fates"] == {"indexed": 30, "rejected": {"quarantined": 12}, "failed": {}}
    (host,) = told["hosts"]
    assert (host["host"], host["health"], host["quarantined"]) == ("127.0.0.1", "quarantined", 12)
    assert "10 of the last 10 pages" in host["detail"]
    assert "quarantined" in room.call("status").out
    assert "quarantined host 127.0.0.1: 10 of the last 10 pages" in room.call("housekeeping").out
    why = room.why(room.url(100))
    assert (why["fate"], why["reason"]) == ("rejected", "quarantined")
    assert "of the last 10 pages" in why["steps"][-1]["detail"]
    room.call("replay", "--reason", "quarantined")
    room.run()
    assert room.status()["fates"]["rejected"] == {"quarantined": 12}, "nothing was mended yet"
    room.call("replay", "--reason", "quarantined", "--as-they-are")
    room.run()
    told = room.status()
    indexed = 42 if text == STUB else 30
    assert told["fates"]["indexed"] == indexed
    assert conserved(told)


def test_good_pages_of_an_ailing_host_are_indexed_and_heal_it(room: Newsroom) -> None:
    """Quarantine holds back what ails and nothing else; when the pages are well again, so is the host."""
    publish(room, range(100, 112), STUB)
    room.run()
    room.publish("/one.xml", *range(200, 210))
    room.run()
    told = room.status()
    assert told["fates"] == {"indexed": 40, "rejected": {"quarantined": 12}, "failed": {}}
    assert [(host["health"], host["quarantined"]) for host in told["hosts"]] == [("ok", 12)]
    room.call("replay", "--reason", "quarantined")
    room.run()
    assert conserved(room.status())


def test_what_the_feed_carries_is_indexed_though_the_host_ails(room: Newsroom) -> None:
    """Where the pages are walls and the feed has the text, the feed's text is not held back."""
    for number in range(100, 112):
        room.web.serve(f"/a/{number}", html("Access denied", "Please verify you are a human."))
    room.show(
        "/one.xml",
        *(
            item(room.url(n), f"Report {n}", f"<description>{story(n)}</description>")
            for n in range(100, 112)
        ),
    )
    room.run()
    assert room.status()["fates"] == {"indexed": 42, "rejected": {}, "failed": {}}


def test_accepting_them_as_they_are_is_meant_for_quarantine(room: Newsroom) -> None:
    """The option without the reason is a mistake that says so."""
    assert "--reason quarantined" in room.call("replay", "--as-they-are", status=2).err
