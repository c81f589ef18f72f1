"""mark: "this mention is not that group" -> the article without it, in the index at once.

The mark stands in the ledger first. Where the index is away the article waits for it as one that was just processed
does. It keeps its batch: rules that have seen the article tell nobody again, and those that have not see it corrected.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from processors.groups.unmention import Wrong, take_out, words_beside, wrong_mentions
from processors.records import Article, Mention
from processors.stores.store import StoreError
from scrapers.items import storable
from wirewatch.errors import Mistake, Trouble, UnknownLink
from wirewatch.inspect.why import find_link
from wirewatch.ledger import leases, marks
from wirewatch.ledger.audit import note_change
from wirewatch.ledger.marks import Removed
from wirewatch.ledger.schema import links
from wirewatch.project import Project
from wirewatch.stages.index import index_articles


class NothingMarked(Mistake):
    """No such mark is there: it may have been undone already."""


class Marked(NamedTuple):
    """What came of a mark, or of undoing it."""

    articles: int
    """That were changed; 0 where the mark was there already."""
    mentions: int
    """That were taken out."""
    waits_for: str | None
    """Why the index does not have it yet, or None where it does."""


def mark_wrong(project: Project, url: str, wrong: Wrong, who: str, *, copies: bool = False) -> Marked:
    """Mark mentions in an article, and with `copies` in all articles of its story, as not of a group.

    `url` is what `why` takes, or the id of the article. Raises Mistake where the article has no such mention, and
    Trouble where it cannot be had.
    """
    wrong = _checked(wrong)
    with project.ledger.read() as tx:
        rows = _rows(tx, url, copies=copies)
        known = marks.marks_of(tx, [row.id for row in rows])
    articles = project.landing.read_articles([row.article for row in rows])
    found: list[tuple[Row[Any], Article, tuple[Mention, ...]]] = []
    for row, article in zip(rows, articles, strict=True):
        left = take_out(article, known.get(row.id, ()))
        if mentions := wrong_mentions(left, wrong):
            found.append((row, article, mentions))
    if not found:
        if any(wrong in several for several in known.values()):
            return Marked(0, 0, None)
        raise _not_named(wrong, articles[0])
    at = leases.now()
    with project.ledger.begin() as tx:
        for row, article, mentions in found:
            marks.add_mark(tx, row, wrong, [_removed(article, one) for one in mentions], who, at)
            note_change(tx, who, "mark not", row.url, at, _told(wrong))
        marks.index_again(tx, [row.id for row, _, _ in found], "not", f"{_told(wrong)}, by {who}", at)
    mentions_found = sum(len(mentions) for _, _, mentions in found)
    return Marked(len(found), mentions_found, _index(project, [row for row, _, _ in found]))


def undo_mark(project: Project, url: str, wrong: Wrong, who: str, *, copies: bool = False) -> Marked:
    """Undo the marks of a group on an article, all or those by these words. Raises Mistake where there is none."""
    wrong, at = _checked(wrong), leases.now()
    with project.ledger.begin() as tx:
        rows = {row.id: row for row in _rows(tx, url, copies=copies, with_article=False)}
        undone = marks.undo_marks(tx, rows, wrong, who, at)
        if not undone:
            raise NothingMarked(
                f"nothing is marked as not {_told(wrong)} there", "`wirewatch mark --list` has the marks"
            )
        for id_ in undone:
            note_change(tx, who, "mark undo", rows[id_].url, at, _told(wrong))
        marks.index_again(tx, undone, "undone", f"{_told(wrong)}, by {who}", at)
    return Marked(len(undone), 0, _index(project, [rows[id_] for id_ in undone]))


def _checked(wrong: Wrong) -> Wrong:
    words = " ".join(storable(wrong.words).split())
    if wrong.words and not words:
        # Without words every mention would be marked, which nobody has asked for.
        raise Mistake("--text: there are no words in it", "write the name as it stands in the article")
    if len(words) > marks.LONGEST_WORDS:
        raise Mistake(
            f"--text: {len(words)} characters", f"write {marks.LONGEST_WORDS} at most: the name itself"
        )
    return Wrong(storable(wrong.group).strip(), words)


def _told(wrong: Wrong) -> str:
    return f"{wrong.group}: {wrong.words!r}" if wrong.words else wrong.group


def _rows(tx: Connection, url: str, *, copies: bool, with_article: bool = True) -> list[Row[Any]]:
    """Give the link of an address or an id, and those of its story where `copies` are asked for.

    Raises UnknownLink, and Trouble where it has no article yet.
    """
    url = storable(url)
    link = tx.execute(select(links).where(links.c.id == url)).first() or find_link(tx, url)
    if link is None:
        raise UnknownLink(url)
    rows = [link]
    if copies and link.story_id:
        query = select(links).where(links.c.story_id == link.story_id, links.c.id != link.id)
        rows += tx.execute(query.order_by(links.c.first_seen_at, links.c.id)).all()
    if not with_article:
        return rows
    if link.article is None:
        raise Trouble(f"{link.url} has no article: its fate is {link.fate}")
    return [row for row in rows if row.article is not None]


def _not_named(wrong: Wrong, article: Article) -> Mistake:
    named: dict[str, list[str]] = {}
    for mention in article.mentions:
        if mention.text not in named.setdefault(mention.group, []):
            named[mention.group].append(mention.text)
    told = "; ".join(
        f"{group} as {', '.join(map(repr, texts[:5]))}" for group, texts in sorted(named.items())
    )
    return Mistake(f"the article does not name {_told(wrong)[:300]}", f"it names {told[:1000] or 'no group'}")


def _removed(article: Article, mention: Mention) -> Removed:
    text = (article.title or "") if mention.field == "title" else article.text
    return Removed(mention.text, *words_beside(text, mention.start, mention.end))


def _index(project: Project, rows: Sequence[Row[Any]]) -> str | None:
    """Index articles now; give why that cannot be, in which case they wait for the next pass."""
    try:
        index_articles(project, limit=len(rows), only=[row.id for row in rows])
    except (StoreError, Trouble) as error:
        return str(error)
    open_fates = sorted({row.fate for row in rows} - {"indexed", "processed"})
    return f"the article is on its way again: {', '.join(open_fates)}" if open_fates else None
