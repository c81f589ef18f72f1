"""A project reads its configuration again when that was edited, and only then."""

from newsroom import Newsroom


def test_what_was_taken_over_is_not_read_again(fresh: Newsroom) -> None:
    """An edit is taken over once; until the next one the same feeds and groups, and the same workers, stay."""
    fresh.show("/one.xml")
    fresh.configure()
    with fresh.project() as project:
        project.check()
        before = project.feeds
        fresh.show("/two.xml")
        fresh.configure()
        project.reread()
        taken = project.feeds
        workers = project.workers
        project.reread()
        assert (len(before), len(taken)) == (1, 2)
        assert project.feeds is taken
        assert project.workers is workers


def test_workers_end_with_the_groups_that_they_tag(fresh: Newsroom) -> None:
    """Edited groups end the processes that tag by the old ones; edited feeds leave them."""
    fresh.show("/one.xml")
    fresh.configure()
    fresh.groups([{"id": "taliban", "name": "Taliban", "aliases": {"en": ["Taliban"]}}])
    with fresh.project() as project:
        project.check()
        workers = project.workers
        fresh.show("/two.xml")
        fresh.configure()
        project.reread()
        assert project.workers is workers
        fresh.groups([{"id": "helmand", "name": "Helmand", "aliases": {"en": ["Helmand"]}}])
        project.reread()
        assert project.workers is not workers
