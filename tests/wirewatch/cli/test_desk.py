"""The commands stories, timeline and serve."""

import csv
import io
import json
import re
import urllib.request
from pathlib import Path

import pytest
from newsroom import Newsroom


def test_stories_prints_each_story_of_a_time_once(newsroom: Newsroom) -> None:
    """The newest stand first, with their outlets; a group narrows."""
    found = newsroom.run_command("stories", "--since", "3650d", "--json").json
    assert found["total"] == 4
    assert max(len(hit["outlets"]) for hit in found["hits"]) == 2
    named = newsroom.run_command("stories", "--since", "3650d", "--group", "haqqani-network", "--json").json
    assert [hit["title"] for hit in named["hits"]] == ["=Report 3"]
    assert "outlets: 2" in newsroom.run_command("stories").out


def test_timeline_counts_every_article_in_its_day_and_tells_the_empty_days(newsroom: Newsroom) -> None:
    """What tells no time counts when it was seen; no day between the first and the last is missing."""
    counts = newsroom.run_command("timeline", "--json").json["counts"]
    assert sum(day["articles"] for day in counts) == 5
    assert counts[0]["at"] == "2021-05-05T00:00:00Z"
    assert len(counts) > 1_000
    by_hour = newsroom.run_command(
        "timeline", "--group", "taliban+", "--by", "hour", "--since", "2d", "--json"
    ).json
    assert sum(hour["articles"] for hour in by_hour["counts"]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("timeline", "--by", "year"), "write hour or day"),
        (("timeline", "--by", "hour"), "narrow it by --since"),
        (("serve", "--listen", "0.0.0.0:8400"), "has no login"),
        (("serve", "--listen", "8400"), "write 127.0.0.1:8400"),
        (("serve", "--listen", "127.0.0.1:99999"), "write 127.0.0.1:8400"),
        (("serve", "--listen", "desk.example:80"), "has no login"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_mend(
    newsroom: Newsroom, arguments: tuple[str, ...], said: str
) -> None:
    """A wrong call has status 2 and one line."""
    result = newsroom.run_command(*arguments, status=2)
    assert said in result.err
    assert result.err.count("\n") == 1


def test_serve_says_where_it_is_and_answers_there(newsroom: Newsroom) -> None:
    """The line that it prints has the address of a page, and Ctrl-C ends it."""
    process = newsroom.start_command("serve", "--listen", "127.0.0.1:0")
    try:
        assert process.stdout is not None
        address = re.search(r"http://\S+/", process.stdout.readline().decode())
        assert address is not None
        with urllib.request.urlopen(address[0] + "healthz", timeout=10) as answer:
            assert answer.read() == b"ok\n"
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_the_demo_can_be_looked_at_in_a_browser(newsroom: Newsroom) -> None:
    """Its articles stand on the desk, with what is claimed and denied in them, until it is ended."""
    process = newsroom.start_command("demo", "--serve", "--listen", "127.0.0.1:0")
    try:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, b"")
        address = next(
            found[0] for line in lines if (found := re.search(r"http://\S+/(?= \()", line.decode()))
        )
        with urllib.request.urlopen(address + "?since=3650d", timeout=20) as answer:
            shown = answer.read().decode()
        assert "Taliban Deny Reports Of Possible Ties With Al-Qaeda" in shown
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_a_report_is_one_file_with_its_chart_and_every_story(newsroom: Newsroom, tmp_path: Path) -> None:
    """It runs and fetches nothing, and names the outlets and links of what was asked for."""
    file = tmp_path / "week.html"
    told = newsroom.run_command("report", "report", "--since", "3650d", "-o", str(file)).out
    assert told == f"wrote {file}: 4 stories\n"
    page = file.read_text("utf-8")
    assert page.count("<article>") == 4
    assert "<svg" in page
    assert not re.search(r"<script|<link|src=", page)
    assert f"{newsroom.web.url}/a/3" in page
    newsroom.run_command("report", "--group", "haqqani-network", "--since", "3650d", "-o", str(file))
    assert file.read_text("utf-8").count("<article>") == 1
    newsroom.run_command("report", "nobody", "-o", str(file))
    assert "Nothing found" in file.read_text("utf-8")


def test_a_report_of_several_groups_has_what_names_any_of_them_with_their_branches(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """Groups are repeated, `+` asks for branches, and the report names them; one that is none is told."""
    file = tmp_path / "week.html"
    chosen = ("--group", "haqqani-network", "--group", "taliban+", "--since", "3650d")
    both = newsroom.run_command("report", *chosen, "-o", str(file)).out
    either = newsroom.run_command(
        "search", "groups:taliban+ OR groups:haqqani-network", "--stories", "--json"
    )
    assert both == f"wrote {file}: {either.json['total']} stories\n"
    assert "Groups: <bdi>" in file.read_text("utf-8")
    for group in ("nobody", "nobody+", 'x" OR "y'):
        told = newsroom.run_command("report", "--group", group, "-o", str(file), status=2).err
        assert "no group" in told


def test_a_report_as_a_table_opens_in_excel_and_runs_no_formula(newsroom: Newsroom, tmp_path: Path) -> None:
    """It begins with the mark of UTF-8, has a row a story with its outlets, and a headline behind = is text."""
    table, values = tmp_path / "week.csv", tmp_path / "week.json"
    loud = tmp_path / "LOUD.CSV"
    for file in (table, values, loud):
        newsroom.run_command("report", "--since", "3650d", "-o", str(file))
    assert loud.read_bytes().startswith(b"\xef\xbb\xbf")
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert "'=Report 3" in [row["title"] for row in rows]
    report = json.loads(values.read_bytes())
    assert [len(row["outlets"].split(", ")) for row in rows] == [
        len(hit["outlets"]) for hit in report["hits"]
    ]
    assert sum(day["articles"] for day in report["timeline"]) == 5


@pytest.mark.parametrize("command", ["stories", "timeline"])
def test_a_group_that_is_none_is_told_and_not_found_nowhere(newsroom: Newsroom, command: str) -> None:
    """A slip in the id of a group would read as no news."""
    told = newsroom.run_command(command, "--group", "talibann", status=2).err
    assert "did you mean" in told
    assert told.count("\n") == 1


def test_a_report_as_pdf_is_made_by_the_browser_that_is_there(
    newsroom: Newsroom, tmp_path: Path, chromium: str
) -> None:
    """Chromium prints it; a file of another ending, a wrong query or an absent folder is told."""
    file = tmp_path / "week.pdf"
    newsroom.run_command("report", "report", "-o", str(file))
    assert file.read_bytes().startswith(b"%PDF-")
    for arguments in (
        ("-o", "week.doc"),
        ("title:(", "-o", "x.html"),
        ("-o", str(tmp_path / "no" / "x.html")),
    ):
        assert newsroom.run_command("report", *arguments, status=2).err.count("\n") == 1
