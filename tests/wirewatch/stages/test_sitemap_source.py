"""A news sitemap in feeds.yaml, from its address to articles."""

from datetime import timedelta

from newsroom import Newsroom, article_page, article_text

from wirewatch.ledger import leases


def test_a_news_sitemap_brings_articles(fresh_newsroom: Newsroom) -> None:
    """The address alone is enough, also for `feeds add`: pages of the last days are articles, the archive is not."""
    room, at = fresh_newsroom, leases.now()
    pages = {"1": at - timedelta(hours=1), "2": at - timedelta(days=400)}
    for name in pages:
        room.web.serve(f"/a/{name}", article_page(f"Report {name}", article_text(int(name))))
    inner = "".join(
        f"<url><loc>{room.web.url}/a/{name}</loc><lastmod>{time.isoformat()}</lastmod></url>"
        for name, time in pages.items()
    )
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'
    room.web.serve("/sitemap.xml", xml, "application/xml")
    room.write_feeds()
    room.run_command("feeds", "add", f"{room.web.url}/sitemap.xml")
    room.run_pipeline()
    assert [document["url"] for document in room.documents()] == [f"{room.web.url}/a/1"]
