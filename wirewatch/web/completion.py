"""The completion of the search box: `/api/complete?q=QUERY&at=PLACE`."""

import time
from threading import Lock
from typing import Any

from starlette.requests import Request

from wirewatch.errors import Mistake
from wirewatch.inspect.complete import Values, complete, known_values
from wirewatch.project import Project

KNOWN_FOR_S = 60.0
"""How long the values of the index are taken for known: who types asks for them at every letter."""
LONGEST_QUERY = 8_000


class Completer:
    """Completes queries, by values that are asked for once a minute."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._lock = Lock()
        self._known: Values | None = None
        self._asked_at = 0.0

    def answer(self, request: Request) -> Any:
        """Give what could stand at a place of a query. Raises Mistake."""
        query = request.query_params.get("q", "")
        at = request.query_params.get("at", str(len(query)))
        if len(query) > LONGEST_QUERY or not (at.isascii() and at.isdecimal() and len(at) < 6):
            raise Mistake(
                "q, at: no query, or no place in it", "give the code points before the place as `at`"
            )
        found = complete(query, int(at), self._values())
        return {**found._asdict(), "options": [one._asdict() for one in found.options]}

    def _values(self) -> Values:
        with self._lock:
            if self._known is None or time.monotonic() - self._asked_at > KNOWN_FOR_S:
                self._known, self._asked_at = known_values(self.project), time.monotonic()
            return self._known
