"""A project: where it keeps its things, and when it reads its configuration again."""

import re
import resource
from pathlib import Path

import pytest
from hostile_server import Hostile
from newsroom import Newsroom

from wirewatch.errors import Trouble


def test_what_was_taken_over_is_not_read_again(fresh_newsroom: Newsroom) -> None:
    """An edit is taken over once; until the next one the same feeds and groups, and the same workers, stay."""
    fresh_newsroom.show_items("/one.xml")
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        project.check()
        before = project.feeds
        fresh_newsroom.show_items("/two.xml")
        fresh_newsroom.write_feeds()
        project.reread()
        taken = project.feeds
        workers = project.workers
        project.reread()
        assert (len(before), len(taken)) == (1, 2)
        assert project.feeds is taken
        assert project.workers is workers


def test_workers_end_with_the_groups_that_they_tag(fresh_newsroom: Newsroom) -> None:
    """Edited groups end the processes that tag by the old ones; edited feeds leave them."""
    fresh_newsroom.show_items("/one.xml")
    fresh_newsroom.write_feeds()
    fresh_newsroom.write_groups([{"id": "taliban", "name": "Taliban", "aliases": {"en": ["Taliban"]}}])
    with fresh_newsroom.project() as project:
        project.check()
        workers = project.workers
        fresh_newsroom.show_items("/two.xml")
        fresh_newsroom.write_feeds()
        project.reread()
        assert project.workers is workers
        fresh_newsroom.write_groups([{"id": "helmand", "name": "Helmand", "aliases": {"en": ["Helmand"]}}])
        project.reread()
        assert project.workers is not workers


def test_workers_start_anew_when_there_is_room(fresh_newsroom: Newsroom) -> None:
    """Where they could not be started nothing is left of the try; the next one has workers that work."""
    fresh_newsroom.show_items("/one.xml")
    fresh_newsroom.write_feeds()
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with fresh_newsroom.project() as project:
        _ = project.workers
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
            with pytest.raises(Trouble, match="File too large"):
                project.start_workers()
            assert "workers" not in project.__dict__
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        project.start_workers()
        assert project.workers.schedule(abs, args=[-7]).result() == 7


def test_everything_of_a_project_is_under_its_home(tmp_path: Path) -> None:
    """Whatever characters are in the home's path: ledger, index and landing zone are there, and nothing beside it."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        name = "what? no#1 50%41 a:b a&b=c;d été 'quoted\""
        newsroom.home = tmp_path / name / "home"
        newsroom.environment["WIREWATCH_HOME"] = str(newsroom.home)
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        assert newsroom.status()["fates"]["indexed"] == 1
    assert {"ledger.db", "index", "landing"} <= {path.name for path in newsroom.home.iterdir()}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "config"])
    assert [path.name for path in (tmp_path / name).iterdir()] == ["home"]


def test_two_projects_on_one_index_do_not_touch_each_other(tmp_path: Path) -> None:
    """The second is told whose index it is, and how to be one with it; neither its run nor its reprocess changes it."""
    with Hostile() as web:
        shared = {"WIREWATCH_INDEX_URL": f"tantivy:{tmp_path / 'index'}"}
        first, second = (Newsroom(web, tmp_path / name, **shared) for name in ("first", "second"))
        for number, newsroom in enumerate((first, second)):
            newsroom.publish(f"/feed{number}.xml", number)
            newsroom.write_feeds()
        first.run_pipeline()
        before = first.documents()
        told = second.run_command("run", "--once", status=1).err
        name = re.search(
            r"is of the project '(first-[0-9a-f]{6})', and this one is 'second-[0-9a-f]{6}'", told
        )
        assert name is not None, told
        assert name[0] in second.run_command("reprocess", "--new-index", status=1).err
        second.run_command("housekeeping", "--keep", "1d", status=1)
        assert first.documents() == before
        second.environment["WIREWATCH_PROJECT"] = name[1]
        second.run_command("run", "--once")
        del second.environment["WIREWATCH_PROJECT"]
        second.publish("/feed1.xml", 7)
        second.run_command("run", "--once")
        assert len(first.documents()) == 3
        second.environment["WIREWATCH_PROJECT"] = "no name"
        assert (
            "WIREWATCH_PROJECT: 'no name' is no name; write"
            in second.run_command("run", "--once", status=2).err
        )
