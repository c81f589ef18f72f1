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

from processors.stores.store import StoreDown, StoreRefused

BUSY_STATUSES = (429, 502, 503, 504)
"""Statuses after which the same request may succeed."""


def reason_of(error: dict[str, Any]) -> str:
    """Return the outermost reason of an error, and the innermost where it is another: that one names the thing."""
    inner = error if error.get("caused_by") else (error.get("root_cause") or [error])[0]
    while inner.get("caused_by"):
        inner = inner["caused_by"]
    return ": ".join(dict.fromkeys(str(part.get("reason") or part.get("type")) for part in (error, inner)))


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raise the client's errors as ours."""
    try:
        yield
    except (AuthenticationException, AuthorizationException) as error:
        why = f"Elasticsearch refuses us ({error.status_code} {error.error})"
        raise StoreRefused(
            f"{why}: check the API key, or the user and password, and what they may do"
        ) from error
    except ApiError as error:
        if error.error == "media_type_header_exception":
            raise StoreRefused(
                "the server is older than Elasticsearch 9, which the client needs: update it"
            ) from error
        body = error.body.get("error") if isinstance(error.body, dict) else None
        reason = reason_of(body) if isinstance(body, dict) else str(error)
        if error.status_code in BUSY_STATUSES or error.status_code >= 500:
            raise StoreDown(f"Elasticsearch answers {error.status_code}: {reason}") from error
        raise StoreRefused(f"Elasticsearch refuses the request ({error.status_code}): {reason}") from error
    except UnsupportedProductError as error:
        raise StoreRefused("the server is not Elasticsearch: check the address") from error
    except TlsError as error:
        if "WRONG_VERSION_NUMBER" in str(error):
            raise StoreRefused(
                "the server speaks no TLS at this address: write http:// for https://"
            ) from error
        raise StoreRefused(
            f"the server's certificate is not trusted: name its CA certificate ({error})"
        ) from error
    except TransportError as error:
        raise StoreDown(f"Elasticsearch cannot be reached: {error}") from error
