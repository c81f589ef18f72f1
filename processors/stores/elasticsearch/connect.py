"""The connection to a cluster: its address, its credentials, and how long and how often a request is tried."""

import logging
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass

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
        if has_proxy(url):
            options["node_class"] = "requests"  # the client's own way of asking knows no proxies
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


def has_proxy(url: str) -> bool:
    """Tell whether the environment (http_proxy, https_proxy, all_proxy, no_proxy) has a proxy for a server.

    For this machine's own servers there is none. Raises ValueError for what is no address.
    """
    parts, proxies = urlsplit(url), getproxies_environment()
    if not (proxies.get(parts.scheme) or proxies.get("all")) or _is_loopback(parts.hostname or ""):
        return False
    return not proxy_bypass(parts.netloc.rpartition("@")[2])


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _with_port(url: str) -> str:
    """Return the URL with a port, which the client wants: a server's own is 9200, hosted ones listen on https's."""
    parts = urlsplit(url)
    port = 443 if parts.scheme == "https" else 9200
    return url if parts.port else parts._replace(netloc=f"{parts.netloc}:{port}").geturl()
