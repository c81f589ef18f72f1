"""History through the same stages: from WARC files and from a site's sitemap, and nobody is alerted of it."""

from pathlib import Path

from hostile_server import Hostile
from newsroom import Newsroom, article_page, article_text
from warc_file import write_warc
from warc_records import FORMS, answer, raw_deflate, record


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


def test_every_record_of_a_warc_file_is_counted(tmp_path: Path) -> None:
    """Pages are taken whatever stands beside them; the rest is counted by its reason, and damage ends with status 1."""
    page = [article_page(f"Title {n}", article_text(n)).encode() for n in range(4)]
    chunked_gzip = ("Transfer-Encoding: chunked", "Content-Encoding: gzip")
    records = [
        record(b"software: x\r\n", "warcinfo"),
        record(answer(page[0], *chunked_gzip), url="https://old.example/0"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request", "https://old.example/0"),
        record(answer(page[1], "Content-Encoding: br", "Content-Length: 7"), url="https://old.example/1"),
        record(answer(page[1]), url="https://old.example/lost", Content_Length="99"),
        record(answer(b"%PDF", content_type="application/pdf"), url="https://old.example/pdf"),
        record(answer(raw_deflate(page[2]), "Content-Encoding: deflate"), url="https://old.example/2"),
        record(answer(page[3]), url="https://old.example/3", WARC_Date="2011-05-05T10:00:00Z"),
    ]
    file = tmp_path / "some.warc.gz"
    file.write_bytes(FORMS["a gzip member a record"](records))
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.write_feeds()
        told = newsroom.run_command("backfill", "--since", "2020-01-01", "--warc", str(file), status=1).err
        assert f"{file}: record 5 is damaged and passed over: its length is wrong" in told
        skipped = "1 skipped_not_html, 1 skipped_other_time, 1 skipped_request, 1 skipped_warcinfo"
        assert f"{file}: 3 new, 1 damaged, {skipped}\n" in told
        assert newsroom.status()["fates"] == {"indexed": 3, "rejected": {}, "failed": {}}
        assert {one["url"][-1] for one in newsroom.documents()} == {"0", "1", "2"}


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
