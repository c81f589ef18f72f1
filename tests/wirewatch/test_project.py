"""A project reads its configuration again when that was edited, and only then."""

from newsroom import Newsroom


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
