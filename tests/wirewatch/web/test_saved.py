"""Saved searches: saved in the browser or the terminal, asked by name, and followed at an address that stays."""

import re
from collections.abc import Iterator
from html import unescape

import feedparser
import pytest
from newsroom import Newsroom
from starlette.testclient import TestClient

from wirewatch.errors import Mistake
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.leases import now
from wirewatch.ledger.saved_searches import SavedSearch, list_searches, read_name, remove_search, save_search
from wirewatch.web.app import make_app

NAME = "Kabul: 10 بعد"


@pytest.fixture
def desk(newsroom: Newsroom) -> Iterator[TestClient]:
    """Give a client of the desk of the newsroom's project, which has no saved searches before and after."""
    with newsroom.project() as project:
        yield TestClient(make_app(project), base_url="http://127.0.0.1")
        with project.ledger.begin() as tx:
            for row in list_searches(tx):
                remove_search(tx, row.name, "test", now())


def token_of(desk: TestClient) -> str:
    """Return the token of the forms of this visitor."""
    found = re.search(r'name="form_token" value="([^"]+)"', desk.get("/search?q=report").text)
    assert found
    return found[1]


def save(desk: TestClient, name: str, **asked: str) -> int:
    """Save a search by its form; return the status."""
    form = {"form_token": token_of(desk), "name": name, **asked}
    return desk.post("/searches", data=form, follow_redirects=False).status_code


def test_a_saved_search_is_listed_and_can_be_followed(desk: TestClient) -> None:
    """What it is narrowed by is kept; both feeds have what the search finds, under its name."""
    assert save(desk, NAME, q="report", **{"source.id": "one"}, sort="oldest") == 303
    (listed,) = desk.get("/api/searches").json()
    assert listed["query"] == '(report) AND source.id:"one"'
    assert (listed["who"], listed["sort"]) == ("you", "oldest")
    hits = desk.get("/api/search", params={"q": "report", "source.id": "one"}).json()["hits"]
    feed = desk.get(listed["json_feed"]).json()
    assert feed["title"] == f"Wirewatch: {NAME}"
    assert {item["id"] for item in feed["items"]} == {hit["id"] for hit in hits}
    parsed = feedparser.parse(desk.get(listed["atom"]).content)
    assert not parsed.bozo
    assert len(parsed.entries) == len(hits)
    page = desk.get(listed["page"])
    assert page.url.path == "/search"
    assert NAME in page.text
    form = {"form_token": token_of(desk), "name": NAME}
    assert desk.post("/searches/remove", data=form, follow_redirects=False).status_code == 303
    assert desk.get("/api/searches").json() == []
    gone = desk.get(listed["atom"])
    assert (gone.status_code, gone.headers["content-type"]) == (404, "application/json")


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("", {"q": "x"}),
        ("a/b", {"q": "x"}),
        ("<b>", {"q": "x"}),
        ("ok", {"q": "title:(x"}),
        ("ok", {"q": "x", "since": "soon"}),
    ],
)
def test_a_search_that_is_wrong_is_not_saved(desk: TestClient, name: str, asked: dict[str, str]) -> None:
    """A name that is none, a query that cannot be read, and a time that is none are told."""
    assert save(desk, name, **asked) == 400
    assert desk.get("/api/searches").json() == []


@pytest.mark.parametrize("name", ["काबुल हमले", "حزب\u200cالله", "مُهم 2", "กรุงเทพ"])
def test_a_name_is_written_as_its_language_writes_it(desk: TestClient, name: str) -> None:
    """Signs above and below letters, and joiners, are of the letters; the address works."""
    assert save(desk, name, q="report") == 303
    (listed,) = desk.get("/api/searches").json()
    assert desk.get(listed["atom"]).status_code == 200


def test_a_name_is_not_given_to_another_search(desk: TestClient) -> None:
    """Who follows a search does not suddenly get another; the same one again is no mistake."""
    assert [save(desk, "news", q=query) for query in ("report", "kabul", "report")] == [303, 400, 303]


def test_a_search_is_saved_and_asked_in_the_terminal(newsroom: Newsroom, desk: TestClient) -> None:
    """`search --save` keeps it, `--saved` asks it, `searches` lists and removes it; what is wrong has status 2."""
    found = newsroom.run_command("search", "report", "--group", "taliban", "--save", "desk", "--json").json
    again = newsroom.run_command("search", "--saved", "desk", "--json").json
    assert {hit["id"] for hit in again["hits"]} == {hit["id"] for hit in found["hits"]}
    (listed,) = newsroom.run_command("searches", "list", "--json").json
    assert (listed["name"], listed["query"]) == ("desk", "(report) AND groups:taliban")
    assert desk.get("/searches/desk.json").json()["items"]
    for wrong in (
        ["search"],
        ["search", "--saved", "nobody"],
        ["search", "x", "--saved", "desk"],
        ["search", "x", "--save", "a/b"],
        ["search", "kabul", "--save", "desk"],
        ["searches", "remove", "nobody"],
    ):
        assert newsroom.run_command(*wrong, status=2).err.startswith("wirewatch: ")
    newsroom.run_command("searches", "remove", "desk")
    assert newsroom.run_command("searches", "list", "--json").json == []


def test_a_name_has_one_spelling() -> None:
    """A mark that is typed by itself makes no second search of the same look, at another address."""
    assert read_name("Re\u0301sume\u0301") == read_name("R\u00e9sum\u00e9") == "R\u00e9sum\u00e9"


def test_both_ledgers_keep_a_search(ledger: Ledger) -> None:
    """SQLite and PostgreSQL give back what was saved, and refuse another one of its name."""
    search = SavedSearch(NAME, "kabul", "7d", None, "newest", events=True)
    with ledger.begin() as tx:
        save_search(tx, search, "a" * 300, now())
        save_search(tx, search, "b", now())
    with pytest.raises(Mistake, match="another saved search"), ledger.begin() as tx:
        save_search(tx, search._replace(query="herat"), "b", now())
    with ledger.read() as tx:
        assert [row.name for row in list_searches(tx)] == [NAME]


def test_a_search_narrowed_by_two_groups_is_saved_with_both(desk: TestClient) -> None:
    """What the form on its page sends is the search that stands there."""
    asked = [("q", "report"), ("groups", "taliban"), ("groups", "haqqani-network"), ("since", "3650d")]
    page = desk.get("/search", params=asked)
    form = page.text.partition('action="/searches"')[2].partition("</form>")[0]
    fields = {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    }
    assert desk.post("/searches", data={**fields, "name": "two"}, follow_redirects=False).status_code == 303
    (listed,) = desk.get("/api/searches").json()
    assert listed["query"] == '(report) AND groups:"taliban" AND groups:"haqqani-network"'
    assert listed["since"] == "3650d"
