"""How late and at what cost entries are seen: twelve kinds of feed, the real poll stage, and a clock that is moved.

    PYTHONPATH=tests/support:scripts python -m benchmarks.polling [--days 14] [--seed 1] [KIND ...]

The last four are kinds of the feeds that Wirewatch ships; their rates are estimates. Beside ours stand a poll every 15
minutes and Miniflux's rule for its scheduler by entries (a week by the number of entries of the last week, between 5
minutes and a day), each on the same feeds, worked out without a server.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from hostile_server import Hostile, Request, page, status
from many_hosts import with_many_hosts
from newsroom import RSS, Newsroom, rss_item
from sqlalchemy import func, select

from wirewatch.ledger import leases
from wirewatch.ledger.schema import feeds, links
from wirewatch.stages.poll import poll_feeds

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
HISTORY = timedelta(days=14)
QUARTER = timedelta(minutes=15)
BY_HOUR = (0, 0, 0, 0, 0, 0.3, 1.5, 2.5, 3, 3, 3, 2.6, 2.5, 2.5, 2.5, 2.5, 2.4, 2.4, 2, 1.5, 1, 0.7, 0.3, 0.1)
"""Entries an hour of a newsroom, by its own clock, which is an hour ahead of UTC."""
WORDPRESS = (
    "<generator>https://wordpress.org/?v=6.8</generator>"
    '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>'
)


class Kind(NamedTuple):
    """How a feed behaves."""

    rate: Callable[[datetime], float]
    """Entries an hour."""
    shows: int
    bursts: int = 0
    """Sixty entries within two hours, so often."""
    about: str = ""
    redated: bool = False
    """Each answer dates all entries anew."""
    tokens: bool = False
    """Each answer has another token in all addresses."""
    archive: bool = False
    """Twenty of a thousand old entries show beside the new ones, others at each poll."""


def _newsroom(at: datetime) -> float:
    return BY_HOUR[(at.hour + 1) % 24] * (0.4 if at.weekday() > 4 else 1.0)


def _weekly(at: datetime) -> float:
    return 1.0 if (at.weekday(), at.hour) == (2, 9) else 0.0


def _office(at: datetime) -> float:
    return 1.0 if at.weekday() < 5 and 7 <= at.hour < 17 else 0.0


KINDS = {
    "newsroom": Kind(_newsroom, 25),
    "burst": Kind(lambda _: 2 / 24, 20, bursts=2),
    "weekly": Kind(_weekly, 10),
    "dead": Kind(lambda at: 0.1 if at < BEGIN - HISTORY + timedelta(days=1) else 0.0, 10),
    "wordpress": Kind(lambda _: 250 / 24, 10, about=WORDPRESS, bursts=1),
    "archive": Kind(lambda _: 4 / 24, 10, archive=True),
    "redated": Kind(lambda _: 1.0, 20, redated=True),
    "tokens": Kind(lambda _: 1.0, 20, tokens=True),
    "agency": Kind(lambda at: 8 + 2.5 * _newsroom(at), 100, bursts=1),
    "broadcaster": Kind(lambda at: _newsroom(at) / 2, 30),
    "updates": Kind(lambda at: 1 + 9 * _office(at), 20),
    "analysis": Kind(lambda at: 0.2 * _office(at), 20),
}


def entries_of(kind: Kind, days: int, seed: int) -> list[datetime]:
    """Give the times at which a feed publishes, from two weeks before BEGIN on."""
    chance = random.Random(seed)  # noqa: S311
    minutes = (BEGIN - HISTORY + timedelta(minutes=minute) for minute in range((days + 14) * 1440))
    times = [
        at + timedelta(seconds=chance.random() * 60) for at in minutes if chance.random() < kind.rate(at) / 60
    ]
    for _ in range(kind.bursts):
        begin = BEGIN + timedelta(days=chance.random() * (days - 1))
        times += [begin + timedelta(hours=2 * chance.random()) for _ in range(60)]
    return sorted(times)


class Site:
    """Serves one feed as it is at the time of a clock."""

    def __init__(
        self, web: Hostile, name: str, kind: Kind, times: Sequence[datetime], clock: "Clock"
    ) -> None:
        self.web, self.kind, self.times, self.clock = web, kind, times, clock
        self.host, self.asked, self.fresh = f"{name}.example", 0, 0
        self.path = f"/{self.host}"
        web.on(self.path, self.answer)
        for number in range(2, 40):
            web.on(f"{self.path}?paged={number}", self.answer)

    def address(self, number: int | str) -> str:
        """Give the address of an entry."""
        return f"http://{self.host}:{self.web.port}/post/{number}"

    async def answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Give the feed, or a further page of it."""
        self.asked += 1
        at, kind = self.clock(), self.kind
        number = int(parse_qs(urlsplit(request.target).query).get("paged", ["1"])[0])
        published = [n for n, time_ in enumerate(self.times) if time_ <= at]
        chosen = published[::-1][(number - 1) * kind.shows : number * kind.shows]
        items = [self.item(n, self.times[n], at) for n in chosen]
        if kind.archive:
            old = random.Random(self.asked).sample(range(1000), 20)  # noqa: S311
            items += [
                rss_item(self.address(f"old-{n}"), f"Old {n}", _date(BEGIN - timedelta(days=400 + n)))
                for n in old
            ]
        body = f'<rss version="2.0"><channel><title>Feed</title>{kind.about}{"".join(items)}</channel></rss>'
        await (page(body, RSS) if items else status(404))(request, writer)

    def item(self, number: int, published: datetime, at: datetime) -> str:
        """Give one entry as it shows now."""
        token = f"?sid={random.Random(self.asked).getrandbits(64):x}" if self.kind.tokens else ""  # noqa: S311
        guid = f"<guid isPermaLink='false'>{self.host}-{number}</guid>"
        return rss_item(
            self.address(number) + token,
            f"Post {number}",
            _date(at if self.kind.redated else published) + guid,
        )


def _date(at: datetime) -> str:
    return f"<pubDate>{format_datetime(at)}</pubDate>"


class Clock:
    """The time that everybody goes by."""

    def __init__(self) -> None:
        self.at = BEGIN

    def __call__(self) -> datetime:
        """Give it."""
        return self.at


class Outcome(NamedTuple):
    """What came of a feed under a rule."""

    polls: int
    late: list[timedelta]
    """How long after its publication each entry was seen, sorted."""
    lost: int


def follow_rule(
    times: Sequence[datetime],
    shows: int,
    days: int,
    wait: Callable[[Sequence[datetime], datetime], timedelta],
) -> Outcome:
    """Poll a feed whose next poll is `wait` after each, by the entries that are published and the time."""
    at, end, seen, late, polls = BEGIN, BEGIN + timedelta(days=days), set[datetime](), [], 0
    while at < end:
        published = [one for one in times if one <= at]
        new = set(published[-shows:]) - seen
        late += [at - one for one in new if polls]
        seen |= new
        polls, before = polls + 1, at
        at += wait(published, at)
    lost = sum(BEGIN < one <= before and one not in seen for one in times)
    return Outcome(polls, sorted(late), lost)


def _miniflux(published: Sequence[datetime], at: datetime) -> timedelta:
    week = sum(one > at - timedelta(days=7) for one in published)
    span = timedelta(days=7) / week if week else timedelta(days=1)
    return min(max(span, timedelta(minutes=5)), timedelta(days=1))


def follow_ours(names: Sequence[str], days: int, seed: int) -> dict[str, Outcome]:
    """Drive the poll stage through so many days; give what came of each kind."""
    clock, end = Clock(), BEGIN + timedelta(days=days)
    with tempfile.TemporaryDirectory() as folder, Hostile() as web, patch.object(leases, "now", clock):
        newsroom = Newsroom(web, Path(folder))
        sites = {
            name: Site(web, name, KINDS[name], entries_of(KINDS[name], days, seed), clock) for name in names
        }
        for site in sites.values():
            newsroom.add_feed(site.path, url=f"http://{site.host}:{web.port}{site.path}")
        newsroom.write_feeds()
        with with_many_hosts(newsroom.project()) as project:
            while clock.at < end:
                poll_feeds(project)
                with project.ledger.read() as tx:
                    due = tx.execute(select(func.min(feeds.c.due_at)).where(feeds.c.active)).scalar_one()
                clock.at = max(due, clock.at + timedelta(seconds=1))
            with project.ledger.read() as tx:
                rows = tx.execute(select(links.c.url, links.c.first_seen_at)).all()
        seen = {row.url.partition("?")[0]: row.first_seen_at for row in rows}
    outcomes = {}
    for name, site in sites.items():
        late, lost = [], 0
        for number, published in enumerate(site.times):
            first = seen.get(site.address(number))
            if published > BEGIN and first:
                late.append(first - published)
            lost += BEGIN < published < end - QUARTER * 4 and first is None
        outcomes[name] = Outcome(site.asked, sorted(late), lost)
    return outcomes


def _line(rule: str, outcome: Outcome, days: int) -> str:
    def at_share(share: float) -> str:
        place = outcome.late[int(share * (len(outcome.late) - 1))] if outcome.late else None
        return "-" if place is None else f"{place / timedelta(minutes=1):.1f}"

    numbers = f"{outcome.polls / days:7.1f} {at_share(0.5):>9} {at_share(0.95):>7} {outcome.lost:6}"
    return f"  {rule:14}{numbers}  of {len(outcome.late) + outcome.lost}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", help=", ".join(KINDS))
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.kinds = options.kinds or list(KINDS)
    started = time.process_time()
    ours = follow_ours(options.kinds, options.days, options.seed)
    print(f"{'':16}polls/day  median  95th (minutes)  lost")
    for name in options.kinds:
        kind = KINDS[name]
        times = entries_of(kind, options.days, options.seed)
        print(name)
        print(_line("ours", ours[name], options.days))
        print(
            _line(
                "15 minutes", follow_rule(times, kind.shows, options.days, lambda *_: QUARTER), options.days
            )
        )
        print(_line("Miniflux", follow_rule(times, kind.shows, options.days, _miniflux), options.days))
    polls = sum(outcome.polls for outcome in ours.values())
    print(
        f"{polls} polls of ours took {(time.process_time() - started) / polls * 1000:.1f} ms of processor time each"
    )


if __name__ == "__main__":
    main()
