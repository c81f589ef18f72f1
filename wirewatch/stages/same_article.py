"""process, a part of it: whether a page is another address of an article that has a link.

The page says so (rel=canonical), or the redirect that led to it. Sites err in both, with one address for all their
pages, so the texts have to agree as well. A page can name only addresses of its own site. A redirect to another site
joins the link of the address there, and never takes that link's place. Of two links of one article the one with the
declared address stays, or where neither has it, the first.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import product
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from processors.stories.sketch import Sketch, make_sketch, retained_share
from scrapers.records import Feed
from wirewatch.landing import LandingLost, LandingTrouble
from wirewatch.ledger import declared, leases, links, revisits
from wirewatch.project import Project
from wirewatch.workers.page import PageResult

MIN_AGREED = 0.45
"""Share of the smaller text that stands in the larger, from which on the texts agree."""
MIN_SAME = 0.9
"""Share of each text that stands in the other below which the article is read again at its own address."""


class Twin(NamedTuple):
    """The link that a page is another address of."""

    id: str
    canonical_url: str
    differs: bool
    """Whether its text is not quite what the page says."""


def find_twins(project: Project, articles: Sequence[tuple[Row[Any], PageResult]]) -> dict[str, Twin]:
    """Give, by their ids, the links among those just read for the first time that are others' addresses."""
    fresh = {row.id: (row, result) for row, result in articles if row.article is None and result.from_page}
    with project.ledger.read() as tx:
        named = declared.find_declared(
            tx,
            {
                id_: (
                    row.canonical_url,
                    (*result.addresses, *filter(None, [result.found_at])),
                    result.fingerprint.sketch,
                )
                for id_, (row, result) in fresh.items()
            },
        )
    first: dict[tuple[str, Sketch], Row[Any]] = {}
    for id_, (row, result) in fresh.items():  # what comes at once has declared nothing yet
        for said in product(result.addresses, ((), result.fingerprint.sketch[:1])):
            if (other := first.setdefault(said, row)).id != id_:
                named.setdefault(id_, []).append(other)
    twins: dict[str, Twin] = {}
    for id_, candidates in named.items():
        for other in candidates:
            twin = _twin(project, other, *fresh[id_], fresh)
            if twin and _last(twins, twin).id != id_:
                twins[id_] = twin
                break
    return {id_: _last(twins, twin) for id_, twin in twins.items()}


def _last(twins: Mapping[str, Twin], twin: Twin) -> Twin:
    """Give the twin whose place a twin takes, where it is another's address itself; it is read again if any differs."""
    while further := twins.get(twin.id):
        twin = further._replace(differs=twin.differs or further.differs)
    return twin


def _twin(
    project: Project,
    other: Row[Any],
    row: Row[Any],
    result: PageResult,
    fresh: Mapping[str, tuple[Row[Any], PageResult]],
) -> Twin | None:
    """Give another link as the twin of a text where its own text agrees.

    What may be an item of a page that has several stands within that page's text all the same.
    """
    sketch = result.fingerprint.sketch
    theirs = fresh[other.id][1].fingerprint.sketch if other.id in fresh else _stored_sketch(project, other)
    if not sketch or not theirs:
        return None
    of_larger, of_smaller = sorted((retained_share(sketch, theirs), retained_share(theirs, sketch)))
    agreed = of_larger if row.page else of_smaller
    differs = bool(row.page) or of_larger < MIN_SAME  # an item of its own has another headline
    return Twin(other.id, other.canonical_url, differs) if agreed >= MIN_AGREED else None


def _stored_sketch(project: Project, row: Row[Any]) -> Sketch:
    if row.article is None:
        return ()
    try:
        (article,) = project.landing.read_articles([row.article])
    except (LandingLost, LandingTrouble):
        return ()
    return make_sketch(article.text)


def join_twin(tx: Connection, row: Row[Any], feed: Feed, twin: Twin, at: datetime) -> str:
    """End a link as another address of its twin, which is read again where the texts differ; give its fate."""
    why = {"reason": "same_article", "detail": f"another address of {twin.canonical_url}"}
    if not links.advance(tx, leases.PROCESS, row, "process", "rejected", at, **why):
        return ""
    declared.add_address(tx, row.id, twin.id, at)
    if twin.differs:
        revisits.read_again(tx, twin.id, feed, at)
    return "rejected"
