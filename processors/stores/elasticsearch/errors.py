"""What Elasticsearch's client raises, told as ours, in one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elastic_transport import TlsError, TransportError
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    UnsupportedProductError,
)

from processors.stores.store import StoreDown, StoreError, StoreRefused

BUSY_STATUSES = (429, 502, 503, 504)
"""Statuses after which the same request may succeed."""
SERVERS_OWN = {"index_closed_exception", "validation_exception", "illegal_argument_exception"}
"""Types of errors with the status 400, as a document that does not fit has, by which a server refuses all documents."""
SIGNS_OF_DOCUMENT = ("immense term", "nested")
"""What an error of the last of these types says of where it is one document alone."""
NO_SUCH_PATH = "for uri ["
"""What a server says of a request whose path it does not know, as where an index is named in its address."""
MENDS = {
    "FORBIDDEN/": "when what has blocked it is done, lift that with"
    ' `PUT /{index}/_settings {{"index.blocks.write": null, "index.blocks.read_only": null}}`',
    "flood-stage": "make room on the disks of the search server, and the block goes by itself",
    "index_closed_exception": "open it with `POST /{index}/_open`",
    "security_exception": "give the API key or the user the privilege `write` there",
    "maximum normal shards open": "delete indices that nobody needs, or raise cluster.max_shards_per_node",
}
"""What a person does about a server's state, by a sign of it in its error."""


def reason_of(error: dict[str, Any]) -> str:
    """Return the outermost reason of an error, and the innermost where it is another: that one names the thing."""
    inner = error if error.get("caused_by") else (error.get("root_cause") or [error])[0]
    while inner.get("caused_by"):
        inner = inner["caused_by"]
    return ": ".join(dict.fromkeys(str(part.get("reason") or part.get("type")) for part in (error, inner)))


def state_error(index: str, status: int, error: dict[str, Any]) -> StoreError | None:
    """Return what keeps an index from taking any document, or None where the error is of one document.

    `error` is what the server says of a document, with this status.
    """
    kind, reason = str(error["type"]), reason_of(error)
    if status == 400 and (kind not in SERVERS_OWN or any(sign in reason for sign in SIGNS_OF_DOCUMENT)):
        return None
    told = f"the index {index} takes no document ({kind}: {reason.strip(' ;')})"
    message = "; ".join((told, *_mends(index, f"{kind} {reason}")))
    return StoreDown(message) if status in BUSY_STATUSES or status >= 500 else StoreRefused(message)


def _mends(index: str, error: str) -> list[str]:
    return [mend.format(index=index) for sign, mend in MENDS.items() if sign in error]


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raise the client's errors as ours."""
    try:
        yield
    except (ApiError, TransportError) as error:
        raise _as_ours(error) from error


def _as_ours(error: ApiError | TransportError) -> StoreError:
    is_page = (
        isinstance(error, ApiError) and str(error.body).lstrip().startswith("<") and error.status_code == 404
    )
    if is_page or isinstance(error, UnsupportedProductError):  # which is an ApiError as well
        return StoreRefused("the server is not Elasticsearch: check the address")
    if isinstance(error, AuthenticationException | AuthorizationException):
        return _no_rights(error)
    return _refused(error) if isinstance(error, ApiError) else _unreachable(error)


def _no_rights(error: ApiError) -> StoreError:
    """Say what we may not do; a block of the index has the status of a key without rights, and is told as a block."""
    if error.error == "cluster_block_exception":
        mends = _mends("INDEX", _reason(error))
        return StoreRefused("; ".join((f"Elasticsearch refuses us: {_reason(error)}", *mends)))
    which_right = f": {_reason(error)}" if error.status_code == 403 else ""
    why = f"Elasticsearch refuses us ({error.status_code} {error.error}{which_right})"
    return StoreRefused(f"{why}: check the API key, or the user and password, and what they may do")


def _refused(error: ApiError) -> StoreError:
    """Say why the server did not do what it was asked, and whether it may do so later."""
    if error.error == "media_type_header_exception":
        return StoreRefused("the server is older than Elasticsearch 9, which the client needs: update it")
    reason = _reason(error)
    if NO_SUCH_PATH in reason and error.status_code in (400, 405):
        return StoreRefused(
            f"the server has nothing there ({reason}): its address names a server, and no index on it"
        )
    if error.status_code in BUSY_STATUSES or error.status_code >= 500:
        return StoreDown(f"Elasticsearch answers {error.status_code}: {reason}")
    refused = f"Elasticsearch refuses the request ({error.status_code}): {reason}"
    return StoreRefused("; ".join((refused, *_mends("INDEX", f"{error.error} {reason}"))))


def _unreachable(error: TransportError) -> StoreError:
    """Say why there was no answer: the wrong scheme and certificate need a person, all else may pass."""
    if isinstance(error, TlsError) and "WRONG_VERSION_NUMBER" in str(error):
        return StoreRefused("the server speaks no TLS at this address: write http:// for https://")
    if isinstance(error, TlsError):
        return StoreRefused(f"the server's certificate is not trusted: name its CA certificate ({error})")
    mend = "start it, or mend its address"
    if "ProxyError" in str(error):
        mend = "`no_proxy` names servers that are asked without a proxy"
    return StoreDown(f"Elasticsearch cannot be reached: {error}; {mend}")


def _reason(error: ApiError) -> str:
    body = error.body.get("error") if isinstance(error.body, dict) else None
    return reason_of(body).strip(" ;") if isinstance(body, dict) else str(body or error)
