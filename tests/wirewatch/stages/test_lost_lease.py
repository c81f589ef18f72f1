"""index: an article whose lease is lost while it is written is left to whoever has it."""

import pytest
from newsroom import Newsroom, article_page, random_text, rss_item

from wirewatch.ledger.schema import links
from wirewatch.stages import index


def test_an_article_that_another_took_meanwhile_is_not_settled(
    fresh_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not counted, and keeps the other's lease; the others of the batch are settled."""
    room, committed = fresh_newsroom, index._commit
    for number in (1, 2):
        room.web.serve(f"/a/{number}", article_page(f"Report {number}", random_text(number, 80)))
    room.show_items("/one.xml", *(rss_item(room.page_url(number)) for number in (1, 2)))
    room.write_feeds()
    room.run_pipeline()
    taken = links.c.url == room.page_url(1)

    def losing(project, rows, *more):  # type: ignore[no-untyped-def]
        with project.ledger.begin() as tx:
            tx.execute(links.update().where(taken).values(lease="other|1|1.0#x"))
        return committed(project, rows, *more)

    with room.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(links.update().values(fate="processed"))
        monkeypatch.setattr(index, "_commit", losing)
        assert index.index_articles(project) == {"indexed": 1}
        with project.ledger.read() as tx:
            found = {row.url: (row.fate, row.lease) for row in tx.execute(links.select())}
    assert found == {room.page_url(1): ("processed", "other|1|1.0#x"), room.page_url(2): ("indexed", None)}
