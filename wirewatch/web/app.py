"""The desk as a web application: which address leads to which page, and what every answer carries."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from wirewatch.project import Project
from wirewatch.tracing import TracedRequests, is_traced
from wirewatch.web import api, feedback, operating, rule_forms, saved
from wirewatch.web.access import Access
from wirewatch.web.answers import Answers
from wirewatch.web.completion import Completer
from wirewatch.web.feedback import Feedback
from wirewatch.web.followed import Feeds
from wirewatch.web.headers import SafeHeaders
from wirewatch.web.kept import ROLE as READER
from wirewatch.web.kept import Kept
from wirewatch.web.login import Login
from wirewatch.web.pages import Pages
from wirewatch.web.parameters import SEARCH
from wirewatch.web.report import answer_report
from wirewatch.web.rule_forms import RuleForms
from wirewatch.web.rule_removal import RuleRemoval
from wirewatch.web.saved import SavedSearches
from wirewatch.web.trusted_proxy import read_trusted_proxy

HERE = Path(__file__).parent
Endpoint = Callable[[Request], Response]


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
    proxy = read_trusted_proxy(project.settings)
    answers = Answers(project)
    page, form, data, feed = answers.page, answers.form, answers.data, answers.feed
    login = Login(project, answers.show)
    rules, removal = RuleForms(project, answers.show), RuleRemoval(project, answers.show)
    told, kept, searches = Feedback(project), Kept(project), SavedSearches(project)
    pages = Pages(project, answers.show, told, kept, searches)
    feeds = Feeds(project, answers.looks, searches)
    routes = [
        Route("/", page(pages.today, SEARCH)),
        Route("/story/{story_id}", page(pages.story, {"waits"})),
        Route("/marks", form(feedback.ROLE, told.mark), methods=["POST"]),
        Route("/marks/undo", form(feedback.ROLE, told.undo), methods=["POST"]),
        Route("/readings", form(READER, kept.change), methods=["POST"]),
        Route("/starred", page(pages.starred)),
        Route("/mutes", form(feedback.ROLE, told.mute), methods=["POST"]),
        Route("/mutes/end", form(feedback.ROLE, told.unmute), methods=["POST"]),
        Route("/feeds/pause", form(feedback.PAUSE_ROLE, told.pause), methods=["POST"]),
        Route("/group/{group_id}", page(pages.group, {"since", "with"})),
        Route("/search", page(pages.search, SEARCH)),
        Route("/alerts", page(pages.alerts)),
        Route("/alerts/new", page(rules.new, SEARCH)),
        Route("/alerts/edit", page(rules.edit, {"rule"})),
        Route("/alerts/edit", form(rule_forms.ROLE, rules.send), methods=["POST"]),
        Route("/alerts/remove", page(removal.page, {"rule"})),
        Route("/alerts/remove", form(rule_forms.ROLE, removal.send), methods=["POST"]),
        Route("/searches", form(saved.ROLE, searches.save), methods=["POST"]),
        Route("/searches/remove", form(saved.ROLE, searches.remove), methods=["POST"]),
        Route("/searches/{name}.json", feed(feeds.saved_json_feed)),
        Route("/searches/{name}.atom", feed(feeds.saved_atom)),
        Route("/searches/{name}", page(searches.page)),
        Route("/sources", page(pages.sources, {"feed", "page"})),
        Route("/why", page(pages.why, {"link"})),
        Route("/chart.svg", feed(pages.chart, SEARCH | {"by", "group"})),
        Route("/events", pages.events),
        Route("/report.{kind}", page(lambda asked: answer_report(project, asked), SEARCH, is_file=True)),
        Route("/search.json", feed(feeds.json_feed, SEARCH)),
        Route("/search.atom", feed(feeds.atom, SEARCH)),
        *_values(project, pages, searches, data),
        Route("/login", page(login.page, {"next"})),
        Route("/login", form(None, login.log_in), methods=["POST"]),
        Route("/logout", form("reader", login.log_out), methods=["POST"]),
        Route("/audit", page(pages.audit)),
        Route("/metrics", feed(pages.metrics, None)),
        Route("/healthz", lambda _: PlainTextResponse("ok\n")),
        Route("/readyz", feed(pages.ready, None)),
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
        routes=routes, middleware=middleware, exception_handlers={HTTPException: answers.no_such_address}
    )


def _values(
    project: Project, pages: Pages, searches: SavedSearches, data: Callable[..., Endpoint]
) -> list[Route]:
    """Give the addresses of the API, each with the parameters that wirewatch.web.api describes."""

    def of(path: str, make: Callable[[Request], Any]) -> Route:
        return Route(path, data(make, api.parameters_of(path)))

    return [
        of("/api/stories", pages.stories_values),
        of("/api/stories/{story_id}", pages.story_values),
        of("/api/search", pages.search_values),
        of("/api/timeline", pages.timeline_values),
        of("/api/groups", lambda _: project.catalogue.groups),
        of("/api/status", lambda _: operating.sources(project)),
        of("/api/why", lambda asked: operating.why(project, asked.query_params.get("link", ""))),
        of("/api/searches", lambda _: searches.all()),
        of("/api/complete", Completer(project).answer),
        of("/api/openapi.json", lambda _: api.openapi()),
    ]
