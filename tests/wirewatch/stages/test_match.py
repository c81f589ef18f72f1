"""Matching: what one rule's failure does to the others, and what a lost page costs."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from hostile_server import Hostile
from newsroom import RULE, Newsroom, troubles_of

from processors.query.query import Query
from processors.stores.store import StoreRefused
from processors.stores.tantivy.index import Tantivy
from wirewatch.pipeline import run_once


class Refusing(Tantivy):
    """An index that refuses every rule named `bad`, as Elasticsearch does with one that asks too much of it."""

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Refuse, or match."""
        if "bad" in queries:
            raise StoreRefused("too many clauses")
        return super().match(queries, batch)


def test_a_rule_that_the_index_refuses_holds_back_no_other(tmp_path: Path) -> None:
    """The other rules' alerts go out, the refused rule is named, and it makes up for what it missed once it works."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1, 2)
        newsroom.write_alerts(
            {"alerts": [RULE, RULE | {"name": "bad"}], "channels": {"desk": {"url": newsroom.hook_url()}}}
        )
        newsroom.write_feeds()
        with newsroom.project() as project:
            folder = project.settings.index_url.removeprefix("tantivy:")
            project.__dict__["store"] = store = Refusing(folder)
            store.prepare()
            told = ["match: the index refuses rule 'bad': too many clauses; all other rules were matched"]
            assert troubles_of(list(run_once(project))) == told
            assert len(newsroom.received_posts()) == 2
            newsroom.publish("/one.xml", 3)
            assert troubles_of(list(run_once(project))) == told
            assert len(newsroom.received_posts()) == 3
        newsroom.run_pipeline()
        posts = [post["rule"] for post in newsroom.received_posts()]
        assert posts.count("taliban") == posts.count("bad") == 3


def test_a_page_that_the_landing_zone_lost_is_fetched_again_by_replay(tmp_path: Path) -> None:
    """A lost page is named as such, and `replay` brings it back from the web."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        with newsroom.project() as project:
            for done in run_once(project):
                if done.stage == "fetch":
                    shutil.rmtree(project.settings.landing_url)
        assert newsroom.status()["fates"]["failed"] == {"landing_lost": 1}
        newsroom.run_command("replay")
        newsroom.run_pipeline()
        assert newsroom.status()["fates"]["indexed"] == 1
        assert newsroom.page_requests() == {"/a/1": 2}


def test_a_link_that_is_no_address_has_its_fate(tmp_path: Path) -> None:
    """What a feed shows in place of an address is told of by `why`, with its reason."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.show_items("/one.xml", "<item><title>Nothing</title><link>javascript:void(0)</link></item>")
        newsroom.write_feeds()
        newsroom.run_pipeline()
        assert newsroom.status()["fates"]["rejected"] == {"bad_url": 1}
        assert newsroom.why("javascript:void(0)")["reason"] == "bad_url"
