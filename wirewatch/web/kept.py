"""What a user has read, starred and noted, which nobody else sees.

POST /readings     do=star, unstar, read, unread, or note with `note`; `seen` says over which it was written
/starred           what this user has starred or noted
"""

from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from processors.stores.store import StoreError
from wirewatch.errors import Mistake
from wirewatch.inspect.search import search_articles
from wirewatch.ledger import readings
from wirewatch.ledger.leases import now
from wirewatch.ledger.readings import NOTHING, Reading
from wirewatch.ledger.users import Role
from wirewatch.project import Project
from wirewatch.web.access import Form, require, visitor_of
from wirewatch.web.login import onward_of

ROLE: Role = "reader"
MOST_SHOWN = 200
"""Stories on the page of what is starred."""


class Kept:
    """What the readers of one project keep."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def of(self, request: Request, hits: list[dict[str, Any]]) -> dict[str, Reading]:
        """Give what who asks has of the stories of hits, by story."""
        visitor = visitor_of(request)
        if visitor is None or not hits:
            return {}
        with self.project.ledger.read() as tx:
            return dict(readings.readings_of(tx, visitor.name, [hit["story_id"] for hit in hits]))

    def opened(self, request: Request, story: str) -> Reading:
        """Note that who asks opens a story; give what they have of it. What a browser only loads ahead is not read."""
        visitor, ahead = visitor_of(request), request.headers.get("sec-purpose", "")
        if visitor is None:
            return NOTHING
        with self.project.ledger.begin() as tx:
            before = readings.readings_of(tx, visitor.name, [story]).get(story, NOTHING)
            if before.read_at is None and request.method == "GET" and "prefetch" not in ahead:
                with suppress(Mistake):  # of a story that the index alone knows
                    readings.note_read(tx, visitor.name, story, now())
        return before

    def change(self, request: Request, form: Form) -> Response:
        """Do what a form asks for. Raises Mistake."""
        user, story, do, at = require(request, ROLE).name, form.get("story", ""), form.get("do", ""), now()
        with self.project.ledger.begin() as tx:
            if do in ("star", "unstar"):
                readings.note_star(tx, user, story, at if do == "star" else None)
            elif do in ("read", "unread"):
                readings.note_read(tx, user, story, at if do == "read" else None)
            elif do == "note":
                stored = readings.readings_of(tx, user, [story]).get(story, NOTHING)
                readings.write_note(tx, user, story, _with_newer(form, stored), at)
            else:
                raise Mistake(f"{do[:40]!r} cannot be done to a story", "use the forms of its page")
        return RedirectResponse(onward_of(form.get("back", "")), 303)

    def starred(self, request: Request) -> dict[str, Any]:
        """Give what who asks has starred or noted: {"kept": [(row of the ledger, hit or None)], "away": ...}."""
        with self.project.ledger.read() as tx:
            rows = readings.kept_stories(tx, require(request, ROLE).name, MOST_SHOWN)
        try:
            hits, away = self._hits([row.story_id for row in rows]), None
        except StoreError as error:
            hits, away = {}, str(error)
        return {"kept": [(row, hits.get(row.story_id)) for row in rows], "away": away}

    def _hits(self, stories: list[str]) -> dict[str, dict[str, Any]]:
        """Give the first articles of stories, by story, of those that the index has."""
        if not stories:
            return {}
        query = f"story_id:({' OR '.join(stories)})"
        found = search_articles(self.project.store, query, size=len(stories), stories=True, sort="oldest")
        return {hit["story_id"]: hit for hit in found["hits"]}


def _with_newer(form: Form, stored: Reading) -> str:
    """Give the note of a form; before it stands one that was kept on another page meanwhile, so that none is lost."""
    note, is_newer = form.get("note", ""), form.get("seen", seen_of(stored)) != seen_of(stored)
    return f"{stored.note}\n\n{note}" if is_newer and stored.note and stored.note not in note else note


def seen_of(reading: Reading) -> str:
    """Say which note a page has before it, by when it was kept."""
    return reading.noted_at.isoformat() if reading.noted_at else ""
