"""What readers say of what they read, as forms.

POST /marks, /marks/undo     "not this group" at a name on the page Story, in every article of the story
"""

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from processors.groups.unmention import Wrong
from wirewatch.ledger.users import Role
from wirewatch.project import Project
from wirewatch.stages.mark import Marked, mark_wrong, undo_mark
from wirewatch.web.access import Form, require

ROLE: Role = "analyst"


class Feedback:
    """The forms of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def mark(self, request: Request, form: Form) -> Response:
        """Mark a name in a story as not of a group. Raises Mistake and Trouble."""
        return self._change(mark_wrong, request, form)

    def undo(self, request: Request, form: Form) -> Response:
        """Undo that. Raises Mistake and Trouble."""
        return self._change(undo_mark, request, form)

    def _change(self, change: Callable[..., Marked], request: Request, form: Form) -> Response:
        wrong = Wrong(form.get("group", ""), form.get("words", ""))
        who = require(request, ROLE).name
        done = change(self.project, form.get("link", ""), wrong, who, copies=True)
        waits = "?waits=1" if done.waits_for else ""
        return RedirectResponse(f"/story/{quote(form.get('story', ''), safe='')}{waits}#mentions", 303)
