"""Every command as a user calls it: what it prints, where, and how it ends."""

import base64
import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hostile import Hostile, page, status
from newsroom import RSS, RULE, Newsroom, gone, html, item, rss, story

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

OLD = datetime(2021, 5, 5, 12, tzinfo=UTC)
GROUPS: list[dict[str, Any]] = [
    {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"], "ru": ["Талибан"]}},
    {"id": "haqqani-network", "name": "Haqqani network", "aliases": {"any": ["Haqqani network"]}},
]
FAMILY = [GROUPS[0], {**GROUPS[1], "part_of": "taliban"}]
HAQQANI = story(3).replace("the Taliban had left", "the Haqqani network had left")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Four stories of two outlets, one of them at both, one of them old: read once, for tests that only look."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path_factory.mktemp("cli"))
        room.groups(FAMILY)
        fill(room)
        room.run()
        yield room


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Newsroom]:
    """Give a newsroom of which nothing has been read yet, for tests that change something."""
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


def fill(room: Newsroom) -> None:
    for number in (1, 2):
        room.web.serve(f"/a/{number}", html(f"Report {number}", story(number)))
    room.web.serve("/a/3", html("=Report 3", HAQQANI))
    room.web.serve("/a/4", html("Report 4", story(4).replace("the Taliban", "rebels")))
    room.web.serve("/a/copy", html("Report 1 elsewhere", story(1)))
    now = datetime.now(UTC) - timedelta(hours=1)
    dates = {1: now, 2: OLD, 3: now - timedelta(days=10)}
    room.show("/one.xml", *(dated(room.url(number), at) for number, at in dates.items()))
    room.show("/two.xml", item(room.url(4)), dated(f"{room.web.url}/a/copy", now))
    room.configure()


def dated(url: str, at: datetime) -> str:
    return item(url, more=f"<pubDate>{format_datetime(at)}</pubDate>")


def names(hits: list[dict[str, Any]]) -> list[str]:
    return sorted(hit["url"].rpartition("/")[2] for hit in hits)


# The program itself

HEAVY = ("sqlalchemy", "trafilatura", "elasticsearch", "aiohttp", "tantivy", "apprise", "lxml", "rich")
"""Not pydantic: Typer imports it itself from its version 0.29 on."""


def test_help_imports_nothing_heavy() -> None:
    """Help, of the program and of each command, is printed without loading what only work needs."""
    script = (
        "import sys; from wirewatch.cli.app import run\n"
        "for command in ('', 'run', 'clean', 'search', 'status', 'feeds', 'groups', 'alerts'):\n"
        "    assert run([*command.split(), '--help']) == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stderr == "[]\n"
    assert "Usage: " in told.stdout


def test_the_command_is_installed() -> None:
    """`wirewatch --version` runs as the program that the package installs."""
    program = Path(sys.executable).with_name("wirewatch")
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.count(".") == 2


def test_shared_options_stand_before_and_behind(room: Newsroom, tmp_path: Path) -> None:
    """--config and --home are taken before and behind the command, also with =, and win over the environment."""
    config, home = ["--config", str(room.config)], [f"--home={room.home}"]
    other = Newsroom(room.web, tmp_path / "other")
    other.configure()
    wanted = room.status()["fates"]
    for arguments in (
        [*config, *home, "status", "--json"],
        ["status", "--json", *config, *home],
        [*home, "status", *config, "--json", "-v"],
    ):
        assert other.call(*arguments).json["fates"] == wanted
    assert other.status()["links"] == 0


@pytest.mark.parametrize(
    "arguments",
    [["run"], ["run", "--once", "--every", "5m"], ["run", "--every", "often"], ["nonsense"], ["search"]],
)
def test_a_wrong_call_ends_with_status_2(fresh: Newsroom, arguments: list[str]) -> None:
    """A call that makes no sense prints nothing on standard output, and why on standard error."""
    called = fresh.call(*arguments, status=2)
    assert called.out == ""
    assert called.err


# run


def test_run_prints_one_json_line_a_pass(fresh: Newsroom) -> None:
    """Outside of a terminal `run --once` logs each pass as a JSON line with its stage, time and counts."""
    fresh.publish("/one.xml", 1, 2)
    fresh.configure()
    called = fresh.call("run", "--once")
    assert called.err == ""
    told = {line["stage"]: line for line in called.lines}
    assert list(told) == ["poll", "fetch", "process", "index", "match", "deliver"]
    assert (told["poll"]["new"], told["index"]["indexed"], told["deliver"]["sent"]) == (2, 2, 2)
    assert all({"at", "seconds"} <= set(line) for line in told.values())


def test_run_every_goes_on_until_it_is_interrupted(fresh: Newsroom) -> None:
    """`run --every` does round after round, polls what is due, and ends at Ctrl-C with nothing left behind."""
    fresh.publish("/one.xml", 1)
    fresh.read("/one.xml", every="1s")
    fresh.configure()
    running = fresh.start("run", "--every", "1s")
    assert running.stdout is not None
    stages = []
    while stages.count("poll") < 3:
        stages.append(json.loads(running.stdout.readline())["stage"])
    assert stages.count("fetch") == 1
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert (running.returncode, told.decode()) == (130, "")
    assert gone(running.pid)


def test_run_names_the_trouble_and_keeps_the_work(fresh: Newsroom) -> None:
    """A store that is down ends the run with status 1 and its name; what came before it is done and kept."""
    fresh.publish("/one.xml", 1)
    fresh.configure()
    fresh.environment["WIREWATCH_INDEX_URL"] = "http://127.0.0.1:9"
    called = fresh.call("run", "--once", status=1)
    assert called.err.startswith("wirewatch: index: Elasticsearch cannot be reached")
    assert called.err.count("\n") == 1
    told = fresh.status()
    assert (told["open"]["processed"], told["index"]["status"]) == (1, "down")
    del fresh.environment["WIREWATCH_INDEX_URL"]
    with fresh.project() as project, project.ledger.begin() as tx:
        tx.exec_driver_sql("UPDATE links SET due_at = first_seen_at")
    fresh.run()
    assert fresh.status()["fates"]["indexed"] == len(fresh.posts()) == 1


# clean and tag


def test_clean_takes_a_file_standard_input_and_an_address(room: Newsroom, tmp_path: Path) -> None:
    """The same page is the same article from a file, from standard input and from the web."""
    markup = html("Report 1", story(1))
    (tmp_path / "page.html").write_text(markup)
    address = ["--url", "https://example.org/a"]
    one = room.call("clean", str(tmp_path / "page.html"), *address).json
    assert (one["title"], one["text"], one["url"]) == ("Report 1", story(1), "https://example.org/a")
    other = room.call("clean", "-", *address, stdin=markup.encode()).json
    web = room.call("clean", room.url(1)).json
    assert one["text"] == other["text"] == web["text"]
    assert web["url"] == room.url(1)


def test_clean_names_what_is_no_article(room: Newsroom, tmp_path: Path) -> None:
    """A page without an article, a missing file and a missing page are each named, with their exit status."""
    assert "too_short" in room.call("clean", stdin=b"<p>Nothing.</p>", status=1).err
    assert "absent.html cannot be read" in room.call("clean", str(tmp_path / "absent.html"), status=2).err
    assert "not_found" in room.call("clean", f"{room.web.url}/nothing", status=1).err


def test_clean_jsonl_answers_each_line_in_order(room: Newsroom) -> None:
    """Every line has its answer in its place: articles with their ids, and what is none with its reason."""
    russian = html("Заголовок", story(7).replace("the Taliban", "Талибан")).encode("cp1251")
    asked: list[bytes] = [
        json.dumps(
            {"id": number, "url": f"https://e.org/{number}", "html": html(f"T {number}", story(number))}
        ).encode()
        for number in range(40)
    ]
    asked[5] = b'{"id": 5, "html": '
    asked[6] = json.dumps({"id": "six", "html": "<p>Too little.</p>"}).encode()
    body = base64.b64encode(russian).decode()
    asked[7] = json.dumps(
        {"id": "seven", "body_b64": body, "content_type": "text/html; charset=windows-1251"}
    ).encode()
    asked[8] = b'{"id": 8, "body_b64": "*"}'
    asked[9] = b'{"id": 9, "x": ' + b"[" * 100_000
    told = room.call("clean", "--jsonl", "--jobs", "2", stdin=b"\n".join(asked)).lines
    assert [one["id"] for one in told] == [*range(5), None, "six", "seven", None, None, *range(10, 40)]
    assert (told[5]["rejected"], told[6]["rejected"], told[8]["rejected"]) == (
        "bad_line",
        "too_short",
        "bad_line",
    )
    assert (told[7]["title"], told[7]["text"]) == ("Заголовок", story(7).replace("the Taliban", "Талибан"))
    assert told[9]["rejected"] == "bad_line"
    assert [one["text"] for one in told[10:]] == [story(number) for number in range(10, 40)]


def test_tag_prints_mentions_with_exact_offsets(room: Newsroom, tmp_path: Path) -> None:
    """Each mention's offsets cut its text out of what was handed in, from a file and from standard input."""
    text = "🙂 Said the Taliban: “Талибан” and the Haqqani network are two names."
    (tmp_path / "text.txt").write_text(text, "utf-8")
    told = room.call("tag", str(tmp_path / "text.txt"), "--lang", "en").json
    assert told == room.call("tag", "-", "--lang", "en", stdin=text.encode()).json
    assert {text[one["start"] : one["end"]] for one in told} == {one["text"] for one in told}
    assert {one["group"] for one in told} == {"taliban", "haqqani-network"}


def test_tag_jsonl_answers_each_line_in_order(room: Newsroom) -> None:
    """Every line has its answer in its place; one that is none says so and stops no other."""
    asked = [
        *(b'{"id": 1, "text": "The Taliban"}', b"{nonsense", b'{"id": "x", "text": "", "lang": "en"}'),
        b'{"x": ' + b"[" * 100_000,
    ]
    told = room.call("tag", "--jsonl", stdin=b"\n".join(asked)).lines
    assert told[0] == {"id": 1, "mentions": [{"group": "taliban", "start": 4, "end": 11, "text": "Taliban"}]}
    assert (told[1]["id"], told[1]["mentions"], bool(told[1]["error"])) == (None, [], True)
    assert told[2] == {"id": "x", "mentions": []}
    assert (len(told), bool(told[3]["error"])) == (4, True)


def test_tag_explains_what_counted_and_what_did_not(room: Newsroom, tmp_path: Path) -> None:
    """`tag --explain` gives every place that reads like a name with the reason, as JSON or, on a terminal, a table."""
    text = "The Talibanese met the Taliban."
    told = room.call("tag", "--explain", stdin=text.encode()).json
    assert [(one["start"], one["end"], one["counted"], one["why"]) for one in told] == [
        (4, 11, False, "a part of a longer word"),
        (23, 30, True, "counts"),
    ]
    assert set(told[0]) == {"group", "alias", "text", "start", "end", "counted", "why"}
    (tmp_path / "text.txt").write_text(text)
    terminal, inner = os.openpty()
    with room.start("tag", "--explain", str(tmp_path / "text.txt"), stdout=inner):
        os.close(inner)
        table = b"".join(iter(lambda: _read(terminal), b"")).decode()
    os.close(terminal)
    lines = table.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["4-11", "Taliban"], ["23-30", "Taliban"]]
    assert "a part of a longer word" in lines[1]
    assert "--explain" in room.call("tag", "--explain", "--jsonl", status=2).err


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other side is closed
        return b""


def test_clean_explains_what_was_taken(room: Newsroom) -> None:
    """`clean --explain` gives each rule with the words it took and their place, as JSON or, on a terminal, a table."""
    told = room.call("clean", "--explain", "seeds/000_40ced3961ee9481a.txt").json
    assert [(one["rule"], one["field"], one["paragraph"]) for one in told] == [
        ("repeated_headline", "text", 2),
        ("label_in_brackets", "text", 3),
        ("repeated_lede", "text", 3),
        ("label_in_brackets", "text", 4),
        ("dateline", "text", 4),
        ("label_in_brackets", "text", 8),
    ]
    assert told[4]["text"] == "KABUL (UrduPoint News / Sputnik - 05th May, 2021)"
    assert set(told[0]) == {"rule", "text", "field", "paragraph"}
    tables = {}
    for seed in ("000_40ced3961ee9481a", "002_426c6dc9f0327b79"):
        terminal, inner = os.openpty()
        with room.start("clean", "--explain", f"seeds/{seed}.txt", stdout=inner):
            os.close(inner)
            tables[seed] = b"".join(iter(lambda from_=terminal: _read(from_), b"")).decode()
        os.close(terminal)
    assert "repeated_headline  paragraph 2  Taliban Deny" in tables["000_40ced3961ee9481a"]
    assert tables["002_426c6dc9f0327b79"].strip() == "No rule took anything."
    assert "--explain" in room.call("clean", "--explain", "--jsonl", status=2).err


def test_tag_finds_a_name_over_the_end_of_a_wrapped_line(room: Newsroom) -> None:
    """In text wrapped at a width a name may go over the end of a line; its offsets are those of what was handed in."""
    text = "On Monday the ministry said that the Haqqani\nnetwork had left.\n"
    for told in (
        room.call("tag", stdin=text.encode()).json,
        room.call("tag", "--jsonl", stdin=json.dumps({"text": text}).encode()).lines[0]["mentions"],
        room.call("tag", "--explain", stdin=text.encode()).json,
    ):
        assert [(one["group"], one["text"]) for one in told] == [("haqqani-network", "Haqqani\nnetwork")]
        assert text[told[0]["start"] : told[0]["end"]] == "Haqqani\nnetwork"


# search and export


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["*"], ["1", "2", "3", "4", "copy"]),
        (["groups:taliban"], ["1", "2", "copy"]),
        (["groups:taliban+"], ["1", "2", "3", "copy"]),
        (["groups:taliban+ AND NOT groups:taliban"], ["3"]),
        (["mentions.place:lede", "--group", "taliban"], ["1", "2", "copy"]),
        (["about:*"], []),
        (["*", "--group", "haqqani-network"], ["3"]),
        (["helmand", "--source", "two"], ["4", "copy"]),
        (["helmand", "--source", "one.example"], ["1", "2", "3"]),
        (["*", "--since", "7d"], ["1", "4", "copy"]),
        (["*", "--until", "2021-05-06"], ["2"]),
        (["*", "--since", "2021-05-05T11:00:00+00:00", "--until", "2d"], ["2", "3"]),
        (["groups:taliban AND NOT haqqani", "--stories", "--since", "7d"], None),
        (["title:=Report"], ["1", "2", "3", "4", "copy"]),
        (["nobody"], []),
    ],
)
def test_search_finds_what_is_asked_for(
    room: Newsroom, arguments: list[str], wanted: list[str] | None
) -> None:
    """The query, the group, the outlet and the time each narrow what is found; a story is shown once."""
    told = room.call("search", *arguments, "--json").json
    assert told["total"] == len(told["hits"])
    if wanted is None:  # of two copies, whichever was seen first
        assert len(told["hits"]) == 1
    else:
        assert names(told["hits"]) == wanted


def test_search_json_carries_the_document_its_score_and_the_place(room: Newsroom) -> None:
    """A hit is the whole document with its score and its highlighted text, and --size limits the hits alone."""
    told = room.call("search", "helmand", "--size", "2", "--json").json
    assert (told["total"], len(told["hits"])) == (5, 2)
    hit = told["hits"][0]
    (document,) = [one for one in room.documents() if one["id"] == hit["id"]]
    added = {key: hit[key] for key in ("score", "highlight", "centrality")}
    assert {**document, **added} == hit
    parts = {"score": 0.321, "title": 0.0, "lede": 1.0, "share": 0.333, "spread": 0.25}
    assert all(hit["centrality"] == {group: parts} for hit in told["hits"] for group in hit["groups"])
    assert "<em>Helmand</em>" in hit["highlight"]["text"][0]


def test_search_shows_people_titles_and_sentences(room: Newsroom) -> None:
    """Without --json the number found, the titles and the sentences are printed, without control characters."""
    out = room.call("search", "haqqani").out
    assert out.startswith("1 found")
    assert "=Report 3" in out
    assert "Haqqani network had left Helmand" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["kabul AND ("], "query: "),
        (["*", "--since", "long ago"], "2026-11-01"),
        (["city:kabul"], "city"),
        (["groups:talban+"], "talban"),
    ],
)
def test_search_says_what_is_wrong_with_a_query(room: Newsroom, arguments: list[str], told: str) -> None:
    """A query that does not parse, an unknown field and a time that is none end with status 2 and one line."""
    called = room.call("search", *arguments, status=2)
    assert (called.out, called.err.count("\n")) == ("", 1)
    assert told in called.err


def test_export_prints_everything_as_json_lines(room: Newsroom) -> None:
    """`export` prints each document on its line, and with --since the recent ones alone."""
    told = room.call("export").lines
    assert sorted(told, key=lambda one: one["id"]) == sorted(room.documents(), key=lambda one: one["id"])
    assert names(room.call("export", "--since", "7d").lines) == ["1", "4", "copy"]
    assert "jsonl or csv" in room.call("export", "--format", "xml", status=2).err


def test_export_csv_is_safe_in_a_spreadsheet(room: Newsroom) -> None:
    """The table has one row an article under its headings, line breaks quoted, and no cell that is a formula."""
    rows = list(csv.DictReader(io.StringIO(room.call("export", "--format", "csv").out, newline="")))
    assert names(rows) == ["1", "2", "3", "4", "copy"]
    (three,) = [row for row in rows if row["url"] == room.url(3)]
    assert (three["title"], three["groups"], three["source"]) == ("'=Report 3", "haqqani-network", "One")
    assert three["text"] == HAQQANI


# why and status


def test_why_tells_the_whole_way_of_a_link(room: Newsroom) -> None:
    """`why --json` has the promised keys, every step in order with its time, and the story's alerts."""
    told = room.why(room.url(1))
    assert {"url", "canonical_url", "id", "fate", "reason", "story_id", "seen_in", "steps", "alerts"} <= set(
        told
    )
    assert [step["stage"] for step in told["steps"]] == ["poll", "fetch", "process", "index"]
    assert all(set(step) == {"at", "stage", "outcome", "detail"} for step in told["steps"])
    times = [step["at"] for step in told["steps"]]
    assert times == sorted(times)
    assert [(alert["rule"], alert["channel"], alert["state"]) for alert in told["alerts"]] == [
        ("taliban", "desk", "sent")
    ]
    assert "indexed" in room.call("why", room.url(1)).out


def test_why_of_a_link_that_nobody_showed_is_said(room: Newsroom) -> None:
    """An address that no feed showed ends with status 1 and is named."""
    called = room.call("why", "https://example.org/never", "--json", status=1)
    assert (called.out, called.err) == ("", "wirewatch: no feed has shown https://example.org/never\n")


def test_status_counts_everything(room: Newsroom) -> None:
    """`status --json` has the promised keys, and its text says the same."""
    told = room.status()
    assert told["fates"] == {"indexed": 5, "rejected": {}, "failed": {}}
    assert told["open"] == {"pending": 0, "fetched": 0, "processed": 0, "retry": 0}
    assert told["alerts"] == {"pending": 0, "sent": 2, "failed": 0}
    assert (told["index"]["kind"], told["index"]["documents"], told["index"]["status"]) == (
        "tantivy",
        5,
        "green",
    )
    assert {(feed["url"], feed["health"], feed["links"]) for feed in told["feeds"]} == {
        (f"{room.web.url}/one.xml", "ok", 3),
        (f"{room.web.url}/two.xml", "ok", 2),
    }
    assert "5 links: 5 indexed" in room.call("status").out


# feeds


def test_feeds_are_added_listed_and_removed(fresh: Newsroom) -> None:
    """A feed that answers is added once, with the file's comments kept, and removed; what is none is not added."""
    fresh.web.serve("/new.xml", rss(item(fresh.url(1)), title="The new one"), RSS)
    fresh.web.serve("/page", "<p>No feed</p>")
    file = fresh.config / "feeds.yaml"
    file.write_text("# ours\nfeeds:\n  - url: https://example.org/rss   # theirs\n")
    url = f"{fresh.web.url}/new.xml"
    assert fresh.call("feeds", "add", url, "--name", "New").out == f"added {url}: The new one, 1 entries\n"
    assert "there already" in fresh.call("feeds", "add", url).out
    assert [(feed["url"], feed.get("name", "")) for feed in fresh.call("feeds", "list", "--json").json] == [
        ("https://example.org/rss", ""),
        (url, "New"),
    ]
    assert url in fresh.call("feeds", "list").out
    assert "not_a_feed" in fresh.call("feeds", "add", f"{fresh.web.url}/page", status=1).err
    fresh.call("feeds", "add", "not an address", status=2)
    assert fresh.call("feeds", "remove", url).out == f"removed {url}\n"
    fresh.call("feeds", "remove", url, status=2)
    assert file.read_text() == "# ours\nfeeds:\n  - url: https://example.org/rss   # theirs\n"


def test_feeds_add_makes_the_first_configuration(fresh: Newsroom) -> None:
    """A feed can be added where there is no feeds.yaml yet."""
    fresh.publish("/one.xml", 1)
    fresh.call("feeds", "add", f"{fresh.web.url}/one.xml")
    fresh.run()
    assert len(fresh.documents()) == 1


def test_feeds_check_asks_each_and_records_nothing(fresh: Newsroom) -> None:
    """`feeds check` tells each feed's entries or error, ends with status 1 for an error, and records nothing."""
    fresh.publish("/one.xml", 1, 2)
    fresh.read("/gone.xml")
    fresh.configure()
    told = {one["url"]: one for one in fresh.call("feeds", "check", "--json", status=1).json}
    good, bad = told[f"{fresh.web.url}/one.xml"], told[f"{fresh.web.url}/gone.xml"]
    assert (good["entries"], good["error"], good["health"]) == (2, None, "new")
    assert (bad["error"].partition(":")[0], bad["health"]) == ("not_found", "failed")
    assert fresh.status()["links"] == 0
    del fresh.feeds["/gone.xml"]
    fresh.configure()
    assert f"{fresh.web.url}/one.xml" in fresh.call("feeds", "check").out


def test_feeds_discover_finds_what_a_site_announces(fresh: Newsroom) -> None:
    """The feeds that a page links to are printed; a site without any ends with status 1."""
    fresh.publish("/one.xml", 1)
    fresh.web.serve(
        "/", '<html><head><link rel="alternate" type="application/rss+xml" href="/one.xml"></head></html>'
    )
    assert fresh.call("feeds", "discover", f"{fresh.web.url}/").out.startswith(f"{fresh.web.url}/one.xml")
    fresh.web.serve("/", "<p>Nothing</p>")
    fresh.web.serve("/one.xml", "", status=404)
    fresh.call("feeds", "discover", f"{fresh.web.url}/", status=1)


def test_feeds_go_out_and_in_as_opml(fresh: Newsroom, tmp_path: Path) -> None:
    """What `feeds export` prints, `feeds import` reads into another configuration, each feed once."""
    fresh.publish("/one.xml", 1)
    fresh.publish("/two.xml", 2)
    fresh.configure()
    listed = tmp_path / "feeds.opml"
    listed.write_text(fresh.call("feeds", "export").out, "utf-8")
    other = Newsroom(fresh.web, tmp_path / "other")
    assert other.call("feeds", "import", str(listed)).out == "added 2 of 2 feeds\n"
    assert other.call("feeds", "import", str(listed)).out == "added 0 of 2 feeds\n"
    told = [(feed["url"], feed["name"]) for feed in other.call("feeds", "list", "--json").json]
    assert told == [
        (fresh.web.url + feed, feed.strip("/").removesuffix(".xml").capitalize()) for feed in fresh.feeds
    ]
    other.call("feeds", "import", str(tmp_path / "absent.opml"), status=2)
    listed.write_text("no list")
    assert other.call("feeds", "import", str(listed), status=2).err.startswith(f"wirewatch: {listed}: ")


# groups


def test_groups_are_listed_and_linted(fresh: Newsroom) -> None:
    """`groups list` shows the catalogue; `groups lint` names what is doubtful, with its line, and fails on an error."""
    fresh.groups(GROUPS)
    assert [group["id"] for group in fresh.call("groups", "list", "--json").json] == [
        "taliban",
        "haqqani-network",
    ]
    assert "haqqani-network" in fresh.call("groups", "list").out
    assert fresh.call("groups", "lint").out.endswith("2 groups, 3 aliases, 0 findings\n")
    fresh.groups([*GROUPS, {"id": "tip", "name": "Taliban of the east", "aliases": {"en": ["said"]}}])
    called = fresh.call("groups", "lint", "--json", status=1)
    lines = (fresh.config / "groups.yaml").read_text().splitlines()
    found = {(one["level"], one["alias"], lines[one["line"] - 1].strip(" -")) for one in called.json}
    assert found == {
        ("warning", "said", "said"),
        ("error", "Taliban of the east", "name: Taliban of the east"),
    }
    assert f"groups.yaml:{called.json[0]['line']}: " in fresh.call("groups", "lint", status=1).out


# alerts


def test_alerts_are_checked_and_listed(fresh: Newsroom) -> None:
    """`alerts check` passes what is well formed and names an unknown group, a bad address and an unset secret."""
    assert fresh.call("alerts", "check").out == "1 rules and 1 channels are well formed\n"
    listed = {"when": "each", "enabled": True, "waits_until": None}
    assert fresh.call("alerts", "list", "--json").json == [RULE | listed]
    assert "groups:taliban" in fresh.call("alerts", "list").out
    for rule, channel, told in (
        ({**RULE, "query": "groups:talban"}, {"url": "log:"}, "talban"),
        ({**RULE, "query": "about:talban"}, {"url": "log:"}, "talban"),
        ({**RULE, "query": "kabul OR groups:talban+"}, {"url": "log:"}, "talban"),
        (RULE, {"url": "slakc://a/b"}, "desk"),
        (RULE, {"url": "slack://", "secret_env": "NOT_SET_HERE"}, "NOT_SET_HERE"),
    ):
        fresh.alerts({"alerts": [rule], "channels": {"desk": channel}})
        called = fresh.call("alerts", "check", status=2)
        assert (called.out, called.err.count("\n")) == ("", 1)
        assert told in called.err


def test_a_replayed_rule_gives_what_live_alerting_gave(fresh: Newsroom) -> None:
    """`alerts test` over several batches, with copies in the same batch and late ones, equals what was sent."""
    for numbers in ([1, 2], [3, 4], [5]):
        fresh.publish("/one.xml", *numbers)
        copied = numbers[0]
        fresh.web.serve(f"/a/copy{copied}", html(f"Report {copied} elsewhere", story(copied)))
        fresh.show("/two.xml", item(f"{fresh.web.url}/a/copy{copied}"))
        fresh.web.serve(f"/a/late{copied}", html(f"Report {copied - 1} late", story(copied - 1)))
        fresh.show("/three.xml", item(f"{fresh.web.url}/a/late{copied}"))
        fresh.configure()
        fresh.run()
    sent = {post["story_id"]: post for post in fresh.posts()}
    replayed = fresh.call("alerts", "test", "taliban", "--json").json
    assert len(replayed) == len(sent) == len(fresh.posts()) == 6
    for alert in replayed:
        live = sent[alert["story_id"]]
        assert {name: live[name] for name in alert} == alert
    assert {alert["outlets"] for alert in replayed} == {1, 2}
    assert len(fresh.posts()) == 6
    assert fresh.call("alerts", "test", "taliban").out.endswith("6 alerts\n")
    assert fresh.call("alerts", "test", "taliban", "--since", "0s", "--json").json == []
    assert "known: taliban" in fresh.call("alerts", "test", "nobody", status=2).err


def test_search_alerts_and_replay_read_branches_alike(fresh: Newsroom) -> None:
    """A rule with `groups:id+` is checked, told live and replayed for the same articles that a search finds."""
    fresh.groups(FAMILY)
    fresh.alerts(
        {"alerts": [{**RULE, "query": "groups:taliban+"}], "channels": {"desk": {"url": fresh.hook()}}}
    )
    fresh.publish("/one.xml", 1)
    fresh.web.serve("/a/3", html("Report 3", HAQQANI))
    fresh.web.serve("/a/4", html("Report 4", story(4).replace("the Taliban", "rebels")))
    fresh.show("/one.xml", item(fresh.url(3)), item(fresh.url(4)))
    fresh.configure()
    fresh.run()
    found = fresh.call("search", "groups:taliban+", "--json").json["hits"]
    assert names(found) == ["1", "3"]
    assert names(fresh.call("search", "*", "--group", "taliban+", "--json").json["hits"]) == ["1", "3"]
    assert names(fresh.call("search", "*", "--group", "taliban", "--json").json["hits"]) == ["1"]
    for unknown in (("*", "--group", "talban+", "--json"), ("groups:talban+",)):
        told = fresh.call("search", *unknown, status=2).err
        assert "the catalogue has no group 'talban'; did you mean 'taliban'?" in told
    assert sorted(post["article_id"] for post in fresh.posts()) == sorted(hit["id"] for hit in found)
    replayed = fresh.call("alerts", "test", "taliban", "--json").json
    assert sorted(alert["article_id"] for alert in replayed) == sorted(hit["id"] for hit in found)
    assert any("Haqqani network" in alert["sentence"] for alert in replayed)
    fresh.call("alerts", "check")


def test_search_finds_what_is_about_a_group(fresh: Newsroom) -> None:
    """`about:id` finds what names the group in its headline, not once in passing; `id+` has its branches."""
    fresh.groups(FAMILY)
    fresh.publish("/one.xml", 1)
    fresh.web.serve("/a/2", html("The Taliban leave Helmand", story(2)))
    fresh.web.serve("/a/3", html("Haqqani network leaves Helmand", HAQQANI))
    fresh.show("/one.xml", item(fresh.url(2)), item(fresh.url(3)))
    fresh.configure()
    fresh.run()
    for query, wanted in {
        "about:taliban": ["2"],
        "about:taliban+": ["2", "3"],
        "about:*": ["2", "3"],
    }.items():
        assert names(fresh.call("search", query, "--json").json["hits"]) == wanted
    assert "groups: taliban 0.80" in fresh.call("search", "about:taliban").out


def test_alerts_log_tells_every_delivery(room: Newsroom) -> None:
    """`alerts log --json` is one line a delivery with the promised keys; what was posted carries the same key."""
    lines = room.call("alerts", "log", "--json").lines
    assert len(lines) == 2
    for line in lines:
        assert {"rule", "story_id", "channel", "state", "attempts", "key", "sent_at"} <= set(line)
        assert (line["state"], line["attempts"], line["channel"]) == ("sent", 1, "desk")
        assert line["sent_at"]
    assert {line["key"] for line in lines} == {post["key"] for post in room.posts()}
    assert "taliban" in room.call("alerts", "log").out


def test_a_webhook_carries_what_a_desk_needs(room: Newsroom) -> None:
    """A delivery has title, url, source, groups, the sentence, the rule, the outlets and the key."""
    (post,) = [post for post in room.posts() if post["outlets"] == 2]
    assert (post["rule"], post["groups"], post["key"]) == ("taliban", ["taliban"], post["header"])
    assert post["sentence"] == "Elder 1 said the Taliban had left Helmand."
    assert (post["title"], post["url"], post["source"]) in (
        ("Report 1", room.url(1), "One"),
        ("Report 1 elsewhere", f"{room.web.url}/a/copy", "Two"),
    )


# replay and reprocess


def test_replay_brings_back_dead_letters(fresh: Newsroom) -> None:
    """What failed is tried again after `replay`, what was rejected by its reason alone, and both can end well."""
    fresh.publish("/one.xml", 1, 2)
    fresh.web.on("/a/2", status(404), page(html("Report 2", story(2))))
    fresh.configure()
    fresh.run()
    assert fresh.status()["fates"] == {"indexed": 1, "rejected": {"not_found": 1}, "failed": {}}
    assert fresh.call("replay").out.startswith("0 links and 0 deliveries")
    assert fresh.call("replay", "--reason", "not_found").out.startswith("1 links")
    assert fresh.status()["open"]["pending"] == 1
    fresh.run()
    assert fresh.status()["fates"] == {"indexed": 2, "rejected": {}, "failed": {}}
    assert [step["stage"] for step in fresh.why(fresh.url(2))["steps"]][:4] == [
        "poll",
        "fetch",
        "replay",
        "fetch",
    ]
    assert len(fresh.posts()) == 2


def test_replay_brings_back_failed_deliveries(fresh: Newsroom) -> None:
    """An alert whose channel had a wrong address is sent after the address was mended and `replay` was called."""
    fresh.alerts({"alerts": [RULE], "channels": {"desk": {"url": "slakc://a/b"}}})
    fresh.publish("/one.xml", 1)
    fresh.configure()
    fresh.run()
    (line,) = fresh.call("alerts", "log", "--json").lines
    assert (line["state"], bool(line["detail"])) == ("failed", True)
    fresh.alerts({"alerts": [RULE], "channels": {"desk": {"url": fresh.hook()}}})
    assert fresh.run() == {"poll polled": 1, "poll unchanged": 1}
    assert fresh.call("replay").out.startswith("0 links and 1 deliveries")
    fresh.run()
    (post,) = fresh.posts()
    assert (post["key"], fresh.status()["alerts"]) == (line["key"], {"pending": 0, "sent": 1, "failed": 0})


def test_reprocess_tags_again_and_alerts_nobody(fresh: Newsroom) -> None:
    """After an edit of groups.yaml old articles get their new tags, without a request and without an alert."""
    fresh.publish("/one.xml", 1, 2)
    fresh.configure()
    fresh.groups(GROUPS[1:])
    fresh.run()
    before = fresh.documents()
    assert [one["groups"] for one in before] == [[], []]
    asked = len(fresh.web.requests)
    fresh.groups(GROUPS)
    called = fresh.call("reprocess")
    assert called.err == "2 pages to process\n"
    after = fresh.documents()
    assert [one["groups"] for one in after] == [["taliban"], ["taliban"]]
    assert [one["mentions"][0]["text"] for one in after] == ["Taliban", "Taliban"]
    same = ("id", "batch", "story_id", "first_seen_at", "fetched_at", "text")
    assert [[one[name] for name in same] for one in after] == [[one[name] for name in same] for one in before]
    assert after[0]["catalogue_version"] != before[0]["catalogue_version"]
    assert len(fresh.web.requests) == asked
    assert fresh.posts() == []
    assert fresh.call("search", "groups:taliban", "--json").json["total"] == 2
    assert fresh.call("reprocess", "--since", "0s").err == "0 pages to process\n"
    fresh.call("reprocess", "--since", "once", status=2)


def test_reprocess_fills_a_new_index(fresh: Newsroom) -> None:
    """An index that was lost is whole again after `reprocess`, from the landing zone alone."""
    fresh.publish("/one.xml", 1, 2, 3)
    fresh.configure()
    fresh.run()
    before = {one["id"]: one["text"] for one in fresh.documents()}
    shutil.rmtree(fresh.home / "index")
    fresh.call("reprocess")
    assert {one["id"]: one["text"] for one in fresh.documents()} == before
    assert len(fresh.posts()) == 3


# init


def test_init_writes_a_configuration_that_holds(fresh: Newsroom) -> None:
    """`init` writes files that every check passes, and never writes over what is there."""
    shutil.rmtree(fresh.config)
    assert fresh.call("init").out.count("wrote ") == 3
    fresh.call("alerts", "check")
    fresh.call("feeds", "list")
    fresh.call("groups", "list")
    file = fresh.config / "alerts.yaml"
    file.write_text("# mine\n")
    (fresh.config / "feeds.yaml").unlink()
    assert "is there already" in fresh.call("init", status=2).err
    assert file.read_text() == "# mine\n"
    assert not (fresh.config / "feeds.yaml").exists()
