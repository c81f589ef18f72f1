"""Feeds that have moved for good: where the ledger believes it, their new addresses are written into feeds.yaml."""

from collections.abc import Sequence
from typing import NamedTuple

from scrapers.moves import Move
from scrapers.records import Feed
from wirewatch.config.edit import move_feed
from wirewatch.ledger import feed_states
from wirewatch.ledger.habits import read_habits
from wirewatch.project import Project


class Moved(NamedTuple):
    """What the ledger knows of the move of one feed."""

    feed: Feed
    move: Move
    there: bool
    """Whether the configuration has a feed at the new address already."""

    @property
    def loses_login(self) -> bool:
        """Whether the feed has a login, cookies or headers, which are not for the server of the new address."""
        return self.feed.login is not None and not self.feed.login.is_for(self.move.to)


def moved_feeds(project: Project, among: Sequence[Feed]) -> list[Moved]:
    """Give those of some feeds whose answers said that they have moved, whether that is believed yet or not."""
    with project.ledger.read() as tx:
        rows = [*feed_states.active_feeds(tx), *feed_states.paused_feeds(tx, among)]
    moves = {row.url: read_habits(row.habits).move for row in rows}
    known = {feed.url for feed in project.feeds}
    return [Moved(feed, move, move.to in known) for feed in among if (move := moves.get(feed.url))]


def write_moves(project: Project, moved: Sequence[Moved]) -> list[Moved]:
    """Write the new addresses of those whose move is believed into feeds.yaml, and give these.

    One whose new address stands there already is left alone, and one with secrets that another server would get, which
    whoever holds its old address could have wished. Raises Mistake and Trouble.
    """
    written = [one for one in moved if one.move.settled and not one.there and not one.loses_login]
    for one in written:
        move_feed(project.settings.config / "feeds.yaml", one.feed.url, one.move.to)
    return written
