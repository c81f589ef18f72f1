"""Lead the names of a document's examples to servers on loopback, in every Python that has this folder on its path.

WIREWATCH_TEST_HOSTS holds `name:port=port`, with blanks between: `news.example:443=40443 *:80=40080`. The name `*` is
every name that is not of this machine. An address leads elsewhere only where it is named. Nothing else is changed: the
program asks for https://news.example as a reader would, and checks the certificate of that name.
"""

import os
import socket
from typing import Any

_resolve = socket.getaddrinfo
_OWN = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}
_PORTS = dict(pair.split("=") for pair in os.environ.get("WIREWATCH_TEST_HOSTS", "").split())


def _getaddrinfo(host: Any, port: Any, *arguments: Any, **options: Any) -> list[Any]:
    name = host.decode() if isinstance(host, bytes) else host
    mapped = _PORTS.get(f"{name}:{port}")
    if mapped is None and name not in _OWN:
        mapped = _PORTS.get(f"*:{port}")
    if mapped is None:
        return _resolve(host, port, *arguments, **options)
    kind = options.get("type") or socket.SOCK_STREAM
    return [(socket.AF_INET, kind, 6, "", ("127.0.0.1", int(mapped)))]


if _PORTS:
    socket.getaddrinfo = _getaddrinfo  # type: ignore[assignment]
