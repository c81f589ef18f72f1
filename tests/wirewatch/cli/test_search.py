"""search, export, why and status as a user calls them."""

import csv
import io

import pytest
from newsroom import Newsroom
from sample_stories import HAQQANI_TEXT, last_path_parts

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
    newsroom: Newsroom, arguments: list[str], wanted: list[str] | None
) -> None:
    """The query, the group, the outlet and the time each narrow what is found; a story is shown once."""
    told = newsroom.run_command("search", *arguments, "--json").json
    assert told["total"] == len(told["hits"])
    if wanted is None:  # of two copies, whichever was seen first
        assert len(told["hits"]) == 1
    else:
        assert last_path_parts(told["hits"]) == wanted


def test_search_json_carries_the_document_its_score_and_the_place(newsroom: Newsroom) -> None:
    """A hit is the whole document with its score and its highlighted text, and --size limits the hits alone."""
    told = newsroom.run_command("search", "helmand", "--size", "2", "--json").json
    assert (told["total"], len(told["hits"])) == (5, 2)
    hit = told["hits"][0]
    (document,) = [one for one in newsroom.documents() if one["id"] == hit["id"]]
    added = {key: hit[key] for key in ("score", "highlight", "centrality")}
    assert {**document, **added} == hit
    parts = {"score": 0.321, "title": 0.0, "lede": 1.0, "share": 0.333, "spread": 0.25}
    assert all(hit["centrality"] == {group: parts} for hit in told["hits"] for group in hit["groups"])
    assert "<em>Helmand</em>" in hit["highlight"]["text"][0]


def test_search_shows_people_titles_and_sentences(newsroom: Newsroom) -> None:
    """Without --json the number found, the titles and the sentences are printed, without control characters."""
    out = newsroom.run_command("search", "haqqani").out
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
def test_search_says_what_is_wrong_with_a_query(newsroom: Newsroom, arguments: list[str], told: str) -> None:
    """A query that does not parse, an unknown field and a time that is none end with status 2 and one line."""
    called = newsroom.run_command("search", *arguments, status=2)
    assert (called.out, called.err.count("\n")) == ("", 1)
    assert told in called.err


def test_export_prints_one_json_list_or_a_table_for_excel(newsroom: Newsroom) -> None:
    """`json` is the lines as one list, also where there is nothing; `excel` is the CSV behind the mark of UTF-8."""
    assert newsroom.run_command("export", "--format", "json").json == newsroom.run_command("export").lines
    assert newsroom.run_command("export", "nobody", "--format", "json").json == []
    plain = newsroom.run_command("export", "--format", "csv").out
    assert newsroom.run_command("export", "--format", "excel").out == f"\ufeff{plain}"


def test_export_prints_everything_as_json_lines(newsroom: Newsroom) -> None:
    """`export` prints each document on its line, and with --since the recent ones alone."""
    told = newsroom.run_command("export").lines
    assert sorted(told, key=lambda one: one["id"]) == sorted(newsroom.documents(), key=lambda one: one["id"])
    assert last_path_parts(newsroom.run_command("export", "--since", "7d").lines) == ["1", "4", "copy"]
    assert "jsonl or csv" in newsroom.run_command("export", "--format", "xml", status=2).err


def test_export_is_narrowed_as_search_is(newsroom: Newsroom) -> None:
    """A query, a group, an outlet and both ends of a time say what is printed; what is wrong is told."""

    def exported(*arguments: str) -> list[str]:
        return last_path_parts(newsroom.run_command("export", *arguments).lines)

    assert exported("haqqani") == ["3"]
    assert exported("--group", "taliban+", "--until", "7d") == ["2", "3"]
    assert exported("*", "--source", "two") == ["4", "copy"]
    assert exported("nobody") == []
    newsroom.run_command("export", "title:(", status=2)
    newsroom.run_command("export", "--group", "nobody", status=2)


def test_export_csv_is_safe_in_a_spreadsheet(newsroom: Newsroom) -> None:
    """The table has one row an article under its headings, line breaks quoted, and no cell that is a formula."""
    rows = list(
        csv.DictReader(io.StringIO(newsroom.run_command("export", "--format", "csv").out, newline=""))
    )
    assert last_path_parts(rows) == ["1", "2", "3", "4", "copy"]
    (three,) = [row for row in rows if row["url"] == newsroom.page_url(3)]
    assert (three["title"], three["groups"], three["source"]) == ("'=Report 3", "haqqani-network", "One")
    assert three["text"] == HAQQANI_TEXT


# why and status


def test_why_tells_the_whole_way_of_a_link(newsroom: Newsroom) -> None:
    """`why --json` has the promised keys, every step in order with its time, and the story's alerts."""
    told = newsroom.why(newsroom.page_url(1))
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
    assert "indexed" in newsroom.run_command("why", newsroom.page_url(1)).out


def test_why_of_a_link_that_nobody_showed_is_said(newsroom: Newsroom) -> None:
    """An address that no feed showed ends with status 1 and is named."""
    called = newsroom.run_command("why", "https://example.org/never", "--json", status=1)
    mend = "give it as the feed has it, or search for words of its headline"
    assert called.out == ""
    assert called.err == f"wirewatch: no feed has shown https://example.org/never; {mend}\n"


def test_status_counts_everything(newsroom: Newsroom) -> None:
    """`status --json` has the promised keys, and its text says the same."""
    told = newsroom.status()
    assert told["fates"] == {"indexed": 5, "rejected": {}, "failed": {}}
    assert told["open"] == {"pending": 0, "fetched": 0, "processed": 0, "retry": 0}
    assert told["alerts"] == {"pending": 0, "sent": 2, "failed": 0}
    assert (told["index"]["kind"], told["index"]["documents"], told["index"]["status"]) == (
        "tantivy",
        5,
        "green",
    )
    assert {(feed["url"], feed["health"], feed["links"]) for feed in told["feeds"]} == {
        (f"{newsroom.web.url}/one.xml", "ok", 3),
        (f"{newsroom.web.url}/two.xml", "ok", 2),
    }
    assert "5 links: 5 indexed" in newsroom.run_command("status").out
