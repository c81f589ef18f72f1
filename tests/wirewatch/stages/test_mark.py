"""Marks: an article is tagged anew at once, tells nobody, and keeps its mark; the names that are wrong are counted."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hostile_server import Hostile
from newsroom import Newsroom, article_page, random_text, rss_item
from starlette.testclient import TestClient

from processors.groups.unmention import Wrong
from wirewatch.errors import Mistake
from wirewatch.ledger import marks
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.leases import INDEX, claim, now
from wirewatch.ledger.schema import links
from wirewatch.stages import index
from wirewatch.stages.mark import mark_wrong
from wirewatch.web.app import make_app

GROUP = {"id": "isis", "name": "Islamic State", "aliases": {"any": ["ISIS"]}}
TEXTS = {
    1: f"Guests of the Isis Hotel in Luxor were moved. {random_text(1, 60)}",
    2: f"The Isis Hotel opened its doors again on Monday. {random_text(2, 60)}",
    3: f"Soldiers fought ISIS in the north for days. {random_text(3, 60)}",
}


def publish(room: Newsroom) -> None:
    """Show two articles on a hotel and one on the group, and read them."""
    room.write_groups([GROUP])
    room.write_alerts(
        {
            "alerts": [
                {"name": "isis", "query": "groups:isis", "to": ["desk"]},
                {"name": "isis-events", "query": "groups:isis", "to": ["desk"], "once_per": "event"},
            ],
            "channels": {"desk": {"url": room.hook_url()}},
        }
    )
    for number, text in TEXTS.items():
        room.web.serve(f"/a/{number}", article_page(f"Report {number}", text))
    copy = article_page("Report 1 elsewhere", TEXTS[1])
    room.web.serve("/a/copy", copy)
    room.show_items("/one.xml", *(rss_item(room.page_url(number)) for number in TEXTS))
    room.show_items("/two.xml", rss_item(f"{room.web.url}/a/copy"))
    room.write_feeds()
    room.run_pipeline()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Give a newsroom that has read them; each test undoes its marks."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path_factory.mktemp("marks"))
        publish(room)
        yield room


@pytest.fixture
def room(read: Newsroom) -> Iterator[Newsroom]:
    """Give it without marks, and with as many alerts as before."""
    told = len(read.received_posts())
    yield read
    with read.project() as project:
        with project.ledger.begin() as tx:
            ids = [row["id"] for row in marks.list_marks(tx)]
            undone = marks.undo_marks(tx, ids, Wrong("isis"), "test", now())
            marks.index_again(tx, undone, "undone", "", now())
        index.index_articles(project)
    assert named(read) == {"1", "2", "3", "copy"}
    assert len(read.received_posts()) == told


def named(room: Newsroom) -> set[str]:
    """Return the last parts of the addresses of what names the group by the index."""
    hits = room.run_command("search", "groups:isis", "--json").json["hits"]
    return {hit["url"].rpartition("/")[2] for hit in hits}


def test_a_mark_takes_a_mention_out_at_once_and_outlives_a_reprocess(room: Newsroom) -> None:
    """It is gone from groups and mentions, comes back by no reprocess, and by undoing; `why` and `audit` tell of it."""
    url = room.page_url(1)
    assert room.run_command("mark", url, "--not", "isis").out == "marked: 1 mention in 1 article\n"
    assert named(room) == {"2", "3", "copy"}
    assert room.run_command("search", "mentions.group:isis", "--json").json["total"] == 3
    assert room.run_command("mark", url, "--not", "isis").out == "it was marked already\n"
    room.run_command("reprocess")
    room.run_pipeline()
    assert named(room) == {"2", "3", "copy"}
    assert ("mark", "not") in {(step["stage"], step["outcome"]) for step in room.why(url)["steps"]}
    change = room.run_command("audit", "--json").json["changes"][0]
    assert (change["what"], change["subject"], change["detail"]) == ("mark not", url, "isis")
    room.run_command("mark", url, "--undo", "isis")
    assert named(room) == {"1", "2", "3", "copy"}
    told = room.run_command("mark", "--list", "--json").json
    assert (told["marks"][0]["state"], told["names"]) == ("undone", [])


def test_every_copy_is_marked_where_it_is_asked_for(room: Newsroom) -> None:
    """`--copies` marks, and undoes, in all articles of the story."""
    room.run_command("mark", room.page_url(1), "--not", "isis", "--copies")
    assert named(room) == {"2", "3"}
    room.run_command("mark", room.page_url(1), "--undo", "isis", "--copies")
    assert named(room) == {"1", "2", "3", "copy"}


def test_the_marks_propose_a_phrase_and_count_how_often_a_name_was_right(room: Newsroom) -> None:
    """`groups lint` proposes `never` with the counts; `mark --list` has the name's precision."""
    for number in (1, 2):
        room.run_command("mark", room.page_url(number), "--not", "isis", "--text", "Isis Hotel", "--copies")
    (proposal,) = (
        one for one in room.run_command("groups", "lint", "--json").json if one["level"] == "proposal"
    )
    assert proposal["write"] == {"never": ["Isis Hotel"]}
    counts = [proposal[name] for name in ("covers", "marked", "right_hit", "right")]
    assert counts == [3, 3, 0, 1]
    assert proposal["line"] == 2
    assert "1 proposal" in room.run_command("groups", "lint").out
    (name,) = room.run_command("mark", "--list", "--json").json["names"]
    assert name == {"group": "isis", "alias": "Isis", "marked": 3, "seen": 4, "precision": 0.25}
    assert "0.25" in room.run_command("mark", "--list").out


def test_the_marks_count_how_often_a_rule_was_right(room: Newsroom) -> None:
    """A told story, or event, is wrong when none of its articles matches the rule any more; one copy of two is not."""
    room.run_command("mark", room.page_url(1), "--not", "isis")
    right = {"marked": 1, "wrong": 0, "precision": 1.0}
    stories, events = room.run_command("mark", "--list", "--json").json["rules"]
    assert stories == {"rule": "isis", "told": 3, **right}
    # Which texts of random words are one event depends on which is read first.
    assert events == {"rule": "isis-events", "told": events["told"], **right}
    assert 1 <= events["told"] <= 3
    room.run_command("mark", room.page_url(1), "--not", "isis", "--copies")
    room.run_command("mark", room.page_url(2), "--not", "isis")
    lines = [line.split() for line in room.run_command("mark", "--list").out.splitlines()[-2:]]
    assert lines[0] == ["isis", "2", "2", "3", "0.333"]
    assert (lines[1][0], lines[1][3]) == ("isis-events", str(events["told"]))
    with room.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        assert "33.3%" in desk.get("/alerts").text
    room.run_command("mark", room.page_url(3), "--not", "isis")
    assert {one["precision"] for one in room.run_command("mark", "--list", "--json").json["rules"]} == {0.0}
    for number in TEXTS:
        room.run_command("mark", room.page_url(number), "--undo", "isis", "--copies")
    assert room.run_command("mark", "--list", "--json").json["rules"] == []


def test_a_rule_that_is_gone_has_no_precision(room: Newsroom) -> None:
    """It is counted all the same, and a file of rules that cannot be read hides no mark."""
    room.run_command("mark", room.page_url(2), "--not", "isis")
    kept = (room.config / "alerts.yaml").read_text()
    (room.config / "alerts.yaml").write_text("alerts: [")
    told = room.run_command("mark", "--list", "--json").json
    (room.config / "alerts.yaml").write_text(kept)
    assert told["rules"][0] == {"rule": "isis", "marked": 1, "wrong": None, "told": 3, "precision": None}
    assert len(told["names"]) == 1


def test_a_mark_without_its_mention_is_outdated(room: Newsroom) -> None:
    """Once the catalogue has learnt the phrase, a reprocess leaves the mark nothing to take out."""
    room.run_command("mark", room.page_url(2), "--not", "isis")
    room.write_groups([{**GROUP, "never": ["Isis Hotel"]}])
    room.run_command("reprocess")
    room.run_pipeline()
    told = room.run_command("mark", "--list", "--json").json
    assert (told["marks"][0]["state"], told["names"]) == ("outdated", [])
    assert named(room) == {"3"}
    room.write_groups([GROUP])
    room.run_command("reprocess")
    room.run_pipeline()
    assert room.run_command("mark", "--list", "--json").json["marks"][0]["state"] == "holds"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 2),
        (["URL"], 2),
        (["URL", "--not", "taliban"], 2),
        (["URL", "--not", "isis", "--text", "Hilton"], 2),
        (["URL", "--not", "isis", "--text", "x" * 1_000], 2),
        (["URL", "--not", "isis", "--text", " "], 2),
        (["URL", "--not", "isis", "--text", "\udcff"], 2),
        (["URL", "--not", "<b>", "--undo", "isis"], 2),
        (["URL", "--undo", "isis"], 2),
        (["URL", "--list"], 2),
        (["https://nobody.example/", "--not", "isis"], 1),
        (["\ud800", "--not", "isis"], 1),
    ],
)
def test_a_mark_that_is_wrong_is_told_in_one_line(room: Newsroom, arguments: list[str], status: int) -> None:
    """Neither the ledger nor the index is touched."""
    asked = [room.page_url(1) if one == "URL" else one for one in arguments]
    told = room.run_command("mark", *asked, status=status)
    assert told.err.startswith("wirewatch: ")
    assert told.err.count("\n") == 1


def test_an_index_that_is_away_follows_at_the_next_run(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark stands, what is told says so, and the next pass takes the mention out."""
    from processors.stores.store import StoreDown

    def fail(*_: object, **__: object) -> None:
        raise StoreDown("the index is away")

    monkeypatch.setattr(index, "make_document", fail)
    assert "the index is away" in room.run_command("mark", room.page_url(3), "--not", "isis").out
    monkeypatch.undo()
    assert "3" in named(room)
    with room.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(links.update().where(links.c.fate == "processed").values(due_at=now()))
        index.index_articles(project)
    assert named(room) == {"1", "2", "copy"}


def test_a_mark_made_while_the_article_is_written_is_not_lost(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever had read the article before the mark writes it without it; it is then indexed once more."""
    whole = index.make_document

    def marking(*arguments: object, **more: object) -> object:
        monkeypatch.setattr(index, "make_document", whole)
        with room.project() as other:
            mark_wrong(other, room.page_url(1), Wrong("isis"), "ana")
        return whole(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(index, "make_document", marking)
    with room.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(links.update().values(fate="processed"))
        while index.index_articles(project):
            pass
    assert named(room) == {"2", "3", "copy"}


def test_both_ledgers_keep_and_undo_marks(ledger: Ledger) -> None:
    """SQLite and PostgreSQL: marks hold until they are undone, by words or all; a claim of the article is lost."""
    at = now() - timedelta(minutes=1)
    row = {
        "shard": 0,
        "url": "https://x.example/",
        "canonical_url": "https://x.example/",
        "domain": "x.example",
    }
    row |= {"feed_url": "f", "fate": "processed", "article": "a#0"}
    with ledger.begin() as tx:
        tx.execute(links.insert().values(id="a", first_seen_at=at, due_at=at, **row))
    (claimed,) = claim(ledger, INDEX, 1)
    words, every = Wrong("isis", "Isis Hotel"), Wrong("isis")
    with ledger.begin() as tx:
        for wrong in (words, every):
            marks.add_mark(tx, claimed, wrong, [marks.Removed("Isis", "<b>", "\u202e")], "ana" * 100, at)
        marks.index_again(tx, ["a"], "not", "detail", now())
    assert claim(ledger, INDEX, 1)
    with ledger.begin() as tx:
        assert marks.marks_of(tx, ["a", "b"]) == {"a": (words, every)}
        marks.note_outdated(tx, {"a": {words: False, every: True}})
        assert [one["state"] for one in marks.marks_on(tx, ["a"])] == ["holds", "outdated"]
        assert marks.undo_marks(tx, ["a"], words, "ana", at) == ["a"]
        assert marks.marks_of(tx, ["a"]) == {"a": (every,)}
        assert marks.undo_marks(tx, ["a"], every, "ana", at) == ["a"]
        assert marks.undo_marks(tx, ["a"], every, "ana", at) == []
        assert [one["state"] for one in marks.list_marks(tx, "isis")] == ["undone", "undone"]


def test_an_empty_project_has_no_marks(fresh_newsroom: Newsroom) -> None:
    """`mark --list` and `groups lint` say so, and make no index."""
    assert fresh_newsroom.run_command("mark", "--list", "--json").json == {
        "marks": [],
        "names": [],
        "rules": [],
    }
    assert fresh_newsroom.run_command("groups", "lint", "--json").json == []
    assert not (fresh_newsroom.home / "index").exists()


def test_a_mistake_names_what_the_article_names(room: Newsroom) -> None:
    """Whoever marks a group that is not named there is told which are, and by which words."""
    with room.project() as project, pytest.raises(Mistake, match="it names isis as 'Isis'"):
        mark_wrong(project, room.page_url(1), Wrong("taliban"), "ana")


def test_words_beside_are_proposed_where_no_phrase_is(room: Newsroom) -> None:
    """A name of which no phrase holds the marks has `not_near`, under the alias as the catalogue writes it."""
    with room.project() as project, project.ledger.begin() as tx:
        link = tx.execute(links.select().where(links.c.url == room.page_url(1))).one()
        for word in ("is", "was", "and"):
            place = marks.Removed("Isis", "the goddess ", f" {word} worshipped")
            marks.add_mark(
                tx, link, Wrong("isis", word), [place._replace(before="goddess of old, ")], "ana", now()
            )
    found = room.run_command("groups", "lint", "--json").json
    proposals = [one for one in found if one["level"] == "proposal"]
    assert [one["write"] for one in proposals] == [
        {"context": {"ISIS": {"not_near": ["goddess", "worshipped"]}}}
    ]
    assert (proposals[0]["covers"], proposals[0]["marked"]) == (3, 3)
