"""clean and tag as a user calls them: what they print, where, and how they end."""

import base64
import json
import os
from pathlib import Path

import pytest
from newsroom import Newsroom, article_page, article_text

from wirewatch import bulk


def test_clean_takes_a_file_standard_input_and_an_address(newsroom: Newsroom, tmp_path: Path) -> None:
    """The same page is the same article from a file, from standard input and from the web."""
    markup = article_page("Report 1", article_text(1))
    (tmp_path / "page.html").write_text(markup)
    address = ["--url", "https://example.org/a"]
    one = newsroom.run_command("clean", str(tmp_path / "page.html"), *address).json
    assert (one["title"], one["text"], one["url"]) == ("Report 1", article_text(1), "https://example.org/a")
    other = newsroom.run_command("clean", "-", *address, stdin=markup.encode()).json
    web = newsroom.run_command("clean", newsroom.page_url(1)).json
    assert one["text"] == other["text"] == web["text"]
    assert web["url"] == newsroom.page_url(1)


def test_clean_names_what_is_no_article(newsroom: Newsroom, tmp_path: Path) -> None:
    """A page without an article, a missing file and a missing page are each named, with their exit status."""
    assert "too_short" in newsroom.run_command("clean", stdin=b"<p>Nothing.</p>", status=1).err
    assert (
        "absent.html cannot be read"
        in newsroom.run_command("clean", str(tmp_path / "absent.html"), status=2).err
    )
    assert "not_found" in newsroom.run_command("clean", f"{newsroom.web.url}/nothing", status=1).err


def test_a_source_that_is_none_is_told_with_the_mend(newsroom: Newsroom, tmp_path: Path) -> None:
    """A missing file and a folder are told in one line with what can be given in their place."""
    mend = "; give a file, an address that begins with https://, or - for standard input\n"
    for command in (["clean"], ["clean", "--jsonl"], ["tag"], ["tag", "--jsonl"]):
        for source in (tmp_path / "absent.html", tmp_path):
            told = newsroom.run_command(*command, str(source), status=2).err
            assert f"wirewatch: {source} cannot be read: " in told
            assert told.endswith(mend)
            assert told.count("\n") == 1


def test_tag_reads_a_text_in_another_character_set(newsroom: Newsroom) -> None:
    """What a Windows program has saved is read as it is meant; what is no text is told so, and is not empty."""
    text = "The Taliban said on Monday that the road was closed — for good."
    for body in (text.encode("utf-16"), text.encode("utf-8-sig"), text.encode("cp1252")):
        (found,) = newsroom.run_command("tag", stdin=body).json["mentions"]
        assert (found["start"], found["text"]) == (4, "Taliban")
    for body in (bytes(range(256)) * 20, b"%PDF-1.7 Taliban", text.encode("utf-16-be")):
        called = newsroom.run_command("tag", stdin=body, status=2)
        assert called.err.startswith("wirewatch: standard input is no text: ")
        assert called.err.endswith("; give it a text; `wirewatch clean` reads pages and PDF\n")


def test_a_language_is_given_by_its_code(newsroom: Newsroom) -> None:
    """The name of a language is told with its code; codes of regions and scripts are taken."""
    for given, mend in (
        ("english", "did you mean en?"),
        ("Deutsch", "did you mean de?"),
        ("", "write its"),
    ):
        told = newsroom.run_command("tag", "--lang", given, stdin=b"Taliban", status=2).err
        assert told.startswith(f"wirewatch: --lang: {given!r} is no code of a language; {mend}")
    for given in ("en", "ckb", "en-US", "zh_Hans"):
        assert newsroom.run_command("tag", "--lang", given, stdin=b"The Taliban").json["mentions"]


def test_lines_may_begin_with_the_mark_of_their_character_set(newsroom: Newsroom) -> None:
    """The mark of UTF-8 before the first line is no part of it; lines in UTF-16 are told once, and not one by one."""
    line = '{"id": 1, "text": "The Taliban said so."}\n'
    assert newsroom.run_command("tag", "--jsonl", stdin=line.encode("utf-8-sig")).json["mentions"]
    called = newsroom.run_command("tag", "--jsonl", stdin=line.encode("utf-16"), status=2)
    assert called.err == "wirewatch: the lines are UTF-16, and JSON is UTF-8; save the file as UTF-8\n"


def test_clean_jsonl_answers_each_line_in_order(newsroom: Newsroom) -> None:
    """Every line has its answer in its place: articles with their ids, and what is none with its reason."""
    russian = article_page("Заголовок", article_text(7).replace("the Taliban", "Талибан")).encode("cp1251")
    asked: list[bytes] = [
        json.dumps(
            {
                "id": number,
                "url": f"https://e.org/{number}",
                "html": article_page(f"T {number}", article_text(number)),
            }
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
    told = newsroom.run_command("clean", "--jsonl", "--jobs", "2", stdin=b"\n".join(asked)).lines
    assert [one["id"] for one in told] == [*range(5), None, "six", "seven", None, None, *range(10, 40)]
    assert (told[5]["rejected"], told[6]["rejected"], told[8]["rejected"]) == (
        "bad_line",
        "too_short",
        "bad_line",
    )
    assert (told[7]["title"], told[7]["text"]) == (
        "Заголовок",
        article_text(7).replace("the Taliban", "Талибан"),
    )
    assert told[9]["rejected"] == "bad_line"
    assert [one["text"] for one in told[10:]] == [article_text(number) for number in range(10, 40)]


def test_tag_prints_mentions_with_exact_offsets(newsroom: Newsroom, tmp_path: Path) -> None:
    """Each mention's offsets cut its text out of what was handed in, from a file and from standard input."""
    text = "🙂 Said the Taliban: “Талибан” and the Haqqani network are two names."
    (tmp_path / "text.txt").write_text(text, "utf-8")
    told = newsroom.run_command("tag", str(tmp_path / "text.txt"), "--lang", "en").json
    assert told == newsroom.run_command("tag", "-", "--lang", "en", stdin=text.encode()).json
    assert set(told) == {"mentions", "statements"}
    assert {text[one["start"] : one["end"]] for one in told["mentions"]} == {
        one["text"] for one in told["mentions"]
    }
    assert {one["group"] for one in told["mentions"]} == {"taliban", "haqqani-network"}


def test_tag_prints_statements_with_the_sentence_that_proves_them(newsroom: Newsroom) -> None:
    """A denial is told with its speaker, whom it is about and its sentence, alike for one text and in lines."""
    text = "🙂 Rain fell. The Taliban denied any ties with the Haqqani network. Nobody was hurt."
    told = newsroom.run_command("tag", "-", "--lang", "en", stdin=text.encode()).json["statements"]
    line = json.dumps({"id": 1, "text": text, "lang": "en"}).encode()
    assert newsroom.run_command("tag", "--jsonl", stdin=line).lines[0]["statements"] == told
    (one,) = told
    assert text[one.pop("start") : one.pop("end")] == "The Taliban denied any ties with the Haqqani network."
    assert one == {
        **{
            "act": "deny",
            "by": "taliban",
            "by_name": "Taliban",
            "about": ["haqqani-network"],
            "negated": False,
        },
        **{"field": "text", "quoted": False, "frame": "en.deny"},
    }
    asked = b"Would the Taliban deny it? The Taliban denied it."
    clauses = newsroom.run_command("tag", "--explain", "--lang", "en", stdin=asked).json
    assert [(one["text"], one["why"]) for one in clauses if "frame" in one] == [
        ("deny", "a question"),
        ("denied", "fits"),
    ]


def test_tag_jsonl_answers_each_line_in_order(newsroom: Newsroom) -> None:
    """Every line has its answer in its place; one that is none says so and stops no other."""
    asked = [
        *(b'{"id": 1, "text": "The Taliban"}', b"{nonsense", b'{"id": "x", "text": "", "lang": "en"}'),
        b'{"x": ' + b"[" * 100_000,
    ]
    told = newsroom.run_command("tag", "--jsonl", stdin=b"\n".join(asked)).lines
    assert told[0] == {
        "id": 1,
        "mentions": [{"group": "taliban", "start": 4, "end": 11, "text": "Taliban"}],
        "statements": [],
    }
    assert (told[1]["id"], told[1]["mentions"], bool(told[1]["error"])) == (None, [], True)
    assert told[2] == {"id": "x", "mentions": [], "statements": []}
    assert (len(told), bool(told[3]["error"])) == (4, True)


def test_tag_explains_what_counted_and_what_did_not(newsroom: Newsroom, tmp_path: Path) -> None:
    """`tag --explain` gives every place that reads like a name with the reason, as JSON or, on a terminal, a table."""
    text = "The Talibanese met the Taliban."
    told = newsroom.run_command("tag", "--explain", stdin=text.encode()).json
    assert [(one["start"], one["end"], one["counted"], one["why"]) for one in told] == [
        (4, 11, False, "a part of a longer word"),
        (23, 30, True, "counts"),
    ]
    assert set(told[0]) == {"group", "alias", "text", "start", "end", "counted", "why"}
    (tmp_path / "text.txt").write_text(text)
    terminal, inner = os.openpty()
    with newsroom.start_command("tag", "--explain", str(tmp_path / "text.txt"), stdout=inner):
        os.close(inner)
        table = b"".join(iter(lambda: _read(terminal), b"")).decode()
    os.close(terminal)
    lines = table.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["4-11", "Taliban"], ["23-30", "Taliban"]]
    assert "a part of a longer word" in lines[1]
    assert "--explain" in newsroom.run_command("tag", "--explain", "--jsonl", status=2).err


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other side is closed
        return b""


def test_clean_explains_what_was_taken(newsroom: Newsroom) -> None:
    """`clean --explain` gives each rule with the words it took and their place, as JSON or, on a terminal, a table."""
    told = newsroom.run_command("clean", "--explain", "seeds/000_40ced3961ee9481a.txt").json
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
        with newsroom.start_command("clean", "--explain", f"seeds/{seed}.txt", stdout=inner):
            os.close(inner)
            tables[seed] = b"".join(iter(lambda from_=terminal: _read(from_), b"")).decode()
        os.close(terminal)
    assert "repeated_headline  paragraph 2  Taliban Deny" in tables["000_40ced3961ee9481a"]
    assert tables["002_426c6dc9f0327b79"].strip() == "No rule took anything."
    assert "--explain" in newsroom.run_command("clean", "--explain", "--jsonl", status=2).err


def test_tag_finds_a_name_over_the_end_of_a_wrapped_line(newsroom: Newsroom) -> None:
    """In text wrapped at a width a name may go over the end of a line; its offsets are those of what was handed in."""
    text = "On Monday the ministry said that the Haqqani\nnetwork had left.\n"
    for told in (
        newsroom.run_command("tag", stdin=text.encode()).json["mentions"],
        newsroom.run_command("tag", "--jsonl", stdin=json.dumps({"text": text}).encode()).lines[0][
            "mentions"
        ],
        newsroom.run_command("tag", "--explain", stdin=text.encode()).json,
    ):
        assert [(one["group"], one["text"]) for one in told] == [("haqqani-network", "Haqqani\nnetwork")]
        assert text[told[0]["start"] : told[0]["end"]] == "Haqqani\nnetwork"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("tag -", "standard input is larger than 256 MB; --jsonl takes a stream"),
        ("tag --explain /dev/zero", "/dev/zero is larger than 256 MB; --jsonl takes a stream"),
        ("tag --jsonl -", "line 1 is longer than 67108864 bytes; give one JSON object a line"),
        ("clean -", "standard input is larger than 10 MB; --jsonl takes a stream"),
        ("clean /dev/zero", "/dev/zero is larger than 10 MB; --jsonl takes a stream"),
        ("clean --jsonl /dev/zero", "line 1 is longer than 67108864 bytes; give one JSON object a line"),
    ],
)
def test_what_never_ends_is_read_to_a_cap(newsroom: Newsroom, arguments: str, told: str) -> None:
    """A stream, a device and a line without end each cost one line and status 2, and not the machine's memory."""
    with Path("/dev/zero").open("rb") as endless:
        running = newsroom.start_command(*arguments.split(), stdin=endless)
        out, err = running.communicate(timeout=120)
    assert (running.returncode, out, err.decode().count("\n")) == (2, b"", 1)
    assert err.decode().startswith(f"wirewatch: {told}")


def test_a_long_text_is_tagged_in_pieces(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces end between paragraphs, lines or words, so that no name is cut; offsets are those of the whole text."""
    for between in ("\n\n", "\n", " "):
        text = between.join(f"The Taliban met in Helmand, day {day}." for day in range(200))
        whole = newsroom.run_command("tag", "-", stdin=text.encode()).json
        with monkeypatch.context() as patched:
            patched.setattr(bulk, "PIECE", 333)
            assert newsroom.run_command("tag", "-", stdin=text.encode()).json == whole
            called = newsroom.run_command("tag", "--explain", "-", stdin=text.encode(), status=2)
        assert len(whole["mentions"]) == 200
        assert [text[one["start"] : one["end"]] for one in whole["mentions"]] == ["Taliban"] * 200
        assert "--explain is for texts of up to 333 characters" in called.err
    assert newsroom.run_command("tag", "-", stdin=b"nobody").json == {"mentions": [], "statements": []}
