"""How each answer is made: a page, a form's, values or a feed; and how what is wrong with a question is told."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from threading import Lock
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from processors.query.nodes import QueryError
from processors.stores.store import StoreError
from wirewatch.errors import Mistake, UnknownLink, UnknownName, WirewatchError
from wirewatch.ledger.saved_searches import NoSuchSearch
from wirewatch.ledger.users import Role
from wirewatch.project import Project
from wirewatch.web import parameters
from wirewatch.web.access import Form, NotAllowed, check_form, read_form
from wirewatch.web.looks import Looks


class Answers:
    """What makes endpoints of the functions that give pages and values of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.looks = Looks(project)
        self._edits = Lock()

    def page(
        self,
        make: Callable[[Request], Response],
        takes: Collection[str] = parameters.NONE,
        *,
        is_file: bool = False,
    ) -> Callable[[Request], Response]:
        """Give the endpoint of a page: what is wrong with the question, or away, is a page that says so.

        A page tells of parameters that are none of those that it `takes`; what is kept as a file refuses them.
        """

        def answer(request: Request) -> Response:
            self._take_over_edits()
            try:
                if is_file:
                    parameters.refuse_unknown(request, takes)
                request.scope.setdefault("state", {})["passed_over"] = parameters.unknown_parameters(
                    request, takes
                )
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
            try:
                form = await read_form(request)
            except ClientDisconnect:  # whoever sent it has gone to another page, and nothing is done
                return Response(status_code=400)

            def made(asked: Request) -> Response:
                check_form(asked, form, role)
                return make(asked, form)

            return await run_in_threadpool(self.page(made), request)

        return answer

    def data(
        self, make: Callable[[Request], Any], takes: Collection[str] = parameters.NONE
    ) -> Callable[[Request], Response]:
        """Give the endpoint of values as JSON; None is what there is not."""

        def answer(request: Request) -> Response:
            value = make(request)
            return _json({"message": "there is none"}, 404) if value is None else _json(value)

        return self.feed(answer, takes)

    def feed(
        self, make: Callable[[Request], Response], takes: Collection[str] | None = parameters.NONE
    ) -> Callable[[Request], Response]:
        """Give the endpoint of what programs read: what is wrong with the question, or away, is JSON.

        So is a parameter that is none of those that it `takes`; for None there may be any.
        """

        def answer(request: Request) -> Response:
            self._take_over_edits()
            try:
                if takes is not None:
                    parameters.refuse_unknown(request, takes)
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


_TOLD = (WirewatchError, StoreError, QueryError)


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
