"""The desk as a web application: which address leads to which page, and what every answer carries."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from processors.query.nodes import QueryError
from processors.stores.store import StoreError
from wirewatch.errors import Mistake, UnknownLink, UnknownName, WirewatchError
from wirewatch.inspect.flow import news_flow
from wirewatch.inspect.story import read_story
from wirewatch.inspect.timeline import read_step
from wirewatch.ledger.audit import latest_changes
from wirewatch.ledger.leases import now
from wirewatch.ledger.saved_searches import NoSuchSearch
from wirewatch.ledger.users import LOCAL_USER, Role, note_visit
from wirewatch.project import Project
from wirewatch.tracing import TracedRequests, is_traced
from wirewatch.web import api, charts, feedback, kept, operating, reading, rule_forms, saved
from wirewatch.web.access import (
    Access,
    Form,
    NotAllowed,
    Visitor,
    check_form,
    read_form,
    require,
    visitor_of,
)
from wirewatch.web.completion import Completer
from wirewatch.web.feedback import Feedback
from wirewatch.web.followed import Feeds
from wirewatch.web.headers import SafeHeaders
from wirewatch.web.kept import Kept
from wirewatch.web.live import Pulse, news
from wirewatch.web.login import Login
from wirewatch.web.looks import Looks
from wirewatch.web.metrics import metrics
from wirewatch.web.report import answer_report
from wirewatch.web.rule_forms import RuleForms
from wirewatch.web.rule_removal import RuleRemoval
from wirewatch.web.saved import SavedSearches
from wirewatch.web.trusted_proxy import read_trusted_proxy

HERE = Path(__file__).parent
SEEN = "desk_seen"
"""The cookie that says when this browser last looked at today's stories."""
SEEN_FOR_S = 90 * 86_400
SHOWN_CHANGES = 500
"""On the page of who changed what."""


def make_app(
    project: Project,
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]"),
    *,
    loopback: bool = True,
) -> Starlette:
    """Make the application of a project, which answers to these names of a host alone.

    `loopback` says that this machine alone can ask: while there are no users, whoever does is one with all rights.
    Raises Mistake.
    """
    desk = Desk(project)
    proxy = read_trusted_proxy(project.settings)
    login = Login(project, desk.show)
    rules, removal, searches = RuleForms(project, desk.show), RuleRemoval(project, desk.show), desk.searches
    feeds = Feeds(project, desk.looks, searches)
    told = desk.feedback
    page, data, feed = desk.page, desk.data, desk.feed
    routes = [
        Route("/", page(desk.today)),
        Route("/story/{story_id}", page(desk.story)),
        Route("/marks", desk.form(feedback.ROLE, told.mark), methods=["POST"]),
        Route("/marks/undo", desk.form(feedback.ROLE, told.undo), methods=["POST"]),
        Route("/readings", desk.form(kept.ROLE, desk.kept.change), methods=["POST"]),
        Route("/starred", page(desk.starred)),
        Route("/mutes", desk.form(feedback.ROLE, told.mute), methods=["POST"]),
        Route("/mutes/end", desk.form(feedback.ROLE, told.unmute), methods=["POST"]),
        Route("/feeds/pause", desk.form(feedback.PAUSE_ROLE, told.pause), methods=["POST"]),
        Route("/group/{group_id}", page(desk.group)),
        Route("/search", page(desk.search)),
        Route("/alerts", page(desk.alerts)),
        Route("/alerts/new", page(rules.new)),
        Route("/alerts/edit", page(rules.edit)),
        Route("/alerts/edit", desk.form(rule_forms.ROLE, rules.send), methods=["POST"]),
        Route("/alerts/remove", page(removal.page)),
        Route("/alerts/remove", desk.form(rule_forms.ROLE, removal.send), methods=["POST"]),
        Route("/searches", desk.form(saved.ROLE, searches.save), methods=["POST"]),
        Route("/searches/remove", desk.form(saved.ROLE, searches.remove), methods=["POST"]),
        Route("/searches/{name}.json", feed(feeds.saved_json_feed)),
        Route("/searches/{name}.atom", feed(feeds.saved_atom)),
        Route("/searches/{name}", page(searches.page)),
        Route("/api/searches", data(lambda _: searches.all())),
        Route("/sources", page(desk.sources)),
        Route("/why", page(desk.why)),
        Route("/chart.svg", feed(desk.chart)),
        Route("/events", desk.events),
        Route("/report.{kind}", page(lambda asked: answer_report(project, asked))),
        Route("/search.json", feed(feeds.json_feed)),
        Route("/search.atom", feed(feeds.atom)),
        Route("/api/stories", data(lambda asked: reading.today(project, desk.asked(asked, since="1d")))),
        Route("/api/stories/{story_id}", data(desk.story_values)),
        Route("/api/search", data(lambda asked: reading.search(project, desk.asked(asked), _by(asked)))),
        Route("/api/timeline", data(desk.timeline_values)),
        Route("/api/groups", data(lambda _: project.catalogue.groups)),
        Route("/api/status", data(lambda _: operating.sources(project))),
        Route("/api/why", data(lambda asked: operating.why(project, asked.query_params.get("link", "")))),
        Route("/api/complete", data(Completer(project).answer)),
        Route("/api/openapi.json", data(lambda _: api.openapi())),
        Route("/login", page(login.page)),
        Route("/login", desk.form(None, login.log_in), methods=["POST"]),
        Route("/logout", desk.form("reader", login.log_out), methods=["POST"]),
        Route("/audit", page(desk.audit)),
        Route("/metrics", feed(desk.metrics)),
        Route("/healthz", lambda _: PlainTextResponse("ok\n")),
        Route("/readyz", feed(desk.ready)),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    middleware = [
        *([Middleware(TracedRequests)] if is_traced() else []),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        Middleware(SafeHeaders),
        Middleware(Access, project=project, proxy=proxy, knows=login.knows, loopback=loopback),
        Middleware(GZipMiddleware, minimum_size=1_000),
    ]
    return Starlette(
        routes=routes, middleware=middleware, exception_handlers={HTTPException: desk.no_such_address}
    )


class Desk:
    """The pages of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.looks = Looks(project)
        self.searches = SavedSearches(project)
        self.feedback, self.kept = Feedback(project), Kept(project)
        self.pulse = Pulse(lambda: project.ledger)
        self._edits = Lock()

    def page(self, make: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """Give the endpoint of a page: what is wrong with the question, or away, is a page that says so."""

        def answer(request: Request) -> Response:
            self._take_over_edits()
            try:
                return make(request)
            except _TOLD as error:
                status, title = _status_of(error)
                return self.show(request, "trouble.html", status, title=title, trouble=_told(error))

        return answer

    def form(
        self, role: Role | None, make: Callable[[Request, Form], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Give the endpoint of a form, which whoever has a role may send, or for None everybody.

        `make` is given the fields, once it is sure that our own page has sent them.
        """

        async def answer(request: Request) -> Response:
            form = await read_form(request)

            def made(asked: Request) -> Response:
                check_form(asked, form, role)
                return make(asked, form)

            return await run_in_threadpool(self.page(made), request)

        return answer

    def data(self, make: Callable[[Request], Any]) -> Callable[[Request], Response]:
        """Give the endpoint of values as JSON; None is what there is not."""

        def answer(request: Request) -> Response:
            value = make(request)
            return _json({"message": "there is none"}, 404) if value is None else _json(value)

        return self.feed(answer)

    def feed(self, make: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """Give the endpoint of what programs read: what is wrong with the question, or away, is JSON."""

        def answer(request: Request) -> Response:
            self._take_over_edits()
            try:
                return make(request)
            except _TOLD as error:
                return _json(_told(error), _status_of(error)[0])

        return answer

    def no_such_address(self, request: Request, error: Exception) -> Response:
        """Say that an address, or a way of asking it, is none of ours: to a program as JSON, else as a page."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        message = "there is no such page" if status == 404 else f"{request.method} is not for this address"
        told = {"message": message, "mend": "the description is at /api/openapi.json"}
        headers = getattr(error, "headers", None)
        if is_for_programs(request.url.path):
            return _json(told, status, headers=headers)
        page = self.show(request, "trouble.html", status, title="No such page", trouble={**told, "mend": ""})
        page.headers.update(headers or {})
        return page

    def _take_over_edits(self) -> None:
        """Take over what was edited in the configuration; a wrong edit is told by the page of sources."""
        with self._edits, suppress(Mistake):
            self.project.reread()

    def show(self, request: Request, template: str, status: int = 200, /, **values: Any) -> Response:
        """Give a page."""
        return Response(self.looks.render(template, request, values), status, media_type="text/html")

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
            return self.show(request, "today.html", **values, seen=self._last_visit(visitor))
        answer = self.show(request, "today.html", **values, seen=request.cookies.get(SEEN, ""))
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
            return self.show(request, "trouble.html", 404, title="No such story", trouble=_NO_STORY)
        own = self.kept.opened(request, story["story_id"])
        return self.show(request, "story.html", story=story, own=own, muted=self.feedback.muted())

    def story_values(self, request: Request) -> Any:
        """Give one story as values."""
        return read_story(self.project, request.path_params["story_id"])

    def group(self, request: Request) -> Response:
        """Show one group, or two side by side."""
        since = request.query_params.get("since") or "30d"
        ids = [request.path_params["group_id"], request.query_params.get("with")]
        views = [reading.group(self.project, one, since) for one in dict.fromkeys(ids) if one]
        return self.show(request, "group.html", views=views, since=since, known=self.project.catalogue.groups)

    def search(self, request: Request) -> Response:
        """Show what a query finds; a wrong one stays in its field, with what is wrong with it."""
        try:
            asked = self.asked(request)
            found = reading.search(self.project, asked) if request.query_params.get("q") else None
        except Mistake as mistake:
            asked = reading.Asked(query=request.query_params.get("q", ""))
            return self.show(
                request,
                "search.html",
                400,
                asked=asked,
                found=None,
                mistake=mistake,
                searches=self.searches.all(),
            )
        return self.show(
            request, "search.html", asked=asked, found=found, mistake=None, searches=self.searches.all()
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
        return self.show(request, "alerts.html", **operating.alerts(self.project), muted=muted)

    def starred(self, request: Request) -> Response:
        """Show what who asks has starred or noted."""
        return self.show(request, "starred.html", **self.kept.starred(request))

    def sources(self, request: Request) -> Response:
        """Show how feeds, links, index and channels are."""
        status, known = operating.sources(self.project), operating.sources_of_feeds(self.project)
        return self.show(request, "sources.html", status=status, known=known, muted=self.feedback.muted())

    def audit(self, request: Request) -> Response:
        """Show who changed what."""
        require(request, "admin")
        with self.project.ledger.read() as tx:
            changes = latest_changes(tx, SHOWN_CHANGES)
        return self.show(request, "audit.html", changes=changes)

    def why(self, request: Request) -> Response:
        """Show the whole way of a link."""
        link = request.query_params.get("link", "").strip()
        found = operating.why(self.project, link) if link else None
        return self.show(request, "why.html", 404 if link and not found else 200, link=link, found=found)

    def metrics(self, _: Request) -> Response:
        """Give what Prometheus reads."""
        told = metrics(operating.sources(self.project), news_flow(self.project))
        return Response(told, media_type="text/plain; version=0.0.4")

    def ready(self, _: Request) -> Response:
        """Tell whether ledger and index answer."""
        with self.project.ledger.read():
            self.project.store.health()
        return PlainTextResponse("ready\n")


_TOLD = (WirewatchError, StoreError, QueryError)
_NO_STORY: Mapping[str, Any] = {"message": "no article of the index is of this story", "mend": ""}


def _by(request: Request) -> str:
    return request.query_params.get("by", "day")


def _read_by(request: Request) -> Any:
    return read_step(_by(request))


def _status_of(error: Exception) -> tuple[int, str]:
    """Give the status and the heading: what is wrong in a file of the configuration is no fault of the question."""
    if isinstance(error, NotAllowed):
        return 403, "Not allowed"
    if isinstance(error, NoSuchSearch | UnknownLink):
        return 404, "No such search" if isinstance(error, NoSuchSearch) else "No such link"
    is_question = isinstance(error, UnknownName | QueryError) or (
        isinstance(error, Mistake) and not error.file
    )
    return (400, "This cannot be asked") if is_question else (503, "Not now")


def _told(error: Exception) -> dict[str, Any]:
    """Give what is wrong, with its file and line where it has any, and the mend."""
    if isinstance(error, QueryError):
        return {"message": error.message, "mend": error.mend}
    if not isinstance(error, Mistake):
        return {"message": str(error), "mend": ""}
    where = ":".join(str(part) for part in (error.file, error.line) if part)
    return {"message": f"{where}: {error.message}" if where else error.message, "mend": error.mend}


def is_for_programs(path: str) -> bool:
    """Whether programs ask an address, rather than readers."""
    return path.startswith("/api/") or path.endswith((".json", ".atom", ".csv", ".svg"))


def _json(
    value: Any,
    status: int = 200,
    media_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Response:
    return Response(msgspec.json.encode(value, enc_hook=str), status, headers, media_type)
