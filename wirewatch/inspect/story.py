"""One story: its first text, every copy with its outlet, and the alerts that it made."""

from typing import Any

from processors.query.query import field_equals
from wirewatch.inspect.search import search_articles
from wirewatch.inspect.why import delivery_log_line, read_event_grounds
from wirewatch.ledger import outbox
from wirewatch.ledger.late_judgement import doubtful_copies
from wirewatch.project import Project

MOST_ARTICLES = 1_000
"""Articles of one story that are read."""
MOST_OTHERS = 50
"""Other stories of one event that are told."""


def read_story(project: Project, story_id: str) -> dict[str, Any] | None:
    """Give {"story_id", "first", "copies", "outlets", "alerts", "event_stories", "doubtful", "event_grounds"}.

    None for no article. `first` and `copies` are documents, the copies as they were first seen; `event_stories` are
    hits as a search gives them, of the newest stories of the same event. `alerts` are those of the story, and those
    that rules with `once_per: event` made of one of its articles. `doubtful` has the ids of the copies that may be
    news, with the copies of these. `event_grounds` says why the first joined its event, or began one; it is None
    where that was not kept. Raises StoreError and Trouble.
    """
    articles: list[dict[str, Any]] = []
    for document in project.store.scan(field_equals("story_id", story_id)):
        articles.append(document)
        if len(articles) == MOST_ARTICLES:
            break
    if not articles:
        return None
    first = next((one for one in articles if not one.get("copy_of")), articles[0])
    event = first.get("event_id")
    others = (
        search_articles(
            project.store,
            f"event_id:{event} AND NOT story_id:{story_id}",
            size=MOST_OTHERS,
            stories=True,
            sort="newest",
        )["hits"]
        if event
        else []
    )
    with project.ledger.read() as tx:
        log = [delivery_log_line(row) for row in outbox.delivery_log(tx, *{story_id, event or story_id})]
        doubtful = doubtful_copies(tx, (one["id"] for one in articles if one is not first))
        event_grounds = read_event_grounds(tx, first["id"])
    shown = {one["id"] for one in articles}
    outlets = {
        one["source"].get("domain") or one["source"]["name"]: one["source"]["name"] for one in articles
    }
    return {
        "story_id": story_id,
        "first": first,
        "copies": [one for one in articles if one is not first],
        "outlets": list(outlets.values()),
        "alerts": [line for line in log if line["story_id"] == story_id or line["article_id"] in shown],
        "event_stories": others,
        "doubtful": sorted(one["id"] for one in articles if {one["id"], one.get("copy_of")} & doubtful),
        "event_grounds": event_grounds,
    }
