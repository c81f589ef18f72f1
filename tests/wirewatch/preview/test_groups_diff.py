"""What an edit of the catalogue would gain and lose, told before it goes live."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile_server import Hostile
from newsroom import Newsroom
from sample_documents import sample_document

from processors.groups.diff import MentionChange, compare_catalogues
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger
from wirewatch.preview.groups_diff import DiffSummary, diff_mentions

GROUPS: list[dict[str, Any]] = [
    {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}},
    {"id": "isis", "name": "ISIS", "aliases": {"any": ["ISIS", "Islamic State"]}},
]
TEXT = "Rain fell. The Pakistani Taliban met ISIS.\nThe Islamic State group said so. Nobody saw Daesh."


def edited(**aliases: list[str]) -> list[dict[str, Any]]:
    """Return the groups with these aliases, by id, in place of their own; an unknown id is a new group."""
    groups = copy.deepcopy(GROUPS)
    for id_, names in aliases.items():
        groups = [group for group in groups if group["id"] != id_]
        groups.append({"id": id_, "name": names[0], "aliases": {"any": names}})
    return groups


def changes(
    new: list[dict[str, Any]], text: str = TEXT, title: str | None = None
) -> list[tuple[str, str, str]]:
    """Return what changes in a text as (change, group, text)."""
    old, changed = (Tagger(read_catalogue({"groups": groups})) for groups in (GROUPS, new))
    told = compare_catalogues(sample_document(1, text, title=title), old, changed)
    return [(one.change, one.group, one.text) for one in told.mentions]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (GROUPS, []),
        (GROUPS[::-1], []),
        (edited(isis=["ISIS", "Islamic State", "Daesh"]), [("gained", "isis", "Daesh")]),
        (edited(isis=["ISIS"]), [("lost", "isis", "Islamic State")]),
        (edited(isis=["ISIS", "Islamic State group"]), []),
        (
            edited(ttp=["Pakistani Taliban"]),
            [("gained", "ttp", "Pakistani Taliban"), ("lost", "taliban", "Taliban")],
        ),
    ],
    ids=["same", "order", "gained", "lost", "longer", "moved"],
)
def test_mentions_are_gained_and_lost(
    new: list[dict[str, Any]], expected: list[tuple[str, str, str]]
) -> None:
    """What only one catalogue finds is told in the text's order; a name that grows within its group is no change."""
    assert changes(new) == expected


def test_a_change_has_its_place_and_sentence() -> None:
    """A change cuts its words out of the stored field and stands in the sentence that is told with it."""
    old, new = (Tagger(read_catalogue({"groups": groups})) for groups in (GROUPS, edited(ttp=["Daesh"])))
    told = compare_catalogues(sample_document(1, TEXT, title="Daesh fled"), old, new)
    assert told.mentions == (
        MentionChange("gained", "ttp", "Daesh", "title", 0, 5, "Daesh fled"),
        MentionChange("gained", "ttp", "Daesh", "text", 87, 92, "Nobody saw Daesh."),
    )
    assert TEXT[87:92] == "Daesh"
    assert (told.gained, told.lost) == (("ttp",), ())


def test_the_summary_counts_mentions_and_articles() -> None:
    """By group: mentions gained and lost, and articles that begin or cease to name it at all."""
    documents = [
        sample_document(1, TEXT),
        sample_document(2, "ISIS and the Islamic State."),
        sample_document(3, "The Islamic State."),
    ]
    summary = DiffSummary()
    old, new = (read_catalogue({"groups": groups}) for groups in (GROUPS, edited(isis=["ISIS"])))
    told = list(diff_mentions(old, new, documents, summary))
    assert [one["id"] for one in told] == [document["id"] for document in documents]
    assert (summary.articles, summary.changed) == (3, 3)
    assert summary.rows() == {"isis": {"gained": 0, "lost": 3, "articles_gained": 0, "articles_lost": 1}}


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Three stories in the index, each with the Taliban in Helmand."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1, 2, 3)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        yield newsroom


def test_groups_diff_tells_people_and_programs(newsroom: Newsroom) -> None:
    """The command tells sentences and a table, or all as JSON; the index and its tags stay as they were."""
    old = str(newsroom.config / "groups.yaml")
    new = str(newsroom.write_yaml("new.yaml", {"groups": edited(taliban=["Talib"], elders=["Elder"])}))
    before = newsroom.documents()
    told = newsroom.run_command("groups", "diff", old, new, "--json").json
    assert (told["articles"], told["changed"]) == (3, 3)
    assert told["groups"]["elders"] == {"gained": 3, "lost": 0, "articles_gained": 3, "articles_lost": 0}
    assert told["groups"]["taliban"] == {"gained": 0, "lost": 3, "articles_gained": 0, "articles_lost": 3}
    assert {one["change"] for one in told["changes"] if one["group"] == "taliban"} == {"lost"}
    first = next(one for one in told["changes"] if one["url"] == newsroom.page_url(2))
    assert first["sentence"] == "Elder 2 said the Taliban had left Helmand."
    out = newsroom.run_command("groups", "diff", old, new).out
    assert "+ elders  Elder" in out
    assert "Elder 2 said the Taliban had left Helmand." in out
    assert out.endswith("3 of 3 articles would change\n")
    assert newsroom.documents() == before


def test_groups_diff_looks_at_the_time_that_is_asked_for(newsroom: Newsroom) -> None:
    """`--since` limits the articles; a wrong time or catalogue ends with status 2 and the place."""
    old = str(newsroom.config / "groups.yaml")
    new = str(newsroom.write_yaml("new.yaml", {"groups": edited(taliban=["Elder"])}))
    told = newsroom.run_command("groups", "diff", old, new, "--since", "0s", "--json").json
    assert told == {"articles": 0, "changed": 0, "groups": {}, "changes": []}
    assert (
        "2026-11-01" in newsroom.run_command("groups", "diff", old, new, "--since", "long ago", status=2).err
    )
    assert (
        "absent.yaml: no such file"
        in newsroom.run_command("groups", "diff", old, "absent.yaml", status=2).err
    )


def test_lint_counts_what_an_alias_would_hit(newsroom: Newsroom) -> None:
    """Where there is an index a finding says in how many of its articles the words stand; elsewhere it is null."""
    newsroom.write_groups([{"id": "tip", "name": "TIP", "aliases": {"en": ["said", "TIP"]}}])
    told = {one["alias"]: one["articles"] for one in newsroom.run_command("groups", "lint", "--json").json}
    assert told == {"said": 3, "TIP": 0}
    assert "(in 3 indexed articles)" in newsroom.run_command("groups", "lint").out
    newsroom.environment["WIREWATCH_HOME"] = str(newsroom.home / "empty")
    told = {one["alias"]: one["articles"] for one in newsroom.run_command("groups", "lint", "--json").json}
    assert told == {"said": None, "TIP": None}
    assert not (newsroom.home / "empty").exists()
