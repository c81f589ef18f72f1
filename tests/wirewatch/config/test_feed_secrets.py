"""What feeds.yaml says of logins, cookies and headers: their secrets stand in the environment."""

import base64
from pathlib import Path

import pytest
from hostile_server import Hostile, page, redirect, status
from newsroom import RSS, Newsroom, rss_feed, rss_item

from wirewatch.config.feeds import read_feeds
from wirewatch.errors import Mistake
from wirewatch.stages.poll import make_due, poll_feeds

LOGIN = "ursula:pä%ss:word"
ENVIRONMENT = {"NEWS_LOGIN": LOGIN, "NEWS_COOKIE": "session=abc; theme=dark", "NEWS_KEY": "k-1 2"}
SENT = {
    "authorization": "Basic " + base64.b64encode(LOGIN.encode()).decode(),
    "x-key": "k-1 2",
    "accept-language": "fa",
}


def feed_with(url: str, **more: object) -> dict[str, object]:
    secrets = {
        "login": {"secret_env": "NEWS_LOGIN"},
        "cookies": {"secret_env": "NEWS_COOKIE"},
        "headers": {"X-Key": {"secret_env": "NEWS_KEY"}, "Accept-Language": "fa"},
    }
    return {"url": url, **secrets, **more}


@pytest.fixture
def members(fresh_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Have a feed that needs all three."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    fresh_newsroom.publish("/members.xml", 1)
    fresh_newsroom.feeds["/members.xml"] = feed_with(fresh_newsroom.web.url + "/members.xml")
    fresh_newsroom.write_feeds()
    return fresh_newsroom


def poll(newsroom: Newsroom) -> None:
    with newsroom.project() as project:
        make_due(project)
        poll_feeds(project)


def told(newsroom: Newsroom) -> str:
    (feed,) = newsroom.status()["feeds"]
    return f"{feed['health']} {feed['wrong']} {feed['mend']}"


def test_the_feeds_server_is_told_everything_and_others_nothing(members: Newsroom) -> None:
    """Also behind a redirect on its own server; cookies that it sets join those that are given."""
    members.web.on("/members.xml", status(302, {"Location": "/there.xml", "Set-Cookie": "step=2"}))
    members.web.on("/there.xml", page(rss_feed(rss_item(members.page_url(1))), RSS))
    with Hostile() as other:
        poll(members)
        for path, cookies in (
            ("/members.xml", "session=abc; theme=dark"),
            ("/there.xml", "session=abc; theme=dark; step=2"),
        ):
            (request,) = members.web.requests_for(path)
            assert {name: request.headers.get(name) for name in SENT} == SENT
            assert request.headers["cookie"] == cookies
        members.web.on("/members.xml", redirect(f"{other.url}/members.xml", 302))
        other.on("/members.xml", page(rss_feed(rss_item(members.page_url(1))), RSS))
        poll(members)
        (request,) = other.requests
        assert not {"authorization", "x-key", "cookie"} & set(request.headers)


def test_secrets_stand_nowhere(members: Newsroom) -> None:
    """No command prints them, and no file below the home holds them."""
    said = [
        members.run_command(*words.split())
        for words in ("run --once -v", "feeds list --json", "feeds export")
    ]
    said.append(members.run_command("feeds", "check", "--json"))
    said.append(members.run_command("status", "--json"))
    texts = [result.out + result.err for result in said]
    texts += [path.read_bytes().decode("latin-1") for path in members.home.rglob("*") if path.is_file()]
    for secret in ("pä%ss", "session=abc", "k-1 2", SENT["authorization"].split()[1]):
        assert not [text for text in texts if secret in text or secret.encode().decode("latin-1") in text]


def test_a_variable_that_is_not_set_fails_its_feed_alone(
    members: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, nothing is asked, and other feeds go on."""
    monkeypatch.delenv("NEWS_KEY")
    monkeypatch.setenv("NEWS_LOGIN", "without a colon")
    members.publish("/open.xml", 2)
    members.write_feeds()
    poll(members)
    by_url = {feed["url"].rpartition("/")[2]: feed for feed in members.status()["feeds"]}
    assert by_url["open.xml"]["health"] == "ok"
    assert by_url["members.xml"]["reason"] == "no_secret"
    assert "NEWS_KEY, NEWS_LOGIN" in by_url["members.xml"]["wrong"]
    assert "export it" in by_url["members.xml"]["mend"]
    assert not members.web.requests_for("/members.xml")


@pytest.mark.parametrize(
    ("written", "line", "message"),
    [
        ("headers: {Host: other.example}", 3, "Host cannot be set here"),
        ("headers: {cookie: a=b}", 3, "`login` and `cookies`"),
        ('headers: {"X Key": a}', 3, "no name of a header"),
        ('headers: {X-Key: "a\\r\\nHost: b"}', 3, "a sign that no header may have"),
        ("headers: {X-Key: {secret_env: '2 B'}}", 3, "does not fit"),
        ("headers: {X-Key: {secret: B}}", 3, "unknown key 'secret'"),
        ("login: user:password", 3, "is no mapping"),
        ("logins: {secret_env: A}", 3, "did you mean 'login'"),
        ("cookies: {secret_env: }", 3, "is no text"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, written: str, line: int, message: str) -> None:
    """A secret itself in feeds.yaml is no mapping with `secret_env`, and is refused."""
    file = tmp_path / "feeds.yaml"
    file.write_text(f"feeds:\n  - url: https://example.org/feed\n    {written}\n")
    with pytest.raises(Mistake) as raised:
        read_feeds(file, {})
    assert (message in str(raised.value), raised.value.line) == (True, line)


def test_two_logins_are_one_too_many(tmp_path: Path) -> None:
    """One in the address and one in the environment: nobody could tell which is meant."""
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  - url: https://a:b@example.org/feed\n    login: {secret_env: A}\n")
    with pytest.raises(Mistake, match="keep one of them"):
        read_feeds(file, {"A": "c:d"})
