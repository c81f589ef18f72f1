"""robots.txt as RFC 9309 reads it: one fetch for each origin, however many links of it are waiting."""

import asyncio
import re

from protego import Protego
from yarl import URL

from scrapers.errors import NotYet, Reject, Retry
from scrapers.http import Client

USER_AGENT_TOKEN = "wirewatch"  # noqa: S105
"""The product token that site owners name in robots.txt to address us."""

MAX_BYTES = 500 * 1024
"""What RFC 9309, 2.5 demands of a parser; the rest of a longer file is not read."""

KEEP_S = 24 * 3600.0
"""Seconds, from RFC 9309, 2.4."""

KEEP_FAILURE_S = 300.0
"""Seconds in which an origin whose robots.txt could not be had is not asked again."""

_MAX_ORIGINS = 1000

_AGENT = re.compile(r"^\s*user(?:-|\s+)?agent\b\s*:?\s*(?P<agent>[^#]*)", re.IGNORECASE)
"""The spellings that Protego reads."""
_OURS = re.compile(rf"{USER_AGENT_TOKEN}(?![\w-])")


class _Origin:
    def __init__(self) -> None:
        self.asking = asyncio.Lock()
        self.known: Protego | Retry | None = None
        self.until = 0.0


class Robots:
    """What robots.txt says, remembered for the life of one client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._origins: dict[str, _Origin] = {}

    async def check(self, url: str) -> None:
        """Return if `url` may be asked, and pass its host's crawl delay on to the client's politeness.

        Raises Reject `robots` where it may not, and Retry `robots_unreachable` where robots.txt could not
        be had for now, and NotYet where its host has asked to be left alone. An origin that answers that it has
        none (4xx, an endless redirect) allows all.
        """
        target = URL(url)
        rules = await self._rules(str(target.origin()))
        if isinstance(rules, Retry):
            raise Retry("robots_unreachable", str(rules), rules.after)
        if not rules.can_fetch(url, USER_AGENT_TOKEN):
            raise Reject("robots", url)
        delay = rules.crawl_delay(USER_AGENT_TOKEN)
        if delay:
            self._client.politeness.slow(target.host or "", delay)

    async def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that the robots.txt of `url`'s origin names; none where it cannot be had for now."""
        rules = await self._rules(str(URL(url).origin()))
        return [] if isinstance(rules, Retry) else list(rules.sitemaps)

    async def _rules(self, origin: str) -> Protego | Retry:
        state = self._origin(origin)
        async with state.asking:
            now = asyncio.get_running_loop().time()
            if state.known is None or now >= state.until:
                state.known = await _ask(self._client, origin)
                state.until = now + (KEEP_FAILURE_S if isinstance(state.known, Retry) else KEEP_S)
            return state.known

    def _origin(self, origin: str) -> _Origin:
        if origin not in self._origins and len(self._origins) >= _MAX_ORIGINS:
            del self._origins[next(iter(self._origins))]
        return self._origins.setdefault(origin, _Origin())


async def _ask(client: Client, origin: str) -> Protego | Retry:
    try:
        answer = await client.get(f"{origin}/robots.txt", first=MAX_BYTES)
    except Reject:
        return parse_robots("")
    except NotYet:
        raise  # nothing was asked, and so nothing is known
    except Retry as error:
        return error
    return parse_robots(answer.body.decode("utf-8-sig", "replace"))


def parse_robots(text: str) -> Protego:
    """Parse a robots.txt, keeping apart only the rules for us, for all (`*`) and for others.

    Protego copies every rule of a group to each of its agents, so a file of 500 KiB with ten thousand
    agents over ten thousand rules would take minutes and gigabytes. It also takes `wire` for `wirewatch`.
    """
    return Protego.parse("\n".join(_AGENT.sub(_fold_agent, line) for line in text.splitlines()))


def _fold_agent(line: re.Match[str]) -> str:
    agent = line["agent"].strip().lower()
    if agent in ("", "*"):
        return line[0]
    return f"User-agent: {USER_AGENT_TOKEN if _OURS.match(agent) else 'other'}"
