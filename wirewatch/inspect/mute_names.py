"""What somebody means who mutes a source, a story or a rule: checked, so that no mute is of nothing."""

from typing import Any

from sqlalchemy import Connection, select

from processors.query.query import EVERYTHING
from processors.stores.store import StoreError
from scrapers.items import storable
from wirewatch.errors import Mistake
from wirewatch.inspect.rule_names import rule_named
from wirewatch.inspect.unknown_values import most_similar
from wirewatch.inspect.why import find_link
from wirewatch.ledger.mutes import Kind
from wirewatch.ledger.schema import links
from wirewatch.project import Project


def meant_name(project: Project, kind: Kind, text: str) -> str:
    """Give the name by which something is muted. Raises Mistake where there is no such source, story or rule."""
    name = storable(text).strip()
    if kind == "rule":
        return rule_named(project, name).name
    if kind == "source":
        return _source(project, name)
    with project.ledger.read() as tx:
        return _story(tx, name)


def with_titles(project: Project, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give mutes with the `title` of what is muted where that is a story, which nobody knows by its id."""
    ids = [one["name"] for one in found if one["kind"] == "story"]
    try:
        titles = {document["id"]: document["title"] for document in project.store.get(ids)} if ids else {}
    except (Mistake, StoreError):  # they are told all the same
        titles = {}
    return [{**one, "title": titles.get(one["name"])} for one in found]


def _story(tx: Connection, name: str) -> str:
    """Give the id of a story, or that of the story of a link."""
    is_story = select(links.c.id).where((links.c.story_id == name) | (links.c.event_id == name)).limit(1)
    if tx.execute(is_story).first():
        return name
    link = find_link(tx, name) if name else None
    if link is None or not link.story_id:
        mend = "give its id, or the address of one of its articles: `wirewatch why LINK` has the id"
        raise Mistake(f"there is no story {name[:200]!r}", mend)
    return str(link.story_id)


def _source(project: Project, name: str) -> str:
    """Give the id of a source, asked for by its id, domain or name in any letter case, or by a feed's address."""
    meant = {
        feed.source.id
        for feed in project.feeds
        if name.casefold()
        in {one.casefold() for one in (feed.source.id, feed.source.name, feed.source.domain, feed.url) if one}
    }
    if len(meant) > 1:
        mend = f"give one of their ids: {', '.join(sorted(meant))}"
        raise Mistake(f"{len(meant)} sources are named {name[:200]!r}", mend)
    if meant:
        return meant.pop()
    indexed = _indexed_ids(project)
    if name in indexed:
        return name
    meant_id = most_similar(name, sorted({feed.source.id for feed in project.feeds} | indexed))
    mend = f"did you mean {meant_id!r}?" if meant_id else "`wirewatch feeds list` has them"
    raise Mistake(f"there is no source {name[:200]!r}", mend)


def _indexed_ids(project: Project) -> set[str]:
    try:
        return set(project.store.facet(EVERYTHING, "source.id"))
    except StoreError:
        return set()
