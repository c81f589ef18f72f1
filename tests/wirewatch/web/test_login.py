"""Who may use the desk: logins, roles, forms and trusted proxies, asked as a browser does."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from newsroom import Newsroom
from starlette.testclient import TestClient

from wirewatch.ledger.schema import metadata
from wirewatch.ledger.users import SESSION, begin_session, session_user
from wirewatch.web.app import make_app
from wirewatch.web.login import TRIES, WITHIN_S, Tries

PASSWORD = "correct horse battery"  # noqa: S105
HEADER = {"WIREWATCH_TRUSTED_USER_HEADER": "X-Forwarded-User"}


@pytest.fixture
def room(fresh_newsroom: Newsroom) -> Newsroom:
    """Give a newsroom without articles."""
    fresh_newsroom.write_feeds()
    fresh_newsroom.write_alerts({"alerts": [], "channels": {}})
    return fresh_newsroom


@pytest.fixture
def guarded(room: Newsroom) -> Newsroom:
    """Give one with a user of each role."""
    for name, role in (("rita", "reader"), ("ana", "analyst"), ("adam", "admin")):
        room.run_command("users", "add", name, "--role", role, stdin=PASSWORD.encode())
    return room


@pytest.fixture
def desk(guarded: Newsroom) -> Iterator[TestClient]:
    """Give a browser on the desk of the guarded one."""
    yield from browser_on(guarded)


def browser_on(room: Newsroom, peer: str = "127.0.0.1", *, loopback: bool = True) -> Iterator[TestClient]:
    """Give a browser at an address, which asks the desk of a newsroom."""
    with room.project() as project:
        app = make_app(project, loopback=loopback)
        yield TestClient(app, base_url="http://127.0.0.1", client=(peer, 50_000))


def token_on(page: str) -> str:
    """Return the token of a page's forms."""
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', page)
    assert found is not None, page
    return found[1]


def log_in(desk: TestClient, name: str, password: str = PASSWORD, **more: str) -> int:
    """Send the form of the login as a browser does; return the status."""
    fields = {"name": name, "password": password, "form_token": token_on(desk.get("/login").text), **more}
    return desk.post("/login", data=fields, follow_redirects=False).status_code


def test_without_users_this_machine_s_own_user_needs_no_login(room: Newsroom) -> None:
    """A desk on loopback without users is open to who sits there, with all rights."""
    desk = next(browser_on(room))
    assert desk.get("/audit").status_code == 200
    assert desk.get("/login", follow_redirects=False).headers["location"] == "/"


def test_on_another_address_nobody_is_let_in_unknown(room: Newsroom) -> None:
    """Where other machines can ask, a desk without users is open to nobody."""
    desk = next(browser_on(room, loopback=False))
    assert desk.get("/", follow_redirects=False).status_code == 303
    assert desk.get("/api/status").status_code == 401


def test_with_users_everything_asks_for_a_login_but_health(desk: TestClient) -> None:
    """Pages lead to the login and back, programs get 401, and health is told to everybody."""
    answer = desk.get("/search?q=a%26b", follow_redirects=False)
    assert answer.headers["location"] == "/login?next=%2Fsearch%3Fq%3Da%2526b"
    for address in ("/api/status", "/search.json?q=x", "/metrics", "/events", "/api/openapi.json"):
        assert desk.get(address).status_code == 401, address
    assert desk.post("/logout").status_code == 401
    assert desk.get("/healthz").status_code == 200
    assert desk.get("/static/desk.css").status_code == 200
    assert "/alerts" not in desk.get("/login").text


def test_a_login_lasts_until_the_logout(desk: TestClient, guarded: Newsroom) -> None:
    """The cookie is for this site's own pages alone, and not in the ledger; after the logout it is worth nothing."""
    assert log_in(desk, "ana", next="/search?q=a") == 303
    token = desk.cookies["desk_session"]
    assert desk.get("/").status_code == 200
    with guarded.project() as project, project.ledger.read() as tx:
        for table in metadata.tables.values():
            assert token not in str(tx.execute(table.select()).all())
            assert PASSWORD not in str(tx.execute(table.select()).all())
    assert (
        desk.post(
            "/logout", data={"form_token": token_on(desk.get("/").text)}, follow_redirects=False
        ).status_code
        == 303
    )
    desk.cookies.set("desk_session", token)
    assert desk.get("/", follow_redirects=False).status_code == 303


def test_the_cookie_of_a_session_is_out_of_reach(desk: TestClient) -> None:
    """No script reads it, no other site has it sent, and it ends by itself."""
    fields = {"name": "ana", "password": PASSWORD, "form_token": token_on(desk.get("/login").text)}
    cookie = desk.post("/login", data=fields, follow_redirects=False).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "max-age=604800"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example", "/\\evil.example", "/\n/evil", ""]
)
def test_a_login_leads_to_no_other_site(desk: TestClient, onward: str) -> None:
    """Whatever the address of the login says, what follows is a page of ours."""
    fields = {"name": "ana", "password": PASSWORD, "form_token": token_on(desk.get("/login").text)}
    answer = desk.post("/login", data={**fields, "next": onward}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_wrong_name_and_a_wrong_password_are_told_alike(desk: TestClient) -> None:
    """Who guesses does not learn which names there are."""
    token = token_on(desk.get("/login").text)
    pages = {
        desk.post("/login", data={"name": name, "password": "no", "form_token": token}).text.replace(name, "")
        for name in ("ana", "zoe")
    }
    assert len(pages) == 1


def test_guessing_ends_and_says_when_to_come_again(desk: TestClient) -> None:
    """After too many wrong passwords the right one does not help either, and the wait is told."""
    for _ in range(TRIES):
        assert log_in(desk, "ana", "wrong") == 401
    fields = {"name": "ana", "password": PASSWORD, "form_token": token_on(desk.get("/login").text)}
    answer = desk.post("/login", data=fields, follow_redirects=False)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= WITHIN_S


def test_tries_are_counted_by_name_and_by_address_and_forgotten_in_time() -> None:
    """One name from many addresses is stopped, many names from one address too, and after the time both go on."""
    at = [0.0]
    tries = Tries(lambda: at[0])
    for number in range(TRIES):
        at[0] = float(number)
        tries.note_wrong("name ana", f"address {number}")
        tries.note_wrong(f"name {number}", "address x")
    assert tries.wait_s("name ana", "address new") > 0
    assert tries.wait_s("name new", "address x") > 0
    assert tries.wait_s("name new", "address new") == 0
    at[0] = WITHIN_S
    assert tries.wait_s("name ana", "address x") == 0


def test_a_form_that_our_page_has_not_sent_changes_nothing(desk: TestClient) -> None:
    """Without its token, with another browser's, or from another site it is refused, also at the login."""
    log_in(desk, "ana")
    good = token_on(desk.get("/").text)
    assert desk.post("/logout").status_code == 403
    assert desk.post("/logout", data={"form_token": "0" * 64}).status_code == 403
    foreign = desk.post("/logout", data={"form_token": good}, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    assert desk.get("/").status_code == 200
    desk.cookies.clear()
    fields = {"name": "ana", "password": PASSWORD, "form_token": good}
    assert desk.post("/login", data=fields).status_code == 403
    assert desk.post("/login", content=b"\xff" * 10).status_code == 403
    assert desk.post("/login", content=b"a=" + b"x" * 2_000_001).status_code == 403


@pytest.mark.parametrize(("name", "status"), [("rita", 403), ("ana", 403), ("adam", 200)])
def test_who_changed_what_is_for_admins(desk: TestClient, name: str, status: int) -> None:
    """Readers and analysts are told that they may not see it."""
    log_in(desk, name)
    assert desk.get("/audit").status_code == status


def test_a_removed_user_and_one_with_a_new_password_are_out_at_once(
    desk: TestClient, guarded: Newsroom
) -> None:
    """No session outlives what it was given for."""
    for name, command in (("ana", "remove"), ("adam", "password")):
        log_in(desk, name)
        assert desk.get("/").status_code == 200
        guarded.run_command("users", command, name, stdin=b"another horse battery\n")
        assert desk.get("/", follow_redirects=False).status_code == 303


def test_two_users_of_one_browser_have_each_their_own_last_visit(desk: TestClient) -> None:
    """What one has looked at is no visit of the other's."""
    log_in(desk, "ana")
    desk.get("/")
    answer = desk.get("/")
    assert "set-cookie" not in answer.headers


def test_a_trusted_proxy_names_the_user(guarded: Newsroom) -> None:
    """A known user has the role given here, an unknown one reads; without the name nobody is in."""
    guarded.environment |= HEADER
    desk = next(browser_on(guarded))
    assert desk.get("/audit", headers={"x-forwarded-user": "adam"}).status_code == 200
    assert desk.get("/audit", headers={"x-forwarded-user": "zoe"}).status_code == 403
    assert desk.get("/", headers={"x-forwarded-user": "Zoë <b>".encode()}).status_code == 200
    assert desk.get("/", follow_redirects=False).status_code == 303
    assert desk.get("/", headers={"x-forwarded-user": "\x00"}, follow_redirects=False).status_code == 303


def test_a_header_from_elsewhere_or_twice_is_not_believed(guarded: Newsroom) -> None:
    """Only the proxy's own address may name the user, and it names one."""
    guarded.environment |= HEADER | {"WIREWATCH_TRUSTED_PROXY": "10.0.0.0/24, ::1"}
    named = {"x-forwarded-user": "adam", "x-forwarded-for": "10.0.0.9"}
    for peer, status in (("192.0.2.1", 401), ("127.0.0.1", 401), ("10.0.0.9", 200), ("::ffff:10.0.0.9", 200)):
        desk = next(browser_on(guarded, peer, loopback=False))
        assert desk.get("/api/status", headers=named).status_code == status, peer
    twice = [("x-forwarded-user", "adam"), ("x-forwarded-user", "rita")]
    assert next(browser_on(guarded, "10.0.0.9")).get("/api/status", headers=twice).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"WIREWATCH_TRUSTED_USER_HEADER": "not a header"},
        {**HEADER, "WIREWATCH_TRUSTED_PROXY": "proxy.example"},
        {"WIREWATCH_TRUSTED_PROXY": "10.0.0.1"},
    ],
)
def test_a_wrong_proxy_is_told_when_the_desk_starts(room: Newsroom, wrong: dict[str, str]) -> None:
    """What is written wrongly is told in one line, with status 2."""
    room.environment |= wrong
    result = room.run_command("serve", "--listen", "127.0.0.1:0", status=2)
    assert "WIREWATCH_TRUSTED_" in result.err
    assert result.err.count("\n") == 1


def test_a_session_ends_by_itself(guarded: Newsroom) -> None:
    """A week after the login its cookie is nobody's, and the next login clears it away."""
    begun = datetime(2026, 6, 1, tzinfo=UTC)
    with guarded.project() as project, project.ledger.begin() as tx:
        token = begin_session(tx, "rita", begun)
        assert session_user(tx, token, begun + SESSION - timedelta(seconds=1)) == ("rita", "reader")
        assert session_user(tx, token, begun + SESSION) is None
        begin_session(tx, "rita", begun + SESSION)
        assert session_user(tx, token, begun) is None


def test_a_program_reads_by_its_name_and_password(guarded: Newsroom, desk: TestClient) -> None:
    """What is for programs answers HTTP Basic, as a user of that role; pages and forms do not."""
    for address in ("/api/status", "/metrics", "/search.json?q=x", "/search.atom?q=x", "/api/openapi.json"):
        assert desk.get(address, auth=("rita", PASSWORD)).status_code == 200
        refused = desk.get(address)
        assert (refused.status_code, refused.headers["www-authenticate"][:5]) == (401, "Basic")
    assert desk.get("/", auth=("rita", PASSWORD), follow_redirects=False).status_code == 303
    assert desk.post("/searches", auth=("ana", PASSWORD)).status_code == 401
    ours = {"sec-fetch-site": "same-origin"}
    assert "www-authenticate" not in desk.get("/api/complete", headers=ours).headers
    guarded.run_command("users", "password", "rita", stdin=b"another horse battery")
    assert desk.get("/api/status", auth=("rita", PASSWORD)).status_code == 401
    guarded.run_command("users", "remove", "rita")
    assert desk.get("/api/status", auth=("rita", "another horse battery")).status_code == 401


@pytest.mark.parametrize(
    "header", ["Basic", "Basic !", "Basic cml0YQ==", "Bearer cml0YTp4", "Basic /w==", "Basic Og==", "\u00e9"]
)
def test_what_is_no_name_and_password_lets_nobody_in(desk: TestClient, header: str) -> None:
    """Broken and empty credentials, and another scheme, are refused as none are."""
    assert desk.get("/api/status", headers={"authorization": header.encode()}).status_code == 401


def test_a_program_cannot_guess_on(desk: TestClient) -> None:
    """Wrong passwords count with those of the login; then a right one is not heard, which a reader's session is."""
    assert log_in(desk, "ana") == 303
    session = dict(desk.cookies)
    desk.cookies.clear()
    for _ in range(TRIES):
        assert desk.get("/api/status", auth=("rita", "wrong horse battery")).status_code == 401
    late = desk.get("/api/status", auth=("rita", PASSWORD))
    assert late.status_code == 429
    assert 0 < int(late.headers["retry-after"]) <= WITHIN_S
    assert log_in(desk, "rita") == 429
    desk.cookies.update(session)
    assert desk.get("/api/status").status_code == 200


@pytest.mark.parametrize(("password", "status"), [("", 2), ("x" * 14, 2), ("é" * 15, 0), ("x" * 1_001, 2)])
def test_a_new_password_is_long_enough(room: Newsroom, password: str, status: int) -> None:
    """Fifteen characters at least, as NIST SP 800-63B-4 asks for; what is refused adds no user."""
    told = room.run_command("users", "add", "ana", stdin=password.encode(), status=status)
    assert ("15 to 1000 characters" in told.err) == bool(status)
    assert len(room.run_command("users", "list", "--json").json["users"]) == (not status)
