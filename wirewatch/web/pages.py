"""What an analyst and whoever runs it look at: each takes a request and gives a page, or values."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from wirewatch.errors import Mistake
from wirewatch.inspect.flow import news_flow
from wirewatch.inspect.story import read_story
from wirewatch.inspect.timeline import read_step
from wirewatch.ledger.audit import latest_changes
from wirewatch.ledger.leases import now
from wirewatch.ledger.users import LOCAL_USER, note_visit
from wirewatch.project import Project
from wirewatch.web import charts, operating, reading
from wirewatch.web.access import Visitor, require, visitor_of
from wirewatch.web.feedback import Feedback
from wirewatch.web.kept import Kept
from wirewatch.web.live import Pulse, news
from wirewatch.web.metrics import metrics
from wirewatch.web.saved import SavedSearches

SEEN = "desk_seen"
"""The cookie that says when this browser last looked at today's stories."""
SEEN_FOR_S = 90 * 86_400
SHOWN_CHANGES = 500
"""On the page of who changed what."""


class Pages:
    """The pages of one project; `show` gives a template filled."""

    def __init__(
        self,
        project: Project,
        show: Callable[..., Response],
        told: Feedback,
        kept: Kept,
        searches: SavedSearches,
    ) -> None:
        self.project, self._show = project, show
        self.feedback, self.kept, self.searches = told, kept, searches
        self.pulse = Pulse(lambda: project.ledger)

    def asked(self, request: Request, since: str | None = None) -> reading.Asked:
        """Read what was asked."""
        return reading.read_asked(request.query_params.multi_items(), since=since)

    def today(self, request: Request) -> Response:
        """Show the stories of the last day, and which are new since this browser was here."""
        asked = self.asked(request, since="1d")
        found = reading.today(self.project, asked)
        visitor = visitor_of(request)
        values = {"asked": asked, "found": found, "own": self.kept.of(request, found["hits"])}
        if visitor and visitor.name != LOCAL_USER:
            return self._show(request, "today.html", **values, seen=self._last_visit(visitor))
        answer = self._show(request, "today.html", **values, seen=request.cookies.get(SEEN, ""))
        answer.set_cookie(SEEN, f"{now():%Y-%m-%dT%H:%M:%SZ}", SEEN_FOR_S, httponly=True, samesite="lax")
        return answer

    def _last_visit(self, visitor: Visitor) -> str:
        with self.project.ledger.begin() as tx:
            before = note_visit(tx, visitor.name, now())
        return f"{before:%Y-%m-%dT%H:%M:%SZ}" if before else ""

    async def events(self, _: Request) -> Response:
        """Tell an open page of what comes."""
        return StreamingResponse(news(self.pulse), media_type="text/event-stream")

    def story(self, request: Request) -> Response:
        """Show one story."""
        story = reading.story(self.project, request.path_params["story_id"])
        if story is None:
            return self._show(request, "trouble.html", 404, title="No such story", trouble=_NO_STORY)
        own = self.kept.opened(request, story["story_id"])
        return self._show(request, "story.html", story=story, own=own, muted=self.feedback.muted())

    def stories_values(self, request: Request) -> Any:
        """Give the stories of the last day as values."""
        return reading.today(self.project, self.asked(request, since="1d"))

    def search_values(self, request: Request) -> Any:
        """Give what a query finds as values."""
        return reading.search(self.project, self.asked(request), _by(request))

    def story_values(self, request: Request) -> Any:
        """Give one story as values."""
        return read_story(self.project, request.path_params["story_id"])

    def group(self, request: Request) -> Response:
        """Show one group, or two side by side."""
        since = request.query_params.get("since") or "30d"
        ids = [request.path_params["group_id"], request.query_params.get("with")]
        views = [reading.group(self.project, one, since) for one in dict.fromkeys(ids) if one]
        return self._show(
            request, "group.html", views=views, since=since, known=self.project.catalogue.groups
        )

    def search(self, request: Request) -> Response:
        """Show what a query finds; a wrong one stays in its field, with what is wrong with it."""
        try:
            asked = self.asked(request)
            found = reading.search(self.project, asked) if request.query_params.get("q", "").strip() else None
            found = found and reading.with_asked_statements(self.project, asked, found)
        except Mistake as mistake:
            asked = reading.Asked(query=request.query_params.get("q", ""))
            return self._show(
                request,
                "search.html",
                400,
                asked=asked,
                found=None,
                mistake=mistake,
                searches=self.searches.all(),
            )
        return self._show(
            request,
            "search.html",
            asked=asked,
            found=found,
            narrowed=reading.narrowed_query(asked),
            mistake=None,
            searches=self.searches.all(),
        )

    def chart(self, request: Request) -> Response:
        """Draw hits over time: of a search, or of one or two groups."""
        step = read_step(request.query_params.get("by", "day"))
        groups = [value for name, value in request.query_params.multi_items() if name == "group"][:4]
        asked = self.asked(request)
        series = {
            one or asked.query: reading.search_timeline(
                self.project,
                asked._replace(narrowed=(*asked.narrowed, *((("groups", one),) if one else ()))),
                step,
            )
            for one in (groups or [""])
        }
        return Response(charts.draw_timeline(series), media_type="image/svg+xml")

    def timeline_values(self, request: Request) -> Any:
        """Give hits over time as values."""
        counts = reading.search_timeline(self.project, self.asked(request), _read_by(request))
        return [{"at": at, "articles": number} for at, number in counts]

    def alerts(self, request: Request) -> Response:
        """Show the rules and what they told."""
        muted = self.feedback.muted()
        return self._show(request, "alerts.html", **operating.alerts(self.project), muted=muted)

    def starred(self, request: Request) -> Response:
        """Show what who asks has starred or noted."""
        return self._show(request, "starred.html", **self.kept.starred(request))

    def sources(self, request: Request) -> Response:
        """Show how feeds, links, index and channels are, as many feeds as a page holds."""
        status, known = operating.sources(self.project), operating.sources_of_feeds(self.project)
        part, number = request.query_params.get("feed", "").strip(), _page_number(request)
        feeds, pages = operating.feeds_of_page(status["feeds"], number, part)
        shown = {"feeds": feeds, "pages": pages, "number": number, "part": part, "well": operating.WELL}
        return self._show(
            request, "sources.html", status=status, known=known, muted=self.feedback.muted(), **shown
        )

    def audit(self, request: Request) -> Response:
        """Show who changed what."""
        require(request, "admin")
        with self.project.ledger.read() as tx:
            changes = latest_changes(tx, SHOWN_CHANGES)
        return self._show(request, "audit.html", changes=changes)

    def why(self, request: Request) -> Response:
        """Show the whole way of a link."""
        link = request.query_params.get("link", "").strip()
        found = operating.why(self.project, link) if link else None
        return self._show(request, "why.html", 404 if link and not found else 200, asked=link, found=found)

    def metrics(self, _: Request) -> Response:
        """Give what Prometheus reads."""
        told = metrics(operating.sources(self.project), news_flow(self.project))
        return Response(told, media_type="text/plain; version=0.0.4")

    def ready(self, _: Request) -> Response:
        """Tell whether ledger and index answer."""
        with self.project.ledger.read():
            self.project.store.health()
        return PlainTextResponse("ready\n")


_NO_STORY: Mapping[str, Any] = {"message": "no article of the index is of this story", "mend": ""}


def _page_number(request: Request) -> int:
    """Give which page of several is asked for, from 1. Raises Mistake for what is no such number."""
    asked = request.query_params.get("page", "1")
    if not re.fullmatch("[1-9][0-9]{0,8}", asked):
        raise Mistake(f"page={asked[:20]!r} is no page", "give a number from 1")
    return int(asked)


def _by(request: Request) -> str:
    return request.query_params.get("by", "day")


def _read_by(request: Request) -> Any:
    return read_step(_by(request))
