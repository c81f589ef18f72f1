"""Read, starred and noted stories: each user's own, by forms and in the terminal."""

import re
from collections.abc import Iterator

import pytest
from hostile_server import Hostile
from newsroom import Newsroom
from starlette.testclient import TestClient

from wirewatch.web.app import make_app

PASSWORD = "correct horse battery"  # noqa: S105
HOSTILE = "<script>alert(1)</script>\u202e" + "ن" * 99_900


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Give a newsroom that has read two articles, and two users."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path_factory.mktemp("kept"))
        room.publish("/one.xml", 1, 2)
        room.write_feeds()
        room.run_pipeline()
        for name in ("ana", "bob"):
            room.run_command("users", "add", name, stdin=PASSWORD.encode())
        yield room


@pytest.fixture
def ana(room: Newsroom) -> Iterator[TestClient]:
    """Give the browser of one of them."""
    with room.project() as project:
        yield browser_of(room, project, "ana")


@pytest.fixture
def bob(room: Newsroom) -> Iterator[TestClient]:
    """Give that of the other."""
    with room.project() as project:
        yield browser_of(room, project, "bob")


def browser_of(room: Newsroom, project: object, name: str) -> TestClient:
    """Return a browser in which a user has logged in."""
    desk = TestClient(make_app(project), base_url="http://127.0.0.1")  # type: ignore[arg-type]
    desk.post(
        "/login", data={"form_token": token_on(desk.get("/login").text), "name": name, "password": PASSWORD}
    )
    return desk


def token_on(page: str) -> str:
    """Return the token of a page's forms."""
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def keep(desk: TestClient, story: str, do: str, **more: str) -> int:
    """Send a form of a story; return the status."""
    fields = {"form_token": token_on(desk.get("/starred").text), "story": story, "do": do, **more}
    return desk.post("/readings", data=fields, follow_redirects=False).status_code


def story_of(desk: TestClient, title: str) -> str:
    """Return the id of the story with this title."""
    hits = desk.get("/api/search", params={"q": f'title:"{title}"'}).json()["hits"]
    return str(hits[0]["story_id"])


def test_two_users_do_not_see_each_others_marks(ana: TestClient, bob: TestClient) -> None:
    """What one opens is read for that one; so are stars and notes; and it can be left unread."""
    story = story_of(ana, "Report 1")
    ana.get(f"/story/{story}", headers={"sec-purpose": "prefetch"})
    assert " read" not in "".join(re.findall(r'<li class="story([^"]*)"', ana.get("/?since=3650d").text))
    ana.get(f"/story/{story}")
    assert keep(ana, story, "star") == 303
    assert keep(ana, story, "note", note="mine alone") == 303
    own, others = ana.get("/?since=3650d").text, bob.get("/?since=3650d").text
    assert (own.count("★"), own.count("<span>noted</span>"), own.count("<span>read</span>")) == (1, 1, 1)
    assert not {"★", "<span>noted</span>", "<span>read</span>"} & {
        word for word in ("★", "<span>noted</span>", "<span>read</span>") if word in others
    }
    assert "mine alone" in ana.get("/starred").text
    assert "mine alone" not in bob.get("/starred").text + bob.get(f"/story/{story}").text
    for undo in ("unstar", "unread"):
        assert keep(ana, story, undo) == 303
    assert keep(ana, story, "note", note=" ") == 303
    page = ana.get("/?since=3650d").text
    assert not any(word in page for word in ("★", "<span>noted</span>", "<span>read</span>"))
    assert "no story yet" in ana.get("/starred").text


def test_a_note_of_an_older_page_takes_no_newer_one_away(bob: TestClient) -> None:
    """Two tabs, or Back: what was kept meanwhile stands before it; the same note sent twice is one."""
    story = story_of(bob, "Report 1")

    def seen() -> str:
        found = re.search(r'name="seen" value="([^"]*)"', bob.get(f"/story/{story}").text)
        assert found is not None
        return found[1]

    def noted() -> str:
        text = re.search(r'name="note"[^>]*>\n(.*?)</textarea>', bob.get(f"/story/{story}").text, re.DOTALL)
        assert text is not None
        return text[1]

    old = seen()
    for note, before, wanted in (
        ("from one tab", old, "from one tab"),
        ("from one tab", old, "from one tab"),
        ("from the other", old, "from one tab\n\nfrom the other"),
        ("", old, "from one tab\n\nfrom the other"),
        ("anew", None, "anew"),
        ("", None, ""),
    ):
        assert keep(bob, story, "note", note=note, seen=seen() if before is None else before) == 303
        assert noted() == wanted


def test_a_note_of_a_hundred_thousand_letters_stays_text(ana: TestClient) -> None:
    """Markup in it is shown as it was written, on each page, and the list shows its beginning."""
    story = story_of(ana, "Report 2")
    assert keep(ana, story, "note", note=HOSTILE) == 303
    page, listed = ana.get(f"/story/{story}").text, ana.get("/starred").text
    for shown in (page, listed):
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown
    assert HOSTILE[-99_900:] in page
    assert len(listed) < 10_000
    assert keep(ana, story, "note", note="x" * 100_001) == 400
    assert HOSTILE[-99_900:] in ana.get(f"/story/{story}").text


@pytest.mark.parametrize(
    ("story", "do"), [("nobody", "star"), ("", "read"), ("\u0000", "note"), ("S", "<b>")]
)
def test_a_form_that_is_wrong_keeps_nothing(ana: TestClient, story: str, do: str) -> None:
    """A story that is none, and what cannot be done to one."""
    asked = story_of(ana, "Report 2") if story == "S" else story
    assert keep(ana, asked, do, note="x") == 400


def test_the_terminal_stars_and_notes_for_a_user(room: Newsroom, bob: TestClient) -> None:
    """`mark` takes the address of an article; the desk shows it; whose it is has to be said once there are users."""
    url = room.page_url(1)
    room.run_command("mark", url, "--star", "--read", "--note", "look again", "--user", "bob")
    told = room.run_command("mark", "--starred", "--user", "bob", "--json").json
    assert [one["note"] for one in told["stories"]] == ["look again"]
    assert "look again" in bob.get("/starred").text
    assert room.run_command(
        "mark", url, "--no-star", "--unread", "--note", "", "--user", "bob"
    ).out.startswith("not starred, not read, not noted: ")
    wrong_ones = (
        ["mark", url, "--star"],
        ["mark", url, "--star", "--user", "nobody"],
        ["mark", "--star"],
        ["mark", "nobody", "--star", "--user", "bob"],
        ["mark", url, "--star", "--not", "taliban"],
    )
    for wrong in wrong_ones:
        assert room.run_command(*wrong, status=2).err.startswith("wirewatch: ")


def test_what_a_user_kept_goes_with_the_user(room: Newsroom) -> None:
    """Another of the same name does not see it."""
    room.run_command("users", "add", "eve", stdin=PASSWORD.encode())
    room.run_command("mark", room.page_url(1), "--note", "secret", "--user", "eve")
    room.run_command("users", "remove", "eve")
    room.run_command("users", "add", "eve", stdin=PASSWORD.encode())
    assert room.run_command("mark", "--starred", "--user", "eve", "--json").json["stories"] == []
