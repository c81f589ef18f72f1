"""Searches as feeds, JSON Feed and Atom: of any search by its own address, and of a saved one by its name."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wirewatch.ledger.leases import now
from wirewatch.project import Project
from wirewatch.web import api, reading
from wirewatch.web.looks import Looks
from wirewatch.web.saved import SavedSearches, address_of, asked_of


class Followed(NamedTuple):
    """What somebody follows: its title, what it asks for, and the address of its page."""

    title: str
    asked: reading.Asked
    page: str


class Feeds:
    """The feeds of one project."""

    def __init__(self, project: Project, looks: Looks, saved: SavedSearches) -> None:
        self.project, self.looks, self.saved = project, looks, saved

    def json_feed(self, request: Request) -> Response:
        """Give a search as JSON Feed. Raises Mistake and StoreError."""
        return self._as_json(request, _asked_in(request))

    def atom(self, request: Request) -> Response:
        """Give a search as Atom. Raises Mistake and StoreError."""
        return self._as_atom(request, _asked_in(request))

    def saved_json_feed(self, request: Request) -> Response:
        """Give a saved search as JSON Feed. Raises Mistake and StoreError."""
        return self._as_json(request, self._saved(request))

    def saved_atom(self, request: Request) -> Response:
        """Give a saved search as Atom. Raises Mistake and StoreError."""
        return self._as_atom(request, self._saved(request))

    def _saved(self, request: Request) -> Followed:
        search = self.saved.find(request)
        return Followed(search.name, asked_of(search), f"{request.base_url}{address_of(search)[1:]}")

    def _as_json(self, request: Request, followed: Followed) -> Response:
        hits = reading.today(self.project, followed.asked)["hits"]
        feed = api.json_feed(followed.title, hits, followed.page, str(request.url))
        return Response(msgspec.json.encode(feed, enc_hook=str), media_type="application/feed+json")

    def _as_atom(self, request: Request, followed: Followed) -> Response:
        values: dict[str, Any] = {
            "title": followed.title,
            "hits": reading.today(self.project, followed.asked)["hits"],
            "home": followed.page,
            "own": str(request.url),
            "now": now(),
        }
        return Response(self.looks.render("search.atom", request, values), media_type="application/atom+xml")


def _asked_in(request: Request) -> Followed:
    """Read what an address asks for. Raises Mistake."""
    pairs = request.query_params.multi_items()
    asked = reading.read_asked(pairs)
    page = urlencode([pair for pair in pairs if pair[0] != "size"])
    return Followed(asked.query, asked, f"{request.base_url}search?{page}")
