"""Which parameters each address takes, and what is said of others: a question that is passed over is not answered."""

from collections.abc import Collection
from typing import Any

from starlette.requests import Request

from wirewatch.errors import Mistake
from wirewatch.inspect.unknown_values import most_similar
from wirewatch.web.api import SEARCH_PARAMETERS

NONE: frozenset[str] = frozenset()
SEARCH = frozenset(SEARCH_PARAMETERS)
"""What `wirewatch.web.reading.read_asked` reads."""
MOST_TOLD = 3
"""Parameters that are told one by one."""


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """Raise Mistake for the first parameter of an address that is not among the known ones."""
    for told in unknown_parameters(request, known):
        raise Mistake(told["message"], told["mend"])


def unknown_parameters(request: Request, known: Collection[str]) -> list[dict[str, Any]]:
    """Give `message` and `mend` of the first parameters of an address that are not among the known ones."""
    names = dict.fromkeys(name for name in request.query_params if name not in known)
    return [
        {"message": f"{request.url.path} has no parameter {name[:60]!r}", "mend": _mend(name[:60], known)}
        for name in list(names)[:MOST_TOLD]
    ]


def _mend(name: str, known: Collection[str]) -> str:
    if not known:
        return "leave it out: it takes none"
    # `country` is source.country: the last part of a name is what comes to mind.
    tails = {one.rpartition(".")[2]: one for one in known}
    alike = tails.get(name) or most_similar(name, known)
    return f"did you mean {alike!r}?" if alike else "it takes " + ", ".join(sorted(known))
