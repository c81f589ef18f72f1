"""Many hosts on one Hostile server: every name is this machine, and to those who are polite each is a host of its own.

project = with_many_hosts(newsroom.project(), delay=0)
... f"http://any-name.example:{web.port}/a/1" ...
"""

import socket
from collections.abc import Sequence

from aiohttp.abc import AbstractResolver, ResolveResult

from scrapers.http import Limits
from wirewatch.project import Project
from wirewatch.web_client import WebClient


class EveryName(AbstractResolver):
    """A DNS that knows every name, by the same addresses: this machine's, unless others are given."""

    def __init__(self, addresses: Sequence[str] = ("127.0.0.1",)) -> None:
        self.addresses = addresses

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002
    ) -> list[ResolveResult]:
        """Give the addresses."""
        return [
            ResolveResult(hostname=host, host=one, port=port, family=socket.AF_INET, proto=0, flags=0)
            for one in self.addresses
        ]

    async def close(self) -> None:
        """Close nothing."""


def with_many_hosts(
    project: Project, *, delay: float = 0.0, total: float = 60.0, per_host: int = Limits().per_host
) -> Project:
    """Have a project ask such a DNS; the rest are those of `scrapers.http.Limits`, times in seconds."""
    limits = Limits(allow_private=True, delay=delay, total=total, per_host=per_host)
    project.__dict__["web_client"] = WebClient(limits, EveryName())
    return project
