"""A feed that has moved for good: followed after three answers, told, and written down by `feeds fix` alone."""

import pytest
from filled_outbox import Clock
from hostile_server import page, redirect, status
from newsroom import RSS, Newsroom, rss_feed, rss_item

from wirewatch.config.feeds import read_feeds
from wirewatch.stages.poll import make_due, poll_feeds

OLD, NEW = "/old.xml", "/new.xml"


@pytest.fixture
def moving(fresh_newsroom: Newsroom, clock: Clock) -> Newsroom:
    """Have a feed whose server sends to another address for good."""
    fresh_newsroom.publish(NEW, 1, 2)
    fresh_newsroom.web.on(OLD, redirect(NEW, 301))
    fresh_newsroom.feeds.clear()
    fresh_newsroom.add_feed(OLD)
    fresh_newsroom.write_feeds()
    return fresh_newsroom


def poll(newsroom: Newsroom, times: int) -> None:
    for _ in range(times):
        with newsroom.project() as project:
            make_due(project)
            poll_feeds(project)


def asked(newsroom: Newsroom, path: str) -> int:
    return len(newsroom.web.requests_for(path))


def told(newsroom: Newsroom) -> dict[str, str]:
    (feed,) = newsroom.status()["feeds"]
    return {name: feed[name] for name in ("url", "health", "wrong", "mend", "moved_to")}


def test_after_three_answers_the_new_address_is_asked(moving: Newsroom) -> None:
    """Then the old one is left alone, and `feeds check` names the command that writes it down."""
    poll(moving, 2)
    assert "(2 did)" in told(moving)["mend"]
    poll(moving, 1)
    poll(moving, 4)
    assert (asked(moving, OLD), asked(moving, NEW)) == (3, 7)
    (checked,) = moving.run_command("feeds", "check", "--json").json
    assert (asked(moving, OLD), checked["moved_to"]) == (3, moving.web.url + NEW)
    for feed in (checked, told(moving)):
        assert feed["wrong"] == f"it has moved to {moving.web.url}{NEW}"
        assert f"wirewatch feeds fix {moving.web.url}{OLD}" in feed["mend"]
        assert feed["url"] == moving.web.url + OLD


def test_fix_writes_the_address_and_nothing_is_new(moving: Newsroom) -> None:
    """Comments stay, what is known of the feed goes along, and no item is shown again as new."""
    file = moving.config / "feeds.yaml"
    file.write_text(f"# ours\nfeeds:\n  - url: {moving.web.url}{OLD}  # why we read it\n    every: 5m\n")
    poll(moving, 3)
    before = told(moving)
    result = moving.run_command("feeds", "fix")
    assert result.out == f"{moving.web.url}{OLD} is now {moving.web.url}{NEW}\n"
    assert file.read_text() == (
        f"# ours\nfeeds:\n  - url: {moving.web.url}{NEW}  # why we read it\n    every: 5m\n"
    )
    with moving.project() as project:
        make_due(project)
        counts = poll_feeds(project)
    assert (counts["new"], counts["polled"]) == (0, 1)
    after = told(moving)
    assert (after["url"], after["wrong"], after["moved_to"]) == (moving.web.url + NEW, None, None)
    assert before["health"] == after["health"] == "ok"
    (feed,) = moving.status()["feeds"]
    assert feed["links"] == 2
    assert moving.run_command("feeds", "fix").out == "nothing to fix: no feed has moved\n"


def test_fix_before_three_answers_changes_nothing(moving: Newsroom) -> None:
    """It says how many there were."""
    before = (moving.config / "feeds.yaml").read_bytes()
    poll(moving, 1)
    result = moving.run_command("feeds", "fix", moving.web.url + OLD)
    assert "stays as it is: 1 of 3 answers" in result.out
    assert (moving.config / "feeds.yaml").read_bytes() == before


def test_an_unknown_feed_is_a_mistake(moving: Newsroom) -> None:
    """In one line, with the command that lists them."""
    assert "feeds list" in moving.run_command("feeds", "fix", "https://nobody.example/", status=2).err


def test_a_new_address_that_is_listed_is_not_written_twice(moving: Newsroom) -> None:
    """The feed that stands there stays, and the command that removes the old one is told."""
    moving.add_feed(NEW)
    moving.write_feeds()
    poll(moving, 3)
    result = moving.run_command("feeds", "fix")
    assert "is there already; `wirewatch feeds remove`" in result.out
    assert len(read_feeds(moving.config / "feeds.yaml")) == 2


def test_where_the_new_address_fails_the_old_one_is_asked(moving: Newsroom) -> None:
    """A move that was a mistake is taken back, and costs one poll."""
    poll(moving, 3)
    moving.web.on(NEW, status(404))
    moving.web.on(OLD, page(rss_feed(*(rss_item(moving.page_url(n)) for n in (3, 2, 1))), RSS))
    poll(moving, 2)
    assert told(moving)["moved_to"] is None
    (feed,) = moving.status()["feeds"]
    assert (feed["health"], feed["links"]) == ("ok", 3)


@pytest.mark.parametrize("temporary", [302, 303, 307])
def test_a_redirect_for_now_moves_nothing(moving: Newsroom, temporary: int) -> None:
    """However often it is seen."""
    moving.web.on(OLD, redirect(NEW, temporary))
    poll(moving, 4)
    assert (asked(moving, OLD), told(moving)["wrong"]) == (4, None)


def test_a_page_that_is_no_feed_is_no_new_address(moving: Newsroom) -> None:
    """A parked domain, or a page to log in, is a failure of the feed."""
    moving.web.on(NEW, page(b"<html><title>For sale</title><body>This domain is for sale", "text/html"))
    poll(moving, 4)
    assert (asked(moving, OLD), told(moving)["moved_to"]) == (4, None)


def test_no_secret_is_given_to_another_server(moving: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds an old address could send us elsewhere: a login, cookies and headers stay where they are for."""
    monkeypatch.setenv("MEMBERS_KEY", "k")
    elsewhere = moving.web.url.replace("127.0.0.1", "localhost") + NEW
    moving.web.on(OLD, redirect(elsewhere, 301))
    moving.feeds[OLD]["headers"] = {"X-Key": {"secret_env": "MEMBERS_KEY"}}
    moving.write_feeds()
    before = (moving.config / "feeds.yaml").read_bytes()
    poll(moving, 5)
    assert {request.headers.get("x-key") for request in moving.web.requests_for(OLD)} == {"k"}
    assert {request.headers.get("x-key") for request in moving.web.requests_for(NEW)} == {None}
    assert "yourself" in moving.run_command("feeds", "fix").out
    assert (moving.config / "feeds.yaml").read_bytes() == before
