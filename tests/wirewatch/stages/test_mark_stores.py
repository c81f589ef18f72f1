"""Marks on both indexes: an article is corrected before the rules see it, and both count a name's articles alike."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from processed_articles import ProcessedArticles, open_elastic
from sample_documents import sample_article
from sqlalchemy import update

from processors.groups.unmention import Wrong
from processors.records import Mention
from wirewatch.inspect.mark_counts import precision_of_names
from wirewatch.ledger import marks
from wirewatch.ledger.schema import links
from wirewatch.stages.mark import mark_wrong, undo_mark

NAMED = Mention("taliban", "Taliban", "text", 4, 11, "lede")


@pytest.fixture(params=["tantivy", "elasticsearch"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ProcessedArticles]:
    """Give a project with three processed articles, on each of the two indexes."""
    stores: Iterator[object] = iter([None])
    if request.param == "elasticsearch":
        stores = open_elastic(request.getfixturevalue("elasticsearch_url"))
    for store in stores:
        with ProcessedArticles(tmp_path, store) as room:  # type: ignore[arg-type]
            room.add_articles(1, 2, 3)
            land_mentions(room, 1, 2, 3)
            yield room


def land_mentions(room: ProcessedArticles, *numbers: int) -> None:
    """Have the articles name the group where their text does."""
    for number in numbers:
        article = sample_article(number, "The Taliban deny it.", groups=("taliban",))
        named = msgspec.structs.replace(article, mentions=(NAMED,))
        (reference,) = room.project.landing.write_articles(
            [msgspec.json.encode(named)], article.first_seen_at
        )
        with room.project.ledger.begin() as tx:
            tx.execute(update(links).where(links.c.id == article.id).values(article=reference))


def test_rules_see_a_marked_article_corrected_and_tell_nobody_of_it_later(room: ProcessedArticles) -> None:
    """Marked between index and match it makes no alert, and none when the mark is undone afterwards."""
    room.run_stages("index")
    url = sample_article(2, "").url
    assert mark_wrong(room.project, url, Wrong("taliban"), "ana") == (1, 1, None)
    assert room.run_stages() == []
    assert room.alerted() == [1, 3]
    with room.project.ledger.read() as tx:
        (name,) = precision_of_names(room.project.store, marks.list_marks(tx))
    assert (name["marked"], name["seen"], name["precision"]) == (1, 3, 0.667)
    assert undo_mark(room.project, url, Wrong("taliban"), "ana").waits_for is None
    assert room.run_stages() == []
    assert room.alerted() == [1, 3]
    (document,) = room.project.store.get([sample_article(2, "").id])
    assert document["groups"] == ["taliban"]
