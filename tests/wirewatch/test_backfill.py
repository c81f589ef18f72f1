"""History through the same stages: from WARC files and from a site's sitemap, and nobody is alerted of it."""

from pathlib import Path

from hostile_server import Hostile
from newsroom import Newsroom, article_page, article_text
from warc_file import write_warc


def test_a_warc_files_articles_are_indexed_once_and_alert_nobody(tmp_path: Path) -> None:
    """Articles of a WARC file are indexed, a second run adds none, and a rule that matches them sends nothing."""
    file = write_warc(tmp_path / "old", 60)
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.write_feeds()
        for told in ("60 new", "60 known"):
            assert told in newsroom.run_command("backfill", "--warc", str(file)).err
        assert newsroom.status()["fates"] == {"indexed": 60, "rejected": {}, "failed": {}}
        newsroom.run_command("run", "--once")
        assert newsroom.received_posts() == []
        assert (
            newsroom.run_command("search", "groups:taliban AND batch:backfill", "--json").json["total"] == 60
        )


def test_a_sitemaps_pages_of_a_time_are_fetched_and_indexed(tmp_path: Path) -> None:
    """The pages that a sitemap lists within the asked time go through fetch, process and index."""
    with Hostile() as web:
        for n in range(3):
            web.serve(f"/s/{n}", article_page(f"Title {n}", article_text(n)))
        urls = "".join(
            f"<url><loc>{web.url}/s/{n}</loc><lastmod>202{n}-05-05</lastmod></url>" for n in range(3)
        )
        web.serve("/map.xml", f"<urlset>{urls}</urlset>", "application/xml")
        newsroom = Newsroom(web, tmp_path)
        newsroom.write_feeds()
        newsroom.run_command(
            "backfill", "--sitemap", f"{web.url}/map.xml", "--since", "2021-01-01", "--until", "2022-01-01"
        )
        assert newsroom.status()["fates"]["indexed"] == 1
        assert web.requests_for("/s/1")
        assert not web.requests_for("/s/0")


def test_what_cannot_be_backfilled_is_told_in_one_line(tmp_path: Path) -> None:
    """No source, a missing file, a file that is no WARC, a broken time and a sitemap that is gone are each named."""
    text = tmp_path / "text.warc"
    text.write_text("no warc")
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.write_feeds()
        for status, words, arguments in (
            (2, "--sitemap URL", ()),
            (2, "missing.warc", ("--warc", str(tmp_path / "missing.warc"))),
            (2, "text.warc: cannot be read", ("--warc", str(text))),
            (2, "--since", ("--warc", str(text), "--since", "soon")),
            (1, "not_found", ("--sitemap", f"{web.url}/none.xml")),
        ):
            told = newsroom.run_command("backfill", *arguments, status=status)
            assert words in told.err
            assert len(told.err.strip().splitlines()) == 1
