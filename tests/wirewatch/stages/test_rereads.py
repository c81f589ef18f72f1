"""A worse reading of what is indexed, by the real commands: it replaces nothing, is told, and is taken if meant."""

import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import kill_at_moment
import pytest
from hostile_server import Hostile
from newsroom import Newsroom, all_links_counted, article_text, random_text
from sqlalchemy import update

from wirewatch.ledger import leases, rereads
from wirewatch.ledger.links import send_to_reprocess
from wirewatch.ledger.schema import links
from wirewatch.stages import process
from wirewatch.stages.index import index_articles

PAGES = 12
LATER = datetime(2100, 1, 1, tzinfo=UTC)
STANDFIRST = (
    "The {}th report of the year on what the farmers of the northern valleys have to say about rivers, sheep "
    "and bridges, with more of it to come in May."
)
LEGAL = "All that stands here is ours and nobody else's, in this year and in all others. " + random_text(
    77, 300
)


class Site:
    """A newsroom that reads a site without a feed, by a rule of its own."""

    def __init__(self, web: Hostile, folder: Path) -> None:
        self.newsroom = Newsroom(web, folder)
        self.numbers: list[int] = []

    def publish(self, *numbers: int, lede: bool = True) -> None:
        """Serve pages, and link them on the front page."""
        self.numbers += numbers
        for number in numbers:
            text = "".join(f"<p>{line}</p>" for line in article_text(number).split("\n"))
            first = f"<p class=lede>{STANDFIRST.format(number)}</p>" if lede else ""
            first += "<a href=/a/5></a>" if number == 5 else ""
            body = (
                f"<h1>Report {number}</h1>{first}<div class=story>{text}</div><footer><p>{LEGAL}</p></footer>"
            )
            self.newsroom.web.serve(
                f"/a/{number}", f"<html><title>Report {number}</title><body>{body}</body></html>"
            )
        anchors = "".join(f"<a href=/a/{number}>Report {number}</a> " for number in self.numbers)
        self.newsroom.web.serve("/front", f"<html><body>{anchors}</body></html>")

    def rule(self, text: str) -> None:
        """Edit the site's rule."""
        self.newsroom.write_yaml(
            "feeds.yaml", {"sites": [{"url": f"{self.newsroom.web.url}/front", "links": "a", "text": text}]}
        )

    def texts(self) -> dict[str, str]:
        """Return the indexed texts by address."""
        return {one["url"]: one["text"] for one in self.newsroom.documents()}

    def fates(self) -> Any:
        """Return what `status` tells of the links' ends."""
        told = self.newsroom.status()
        assert all_links_counted(told)
        return told["fates"]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a site whose pages are indexed."""
    with Hostile() as web:
        read = Site(web, tmp_path_factory.mktemp("read"))
        read.publish(*range(PAGES))
        read.rule("div.story")
        read.newsroom.run_pipeline()
        assert read.fates() == {"indexed": PAGES, "rejected": {}, "failed": {}}
        yield read


@pytest.fixture
def site(read: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Give another newsroom with what that one has read; what it claims at once it commits at once."""
    monkeypatch.setattr(process, "SECONDS_PER_COMMIT", 600.0)
    site = Site(read.newsroom.web, tmp_path)
    shutil.copytree(read.newsroom.home, site.newsroom.home)
    site.publish(*range(PAGES))
    site.rule("div.story")
    return site


@pytest.mark.parametrize(
    ("rule", "options"),
    [("p.lede", []), ("footer", []), ("h1", []), ("aside", []), ("p.lede", ["--new-index"])],
)
def test_a_worse_reading_replaces_nothing_and_is_told(site: Site, rule: str, options: list[str]) -> None:
    """Stubs, one text for all, a headline, nothing: each text stays, in an index made anew too; the host is named."""
    before = site.texts()
    site.rule(rule)
    called = site.newsroom.run_command("reprocess", *options, status=1)
    assert f"127.0.0.1: {PAGES} pages are held: {PAGES} of {PAGES} pages read again" in called.err
    assert "--as-they-are" in called.err
    assert site.texts() == before
    assert site.fates() == {"indexed": PAGES, "rejected": {}, "failed": {}}
    (host,) = site.newsroom.status()["hosts"]
    assert (host["host"], host["health"], host["quarantined"]) == ("127.0.0.1", "quarantined", PAGES)
    assert (
        "what is indexed stays as it was" in site.newsroom.run_command("status").out.replace("\n", " ")
        or host["detail"]
    )
    assert "quarantined host 127.0.0.1" in site.newsroom.run_command("housekeeping").out
    why = site.newsroom.why(site.newsroom.page_url(3))
    assert (why["fate"], why["reason"]) == ("indexed", "quarantined")
    assert "kept as it was: the new run found" in why["detail"]


def test_a_mended_rule_brings_its_pages_through(site: Site) -> None:
    """A replay before the mend holds them again, one after it takes them, and nothing is told any more."""
    site.rule("p.lede")
    site.newsroom.run_command("reprocess", status=1)
    assert site.newsroom.run_command("replay", "--reason", "quarantined").out.startswith(f"{PAGES} links")
    assert site.newsroom.run_pipeline()["process quarantined"] == PAGES
    site.rule("p.lede, body:not(:has(a)) div.story")
    site.newsroom.run_command("replay", "--reason", "quarantined")
    counts = site.newsroom.run_pipeline()
    assert (counts["process quarantined"], counts["process released"]) == (1, 1), "one is none of too many"
    texts = site.texts()
    assert [len(texts[site.newsroom.page_url(number)]) > 500 for number in (3, 4, 5)] == [True, True, False]
    assert STANDFIRST.format(3) in texts[site.newsroom.page_url(3)]
    assert site.newsroom.status()["hosts"] == []
    assert site.fates() == {"indexed": PAGES, "rejected": {}, "failed": {}}


def test_a_reprocess_after_the_mend_brings_them_through_too(site: Site) -> None:
    """Who mends the rule and runs the same command again is judged anew, and ends well."""
    site.rule("p.lede")
    site.newsroom.run_command("reprocess", status=1)
    site.rule("p.lede, div.story")
    assert site.newsroom.run_command("reprocess").err == f"{PAGES} pages to process\n"
    assert STANDFIRST.format(3) in site.texts()[site.newsroom.page_url(3)]
    assert site.newsroom.status()["hosts"] == []


def test_an_edit_that_is_meant_is_carried_through_as_it_is(site: Site) -> None:
    """One line tells how: the shorter texts replace the longer ones, and the next reprocess takes them for the past."""
    site.rule("p.lede")
    site.newsroom.run_command("reprocess", status=1)
    site.newsroom.run_command("replay", "--reason", "quarantined", "--as-they-are")
    site.newsroom.run_pipeline()
    assert site.texts() == {
        site.newsroom.page_url(number): STANDFIRST.format(number) for number in range(PAGES)
    }
    assert site.newsroom.status()["hosts"] == []
    assert site.newsroom.run_command("reprocess").err == f"{PAGES} pages to process\n"
    site.rule("aside")
    assert "are held" in site.newsroom.run_command("reprocess", status=1).err


def test_a_few_pages_that_lose_their_text_are_let_through(site: Site) -> None:
    """Two of 42 pages that a rule reads otherwise wait until the others are read, and are then taken."""
    site.publish(*range(100, 140), lede=False)
    site.newsroom.run_pipeline()
    site.publish(*range(140, 142))
    site.newsroom.run_pipeline()
    before = site.texts()
    with site.newsroom.project() as project, project.ledger.begin() as tx:
        old = [site.newsroom.page_url(number) for number in range(PAGES)]
        tx.execute(
            update(links).where(links.c.url.in_(old)).values(raw=None)
        )  # none but the others are read again
    site.rule("p.lede, body:not(:has(p.lede)) div.story")
    called = site.newsroom.run_command("reprocess")
    counts = [line for line in called.lines if line["stage"] == "process"]
    assert [line.get("quarantined", 0) + line.get("released", 0) for line in counts] == [2, 2, 0]
    after = site.texts()
    assert {url for url in before if after[url] != before[url]} == {
        site.newsroom.page_url(140),
        site.newsroom.page_url(141),
    }
    assert site.newsroom.status()["hosts"] == []


def test_a_page_that_cannot_be_had_is_no_reading(site: Site) -> None:
    """Pages that the landing zone has lost are kept, and count neither for their host nor against it."""
    with site.newsroom.project() as project, project.ledger.begin() as tx:
        lost = [site.newsroom.page_url(number) for number in range(2, PAGES)]
        tx.execute(update(links).where(links.c.url.in_(lost)).values(raw="raw/2026/01/01/none#0"))
    assert site.newsroom.run_command("reprocess").lines[0]["kept"] == PAGES - 2
    assert site.newsroom.status()["hosts"] == []
    site.rule("p.lede")
    assert "2 of 2 pages read again" in site.newsroom.run_command("reprocess", status=1).err


def test_what_an_earlier_reprocess_holds_is_not_let_through_by_a_later_one(site: Site) -> None:
    """A reprocess that has nothing to say of pages that are held leaves them so; they are told, and can be taken."""
    site.rule("p.lede")
    site.newsroom.run_command("reprocess", status=1)
    before = site.texts()
    site.rule("div.story")
    site.publish(*range(100, 140))
    site.newsroom.run_pipeline()
    with site.newsroom.project() as project, project.ledger.begin() as tx:
        old = [site.newsroom.page_url(number) for number in range(PAGES)]
        then = {"first_seen_at": leases.now() - timedelta(days=9)}
        tx.execute(update(links).where(links.c.url.in_(old)).values(then))
    site.rule("p.lede, body:not(:has(a)) div.story")
    site.publish(5)  # whose number makes it lose its text
    site.newsroom.run_command("reprocess", "--since", "1d", status=1)
    (host,) = site.newsroom.status()["hosts"]
    assert (host["quarantined"], host["health"]) == (PAGES, "quarantined")
    site.newsroom.run_command("reprocess", "--since", "0s", status=1)
    assert "had lost their text" in site.newsroom.status()["hosts"][0]["detail"]
    assert {url: text for url, text in site.texts().items() if url in before} == before
    site.rule("p.lede")
    site.newsroom.run_command("replay", "--reason", "quarantined", "--as-they-are")
    site.newsroom.run_pipeline()
    assert len(site.texts()[site.newsroom.page_url(4)]) < 200


@pytest.mark.parametrize(
    "moment", ["after:land_articles:1", "before:commit:6", "after:commit:6", "after:write:1"]
)
def test_a_killed_reprocess_has_replaced_nothing(site: Site, moment: str) -> None:
    """At whatever instant it dies: the texts are the old ones, and the next run comes to the same verdict."""
    before = site.texts()
    site.rule("p.lede")
    died = site.newsroom.start_python(kill_at_moment.__file__, moment, "reprocess")
    died.communicate(timeout=120)
    assert died.returncode == -signal.SIGKILL
    assert site.texts() == before
    site.newsroom.run_pipeline()
    assert site.texts() == before
    (host,) = site.newsroom.status()["hosts"]
    assert (host["health"], host["quarantined"]) == ("quarantined", PAGES)


def test_pages_wait_for_the_others_of_their_host(site: Site) -> None:
    """The first page that is lost is not let through because it is the only one yet, or somebody has the others."""
    site.rule("p.lede")
    with site.newsroom.project() as project:
        with project.ledger.begin() as tx:
            send_to_reprocess(tx, None, leases.now())
        assert process.process_pages(project, limit=2) == {"quarantined": 2}
        held = leases.claim(project.ledger, leases.PROCESS, 100)
        assert process.process_pages(project) == {}
        (host,) = site.newsroom.status()["hosts"]
        assert (host["health"], host["quarantined"]) == ("flagged", 2)
        leases.release(project.ledger, leases.PROCESS, held)
        assert process.process_pages(project) == {"quarantined": PAGES - 2}
        indexing = leases.claim(project.ledger, leases.INDEX, 1)
        assert process.process_pages(project) == {}
        assert site.newsroom.status()["hosts"][0]["health"] == "flagged", "one of them is being indexed"
        leases.release(project.ledger, leases.INDEX, indexing)
        (row,) = indexing
        with project.ledger.begin() as tx:
            one = links.c.id == row.id
            tx.execute(update(links).where(one).values(fate="fetched", shard=row.shard + 1, due_at=LATER))
        for other in (1, 2):  # shards with and without a page that is still to be read
            assert process.process_pages(project, ((row.shard + other) % 7, 7)) == {}
        assert site.newsroom.status()["hosts"][0]["health"] == "flagged", "another shard has not this host"
        assert process.process_pages(project, (row.shard % 7, 7)) == {}
        assert site.newsroom.status()["hosts"][0]["health"] == "quarantined"
        index_articles(project)


def test_ledger_without_held_pages_has_nothing_to_tell(site: Site) -> None:
    """No line where nothing is held."""
    with site.newsroom.project() as project, project.ledger.read() as tx:
        assert rereads.report_held(tx) == []
