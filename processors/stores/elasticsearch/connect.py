"""The connection to a cluster: its address, its credentials, and how long and how often a request is tried."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from elasticsearch import Elasticsearch

from processors.stores.elasticsearch.errors import BUSY_STATUSES
from processors.stores.store import StoreRefused

TIMEOUT = 60.0
"""Seconds for one request."""
RETRIES = 4
"""Of a request or of a bulk's single documents, on 429 after 1, 2, 4 and 8 s."""
# Its warnings of every retry come with tracebacks, and what fails for good is raised.
logging.getLogger("elastic_transport").setLevel(logging.ERROR)


def connect(
    url: str, *, api_key: str | None, login: tuple[str, str] | None, ca_cert: str | None
) -> Elasticsearch:
    """Return a client, which asks nothing yet. Raises StoreRefused for what cannot be an address or a certificate."""
    if ca_cert and not Path(ca_cert).is_file():
        raise StoreRefused(f"there is no CA certificate {ca_cert}: name a PEM file")
    options: dict[str, Any] = {"ca_certs": ca_cert} if ca_cert else {}
    try:
        return Elasticsearch(
            _with_port(url),
            api_key=api_key,
            basic_auth=login,
            request_timeout=TIMEOUT,
            max_retries=RETRIES,
            retry_on_timeout=True,
            retry_on_status=BUSY_STATUSES,
            **options,
        )
    except (ValueError, OSError) as error:
        raise StoreRefused(f"the index {url!r} cannot be opened: {error}") from error


def _with_port(url: str) -> str:
    """Return the URL with a port, which the client wants: a server's own is 9200, hosted ones listen on https's."""
    parts = urlsplit(url)
    port = 443 if parts.scheme == "https" else 9200
    return url if parts.port else parts._replace(netloc=f"{parts.netloc}:{port}").geturl()
