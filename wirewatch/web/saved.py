"""Saved searches in the browser: save one, remove one, and follow one at an address that stays.

POST /searches, /searches/remove     the forms on the page Search
/searches/NAME                       the page of the search
/searches/NAME.json, NAME.atom       the same as JSON Feed and as Atom
/api/searches                        all of them
"""

from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wirewatch.ledger import saved_searches
from wirewatch.ledger.leases import now
from wirewatch.ledger.saved_searches import SavedSearch
from wirewatch.ledger.users import Role
from wirewatch.project import Project
from wirewatch.web import reading
from wirewatch.web.access import Form, require

ROLE: Role = "analyst"


class SavedSearches:
    """The saved searches of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def all(self) -> list[dict[str, Any]]:
        """Give all of them, each with the addresses to follow it by."""
        with self.project.ledger.read() as tx:
            return [
                {
                    **row._mapping,
                    "page": f"/searches/{quote(row.name)}",
                    "json_feed": f"/searches/{quote(row.name)}.json",
                    "atom": f"/searches/{quote(row.name)}.atom",
                }
                for row in saved_searches.list_searches(tx)
            ]

    def save(self, request: Request, form: Form) -> Response:
        """Save a search that the reader has before them, what it is narrowed by too. Raises Mistake."""
        asked = reading.read_asked(list(form.items()))
        search = SavedSearch(
            saved_searches.read_name(form.get("name", "")),
            reading.narrowed_query(asked),
            asked.since,
            asked.until,
            asked.sort,
            asked.events,
        )
        reading.search(self.project, asked_of(search)._replace(size=1))  # a wrong one is told now
        with self.project.ledger.begin() as tx:
            saved_searches.save_search(tx, search, require(request, ROLE).name, now())
        return RedirectResponse(f"/searches/{quote(search.name)}", 303)

    def remove(self, request: Request, form: Form) -> Response:
        """Remove a search."""
        with self.project.ledger.begin() as tx:
            saved_searches.remove_search(tx, form.get("name", ""), require(request, ROLE).name, now())
        return RedirectResponse("/search", 303)

    def page(self, request: Request) -> Response:
        """Lead to the page of a search. Raises Mistake."""
        return RedirectResponse(address_of(self.find(request)), 303)

    def find(self, request: Request) -> SavedSearch:
        """Give the search that an address names. Raises Mistake."""
        with self.project.ledger.read() as tx:
            return saved_searches.require_search(tx, request.path_params["name"])


def asked_of(search: SavedSearch) -> reading.Asked:
    """Give what a saved search asks for."""
    return reading.Asked(search.query, search.since, search.until, search.sort, events=search.events)


def address_of(search: SavedSearch) -> str:
    """Give the address of the page of a search."""
    values = {"q": search.query, "since": search.since, "until": search.until, "sort": search.sort}
    values["show"] = "events" if search.events else None
    return f"/search?{urlencode({name: value for name, value in values.items() if value})}"
