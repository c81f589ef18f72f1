"""What readers say of what they read, as forms.

POST /marks, /marks/undo     "not this group" at a name on the page Story, in every article of the story
POST /mutes, /mutes/end      no alerts of a source, a story or a rule for a time
POST /feeds/pause            no polls of a feed, or polls again: that edits feeds.yaml

What tags and polls is imported when it is first asked for: a server that only shows needs a quarter less memory.
"""

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wirewatch.config.edit import pause_feeds
from wirewatch.errors import Mistake
from wirewatch.inspect.mute_names import meant_name, with_titles
from wirewatch.ledger import mutes
from wirewatch.ledger.audit import note_change
from wirewatch.ledger.leases import now
from wirewatch.ledger.mutes import KINDS, Kind
from wirewatch.ledger.users import Role
from wirewatch.project import Project
from wirewatch.web.access import Form, require
from wirewatch.web.login import onward_of

if TYPE_CHECKING:
    from processors.groups.unmention import Wrong
    from wirewatch.stages.mark import Marked

ROLE: Role = "analyst"
PAUSE_ROLE: Role = "admin"


class Feedback:
    """The forms of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def mark(self, request: Request, form: Form) -> Response:
        """Mark a name in a story as not of a group. Raises Mistake and Trouble."""
        from wirewatch.stages.mark import mark_wrong

        who, wrong = require(request, ROLE).name, _wrong(form)
        return _shown(mark_wrong(self.project, form.get("link", ""), wrong, who, copies=True), form)

    def undo(self, request: Request, form: Form) -> Response:
        """Undo that; what was undone already, by another or by a form sent twice, is no mistake.

        Raises Mistake and Trouble.
        """
        from wirewatch.stages.mark import Marked, NothingMarked, undo_mark

        who, wrong = require(request, ROLE).name, _wrong(form)
        try:
            done = undo_mark(self.project, form.get("link", ""), wrong, who, copies=True)
        except NothingMarked:
            done = Marked(0, 0, None)
        return _shown(done, form)

    def mute(self, request: Request, form: Form) -> Response:
        """Mute something for a time. Raises Mistake."""
        kind = _kind(form)
        name = meant_name(self.project, kind, form.get("name", ""))
        until = mutes.read_until(form.get("for", ""), now())
        with self.project.ledger.begin() as tx:
            mutes.add_mute(tx, kind, name, require(request, ROLE).name, now(), until)
        return RedirectResponse(onward_of(form.get("back", "")), 303)

    def unmute(self, request: Request, form: Form) -> Response:
        """End a mute; one that has ended already is no mistake. Raises Mistake."""
        with self.project.ledger.begin() as tx:
            mutes.end_mute(tx, _kind(form), form.get("name", ""), require(request, ROLE).name, now())
        return RedirectResponse(onward_of(form.get("back", "")), 303)

    def pause(self, request: Request, form: Form) -> Response:
        """Pause a feed, or have it polled again. Raises Mistake and Trouble."""
        from wirewatch.inspect.feedcheck import meant_feeds

        paused, asked = form.get("paused") == "yes", form.get("feed", "")
        feeds = [feed for feed in meant_feeds(self.project, asked) if feed.paused != paused]
        if feeds:
            what = "pause feed" if paused else "resume feed"
            with self.project.ledger.begin() as tx:
                for feed in feeds:
                    note_change(tx, require(request, PAUSE_ROLE).name, what, feed.url, now())
                pause_feeds(
                    self.project.settings.config / "feeds.yaml", {feed.url for feed in feeds}, paused=paused
                )
            self.project.reread()
        return RedirectResponse("/sources#feeds", 303)

    def muted(self) -> dict[str, dict[str, dict[str, object]]]:
        """Give what is muted now, by kind and name."""
        found: dict[str, dict[str, dict[str, object]]] = {kind: {} for kind in KINDS}
        with self.project.ledger.read() as tx:
            listed = mutes.list_mutes(tx, now())
        for one in with_titles(self.project, listed):
            found[one["kind"]][one["name"]] = one
        return found


def _wrong(form: Form) -> "Wrong":
    from processors.groups.unmention import Wrong

    return Wrong(form.get("group", ""), form.get("words", ""))


def _shown(done: "Marked", form: Form) -> Response:
    """Lead back to the story, whose tags follow later where the index does not take them now."""
    waits = "?waits=1" if done.waits_for else ""
    return RedirectResponse(f"/story/{quote(form.get('story', ''), safe='')}{waits}#mentions", 303)


def _kind(form: Form) -> Kind:
    for kind in KINDS:
        if kind == form.get("kind"):
            return kind
    raise Mistake(f"{form.get('kind', '')[:40]!r} cannot be muted", f"these can: {', '.join(KINDS)}")
