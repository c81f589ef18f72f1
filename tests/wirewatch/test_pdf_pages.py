"""PDFs on their way: from a feed to an article, and what becomes of those that ask for more than a page may."""

from hostile_server import page
from newsroom import Newsroom, all_links_counted, article_text, rss_item
from pdf_file import pdf_bomb, pdf_file, report_page

LINES = [line for line in article_text(3).replace("\n", " ").split(". ") if line]


def test_a_bomb_costs_itself_and_the_report_beside_it_is_read(fresh_newsroom: Newsroom) -> None:
    """The small file that takes gigabytes ends with a reason; the other is an article by the day of its feed."""
    web = fresh_newsroom.web
    report = pdf_file([report_page(1, [f"{line}." for line in LINES])], "/CreationDate (D:20200101000000Z)")
    web.on("/report.pdf", page(report, "application/pdf"))
    web.on("/bomb.pdf", page(pdf_bomb(), "application/octet-stream"))
    day = "<pubDate>Tue, 02 Jun 2026 12:00:00 GMT</pubDate>"
    fresh_newsroom.show_items(
        "/one.xml",
        rss_item(f"{web.url}/bomb.pdf", "Bomb"),
        rss_item(f"{web.url}/report.pdf", "Weekly report", day),
    )
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline(well=False)
    (document,) = fresh_newsroom.documents()
    assert (document["extractor"], document["published_at"][:10]) == ("pdf", "2026-06-02")
    assert LINES[0] in document["text"]
    why = fresh_newsroom.why(f"{web.url}/bomb.pdf")
    assert (why["fate"], why["reason"] in ("crashed", "timeout")) == ("failed", True)
    assert all_links_counted(fresh_newsroom.status())


def test_the_command_ends_a_bomb_with_one_line(fresh_newsroom: Newsroom) -> None:
    """`clean` reads a PDF within the memory and time of a page, as the pipeline does."""
    file = fresh_newsroom.home.parent / "bomb.pdf"
    file.write_bytes(pdf_bomb())
    told = fresh_newsroom.run_command("clean", str(file), status=1).err
    assert told.startswith(f"wirewatch: no article in {file}: ")
    assert told.count("\n") == 1
